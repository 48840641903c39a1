import { expect, test } from "vitest";
import { extentOf, factorsFor, reaches } from "./extent.ts";

const goal = { low: 0, high: 0.9, aim: 0.6, least: 0.02, orZero: true };
const series = (...values: readonly number[]) => ({
  labels: new Map<string, string>(),
  values: Float64Array.from(values),
});

test("extentOf looks at every series and hour where there is a number", () => {
  expect(extentOf([series(3, Number.NaN, 1), series(Number.POSITIVE_INFINITY, 7)])).toEqual({ min: 1, max: 7 });
  expect(extentOf([series(Number.NaN)])).toBeUndefined();
});

test("values are where they should be within their bounds, with something to see", () => {
  expect(reaches({ min: 0.1, max: 0.8 }, goal)).toBe(true);
  expect(reaches({ min: 0.1, max: 0.95 }, goal)).toBe(false);
  expect(reaches({ min: -0.1, max: 0.8 }, goal)).toBe(false);
  expect(reaches({ min: 0, max: 0.001 }, goal)).toBe(false);
  // All of it, always.
  expect(reaches({ min: 1, max: 1 }, goal)).toBe(true);
});

test("0 is allowed below the least value of what may be 0", () => {
  const bytes = { low: 1024, high: 1e15, aim: 1e9, least: Number.NEGATIVE_INFINITY, orZero: true };
  expect([0, 5, 2000].map((min) => reaches({ min, max: 5000 }, bytes))).toEqual([true, false, true]);
});

test("factorsFor solves for what grows with a level, and for what shrinks with it", () => {
  // 3 at 1, 6 at 2: 0.2 makes 0.6.
  expect(factorsFor(goal, { min: 3, max: 3 }, { min: 6, max: 6 })[0]).toBeCloseTo(0.2);
  // 3 at 1, 1.5 at 2, so 3 / f: 5 makes 0.6.
  expect(factorsFor(goal, { min: 3, max: 3 }, { min: 1.5, max: 1.5 })[1]).toBeCloseTo(5);
  expect(factorsFor(goal, { min: 3, max: 3 }, { min: 3, max: 3 })).toEqual([]);
});
