import { expect, test } from "vitest";
import { normalCdf } from "./normal-cdf.ts";

// Worked out with 40 digits (mpmath).
test.for([
  [-37, 5.725571222524577e-300],
  [-8, 6.220960574271784e-16],
  [-3.5, 0.00023262907903552504],
  [-2.3263478740408408, 0.010000000000000009],
  [-1.5, 0.06680720126885807],
  [-1, 0.15865525393145705],
  [-0.3, 0.3820885778110474],
  [0, 0.5],
  [0.25, 0.5987063256829237],
  [0.7, 0.758036347776927],
  [1.1, 0.8643339390536173],
  [1.5, 0.9331927987311419],
  [2, 0.9772498680518208],
  [2.5, 0.9937903346742238],
  [4.5, 0.9999966023268753],
  [6, 0.9999999990134123],
] as const)("normalCdf of %d is within 1e-15 (and, below 0, 1e-13 of it) of %d", ([z, expected]) => {
  const error = Math.abs(normalCdf(z) - expected);
  expect(error).toBeLessThan(1e-15);
  if (z < 0) expect(error).toBeLessThan(1e-13 * expected);
});

test("normalCdf is 0 and 1 at the ends", () => {
  expect([Number.NEGATIVE_INFINITY, -100, 100, Number.POSITIVE_INFINITY].map(normalCdf)).toEqual([0, 0, 1, 1]);
});
