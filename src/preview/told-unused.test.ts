import { expect, test } from "vitest";
import { parseSpec } from "../data-spec/read/parse.ts";
import { toldUnused } from "./told-unused.ts";

const spec = (file: string, names: readonly string[]) => {
  const metrics = names.map((name) => `  - { name: ${name}, type: gauge, series: [{ value: 1 }] }\n`);
  return { file, document: parseSpec(`version: 1\nmetrics:\n${metrics.join("")}`, { file }) };
};
const shared = spec("shared.yaml", ["a", "b", "c", "d"]);
const other = spec("other.yaml", ["d", "x"]);
const one = (of: typeof shared, ...unusedMetrics: string[]) => ({ spec: of, check: { unusedMetrics } });
const told = (...args: Parameters<typeof toldUnused>) => toldUnused(...args).map((check) => check?.unusedMetrics);

test("a metric that one dashboard of a spec uses is not unused for the others, and the rest is told once", () => {
  const run = [one(shared, "b", "c", "d"), one(shared, "a", "c", "d")];
  expect(told(run, "own")).toEqual([["c", "d"], []]);
});

test("where all checks know every spec, each spec's metrics are told with its own first dashboard", () => {
  const run = [one(shared, "b", "c", "d", "x"), one(other, "a", "b", "d", "x")];
  expect(told(run, "all")).toEqual([
    ["b", "d"],
    ["d", "x"],
  ]);
});

test("where checks know their own spec alone, a metric of another one counts as looked for by those that have it", () => {
  expect(told([one(shared, "b", "c"), one(other, "x")], "own")).toEqual([["b", "c"], ["x"]]);
  expect(told([one(shared, "b", "d"), one(other, "d")], "own")).toEqual([["b", "d"], ["d"]]);
  expect(told([one(shared, "b", "d"), one(other)], "own")).toEqual([["b"], []]);
});

test("nothing is told as long as a dashboard that could use it was not checked", () => {
  const unchecked = { spec: shared, check: undefined };
  expect(told([one(shared, "b"), unchecked], "own")).toEqual([[], undefined]);
  expect(told([one(other, "x"), unchecked], "own")).toEqual([["x"], undefined]);
  expect(told([unchecked, one(other, "x")], "all")).toEqual([undefined, []]);
});
