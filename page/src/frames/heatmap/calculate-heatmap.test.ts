import { expect, test } from "vitest";
import { answerFrames } from "../answers/answer-frames.ts";
import { columnsOf, seriesOf, targetOf } from "../testing.ts";
import { calculateHeatmap } from "./calculate-heatmap.ts";
import { niceSize, niceSpan, spanOf } from "./nice-size.ts";

const frames = answerFrames([targetOf("A", [seriesOf({}, [1, 2, 12, null]), seriesOf({}, [3, 14, 25, "NaN"])])]);
const size = (x: string, y: string) => ({
  xBuckets: { mode: "size", value: x } as never,
  yBuckets: { mode: "size", value: y } as never,
});

test("calculateHeatmap counts samples in buckets of time and value, columns from left, rows from below", () => {
  expect(columnsOf([calculateHeatmap(frames, size("2m", "10"))])).toEqual([
    { xMin: [0, 0, 0, 120_000, 120_000, 120_000], yMin: [0, 10, 20, 0, 10, 20], Count: [3, 1, 0, 0, 1, 1] },
  ]);
});

test("calculateHeatmap has columns for the whole range that is shown", () => {
  const { fields } = calculateHeatmap(frames, size("2m", "30"), [-120_000, 240_000]);
  expect(fields[0]!.values).toEqual([-120_000, 0, 120_000, 240_000]);
  expect(fields[2]!.values).toEqual([0, 4, 2, 0]);
});

test("calculateHeatmap counts powers of two, each split in two", () => {
  const log = { yBuckets: { value: "2", scale: { type: "log", log: 2 } } as never, xBuckets: size("1h", "1").xBuckets };
  const data = answerFrames([targetOf("A", [seriesOf({}, [1, 1.5, 2, 0])])]);
  const { fields } = calculateHeatmap(data, log);
  expect(fields[1]!.values.map((value: number) => value ** 2).map(Math.round)).toEqual([1, 2, 4]);
  expect(fields[2]!.values).toEqual([1, 1, 1]);
});

test("calculateHeatmap says that there is nothing, or too much, to count", () => {
  expect(() => calculateHeatmap([], {})).toThrow("no series");
  expect(() => calculateHeatmap(frames, size("1ms", "0.001"))).toThrow("more than 500000 cells");
});

test.for<[number, number]>([
  [0.0123, 0.01],
  [0.0175, 0.015],
  [1.7, 1],
  [24.9, 20],
  [95, 95],
])("niceSize of %d is %d", ([value, nice]) => expect(niceSize(value)).toBe(nice));

test("niceSpan and spanOf read times", () => {
  expect(niceSpan(70_000)).toBe(60_000);
  expect(niceSpan(0.2)).toBe(1);
  expect(["1m", "250ms", "5000", "x", undefined].map((text) => spanOf(text))).toEqual([
    60_000,
    250,
    5000,
    undefined,
    undefined,
  ]);
});
