/** One result of a query or an expression, as Grafana's calculations take it. */
export interface Value {
  /** `none` stands for a query without series. A scalar, as `1` in math, has no labels and may not be reduced. */
  readonly kind: "series" | "number" | "scalar" | "none";
  readonly labels: ReadonlyMap<string, string>;
  /** Unix milliseconds, ascending, one for each value of a series; else empty. */
  readonly timesMs: readonly number[];
  /** Of a number or scalar exactly one, of `none` none. Null where a value is missing, which is not NaN. */
  readonly values: readonly (number | null)[];
}

/** The results that expressions take, by refId. */
export type Inputs = ReadonlyMap<string, readonly Value[]>;

/** Grafana does not run the expression on these inputs, or refuses its settings. The message is Grafana's. */
export class RefusedExpression extends Error {}

/** The expression is too large, or needs what is not known here: only a Grafana can tell its result. */
export class NotComputed extends Error {}

const unlabelled: ReadonlyMap<string, string> = new Map();

export const noData: Value = { kind: "none", labels: unlabelled, timesMs: [], values: [] };

/** A number without labels, of math itself. */
export function scalarOf(value: number | null): Value {
  return { kind: "scalar", labels: unlabelled, timesMs: [], values: [value] };
}

/** A number, as a reducer gives it. */
export function numberOf(value: number | null, labels: Value["labels"] = unlabelled): Value {
  return { kind: "number", labels, timesMs: [], values: [value] };
}

/** The same value with each of its numbers changed. */
export function mapValue(value: Value, change: (one: number | null) => number | null): Value {
  return { ...value, values: value.values.map(change) };
}

/** Grafana's names for the kinds, in its messages. */
export const kindNames: Readonly<Record<Value["kind"], string>> = {
  series: "seriesSet",
  number: "numberSet",
  scalar: "scalar",
  none: "noData",
};
