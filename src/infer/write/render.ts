import { formatDuration } from "../../text/duration.ts";
import { type InferredSignal, walkBetween, writeSignal } from "../levels/signal.ts";
import { factorRows, type LabelEntry } from "../series/factor-rows.ts";
import type { InferredMetric, InferredSpec } from "../series/model.ts";
import type { Cause } from "../world/cause.ts";
import { writeFlow } from "./flow.ts";

/** Panels that a comment names. */
const maxUsers = 4;

/**
 * The spec as YAML: by subsystem, in alphabetical order, with a comment for each metric that says which panels need it.
 */
export function renderSpec(spec: InferredSpec): string {
  const { titles, signals, metrics, stepMs, historyMs } = spec;
  const head = [
    ...(titles.length === 0
      ? ["# Inferred by dashpreview."]
      : wrapComment(`Inferred by dashpreview from ${titles.map(oneLine).join(", ")}.`)),
    "# Edit freely: `dashpreview infer --update` adds what is missing and changes nothing that stands here.",
    "version: 1",
    `step: ${formatDuration(stepMs)}`,
    `history: ${formatDuration(historyMs)}`,
    ...(signals.length === 0 ? [] : ["signals:", ...signals.map((cause) => `  ${renderCause(cause)}`)]),
    "metrics:",
  ];
  const ordered = inOrder(metrics);
  const body = ordered.flatMap((metric, index) => {
    const subsystem = subsystemOf(metric.name);
    const opens = index === 0 || subsystemOf(ordered[index - 1]!.name) !== subsystem;
    return [...(opens ? ["", `  # ${subsystem}`] : []), ...renderMetric(metric)];
  });
  return `${[...head, ...body].join("\n")}\n`;
}

/** Metrics in the order in which a spec lists them. */
export function inOrder(metrics: readonly InferredMetric[]): readonly InferredMetric[] {
  return [...metrics].sort(byName);
}

/** An entry of `signals`. */
export function renderCause({ name, per, value }: Cause): string {
  return `${name}: ${writeFlow({ per: per.length === 0 ? undefined : per, value })}`;
}

/** The subsystem of a metric: its name up to the first separator. */
function subsystemOf(name: string): string {
  return /^[a-zA-Z]+[0-9]*/.exec(name)?.[0] ?? name;
}

function byName({ name: a }: InferredMetric, { name: b }: InferredMetric): number {
  const [first, second] = [subsystemOf(a), subsystemOf(b)];
  if (first !== second) return first < second ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The lines of one metric, to stand below `metrics:`. */
export function renderMetric(metric: InferredMetric): string[] {
  const { name, kind, native, users, help, unit, buckets, quantiles } = metric;
  return [
    ...(users.length === 0 ? [] : [`  # for ${userText(users)}`]),
    `  - name: ${name.endsWith(":") || name.startsWith(":") ? JSON.stringify(name) : name}`,
    `    type: ${kind === "native" ? "histogram" : kind}`,
    ...(help === undefined ? [] : [`    help: ${quoted(help)}`]),
    ...(unit === undefined ? [] : [`    unit: ${quoted(unit)}`]),
    ...(kind === "native" ? ["    native: true"] : native === "both" ? ["    native: both"] : []),
    ...(buckets.length === 0 || kind !== "histogram" ? [] : [`    buckets: [${buckets.join(", ")}]`]),
    ...(quantiles.length === 0 ? [] : [`    quantiles: [${quantiles.join(", ")}]`]),
    "    series:",
    ...renderSeries(metric).map((entry) => `      - ${entry}`),
  ];
}

/** Each entry of a metric's `series`, as a YAML flow map. */
export function renderSeries(metric: InferredMetric): string[] {
  return factorRows(metric.series).map((entry) => `{${renderEntry(metric, entry)}}`);
}

function renderEntry(
  { kind, observe: usual }: InferredMetric,
  { labels, signal, observe, options }: LabelEntry,
): string {
  const pairs = [...labels].map(
    ([name, values]) =>
      `${name}: ${values.length === 1 ? labelText(values[0]!) : `[${values.map(labelText).join(", ")}]`}`,
  );
  const parts = pairs.length === 0 ? [] : [`labels: {${pairs.join(", ")}}`];
  if (kind === "gauge") parts.push(`value: ${writeSignal(signal)}`);
  else if (kind !== "info") parts.push(`rate: ${writeSignal(signal)}`);
  if (observe !== undefined) parts.push(`observe: ${writeFlow(observe)}`);
  else if (usual !== undefined) parts.push(`observe: {lognormal: {p50: ${tail(usual.p50)}, p99: ${tail(usual.p99)}}}`);
  for (const [name, value] of Object.entries(options ?? {})) parts.push(`${name}: ${writeFlow(value)}`);
  return parts.join(", ");
}

/** Latencies come and go a little. */
export function tailOf(value: number): InferredSignal {
  return walkBetween({ min: value * 0.85, max: value * 1.15 });
}

function tail(value: number): string {
  return writeSignal(tailOf(value));
}

function userText(users: readonly string[]): string {
  const rest = users.length - maxUsers;
  const shown = users.slice(0, maxUsers).map((user) => (user === "" ? "a panel without a title" : oneLine(user)));
  return `${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function wrapComment(text: string): string[] {
  return [`# ${text.length > 500 ? `${text.slice(0, 500)}…` : text}`];
}

/** Nothing in it can end a comment. */
function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")
    .trim()
    .slice(0, 80);
}

/** A label's value as a spec has it: braces that would expand are escaped. */
export function labelPattern(value: string): string {
  return value.replaceAll(/\{(?=-?\d+\.\.)|\\(?=\{)/g, (sign) => (sign === "{" ? "\\{" : "\\"));
}

/** The same in YAML: quoted where that would read it as something else. */
function labelText(value: string): string {
  return quoted(labelPattern(value));
}

function quoted(text: string): string {
  if (/^[A-Za-z/][A-Za-z0-9_/-]*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n|nan|inf)$/i.test(text))
    return text;
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
