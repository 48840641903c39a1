import type { DistributionSpec, SignalSpec } from "../../data-spec/generated/data-spec.ts";
import { type InferredSignal, isFixed, round, scaleSignal, times, walkBetween } from "../levels/signal.ts";
import type { InferredMetric, InferredSeries } from "../series/model.ts";

/** Another course for a series of a metric; undefined: this change says nothing about it. */
export type SeriesEdit = (metric: InferredMetric, series: InferredSeries) => InferredSeries | undefined;

/** How much more or less than before, the nearest first. */
const factors = [
  0.8, 1.25, 0.6, 1.7, 0.4, 2.5, 0.2, 5, 0.1, 10, 0.03, 30, 0.01, 100, 0.003, 300, 0.001, 1000, 1e-4, 1e4, 1e-5, 1e5,
  1e-7,
];
/** A value on the healthy side of a number lies so far from it. */
const margins = [0.7, 1.3, 0.4, 2, 1];
/** Bounds of what is a share. */
const shares = [0.97, 97, 0.03, 3];

/**
 * Ways to bring series to other values, those that leave their life nearest to what it was first: another height of
 * their course, then a small walk around a number, then the number itself, and last no samples at all.
 *
 * @param constants - numbers that the expression compares with.
 */
export function calmEdits(constants: readonly number[]): SeriesEdit[] {
  const around = constants.flatMap((value) => [...margins.map((by) => round(value * by)), value + 1, value - 1]);
  const values = [...new Set([0, 1, ...around, ...shares])].filter(Number.isFinite).slice(0, 60);
  return [
    ...factors.map(
      (factor): SeriesEdit =>
        (metric, series) =>
          scaled(metric, series, factor),
    ),
    ...factors.map(
      (factor): SeriesEdit =>
        (metric, series) =>
          observedAt(metric, series, factor),
    ),
    ...values.filter((value) => value !== 0 && !isState(value)).map((value): SeriesEdit => walks(value)),
    ...values.map((value): SeriesEdit => stands(value)),
    absent,
  ];
}

/** Whether the series has no samples by {@link calmEdits}. */
export function isAbsent({ signal }: InferredSeries): boolean {
  return signal.form === "course" && typeof signal.signal === "object" && "gap" in signal.signal;
}

function isState(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) <= 3;
}

/** Names of shares: above all of it there is nothing. */
const share = /(?:^|_)(?:ratio|fraction|percent|percentage|pct|hitratio)(?:_|$)/i;

function scaled({ name, kind }: InferredMetric, series: InferredSeries, factor: number): InferredSeries | undefined {
  const { signal } = series;
  if (kind === "info" || (factor > 1 && share.test(name))) return undefined;
  // What a pack counts keeps its life at another height, rather than stand still.
  if (isFixed(signal)) return kind === "gauge" ? undefined : risen(series, factor);
  if (kind === "gauge" && signal.form === "constant" && isState(signal.value)) return undefined;
  return { ...series, signal: scaleSignal(signal, factor) };
}

function risen(series: InferredSeries, factor: number): InferredSeries | undefined {
  const { signal } = series;
  return signal.form === "constant"
    ? undefined
    : { ...series, signal: { ...signal, factor: round(signal.factor * factor) } };
}

/** Observations elsewhere, of histograms and summaries. */
function observedAt(metric: InferredMetric, series: InferredSeries, factor: number): InferredSeries | undefined {
  if (metric.kind === "gauge" || metric.kind === "counter" || metric.kind === "info") return undefined;
  const own = series.observe ?? (metric.observe === undefined ? undefined : { lognormal: { ...metric.observe } });
  const observe = own === undefined ? undefined : moved(own, factor);
  return observe === undefined ? undefined : { ...series, observe };
}

function moved({ lognormal, exponential, uniform, normal }: DistributionSpec, factor: number) {
  const at = (signal: SignalSpec) => times(factor, signal);
  if (lognormal !== undefined) return { lognormal: { p50: at(lognormal.p50), p99: at(lognormal.p99) } };
  if (exponential !== undefined) return { exponential: { mean: at(exponential.mean) } };
  if (uniform !== undefined) return { uniform: { min: at(uniform.min), max: at(uniform.max) } };
  if (normal !== undefined) return { normal: { mean: at(normal.mean), stddev: at(normal.stddev) } };
  return undefined;
}

function walks(value: number): SeriesEdit {
  return ({ kind }, series) => {
    if (kind !== "gauge" || isFixed(series.signal) || series.signal.form === "constant") return undefined;
    const spread = Math.abs(value) * 0.03;
    return { ...series, signal: walkBetween({ min: value - spread, max: value + spread }) };
  };
}

function stands(value: number): SeriesEdit {
  return ({ kind }, series) => {
    if (kind === "info" || (kind !== "gauge" && value !== 0)) return undefined;
    const signal: InferredSignal = { form: "constant", value, fixed: true };
    return { ...series, signal };
  };
}

/** Of metrics that panels show, no series is taken away. */
function absent({ users }: InferredMetric, series: InferredSeries): InferredSeries | undefined {
  if (!users.every((user) => /^(?:alert|record) /.test(user))) return undefined;
  return { ...series, signal: { form: "course", signal: { gap: { for: "1h" } }, factor: 1, fixed: true } };
}
