import { createRequire } from "node:module";
import protobuf from "protobufjs";
import type { DecodedSample } from "./decode-write.ts";

const snappy = createRequire(import.meta.url)("snappyjs") as { uncompress(data: Uint8Array): Uint8Array };

/**
 * Remote write 2.0 as published, each message with all its fields. Values are `fixed64`, the same bytes as a double: the
 * bits of a NaN would not survive a number.
 */
const writev2 = `
syntax = "proto3";
message Request { repeated string symbols = 4; repeated TimeSeries timeseries = 5; }
message TimeSeries {
  repeated uint32 labels_refs = 1; repeated Sample samples = 2; repeated Histogram histograms = 3;
  repeated Exemplar exemplars = 4; Metadata metadata = 5;
}
message Exemplar { repeated uint32 labels_refs = 1; double value = 2; int64 timestamp = 3; }
message Sample { fixed64 value = 1; int64 timestamp = 2; int64 start_timestamp = 3; }
message Metadata {
  enum MetricType {
    METRIC_TYPE_UNSPECIFIED = 0; METRIC_TYPE_COUNTER = 1; METRIC_TYPE_GAUGE = 2; METRIC_TYPE_HISTOGRAM = 3;
    METRIC_TYPE_GAUGEHISTOGRAM = 4; METRIC_TYPE_SUMMARY = 5; METRIC_TYPE_INFO = 6; METRIC_TYPE_STATESET = 7;
  }
  MetricType type = 1; uint32 help_ref = 3; uint32 unit_ref = 4;
}
message BucketSpan { sint32 offset = 1; uint32 length = 2; }
message Histogram {
  oneof count { uint64 count_int = 1; double count_float = 2; }
  double sum = 3; sint32 schema = 4; double zero_threshold = 5;
  oneof zero_count { uint64 zero_count_int = 6; double zero_count_float = 7; }
  repeated BucketSpan negative_spans = 8; repeated sint64 negative_deltas = 9; repeated double negative_counts = 10;
  repeated BucketSpan positive_spans = 11; repeated sint64 positive_deltas = 12; repeated double positive_counts = 13;
  int32 reset_hint = 14; int64 timestamp = 15; repeated double custom_values = 16; int64 start_timestamp = 17;
}`;

const request = protobuf.parse(writev2, { keepCase: true }).root.lookupType("Request");

/** A series of a request of version 2, its references resolved. */
export interface DecodedSeries2 {
  readonly labels: readonly { readonly name: string; readonly value: string }[];
  readonly samples: readonly (DecodedSample & { readonly startMs: number })[];
  readonly histograms: readonly Readonly<Record<string, unknown>>[];
  readonly exemplars: readonly {
    readonly labels: DecodedSeries2["labels"];
    readonly value: number;
    readonly timeMs: number;
  }[];
  readonly metadata: { readonly type: string; readonly help: string; readonly unit: string } | undefined;
}

/** A whole request of version 2. */
export interface DecodedRequest2 {
  readonly symbols: readonly string[];
  readonly series: readonly DecodedSeries2[];
}

interface Plain {
  readonly symbols: readonly string[];
  readonly timeseries: readonly {
    readonly labels_refs: readonly number[];
    readonly samples: readonly { value?: string; timestamp?: string; start_timestamp?: string }[];
    readonly histograms: readonly Record<string, unknown>[];
    readonly exemplars: readonly { labels_refs: readonly number[]; value?: number; timestamp?: string }[];
    readonly metadata?: { type?: string; help_ref?: number; unit_ref?: number };
  }[];
}

/**
 * Decodes the body of a request by reflection on its published definition, apart from the product's encoder, and checks
 * what the specification demands of it.
 *
 * @throws {Error} if a reference points nowhere, a symbol comes twice or the first one is not empty.
 */
export function decodeWrite2Body(body: Uint8Array): DecodedRequest2 {
  const options = { longs: String, arrays: true, enums: String };
  const { symbols, timeseries } = request.toObject(request.decode(snappy.uncompress(body)), options) as Plain;
  if (symbols[0] !== "") throw new Error("the first symbol is not empty");
  if (new Set(symbols).size !== symbols.length) throw new Error("a symbol comes twice");
  const at = (ref = 0): string => {
    const text = symbols[ref];
    if (text === undefined) throw new Error(`no symbol ${ref}`);
    return text;
  };
  const labelsAt = (refs: readonly number[]) => {
    if (refs.length % 2 !== 0) throw new Error("a label without a value");
    return Array.from({ length: refs.length / 2 }, (_, i) => ({ name: at(refs[2 * i]), value: at(refs[2 * i + 1]) }));
  };
  const series = timeseries.map(({ labels_refs: refs, samples, histograms, exemplars, metadata }) => {
    return {
      labels: labelsAt(refs),
      samples: samples.map(({ value = "0", timestamp = "0", start_timestamp: start = "0" }) => ({
        bits: BigInt(value),
        value: numberOf(BigInt(value)),
        timeMs: Number(timestamp),
        startMs: Number(start),
      })),
      histograms,
      exemplars: exemplars.map(({ labels_refs: own, value = 0, timestamp = "0" }) => ({
        labels: labelsAt(own),
        value,
        timeMs: Number(timestamp),
      })),
      metadata:
        metadata === undefined || metadata === null
          ? undefined
          : { type: metadata.type ?? "", help: at(metadata.help_ref), unit: at(metadata.unit_ref) },
    };
  });
  return { symbols, series };
}

function numberOf(bits: bigint): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}
