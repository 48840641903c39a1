import type { SampleBlock } from "../../generator/sampling/block.ts";
import type { SliceTemplate } from "./slice-template.ts";

/** Field `timeseries` of a `WriteRequest`. */
export const tagSeries = (1 << 3) | 2;

/**
 * A `WriteRequest` that is filled series by series, again and again.
 *
 * @see https://prometheus.io/docs/specs/prw/remote_write_spec/#protocol
 */
export interface RequestWriter {
  /** Bytes so far, before compression. */
  readonly length: number;
  /** Values so far that are NaN: some receivers drop them. Stale markers are none of them. */
  readonly nans: number;
  /** Forgets everything that was written. */
  clear(): void;
  /**
   * Appends a series with the first `length` samples of a block; none if the block has none.
   *
   * @param labels - from a `LabelEncoder`.
   * @param template - of at least `length` samples.
   * @returns samples written, stale markers not counted.
   */
  appendSeries(labels: Uint8Array, block: SampleBlock, length: number, template: SliceTemplate): number;
  /** What was written, compressed by Snappy; valid until the next change or call. */
  compress(): Uint8Array;
}
