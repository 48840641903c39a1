import { type DataFrame, FieldType, getFieldDisplayName } from "@grafana/data";

/** Rows of a page's tables and cells of what is made of them: beyond, a page would stand still. */
const mostRows = 500_000;
const mostCells = 2_000_000;

/** Why a transformation of these frames is not begun; undefined where it is small enough. */
export function tooLarge(id: string, options: Readonly<Record<string, unknown>>, frames: readonly DataFrame[]) {
  const rows = frames.reduce((sum, { length }) => sum + length, 0);
  if (rows > mostRows) return `more than ${mostRows} rows`;
  return cellsOf(id, options, frames, rows) > mostCells ? `more than ${mostCells} cells` : undefined;
}

function cellsOf(id: string, options: Readonly<Record<string, unknown>>, frames: readonly DataFrame[], rows: number) {
  const fields = frames.reduce((sum, frame) => sum + frame.fields.length, 0);
  switch (id) {
    case "groupingToMatrix":
      return different(frames, options["columnField"]) * different(frames, options["rowField"]);
    case "joinByField":
    case "seriesToColumns":
      return options["mode"] === "outer" || options["mode"] === undefined ? distinctTimes(frames) * fields : 0;
    case "merge":
      return rows * new Set(frames.flatMap((frame) => frame.fields.map(({ name }) => name))).size;
    default:
      return 0;
  }
}

function different(frames: readonly DataFrame[], name: unknown): number {
  const values = new Set<unknown>();
  for (const frame of frames)
    for (const field of frame.fields)
      if (field.name === name || getFieldDisplayName(field, frame) === name)
        for (const value of field.values) values.add(value);
  return values.size;
}

function distinctTimes(frames: readonly DataFrame[]): number {
  const values = new Set<unknown>();
  let others = 0;
  for (const { fields, length } of frames) {
    const time = fields.find(({ type }) => type === FieldType.time);
    if (time === undefined) others += length;
    for (const value of time?.values ?? []) values.add(value);
  }
  return values.size + others;
}
