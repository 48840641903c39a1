import { expect, test } from "vitest";
import { logarithm } from "./logarithm.ts";

// Worked out with 40 digits (mpmath).
test.for([
  [5e-324, -744.44007192138126231],
  [1e-310, -713.8013788281541651],
  [1e-5, -11.512925464970228338],
  [0.1, -2.3025850929940456285],
  [0.5, -0.69314718055994530942],
  [0.9999999, -1.0000000494736474329e-7],
  [1.0000001, 9.9999995058387045178e-8],
  [1.4142135, 0.34657354617553321816],
  [2, 0.69314718055994530942],
  [12345.678, 9.4210613212918319671],
  [1e300, 690.77552789821370526],
] as const)("logarithm of %d is within 1e-15 of %d", ([x, expected]) => {
  expect(Math.abs(logarithm(x) - expected)).toBeLessThanOrEqual(1e-15 * Math.abs(expected));
});

test("logarithm is 0 at 1, −∞ at 0, NaN below, ∞ at ∞", () => {
  const { NaN: none, POSITIVE_INFINITY: infinite } = Number;
  expect([1, 0, -1, none, infinite].map(logarithm)).toEqual([0, -infinite, none, none, infinite]);
});
