import { expect, test } from "vitest";
import { defined } from "../../json/defined.ts";
import { callFunction } from "./functions.ts";
import { allOf, type Evaluated } from "./level-series.ts";

const vector = (value: number, more: { readonly rate?: number; readonly rangeSeconds?: number } = {}): Evaluated => {
  const { rangeSeconds, rate } = more;
  const series = [
    {
      labels: new Map([
        ["__name__", "x"],
        ["job", "api"],
      ]),
      values: allOf(value, 1),
      ...defined({ rates: rate === undefined ? undefined : allOf(rate, 1) }),
    },
  ];
  return { kind: "vector", series, ...defined({ rangeSeconds }) };
};
const scalar = (value: number): Evaluated => ({ kind: "scalar", values: allOf(value, 1) });
const resultOf = (found: Evaluated) =>
  found.kind === "vector" ? found.series[0]?.values[0] : found.kind === "scalar" ? found.values[0] : found.text;

test.for<[name: string, expected: number | undefined, ...args: Evaluated[]]>([
  ["rate", 2, vector(9, { rate: 2 })],
  ["rate", 0, vector(9)],
  ["increase", 120, vector(9, { rate: 2, rangeSeconds: 60 })],
  // Five minutes where no range is known.
  ["delta", 600, vector(9, { rate: 2 })],
  ["resets", 0, vector(9)],
  ["count_over_time", 4, vector(9, { rangeSeconds: 60 })],
  ["max_over_time", 9, vector(9)],
  ["sqrt", 3, vector(9)],
  ["clamp_max", 5, vector(9), scalar(5)],
  ["clamp_min", 12, vector(9), scalar(12)],
  ["vector", 7, scalar(7)],
  ["scalar", 9, vector(9)],
  ["absent", undefined, vector(9)],
  ["absent", 1, { kind: "vector", series: [] }],
  ["timestamp", 1000, vector(9)],
  ["never_heard_of", 9, vector(9)],
])("callFunction of %s comes to %s", ([name, expected, ...args]) => {
  expect(resultOf(callFunction(name, args, { nowSeconds: 1000, instants: 1 }))).toBe(expected);
});

test("callFunction takes the metric's name away, but for functions that pass samples on", () => {
  const names = ["rate", "abs", "sort", "last_over_time"].map((name) => {
    const found = callFunction(name, [vector(1)], { nowSeconds: 0, instants: 1 });
    return found.kind === "vector" ? found.series[0]?.labels.get("__name__") : undefined;
  });
  expect(names).toEqual([undefined, undefined, "x", "x"]);
});
