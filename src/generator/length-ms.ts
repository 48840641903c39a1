import { remainder } from "./phase.ts";
import type { Length } from "./signal.ts";

/** Where a part of a signal begins, which its length may depend on. */
export interface PartPlace {
  readonly stepMs: number;
  /** Unix milliseconds. */
  readonly anchorMs: number;
  /** Milliseconds after the anchor. */
  readonly startMs: number;
}

const dayMs = 86_400_000;

/** Milliseconds of a length. One that ends at a time of day is up to 24 h long, never 0. */
export function lengthMs(length: Length, { stepMs, anchorMs, startMs }: PartPlace): number {
  if ("forMs" in length) return length.forMs;
  if ("samples" in length) return length.samples * stepMs;
  return untilNextMs(length.untilTimeOfDayMs, anchorMs + startMs);
}

/** Milliseconds from a moment in Unix milliseconds to the next such time of day; 24 h if it is that time. */
export function untilNextMs(timeOfDayMs: number, atMs: number): number {
  return dayMs - remainder(atMs - timeOfDayMs, dayMs);
}
