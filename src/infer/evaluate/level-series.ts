import { parseDuration } from "../../text/duration.ts";

/** Nobody changes them: what is computed of them is remembered. */
export type Labels = ReadonlyMap<string, string>;

/** A series at some instants of a day; NaN where it is not there. */
export interface LevelSeries {
  /** With `__name__`. */
  readonly labels: Labels;
  readonly values: Float64Array;
  /** Growth per second, of counters; one for each value. */
  readonly rates?: Float64Array | undefined;
  /** Change of a gauge per second, and how often its value changes in a second: where somebody wants it to. */
  readonly motion?: { readonly slope: number; readonly changes: number } | undefined;
}

/** The result of an expression at these instants; `range` in seconds of a range vector. */
export type Evaluated =
  | { readonly kind: "vector"; readonly series: readonly LevelSeries[]; readonly rangeSeconds?: number }
  | { readonly kind: "scalar"; readonly values: Float64Array }
  | { readonly kind: "text"; readonly text: string };

/** A vector without series. */
export const empty: Evaluated = { kind: "vector", series: [] };

/** A vector or number with other values; functions take the name away. */
export function mapValues(of: Evaluated, change: (value: number, instant: number) => number): Evaluated {
  if (of.kind === "scalar") return { kind: "scalar", values: of.values.map(change) };
  if (of.kind === "text") return of;
  return {
    kind: "vector",
    series: of.series.map(({ labels, values }) => ({ labels: withoutName(labels), values: values.map(change) })),
  };
}

/** The same course by other labels. Values may be computed when they are asked for, so the series is not copied. */
export function relabelled(series: LevelSeries, labels: Labels): LevelSeries {
  return {
    labels,
    get values() {
      return series.values;
    },
    get rates() {
      return series.rates;
    },
  };
}

/** The numbers, or those of the only or first series; NaN if there is none. */
export function scalarOf(of: Evaluated, instants: number): Float64Array {
  const found = of.kind === "scalar" ? of.values : of.kind === "vector" ? of.series[0]?.values : undefined;
  return found ?? allOf(Number.NaN, instants);
}

/** The same number at every instant. */
export function allOf(value: number, instants: number): Float64Array {
  return new Float64Array(instants).fill(value);
}

const nameless = new WeakMap<Labels, Labels>();

/** Labels without the metric's name; the same map for the same map. */
export function withoutName(labels: Labels): Labels {
  if (!labels.has("__name__")) return labels;
  return remembered(nameless, labels, () => {
    const rest = new Map(labels);
    rest.delete("__name__");
    return rest;
  });
}

/** Label set as a key for grouping. */
export function keyOf(labels: Labels, counts: (name: string) => boolean): string {
  return JSON.stringify([...labels].filter(([name]) => counts(name)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A value that was computed of a key before, or is now: an expression that is evaluated again meets the same maps. */
export function remembered<Key extends WeakKey, Value>(
  memory: WeakMap<Key, Value>,
  key: Key,
  compute: () => Value,
): Value {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = compute();
  memory.set(key, made);
  return made;
}

/** A number as PromQL writes it, durations as seconds. */
export function numberOf(text: string): number {
  if (/^[+-]?inf$/i.test(text)) return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const number = Number(text.replaceAll("_", ""));
  return Number.isNaN(number) ? (parseDuration(text) ?? Number.NaN) / 1000 : number;
}
