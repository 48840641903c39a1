import { expect, test } from "vitest";
import { cosineOfTurns } from "./cosine.ts";

test("cosineOfTurns is exact at the quarters", () => {
  expect([0, 0.25, 0.5, 0.75, 1].map(cosineOfTurns)).toEqual([1, 0, -1, 0, 1]);
});

// Worked out with 40 digits (mpmath).
test.for([
  [0.01, 0.99802672842827156187],
  [0.1, 0.8090169943749474036],
  [0.125, 0.7071067811865475244],
  [0.2, 0.30901699437494735776],
  [0.3, -0.30901699437494735776],
  [0.375, -0.7071067811865475244],
  [0.45, -0.95105651629515359367],
  [0.6, -0.80901699437494750611],
  [0.9, 0.80901699437494750611],
] as const)("cosineOfTurns of %d is within 1e-15 of %d", ([turns, expected]) => {
  expect(Math.abs(cosineOfTurns(turns) - expected)).toBeLessThan(1e-15);
});
