import { expect, test } from "vitest";
import { oldThresholds, readThresholds } from "./thresholds.ts";

test("readThresholds reads mode and steps; the base has no value", () => {
  expect(readThresholds({ mode: "percentage", steps: [{ value: null, color: "green" }, { value: 9 }] })).toEqual({
    thresholdMode: "percentage",
    thresholds: [
      { value: undefined, color: "green" },
      { value: 9, color: undefined },
    ],
  });
  expect([readThresholds({ steps: [] }), readThresholds(undefined)]).toEqual([undefined, undefined]);
});

test("oldThresholds reads the text of singlestat with its colours, and the list of graph", () => {
  expect(oldThresholds("80, 90", ["green", "orange", "red"])).toEqual([
    { value: undefined, color: "green" },
    { value: 80, color: "orange" },
    { value: 90, color: "red" },
  ]);
  expect(oldThresholds([{ value: 5, op: "gt" }, { op: "lt" }], undefined)).toEqual([{ value: 5, color: undefined }]);
  expect(oldThresholds("", ["a", "b", "c"])).toEqual([]);
});
