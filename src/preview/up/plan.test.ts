import { expect, test } from "vitest";
import { parseSpec } from "../../data-spec/read/parse.ts";
import type { LoadedSpec } from "../files/load-spec.ts";
import { clampedWarnings, createSources, planSeries, sampleRange } from "./plan.ts";

const nowMs = Date.UTC(2026, 10, 24, 12);
const hour = 3_600_000;

function spec(file: string, { head = "step: 1m\nhistory: 1h\n", name = "up", value = 1, seed = 1 } = {}): LoadedSpec {
  const text = `version: 1\nseed: ${seed}\n${head}metrics: [{name: ${name}, type: gauge, series: [{labels: {job: a}, value: ${value}}]}]\n`;
  return { file, document: parseSpec(text, { file }) };
}

test("planSeries plans one spec as it is", () => {
  const { grid, seriesCount, sampleCount, definitions } = planSeries([spec("a.yaml", { seed: 7 })], { nowMs });
  expect([grid.stepMs, grid.count, seriesCount, sampleCount]).toEqual([60_000, 60, 1, 60]);
  expect(definitions.map(({ seed }) => seed)).toEqual([7]);
});

test("planSeries puts specs on one grid of the longest history, each with its own seed", () => {
  const specs = [
    spec("a.yaml", { seed: 1 }),
    spec("b.yaml", { head: "step: 1m\nhistory: 3h\n", name: "load", seed: 2 }),
  ];
  const { grid, seriesCount, sampleCount, definitions } = planSeries(specs, { nowMs });
  expect([grid.count * grid.stepMs, seriesCount, sampleCount]).toEqual([3 * hour, 2, 360]);
  expect(definitions.map(({ seed, definition }) => [seed, definition.name])).toEqual([
    [1, "up"],
    [2, "load"],
  ]);
});

test("planSeries writes a series once that two specs define alike, and refuses one that they define differently", () => {
  expect(planSeries([spec("a.yaml"), spec("b.yaml")], { nowMs }).definitions).toHaveLength(1);
  expect(() => planSeries([spec("a.yaml"), spec("b.yaml", { value: 2 })], { nowMs })).toThrow(
    "a.yaml and b.yaml both define up with the same labels, but not alike",
  );
});

test("planSeries compares causes that use one another twice each without writing them out", () => {
  const causes = Array.from({ length: 30 }, (_, depth) =>
    depth === 0 ? "s0: {value: 1}" : `s${depth}: {value: {add: [{signal: s${depth - 1}}, {signal: s${depth - 1}}]}}`,
  );
  const head = `step: 1m\nhistory: 1h\nsignals: {${causes.join(", ")}}\n`;
  const file = (name: string, last: string): LoadedSpec => {
    const text = `version: 1\n${head}metrics: [{name: up, type: gauge, series: [{value: {signal: ${last}}}]}]\n`;
    return { file: name, document: parseSpec(text, { file: name }) };
  };
  expect(planSeries([file("a.yaml", "s29"), file("b.yaml", "s29")], { nowMs }).definitions).toHaveLength(1);
  expect(() => planSeries([file("a.yaml", "s29"), file("b.yaml", "s28")], { nowMs })).toThrow("but not alike");
});

test("planSeries refuses specs with different steps or different windows", () => {
  const other = spec("b.yaml", { head: "step: 30s\nhistory: 1h\n", name: "load" });
  expect(() => planSeries([spec("a.yaml"), other], { nowMs })).toThrow("a.yaml and b.yaml have different steps");
  const fixed = spec("b.yaml", { head: "step: 1m\nhistory: 1h\nstart: 2026-11-01T00:00:00Z\n", name: "load" });
  expect(() => planSeries([spec("a.yaml"), fixed], { nowMs })).toThrow("a.yaml and b.yaml have different windows");
});

test("planSeries counts the series and samples of all specs against the limits", () => {
  const specs = [spec("a.yaml"), spec("b.yaml", { name: "load" })];
  expect(() => planSeries(specs, { nowMs, maxSeries: 1 })).toThrow("make 2 series together, more than 1");
  expect(() => planSeries(specs, { nowMs, maxSamples: 100 })).toThrow("make 120 samples together, more than 100");
});

test("sampleRange ends at the last sample, and createSources makes one source for each definition", () => {
  const plan = planSeries([spec("a.yaml")], { nowMs });
  const { fromMs, toMs } = sampleRange(plan);
  expect([toMs - fromMs, createSources(plan).length]).toEqual([59 * 60_000, 1]);
});

test("clampedWarnings counts rates below 0, and has nothing to say of none", () => {
  expect(clampedWarnings(0)).toEqual([]);
  expect(clampedWarnings(3)).toEqual(["3 rates below 0 were taken as 0: a counter cannot count down"]);
});
