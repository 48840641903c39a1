import { expect, test } from "vitest";
import { columnsOf, seriesOf, targetOf } from "../testing.ts";
import { answerFrames } from "./answer-frames.ts";
import { boundOf } from "./heatmap-frames.ts";

const bucket = (le: string, values: (number | null)[], more = {}) => seriesOf({ ...more, le }, values, le);
const heatmap = { format: "heatmap" } as const;

test("heatmapFrames sorts buckets by bound and gives what is in each alone", () => {
  const series = [bucket("+Inf", [35, 12]), bucket("0.1", [10, 0]), bucket("1", [30, 12])];
  const [frame] = answerFrames([targetOf("A", series, heatmap)]);
  expect(frame!.fields.map(({ name, values }) => [name, values])).toEqual([
    ["Time", [0, 60_000]],
    ["0.1", [10, 0]],
    ["1", [20, 12]],
    ["+Inf", [5, 0]],
  ]);
  expect(frame!.meta!.type).toBe("heatmap-rows");
});

test("heatmapFrames keeps buckets in their time when one of them begins later", () => {
  const [frame] = answerFrames([targetOf("A", [bucket("1", [null, 4]), bucket("2", [6, 10])], heatmap)]);
  expect(columnsOf([frame!])).toEqual([{ Time: [0, 60_000], 1: [null, 4], 2: [6, 6] }]);
});

test("heatmapFrames gives nothing below 0, and no sum of rounding", () => {
  const [frame] = answerFrames([
    targetOf("A", [bucket("1", [5]), bucket("2", [3]), bucket("3", [3 + 1e-12])], heatmap),
  ]);
  expect(columnsOf([frame!])[0]).toMatchObject({ 2: [0], 3: [0] });
});

test("heatmapFrames makes a frame for each group of other labels", () => {
  const series = [bucket("1", [1], { job: "a" }), bucket("1", [2], { job: "b" }), bucket("2", [4], { job: "a" })];
  expect(columnsOf(answerFrames([targetOf("A", series, heatmap)]))).toEqual([
    { Time: [0], 1: [1], 2: [3] },
    { Time: [0], 1: [2] },
  ]);
});

test("answerFrames gives native histograms as cells, of whatever format", () => {
  const series = {
    labels: {},
    name: "h",
    histograms: [
      [[0.5, 1, 3]],
      null,
      [
        [1, 2, 4],
        [2, 4, 1],
      ],
    ],
  } as const;
  for (const format of ["time_series", "heatmap"] as const) {
    const [frame] = answerFrames([targetOf("A", [series], { format })]);
    expect(frame!.meta!.type).toBe("heatmap-cells");
    expect(columnsOf([frame!])).toEqual([
      { xMax: [0, 120_000, 120_000], yMin: [0.5, 1, 2], yMax: [1, 2, 4], count: [3, 4, 1] },
    ]);
  }
});

test.for<[string | undefined, number]>([
  ["+Inf", Number.POSITIVE_INFINITY],
  ["-Inf", Number.NEGATIVE_INFINITY],
  ["0.25", 0.25],
  [undefined, Number.NaN],
])("boundOf reads %s", ([text, bound]) => expect(boundOf(text)).toBe(bound));
