import { type DataFrame, type Field, FieldType } from "@grafana/data";
import { columnWidth, type HeatCell, type HeatGrid } from "./heatmap-grid.ts";

/**
 * Cells that are rows of a frame: buckets of native histograms, each with its bounds, or what was counted from series,
 * which have one size.
 *
 * @throws {Error} without the fields of a heatmap.
 */
export function cellsGrid(frame: DataFrame): HeatGrid {
  const named = (...names: string[]) => frame.fields.find(({ name }) => names.includes(name));
  const x = named("xMax", "xMin", "x");
  const y = named("yMin", "y", "yMax");
  const value = frame.fields.find(
    ({ type, name }) => type === FieldType.number && !/^[xy](Min|Max|Layout)?$/.test(name),
  );
  if (x === undefined || y === undefined || value === undefined) throw new Error("Fields of a heatmap are missing");
  const upper = y.name === "yMin" ? named("yMax") : undefined;
  const bounds = upper === undefined ? evenRows(y) : (row: number) => [y.values[row], upper.values[row]] as const;
  const log = upper === undefined ? logOf(y) : 2;
  const width = columnWidth(x);
  const before = x.name === "xMax" ? width : x.name === "xMin" ? 0 : width / 2;
  const cells = x.values.map((at: number, row: number): HeatCell => {
    const [y0, y1] = bounds(row);
    return { x0: at - before, x1: at - before + width, y0, y1, value: value.values[row] ?? undefined };
  });
  const placed = log === undefined ? { cells, log } : aboveZero(cells, log);
  return {
    cells: placed.cells,
    y: { ...rangeOf(placed.cells, placed.log), ...(placed.log === undefined ? {} : { log: placed.log }) },
    valueField: value,
    valueName: value.name === "count" ? "Count" : value.name,
    yField: y,
  };
}

/** Bounds of rows of one height: that of the two lowest, on a logarithmic axis as a factor. */
function evenRows(y: Field): (row: number) => readonly [number, number] {
  const log = logOf(y);
  const distinct = [...new Set(y.values as number[])].sort((one, other) => one - other);
  const [first = 0, second = log === undefined ? first + 1 : first * log] = distinct;
  const size = log === undefined ? second - first : second / first;
  const next = (value: number) => (log === undefined ? value + size : value * size);
  const previous = (value: number) => (log === undefined ? value - size : value / size);
  return (row) => {
    const at = y.values[row] as number;
    if (y.name === "yMin") return [at, next(at)];
    return y.name === "yMax" ? [previous(at), at] : [at - size / 2, at + size / 2];
  };
}

function logOf({ config }: Field): 2 | 10 | undefined {
  const scale = config.custom?.scaleDistribution;
  if (scale?.type !== "log") return undefined;
  return scale.log === 10 ? 10 : 2;
}

/** On a logarithmic axis the bucket around zero ends below the others; with numbers below zero the axis is linear. */
function aboveZero(cells: readonly HeatCell[], log: 2 | 10): { cells: HeatCell[]; log: 2 | 10 | undefined } {
  if (cells.some(({ y1, value }) => y1 <= 0 && value !== undefined)) return { cells: [...cells], log: undefined };
  const least = cells.reduce((low, { y0 }) => (y0 > 0 ? Math.min(low, y0) : low), Number.POSITIVE_INFINITY);
  const floor = Number.isFinite(least) ? least / log : 1 / log;
  return {
    cells: cells.map((cell) => (cell.y0 > 0 ? cell : { ...cell, y0: floor, y1: Math.max(cell.y1, floor * log) })),
    log,
  };
}

function rangeOf(cells: readonly HeatCell[], log: 2 | 10 | undefined): { readonly from: number; readonly to: number } {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { y0, y1 } of cells) {
    if (Number.isFinite(y0)) from = Math.min(from, y0);
    if (Number.isFinite(y1)) to = Math.max(to, y1);
  }
  if (!(from < to)) return { from: log === undefined ? 0 : 1, to: log === undefined ? 1 : log };
  if (log === undefined) return { from, to };
  const exponent = (value: number) => Math.log(value) / Math.log(log);
  return { from: log ** Math.floor(exponent(from) + 1e-9), to: log ** Math.ceil(exponent(to) - 1e-9) };
}
