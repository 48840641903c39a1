import { type InferredSignal, switchBetween } from "../levels/signal.ts";
import type { State } from "../meaning/states.ts";
import { type Patterns, satisfiesAll } from "../read/conditions.ts";
import type { MetricUse } from "../read/usage.ts";
import { compared } from "./compare.ts";
import type { Row } from "./rows.ts";

/**
 * The state that a row's gauge shows, where panels show states: a good one, or one that says neither; values that
 * comparisons in queries ask for are there too. Of three rows and more the last one is in a bad state now and then.
 *
 * @param lastIndex - the highest index of the metric's rows.
 * @returns undefined if no panel knows states of the row.
 */
export function stateSignal(
  use: MetricUse,
  row: Row,
  patterns: Patterns,
  lastIndex: number,
): InferredSignal | undefined {
  const own = use.states.find(({ conditions }) => satisfiesAll(row.labels, conditions, patterns));
  if (own === undefined) return undefined;
  const usual = inOrder(own.states);
  const value = usual[row.index % usual.length]!.value;
  const asked = compared(use, patterns)?.valuesFor(row) ?? [];
  const wanted = asked[row.index - 1];
  if (wanted !== undefined) return { form: "constant", value: wanted, fixed: true };
  const bad = own.states.find(({ healthy }) => healthy === false);
  return bad !== undefined && bad.value !== value && row.index === lastIndex && lastIndex >= 2
    ? switchBetween({ low: bad.value, high: value })
    : { form: "constant", value, fixed: true };
}

/** Good states, then those that say neither; bad ones only if there are no others. */
function inOrder(states: readonly State[]): readonly State[] {
  const [good, neutral] = [true, undefined].map((health) => states.filter(({ healthy }) => healthy === health));
  const usual = [...good!, ...neutral!];
  return usual.length > 0 ? usual : states;
}
