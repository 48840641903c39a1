import type uPlot from "uplot";
import type { Cell } from "./cell.ts";
import { type CellStyle, paintCells, rectangleOf } from "./paint-cells.ts";
import type { Marks } from "./plot-config.ts";

/** Rectangles. */
export const cellMarks = (cells: readonly Cell[], style: CellStyle): Marks => ({
  count: cells.length,
  paint: (plot) => paintCells(plot, cells, style),
  hit: (plot) => cellAt(plot, cells),
  box: (plot, mark) => boxOf(plot, cells[mark]!, style.gap),
});

/** The cell under the pointer; of several the last, which lies on top. */
function cellAt(plot: uPlot, cells: readonly Cell[]): number | null {
  const { left = -1, top = -1 } = plot.cursor;
  const [x, y] = [plot.posToVal(left, "x"), plot.posToVal(top, "y")];
  const at = cells.findLastIndex((cell) => between(x, cell.x0, cell.x1) && between(y, cell.y0, cell.y1));
  return at < 0 ? null : at;
}

const between = (value: number, one: number, other: number) =>
  value >= Math.min(one, other) && value < Math.max(one, other);

function boxOf(plot: uPlot, cell: Cell, gap: number): uPlot.BBox {
  const { bbox } = plot;
  const { left, top, width, height } = rectangleOf(plot, cell, gap);
  const from = Math.max(left, bbox.left);
  const to = Math.min(left + width, bbox.left + bbox.width);
  return {
    left: (from - bbox.left) / devicePixelRatio,
    top: (top - bbox.top) / devicePixelRatio,
    width: Math.max(0, to - from) / devicePixelRatio,
    height: height / devicePixelRatio,
  };
}
