import { expect, test } from "vitest";
import { answerFrames } from "../../frames/answers/answer-frames.ts";
import { calculateHeatmap } from "../../frames/heatmap/calculate-heatmap.ts";
import { seriesOf, targetOf, viewing } from "../../frames/testing.ts";
import { cellsGrid } from "./cells-grid.ts";
import { columnWidth } from "./heatmap-grid.ts";
import { paletteOf, shadeOf } from "./palette.ts";
import { rowsGrid } from "./rows-grid.ts";

const buckets = [
  seriesOf({ le: "+Inf" }, [9, 4], "+Inf"),
  seriesOf({ le: "0.5" }, [2, 1], "0.5"),
  seriesOf({ le: "1" }, [7, 4], "1"),
];

test("rowsGrid makes a cell of each bucket and instant, the time being where its column ends", () => {
  const { cells, y } = rowsGrid(answerFrames([targetOf("A", buckets, { format: "heatmap" })]), { unit: "s" });
  expect(cells[0]).toEqual({ x0: -60_000, x1: 0, y0: 0, y1: 1, value: 2, row: "0 s - 500 ms" });
  expect(cells.map(({ value }) => value)).toEqual([2, 5, 2, 1, 3, 0]);
  expect(y.ticks).toEqual([
    { at: 0, text: "0 s" },
    { at: 1, text: "500 ms" },
    { at: 2, text: "1 s" },
    { at: 3, text: "+Inf" },
  ]);
});

test("rowsGrid puts series with numbers for names in the order of these", () => {
  const series = ["10", "2"].map((name, index) => seriesOf({ size: name }, [index], name));
  const { cells, y } = rowsGrid(answerFrames([targetOf("A", series)]), {});
  expect(y.ticks).toEqual([
    { at: 0.5, text: "2" },
    { at: 1.5, text: "10" },
  ]);
  expect(cells.map(({ value }) => value)).toEqual([1, 0]);
});

test("rowsGrid says that there are no numbers", () => {
  expect(() => rowsGrid([], {})).toThrow("No numbers");
});

test("cellsGrid gives native histograms' buckets their bounds on a logarithmic axis", () => {
  const series = { labels: {}, name: "h", histograms: [[[0.5, 1, 3] as const], [[1, 2, 4] as const]] };
  const { cells, y, valueName } = cellsGrid(answerFrames([targetOf("A", [series])])[0]!);
  expect(cells).toEqual([
    { x0: -60_000, x1: 0, y0: 0.5, y1: 1, value: 3 },
    { x0: 0, x1: 60_000, y0: 1, y1: 2, value: 4 },
  ]);
  expect([y.from, y.to, y.log, valueName]).toEqual([0.5, 2, 2, "Count"]);
});

test("cellsGrid puts the bucket around zero below the others, and is linear with numbers below zero", () => {
  const of = (lower: number, upper: number) => [[[lower, upper, 3] as const, [1, 2, 4] as const]];
  const grid = (lower: number, upper: number) =>
    cellsGrid(answerFrames([targetOf("A", [{ labels: {}, name: "h", histograms: of(lower, upper) }])])[0]!);
  expect(grid(-0.001, 0.001).cells[0]).toMatchObject({ y0: 0.5, y1: 1 });
  expect(grid(-2, -1).y).toMatchObject({ from: -2, to: 2 });
  expect(grid(-2, -1).y.log).toBeUndefined();
});

test("cellsGrid gives counted samples rows of one height", () => {
  const frames = answerFrames([targetOf("A", [seriesOf({}, [1, 25])])]);
  const size = (value: string) => ({ mode: "size", value }) as never;
  const { cells, y } = cellsGrid(calculateHeatmap(frames, { xBuckets: size("1m"), yBuckets: size("10") }));
  expect(cells[0]).toEqual({ x0: 0, x1: 60_000, y0: 0, y1: 10, value: 1 });
  expect([y.from, y.to]).toEqual([0, 30]);
});

test("columnWidth is the interval, or the least distance", () => {
  expect(columnWidth({ config: { interval: 15 }, values: [] })).toBe(15);
  expect(columnWidth({ config: {}, values: [0, 0, 30, 40] })).toBe(10);
  expect(columnWidth({ config: {}, values: [5] })).toBe(1);
});

test("paletteOf goes from the background's colour to the strongest, as Grafana turns schemes", () => {
  const oranges = paletteOf({ scheme: "Oranges", steps: 3 }, viewing.theme);
  expect([oranges[0], oranges[2]]).toEqual(["rgb(127, 39, 4)", "rgb(255, 245, 235)"]);
  expect(paletteOf({ scheme: "Oranges", steps: 3, reverse: true }, viewing.theme)).toEqual(oranges.toReversed());
  expect(paletteOf({ mode: "opacity" as never, fill: "#ff0000", steps: 2 }, viewing.theme)).toEqual([
    "#ff000000",
    "#ff0000ff",
  ]);
  expect(paletteOf({ steps: 9999 }, viewing.theme)).toHaveLength(256);
});

test.for<[value: number, shade: number]>([
  [-1, 0],
  [0, 0],
  [5, 2],
  [9.9, 3],
  [10, 3],
])("shadeOf %d of 0 to 10 in four colours is %d", ([value, shade]) => expect(shadeOf(value, [0, 10], 4)).toBe(shade));
