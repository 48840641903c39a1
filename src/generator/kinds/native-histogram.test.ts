import { expect, test } from "vitest";
import { lognormal } from "../distributions/lognormal.ts";
import type { HistogramSample } from "../sampling/block.ts";
import { createSource } from "../sampling/source.ts";
import type { Distribution, SeriesDefinition } from "../series.ts";
import { constant } from "../signals/constant.ts";
import { line } from "../signals/line.ts";
import { sampleSeries } from "../testing/samples.ts";
import { boundOf } from "./native-layout.ts";

const stepMs = 10_000;
const native = (observe: Distribution, more: object = {}): SeriesDefinition => ({
  name: "x",
  labels: [],
  kind: "histogram",
  rate: constant(3),
  observe,
  buckets: [],
  native: true,
  ...more,
});
const sample = (observe: Distribution, count: number, more?: object) =>
  sampleSeries(native(observe, more), { stepMs, count }).get("x") as HistogramSample[];
const sum = (counts: Float64Array) => counts.reduce((total, count) => total + count, 0);

test("boundOf is 2^(bucket · 2^−schema)", () => {
  expect([
    boundOf(0, 3),
    boundOf(8, 3),
    boundOf(-8, 3),
    boundOf(16, 3),
    boundOf(3, 0),
    boundOf(2, -1),
    boundOf(1, -2),
  ]).toEqual([1, 2, 0.5, 4, 8, 16, 16]);
  for (const [bucket, schema] of [
    [1, 3],
    [-5, 3],
    [77, 5],
    [3, 8],
  ] as const) {
    expect(Math.abs(boundOf(bucket, schema) / Math.exp((bucket * Math.LN2) / (1 << schema)) - 1)).toBeLessThan(1e-14);
  }
});

test("a native histogram of single values has them in their buckets, bounds included", () => {
  const weights = [-2, 0, 1, 1.05, 4].map((value) => ({ value, weight: 1 }));
  const [first, second] = sample({ type: "values", weights }, 2);
  expect(first).toMatchObject({ count: 0, sum: 0, zeroCount: 0 });
  expect(second).toMatchObject({
    schema: 3,
    zeroThreshold: 2.938735877055719e-39,
    count: 30,
    sum: expect.closeTo(24.3, 12),
    zeroCount: expect.closeTo(6, 12),
  });
  // 1 = 2^0 is bucket 0, 1.05 lies in (1, 2^⅛] = bucket 1, 4 = 2^(16/8) is bucket 16; −2 is bucket 8 of the negative
  // side.
  const { positiveOffset, positiveCounts, negativeOffset, negativeCounts } = second!;
  const filled = [...positiveCounts].flatMap((count, place) =>
    count > 1e-9 ? [[positiveOffset + place, Math.round(count * 1e9) / 1e9]] : [],
  );
  expect(filled).toEqual([
    [0, 6],
    [1, 6],
    [16, 6],
  ]);
  expect([negativeOffset, [...negativeCounts].map((count) => Math.round(count * 1e9) / 1e9)]).toEqual([8, [6]]);
});

test("a native histogram of a lognormal has rate·step times the share between its bounds, and loses nothing", () => {
  const shape = lognormal(0.08, 0.9)!;
  const [, , third] = sample({ type: "lognormal", p50: 0.08, p99: 0.9 }, 3);
  expect(third).toMatchObject({
    count: 60,
    sum: expect.closeTo(60 * 0.13744979534323656, 10),
    negativeCounts: new Float64Array(),
  });
  expect(sum(third!.positiveCounts) + third!.zeroCount).toBeCloseTo(60, 10);
  for (const bucket of [-40, -29, -10, 0]) {
    const share = shape.cdf(boundOf(bucket, 3)) - shape.cdf(boundOf(bucket - 1, 3));
    expect(third!.positiveCounts[bucket - third!.positiveOffset]).toBeCloseTo(60 * share, 10);
  }
});

test("a native histogram of a normal distribution around 0 has both sides alike", () => {
  const [, second] = sample({ type: "normal", mean: 0, stddev: 1 }, 2);
  expect(sum(second!.positiveCounts)).toBeCloseTo(15, 10);
  expect(sum(second!.negativeCounts)).toBeCloseTo(15, 10);
  expect(second!.negativeOffset).toBe(second!.positiveOffset);
});

test("a native histogram follows parameters that change, and takes another schema", () => {
  const max = line({ from: 1, to: 2, length: { samples: 2 } });
  const samples = sample({ type: "uniform", min: 0, max }, 3, { schema: 0 });
  // (1, 2] is bucket 1 of schema 0: half of what comes from the second scrape on.
  expect(samples.map(({ count }) => count)).toEqual([0, 30, 60]);
  const bucket = ({ positiveOffset, positiveCounts }: HistogramSample) => positiveCounts[1 - positiveOffset];
  expect(bucket(samples[1]!)).toBeCloseTo(15, 10);
  expect(bucket(samples[2]!)).toBeCloseTo(30, 10);
  expect(sum(samples[2]!.positiveCounts) + samples[2]!.zeroCount).toBeCloseTo(60, 10);
});

test("native: both writes the classic series, then the native one", () => {
  const definition = native({ type: "uniform", min: 0, max: 1 }, { native: "both", buckets: [0.5] });
  const source = createSource(definition, { seed: 1, grid: { fromMs: 0, stepMs, count: 1 } });
  expect(source.series.map((series) => [series.name, series.native])).toEqual([
    ["x_bucket", false],
    ["x_bucket", false],
    ["x_sum", false],
    ["x_count", false],
    ["x", true],
  ]);
  const samples = sampleSeries(definition, { stepMs, count: 2 });
  expect(samples.get("x_bucket 0.5")).toEqual([0, 15]);
  expect(samples.get("x")![1]).toMatchObject({ count: 30, sum: 15 });
});
