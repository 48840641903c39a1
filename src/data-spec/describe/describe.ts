import { describeDefinition } from "../../generator/describe-definition.ts";
import { Courses } from "../../generator/named/courses.ts";
import type { Grid } from "../../generator/sampling/grid.ts";
import { anchorMs, gridEndMs } from "../../generator/sampling/grid.ts";
import type { MetricType, SeriesDefinition } from "../../generator/series.ts";
import { firstSamples, type WireSamples } from "../plan/first-samples.ts";
import type { SpecPlan } from "../plan/plan.ts";
import type { SpecDocument } from "../read/parse.ts";
import type { SpecEntry } from "../read/read-metric.ts";
import { wireSeriesOf } from "../read/series-template.ts";
import { type DescribedCause, describeCauses, findUsers } from "./describe-causes.ts";

/** The description of a spec, as plain data. */
export interface SpecDescription {
  readonly window: {
    readonly from: string;
    readonly to: string;
    readonly stepSeconds: number;
    readonly samples: number;
  };
  readonly seed: number;
  /** On the wire. */
  readonly series: number;
  readonly samples: number;
  /** Causes that series share. */
  readonly signals: readonly DescribedCause[];
  readonly events: readonly DescribedEvent[];
  readonly metrics: readonly DescribedMetric[];
  readonly warnings: readonly string[];
}

/** A restart or a deployment. */
export interface DescribedEvent {
  readonly type: "restart" | "deploy";
  readonly time: string;
  /** Series that it changes. */
  readonly series: number;
}

/** One metric of a {@link SpecDescription}. */
export interface DescribedMetric {
  readonly name: string;
  readonly type: MetricType;
  readonly help?: string;
  readonly unit?: string;
  readonly entries: readonly DescribedEntry[];
}

/** One entry of a metric's `series`. */
export interface DescribedEntry {
  /** Label sets that it makes, and the series on the wire of each. */
  readonly labelSets: number;
  readonly wireSeries: number;
  /** The signals of the series, as lines of an indented tree. */
  readonly tree: readonly string[];
  /** The first label sets with the first samples of each of their series. */
  readonly first: readonly WireSamples[];
}

/** Options of {@link describeSpec}: the amount of each entry that is shown. */
export interface DescribeOptions {
  /** Label sets of each entry. Default 1. */
  readonly series?: number | undefined;
  /** Samples of each series. Default 8. */
  readonly samples?: number | undefined;
}

/** Describes a planned spec: trees of signals and first samples, for people (by `formatDescription`) and as JSON. */
export function describeSpec(
  document: SpecDocument,
  plan: SpecPlan,
  { series = 1, samples = 8 }: DescribeOptions = {},
): SpecDescription {
  let next = 0;
  const { seed, grid } = plan;
  const courses = new Courses(grid);
  const place = { stepMs: grid.stepMs, anchorMs: anchorMs(grid), startMs: 0 };
  const shownSamples = Math.min(samples, grid.count);
  const using = findUsers(plan.definitions);
  const users = new Map([...using].map(([name, list]) => [name, list.length]));
  const describeEntry = (entry: SpecEntry): DescribedEntry[] => {
    const made = plan.made.get(entry) ?? 0;
    const own = plan.definitions.slice(next, next + made);
    next += made;
    return alikeRuns(own, document).map(describeAlike);
  };
  const describeAlike = (own: readonly SeriesDefinition[]): DescribedEntry => {
    const shown = own.slice(0, series);
    return {
      labelSets: own.length,
      wireSeries: wireSeriesOf(own[0]!),
      tree: describeDefinition({ ...own[0]!, name: "", labels: [] }, { place, users })
        .slice(1)
        .map((line) => line.slice(2)),
      first: shown.flatMap((definition: SeriesDefinition) =>
        firstSamples(definition, { seed, grid, courses }, shownSamples),
      ),
    };
  };
  const metrics = document.metrics.map(({ metadata, entries }) => ({
    ...metadata,
    entries: entries.flatMap(describeEntry),
  }));
  const { seriesCount, sampleCount, warnings } = plan;
  return {
    window: describeWindow(grid),
    seed,
    series: seriesCount,
    samples: sampleCount,
    signals: describeCauses(document.signals, using, plan, { courses, place, samples: shownSamples }),
    events: plan.events.map(({ event, atMs, series: changed }) => ({
      type: event.type,
      time: new Date(place.anchorMs + atMs).toISOString(),
      series: changed,
    })),
    metrics,
    warnings,
  };
}

/** The series of an entry, those apart that a scenario gave another signal. */
function alikeRuns(
  own: readonly SeriesDefinition[],
  { changes }: SpecDocument,
): readonly (readonly SeriesDefinition[])[] {
  if (changes.length === 0 || own.length === 0) return own.length === 0 ? [] : [own];
  const kinds = new Map<string, SeriesDefinition[]>();
  const numbers = new Map<unknown, number>();
  const numberOf = (part: unknown) => {
    if (!numbers.has(part)) numbers.set(part, numbers.size);
    return numbers.get(part)!;
  };
  for (const one of own) {
    const parts = one as { readonly value?: unknown; readonly rate?: unknown; readonly observe?: unknown };
    const key = [parts.value, parts.rate, parts.observe].map(numberOf).join(" ");
    kinds.set(key, [...(kinds.get(key) ?? []), one]);
  }
  return [...kinds.values()];
}

function describeWindow(grid: Grid): SpecDescription["window"] {
  const iso = (ms: number) => new Date(ms).toISOString();
  return { from: iso(grid.fromMs), to: iso(gridEndMs(grid)), stepSeconds: grid.stepMs / 1000, samples: grid.count };
}
