// The library: series, data specs, remote write, and turning dashboards into previews. Maintained by hand; only the
// exports of this file are stable.
export { checkDashboard } from "./check/check-dashboard.ts";
export type { CheckInput } from "./check/check-input.ts";
export { type CheckFinding as Finding, type CheckResult, type FailOn, failOn } from "./check/result.ts";
export { prometheusBackend } from "./check/run/prometheus-backend.ts";
export { readDashboard } from "./dashboard/read/read.ts";
export type { SourceDashboard } from "./dashboard/read/source.ts";
export { rewriteForPreview } from "./dashboard/rewrite/rewrite.ts";
export type { PreviewDashboard, RewriteFinding, RewriteOptions } from "./dashboard/rewrite/rewrite-options.ts";
export { planSpec, type SpecPlan } from "./data-spec/plan/plan.ts";
export { parseSpec, type SpecDocument } from "./data-spec/read/parse.ts";
export {
  DashboardError,
  ExpectedError,
  GrafanaError,
  HttpError,
  InterruptedError,
  PrometheusError,
  PromqlError,
  SpecError,
  type SpecProblem,
  UsageError,
} from "./errors.ts";
export { labels } from "./generator/labels.ts";
export { clock } from "./generator/moments/clock.ts";
export { now } from "./generator/moments/now.ts";
export { Courses } from "./generator/named/courses.ts";
export {
  createBlock,
  type HistogramSample,
  missing,
  present,
  type SampleBlock,
  stale,
} from "./generator/sampling/block.ts";
export { type Grid, gridEndMs } from "./generator/sampling/grid.ts";
export { type Sample, type SamplesOptions, samples } from "./generator/sampling/samples.ts";
export { createSharingSources } from "./generator/sampling/sharing-sources.ts";
export { createSource } from "./generator/sampling/source.ts";
export type {
  Distribution,
  End,
  Labels,
  MetricType,
  Resets,
  SeriesDefinition,
  SeriesSource,
  WireSeries,
} from "./generator/series.ts";
export type { Length, Parameter, Phase, Signal } from "./generator/signal.ts";
export { add, div, mul, sub } from "./generator/signals/arithmetic.ts";
export { clamp } from "./generator/signals/clamp.ts";
export { constant } from "./generator/signals/constant.ts";
export { gap } from "./generator/signals/gap.ts";
export { limit } from "./generator/signals/limit.ts";
export { line } from "./generator/signals/line.ts";
export { loop } from "./generator/signals/loop.ts";
export { named } from "./generator/signals/named.ts";
export { noise } from "./generator/signals/noise.ts";
export { notation } from "./generator/signals/notation.ts";
export { level, random } from "./generator/signals/random.ts";
export { round } from "./generator/signals/round.ts";
export { sequence } from "./generator/signals/sequence.ts";
export { spike } from "./generator/signals/spike.ts";
export { square } from "./generator/signals/square.ts";
export { values } from "./generator/signals/values.ts";
export { walk } from "./generator/signals/walk.ts";
export { wave } from "./generator/signals/wave.ts";
export { findQueries } from "./library/find-queries.ts";
export { type WriteSeriesOptions, type WrittenSeries, writeSeries } from "./library/write-series.ts";
export { createPrometheus, type PrometheusOptions } from "./prometheus/connection.ts";
export type { Prometheus } from "./prometheus/prometheus.ts";
export { probeReceiver, type ReceiverProbe } from "./prometheus/query/probe.ts";
export { LiveWriter } from "./prometheus/write/live-writer.ts";
export { planHistory } from "./prometheus/write/plan-history.ts";
export { verifyHistory } from "./prometheus/write/verify-history.ts";
export { type WrittenHistory, writeHistory } from "./prometheus/write/write-history.ts";
export { injectLabel } from "./promql/isolation/inject.ts";
export { removeInjection } from "./promql/isolation/remove.ts";
export { parseExpression } from "./promql/tree/parse.ts";
export { formatDuration, parseDuration } from "./text/duration.ts";
