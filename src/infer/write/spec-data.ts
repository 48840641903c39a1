import type { DataSpec, MetricSpec, SeriesSpec } from "../../data-spec/generated/data-spec.ts";
import { formatDuration } from "../../text/duration.ts";
import { specOf } from "../levels/signal.ts";
import { factorRows, type LabelEntry } from "../series/factor-rows.ts";
import type { InferredMetric, InferredSpec } from "../series/model.ts";
import { inOrder, labelPattern, tailOf } from "./render.ts";

/** The spec as data: what reading the YAML of `renderSpec` gives, without writing it. */
export function specData({ signals, metrics, stepMs, historyMs }: InferredSpec): DataSpec {
  const causes = signals.map(({ name, per, value }) => [name, per.length === 0 ? { value } : { per, value }]);
  return {
    version: 1,
    step: formatDuration(stepMs),
    history: formatDuration(historyMs),
    ...(causes.length > 0 && { signals: asWritten(Object.fromEntries(causes)) }),
    metrics: inOrder(metrics).map(metricData),
  } as DataSpec;
}

function metricData(metric: InferredMetric): MetricSpec {
  const { name, kind, native, help, unit, buckets, quantiles, series } = metric;
  return {
    name,
    type: kind === "native" ? "histogram" : kind,
    ...(help !== undefined && { help }),
    ...(unit !== undefined && { unit }),
    ...(kind === "native" ? { native: true } : native === "both" && { native }),
    ...(buckets.length > 0 && kind === "histogram" && { buckets: asWritten(buckets) }),
    ...(quantiles.length > 0 && { quantiles: asWritten(quantiles) }),
    series: factorRows(series).map((entry) => entryData(metric, entry)),
  } as MetricSpec;
}

function entryData(
  { kind, observe: usual }: InferredMetric,
  { labels, signal, observe, options }: LabelEntry,
): SeriesSpec {
  const data: Record<string, unknown> = {};
  if (labels.size > 0) {
    // No label's name is taken for that of a prototype.
    const own: Record<string, string | readonly string[]> = Object.create(null);
    for (const [name, values] of labels)
      own[name] = values.length === 1 ? labelPattern(values[0]!) : values.map(labelPattern);
    data["labels"] = own;
  }
  if (kind !== "info") data[kind === "gauge" ? "value" : "rate"] = asWritten(specOf(signal));
  if (observe !== undefined) data["observe"] = asWritten(observe);
  else if (usual !== undefined)
    data["observe"] = {
      lognormal: { p50: asWritten(specOf(tailOf(usual.p50))), p99: asWritten(specOf(tailOf(usual.p99))) },
    };
  for (const [name, value] of Object.entries(options ?? {})) if (value !== undefined) data[name] = asWritten(value);
  return data as SeriesSpec;
}

/** Plain data as YAML keeps it: without what is undefined; a number below 0 that is 0 is 0. */
function asWritten(value: unknown): unknown {
  if (typeof value === "number") return value === 0 ? 0 : value;
  if (Array.isArray(value)) return value.map(asWritten);
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, each] of Object.entries(value)) if (each !== undefined) copy[key] = asWritten(each);
  return copy;
}
