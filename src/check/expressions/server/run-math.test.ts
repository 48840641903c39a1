import { expect, test } from "vitest";
import { parseMath } from "./math-tree.ts";
import { runMath } from "./run-math.ts";
import { type Inputs, NotComputed, noData, numberOf, type Value } from "./value.ts";

const series = (labels: Readonly<Record<string, string>>, samples: Readonly<Record<number, number | null>>): Value => ({
  kind: "series",
  labels: new Map(Object.entries(labels)),
  timesMs: Object.keys(samples).map(Number),
  values: Object.values(samples),
});
const inputs: Inputs = new Map<string, readonly Value[]>([
  ["A", [series({ j: "a" }, { 10: 1, 20: 2, 30: null })]],
  ["B", [series({ j: "a" }, { 20: 5, 30: 6, 40: 7 })]],
  ["N", [numberOf(3)]],
  ["E", [noData]],
]);
const run = (math: string) => runMath(parseMath(math), inputs);

test("two series have the instants that both have, and a missing value stays missing", () => {
  expect(run("$A + $B")).toEqual([series({ j: "a" }, { 20: 7, 30: null })]);
});

test("a number is taken to each value of a series, on either side", () => {
  expect(run("$A - $N")).toEqual([series({ j: "a" }, { 10: -2, 20: -1, 30: null })]);
  expect(run("$N - $A")).toEqual([series({ j: "a" }, { 10: 2, 20: 1, 30: null })]);
  expect(run("2 * $A")).toEqual([series({ j: "a" }, { 10: 2, 20: 4, 30: null })]);
  expect(run("is_null($A)")).toEqual([series({ j: "a" }, { 10: 0, 20: 0, 30: 1 })]);
});

test("numbers stay numbers, math alone is a scalar, and no data stays none", () => {
  expect(run("$N + 1")).toEqual([numberOf(4)]);
  expect(run("-(1 + 1)")).toMatchObject([{ kind: "scalar", values: [-2] }]);
  expect(run("$E + 1")).toEqual([noData]);
  expect(run("abs($E)")).toEqual([noData]);
  expect(run("$Missing + 1")).toEqual([]);
});

test("more than five million numbers are left to Grafana", () => {
  const values = Array.from({ length: 100_000 }, () => 1);
  const long: Value = { kind: "series", labels: new Map(), timesMs: values.map((_, at) => at), values };
  const math = parseMath(`$L${" + 1".repeat(60)}`);
  expect(() => runMath(math, new Map([["L", [long]]]))).toThrow(NotComputed);
});
