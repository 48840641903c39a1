import { lognormal } from "../../generator/distributions/lognormal.ts";
import { times } from "../levels/signal.ts";
import type { InferredSeries } from "../series/model.ts";

/** Whether a metric is the work of a recording rule, as its name says: `job:x_bucket:sum_rate`. */
export function isRecorded(metric: string): boolean {
  return metric.includes(":");
}

/**
 * The series of a metric that holds a histogram's buckets without being called so, as those of recording rules do: each
 * one times the share of the observations up to a bound, with the label `le`, as `histogram_quantile` asks for. In a
 * data spec it is no histogram, as the name does not end with `_bucket`.
 *
 * @param observe - where the observations lie.
 * @param bounds - ascending; the infinite one is added.
 */
export function recordedBuckets(
  series: readonly InferredSeries[],
  { p50, p99 }: { readonly p50: number; readonly p99: number },
  bounds: readonly number[],
): InferredSeries[] {
  const shape = lognormal(p50, p99);
  if (shape === undefined) return [...series];
  const shares = [...bounds, Number.POSITIVE_INFINITY].map((bound) => ({
    le: bound === Number.POSITIVE_INFINITY ? "+Inf" : String(bound),
    share: bound === Number.POSITIVE_INFINITY ? 1 : shape.cdf(bound),
  }));
  return series.flatMap((one) =>
    shares.map(({ le, share }): InferredSeries => {
      const labels = new Map([...one.labels, ["le", le] as const].sort(([a], [b]) => (a < b ? -1 : 1)));
      const { signal } = one;
      if (signal.form === "constant") return { ...one, labels, signal: { ...signal, value: signal.value * share } };
      // The share is a part of the course, not of its level, which all buckets have in common.
      return { ...one, labels, signal: { ...signal, signal: times(share, signal.signal) } };
    }),
  );
}
