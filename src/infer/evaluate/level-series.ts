import { parseDuration } from "../../text/duration.ts";

/** A series at one moment. */
export interface LevelSeries {
  /** With `__name__`. */
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
  /** Growth per second, of counters. */
  readonly rate?: number;
}

/** What an expression comes to at one moment; `range` in seconds of a range vector. */
export type Evaluated =
  | { readonly kind: "vector"; readonly series: readonly LevelSeries[]; readonly rangeSeconds?: number }
  | { readonly kind: "scalar"; readonly value: number }
  | { readonly kind: "text"; readonly text: string };

/** A vector without series. */
export const empty: Evaluated = { kind: "vector", series: [] };

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
