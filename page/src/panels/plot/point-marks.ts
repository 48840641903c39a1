import type uPlot from "uplot";
import type { Marks } from "./plot-config.ts";

/** A point on a plot, in values of its axes. */
export interface Point {
  readonly x: number;
  readonly y: number;
  /** Pixels. */
  readonly size: number;
  readonly fill: string;
  readonly stroke: string;
  readonly square: boolean;
}

/** Points of one series, and the line that joins them. */
export interface PointSeries {
  readonly points: readonly Point[];
  readonly strokeWidth: number;
  /** Absent where points are not joined. */
  readonly line?: { readonly color: string; readonly width: number; readonly dash: readonly number[] };
  readonly showPoints: boolean;
}

/** How far from a point the pointer may be, in pixels. */
const reach = 20;

/** Points and lines; marks count through the series, one after the other. */
export function pointMarks(series: readonly PointSeries[]): Marks {
  const points = series.flatMap((one) => one.points);
  return {
    count: points.length,
    round: true,
    paint: (plot) => paint(plot, series),
    hit: (plot) => nearest(plot, points),
    box: (plot, mark) => {
      const { x, y, size } = points[mark]!;
      const [left, top] = [plot.valToPos(x, "x"), plot.valToPos(y, "y")];
      const room = size + 4;
      return { left: left - room / 2, top: top - room / 2, width: room, height: room };
    },
  };
}

function nearest(plot: uPlot, points: readonly Point[]): number | null {
  const { left = -1, top = -1 } = plot.cursor;
  let best: number | null = null;
  let least = reach;
  for (const [index, { x, y, size }] of points.entries()) {
    const distance = Math.hypot(plot.valToPos(x, "x") - left, plot.valToPos(y, "y") - top) - size / 2;
    if (distance >= least) continue;
    least = distance;
    best = index;
  }
  return best;
}

function paint(plot: uPlot, series: readonly PointSeries[]): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const one of series) {
    paintLine(plot, one);
    if (one.showPoints) paintPoints(plot, one);
  }
  ctx.restore();
}

function paintLine(plot: uPlot, { points, line }: PointSeries): void {
  if (line === undefined) return;
  const { ctx } = plot;
  ctx.beginPath();
  for (const [index, { x, y }] of points.entries()) {
    const [left, top] = [plot.valToPos(x, "x", true), plot.valToPos(y, "y", true)];
    if (index === 0) ctx.moveTo(left, top);
    else ctx.lineTo(left, top);
  }
  ctx.strokeStyle = line.color;
  ctx.lineWidth = line.width * devicePixelRatio;
  ctx.setLineDash(line.dash.map((length) => length * devicePixelRatio));
  ctx.stroke();
  ctx.setLineDash([]);
}

function paintPoints(plot: uPlot, { points, strokeWidth }: PointSeries): void {
  const { ctx } = plot;
  ctx.lineWidth = strokeWidth * devicePixelRatio;
  for (const { x, y, size, fill, stroke, square } of points) {
    const [left, top] = [plot.valToPos(x, "x", true), plot.valToPos(y, "y", true)];
    const radius = (size * devicePixelRatio) / 2;
    ctx.beginPath();
    if (square) ctx.rect(left - radius, top - radius, 2 * radius, 2 * radius);
    else ctx.arc(left, top, radius, 0, 2 * Math.PI);
    ctx.fillStyle = fill;
    ctx.fill();
    if (strokeWidth <= 0) continue;
    ctx.strokeStyle = stroke;
    ctx.stroke();
  }
}
