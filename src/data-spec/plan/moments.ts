import { untilNextMs } from "../../generator/length-ms.ts";
import { remainder } from "../../generator/phase.ts";
import type { Lifetime } from "../../generator/sampling/lifetime.ts";
import type { Phase } from "../../generator/signal.ts";

/** When an entry of `series` begins and ends, as the spec says it. */
export interface SpecLife {
  readonly from?: Phase;
  readonly until?: Phase;
}

const dayMs = 86_400_000;

/** Milliseconds after the anchor; of a time of day, of the first one at or after it. */
export function momentMs(phase: Phase, anchorMs: number): number {
  return "afterAnchorMs" in phase ? phase.afterAnchorMs : remainder(phase.timeOfDayMs - anchorMs, dayMs);
}

/** A life after the anchor. An end at a time of day is the first one after the beginning. */
export function lifetimeOf({ from, until }: SpecLife, anchorMs: number): Lifetime {
  const fromMs = from && momentMs(from, anchorMs);
  if (until === undefined) return fromMs === undefined ? {} : { fromMs };
  const begin = fromMs ?? 0;
  const untilMs =
    "afterAnchorMs" in until ? until.afterAnchorMs : begin + untilNextMs(until.timeOfDayMs, anchorMs + begin);
  return fromMs === undefined ? { untilMs } : { fromMs, untilMs };
}
