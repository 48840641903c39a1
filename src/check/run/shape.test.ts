import { expect, test } from "vitest";
import { shapeOf } from "./shape.ts";

const timing = { startMs: 0, endMs: 4000, stepMs: 1000, intervalMs: 1000, rateIntervalMs: 4000, rangeMs: 4000 };
const series = (values: number[], timesMs = values.map((_, index) => index * 1000)) => ({
  labels: new Map(),
  timesMs,
  values,
});

test.for([
  [[], { shape: [] }],
  [[series([Number.NaN]), series([5])], { lastValue: 5, shape: [5] }],
  [[series([1, 2, 3, Number.NaN])], { lastValue: 3, shape: [1, 2, 3, 3] }],
] as const)("shapeOf %j", ([given, expected]) => {
  expect(shapeOf(given, timing)).toEqual(expected);
});

test("shapeOf has at most 240 points, and keeps a gap that is longer than samples lie apart", () => {
  const times = Array.from({ length: 1000 }, (_, index) => index * 4).filter((time) => time < 1000 || time >= 2000);
  const { shape } = shapeOf(
    [
      series(
        times.map(() => 1),
        times,
      ),
    ],
    timing,
  );
  expect(shape).toHaveLength(240);
  expect([shape[0], shape[59], shape[90], shape[239]]).toEqual([1, 1, undefined, 1]);
});
