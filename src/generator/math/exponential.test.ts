import { expect, test } from "vitest";
import { exponential } from "./exponential.ts";

// Worked out with 40 digits (mpmath).
test.for([
  [-745, 2.8223507304719370764e-324],
  [-708, 3.3075530036384079962e-308],
  [-20.5, 1.2501528663867426289e-9],
  [-1, 0.3678794411714423216],
  [-1e-9, 0.9999999990000000005],
  [0, 1],
  [1e-5, 1.0000100000500001667],
  [0.3, 1.349858807576003089],
  [2.5, 12.182493960703473438],
  [10, 22026.465794806716517],
  [100.25, 3.4516107331259239871e43],
  [709, 8.2184074615549721892e307],
] as const)("exponential of %d is within 1e-15 of %d", ([x, expected]) => {
  expect(Math.abs(exponential(x) - expected)).toBeLessThanOrEqual(1e-15 * expected);
});

test("exponential goes to 0 and infinity at the ends, and keeps NaN", () => {
  expect([-800, 800, Number.NaN].map(exponential)).toEqual([0, Number.POSITIVE_INFINITY, Number.NaN]);
});
