import type { PromqlNode, SelectorNode } from "../../promql/tree/node.ts";
import { type Patterns, satisfies } from "../read/conditions.ts";
import { type EvaluateContext, evaluate, type LevelSeries } from "./evaluate.ts";
import { type Labels, remembered } from "./level-series.ts";

/** A recording rule that expressions may read. */
export interface RecordedExpression {
  readonly name: string;
  readonly root: PromqlNode;
  /** That it gives to what it records; templates as they are written. */
  readonly labels: readonly (readonly [string, string])[];
}

/** The labels of what a rule records, by those of its expression's result. */
const labelled = new WeakMap<RecordedExpression, WeakMap<Labels, Labels>>();

/** The series that a recording rule makes, of which a selector selects some. */
export function recordedSeries(
  record: RecordedExpression,
  { matchers }: Pick<SelectorNode, "matchers">,
  { patterns, ...context }: EvaluateContext & { readonly patterns: Patterns },
): LevelSeries[] {
  const { name, root, labels: own } = record;
  const known = remembered(labelled, record, () => new WeakMap<Labels, Labels>());
  const found = evaluate(root, context);
  const series = found.kind === "vector" ? found.series : [];
  return series
    .map(({ labels: of, values }) => {
      const labels = remembered(known, of, (): Labels => new Map([...of, ...own, ["__name__", name]]));
      return { labels, values };
    })
    .filter(({ labels }) => matchers.every((matcher) => satisfies(labels.get(matcher.name) ?? "", matcher, patterns)));
}
