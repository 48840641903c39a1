import { Buffer } from "node:buffer";
import protobuf from "protobufjs/minimal.js";
import { compress } from "snappyjs";
import { encodeExemplar } from "../encode/encode-exemplar.ts";
import { encodeStaleHistogram } from "../encode/encode-histogram.ts";
import { LabelEncoder } from "../encode/encode-labels.ts";
import { staleMarkerHigh, staleMarkerLow } from "../encode/stale-marker.ts";
import { SymbolTable } from "../encode/symbol-table.ts";
import { messageTags, type WriteVersion } from "../encode/write-version.ts";
import type { NativeBuckets, ScrapedExemplar, ScrapedHistogram } from "../scrape/scraped-page.ts";
import type { MetricMetadata, WireMetricType } from "../write/metadata.ts";
import type { Sendable } from "../write/send-request.ts";

/** A sample to send. */
export interface RelayedSample {
  /** With `__name__`. */
  readonly labels: ReadonlyMap<string, string>;
  /** Unix milliseconds. */
  readonly timeMs: number;
  /** `stale` ends the series. */
  readonly value: number | ScrapedHistogram | "stale";
  /** A series of native histograms. */
  readonly native: boolean;
  /** The page gave the time, which the receiver may find too old. */
  readonly own?: boolean | undefined;
  readonly exemplar?: ScrapedExemplar | undefined;
}

/**
 * Encodes a request with one sample of each series, native histograms as they were scraped.
 *
 * @param metadataOf - of the metric of a name; version 2 sends it with the samples.
 * @see https://prometheus.io/docs/specs/prw/remote_write_spec/#protocol
 * @see https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/#protobuf-message
 */
export function encodeScrape(
  samples: readonly RelayedSample[],
  version: WriteVersion,
  metadataOf: (name: string) => MetricMetadata<WireMetricType> | undefined = () => undefined,
): Exclude<Sendable, Uint8Array> {
  const parts: Uint8Array[] = [];
  const encoder = version === 1 ? new LabelEncoder() : new SymbolTable();
  for (const sample of samples) {
    const name = sample.labels.get("__name__") ?? "";
    const labels = [...sample.labels].filter(([label]) => label !== "__name__");
    const own = encoder.encode({ name, labels, native: sample.native }, metadataOf(name));
    const body = encodeSample(sample, version, encoder).finish();
    const head = protobuf.Writer.create()
      .uint32(messageTags[version].series)
      .uint32(own.length + body.length);
    parts.push(head.finish(), own, body);
  }
  if (encoder instanceof SymbolTable) parts.unshift(encoder.symbols().bytes);
  const bytes = Buffer.concat(parts);
  return { version, length: bytes.length, sent: samples.length, compress: () => compress(bytes) };
}

type Encoder = LabelEncoder | SymbolTable;

function encodeSample(
  { value, timeMs, native, exemplar }: RelayedSample,
  version: WriteVersion,
  encoder: Encoder,
): protobuf.Writer {
  const writer = protobuf.Writer.create();
  const tag = messageTags[version].histogram;
  if (value === "stale" && native) return encodeStaleHistogram(timeMs, writer, tag);
  if (typeof value === "object") return encodeHistogram(value, timeMs, tag, writer);
  writer.uint32((2 << 3) | 2).fork();
  writer.uint32((1 << 3) | 1);
  if (value === "stale") writer.fixed32(staleMarkerLow).fixed32(staleMarkerHigh);
  else writer.double(value);
  writer
    .uint32((2 << 3) | 0)
    .int64(timeMs)
    .ldelim();
  if (exemplar !== undefined)
    encodeExemplar({ ...exemplar, timeMs: exemplar.timeMs ?? timeMs }, { encoder, tag: version === 1 ? 3 : 4 }, writer);
  return writer;
}

/** `ResetHint`: a gauge histogram has no resets. */
const gaugeHint = 3;

function encodeHistogram(
  histogram: ScrapedHistogram,
  timeMs: number,
  tag: number,
  writer: protobuf.Writer,
): protobuf.Writer {
  const { float, count, sum, schema, zeroThreshold, zeroCount, negative, positive, gauge } = histogram;
  writer.uint32(tag).fork();
  if (float) writer.uint32((2 << 3) | 1).double(count);
  else writer.uint32((1 << 3) | 0).uint64(count);
  writer.uint32((3 << 3) | 1).double(sum);
  writer.uint32((4 << 3) | 0).sint32(schema);
  writer.uint32((5 << 3) | 1).double(zeroThreshold);
  if (float) writer.uint32((7 << 3) | 1).double(zeroCount);
  else writer.uint32((6 << 3) | 0).uint64(zeroCount);
  encodeBuckets(negative, 8, float, writer);
  encodeBuckets(positive, 11, float, writer);
  if (gauge) writer.uint32((14 << 3) | 0).int32(gaugeHint);
  writer.uint32((15 << 3) | 0).int64(timeMs);
  return writer.ldelim();
}

/** Spans, deltas and counts have three field numbers after each other. */
function encodeBuckets(
  { spans, deltas, counts }: NativeBuckets,
  field: number,
  float: boolean,
  writer: protobuf.Writer,
): void {
  for (const { offset, length } of spans) {
    writer.uint32((field << 3) | 2).fork();
    writer
      .uint32((1 << 3) | 0)
      .sint32(offset)
      .uint32((2 << 3) | 0)
      .uint32(length)
      .ldelim();
  }
  if ((float ? counts : deltas).length === 0) return;
  writer.uint32(((field + (float ? 2 : 1)) << 3) | 2).fork();
  if (float) for (const count of counts) writer.double(count);
  else for (const delta of deltas) writer.sint64(delta);
  writer.ldelim();
}
