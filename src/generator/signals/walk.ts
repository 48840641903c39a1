import { defined } from "../../json/defined.ts";
import { checkFinite, checkNotNegative, checkOrder, checkParameter, constantOf, refuse } from "../argument-checks.ts";
import { combineStates, readParameters, signalsOf } from "../parameters.ts";
import { Brownian } from "../random/brownian.ts";
import { present } from "../sampling/block.ts";
import { type CompileContext, type Filler, firstIndexAt } from "../sampling/filler.ts";
import type { Parameter } from "../signal.ts";
import { endlessMs, type SignalRow } from "../signal-row.ts";
import type { SpecReader } from "../spec-reader.ts";

declare module "../signal.ts" {
  interface SignalTypes {
    readonly walk: WalkSignal;
  }
}

/** A random walk. */
export interface WalkSignal {
  readonly type: "walk";
  readonly start: number;
  /** Standard deviation of one scrape's step. */
  readonly step: number;
  readonly min?: Parameter;
  readonly max?: Parameter;
}

/** Options of {@link walk}. */
export type WalkOptions = Omit<WalkSignal, "type">;

/**
 * A random walk that begins at `start` and is reflected at `min` and `max`. Its steps depend on the scrape's time, so
 * they stay where they are when the window moves, and any scrape can be evaluated alone.
 *
 * @param options.step - standard deviation of one scrape's step.
 * @throws {RangeError} if `step` is below 0, `max` not greater than `min`, or `start` outside them.
 */
export function walk({ start, step, min, max }: WalkOptions): WalkSignal {
  checkFinite("walk", "start", start);
  checkNotNegative("walk", "step", step);
  if (min !== undefined) checkParameter("walk", "min", min);
  if (max !== undefined) checkParameter("walk", "max", max);
  checkOrder("walk", ["min", min], ["max", max], { strict: true });
  const [low, high] = boundsOf({ min, max });
  if (start < (low ?? start) || start > (high ?? start))
    refuse("walk", "start", `between min (${low}) and max (${high})`, start);
  return { type: "walk", start, step, ...defined({ min, max }) };
}

/** The bounds that are numbers. */
function boundsOf({ min, max }: { readonly min?: Parameter | undefined; readonly max?: Parameter | undefined }) {
  return [min === undefined ? undefined : constantOf(min), max === undefined ? undefined : constantOf(max)] as const;
}

function compileWalk(signal: WalkSignal, context: CompileContext): Filler {
  const [min, max] = boundsOf(signal);
  const changes = (signal.min !== undefined && min === undefined) || (signal.max !== undefined && max === undefined);
  return changes ? changingWalk(signal, context) : steadyWalk({ ...signal, min, max }, context);
}

/** The bounds are those of each moment; where they cross, the lower one counts. */
function changingWalk({ start, step, min, max }: WalkSignal, context: CompileContext): Filler {
  const walked = steadyWalk({ start, step, min: undefined, max: undefined }, context);
  const ends = [min ?? Number.NEGATIVE_INFINITY, max ?? Number.POSITIVE_INFINITY];
  const parameters = readParameters(context, ends);
  const [lows, highs] = parameters.blocks.map((block) => block.values) as [Float64Array, Float64Array];
  return {
    ...walked,
    fill(out, at, index, count, startMs) {
      walked.fill(out, at, index, count, startMs);
      const complete = parameters.fill(index, count, startMs);
      for (let place = 0; place < count; place++)
        out.values[at + place] = fold(out.values[at + place]!, lows[place]!, Math.max(lows[place]!, highs[place]!));
      if (!complete) combineStates(parameters.blocks, out.states, at, count);
      return complete;
    },
  };
}

interface SteadyWalk {
  readonly start: number;
  readonly step: number;
  readonly min: number | undefined;
  readonly max: number | undefined;
}

function steadyWalk({ start, step, min, max }: SteadyWalk, context: CompileContext): Filler {
  const { key, noiseIndex, stepMs } = context;
  const brownian = new Brownian(key);
  const origin = new Float64Array(1);
  const reflect = reflection(min, max);
  let originIndex = Number.NaN;
  return {
    lengthMs: Number.POSITIVE_INFINITY,
    openStart: false,
    fill(out, at, index, count, startMs) {
      const first = firstIndexAt(startMs, stepMs);
      if (first !== originIndex) {
        brownian.fill(noiseIndex + first, 1, origin, 0);
        originIndex = first;
      }
      const { values } = out;
      const atOrigin = origin[0]!;
      brownian.fill(noiseIndex + index, count, values, at);
      for (let place = at; place < at + count; place++) values[place] = start + step * (values[place]! - atOrigin);
      reflect(values, at, at + count);
      out.states.fill(present, at, at + count);
      return true;
    },
  };
}

function reflection(
  min = Number.NEGATIVE_INFINITY,
  max = Number.POSITIVE_INFINITY,
): (values: Float64Array, from: number, to: number) => void {
  if (min === Number.NEGATIVE_INFINITY && max === Number.POSITIVE_INFINITY) return () => {};
  return (values, from, to) => {
    for (let place = from; place < to; place++) values[place] = fold(values[place]!, min, max);
  };
}

/** A value reflected at two bounds, as often as it takes. */
function fold(value: number, min: number, max: number): number {
  if (value >= min && value <= max) return value;
  if (max === Number.POSITIVE_INFINITY) return min + (min - value);
  if (min === Number.NEGATIVE_INFINITY) return max - (value - max);
  const width = max - min;
  if (width === 0) return min;
  const within = Math.abs(value - min) % (2 * width);
  const folded = within > width ? 2 * width - within : within;
  return Math.min(max, Math.max(min, min + folded));
}

/** The keys of a walk in a data spec. */
export type WalkSpec = Omit<WalkOptions, "min" | "max"> & { readonly min?: unknown; readonly max?: unknown };

/** The row of {@link walk}. */
export const walkRow = {
  children: ({ min = 0, max = 0 }) => signalsOf(min, max),
  build: (signal) => walk(signal),
  compile: compileWalk,
  describe: ({ start, step, min, max }) => ({
    line: `walk from ${start}, step ${step}`,
    parameters: defined({ min, max }),
  }),
  lengthMs: endlessMs,
  certainValues: ({ start }) => [start],
  nativeHistograms: "refused",
  read(spec: WalkSpec, reader: SpecReader) {
    const { start, step } = spec;
    const [min, max] = (["min", "max"] as const).map((key) =>
      spec[key] === undefined ? undefined : reader.parameter(spec[key], key),
    );
    if ((spec.min !== undefined && min === undefined) || (spec.max !== undefined && max === undefined))
      return undefined;
    if (min !== undefined && max !== undefined && !reader.isAscending(["min", min], ["max", max])) return undefined;
    const [low, high] = boundsOf({ min, max });
    if (start < (low ?? start) || start > (high ?? start)) {
      const bounds = `\`min\` ${low ?? "(none)"} and \`max\` ${high ?? "(none)"}`;
      return reader.problem(`\`start\` ${start} must lie between ${bounds}`, "start");
    }
    return { type: "walk", start, step, ...defined({ min, max }) };
  },
} as const satisfies SignalRow<WalkSignal>;
