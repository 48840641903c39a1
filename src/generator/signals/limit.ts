import { checkLength } from "../argument-checks.ts";
import { describeLength } from "../describe-values.ts";
import { lengthMs } from "../length-ms.ts";
import type { CompileContext, Filler } from "../sampling/filler.ts";
import type { Length, Signal } from "../signal.ts";
import type { SignalRow } from "../signal-row.ts";
import type { LengthSpec, SpecReader } from "../spec-reader.ts";

declare module "../signal.ts" {
  interface SignalTypes {
    readonly limit: LimitSignal;
  }
}

/** The beginning of a signal. */
export interface LimitSignal {
  readonly type: "limit";
  readonly of: Signal;
  readonly length: Length;
}

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

function compileLimit({ of, length }: LimitSignal, context: CompileContext): Filler {
  const filler = context.child(of, 0, 0);
  const most = lengthMs(length, context.place);
  const { openStart, fill, before } = filler;
  return most >= filler.lengthMs ? filler : { lengthMs: most, openStart, fill, before };
}

/** The row of {@link limit}. */
export const limitRow = {
  children: ({ of }) => [of],
  build: (signal) => limit(signal),
  compile: compileLimit,
  describe: ({ of, length }) => ({ line: `limit ${describeLength(length)}`, parts: [of] }),
  lengthMs: ({ of, length }, place, lengthOf) => Math.min(lengthMs(length, place), lengthOf(of, place)),
  // It may cut off any value of a finite signal.
  certainValues: ({ of }, { valuesOf, isEndless }) => (isEndless(of) ? valuesOf(of) : []),
  nativeHistograms: "parts",
  read(spec: LengthSpec & { readonly of: unknown }, reader: SpecReader) {
    const of = reader.signal(spec.of, "of");
    const length = reader.length(spec);
    return of && length && { type: "limit", of, length };
  },
} as const satisfies SignalRow<LimitSignal>;
