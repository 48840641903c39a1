import { SeriesWorld } from "../incident/series-world.ts";
import type { InferredMetric, InferredSeries } from "../series/model.ts";

/** A metric of a few series for tests. */
export function metricOf(
  name: string,
  kind: InferredMetric["kind"],
  series: readonly (readonly [labels: Readonly<Record<string, string>>, signal: InferredSeries["signal"] | number])[],
): InferredMetric {
  return {
    ...{ name, kind, help: undefined, users: [], needs: [], observe: undefined, buckets: [], quantiles: [] },
    series: series.map(([labels, signal], index) => ({
      labels: new Map(Object.entries(labels)),
      index,
      signal: typeof signal === "number" ? { form: "constant", value: signal } : signal,
    })),
  };
}

/** The metrics as expressions see them. */
export function worldOf(metrics: readonly InferredMetric[]): SeriesWorld {
  return new SeriesWorld(metrics, { records: [], nowMs: Date.UTC(2026, 10, 24), stepMs: 15_000 });
}
