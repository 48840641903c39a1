import type { MetricType } from "./series.ts";

/** The properties of a metric that determine the names of its series. */
export interface NamedMetric {
  /** The metric's own name: `x`, also of a histogram whose series are called `x_bucket`. */
  readonly name: string;
  /** `native` is a histogram that is native only. */
  readonly kind: MetricType | "native";
  /** How a histogram is written: native only, both ways, or (by default) with classic buckets. */
  readonly native?: boolean | "both" | undefined;
}

/** A part of a classic histogram or of a summary; of OpenMetrics' histograms of gauges `gsum` and `gcount`. */
export type MetricPart = "bucket" | "sum" | "count" | "gsum" | "gcount";

/** The name of the series that hold a part of `base`: `x_bucket`. */
export function partName(base: string, part: MetricPart): string {
  return `${base}_${part}`;
}

/**
 * The names that a metric's series have, each once: `x_bucket`, `x_sum` and `x_count` of a classic histogram, `x` of a
 * native one, all four if it is written both ways.
 *
 * @see https://prometheus.io/docs/concepts/metric_types/
 */
export function wireNames({ name, kind, native = false }: NamedMetric): readonly string[] {
  const totals = [partName(name, "sum"), partName(name, "count")];
  switch (kind) {
    case "histogram":
      return [...(native === true ? [] : [partName(name, "bucket"), ...totals]), ...(native === false ? [] : [name])];
    case "summary":
      return [name, ...totals];
    case "gauge":
    case "counter":
    case "info":
    case "unknown":
    case "native":
      return [name];
  }
}

/** `x` and `bucket` of `x_bucket`. Undefined for a name without such an ending. */
export function splitPart(wireName: string): { readonly base: string; readonly part: MetricPart } | undefined {
  const [, base, part] = /^(.+)_(bucket|g?sum|g?count)$/s.exec(wireName) ?? [];
  return base === undefined ? undefined : { base, part: part as MetricPart };
}

/** The label that a kind of metric puts on its own series: `le` of classic buckets, `quantile` of a summary. */
export function madeLabel(kind: NamedMetric["kind"] | undefined): "le" | "quantile" | undefined {
  if (kind === "histogram") return "le";
  return kind === "summary" ? "quantile" : undefined;
}

/** Whether series of this name are the buckets of a classic histogram. */
export function isBucketName(wireName: string): boolean {
  return splitPart(wireName)?.part === "bucket";
}

/** Whether a name ends as those of counters do. */
export function isTotalName(wireName: string): boolean {
  return wireName.endsWith("_total");
}

/** OpenMetrics declares the counter `x_total` as `x`. */
export function withoutTotal(wireName: string): string {
  return isTotalName(wireName) ? wireName.slice(0, -"_total".length) : wireName;
}
