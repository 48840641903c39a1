import { requireSteps } from "../../promql/grammar/work.ts";
import { type InferredSignal, walkBetween } from "../levels/signal.ts";
import type { Typical } from "../levels/typical.ts";
import type { Patterns } from "../read/conditions.ts";
import type { MetricUse } from "../read/usage.ts";
import { isPlaceLabel } from "../words/place-labels.ts";
import { compared, holds } from "./compare.ts";
import { isState } from "./gauge-signal.ts";
import type { Row } from "./rows.ts";

/** A gauge that is compared wanders by this part of its value, or around 0 by this part of its usual span. */
const swings = { ofValue: 0.04, ofSpan: 0.01 } as const;

/**
 * The number of each row for {@link comparedSignal}: its own, and from 0 on again for each value of the labels that
 * variables ask for one by one, where several members have these: for each value of all such labels together, else for
 * each value of each of them. So a comparison holds whichever value is chosen.
 */
export function comparedRows({ variables }: MetricUse, rows: readonly Row[]): ReadonlyMap<Row, number> {
  const asked = [...variables.keys()].filter((label) => !isPlaceLabel(label));
  requireSteps(rows.length * Math.max(1, asked.length));
  const own = new Map(rows.map((row) => [row, row.index]));
  if (asked.length === 0) return own;
  const counts = new Map<string, number>();
  const together = new Map<Row, number>();
  for (const row of rows) {
    const key = JSON.stringify(asked.map((label) => row.labels.get(label)));
    const number = counts.get(key) ?? 0;
    counts.set(key, number + 1);
    together.set(row, number);
  }
  if ([...counts.values()].every((count) => count > 1)) return together;
  const apart = eachValueOnce(asked, rows);
  return [...apart.values()].some((number) => number > 0) ? apart : own;
}

/** 0 for each row that has a value that no row before it has; the others are counted from 1. */
function eachValueOnce(asked: readonly string[], rows: readonly Row[]): ReadonlyMap<Row, number> {
  const seen = new Set<string>();
  let others = 0;
  return new Map(
    rows.map((row) => {
      const values = asked.map((label) => JSON.stringify([label, row.labels.get(label)]));
      const isNew = values.some((value) => !seen.has(value));
      for (const value of values) seen.add(value);
      return [row, isNew ? 0 : ++others];
    }),
  );
}

/**
 * A signal for one row, chosen so that over all rows every comparison in queries holds for some.
 *
 * @returns undefined if the metric is not compared, or this row is one that shows its usual values.
 */
export function comparedSignal(
  use: MetricUse,
  row: Row,
  patterns: Patterns,
  typical: Typical,
): InferredSignal | undefined {
  const found = compared(use, patterns);
  if (found === undefined) return undefined;
  const values = found.valuesFor(row);
  if (found.state) {
    return { form: "constant", value: stateFor(use, row, values), fixed: true };
  }
  const places = use.plain ? [undefined, ...values] : values;
  const value = places[row.index % Math.max(1, places.length)];
  if (value === undefined) return undefined;
  const width = Math.abs(value) * swings.ofValue || (typical.max - typical.min) * swings.ofSpan;
  const walk = { min: value - width, max: value + width };
  const holdsAll = use.comparisons
    .filter(({ all }) => all.every((one) => holds(value, one)))
    .every(({ all }) => all.every((one) => holds(walk.min, one) && holds(walk.max, one)));
  return holdsAll ? walkBetween(walk) : { form: "constant", value, fixed: true };
}

/**
 * One of the states that are asked for. Most rows are in another one, where queries compare all rows with the same
 * states: some are down, not all.
 */
function stateFor({ name, plain, comparisons }: MetricUse, { index }: Row, values: readonly number[]): number {
  const usual = values.includes(1) ? (values.includes(0) || isState(name) ? undefined : 0) : 1;
  const isCommon = comparisons.every(({ conditions }) => conditions.length === 0);
  const first = plain && !values.includes(1) ? [1] : [];
  const asked = [...first, ...values];
  if (isCommon && usual !== undefined && index >= asked.length) return usual;
  return asked[index % asked.length] ?? 1;
}
