import type { Signal } from "./signal.ts";
import { rowOf } from "./signal-table.ts";

/** Milliseconds that a signal occupies on a grid of `stepMs`; infinite if it is endless. */
export function signalLengthMs(signal: Signal, stepMs: number): number {
  return rowOf(signal).lengthMs(signal, stepMs, signalLengthMs);
}

/**
 * Number of scrapes that a signal occupies if it begins on the grid; undefined if it is endless. A time that is not a
 * multiple of the step counts up: 20 s at a step of 15 s hold two scrapes. The closing instant of a line (`bounds:
 * "[]"`) is not part of it.
 *
 * @param stepMs - milliseconds between two scrapes, a whole number of at least 1.
 */
export function signalLength(signal: Signal, stepMs: number): number | undefined {
  const ms = signalLengthMs(signal, stepMs);
  return ms === Number.POSITIVE_INFINITY ? undefined : Math.ceil(ms / stepMs);
}

/** True if a signal has no end. */
export function isEndless(signal: Signal): boolean {
  return signalLengthMs(signal, 1) === Number.POSITIVE_INFINITY;
}
