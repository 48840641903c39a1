import { normalCdf } from "../math/normal-cdf.ts";
import { normalQuantile } from "../math/normal-quantile.ts";
import type { Shape } from "./shape.ts";

/** The bell curve. Undefined unless both are finite and stddev ≥ 0; with 0 all observations lie at the mean. */
export function normal(mean: number, stddev: number): Shape | undefined {
  if (!(Number.isFinite(mean) && stddev >= 0 && stddev < Number.POSITIVE_INFINITY)) return undefined;
  if (stddev === 0)
    return { mean, cdf: (x) => (x >= mean ? 1 : 0), below: (x) => (x > mean ? 1 : 0), quantile: () => mean };
  const cdf = (x: number) => normalCdf((x - mean) / stddev);
  return { mean, cdf, below: cdf, quantile: (q) => mean + stddev * normalQuantile(q) };
}
