import type { SelectorNode } from "../../promql/tree/node.ts";

/** One condition of a selector, its value without quotes. */
export interface Condition {
  readonly name: string;
  readonly operator: "=" | "!=" | "=~" | "!~";
  readonly value: string;
  /** As written. */
  readonly text: string;
}

/** A selector as far as explaining needs it: its metric, and the conditions besides the one that names the metric. */
export interface Selection {
  readonly metric: string | undefined;
  readonly conditions: readonly Condition[];
}

/** Reads a selector of a query in which all variables are filled in. */
export function selectionOf({ metric, matchers }: SelectorNode, query: string): Selection {
  const named = matchers.find(({ name, op }) => name === "__name__" && op === "=");
  const others = matchers.filter((matcher) => matcher !== named);
  return {
    metric,
    conditions: others.map(({ name, op, value, from, to }) => ({
      name,
      operator: op,
      value,
      text: query.slice(from, to),
    })),
  };
}
