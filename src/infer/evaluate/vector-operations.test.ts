import { expect, test } from "vitest";
import { combine } from "./vector-operations.ts";

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
] as const)("combine: %s of 4, 1, 3 and 2 is %s", ([op, expected]) => {
  expect(combine(op, [4, 1, 3, 2], 0.5)).toBe(expected);
});
