import { expect, test } from "vitest";
import type { JsonObject } from "../../../json/read.ts";
import { columnsOf, frameOf, tools } from "../../testing/frames.ts";
import { NotJudged } from "../frame.ts";
import { filterByValue, limit } from "./filter-rows.ts";

const frames = [frameOf("A", { team: ["red", "blue", "red"], Value: [1, 2, 3] })];
const filter = (fieldName: string, id: string, value: unknown) => ({ fieldName, config: { id, options: { value } } });
const values = (options: JsonObject) => columnsOf(filterByValue(frames, options, tools()).frames)[0]!["Value"];

test("filterByValue keeps or leaves out rows that meet all conditions, or any", () => {
  const filters = [filter("team", "equal", "red"), filter("Value", "greater", 1)];
  expect(values({ type: "include", match: "all", filters })).toEqual([3]);
  expect(values({ type: "include", match: "any", filters })).toEqual([1, 2, 3]);
  expect(values({ type: "exclude", match: "all", filters })).toEqual([1, 2]);
  expect(values({ type: "exclude", match: "any", filters })).toEqual([]);
  expect(values({ filters: [] })).toEqual([1, 2, 3]);
  expect(values({ filters: [filter("team", "equal", "blue")] })).toEqual([2]);
});

test("filterByValue keeps no row for a field that is not there, and names it", () => {
  const result = filterByValue(frames, { type: "include", filters: [filter("gone", "equal", "red")] }, tools());
  expect(result).toMatchObject({
    frames: [{ length: 0 }],
    missing: ["gone"],
    does: 'keeps rows where gone equal "red"',
  });
  const excluded = filterByValue(frames, { type: "exclude", filters: [filter("gone", "equal", "red")] }, tools());
  expect(excluded).toMatchObject({ frames: [{ length: 3 }], missing: [] });
});

test("filterByValue does not judge values that it does not know", () => {
  const unknown = [{ ...frames[0]!, fields: [{ name: "a", kind: "number" as const }] }];
  expect(() => filterByValue(unknown, { filters: [filter("a", "equal", 1)] }, tools())).toThrow(NotJudged);
});

test.for<[limitField: unknown, expected: number[]]>([
  [0, []],
  ["2", [1, 2]],
  [-1, [3]],
  [10, [1, 2, 3]],
  ["x", [1, 2, 3]],
  [undefined, [1, 2, 3]],
])("limit of %j leaves %j", ([limitField, expected]) => {
  const { frames: left } = limit(frames, { limitField }, tools());
  expect(columnsOf(left)[0]!["Value"]).toEqual(expected);
  expect(left[0]!.length).toBe(expected.length);
});
