import { parseDuration } from "../../text/duration.ts";

/** A series at one moment. */
export interface LevelSeries {
  /** With `__name__`. */
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
  /** Growth per second, of counters. */
  readonly rate?: number;
}

/** The result of an expression at one moment; `range` in seconds of a range vector. */
export type Evaluated =
  | { readonly kind: "vector"; readonly series: readonly LevelSeries[]; readonly rangeSeconds?: number }
  | { readonly kind: "scalar"; readonly value: number }
  | { readonly kind: "text"; readonly text: string };

/** A vector without series. */
export const empty: Evaluated = { kind: "vector", series: [] };

/** A vector or number with other values; functions take the name away. */
export function mapValues(of: Evaluated, change: (value: number) => number): Evaluated {
  if (of.kind === "scalar") return { kind: "scalar", value: change(of.value) };
  if (of.kind === "text") return of;
  return {
    kind: "vector",
    series: of.series.map(({ labels, value }) => ({ labels: withoutName(labels), value: change(value) })),
  };
}

/** The number, or that of the only or first series; NaN if there is none. */
export function scalarOf(of: Evaluated): number {
  return of.kind === "scalar" ? of.value : of.kind === "vector" ? (of.series[0]?.value ?? Number.NaN) : Number.NaN;
}

/** Labels without the metric's name. */
export function withoutName(labels: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  if (!labels.has("__name__")) return labels;
  const rest = new Map(labels);
  rest.delete("__name__");
  return rest;
}

/** Label set as a key for grouping. */
export function keyOf(labels: ReadonlyMap<string, string>, counts: (name: string) => boolean): string {
  return JSON.stringify([...labels].filter(([name]) => counts(name)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A number as PromQL writes it, durations as seconds. */
export function numberOf(text: string): number {
  if (/^[+-]?inf$/i.test(text)) return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const number = Number(text.replaceAll("_", ""));
  return Number.isNaN(number) ? (parseDuration(text) ?? Number.NaN) / 1000 : number;
}
