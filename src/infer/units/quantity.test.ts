import { expect, test } from "vitest";
import { quantity, rescaled } from "./quantity.ts";

test("rescaled multiplies the scale, without traces of binary fractions", () => {
  // 0.1 × 3 would be 0.30000000000000004.
  expect(rescaled(quantity("seconds", 0.1), 3)).toEqual(quantity("seconds", 0.3));
  expect(rescaled(quantity("bytes"), 1 / 1024)?.scale).toBeCloseTo(0.0009765625);
});

test("rescaled knows no quantity for factors that leave nothing to divide by", () => {
  expect(rescaled(undefined, 2)).toBeUndefined();
  expect(rescaled(quantity("bytes"), 0)).toBeUndefined();
  expect(rescaled(quantity("bytes"), Number.POSITIVE_INFINITY)).toBeUndefined();
});
