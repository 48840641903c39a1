import type { DistributionSpec } from "../../data-spec/generated/data-spec.ts";
import { wireNames } from "../../generator/wire-names.ts";
import { selectorsIn } from "../../promql/tree/selectors.ts";
import { fillQueries } from "../fill-queries.ts";
import type { Inference } from "../infer-spec.ts";
import { InferWork } from "../infer-work.ts";
import { fitLevels } from "../levels/fit.ts";
import { incidentTargetOf } from "../levels/incident-target.ts";
import type { FilledQuery } from "../levels/level-target.ts";
import { isFixed, scaleSignal, specOf, times, walkBetween } from "../levels/signal.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { resolveDashboard } from "../resolve-dashboard.ts";
import type { InferredMetric, InferredSeries, InferredSpec } from "../series/model.ts";
import { indexSeries } from "../series/series-index.ts";
import { startOfMonth } from "../start-of-month.ts";
import { DayCourses } from "../world/day-courses.ts";
import { intoTrouble } from "./course/into-trouble.ts";
import { motionOf } from "./course/motion.ts";
import { throughCauses } from "./course/through-causes.ts";
import { withoutMember } from "./gone-member.ts";
import { keyOf } from "./series-key.ts";

/** How much more there is to do, how much longer it takes, and by how much what is in trouble moves by itself. */
const trouble = { load: 1.6, latency: 4, tail: 6, inside: 2.5, walk: 0.06 } as const;
/** When there is trouble. */
export interface TroubleTimes {
  /** Of the data. */
  readonly historyMs: number;
  /** The end of it that has trouble in it. */
  readonly shownMs: number;
  /** Series that an incident has changed otherwise, `metric index:series index`. */
  readonly taken?: ReadonlySet<string>;
}

/**
 * The spec with the dashboards' system in trouble: more to do, which takes longer; one member of several is down; what
 * panels show lies in the worst step of their thresholds, shares where they mean trouble, as far as a metric's level
 * can do it within what units allow. All is as usual before that, and each series comes to it as its kind does.
 *
 * @returns undefined if nothing would change.
 */
export async function dashboardIncident(inference: Inference, times: TroubleTimes): Promise<InferredSpec | undefined> {
  const { spec, dashboards, options } = inference;
  const { nowMs, signal } = options;
  const { stepMs, historyMs } = spec;
  const work = new InferWork(dashboards.length);
  const patterns = createPatternCache();
  const courses = new DayCourses({ fromMs: startOfMonth(nowMs) * 1000, stepMs });
  const index = indexSeries(spec.metrics, patterns, courses);
  const filled: FilledQuery[] = [];
  for (const dashboard of dashboards) {
    const resolved = await resolveDashboard(dashboard, index, { nowMs, stepMs, historyMs, work, signal });
    filled.push(...(await fillQueries(dashboard, resolved, { work, signal })));
  }
  const judged = judgedIn(spec.metrics, filled);
  const waits = spec.metrics.some((metric) => {
    const isObserved = metric.kind !== "gauge" && metric.kind !== "counter" && metric.kind !== "info";
    return isObserved && metric.series.some((one) => slower(metric, one) !== undefined);
  });
  const loaded = spec.metrics.map((metric) => inTrouble(metric, { judged, courses, waits }));
  const fitted = await fitLevels(loaded, filled, {
    patterns,
    courses,
    nowSeconds: nowMs / 1000,
    historySeconds: historyMs / 1000,
    groups: new Map(),
    work,
    signal,
    targetOf: incidentTargetOf,
  });
  const fromMs = times.historyMs - times.shownMs;
  const input = { fromMs, courses };
  const bad = spec.metrics.map((metric, place) =>
    judged.has(metric.name) ? onlyMoved(metric, loaded[place]!, fitted[place]!) : fitted[place]!,
  );
  for (const { causes = [] } of spec.metrics) courses.learn(causes);
  const isMoved = (metric: InferredMetric) => judged.has(metric.name) && !isUp(metric);
  const through = throughCauses(spec.metrics, bad, { courses, fromMs, isMoved, taken: times.taken ?? new Set() });
  const moved = spec.metrics.map((metric, index) => {
    const own = bad[index]!;
    const isThrough = own.series.map((_, place) => through.series.has(keyOf(index, place)));
    if (!isThrough.includes(true)) return intoTrouble(metric, own, input);
    const alone = own.series.map((one, place) => (isThrough[place] ? metric.series[place]! : one));
    const { series } = intoTrouble(metric, { ...own, series: alone }, input);
    return {
      ...metric,
      series: series.map((one, place) => through.series.get(keyOf(index, place)) ?? one),
      causes: [...(metric.causes ?? []), ...through.causes],
    };
  });
  const gone = { filled, index, nowSeconds: nowMs / 1000, work, fromMs, forMs: times.shownMs };
  const [member] = loaded.flatMap((metric, place) => (isUp(spec.metrics[place]!) ? (downOf(metric) ?? []) : []));
  const metrics = member === undefined ? moved : withoutMember(moved, member, gone);
  if (metrics.every((metric, place) => metric === spec.metrics[place])) return undefined;
  return { ...spec, signals: [...spec.signals, ...through.causes], metrics };
}

/** Families that a query reads whose panel or meaning says which side is bad. */
function judgedIn(metrics: readonly InferredMetric[], filled: readonly FilledQuery[]): ReadonlySet<string> {
  const families = new Map(metrics.flatMap((metric) => wireNames(metric).map((name) => [name, metric.name] as const)));
  const judged = new Set<string>();
  for (const one of filled) {
    const read = new Set(selectorsIn(one.root).flatMap(({ metric = "" }) => families.get(metric) ?? []));
    if (incidentTargetOf(one, read) !== undefined) for (const name of read) judged.add(name);
  }
  return judged;
}

/** A series with a level of its own in trouble that was not moved anywhere stays as it usually is. */
function onlyMoved(usual: InferredMetric, loaded: InferredMetric, fitted: InferredMetric): InferredMetric {
  if (isUp(usual)) return fitted;
  const series = fitted.series.map((one, place) => {
    const isSame = JSON.stringify(one.signal) === JSON.stringify(loaded.series[place]!.signal);
    return isSame ? { ...one, signal: usual.series[place]!.signal } : one;
  });
  return { ...fitted, series };
}

interface TroubleOf {
  readonly judged: ReadonlySet<string>;
  readonly courses: DayCourses;
  /** Something takes longer than it does. */
  readonly waits: boolean;
}

function inTrouble(metric: InferredMetric, { judged, courses, waits }: TroubleOf): InferredMetric {
  const { kind, name } = metric;
  if (kind === "info") return metric;
  if (isUp(metric)) return { ...metric, series: downed(metric.series) };
  const series = metric.series.map((one): InferredSeries => {
    const observe = kind === "gauge" || kind === "counter" ? undefined : slower(metric, one);
    const steady = judged.has(name) ? levelled(metric, one, courses) : one;
    const more = isWork(metric) ? trouble.load : waits && isInside(metric) ? trouble.inside : 1;
    const busier = more !== 1 && steady === one ? { ...one, signal: scaleSignal(loose(one), more) } : steady;
    return observe === undefined ? busier : { ...busier, observe };
  });
  return { ...metric, series };
}

/** Whether scrapes, or probes, say by it that something is there. */
function isUp({ kind, name, series }: InferredMetric): boolean {
  const isOne = ({ signal }: InferredSeries) => signal.form === "constant" && signal.value === 1;
  return kind === "gauge" && /(?:^|_)up$/.test(name) && series.length > 1 && series.every(isOne);
}

/** The last member is down. */
function downed(series: readonly InferredSeries[]): readonly InferredSeries[] {
  const last = Math.max(...series.map(({ index }) => index));
  if (series.every(({ index }) => index === last)) return series;
  return series.map((one) =>
    one.index === last ? { ...one, signal: { form: "constant", value: 0, fixed: true } } : one,
  );
}

/** The labels of the member that is down. */
function downOf({ series }: InferredMetric): ReadonlyMap<string, string> | undefined {
  return series.find(({ signal }) => signal.form === "constant" && signal.value === 0)?.labels;
}

/** Whether a gauge counts what is being done: there is more of it where it takes longer. */
function isInside({ kind, name }: InferredMetric): boolean {
  return (
    kind === "gauge" &&
    /in_?flight|concurren|(active|running|current|open)_(requests|queries|connections)|busy_workers/i.test(name)
  );
}

/** Whether a metric counts what there is to do: it is no time and no size of something that is full at some point. */
function isWork({ kind, name }: InferredMetric): boolean {
  return kind !== "gauge" && !/seconds(?:_|$)|_time(?:_|$)|cpu|idle/.test(kind === "counter" ? name : "");
}

function loose({ signal }: InferredSeries): InferredSeries["signal"] {
  if (signal.form === "constant") return signal;
  const { fixed: _, ...rest } = signal;
  return rest;
}

/** A walk around the mean of the day, whose level can be moved; states and what stands still stay. */
function levelled(metric: InferredMetric, one: InferredSeries, courses: DayCourses): InferredSeries {
  const { signal, labels } = one;
  if (signal.form === "constant") return one;
  if (isFixed(signal) && typeof signal.signal === "object" && "square" in signal.signal) return one;
  const values = courses.valuesOf(specOf(signal), labels).filter(Number.isFinite);
  if (values.length === 0) return one;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = Math.abs(mean) * Math.min(trouble.walk, motionOf(metric).wobble / 2);
  if (mean === 0) return one;
  const walk = walkBetween({ min: mean - spread, max: mean + spread });
  const isWhole = typeof signal.signal === "object" && "round" in signal.signal;
  if (!isWhole || walk.form === "constant") return { ...one, signal: walk };
  // What counts things goes on doing so.
  return { ...one, signal: { ...walk, signal: { round: { of: walk.signal } } } };
}

/** Durations are longer. */
function slower({ name, unit, observe: usual }: InferredMetric, { observe }: InferredSeries) {
  if (!/seconds|duration|latency|time|_ms|milli/i.test(`${name} ${unit ?? ""}`)) return undefined;
  const own: DistributionSpec | undefined = observe ?? (usual === undefined ? undefined : { lognormal: { ...usual } });
  const { lognormal } = own ?? {};
  if (lognormal === undefined) return undefined;
  return {
    lognormal: { p50: times(trouble.latency, lognormal.p50), p99: times(trouble.tail, lognormal.p99) },
  };
}
