import { isEndless } from "./lengths.ts";
import type { Signal } from "./signal.ts";
import { rowOf } from "./signal-table.ts";

/**
 * The first value below 0 that a signal certainly takes; undefined if its numbers alone don't show one. Noise, walks
 * and arithmetic are not evaluated, nor what a limit may cut off.
 */
export function negativeValue(signal: Signal): number | undefined {
  for (const value of valuesOf(signal)) if (typeof value === "number" && value < 0) return value;
  return undefined;
}

function valuesOf(signal: Signal): Iterable<number | null | undefined> {
  return rowOf(signal).certainValues(signal, { valuesOf, isEndless });
}
