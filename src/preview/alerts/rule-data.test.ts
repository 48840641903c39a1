import { expect, test } from "vitest";
import { parseSpec } from "../../data-spec/read/parse.ts";
import { readRuleFile } from "../../prometheus/rules/read-rule-file.ts";
import type { LoadedSpec } from "../files/load-spec.ts";
import { ruleData } from "./rule-data.ts";

const file = "a.data.yaml";
const text =
  "version: 1\nstep: 30s\nhistory: 1h\nmetrics: [{name: queue_length, type: gauge, series: [{labels: {}, value: 1}]}]\n";
const spec: LoadedSpec = { file, document: parseSpec(text, { file }), readFile: () => "" };
const files = [
  readRuleFile(
    "groups: [{name: g, rules: [{record: 'r:max', expr: max(queue_length)}, {alert: A, expr: 'r:max > 1 and workers > 2'}]}]",
    { file: "r.yaml" },
  ),
];
const common = { dashboards: [], files, nowMs: Date.UTC(2026, 10, 27) };
const metricsOf = (specs: readonly LoadedSpec[]) =>
  specs.map(({ document }) => document.metrics.map(({ metadata }) => metadata.name));

test("Where every dashboard has a spec, the specs are the data", async () => {
  expect(await ruleData({ ...common, specs: [spec], complete: true })).toEqual([spec]);
});

test("Else what the specs lack is inferred beside them, on the same grid, and never what a rule records", async () => {
  const specs = await ruleData({ ...common, specs: [spec], complete: false });
  expect(metricsOf(specs)).toEqual([["queue_length"], ["workers"]]);
  expect(specs[1]!.document.window).toMatchObject({ stepMs: 30_000, historyMs: 3_600_000 });
});

test("Without specs all is inferred from the rules; where nothing is to be inferred, the specs are the data", async () => {
  const inferred = await ruleData({ ...common, specs: [], complete: true });
  expect(metricsOf(inferred).map((names) => [...names].sort())).toEqual([["queue_length", "workers"]]);
  const known = [readRuleFile("groups: [{name: g, rules: [{alert: A, expr: queue_length > 1}]}]", { file: "r.yaml" })];
  expect(await ruleData({ ...common, files: known, specs: [spec], complete: false })).toEqual([spec]);
});

test("In the scenario incident what is inferred has the incident, as the previews of the run have", async () => {
  const specs = await ruleData({ ...common, specs: [], complete: false, scenario: "incident" });
  expect(specs.map(({ document }) => document.scenario)).toEqual(["incident"]);
  const usual = await ruleData({ ...common, specs: [], complete: false, scenario: "healthy" });
  expect(usual.map(({ document }) => document.scenario)).toEqual([undefined]);
});

test("Scenarios of one run share what was inferred: it is inferred once, and again where the specs have other metrics", async () => {
  const inferences = new Map();
  const dataOf = (specs: readonly LoadedSpec[], scenario: string) =>
    ruleData({ ...common, specs, complete: false, scenario, inferences });
  const [usual] = await dataOf([], "healthy");
  const [first] = [...inferences.values()];
  const [incident] = await dataOf([], "incident");
  expect([...inferences.values()]).toEqual([first]);
  expect([usual, incident].map((one) => one!.document.scenario)).toEqual([undefined, "incident"]);
  expect(metricsOf(await dataOf([spec], "incident"))).toEqual([["queue_length"], ["workers"]]);
  expect(inferences.size).toBe(2);
});
