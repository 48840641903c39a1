import type { DistributionSpec, SignalSpec } from "../../data-spec/generated/data-spec.ts";
import { formatDuration } from "../../text/duration.ts";
import { specOf } from "../levels/signal.ts";
import type { InferredMetric, InferredSeries, InferredSpec } from "../series/model.ts";
import type { Cause } from "../world/cause.ts";
import { DayCourses } from "../world/day-courses.ts";
import { CauseGraph } from "./course/cause-graph.ts";
import { dayExtent, signalExtent } from "./course/day-extent.ts";
import { gaugePart, type Stays } from "./course/gauge-part.ts";
import { tailCourse } from "./course/held-metric.ts";
import { type MovedCauses, type MoveTime, movedCauses } from "./course/moved-causes.ts";
import { type Bout, boutAlone, withBouts } from "./course/moved-signal.ts";
import { usualObserved } from "./course/usual-observed.ts";
import type { SeriesChange } from "./incident-rule.ts";
import type { IncidentPhase } from "./plan-incident.ts";
import { keyOf } from "./series-key.ts";

/** Times of an incident, in milliseconds. */
export interface IncidentTimes {
  /** How long all is as usual before the first phase. */
  readonly beforeMs: number;
  /** And between two of them. */
  readonly betweenMs: number;
  readonly stepMs: number;
  /** The last phase lasts to the end of the data, which are at least so long. Default: all is as usual again then. */
  readonly ongoingMs?: number;
  /** So long before the end of the last phase all others are over, and have recovered. Default: as long as it lasts. */
  readonly aloneMs?: number;
}

/** After the last phase, for what recovers. */
const afterMs = 12 * 60_000;

/** A part of a series' course: as usual, or changed. */
interface Part {
  readonly lengthMs: number;
  readonly change: SeriesChange | undefined;
}

/**
 * The spec with an incident in it: series are as usual, then as each phase has them, one after the other, and as usual
 * again.
 */
export function applyIncident(
  spec: InferredSpec,
  phases: readonly IncidentPhase[],
  times: IncidentTimes,
): InferredSpec {
  const historyMs = incidentMs(phases, times);
  const beforeMs = times.ongoingMs === undefined ? times.beforeMs : historyMs - phasesMs(phases, times);
  const parts = (key: string): Part[] => {
    const list: Part[] = [{ lengthMs: beforeMs, change: undefined }];
    for (const [index, { lengthMs, changes }] of phases.entries()) {
      if (index > 0) list.push({ lengthMs: gapMs(phases, index, times), change: undefined });
      const change = changes.get(key);
      const { afterMs = 0, ...rest } = change ?? {};
      if (afterMs > 0) list.push({ lengthMs: afterMs, change: undefined });
      list.push({ lengthMs: lengthMs - afterMs, change: change && rest });
    }
    return merged(list);
  };
  const courses = new DayCourses({ fromMs: 0, stepMs: times.stepMs });
  for (const { causes = [] } of spec.metrics) courses.learn(causes);
  const moved = movedCauses(movesIn(phases, beforeMs, times), { graph: new CauseGraph(spec.metrics), courses });
  const metrics = spec.metrics.map((metric, index): InferredMetric => {
    const series = metric.series.map((one, place) => {
      const own = parts(keyOf(index, place));
      return own.every(({ change }) => change === undefined)
        ? one
        : changed(metric, place, own, { stepMs: times.stepMs, courses, moved });
    });
    const isInfo = metric.kind === "info" && series.some((one, place) => one !== metric.series[place]);
    if (isInfo) return { ...metric, kind: "gauge", series };
    return moved.causes.length === 0 ? { ...metric, series } : withCauses({ ...metric, series }, moved.causes);
  });
  return { ...spec, signals: [...spec.signals, ...moved.causes], metrics, historyMs };
}

function withCauses(metric: InferredMetric, causes: readonly Cause[]): InferredMetric {
  return { ...metric, causes: [...(metric.causes ?? []), ...causes] };
}

/** When the causes that phases move are moved. */
function movesIn(phases: readonly IncidentPhase[], beforeMs: number, times: IncidentTimes): MoveTime[] {
  let fromMs = beforeMs;
  return phases.flatMap(({ lengthMs, changes }, index): MoveTime[] => {
    if (index > 0) fromMs += gapMs(phases, index, times);
    const begin = fromMs;
    fromMs += lengthMs;
    const toMs = fromMs;
    return [...changes.values()].flatMap(({ through = [] }) =>
      through.map((move) => ({ move, fromMs: begin + (changes.get(move.leader)?.afterMs ?? 0), toMs })),
    );
  });
}

/** How long the whole is, whole minutes. */
function incidentMs(phases: readonly IncidentPhase[], times: IncidentTimes): number {
  const { beforeMs, ongoingMs } = times;
  const lengthMs = beforeMs + phasesMs(phases, times) + (ongoingMs === undefined ? afterMs : 0);
  return Math.max(ongoingMs ?? 0, Math.ceil(lengthMs / 60_000) * 60_000);
}

/** From the begin of the first phase to the end of the last. */
function phasesMs(phases: readonly IncidentPhase[], times: IncidentTimes): number {
  return phases.reduce((sum, { lengthMs }, index) => sum + lengthMs + (index > 0 ? gapMs(phases, index, times) : 0), 0);
}

/** From the end of the phase before to the begin of a phase. */
function gapMs(phases: readonly IncidentPhase[], index: number, { betweenMs, aloneMs }: IncidentTimes): number {
  if (aloneMs === undefined || index < phases.length - 1) return betweenMs;
  return Math.max(betweenMs, aloneMs - phases[index]!.lengthMs + afterMs);
}

function merged(parts: readonly Part[]): Part[] {
  const list: Part[] = [];
  for (const part of parts) {
    const last = list.at(-1);
    if (last !== undefined && JSON.stringify(last.change) === JSON.stringify(part.change))
      list[list.length - 1] = { ...last, lengthMs: last.lengthMs + part.lengthMs };
    else list.push(part);
  }
  return list;
}

function changed(
  metric: InferredMetric,
  place: number,
  parts: readonly Part[],
  { stepMs, courses, moved }: { readonly stepMs: number; readonly courses: DayCourses; readonly moved: MovedCauses },
): InferredSeries {
  const series = metric.series[place]!;
  const isMoved = parts.some(({ change }) => change?.through !== undefined);
  const unmoved = metric.kind === "info" ? 1 : specOf(series.signal);
  const usual = isMoved ? moved.signalOf(unmoved, series.labels) : unmoved;
  const observe = observed(metric, series, parts, courses);
  const alone = ownSignal(metric, place, parts, { stepMs, courses, usual });
  const own = alone ?? (isMoved ? usual : undefined);
  const signal: InferredSeries["signal"] =
    own === undefined ? series.signal : { form: "course", signal: own, factor: 1, fixed: true };
  return { ...series, signal, ...(observe === undefined ? {} : { observe }) };
}

/** The value or the rate; undefined if it stays as it is. */
function ownSignal(
  metric: InferredMetric,
  place: number,
  parts: readonly Part[],
  { stepMs, courses, usual }: { readonly stepMs: number; readonly courses: DayCourses; readonly usual: SignalSpec },
): SignalSpec | undefined {
  const moving = parts.filter(({ change }) => change !== undefined && !isAsUsual(change));
  if (moving.length === 0) return undefined;
  const extent = dayExtent(metric, place, courses) ?? { min: 0, max: 0, mean: 0 };
  const forms = new Set(moving.map(({ change }) => change?.course?.form));
  if (forms.size === 1 && !forms.has(undefined)) return withBouts(usual, boutsOf(parts, "course"), extent);
  const counts = metric.kind !== "gauge" && metric.kind !== "info";
  const signals = parts.map(({ lengthMs, change }): SignalSpec => {
    const length = formatDuration(lengthMs);
    const stays = (of: SignalSpec): SignalSpec => ({ limit: { of, for: length } });
    if (change === undefined || isAsUsual(change)) return stays(usual);
    if (change.missing === true) return { gap: { for: length } };
    if (change.course !== undefined) return boutAlone(usual, change.course, lengthMs, extent);
    if (counts) return countPart(change, lengthMs, stays, usual, stepMs);
    return gaugePart(change, { lengthMs, stays, usual, stepMs, extent });
  });
  return [...signals, usual];
}

/** Whether a value or rate is as usual, but for what causes do to it. */
function isAsUsual({ level, rate, missing, flaps, through }: SeriesChange): boolean {
  if (through !== undefined) return true;
  return level === undefined && rate === undefined && missing === undefined && flaps === undefined;
}

/** Parts with a course, by when they begin. */
function boutsOf(parts: readonly Part[], field: "course" | "meanCourse"): Bout[] {
  let fromMs = 0;
  return parts.flatMap(({ lengthMs, change }): Bout[] => {
    const [begin, course] = [fromMs, change?.[field]];
    fromMs += lengthMs;
    return course === undefined ? [] : [{ fromMs: begin, toMs: begin + lengthMs, course }];
  });
}

function countPart(
  change: SeriesChange,
  lengthMs: number,
  stays: Stays,
  usual: SignalSpec,
  stepMs: number,
): SignalSpec {
  // A total that has to be reached is reached soon.
  if (change.level !== undefined && change.rate === undefined) {
    const firstMs = Math.min(change.reachedMs ?? 4 * stepMs, lengthMs - stepMs);
    const burst: SignalSpec = {
      limit: { of: Math.max(0, change.level / (firstMs / 1000)), for: formatDuration(firstMs) },
    };
    return [burst, { limit: { of: 0, for: formatDuration(lengthMs - firstMs) } }];
  }
  return stays(change.rate === undefined ? usual : Math.max(0, change.rate));
}

/** Where observations lie, phase by phase; undefined if no phase moves them. */
function observed(
  metric: InferredMetric,
  series: InferredSeries,
  parts: readonly Part[],
  courses: DayCourses,
): DistributionSpec | undefined {
  const moving = parts.filter(({ change }) => change?.mean !== undefined);
  if (moving.length === 0) return undefined;
  const { p50, p99 } = usualObserved(metric, series);
  if (moving.every(({ change }) => change?.meanCourse !== undefined)) {
    const bouts = boutsOf(parts, "meanCourse");
    const tails = bouts.map((bout) => ({ ...bout, course: tailCourse(bout.course) }));
    const extentOf = (of: SignalSpec) => signalExtent(of, series.labels, courses) ?? { min: 0, max: 0, mean: 0 };
    return {
      lognormal: { p50: withBouts(p50, bouts, extentOf(p50)), p99: withBouts(p99, tails, extentOf(p99)) },
    };
  }
  const course = (usually: SignalSpec, by: number): SignalSpec => [
    ...parts.map(({ lengthMs, change }): SignalSpec => {
      return { limit: { of: change?.mean === undefined ? usually : change.mean * by, for: formatDuration(lengthMs) } };
    }),
    usually,
  ];
  return { lognormal: { p50: course(p50, 1), p99: course(p99, 1.2) } };
}
