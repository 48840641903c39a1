import { chunkSize } from "../sampling/filler.ts";
import { cosineOfTurns } from "./cosine.ts";

/** Cosines at instants that are evenly apart. */
export interface CosineRun {
  /** The first instant, in milliseconds after a peak: from 0 (inclusive) to `periodMs`. */
  readonly firstMs: number;
  /** From one instant to the next; from 0 (inclusive) to `periodMs`. */
  readonly advanceMs: number;
  readonly periodMs: number;
  /** At most {@link chunkSize}. */
  readonly count: number;
}

const none: CosineRun = { firstMs: 0, advanceMs: 0, periodMs: 0, count: 0 };
/** The last few: most series of a data spec have the same rhythm, so one works out what all of a slice need. */
const recent = Array.from({ length: 8 }, () => ({ run: none, cosines: new Float64Array(chunkSize) }));
let oldest = 0;

/** The cosine at each instant of a run, which are as {@link cosineOfTurns} gives them; valid until the next call. */
export function cosineRun(run: CosineRun): Float64Array {
  const { firstMs, advanceMs, periodMs, count } = run;
  for (const { run: known, cosines } of recent) {
    const same = known.firstMs === firstMs && known.advanceMs === advanceMs && known.periodMs === periodMs;
    if (same && known.count >= count) return cosines;
  }
  return workOut(run);
}

function workOut(run: CosineRun): Float64Array {
  const { firstMs, advanceMs, periodMs, count } = run;
  const entry = recent[oldest]!;
  const { cosines } = entry;
  oldest = (oldest + 1) % recent.length;
  entry.run = run;
  let ms = firstMs;
  for (let place = 0; place < count; place++) {
    cosines[place] = cosineOfTurns(ms / periodMs);
    ms += advanceMs;
    if (ms >= periodMs) ms -= periodMs;
  }
  return cosines;
}
