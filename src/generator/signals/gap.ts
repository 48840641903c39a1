import { checkLength } from "../argument-checks.ts";
import { describeLength } from "../describe-values.ts";
import { lengthMs } from "../length-ms.ts";
import { missing } from "../sampling/block.ts";
import type { CompileContext, Filler } from "../sampling/filler.ts";
import type { Length } from "../signal.ts";
import type { SignalRow } from "../signal-row.ts";
import type { LengthSpec, SpecReader } from "../spec-reader.ts";

declare module "../signal.ts" {
  interface SignalTypes {
    readonly gap: GapSignal;
  }
}

/** Missing scrapes. */
export interface GapSignal {
  readonly type: "gap";
  readonly length: Length;
}

/**
 * Missing scrapes: nothing is written.
 *
 * @throws {RangeError} if the length is not positive.
 */
export function gap(length: Length): GapSignal {
  checkLength("gap", length);
  return { type: "gap", length };
}

function compileGap({ length }: GapSignal, context: CompileContext): Filler {
  return {
    lengthMs: lengthMs(length, context.place),
    openStart: false,
    fill(out, at, _index, count) {
      out.states.fill(missing, at, at + count);
      return false;
    },
  };
}

/** The row of {@link gap}. */
export const gapRow = {
  children: () => [],
  build: ({ length }) => gap(length),
  compile: compileGap,
  describe: ({ length }) => ({ line: `gap ${describeLength(length)}` }),
  lengthMs: ({ length }, place) => lengthMs(length, place),
  certainValues: () => [],
  nativeHistograms: "allowed",
  read(spec: LengthSpec, reader: SpecReader) {
    const length = reader.length(spec);
    return length && { type: "gap", length };
  },
} as const satisfies SignalRow<GapSignal>;
