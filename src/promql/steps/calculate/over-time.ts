import { resetsOf, type Sample } from "./extrapolate.ts";
import { KahanSum } from "./kahan.ts";

/** Arguments of a function over a range, beside the samples. */
export interface OverTimeArguments {
  /** Numbers among the arguments: of `quantile_over_time` the quantile, of `predict_linear` the seconds. */
  readonly numbers: readonly number[];
  /** The moment of evaluation, in Unix milliseconds. */
  readonly atMs: number;
}

type OverTime = (samples: readonly Sample[], given: OverTimeArguments) => number | undefined;

/** Functions over ranges that don't extrapolate, calculated as Prometheus does; undefined: no result. */
export const overTime: ReadonlyMap<string, OverTime> = new Map<string, OverTime>([
  ["count_over_time", (samples) => samples.length],
  ["present_over_time", () => 1],
  ["last_over_time", (samples) => samples.at(-1)!.value],
  ["first_over_time", (samples) => samples[0]!.value],
  ["sum_over_time", (samples) => sumOf(samples.map(({ value }) => value))],
  ["avg_over_time", (samples) => meanOf(samples.map(({ value }) => value))],
  ["max_over_time", (samples) => extreme(samples, (value, most) => value > most)],
  ["min_over_time", (samples) => extreme(samples, (value, least) => value < least)],
  ["stdvar_over_time", (samples) => varianceOf(samples.map(({ value }) => value))],
  ["stddev_over_time", (samples) => Math.sqrt(varianceOf(samples.map(({ value }) => value)))],
  [
    "quantile_over_time",
    (samples, { numbers }) =>
      quantileOf(
        numbers[0] ?? Number.NaN,
        samples.map(({ value }) => value),
      ),
  ],
  ["changes", changes],
  ["resets", (samples) => resetsOf(samples).length],
  ["irate", (samples) => ofLastTwo(samples, true)],
  ["idelta", (samples) => ofLastTwo(samples, false)],
  ["deriv", (samples) => (samples.length < 2 ? undefined : regression(samples, samples[0]!.timeMs).slope)],
  ["predict_linear", predictLinear],
]);

/** Of no values 0. */
export function sumOf(values: readonly number[]): number {
  const sum = new KahanSum();
  for (const value of values) sum.add(value);
  return sum.value;
}

/** Of no values NaN. */
export function meanOf(values: readonly number[]): number {
  return sumOf(values) / values.length;
}

/** Of the whole population, Welford's way. */
export function varianceOf(values: readonly number[]): number {
  const mean = new KahanSum();
  const squares = new KahanSum();
  for (const [index, value] of values.entries()) {
    const delta = value - mean.value;
    mean.add(delta / (index + 1));
    squares.add(delta * (value - mean.value));
  }
  return squares.value / values.length;
}

/** The quantile of a list, with interpolation between neighbours; outside 0 … 1 an infinity. */
export function quantileOf(quantile: number, values: readonly number[]): number {
  if (values.length === 0 || Number.isNaN(quantile)) return Number.NaN;
  if (quantile < 0) return Number.NEGATIVE_INFINITY;
  if (quantile > 1) return Number.POSITIVE_INFINITY;
  const sorted = [...values].sort((a, b) => (Number.isNaN(a) ? -1 : Number.isNaN(b) ? 1 : a - b));
  const rank = quantile * (sorted.length - 1);
  const lower = Math.max(0, Math.floor(rank));
  const upper = Math.min(sorted.length - 1, lower + 1);
  const weight = rank - Math.floor(rank);
  return sorted[lower]! * (1 - weight) + sorted[upper]! * weight;
}

function extreme(samples: readonly Sample[], beats: (value: number, held: number) => boolean): number {
  let held = samples[0]!.value;
  for (const { value } of samples) if (beats(value, held) || Number.isNaN(held)) held = value;
  return held;
}

function changes(samples: readonly Sample[]): number {
  let count = 0;
  for (const [index, { value }] of samples.entries())
    if (index > 0 && !Object.is(value, samples[index - 1]!.value) && value !== samples[index - 1]!.value) count++;
  return count;
}

function ofLastTwo(samples: readonly Sample[], isRate: boolean): number | undefined {
  const [before, last] = samples.slice(-2);
  if (before === undefined || last === undefined || last.timeMs === before.timeMs) return undefined;
  const change = isRate && last.value < before.value ? last.value : last.value - before.value;
  return isRate ? change / ((last.timeMs - before.timeMs) / 1000) : change;
}

function predictLinear(samples: readonly Sample[], { numbers, atMs }: OverTimeArguments): number | undefined {
  if (samples.length < 2) return undefined;
  const { slope, intercept } = regression(samples, atMs);
  return slope * (numbers[0] ?? Number.NaN) + intercept;
}

function regression(samples: readonly Sample[], zeroMs: number): { slope: number; intercept: number } {
  const [first] = samples;
  if (samples.every(({ value }) => value === first!.value))
    return Number.isFinite(first!.value)
      ? { slope: 0, intercept: first!.value }
      : { slope: Number.NaN, intercept: Number.NaN };
  const [x, y, xy, xx] = [new KahanSum(), new KahanSum(), new KahanSum(), new KahanSum()];
  for (const { timeMs, value } of samples) {
    const at = (timeMs - zeroMs) / 1000;
    x.add(at);
    y.add(value);
    xy.add(at * value);
    xx.add(at * at);
  }
  const count = samples.length;
  const slope = (xy.value - (x.value * y.value) / count) / (xx.value - (x.value * x.value) / count);
  return { slope, intercept: y.value / count - (slope * x.value) / count };
}
