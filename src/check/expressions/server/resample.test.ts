import { expect, test } from "vitest";
import { resampleValues } from "./resample.ts";
import { NotComputed, noData, numberOf, type Value } from "./value.ts";

const series = (samples: Readonly<Record<number, number | null>>): Value => ({
  ...{ kind: "series", labels: new Map(), timesMs: Object.keys(samples).map(Number), values: Object.values(samples) },
});
const every20 = { windowMs: 20, fromMs: 0, toMs: 70, downsampler: "mean", upsampler: "fillna" };
const resampled = (samples: Readonly<Record<number, number | null>>, rest: object = {}) =>
  resampleValues([series(samples)], { ...every20, ...rest })[0]!;

test("values since the instant before become one, and the last instant is no later than the end", () => {
  const { timesMs, values } = resampled({ 0: 1, 10: 2, 20: 4, 30: 5, 50: 6, 60: 8 });
  expect(timesMs).toEqual([0, 20, 40, 60]);
  expect(values).toEqual([1, 3, 5, 7]);
});

test.for([
  ["sum", 6],
  ["min", 2],
  ["max", 4],
  ["last", 4],
] as const)("the downsampler %s gives %s", ([downsampler, expected]) => {
  expect(resampled({ 10: 2, 20: 4 }, { downsampler }).values[1]).toBe(expected);
});

test.for([
  ["fillna", [null, 3, null, 9]],
  ["pad", [null, 3, 3, 9]],
  ["backfilling", [3, 3, 9, 9]],
] as const)("where there is nothing, %s gives %j", ([upsampler, expected]) => {
  expect(resampled({ 15: 3, 55: 9 }, { upsampler }).values).toEqual(expected);
});

test("samplers that Grafana lacks are refused only where they are needed", () => {
  expect(resampled({ 15: 3 }, { downsampler: "count" }).values[1]).toBe(3);
  expect(() => resampled({ 10: 2, 20: 4 }, { downsampler: "count" })).toThrow("downsampling count not implemented");
  expect(() => resampled({ 10: 2 }, { upsampler: "magic" })).toThrow("upsampling magic not implemented");
});

test("numbers, and windows longer than the range, are refused; no data stays none", () => {
  expect(() => resampleValues([numberOf(1)], every20)).toThrow("got type numberSet");
  expect(() => resampled({ 10: 1 }, { windowMs: 100 })).toThrow("the series cannot be sampled further");
  expect(resampleValues([noData, series({})], every20)).toEqual([noData]);
});

test("more than 50,000 instants are left to Grafana", () => {
  expect(() => resampled({ 10: 1 }, { windowMs: 1, toMs: 60_000 })).toThrow(NotComputed);
});
