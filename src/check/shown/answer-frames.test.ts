import { expect, test } from "vitest";
import { columnsOf } from "../testing/frames.ts";
import { answerFrames, type PanelAnswer } from "./answer-frames.ts";
import { fieldName } from "./field-name.ts";

const series = (labels: Record<string, string>, ...values: number[]) => ({
  labels: new Map(Object.entries(labels)),
  timesMs: values.map((_, index) => 1000 * (index + 1)),
  values,
});
const answer = (refId: string, more: Partial<PanelAnswer> = {}): PanelAnswer => ({
  ...{ refId, format: undefined, legendFormat: undefined, expr: "sum(x)", series: [] },
  ...more,
});
const up = [series({ __name__: "up", job: "api" }, 1, 2), series({ __name__: "up", job: "web" }, 3)];
const valueNames = (answers: readonly PanelAnswer[]) => {
  const frames = answerFrames(answers);
  return frames.map((frame) => fieldName(frame.fields.at(-1)!, frame, frames));
};

test("answerFrames makes a frame of each series, its value named by the metric", () => {
  expect(columnsOf(answerFrames([answer("A", { series: up })]))).toEqual([
    { Time: [1000, 2000], up: [1, 2] },
    { Time: [1000], up: [3] },
  ]);
  expect(columnsOf(answerFrames([answer("A", { series: [series({ job: "api" }, 1)] })]))).toEqual([
    { Time: [1000], Value: [1] },
  ]);
});

test.for<[legend: string | undefined, names: string[]]>([
  [undefined, ['up{job="api"}', 'up{job="web"}']],
  ["", ['up{job="api"}', 'up{job="web"}']],
  ["__auto", ['{__name__="up", job="api"}', '{__name__="up", job="web"}']],
  ["{{job}} {{ gone }}!", ["api !", "web !"]],
  ["CPU", ["CPU", "CPU"]],
])("answerFrames names series of the legend %j as Grafana does", ([legendFormat, names]) => {
  expect(valueNames([answer("A", { legendFormat, series: up })])).toEqual(names);
});

test("answerFrames names a series without labels by its query, and one with a single label by it", () => {
  expect(valueNames([answer("A", { series: [series({}, 1)] })])).toEqual(["sum(x)"]);
  expect(valueNames([answer("A", { legendFormat: "__auto", series: [series({}, 1)] })])).toEqual(["sum(x)"]);
  const byJob = [series({ job: "api" }, 1), series({ job: "web" }, 1)];
  expect(valueNames([answer("A", { legendFormat: "__auto", series: byJob })])).toEqual(["api", "web"]);
});

test("answerFrames makes a table of a query: time, labels in order, value", () => {
  const [frame] = answerFrames([answer("A", { format: "table", series: [...up, series({ zone: "z" }, 9)] })]);
  expect(frame!.fields.map(({ name }) => name)).toEqual(["Time", "__name__", "job", "zone", "Value"]);
  expect(columnsOf([frame!])[0]).toMatchObject({ job: ["api", "api", "web", ""], Value: [1, 2, 3, 9] });
  expect(frame!.length).toBe(4);
});

test("answerFrames names the values of several tables by their queries, answered or not", () => {
  const table = { format: "table" };
  const frames = answerFrames([answer("A", { ...table, series: up }), answer("B", table)]);
  expect(frames.map(({ fields }) => fields.at(-1)!.name)).toEqual(["Value #A", "Value #B"]);
  expect(frames[1]).toMatchObject({ length: 0, refId: "B" });
  expect(answerFrames([answer("B", table)])).toEqual([{ refId: "B", fields: [], length: 0 }]);
});

test("answerFrames puts tables and heatmaps after series, and makes columns of buckets", () => {
  const buckets = [
    series({ le: "0.1", job: "a" }, 1),
    series({ le: "1", job: "a" }, 2),
    series({ le: "1", job: "b" }, 3),
  ];
  const frames = answerFrames([
    answer("A", { format: "heatmap", series: buckets }),
    answer("B", { format: "table", series: up }),
    answer("C"),
  ]);
  expect(frames.map(({ refId, fields }) => [refId, ...fields.map(({ name }) => name)])).toEqual([
    ["C"],
    ["B", "Time", "__name__", "job", "Value"],
    ["A", "Time", "0.1", "1"],
    ["A", "Time", "1"],
  ]);
});

test("answerFrames leaves out the values of a table of too many cells, and keeps its rows", () => {
  const many = Array.from({ length: 60 }, (_, index) => series({ pod: `p${index}` }, ...new Array(3000).fill(1)));
  const [frame] = answerFrames([answer("A", { format: "table", series: many })]);
  expect(frame).toMatchObject({ length: 180_000 });
  expect(frame!.fields.map(({ name, values }) => [name, values])).toEqual([
    ["Time", undefined],
    ["pod", undefined],
    ["Value", undefined],
  ]);
});
