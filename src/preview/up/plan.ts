import { planSpec, type SpecPlan } from "../../data-spec/plan/plan.ts";
import { UsageError } from "../../errors.ts";
import { Courses } from "../../generator/named/courses.ts";
import { writeUnique } from "../../generator/named/named-facts.ts";
import { anchorMs, type Grid, gridEndMs, leadInMs } from "../../generator/sampling/grid.ts";
import { createSource } from "../../generator/sampling/source.ts";
import type { SeriesDefinition, SeriesSource } from "../../generator/series.ts";
import { wireNames } from "../../generator/wire-names.ts";
import type { MetricMetadata } from "../../prometheus/write/metadata.ts";
import type { LoadedSpec } from "../files/load-spec.ts";

/** The metrics that are native histograms. */
export function nativeNames(definitions: readonly SeriesDefinition[]): ReadonlySet<string> {
  const isNative = (one: SeriesDefinition) => one.kind === "histogram" && one.native !== false;
  return new Set(definitions.filter(isNative).map(({ name }) => name));
}

/** Options of {@link planSeries}. */
export interface PlanOptions {
  /** The receiver's now, in Unix milliseconds. */
  readonly nowMs: number;
  /** `--step`. */
  readonly stepMs?: number | undefined;
  /** The data source's scrape interval, for specs that name no step. */
  readonly defaultStepMs?: number | undefined;
  /** `--history`. */
  readonly historyMs?: number | undefined;
  /** A grid that is known already, as live writing continues one: then only the limits count beside it. */
  readonly grid?: Grid | undefined;
  /** Builds only some of the series; see `planSpec`. */
  readonly only?: ((series: Pick<SeriesDefinition, "name" | "labels">) => boolean) | undefined;
  readonly maxSeries?: number | undefined;
  readonly maxSamples?: number | undefined;
}

/** All series of a preview on one grid. */
export interface SeriesPlan {
  readonly grid: Grid;
  /** The window was given with `start`: it does not end now, and live writing is impossible. */
  readonly fixedStart: boolean;
  readonly definitions: readonly { readonly seed: number; readonly definition: SeriesDefinition }[];
  readonly metadata: readonly MetricMetadata[];
  /** Series on the wire: a histogram of 10 buckets is 13. */
  readonly seriesCount: number;
  /** Most samples that will be written; gaps make it fewer. */
  readonly sampleCount: number;
  readonly warnings: readonly string[];
}

/**
 * Puts the series of several specs on one grid: the same step, the longest history, each with its own spec's seed. A
 * series that two specs define alike is written once.
 *
 * @throws {UsageError} if the specs cannot go together.
 * @throws {SpecError} if one of them is wrong or too large.
 */
export function planSeries(specs: readonly LoadedSpec[], options: PlanOptions): SeriesPlan {
  const first = specs.map((spec) => planSpec(spec.document, options));
  if (first.length <= 1) return single(first[0]!);
  checkTogether(specs, first);
  const historyMs = Math.max(...first.map(({ grid }) => grid.count * grid.stepMs));
  const plans = specs.map((spec) => planSpec(spec.document, { ...options, historyMs }));
  return merge(specs, plans, options);
}

function single(plan: SpecPlan): SeriesPlan {
  return { ...plan, definitions: plan.definitions.map((definition) => ({ seed: plan.seed, definition })) };
}

function checkTogether(specs: readonly LoadedSpec[], plans: readonly SpecPlan[]): void {
  const [firstSpec, firstPlan] = [specs[0]!, plans[0]!];
  for (const [index, plan] of plans.entries()) {
    const names = `${firstSpec.file} and ${specs[index]!.file}`;
    if (plan.grid.stepMs !== firstPlan.grid.stepMs)
      throw new UsageError(
        `${names} have different steps; previews of one run share one grid: give both the same step, or pass --step`,
      );
    if (plan.fixedStart !== firstPlan.fixedStart || (plan.fixedStart && plan.grid.fromMs !== firstPlan.grid.fromMs))
      throw new UsageError(
        `${names} have different windows: a fixed start must be the same in all specs of a run; or preview ` +
          "them apart with --name",
      );
  }
}

function merge(
  specs: readonly LoadedSpec[],
  plans: readonly SpecPlan[],
  { maxSeries = 50_000, maxSamples = 100_000_000 }: PlanOptions,
): SeriesPlan {
  const seen = new Map<string, { file: string; text: string }>();
  const definitions = plans.flatMap((plan, index) => {
    const file = specs[index]!.file;
    return plan.definitions.flatMap((definition) => {
      const text = writeUnique([plan.seed, definition]);
      const ids = wireNames(definition).map((name) => JSON.stringify([name, definition.labels]));
      const others = ids.flatMap((id) => seen.get(id) ?? []);
      const known = others.find((other) => other.text !== text) ?? others[0];
      for (const id of ids) if (!seen.has(id)) seen.set(id, { file, text });
      if (known === undefined) return [{ seed: plan.seed, definition }];
      if (known.text === text) return [];
      throw new UsageError(
        `${known.file} and ${file} both define ${definition.name} with the same labels, but not alike; put ` +
          "the metric into one spec, or preview the dashboards apart with --name",
      );
    });
  });
  const seriesCount = plans.reduce((sum, plan) => sum + plan.seriesCount, 0);
  const sampleCount = plans.reduce((sum, plan) => sum + plan.sampleCount, 0);
  if (seriesCount > maxSeries)
    throw new UsageError(
      `the specs make ${seriesCount} series together, more than ${maxSeries}; raise --max-series if that is meant`,
    );
  if (sampleCount > maxSamples)
    throw new UsageError(
      `the specs make ${sampleCount} samples together, more than ${maxSamples}; shorten --history or raise ` +
        "--max-samples",
    );
  const metadata = new Map(plans.flatMap((plan) => plan.metadata.map((one) => [one.name, one] as const)));
  const { grid, fixedStart } = plans[0]!;
  return {
    grid,
    fixedStart,
    definitions,
    metadata: [...metadata.values()],
    seriesCount,
    sampleCount,
    warnings: plans.flatMap((plan) => plan.warnings),
  };
}

/**
 * Sources that generate a plan's samples; they share the courses of named signals. New ones each time: a source
 * remembers where it is.
 */
export function createSources({ grid, definitions }: SeriesPlan): SeriesSource[] {
  const courses = new Courses(grid);
  return definitions.map(({ seed, definition }) => createSource(definition, { seed, grid, courses }));
}

/**
 * From the first sample after the lead-in to the last one of a plan: what its dashboards can show. At the window's
 * exclusive end, one step later, data may have ended.
 */
export function sampleRange({ grid }: Pick<SeriesPlan, "grid">): { fromMs: number; toMs: number } {
  return { fromMs: anchorMs(grid), toMs: gridEndMs(grid) - grid.stepMs };
}

/** The time range of a plan, `[from, to)`, and how long before it its data begin. Milliseconds. */
export function windowOf({ grid }: Pick<SeriesPlan, "grid">) {
  return { fromMs: anchorMs(grid), toMs: gridEndMs(grid), stepMs: grid.stepMs, leadInMs: leadInMs(grid) };
}

/** The warning about rates below 0; empty if there are none. */
export function clampedWarnings(clampedRates: number): string[] {
  return clampedRates === 0 ? [] : [`${clampedRates} rates below 0 were taken as 0: a counter cannot count down`];
}
