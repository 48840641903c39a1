import { isEndless } from "../lengths.ts";
import type { Signal } from "../signal.ts";
import { buildLoop, type LoopSignal } from "./loop-row.ts";

/** Options of {@link loop}. */
export interface LoopOptions {
  readonly of: Signal;
  /** A whole number of at least 1. Default: no end. */
  readonly times?: number;
}

/**
 * A finite signal again and again. Random parts differ from round to round: they depend on the time.
 *
 * @throws {RangeError} if `of` is endless, or `times` is not a whole number of at least 1.
 */
export function loop(options: LoopOptions): LoopSignal {
  return buildLoop(options, isEndless);
}
