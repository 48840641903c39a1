import { parseCsv } from "../../text/csv.ts";
import { readTimeCell, readValueCell } from "./read-cells.ts";

/** A recorded file: times and columns of values. */
export interface Recording {
  /** Milliseconds after the first time, ascending. */
  readonly timesMs: readonly number[];
  /** By the name in the header; as many values as times, null is missing. */
  readonly columns: ReadonlyMap<string, readonly (number | null)[]>;
  /** The last time, and the time between the last two (1 s for a single one). */
  readonly lengthMs: number;
}

const maxCells = 4_000_000;

/**
 * Reads a CSV file whose first row is a header and whose first column has times. Undefined columns of texts are not
 * allowed.
 *
 * @returns what is wrong, as text with the line.
 */
export function parseRecording(text: string): Recording | { readonly error: string } {
  const rows = parseCsv(text, maxCells);
  if ("error" in rows) return { error: `line ${rows.line}: ${rows.error}` };
  const [header, ...lines] = rows;
  if (header === undefined || lines.length === 0) return { error: "no rows below a header" };
  const names = header.cells.slice(1).map((name) => name.trim());
  if (names.length === 0) return { error: `line ${header.line}: no column of values beside the times` };
  const twice = names.findIndex((name, index) => names.indexOf(name) < index);
  if (twice !== -1) return { error: `line ${header.line}: column ${JSON.stringify(names[twice])} is there twice` };
  const timesMs: number[] = [];
  const columns = names.map((): (number | null)[] => []);
  let firstMs = 0;
  for (const { line, cells } of lines) {
    const time = readTimeCell(cells[0] ?? "");
    if (time === undefined)
      return { error: `line ${line}: ${show(cells[0])} is no time; expected one such as 2026-11-01T12:00:00Z` };
    if (timesMs.length === 0) firstMs = time;
    const last = timesMs.at(-1);
    if (last !== undefined && time - firstMs <= last) return { error: `line ${line}: the times must ascend` };
    if (cells.length > names.length + 1) return { error: `line ${line}: more cells than the header has` };
    timesMs.push(time - firstMs);
    for (const [index, column] of columns.entries()) {
      const value = readValueCell(cells[index + 1] ?? "");
      if (value === undefined)
        return { error: `line ${line}: ${show(cells[index + 1])} is no number (export the data without formatting)` };
      column.push(value);
    }
  }
  const [last, before] = [timesMs.at(-1)!, timesMs.at(-2)];
  return {
    timesMs,
    columns: new Map(names.map((name, index) => [name, columns[index]!])),
    lengthMs: last + (before === undefined ? 1000 : last - before),
  };
}

function show(text = ""): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 37)}...` : text);
}
