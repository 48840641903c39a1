import type { PromqlNode, SelectorNode } from "../../promql/tree/node.ts";
import { type Patterns, satisfies } from "../read/conditions.ts";
import { type EvaluateContext, evaluate, type LevelSeries } from "./evaluate.ts";

/** A recording rule that expressions may read. */
export interface RecordedExpression {
  readonly name: string;
  readonly root: PromqlNode;
  /** That it gives to what it records; templates as they are written. */
  readonly labels: readonly (readonly [string, string])[];
}

/** The series that a recording rule makes, of which a selector selects some. */
export function recordedSeries(
  { name, root, labels: own }: RecordedExpression,
  { matchers }: Pick<SelectorNode, "matchers">,
  { patterns, ...context }: EvaluateContext & { readonly patterns: Patterns },
): LevelSeries[] {
  const found = evaluate(root, context);
  const series = found.kind === "vector" ? found.series : [];
  return series
    .map(({ labels, values }) => ({ labels: new Map([...labels, ...own, ["__name__", name]]), values }))
    .filter(({ labels }) => matchers.every((matcher) => satisfies(labels.get(matcher.name) ?? "", matcher, patterns)));
}
