import type { DistributionSpec, SignalSpec } from "../../data-spec/generated/data-spec.ts";
import { formatDuration } from "../../text/duration.ts";
import { round, specOf } from "../levels/signal.ts";
import type { InferredMetric, InferredSeries, InferredSpec } from "../series/model.ts";
import { DayCourses } from "../world/day-courses.ts";
import { type DayExtent, dayExtent, signalExtent } from "./course/day-extent.ts";
import { tailCourse } from "./course/held-metric.ts";
import { type Bout, boutAlone, withBouts } from "./course/moved-signal.ts";
import { usualObserved } from "./course/usual-observed.ts";
import type { SeriesChange } from "./incident-rule.ts";
import type { IncidentPhase } from "./plan-incident.ts";

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

/** The part that is left of a falling value that is never negative. */
const leastLeft = 0.02;
/** How long a gauge takes to where its trend begins, unless that is as near to its usual level as this part of it. */
export const driftOnsetMs = 6 * 60_000;
const near = 0.1;
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
  const metrics = spec.metrics.map((metric, index): InferredMetric => {
    const series = metric.series.map((one, place) => {
      const own = parts(`${index}:${place}`);
      return own.every(({ change }) => change === undefined)
        ? one
        : changed(metric, place, own, { stepMs: times.stepMs, courses });
    });
    const isInfo = metric.kind === "info" && series.some((one, place) => one !== metric.series[place]);
    return isInfo ? { ...metric, kind: "gauge", series } : { ...metric, series };
  });
  return { ...spec, metrics, historyMs };
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
  { stepMs, courses }: { readonly stepMs: number; readonly courses: DayCourses },
): InferredSeries {
  const series = metric.series[place]!;
  const usual = metric.kind === "info" ? 1 : specOf(series.signal);
  const observe = observed(metric, series, parts, courses);
  const own = ownSignal(metric, place, parts, { stepMs, courses, usual });
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
  const moving = parts.filter(({ change }) => change !== undefined && !movesMeanAlone(change));
  if (moving.length === 0) return undefined;
  const extent = dayExtent(metric, place, courses) ?? { min: 0, max: 0, mean: 0 };
  const forms = new Set(moving.map(({ change }) => change?.course?.form));
  if (forms.size === 1 && !forms.has(undefined)) return withBouts(usual, boutsOf(parts, "course"), extent);
  const counts = metric.kind !== "gauge" && metric.kind !== "info";
  const signals = parts.map(({ lengthMs, change }): SignalSpec => {
    const length = formatDuration(lengthMs);
    const stays = (of: SignalSpec): SignalSpec => ({ limit: { of, for: length } });
    if (change === undefined || movesMeanAlone(change)) return stays(usual);
    if (change.missing === true) return { gap: { for: length } };
    if (change.course !== undefined) return boutAlone(usual, change.course, lengthMs, extent);
    if (counts) return countPart(change, lengthMs, stays, usual, stepMs);
    return gaugePart(change, { lengthMs, stays, usual, stepMs, extent });
  });
  return [...signals, usual];
}

function movesMeanAlone({ level, rate, missing, flaps }: SeriesChange): boolean {
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

type Stays = (of: SignalSpec) => SignalSpec;

function countPart(
  change: SeriesChange,
  lengthMs: number,
  stays: Stays,
  usual: SignalSpec,
  stepMs: number,
): SignalSpec {
  // A total that has to be reached is reached at once.
  if (change.level !== undefined && change.rate === undefined) {
    const firstMs = Math.min(4 * stepMs, lengthMs - stepMs);
    const burst: SignalSpec = {
      limit: { of: Math.max(0, change.level / (firstMs / 1000)), for: formatDuration(firstMs) },
    };
    return [burst, { limit: { of: 0, for: formatDuration(lengthMs - firstMs) } }];
  }
  return stays(change.rate === undefined ? usual : Math.max(0, change.rate));
}

interface GaugePart {
  readonly lengthMs: number;
  readonly stays: Stays;
  readonly usual: SignalSpec;
  readonly stepMs: number;
  readonly extent: DayExtent;
}

function gaugePart(change: SeriesChange, part: GaugePart): SignalSpec {
  const { stays, usual, stepMs } = part;
  const { level, rate, flaps } = change;
  if (flaps === true) {
    const low = level ?? 0;
    // Not in step with what looks each minute.
    return stays({ square: { low, high: low + 1, period: formatDuration(7 * stepMs) } });
  }
  if (rate !== undefined && rate !== 0) return drift(level ?? 0, rate, part);
  return stays(level ?? usual);
}

/** A steady growth or fall from a level on, to which it comes fast; what is never negative ends above nothing. */
function drift(from: number, rate: number, { lengthMs, extent, usual }: GaugePart): SignalSpec {
  const { mean } = extent;
  const to = from + (rate * (lengthMs - driftOnsetMs)) / 1000;
  const end = to < 0 && mean >= 0 && from > 0 ? from * leastLeft : to;
  const onset: SignalSpec = { line: { from: round(mean), to: from, for: formatDuration(driftOnsetMs) } };
  const trend: SignalSpec = {
    line: { from, to: Number(end.toPrecision(4)), for: formatDuration(lengthMs - driftOnsetMs) },
  };
  const isNear = Math.abs(from - mean) <= Math.abs(mean) * near || lengthMs <= 2 * driftOnsetMs;
  const course = isNear ? { line: { ...trend.line!, for: formatDuration(lengthMs) } } : [onset, trend];
  return typeof usual === "object" && "round" in usual ? { round: { of: course } } : course;
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
