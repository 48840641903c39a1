import { defined } from "../../json/defined.ts";
import { checkOrder, checkParameter, constantOf, refuse } from "../argument-checks.ts";
import { readParameters, signalsOf } from "../parameters.ts";
import { missing, present, type SampleBlock } from "../sampling/block.ts";
import type { CompileContext, Filler } from "../sampling/filler.ts";
import { mapValues } from "../sampling/map-values.ts";
import type { Parameter, Signal } from "../signal.ts";
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
  readonly min?: Parameter;
  readonly max?: Parameter;
}

/** Options of {@link clamp}; at least one of the bounds. */
export interface ClampOptions {
  readonly of: Signal;
  readonly min?: Parameter;
  readonly max?: Parameter;
}

/**
 * A signal kept at or above `min` and at or below `max`, which wins where they cross. As long as the signal; missing
 * where it or a bound is.
 *
 * @throws {RangeError} without bounds, or if `max` is below `min`.
 */
export function clamp({ of, min, max }: ClampOptions): ClampSignal {
  if (min === undefined && max === undefined) refuse("clamp", "min or max", "given", "neither");
  if (min !== undefined) checkParameter("clamp", "min", min);
  if (max !== undefined) checkParameter("clamp", "max", max);
  checkOrder("clamp", ["min", min], ["max", max]);
  return { type: "clamp", of, ...defined({ min, max }) };
}

function compileClamp(
  { of, min: low = Number.NEGATIVE_INFINITY, max: high = Number.POSITIVE_INFINITY }: ClampSignal,
  context: CompileContext,
): Filler {
  const [min, max] = [constantOf(low), constantOf(high)];
  if (min === undefined || max === undefined) return changingClamp(of, [low, high], context);
  return mapValues(context.child(of, 0, 0), (values, from, end) => {
    for (let place = from; place < end; place++) {
      const value = values[place]!;
      if (value < min) values[place] = min;
      else if (value > max) values[place] = max;
    }
  });
}

function changingClamp(of: Signal, bounds: readonly [Parameter, Parameter], context: CompileContext): Filler {
  const filler = context.child(of, 0, bounds.length);
  const parameters = readParameters(context, bounds, { firstPlace: 1 });
  const [lows, highs] = parameters.blocks.map((block) => block.values) as [Float64Array, Float64Array];
  const restrict = (out: SampleBlock, at: number, index: number, count: number, startMs: number): boolean => {
    const complete = parameters.fill(index, count, startMs);
    for (let place = 0; place < count; place++)
      out.values[at + place] = Math.min(Math.max(out.values[at + place]!, lows[place]!), highs[place]!);
    // What the signal itself has stays as it is, in any slice: a stale marker too.
    for (const { states } of complete ? [] : parameters.blocks)
      for (let place = 0; place < count; place++) if (states[place] !== present) out.states[at + place] = missing;
    return complete;
  };
  const restricted =
    (fill: Filler["fill"]): Filler["fill"] =>
    (out, at, index, count, startMs) => {
      const complete = fill(out, at, index, count, startMs);
      return restrict(out, at, index, count, startMs) && complete;
    };
  const { tail, before } = filler;
  return {
    lengthMs: filler.lengthMs,
    openStart: filler.openStart,
    fill: restricted(filler.fill),
    before: before && restricted(before),
    tail:
      tail &&
      ((out, at, index, startMs) => {
        tail(out, at, index, startMs);
        restrict(out, at, index, 1, startMs);
      }),
  };
}

/** The row of {@link clamp}. */
export const clampRow = {
  children: ({ of, min = 0, max = 0 }) => [of, ...signalsOf(min, max)],
  build: (signal) => clamp(signal),
  compile: compileClamp,
  describe: ({ of, min, max }) => ({ line: "clamp", parameters: defined({ min, max }), parts: [of] }),
  lengthMs: ({ of }, place, lengthOf) => lengthOf(of, place),
  certainValues: () => [],
  nativeHistograms: "refused",
  read(spec: { readonly of: unknown; readonly min?: unknown; readonly max?: unknown }, reader: SpecReader) {
    const of = reader.signal(spec.of, "of");
    if (spec.min === undefined && spec.max === undefined) return reader.problem("`clamp` needs `min` or `max`");
    const [min, max] = (["min", "max"] as const).map((key) =>
      spec[key] === undefined ? undefined : reader.parameter(spec[key], key),
    );
    if ((spec.min !== undefined && min === undefined) || (spec.max !== undefined && max === undefined))
      return undefined;
    if (min !== undefined && max !== undefined && !reader.isAscending(["min", min], ["max", max], { equal: true }))
      return undefined;
    return of && { type: "clamp", of, ...defined({ min, max }) };
  },
} as const satisfies SignalRow<ClampSignal>;
