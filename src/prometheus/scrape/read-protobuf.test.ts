import { Buffer } from "node:buffer";
import fc from "fast-check";
import protobuf from "protobufjs";
import { expect, test } from "vitest";
import { readProtobuf } from "./read-protobuf.ts";

/** The published definition, apart from the reader. */
const root = protobuf.parse(
  `syntax = "proto2";
message LabelPair { optional string name = 1; optional string value = 2; }
enum MetricType { COUNTER = 0; GAUGE = 1; SUMMARY = 2; UNTYPED = 3; HISTOGRAM = 4; GAUGE_HISTOGRAM = 5; }
message Gauge { optional double value = 1; }
message Counter { optional double value = 1; optional Exemplar exemplar = 2; optional Timestamp created_timestamp = 3; }
message Quantile { optional double quantile = 1; optional double value = 2; }
message Summary { optional uint64 sample_count = 1; optional double sample_sum = 2; repeated Quantile quantile = 3; }
message Untyped { optional double value = 1; }
message Histogram {
  optional uint64 sample_count = 1; optional double sample_count_float = 4; optional double sample_sum = 2;
  repeated Bucket bucket = 3; optional sint32 schema = 5; optional double zero_threshold = 6;
  optional uint64 zero_count = 7; optional double zero_count_float = 8;
  repeated BucketSpan negative_span = 9; repeated sint64 negative_delta = 10; repeated double negative_count = 11;
  repeated BucketSpan positive_span = 12; repeated sint64 positive_delta = 13 [packed=true];
  repeated double positive_count = 14;
}
message Bucket {
  optional uint64 cumulative_count = 1; optional double cumulative_count_float = 4; optional double upper_bound = 2;
  optional Exemplar exemplar = 3;
}
message BucketSpan { optional sint32 offset = 1; optional uint32 length = 2; }
message Timestamp { optional int64 seconds = 1; optional int32 nanos = 2; }
message Exemplar { repeated LabelPair label = 1; optional double value = 2; optional Timestamp timestamp = 3; }
message Metric {
  repeated LabelPair label = 1; optional Gauge gauge = 2; optional Counter counter = 3; optional Summary summary = 4;
  optional Untyped untyped = 5; optional int64 timestamp_ms = 6; optional Histogram histogram = 7;
}
message MetricFamily {
  optional string name = 1; optional string help = 2; optional MetricType type = 3; repeated Metric metric = 4;
  optional string unit = 5; optional string later = 99;
}`,
  { keepCase: true },
).root;
const family = root.lookupType("MetricFamily");
const page = (...families: object[]) =>
  Buffer.concat(families.map((one) => family.encodeDelimited(family.fromObject(one)).finish()));

test("readProtobuf reads numbers with labels, times, exemplars and metadata; what it does not know is passed over", () => {
  const read = readProtobuf(
    page(
      {
        ...{ name: "a_total", help: "A.", type: 0, unit: "x", later: "?" },
        metric: [
          {
            label: [
              { name: "x", value: "1" },
              { name: "empty", value: "" },
            ],
            counter: {
              value: 5,
              exemplar: { label: [{ name: "t", value: "z" }], value: 2, timestamp: { seconds: 7, nanos: 250_000_000 } },
              created_timestamp: { seconds: 1 },
            },
            timestamp_ms: 12_345,
          },
        ],
      },
      { name: "b", type: 1, metric: [{ gauge: { value: -1.5 } }] },
      { name: "c", type: 3, metric: [{ untyped: { value: 3 } }] },
    ),
  );
  expect(read.fault).toBeUndefined();
  expect(read.samples).toEqual([
    {
      ...{ name: "a_total", labels: new Map([["x", "1"]]), value: 5, timeMs: 12_345 },
      exemplar: { labels: new Map([["t", "z"]]), value: 2, timeMs: 7250 },
    },
    { name: "b", labels: new Map(), value: -1.5 },
    { name: "c", labels: new Map(), value: 3 },
  ]);
  expect(Object.fromEntries(read.types)).toEqual({ a_total: "counter", b: "gauge", c: "unknown" });
  expect([read.helps.get("a_total"), read.units.get("a_total")]).toEqual(["A.", "x"]);
});

test("readProtobuf reads summaries and classic histograms, with +Inf where the program left it out", () => {
  const { samples } = readProtobuf(
    page(
      {
        ...{ name: "s", type: 2 },
        metric: [{ summary: { sample_count: 3, sample_sum: 6, quantile: [{ quantile: 1, value: 4 }] } }],
      },
      {
        ...{ name: "h", type: 4 },
        metric: [
          { histogram: { sample_count: 4, sample_sum: 9, bucket: [{ cumulative_count: 2, upper_bound: 1_000_000 }] } },
        ],
      },
    ),
  );
  expect(samples.map(({ name, labels, value }) => [name, Object.fromEntries(labels), value])).toEqual([
    ["s", { quantile: "1.0" }, 4],
    ["s_sum", {}, 6],
    ["s_count", {}, 3],
    ["h_bucket", { le: "1e+06" }, 2],
    ["h_bucket", { le: "+Inf" }, 4],
    ["h_sum", {}, 9],
    ["h_count", {}, 4],
  ]);
});

test("readProtobuf reads native histograms whole: packed and single deltas, spans, zero bucket", () => {
  const { samples } = readProtobuf(
    page({
      ...{ name: "h", type: 4 },
      metric: [
        {
          histogram: {
            ...{ sample_count: 6, sample_sum: 1.5, schema: 3, zero_threshold: 0.001, zero_count: 1 },
            positive_span: [
              { offset: -2, length: 2 },
              { offset: 5, length: 1 },
            ],
            ...{ positive_delta: [2, -1, 0], negative_span: [{ offset: 1, length: 1 }], negative_delta: [1] },
          },
        },
      ],
    }),
  );
  expect(samples).toHaveLength(1);
  expect(samples[0]!.histogram).toEqual({
    ...{ float: false, gauge: false, count: 6, sum: 1.5, schema: 3, zeroThreshold: 0.001, zeroCount: 1 },
    negative: { spans: [{ offset: 1, length: 1 }], deltas: [1], counts: [] },
    positive: {
      spans: [
        { offset: -2, length: 2 },
        { offset: 5, length: 1 },
      ],
      ...{ deltas: [2, -1, 0], counts: [] },
    },
  });
});

test("readProtobuf says what is wrong with other bytes, and ends after the samples that are allowed", () => {
  expect(readProtobuf(Buffer.from("<html>")).fault).toMatch(/^no protobuf of metrics: /);
  expect(readProtobuf(page({ type: 1 })).fault).toContain("a family without a name");
  const cut = page({ name: "b", type: 1, metric: [{ gauge: { value: 1 } }] });
  expect(readProtobuf(cut.subarray(0, -1)).fault).toBeDefined();
  const many = page({ name: "b", type: 1, metric: Array.from({ length: 9 }, () => ({ gauge: { value: 1 } })) });
  expect(readProtobuf(many, { maxSamples: 5 }).fault).toBe("more than 5 samples");
});

test("readProtobuf ends on any bytes, with a page or a fault", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const { fault } = readProtobuf(bytes);
      expect(fault === undefined || fault.startsWith("no protobuf")).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
