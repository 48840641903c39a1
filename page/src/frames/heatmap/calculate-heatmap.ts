import { type DataFrame, DataFrameType, type Field, FieldType, getFieldDisplayName } from "@grafana/data";
import type { HeatmapCalculationBucketConfig, HeatmapCalculationOptions } from "@grafana/schema";
import { niceSize, niceSpan, spanOf } from "./nice-size.ts";

/** More than this many cells are not counted, and nothing could show them. */
const mostCells = 500_000;

interface Points {
  readonly times: number[];
  readonly values: number[];
  readonly time: Field;
  readonly value: Field;
}

/** Where buckets begin, and how many there are. */
interface Buckets {
  readonly first: number;
  readonly size: number;
  readonly count: number;
}

/**
 * How many samples lie in each bucket of time and value: a frame of cells (`xMin`, `yMin`, `Count`), column by column,
 * rows from below.
 *
 * @param range - the columns that are there at least: `[from, to]` in milliseconds. Default: those of the samples.
 * @throws {Error} without samples, or with more than 500,000 cells.
 */
export function calculateHeatmap(
  frames: readonly DataFrame[],
  { xBuckets = {}, yBuckets = {} }: HeatmapCalculationOptions,
  range?: readonly [number, number],
): DataFrame {
  const { times, values, time, value } = pointsOf(frames);
  const base = yBuckets.scale?.type === "log" ? (yBuckets.scale.log ?? 2) : undefined;
  const level = base === undefined ? (one: number) => one : (one: number) => Math.log(one) / Math.log(base);
  const kept = values.map((one) => Number.isFinite(one) && (base === undefined || one > 0));
  const levels = values.map(level);
  const heights = levels.filter((_, index) => kept[index]);
  if (heights.length === 0) throw new Error("no samples to count");
  const [from, to] = range ?? [least(times), most(times)];
  const columns = bucketsOf(from, to, columnSize(xBuckets, from, to));
  const rows = bucketsOf(least(heights), most(heights), rowSize(yBuckets, base, least(heights), most(heights)));
  if (columns.count * rows.count > mostCells) throw new Error(`more than ${mostCells} cells`);
  const counts = new Array<number>(columns.count * rows.count).fill(0);
  for (const [index, instant] of times.entries()) {
    if (!kept[index]) continue;
    const column = indexIn(columns, instant);
    const row = indexIn(rows, levels[index]!);
    if (column >= 0 && column < columns.count) counts[column * rows.count + row]! += 1;
  }
  const column = (cell: number) => columns.first + Math.floor(cell / rows.count) * columns.size;
  const row = (cell: number) => rows.first + (cell % rows.count) * rows.size;
  const number = (name: string, values: number[], config = {}): Field => ({
    name,
    type: FieldType.number,
    config,
    values,
  });
  const custom = { scaleDistribution: yBuckets.scale ?? { type: "linear" } };
  return {
    name: getFieldDisplayName(value),
    meta: { type: DataFrameType.HeatmapCells },
    fields: [
      {
        name: "xMin",
        type: FieldType.time,
        config: { ...time.config, interval: columns.size },
        values: counts.map((_, i) => column(i)),
      },
      number(
        "yMin",
        counts.map((_, i) => (base === undefined ? rounded(row(i)) : base ** row(i))),
        { ...value.config, custom },
      ),
      number("Count", counts, { unit: "short" }),
    ],
    length: counts.length,
  };
}

function pointsOf(frames: readonly DataFrame[]): Points {
  const times: number[] = [];
  const values: number[] = [];
  let first: Pick<Points, "time" | "value"> | undefined;
  for (const frame of frames) {
    const time = frame.fields.find(({ type }) => type === FieldType.time);
    if (time === undefined) continue;
    for (const value of frame.fields.filter(({ type }) => type === FieldType.number)) {
      first ??= { time, value };
      for (const [row, instant] of time.values.entries()) {
        times.push(instant as number);
        values.push((value.values[row] as number | null) ?? Number.NaN);
      }
    }
  }
  if (first === undefined) throw new Error("no series to count");
  return { times, values, ...first };
}

const least = (values: readonly number[]) =>
  values.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
const most = (values: readonly number[]) =>
  values.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY);
const rounded = (value: number) => Number(value.toPrecision(12));

function columnSize({ mode, value }: HeatmapCalculationBucketConfig, from: number, to: number): number {
  const size = mode === "count" ? undefined : spanOf(value);
  if (size !== undefined && size > 0) return size;
  const count = mode === "count" ? Number(value) : Number.NaN;
  return niceSpan((to - from) / Math.max((count > 0 ? count : 20) - 1, 1));
}

function rowSize({ mode, value }: HeatmapCalculationBucketConfig, base: number | undefined, from: number, to: number) {
  const given = Number(value);
  const has = value !== undefined && value !== "" && Number.isFinite(given) && given > 0;
  if (base !== undefined) return 1 / (has ? given : 1);
  if (has && mode !== "count") return given;
  return niceSize((to - from) / Math.max((has ? given : 10) - 1, 1));
}

function bucketsOf(from: number, to: number, size: number): Buckets {
  const first = Math.floor(from / size + 1e-9);
  return { first: first * size, size, count: Math.floor(to / size + 1e-9) - first + 1 };
}

const indexIn = ({ first, size }: Buckets, value: number) => Math.floor((value - first) / size + 1e-9);
