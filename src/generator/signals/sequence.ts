import { isEndless } from "../lengths.ts";
import type { Signal } from "../signal.ts";
import { buildSequence, type SequenceSignal } from "./sequence-row.ts";

/**
 * Signals one after the other. Each begins where the one before it ends, on the grid or between two scrapes.
 *
 * @throws {RangeError} for an empty list, and for an endless part that is not the last.
 */
export function sequence(parts: readonly Signal[]): SequenceSignal {
  return buildSequence(parts, isEndless);
}
