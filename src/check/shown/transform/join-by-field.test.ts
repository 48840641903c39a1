import { expect, test } from "vitest";
import type { JsonObject } from "../../../json/read.ts";
import { columnsOf, frameOf, seriesOf, tools } from "../../testing/frames.ts";
import { NotJudged } from "../frame.ts";
import { joinByField } from "./join-by-field.ts";

const a = frameOf("A", { node: ["n1", "n2"], "Value #A": [1, 2] });
const b = frameOf("B", { node: ["n2", "n3"], "Value #B": [3, 4] });
const join = (frames: readonly ReturnType<typeof frameOf>[], options: JsonObject) =>
  joinByField(frames, options, tools());

test("joinByField has the rows of all frames, and their values beside one another", () => {
  expect(columnsOf(join([a, b], { byField: "node", mode: "outer" }).frames)).toEqual([
    { node: ["n1", "n2", "n3"], "Value #A": [1, 2, undefined], "Value #B": [undefined, 3, 4] },
  ]);
  expect(join([a, b], { byField: "node", mode: "outerTabular" }).frames).toMatchObject([{ length: 3 }]);
});

test("joinByField inside keeps only rows that all frames have", () => {
  expect(join([a, b], { byField: "node", mode: "inner" }).frames).toMatchObject([{ length: 1 }]);
  const other = frameOf("B", { node: ["n9"], "Value #B": [3] });
  expect(join([a, other], { byField: "node", mode: "inner" })).toMatchObject({
    frames: [{ length: 0 }],
    does: "keeps only rows whose node every query has",
  });
});

test("joinByField drops frames without the field, and is left with none where nobody has it", () => {
  expect(columnsOf(join([a, frameOf("B", { x: [1] })], { byField: "node" }).frames)).toEqual([
    { node: ["n1", "n2"], "Value #A": [1, 2] },
  ]);
  expect(join([a, b], { byField: "gone" })).toMatchObject({ frames: [{ fields: [], length: 0 }], missing: ["gone"] });
});

test("joinByField leaves a single frame alone", () => {
  expect(join([a], { byField: "gone" }).frames).toEqual([a]);
});

test("joinByField takes the time where no field is named, and else leaves the choice to Grafana", () => {
  const series = [seriesOf("A", { job: "a" }, [1, 2]), seriesOf("A", { job: "b" }, [3])];
  expect(join(series, {}).frames).toMatchObject([{ length: 2, fields: [{ name: "Time" }, {}, {}] }]);
  expect(() => join([a, b], {})).toThrow(NotJudged);
});
