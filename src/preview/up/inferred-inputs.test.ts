import { expect, test } from "vitest";
import { readDashboard } from "../../dashboard/read/read.ts";
import { parseSpec } from "../../data-spec/read/parse.ts";
import type { LoadedSpec } from "../files/load-spec.ts";
import type { Inputs } from "../inputs.ts";
import { inferMissing, loadInferred, withInferredSpec } from "./inferred-inputs.ts";

const nowMs = Date.UTC(2026, 10, 24);
const own: LoadedSpec = {
  file: "own.yaml",
  document: parseSpec("version: 1\nmetrics: [{name: up, type: gauge, series: [{labels: {job: a}, value: 1}]}]\n", {
    file: "own.yaml",
  }),
};

function input(file: string, expr: string, spec?: LoadedSpec): Inputs["dashboards"][number] {
  const panels = [{ id: 1, type: "timeseries", title: "P", targets: [{ refId: "A", expr }] }];
  return { source: readDashboard(JSON.stringify({ title: file, schemaVersion: 39, panels }), { file }), spec };
}
const inputs = (...dashboards: Inputs["dashboards"]): Inputs => ({
  dashboards,
  specs: dashboards.some(({ spec }) => spec === own) ? [own] : [],
  warnings: ["before"],
});
const specFiles = ({ dashboards }: Inputs) => dashboards.map(({ spec }) => spec?.file);

test("inferMissing leaves inputs alone in which every dashboard has a spec", async () => {
  const all = inputs(input("a.json", "up", own));
  expect(await inferMissing(all, { nowMs })).toEqual({ inputs: all, inference: undefined });
});

test("inferMissing infers one spec for those without, and says so", async () => {
  const all = inputs(input("a.json", "up", own), input("b.json", "queue"), input("c.json", "load"));
  const { inputs: filled, inference } = await inferMissing(all, { nowMs });
  expect(specFiles(filled)).toEqual(["own.yaml", "the inferred data spec", "the inferred data spec"]);
  expect(filled.specs.map(({ file }) => file)).toEqual(["own.yaml", "the inferred data spec"]);
  expect(inference!.spec.metrics.map(({ name }) => name).sort()).toEqual(["load", "queue"]);
  expect(filled.warnings).toEqual(["before", expect.stringContaining("no data spec for b.json, c.json: inferred one")]);
});

test("inferMissing names five dashboards and counts the others", async () => {
  const many = inputs(...[1, 2, 3, 4, 5, 6, 7].map((number) => input(`${number}.json`, "up")));
  const steps: string[] = [];
  const { inputs: filled } = await inferMissing(many, { nowMs, progress: { step: (text) => void steps.push(text) } });
  expect(steps).toEqual(["inferring the data of 7 dashboards"]);
  expect(filled.warnings[1]).toContain("1.json, 2.json, 3.json, 4.json, 5.json and 2 more");
});

test("withInferredSpec puts a repaired spec in the place of the one that was inferred first, and keeps people's own", async () => {
  const first = await inferMissing(inputs(input("a.json", "up", own), input("b.json", "queue")), { nowMs });
  const second = await inferMissing(inputs(input("b.json", "load")), { nowMs });
  const repaired = await withInferredSpec(first.inputs, second.inference!);
  expect(specFiles(repaired)).toEqual(["own.yaml", "the inferred data spec"]);
  expect(repaired.specs).toHaveLength(2);
  expect(repaired.dashboards[1]!.spec!.document.metrics.map(({ metadata }) => metadata.name)).toEqual(["load"]);
  expect(repaired.dashboards[1]!.spec!.document.text).toBe(loadInferred(second.inference!).document.text);
});
