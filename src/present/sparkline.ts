const bars = "▁▂▃▄▅▆▇█";
/** A range below this share of the values is a rounding error. */
const roundingShare = 1e-14;

/**
 * Draws a row of bars from `▁` (the smallest value) to `█` (the largest), with spaces for gaps. A constant is a flat
 * line of `▄`.
 *
 * @param values - in order; `undefined`, NaN and infinities are gaps.
 * @param width - most characters. If there are more values, each character shows the average of several.
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
  // Halved, because the difference of two finite numbers can be infinite.
  const span = max / 2 - min / 2;
  // Averages over different numbers of values differ in their last bits, which is not a trend.
  const flat = !(span > roundingShare * Math.max(Math.abs(min), Math.abs(max)));
  return means
    .map((value) => (value === undefined ? " " : bars[flat ? 3 : Math.round(((value / 2 - min / 2) / span) * 7)]!))
    .join("");
}

/** The average, kept within the range of its values, so that equal values give exactly that value. */
function mean(values: readonly number[]): number {
  const average = values.reduce((sum, value) => sum + value / values.length, 0);
  return Math.min(Math.max(...values), Math.max(Math.min(...values), average));
}
