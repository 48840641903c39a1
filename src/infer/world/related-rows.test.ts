import { expect, test } from "vitest";
import type { InferredMetric, InferredSeries } from "../series/model.ts";
import { commonLabels, nearest, twinsOf } from "./related-rows.ts";

const row = (index: number, labels: Readonly<Record<string, string>>): InferredSeries => ({
  index,
  labels: new Map(Object.entries(labels)),
  signal: { form: "constant", value: 1 },
});
const [a0, a1, b0] = [row(0, { pod: "a", code: "200" }), row(1, { pod: "a", code: "500" }), row(0, { pod: "b" })];

test("nearest is the row with the most labels in common, of several the one of the same number", () => {
  expect(nearest(row(5, { pod: "a", code: "500" }), [a0, a1, b0])).toBe(a1);
  expect(nearest(row(1, { pod: "a" }), [a0, a1, b0])).toBe(a1);
  expect(nearest(row(1, { pod: "b" }), [a0, a1, b0])).toBe(b0);
  expect(nearest(a0, [])).toBeUndefined();
});

test("twinsOf are rows that some labels do not tell apart", () => {
  expect(twinsOf([a0, a1, b0], ["pod"])).toEqual(new Set([a0, a1]));
  expect(twinsOf([a0, a1, b0], ["pod", "code"])).toEqual(new Set());
});

test("commonLabels are those that every row of every metric has", () => {
  const metric = (series: readonly InferredSeries[]) => ({ series }) as InferredMetric;
  expect(commonLabels([metric([a0]), metric([a1])])).toEqual(["code", "pod"]);
  expect(commonLabels([metric([a0, b0])])).toEqual(["pod"]);
});
