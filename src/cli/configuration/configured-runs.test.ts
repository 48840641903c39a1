import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inferCommand } from "../commands/infer/command.ts";
import { reportCommand } from "../commands/report/command.ts";
import { upOptions, upPositionals } from "../commands/up/options.ts";
import type { CliContext } from "../context.ts";
import type { Command } from "../define-command.ts";
import { readRequest } from "../flags/read-request.ts";
import { configuredRuns } from "./configured-runs.ts";

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "dashpreview-configured-"));
});
afterAll(() => rmSync(cwd, { recursive: true }));

const up = { options: upOptions, positionals: upPositionals };
let told = "";
function runs(
  text: string,
  args: Record<string, unknown> = {},
  env: Record<string, string> = {},
  declared: Pick<Command, "options" | "positionals"> = up,
) {
  writeFileSync(join(cwd, "dashpreview.yaml"), text);
  told = "";
  const err = {
    write: (line: string) => {
      told += line;
    },
  };
  const context = { cwd, env, err, user: "me", machine: "here" } as unknown as CliContext;
  return configuredRuns(declared, { args: { dashboards: [], ...args }, env }, context).map(({ name, sources }) => ({
    name,
    request: readRequest<Record<string, unknown>>(declared, sources),
  }));
}
const one = (...given: Parameters<typeof runs>) => runs(...given)[0]!.request;

test("configuredRuns puts the file below the environment, and that below the command line", () => {
  const text = "dashboards: [a]\nttl: 1h\nfail-on: empty\nmax-series: 5\n";
  const wanted = { dashboards: ["a"], ttlMs: 3_600_000, failOn: "empty", maxSeries: 5 };
  expect(one(text)).toMatchObject(wanted);
  expect(one(text, {}, { DASHPREVIEW_TTL: "2h" })).toMatchObject({ ...wanted, ttlMs: 7_200_000 });
  expect(one(text, { ttl: "3h", dashboards: ["b"] }, { DASHPREVIEW_TTL: "2h" })).toMatchObject({
    ...wanted,
    ttlMs: 10_800_000,
    dashboards: ["b"],
  });
});

test("configuredRuns takes a data spec of that name for none", () => {
  expect(one("version: 1\nmetrics: []\nhistory: 1h\n")).toMatchObject({ dashboards: [], historyMs: undefined });
});

test("configuredRuns makes one run of each preview, with files of its own, or the one that is chosen", () => {
  const text = "previews: [{ name: infra, dashboards: i }, { name: The Shop, dashboards: s }]\n";
  const all = runs(text, {}, { DASHPREVIEW_RESULT_FILE: "/tmp/r.json" });
  expect(all.map(({ name, request }) => [name, request["name"], request["dashboards"], request["resultFile"]])).toEqual(
    [
      ["infra", "infra", ["i"], "/tmp/r-infra.json"],
      ["The Shop", "The Shop", ["s"], "/tmp/r-the-shop.json"],
    ],
  );
  expect(one(text, { preview: "The Shop" })).toMatchObject({ dashboards: ["s"], name: "The Shop" });
  expect(one(text, {}, { DASHPREVIEW_NAME: "infra" })).toMatchObject({ dashboards: ["i"], name: "infra" });
  expect(() => one(text, { preview: "infr" })).toThrow("no such preview; did you mean infra?");
});

test.for([
  [{ dashboards: ["x"] }, "paths on the command line are for one: choose it with --preview"],
  [{ output: "json" }, "--output json and markdown are for one"],
  [{ local: true }, "--local without --exit is for one"],
  [{ name: "x" }, "--name x: dashpreview.yaml has no such preview"],
] as const)("configuredRuns refuses %j with several previews", ([args, message]) => {
  expect(() => runs("previews: [{ name: a }, { name: b }]\n", args)).toThrow(message);
});

test("configuredRuns leaves what a bundle or a local run makes no sense of", () => {
  const text = "dashboards: [a]\nrules: [r]\nlive: until-expiry\nhistory: max\n";
  expect(one(text, { "from-bundle": "b" })).toMatchObject({ dashboards: [], rules: undefined });
  expect(one(text, { local: true })).toMatchObject({ liveMs: undefined, historyMs: undefined, rules: ["r"] });
});

test.for([
  ["dashboards: [a]\nrules: [r]\nscenario: x\n", "report", { playground: true }],
  ["previews: [{ name: a, dashboards: a }, { name: b, dashboards: b }]\n", "report", { playground: true }],
  ["dashboards: [a]\n", "infer", { incident: ["r.yaml"] }],
  ["previews: [{ name: a, dashboards: a }, { name: b, dashboards: b }]\n", "infer", { incident: ["r.yaml"] }],
] as const)("configuredRuns takes no dashboards of %j into %s %j, which is about none", ([text, name, args]) => {
  const command = name === "report" ? reportCommand : inferCommand;
  const made = runs(text, args, {}, command);
  expect(made).toHaveLength(1);
  expect(made[0]!.request).toMatchObject({ dashboards: [] });
  expect(made[0]!.request["rules"] ?? made[0]!.request["scenario"]).toBeUndefined();
});

test("configuredRuns runs the build of somebody who runs it by hand, and says so", () => {
  expect(one("build: jsonnet a.jsonnet\n")).toMatchObject({ build: ["jsonnet a.jsonnet"] });
  expect(told).toBe("build of dashpreview.yaml:1:8: jsonnet a.jsonnet\n");
});

const github = (event: string) => ({
  GITHUB_ACTIONS: "true",
  CI: "true",
  GITHUB_EVENT_NAME: event,
  GITHUB_REPOSITORY: "acme/boards",
  GITHUB_API_URL: "https://api.github.com",
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_REF: "refs/heads/main",
  GITHUB_SHA: "a".repeat(40),
});

test.for([
  [{ untrusted: true }, {}, "the dashboards are untrusted"],
  [{}, { DASHPREVIEW_UNTRUSTED: "yes" }, "the dashboards are untrusted"],
  [{}, { CI: "true" }, "this CI does not say whose files these are"],
  [{ review: "3" }, github("workflow_dispatch"), "the review is a fork's, or may be one"],
] as const)("configuredRuns with %j %j takes only what is harmless, and runs no build", ([args, env, why]) => {
  const text = "dashboards: [a]\nfail-on: none\nttl: 1d\ndatasource: production\nscenario: busy\n";
  const own = { ...env } as Record<string, string>;
  expect(one(text, args, own)).toMatchObject({
    dashboards: ["a"],
    scenario: ["busy"],
    failOn: "error",
    datasource: undefined,
  });
  expect(told).toContain("fail-on, ttl, datasource of the configuration do not count");
  expect(told).toContain(why);
  expect(() => runs(`${text}build: sh -c id\n`, args, own)).toThrow(
    /dashpreview.yaml:6:8: `build` is not run: .*--bundle/,
  );
});

test("configuredRuns counts everything on a push to the repository itself", () => {
  expect(one("build: sh -c id\nttl: 1d\n", {}, github("push"))).toMatchObject({
    build: ["sh -c id"],
    ttlMs: 86_400_000,
  });
});
