import { expect, test } from "vitest";
import { medianOf, reduceNumbers, reduceValues } from "./reduce.ts";
import { noData, numberOf, scalarOf, type Value } from "./value.ts";

const [nan, inf] = [Number.NaN, Number.POSITIVE_INFINITY];
const series = (...values: (number | null)[]): Value => ({
  ...{ kind: "series", labels: new Map([["j", "a"]]), timesMs: values.map((_, at) => at), values },
});

test.for([
  ["sum", 10, nan, 0],
  ["mean", 2.5, nan, nan],
  ["min", 1, nan, nan],
  ["max", 4, nan, nan],
  ["count", 4, 3, 0],
  ["last", 2, 3, nan],
  ["median", 2.5, nan, nan],
] as const)("%s of 4, 1, 3, 2 is %s, with a NaN in them %s, of nothing %s", ([name, all, withNaN, none]) => {
  expect(reduceNumbers[name]!([4, 1, 3, 2])).toBe(all);
  expect(reduceNumbers[name]!([1, nan, 3])).toBe(withNaN);
  expect(reduceNumbers[name]!([1, null, 3])).toBe(withNaN);
  expect(reduceNumbers[name]!([])).toBe(none);
});

test("the median of an odd number is the one in the middle", () => {
  expect(medianOf([9, 1, 5])).toBe(5);
});

const reduced = (values: readonly Value[], ...rest: [string, Parameters<typeof reduceValues>[2]]) =>
  reduceValues(values, ...rest).map((value) => value.values[0]);

test("what is no finite number is dropped, or replaced, before it is reduced and after", () => {
  const drop = { kind: "drop" } as const;
  const replace = { kind: "replace", value: 7 } as const;
  expect(reduced([series(1, nan, inf, null, 3)], "mean", drop)).toEqual([2]);
  expect(reduced([series(1, nan, inf, null, 3)], "sum", replace)).toEqual([25]);
  expect(reduced([series(nan)], "mean", drop)).toEqual([null]);
  expect(reduced([series(nan)], "sum", drop)).toEqual([0]);
  expect(reduced([series()], "mean", replace)).toEqual([7]);
});

test("a number stays, or goes where it is to be dropped; a scalar may not be reduced", () => {
  expect(reduced([numberOf(5), numberOf(nan)], "count", undefined)).toEqual([5, nan]);
  expect(reduced([numberOf(5), numberOf(nan)], "count", { kind: "drop" })).toEqual([5]);
  expect(reduceValues([noData], "sum", undefined)).toEqual([noData]);
  expect(() => reduceValues([scalarOf(1)], "sum", undefined)).toThrow("can only reduce type series, got type scalar");
});

test("a series keeps its labels", () => {
  expect(reduceValues([series(1, 2)], "last", undefined)).toEqual([numberOf(2, new Map([["j", "a"]]))]);
});
