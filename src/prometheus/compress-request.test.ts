import { createRequire } from "node:module";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createBlock, missing, present, stale } from "../generator/block.ts";
import { compressRequest, type LikeSegment, maxCompressedLength } from "./compress-request.ts";
import { encodeLabels } from "./encode-labels.ts";
import { RequestWriter, sliceTemplate } from "./request-writer.ts";

const snappy = createRequire(import.meta.url)("snappyjs") as {
  compress(data: Uint8Array): Uint8Array;
  uncompress(data: Uint8Array): Uint8Array;
};

function compress(input: Uint8Array, segments: readonly LikeSegment[]): Uint8Array {
  const output = new Uint8Array(maxCompressedLength(input.length)).fill(0xaa);
  return output.slice(0, compressRequest(input, segments, output));
}

test("compressRequest is undone by Snappy, whatever the bytes and wherever they are expected to be alike", () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.array(fc.constantFrom(0, 0, 0, 1), { maxLength: 3000 }).map((values) => Uint8Array.from(values)),
    fc
      .tuple(fc.uint8Array({ minLength: 1, maxLength: 50 }), fc.integer({ min: 1, max: 3000 }))
      .map(([part, count]) => Uint8Array.from({ length: part.length * count }, (_, i) => part[i % part.length]!)),
  );
  fc.assert(
    fc.property(bytes, fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 8 }), (input, cuts) => {
      const ends = [...cuts.map(([cut]) => cut % (input.length + 1)), input.length].sort((a, b) => a - b);
      const segments = ends.map((end, i) => {
        const begin = i === 0 ? 0 : ends[i - 1]!;
        return { end, offset: begin === 0 ? 0 : (cuts[i]?.[1] ?? 1) % (Math.min(begin, 65_535) + 1) };
      });
      const compressed = compress(input, segments);
      expect(Buffer.from(snappy.uncompress(compressed)).equals(Buffer.from(input))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("compressRequest writes long literals and copies as the format says", () => {
  for (const length of [0, 1, 60, 61, 255, 256, 257, 65_536, 65_537, 16_777_217]) {
    const input = Uint8Array.from({ length }, (_, i) => (i * 2_654_435_761) >>> 13);
    expect(Buffer.from(snappy.uncompress(compress(input, [{ end: length, offset: 0 }]))).equals(Buffer.from(input))).toBe(true);
  }
  for (const offset of [1, 2047, 2048, 65_535]) {
    const input = new Uint8Array(200_000).fill(7);
    const compressed = compress(input, [
      { end: offset, offset: 0 },
      { end: input.length, offset },
    ]);
    expect(Buffer.from(snappy.uncompress(compressed)).equals(Buffer.from(input))).toBe(true);
    // 3 bytes for every 64.
    expect(compressed.length - offset).toBeLessThan(10_000);
  }
});

test("RequestWriter compresses what it wrote, gaps and uneven times too, about as small as a search would", () => {
  const writer = new RequestWriter();
  const shapes = fc.record({
    from: fc.constantFrom(1_790_000_000_000, 16_000, 2 ** 21 - 300_000),
    length: fc.integer({ min: 1, max: 130 }),
    series: fc.array(
      fc.array(fc.constantFrom(present, present, present, present, present, missing, stale), { minLength: 130, maxLength: 130 }),
      { maxLength: 8 },
    ),
    whole: fc.boolean(),
  });
  fc.assert(
    fc.property(shapes, ({ from, length, series, whole }) => {
      writer.clear();
      for (const [i, states] of series.entries()) {
        const block = createBlock(130);
        block.states.set(whole || i % 2 === 0 ? states.map(() => present) : states);
        for (let k = 0; k < 130; k++) block.values[k] = Math.sin(k) * 1000 + i;
        writer.appendSeries(
          encodeLabels({ name: "x", labels: [["i", "y".repeat(i)]], native: false }),
          block,
          length,
          sliceTemplate(from, 15_000, length),
        );
      }
      expect(Buffer.from(snappy.uncompress(writer.compress())).equals(Buffer.from(writer.bytes()))).toBe(true);
    }),
  );
  writer.clear();
  const block = createBlock(120);
  for (let i = 0; i < 160; i++) {
    for (let k = 0; k < 120; k++) block.values[k] = Math.floor(1e6 + 37 * k + 1000 * Math.sin(k * i));
    block.states.fill(present);
    writer.appendSeries(
      encodeLabels({ name: "x", labels: [["instance", `host-${i}`]], native: false }),
      block,
      120,
      sliceTemplate(1_790_000_000_000, 15_000, 120),
    );
  }
  expect(writer.compress().length).toBeLessThan(1.1 * snappy.compress(writer.bytes()).length);
});
