import { expect, test } from "vitest";
import type { JsonObject } from "../../../json/read.ts";
import { columnsOf, frameOf, seriesOf, tools } from "../../testing/frames.ts";
import { NotJudged } from "../frame.ts";
import { calculateField } from "./calculate-field.ts";

const frame = frameOf("A", { Time: [1], a: [1], b: [2] });
const names = (options: JsonObject, frames = [frame]) =>
  columnsOf(calculateField(frames, options, tools()).frames).map(Object.keys);
const binary = (left: string, right: string) => ({
  mode: "binary",
  binary: {
    left: { matcher: { id: "byName", options: left } },
    operator: "/",
    right: { matcher: { id: "byName", options: right } },
  },
});

test("calculateField adds a field, or puts it and the time in place of all", () => {
  expect(names({ reduce: { reducer: "sum" } })).toEqual([["Time", "a", "b", "Total"]]);
  expect(names({ alias: "Sum", replaceFields: true })).toEqual([["Time", "Sum"]]);
  expect(names({ mode: "index", replaceFields: true, timeSeries: false })).toEqual([["Row"]]);
  expect(names(binary("a", "b"))).toEqual([["Time", "a", "b", "a / b"]]);
  expect(names({ mode: "binary", binary: { left: "a", operator: "*", right: "2" } })).toEqual([
    ["Time", "a", "b", "a * 2"],
  ]);
});

test("calculateField adds nothing where a field is missing, and drops the frame if fields are replaced", () => {
  expect(names(binary("a", "gone"))).toEqual([["Time", "a", "b"]]);
  expect(calculateField([frame], { ...binary("a", "gone"), replaceFields: true }, tools())).toEqual({
    frames: [],
    missing: ["gone"],
  });
  expect(names({ mode: "unary", unary: { operator: "abs", fieldName: "gone" }, replaceFields: true })).toEqual([]);
});

test("calculateField joins series by their time first", () => {
  const series = [seriesOf("A", {}, [1], "a"), seriesOf("B", {}, [2], "b")];
  expect(names({ reduce: { reducer: "max" } }, series)).toHaveLength(1);
  expect(names({ mode: "binary", binary: { left: "a", operator: "*", right: { fixed: "2" } } }, series)).toHaveLength(
    2,
  );
});

test("calculateField leaves running and moving calculations to Grafana", () => {
  expect(() => names({ mode: "windowFunctions" })).toThrow(NotJudged);
});
