import { checkPositiveInteger, refuse } from "../argument-checks.ts";
import { isEndless } from "../lengths.ts";
import { type CompileContext, type Filler, firstIndexAt } from "../sampling/filler.ts";
import type { LoopSignal, Signal } from "../signal.ts";

/** Options of {@link loop}. */
export interface LoopOptions {
  readonly of: Signal;
  /** Endless without. */
  readonly times?: number;
}

/**
 * A finite signal again and again. Random parts are not the same in each round: they go by the time.
 *
 * @throws {RangeError} if `of` is endless, or `times` no whole number of at least 1.
 */
export function loop({ of, times }: LoopOptions): LoopSignal {
  if (isEndless(of)) refuse("loop", "of", "a finite signal (limit makes it so)", `an endless ${of.type}`);
  if (times === undefined) return { type: "loop", of };
  checkPositiveInteger("loop", "times", times);
  return { type: "loop", of, times };
}

export function compileLoop({ of, times }: LoopSignal, context: CompileContext): Filler {
  return repeat(context.child(of, 0, 0), times ?? Number.POSITIVE_INFINITY, context.stepMs);
}

/** A filler `times` times in a row. */
export function repeat(of: Filler, times: number, stepMs: number): Filler {
  const roundMs = of.lengthMs;
  const { tail } = of;
  return {
    lengthMs: roundMs * times,
    openStart: of.openStart,
    fill(out, at, index, count, startMs) {
      let complete = true;
      for (let done = 0; done < count; ) {
        const round = Math.min(Math.floor(((index + done) * stepMs - startMs) / roundMs), times - 1);
        const roundStartMs = startMs + round * roundMs;
        const end = Math.min(count, firstIndexAt(roundStartMs + roundMs, stepMs) - index);
        let whole = of.fill(out, at + done, index + done, end - done, roundStartMs);
        if (tail !== undefined && of.openStart && round > 0 && (index + done) * stepMs === roundStartMs) {
          tail(out, at + done, index + done, roundStartMs - roundMs);
          whole = false;
        }
        complete &&= whole;
        done = end;
      }
      return complete;
    },
    tail:
      tail !== undefined && Number.isFinite(times)
        ? (out, at, index, startMs) => tail(out, at, index, startMs + roundMs * (times - 1))
        : undefined,
  };
}
