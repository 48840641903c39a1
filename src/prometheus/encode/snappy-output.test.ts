import { Buffer } from "node:buffer";
import { createRequire } from "node:module";
import fc from "fast-check";
import { expect, test } from "vitest";
import { SnappyOutput } from "./snappy-output.ts";

const { uncompress } = createRequire(import.meta.url)("snappyjs") as typeof import("snappyjs");

test("SnappyOutput writes what Snappy reads, whatever the literals and copies", () => {
  const literal = fc.record({
    literal: fc.oneof(fc.uint8Array({ maxLength: 80 }), fc.uint8Array({ minLength: 200, maxLength: 400 })),
  });
  const copy = fc.record({ back: fc.nat(), length: fc.nat(300) });
  const alike = fc.record({
    changes: fc.array(fc.tuple(fc.nat(199), fc.nat(255)), { maxLength: 6 }),
    length: fc.integer({ min: 1, max: 200 }),
  });
  const output = new SnappyOutput();
  fc.assert(
    fc.property(fc.array(fc.oneof(literal, copy, alike), { maxLength: 30 }), (steps) => {
      const text: number[] = [];
      let last = { bytes: new Uint8Array(), length: 0, at: 0 };
      output.clear();
      for (const step of steps) {
        if ("literal" in step) {
          output.literal(step.literal, 0, step.literal.length);
          text.push(...step.literal);
        } else if ("back" in step) {
          if (text.length === 0) continue;
          const offset = 1 + (step.back % text.length);
          output.copy(offset, step.length);
          for (let i = 0; i < step.length; i++) text.push(text[text.length - offset]!);
        } else {
          const bytes = new Uint8Array(200);
          bytes.set(last.bytes.subarray(0, last.length));
          for (const [place, byte] of step.changes) bytes[place] = byte;
          output.alike({ bytes, length: step.length }, last, text.length - last.at);
          last = { bytes, length: step.length, at: text.length };
          text.push(...bytes.subarray(0, step.length));
        }
      }
      expect(output.size).toBe(text.length);
      expect(Buffer.from(uncompress(output.finish())).equals(Buffer.from(text))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("SnappyOutput writes literals and copies of every length and distance as the format says", () => {
  const output = new SnappyOutput();
  for (const length of [0, 1, 60, 61, 255, 256, 257, 65_536, 65_537, 16_777_217]) {
    const input = Uint8Array.from({ length }, (_, i) => (i * 2_654_435_761) >>> 13);
    output.clear();
    output.literal(input, 0, length);
    expect(Buffer.from(uncompress(output.finish())).equals(Buffer.from(input))).toBe(true);
  }
  for (const offset of [1, 2047, 2048, 65_535, 65_536, 100_000]) {
    for (const length of [1, 3, 4, 11, 12, 63, 64, 65, 67, 68, 200_000]) {
      const input = Uint8Array.from({ length: offset }, (_, i) => (i * 40_503) >>> 7);
      output.clear();
      output.literal(input, 0, offset);
      const before = output.at;
      output.copy(offset, length);
      const body = output.finish();
      const expected = Uint8Array.from({ length: offset + length }, (_, i) => input[i % offset]!);
      expect(Buffer.from(uncompress(body)).equals(Buffer.from(expected))).toBe(true);
      // One element for every 64 bytes, of 2, 3 or 5 bytes.
      const bytes = output.at - before;
      if (length >= 4 && length <= 11 && offset <= 2047) expect(bytes).toBe(2);
      else if (offset <= 65_535) expect(bytes).toBeLessThanOrEqual(3 * Math.ceil(length / 64));
      else expect(bytes).toBe(5 * Math.ceil(length / 64));
    }
  }
});

test("SnappyOutput copies what is alike and writes only what differs", () => {
  const output = new SnappyOutput();
  const bytes = Uint8Array.from({ length: 100 }, (_, i) => i);
  output.alike({ bytes, length: 100 }, { bytes: new Uint8Array(), length: 0 }, 0);
  const first = output.at;
  const next = bytes.slice();
  next[50] = 0xff;
  output.alike({ bytes: next, length: 100 }, { bytes, length: 100 }, 100);
  // A copy of 50, a literal of 1, a copy of 49.
  expect(output.finish().length - first).toBeLessThanOrEqual(3 + 2 + 3);
});
