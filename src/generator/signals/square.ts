import { formatDuration } from "../../text/duration.ts";
import { checkParameter, checkPhase, checkPositiveInteger, constantOf, refuse } from "../argument-checks.ts";
import { describePhase } from "../describe-values.ts";
import { combineStates, readParameters, signalsOf } from "../parameters.ts";
import { phaseMs, remainder } from "../phase.ts";
import { present } from "../sampling/block.ts";
import type { CompileContext, Filler } from "../sampling/filler.ts";
import type { Parameter, Phase } from "../signal.ts";
import { endlessMs, type SignalRow } from "../signal-row.ts";
import type { SpecReader } from "../spec-reader.ts";

declare module "../signal.ts" {
  interface SignalTypes {
    readonly square: SquareSignal;
  }
}

/** Two values in turn. */
export interface SquareSignal {
  readonly type: "square";
  readonly low: Parameter;
  readonly high: Parameter;
  readonly periodMs: number;
  /** Share of the cycle that is high, from 0 to 1. */
  readonly duty: number;
  /** The beginning of any one high part. */
  readonly at: Phase;
}

/** Options of {@link square}. */
export interface SquareOptions {
  readonly low: Parameter;
  readonly high: Parameter;
  /** One cycle in milliseconds. */
  readonly periodMs: number;
  /** Share of the cycle that is high, from 0 to 1. Default 0.5. */
  readonly duty?: number;
  /** The beginning of any one high part. Default: at the anchor. */
  readonly at?: Phase;
}

/**
 * High during the first `duty` of every cycle, low after it.
 *
 * @throws {RangeError} if `duty` is not between 0 and 1, or `periodMs` is not a whole number of at least 1.
 */
export function square({ low, high, periodMs, duty = 0.5, at = { afterAnchorMs: 0 } }: SquareOptions): SquareSignal {
  checkParameter("square", "low", low);
  checkParameter("square", "high", high);
  checkPositiveInteger("square", "periodMs", periodMs);
  if (!(duty >= 0 && duty <= 1)) refuse("square", "duty", "from 0 to 1", duty);
  checkPhase("square", "at", at);
  return { type: "square", low, high, periodMs, duty, at };
}

function compileSquare({ low, high, periodMs, duty, at: begin }: SquareSignal, context: CompileContext): Filler {
  const { stepMs } = context;
  const beginMs = phaseMs(begin, context.fromMs);
  const highMs = duty * periodMs;
  const parameters = readParameters(context, [low, high]);
  const [lows, highs] = parameters.blocks.map((block) => block.values) as [Float64Array, Float64Array];
  return {
    lengthMs: Number.POSITIVE_INFINITY,
    openStart: false,
    fill(out, at, index, count, startMs) {
      const complete = parameters.fill(index, count, startMs);
      for (let place = 0; place < count; place++) {
        const ms = remainder((index + place) * stepMs - beginMs, periodMs);
        out.values[at + place] = ms < highMs ? highs[place]! : lows[place]!;
      }
      if (complete) out.states.fill(present, at, at + count);
      else combineStates(parameters.blocks, out.states, at, count);
      return complete;
    },
  };
}

/** The keys of a square in a data spec. */
export interface SquareSpec {
  readonly low: unknown;
  readonly high: unknown;
  readonly period: string;
  readonly duty?: number;
  readonly at?: string;
}

/** The row of {@link square}. */
export const squareRow = {
  children: ({ low, high }) => signalsOf(low, high),
  build: (signal) => square(signal),
  compile: compileSquare,
  describe: ({ low, high, periodMs, duty, at }) => ({
    line: `square every ${formatDuration(periodMs)}, high ${duty * 100} % of it, begins ${describePhase(at)}`,
    parameters: { low, high },
  }),
  lengthMs: endlessMs,
  certainValues: ({ low, high }) => [constantOf(low), constantOf(high)],
  nativeHistograms: "refused",
  read(spec: SquareSpec, reader: SpecReader) {
    const [low, high] = [reader.parameter(spec.low, "low"), reader.parameter(spec.high, "high")];
    const periodMs = reader.durationMs(spec.period, "period");
    const at = reader.phase(spec.at ?? "0s", "at");
    if (low === undefined || high === undefined || periodMs === undefined || at === undefined) return undefined;
    return { type: "square", low, high, periodMs, duty: spec.duty ?? 0.5, at };
  },
} as const satisfies SignalRow<SquareSignal>;
