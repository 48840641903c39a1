import { cpSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectResult } from "../result-schema.ts";
import { temporaryFolder } from "../servers/process.ts";
import { runCli } from "./cli.ts";

let folder: string;
beforeAll(() => {
  folder = temporaryFolder();
  cpSync(resolve(import.meta.dirname, "../cases/broken"), folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Finding {
  readonly state: string;
  readonly code: string;
  readonly panel?: string;
  readonly reason: string;
}
interface Checked {
  readonly panelResults: readonly { readonly title: string; readonly state: string; readonly code?: string }[];
  readonly findings: readonly Finding[];
}

const brief = ({ state, code, panel }: Finding) => `${state} ${code}: ${panel}`;

/** What `validate` finds without any server. */
async function validated(file: string): Promise<string[]> {
  const { stdout } = await runCli(["validate", "--output", "json", file], { cwd: folder });
  return (JSON.parse(stdout) as { dashboards: [{ findings: Finding[] }] }).dashboards[0].findings.map(brief);
}

/** The check of a dashboard on data that was inferred for it, on a Prometheus of its own. */
async function checked(file: string): Promise<Checked> {
  const { stdout, stderr } = await runCli(["up", "--local", "--exit", "--output", "json", file], { cwd: folder });
  const { dashboards } = expectResult(JSON.parse(stdout) as { dashboards: Checked[] });
  return dashboards[0] ?? expect.fail(stderr);
}

const states = ({ panelResults }: Checked) => panelResults.map(({ title, state }) => `${title}: ${state}`);

test("a multi-value variable behind = is told with the escaping, and no host is made up for it", async () => {
  expect(await validated("multi-value.json")).toEqual([
    "broken multi-value-equals: Equals",
    "broken multi-value-equals: Copy of $server",
    "broken regex-behind-equals: Literal",
  ]);
  const check = await checked("multi-value.json");
  expect(states(check)).toEqual(["Equals: empty", "Regex: ok", "Literal: empty", "Copy of $server: empty"]);
  expect(check.panelResults[0]).toMatchObject({ code: "multi-value-equals" });
  const [equals] = check.findings;
  expect(equals!.reason).toContain('escapes "db1.example.net" as "db1\\\\.example\\\\.net"');
  expect(equals!.reason).toContain('write server=~"$server"');
});

test("an undefined variable is named with the one that is meant, an input without value with its import", async () => {
  const expected = ["broken variable-undefined: Typo", "broken input-without-value: Import"];
  expect(await validated("undefined.json")).toEqual(expected);
  const { findings, panelResults } = await checked("undefined.json");
  expect(findings.map(brief)).toEqual(expected);
  expect(findings[0]!.reason).toContain("probably $shard is meant");
  expect(panelResults.map(({ code }) => code)).toEqual(["variable-undefined", undefined, "input-without-value"]);
});

test("placeholders of a chart are told in place of parse errors, and none becomes a label's value", async () => {
  const check = await checked("chart.json");
  expect(states(check)).toEqual(["In a string: empty", "In the query: error", "Escaped legend: ok"]);
  expect(check.findings.map(brief)).toEqual([
    "broken template-placeholder: In a string",
    "error template-placeholder: In the query",
  ]);
  for (const { reason } of check.findings) expect(reason).toContain("helm template");
  expect(await validated("terraform.json")).toEqual(["error template-placeholder: Rate"]);
});

test("settings of a wrong type, overrides without a query, and places outside of the grid are told", async () => {
  const fixed = [
    "broken field-setting: Unit",
    "broken field-setting: Unit",
    "broken override-without-query: Override",
    "broken panel-outside-grid: Wide",
  ];
  expect(await validated("settings.json")).toEqual([...fixed, "hint panels-overlap: Over"]);
  const { findings } = await checked("settings.json");
  expect(findings.map(brief)).toEqual([...fixed, "hint panels-overlap: Over", "hint override-without-match: Override"]);
});

test.for([
  ["error", 0],
  ["broken", 1],
  ["empty", 1],
  ["none", 0],
] as const)("validate with --fail-on %s ends with %d where a setting has a wrong type", async ([level, code]) => {
  const result = await runCli(["validate", "--fail-on", level, "settings.json"], { cwd: folder });
  expect(result.code, result.stderr).toBe(code);
  expect(result.stdout).toContain(
    `how to fix them: ${resolve(import.meta.dirname, "../../docs/findings.md")} (field-setting)`,
  );
});
