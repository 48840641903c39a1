import { checkFinite, checkOrder, checkParameter, constantOf } from "../argument-checks.ts";
import { combineStates, readParameters, signalsOf } from "../parameters.ts";
import { fillUniform, uniformAt } from "../random/uniform.ts";
import { present, type SampleBlock } from "../sampling/block.ts";
import type { CompileContext, Filler } from "../sampling/filler.ts";
import type { Parameter } from "../signal.ts";
import { endlessMs, type SignalRow } from "../signal-row.ts";
import type { SpecReader } from "../spec-reader.ts";
import { compileConstant } from "./constant.ts";

declare module "../signal.ts" {
  interface SignalTypes {
    readonly random: RandomSignal;
    readonly level: LevelSignal;
  }
}

/** Uniformly distributed values. */
export interface RandomSignal {
  readonly type: "random";
  readonly min: Parameter;
  readonly max: Parameter;
}

/** Options of {@link random}. */
export interface RandomOptions {
  readonly min: Parameter;
  readonly max: Parameter;
}

/**
 * A number in `[min, max)` for each scrape, all equally likely, by hash of the scrape's time.
 *
 * @throws {RangeError} if `max` is not greater than `min`.
 */
export function random({ min, max }: RandomOptions): RandomSignal {
  checkParameter("random", "min", min);
  checkParameter("random", "max", max);
  checkOrder("random", ["min", min], ["max", max], { strict: true });
  return { type: "random", min, max };
}

/** One random value without an end. */
export interface LevelSignal {
  readonly type: "level";
  readonly min: number;
  readonly max: number;
}

/** Options of {@link level}. */
export interface LevelOptions {
  readonly min: number;
  readonly max: number;
}

/**
 * The same number in `[min, max)` at all times, in every window: each series (or each course of a named signal) has its
 * own, by hash. How busy one member of a fleet is beside the others.
 *
 * @throws {RangeError} if a bound is not finite, or `max` is not greater than `min`.
 */
export function level({ min, max }: LevelOptions): LevelSignal {
  checkFinite("level", "min", min);
  checkFinite("level", "max", max);
  checkOrder("level", ["min", min], ["max", max], { strict: true });
  return { type: "level", min, max };
}

function compileLevel({ min, max }: LevelSignal, { key: { high, low } }: CompileContext): Filler {
  const value = min + uniformAt(high, low, 0) * (max - min);
  return compileConstant({ type: "constant", value: value < max ? value : min });
}

function compileRandom({ min, max }: RandomSignal, context: CompileContext): Filler {
  const { key, noiseIndex } = context;
  const { high, low } = key;
  const parameters = readParameters(context, [min, max]);
  const [{ values: lows }, { values: highs }] = parameters.blocks as unknown as [SampleBlock, SampleBlock];
  return {
    lengthMs: Number.POSITIVE_INFINITY,
    openStart: false,
    fill(out, at, index, count, startMs) {
      const complete = parameters.fill(index, count, startMs);
      const { values } = out;
      fillUniform(high, low, noiseIndex + index, count, values, at);
      for (let place = 0; place < count; place++) {
        const from = lows[place]!;
        const value = from + values[at + place]! * (highs[place]! - from);
        values[at + place] = value < highs[place]! ? value : from;
      }
      if (complete) out.states.fill(present, at, at + count);
      else combineStates(parameters.blocks, out.states, at, count);
      return complete;
    },
  };
}

/** The row of {@link random}. */
export const randomRow = {
  children: ({ min, max }) => signalsOf(min, max),
  build: (signal) => random(signal),
  compile: compileRandom,
  describe: ({ min, max }) => ({ line: "random", parameters: { min, max } }),
  lengthMs: endlessMs,
  certainValues: ({ min }) => [constantOf(min)],
  nativeHistograms: "refused",
  read(spec: { readonly min: unknown; readonly max: unknown }, reader: SpecReader) {
    const [min, max] = [reader.parameter(spec.min, "min"), reader.parameter(spec.max, "max")];
    if (min === undefined || max === undefined || !reader.isAscending(["min", min], ["max", max])) return undefined;
    return { type: "random", min, max };
  },
} as const satisfies SignalRow<RandomSignal>;

/** The row of {@link level}. */
export const levelRow = {
  children: () => [],
  build: (signal) => level(signal),
  compile: compileLevel,
  describe: ({ min, max }) => ({ line: "level", parameters: { min, max } }),
  lengthMs: endlessMs,
  certainValues: ({ min }) => [min],
  nativeHistograms: "refused",
  read({ min, max }: { readonly min: number; readonly max: number }, reader: SpecReader) {
    if (!reader.isAscending(["min", min], ["max", max])) return undefined;
    return { type: "level", min, max };
  },
} as const satisfies SignalRow<LevelSignal>;
