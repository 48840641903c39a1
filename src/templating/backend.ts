/** One series of an answer. */
export interface QuerySeries {
  /** With `__name__` where the result has one. */
  readonly labels: ReadonlyMap<string, string>;
  /** Unix milliseconds, ascending. */
  readonly timesMs: readonly number[];
  /** NaN and infinities as they come. A native histogram counts as its number of observations. */
  readonly values: readonly number[];
  /** Where there are native histograms: the buckets of each that are not empty, undefined for the other samples. */
  readonly histograms?: readonly (readonly HistogramBucket[] | undefined)[];
}

/** A bucket of a native histogram: its bounds, and how many observations lie between them. */
export type HistogramBucket = readonly [lower: number, upper: number, count: number];

/** The answer to a query. A scalar is one series without labels; a string has no series. */
export interface QueryAnswer {
  readonly series: readonly QuerySeries[];
  /** Of a query for a string. */
  readonly text?: string;
}

/** Which series and which time a question about labels is confined to. */
export interface LabelScope {
  /** A series selector: `up{job="a"}`. All series without. */
  readonly match?: string | undefined;
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * The queries that the check sends to a server. Every method throws an `ExpectedError` if the server fails or refuses,
 * and the signal's reason when it is aborted.
 */
export interface QueryBackend {
  instant(query: string, timeMs: number, signal?: AbortSignal): Promise<QueryAnswer>;
  range(
    query: string,
    range: { readonly startMs: number; readonly endMs: number; readonly stepMs: number },
    signal?: AbortSignal,
  ): Promise<QueryAnswer>;
  labelNames(scope: LabelScope, signal?: AbortSignal): Promise<readonly string[]>;
  labelValues(label: string, scope: LabelScope, signal?: AbortSignal): Promise<readonly string[]>;
  series(match: string, scope: LabelScope, signal?: AbortSignal): Promise<readonly ReadonlyMap<string, string>[]>;
}
