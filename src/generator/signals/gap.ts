import { checkLength } from "../argument-checks.ts";
import { lengthMs } from "../lengths.ts";
import { missing } from "../sampling/block.ts";
import type { CompileContext, Filler } from "../sampling/filler.ts";
import type { GapSignal, Length } from "../signal.ts";

/**
 * Missing scrapes: nothing is written.
 *
 * @throws {RangeError} if the length is not positive.
 */
export function gap(length: Length): GapSignal {
  checkLength("gap", length);
  return { type: "gap", length };
}

export function compileGap({ length }: GapSignal, { stepMs }: CompileContext): Filler {
  return {
    lengthMs: lengthMs(length, stepMs),
    openStart: false,
    fill(out, at, _index, count) {
      out.states.fill(missing, at, at + count);
      return false;
    },
  };
}
