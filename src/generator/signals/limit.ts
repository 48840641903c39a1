import { checkLength } from "../argument-checks.ts";
import { lengthMs } from "../lengths.ts";
import type { CompileContext, Filler } from "../sampling/filler.ts";
import type { Length, LimitSignal, Signal } from "../signal.ts";

/** Options of {@link limit}. */
export interface LimitOptions {
  readonly of: Signal;
  readonly length: Length;
}

/**
 * The beginning of a signal; makes an endless one finite. A signal that is shorter stays as long as it is.
 *
 * @throws {RangeError} if the length is not positive.
 */
export function limit({ of, length }: LimitOptions): LimitSignal {
  checkLength("limit", length);
  return { type: "limit", of, length };
}

export function compileLimit({ of, length }: LimitSignal, context: CompileContext): Filler {
  const filler = context.child(of, 0, 0);
  const most = lengthMs(length, context.stepMs);
  return most >= filler.lengthMs ? filler : { lengthMs: most, openStart: filler.openStart, fill: filler.fill };
}
