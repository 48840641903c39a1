import { expect, test } from "vitest";
import { columnsOf, frameOf, tools } from "../../testing/frames.ts";
import { groupBy } from "./group-by.ts";

const frame = frameOf("A", { team: ["red", "blue", "red"], Value: [1, 2, 3] });
const by = { team: { operation: "groupby", aggregations: [] } };

test("groupBy makes a row of each value, with the calculations that are asked for", () => {
  const fields = { ...by, Value: { operation: "aggregate", aggregations: ["sum", "lastNotNull"] } };
  expect(columnsOf(groupBy([frame], { fields }, tools()).frames)).toEqual([
    { team: ["red", "blue"], "Value (sum)": [4, 2], "Value (lastNotNull)": [3, 2] },
  ]);
});

test("groupBy counts the field that it groups by", () => {
  const fields = { team: { operation: "groupby", aggregations: ["count"] } };
  expect(columnsOf(groupBy([frame], { fields }, tools()).frames)).toEqual([
    { team: ["red", "blue"], "team (count)": [2, 1] },
  ]);
});

test("groupBy does not know every calculation", () => {
  const fields = { ...by, Value: { operation: "aggregate", aggregations: ["p90"] } };
  const [grouped] = groupBy([frame], { fields }, tools()).frames;
  expect(grouped!.fields.map(({ name, values }) => [name, values])).toEqual([
    ["team", ["red", "blue"]],
    ["Value (p90)", undefined],
  ]);
});

test("groupBy drops frames without any of its fields, and does nothing without one", () => {
  expect(groupBy([frame], { fields: { gone: { operation: "groupby", aggregations: [] } } }, tools())).toMatchObject({
    frames: [],
    missing: ["gone"],
  });
  expect(
    groupBy([frame], { fields: { Value: { operation: "aggregate", aggregations: ["sum"] } } }, tools()).frames,
  ).toEqual([frame]);
  expect(groupBy([frame], {}, tools()).frames).toEqual([frame]);
});
