import type { ValueType } from "../grammar/functions.ts";

/** Labels by name, `__name__` too where there is one. */
export type Labels = Readonly<Record<string, string>>;

/** A bucket of a native histogram that is not empty, and how many observations lie in it. */
export type StepBucket = readonly [lower: number, upper: number, count: number];

/** One series of an answer. */
export interface StepSeries {
  readonly labels: Labels;
  /** Unix milliseconds, ascending. */
  readonly timesMs: readonly number[];
  /** NaN and infinities included. A native histogram counts as its number of observations. */
  readonly values: readonly number[];
  /** Where there are native histograms: the buckets of each, undefined for the other samples. */
  readonly histograms?: readonly (readonly StepBucket[] | undefined)[] | undefined;
}

/** The answer of a server to a query. */
export type StepAnswer =
  | {
      readonly ok: true;
      readonly type: ValueType;
      /** A scalar is one series without labels. */
      readonly series: readonly StepSeries[];
      /** Of a query for a string. */
      readonly text?: string | undefined;
    }
  | { readonly ok: false; readonly error: string };

/** A query at one moment, or at `fromMs`, `fromMs + stepMs` … up to `toMs`. Unix milliseconds. */
export type StepQuestion =
  | { readonly query: string; readonly atMs: number }
  | { readonly query: string; readonly fromMs: number; readonly toMs: number; readonly stepMs: number };

/** Asks a server. Never rejects for an answer of the server; what it rejects with ends the whole explanation. */
export type StepAsk = (question: StepQuestion) => Promise<StepAnswer>;

/** A text that is the same for the same labels. */
export function keyOf(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Labels without some of their names. */
export function without(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !names.includes(name)));
}

/** Only the labels of these names, those that are missing left out. */
export function only(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => names.includes(name)));
}

/** The value of an instant answer's series. */
export function lastValue({ values }: StepSeries): number {
  return values.at(-1) ?? Number.NaN;
}
