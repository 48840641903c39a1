import { PrometheusError } from "../../errors.ts";
import { defined } from "../../json/defined.ts";
import type { Prometheus } from "../../prometheus/connection.ts";
import type { LabelScope, QueryAnswer, QueryBackend, QuerySeries } from "../../templating/backend.ts";

/**
 * Asks a server that speaks Prometheus' HTTP API. What the server itself says against a query has the code `bad-query`;
 * anything else that is no answer is a fault (see `isFault`), after the connection has asked again.
 *
 * @param options.timeoutMs - milliseconds that the first attempt at a query may take. Default: what the connection
 *   allows.
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/
 */
export function prometheusBackend(
  prometheus: Prometheus,
  { timeoutMs }: { readonly timeoutMs?: number } = {},
): QueryBackend {
  const ask = async (
    path: string,
    parameters: Record<string, string | string[]>,
    signal?: AbortSignal,
    method: "GET" | "POST" = "POST",
  ) => {
    const limit = defined({ timeoutMs });
    const { data, error, status, genuine } = await prometheus.ask({ method, path, parameters, signal, ...limit });
    if (data !== undefined) return data;
    if (genuine && (status === 400 || status === 422)) throw new PrometheusError(error, { code: "bad-query", status });
    throw new PrometheusError(error === "" ? `HTTP ${status}` : error, { code: "failed", status });
  };
  const scoped = ({ match, startMs, endMs }: LabelScope) => ({
    ...defined({ "match[]": match }),
    start: seconds(startMs),
    end: seconds(endMs),
  });
  return {
    instant: async (query, timeMs, signal) => readAnswer(await ask("/query", { query, time: seconds(timeMs) }, signal)),
    range: async (query, { startMs, endMs, stepMs }, signal) =>
      readAnswer(
        await ask(
          "/query_range",
          { query, start: seconds(startMs), end: seconds(endMs), step: seconds(stepMs) },
          signal,
        ),
      ),
    labelNames: async (scope, signal) => texts(await ask("/labels", scoped(scope), signal)),
    labelValues: async (label, scope, signal) =>
      texts(await ask(`/label/${encodeURIComponent(label)}/values`, scoped(scope), signal, "GET")),
    series: async (match, scope, signal) =>
      list(await ask("/series", scoped({ ...scope, match }), signal)).map(labelsOf),
  };
}

const seconds = (ms: number) => String(ms / 1000);
/** Go writes an empty list as null now and then; anything else that is no list is no answer, and not an empty one. */
function list(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (value === null) return [];
  throw new PrometheusError("the answer is not from Prometheus' API: it holds no list", { code: "unexpected" });
}

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
  const floats = value === undefined ? list(values ?? null) : [value];
  const native = histogram === undefined ? list(histograms ?? null) : [histogram];
  const points = [...floats.map(readPoint), ...native.map(readHistogram)];
  if (floats.length > 0 && native.length > 0) points.sort(([a], [b]) => a - b);
  return {
    labels: labelsOf(metric),
    timesMs: points.map(([time]) => time),
    values: points.map(([, amount]) => amount),
  };
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
