import fc from "fast-check";
import { expect, test } from "vitest";
import { roundValues } from "./round-values.ts";

test("a gauge keeps the given significant digits, gaps, NaN and infinities", () => {
  const values = [123_456, 0.000123456, null, -98_765.4, Number.NaN, Number.POSITIVE_INFINITY];
  expect(roundValues(values, { digits: 3, counter: false })).toEqual([
    ...[123_000, 0.000123, null, -98_800, Number.NaN, Number.POSITIVE_INFINITY],
  ]);
});

test("a counter keeps the digits of its increments, and falls where it fell", () => {
  const values = [1_234_567_890, 1_234_567_900, null, 1_234_568_123, 5, 17.26];
  expect(roundValues(values, { digits: 3, counter: true })).toEqual([
    ...[1_230_000_000, 1_230_000_010, null, 1_230_000_233, 5, 17.3],
  ]);
});

test("a counter never falls where it did not, and its rates keep their digits", () => {
  const increments = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(increments, fc.integer({ min: 2, max: 6 }), (list, digits) => {
      let total = 0;
      const values = list.map((one) => (total += one));
      const rounded = roundValues(values, { digits, counter: true }) as number[];
      for (let place = 1; place < list.length; place++) {
        const [was, is] = [values[place]! - values[place - 1]!, rounded[place]! - rounded[place - 1]!];
        expect(is).toBeGreaterThanOrEqual(0);
        expect(Math.abs(is - was)).toBeLessThanOrEqual(was * 10 ** (1 - digits) + 1e-6);
      }
    }),
  );
});
