import { expect, test } from "vitest";
import { formatFloat } from "./format-float.ts";

// Printed by Go: strconv.FormatFloat(x, 'g', -1, 64).
test.for([
  [1, "1"],
  [0, "0"],
  [0.05, "0.05"],
  [2.5, "2.5"],
  [100_000, "100000"],
  [999_999, "999999"],
  [1_000_000, "1e+06"],
  [1_234_567, "1.234567e+06"],
  [1_000_000.5, "1.0000005e+06"],
  [123_456.789, "123456.789"],
  [0.0001, "0.0001"],
  [0.00012345, "0.00012345"],
  [0.000025, "2.5e-05"],
  [1e21, "1e+21"],
  [1e100, "1e+100"],
  [5e-324, "5e-324"],
  [-0.5, "-0.5"],
  [-1_000_000, "-1e+06"],
  [Number.POSITIVE_INFINITY, "+Inf"],
  [Number.NEGATIVE_INFINITY, "-Inf"],
  [Number.NaN, "NaN"],
] as const)("formatFloat prints %d as %s", ([value, expected]) => {
  expect(formatFloat(value)).toBe(expected);
});
