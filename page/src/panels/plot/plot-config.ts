import type { GrafanaTheme2 } from "@grafana/data";
import { AxisPlacement, ScaleDirection, ScaleDistribution, ScaleOrientation } from "@grafana/schema";
import { UPlotConfigBuilder } from "@grafana/ui";
import type uPlot from "uplot";
import type { PlotAxis } from "./cell.ts";

/** What is drawn on two axes: rectangles or points. */
export interface Marks {
  readonly count: number;
  readonly paint: (plot: uPlot) => void;
  /** The mark under the pointer. */
  readonly hit: (plot: uPlot) => number | null;
  /** Where a mark lies in the plot's area, in pixels of the page. */
  readonly box: (plot: uPlot, mark: number) => uPlot.BBox;
  readonly round?: boolean;
}

/** A plot of marks. */
export interface PlotModel {
  readonly marks: Marks;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly timeZone: string;
  readonly theme: GrafanaTheme2;
}

const nowhere = { left: -10, top: -10, width: 0, height: 0 };

/**
 * What `UPlotChart` draws a plot of marks by. The index that is pointed at is that of the mark.
 *
 * @param onPoint - told the mark that is pointed at.
 */
export function plotConfig(
  { marks, x, y, timeZone, theme }: PlotModel,
  onPoint: (mark: number | undefined) => void = () => {},
): UPlotConfigBuilder {
  const builder = new UPlotConfigBuilder(timeZone);
  addScale(builder, "x", x);
  addScale(builder, "y", y);
  addAxis(builder, "x", x, { theme, timeZone });
  addAxis(builder, "y", y, { theme, timeZone });
  builder.addSeries({ scaleKey: "y", theme, pathBuilder: () => null, pointsFilter: () => [], show: true });
  builder.addHook("draw", marks.paint);
  let pointedAt: number | null = null;
  builder.setCursor({
    dataIdx: (plot, series) => {
      if (series !== 1) return pointedAt as number;
      const before = pointedAt;
      const { left = -1, top = -1 } = plot.cursor;
      pointedAt = plot.cursor.event == null || left < 0 || top < 0 ? null : marks.hit(plot);
      if (pointedAt !== before) queueMicrotask(() => onPoint(pointedAt ?? undefined));
      return pointedAt as number;
    },
    points: {
      show: true,
      fill: "rgba(255,255,255,0.2)",
      bbox: (plot) => (pointedAt === null ? nowhere : marks.box(plot, pointedAt)),
    },
    focus: { prox: 1e6, dist: () => (pointedAt === null ? Number.POSITIVE_INFINITY : 0) },
    ...(x.time === true ? { y: false } : { x: false, y: false, drag: { x: false, y: false } }),
  });
  builder.addHook("init", (plot) => {
    for (const point of plot.root.querySelectorAll<HTMLElement>(".u-cursor-pt"))
      Object.assign(point.style, { borderRadius: marks.round === true ? "50%" : "0", border: "1px solid white" });
  });
  return builder;
}

/** The data of a plot of marks: one place for each, which no scale is made of. */
export function plotData({ marks, x, y }: PlotModel): uPlot.AlignedData {
  const places = new Array<number>(marks.count);
  return [places.fill(x.from), places.slice().fill(y.from)];
}

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
  const {
    time = false,
    placement,
    instants,
    every,
    from,
    to,
    ticks,
    format,
    grid = true,
    size,
    label,
    rotation,
  } = axis;
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
    ...(rotation === undefined || rotation === 0 ? {} : { tickLabelRotation: rotation }),
    ...(format === undefined ? {} : { formatValue: (value: number, decimals) => format(value, decimals ?? null) }),
    ...(instants === undefined ? {} : { splits: splitsAt(instants) }),
    ...(every === undefined ? {} : { splits: splitsEvery(every, from, to) }),
    ...(ticks === undefined
      ? {}
      : {
          splits: () => ticks.map(({ at }) => at),
          values: (_plot: uPlot, splits: number[]) => splits.map((at) => texts.get(at) ?? ""),
          ticks: { show: false },
        }),
  });
}

/** Every so many of the instants that ticks have the room that round numbers would have. */
function splitsAt(instants: readonly number[]): uPlot.Axis.Splits {
  const step = (instants[1] ?? 0) - (instants[0] ?? 0);
  return (_plot, _axis, least, most, found) => {
    const every = step > 0 ? Math.max(1, Math.ceil(found / step)) : 1;
    return instants.filter((at, index) => index % every === 0 && at >= least && at <= most);
  };
}

/** Bounds of equal buckets. */
function splitsEvery(step: number, from: number, to: number): uPlot.Axis.Splits {
  const count = Math.round((to - from) / step);
  return (plot, axis) => {
    const { _space: room = 50 } = plot.axes[axis] as { readonly _space?: number };
    const width = Math.abs(plot.valToPos(from + step, "x") - plot.valToPos(from, "x"));
    const skip = Math.max(1, Math.ceil(room / width));
    return Array.from({ length: Math.floor(count / skip) + 1 }, (_, index) => from + index * skip * step);
  };
}
