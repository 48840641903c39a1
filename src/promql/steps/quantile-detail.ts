import { keyOf, type Labels, lastValue, type StepBucket, type StepSeries, without } from "./answer.ts";
import { type ClassicBucket, classicQuantile, nativeQuantile, type QuantileWay } from "./calculate/quantile.ts";
import { sameNumber } from "./window.ts";

/** The histogram of one group of series, and the way to its quantile. */
export interface QuantileGroup extends QuantileWay {
  /** Without the metric's name and `le`. */
  readonly labels: Labels;
  readonly native: boolean;
  readonly server?: number | undefined;
  readonly agrees?: boolean | undefined;
}

/** In which bucket of each histogram the quantile lies. */
export interface QuantileDetail {
  readonly kind: "quantile";
  readonly quantile: number;
  readonly groups: readonly QuantileGroup[];
  readonly total: number;
  /** Series that are neither: they have no label `le`. */
  readonly ignored: number;
}

/** Options of {@link quantileDetail}. */
export interface QuantileOptions {
  readonly quantile: number;
  readonly input: readonly StepSeries[];
  readonly results: readonly StepSeries[];
  /** Since Prometheus 3, quantiles in exponential buckets are interpolated exponentially. */
  readonly exponential: boolean;
  readonly limits: { readonly series: number };
}

/** Explains `histogram_quantile` by the buckets. */
export function quantileDetail({ quantile, input, results, exponential, limits }: QuantileOptions): QuantileDetail {
  const byKey = new Map(results.map((one) => [keyOf(one.labels), lastValue(one)]));
  const groups = new Map<
    string,
    { labels: Labels; buckets: ClassicBucket[]; native?: readonly StepBucket[]; count: number }
  >();
  let ignored = 0;
  for (const one of input) {
    const labels = without(one.labels, ["__name__", "le"]);
    const native = one.histograms?.at(-1);
    const bound = native === undefined ? boundOf(one.labels["le"]) : Number.NaN;
    if (native === undefined && Number.isNaN(bound)) {
      ignored++;
      continue;
    }
    const key = keyOf(labels);
    const group = groups.get(key) ?? { labels, buckets: [], count: 0 };
    groups.set(key, native === undefined ? group : { ...group, native, count: lastValue(one) });
    if (native === undefined) group.buckets.push({ upper: bound, count: lastValue(one) });
  }
  const explained = [...groups]
    .slice(0, limits.series)
    .map(([key, { labels, buckets, native, count }]): QuantileGroup => {
      const way =
        native === undefined
          ? classicQuantile(quantile, buckets)
          : nativeQuantile(quantile, native, { count, exponential });
      const server = byKey.get(key);
      const agrees = Number.isNaN(way.value) && server === undefined ? undefined : sameNumber(way.value, server);
      return { labels, native: native !== undefined, ...way, server, agrees };
    });
  return { kind: "quantile", quantile, groups: explained, total: groups.size, ignored };
}

/** A bound as label values write it; NaN where there is none. */
function boundOf(text: string | undefined): number {
  if (text === undefined || text.trim() === "") return Number.NaN;
  if (/^\+?inf$/i.test(text)) return Number.POSITIVE_INFINITY;
  return /^-inf$/i.test(text) ? Number.NEGATIVE_INFINITY : Number(text);
}
