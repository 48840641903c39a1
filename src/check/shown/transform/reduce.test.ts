import { expect, test } from "vitest";
import type { JsonObject } from "../../../json/read.ts";
import { columnsOf, frameOf, seriesOf, tools } from "../../testing/frames.ts";
import { reduce } from "./reduce.ts";

const series = [seriesOf("A", { job: "api" }, [1, 2], "api"), seriesOf("A", { job: "web" }, [5], "web")];
const columns = (options: JsonObject) => columnsOf(reduce(series, options, tools()).frames);

test("reduce makes a row of each field that is no time, a column of each calculation", () => {
  expect(columns({ reducers: ["lastNotNull", "sum"] })).toEqual([
    { Field: ["api", "web"], "Last *": [2, 5], Total: [3, 5] },
  ]);
  expect(columns({})).toEqual([{ Field: ["api", "web"], Max: [2, 5] }]);
  expect(columns({ reducers: ["max"], labelsToFields: true })).toEqual([
    { Field: ["Value", "Value"], job: ["api", "web"], Max: [2, 5] },
  ]);
});

test("reduce has no row without a field", () => {
  expect(columns({ reducers: ["max"], fields: { id: "byName", options: "gone" } })).toEqual([{ Field: [], Max: [] }]);
  expect(reduce([], { reducers: ["max"] }, tools()).frames).toEqual([]);
});

test("reduce in place keeps the fields with one row, and drops frames without any", () => {
  const options = { reducers: ["max"], mode: "reduceFields" };
  expect(columns(options)).toEqual([{ Value: [2] }, { Value: [5] }]);
  expect(columns({ ...options, includeTimeField: true })).toMatchObject([{ Time: [1000] }, { Time: [0] }]);
  expect(reduce([frameOf("A", { Time: [1] })], options, tools()).frames).toEqual([]);
});

test("reduce without calculations does nothing", () => {
  expect(reduce(series, { reducers: [] }, tools()).frames).toBe(series);
});
