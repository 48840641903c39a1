import fc from "fast-check";
import { expect, test } from "vitest";
import { sampleSignal } from "../testing/samples.ts";
import { line } from "./line.ts";
import { round } from "./round.ts";
import { values } from "./values.ts";

const rounded = (list: readonly (number | null)[], to?: number) =>
  sampleSignal(round({ of: values(list), ...(to === undefined ? {} : { to }) }), { count: list.length });

test("round makes whole numbers, halves up, and keeps missing samples missing", () => {
  expect(rounded([0.4, 0.5, 1.5, 2.5, null, 7])).toEqual([0, 1, 2, 3, undefined, 7]);
  expect(rounded([-0.4, -0.5, -0.6, -1.5])).toEqual([0, 0, -1, -1]);
});

test("round does not add a half and cut off: the number below a half stays 0, and large whole numbers stay", () => {
  expect(rounded([0.49999999999999994, 4503599627370497, 9007199254740991, 1e300])).toEqual([
    0, 4503599627370497, 9007199254740991, 1e300,
  ]);
});

test("round takes the nearest multiple, written as a person writes it", () => {
  expect(rounded([0.26, 0.34, 0.35, 1.0000001], 0.1)).toEqual([0.3, 0.3, 0.4, 1]);
  expect(rounded([0.1, 0.13, -0.13], 0.25)).toEqual([0, 0.25, -0.25]);
  expect(rounded([7, 8, 12.4, 12.5], 5)).toEqual([5, 10, 10, 15]);
  expect(rounded([1e308, 3], 0.001)).toEqual([1e308, 3]);
});

test("round is as long as its signal, closing instant included", () => {
  const of = line({ from: 0, to: 3, length: { forMs: 60_000 } });
  expect(sampleSignal(round({ of }), { count: 7, ending: "missing" })).toEqual([0, 1, 2, 2, 3, undefined, undefined]);
});

test("round never falls where its signal rises, and is at most half a step away", () => {
  const pair = fc.tuple(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), fc.constantFrom(1, 0.1, 0.25, 3, 1024, 0.3));
  fc.assert(
    fc.property(pair, fc.double({ noNaN: true, min: 0, max: 10 }), ([value, to], more) => {
      const [low, high] = rounded([value, value + more], to) as [number, number];
      expect(high).toBeGreaterThanOrEqual(low);
      expect(Math.abs(low - value)).toBeLessThanOrEqual(to / 2 + 1e-9);
    }),
  );
});

test("round refuses a step of 0, below 0, or without end", () => {
  for (const to of [0, -1, Number.POSITIVE_INFINITY, Number.NaN])
    expect(() => round({ of: values([1]), to })).toThrow(`round: to must be a finite number greater than 0, got ${to}`);
});
