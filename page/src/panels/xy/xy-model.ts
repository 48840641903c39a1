import { colorManipulator, type Field, FieldType, formattedValueToString } from "@grafana/data";
import { AxisPlacement } from "@grafana/schema";
import type { PanelProps } from "../panel-props.ts";
import type { PlotAxis } from "../plot/cell.ts";
import type { PlotModel } from "../plot/plot-config.ts";
import { type Point, type PointSeries, pointMarks } from "../plot/point-marks.ts";
import { valueRange } from "../plot/value-range.ts";
import type { XySeries } from "./xy-series.ts";

/** A chart of points as it is drawn. */
export interface XyModel {
  readonly plot: PlotModel;
  /** The series and the row of each point. */
  readonly drawn: readonly { readonly series: XySeries; readonly row: number; readonly color: string }[];
}

const grey = "#808080";
const dashes: Readonly<Record<string, readonly number[]>> = { dash: [10, 10], dot: [0, 10] };

/**
 * What a chart of points draws of its series; hidden ones are left out.
 *
 * @throws {Error} without a series.
 */
export function xyModel(all: readonly XySeries[], { theme, timeZone }: PanelProps): XyModel {
  const [first] = all;
  if (first === undefined) throw new Error("No numbers to draw against each other");
  const series = all.filter(({ y }) => y.config.custom?.hideFrom?.viz !== true);
  const rows = series.map(pointsOf);
  const points = rows.flatMap((one) => one.map(({ point }) => point));
  const drawn = rows.flatMap((one, index) =>
    one.map(({ row, point }) => ({ series: series[index]!, row, color: point.stroke })),
  );
  const marks = pointMarks(
    series.map((one, index) =>
      drawnAs(
        one,
        rows[index]!.map(({ point }) => point),
      ),
    ),
  );
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  return {
    drawn,
    plot: { marks, x: axisOf(first.x, xs), y: axisOf(first.y, ys), timeZone, theme },
  };
}

function pointsOf({ x, y, color, size }: XySeries): { readonly row: number; readonly point: Point }[] {
  const { fillOpacity = 50, pointSize, pointShape } = y.config.custom ?? {};
  const sizes = (size?.values ?? []).filter(Number.isFinite) as number[];
  const [least, most] = [minOf(sizes), maxOf(sizes)];
  return y.values.flatMap((value, row) => {
    const at = x.values[row];
    if (!Number.isFinite(at) || !Number.isFinite(value)) return [];
    const shown = color === undefined ? y.display?.(value) : color.display?.(color.values[row]);
    const stroke = shown?.color ?? grey;
    const fill = colorManipulator.alpha(stroke, fillOpacity / 100);
    const share = most > least ? ((size?.values[row] ?? least) - least) / (most - least) : 0;
    const { min = 5, max = 100 } = size?.config.custom?.pointSize ?? {};
    const pixels = size === undefined ? (pointSize?.fixed ?? 5) : min + share * (max - min);
    return [{ row, point: { x: at, y: value, size: pixels, fill, stroke, square: pointShape === "square" } }];
  });
}

const minOf = (values: readonly number[]) =>
  values.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
const maxOf = (values: readonly number[]) =>
  values.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY);

function drawnAs({ y }: XySeries, points: readonly Point[]): PointSeries {
  const { show = "points", lineWidth = 2, lineStyle, pointStrokeWidth = 1 } = y.config.custom ?? {};
  const dash = lineStyle?.dash ?? dashes[lineStyle?.fill] ?? [];
  const line = { color: points[0]?.stroke ?? grey, width: lineWidth, dash };
  return {
    points,
    strokeWidth: pointStrokeWidth,
    showPoints: show !== "lines",
    ...(show === "points" ? {} : { line }),
  };
}

function axisOf(field: Field, values: readonly number[]): PlotAxis {
  const { min, max, custom } = field.config;
  const { axisSoftMin: softMin, axisSoftMax: softMax, scaleDistribution } = custom ?? {};
  const time = field.type === FieldType.time;
  const log =
    scaleDistribution?.type === "log" && minOf(values) > 0 ? (scaleDistribution.log === 10 ? 10 : 2) : undefined;
  const [from, to] = time ? timeRange(values) : valueRange(values, { min, max, softMin, softMax }, false);
  const axis = {
    grid: custom?.axisGridShow !== false,
    label: custom?.axisLabel,
    ...(custom?.axisPlacement === "hidden" ? { placement: AxisPlacement.Hidden } : {}),
  };
  if (time) return { from, to, time, ...axis };
  const format = (value: number, decimals?: number | null) =>
    field.display === undefined ? String(value) : formattedValueToString(field.display(value, decimals));
  if (log === undefined) return { from, to, format, ...axis };
  const power = (value: number, round: (exponent: number) => number) => log ** round(Math.log(value) / Math.log(log));
  return { from: power(minOf(values), Math.floor), to: power(maxOf(values), Math.ceil), log, format, ...axis };
}

function timeRange(values: readonly number[]): readonly [number, number] {
  const [from, to] = [minOf(values), maxOf(values)];
  return from < to ? [from, to] : [from - 1, from + 1];
}
