import { expect, test } from "vitest";
import { exactFloat } from "./exact-float.ts";

// As Go's strconv.FormatFloat(x, 'f', -1, 64) prints them.
test.for([
  [0, "0"],
  [-0, "-0"],
  [1, "1"],
  [-12.5, "-12.5"],
  [1_234_567.5, "1234567.5"],
  [1e21, "1000000000000000000000"],
  [1.5e22, "15000000000000000000000"],
  [-1.234e-7, "-0.0000001234"],
  [1e-7, "0.0000001"],
  [5e-324, `0.${"0".repeat(323)}5`],
  [Number.NaN, "NaN"],
  [Number.POSITIVE_INFINITY, "+Inf"],
  [Number.NEGATIVE_INFINITY, "-Inf"],
] as const)("exactFloat prints %f without an exponent", ([value, text]) => {
  expect(exactFloat(value)).toBe(text);
});
