import type { Field } from "@grafana/data";
import type { PlotAxis } from "../plot/cell.ts";

/** A cell of a heatmap: where it lies, and how much is in it. */
export interface HeatCell {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
  /** Undefined where there is no sample. */
  readonly value: number | undefined;
  /** The bucket in words, where rows have names. */
  readonly row?: string;
}

/** The cells of a heatmap, its y axis, and the field that holds what is in them. */
export interface HeatGrid {
  readonly cells: readonly HeatCell[];
  readonly y: PlotAxis;
  readonly valueField: Field;
  readonly valueName: string;
  /** Where a single value stands on the y axis, of rows that stand for numbers. Default: at itself. */
  readonly placeOf?: (value: number) => number;
  /** Whose settings the numbers on the y axis have; rows with names have none. */
  readonly yField?: Field;
}

/** The width of a column: what time fields say, or the least distance of two values. */
export function columnWidth({ values, config }: Pick<Field, "values" | "config">): number {
  if (config.interval) return config.interval;
  let width = Number.POSITIVE_INFINITY;
  for (const [index, value] of values.entries()) {
    const distance = value - values[index - 1];
    if (distance > 0) width = Math.min(width, distance);
  }
  return Number.isFinite(width) ? width : 1;
}
