// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: worked out apart from the code.
import { expect, test } from "vitest";
import { logarithm } from "./logarithm.ts";

// Worked out with 40 digits (mpmath).
test.for([
  [5e-324, -744.4400719213812],
  [1e-310, -713.8013788281542],
  [1e-5, -11.512925464970229],
  [0.1, -2.3025850929940455],
  [0.5, -0.6931471805599453],
  [0.9999999, -1.0000000494736474e-7],
  [1.0000001, 9.999999505838704e-8],
  [1.4142135, 0.3465735461755332],
  [2, 0.6931471805599453],
  [12345.678, 9.421061321291832],
  [1e300, 690.7755278982137],
] as const)("logarithm of %d is within 1e-15 of %d", ([x, expected]) => {
  expect(Math.abs(logarithm(x) - expected)).toBeLessThanOrEqual(1e-15 * Math.abs(expected));
});

test("logarithm is 0 at 1, −∞ at 0, NaN below, ∞ at ∞", () => {
  const { NaN: none, POSITIVE_INFINITY: infinite } = Number;
  expect([1, 0, -1, none, infinite].map(logarithm)).toEqual([0, -infinite, none, none, infinite]);
});
