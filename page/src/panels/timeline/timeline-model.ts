import { colorManipulator, FieldType, formattedValueToString } from "@grafana/data";
import { AxisPlacement } from "@grafana/schema";
import { getTextColorForAlphaBackground } from "@grafana/ui";
import type { PanelProps } from "../panel-props.ts";
import type { Cell, CellText } from "../plot/cell.ts";
import { cellMarks } from "../plot/cell-marks.ts";
import { textFont } from "../plot/paint-cells.ts";
import type { PlotModel } from "../plot/plot-config.ts";
import { type Segment, samplesAround, segmentsOf } from "./segments.ts";
import { type TimelineRow, timelineRows } from "./timeline-rows.ts";

/** Settings of both panels of states. */
export interface TimelineOptions {
  readonly showValue?: "auto" | "always" | "never";
  readonly rowHeight?: number;
  readonly colWidth?: number;
  readonly alignValue?: "left" | "center" | "right";
  readonly mergeValues?: boolean;
  readonly perPage?: number;
}

/** States over time as they are drawn. */
export interface TimelineModel {
  readonly plot: PlotModel;
  readonly rows: readonly TimelineRow[];
  /** The row and the segment of each cell of the plot. */
  readonly drawn: readonly { readonly row: number; readonly segment: Segment }[];
}

const grey = "#808080";

/**
 * What a panel of states draws.
 *
 * @param samples - each sample is drawn for itself (status history), not each change (state timeline).
 * @param page - which rows, `[from, to)`.
 * @throws {Error} without a time and something beside it.
 */
export function timelineModel(props: PanelProps, samples: boolean, page: readonly [number, number]): TimelineModel {
  const { panel, timeRange, timeZone, theme } = props;
  const options = panel.options as TimelineOptions;
  const [fromMs, toMs] = [timeRange.from.valueOf(), timeRange.to.valueOf()];
  const all = rowsOf(props, samples);
  if (all.length === 0) throw new Error("Data is missing a time field or something beside it");
  const rows = all.slice(...page);
  const step = stepOf(rows);
  const margin = samples ? step / 2 : 0;
  const instants = instantsOf(rows);
  // The first and the last sample have half a column outside, wherever the time range begins and ends.
  const [first, last] = samples ? [instants[0], instants.at(-1)] : [];
  const reach = {
    from: first === undefined || fromMs > first ? fromMs : first - margin,
    to: last === undefined || toMs < last ? toMs : last + margin,
  };
  const height = Math.min(1, Math.max(0.05, options.rowHeight ?? 0.9));
  const drawn = rows.flatMap((row, index) =>
    (samples
      ? samplesAround(row, step * (options.colWidth ?? 0.9))
      : segmentsOf(row, {
          merge: options.mergeValues !== false,
          spanNulls: row.field.config.custom?.spanNulls ?? false,
          endMs: toMs,
        })
    )
      .filter(({ toMs: end, fromMs: start }) => end > fromMs - margin && start < toMs + margin)
      .map((segment) => ({ row: index, segment })),
  );
  const track = (row: number) => rows.length - row - 1;
  const cells = drawn.map(({ row, segment }): Cell => {
    const middle = track(row) + 0.5;
    const place = { x0: segment.fromMs, x1: segment.toMs, y0: middle - height / 2, y1: middle + height / 2 };
    return { ...place, ...looks(rows[row]!, segment, options, props, samples) };
  });
  const { axisWidth, axisPlacement, lineWidth } = rows[0]?.field.config.custom ?? {};
  const hidden = axisPlacement === AxisPlacement.Hidden;
  return {
    plot: {
      marks: cellMarks(cells, { gap: 0, lineWidth: lineWidth ?? (samples ? 1 : 0), font: textFont() }),
      x: { ...reach, time: true, ...(samples ? { instants } : {}) },
      y: {
        from: 0,
        to: Math.max(1, rows.length),
        grid: false,
        size: axisWidth || undefined,
        ...(hidden ? { placement: AxisPlacement.Hidden } : {}),
        ticks: rows.map(({ name }, row) => ({ at: track(row) + 0.5, text: name })),
      },
      timeZone,
      theme,
    },
    rows,
    drawn,
  };
}

/** All rows of a panel of states. */
export function rowsOf({ data, panel, timeRange, theme }: PanelProps, samples: boolean): TimelineRow[] {
  const merge = !samples && (panel.options as TimelineOptions).mergeValues !== false;
  const endMs = samples ? Number.NEGATIVE_INFINITY : timeRange.to.valueOf();
  return timelineRows(data, { byThreshold: merge, endMs, theme });
}

/** All instants that any row has a sample at. */
const instantsOf = (rows: readonly TimelineRow[]) =>
  [...new Set(rows.flatMap(({ times }) => times))].sort((one, other) => one - other);

/** The least distance of two samples. */
function stepOf(rows: readonly TimelineRow[]): number {
  let step = Number.POSITIVE_INFINITY;
  for (const { times } of rows)
    for (const [index, time] of times.entries()) {
      const distance = time - (times[index - 1] ?? Number.NEGATIVE_INFINITY);
      if (distance > 0) step = Math.min(step, distance);
    }
  return Number.isFinite(step) ? step : 60_000;
}

function looks(
  { field, display }: TimelineRow,
  { state }: Segment,
  { showValue = "auto", alignValue = "left" }: TimelineOptions,
  { theme }: PanelProps,
  samples: boolean,
): Pick<Cell, "fill" | "stroke" | "text"> {
  const value = display(state);
  const color = value.color ?? grey;
  const { fillOpacity = 70 } = field.config.custom ?? {};
  const fill = colorManipulator.alpha(color, fillOpacity / 100);
  if (showValue === "never") return { fill, stroke: color };
  const content = field.type === FieldType.string ? value.text : formattedValueToString(value);
  const place = samples || alignValue === "center" ? "centre" : alignValue;
  const text: CellText = {
    content,
    color: getTextColorForAlphaBackground(fill, theme.isDark),
    place,
    fit: showValue !== "always",
  };
  return { fill, stroke: color, text };
}
