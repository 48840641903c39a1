// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: worked out apart from the code.
import { expect, test } from "vitest";
import { cosineOfTurns } from "./cosine.ts";

test("cosineOfTurns is exact at the quarters", () => {
  expect([0, 0.25, 0.5, 0.75, 1].map(cosineOfTurns)).toEqual([1, 0, -1, 0, 1]);
});

// Worked out with 40 digits (mpmath).
test.for([
  [0.01, 0.9980267284282716],
  [0.1, 0.8090169943749475],
  [0.125, 0.7071067811865476],
  [0.2, 0.30901699437494734],
  [0.3, -0.30901699437494734],
  [0.375, -0.7071067811865476],
  [0.45, -0.9510565162951536],
  [0.6, -0.8090169943749475],
  [0.9, 0.8090169943749475],
] as const)("cosineOfTurns of %d is within 1e-15 of %d", ([turns, expected]) => {
  expect(Math.abs(cosineOfTurns(turns) - expected)).toBeLessThan(1e-15);
});
