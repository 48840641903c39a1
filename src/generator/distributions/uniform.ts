import { checkOrder } from "../argument-checks.ts";
import type { DistributionTypes } from "../series.ts";
import type { DistributionRow } from "./distribution-row.ts";
import type { Shape } from "./shape.ts";

/**
 * The uniform distribution between two bounds. Undefined unless both are finite and min ≤ max; equal ones put all
 * observations there.
 */
function uniform(min: number, max: number): Shape | undefined {
  if (!(Number.isFinite(min) && Number.isFinite(max) && min <= max)) return undefined;
  const width = max - min;
  const cdf = (x: number) => (x >= max ? 1 : x <= min ? 0 : (x - min) / width);
  return {
    mean: min + width / 2,
    cdf,
    below: (x) => (width === 0 ? (x > max ? 1 : 0) : cdf(x)),
    quantile: (q) => min + q * width,
  };
}

/** The row of {@link uniform}. */
export const uniformRow: DistributionRow<DistributionTypes["uniform"]> = {
  parameters: ({ min, max }) => ({ min, max }),
  check: ({ min, max }, kind) => checkOrder(kind, ["observe.min", min], ["observe.max", max]),
  shape: (_distribution, min = Number.NaN, max = Number.NaN) => uniform(min, max),
  describe: () => "uniform",
};
