import { expect, test } from "vitest";
import type { Evaluated } from "../../evaluate/evaluate.ts";
import { alwaysThere, highest } from "./day-results.ts";

const vector = (series: Record<string, number[]>): Evaluated => ({
  kind: "vector",
  series: Object.entries(series).map(([host, values]) => {
    const labels = new Map([["host", host]]);
    return { labels, values: Float64Array.from(values), rates: Float64Array.from(values) };
  }),
});

test("highest is the highest value of all series, and 0 where there is none", () => {
  expect(highest(vector({ a: [1, 5, Number.NaN], b: [2, 3, 4] }))).toBe(5);
  expect(highest(vector({}))).toBe(0);
});

test("alwaysThere is true where one series is there at every instant of every result", () => {
  const gap = vector({ a: [1, Number.NaN], b: [1, 1] });
  expect(alwaysThere([gap, vector({ b: [2, 2] })])).toBe(true);
  expect(alwaysThere([gap, vector({ a: [2, 2] })])).toBe(false);
});
