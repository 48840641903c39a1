import { isMap, isScalar, isSeq, type Node, parseDocument, type YAMLMap, type YAMLSeq } from "yaml";
import { planSpec } from "../../data-spec/plan/plan.ts";
import { type ParseOptions, parseSpec } from "../../data-spec/read/parse.ts";
import { type NamedMetric, wireNames } from "../../generator/wire-names.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { satisfiesAll } from "../read/conditions.ts";
import type { InferredKind } from "../read/families.ts";
import type { InferredMetric, InferredSpec } from "../series/model.ts";
import { causesOf } from "../world/metric-causes.ts";
import { signalSection, withCausesRenamed } from "./add-causes.ts";
import { renderMetric, renderSeries } from "./render.ts";

/** Result of {@link updateSpec}. */
export interface UpdatedSpec {
  readonly text: string;
  /** Metrics that were added, and those that series were added to; sorted. */
  readonly added: readonly string[];
  readonly extended: readonly string[];
}

/** A piece of text to be put in. */
interface Insertion {
  readonly at: number;
  readonly text: string;
}

/**
 * Adds to a data spec what an inferred one has and it lacks: whole metrics, series for what queries select of a metric
 * and find none of, and the causes that these use. Every character of the spec stays where it is in relation to the
 * others; text is only put in.
 *
 * @throws {SpecError} if the spec is wrong.
 */
export function updateSpec(
  specText: string,
  inferred: InferredSpec,
  { file, nowMs, readFile }: Pick<ParseOptions, "file" | "readFile"> & { readonly nowMs: number },
): UpdatedSpec {
  const plan = planSpec(parseSpec(specText, { file, readFile }), {
    nowMs,
    maxSeries: 1_000_000,
    maxSamples: Number.MAX_SAFE_INTEGER,
  });
  const existing = new Map<string, { readonly name: string; readonly labels: ReadonlyMap<string, string> }[]>();
  for (const definition of plan.definitions) {
    const { name, labels } = definition;
    for (const wire of namesOf(definition)) {
      const known = existing.get(wire);
      if (known === undefined) existing.set(wire, [{ name, labels: new Map(labels) }]);
      else known.push({ name, labels: new Map(labels) });
    }
  }
  /** The label sets that the spec has of a metric, whatever it is there; undefined if it makes none of its series. */
  const setsOf = (metric: InferredMetric) => {
    const found = namesOf(metric).flatMap((wire) => existing.get(wire) ?? []);
    return found.length === 0
      ? undefined
      : found.filter(({ name }) => name === metric.name).map(({ labels }) => labels);
  };
  const metrics = parseDocument(specText, { schema: "core", logLevel: "silent", uniqueKeys: false }).get("metrics");
  if (!isSeq(metrics)) return { text: specText, added: [], extended: [] };
  const section = signalSection(specText);
  const names = section.rename(inferred.signals);
  const all = inferred.metrics.map((metric) => withCausesRenamed(metric, names));
  const missing = all.filter((metric) => setsOf(metric) === undefined).sort((a, b) => (a.name < b.name ? -1 : 1));
  const insertions: Insertion[] = [];
  const extended: InferredMetric[] = [];
  for (const metric of all) {
    const labelSets = setsOf(metric);
    const series = labelSets === undefined ? [] : unmatched(metric, labelSets);
    const found = series.length === 0 ? undefined : metricNode(metrics, metric);
    if (found === undefined) continue;
    const { node, kind } = found;
    const more = { ...metric, kind, series };
    const entries = renderSeries(more);
    insertions.push(
      appendTo(
        specText,
        node,
        node.flow === true ? entries.map((entry) => JSON.stringify(parseDocument(entry).toJS())) : entries,
      ),
    );
    extended.push(more);
  }
  if (missing.length > 0) {
    const lines = missing.flatMap((metric) => (metrics.flow === true ? [flowMetric(metric)] : renderMetric(metric)));
    insertions.push(
      metrics.flow === true ? appendTo(specText, metrics, lines) : appendBlock(specText, metrics, lines, 2),
    );
  }
  const causes = section.insertion(causesOf([...missing, ...extended]));
  if (causes !== undefined) insertions.push(causes);
  return {
    text: insert(specText, insertions),
    added: missing.map(({ name }) => name),
    extended: extended.map(({ name }) => name).sort(),
  };
}

/** The names of a metric's series; of a histogram its own too, as a spec holds each histogram once. */
function namesOf(metric: NamedMetric): readonly string[] {
  const isHistogram = metric.kind === "histogram" || metric.kind === "native";
  return [...wireNames(metric), ...(isHistogram ? [`histogram ${metric.name}`] : [])];
}

/** Inferred series for what queries select and no series of the spec satisfies. */
function unmatched(metric: InferredMetric, labelSets: readonly ReadonlyMap<string, string>[]) {
  const patterns = createPatternCache(200);
  const needs = metric.needs.filter(
    (conditions) => conditions.length > 0 && !labelSets.some((labels) => satisfiesAll(labels, conditions, patterns)),
  );
  const known = new Set(labelSets.map((labels) => JSON.stringify([...labels].sort())));
  return metric.series.filter(
    ({ labels }) =>
      needs.some((conditions) => satisfiesAll(labels, conditions, patterns)) &&
      !known.has(JSON.stringify([...labels].sort())),
  );
}

/** The `series` of a metric, and its kind in the spec. One that fixes its label names (`labels`) is left alone. */
function metricNode(
  metrics: YAMLSeq,
  { name, kind }: InferredMetric,
): { readonly node: YAMLSeq; readonly kind: InferredKind } | undefined {
  const named = metrics.items.filter((item): item is YAMLMap => isMap(item) && item.get("name") === name);
  const type = kind === "native" ? "histogram" : kind;
  const same = named.find((item) => item.get("type") === type);
  // An entry of a metric without observations can be written for each of these.
  const found = same ?? named.find((item) => isPlain(type) && isPlain(String(item.get("type"))));
  const series = found?.get("series", true) as Node | undefined;
  const hasLabels = found?.items.some(({ key }) => isScalar(key) && key.value === "labels");
  if (!isSeq(series) || hasLabels === true) return undefined;
  return { node: series, kind: same === undefined ? (String(found!.get("type")) as InferredKind) : kind };
}

const isPlain = (type: string) => type === "gauge" || type === "counter" || type === "info";

function appendTo(text: string, node: YAMLSeq, entries: readonly string[]): Insertion {
  if (node.flow !== true)
    return appendBlock(
      text,
      node,
      entries.map((entry) => `- ${entry}`),
      0,
    );
  const close = (node.range?.[1] ?? text.length) - 1;
  // After the last item; a comma that stands there already serves.
  const last = (node.items.at(-1) as Node | undefined)?.range?.[1] ?? close;
  const trailing = /^\s*,/.test(text.slice(last, close));
  return { at: trailing ? close : last, text: `${trailing ? " " : ", "}${entries.join(", ")}` };
}

/** Lines behind the last item of a block sequence, at the column of its dashes. */
function appendBlock(text: string, node: YAMLSeq, lines: readonly string[], indented: number): Insertion {
  const first = node.items[0] as Node;
  const dash = text.lastIndexOf("-", (first.range?.[0] ?? 1) - 1);
  const column = dash - (text.lastIndexOf("\n", dash) + 1);
  const last = node.items.at(-1) as Node;
  const valueEnd = last.range?.[1] ?? text.length;
  const lineEnd = endOfValue(text, valueEnd);
  const moved = lines.map((line) => (line.trim() === "" ? "" : `${" ".repeat(column)}${line.slice(indented)}`));
  const opens = lineEnd > 0 && text[lineEnd - 1] !== "\n" ? "\n" : "";
  return { at: lineEnd, text: `${opens}${moved.join("\n")}\n` };
}

/**
 * Behind the line that a value ends in; the end of a block value may lie behind blank lines and comments that follow
 * it.
 */
function endOfValue(text: string, end: number): number {
  const trimmed = text.slice(0, end).trimEnd().length;
  const newline = text.indexOf("\n", trimmed);
  return newline === -1 ? text.length : newline + 1;
}

/** A metric in one piece, for specs in flow style or JSON. */
function flowMetric(metric: InferredMetric): string {
  const lines = renderMetric(metric).filter((line) => !line.trimStart().startsWith("#"));
  return JSON.stringify(parseDocument(lines.join("\n")).toJS()[0]);
}

function insert(text: string, insertions: readonly Insertion[]): string {
  // From the end; of two at one place, the one that comes first in the text is put in last.
  return insertions
    .toReversed()
    .toSorted((a, b) => b.at - a.at)
    .reduce((result, { at, text: added }) => result.slice(0, at) + added + result.slice(at), text);
}
