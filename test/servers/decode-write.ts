import { createRequire } from "node:module";
import protobuf from "protobufjs";

const snappy = createRequire(import.meta.url)("snappyjs") as { uncompress(data: Uint8Array): Uint8Array };

/** Values are `fixed64`, the same bytes as a double: the bits of a NaN would not survive a number. */
const prompb = `
syntax = "proto3";
message WriteRequest { repeated TimeSeries timeseries = 1; repeated MetricMetadata metadata = 3; }
message MetricMetadata {
  enum MetricType { UNKNOWN = 0; COUNTER = 1; GAUGE = 2; HISTOGRAM = 3; GAUGEHISTOGRAM = 4; SUMMARY = 5; INFO = 6; STATESET = 7; }
  MetricType type = 1; string metric_family_name = 2; string help = 4; string unit = 5;
}
message TimeSeries { repeated Label labels = 1; repeated Sample samples = 2; repeated Histogram histograms = 4; }
message Label { string name = 1; string value = 2; }
message Sample { fixed64 value = 1; int64 timestamp = 2; }
message BucketSpan { sint32 offset = 1; uint32 length = 2; }
message Histogram {
  oneof count { uint64 count_int = 1; double count_float = 2; }
  double sum = 3; sint32 schema = 4; double zero_threshold = 5;
  oneof zero_count { uint64 zero_count_int = 6; double zero_count_float = 7; }
  repeated BucketSpan negative_spans = 8; repeated sint64 negative_deltas = 9; repeated double negative_counts = 10;
  repeated BucketSpan positive_spans = 11; repeated sint64 positive_deltas = 12; repeated double positive_counts = 13;
  int32 reset_hint = 14; int64 timestamp = 15;
}`;

const root = protobuf.parse(prompb, { keepCase: true }).root;

/** A sample as it was on the wire. */
export interface DecodedSample {
  /** The eight bytes of the value as an unsigned number. */
  readonly bits: bigint;
  readonly value: number;
  readonly timeMs: number;
}

/** A series as it was on the wire: everything in its order. */
export interface DecodedSeries {
  readonly labels: readonly { readonly name: string; readonly value: string }[];
  readonly samples: readonly DecodedSample[];
  readonly histograms: readonly Readonly<Record<string, unknown>>[];
}

/** A whole request. */
export interface DecodedRequest {
  readonly series: readonly DecodedSeries[];
  readonly metadata: readonly Readonly<Record<string, unknown>>[];
}

/** The stale marker's bits. */
export const staleBits = 0x7ff0000000000002n;

/** Decodes a remote-write 1.0 message by reflection on its published definition, apart from the product's encoder. */
export function decodeWrite(bytes: Uint8Array): DecodedRequest {
  const type = root.lookupType("WriteRequest");
  const plain = type.toObject(type.decode(bytes), { longs: String, arrays: true, enums: String }) as {
    timeseries: {
      labels: { name?: string; value?: string }[];
      samples: { value?: string; timestamp?: string }[];
      histograms: object[];
    }[];
    metadata: Record<string, unknown>[];
  };
  return {
    metadata: plain.metadata,
    series: plain.timeseries.map(({ labels, samples, histograms }) => ({
      labels: labels.map(({ name = "", value = "" }) => ({ name, value })),
      samples: samples.map(({ value = "0", timestamp = "0" }) => toSample(BigInt(value), Number(timestamp))),
      histograms: histograms as Record<string, unknown>[],
    })),
  };
}

/** Decodes the body of a request. */
export function decodeWriteBody(body: Uint8Array): DecodedRequest {
  return decodeWrite(snappy.uncompress(body));
}

function toSample(bits: bigint, timeMs: number): DecodedSample {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, bits);
  return { bits, value: view.getFloat64(0), timeMs };
}
