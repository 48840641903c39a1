import { FieldType } from "@grafana/data";
import { expect, test } from "vitest";
import { answerFrames } from "../answers/answer-frames.ts";
import { columnsOf, seriesOf, targetOf } from "../testing.ts";
import { transformFrames } from "./transform-frames.ts";

const api = seriesOf({ job: "api", zone: "a" }, [1, 2], "api");
const web = seriesOf({ job: "web", zone: "a" }, [3, 4], "web");
const series = () => answerFrames([targetOf("A", [api, web])]);
const after = (id: string, options: Record<string, unknown>, frames = series()) =>
  columnsOf(transformFrames(frames, [{ id, options }]).frames);

test("transformFrames does Grafana's transformations one after the other", () => {
  const { frames, problems } = transformFrames(series(), [
    { id: "reduce", options: { reducers: ["max"], labelsToFields: true } },
    { id: "organize", options: { excludeByName: { zone: true }, renameByName: { Max: "Most" } } },
  ]);
  expect(problems).toEqual([]);
  expect(frames[0]!.fields.map(({ name, config, values }) => [config.displayName ?? name, values])).toEqual([
    ["Field", ["Value", "Value"]],
    ["job", ["api", "web"]],
    ["Most", [2, 4]],
  ]);
});

test.for(["joinByField", "seriesToColumns"])("transformFrames joins series by time: %s", (id) => {
  const [joined] = transformFrames(series(), [{ id, options: {} }]).frames;
  expect(joined!.fields.map(({ values }) => values)).toEqual([
    [0, 60_000],
    [1, 2],
    [3, 4],
  ]);
});

test("transformFrames says what it does not know and goes on", () => {
  const { frames, problems } = transformFrames(series(), [
    { id: "spatial", options: {} },
    { id: "limit", options: { limitField: 1 } },
  ]);
  expect(problems).toEqual(["Transformation spatial was left out: this page does not know it"]);
  expect(columnsOf(frames)).toEqual([
    { Time: [0], Value: [1] },
    { Time: [0], Value: [3] },
  ]);
});

test("transformFrames leaves frames that the filter does not name as they are", () => {
  const frames = answerFrames([targetOf("A", [api]), targetOf("B", [web])]);
  const filter = { id: "byRefId", options: "B" };
  expect(columnsOf(transformFrames(frames, [{ id: "limit", options: { limitField: 1 }, filter }]).frames)).toEqual([
    { Time: [0, 60_000], Value: [1, 2] },
    { Time: [0], Value: [3] },
  ]);
});

test("transformFrames refuses what would make more cells than a page can hold", () => {
  const table = {
    fields: ["a", "b"].map((name) => ({
      name,
      type: FieldType.string,
      config: {},
      values: Array.from({ length: 2000 }, (_, index) => `${name}${index}`),
    })),
    length: 2000,
  };
  const step = { id: "groupingToMatrix", options: { columnField: "a", rowField: "b", valueField: "a" } };
  expect(transformFrames([table], [step]).problems[0]).toContain("more than 2000000 cells");
});

test("timeSeriesTable makes a row of each series, with the series and one number of it", () => {
  const [table] = transformFrames(series(), [{ id: "timeSeriesTable", options: { A: { stat: "mean" } } }]).frames;
  expect(table!.fields.map(({ name }) => name)).toEqual(["job", "zone", "Trend #A"]);
  const trends = table!.fields[2]!.values;
  expect(trends.map(({ value }) => value)).toEqual([1.5, 3.5]);
  expect(trends[1].fields.map(({ values }: { values: number[] }) => values)).toEqual([
    [0, 60_000],
    [3, 4],
  ]);
});

test("prepareTimeSeries joins series, keeps them apart, or writes them as rows", () => {
  expect(after("prepareTimeSeries", { format: "wide" })[0]).toEqual({ Time: [0, 60_000], Value: [3, 4] });
  expect(after("prepareTimeSeries", { format: "multi" })).toHaveLength(2);
  const [long] = transformFrames(series(), [{ id: "prepareTimeSeries", options: { format: "long" } }]).frames;
  expect(columnsOf([long!])).toEqual([{ Time: [0, 60_000], Value: [1, 2], job: ["api", "api"], zone: ["a", "a"] }]);
});

test("joinByLabels makes a column of each value of a label", () => {
  expect(after("joinByLabels", { value: "job" })).toEqual([{ zone: ["a", "a"], api: [1, 2], web: [3, 4] }]);
});

test("partitionByValues splits a table by what a column holds", () => {
  const frames = answerFrames([targetOf("A", [api, web], { format: "table" })]);
  expect(after("partitionByValues", { fields: ["job"] }, frames)).toEqual([
    { Time: [0, 60_000], zone: ["a", "a"], Value: [1, 2] },
    { Time: [0, 60_000], zone: ["a", "a"], Value: [3, 4] },
  ]);
});

const settingsTable = (columns: Record<string, unknown[]>, refId = "A") => ({
  refId,
  fields: Object.entries(columns).map(([name, values]) => {
    return { name, type: typeof values[0] === "number" ? FieldType.number : FieldType.string, config: {}, values };
  }),
  length: Object.values(columns)[0]!.length,
});

test("rowsToFields makes a field of each row, with the settings of its other columns", () => {
  const frame = settingsTable({ Name: ["cpu", "memory"], Value: [1, 2], Max: [10, 20], rack: ["r1", "r2"] });
  const [out] = transformFrames([frame], [{ id: "rowsToFields", options: {} }]).frames;
  expect(out!.fields).toMatchObject([
    { name: "cpu", values: [1], config: { max: 10 }, labels: { rack: "r1" } },
    { name: "memory", values: [2], config: { max: 20 }, labels: { rack: "r2" } },
  ]);
});

test("configFromData gives fields the settings that another query answers with", () => {
  const config = settingsTable({ Max: [50], limit: [7] }, "B");
  const mappings = [
    { fieldName: "limit", handlerKey: "threshold1", handlerArguments: { threshold: { color: "blue" } } },
  ];
  const step = { id: "configFromData", options: { configRefId: "B", mappings } };
  const { frames } = transformFrames([...series(), config], [step]);
  expect(frames).toHaveLength(2);
  expect(frames[0]!.fields[1]!.config).toMatchObject({ max: 50, thresholds: { steps: [{ value: 7, color: "blue" }] } });
});

test("extractFields reads JSON and pairs", () => {
  const frame = settingsTable({ line: ['{"a":1,"b":{"c":"x"}}', "no json"] });
  expect(after("extractFields", { source: "line", format: "json", replace: true }, [frame])).toEqual([
    { a: [1, undefined], b: [{ c: "x" }, undefined] },
  ]);
  const paths = { source: "line", format: "json", replace: true, jsonPaths: [{ path: "b.c", alias: "C" }] };
  expect(after("extractFields", paths, [frame])[0]).toEqual({ C: ["x", "Not Found"] });
  const pairs = settingsTable({ line: ['a=1, b="x y"'] });
  expect(after("extractFields", { source: "line", format: "kvp" }, [pairs])[0]).toMatchObject({ a: ["1"], b: ["x y"] });
});

test("regression lays a line through the values", () => {
  const frames = answerFrames([targetOf("A", [seriesOf({}, [1, 3, 5, 7], "x")])]);
  const line = after("regression", { predictionCount: 3 }, frames)[1]!;
  expect(line["Time"]).toEqual([0, 90_000, 180_000]);
  for (const [index, value] of [1, 4, 7].entries()) expect(line["x"]![index]).toBeCloseTo(value, 9);
});
