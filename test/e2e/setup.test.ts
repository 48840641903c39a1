import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type GitHubDouble, startGitHubDouble } from "../servers/github-double.ts";
import { type GrafanaDouble, startGrafanaDouble } from "../servers/grafana-double.ts";
import type { Json } from "../servers/grafana-store.ts";
import type { CliResult } from "./cli.ts";
import { dashboard, emptyServer, type Stack, smallSpec, startStack } from "./stack.ts";

const schema = JSON.parse(readFileSync(join(import.meta.dirname, "../../schema/setup.schema.json"), "utf8")) as object;
const validate = new Ajv2020({ strict: true, allErrors: true, validateFormats: false }).compile(schema);

let stack: Stack;
let grafana: GrafanaDouble;
let gitHub: GitHubDouble;

beforeAll(async () => {
  [stack, gitHub] = await Promise.all([startStack(emptyServer), startGitHubDouble()]);
});
afterAll(async () => {
  await Promise.all([stack.stop(), gitHub.stop()]);
  expect(gitHub.violations).toEqual([]);
});
// A Grafana that somebody has just installed.
beforeEach(async () => {
  grafana = await startGrafanaDouble({ prometheusUrl: stack.prometheusUrl, dataSources: [] });
  return () => grafana.stop();
});

const admin = { DASHPREVIEW_ADMIN_USER: "admin", DASHPREVIEW_ADMIN_PASSWORD: "admin" };
const setup = (args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) =>
  stack.run(["setup", ...args], { env: { ...admin, GRAFANA_URL: grafana.url, GRAFANA_TOKEN: "", ...env } });
const gitHubFlags = () => ["--github", "--repository", `${gitHub.url}/acme/dashboards`];
const gitHubEnv = () => ({ GITHUB_API_URL: `${gitHub.url}/api/v3`, GITHUB_TOKEN: gitHub.token });
const states = ({ stdout }: CliResult) =>
  stdout.split("\n").flatMap((line) => {
    const [, state, subject] = /^([a-z-]+) {2,}([a-z ]+?) {2,}/.exec(line) ?? [];
    return state === undefined ? [] : [`${state} ${subject}`];
  });
const writes = () => grafana.requests.filter(({ method, path }) => method !== "GET" && path !== "/api/ds/query");

test("an empty Grafana becomes one that up, check, list, cleanup and doctor work with, in two commands", async () => {
  const made = await setup(["--write-env", "previews.env"]);
  expect(made.code, made.stdout + made.stderr).toBe(0);
  expect(states(made)).toEqual([
    "made folder",
    "made account",
    "changed rights",
    "made data source",
    "ok reach",
    "ok data source",
    "made token",
    "ok token",
    "ok token",
  ]);
  const file = join(stack.folder, "previews.env");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const env = Object.fromEntries(
    [...readFileSync(file, "utf8").matchAll(/^export (\w+)='(.*)'$/gm)].map(([, name, value]) => [name!, value!]),
  );
  expect(Object.keys(env)).toEqual(["GRAFANA_URL", "PROMETHEUS_URL", "GRAFANA_TOKEN"]);
  const token = env["GRAFANA_TOKEN"]!;
  expect(made.stdout + made.stderr).not.toContain(token);
  expect(made.stdout).toContain(`GRAFANA_TOKEN=glsa_…${token.slice(-4)}\n`);
  // The least role, and Editors may not edit previews.
  expect([...grafana.store.accounts.values()]).toMatchObject([{ name: "dashpreview-setup", role: "Viewer" }]);
  expect([...grafana.store.rights.get("dashpreview")!.roles]).toEqual([
    ["Viewer", 1],
    ["Editor", 1],
  ]);

  stack.write("a.json", dashboard("A", ["queue_length"]));
  stack.write("a.data.yaml", smallSpec);
  for (const command of [["up", "a.json"], ["check", "a.json"], ["list"], ["doctor"], ["cleanup", "--all"]]) {
    const run = await stack.run(command, { env });
    expect(run.code, `${command[0]}: ${run.stdout}${run.stderr}`).toBe(0);
  }
  expect(grafana.dashboards()).toEqual([]);
  const removed = await setup(["--remove"]);
  expect(states(removed)).toEqual(["removed account", "removed data source", "removed folder"]);
  expect([grafana.store.folders.size, grafana.store.accounts.size, grafana.store.dataSources.size]).toEqual([0, 0, 0]);
  expect(states(await setup(["--remove"]))).toEqual(["absent account", "absent data source", "absent folder"]);
});

test("a dry run changes nothing, and a run without a place for the token makes nothing", async () => {
  const planned = await setup(["--dry-run"]);
  expect(planned.code, planned.stderr).toBe(0);
  expect(states(planned)).toEqual([
    "would-make folder",
    "would-make account",
    "would-make data source",
    "would-make token",
  ]);
  const lost = await setup();
  expect(lost.code).toBe(2);
  expect(lost.stderr).toContain("Grafana shows a token once: say where it should go. Next: pass --github");
  expect(writes()).toEqual([]);
});

test("a second run makes nothing, and a token is made anew with --renew-token alone, for its own place", async () => {
  const first = await setup(gitHubFlags(), gitHubEnv());
  expect(first.code, first.stdout + first.stderr).toBe(0);
  const token = gitHub.settings.secrets.get("GRAFANA_TOKEN")!;
  expect(grafana.store.callers.get(token)).toMatchObject({ name: "dashpreview-setup" });
  expect([...gitHub.settings.variables]).toEqual([
    ["GRAFANA_URL", grafana.url],
    ["PROMETHEUS_URL", stack.prometheusUrl],
  ]);
  await setup(["--write-env", "other.env"]);
  const before = writes().length;
  const again = await setup(gitHubFlags(), gitHubEnv());
  expect(states(again).filter((line) => /made|changed/.test(line))).toEqual([]);
  expect(writes().length).toBe(before);
  expect(gitHub.settings.secrets.get("GRAFANA_TOKEN")).toBe(token);

  const renewed = await setup([...gitHubFlags(), "--renew-token", "--token-days", "7"], gitHubEnv());
  expect(states(renewed)).toContain("removed token");
  expect(grafana.store.callers.has(token)).toBe(false);
  const names = [...grafana.store.tokens.values()].flat().map(({ name }) => name.replace(/ \S+$/, ""));
  const place = `${new URL(gitHub.url).host}/acme/dashboards`;
  expect(names.sort()).toEqual([`dashpreview-setup ${place}`, "dashpreview-setup by hand"].sort());

  // The token of an earlier run cannot be read again, and the file that is asked for would lack it.
  expect((await setup(["--write-env", "other.env"])).code).toBe(0);
  const lost = await setup(["--write-env", "lost.env"]);
  expect(lost.code).toBe(3);
  expect(lost.stdout).toMatch(
    /failed +token +lost\.env is not written: Grafana shows a token once.*\n +next: .*--renew-token/,
  );

  // Somebody deleted the secret: it cannot be read again, so another token is made.
  gitHub.settings.secrets.clear();
  expect(states(await setup(gitHubFlags(), gitHubEnv()))).toContain("made token");
  expect(gitHub.settings.secrets.size).toBe(1);
});

test("a token that cannot be handed on is deleted again, and the one before stays", async () => {
  await setup(gitHubFlags(), gitHubEnv());
  const [before] = [...grafana.store.tokens.values()].map((tokens) => tokens.map(({ name }) => name));
  const refused = await setup(
    ["--github", "--repository", `${gitHub.url}/acme/other`, "--renew-token", "--write-env", "no/such/folder.env"],
    gitHubEnv(),
  );
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("--write-env: the file cannot be written (ENOENT)");
  expect([...grafana.store.tokens.values()].map((tokens) => tokens.map(({ name }) => name))).toEqual([before]);
});

test("--output json names what was made, and holds the token with --show-token alone", async () => {
  type Document = { ok: boolean; rows: { state: string }[]; token: { name: string; key?: string }; variables: Json[] };
  const made = (await setup(["--write-env", "previews.env", "--output", "json"])).json<Document>();
  expect(made).toMatchObject({ ok: true, dryRun: false, organisation: 'organisation 1, "Main Org."' });
  expect(validate(made) ? [] : validate.errors).toEqual([]);
  expect(made.token.key).toBeUndefined();
  expect(made.variables.find(({ name }) => name === "GRAFANA_TOKEN")).toEqual({ name: "GRAFANA_TOKEN", secret: true });
  const shown = (await setup(["--renew-token", "--show-token", "--output", "json"])).json<Document>();
  expect(validate(shown) ? [] : validate.errors).toEqual([]);
  expect(grafana.store.callers.has(shown.token.key!)).toBe(true);
  const removed = (await setup(["--remove", "--dry-run", "--output", "json"])).json<Document>();
  expect(validate(removed) ? [] : validate.errors).toEqual([]);
});

test("doctor names the command that mends a missing token, a token without rights and a missing data source", async () => {
  const env = { GRAFANA_URL: grafana.url };
  const base = `dashpreview setup --grafana-url ${grafana.url} --prometheus-url ${stack.prometheusUrl}`;
  const none = await stack.run(["doctor"], { env: { ...env, GRAFANA_TOKEN: "" } });
  expect(none.code).toBe(3);
  expect(none.stdout).toContain(`fix: ${base} --write-env previews.env\n`);
  expect(none.stdout).toMatch(/ok +receiver/);
  const old = await stack.run(["doctor"], { env: { ...env, GRAFANA_TOKEN: "glsa_never_given_out" } });
  expect(old.stdout.split("\n").filter((line) => line.includes("fix:"))).toEqual([
    `                   fix: ${base} --renew-token --write-env previews.env`,
  ]);
  for (const subject of ["clock", "data source", "isolation"])
    expect(old.stdout).toMatch(new RegExp(`^- +${subject} +not checked: Grafana does not accept the token$`, "m"));
  const viewer = await stack.run(["doctor", "--output", "json"], {
    env: { ...env, GRAFANA_TOKEN: grafana.tokens.viewer },
  });
  const { findings } = viewer.json<{ findings: { subject: string; state: string; fix?: string }[] }>();
  expect(findings.filter(({ state }) => state === "fail")).toMatchObject([
    { subject: "rights", fix: `${base} --write-env previews.env` },
    { subject: "data source", fix: base },
  ]);
  expect(findings).toContainEqual({
    ...{ state: "unchecked", subject: "isolation" },
    text: 'not checked: it fails as "data source" does',
  });
});
