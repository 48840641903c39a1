const bars = "▁▂▃▄▅▆▇█";

/**
 * A row of bars from `▁` (the least value) to `█` (the greatest); a space where there is no value. A flat course is `▄`.
 *
 * @param values - in order; `undefined`, NaN and infinities are gaps.
 * @param width - characters at most. More values than that: each character stands for the average of its share.
 */
export function sparkline(values: readonly (number | undefined)[], width: number): string {
  const length = Math.min(values.length, Math.max(0, Math.floor(width)));
  const means = Array.from({ length }, (_, index) => {
    const share = values.slice(Math.floor((index * values.length) / length), Math.floor(((index + 1) * values.length) / length));
    const finite = share.filter((value) => value !== undefined && Number.isFinite(value)) as number[];
    return finite.length === 0 ? undefined : finite.reduce((sum, value) => sum + value / finite.length, 0);
  });
  const known = means.filter((value) => value !== undefined);
  const [min, max] = [Math.min(...known), Math.max(...known)];
  // Halves, because the difference of two finite numbers can be infinite.
  const span = max / 2 - min / 2;
  return means.map((value) => (value === undefined ? " " : bars[span > 0 ? Math.round(((value / 2 - min / 2) / span) * 7) : 3]!)).join("");
}
