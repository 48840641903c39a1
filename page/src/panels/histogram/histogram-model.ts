import type { HistogramTransformerOptions } from "@grafana/data";
import {
  buildHistogram,
  colorManipulator,
  type DataFrame,
  type Field,
  FieldType,
  formattedValueToString,
  getFieldDisplayName,
  getFieldSeriesColor,
  getHistogramFields,
  histogramFieldsToFrame,
  joinHistograms,
} from "@grafana/data";
import type { PanelProps } from "../panel-props.ts";
import type { Cell, PlotAxis } from "../plot/cell.ts";
import { cellMarks } from "../plot/cell-marks.ts";
import { textFont } from "../plot/paint-cells.ts";
import type { PlotModel } from "../plot/plot-config.ts";
import { valueRange } from "../plot/value-range.ts";

/** A histogram as it is drawn. */
export interface HistogramModel {
  readonly plot: PlotModel;
  /** The bounds of buckets, and a field of counts for each series. */
  readonly frame: DataFrame;
  readonly names: readonly string[];
  readonly colors: readonly string[];
  /** The bucket and the series of each cell. */
  readonly drawn: readonly { readonly bucket: number; readonly series: number }[];
  readonly bucketText: (bucket: number) => string;
}

type Options = HistogramTransformerOptions;

/**
 * How many values lie in each bucket, by series or together.
 *
 * @throws {Error} without numbers.
 */
export function histogramModel({ panel, data, theme, timeZone }: PanelProps): HistogramModel {
  const frame = histogramFrame(data, panel.options as Options, theme);
  const [lower, upper, ...counts] = frame.fields as [Field, Field, ...Field[]];
  const ordinal = lower.type === FieldType.string;
  const names = counts.map((field) => getFieldDisplayName(field, frame));
  const colors = counts.map((field) => getFieldSeriesColor(field, theme).color);
  const shown = counts.map((field) => field.config.custom?.hideFrom?.viz !== true);
  const stacking: string = counts[0]?.config.custom?.stacking?.mode ?? "none";
  const drawn: { bucket: number; series: number }[] = [];
  const cells: Cell[] = [];
  const places = Array.from({ length: frame.length }, (_, bucket) => ({
    total: sum(counts.map(({ values }, series) => (shown[series] ? (values[bucket] ?? 0) : 0))),
    base: 0,
  }));
  // Series after series: a later one lies on those before it.
  for (const [series, field] of counts.entries())
    for (const [bucket, place] of places.entries()) {
      const { base, total } = place;
      const count = (field.values[bucket] as number | null) ?? 0;
      if (shown[series] !== true || count === 0) continue;
      const height = stacking === "percent" ? count / total : count;
      const { fillOpacity = 80 } = field.config.custom ?? {};
      cells.push({
        x0: ordinal ? bucket : lower.values[bucket],
        x1: ordinal ? bucket + 1 : upper.values[bucket],
        y0: base,
        y1: base + height,
        fill: colorManipulator.alpha(colors[series]!, fillOpacity / 100),
        stroke: colors[series]!,
      });
      drawn.push({ bucket, series });
      if (stacking !== "none") place.base += height;
    }
  const text = (value: unknown) =>
    lower.display === undefined ? String(value) : formattedValueToString(lower.display(value));
  const [from, to] = valueRange(cells.map(({ y1 }) => y1));
  const countText = counts[0]?.display;
  return {
    plot: {
      marks: cellMarks(cells, { gap: 0, lineWidth: counts[0]?.config.custom?.lineWidth ?? 1, font: textFont() }),
      x: xAxis(lower, upper, { ordinal, text, limits: counts[0]?.config ?? {} }),
      y: {
        from,
        to: stacking === "percent" ? 1 : to,
        format: (value, decimals) =>
          stacking === "percent" ? `${Math.round(100 * value)}%` : formattedValueToString(countText!(value, decimals)),
      },
      timeZone,
      theme,
    },
    frame,
    names,
    colors,
    drawn,
    bucketText: (bucket) => `${text(lower.values[bucket])} - ${text(upper.values[bucket])}`,
  };
}

const sum = (values: readonly number[]) => values.reduce((one, other) => one + other, 0);

function histogramFrame(data: DataFrame[], options: Options, theme: PanelProps["theme"]): DataFrame {
  const buckets = data.every(({ meta }) => meta?.type === "heatmap-cells" || meta?.type === "heatmap-rows");
  if (data.length === 1 || buckets) {
    const known = data.flatMap((frame) => getHistogramFields(frame) ?? []);
    if (known.length > 0) return histogramFieldsToFrame(joinHistograms(known), theme);
  }
  const built = buildHistogram(data, options, theme);
  if (built === null || built === undefined) throw new Error("No histogram found in response");
  return histogramFieldsToFrame(built, theme);
}

/** Bounds of buckets beyond which an axis has round numbers. */
const mostTicks = 10_000;

interface XOptions {
  readonly ordinal: boolean;
  readonly text: (value: unknown) => string;
  readonly limits: { readonly min?: number | null; readonly max?: number | null };
}

/** Bounds that are names stand between the buckets; buckets that grow are on a logarithmic axis. */
function xAxis(lower: Field, upper: Field, { ordinal, text, limits }: XOptions): PlotAxis {
  const count = lower.values.length;
  if (ordinal) {
    const names = lower.values.slice(0, count).map((value, at) => ({ at, text: String(value) }));
    const used = Math.max(1, count - 1);
    return { from: 0, to: used, ticks: thinned(names.slice(0, used + 1)) };
  }
  const sizes = [0, 1].map((at) => (upper.values[at] ?? 0) - (lower.values[at] ?? 0));
  const grows = count > 1 && lower.values[0] > 0 && sizes[1]! / sizes[0]! > 1 + 1e-6;
  const from = limits.min ?? lower.values[0] ?? 0;
  const to = limits.max ?? upper.values[count - 1] ?? 1;
  const ends = from < to ? { from, to } : { from, to: from + 1 };
  if (grows) return { ...ends, log: 2, format: text };
  const size = sizes[0]!;
  return { ...ends, format: text, ...(size > 0 && (ends.to - ends.from) / size < mostTicks ? { every: size } : {}) };
}

const thinned = <Item>(items: readonly Item[]) => {
  const every = Math.ceil(items.length / 20);
  return items.filter((_, index) => index % every === 0);
};
