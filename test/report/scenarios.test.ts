import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { PageData } from "../../src/report/page-data.ts";
import { runCli } from "../e2e/cli.ts";
import { dashboard, smallSpec } from "../e2e/stack.ts";
import { expectResult } from "../result-schema.ts";
import { temporaryFolder } from "../servers/process.ts";

const folder = temporaryFolder();
writeFileSync(join(folder, "a.json"), JSON.stringify(dashboard("A", ["queue_length"])));
const change = "{match: {queue: mail}, metric: queue_length, value: 70}";
writeFileSync(
  join(folder, "a.data.yaml"),
  `${smallSpec}scenarios:\n  healthy: {}\n  incident: {series: [${change}]}\n`,
);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => runCli(args, { cwd: folder, env: { TMPDIR: mkdtempSync(join(folder, "tmp-")) } });

test("report has the dashboard of each scenario with its data, one after the other", async () => {
  const scenarios = ["--scenario", "healthy", "--scenario", "incident"];
  const result = await run("report", "a.json", ...scenarios, "--output", "json", "--at", "2026-01-31T12:00Z");
  expect(result.code, result.stderr).toBe(0);
  const { dashboards, title } = result.json<PageData>();
  expect(title).toBe("1 dashboard, 2 scenarios");
  expect(dashboards.map((one) => [one.title, one.scenario])).toEqual([
    ["A · healthy", "healthy"],
    ["A · incident", "incident"],
  ]);
  const values = dashboards.map(({ views }) => new Set(views[0]!.panels[0]!.targets[0]!.series[0]!.values));
  expect(values).toEqual([new Set([7]), new Set([70])]);
});

test("up --local shows one scenario, and a name that no spec has is told with the nearest one", async () => {
  const shown = await run("up", "a.json", "--local", "--exit", "--scenario", "incident");
  expect(shown.code, shown.stderr).toBe(0);
  expect(shown.stdout).toMatch(/Panel 1 +ok +1 +70/);
  const wrong = await run("up", "a.json", "--local", "--exit", "--scenario", "incidents");
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain(
    "there is no scenario `incidents`; did you mean `incident`? The spec has `healthy` and `incident`",
  );
});

test("up --local shows several scenarios below each other, on one page, with an entry for each in the JSON", async () => {
  const scenarios = ["--scenario", "healthy", "--scenario", "incident"];
  const text = await run("up", "a.json", "--local", "--exit", "--page", "local.html", ...scenarios);
  expect(text.code, text.stderr).toBe(0);
  expect(text.stdout).toMatch(
    /A · healthy .*\n(?:.*\n)*?.*Panel 1 +ok +1 +7\b(?:.*\n)*?A · incident .*\n(?:.*\n)*?.*ok +1 +70/,
  );
  expect(text.stdout).toMatch(/\nhealthy: 4 series, \d+ samples .*\nincident: 4 series/);
  const page = readFileSync(join(folder, "local.html"), "utf8");
  for (const title of ["A · healthy", "A · incident"]) expect(page).toContain(title);

  const json = await run("up", "a.json", "--local", "--exit", "--output", "json", ...scenarios);
  expect(json.code, json.stderr).toBe(0);
  const { series, scenarios: made, dashboards } = expectResult(json.json<Local>());
  expect(made.map(({ scenario, series, exitCode }) => [scenario, series, exitCode])).toEqual([
    ["healthy", 4, 0],
    ["incident", 4, 0],
  ]);
  expect(series).toBe(8);
  expect(dashboards.map(({ title, scenario, queries }) => [title, scenario, queries[0]!.lastValue])).toEqual([
    ["A · healthy", "healthy", 7],
    ["A · incident", "incident", 70],
  ]);
});

interface Local {
  readonly series: number;
  readonly scenarios: readonly { readonly scenario: string; readonly series: number; readonly exitCode: number }[];
  readonly dashboards: readonly {
    readonly title: string;
    readonly scenario: string;
    readonly queries: readonly { readonly lastValue: number }[];
  }[];
}
