import { colorManipulator, formattedValueToString, type GrafanaTheme2 } from "@grafana/data";
import { AxisPlacement } from "@grafana/schema";
import { getTextColorForAlphaBackground } from "@grafana/ui";
import type { PanelProps } from "../panel-props.ts";
import type { Cell, CellText, PlotAxis, Tick } from "../plot/cell.ts";
import { cellMarks } from "../plot/cell-marks.ts";
import { textFont } from "../plot/paint-cells.ts";
import type { PlotModel } from "../plot/plot-config.ts";
import { valueRange } from "../plot/value-range.ts";
import { type BarData, barData } from "./bar-data.ts";

/** Settings of a bar chart. */
export interface BarChartOptions {
  readonly orientation?: "auto" | "horizontal" | "vertical";
  readonly stacking?: "none" | "normal" | "percent";
  readonly showValue?: "auto" | "always" | "never";
  readonly groupWidth?: number;
  readonly barWidth?: number;
  readonly barRadius?: number;
  readonly xField?: string;
  readonly colorByField?: string;
  readonly xTickLabelRotation?: number;
  readonly xTickLabelMaxLength?: number;
  readonly xTickLabelSpacing?: number;
  readonly text?: { readonly valueSize?: number };
}

/** A bar chart as it is drawn. */
export interface BarChartModel extends BarData {
  readonly plot: PlotModel;
  /** The row and the field of each cell. */
  readonly drawn: readonly { readonly row: number; readonly field: number }[];
}

const grey = "#808080";

/**
 * What a bar chart draws.
 *
 * @throws {Error} with words for the reader, where names or numbers are missing.
 */
export function barChartModel({ panel, data, width, height, theme, timeZone }: PanelProps): BarChartModel {
  const options = panel.options as BarChartOptions;
  const bars = barData(data, options.xField, options.colorByField);
  const lying = isLying(options, width, height);
  const drawn: { row: number; field: number }[] = [];
  const cells: Cell[] = [];
  for (const row of bars.names.keys())
    for (const bar of barsOf(bars, row, options)) {
      const look = looks(bars, bar, options, { theme, lying });
      const along = { from: bar.from, to: bar.to };
      cells.push(
        lying
          ? { x0: bar.base, x1: bar.top, y0: along.from, y1: along.to, ...look }
          : { x0: along.from, x1: along.to, y0: bar.base, y1: bar.top, ...look },
      );
      drawn.push({ row, field: bar.field });
    }
  const values = axisOfValues(bars, cells, options, lying);
  const names = axisOfNames(bars, options, { lying, width, height });
  const { lineWidth = 1 } = bars.fields[0]?.field.config.custom ?? {};
  const style = { gap: 0, lineWidth, radius: options.barRadius ?? 0, font: textFont(options.text?.valueSize ?? 12) };
  return {
    ...bars,
    drawn,
    plot: {
      marks: cellMarks(cells, style),
      ...(lying ? { x: values, y: names } : { x: names, y: values }),
      timeZone,
      theme,
    },
  };
}

function isLying({ orientation = "auto" }: BarChartOptions, width: number, height: number): boolean {
  return orientation === "auto" ? width < height : orientation === "horizontal";
}

interface Bar {
  readonly row: number;
  readonly field: number;
  readonly value: number;
  /** Along the axis of names. */
  readonly from: number;
  readonly to: number;
  /** Along the axis of values. */
  readonly base: number;
  readonly top: number;
}

/** The bars of one name: beside each other, or on each other, those below zero downwards. */
function barsOf(data: BarData, row: number, options: BarChartOptions): Bar[] {
  const { fields } = data;
  const { stacking = "none", barWidth = 0.97 } = options;
  const stacked = stacking !== "none";
  const group = groupOf(data, row, options);
  const numbers = fields.map(({ field }) => {
    const value = field.values[row] as number | null | undefined;
    return value === null || value === undefined || !Number.isFinite(value) ? undefined : transformed(value, field);
  });
  const total = numbers.reduce((sum: number, value) => sum + Math.abs(value ?? 0), 0);
  let [above, below] = [0, 0];
  return numbers.flatMap((value, field) => {
    if (value === undefined) return [];
    const height = stacking === "percent" ? (total === 0 ? 0 : value / total) : value;
    const base = !stacked ? 0 : height < 0 ? below : above;
    if (height < 0) below += height;
    else above += height;
    const own = stacked || fields.length === 1 ? { from: 0, size: 1 } : spread(fields.length, barWidth, field);
    const from = group.from + group.size * own.from;
    return [{ row, field, value, from, to: from + group.size * own.size, base, top: base + height }];
  });
}

/** The bars of one name along an axis of as many units as there are names; a bar alone is as wide as bars are. */
function groupOf({ names, fields }: BarData, row: number, options: BarChartOptions) {
  const { stacking = "none", groupWidth = 0.7, barWidth = 0.97 } = options;
  const share = fields.length === 1 && stacking === "none" ? barWidth : groupWidth;
  const { from, size } = spread(names.length, share, row);
  return { from: from * names.length, size: size * names.length };
}

/** Where one of several parts lies that take a share of 1 together, what is left spread between them. */
function spread(count: number, wanted: number, index: number): { readonly from: number; readonly size: number } {
  const share = Math.min(1, Math.max(0, wanted));
  const gap = count > 1 ? (1 - share) / (count - 1) : 0;
  return { from: index * (share / count + gap), size: share / count };
}

const transformed = (value: number, { config }: BarData["fields"][number]["field"]) =>
  config.custom?.transform === "negative-Y" ? -value : value;

interface Look {
  readonly theme: GrafanaTheme2;
  readonly lying: boolean;
}

function looks({ fields, colors }: BarData, bar: Bar, options: BarChartOptions, { theme, lying }: Look) {
  const { field } = fields[bar.field]!;
  const raw = field.values[bar.row];
  const shown = field.display?.(raw);
  const color = (colors?.display?.(colors.values[bar.row]) ?? shown)?.color ?? grey;
  const { fillOpacity = 80 } = field.config.custom ?? {};
  const look = { fill: colorManipulator.alpha(color, fillOpacity / 100), stroke: color };
  const { showValue = "auto", stacking = "none" } = options;
  if (showValue === "never" || shown === undefined) return look;
  const content =
    stacking === "percent" ? `${Math.round(100 * Math.abs(bar.top - bar.base))}%` : formattedValueToString(shown);
  const away = bar.value < 0 ? (lying ? "before" : "below") : lying ? "after" : "above";
  const place: CellText["place"] = stacking === "none" ? away : "centre";
  const ink = place === "centre" ? getTextColorForAlphaBackground(look.fill, theme.isDark) : theme.colors.text.primary;
  return { ...look, text: { content, color: ink, place, fit: showValue === "auto" || place === "centre" } };
}

function axisOfValues(
  { fields }: BarData,
  cells: readonly Cell[],
  { stacking }: BarChartOptions,
  lying: boolean,
): PlotAxis {
  const { field } = fields[0] ?? {};
  const { min, max, custom } = field?.config ?? {};
  const ends = cells.flatMap(({ x0, x1, y0, y1 }) => (lying ? [x0, x1] : [y0, y1]));
  const soft = { softMin: custom?.axisSoftMin, softMax: custom?.axisSoftMax };
  const percent = stacking === "percent";
  const [from, to] = percent ? valueRange(ends, { max: 1 }) : valueRange(ends, { min, max, ...soft });
  return {
    from,
    to,
    grid: custom?.axisGridShow !== false,
    label: custom?.axisLabel,
    size: lying ? undefined : custom?.axisWidth || undefined,
    ...placed(custom?.axisPlacement, lying),
    format: (value, decimals) =>
      percent ? `${Math.round(100 * value)}%` : formattedValueToString(field!.display!(value, decimals)),
  };
}

function placed(placement: string | undefined, lying: boolean): Pick<PlotAxis, "placement"> {
  if (placement === "hidden") return { placement: AxisPlacement.Hidden };
  if (!lying && placement === "right") return { placement: AxisPlacement.Right };
  return {};
}

interface Room {
  readonly lying: boolean;
  readonly width: number;
  readonly height: number;
}

/** Pixels that a character of a name takes. */
const character = 7;

/** The axis of names: from the top down where bars lie; as many names as have room. */
function axisOfNames(data: BarData, options: BarChartOptions, { lying, width, height }: Room): PlotAxis {
  const { names } = data;
  const { xTickLabelRotation: rotation = 0, xTickLabelMaxLength: longest, xTickLabelSpacing: spacing = 0 } = options;
  const texts = names.map((name) => (longest && name.length > longest ? `${name.slice(0, longest)}...` : name));
  const across = texts.reduce((most, text) => Math.max(most, text.length), 1) * character;
  const needed = lying || rotation !== 0 ? 14 : Math.max(Math.abs(spacing), Math.min(across + 8, 200));
  const every = Math.max(1, Math.ceil((names.length * needed) / Math.max(1, lying ? height - 40 : width - 60)));
  const first = spacing < 0 ? (names.length - 1) % every : 0;
  const ticks = texts.flatMap((text, row): Tick[] => {
    const { from, size } = groupOf(data, row, options);
    return row % every === first ? [{ at: from + size / 2, text }] : [];
  });
  return { from: 0, to: Math.max(1, names.length), reverse: lying, grid: false, ticks, ...(lying ? {} : { rotation }) };
}
