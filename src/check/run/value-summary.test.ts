import { expect, test } from "vitest";
import type { QuerySeries } from "../../templating/backend.ts";
import { summarizeValues } from "./value-summary.ts";

const series = (...values: number[]): QuerySeries => ({
  labels: new Map(),
  timesMs: values.map((_, index) => index * 1000),
  values,
});
const { NaN: nan, POSITIVE_INFINITY: inf } = Number;

test.for([
  [[series(3, 1, 2)], { least: 1, median: 2, greatest: 3, last: 2 }],
  [[series(10, 2), series(4, 100)], { least: 2, median: 7, greatest: 100, last: 2 }],
  // As numbers, not as texts.
  [[series(9, 10, 100)], { least: 9, median: 10, greatest: 100, last: 100 }],
  [[series(1, nan), series(5)], { least: 1, median: 3, greatest: 5, last: nan }],
  [[series(nan), series(7)], { least: 7, median: 7, greatest: 7, last: 7 }],
  [[series(-inf, 0, inf)], { least: -inf, median: 0, greatest: inf, last: inf }],
  [[series(inf, inf)], { least: inf, median: inf, greatest: inf, last: inf }],
  [[series(-inf, inf)], { least: -inf, median: nan, greatest: inf, last: inf }],
  [[series(nan, nan)], { least: nan, median: nan, greatest: nan, last: nan }],
  [[series(1.7e308, 1.7e308)], { least: 1.7e308, median: 1.7e308, greatest: 1.7e308, last: 1.7e308 }],
  [[series(), series(4)], { least: 4, median: 4, greatest: 4, last: 4 }],
] as const)(
  "summarizeValues (case %#) counts infinities, leaves out NaN and takes the last sample as it came",
  ([given, expected]) => {
    expect(summarizeValues(given)).toEqual(expected);
  },
);

test("summarizeValues is undefined without samples", () => {
  expect(summarizeValues([])).toBeUndefined();
  expect(summarizeValues([series()])).toBeUndefined();
});
