import type { GrafanaTheme2 } from "@grafana/data";
import { AxisPlacement, ScaleDirection, ScaleDistribution, ScaleOrientation } from "@grafana/schema";
import { UPlotConfigBuilder } from "@grafana/ui";
import type uPlot from "uplot";
import type { Cell, PlotAxis } from "./cell.ts";
import { type CellStyle, paintCells, rectangleOf } from "./paint-cells.ts";

/** A plot of cells. */
export interface CellPlotModel {
  readonly cells: readonly Cell[];
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly style: CellStyle;
  readonly timeZone: string;
  readonly theme: GrafanaTheme2;
}

/** What `UPlotChart` draws a plot of cells by. The index that is pointed at is that of the cell. */
export function cellConfig(
  { cells, x, y, style, timeZone, theme }: CellPlotModel,
  onPoint: (cell: number | undefined) => void = () => {},
): UPlotConfigBuilder {
  const builder = new UPlotConfigBuilder(timeZone);
  addScale(builder, "x", x);
  addScale(builder, "y", y);
  addAxis(builder, "x", x, { theme, timeZone });
  addAxis(builder, "y", y, { theme, timeZone });
  builder.addSeries({ scaleKey: "y", theme, pathBuilder: () => null, pointsFilter: () => [], show: true });
  builder.addHook("draw", (plot) => paintCells(plot, cells, style));
  let pointedAt: number | null = null;
  builder.setCursor({
    dataIdx: (plot, series) => {
      if (series !== 1) return pointedAt as number;
      const before = pointedAt;
      pointedAt = plot.cursor.event == null ? null : cellAt(plot, cells);
      if (pointedAt !== before) queueMicrotask(() => onPoint(pointedAt ?? undefined));
      return pointedAt as number;
    },
    points: {
      show: true,
      fill: "rgba(255,255,255,0.2)",
      bbox: (plot) => boxOf(plot, pointedAt === null ? undefined : cells[pointedAt], style.gap),
    },
    focus: { prox: 1e6, dist: () => (pointedAt === null ? Number.POSITIVE_INFINITY : 0) },
    y: false,
  });
  builder.addHook("init", (plot) => {
    for (const point of plot.root.querySelectorAll<HTMLElement>(".u-cursor-pt")) {
      Object.assign(point.style, { borderRadius: "0", border: "1px solid white" });
    }
  });
  return builder;
}

/** The data of a plot of cells: one place for each cell. */
export const cellData = (cells: readonly Cell[]): uPlot.AlignedData => [
  cells.map(({ x0 }) => x0),
  cells.map(({ y0 }) => y0),
];

function addScale(builder: UPlotConfigBuilder, key: "x" | "y", { from, to, time = false, log, reverse }: PlotAxis) {
  const vertical = key === "y";
  const backwards = vertical ? ScaleDirection.Down : ScaleDirection.Left;
  builder.addScale({
    scaleKey: key,
    isTime: time,
    orientation: vertical ? ScaleOrientation.Vertical : ScaleOrientation.Horizontal,
    direction: reverse === true ? backwards : vertical ? ScaleDirection.Up : ScaleDirection.Right,
    distribution: log === undefined ? ScaleDistribution.Linear : ScaleDistribution.Log,
    ...(log === undefined ? {} : { log }),
    range: () => [from, to],
  });
}

interface Look {
  readonly theme: GrafanaTheme2;
  readonly timeZone: string;
}

function addAxis(builder: UPlotConfigBuilder, key: "x" | "y", axis: PlotAxis, { theme, timeZone }: Look): void {
  const { time = false, placement, ticks, format, grid = true, size, label, rotation } = axis;
  const texts = new Map(ticks?.map(({ at, text }) => [at, text]));
  builder.addAxis({
    scaleKey: key,
    isTime: time,
    theme,
    timeZone,
    placement: placement ?? (key === "x" ? AxisPlacement.Bottom : AxisPlacement.Left),
    show: placement !== AxisPlacement.Hidden,
    grid: { show: grid },
    ...(size === undefined ? {} : { size }),
    ...(label === undefined || label === "" ? {} : { label }),
    ...(rotation === undefined ? {} : { tickLabelRotation: rotation }),
    ...(format === undefined ? {} : { formatValue: (value: number, decimals) => format(value, decimals ?? null) }),
    ...(ticks === undefined
      ? {}
      : {
          splits: () => ticks.map(({ at }) => at),
          values: (_plot: uPlot, splits: number[]) => splits.map((at) => texts.get(at) ?? ""),
          ticks: { show: false },
        }),
  });
}

/** The cell under the pointer; of several the last, which lies on top. */
function cellAt(plot: uPlot, cells: readonly Cell[]): number | null {
  const { left = -1, top = -1 } = plot.cursor;
  if (left < 0 || top < 0) return null;
  const [x, y] = [plot.posToVal(left, "x"), plot.posToVal(top, "y")];
  const at = cells.findLastIndex((cell) => between(x, cell.x0, cell.x1) && between(y, cell.y0, cell.y1));
  return at < 0 ? null : at;
}

const between = (value: number, one: number, other: number) =>
  value >= Math.min(one, other) && value < Math.max(one, other);

function boxOf(plot: uPlot, cell: Cell | undefined, gap: number): uPlot.BBox {
  if (cell === undefined) return { left: -10, top: -10, width: 0, height: 0 };
  const { left, top, width, height } = rectangleOf(plot, cell, gap);
  const from = Math.max(left, plot.bbox.left);
  const to = Math.min(left + width, plot.bbox.left + plot.bbox.width);
  return {
    left: (from - plot.bbox.left) / devicePixelRatio,
    top: (top - plot.bbox.top) / devicePixelRatio,
    width: Math.max(0, to - from) / devicePixelRatio,
    height: height / devicePixelRatio,
  };
}
