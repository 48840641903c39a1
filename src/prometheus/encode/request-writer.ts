import type { SampleBlock } from "../../generator/sampling/block.ts";
import type { SliceTemplate } from "./slice-template.ts";
import type { Symbols } from "./symbol-table.ts";
import type { WriteVersion } from "./write-version.ts";

/**
 * A reusable request that is filled series by series.
 *
 * @see https://prometheus.io/docs/specs/prw/remote_write_spec/#protocol
 * @see https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/#protobuf-message
 */
export interface RequestWriter {
  readonly version: WriteVersion;
  /** Bytes so far, before compression. */
  readonly length: number;
  /** NaN values so far, which some receivers drop. Stale markers don't count. */
  readonly nans: number;
  /** Samples so far, with NaN values and stale markers: what a receiver says that it stored. */
  readonly sent: number;
  /**
   * Empties the request.
   *
   * @param symbols - of all series that follow; in version 2 only.
   */
  clear(symbols?: Symbols): void;
  /**
   * Appends a series with the first `length` samples of a block. Does nothing if the block has no samples there.
   *
   * @param labels - from a `LabelEncoder`; in version 2 from the `SymbolTable` that the symbols are of.
   * @param template - of at least `length` samples.
   * @returns samples written, stale markers not counted.
   */
  appendSeries(labels: Uint8Array, block: SampleBlock, length: number, template: SliceTemplate): number;
  /** The request compressed by Snappy; valid until the next change or call. */
  compress(): Uint8Array;
}
