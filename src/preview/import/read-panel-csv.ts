import { readTimeCell, readValueCell } from "../../data-spec/replay/read-cells.ts";
import { UsageError } from "../../errors.ts";
import { parseFilled } from "../../promql/tree/parse.ts";
import { type CsvRow, parseCsv } from "../../text/csv.ts";
import { maxPoints, maxRecordedSeries, type RecordedData, type RecordedSeries } from "./recorded-series.ts";

const maxCells = 4_000_000;

interface Points {
  readonly name: string | undefined;
  readonly labels: ReadonlyMap<string, string>;
  readonly points: Map<number, number | null>;
}

/**
 * Reads what Grafana writes for a panel's data (Inspect, Data, Download CSV): a column `Time` and a column for each
 * series, or the long form with a row for each sample, where columns of texts are labels.
 *
 * @throws {UsageError} with the line.
 */
export function readPanelCsv(text: string, file: string): RecordedData {
  const fail = (line: number, message: string): never => {
    throw new UsageError(`${file}:${line}: ${message}`);
  };
  const rows = parseCsv(text, maxCells);
  if ("error" in rows) return fail(rows.line, rows.error);
  const [header, ...lines] = rows;
  if (header === undefined || lines.length === 0) return fail(1, "expected a header and rows below it");
  const names = header.cells.map((cell) => cell.trim());
  const timeAt = Math.max(
    0,
    names.findIndex((name) => /^(?:time|timestamp|date)$/i.test(name)),
  );
  const times = lines.map(({ line, cells }) => {
    const time = readTimeCell(cells[timeAt] ?? "");
    return (
      time ?? fail(line, `${JSON.stringify(cells[timeAt] ?? "")} is no time; expected one such as 2026-11-01 12:00:00`)
    );
  });
  const others = names.flatMap((name, at) => (at === timeAt ? [] : [{ name, at }]));
  const isText = ({ at }: { at: number }) => lines.some(({ cells }) => readValueCell(cells[at] ?? "") === undefined);
  const texts = others.filter(isText);
  const numbers = others.filter((one) => !texts.includes(one));
  if (numbers.length === 0)
    return fail(header.line, 'no column of numbers; export the data with "Formatted data" turned off');
  const found = texts.length === 0 ? wide(numbers, lines, times) : long(numbers, texts, lines, times);
  if (found.length > maxRecordedSeries) return fail(header.line, `more than ${maxRecordedSeries} series`);
  return onGrid(found, (message) => fail(header.line, message));
}

type Column = { readonly name: string; readonly at: number };

function wide(columns: readonly Column[], lines: readonly CsvRow[], times: readonly number[]): Points[] {
  return columns.map(({ name, at }) => ({
    ...seriesOf(name),
    points: new Map(lines.map(({ cells }, row) => [times[row]!, readValueCell(cells[at] ?? "") ?? null])),
  }));
}

function long(
  numbers: readonly Column[],
  texts: readonly Column[],
  lines: readonly CsvRow[],
  times: readonly number[],
): Points[] {
  const found = new Map<string, Points>();
  for (const [row, { cells }] of lines.entries()) {
    const labels = new Map(texts.map(({ name, at }) => [labelName(name), (cells[at] ?? "").trim()]));
    const metric = labels.get("__name__") ?? labels.get("metric");
    labels.delete("__name__");
    labels.delete("metric");
    for (const [label, value] of labels) if (value === "") labels.delete(label);
    for (const { name, at } of numbers) {
      const own = metric ?? (/^value(?: #\w+)?$/i.test(name) ? undefined : nameOf(name));
      const key = JSON.stringify([own, name, [...labels]]);
      const known = found.get(key) ?? { name: own, labels, points: new Map<number, number | null>() };
      found.set(key, known);
      known.points.set(times[row]!, readValueCell(cells[at] ?? "") ?? null);
    }
  }
  return [...found.values()];
}

/** A column's name: `up{job="a"}`, `{job="a"}`, or a legend, which becomes a label. */
function seriesOf(title: string): Pick<Points, "name" | "labels"> {
  const parsed = /\{.*\}$/s.test(title) ? parseFilled(title) : undefined;
  if (parsed?.ok && parsed.root.type === "selector") {
    const pairs = parsed.root.matchers.filter(({ op, name }) => op === "=" && name !== "__name__");
    return {
      name: parsed.root.metric === undefined ? undefined : nameOf(parsed.root.metric),
      labels: new Map(pairs.filter(({ value }) => value !== "").map(({ name, value }) => [labelName(name), value])),
    };
  }
  // Grafana writes labels without quotes' escapes where a panel has no legend: {a="b", c="d"}.
  return /^[a-zA-Z_:][a-zA-Z0-9_:]*_[a-z0-9_]+$/.test(title)
    ? { name: title, labels: new Map() }
    : { name: undefined, labels: new Map(title === "" || /^value(?: #\w+)?$/i.test(title) ? [] : [["legend", title]]) };
}

function nameOf(text: string): string {
  return text.replaceAll(/[^a-zA-Z0-9_:]/g, "_").replace(/^(?=\d)/, "_") || "value";
}

function labelName(text: string): string {
  const name = nameOf(text).replaceAll(":", "_");
  return name === "__name__" ? name : name.replace(/^__+/, "");
}

/** Puts the samples on the grid of the shortest time between two of them. */
function onGrid(found: readonly Points[], fail: (message: string) => never): RecordedData {
  const all = [...new Set(found.flatMap(({ points }) => [...points.keys()]))].sort((a, b) => a - b);
  const gaps = all.slice(1).map((time, index) => time - all[index]!);
  const stepMs = gaps.length === 0 ? 60_000 : Math.max(1, Math.min(...gaps));
  const count = Math.round((all.at(-1)! - all[0]!) / stepMs) + 1;
  if (count > maxPoints) return fail(`more than ${maxPoints} values a series, one every ${stepMs} ms`);
  const series = found.map(({ name, labels, points }): RecordedSeries => {
    const values = new Array<number | null>(count).fill(null);
    for (const [time, value] of points) values[Math.round((time - all[0]!) / stepMs)] = value;
    return { name, labels, values };
  });
  const uneven = gaps.some((gap) => gap % stepMs !== 0);
  const warnings = uneven ? [`the rows are not equally far apart: they were moved to a multiple of ${stepMs} ms`] : [];
  return { stepMs, series, warnings };
}
