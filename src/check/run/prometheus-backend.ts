import { PrometheusError } from "../../errors.ts";
import { defined } from "../../json/defined.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { decodeAnswer, decodeLabelSets, decodeTexts } from "../../prometheus/query/decode-answer.ts";
import type { LabelScope, QueryBackend } from "../../templating/backend.ts";

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
    const advice = status < 300 ? "; check for a login page or a proxy in front of it" : "";
    throw new PrometheusError(error === "" ? `HTTP ${status}` : `${error}${advice}`, { code: "failed", status });
  };
  const scoped = ({ match, startMs, endMs }: LabelScope) => ({
    ...defined({ "match[]": match }),
    start: seconds(startMs),
    end: seconds(endMs),
  });
  return {
    instant: async (query, timeMs, signal) =>
      decodeAnswer(await ask("/query", { query, time: seconds(timeMs) }, signal)),
    range: async (query, { startMs, endMs, stepMs }, signal) =>
      decodeAnswer(
        await ask(
          "/query_range",
          { query, start: seconds(startMs), end: seconds(endMs), step: seconds(stepMs) },
          signal,
        ),
      ),
    labelNames: async (scope, signal) => decodeTexts(await ask("/labels", scoped(scope), signal)),
    labelValues: async (label, scope, signal) =>
      decodeTexts(await ask(`/label/${encodeURIComponent(label)}/values`, scoped(scope), signal, "GET")),
    series: async (match, scope, signal) => decodeLabelSets(await ask("/series", scoped({ ...scope, match }), signal)),
  };
}

const seconds = (ms: number) => String(ms / 1000);
