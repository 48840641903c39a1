import { type DataFrame, type Field, FieldType, formattedValueToString, getFieldDisplayName } from "@grafana/data";

/** A table of what a panel shows: the values as they are, and as the panel writes them. */
export interface WideTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface Cell {
  readonly raw: unknown;
  readonly text: string;
}

/** Series of one time each become the columns of one table; other frames stay tables of their own. */
export function wideTables(frames: DataFrame[]): WideTable[] {
  const series = frames.filter(({ fields }) => fields.length > 1 && fields[0]!.type === FieldType.time);
  const simple = series.filter(({ fields }) => fields.slice(1).every(({ type }) => type === FieldType.number));
  const joined = simple.length > 1 ? simple : [];
  const others = frames.filter((frame) => !joined.includes(frame) && frame.fields.length > 0);
  return [...(joined.length > 0 ? [join(joined)] : []), ...others.map((frame) => tableOf(frame, frames))];
}

function tableOf(frame: DataFrame, frames: DataFrame[]): WideTable {
  const length = Math.max(0, ...frame.fields.map(({ values }) => values.length));
  return {
    columns: frame.fields.map((field) => getFieldDisplayName(field, frame, frames)),
    rows: Array.from({ length }, (_, row) => frame.fields.map((field) => cellOf(field, field.values[row]))),
  };
}

function join(frames: DataFrame[]): WideTable {
  const time = frames[0]!.fields[0]!;
  const times = [...new Set(frames.flatMap(({ fields }) => fields[0]!.values as number[]))].sort((a, b) => a - b);
  const rowOf = new Map(times.map((at, index) => [at, index]));
  const values = frames.flatMap((frame) =>
    frame.fields.slice(1).map((field) => ({ frame, field, cells: Array.from({ length: times.length }, () => empty) })),
  );
  for (const { frame, field, cells } of values)
    for (const [index, at] of (frame.fields[0]!.values as number[]).entries())
      cells[rowOf.get(at)!] = cellOf(field, field.values[index]);
  return {
    columns: ["Time", ...values.map(({ frame, field }) => getFieldDisplayName(field, frame, frames))],
    rows: times.map((at, row) => [cellOf(time, at), ...values.map(({ cells }) => cells[row]!)]),
  };
}

const empty: Cell = { raw: null, text: "" };

function cellOf(field: Field, raw: unknown): Cell {
  if (raw === null || raw === undefined) return empty;
  if (typeof raw === "object") return { raw, text: JSON.stringify(raw) };
  return { raw, text: field.display === undefined ? String(raw) : formattedValueToString(field.display(raw)) };
}
