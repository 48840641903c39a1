import { checkNotNegative, checkParameter, constantOf } from "../argument-checks.ts";
import { combineStates, readParameters, signalsOf } from "../parameters.ts";
import { fillGaussian } from "../random/gaussian.ts";
import { present } from "../sampling/block.ts";
import type { CompileContext, Filler } from "../sampling/filler.ts";
import type { Parameter } from "../signal.ts";
import { endlessMs, type SignalRow } from "../signal-row.ts";
import type { SpecReader } from "../spec-reader.ts";

declare module "../signal.ts" {
  interface SignalTypes {
    readonly noise: NoiseSignal;
  }
}

/** Gaussian noise. */
export interface NoiseSignal {
  readonly type: "noise";
  readonly stddev: Parameter;
  readonly mean: Parameter;
}

/** Options of {@link noise}. */
export interface NoiseOptions {
  readonly stddev: Parameter;
  /** Default 0. */
  readonly mean?: Parameter;
}

/**
 * Gaussian noise by hash of the scrape's time, so that it stays where it is when the window moves.
 *
 * @throws {RangeError} if `stddev` is below 0.
 */
export function noise({ stddev, mean = 0 }: NoiseOptions): NoiseSignal {
  const number = constantOf(stddev);
  if (number !== undefined) checkNotNegative("noise", "stddev", number);
  checkParameter("noise", "mean", mean);
  return { type: "noise", stddev, mean };
}

function compileNoise(signal: NoiseSignal, context: CompileContext): Filler {
  const [stddev, mean] = [constantOf(signal.stddev), constantOf(signal.mean)];
  return stddev === undefined || mean === undefined
    ? changingNoise(signal, context)
    : constantNoise(stddev, mean, context);
}

/** By itself, so that it keeps nothing alive but its numbers: there are many of them. */
function constantNoise(stddev: number, mean: number, { key: { high, low }, noiseIndex }: CompileContext): Filler {
  return {
    lengthMs: Number.POSITIVE_INFINITY,
    openStart: false,
    fill(out, at, index, count) {
      const { values } = out;
      fillGaussian(high, low, noiseIndex + index, count, values, at);
      for (let place = at; place < at + count; place++) values[place] = mean + stddev * values[place]!;
      out.states.fill(present, at, at + count);
      return true;
    },
  };
}

function changingNoise({ stddev, mean }: NoiseSignal, context: CompileContext): Filler {
  const { key, noiseIndex } = context;
  const { high, low } = key;
  const parameters = readParameters(context, [stddev, mean]);
  const [spreads, centres] = parameters.blocks.map((block) => block.values) as [Float64Array, Float64Array];
  return {
    lengthMs: Number.POSITIVE_INFINITY,
    openStart: false,
    fill(out, at, index, count, startMs) {
      const complete = parameters.fill(index, count, startMs);
      const { values } = out;
      fillGaussian(high, low, noiseIndex + index, count, values, at);
      for (let place = 0; place < count; place++)
        values[at + place] = centres[place]! + spreads[place]! * values[at + place]!;
      if (complete) out.states.fill(present, at, at + count);
      else combineStates(parameters.blocks, out.states, at, count);
      return complete;
    },
  };
}

/** The row of {@link noise}. */
export const noiseRow = {
  children: ({ stddev, mean }) => signalsOf(stddev, mean),
  build: (signal) => noise(signal),
  compile: compileNoise,
  describe: ({ stddev, mean }) => ({ line: "noise", parameters: { stddev, mean } }),
  lengthMs: endlessMs,
  certainValues: () => [],
  nativeHistograms: "refused",
  read(spec: { readonly stddev: unknown; readonly mean?: unknown }, reader: SpecReader) {
    const [stddev, mean] = [reader.parameter(spec.stddev, "stddev"), reader.parameter(spec.mean ?? 0, "mean")];
    if (stddev === undefined || mean === undefined || !reader.isNotNegative(stddev, "stddev")) return undefined;
    return { type: "noise", stddev, mean };
  },
} as const satisfies SignalRow<NoiseSignal>;
