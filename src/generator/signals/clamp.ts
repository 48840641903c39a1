import { defined } from "../../json/defined.ts";
import { checkFinite, checkOrder, refuse } from "../argument-checks.ts";
import { describeBounds } from "../describe-values.ts";
import type { CompileContext, Filler } from "../sampling/filler.ts";
import { mapValues } from "../sampling/map-values.ts";
import type { Signal } from "../signal.ts";
import type { SignalRow } from "../signal-row.ts";
import type { SpecReader } from "../spec-reader.ts";

declare module "../signal.ts" {
  interface SignalTypes {
    readonly clamp: ClampSignal;
  }
}

/** A signal kept within bounds. */
export interface ClampSignal {
  readonly type: "clamp";
  readonly of: Signal;
  readonly min?: number;
  readonly max?: number;
}

/** Options of {@link clamp}; at least one of the bounds. */
export interface ClampOptions {
  readonly of: Signal;
  readonly min?: number;
  readonly max?: number;
}

/**
 * A signal kept at or above `min` and at or below `max`. As long as the signal; missing where it is.
 *
 * @throws {RangeError} without bounds, or if `max` is below `min`.
 */
export function clamp({ of, min, max }: ClampOptions): ClampSignal {
  if (min === undefined && max === undefined) refuse("clamp", "min or max", "given", "neither");
  if (min !== undefined) checkFinite("clamp", "min", min);
  if (max !== undefined) checkFinite("clamp", "max", max);
  checkOrder("clamp", ["min", min], ["max", max]);
  return { type: "clamp", of, ...defined({ min, max }) };
}

function compileClamp(
  { of, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: ClampSignal,
  context: CompileContext,
): Filler {
  return mapValues(context.child(of, 0, 0), (values, from, end) => {
    for (let place = from; place < end; place++) {
      const value = values[place]!;
      if (value < min) values[place] = min;
      else if (value > max) values[place] = max;
    }
  });
}

/** The row of {@link clamp}. */
export const clampRow = {
  children: ({ of }) => [of],
  build: (signal) => clamp(signal),
  compile: compileClamp,
  describe: (signal) => ({ line: `clamp ${describeBounds(signal).join(", ")}`, parts: [signal.of] }),
  lengthMs: ({ of }, place, lengthOf) => lengthOf(of, place),
  certainValues: () => [],
  nativeHistograms: "refused",
  read(spec: { readonly of: unknown; readonly min?: number; readonly max?: number }, reader: SpecReader) {
    const of = reader.signal(spec.of, "of");
    const { min, max } = spec;
    if (min === undefined && max === undefined) return reader.problem("`clamp` needs `min` or `max`");
    if (min !== undefined && max !== undefined && !reader.isAscending(["min", min], ["max", max], { equal: true }))
      return undefined;
    return of && { type: "clamp", of, ...defined({ min, max }) };
  },
} as const satisfies SignalRow<ClampSignal>;
