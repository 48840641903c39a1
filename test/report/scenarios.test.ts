import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { PageData } from "../../src/report/page-data.ts";
import { runCli } from "../e2e/cli.ts";
import { dashboard, smallSpec } from "../e2e/stack.ts";
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
  expect(wrong.stderr).toContain("there is no scenario `incidents`; did you mean `incident`?");
  const several = await run("up", "a.json", "--local", "--scenario", "incident", "--scenario", "healthy");
  expect(several.stderr).toContain("--local goes with one --scenario");
});
