import { expect, test } from "vitest";
import { columnsOf, frameOf, tools } from "../../testing/frames.ts";
import { groupingToMatrix } from "./grouping-to-matrix.ts";

const frame = frameOf("A", { team: ["red", "blue"], stage: ["dev", "dev"], Value: [1, 2] });

test("groupingToMatrix makes rows of one field and columns of another", () => {
  const options = { columnField: "team", rowField: "stage", valueField: "Value" };
  expect(columnsOf(groupingToMatrix([frame], options, tools()).frames)).toEqual([
    { "stage\\team": ["dev"], red: undefined, blue: undefined },
  ]);
});

test("groupingToMatrix does nothing without its fields, or with several frames", () => {
  expect(groupingToMatrix([frame], { columnField: "gone" }, tools()).frames).toEqual([frame]);
  expect(groupingToMatrix([frame, frame], {}, tools()).frames).toHaveLength(2);
});
