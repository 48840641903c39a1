/** The major version of remote write: 1.0 sends `prometheus.WriteRequest`, 2.0 `io.prometheus.write.v2.Request`. */
export type WriteVersion = 1 | 2;

/**
 * The fields that the two messages number differently, as tags of length-delimited fields. Samples have the same bytes
 * in both.
 *
 * @see https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/#protobuf-message
 */
export const messageTags: Readonly<Record<WriteVersion, { readonly series: number; readonly histogram: number }>> = {
  1: { series: (1 << 3) | 2, histogram: (4 << 3) | 2 },
  2: { series: (5 << 3) | 2, histogram: (3 << 3) | 2 },
};
