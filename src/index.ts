// The library: series, data specs, remote write, and dashboards made into previews. Kept by hand; what is not here is not promised.
export { type CheckInput, checkDashboard } from "./check/check-dashboard.ts";
export { prometheusBackend } from "./check/prometheus-backend.ts";
export { type CheckResult, type FailOn, type Finding, failOn } from "./check/result.ts";
export { findQueries } from "./dashboard/queries.ts";
export { readDashboard } from "./dashboard/read.ts";
export { rewriteForPreview } from "./dashboard/rewrite.ts";
export type { PreviewDashboard, RewriteFinding, RewriteOptions } from "./dashboard/rewrite-options.ts";
export type { SourceDashboard } from "./dashboard/source.ts";
export { formatDuration, parseDuration } from "./duration.ts";
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
export { createBlock, type HistogramSample, missing, present, type SampleBlock, stale } from "./generator/block.ts";
export { type Grid, gridEndMs } from "./generator/grid.ts";
export type { Distribution, End, Labels, MetricType, Resets, SeriesDefinition, SeriesSource, WireSeries } from "./generator/series.ts";
export type { Length, Parameter, Phase, Signal } from "./generator/signal.ts";
export { add, div, mul, sub } from "./generator/signals/arithmetic.ts";
export { clamp } from "./generator/signals/clamp.ts";
export { constant } from "./generator/signals/constant.ts";
export { gap } from "./generator/signals/gap.ts";
export { limit } from "./generator/signals/limit.ts";
export { line } from "./generator/signals/line.ts";
export { loop } from "./generator/signals/loop.ts";
export { noise } from "./generator/signals/noise.ts";
export { notation } from "./generator/signals/notation.ts";
export { random } from "./generator/signals/random.ts";
export { sequence } from "./generator/signals/sequence.ts";
export { spike } from "./generator/signals/spike.ts";
export { square } from "./generator/signals/square.ts";
export { values } from "./generator/signals/values.ts";
export { walk } from "./generator/signals/walk.ts";
export { wave } from "./generator/signals/wave.ts";
export { createSource } from "./generator/source.ts";
export { createPrometheus, type Prometheus, type PrometheusOptions } from "./prometheus/connection.ts";
export { LiveWriter } from "./prometheus/live-writer.ts";
export { planHistory } from "./prometheus/plan-history.ts";
export { probeReceiver, type ReceiverProbe } from "./prometheus/probe.ts";
export { verifyHistory } from "./prometheus/verify-history.ts";
export { type WrittenHistory, writeHistory } from "./prometheus/write-history.ts";
export { injectLabel } from "./promql/inject.ts";
export { parseExpression } from "./promql/parse.ts";
export { removeInjection } from "./promql/remove.ts";
export { parseSpec, type SpecDocument } from "./spec/parse.ts";
export { planSpec, type SpecPlan } from "./spec/plan.ts";
