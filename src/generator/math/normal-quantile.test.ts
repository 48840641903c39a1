import { expect, test } from "vitest";
import { normalCdf } from "./normal-cdf.ts";
import { normalQuantile } from "./normal-quantile.ts";

// Worked out with 40 digits (mpmath).
test.for([
  [1e-300, -37.0470962993612],
  [1e-20, -9.262340089798407],
  [1e-9, -5.9978070150076865],
  [0.001, -3.0902323061678136],
  [0.01, -2.326347874040841],
  [0.0751, -1.43882539275254],
  [0.25, -0.6744897501960817],
  [0.6, 0.2533471031357997],
  [0.9, 1.2815515655446006],
  [0.95, 1.6448536269514722],
  [0.99, 2.3263478740408408],
  [0.999, 3.090232306167813],
] as const)("normalQuantile of %d is within 2e-15 of %d", ([p, expected]) => {
  expect(Math.abs(normalQuantile(p) / expected - 1)).toBeLessThan(2e-15);
});

test("normalQuantile is 0 at ½ and infinite at 0 and 1, and normalCdf turns it back", () => {
  expect([0, 0.5, 1].map(normalQuantile)).toEqual([Number.NEGATIVE_INFINITY, 0, Number.POSITIVE_INFINITY]);
  for (let p = 0.005; p < 1; p += 0.005) expect(Math.abs(normalCdf(normalQuantile(p)) - p)).toBeLessThan(1e-15);
});
