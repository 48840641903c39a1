import { completeWholes } from "./complete-wholes.ts";
import type { SeriesIndex } from "./evaluate/memory-backend.ts";
import type { InferWork } from "./infer-work.ts";
import type { AnsweredQuery } from "./knowledge.ts";
import { disagreeingKinds, mergeMetrics } from "./merge-metrics.ts";
import { createPatternCache } from "./patterns/pattern-match.ts";
import type { ReadDashboard } from "./read/read-usage.ts";
import { resolveDashboard } from "./resolve-dashboard.ts";
import type { InferredMetric } from "./series/model.ts";
import { indexSeries } from "./series/series-index.ts";
import { type BuildInput, SpecBuilder } from "./spec-builder.ts";
import { startOfMonth } from "./start-of-month.ts";
import { DayCourses } from "./world/day-courses.ts";
import { giveOneJob } from "./world/one-job.ts";

/** Input of {@link inferParts}. */
export interface PartsInput extends Omit<BuildInput, "others"> {
  /** Series that each dashboard should stay below where it can. */
  readonly targetSeries: number;
}

/** A dashboard, or all rules, with what was asked of a server for it. */
interface Part {
  readonly dashboards: readonly ReadDashboard[];
  readonly input: BuildInput;
}

/**
 * Infers each dashboard as if it were alone, and the rules, and puts all of it together: a dashboard looks the same
 * whichever others are previewed with it, unless they contradict each other. Where series of others make its variables
 * open with other values than alone, it gets data for these.
 */
export async function inferParts(
  dashboards: readonly ReadDashboard[],
  input: PartsInput,
): Promise<readonly InferredMetric[]> {
  const { targetSeries } = input;
  const parts = partsOf(dashboards, input);
  const made: (readonly InferredMetric[])[] = [];
  for (const part of parts) made.push(await buildOnce(part, targetSeries));
  const kinds = disagreeingKinds(made);
  for (const [index, part] of parts.entries()) {
    if (made[index]!.every(({ name, kind }) => (kinds.get(name) ?? kind) === kind)) continue;
    const { overrides } = part.input;
    const types = new Map([...kinds, ...overrides.types]);
    parts[index] = { ...part, input: { ...part.input, overrides: { ...overrides, types } } };
    made[index] = await build(parts[index], targetSeries);
  }
  if (parts.length === 1) return made[0]!.map(completeWholes);
  const merged = together(made, input);
  const alone = [...made];
  const all = indexFor(input)(merged);
  for (const [index, part] of parts.entries()) {
    if (await opensAlike(part, alone[index]!, all)) continue;
    const others = mergeMetrics(alone.filter((_, other) => other !== index));
    made[index] = await build({ ...part, input: { ...part.input, others } }, targetSeries);
  }
  return together(made, input);
}

/** The metrics of several parts as one system: each target has one job. */
function together(made: readonly (readonly InferredMetric[])[], { work }: BuildInput): readonly InferredMetric[] {
  const settled = work.tryOnce(() => giveOneJob(made.flat(), createPatternCache()))?.value ?? made.flat();
  const ends = made.map((_, index) => made.slice(0, index + 1).reduce((sum, { length }) => sum + length, 0));
  const merged = mergeMetrics(made.map(({ length }, index) => settled.slice(ends[index]! - length, ends[index])));
  return merged.map(completeWholes);
}

function partsOf(dashboards: readonly ReadDashboard[], input: PartsInput): Part[] {
  const { rules, answered } = input;
  const each = dashboards.map((dashboard): Part => {
    const own = answered.filter(({ query }) => asks(dashboard, query) || !dashboards.some((one) => asks(one, query)));
    return { dashboards: [dashboard], input: { ...input, rules: [], answered: own } };
  });
  if (each.length === 0) return [{ dashboards, input }];
  return rules.length === 0 ? each : [...each, { dashboards: [], input: { ...input, answered: [] } }];
}

/** Whether the query is one of the dashboard's. */
export function asks({ queries }: ReadDashboard, { panelId, panelTitle, refId }: AnsweredQuery["query"]): boolean {
  return queries.some((one) => one.refId === refId && one.panelId === panelId && one.panelTitle === panelTitle);
}

/** Builds a part; one that nothing is known of from a server is the same in every round of an inference. */
async function buildOnce(part: Part, targetSeries: number): Promise<readonly InferredMetric[]> {
  const [dashboard] = part.dashboards;
  const { answered, work } = part.input;
  if (dashboard === undefined || part.dashboards.length > 1 || answered.length > 0) return build(part, targetSeries);
  const known = built.get(work) ?? new WeakMap<ReadDashboard, readonly InferredMetric[]>();
  built.set(work, known);
  const metrics = known.get(dashboard) ?? (await build(part, targetSeries));
  known.set(dashboard, metrics);
  return metrics;
}

/** By inference, then by dashboard. */
const built = new WeakMap<InferWork, WeakMap<ReadDashboard, readonly InferredMetric[]>>();

async function build({ dashboards, input }: Part, targetSeries: number): Promise<readonly InferredMetric[]> {
  const sizes = [3, 2].map((count) => ({ count, alternatives: 1 }));
  return new SpecBuilder(dashboards, input).build(sizes, targetSeries);
}

/** Makes indexes of series that share what they have in common. */
function indexFor({ nowMs, stepMs }: BuildInput): (metrics: readonly InferredMetric[]) => SeriesIndex {
  const patterns = createPatternCache();
  const courses = new DayCourses({ fromMs: startOfMonth(nowMs) * 1000, stepMs });
  return (metrics) => indexSeries(metrics, patterns, courses);
}

/** Whether the variables of a dashboard have the same values among all series as among its own. */
async function opensAlike(
  { dashboards, input }: Part,
  own: readonly InferredMetric[],
  together: SeriesIndex,
): Promise<boolean> {
  for (const dashboard of dashboards) {
    const text = dashboard.variables.map(({ name }) => `\${${name}:json}`).join();
    const opened = async (index: SeriesIndex) => {
      const resolved = await resolveDashboard(dashboard, index, input);
      return resolved.fillText(text, "prometheus");
    };
    if ((await opened(indexFor(input)(own))) !== (await opened(together))) return false;
  }
  return true;
}
