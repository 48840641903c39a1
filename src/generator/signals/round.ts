import { refuse } from "../argument-checks.ts";
import type { CompileContext, Filler } from "../sampling/filler.ts";
import { mapValues } from "../sampling/map-values.ts";
import type { Signal } from "../signal.ts";
import type { SignalRow } from "../signal-row.ts";
import type { SpecReader } from "../spec-reader.ts";

declare module "../signal.ts" {
  interface SignalTypes {
    readonly round: RoundSignal;
  }
}

/** A signal in whole steps. */
export interface RoundSignal {
  readonly type: "round";
  readonly of: Signal;
  /** Values are multiples of this. */
  readonly to: number;
}

/** Options of {@link round}. */
export interface RoundOptions {
  readonly of: Signal;
  /** Values are multiples of this. Default 1: whole numbers. */
  readonly to?: number;
}

/**
 * Each value as the nearest multiple of `to`; halfway, the higher one. Never falls where the signal rises. As long as
 * the signal; missing where it is.
 *
 * @throws {RangeError} if `to` is not finite or not greater than 0.
 */
export function round({ of, to = 1 }: RoundOptions): RoundSignal {
  if (!(to > 0 && to < Number.POSITIVE_INFINITY)) refuse("round", "to", "a finite number greater than 0", to);
  return { type: "round", of, to };
}

function compileRound({ of, to }: RoundSignal, context: CompileContext): Filler {
  const nearest = to === 1 ? nearestWhole : nearestMultiple(to);
  return mapValues(context.child(of, 0, 0), (values, from, end) => {
    for (let place = from; place < end; place++) values[place] = nearest(values[place]!);
  });
}

/** `Math.round` is exact, and 0 added makes its −0 a 0. */
function nearestWhole(value: number): number {
  return Math.round(value) + 0;
}

/** By division where `to` is one part of a whole number: 3 × 0.1 is not 0.3, and 3 / 10 is. */
function nearestMultiple(to: number): (value: number) => number {
  const parts = Math.round(1 / to);
  if (to < 1 && Number.isSafeInteger(parts) && 1 / parts === to)
    return (value) => {
      const scaled = value * parts;
      return Number.isFinite(scaled) ? nearestWhole(scaled) / parts : value;
    };
  return (value) => nearestWhole(value / to) * to;
}

/** The row of {@link round}. */
export const roundRow = {
  children: ({ of }) => [of],
  build: (signal) => round(signal),
  compile: compileRound,
  describe: ({ of, to }) => ({ line: `round to ${to === 1 ? "whole numbers" : `multiples of ${to}`}`, parts: [of] }),
  lengthMs: ({ of }, place, lengthOf) => lengthOf(of, place),
  certainValues: () => [],
  nativeHistograms: "refused",
  read(spec: { readonly of: unknown; readonly to?: number }, reader: SpecReader) {
    const of = reader.signal(spec.of, "of");
    return of && { type: "round", of, to: spec.to ?? 1 };
  },
} as const satisfies SignalRow<RoundSignal>;
