import { expect, test } from "vitest";
import { readPanelCsv } from "./read-panel-csv.ts";

const seriesOf = (text: string) =>
  readPanelCsv(text, "x.csv").series.map(({ name, labels, values }) => [name, Object.fromEntries(labels), values]);

test("a column for each series: names with labels, labels alone, metric names and legends", () => {
  const text = [
    '"Time","up{instance=""a:1"", job=""api""}","{job=""x""}",http_requests_total,Mail queue',
    "2026-11-01 12:00:00,1,2,3,4",
    "2026-11-01 12:00:30,1,,4.5,",
  ].join("\n");
  expect(seriesOf(text)).toEqual([
    ["up", { instance: "a:1", job: "api" }, [1, 1]],
    [undefined, { job: "x" }, [2, null]],
    ["http_requests_total", {}, [3, 4.5]],
    [undefined, { legend: "Mail queue" }, [4, null]],
  ]);
  expect(readPanelCsv(text, "x.csv").stepMs).toBe(30_000);
});

test("the long form: columns of texts are labels, rows of one series are put together", () => {
  const text = "Time,__name__,pod,Value\n1793534400000,cpu,a,1\n1793534400000,cpu,b,5\n1793534460000,cpu,a,2\n";
  expect(seriesOf(text)).toEqual([
    ["cpu", { pod: "a" }, [1, 2]],
    ["cpu", { pod: "b" }, [5, null]],
  ]);
});

test("rows that are not equally far apart are moved onto a grid, with a warning", () => {
  const data = readPanelCsv("Time,a\n0,1\n10,2\n25,3\n", "x.csv");
  expect([data.stepMs, data.series[0]!.values]).toEqual([10_000, [1, 2, null, 3]]);
  expect(data.warnings).toEqual(["the rows are not equally far apart: they were moved to a multiple of 10000 ms"]);
});

test.for([
  ["", "x.csv:1: expected a header and rows below it"],
  ["Time,a\nnoon,1\n", 'x.csv:2: "noon" is no time'],
  ["Time,a\n0,12 %\n", "x.csv:1: no column of numbers"],
  ["Time,a\n0,1\n1,1\n99999,1\n", "x.csv:1: more than 11000 values a series"],
  ['Time,a\n"0', "x.csv:2: a quote that does not end"],
])("%j is refused: %s", ([text, message]) => {
  expect(() => readPanelCsv(text!, "x.csv")).toThrow(message!);
});
