import { expect, test } from "vitest";
import { sampleSignal } from "../testing/samples.ts";
import { constant } from "./constant.ts";

test("constant is the same for ever, NaN and infinity too", () => {
  expect(sampleSignal(constant(4.5), { first: 100_000, count: 2 })).toEqual([4.5, 4.5]);
  expect(sampleSignal(constant(Number.NaN), { count: 1 })).toEqual([Number.NaN]);
});

test("constant refuses what is no number", () => {
  expect(() => constant("7" as never)).toThrow(new RangeError("constant: value must be a number, got 7"));
});
