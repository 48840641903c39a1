import { wireNames } from "../../generator/wire-names.ts";
import type { MetricSpec } from "../generated/data-spec.ts";
import type { PlacedMetric } from "../packs/expand-packs.ts";
import type { Reading } from "../signals/reading.ts";
import type { LabelDimension } from "./read-labels.ts";
import { readMetric, type SpecMetric } from "./read-metric.ts";

/**
 * Reads all metrics. Adds a problem for two that make series of one name: two of one name, or `x_count` beside a
 * histogram `x`. A gauge `x` beside a histogram `x` with buckets is none: no series of the histogram is called `x`.
 */
export function readMetrics(
  metrics: readonly PlacedMetric[],
  specWide: readonly LabelDimension[],
  problems: Reading,
): SpecMetric[] {
  const names = new Map<string, MetricSpec>();
  const histograms = new Map<string, MetricSpec>();
  for (const { metric, path } of metrics) {
    const { name: own, type } = metric;
    const same = type === "histogram" ? histograms.get(own) : undefined;
    if (same !== undefined) {
      const forms = (same.native ?? false) !== (metric.native ?? false) ? ", with `native: both`" : "";
      problems.add([...path, "name"], `metric ${own} is there twice; put all its series into one${forms}`);
      continue;
    }
    if (type === "histogram") histograms.set(own, metric);
    for (const name of wireNames({ ...metric, kind: type })) {
      const other = names.get(name);
      if (other === undefined) names.set(name, metric);
      else if (other.name === metric.name)
        problems.add([...path, "name"], `metric ${metric.name} is there twice; put all its series into one`);
      else problems.add([...path, "name"], `metric ${metric.name} makes ${name}, and so does ${other.name}`);
      if (other !== undefined) break;
    }
  }
  return metrics.map((one) => readMetric(one, specWide, problems));
}
