/** Run number first, attempt second: running an old run again does not outrank a newer one. At most 999 attempts count. */
export function runOrder(run: string | number | undefined, attempt: string | number | undefined): number | undefined {
  const [first, second] = [Number(run || Number.NaN), Number(attempt || 1)];
  if (!Number.isSafeInteger(first * 1000) || first < 0 || !(second >= 0)) return undefined;
  return first * 1000 + Math.min(999, Math.floor(second));
}

/** Orders of CI runs are small numbers, those of other runs milliseconds of the clock: the two kinds cannot be compared, and then the last one wins. */
const smallestClockOrder = 1_000_000_000_000;

/** Whether a stored order belongs to a later run than ours. */
export function isLaterRun(ours: number, stored: number): boolean {
  return ours < smallestClockOrder === stored < smallestClockOrder && stored > ours;
}
