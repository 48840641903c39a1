import { literalLabel } from "../../data-spec/read/label-pattern.ts";
import { csvCell } from "../../text/csv.ts";
import { formatDuration } from "../../text/duration.ts";
import { MadeUpNames, type MappedValue } from "./made-up-names.ts";
import type { RecordedData, RecordedSeries } from "./recorded-series.ts";
import { roundValues } from "./round-values.ts";

/** Options of {@link renderRecorded}. */
export interface RenderOptions {
  /** Values of labels stay as they are. */
  readonly keepLabels: boolean;
  /** Significant digits of values. */
  readonly digits: number;
  /** The name of series that have none. */
  readonly name: string;
  /** Types by the metric's name, where a server says them. */
  readonly types?: ReadonlyMap<string, string> | undefined;
  /** The file beside the spec that the values go into; undefined: into the spec. */
  readonly csv?: string | undefined;
}

/** A data spec that replays recorded series. */
export interface RenderedSpec {
  readonly text: string;
  /** The text of the file beside it. */
  readonly csv: string | undefined;
  readonly metrics: number;
  readonly series: number;
  readonly mapped: readonly MappedValue[];
}

/** Renders series as a data spec of `replay` signals; series that become the same by their labels get a number. */
export function renderRecorded({ stepMs, series }: RecordedData, options: RenderOptions): RenderedSpec {
  const names = new MadeUpNames();
  const count = Math.max(...series.map(({ values }) => values.length));
  const metrics = new Map<string, { readonly labels: ReadonlyMap<string, string>; readonly values: string }[]>();
  const columns: (readonly (number | null)[])[] = [];
  const seen = new Set<string>();
  for (const one of series) {
    const name = one.name ?? options.name;
    const labels = new Map(
      [...one.labels].map(([label, value]) => [label, options.keepLabels ? value : names.of(label, value)]),
    );
    // Two results of an expression may have the same labels.
    for (let number = 2; seen.size === seen.add(identity(name, labels)).size; number++)
      labels.set("series", String(number));
    const values = roundValues(one.values, {
      digits: options.digits,
      counter: typeOf(one, name, options) === "counter",
    });
    const list = metrics.get(name) ?? [];
    metrics.set(name, list);
    list.push({
      labels,
      values: options.csv === undefined ? inline(values, stepMs) : column(columns, values, options.csv),
    });
  }
  const lines = [
    options.keepLabels ? "# Recorded values, rounded." : "# Recorded values, rounded; values of labels are made up.",
    "version: 1",
    `step: ${formatDuration(stepMs)}`,
    `history: ${formatDuration(stepMs * count)}`,
    "metrics:",
    ...[...metrics].flatMap(([name, list]) => [
      `  - name: ${JSON.stringify(name)}`,
      `    type: ${typeOf(series.find((one) => (one.name ?? options.name) === name)!, name, options)}`,
      "    series:",
      ...list.map(({ labels, values }) => {
        const pairs = [...labels].map(
          ([label, value]) => `${JSON.stringify(label)}: ${JSON.stringify(literalLabel(value))}`,
        );
        return `      - { labels: { ${pairs.join(", ")} }, value: { replay: ${values} } }`;
      }),
    ]),
  ];
  return {
    text: `${lines.join("\n")}\n`,
    csv: options.csv === undefined ? undefined : renderCsv(columns, stepMs, count),
    metrics: metrics.size,
    series: series.length,
    mapped: names.mapped,
  };
}

function typeOf({ name: own }: RecordedSeries, name: string, { types }: RenderOptions): "counter" | "gauge" {
  if (own === undefined) return "gauge";
  const told = types?.get(name);
  if (told === "counter" || told === "gauge") return told;
  return /_(?:total|count|sum|bucket)$/.test(name) ? "counter" : "gauge";
}

function identity(name: string, labels: ReadonlyMap<string, string>): string {
  return JSON.stringify([name, [...labels].toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}

function inline(values: readonly (number | null)[], stepMs: number): string {
  const list = values.map((value) => (isPlain(value) ? String(value) : "null")).join(", ");
  return `{ values: [${list}], every: ${formatDuration(stepMs)} }`;
}

/** YAML and JSON numbers are finite. */
function isPlain(value: number | null): boolean {
  return value !== null && Number.isFinite(value);
}

function column(columns: (readonly (number | null)[])[], values: readonly (number | null)[], file: string): string {
  columns.push(values);
  return `{ file: ${JSON.stringify(file)}, column: s${columns.length} }`;
}

function renderCsv(columns: readonly (readonly (number | null)[])[], stepMs: number, count: number): string {
  const header = ["time", ...columns.map((_, index) => `s${index + 1}`)];
  const rows = Array.from({ length: count }, (_, place) => [
    place === 0 ? "0s" : formatDuration(place * stepMs),
    ...columns.map((values) => String(values[place] ?? "")),
  ]);
  return `${[header, ...rows].map((cells) => cells.map(csvCell).join(",")).join("\n")}\n`;
}
