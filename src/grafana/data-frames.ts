import { asArray, asObject, field, textField } from "../json/read.ts";

/** One series of a data frame. */
export interface FrameSeries {
  readonly labels: Readonly<Record<string, string>>;
  /** Unix milliseconds, one per value. */
  readonly timesMs: readonly number[];
  /** Values may be NaN or infinite; null if missing. */
  readonly values: readonly (number | null)[];
}

/**
 * Reads the series of data frames: one per numeric field next to a time field.
 *
 * @param options.atMs - the time of numbers without one, as expressions give them. Default: they are left out.
 * @see https://grafana.com/developers/dataplane/contract-spec
 */
export function readFrames(frames: readonly unknown[], { atMs }: { readonly atMs?: number } = {}): FrameSeries[] {
  return frames.flatMap((frame) => readFrame(frame, atMs));
}

/** The rows of the longest frame. */
export function countRows(frames: readonly unknown[]): number {
  return Math.max(0, ...frames.map((frame) => asArray(asArray(field(frame, "data", "values"))[0]).length));
}

function readFrame(frame: unknown, atMs: number | undefined): FrameSeries[] {
  const fields = asArray(field(frame, "schema", "fields"));
  const columns = asArray(field(frame, "data", "values"));
  const entities = asArray(field(frame, "data", "entities"));
  const timeIndex = fields.findIndex((candidate) => textField(candidate, "type") === "time");
  const column = asArray(columns[Math.max(0, timeIndex)]);
  const timesMs = timeIndex !== -1 ? column.map(Number) : atMs === undefined ? undefined : column.map(() => atMs);
  if (timesMs === undefined) return [];
  return fields.flatMap((candidate, index) => {
    if (textField(candidate, "type") !== "number") return [];
    const values = withEntities(asArray(columns[index]), entities[index]);
    return [{ labels: readLabels(field(candidate, "labels")), timesMs, values }];
  });
}

function readLabels(labels: unknown): Record<string, string> {
  const read = Object.entries(asObject(labels) ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return Object.assign(Object.create(null), Object.fromEntries(read)) as Record<string, string>;
}

/** JSON has no NaN: Grafana writes null and lists the indexes separately. */
function withEntities(column: readonly unknown[], entities: unknown): (number | null)[] {
  const values = column.map((value) => (typeof value === "number" ? value : null));
  for (const [name, value] of [
    ["NaN", Number.NaN],
    ["Inf", Number.POSITIVE_INFINITY],
    ["NegInf", Number.NEGATIVE_INFINITY],
  ] as const) {
    for (const index of asArray(field(entities, name))) {
      if (typeof index === "number" && index in values) values[index] = value;
    }
  }
  return values;
}
