import { type InferredSignal, walkBetween } from "../levels/signal.ts";
import type { Typical } from "../levels/typical.ts";
import type { Patterns } from "../read/conditions.ts";
import type { MetricUse } from "../read/usage.ts";
import { compared, holds } from "./compare.ts";
import { isState } from "./gauge-signal.ts";
import type { Row } from "./rows.ts";

/** A gauge that is compared wanders by this part of its value, or around 0 by this part of its usual span. */
const swings = { ofValue: 0.04, ofSpan: 0.01 } as const;

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
