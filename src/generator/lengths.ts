import type { PartPlace } from "./length-ms.ts";
import type { Signal } from "./signal.ts";
import { rowOf } from "./signal-table.ts";

/** Milliseconds that a signal occupies; infinite if it is endless. */
export function signalLengthMs(signal: Signal, place: PartPlace): number {
  return rowOf(signal).lengthMs(signal, place, signalLengthMs);
}

/**
 * Number of scrapes that a signal occupies if it begins at the anchor; undefined if it is endless. A time that is not a
 * multiple of the step counts up: 20 s at a step of 15 s hold two scrapes. The closing instant of a line (`bounds:
 * "[]"`) is not part of it.
 *
 * @param stepMs - milliseconds between two scrapes, a whole number of at least 1.
 */
export function signalLength(signal: Signal, stepMs: number): number | undefined {
  const ms = signalLengthMs(signal, { ...anyPlace, stepMs });
  return ms === Number.POSITIVE_INFINITY ? undefined : Math.ceil(ms / stepMs);
}

/** True if a signal has no end. */
export function isEndless(signal: Signal): boolean {
  return signalLengthMs(signal, anyPlace) === Number.POSITIVE_INFINITY;
}

/** Whether there is an end does not depend on where the signal begins. */
const anyPlace: PartPlace = { stepMs: 1, anchorMs: 0, startMs: 0 };

/** True if the length of a signal, or of one inside it, ends at a time of day: it depends on when it begins. */
export function endsAtTimeOfDay(signal: Signal): boolean {
  if ("length" in signal && "untilTimeOfDayMs" in signal.length) return true;
  return rowOf(signal).children(signal).some(endsAtTimeOfDay);
}
