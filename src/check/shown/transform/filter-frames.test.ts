import { expect, test } from "vitest";
import type { JsonObject } from "../../../json/read.ts";
import { frameOf, tools } from "../../testing/frames.ts";
import { NotJudged } from "../frame.ts";
import { filterByRefId, filteredFrames } from "./filter-frames.ts";

const frames = ["A", "B", "C"].map((refId) => frameOf(refId, { a: [1] }));
const kept = (options: JsonObject) => filterByRefId(frames, options, tools()).frames.map(({ refId }) => refId);

test.for<[options: JsonObject, refIds: string[]]>([
  [{ include: "A" }, ["A"]],
  [{ include: "A|C" }, ["A", "C"]],
  [{ include: "/^[AB]$/" }, ["A", "B"]],
  [{ exclude: "B" }, ["A", "C"]],
  [{ include: "A|B", exclude: "B" }, ["A"]],
  [{ include: "D" }, []],
  [{ include: "" }, ["A", "B", "C"]],
])("filterByRefId with %j keeps %j", ([options, refIds]) => {
  expect(kept(options)).toEqual(refIds);
});

test("filteredFrames knows the filter by query only", () => {
  expect(filteredFrames({ id: "byRefId", options: "B" }, frames, tools())).toEqual([frames[1]]);
  expect(() => filteredFrames({ id: "byName", options: "B" }, frames, tools())).toThrow(NotJudged);
});
