import { wireNames } from "../../generator/wire-names.ts";
import type { MetricSpec } from "../generated/data-spec.ts";
import type { Problems } from "../source/problems.ts";
import type { LabelDimension } from "./read-labels.ts";
import { readMetric, type SpecMetric } from "./read-metric.ts";

/**
 * Reads all metrics. Adds a problem for two of one name, and for one whose name another one makes too (`x_count` beside
 * a histogram `x`).
 */
export function readMetrics(
  metrics: readonly MetricSpec[],
  specWide: readonly LabelDimension[],
  problems: Problems,
): SpecMetric[] {
  const names = new Map<string, MetricSpec>();
  for (const [index, metric] of metrics.entries()) {
    // Its own name is taken even where no series has it: no two metrics of a spec may be called the same.
    for (const name of new Set([metric.name, ...wireNames({ ...metric, kind: metric.type })])) {
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
