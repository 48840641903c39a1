import { requireSteps } from "../../promql/grammar/work.ts";
import type { InferredMetric, InferredSeries } from "../series/model.ts";

/** Rows that have the same values of the labels as another. */
export function twinsOf(rows: readonly InferredSeries[], per: readonly string[]): ReadonlySet<InferredSeries> {
  const groups = new Map<string, InferredSeries[]>();
  for (const row of rows) {
    const key = JSON.stringify(per.map((label) => row.labels.get(label)));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return new Set([...groups.values()].filter((group) => group.length > 1).flat());
}

/** The whole's row of the same number with the most labels in common. */
export function nearest(row: InferredSeries, candidates: readonly InferredSeries[]): InferredSeries | undefined {
  requireSteps(1 + candidates.length);
  const score = (one: InferredSeries) =>
    (one.index === row.index ? 0.5 : 0) +
    [...row.labels].filter(([name, value]) => one.labels.get(name) === value).length -
    [...row.labels].filter(([name, value]) => one.labels.has(name) && one.labels.get(name) !== value).length;
  return candidates.toSorted((a, b) => score(b) - score(a))[0];
}

/** Names of labels that all series of some metrics have, sorted. */
export function commonLabels(metrics: readonly InferredMetric[]): string[] {
  const rows = metrics.flatMap(({ series }) => series);
  return [...(rows[0]?.labels.keys() ?? [])].filter((label) => rows.every(({ labels }) => labels.has(label))).sort();
}
