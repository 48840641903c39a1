import { requireSteps } from "../../promql/grammar/work.ts";
import { type Patterns, satisfies, satisfiesAll } from "../read/conditions.ts";
import type { InferredMetric, InferredSeries } from "../series/model.ts";
import { isMadeUpJob } from "../words/place-words.ts";

/** Instances and jobs that are looked at. */
const limits = { instances: 500, jobs: 8 };

/** The places of the series that stand under one job on one instance, by metric. */
type Held = Map<InferredMetric, number[]>;

/**
 * Gives each target one job: where the same instance stands under several, the one that a query's matcher names wins,
 * then a known exporter's, then the one of the most metrics. Another one stays where a query asks for it, and where it
 * is another exporter's on the same host. Of series that are then the same the first stays.
 *
 * @throws {OutOfSteps} where there are not enough steps.
 */
export function giveOneJob(metrics: readonly InferredMetric[], patterns: Patterns): readonly InferredMetric[] {
  const instances = byInstance(metrics);
  const spread = spreadOf(instances);
  const moved = new Map<InferredMetric, Map<number, string>>();
  for (const jobs of instances.values()) {
    if (jobs.size < 2 || jobs.size > limits.jobs) continue;
    for (const [from, to] of movesOf(jobs, spread, patterns))
      for (const [metric, places] of jobs.get(from)!) {
        const own = moved.get(metric) ?? new Map<number, string>();
        moved.set(metric, own);
        for (const place of places) own.set(place, to);
      }
  }
  return metrics.map((metric) => {
    const own = moved.get(metric);
    return own === undefined ? metric : { ...metric, series: withJobs(metric.series, own) };
  });
}

function byInstance(metrics: readonly InferredMetric[]): Map<string, Map<string, Held>> {
  const found = new Map<string, Map<string, Held>>();
  for (const metric of metrics) {
    requireSteps(1 + Math.ceil(metric.series.length / 8));
    for (const [place, { labels }] of metric.series.entries()) {
      const [instance, job] = [labels.get("instance"), labels.get("job")];
      if (instance === undefined || job === undefined) continue;
      const jobs = found.get(instance) ?? new Map<string, Held>();
      if (found.size < limits.instances) found.set(instance, jobs);
      const held = jobs.get(job) ?? (new Map() as Held);
      jobs.set(job, held);
      held.set(metric, [...(held.get(metric) ?? []), place]);
    }
  }
  return found;
}

/** On how many instances each job is. */
function spreadOf(instances: ReadonlyMap<string, ReadonlyMap<string, Held>>): ReadonlyMap<string, number> {
  const spread = new Map<string, number>();
  for (const jobs of instances.values()) for (const job of jobs.keys()) spread.set(job, (spread.get(job) ?? 0) + 1);
  return spread;
}

function movesOf(
  jobs: ReadonlyMap<string, Held>,
  spread: ReadonlyMap<string, number>,
  patterns: Patterns,
): [from: string, to: string][] {
  const rank = (job: string) => [
    Number(isNamed(job, jobs.get(job)!, patterns)),
    Number(!isMadeUpJob(job)),
    spread.get(job) ?? 0,
    jobs.get(job)!.size,
  ];
  const ordered = [...jobs.keys()]
    .map((job) => ({ job, rank: rank(job) }))
    .sort((a, b) => compareRanks(b.rank, a.rank) || (a.job < b.job ? -1 : 1))
    .map(({ job }) => job);
  return ordered.flatMap((from, at): [string, string][] => {
    const to = ordered.slice(0, at).find((other) => mayMove(from, other, jobs, patterns));
    return to === undefined ? [] : [[from, to]];
  });
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((one, place) => one !== b[place]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}

/** Whether a query asks for the job by a matcher that selects one of the series. */
function isNamed(job: string, held: Held, patterns: Patterns): boolean {
  return [...held].some(([metric, places]) =>
    metric.needs.some(
      (conditions) =>
        conditions.some(({ name, op }) => name === "job" && (op === "=" || op === "=~")) &&
        conditions.every((one) => one.name !== "job" || satisfies(job, one, patterns)) &&
        places.some((place) => satisfiesAll(metric.series[place]!.labels, conditions, patterns)),
    ),
  );
}

/** Whether both are one exporter, or the one job is any, and every query that selects a series does so afterwards. */
function mayMove(from: string, to: string, jobs: ReadonlyMap<string, Held>, patterns: Patterns): boolean {
  const [held, others] = [jobs.get(from)!, jobs.get(to)!];
  const words = new Set([...others.keys()].map(({ name }) => firstWord(name)));
  if (!isMadeUpJob(from) && ![...held.keys()].some(({ name }) => words.has(firstWord(name)))) return false;
  return [...held].every(([metric, places]) =>
    metric.needs.every((conditions) => {
      requireSteps(1 + conditions.length);
      const own = conditions.filter(({ name }) => name === "job");
      if (own.every((one) => satisfies(to, one, patterns))) return true;
      return !places.some((place) => satisfiesAll(metric.series[place]!.labels, conditions, patterns));
    }),
  );
}

function firstWord(name: string): string {
  return /^[^_:]*/.exec(name)![0];
}

function withJobs(series: readonly InferredSeries[], moved: ReadonlyMap<number, string>): readonly InferredSeries[] {
  const made = new Map<string, InferredSeries>();
  // Series that stay come first: of what is the same afterwards they are kept.
  const order = [...series.entries()].sort(([a], [b]) => Number(moved.has(a)) - Number(moved.has(b)) || a - b);
  for (const [place, one] of order) {
    const job = moved.get(place);
    const labels =
      job === undefined ? one.labels : new Map([...one.labels].map(([n, v]) => [n, n === "job" ? job : v]));
    const key = JSON.stringify([...labels].sort(([a], [b]) => (a < b ? -1 : 1)));
    if (!made.has(key)) made.set(key, job === undefined ? one : { ...one, labels });
  }
  return [...made.values()];
}
