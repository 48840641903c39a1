import { checkOrder, checkParameter, constantOf } from "../argument-checks.ts";
import { combineStates, readParameters, signalsOf } from "../parameters.ts";
import { fillUniform } from "../random/uniform.ts";
import { present, type SampleBlock } from "../sampling/block.ts";
import type { CompileContext, Filler } from "../sampling/filler.ts";
import type { Parameter } from "../signal.ts";
import { endlessMs, type SignalRow } from "../signal-row.ts";
import type { SpecReader } from "../spec-reader.ts";

declare module "../signal.ts" {
  interface SignalTypes {
    readonly random: RandomSignal;
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
