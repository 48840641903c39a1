import type { Labels } from "../../generator/series.ts";
import { formatDuration } from "../../text/duration.ts";
import type { SampleShown, WireSamples } from "../plan/first-samples.ts";
import type { DescribedEntry, DescribedMetric, SpecDescription } from "./describe.ts";
import type { DescribedCause } from "./describe-causes.ts";

/** A description as lines of text. */
export function formatDescription(description: SpecDescription): string[] {
  const { window, seed, series, samples, signals, events, metrics, warnings } = description;
  const stepMs = window.stepSeconds * 1000;
  return [
    `window  ${window.from} to ${window.to}: ${formatDuration(stepMs * window.samples)}, ` +
      `${show(window.samples)} scrapes, one every ${formatDuration(stepMs)}`,
    `series  ${show(series)}, at most ${show(samples)} samples, seed ${seed}`,
    ...events.map(({ type, time, series: changed }) => `event   ${type} at ${time}: ${show(changed)} series change`),
    ...signals.flatMap((cause) => ["", ...formatCause(cause)]),
    ...metrics.flatMap((metric) => ["", ...formatMetric(metric)]),
    ...(warnings.length > 0 ? ["", ...warnings.map((warning) => `warning: ${warning}`)] : []),
  ];
}

function formatCause({ name, per, series, courses, tree, first }: DescribedCause): string[] {
  const each = per.length === 0 ? "" : `, per ${per.join(" and ")}: ${show(courses)} courses`;
  return [
    `signal ${name}  (shared by ${show(series)} series${each})`,
    ...tree.map((line) => `  ${line}`),
    ...first.flatMap(formatSamples).map((line) => `  ${line}`),
  ];
}

function formatMetric({ name, type, help, unit, entries }: DescribedMetric): string[] {
  const about = [type, ...(unit === undefined ? [] : [`in ${unit}`]), ...(help === undefined ? [] : [help])].join(", ");
  return [`${name}  (${about})`, ...entries.flatMap(formatEntry).map((line) => `  ${line}`)];
}

function formatEntry({ labelSets, wireSeries, tree, first }: DescribedEntry): string[] {
  const each = wireSeries === 1 ? "" : ` × ${wireSeries}`;
  return [
    `${show(labelSets)}${each} series`,
    ...tree.map((line) => `  ${line}`),
    ...first.flatMap(formatSamples).map((line) => `  ${line}`),
  ];
}

function formatSamples({ name, labels, samples }: WireSamples): string[] {
  return [`${name}${formatLabels(labels)}`, `  ${samples.map(formatSample).join("  ")}`];
}

/** Labels as PromQL writes them; empty if there are no labels. */
function formatLabels(labels: Labels): string {
  return labels.length === 0 ? "" : `{${labels.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(", ")}}`;
}

function formatSample(sample: SampleShown): string {
  if (sample === null) return "_";
  if (typeof sample === "number") return shorten(sample);
  return typeof sample === "string" ? sample : `{count ${shorten(sample.count)}, sum ${shorten(sample.sum)}}`;
}

/** Six significant digits are enough to see a shape. */
function shorten(value: number): string {
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(6)));
}

function show(count: number): string {
  return count.toLocaleString("en-US");
}
