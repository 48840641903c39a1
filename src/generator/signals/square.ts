import { checkParameter, checkPhase, checkPositiveInteger, refuse } from "../argument-checks.ts";
import { combineStates, readParameters } from "../parameters.ts";
import { phaseMs, remainder } from "../phase.ts";
import { present } from "../sampling/block.ts";
import type { CompileContext, Filler } from "../sampling/filler.ts";
import type { Parameter, Phase, SquareSignal } from "../signal.ts";

/** Options of {@link square}. */
export interface SquareOptions {
  readonly low: Parameter;
  readonly high: Parameter;
  /** One cycle in milliseconds. */
  readonly periodMs: number;
  /** Share of the cycle that is high, from 0 to 1. Default 0.5. */
  readonly duty?: number;
  /** When any one high part begins. Default: at the anchor. */
  readonly at?: Phase;
}

/**
 * High during the first `duty` of every cycle, low after it.
 *
 * @throws {RangeError} if `duty` is not between 0 and 1, or `periodMs` no whole number of at least 1.
 */
export function square({ low, high, periodMs, duty = 0.5, at = { afterAnchorMs: 0 } }: SquareOptions): SquareSignal {
  checkParameter("square", "low", low);
  checkParameter("square", "high", high);
  checkPositiveInteger("square", "periodMs", periodMs);
  if (!(duty >= 0 && duty <= 1)) refuse("square", "duty", "from 0 to 1", duty);
  checkPhase("square", "at", at);
  return { type: "square", low, high, periodMs, duty, at };
}

export function compileSquare({ low, high, periodMs, duty, at: begin }: SquareSignal, context: CompileContext): Filler {
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
