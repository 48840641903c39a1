import { defined } from "../../json/defined.ts";
import { checkPositiveInteger, refuse } from "../argument-checks.ts";
import { fillBefore } from "../sampling/before-start.ts";
import { type CompileContext, type Filler, firstIndexAt } from "../sampling/filler.ts";
import type { Signal } from "../signal.ts";
import type { SignalRow } from "../signal-row.ts";
import type { SpecReader } from "../spec-reader.ts";

declare module "../signal.ts" {
  interface SignalTypes {
    readonly loop: LoopSignal;
  }
}

/** A finite signal again and again. */
export interface LoopSignal {
  readonly type: "loop";
  readonly of: Signal;
  /** A whole number of at least 1. Default: no end. */
  readonly times?: number;
}

/** Builds a loop. `isEndless` is a parameter because it looks into the table that this row is part of. */
export function buildLoop({ of, times }: Omit<LoopSignal, "type">, isEndless: (signal: Signal) => boolean): LoopSignal {
  if (isEndless(of)) refuse("loop", "of", "a finite signal (limit makes it so)", `an endless ${of.type}`);
  if (times === undefined) return { type: "loop", of };
  checkPositiveInteger("loop", "times", times);
  return { type: "loop", of, times };
}

function compileLoop({ of, times }: LoopSignal, context: CompileContext): Filler {
  return repeat(context.child(of, 0, 0), times ?? Number.POSITIVE_INFINITY, context.stepMs);
}

/** A filler `times` times in a row. Without an end it has no beginning either: its rounds go back before its start. */
export function repeat(of: Filler, times: number, stepMs: number): Filler {
  const roundMs = of.lengthMs;
  const { tail } = of;
  return {
    lengthMs: roundMs * times,
    openStart: of.openStart,
    fill(out, at, index, count, startMs) {
      let complete = true;
      for (let done = 0; done < count; ) {
        const round = Math.min(Math.floor(((index + done) * stepMs - startMs) / roundMs), times - 1);
        const roundStartMs = startMs + round * roundMs;
        const end = Math.min(count, firstIndexAt(roundStartMs + roundMs, stepMs) - index);
        let whole = of.fill(out, at + done, index + done, end - done, roundStartMs);
        if (tail !== undefined && of.openStart && round !== 0 && (index + done) * stepMs === roundStartMs) {
          tail(out, at + done, index + done, roundStartMs - roundMs);
          whole = false;
        }
        complete &&= whole;
        done = end;
      }
      return complete;
    },
    before: Number.isFinite(times)
      ? (out, at, index, count, startMs) => fillBefore(of, out, at, index, count, startMs)
      : undefined,
    tail:
      tail !== undefined && Number.isFinite(times)
        ? (out, at, index, startMs) => tail(out, at, index, startMs + roundMs * (times - 1))
        : undefined,
  };
}

/** The row of `loop`. */
export const loopRow = {
  children: ({ of }) => [of],
  build: (signal, isEndless) => buildLoop(signal, isEndless),
  compile: compileLoop,
  describe: ({ of, times }) => ({ line: `loop ${times === undefined ? "for ever" : `${times} times`}`, parts: [of] }),
  lengthMs: ({ of, times }, place, lengthOf) =>
    times === undefined ? Number.POSITIVE_INFINITY : times * lengthOf(of, place),
  certainValues: ({ of }, { valuesOf }) => valuesOf(of),
  nativeHistograms: "parts",
  read(spec: { readonly of: unknown; readonly times?: number }, reader: SpecReader) {
    const of = reader.signal(spec.of, "of");
    if (of === undefined) return undefined;
    if (reader.endsAtTimeOfDay(of))
      return reader.problem("`loop` repeats what is always as long; with `until` write `for` or `samples` here", "of");
    if (!reader.isEndless(of)) return { type: "loop", of, ...defined({ times: spec.times }) };
    const message = "`loop` cannot repeat an endless signal; put it into `limit`: {limit: {of: …, for: 1h}}";
    return reader.problem(message, "of");
  },
} as const satisfies SignalRow<LoopSignal>;
