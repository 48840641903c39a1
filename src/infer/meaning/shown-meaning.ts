import type { PromqlNode, SelectorNode } from "../../promql/tree/node.ts";
import { shownSelectors } from "./shown-values.ts";
import type { State } from "./states.ts";
import { type Outcome, opposite } from "./words.ts";

/** The meaning of a panel's values, or of a selector's. */
export interface ShownMeaning {
  /** The states that they stand for. */
  readonly states?: readonly State[] | undefined;
  /** The outcome that they are a share of. */
  readonly outcome?: Outcome | undefined;
}

/** The meaning of a panel's values for each selector that its query shows one by one, as raw values. */
export function shownMeanings(
  root: PromqlNode,
  { states, outcome }: ShownMeaning,
): ReadonlyMap<SelectorNode, ShownMeaning> {
  if (states === undefined && outcome === undefined) return new Map();
  return new Map(
    shownSelectors(root).map(({ selector, factor, offset }) => [
      selector,
      {
        states: states?.map(({ value, healthy }) => ({ value: (value - offset) / factor, healthy })),
        outcome: outcome === undefined || factor > 0 ? outcome : opposite[outcome],
      },
    ]),
  );
}
