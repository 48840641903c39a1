import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeWrite, staleBits } from "../../test/servers/decode-write.ts";
import { createBlock, missing, present, type SampleBlock, stale } from "../generator/block.ts";
import { encodeLabels } from "./encode-labels.ts";
import { RequestWriter, sliceTemplate } from "./request-writer.ts";

const labels = encodeLabels({ name: "x", labels: [["job", "api"]], native: false });

function fill(samples: readonly (number | "stale" | undefined)[]): SampleBlock {
  const block = createBlock(samples.length);
  for (const [i, sample] of samples.entries()) {
    block.states[i] = sample === undefined ? missing : sample === "stale" ? stale : present;
    if (typeof sample === "number") block.values[i] = sample;
  }
  return block;
}

function bitsOf(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0);
}

test("RequestWriter writes every sample with its timestamp bit for bit, gaps left out, stale markers exact", () => {
  const value = fc.oneof(
    fc.double(),
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, 5e-324, Number.MAX_VALUE),
  );
  const sample = fc.oneof({ weight: 5, arbitrary: value }, { weight: 1, arbitrary: fc.constantFrom("stale" as const, undefined) });
  const series = fc.array(fc.array(sample, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 5 });
  const firstTimeMs = fc.oneof(
    fc.integer({ min: 0, max: 4_102_444_800_000 }),
    fc.constantFrom(0, 100, 16_300, 2 ** 21 - 50, 2 ** 42 - 1000),
  );
  fc.assert(
    fc.property(series, firstTimeMs, fc.integer({ min: 1, max: 100_000 }), (all, from, stepMs) => {
      const writer = new RequestWriter();
      const counted = all.map((samples) =>
        writer.appendSeries(labels, fill(samples), samples.length, sliceTemplate(from, stepMs, samples.length)),
      );
      const expected = all.map((samples) =>
        samples.flatMap((one, i) =>
          one === undefined ? [] : [{ bits: one === "stale" ? staleBits : bitsOf(one), timeMs: from + i * stepMs }],
        ),
      );
      const decoded = decodeWrite(writer.bytes()).series.map(({ samples }) => samples.map(({ bits, timeMs }) => ({ bits, timeMs })));
      expect(decoded).toEqual(expected.filter((samples) => samples.length > 0));
      expect(counted).toEqual(all.map((samples) => samples.filter((one) => typeof one === "number").length));
    }),
  );
});

test("RequestWriter keeps the stale marker's bits after 100,000 rounds", () => {
  const writer = new RequestWriter();
  const template = sliceTemplate(1_790_000_000_000, 15_000, 4);
  const [whole, gappy] = [fill([1, "stale", Number.NaN, "stale"]), fill([1, undefined, "stale", Number.NaN])];
  for (let i = 0; i < 100_000; i++) {
    writer.clear();
    writer.appendSeries(labels, whole, 4, template);
    writer.appendSeries(labels, gappy, 4, template);
  }
  const [first, second] = decodeWrite(writer.bytes()).series;
  expect(first!.samples.map(({ bits }) => bits)).toEqual([bitsOf(1), staleBits, bitsOf(Number.NaN), staleBits]);
  expect(second!.samples.map(({ bits }) => bits)).toEqual([bitsOf(1), staleBits, bitsOf(Number.NaN)]);
});

test("sliceTemplate is even where all timestamps have the same length, and uneven where the length changes", () => {
  expect(sliceTemplate(1_790_000_000_000, 15_000, 100).even).toBe(true);
  // 2^14 − 1 ms is the last time of two bytes.
  const uneven = sliceTemplate(2 ** 14 - 2, 1, 4);
  expect(uneven.even).toBe(false);
  const writer = new RequestWriter();
  writer.appendSeries(labels, fill([1, 2, 3, 4]), 4, uneven);
  expect(decodeWrite(writer.bytes()).series[0]!.samples.map(({ value, timeMs }) => [value, timeMs])).toEqual([
    [1, 16_382],
    [2, 16_383],
    [3, 16_384],
    [4, 16_385],
  ]);
});

test("RequestWriter uses a template for fewer samples than it has", () => {
  const writer = new RequestWriter();
  writer.appendSeries(labels, fill([1, 2, 3, 4]), 2, sliceTemplate(1_790_000_000_000, 15_000, 4));
  expect(decodeWrite(writer.bytes()).series[0]!.samples.map(({ timeMs }) => timeMs)).toEqual([1_790_000_000_000, 1_790_000_015_000]);
});

test("RequestWriter leaves a series without samples out and grows beyond its first buffer", () => {
  const writer = new RequestWriter();
  const count = 60_000;
  expect(writer.appendSeries(labels, fill([undefined, undefined]), 2, sliceTemplate(0, 1, 2))).toBe(0);
  expect(writer.length).toBe(0);
  const samples = Array.from({ length: count }, (_, i) => i / 3);
  const template = sliceTemplate(1_790_000_000_000, 1000, count);
  for (let i = 0; i < 3; i++) writer.appendSeries(labels, fill(samples), count, template);
  expect(writer.length).toBeGreaterThan(1 << 21);
  const { series } = decodeWrite(writer.bytes());
  expect(series.map((one) => one.samples.length)).toEqual([count, count, count]);
  expect(series[2]!.samples[count - 1]).toEqual({
    bits: bitsOf((count - 1) / 3),
    value: (count - 1) / 3,
    timeMs: 1_790_000_000_000 + (count - 1) * 1000,
  });
});
