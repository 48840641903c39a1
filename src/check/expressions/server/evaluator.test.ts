import { expect, test } from "vitest";
import { readEvaluator } from "./evaluator.ts";

const passing = (type: string, params: readonly unknown[], rest = {}) =>
  [1, 2, 3, 4, 5].filter(readEvaluator({ type, params }, rest));

test.for([
  ["gt", [3], [4, 5]],
  ["lt", [3], [1, 2]],
  ["eq", [3], [3]],
  ["ne", [3], [1, 2, 4, 5]],
  ["gte", [3], [3, 4, 5]],
  ["lte", [3], [1, 2, 3]],
  ["within_range", [2, 4], [3]],
  ["outside_range", [2, 4], [1, 5]],
  ["within_range_included", [2, 4], [2, 3, 4]],
  ["outside_range_included", [2, 4], [1, 2, 4, 5]],
  ["within_range", [4, 2], []],
  ["outside_range", [4, 2], [1, 2, 3, 4, 5]],
] as const)("%s %j lets pass %j of 1 to 5", ([type, params, expected]) => {
  expect(passing(type, params)).toEqual(expected);
});

test("in classic conditions the bounds may stand in either order", () => {
  expect(passing("within_range", [4, 2], { anyOrder: true })).toEqual([3]);
  expect(passing("outside_range", [4, 2], { anyOrder: true })).toEqual([1, 5]);
});

test("NaN passes nothing but ne", () => {
  expect(readEvaluator({ type: "gt", params: [0] })(Number.NaN)).toBe(false);
  expect(readEvaluator({ type: "ne", params: [0] })(Number.NaN)).toBe(true);
});

test.for([
  [{ type: "toString", params: [1] }, "invalid evaluator type"],
  [{ type: "gt", params: [] }, "incorrect number of arguments"],
  [{ type: "within_range", params: [1] }, "got 1"],
  [{ type: "gt", params: ["1"] }, "must be a number"],
  [undefined, "invalid evaluator type"],
] as const)("readEvaluator refuses %j: %s", ([evaluator, said]) => {
  expect(() => readEvaluator(evaluator)).toThrow(said);
});
