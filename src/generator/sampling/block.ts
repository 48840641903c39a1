/** Nothing is written at this instant: a missing scrape. */
export const missing = 0;
/** A sample with the block's value (which may be NaN or infinite). */
export const present = 1;
/** The stale marker. It is a state and never a number: its NaN bits do not survive a Float64Array. */
export const stale = 2;

/** A float histogram sample with exponential buckets. Counts are absolute, not deltas. */
export interface HistogramSample {
  readonly schema: number;
  readonly zeroThreshold: number;
  readonly zeroCount: number;
  readonly count: number;
  readonly sum: number;
  /** Index of the first positive bucket; bucket i covers (2^((i-1)·2^-schema), 2^(i·2^-schema)]. */
  readonly positiveOffset: number;
  /** Count of each positive bucket from `positiveOffset` on. */
  readonly positiveCounts: Float64Array;
  readonly negativeOffset: number;
  readonly negativeCounts: Float64Array;
}

/**
 * The samples of one series at consecutive indexes of a grid. Made once and filled again and again.
 */
export interface SampleBlock {
  /** Values by place in the block; only those whose state is {@link present} mean anything. */
  readonly values: Float64Array;
  /** {@link missing}, {@link present} or {@link stale} by place in the block. */
  readonly states: Uint8Array;
  /** For a native histogram series, its samples by place; then `values` means nothing. */
  readonly histograms?: (HistogramSample | undefined)[];
}

/** A block for up to `capacity` samples, everything missing. */
export function createBlock(capacity: number, { native = false }: { native?: boolean } = {}): SampleBlock {
  const block = { values: new Float64Array(capacity), states: new Uint8Array(capacity) };
  return native ? { ...block, histograms: new Array<HistogramSample | undefined>(capacity).fill(undefined) } : block;
}
