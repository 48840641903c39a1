/** A table of texts as spreadsheets write it: rows of cells, each row with its line in the text, from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Why a text is no table, and the line. */
export interface CsvError {
  readonly line: number;
  readonly error: string;
}

/**
 * Reads CSV (RFC 4180): cells in double quotes may hold separators, line breaks and doubled quotes. The separator is a
 * comma, else a semicolon or a tab, whichever the first row has; a line `sep=;` before it says so. Empty lines are left
 * out.
 */
export function parseCsv(text: string, maxCells: number): readonly CsvRow[] | CsvError {
  const clean = text.startsWith("\u{feff}") ? text.slice(1) : text;
  const told = /^"?sep=(.)"?\r?\n/.exec(clean);
  const begin = told === null ? 0 : told[0].length;
  const separator = told?.[1] ?? separatorOf(clean);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let line = begin === 0 ? 1 : 2;
  let rowLine = line;
  let count = 0;
  let at = begin;
  while (at <= clean.length) {
    let cell: string;
    if (clean[at] === '"') {
      const end = endOfQuoted(clean, at);
      if (end === -1) return { line, error: "a quote that does not end" };
      cell = clean.slice(at + 1, end).replaceAll('""', '"');
      line += countBreaks(clean, at, end);
      at = end + 1;
      const after = clean[at];
      if (after !== undefined && after !== separator && after !== "\n" && after !== "\r")
        return { line, error: "text after a cell in quotes" };
    } else {
      const end = endOfPlain(clean, at, separator);
      cell = clean.slice(at, end);
      at = end;
    }
    cells.push(cell);
    if (++count > maxCells) return { line, error: `more than ${maxCells} cells` };
    if (clean[at] === separator) {
      at++;
      continue;
    }
    if (clean[at] === "\r" && clean[at + 1] === "\n") at++;
    at++;
    if (cells.length > 1 || cells[0] !== "") rows.push({ line: rowLine, cells });
    cells = [];
    rowLine = ++line;
  }
  return rows;
}

function separatorOf(text: string): string {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const plain = first.replaceAll(/"(?:[^"]|"")*"/g, "");
  return [",", ";", "\t"].find((one) => plain.includes(one)) ?? ",";
}

function endOfQuoted(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}

function endOfPlain(text: string, start: number, separator: string): number {
  let at = start;
  while (at < text.length && text[at] !== separator && text[at] !== "\n" && text[at] !== "\r") at++;
  return at;
}

function countBreaks(text: string, from: number, to: number): number {
  let breaks = 0;
  for (let at = text.indexOf("\n", from); at !== -1 && at < to; at = text.indexOf("\n", at + 1)) breaks++;
  return breaks;
}

/** A cell as CSV writes it. */
export function csvCell(text: string): string {
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
