import type { DistributionSpec, SeriesSpec } from "../../data-spec/generated/data-spec.ts";
import type { InferredSignal } from "../levels/signal.ts";
import type { InferredKind } from "../read/families.ts";
import type { LabelCondition } from "../read/label-condition.ts";
import type { Cause } from "../world/cause.ts";
import type { Row } from "./rows.ts";

/** A series of the inferred spec. */
export interface InferredSeries extends Row {
  /** The value; of counters, histograms and summaries the rate. */
  readonly signal: InferredSignal;
  /** Of histograms and summaries: where its observations lie, if not where the metric's do. */
  readonly observe?: DistributionSpec | undefined;
  /** The rest of its entry in the spec: `initial`, `integer`, `resets`. */
  readonly options?: SeriesOptions | undefined;
}

/** Keys of an entry of a spec beside its labels and its course. */
export type SeriesOptions = Omit<SeriesSpec, "labels" | "value" | "rate" | "observe">;

/** A metric of the inferred spec. */
export interface InferredMetric {
  readonly name: string;
  readonly kind: InferredKind;
  /** Of a histogram: it is written with buckets and in the native form. */
  readonly native?: "both";
  readonly help: string | undefined;
  readonly unit?: string | undefined;
  readonly series: readonly InferredSeries[];
  /** Panels and variables that need it, in the order of the dashboards. */
  readonly users: readonly string[];
  /** Selectors of queries, without variables: each must select a series. */
  readonly needs: readonly (readonly LabelCondition[])[];
  /** Of histograms: where observations lie. */
  readonly observe: { readonly p50: number; readonly p99: number } | undefined;
  readonly buckets: readonly number[];
  readonly quantiles: readonly number[];
  /** Those that its series use, directly or through others; there may be more. */
  readonly causes?: readonly Cause[];
}

/** A data spec that was made from dashboards. */
export interface InferredSpec {
  /** Titles of the dashboards. */
  readonly titles: readonly string[];
  /** Every cause that a series uses, directly or through others, and no more. */
  readonly signals: readonly Cause[];
  readonly metrics: readonly InferredMetric[];
  /** Scrape interval in milliseconds. */
  readonly stepMs: number;
  readonly historyMs: number;
}
