import {
  type DataFrame,
  DataFrameType,
  type Field,
  formattedValueToString,
  getDisplayProcessor,
  getValueFormat,
} from "@grafana/data";
import type { Options } from "@grafana/schema/dist/esm/raw/composable/heatmap/panelcfg/x/HeatmapPanelCfg_types.gen";
import { calculateHeatmap } from "../../frames/heatmap/calculate-heatmap.ts";
import type { PanelProps } from "../panel-props.ts";
import type { Cell } from "../plot/cell.ts";
import { cellMarks } from "../plot/cell-marks.ts";
import type { PlotModel } from "../plot/plot-config.ts";
import { cellsGrid } from "./cells-grid.ts";
import type { HeatCell, HeatGrid } from "./heatmap-grid.ts";
import { paletteOf, shadeOf } from "./palette.ts";
import { rowsGrid } from "./rows-grid.ts";
import { heatmapAxis } from "./y-axis.ts";

/** A heatmap as it is drawn. */
export interface HeatmapModel {
  readonly plot: PlotModel;
  readonly cells: readonly Cell[];
  /** What is in each cell that is drawn, in the order of the plot's cells. */
  readonly heat: readonly HeatCell[];
  readonly palette: readonly string[];
  /** The values of the first and the last colour. */
  readonly range: readonly [number, number];
  readonly valueName: string;
  readonly valueText: (value: number) => string;
  readonly yText: (value: number) => string;
  /** Where a single value stands on the y axis, and how it is written. */
  readonly placeOf?: HeatGrid["placeOf"];
  readonly exemplarText: (value: number) => string;
}

/** What Grafana hides unless told otherwise: cells with nothing in them. */
const nothing = 1e-9;

/**
 * What a heatmap draws of frames.
 *
 * @throws {Error} with words for the reader, where there is nothing to draw.
 */
export function heatmapModel(props: PanelProps): HeatmapModel {
  const { panel, data, theme, timeZone, timeRange, height } = props;
  const options = panel.options as Partial<Options>;
  const span = [timeRange.from.valueOf(), timeRange.to.valueOf()] as const;
  const grid = gridOf(data, options, span);
  const { le = nothing, ge = Number.POSITIVE_INFINITY } = options.filterValues ?? {};
  const heat = grid.cells.filter(({ value }) => value !== undefined && value > le && value < ge);
  const palette = paletteOf(options.color ?? {}, theme);
  const range = colorRange(heat, options);
  const value = processor(grid.valueField, options.cellValues ?? {}, props);
  const yValue = grid.yField === undefined ? undefined : processor(grid.yField, options.yAxis ?? {}, props);
  const yText = (at: number, decimals?: number | null) =>
    yValue === undefined ? String(at) : formattedValueToString(yValue(at, decimals));
  const cells = heat.map((cell): Cell => ({ ...cell, fill: palette[shadeOf(cell.value!, range, palette.length)]! }));
  const gap = Math.min(25, Math.max(0, options.cellGap ?? 1));
  return {
    cells,
    plot: {
      marks: cellMarks(cells, { gap, lineWidth: 0, font: "" }),
      x: { from: span[0], to: span[1], time: true },
      y: heatmapAxis(grid, options.yAxis ?? {}, { height, format: yText }),
      timeZone,
      theme,
    },
    heat,
    palette,
    range,
    valueName: grid.valueName,
    valueText: (at) => formattedValueToString(value(at)),
    yText,
    ...(grid.placeOf === undefined ? {} : { placeOf: grid.placeOf }),
    exemplarText: (at) =>
      formattedValueToString(getValueFormat(options.yAxis?.unit || "short")(at, options.yAxis?.decimals)),
  };
}

function gridOf(data: DataFrame[], options: Partial<Options>, span: readonly [number, number]): HeatGrid {
  if (options.calculate === true) return cellsGrid(calculateHeatmap(data, options.calculation ?? {}, span));
  const cells = data.find(({ meta }) => meta?.type === DataFrameType.HeatmapCells);
  if (cells !== undefined) return cellsGrid(cells);
  const { rowsFrame, yAxis } = options;
  const { unit, decimals } = yAxis ?? {};
  return rowsGrid(data, { layout: rowsFrame?.layout, valueName: rowsFrame?.value, unit, decimals });
}

function colorRange(cells: readonly HeatCell[], { color }: Partial<Options>): readonly [number, number] {
  const least = () => cells.reduce((low, { value }) => Math.min(low, value!), Number.POSITIVE_INFINITY);
  const most = () => cells.reduce((high, { value }) => Math.max(high, value!), Number.NEGATIVE_INFINITY);
  return [color?.min ?? least(), color?.max ?? most()];
}

interface Format {
  readonly unit?: string | undefined;
  readonly decimals?: number | null | undefined;
}

function processor(field: Field, { unit, decimals }: Format, { theme, timeZone }: PanelProps) {
  if (field.display !== undefined && !unit && (decimals ?? null) === null) return field.display;
  const config = { ...field.config, ...(unit ? { unit } : {}), ...(decimals == null ? {} : { decimals }) };
  return getDisplayProcessor({ field: { ...field, config }, theme, timeZone });
}
