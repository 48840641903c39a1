import { expect, test } from "vitest";
import { columnsOf, frameOf, seriesOf, tools } from "../../testing/frames.ts";
import { concatenate, seriesToRows } from "./series.ts";

test("concatenate puts all fields into one frame as long as the longest", () => {
  const frames = [frameOf("A", { a: [1, 2] }), frameOf("B", { b: [3] })];
  expect(columnsOf(concatenate(frames, {}, tools()).frames)).toEqual([{ a: [1, 2], b: [3, undefined] }]);
  expect(concatenate([frames[0]!], {}, tools()).frames).toEqual([frames[0]]);
});

test("concatenate puts the name of a frame into its fields' names, or labels", () => {
  const frames = [frameOf("A", { Value: [1], x: [1] }, { name: "one" }), frameOf("B", { y: [3] })];
  expect(columnsOf(concatenate(frames, {}, tools()).frames).map(Object.keys)).toEqual([["one", "one · x", "y"]]);
  const [labelled] = concatenate(frames, { frameNameMode: "label", frameNameLabel: "f" }, tools()).frames;
  expect(labelled!.fields[0]!.labels).toEqual(new Map([["f", "one"]]));
});

test("seriesToRows puts series below one another, each row with its series' name", () => {
  const series = [seriesOf("A", { job: "api" }, [1, 2], "api"), seriesOf("A", { job: "web" }, [5], "web")];
  expect(columnsOf(seriesToRows(series, {}, tools()).frames)).toEqual([
    { Time: [0, 1000, 0], Metric: ["api", "api", "web"], Value: [1, 2, 5] },
  ]);
});

test("seriesToRows leaves frames alone that are no series", () => {
  const table = frameOf("A", { job: ["a"], Value: [1] });
  expect(seriesToRows([table], {}, tools()).frames).toEqual([table]);
});
