import { expect, test } from "vitest";
import { combineAll, isThere } from "./vector-operations.ts";

test.for([
  ["sum", 10],
  ["avg", 2.5],
  ["min", 1],
  ["max", 4],
  ["count", 4],
  ["group", 1],
  // Distances of 1.5 and 0.5 from the mean, twice each: 5 / 4.
  ["stdvar", 1.25],
  ["stddev", Math.sqrt(1.25)],
  ["quantile", 3],
] as const)("combineAll: %s of 4, 1, 3 and 2 is %s", ([op, expected]) => {
  expect(combineAll(op, members([4], [1], [3], [2]), 0.5)).toEqual(Float64Array.of(expected));
});

test("combineAll takes at each instant the series that are there then", () => {
  const all = members([4, 1, Number.NaN], [Number.NaN, 2, Number.NaN]);
  expect(combineAll("count", all, 0)).toEqual(Float64Array.of(1, 2, Number.NaN));
  expect(combineAll("sum", all, 0)).toEqual(Float64Array.of(4, 3, Number.NaN));
});

test("isThere asks for one value that is a number", () => {
  expect([isThere(Float64Array.of(Number.NaN, 0)), isThere(Float64Array.of(Number.NaN))]).toEqual([true, false]);
});

function members(...all: readonly (readonly number[])[]) {
  return all.map((values) => ({ labels: new Map<string, string>(), values: Float64Array.from(values) }));
}
