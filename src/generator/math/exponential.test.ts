import { expect, test } from "vitest";
import { exponential } from "./exponential.ts";

// Worked out with 40 digits (mpmath).
test.for([
  [-745, 5e-324],
  [-708, 3.307553003638408e-308],
  [-20.5, 1.2501528663867426e-9],
  [-1, 0.36787944117144233],
  [-1e-9, 0.999999999],
  [0, 1],
  [1e-5, 1.00001000005],
  [0.3, 1.3498588075760032],
  [2.5, 12.182493960703473],
  [10, 22026.465794806718],
  [100.25, 3.451610733125924e43],
  [709, 8.218407461554972e307],
] as const)("exponential of %d is within 1e-15 of %d", ([x, expected]) => {
  expect(Math.abs(exponential(x) - expected)).toBeLessThanOrEqual(1e-15 * expected);
});

test("exponential goes to 0 and infinity at the ends, and keeps NaN", () => {
  expect([-800, 800, Number.NaN].map(exponential)).toEqual([0, Number.POSITIVE_INFINITY, Number.NaN]);
});
