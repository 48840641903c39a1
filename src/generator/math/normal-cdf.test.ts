import { expect, test } from "vitest";
import { normalCdf } from "./normal-cdf.ts";

// Worked out with 40 digits (mpmath).
test.for([
  [-37, 5.7255712225245768227e-300],
  [-8, 6.2209605742717841235e-16],
  [-3.5, 0.00023262907903552503635],
  [-2.3263478740408408, 0.010000000000000009153],
  [-1.5, 0.066807201268858066004],
  [-1, 0.15865525393145705141],
  [-0.3, 0.38208857781104736693],
  [0, 0.5],
  [0.25, 0.59870632568292372424],
  [0.7, 0.75803634777692697138],
  [1.1, 0.86433393905361734418],
  [1.5, 0.933192798731141934],
  [2, 0.9772498680518207928],
  [2.5, 0.99379033467422386483],
  [4.5, 0.99999660232687526994],
  [6, 0.99999999901341235496],
] as const)("normalCdf of %d is within 1e-15 (and, below 0, 1e-13 of it) of %d", ([z, expected]) => {
  const error = Math.abs(normalCdf(z) - expected);
  expect(error).toBeLessThan(1e-15);
  if (z < 0) expect(error).toBeLessThan(1e-13 * expected);
});

test("normalCdf is 0 and 1 at the ends", () => {
  expect([Number.NEGATIVE_INFINITY, -100, 100, Number.POSITIVE_INFINITY].map(normalCdf)).toEqual([0, 0, 1, 1]);
});
