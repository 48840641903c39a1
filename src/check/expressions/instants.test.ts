import { expect, test } from "vitest";
import type { QueryTiming } from "../../templating/query-timing.ts";
import { instantsOfSeries } from "./instants.ts";

const timing: QueryTiming = {
  ...{ startMs: 0, endMs: 120, stepMs: 30, intervalMs: 30, rateIntervalMs: 120, rangeMs: 125 },
};
const own = { startMs: 0, endMs: 120, stepMs: 30, instant: false };
const at = (...timesMs: number[]) => ({ labels: new Map(), timesMs, values: timesMs.map(() => 1) });

test.for([
  ["the panel's own instants", [at(30, 60), at(120)], own],
  ["no series", [], own],
  ["no samples", [at()], own],
  ["numbers", [at(125), at(), at(125)], { startMs: 125, endMs: 125, stepMs: 30, instant: true }],
  ["resampled", [at(5, 25, 45), at(5, 65)], { startMs: 5, endMs: 65, stepMs: 20, instant: false }],
  ["one other instant", [at(7)], { startMs: 7, endMs: 7, stepMs: 30, instant: false }],
  ["too many instants", [at(1, 2, 100_000)], own],
] as const)("instantsOfSeries of %s", ([, series, expected]) => {
  expect(instantsOfSeries(series, timing, 125)).toEqual(expected);
});
