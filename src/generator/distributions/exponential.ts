import { checkAboveZero } from "../argument-checks.ts";
import { exponential as power } from "../math/exponential.ts";
import { logarithm } from "../math/logarithm.ts";
import type { DistributionTypes } from "../series.ts";
import type { DistributionRow } from "./distribution-row.ts";
import type { Shape } from "./shape.ts";

/** The exponential distribution: many short times, few long ones. Undefined unless mean is finite and above 0. */
function exponential(mean: number): Shape | undefined {
  if (!(mean > 0 && mean < Number.POSITIVE_INFINITY)) return undefined;
  const cdf = (x: number) => (x > 0 ? lessOne(x / mean) : 0);
  return { mean, cdf, below: cdf, quantile: (q) => (q === 0 ? 0 : -mean * logarithm(1 - q)) };
}

/** 1 − e^−x for x of 0 or more, without losing the digits of a small x. */
function lessOne(x: number): number {
  return x < 1e-3 ? x * (1 - (x / 2) * (1 - (x / 3) * (1 - (x / 4) * (1 - x / 5)))) : 1 - power(-x);
}

/** The row of {@link exponential}. */
export const exponentialRow: DistributionRow<DistributionTypes["exponential"]> = {
  parameters: ({ mean }) => ({ mean }),
  check: ({ mean }, kind) => checkAboveZero(kind, "observe.mean", mean),
  shape: (_distribution, mean = Number.NaN) => exponential(mean),
  describe: () => "exponential",
};
