import type { MetricSpec } from "../generated/data-spec.ts";
import type { Problems } from "../source/problems.ts";
import type { LabelDimension } from "./read-labels.ts";
import { readMetric, type SpecMetric, wireNames } from "./read-metric.ts";

/** Reads all metrics. Two of one name, or one whose name another makes too (`x_count` beside a histogram `x`), are problems. */
export function readMetrics(metrics: readonly MetricSpec[], specWide: readonly LabelDimension[], problems: Problems): SpecMetric[] {
  const names = new Map<string, MetricSpec>();
  for (const [index, metric] of metrics.entries()) {
    for (const name of wireNames(metric)) {
      const other = names.get(name);
      if (other === undefined) names.set(name, metric);
      else if (other.name === metric.name)
        problems.add(["metrics", index, "name"], `metric ${metric.name} is there twice; put all its series into one`);
      else problems.add(["metrics", index, "name"], `metric ${metric.name} makes ${name}, and so does ${other.name}`);
      if (other !== undefined) break;
    }
  }
  return metrics.map((metric, index) => readMetric(metric, ["metrics", index], specWide, problems));
}
