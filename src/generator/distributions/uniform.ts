import type { Shape } from "./shape.ts";

/**
 * Everything between two bounds equally likely. Undefined unless both are finite and min ≤ max; equal ones put all
 * observations there.
 */
export function uniform(min: number, max: number): Shape | undefined {
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
