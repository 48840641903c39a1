/**
 * Run number first, attempt second: running an old run again does not outrank a newer one. At most 999 attempts count.
 */
export function runOrder(run: string | number | undefined, attempt: string | number | undefined): number | undefined {
  const [first, second] = [Number(run || Number.NaN), Number(attempt || 1)];
  if (!Number.isSafeInteger(first * 1000) || first < 0 || !(second >= 0)) return undefined;
  return first * 1000 + Math.min(999, Math.floor(second));
}

/**
 * Orders of CI runs are small numbers, those of other runs milliseconds of the clock: the two kinds cannot be compared,
 * and then the last one wins.
 */
const smallestClockOrder = 1_000_000_000_000;

/**
 * The order of a run outside CI: the server's clock, which says whole seconds, with the milliseconds of our own as far
 * as the two agree. Runs that begin within one second are then apart all the same.
 *
 * @param ownMs - right before the server was asked for its time.
 */
export function clockOrder(serverMs: number, ownMs: number): number {
  return Math.min(serverMs + 999, Math.max(serverMs, Math.floor(ownMs)));
}

/**
 * Whether a stored order belongs to a later run than ours.
 *
 * @param revisions - of two runs outside CI with one order the one with the greater revision is later: two that go on
 *   both, each saving over the other, would delete the series that the other still shows. Two steps of one CI run are
 *   no such two: there, and without revisions, nobody is later.
 */
export function isLaterRun(
  ours: number,
  stored: number,
  revisions?: { readonly ours: string; readonly stored: string },
): boolean {
  if (ours < smallestClockOrder !== stored < smallestClockOrder) return false;
  if (stored !== ours || ours < smallestClockOrder || revisions === undefined) return stored > ours;
  return revisions.stored > revisions.ours;
}
