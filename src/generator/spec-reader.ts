import type { Length, Parameter, Phase, Signal, SignalTypes } from "./signal.ts";

/**
 * Reads the parts of one signal of a data spec. Every method reports an invalid value, with its line and column, and
 * then returns undefined. Keys and places are relative to the signal that is being read.
 */
export interface SpecReader {
  /** A number, or a signal used as one. */
  parameter(spec: unknown, key: string): Parameter | undefined;
  signal(spec: unknown, key: string): Signal | undefined;
  /** A list of signals; undefined if one of them is invalid. */
  signals(list: readonly unknown[]): Signal[] | undefined;
  /** Milliseconds, a whole number of at least 1. */
  durationMs(text: string, key: string): number | undefined;
  /** `for`, `samples` or `until`; the schema has checked that exactly one is there. */
  length(spec: LengthSpec): Length | undefined;
  /** Milliseconds after midnight of `12:20`. */
  timeOfDayMs(text: string, key: string): number | undefined;
  /** `14:00`, `14:00:30`, or a duration after the anchor. */
  phase(text: string, ...place: readonly (string | number)[]): Phase | undefined;
  /** True if two parameters are in ascending order, as far as both are numbers. `equal`: they may be equal. */
  isAscending(low: NamedParameter, high: NamedParameter, options?: { readonly equal?: boolean }): boolean;
  /** True if a parameter is 0 or more, as far as it is a number. */
  isNotNegative(parameter: Parameter, key: string): boolean;
  /** The signal of the spec's `signals` that has this name. */
  named(name: string): SignalTypes["signal"] | undefined;
  /** The points of a column of a file below the spec's folder. */
  recorded(place: RecordedPlace): Recorded | undefined;
  isEndless(signal: Signal): boolean;
  /** True if its length depends on when it begins. */
  endsAtTimeOfDay(signal: Signal): boolean;
  /** Reports a problem with the value of a key, or with the signal's own key. Returns undefined. */
  problem(message: string, key?: string): undefined;
}

/** A column of a recorded file; of a file with one column of values it need not be named. */
export interface RecordedPlace {
  readonly file: string;
  readonly column: string | undefined;
}

/** Recorded points: milliseconds after the first one, ascending, and values; null is missing. */
export interface Recorded {
  readonly timesMs: readonly number[];
  readonly values: readonly (number | null)[];
  /** More than the last time. */
  readonly lengthMs: number;
}

/** The keys of a length in a data spec; exactly one of them is there. */
export interface LengthSpec {
  readonly for?: string;
  readonly samples?: number;
  /** A time of day. */
  readonly until?: string;
}

/** The key of a parameter in the data spec, and its value. */
export type NamedParameter = readonly [key: string, value: Parameter];
