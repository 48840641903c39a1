import { SpecError } from "../../errors.ts";
import { anchorMs, type Grid } from "../../generator/sampling/grid.ts";
import type { SeriesDefinition } from "../../generator/series.ts";
import type { MetricMetadata } from "../../prometheus/write/metadata.ts";
import { formatDuration } from "../../text/duration.ts";
import { type AppliedEvent, applyEvents } from "../events/apply-events.ts";
import { expandLabels } from "../read/expand-labels.ts";
import type { SpecDocument } from "../read/parse.ts";
import type { ExpectedAlert } from "../read/read-alerts.ts";
import { countLabelSets } from "../read/read-labels.ts";
import type { SpecEntry, SpecMetric } from "../read/read-metric.ts";
import { type SeriesTemplate, wireSeriesOf } from "../read/series-template.ts";
import { applyChanges } from "../scenarios/apply-changes.ts";
import { createProblems, type Problems } from "../source/problems.ts";
import { tooMuch } from "../source/too-much.ts";
import { lifetimeOf } from "./moments.ts";
import { type GridOptions, planGrid } from "./plan-grid.ts";
import { warningsOf } from "./spec-warnings.ts";

/** Whether a series is built. */
type Choice = (series: Pick<SeriesDefinition, "name" | "labels">) => boolean;

/** Options of {@link planSpec}. */
export interface PlanSpecOptions extends GridOptions {
  /** Default 50,000. */
  readonly maxSeries?: number | undefined;
  /**
   * Builds only the series that it is true for, by name and labels; counts stay those of all. With events, which may
   * concern any of them, all are built first.
   */
  readonly only?: Choice | undefined;
  /** Default 100 million. */
  readonly maxSamples?: number | undefined;
}

/** Every series of a spec, on a grid. */
export interface SpecPlan {
  readonly grid: Grid;
  /** The window was given with `start`; live data cannot follow. */
  readonly fixedStart: boolean;
  readonly seed: number;
  /** In the order of the spec, labels expanded; after them the series that deployments begin. */
  readonly definitions: readonly SeriesDefinition[];
  /** How many of them each entry makes; undefined: none. */
  readonly made: ReadonlyMap<SpecEntry, number>;
  /** When each event happens, and to how many series. */
  readonly events: readonly AppliedEvent[];
  readonly metadata: readonly MetricMetadata[];
  /** Series on the wire: a classic histogram of 10 buckets is 13. */
  readonly seriesCount: number;
  /** Samples at most; gaps make it fewer. */
  readonly sampleCount: number;
  readonly alerts: readonly ExpectedAlert[];
  readonly warnings: readonly string[];
}

/**
 * Fixes the grid, expands the labels and builds every series. Everything is counted before anything is built.
 *
 * @throws {SpecError} if a limit is passed, the grid does not fit, or two series have the same labels.
 */
export function planSpec(document: SpecDocument, options: PlanSpecOptions): SpecPlan {
  const { grid, fixedStart } = planGrid(document, options);
  const { maxSeries = 50_000, maxSamples = 100_000_000, only = () => true } = options;
  // Events and scenarios look at all series.
  const early = document.events.length === 0 && document.scenario === undefined ? only : () => true;
  const counted = checkSeries(document, maxSeries);
  const countSamples = (series: number) => checkSamples(document, grid, series, maxSamples);
  countSamples(counted);
  const problems = createProblems(document);
  const anchor = anchorMs(grid);
  const made = new Map<SpecEntry, number>();
  const built = document.metrics.flatMap((metric) => buildMetric(metric, anchor, { problems, made, only: early }));
  problems.throwIfAny();
  const changed = applyChanges(built, document.changes, {
    anchorMs: anchor,
    report: (path, message) => problems.add(path, message, "key"),
  });
  problems.throwIfAny();
  const { definitions, events, added } = applyEvents(changed, document.events, {
    anchorMs: anchor,
    maxAdded: maxSeries - counted,
    report: ({ path }, message) => problems.add(path, message, "key"),
  });
  problems.throwIfAny();
  // What a scenario replaces was counted twice.
  const own = document.scenario === undefined ? counted : built.reduce((sum, one) => sum + wireSeriesOf(one), 0);
  const seriesCount = own + added;
  const { seed, alerts } = document;
  const metadata = document.metrics.map((metric) => metric.metadata);
  return {
    grid,
    fixedStart,
    seed,
    definitions: early === only ? definitions : definitions.filter(only),
    made,
    events,
    metadata,
    seriesCount,
    sampleCount: countSamples(seriesCount),
    alerts,
    warnings: warningsOf(document, grid, events),
  };
}

function checkSeries({ file, metrics, locate }: SpecDocument, maxSeries: number): number {
  let total = 0n;
  let most: { entry: SpecEntry; name: string; count: bigint } | undefined;
  for (const { entries, metadata } of metrics) {
    for (const entry of entries) {
      const count = countLabelSets(entry.dimensions) * BigInt(wireSeriesOf(entry.template));
      total += count;
      if (most === undefined || count > most.count) most = { entry, name: metadata.name, count };
    }
  }
  if (total <= BigInt(maxSeries)) return Number(total);
  const message =
    `${file} makes ${show(total)} series, more than ${show(maxSeries)}; most come from this entry of ` +
    `${most!.name} (${show(most!.count)}): shorten its labels, or raise --max-series`;
  const { path } = most!.entry;
  throw new SpecError([{ message, position: locate(path), path }], { code: tooMuch });
}

function checkSamples({ file }: SpecDocument, { count }: Grid, series: number, maxSamples: number): number {
  const samples = BigInt(series) * BigInt(count);
  if (samples <= BigInt(maxSamples)) return Number(samples);
  const message =
    `${file} makes ${show(samples)} samples (${show(series)} series of ${show(count)}), more than ` +
    `${show(maxSamples)}; shorten --history, lengthen --step, or raise --max-samples`;
  throw new SpecError([{ message }], { code: tooMuch });
}

function buildMetric(
  { metadata: { name }, entries }: SpecMetric,
  anchor: number,
  {
    problems,
    made,
    only,
  }: { readonly problems: Problems; readonly made: Map<SpecEntry, number>; readonly only: Choice },
): SeriesDefinition[] {
  const seen = new Set<string>();
  const definitions: SeriesDefinition[] = [];
  const replaced = new Set(
    entries.flatMap(({ replaces, dimensions }) =>
      replaces ? [...expandLabels(dimensions)].map((labels) => JSON.stringify(labels)) : [],
    ),
  );
  for (const entry of entries) {
    const template = withLife(entry, anchor, problems);
    let reported = false;
    for (const labels of expandLabels(entry.dimensions)) {
      if (!only({ name, labels })) continue;
      const key = JSON.stringify(labels);
      if (!entry.replaces && replaced.has(key)) continue;
      if (seen.has(key) && !reported) {
        problems.add(
          entry.path,
          `two series of ${name} have the same labels: ` +
            `{${labels.map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(", ")}}`,
        );
        reported = true;
      }
      seen.add(key);
      definitions.push({ name, labels, ...template });
      made.set(entry, (made.get(entry) ?? 0) + 1);
    }
  }
  return definitions;
}

function withLife({ template, life: given, path }: SpecEntry, anchor: number, problems: Problems): SeriesTemplate {
  if (given.from === undefined && given.until === undefined) return template;
  const life = lifetimeOf(given, anchor);
  const { fromMs = 0, untilMs = Number.POSITIVE_INFINITY } = life;
  if (untilMs > fromMs) return { ...template, life };
  const from = given.from === undefined ? "the window's start" : `\`from\`, ${formatDuration(fromMs)} after its start`;
  problems.add(
    [...path, "until"],
    `\`until\` is ${formatDuration(untilMs)} after the window's start, not after ${from}`,
  );
  return template;
}

function show(count: bigint | number): string {
  return count.toLocaleString("en-US");
}
