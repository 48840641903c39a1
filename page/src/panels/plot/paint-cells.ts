import type uPlot from "uplot";
import type { Cell, CellText } from "./cell.ts";

/** How cells are drawn. Lengths are pixels. */
export interface CellStyle {
  /** Between neighbours. */
  readonly gap: number;
  readonly lineWidth: number;
  readonly radius?: number;
  readonly font: string;
}

/** The font of texts in cells, on the canvas. */
export const textFont = (size = 12) => `${size * devicePixelRatio}px Inter, Helvetica, Arial, sans-serif`;

/** A cell on the canvas, in pixels of the canvas. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const least = 1;

/** Where a cell lies, at least a pixel wide and high. */
export function rectangleOf(plot: uPlot, { x0, x1, y0, y1 }: Cell, gap: number): Rectangle {
  const at = (value: number, scale: "x" | "y") => plot.valToPos(value, scale, true);
  const [left, right] = ordered(at(x0, "x"), at(x1, "x"));
  const [top, bottom] = ordered(at(y0, "y"), at(y1, "y"));
  const space = gap * devicePixelRatio;
  const width = Math.max(least, right - left - space);
  const height = Math.max(least, bottom - top - space);
  return {
    left: left + Math.min(space / 2, (right - left) / 2),
    top: top + Math.min(space / 2, (bottom - top) / 2),
    width,
    height,
  };
}

const ordered = (one: number, other: number) => (one < other ? [one, other] : [other, one]) as [number, number];

/** Draws cells into the plot's area: those of one colour at once. */
export function paintCells(plot: uPlot, cells: readonly Cell[], style: CellStyle): void {
  const { ctx, bbox } = plot;
  const rectangles = cells.map((cell) => rectangleOf(plot, cell, style.gap));
  const fills = new Map<string, Path2D>();
  const strokes = new Map<string, Path2D>();
  const lineWidth = style.lineWidth * devicePixelRatio;
  for (const [index, { fill, stroke }] of cells.entries()) {
    const rectangle = rectangles[index]!;
    add(fills, fill, rectangle, style, 0);
    if (stroke !== undefined && lineWidth > 0) add(strokes, stroke, rectangle, style, lineWidth / 2);
  }
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const [color, path] of fills) {
    ctx.fillStyle = color;
    ctx.fill(path);
  }
  ctx.lineWidth = lineWidth;
  for (const [color, path] of strokes) {
    ctx.strokeStyle = color;
    ctx.stroke(path);
  }
  ctx.restore();
  paintTexts(plot, cells, rectangles, style);
}

function add(
  paths: Map<string, Path2D>,
  color: string,
  { left, top, width, height }: Rectangle,
  style: CellStyle,
  inset: number,
) {
  let path = paths.get(color);
  if (path === undefined) {
    path = new Path2D();
    paths.set(color, path);
  }
  const [w, h] = [Math.max(0, width - 2 * inset), Math.max(0, height - 2 * inset)];
  if (style.radius === undefined || style.radius === 0) path.rect(left + inset, top + inset, w, h);
  else path.roundRect(left + inset, top + inset, w, h, Math.min(w, h) * style.radius);
}

/** Pixels between a text and the edge of its cell. */
const padding = 4;
const lineHeight = 14;

function paintTexts(plot: uPlot, cells: readonly Cell[], rectangles: readonly Rectangle[], { font }: CellStyle): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.font = font;
  const widths = new Map<string, number>();
  for (const [index, { text }] of cells.entries()) {
    if (text === undefined || text.content === "") continue;
    const rectangle = visible(rectangles[index]!, bbox);
    const width = widths.get(text.content) ?? ctx.measureText(text.content).width;
    widths.set(text.content, width);
    if (text.fit && !fits(text, width, rectangle)) continue;
    ctx.fillStyle = text.color;
    paintText(ctx, text, rectangle);
  }
  ctx.restore();
}

function fits({ place }: CellText, width: number, rectangle: Rectangle): boolean {
  const beside = place === "above" || place === "below";
  const room = rectangle.width - (beside ? 0 : 2 * padding * devicePixelRatio);
  const high = rectangle.height >= lineHeight * devicePixelRatio;
  if (place === "after" || place === "before") return high;
  return width <= room && (beside || high);
}

function visible({ left, top, width, height }: Rectangle, bbox: uPlot.BBox): Rectangle {
  const from = Math.max(left, bbox.left);
  return { left: from, top, width: Math.min(left + width, bbox.left + bbox.width) - from, height };
}

function paintText(
  ctx: CanvasRenderingContext2D,
  { content, place }: CellText,
  { left, top, width, height }: Rectangle,
) {
  const space = padding * devicePixelRatio;
  const middle = top + height / 2;
  const centre = left + width / 2;
  const [align, x] =
    place === "left"
      ? (["left", left + space] as const)
      : place === "right"
        ? (["right", left + width - space] as const)
        : place === "after"
          ? (["left", left + width + space] as const)
          : place === "before"
            ? (["right", left - space] as const)
            : (["center", centre] as const);
  ctx.textAlign = align;
  ctx.textBaseline = place === "above" ? "bottom" : place === "below" ? "top" : "middle";
  ctx.fillText(content, x, place === "above" ? top - space / 2 : place === "below" ? top + height + space / 2 : middle);
}
