import protobuf from "protobufjs/minimal.js";
import type { HistogramSample } from "../../generator/sampling/block.ts";
import { staleMarkerHigh, staleMarkerLow } from "./stale-marker.ts";
import { messageTags } from "./write-version.ts";

/** The fields that differ between the versions of remote write. */
export interface HistogramFields {
  /** Of the field in the series. Default: that of version 1. */
  readonly tag?: number | undefined;
  /** When counting began, Unix milliseconds; version 2 only. */
  readonly startMs?: number | undefined;
}

/**
 * Encodes a `Histogram` field of a `TimeSeries` message: a float histogram with absolute counts and one span per side.
 *
 * Without observations, the zero bucket gets the smallest positive number: Prometheus 2.42 treats a histogram whose
 * count and zero count are 0 as an integer histogram, and refuses the request or drops the floats before it.
 *
 * @see https://github.com/prometheus/prometheus/blob/main/prompb/types.proto `message Histogram`
 */
export function encodeHistogram(
  sample: HistogramSample,
  timeMs: number,
  writer = protobuf.Writer.create(),
  { tag = messageTags[1].histogram, startMs }: HistogramFields = {},
): protobuf.Writer {
  writer.uint32(tag).fork();
  writer.uint32((2 << 3) | 1).double(Math.max(sample.count, observationsIn(sample)));
  writer.uint32((3 << 3) | 1).double(sample.sum);
  writer.uint32((4 << 3) | 0).sint32(sample.schema);
  writer.uint32((5 << 3) | 1).double(sample.zeroThreshold);
  writer.uint32((7 << 3) | 1).double(sample.count > 0 || sample.zeroCount > 0 ? sample.zeroCount : Number.MIN_VALUE);
  writeBuckets(writer, { spanField: 8, countField: 10 }, sample.negativeOffset, sample.negativeCounts);
  writeBuckets(writer, { spanField: 11, countField: 13 }, sample.positiveOffset, sample.positiveCounts);
  writer.uint32((15 << 3) | 0).int64(timeMs);
  if (startMs !== undefined) writer.uint32((17 << 3) | 0).int64(startMs);
  return writer.ldelim();
}

/**
 * Encodes the stale marker of a native histogram: a histogram whose sum has the marker's bits. A float stale marker
 * does not work: receivers append all floats of a series before its histograms, which are then out of order (2.42 drops
 * them and answers 204). The counts have no meaning but must not be 0: 2.42 treats a histogram without observations as
 * an integer histogram, and appends those first too.
 *
 * @see https://prometheus.io/docs/specs/native_histograms/#staleness-markers
 */
export function encodeStaleHistogram(
  timeMs: number,
  writer = protobuf.Writer.create(),
  tag = messageTags[1].histogram,
): protobuf.Writer {
  writer.uint32(tag).fork();
  writer.uint32((2 << 3) | 1).double(1);
  writer
    .uint32((3 << 3) | 1)
    .fixed32(staleMarkerLow)
    .fixed32(staleMarkerHigh);
  writer.uint32((7 << 3) | 1).double(1);
  writer.uint32((15 << 3) | 0).int64(timeMs);
  return writer.ldelim();
}

/**
 * The sum of all buckets, added in the order that receivers use. They refuse a histogram whose buckets hold more than
 * its count, even by the rounding error of the last bit.
 */
export function observationsIn({ negativeCounts, positiveCounts, zeroCount }: HistogramSample): number {
  const add = (sum: number, count: number) => sum + count;
  return negativeCounts.reduce(add, 0) + positiveCounts.reduce(add, 0) + zeroCount;
}

/** Writes one side's buckets as a single span. */
export function writeBuckets(
  writer: protobuf.Writer,
  { spanField, countField }: { spanField: number; countField: number },
  offset: number,
  counts: Float64Array,
): void {
  if (counts.length === 0) return;
  writer
    .uint32((spanField << 3) | 2)
    .fork()
    .uint32((1 << 3) | 0)
    .sint32(offset)
    .uint32((2 << 3) | 0)
    .uint32(counts.length)
    .ldelim();
  writer.uint32((countField << 3) | 2).fork();
  for (const count of counts) writer.double(count);
  writer.ldelim();
}
