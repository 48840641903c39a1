import { expect, test } from "vitest";
import type { JsonObject } from "../../../json/read.ts";
import { columnsOf, frameOf, seriesOf, tools } from "../../testing/frames.ts";
import { labelsToFields } from "./labels-to-fields.ts";

const series = seriesOf("A", { job: "api", pod: "p1" }, [1, 2], "legend");
const columns = (options: JsonObject) => columnsOf(labelsToFields([series], options, tools()).frames);

test("labelsToFields makes columns of labels, all or some", () => {
  expect(columns({})).toEqual([{ Time: [0, 1000], Value: [1, 2], job: ["api", "api"], pod: ["p1", "p1"] }]);
  expect(columns({ keepLabels: ["pod", "gone"] })).toEqual([{ Time: [0, 1000], Value: [1, 2], pod: ["p1", "p1"] }]);
  expect(columns({ valueLabel: "job" })).toEqual([{ Time: [0, 1000], api: [1, 2], pod: ["p1", "p1"] }]);
});

test("labelsToFields makes rows of labels, and nothing of frames without any", () => {
  expect(columns({ mode: "rows" })).toEqual([{ label: ["job", "pod"], value: ["api", "p1"] }]);
  expect(columns({ mode: "rows", keepLabels: ["gone"] })).toEqual([{ label: ["gone"], value: [undefined] }]);
  expect(labelsToFields([frameOf("A", { a: [1] })], { mode: "rows" }, tools()).frames).toEqual([]);
});
