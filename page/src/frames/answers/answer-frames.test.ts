import { expect, test } from "vitest";
import { columnsOf, seriesOf, targetOf } from "../testing.ts";
import { answerFrames } from "./answer-frames.ts";

const jobs = [seriesOf({ job: "api" }, [1, 2, 3], "api"), seriesOf({ job: "web" }, [4, null, "NaN"], "web")];

test("answerFrames makes a frame of each series, without the instants that have no sample", () => {
  const frames = answerFrames([targetOf("A", jobs)]);
  expect(columnsOf(frames)).toEqual([
    { Time: [0, 60_000, 120_000], Value: [1, 2, 3] },
    { Time: [0, 120_000], Value: [4, Number.NaN] },
  ]);
  expect(frames[1]!.fields[0]!.config.interval).toBe(60_000);
  expect(frames[1]!.fields[1]).toMatchObject({ labels: { job: "web" }, config: { displayNameFromDS: "web" } });
});

test("answerFrames names a value by its metric, and reads infinities", () => {
  const [frame] = answerFrames([targetOf("A", [seriesOf({ __name__: "up" }, ["+Inf", "-Inf"])])]);
  expect(columnsOf([frame!])).toEqual([
    { Time: [0, 60_000], up: [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] },
  ]);
});

test("answerFrames names series of an automatic legend that have kept their metric's name by their labels", () => {
  const kept = ["a", "b"].map((job) => seriesOf({ __name__: "up", job }, [1]));
  const frames = answerFrames([targetOf("A", [...kept, seriesOf({ job: "c" }, [1])])]);
  expect(frames.map(({ fields }) => fields[1]!.config.displayNameFromDS)).toEqual([
    '{__name__="up", job="a"}',
    '{__name__="up", job="b"}',
    undefined,
  ]);
});

test("answerFrames makes nothing of hidden queries and of those that failed, and a frame without fields of none found", () => {
  const hidden = targetOf("A", jobs, { hidden: true });
  const failed = targetOf("B", [], { state: "error" });
  expect(answerFrames([hidden, failed, targetOf("C", [])])).toEqual([{ refId: "C", fields: [], length: 0 }]);
});

test("answerFrames makes one table of a query: time, labels in order, value", () => {
  const series = [seriesOf({ job: "b", __name__: "up" }, [1]), seriesOf({ zone: "z" }, [9])];
  const [table] = answerFrames([targetOf("A", series, { format: "table", instants: undefined, timeMs: 5 })]);
  expect(Object.entries(columnsOf([table!])[0]!)).toEqual([
    ["Time", [5, 5]],
    ["__name__", ["up", ""]],
    ["job", ["b", ""]],
    ["zone", ["", "z"]],
    ["Value", [1, 9]],
  ]);
});

test("answerFrames names the values of several tables by their queries, and sorts rows by time", () => {
  const table = { format: "table" } as const;
  const frames = answerFrames([targetOf("A", jobs, table), targetOf("B", [], table)]);
  expect(frames.map(({ fields, length }) => [fields.at(-1)!.name, length])).toEqual([
    ["Value #A", 5],
    ["Value #B", 0],
  ]);
  expect(frames[0]!.fields[0]!.values).toEqual([0, 0, 60_000, 120_000, 120_000]);
});

test("answerFrames gives a calculation of Grafana's server its query's name, and no time to a single number", () => {
  const [number] = answerFrames([targetOf("C", [seriesOf({}, [7])], { dataSource: "__expr__", instants: undefined })]);
  expect(columnsOf([number!])).toEqual([{ C: [7] }]);
});
