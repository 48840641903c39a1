import { createRequire } from "node:module";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeWriteBody, staleBits } from "../../../test/servers/decode-write.ts";
import { createBlock, missing, present, type SampleBlock, stale } from "../../generator/sampling/block.ts";
import { LabelEncoder } from "./encode-labels.ts";
import { FloatWriter } from "./float-writer.ts";
import { sliceTemplate } from "./slice-template.ts";

const { compress, uncompress } = createRequire(import.meta.url)("snappyjs") as typeof import("snappyjs");
const labels = new LabelEncoder().encode({ name: "x", labels: [["job", "api"]], native: false });

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

test("FloatWriter writes every sample with its timestamp bit for bit, gaps left out, stale markers exact", () => {
  const value = fc.oneof(
    fc.double(),
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, 5e-324, Number.MAX_VALUE),
  );
  const sample = fc.oneof(
    { weight: 5, arbitrary: value },
    { weight: 1, arbitrary: fc.constantFrom("stale" as const, undefined) },
  );
  const series = fc.array(fc.array(sample, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 5 });
  const firstTimeMs = fc.oneof(
    fc.integer({ min: 0, max: 4_102_444_800_000 }),
    fc.constantFrom(0, 100, 16_300, 2 ** 21 - 50, 2 ** 42 - 1000),
  );
  fc.assert(
    fc.property(series, firstTimeMs, fc.integer({ min: 1, max: 100_000 }), (all, from, stepMs) => {
      const writer = new FloatWriter();
      const counted = all.map((samples) =>
        writer.appendSeries(labels, fill(samples), samples.length, sliceTemplate(from, stepMs, samples.length)),
      );
      const expected = all.map((samples) =>
        samples.flatMap((one, i) =>
          one === undefined ? [] : [{ bits: one === "stale" ? staleBits : bitsOf(one), timeMs: from + i * stepMs }],
        ),
      );
      const decoded = decodeWriteBody(writer.compress()).series.map(({ samples }) =>
        samples.map(({ bits, timeMs }) => ({ bits, timeMs })),
      );
      expect(decoded).toEqual(expected.filter((samples) => samples.length > 0));
      expect(counted).toEqual(all.map((samples) => samples.filter((one) => typeof one === "number").length));
    }),
  );
});

test("FloatWriter writes every sample bit for bit whatever it shares with the series before: bytes of the value, gaps, times, labels", () => {
  const writer = new FloatWriter();
  const view = new DataView(new ArrayBuffer(8));
  // Values that differ in a few bytes only, so that every number of equal bytes on either side comes up.
  const value = fc
    .array(fc.tuple(fc.nat(7), fc.constantFrom(0, 1, 0x40, 0x80, 0xff)), { maxLength: 4 })
    .map((bytes) => {
      view.setFloat64(0, 1234.5678);
      for (const [place, byte] of bytes) view.setUint8(place, byte);
      const number = view.getFloat64(0);
      return Number.isNaN(number) ? Number.NaN : number;
    });
  const gappy = fc.oneof(
    { weight: 6, arbitrary: value },
    { weight: 1, arbitrary: fc.constantFrom("stale" as const, undefined) },
  );
  const length = fc.integer({ min: 1, max: 150 });
  const run = length.chain((count) => {
    const samples = (one: fc.Arbitrary<number | "stale" | undefined>) =>
      fc.array(one, { minLength: count, maxLength: count });
    const own = fc.oneof(samples(value), samples(gappy), fc.constant(Array.from({ length: count }, () => 7)));
    const times = fc.record({
      from: fc.constantFrom(1_790_000_000_000, 2 ** 21 - 30_000, 0),
      stepMs: fc.constantFrom(1, 1000, 15_000),
    });
    const series = fc.record({
      samples: own,
      used: fc.oneof({ weight: 4, arbitrary: fc.constant(count) }, { arbitrary: fc.nat(count), weight: 1 }),
    });
    return fc.record({
      count: fc.constant(count),
      times,
      all: fc.array(fc.tuple(series, fc.string({ maxLength: 80 })), { maxLength: 8 }),
    });
  });
  fc.assert(
    fc.property(run, ({ count, times: { from, stepMs }, all }) => {
      const template = sliceTemplate(from, stepMs, count);
      writer.clear();
      const expected = all.flatMap(([{ samples, used }, text]) => {
        const own = new LabelEncoder().encode({ name: "x", labels: [["text", text]], native: false });
        const before = writer.nans;
        const written = samples
          .slice(0, used)
          .flatMap((one, i) => (one === undefined ? [] : [{ one, timeMs: from + i * stepMs }]));
        expect(writer.appendSeries(own, fill([...samples, 1, 2]), used, template)).toBe(
          written.filter(({ one }) => one !== "stale").length,
        );
        expect(writer.nans - before).toBe(written.filter(({ one }) => Number.isNaN(one)).length);
        const bits = written.map(({ one, timeMs }) => ({ bits: one === "stale" ? staleBits : bitsOf(one), timeMs }));
        return bits.length === 0 ? [] : [{ text, samples: bits }];
      });
      const body = writer.compress();
      expect(uncompress(body).length).toBe(writer.length);
      const decoded = decodeWriteBody(body).series.map((one) => ({
        text: one.labels.find(({ name }) => name === "text")?.value ?? "",
        samples: one.samples.map(({ bits, timeMs }) => ({ bits, timeMs })),
      }));
      expect(decoded).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test("FloatWriter finds what is alike further back than 64 KiB", () => {
  const writer = new FloatWriter();
  const count = 5000;
  const template = sliceTemplate(1_790_000_000_000, 100, count);
  const samples = Array.from({ length: count }, (_, i) => Math.sin(i) * 1e6);
  for (let k = 0; k < 4; k++) writer.appendSeries(labels, fill(samples.map((one) => one + k / 3)), count, template);
  const { series } = decodeWriteBody(writer.compress());
  expect(series.map((one) => one.samples.map(({ value }) => value))).toEqual(
    [0, 1, 2, 3].map((k) => samples.map((one) => one + k / 3)),
  );
  // 18 bytes a sample, of which the tags and the timestamp are 10: a copy from that far back takes 5.
  expect(writer.compress().length).toBeLessThan(0.85 * writer.length);
});

test.for([
  ["counters", (k: number, i: number) => Math.floor(1e6 + 37 * k + 1000 * Math.sin(k * i))],
  ["noise", (k: number, i: number) => 100 + Math.sin(12.9898 * k + 78.233 * i) * 43_758.5453],
  ["the same value", () => 1],
] as const)("FloatWriter makes requests of %s about as small as a search for equal bytes does", ([, valueAt]) => {
  const writer = new FloatWriter();
  const template = sliceTemplate(1_790_000_000_000, 15_000, 120);
  for (let i = 0; i < 160; i++) {
    const own = new LabelEncoder().encode({ name: "x", labels: [["instance", `host-${i}`]], native: false });
    writer.appendSeries(own, fill(Array.from({ length: 120 }, (_, k) => valueAt(k, i))), 120, template);
  }
  const body = writer.compress();
  expect(body.length).toBeLessThan(1.05 * compress(uncompress(body)).length);
});

test("FloatWriter keeps the stale marker's bits after 100,000 rounds", () => {
  const writer = new FloatWriter();
  const template = sliceTemplate(1_790_000_000_000, 15_000, 4);
  const [whole, gappy] = [fill([1, "stale", Number.NaN, "stale"]), fill([1, undefined, "stale", Number.NaN])];
  for (let i = 0; i < 100_000; i++) {
    writer.clear();
    writer.appendSeries(labels, whole, 4, template);
    writer.appendSeries(labels, gappy, 4, template);
  }
  const [first, second] = decodeWriteBody(writer.compress()).series;
  expect(first!.samples.map(({ bits }) => bits)).toEqual([bitsOf(1), staleBits, bitsOf(Number.NaN), staleBits]);
  expect(second!.samples.map(({ bits }) => bits)).toEqual([bitsOf(1), staleBits, bitsOf(Number.NaN)]);
});

test("sliceTemplate says how long a sample is where all timestamps have the same length, and FloatWriter writes them where the length changes", () => {
  expect(sliceTemplate(1_790_000_000_000, 15_000, 100).sampleBytes).toBe(18);
  // 2^14 − 1 ms is the last time of two bytes.
  const uneven = sliceTemplate(2 ** 14 - 2, 1, 4);
  expect(uneven.sampleBytes).toBeUndefined();
  const writer = new FloatWriter();
  writer.appendSeries(labels, fill([1, 2, 3, 4]), 4, uneven);
  expect(decodeWriteBody(writer.compress()).series[0]!.samples.map(({ value, timeMs }) => [value, timeMs])).toEqual([
    [1, 16_382],
    [2, 16_383],
    [3, 16_384],
    [4, 16_385],
  ]);
});

test("FloatWriter uses a template for fewer samples than it has", () => {
  const writer = new FloatWriter();
  writer.appendSeries(labels, fill([1, 2, 3, 4]), 2, sliceTemplate(1_790_000_000_000, 15_000, 4));
  expect(decodeWriteBody(writer.compress()).series[0]!.samples.map(({ timeMs }) => timeMs)).toEqual([
    1_790_000_000_000, 1_790_000_015_000,
  ]);
});

test("FloatWriter leaves a series without samples out and grows beyond its first buffer", () => {
  const writer = new FloatWriter();
  const count = 60_000;
  expect(writer.appendSeries(labels, fill([undefined, undefined]), 2, sliceTemplate(0, 1, 2))).toBe(0);
  expect(writer.length).toBe(0);
  const samples = Array.from({ length: count }, (_, i) => i / 3);
  const template = sliceTemplate(1_790_000_000_000, 1000, count);
  for (let i = 0; i < 3; i++) writer.appendSeries(labels, fill(samples), count, template);
  expect(writer.length).toBeGreaterThan(1 << 21);
  const { series } = decodeWriteBody(writer.compress());
  expect(series.map((one) => one.samples.length)).toEqual([count, count, count]);
  expect(series[2]!.samples[count - 1]).toEqual({
    bits: bitsOf((count - 1) / 3),
    value: (count - 1) / 3,
    timeMs: 1_790_000_000_000 + (count - 1) * 1000,
  });
});
