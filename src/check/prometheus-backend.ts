import { PrometheusError } from "../errors.ts";
import type { Prometheus } from "../prometheus/connection.ts";
import type { LabelScope, QueryAnswer, QueryBackend, QuerySeries } from "./backend.ts";

/**
 * Asks a server that speaks Prometheus' HTTP API. Nothing is repeated: a failed query is a finding.
 *
 * @param options.timeoutMs - milliseconds that a query may take. Default 30,000.
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/
 */
export function prometheusBackend(prometheus: Prometheus, { timeoutMs = 30_000 }: { readonly timeoutMs?: number } = {}): QueryBackend {
  const ask = async (
    path: string,
    parameters: Record<string, string | string[]>,
    signal?: AbortSignal,
    method: "GET" | "POST" = "POST",
  ) => {
    const { data, error, status } = await prometheus.ask({ method, path, parameters, signal, timeoutMs });
    if (data !== undefined) return data;
    const code = status === 400 || status === 422 ? "bad-query" : "failed";
    throw new PrometheusError(error === "" ? `HTTP ${status}` : error, { code, status });
  };
  const scoped = ({ match, startMs, endMs }: LabelScope) => ({
    ...(match === undefined ? {} : { "match[]": match }),
    start: seconds(startMs),
    end: seconds(endMs),
  });
  return {
    instant: async (query, timeMs, signal) => readAnswer(await ask("/query", { query, time: seconds(timeMs) }, signal)),
    range: async (query, { startMs, endMs, stepMs }, signal) =>
      readAnswer(await ask("/query_range", { query, start: seconds(startMs), end: seconds(endMs), step: seconds(stepMs) }, signal)),
    labelNames: async (scope, signal) => texts(await ask("/labels", scoped(scope), signal)),
    labelValues: async (label, scope, signal) =>
      texts(await ask(`/label/${encodeURIComponent(label)}/values`, scoped(scope), signal, "GET")),
    series: async (match, scope, signal) => list(await ask("/series", scoped({ ...scope, match }), signal)).map(labelsOf),
  };
}

const seconds = (ms: number) => String(ms / 1000);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const texts = (value: unknown): string[] => list(value).filter((item) => typeof item === "string");

function labelsOf(value: unknown): Map<string, string> {
  if (typeof value !== "object" || value === null) return new Map();
  return new Map(Object.entries(value).map(([name, text]) => [name, String(text)]));
}

/** The `data` of an answer to `/query` or `/query_range`. */
export function readAnswer(data: unknown): QueryAnswer {
  const { resultType, result } = (data ?? {}) as { resultType?: unknown; result?: unknown };
  if (resultType === "scalar") return { series: [readSeries({ value: result })] };
  if (resultType === "string") return { series: [], text: String(list(result)[1] ?? "") };
  return { series: list(result).map(readSeries) };
}

function readSeries(item: unknown): QuerySeries {
  const { metric, value, values, histogram, histograms } = (item ?? {}) as Record<string, unknown>;
  const floats = value === undefined ? list(values) : [value];
  const native = histogram === undefined ? list(histograms) : [histogram];
  const points = [...floats.map(readPoint), ...native.map(readHistogram)];
  if (floats.length > 0 && native.length > 0) points.sort(([a], [b]) => a - b);
  return { labels: labelsOf(metric), timesMs: points.map(([time]) => time), values: points.map(([, amount]) => amount) };
}

function readPoint(point: unknown): [timeMs: number, value: number] {
  const [time, text] = list(point);
  return [Math.round(Number(time) * 1000), readNumber(text)];
}

function readHistogram(point: unknown): [timeMs: number, value: number] {
  const [time, histogram] = list(point);
  return [Math.round(Number(time) * 1000), readNumber((histogram as { count?: unknown } | undefined)?.count)];
}

function readNumber(text: unknown): number {
  if (text === "+Inf") return Number.POSITIVE_INFINITY;
  return text === "-Inf" ? Number.NEGATIVE_INFINITY : Number(text);
}
