import type { Resets } from "../series.ts";
import { firstIndexAt } from "./filler.ts";

/** The scrapes at which a counter starts again from 0. */
export interface ResetIndexes {
  /** The last one at or before `index`; 0 if there is none. */
  before(index: number): number;
  /** The first one after `index`; infinite if there is none. */
  after(index: number): number;
}

const never: ResetIndexes = { before: () => 0, after: () => Number.POSITIVE_INFINITY };

/**
 * A reset shows at the first scrape at or after its time. One at the anchor changes nothing, and there is none before.
 *
 * @param leadIn - scrapes before the anchor; indexes count from the first of them.
 */
export function resetIndexes(resets: Resets | undefined, stepMs: number, leadIn = 0): ResetIndexes {
  if (resets === undefined) return never;
  if ("everyMs" in resets) {
    const { everyMs } = resets;
    const round = (index: number) => Math.max(0, Math.floor(((index - leadIn) * stepMs) / everyMs));
    const indexOf = (number: number) => (number === 0 ? 0 : leadIn + firstIndexAt(number * everyMs, stepMs));
    return { before: (index) => indexOf(round(index)), after: (index) => indexOf(round(index) + 1) };
  }
  const indexes = resets.atMs
    .filter((ms) => ms > 0)
    .map((ms) => leadIn + firstIndexAt(ms, stepMs))
    .toSorted((a, b) => a - b);
  return {
    before: (index) => indexes.findLast((one) => one <= index) ?? 0,
    after: (index) => indexes.find((one) => one > index) ?? Number.POSITIVE_INFINITY,
  };
}
