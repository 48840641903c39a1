/**
 * Orders of three kinds share one number, each kind in a range of its own: runs of a CI by an id that grows over the
 * whole server, runs outside CI by the clock in milliseconds, and, in previews made by version 0.1.0, runs by a number
 * that each workflow file counts for itself.
 */
const smallestClockOrder = 1_000_000_000_000;
const smallestCiOrder = 2_000_000_000_000_000;
/** Attempts of one run that are told apart. */
const maxAttempt = 999;

/**
 * The order of a CI run: its id first, its attempt second, so that running an old run again does not outrank a newer
 * one.
 *
 * @param id - grows over all workflows of the server (GitHub's run id, GitLab's pipeline id). A number that each
 *   workflow counts for itself starts again when a file is renamed, and then a newer push looks older.
 * @param attempt - from 1; those after the 999th count as one.
 * @returns undefined unless both are whole numbers below 10^12.
 */
export function runOrder(id: string | number | undefined, attempt: string | number | undefined): number | undefined {
  const [first, second] = [Number(id || Number.NaN), Number(attempt || 1)];
  if (!Number.isSafeInteger(first) || first < 0 || first >= 1e12 || !(second >= 0)) return undefined;
  return smallestCiOrder + first * (maxAttempt + 1) + Math.min(maxAttempt, Math.floor(second));
}

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
 * Whether a stored order belongs to a later run than ours. Orders of different kinds cannot be compared: then the run
 * that writes last wins.
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
  const kind = kindOf(ours);
  if (kind !== kindOf(stored)) return false;
  if (stored !== ours || kind !== "clock" || revisions === undefined) return stored > ours;
  return revisions.stored > revisions.ours;
}

function kindOf(order: number): "workflow" | "clock" | "ci" {
  return order < smallestClockOrder ? "workflow" : order < smallestCiOrder ? "clock" : "ci";
}
