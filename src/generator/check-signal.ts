import { isEndless } from "./lengths.ts";
import type { Signal } from "./signal.ts";
import { isSignalType, rowOf } from "./signal-table.ts";

const maxDepth = 64;

/**
 * Checks a signal made of plain data as the builders do, its parts first.
 *
 * @throws {RangeError} naming builder, parameter and value; also for more than 64 signals inside one another.
 */
export function checkSignal(signal: Signal): void {
  check(signal, 1);
}

function check(signal: Signal, depth: number): void {
  if (depth > maxDepth) throw new RangeError(`checkSignal: signal must be at most ${maxDepth} deep, got more`);
  if (!isSignalType(signal.type)) {
    throw new RangeError(`checkSignal: signal.type must be the name of a signal, got ${String(signal.type)}`);
  }
  for (const child of childrenOf(signal)) check(child, depth + 1);
  rowOf(signal).build(signal, isEndless);
}

/** The signals inside a signal, parameters included, in the order of their places. */
export function childrenOf(signal: Signal): readonly Signal[] {
  return rowOf(signal).children(signal);
}
