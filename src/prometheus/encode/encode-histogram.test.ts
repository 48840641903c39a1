import { Buffer } from "node:buffer";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { decodeWriteBody } from "../../../test/servers/decode-write.ts";
import { createBlock, type HistogramSample, present, stale } from "../../generator/sampling/block.ts";
import { LabelEncoder } from "./encode-labels.ts";
import { NativeWriter } from "./native-writer.ts";
import { sliceTemplate } from "./slice-template.ts";

const { uncompress } = createRequire(import.meta.url)("snappyjs") as typeof import("snappyjs");

const sample: HistogramSample = {
  schema: 3,
  zeroThreshold: 1e-128,
  zeroCount: 2,
  count: 12.5,
  sum: -3.25,
  positiveOffset: -7,
  positiveCounts: Float64Array.of(1, 0, 4.5),
  negativeOffset: 2,
  negativeCounts: Float64Array.of(5),
};

test("encodeHistogram encodes absolute float counts with one span a side, and ends as histograms whose sum is the stale marker", () => {
  const block = createBlock(3, { native: true });
  block.states.set([present, 0, stale]);
  block.histograms![0] = sample;
  block.histograms![2] = { ...sample, positiveCounts: new Float64Array() };
  const writer = new NativeWriter();
  const labels = new LabelEncoder().encode({ name: "x", labels: [], native: true });
  expect(writer.appendSeries(labels, block, 3, sliceTemplate(1_790_000_000_000, 15_000, 3))).toBe(1);
  const [series] = decodeWriteBody(writer.compress()).series;
  expect(series!.samples).toEqual([]);
  expect(series!.histograms).toMatchObject([
    {
      count_float: 12.5,
      sum: -3.25,
      schema: 3,
      zero_threshold: 1e-128,
      zero_count_float: 2,
      negative_spans: [{ offset: 2, length: 1 }],
      negative_counts: [5],
      negative_deltas: [],
      positive_spans: [{ offset: -7, length: 3 }],
      positive_counts: [1, 0, 4.5],
      positive_deltas: [],
      timestamp: "1790000000000",
    },
    { count_float: 1, zero_count_float: 1, positive_spans: [], negative_spans: [], timestamp: "1790000030000" },
  ]);
  // Tag of the sum (field 3, 64 bits), then the marker's bytes, lowest first.
  const hex = Buffer.from(uncompress(writer.compress())).toString("hex");
  expect(hex.split("19020000000000f07f")).toHaveLength(2);
  expect(series!.histograms[0]).not.toHaveProperty("count_int");
});

test("encodeHistogram leaves a side without buckets out", () => {
  const block = createBlock(1, { native: true });
  block.states[0] = present;
  block.histograms![0] = { ...sample, positiveCounts: new Float64Array(), negativeCounts: new Float64Array() };
  const writer = new NativeWriter();
  writer.appendSeries(
    new LabelEncoder().encode({ name: "x", labels: [], native: true }),
    block,
    1,
    sliceTemplate(1000, 1000, 1),
  );
  expect(decodeWriteBody(writer.compress()).series[0]!.histograms).toMatchObject([
    { positive_spans: [], positive_counts: [], negative_spans: [] },
  ]);
});

test("encodeHistogram never makes a histogram that old receivers take for one of integers: count or zero count is above 0", () => {
  const block = createBlock(1, { native: true });
  block.states[0] = present;
  block.histograms![0] = {
    ...sample,
    count: 0,
    sum: 0,
    zeroCount: 0,
    positiveCounts: new Float64Array(2),
    negativeCounts: new Float64Array(),
  };
  const writer = new NativeWriter();
  writer.appendSeries(
    new LabelEncoder().encode({ name: "x", labels: [], native: true }),
    block,
    1,
    sliceTemplate(1000, 1000, 1),
  );
  expect(decodeWriteBody(writer.compress()).series[0]!.histograms).toMatchObject([
    { count_float: 0, zero_count_float: 5e-324 },
  ]);
});
