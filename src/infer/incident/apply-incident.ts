import type { DistributionSpec, SignalSpec } from "../../data-spec/generated/data-spec.ts";
import { formatDuration } from "../../text/duration.ts";
import { specOf } from "../levels/signal.ts";
import type { InferredMetric, InferredSeries, InferredSpec } from "../series/model.ts";
import type { SeriesChange } from "./incident-rule.ts";
import type { IncidentPhase } from "./plan-incident.ts";

/** Times of an incident, in milliseconds. */
export interface IncidentTimes {
  /** How long all is as usual before the first phase. */
  readonly beforeMs: number;
  /** And between two of them. */
  readonly betweenMs: number;
  readonly stepMs: number;
}

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
  const parts = (key: string): Part[] => {
    const list: Part[] = [{ lengthMs: times.beforeMs, change: undefined }];
    for (const [index, { lengthMs, changes }] of phases.entries()) {
      if (index > 0) list.push({ lengthMs: times.betweenMs, change: undefined });
      list.push({ lengthMs, change: changes.get(key) });
    }
    return merged(list);
  };
  const metrics = spec.metrics.map((metric, index): InferredMetric => {
    const series = metric.series.map((one, place) => {
      const own = parts(`${index}:${place}`);
      return own.every(({ change }) => change === undefined) ? one : changed(metric, one, own, times.stepMs);
    });
    const isInfo = metric.kind === "info" && series.some((one, place) => one !== metric.series[place]);
    return isInfo ? { ...metric, kind: "gauge", series } : { ...metric, series };
  });
  const historyMs = incidentMs(phases, times);
  return { ...spec, metrics, historyMs };
}

/** How long the whole is, whole minutes. */
function incidentMs(phases: readonly IncidentPhase[], { beforeMs, betweenMs }: IncidentTimes): number {
  const lengths = phases.reduce((sum, { lengthMs }) => sum + lengthMs, 0);
  const between = Math.max(0, phases.length - 1) * betweenMs;
  return Math.ceil((beforeMs + lengths + between + 5 * 60_000) / 60_000) * 60_000;
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
  series: InferredSeries,
  parts: readonly Part[],
  stepMs: number,
): InferredSeries {
  const usual = metric.kind === "info" ? 1 : specOf(series.signal);
  const counts = metric.kind !== "gauge" && metric.kind !== "info";
  const signal = parts.map(({ lengthMs, change }): SignalSpec => {
    const length = formatDuration(lengthMs);
    const stays = (of: SignalSpec): SignalSpec => ({ limit: { of, for: length } });
    if (change === undefined) return stays(usual);
    if (change.missing === true) return { gap: { for: length } };
    if (counts) return countPart(change, lengthMs, stays, usual, stepMs);
    return gaugePart(change, lengthMs, stays, usual, stepMs);
  });
  const course: InferredSeries["signal"] = { form: "course", signal: [...signal, usual], factor: 1, fixed: true };
  const observe = observed(metric, series, parts);
  return { ...series, signal: course, ...(observe === undefined ? {} : { observe }) };
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

function gaugePart(
  change: SeriesChange,
  lengthMs: number,
  stays: Stays,
  usual: SignalSpec,
  stepMs: number,
): SignalSpec {
  const { level, rate, flaps } = change;
  if (flaps === true) {
    const low = level ?? 0;
    // Not in step with what looks each minute.
    return stays({ square: { low, high: low + 1, period: formatDuration(7 * stepMs) } });
  }
  if (rate !== undefined && rate !== 0) {
    const from = level ?? 0;
    const to = from + (rate * lengthMs) / 1000;
    return { line: { from, to, for: formatDuration(lengthMs) } };
  }
  return stays(level ?? usual);
}

/** Where observations lie, phase by phase; undefined if no phase moves them. */
function observed(
  { observe: usual }: InferredMetric,
  { observe }: InferredSeries,
  parts: readonly Part[],
): DistributionSpec | undefined {
  if (parts.every(({ change }) => change?.mean === undefined)) return undefined;
  const lognormal = observe !== undefined && "lognormal" in observe ? observe.lognormal : undefined;
  const course = (usually: SignalSpec, by: number): SignalSpec => [
    ...parts.map(({ lengthMs, change }): SignalSpec => {
      return { limit: { of: change?.mean === undefined ? usually : change.mean * by, for: formatDuration(lengthMs) } };
    }),
    usually,
  ];
  const p50 = lognormal?.p50 ?? usual?.p50 ?? 0.1;
  const p99 = lognormal?.p99 ?? usual?.p99 ?? 1;
  return { lognormal: { p50: course(p50, 1), p99: course(p99, 1.2) } };
}
