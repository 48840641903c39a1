import { expect, test } from "vitest";
import { normalCdf } from "./normal-cdf.ts";
import { normalQuantile } from "./normal-quantile.ts";

// Worked out with 40 digits (mpmath).
test.for([
  [1e-300, -37.047096299361199237],
  [1e-20, -9.2623400897984075796],
  [1e-9, -5.9978070150076868614],
  [0.001, -3.0902323061678135354],
  [0.01, -2.3263478740408410931],
  [0.0751, -1.4388253927525399824],
  [0.25, -0.6744897501960817432],
  [0.6, 0.25334710313579974132],
  [0.9, 1.2815515655446005935],
  [0.95, 1.6448536269514722843],
  [0.99, 2.3263478740408407676],
  [0.999, 3.0902323061678132778],
] as const)("normalQuantile of %d is within 2e-15 of %d", ([p, expected]) => {
  expect(Math.abs(normalQuantile(p) / expected - 1)).toBeLessThan(2e-15);
});

test("normalQuantile is 0 at ½ and infinite at 0 and 1, and normalCdf turns it back", () => {
  expect([0, 0.5, 1].map(normalQuantile)).toEqual([Number.NEGATIVE_INFINITY, 0, Number.POSITIVE_INFINITY]);
  for (let p = 0.005; p < 1; p += 0.005) expect(Math.abs(normalCdf(normalQuantile(p)) - p)).toBeLessThan(1e-15);
});
