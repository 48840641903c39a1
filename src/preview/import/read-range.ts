import { UsageError } from "../../errors.ts";
import { requireData } from "../../prometheus/answer.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { decodeAnswer } from "../../prometheus/query/decode-answer.ts";
import { subjectOf } from "../../prometheus/query/query.ts";
import { maxPoints, maxRecordedSeries, type RecordedData, type RecordedSeries } from "./recorded-series.ts";

/** Options of {@link readRange}. */
export interface RangeOptions {
  readonly queries: readonly string[];
  /** Unix milliseconds; moved down to a multiple of the step. */
  readonly endMs: number;
  readonly rangeMs: number;
  readonly stepMs: number;
  readonly signal: AbortSignal;
}

/** The step of a range: some 700 values, a multiple of 15 s. */
export function usualStepMs(rangeMs: number): number {
  return Math.max(1, Math.ceil(rangeMs / 720 / 15_000)) * 15_000;
}

/**
 * Reads series of a real server: a value for each step, in one question for each query. Asks only.
 *
 * @throws {UsageError} for too many values or series, or none. {@link PrometheusError}
 */
export async function readRange(prometheus: Prometheus, options: RangeOptions): Promise<RecordedData> {
  const { queries, rangeMs, stepMs, signal } = options;
  const count = Math.floor(rangeMs / stepMs);
  if (count < 1) throw new UsageError("--range is shorter than --step");
  if (count > maxPoints) throw new UsageError(`--range has more than ${maxPoints} values; raise --step`);
  const endMs = Math.floor(options.endMs / stepMs) * stepMs;
  const startMs = endMs - (count - 1) * stepMs;
  const series: RecordedSeries[] = [];
  const warnings: string[] = [];
  for (const query of queries) {
    const doing = "reading the series to import";
    const parameters = { query, start: String(startMs / 1000), end: String(endMs / 1000), step: String(stepMs / 1000) };
    const answer = await prometheus.ask({ method: "POST", path: "/query_range", parameters, signal });
    const decoded = decodeAnswer(requireData(prometheus, doing, answer), subjectOf(prometheus, doing));
    if (decoded.series.length === 0) warnings.push(`no series for ${query.slice(0, 200)}`);
    for (const { labels, timesMs, values, histograms } of decoded.series) {
      if (histograms !== undefined) {
        warnings.push(`a native histogram of ${query.slice(0, 200)} was left out: replay plays numbers`);
        continue;
      }
      if (series.length >= maxRecordedSeries)
        throw new UsageError(`the queries select more than ${maxRecordedSeries} series; select fewer`);
      const { __name__: name, ...rest } = Object.fromEntries(labels);
      const placed = new Array<number | null>(count).fill(null);
      for (const [index, time] of timesMs.entries()) placed[Math.round((time - startMs) / stepMs)] = values[index]!;
      series.push({ name, labels: new Map(Object.entries(rest)), values: placed });
    }
  }
  if (series.length === 0) throw new UsageError(`the queries select no series in this range: ${warnings.join("; ")}`);
  return { stepMs, series, warnings: [...new Set(warnings)] };
}

/** The types of metrics as the server tells them; empty if it tells none. */
export async function readMetricTypes(prometheus: Prometheus, signal: AbortSignal): Promise<Map<string, string>> {
  const { data } = await prometheus.ask({ method: "GET", path: "/metadata", signal });
  if (typeof data !== "object" || data === null) return new Map();
  return new Map(
    Object.entries(data).flatMap(([name, list]) => {
      const type = Array.isArray(list) ? (list[0] as { type?: unknown } | undefined)?.type : undefined;
      return typeof type === "string" ? [[name, type] as const] : [];
    }),
  );
}
