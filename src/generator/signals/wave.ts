import { formatDuration } from "../../text/duration.ts";
import { checkOrder, checkParameter, checkPhase, checkPositiveInteger, constantOf } from "../argument-checks.ts";
import { describePhase } from "../describe-values.ts";
import { cosineRun } from "../math/cosine-run.ts";
import { combineStates, readParameters, signalsOf } from "../parameters.ts";
import { phaseMs, remainder } from "../phase.ts";
import { present } from "../sampling/block.ts";
import type { CompileContext, Filler } from "../sampling/filler.ts";
import type { Parameter, Phase } from "../signal.ts";
import { endlessMs, type SignalRow } from "../signal-row.ts";
import type { SpecReader } from "../spec-reader.ts";

declare module "../signal.ts" {
  interface SignalTypes {
    readonly wave: WaveSignal;
  }
}

/** A cosine between two parameters. */
export interface WaveSignal {
  readonly type: "wave";
  readonly min: Parameter;
  readonly max: Parameter;
  readonly periodMs: number;
  readonly peak: Phase;
}

/** Options of {@link wave}. */
export interface WaveOptions {
  readonly min: Parameter;
  readonly max: Parameter;
  /** One cycle in milliseconds. */
  readonly periodMs: number;
  /** Any one peak. Default: at the anchor. */
  readonly peak?: Phase;
}

/**
 * A smooth rhythm between `min` and `max`: a cosine that peaks once every `periodMs`.
 *
 * @throws {RangeError} if `max` is below `min`, or `periodMs` is not a whole number of at least 1.
 */
export function wave({ min, max, periodMs, peak = { afterAnchorMs: 0 } }: WaveOptions): WaveSignal {
  checkParameter("wave", "min", min);
  checkParameter("wave", "max", max);
  checkOrder("wave", ["min", min], ["max", max]);
  checkPositiveInteger("wave", "periodMs", periodMs);
  checkPhase("wave", "peak", peak);
  return { type: "wave", min, max, periodMs, peak };
}

function compileWave(signal: WaveSignal, context: CompileContext): Filler {
  const [min, max] = [constantOf(signal.min), constantOf(signal.max)];
  return min === undefined || max === undefined
    ? changingWave(signal, context)
    : constantWave(min, max, signal, context);
}

/** By itself, so that it keeps nothing alive but its numbers: there are many of them. */
function constantWave(
  min: number,
  max: number,
  { periodMs, peak }: WaveSignal,
  { stepMs, fromMs }: CompileContext,
): Filler {
  const peakMs = phaseMs(peak, fromMs);
  const advanceMs = stepMs % periodMs;
  const half = (max - min) / 2;
  return {
    lengthMs: Number.POSITIVE_INFINITY,
    openStart: false,
    fill(out, at, index, count) {
      const { values } = out;
      const cosines = cosineRun({ firstMs: remainder(index * stepMs - peakMs, periodMs), advanceMs, periodMs, count });
      for (let place = 0; place < count; place++) values[at + place] = min + half * (1 + cosines[place]!);
      out.states.fill(present, at, at + count);
      return true;
    },
  };
}

function changingWave({ min, max, periodMs, peak }: WaveSignal, context: CompileContext): Filler {
  const { stepMs } = context;
  const peakMs = phaseMs(peak, context.fromMs);
  const advanceMs = stepMs % periodMs;
  const parameters = readParameters(context, [min, max]);
  const [lows, highs] = parameters.blocks.map((block) => block.values) as [Float64Array, Float64Array];
  return {
    lengthMs: Number.POSITIVE_INFINITY,
    openStart: false,
    fill(out, at, index, count, startMs) {
      const complete = parameters.fill(index, count, startMs);
      const cosines = cosineRun({ firstMs: remainder(index * stepMs - peakMs, periodMs), advanceMs, periodMs, count });
      for (let place = 0; place < count; place++) {
        const from = lows[place]!;
        out.values[at + place] = from + ((highs[place]! - from) / 2) * (1 + cosines[place]!);
      }
      if (complete) out.states.fill(present, at, at + count);
      else combineStates(parameters.blocks, out.states, at, count);
      return complete;
    },
  };
}

/** The keys of a wave in a data spec. */
export interface WaveSpec {
  readonly min: unknown;
  readonly max: unknown;
  readonly period: string;
  readonly peak?: string;
}

/** The row of {@link wave}. */
export const waveRow = {
  children: ({ min, max }) => signalsOf(min, max),
  build: (signal) => wave(signal),
  compile: compileWave,
  describe: ({ min, max, periodMs, peak }) => ({
    line: `wave every ${formatDuration(periodMs)}, peak ${describePhase(peak)}`,
    parameters: { min, max },
  }),
  lengthMs: endlessMs,
  certainValues: ({ min }) => [constantOf(min)],
  nativeHistograms: "refused",
  read(spec: WaveSpec, reader: SpecReader) {
    const [min, max] = [reader.parameter(spec.min, "min"), reader.parameter(spec.max, "max")];
    const periodMs = reader.durationMs(spec.period, "period");
    const peak = reader.phase(spec.peak ?? "0s", "peak");
    if (min === undefined || max === undefined || periodMs === undefined || peak === undefined) return undefined;
    return reader.isAscending(["min", min], ["max", max], { equal: true })
      ? { type: "wave", min, max, periodMs, peak }
      : undefined;
  },
} as const satisfies SignalRow<WaveSignal>;
