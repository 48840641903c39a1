import type { SampleBlock } from "../../generator/sampling/block.ts";
import type { SliceTemplate } from "./slice-template.ts";

/** Field `timeseries` of a `WriteRequest`. */
export const tagSeries = (1 << 3) | 2;

/**
 * A reusable `WriteRequest` that is filled series by series.
 *
 * @see https://prometheus.io/docs/specs/prw/remote_write_spec/#protocol
 */
export interface RequestWriter {
  /** Bytes so far, before compression. */
  readonly length: number;
  /** NaN values so far, which some receivers drop. Stale markers don't count. */
  readonly nans: number;
  /** Empties the request. */
  clear(): void;
  /**
   * Appends a series with the first `length` samples of a block. Does nothing if the block has no samples there.
   *
   * @param labels - from a `LabelEncoder`.
   * @param template - of at least `length` samples.
   * @returns samples written, stale markers not counted.
   */
  appendSeries(labels: Uint8Array, block: SampleBlock, length: number, template: SliceTemplate): number;
  /** The request compressed by Snappy; valid until the next change or call. */
  compress(): Uint8Array;
}
