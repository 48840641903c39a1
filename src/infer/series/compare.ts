import { type Patterns, satisfiesAll } from "../read/conditions.ts";
import type { LabelCondition } from "../read/label-condition.ts";
import type { MetricUse, ValueComparison } from "../read/usage.ts";
import type { Row } from "./rows.ts";

/** A number for which all the comparisons hold; undefined if none is found. */
export function solve(all: readonly ValueComparison[]): number | undefined {
  const equal = all.find(({ op }) => op === "==");
  const numbers = all.map(({ value }) => value);
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  const candidates = [
    ...(equal === undefined ? [] : [equal.value]),
    ...(all.every(({ op, value }) => op === "!=" && value === 0) ? [1] : []),
    ...(all.every(({ op }) => op.startsWith(">")) ? [most > 0 ? most * 1.3 : most + 1] : []),
    ...(most <= 1 ? [0, 1] : []),
    least < most ? (least + most) / 2 : most * 0.8,
    Math.ceil((least + most) / 2),
    most + Math.max(1, Math.abs(most) * 0.3),
    least - Math.max(1, Math.abs(least) * 0.3),
    0,
    1,
  ];
  return candidates.find((value) => all.every((comparison) => holds(value, comparison)));
}

/** Whether a comparison is true for a value. */
export function holds(value: number, { op, value: other }: ValueComparison): boolean {
  switch (op) {
    case "==":
      return value === other;
    case "!=":
      return value !== other;
    case ">":
      return value > other;
    case "<":
      return value < other;
    case ">=":
      return value >= other;
    case "<=":
      return value <= other;
  }
}

/** Whole numbers beyond are amounts and not states. */
const maxState = 100;

/** The same use, without the conditions of comparisons that all rows satisfy. */
export function withoutCommon(use: MetricUse, rows: readonly Row[], patterns: Patterns): MetricUse {
  if (use.comparisons.length === 0) return use;
  const isCommon = (condition: LabelCondition) =>
    rows.every(({ labels }) => satisfiesAll(labels, [condition], patterns));
  const comparisons = use.comparisons.map(({ conditions, all }) => ({
    conditions: conditions.filter((condition) => !isCommon(condition)),
    all,
  }));
  return { ...use, comparisons };
}

/** Demands of comparisons on a metric's rows. */
export interface Compared {
  /** The value is a state: whole numbers that are compared for being equal. */
  readonly state: boolean;
  /** Values for which comparisons hold, of those that apply to the row; the row takes one of them. */
  valuesFor(row: Row): readonly number[];
}

/** Comparisons that every metric satisfies: `> 0`, `!= -1`. */
const trivial = (all: readonly ValueComparison[]) =>
  all.every(
    ({ op, value }) => ((op === ">" || op === ">=") && value <= 0) || (op === "!=" && (value <= 0 || value > 1)),
  );

/** Reads a metric's comparisons; undefined if there are none that matter. */
export function compared({ comparisons }: MetricUse, patterns: Patterns): Compared | undefined {
  if (comparisons.length === 0) return undefined;
  const numbers = comparisons.flatMap(({ all }) => all);
  const whole = numbers.every(({ value }) => Number.isInteger(value) && Math.abs(value) <= maxState);
  const state =
    whole &&
    numbers.some(({ op, value }) => op === "==" || (op === "!=" && value === 1) || (op === "<" && value === 1));
  const wanted = comparisons.filter(({ all }) => state || !trivial(all));
  if (wanted.every(({ all }) => trivial(all))) return undefined;
  return {
    state,
    valuesFor: ({ labels }) => {
      const own = wanted.filter(({ conditions }) => satisfiesAll(labels, conditions, patterns));
      return [...new Set(own.flatMap(({ all }) => solve(all) ?? []))];
    },
  };
}
