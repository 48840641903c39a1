import { splitPart } from "../../generator/wire-names.ts";
import type { PromqlNode } from "../../promql/tree/node.ts";
import { walkNodes } from "../../promql/tree/node-walk.ts";
import { selectorsIn } from "../../promql/tree/selectors.ts";
import type { InferredMetric } from "../series/model.ts";

/**
 * Histograms whose buckets reach beyond the numbers that their quantiles are compared with: a quantile is never above
 * the last bucket.
 */
export function widenBuckets(metrics: readonly InferredMetric[], exprs: readonly PromqlNode[]): InferredMetric[] {
  const most = new Map<string, number>();
  for (const root of exprs) {
    let [asksQuantiles, largest] = [false, 0];
    walkNodes(root, (node) => {
      if (node.type === "call" && node.name === "histogram_quantile") asksQuantiles = true;
      if (node.type === "number" && Number.isFinite(Number(node.text))) largest = Math.max(largest, Number(node.text));
    });
    if (!asksQuantiles) continue;
    for (const { metric = "" } of selectorsIn(root)) {
      const name = splitPart(metric)?.base ?? metric;
      most.set(name, Math.max(most.get(name) ?? 0, largest));
    }
  }
  return metrics.map((metric) => {
    const wanted = most.get(metric.name) ?? 0;
    const last = metric.buckets.at(-1);
    if (metric.kind !== "histogram" || last === undefined || last > wanted) return metric;
    return {
      ...metric,
      buckets: [...metric.buckets, ...[1, 2.5, 5].map((by) => wanted * by).filter((one) => one > last)],
    };
  });
}
