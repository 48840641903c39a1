// biome-ignore-all lint/suspicious/noThenProperty: the key of a definition; nothing awaits one.
import { expect, test } from "vitest";
import { createSource } from "../sampling/source.ts";
import type { Distribution, SeriesDefinition } from "../series.ts";
import type { Signal } from "../signal.ts";
import { constant } from "../signals/constant.ts";
import { limit } from "../signals/limit.ts";
import { line } from "../signals/line.ts";
import { sequence } from "../signals/sequence.ts";
import { values } from "../signals/values.ts";
import { sampleSeries } from "../testing/samples.ts";

const stepMs = 10_000;
const buckets = [0.05, 0.08, 0.1, 0.5, 1, 2.5];
const histogram = (observe: Distribution, rate: Signal = constant(3)): SeriesDefinition => ({
  name: "x",
  labels: [["job", "api"]],
  kind: "histogram",
  rate,
  observe,
  buckets,
  native: false,
});
const sample = (observe: Distribution, count: number, rate?: Signal) =>
  sampleSeries(histogram(observe, rate), { stepMs, count });

test("a histogram has a series per bucket, +Inf, sum and count, with le where it belongs", () => {
  const source = createSource(
    {
      ...histogram({ type: "uniform", min: 0, max: 1 }),
      labels: [
        ["job", "a"],
        ["zone", "b"],
      ],
    },
    { seed: 1, grid: { fromMs: 0, stepMs, count: 1 } },
  );
  expect(source.series.map(({ name }) => name)).toEqual([...Array(7).fill("x_bucket"), "x_sum", "x_count"]);
  expect(source.series[5]!.labels).toEqual([
    ["job", "a"],
    ["le", "2.5"],
    ["zone", "b"],
  ]);
  expect(source.series[6]!.labels[1]).toEqual(["le", "+Inf"]);
});

// Shares worked out with 40 digits (mpmath).
test.for([
  [
    { type: "lognormal", p50: 0.08, p99: 0.9 },
    [0.32572593967661023, 0.5, 0.5849118424062116, 0.9609141333043713, 0.9924007790881809, 0.9995307001659027],
    0.13744979534323656,
  ],
  [
    { type: "normal", mean: 1, stddev: 0.5 },
    [0.0287165598160018, 0.03288411865916389, 0.0359303191129258, 0.15865525393145705, 0.5, 0.9986501019683699],
    1,
  ],
  [
    { type: "exponential", mean: 2 },
    [
      0.024690087971667333, 0.03921056084767679, 0.04877057549928599, 0.22119921692859512, 0.3934693402873666,
      0.7134952031398099,
    ],
    2,
  ],
  [{ type: "uniform", min: -1, max: 3 }, [0.2625, 0.27, 0.275, 0.375, 0.5, 0.875], 1],
  [
    {
      type: "values",
      weights: [
        { value: 0.1, weight: 3 },
        { value: 2, weight: 1 },
      ],
    },
    [0, 0, 0.75, 0.75, 0.75, 1],
    0.575,
  ],
] as const)(
  "a histogram of %j adds rate·step·CDF to each bucket and rate·step·mean to the sum",
  ([observe, shares, mean]) => {
    const samples = sample(observe as Distribution, 3);
    const names = ["0.05", "0.08", "0.1", "0.5", "1", "2.5"];
    for (const [place, share] of shares.entries()) {
      const [first, second, third] = samples.get(`x_bucket ${names[place]}`) as number[];
      expect(first).toBe(0);
      expect(Math.abs(second! / 30 - share)).toBeLessThan(1e-12);
      expect(Math.abs(third! / 60 - share)).toBeLessThan(1e-12);
    }
    expect(samples.get("x_bucket +Inf")).toEqual([0, 30, 60]);
    expect(samples.get("x_count")).toEqual([0, 30, 60]);
    expect((samples.get("x_sum") as number[])[2]! / 60).toBeCloseTo(mean, 12);
  },
);

test("a histogram follows parameters that change: each scrape adds its own shares", () => {
  const max = line({ from: 1, to: 2, length: { samples: 2 } });
  const samples = sample({ type: "uniform", min: 0, max }, 4);
  // CDF(0.5) is ½ at the first scrape, which adds nothing, and ¼ from the second on; the mean is 1 then.
  expect(samples.get("x_bucket 0.5")).toEqual([0, 7.5, 15, 22.5]);
  expect(samples.get("x_bucket 1")).toEqual([0, 15, 30, 45]);
  expect(samples.get("x_bucket 2.5")).toEqual([0, 30, 60, 90]);
  expect(samples.get("x_sum")).toEqual([0, 30, 60, 90]);
  expect(samples.get("x_count")).toEqual([0, 30, 60, 90]);
});

test("a histogram is missing where its rate or a parameter is, and counts nothing there", () => {
  const gaps = sample({ type: "exponential", mean: 1 }, 4, values([1, null, 1, 1]));
  expect(gaps.get("x_count")).toEqual([0, undefined, 10, 20]);
  const noMean = sample({ type: "exponential", mean: values([1, null, 1, -1, 1]) }, 5, constant(1));
  expect(noMean.get("x_count")).toEqual([0, undefined, 10, undefined, 20]);
  expect(noMean.get("x_bucket 1")).toEqual([
    0,
    undefined,
    expect.closeTo(10 * (1 - Math.exp(-1)), 9),
    undefined,
    expect.closeTo(20 * (1 - Math.exp(-1)), 9),
  ]);
});

test("a histogram ends with its rate", () => {
  const definition = {
    ...histogram({ type: "exponential", mean: 1 }, limit({ of: constant(1), length: { samples: 2 } })),
    then: "end",
  } as const;
  for (const samples of sampleSeries(definition, { stepMs, count: 4 }).values())
    expect(samples.slice(2)).toEqual(["stale", undefined]);
});

test("a histogram's buckets never fall from one bound to the next or from one scrape to the next", () => {
  const p99 = sequence([
    line({ from: 0.2, to: 9, length: { forMs: 9_000_000 } }),
    line({ from: 9, to: 0.1, length: { forMs: 9_000_000 } }),
  ]);
  const samples = sample({ type: "lognormal", p50: 0.08, p99 }, 2000);
  const rows = [
    ...buckets.map((bound) => samples.get(`x_bucket ${bound}`) as number[]),
    samples.get("x_count") as number[],
  ];
  for (let place = 1; place < 2000; place++) {
    for (const [row, counts] of rows.entries()) {
      expect(counts[place]! >= counts[place - 1]! && counts[place]! >= (rows[row - 1]?.[place] ?? 0)).toBe(true);
    }
  }
});
