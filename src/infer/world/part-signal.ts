import type { SignalSpec } from "../../data-spec/generated/data-spec.ts";
import { type InferredSignal, times } from "../levels/signal.ts";
import type { InferredSeries } from "../series/model.ts";

/**
 * The course of a part: a share of the course of its whole, at the height of the whole divided by `of`. Counts of a
 * small or counted whole are whole numbers.
 */
export function partSignal(row: InferredSeries, whole: InferredSeries, share: SignalSpec, of: number): InferredSignal {
  const round = row.signal.form === "course" ? isRounded(row.signal.signal) : Number.isInteger(row.signal.value);
  const counts =
    round && (whole.signal.form === "constant" ? whole.signal.value < 1e6 : isRounded(whole.signal.signal));
  const shape = whole.signal.form === "constant" ? share : product(share, unrounded(whole.signal.signal));
  const height = (whole.signal.form === "constant" ? whole.signal.value : whole.signal.factor) / of;
  if (typeof shape === "number") {
    const value = shape * height;
    return { form: "constant", value: counts ? Math.round(value) : value };
  }
  return { form: "course", signal: counts ? { round: { of: shape } } : shape, factor: Number(height.toPrecision(4)) };
}

function product(share: SignalSpec, course: SignalSpec): SignalSpec {
  if (typeof share === "number") return times(share, course);
  const factors = (of: SignalSpec): SignalSpec[] =>
    typeof of === "object" && "mul" in of && of.mul !== undefined ? of.mul : [of];
  return { mul: [...factors(share), ...factors(course)] };
}

/** Whether a signal has random parts of its own, which no other series can have. */
export function isRandom(signal: SignalSpec): boolean {
  return /"(walk|noise|random)":/.test(JSON.stringify(signal));
}

/** Whether a course has whole numbers. */
export function isRounded(signal: SignalSpec): boolean {
  return typeof signal === "object" && "round" in signal;
}

/** A course without the rounding around it. */
export function unrounded(signal: SignalSpec): SignalSpec {
  return typeof signal === "object" && "round" in signal && signal.round !== undefined ? signal.round.of : signal;
}
