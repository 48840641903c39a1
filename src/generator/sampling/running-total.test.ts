import fc from "fast-check";
import { expect, test } from "vitest";
import { RunningTotal } from "./running-total.ts";

/** Adds terms with a block's end after every 256, as the callers do. */
function totals(terms: readonly number[], options?: { rising: boolean }): number[] {
  const total = new RunningTotal(options);
  const out = new Float64Array(terms.length);
  for (let at = 0; at < terms.length; at += 256) {
    const block = Float64Array.from(terms.slice(at, at + 256));
    total.add(block, block.length, out, at);
    if (block.length === 256) total.closeBlock();
  }
  return [...out];
}

test("RunningTotal keeps what plain addition loses", () => {
  const sums = totals(Array(10_000).fill(0.1));
  expect(sums[9]).toBe(1);
  expect(sums[9999]).toBe(1000);
  expect(totals([1e16, ...Array(1000).fill(1)])[1000]).toBe(10_000_000_000_001_000);
  expect(totals([1e100, 1, -1e100], { rising: false })[2]).toBe(1);
});

test("RunningTotal is within one rounding of the exact sum", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 2 ** 40 }), { minLength: 1, maxLength: 2000 }),
      fc.integer({ min: 0, max: 30 }),
      (list, shift) => {
        const unit = 1 / 2 ** shift;
        const exact = list.reduce((sum, value) => sum + BigInt(value), 0n);
        expect(totals(list.map((value) => value * unit)).at(-1)).toBe(Number(exact) * unit);
      },
    ),
  );
});

test("RunningTotal of terms of 0 or more never goes down, not even by rounding at a block's end", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e9, noNaN: true })), {
        minLength: 500,
        maxLength: 1500,
      }),
      (list) => {
        const sums = totals(list);
        expect(sums.every((sum, place) => sum >= (sums[place - 1] ?? 0))).toBe(true);
      },
    ),
  );
});

test("RunningTotal begins again at 0", () => {
  const total = new RunningTotal();
  total.add(Float64Array.of(5), 1, undefined, 0);
  total.restart();
  expect(total.current).toBe(0);
});
