import { checkAboveZero } from "../argument-checks.ts";
import { normalCdf } from "../math/normal-cdf.ts";
import { normalQuantile } from "../math/normal-quantile.ts";
import type { DistributionTypes } from "../series.ts";
import type { DistributionRow } from "./distribution-row.ts";
import type { Shape } from "./shape.ts";

/**
 * The normal distribution. Undefined unless both are finite and stddev ≥ 0; with 0 all observations lie at the mean.
 */
function normal(mean: number, stddev: number): Shape | undefined {
  if (!(Number.isFinite(mean) && stddev >= 0 && stddev < Number.POSITIVE_INFINITY)) return undefined;
  if (stddev === 0)
    return { mean, cdf: (x) => (x >= mean ? 1 : 0), below: (x) => (x > mean ? 1 : 0), quantile: () => mean };
  const cdf = (x: number) => normalCdf((x - mean) / stddev);
  return { mean, cdf, below: cdf, quantile: (q) => mean + stddev * normalQuantile(q) };
}

/** The row of {@link normal}. */
export const normalRow: DistributionRow<DistributionTypes["normal"]> = {
  parameters: ({ mean, stddev }) => ({ mean, stddev }),
  check: ({ stddev }, kind) => checkAboveZero(kind, "observe.stddev", stddev),
  shape: (_distribution, mean = Number.NaN, stddev = Number.NaN) => normal(mean, stddev),
  describe: () => "normal",
};
