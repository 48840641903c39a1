import { type DataFrame, DataFrameType, type Field } from "@grafana/data";
import { grouped } from "./grouped.ts";

/** What a bucket may be below 0 by rounding; less is none. */
const least = 1e-9;

/**
 * Buckets of one query of the format `heatmap`: series whose other labels are equal make one frame, with a column for
 * each bucket in the order of its bound, and in each cell what is in that bucket alone (Prometheus counts what is in it
 * and all below).
 */
export function heatmapFrames(series: readonly DataFrame[]): DataFrame[] {
  const groups = grouped(
    series.filter(({ fields }) => fields.length > 1),
    groupOf,
  );
  return groups.map((group) => {
    const buckets = group.map(bucketOf).sort((one, other) => order(one.bound, other.bound));
    const [first] = buckets;
    const times = [...new Set(buckets.flatMap(({ frame }) => frame.fields[0]!.values as number[]))].sort(
      (one, other) => one - other,
    );
    const time = { ...first!.frame.fields[0]!, values: times };
    return {
      ...first!.frame,
      meta: { ...first!.frame.meta, type: DataFrameType.HeatmapRows },
      fields: [time, ...ofEachAlone(buckets, times)],
      length: times.length,
    };
  });
}

function groupOf({ fields }: DataFrame): string {
  const { le: _, ...others } = fields[1]?.labels ?? {};
  return Object.values(others).join();
}

interface Bucket {
  readonly name: string;
  /** The upper bound; NaN where the series is no bucket. */
  readonly bound: number;
  readonly frame: DataFrame;
}

function bucketOf(frame: DataFrame): Bucket {
  const { labels, config, name } = frame.fields[1]!;
  const bound = labels?.["le"];
  return { name: bound ?? config.displayNameFromDS ?? name, bound: boundOf(bound), frame };
}

/** A bucket's bound as a number: `+Inf` is infinite, no bound is NaN. */
export function boundOf(text: string | undefined): number {
  if (text === undefined || text.trim() === "") return Number.NaN;
  const infinite = /^([+-]?)inf(?:inity)?$/i.exec(text);
  if (infinite !== null) return infinite[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number.parseFloat(text);
}

/** By number; where one is none, as they came. */
const order = (one: number, other: number) => (one < other ? -1 : one > other ? 1 : 0);

function ofEachAlone(buckets: readonly Bucket[], times: readonly number[]): Field[] {
  let below: readonly (number | null)[] = [];
  return buckets.map(({ name, frame }, index) => {
    const [time, value] = frame.fields as [Field<number>, Field<number>];
    const at = new Map(time.values.map((instant, row) => [instant, value.values[row]!]));
    const cumulative = times.map((instant) => at.get(instant) ?? null);
    const alone = cumulative.map((count, row) => (index === 0 || count === null ? count : less(count, below[row])));
    below = cumulative;
    return { ...value, name, config: { ...value.config, displayNameFromDS: name }, values: alone };
  });
}

function less(count: number, below: number | null | undefined): number {
  const rest = count - (below || 0);
  return rest < least ? 0 : rest;
}
