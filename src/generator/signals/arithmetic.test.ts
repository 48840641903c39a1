import { expect, test } from "vitest";
import { signalLength } from "../lengths.ts";
import { sampleSignal } from "../testing/samples.ts";
import { add, div, mul, sub } from "./arithmetic.ts";
import { constant } from "./constant.ts";
import { line } from "./line.ts";
import { notation } from "./notation.ts";
import { values } from "./values.ts";

const [a, b] = [values([8, 6, null, 4]), values([2, 0, 3, null, 9])];
const sample = (signal: Parameters<typeof sampleSignal>[0]) => sampleSignal(signal, { count: 5, ending: "missing" });

test("add, sub, mul and div go scrape by scrape, are missing where an operand is, and end with the shortest", () => {
  const missing = undefined;
  expect(sample(add([a, b]))).toEqual([10, 6, missing, missing, missing]);
  expect(sample(sub([a, b, constant(1)]))).toEqual([5, 5, missing, missing, missing]);
  expect(sample(mul([a, b, constant(2)]))).toEqual([32, 0, missing, missing, missing]);
  expect(signalLength(add([a, b]), 15_000)).toBe(4);
});

test("div by 0 is missing, 0 by 0 too", () => {
  expect(sample(div([a, b]))).toEqual([4, undefined, undefined, undefined, undefined]);
  expect(sampleSignal(div([constant(0), constant(0)]), { count: 1 })).toEqual([undefined]);
  expect(sampleSignal(div([constant(12), constant(3), constant(2)]), { count: 1 })).toEqual([2]);
});

test("add takes a stale marker for a missing scrape", () => {
  expect(sampleSignal(add([notation("1 stale 1"), constant(1)]), { count: 3 })).toEqual([2, undefined, 2]);
});

test("add closes with the closing instant of its shortest operands", () => {
  const ramp = line({ from: 0, to: 3, length: { forMs: 45_000 } });
  expect(sampleSignal(add([ramp, constant(10)]), { count: 6 })).toEqual([10, 11, 12, 13, 13, 13]);
  expect(sampleSignal(add([constant(10), ramp]), { count: 6, ending: "missing" })).toEqual([
    10,
    11,
    12,
    13,
    undefined,
    undefined,
  ]);
});

test("add, sub, mul and div refuse fewer than two operands", () => {
  expect(() => div([constant(1)])).toThrow("div: operands must be two or more signals, got 1");
});
