import { FieldType } from "@grafana/data";
import { expect, test } from "vitest";
import { viewing } from "../../frames/testing.ts";
import type { PanelProps } from "../panel-props.ts";
import { boxesOf } from "../plot/testing.ts";
import { xyModel } from "./xy-model.ts";
import type { XySeries } from "./xy-series.ts";

type Values = readonly (number | null)[];

const fieldOf = (name: string, values: Values, custom: object = {}, type = FieldType.number) => ({
  ...{ name, type, values: [...values] as number[], config: { custom } },
  display: (value: unknown) => ({ text: `${value}`, numeric: Number(value), color: "#ff0000" }),
});
function seriesOf(x: Values, y: Values, custom: object = {}, more: Partial<XySeries> = {}): XySeries {
  const place = { frameIndex: 0, fieldIndex: 1 };
  return {
    name: "y",
    place,
    x: fieldOf("x", x),
    y: fieldOf("y", y, custom),
    color: undefined,
    size: undefined,
    rest: [],
    ...more,
  };
}
const modelOf = (...series: XySeries[]) => xyModel(series, viewing as unknown as PanelProps);
const dots = (model: ReturnType<typeof modelOf>) =>
  boxesOf(model.plot).map(([left, top, width]) =>
    [left + width / 2, top + width / 2].map((at) => Math.round(at * 1e4) / 1e4),
  );

test("xyModel draws a point for each pair of numbers, and knows its row", () => {
  const model = modelOf(seriesOf([1, 2, null, 4], [10, null, 30, 40]));
  expect(model.drawn.map(({ row }) => row)).toEqual([0, 3]);
  expect(model.drawn.map(({ color }) => color)).toEqual(["#ff0000", "#ff0000"]);
  expect(dots({ ...model })).toEqual([
    // 100 pixels of the canvas a unit, of which a point's box takes its size and four more.
    [1, 10],
    [4, 40],
  ]);
});

test("xyModel leaves hidden series out, and goes on counting by those that are shown", () => {
  const [one, other] = [seriesOf([1], [1], { hideFrom: { viz: true } }), seriesOf([2], [2])];
  const { drawn, plot } = modelOf(one, other);
  expect(plot.marks.count).toBe(1);
  expect(drawn[0]!.series).toBe(other);
});

test("xyModel makes points as large as the field that gives sizes says, between its least and its most", () => {
  const size = fieldOf("size", [0, 5, 10], { pointSize: { min: 10, max: 30 } });
  const boxes = boxesOf(modelOf(seriesOf([1, 2, 3], [1, 2, 3], {}, { size })).plot);
  expect(boxes.map(([, , width]) => Math.round(width * 100) - 4)).toEqual([10, 20, 30]);
  const fixed = boxesOf(modelOf(seriesOf([1], [1], { pointSize: { fixed: 8 } })).plot);
  expect(Math.round(fixed[0]![2] * 100) - 4).toBe(8);
});

test("xyModel has axes with room beyond the points, which need not reach zero", () => {
  const { plot } = modelOf(seriesOf([100, 200], [50, 60]));
  for (const [axis, least, most] of [
    [plot.x, 100, 200],
    [plot.y, 50, 60],
  ] as const) {
    expect(axis.from).toBeGreaterThan(0);
    expect(axis.from).toBeLessThan(least);
    expect(axis.to).toBeGreaterThan(most);
  }
});

test("xyModel ends logarithmic axes at powers, and has no such axis for numbers that are not above zero", () => {
  const log = { scaleDistribution: { type: "log", log: 10 } };
  const { plot } = modelOf(seriesOf([1, 2], [3, 450], log));
  expect([plot.y.log, plot.y.from, plot.y.to]).toEqual([10, 1, 1000]);
  expect(modelOf(seriesOf([1, 2], [0, 450], log)).plot.y.log).toBeUndefined();
});

test("xyModel draws against time from the first to the last instant", () => {
  const x = fieldOf("Time", [60_000, 120_000], {}, FieldType.time);
  const { plot } = modelOf(seriesOf([], [1, 2], {}, { x }));
  expect([plot.x.time, plot.x.from, plot.x.to]).toEqual([true, 60_000, 120_000]);
});

test("xyModel says that there is nothing to draw", () => {
  expect(() => modelOf()).toThrow("No numbers to draw against each other");
});
