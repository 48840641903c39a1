import type { SampleBlock } from "./sampling/block.ts";
import type { Lifetime, Restart } from "./sampling/lifetime.ts";
import type { Parameter, Phase, Signal } from "./signal.ts";

/** A label set without `__name__` and without the isolation label, sorted by name (by UTF-8 bytes), no empty values. */
export type Labels = readonly (readonly [name: string, value: string])[];

/** The continuation of a finite signal. `last` holds the last written value (of a counter: the rate). */
export type End = "last" | "loop" | "missing" | "end" | { readonly value: number };

/** The type that goes into metadata. */
export type MetricType = "gauge" | "counter" | "histogram" | "summary" | "info" | "unknown";

/** Where a histogram's or summary's observations lie. */
export type Distribution =
  | { readonly type: "lognormal"; readonly p50: Parameter; readonly p99: Parameter }
  | { readonly type: "normal"; readonly mean: Parameter; readonly stddev: Parameter }
  | { readonly type: "exponential"; readonly mean: Parameter }
  | { readonly type: "uniform"; readonly min: Parameter; readonly max: Parameter }
  | { readonly type: "values"; readonly weights: readonly WeightedValue[] };

/** One of the values of a distribution, and how often it comes beside the others: 0 or more. */
export interface WeightedValue {
  readonly value: number;
  readonly weight: Parameter;
}

/** The type of each distribution by its name. */
export type DistributionTypes = { readonly [One in Distribution as One["type"]]: One };

/** One entry of a spec after label expansion. Labels are the spec's own, without `le`, `quantile` and isolation. */
export type SeriesDefinition = {
  readonly name: string;
  readonly labels: Labels;
  readonly then?: End;
  /** Default: as long as the data. */
  readonly life?: Lifetime;
  /**
   * Nothing is written while it is down, except that a gauge called `up` is 0 then; what counts begins at 0 afterwards.
   */
  readonly restarts?: readonly Restart[];
} & (
  | { readonly kind: "gauge" | "unknown"; readonly value: Signal }
  | { readonly kind: "info" }
  | ({ readonly kind: "counter"; readonly resets?: Resets; readonly integer?: boolean } & (
      | { readonly rate: Signal; readonly initial?: number; readonly gaps?: "stop" | "running" }
      | { readonly value: Signal }
    ))
  | {
      readonly kind: "histogram";
      readonly rate: Signal;
      readonly resets?: Resets;
      readonly observe: Distribution;
      /** Upper bounds, ascending, without +Inf. Empty for `native: true`. */
      readonly buckets: readonly number[];
      readonly native: false | true | "both";
      /** Resolution of the native buckets, default 3. */
      readonly schema?: number;
    }
  | {
      readonly kind: "summary";
      readonly rate: Signal;
      readonly resets?: Resets;
      readonly observe: Distribution;
      readonly quantiles: readonly number[];
    }
);

/**
 * When totals start again from 0: at each multiple of a time after the anchor, or at moments; a time of day is daily.
 */
export type Resets = { readonly everyMs: number } | { readonly at: readonly Phase[] };

/** One series as it goes on the wire, without the isolation label. */
export interface WireSeries {
  /** The full metric name: `x_bucket`, `x_sum`, … */
  readonly name: string;
  /** Sorted, with `le` or `quantile` where the kind makes them. */
  readonly labels: Labels;
  /** A native histogram: goes in requests of its own. */
  readonly native: boolean;
}

/**
 * Wire series that are generated together because they share their sums: one for a gauge, all buckets, `_sum` and
 * `_count` for a histogram.
 */
export interface SeriesSource {
  readonly definition: SeriesDefinition;
  readonly series: readonly WireSeries[];
  /**
   * Fills `blocks[i]` with the samples of `series[i]` at grid indexes `firstIndex` … `firstIndex + length − 1` (block
   * places 0 … length−1).
   *
   * Any index of 0 or more, any order: the result is the same bit for bit. Going on where the last call ended is
   * fastest. Indexes at and beyond the grid's count are what live writing continues with. Never throws.
   */
  fill(firstIndex: number, length: number, blocks: readonly SampleBlock[]): void;
  /**
   * The grid index at which the totals began that were filled last: that of their first sample, or of a reset. Absent
   * where nothing is counted up.
   */
  readonly totalsFrom?: number;
  /** Samples whose rate was below 0 and was taken as 0, so far. */
  readonly clampedRates: number;
}
