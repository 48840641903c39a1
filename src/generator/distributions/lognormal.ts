import { checkAboveZero, checkOrder } from "../argument-checks.ts";
import { exponential } from "../math/exponential.ts";
import { logarithm } from "../math/logarithm.ts";
import { normalCdf } from "../math/normal-cdf.ts";
import { normalQuantile } from "../math/normal-quantile.ts";
import type { DistributionTypes } from "../series.ts";
import type { DistributionRow } from "./distribution-row.ts";
import type { Shape } from "./shape.ts";

/** Standard deviations between the median and the 99th percentile of a normal distribution. */
const z99 = 2.3263478740408408;

/**
 * Observations whose logarithm is normal, given by two percentiles. Undefined unless 0 < p50 ≤ p99 < ∞; equal ones put
 * all observations there.
 */
export function lognormal(p50: number, p99: number): Shape | undefined {
  if (!(p50 > 0 && p99 >= p50 && p99 < Number.POSITIVE_INFINITY)) return undefined;
  const mu = logarithm(p50);
  const sigma = p99 === p50 ? 0 : (logarithm(p99) - mu) / z99;
  const cdf = (x: number) => {
    if (!(x > 0)) return 0;
    if (sigma === 0) return x >= p50 ? 1 : 0;
    return x === p50 ? 0.5 : normalCdf((logarithm(x) - mu) / sigma);
  };
  return {
    mean: p50 * exponential((sigma * sigma) / 2),
    cdf,
    below: (x) => (sigma === 0 ? (x > p50 ? 1 : 0) : cdf(x)),
    quantile: (q) => (sigma === 0 ? p50 : p50 * exponential(sigma * normalQuantile(q))),
  };
}

/** The row of {@link lognormal}. */
export const lognormalRow: DistributionRow<DistributionTypes["lognormal"]> = {
  parameters: ({ p50, p99 }) => ({ p50, p99 }),
  check({ p50, p99 }, kind) {
    checkAboveZero(kind, "observe.p50", p50);
    checkOrder(kind, ["observe.p50", p50], ["observe.p99", p99]);
  },
  shape: (_distribution, p50 = Number.NaN, p99 = Number.NaN) => lognormal(p50, p99),
  describe: () => "lognormal",
};
