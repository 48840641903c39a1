import { expect, test } from "vitest";
import { sampleSignal } from "../testing/samples.ts";
import { clamp } from "./clamp.ts";
import { line } from "./line.ts";
import { values } from "./values.ts";

test("clamp keeps values within its bounds and missing ones missing", () => {
  const of = values([-5, null, 5, 15]);
  expect(sampleSignal(clamp({ of, min: 0, max: 10 }), { count: 5 })).toEqual([0, undefined, 5, 10, 10]);
  expect(sampleSignal(clamp({ of, min: 0 }), { count: 4 })).toEqual([0, undefined, 5, 15]);
  expect(sampleSignal(clamp({ of, max: 10 }), { count: 4 })).toEqual([-5, undefined, 5, 10]);
});

test("clamp restricts a closing instant too", () => {
  expect(
    sampleSignal(clamp({ of: line({ from: 0, to: 20, length: { forMs: 30_000 } }), max: 15 }), { count: 4 }),
  ).toEqual([0, 10, 15, 15]);
});

test("clamp refuses no bounds, and bounds out of order", () => {
  const of = values([1]);
  expect(() => clamp({ of })).toThrow("clamp: min or max must be given, got neither");
  expect(() => clamp({ of, min: 2, max: 1 })).toThrow("clamp: max must be at least min (2), got 1");
});

test("clamp follows bounds that change, max before min, and is missing where a bound is", () => {
  const of = values([-5, 5, 15, 5, 5]);
  const min = values([0, 6, 0, null, 9]);
  const max = values([3, 9, 12, 20, 7]);
  expect(sampleSignal(clamp({ of, min, max }), { count: 5 })).toEqual([0, 6, 12, undefined, 7]);
  expect(sampleSignal(clamp({ of, max }), { count: 3 })).toEqual([-5, 5, 12]);
  const rising = line({ from: 0, to: 20, length: { forMs: 30_000 } });
  expect(sampleSignal(clamp({ of: rising, max: values([9, 9, 8]) }), { count: 4 })).toEqual([0, 9, 8, 8]);
});

test("clamp keeps a stale marker whether or not a bound is missing near it", () => {
  const of = { type: "notation", text: "5 stale 7 20" } as const;
  const max = values([10, 10, null, 10]);
  expect(sampleSignal(clamp({ of, max: 10 }), { count: 4 })).toEqual([5, "stale", 7, 10]);
  expect(sampleSignal(clamp({ of, max }), { count: 4 })).toEqual([5, "stale", undefined, 10]);
  expect(sampleSignal(clamp({ of, max }), { count: 1, first: 1 })).toEqual(["stale"]);
});
