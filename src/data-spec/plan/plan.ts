import { SpecError } from "../../errors.ts";
import type { Grid } from "../../generator/sampling/grid.ts";
import type { SeriesDefinition } from "../../generator/series.ts";
import type { MetricMetadata } from "../../prometheus/write/metadata.ts";
import { expandLabels } from "../read/expand-labels.ts";
import type { SpecDocument } from "../read/parse.ts";
import type { ExpectedAlert } from "../read/read-alerts.ts";
import { countLabelSets } from "../read/read-labels.ts";
import type { SpecEntry, SpecMetric } from "../read/read-metric.ts";
import { wireSeriesOf } from "../read/series-template.ts";
import { createProblems } from "../source/problems.ts";
import { type GridOptions, planGrid } from "./plan-grid.ts";

/** Options of {@link planSpec}. */
export interface PlanSpecOptions extends GridOptions {
  /** Default 50,000. */
  readonly maxSeries?: number | undefined;
  /** Default 100 million. */
  readonly maxSamples?: number | undefined;
}

/** Every series of a spec, on a grid. */
export interface SpecPlan {
  readonly grid: Grid;
  /** The window was given with `start`; live data cannot follow. */
  readonly fixedStart: boolean;
  readonly seed: number;
  /** In the order of the spec, labels expanded. */
  readonly definitions: readonly SeriesDefinition[];
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
  const { maxSeries = 50_000, maxSamples = 100_000_000 } = options;
  const seriesCount = checkSeries(document, maxSeries);
  const sampleCount = BigInt(seriesCount) * BigInt(grid.count);
  if (sampleCount > BigInt(maxSamples)) {
    throw new SpecError([
      {
        message:
          `${document.file} makes ${show(sampleCount)} samples (${show(seriesCount)} series of ` +
          `${show(grid.count)}), more than ${show(maxSamples)}; shorten --history, lengthen --step, or raise ` +
          "--max-samples",
      },
    ]);
  }
  const problems = createProblems(document);
  const definitions = document.metrics.flatMap((metric) =>
    buildMetric(metric, (entry, text) => problems.add(entry.path, text)),
  );
  problems.throwIfAny();
  const { seed, alerts } = document;
  const metadata = document.metrics.map((metric) => metric.metadata);
  return {
    grid,
    fixedStart,
    seed,
    definitions,
    metadata,
    seriesCount,
    sampleCount: Number(sampleCount),
    alerts,
    warnings: warningsOf(document, grid),
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
  throw new SpecError([{ message, position: locate(most!.entry.path) }]);
}

function buildMetric(
  { metadata: { name }, entries }: SpecMetric,
  report: (entry: SpecEntry, message: string) => void,
): SeriesDefinition[] {
  const seen = new Set<string>();
  const definitions: SeriesDefinition[] = [];
  for (const entry of entries) {
    let reported = false;
    for (const labels of expandLabels(entry.dimensions)) {
      const key = JSON.stringify(labels);
      if (seen.has(key) && !reported) {
        report(
          entry,
          `two series of ${name} have the same labels: ` +
            `{${labels.map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(", ")}}`,
        );
        reported = true;
      }
      seen.add(key);
      definitions.push({ name, labels, ...entry.template });
    }
  }
  return definitions;
}

function warningsOf({ file, alerts }: SpecDocument, { count, stepMs }: Grid): string[] {
  return alerts.flatMap(({ alert, fires, position }) => {
    if (fires === "never" || fires.afterMs < count * stepMs) return [];
    return [`${file}:${position.line}:${position.column}: ${alert} is expected to fire after the end of the window`];
  });
}

function show(count: bigint | number): string {
  return count.toLocaleString("en-US");
}
