import { expect, test } from "vitest";
import { sampleExemplars } from "./sample-exemplars.ts";

const made = (...points: readonly (readonly [timeMs: number, value: number])[]) =>
  points.map(([timeMs, value]) => ({ timeMs, value, labels: new Map(), seriesLabels: new Map() }));
const values = (all: ReturnType<typeof made>, stepMs: number) => sampleExemplars(all, stepMs).map(({ value }) => value);

test("sampleExemplars keeps the greatest of each step, and those far below it", () => {
  // Mean 4.5 and, of eight, a standard deviation of 3.74: two of them are 7.48.
  const all = made([0, 1], [1, 1], [2, 9], [3, 8], [10, 1], [11, 2], [12, 7], [13, 7]);
  expect(values(all, 10)).toEqual([9, 1, 7]);
});

test("sampleExemplars orders steps by time, keeps a single one, and leaves out what is no number", () => {
  expect(values(made([30, 3], [5, 2], [31, Number.NaN]), 10)).toEqual([2, 3]);
  expect(values(made(), 10)).toEqual([]);
});
