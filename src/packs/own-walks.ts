import { exactMetrics } from "./exact-metrics.ts";
import type { Pack, PackEntry, PackMetric } from "./pack.ts";
import { constantKey, type SignalForm, signalForm } from "./signal-form.ts";

/** An entry of a pack of which the course is a constant times something that others follow too. */
interface Follower {
  readonly metric: PackMetric;
  readonly entry: PackEntry;
  readonly form: SignalForm;
}

/**
 * Walks of a series' own, around a constant or a cause. They only go below what the pack says, so that a part never
 * exceeds its whole.
 */
const walks = {
  follower: { walk: { start: 0.96, step: 0.003, min: 0.9, max: 1 } },
  constant: { walk: { start: 0.9, step: 0.006, min: 0.75, max: 1 } },
  median: { walk: { start: 0.97, step: 0.003, min: 0.93, max: 1 } },
  tail: { walk: { start: 0.95, step: 0.005, min: 0.88, max: 1 } },
};
/** Units of gauges that are no shares and no whole numbers. */
const measured = /^((milli|micro|nano)?seconds|((kilo|mega|kibi|mebi)?bytes)|bits|celsius|watts)$/;
/** How far the 99th percentile has to be above the median for both to walk. */
const leastTail = 1.2;

/**
 * The pack with a small walk for each entry that would be exactly proportional to another one, and for percentiles of
 * histograms and summaries: in a real system two things that follow one cause do not do so to the last digit. What
 * relations make exact stays so, and so do shares, states, whole numbers and moments. The largest of those that follow
 * a cause is what the pack says.
 */
export function withOwnWalks(pack: Pack, relations: readonly string[]): Pack {
  const exact = exactMetrics(
    relations,
    pack.metrics.map(({ name }) => name),
  );
  const free = new Set(pack.metrics.filter(({ name }) => !exact.has(name)));
  const walking = walkingEntries(pack, free);
  return {
    ...pack,
    metrics: pack.metrics.map((metric) =>
      free.has(metric)
        ? { ...metric, series: metric.series.map((entry) => lively(entry, walking.get(entry), pack)) }
        : metric,
    ),
  };
}

/** The entries that get a walk, and which. */
function walkingEntries(pack: Pack, free: ReadonlySet<PackMetric>): ReadonlyMap<PackEntry, object> {
  const groups = new Map<string, Follower[]>();
  for (const metric of pack.metrics) {
    for (const entry of metric.series) {
      const form = followedBy(metric, entry, pack);
      if (form !== undefined) groups.set(form.key, [...(groups.get(form.key) ?? []), { metric, entry, form }]);
    }
  }
  const walking = new Map<PackEntry, object>();
  for (const [key, group] of groups) {
    const isConstant = key === constantKey;
    const bySize = group.toSorted((a, b) => Math.abs(b.form.factor) - Math.abs(a.form.factor));
    const others = isConstant ? bySize : bySize.slice(1);
    for (const { metric, entry } of others)
      if (free.has(metric)) walking.set(entry, isConstant ? walks.constant : walks.follower);
  }
  return walking;
}

/** The course that an entry scales; undefined if it is not to be varied. */
function followedBy(metric: PackMetric, { value, rate }: PackEntry, { signals }: Pack): SignalForm | undefined {
  const { type, unit } = metric;
  if (type === "info") return undefined;
  if (type === "gauge" || type === "unknown") {
    if (unit === undefined || !measured.test(unit)) return undefined;
    const form = signalForm(value, signals);
    return form === undefined || form.key === constantKey || form.factor === 0 ? undefined : form;
  }
  const form = rate === undefined ? undefined : signalForm(rate, signals);
  // A second a second is a clock.
  return form === undefined ||
    form.factor === 0 ||
    (form.key === constantKey && form.factor === 1 && unit === "seconds")
    ? undefined
    : form;
}

function lively(entry: PackEntry, own: object | undefined, pack: Pack): PackEntry {
  const observe = livelyObserve(entry["observe"], pack);
  const key = entry["rate"] === undefined ? "value" : "rate";
  return {
    ...entry,
    ...(own !== undefined && { [key]: { mul: [entry[key], own] } }),
    ...(observe !== undefined && { observe }),
  };
}

/** Percentiles that are not in step with each other; undefined to leave them. */
function livelyObserve(observe: unknown, { signals }: Pack): unknown {
  const { p50, p99 } = (observe as { lognormal?: { p50?: unknown; p99?: unknown } } | undefined)?.lognormal ?? {};
  const [median, tail] = [signalForm(p50, signals), signalForm(p99, signals)];
  if (median === undefined || tail === undefined) return undefined;
  const least = tail.key === median.key ? tail.factor : leastOf(p99);
  if (!(least >= median.factor * leastTail) || (tail.key !== median.key && median.key !== constantKey))
    return undefined;
  return { lognormal: { p50: { mul: [p50, walks.median] }, p99: { mul: [p99, walks.tail] } } };
}

/** The constant part of a sum, to which the rest adds. */
function leastOf(signal: unknown): number {
  const parts = (signal as { add?: unknown }).add;
  return Array.isArray(parts) ? parts.reduce((sum: number, one) => sum + (typeof one === "number" ? one : 0), 0) : 0;
}
