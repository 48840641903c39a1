import type { MetricType } from "../../generator/series.ts";
import type { MetricSpec, SeriesSpec } from "../generated/data-spec.ts";
import type { SpecPath } from "../source/path.ts";
import type { Problems } from "../source/problems.ts";
import { showNames } from "../source/show-value.ts";

const seriesKeys: Readonly<Record<MetricType, readonly (keyof SeriesSpec)[]>> = {
  gauge: ["labels", "value", "then", "from", "until"],
  unknown: ["labels", "value", "then", "from", "until"],
  counter: ["labels", "rate", "value", "then", "from", "until", "initial", "gaps", "resets", "integer"],
  histogram: ["labels", "rate", "observe", "then", "from", "until", "resets"],
  summary: ["labels", "rate", "observe", "then", "from", "until", "resets"],
  info: ["labels", "from", "until"],
};
const metricKeys: Readonly<Partial<Record<keyof MetricSpec, MetricType>>> = {
  buckets: "histogram",
  native: "histogram",
  schema: "histogram",
  quantiles: "summary",
};

/** Adds a problem for each key that belongs to other kinds of metric only. */
export function checkKindKeys(metric: MetricSpec, path: SpecPath, problems: Problems): void {
  for (const key of Object.keys(metric) as (keyof MetricSpec)[]) {
    const kind = metricKeys[key];
    if (kind !== undefined && kind !== metric.type)
      problems.add([...path, key], `\`${key}\` belongs to a ${kind}; this metric is ${articled(metric.type)}`, "key");
  }
  for (const [index, series] of metric.series.entries()) {
    for (const key of Object.keys(series) as (keyof SeriesSpec)[]) {
      if (seriesKeys[metric.type].includes(key)) continue;
      problems.add(
        [...path, "series", index, key],
        `${articled(metric.type)} has no \`${key}\`; expected ${showNames(seriesKeys[metric.type], "or")}`,
        "key",
      );
    }
  }
}

/** `a gauge`, `an info`. */
export function articled(type: MetricType): string {
  if (type === "unknown") return "a metric of unknown type";
  return type === "info" ? "an info metric" : `a ${type}`;
}
