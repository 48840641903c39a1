import { expect, test } from "vitest";
import { signalLength } from "../lengths.ts";
import { sampleSignal } from "../testing/samples.ts";
import { constant } from "./constant.ts";
import { limit } from "./limit.ts";
import { noise } from "./noise.ts";
import { sequence } from "./sequence.ts";
import { values } from "./values.ts";

const of = (value: number, forMs: number) => limit({ of: constant(value), length: { forMs } });

test("sequence gives each part the time from its begin to before its end", () => {
  // At a step of 15 s: part 1 owns 0; part 2 [10, 40) owns 15 and 30; part 3 [40, 44) owns none; part 4 [44, 60) owns
  // 45.
  const signal = sequence([of(1, 10_000), of(2, 30_000), of(3, 4000), of(4, 16_000)]);
  expect(sampleSignal(signal, { count: 6, ending: "missing" })).toEqual([1, 2, 2, 4, undefined, undefined]);
  expect(signalLength(signal, 15_000)).toBe(4);
});

test("sequence may end with an endless part", () => {
  expect(sampleSignal(sequence([values([7]), constant(1)]), { first: 0, count: 3 })).toEqual([7, 1, 1]);
});

test("sequence refuses an empty list and an endless part before the last", () => {
  expect(() => sequence([])).toThrow("sequence: parts must be at least one signal, got an empty list");
  expect(() => sequence([noise({ stddev: 1 }), constant(1)])).toThrow(
    "sequence: parts[0] must be finite, because another part follows (limit makes it so), got an endless noise",
  );
});
