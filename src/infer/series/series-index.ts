import { partName } from "../../generator/wire-names.ts";
import { defined } from "../../json/defined.ts";
import type { LevelSeries } from "../evaluate/evaluate.ts";
import type { SeriesIndex } from "../evaluate/memory-backend.ts";
import { levelsOf } from "../levels/signal.ts";
import type { Patterns } from "../read/conditions.ts";
import type { InferredMetric } from "./model.ts";

/** The series that the metrics will be on the wire, at one of their levels: buckets, sums and counts too. */
export function indexSeries(
  metrics: readonly InferredMetric[],
  patterns: Patterns,
  level: "low" | "middle" | "high" = "middle",
): SeriesIndex {
  const byName = new Map<string, LevelSeries[]>();
  const add = (name: string, labels: ReadonlyMap<string, string>, value: number, rate?: number) => {
    const list = byName.get(name) ?? [];
    byName.set(name, list);
    list.push({ labels: new Map([...labels, ["__name__", name]]), value, ...defined({ rate }) });
  };
  for (const { name, kind, native, series, observe, buckets, quantiles } of metrics) {
    for (const { labels, signal } of series) {
      const value = levelsOf(signal)[level];
      if (kind === "gauge" || kind === "info") {
        add(name, labels, value, value / secondsOfDrift);
        continue;
      }
      const total = value * totalSeconds;
      if (kind === "counter" || observe === undefined) {
        add(name, labels, total, value);
        continue;
      }
      const mean = observe.p50 * meanOfMedian;
      if (kind === "native" || native === "both") add(name, labels, total, value);
      if (kind === "native") continue;
      add(partName(name, "sum"), labels, total * mean, value * mean);
      add(partName(name, "count"), labels, total, value);
      for (const bound of kind === "histogram" ? [...buckets, Number.POSITIVE_INFINITY] : []) {
        const share = cumulative(bound, observe);
        add(
          partName(name, "bucket"),
          new Map([...labels, ["le", bound === Number.POSITIVE_INFINITY ? "+Inf" : String(bound)]]),
          total * share,
          value * share,
        );
      }
      for (const quantile of quantiles) {
        add(
          name,
          new Map([...labels, ["quantile", String(quantile)]]),
          quantile > 0.9 ? observe.p99 : quantile < 0.6 ? observe.p50 : mean * highOfMean,
        );
      }
    }
  }
  return { byName, patterns };
}

/** Counters have counted for about this long. */
const totalSeconds = 3600;
/** A gauge changes by all of its value in about this long, for `rate` and `delta` of it. */
const secondsOfDrift = 3600;
/** The mean of observations lies above their median, and the quantiles between 0.6 and 0.9 above the mean. */
const meanOfMedian = 1.6;
const highOfMean = 1.5;
/** The 99th percentile of the normal distribution, in standard deviations. */
const z99 = 2.326;
/** The logistic curve with this steepness is nearly the normal distribution's. */
const logisticSteepness = 1.702;

/** Share of observations up to a bound: between the two quantiles on the logarithmic scale, roughly. */
function cumulative(bound: number, { p50, p99 }: { readonly p50: number; readonly p99: number }): number {
  if (bound === Number.POSITIVE_INFINITY) return 1;
  if (bound <= 0) return 0;
  const deviation = Math.log(p99 / p50) / z99;
  const z = Math.log(bound / p50) / deviation;
  return 1 / (1 + Math.exp(-logisticSteepness * z));
}

/** How many series the metrics are on the wire. */
export function countSeries(metrics: readonly InferredMetric[]): number {
  return metrics.reduce((sum, { kind, native, series, buckets, quantiles }) => {
    const forms = native === "both" ? 4 : 3;
    const each = kind === "histogram" ? buckets.length + forms : kind === "summary" ? quantiles.length + 2 : 1;
    return sum + series.length * each;
  }, 0);
}
