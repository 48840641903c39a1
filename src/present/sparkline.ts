const bars = "▁▂▃▄▅▆▇█";
/** A span below this share of the values is rounding. */
const roundingShare = 1e-14;

/**
 * A row of bars from `▁` (the least value) to `█` (the greatest); a space where there is no value. A constant is flat:
 * `▄`.
 *
 * @param values - in order; `undefined`, NaN and infinities are gaps.
 * @param width - characters at most. More values than that: each character stands for the average of its share.
 */
export function sparkline(values: readonly (number | undefined)[], width: number): string {
  const length = Math.min(values.length, Math.max(0, Math.floor(width)));
  const means = Array.from({ length }, (_, index) => {
    const share = values.slice(
      Math.floor((index * values.length) / length),
      Math.floor(((index + 1) * values.length) / length),
    );
    const finite = share.filter((value) => value !== undefined && Number.isFinite(value)) as number[];
    return finite.length === 0 ? undefined : mean(finite);
  });
  const known = means.filter((value) => value !== undefined);
  const [min, max] = [Math.min(...known), Math.max(...known)];
  // Halves, because the difference of two finite numbers can be infinite.
  const span = max / 2 - min / 2;
  // Averages of shares of different lengths differ in their last bits, which is no shape.
  const flat = !(span > roundingShare * Math.max(Math.abs(min), Math.abs(max)));
  return means
    .map((value) => (value === undefined ? " " : bars[flat ? 3 : Math.round(((value / 2 - min / 2) / span) * 7)]!))
    .join("");
}

/** The average, never outside of its values: that of equal ones is that value to the last bit. */
function mean(values: readonly number[]): number {
  const average = values.reduce((sum, value) => sum + value / values.length, 0);
  return Math.min(Math.max(...values), Math.max(Math.min(...values), average));
}
