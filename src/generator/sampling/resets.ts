import { phaseMs } from "../phase.ts";
import type { Resets } from "../series.ts";
import { firstIndexAt } from "./filler.ts";
import type { Grid } from "./grid.ts";
import { anchorMs } from "./grid.ts";
import type { Restart } from "./lifetime.ts";

/** The scrapes at which a total starts again from 0. Indexes count from the grid's first scrape. */
export interface ResetIndexes {
  /** The last one at or before `index`; 0 if there is none. */
  before(index: number): number;
  /** The first one after `index`; infinite if there is none. */
  after(index: number): number;
}

/** When totals start again. */
export interface ResetOptions {
  readonly resets?: Resets | undefined;
  /** They start again when a restart is over. */
  readonly restarts?: readonly Restart[] | undefined;
}

const dayMs = 86_400_000;

/** Moments after the anchor: at `firstMs` (above 0), and every `everyMs` after it; infinite for once. */
interface Moments {
  readonly firstMs: number;
  readonly everyMs: number;
}

/**
 * A reset shows at the first scrape at or after its time. One at the anchor changes nothing, and there is none before.
 */
export function resetIndexes({ resets, restarts = [] }: ResetOptions, grid: Omit<Grid, "count">): ResetIndexes {
  const { stepMs, leadIn = 0 } = grid;
  const once = [
    ...restarts.map(({ atMs, downMs }) => atMs + downMs),
    ...phasesOf(resets).flatMap((phase) => ("afterAnchorMs" in phase ? [phase.afterAnchorMs] : [])),
  ];
  const indexes = once
    .filter((ms) => ms > 0)
    .map((ms) => leadIn + firstIndexAt(ms, stepMs))
    .toSorted((a, b) => a - b);
  const rounds = repeated(resets, anchorMs(grid)).map((moments) => roundIndexes(moments, stepMs, leadIn));
  return {
    before: (index) =>
      rounds.reduce((last, one) => Math.max(last, one.before(index)), indexes.findLast((one) => one <= index) ?? 0),
    after: (index) =>
      rounds.reduce(
        (first, one) => Math.min(first, one.after(index)),
        indexes.find((one) => one > index) ?? Number.POSITIVE_INFINITY,
      ),
  };
}

function phasesOf(resets: Resets | undefined) {
  return resets !== undefined && "at" in resets ? resets.at : [];
}

function repeated(resets: Resets | undefined, fromMs: number): Moments[] {
  if (resets !== undefined && "everyMs" in resets) return [{ firstMs: resets.everyMs, everyMs: resets.everyMs }];
  return phasesOf(resets).flatMap((phase) => {
    if (!("timeOfDayMs" in phase)) return [];
    const sinceMs = phaseMs(phase, fromMs) % dayMs;
    return [{ firstMs: sinceMs > 0 ? sinceMs : sinceMs + dayMs, everyMs: dayMs }];
  });
}

function roundIndexes({ firstMs, everyMs }: Moments, stepMs: number, leadIn: number): ResetIndexes {
  /** Resets up to the scrape. */
  const countAt = (index: number) => Math.max(0, Math.floor(((index - leadIn) * stepMs - firstMs) / everyMs) + 1);
  const indexOf = (number: number) =>
    number === 0 ? 0 : leadIn + firstIndexAt(firstMs + (number - 1) * everyMs, stepMs);
  return { before: (index) => indexOf(countAt(index)), after: (index) => indexOf(countAt(index) + 1) };
}
