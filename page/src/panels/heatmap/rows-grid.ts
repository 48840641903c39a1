import {
  type DataFrame,
  DataFrameType,
  type Field,
  FieldType,
  formattedValueToString,
  getFieldDisplayName,
  getValueFormat,
  outerJoinDataFrames,
} from "@grafana/data";
import { boundOf } from "../../frames/answers/heatmap-frames.ts";
import type { Tick } from "../plot/cell.ts";
import { columnWidth, type HeatCell, type HeatGrid } from "./heatmap-grid.ts";

/** How rows of a heatmap are read. */
export interface RowOptions {
  /** Whether a row's name is its upper bound (`le`), its lower bound (`ge`) or neither (`unknown`). */
  readonly layout?: string | undefined;
  readonly valueName?: string | undefined;
  readonly unit?: string | undefined;
  readonly decimals?: number | null | undefined;
}

/**
 * Buckets that are fields: each is a row of the heatmap, in order, with its name between the rows.
 *
 * @throws {Error} without numbers.
 */
export function rowsGrid(frames: DataFrame[], options: RowOptions): HeatGrid {
  const frame = rowsFrame(frames);
  const time = frame?.fields[0];
  const rows = frame?.fields.filter((field, index) => index > 0 && field.type === FieldType.number) ?? [];
  const [first] = rows;
  if (frame === undefined || time === undefined || first === undefined) throw new Error("No numbers for a heatmap");
  const layout = layoutOf(options.layout, first);
  const names = rows.map((row) => named(getFieldDisplayName(row, frame), options));
  const lowest = first.labels?.["le"] === undefined ? "" : named("0.0", options);
  const width = columnWidth(time);
  const after = time.type === FieldType.time ? 0 : width / 2;
  const texts = names.map((_, index) => rowText(names, index, { layout, lowest }));
  const cells = time.values.flatMap((at: number, column: number) =>
    rows.map(
      (row, index): HeatCell => ({
        x0: at + after - width,
        x1: at + after,
        y0: index,
        y1: index + 1,
        value: row.values[column] ?? undefined,
        row: texts[index]!,
      }),
    ),
  );
  return {
    cells,
    ...placing(
      rows.map((row) => boundOf(getFieldDisplayName(row, frame))),
      layout,
    ),
    y: { from: 0, to: rows.length, ticks: ticksOf(names, { layout, lowest }) },
    valueField: first,
    valueName: options.valueName || "Value",
  };
}

/** Within its row a value stands where it lies between the bounds; in one without an end, in the middle. */
function placing(bounds: readonly number[], layout: Layout["layout"]): Pick<HeatGrid, "placeOf"> {
  if (layout === "unknown" || bounds.some(Number.isNaN)) return {};
  const placeOf = (value: number) => {
    const next = bounds.findIndex((bound) => (layout === "le" ? value <= bound : value < bound));
    const row = (next === -1 ? bounds.length : next) - (layout === "le" ? 0 : 1);
    const [lower, upper] =
      layout === "le" ? [bounds[row - 1] ?? Math.min(0, value), bounds[row]] : [bounds[row], bounds[row + 1]];
    const share = (value - (lower ?? value)) / ((upper ?? Number.POSITIVE_INFINITY) - (lower ?? value));
    const inside = Number.isFinite(upper) && Number.isFinite(lower) && Number.isFinite(share) ? share : 0.5;
    return Math.min(bounds.length, Math.max(0, row + inside));
  };
  return { placeOf };
}

/** One frame with a field for each row; rows whose names are all numbers are in the order of these. */
function rowsFrame(frames: DataFrame[]): DataFrame | undefined {
  const known = frames.find(({ meta }) => meta?.type === DataFrameType.HeatmapRows);
  if (known !== undefined) return known;
  const some = frames.filter(({ fields }) => fields.some(({ type }) => type === FieldType.time));
  if (some.length > 1) {
    const sorted = inOrder(some, (frame) => getFieldDisplayName(frame.fields[1]!, frame, frames));
    return outerJoinDataFrames({ frames: sorted, keepDisplayNames: true });
  }
  const [frame] = some;
  if (frame === undefined) return undefined;
  const time = frame.fields.find(({ type }) => type === FieldType.time)!;
  const numbers = frame.fields.filter(({ type }) => type === FieldType.number);
  return { ...frame, fields: [time, ...inOrder(numbers, (field) => getFieldDisplayName(field, frame))] };
}

function inOrder<Item>(items: readonly Item[], nameOf: (item: Item) => string): Item[] {
  const bounded = items.map((item) => ({ item, bound: boundOf(nameOf(item)) }));
  if (bounded.some(({ bound }) => Number.isNaN(bound))) return [...items];
  return bounded.sort((one, other) => (one.bound < other.bound ? -1 : 1)).map(({ item }) => item);
}

interface Layout {
  readonly layout: "le" | "ge" | "unknown";
  readonly lowest: string;
}

function layoutOf(asked: string | undefined, { labels }: Field): Layout["layout"] {
  if (asked === "le" || asked === "ge" || asked === "unknown") return asked;
  return labels?.["le"] !== undefined ? "le" : labels?.["ge"] !== undefined ? "ge" : "unknown";
}

/** A row's name with the unit of the axis, if it is a number. */
function named(name: string, { unit, decimals }: RowOptions): string {
  if (!unit && (decimals === null || decimals === undefined)) return name;
  const number = Number(name);
  return Number.isNaN(number) ? name : formattedValueToString(getValueFormat(unit || "short")(number, decimals));
}

function ticksOf(names: readonly string[], { layout, lowest }: Layout): Tick[] {
  if (layout === "le") return [{ at: 0, text: lowest }, ...names.map((text, index) => ({ at: index + 1, text }))];
  if (layout === "ge") return names.map((text, index) => ({ at: index, text }));
  return names.map((text, index) => ({ at: index + 0.5, text }));
}

function rowText(names: readonly string[], index: number, { layout, lowest }: Layout): string {
  const name = names[index]!;
  if (layout === "unknown") return name;
  const [from, to] = layout === "le" ? [names[index - 1] ?? lowest, name] : [name, names[index + 1] ?? "+Inf"];
  return from === "" ? to : `${from} - ${to}`;
}
