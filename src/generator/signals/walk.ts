import { defined } from "../../json/defined.ts";
import { checkFinite, checkNotNegative, checkOrder, refuse } from "../argument-checks.ts";
import { describeBounds } from "../describe-values.ts";
import { Brownian } from "../random/brownian.ts";
import { present } from "../sampling/block.ts";
import { type CompileContext, type Filler, firstIndexAt } from "../sampling/filler.ts";
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
  readonly min?: number;
  readonly max?: number;
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
  if (min !== undefined) checkFinite("walk", "min", min);
  if (max !== undefined) checkFinite("walk", "max", max);
  checkOrder("walk", ["min", min], ["max", max], { strict: true });
  if (start < (min ?? start) || start > (max ?? start))
    refuse("walk", "start", `between min (${min}) and max (${max})`, start);
  return { type: "walk", start, step, ...defined({ min, max }) };
}

function compileWalk({ start, step, min, max }: WalkSignal, context: CompileContext): Filler {
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
  min: number | undefined,
  max: number | undefined,
): (values: Float64Array, from: number, to: number) => void {
  if (min === undefined && max === undefined) return () => {};
  if (min === undefined || max === undefined) {
    return (values, from, to) => {
      for (let place = from; place < to; place++) {
        const value = values[place]!;
        if (min !== undefined && value < min) values[place] = min + (min - value);
        else if (max !== undefined && value > max) values[place] = max - (value - max);
      }
    };
  }
  return (values, from, to) => {
    const width = max - min;
    for (let place = from; place < to; place++) {
      const value = values[place]!;
      if (value >= min && value <= max) continue;
      const within = Math.abs(value - min) % (2 * width);
      const folded = within > width ? 2 * width - within : within;
      values[place] = Math.min(max, Math.max(min, min + folded));
    }
  };
}

/** The row of {@link walk}. */
export const walkRow = {
  children: () => [],
  build: (signal) => walk(signal),
  compile: compileWalk,
  describe: (signal) => ({
    line: [`walk from ${signal.start}`, `step ${signal.step}`, ...describeBounds(signal)].join(", "),
  }),
  lengthMs: endlessMs,
  certainValues: ({ start }) => [start],
  nativeHistograms: "refused",
  read({ start, step, min, max }: WalkOptions, reader: SpecReader) {
    if (min !== undefined && max !== undefined && !reader.isAscending(["min", min], ["max", max])) return undefined;
    if (start < (min ?? start) || start > (max ?? start)) {
      const bounds = `\`min\` ${min ?? "(none)"} and \`max\` ${max ?? "(none)"}`;
      return reader.problem(`\`start\` ${start} must lie between ${bounds}`, "start");
    }
    return { type: "walk", start, step, ...defined({ min, max }) };
  },
} as const satisfies SignalRow<WalkSignal>;
