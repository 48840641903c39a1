import { expect, test } from "vitest";
import type { Distribution } from "../series.ts";
import { constant } from "../signals/constant.ts";
import { values } from "../signals/values.ts";
import { sampleSeries } from "../testing/samples.ts";

const sample = (
  observe: Distribution,
  rate = constant(2) as Parameters<typeof values>[0] | ReturnType<typeof constant>,
) =>
  sampleSeries(
    {
      name: "x",
      labels: [],
      kind: "summary",
      rate: Array.isArray(rate) ? values(rate) : (rate as ReturnType<typeof constant>),
      observe,
      quantiles: [0.5, 0.9, 0.99],
    },
    { stepMs: 10_000, count: 3 },
  );

// Quantiles worked out with 40 digits (mpmath).
test.for([
  [{ type: "lognormal", p50: 0.08, p99: 0.9 }, [0.08, 0.30349726697849666, 0.9], 0.13744979534323656],
  [{ type: "normal", mean: 1, stddev: 0.5 }, [1, 1.6407757827723004, 2.16317393702042], 1],
  [{ type: "exponential", mean: 2 }, [1.3862943611198906, 4.605170185988091, 9.210340371976182], 2],
  [{ type: "uniform", min: -1, max: 3 }, [1, 2.6, 2.96], 1],
  [
    {
      type: "values",
      weights: [
        { value: 5, weight: 1 },
        { value: 1, weight: 8.9 },
        { value: 3, weight: 0.1 },
      ],
    },
    [1, 3, 5],
    1.42,
  ],
] as const)("a summary of %j has exact quantiles, sum and count", ([observe, quantiles, mean]) => {
  const samples = sample(observe as Distribution);
  for (const [place, name] of ["0.5", "0.9", "0.99"].entries()) {
    for (const value of samples.get(`x ${name}`) as number[])
      expect(Math.abs(value / quantiles[place]! - 1)).toBeLessThan(1e-14);
  }
  expect(samples.get("x_count")).toEqual([0, 20, 40]);
  expect((samples.get("x_sum") as number[])[2]! / 40).toBeCloseTo(mean, 12);
});

test("a summary follows parameters that change and is missing where its rate is", () => {
  const samples = sample({ type: "uniform", min: 0, max: values([1, 2, 4]) }, [1, null, 1]);
  expect(samples.get("x 0.5")).toEqual([0.5, undefined, 2]);
  expect(samples.get("x_sum")).toEqual([0, undefined, 20]);
  expect(samples.get("x_count")).toEqual([0, undefined, 10]);
});
