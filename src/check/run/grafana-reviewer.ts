import { GrafanaError } from "../../errors.ts";
import type { FrameSeries } from "../../grafana/data-frames.ts";
import { type DataQuery, type DataResult, dsQuery } from "../../grafana/data-query.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { defined } from "../../json/defined.ts";
import type { QuerySeries } from "../../templating/backend.ts";
import type { TimeRange } from "../../templating/query-timing.ts";
import type { Calculated, CalculatedPart, ReviewerBackend } from "./ask-reviewer.ts";
import { askTogether } from "./ask-together.ts";
import type { CheckQuery } from "./check-query.ts";

/**
 * Runs panel queries through Grafana's `/api/ds/query`, as the reviewer's browser will.
 *
 * @param options.uid - of the preview's data source.
 * @param options.timeoutMs - milliseconds that the first attempt at a query may take. Default: what the connection
 *   allows.
 */
export function grafanaReviewer(
  grafana: Grafana,
  { uid, type = "prometheus", timeoutMs }: { uid: string; type?: string; timeoutMs?: number },
): ReviewerBackend {
  const limit = defined({ timeoutMs });
  const encode = ({ refId, query, expr, timing }: AskedQuery): DataQuery => ({
    refId,
    expr,
    datasource: { uid, type },
    // For a query of both kinds Grafana's calculations take now the one, now the other: the range is what works.
    type: query.instant === true && query.range !== true ? "instant" : "range",
    intervalMs: timing.intervalMs,
    maxDataPoints: query.maxDataPoints ?? 1000,
    ...minimumStep(query.interval),
  });
  const asking = new Map<string, (query: DataQuery) => Promise<DataResult>>();
  const askIn = (range: TimeRange) =>
    askTogether<DataQuery, DataResult>(mostTogether, async (asked) => {
      const queries = asked.map((query, index) => ({ ...query, refId: String.fromCharCode(65 + index) }));
      try {
        const results = await dsQuery(grafana, queries, { ...range, ...limit });
        const answers = queries.map(({ refId }) => results.get(refId)!);
        // Grafana refuses a request as a whole for one query that it cannot read.
        if (answers.length === 1 || answers.some(({ state }) => state === "ok")) return answers;
      } catch (error) {
        // One slow query must not take the others with it.
        if (queries.length === 1 || !(error instanceof GrafanaError) || error.code !== "timeout") throw error;
      }
      const alone = asked.map((query) => dsQuery(grafana, [query], { ...range, ...limit }));
      return (await Promise.all(alone)).map((results, index) => results.get(asked[index]!.refId)!);
    });
  const ask = (query: DataQuery, range: TimeRange) => {
    const key = `${range.fromMs}-${range.toMs}`;
    const together = asking.get(key) ?? askIn(range);
    asking.set(key, together);
    return together(query);
  };
  return {
    async query({ query, expr, range, timing, every = 1 }) {
      const whole = encode({ refId: "A", query: { ...query, range: false }, expr, timing });
      // Grafana's step becomes so many times as long; `$__rate_interval` and `$__range` do not depend on it.
      const asked = every === 1 ? whole : { ...whole, intervalFactor: every * resolutionOf(query) };
      const result = await ask(asked, range);
      if (result.state === "error")
        throw new GrafanaError(result.message, {
          code: result.aboutQuery ? "query" : "unavailable",
          ...defined({ status: result.status }),
        });
      return result.series.map(readSeries);
    },
    async calculate({ parts, range }) {
      const queries = parts.map((part) => ("settings" in part ? part : encode(part)));
      const results = await dsQuery(grafana, queries, { ...range, ...limit });
      const expressions = parts.filter((part) => "settings" in part);
      const cause = [...results.values()].find((result) => result.state === "error" && !isDependent(result));
      return new Map(
        expressions.map(({ refId }): [string, Calculated] => {
          const result = results.get(refId)!;
          return [refId, readCalculated(isDependent(result) ? (cause ?? result) : result)];
        }),
      );
    },
  };
}

/** Queries in one request. A dashboard's panels send as many. */
const mostTogether = 8;

/** The query's own resolution, 1/n. */
function resolutionOf({ intervalFactor = 1 }: CheckQuery): number {
  return Math.max(1, Math.min(100, Math.floor(intervalFactor) || 1));
}

type AskedQuery = Exclude<CalculatedPart, { readonly settings: unknown }>;

function minimumStep(interval: string | undefined): { readonly interval?: string } {
  return interval === undefined || interval === "" || interval.includes("$") ? {} : { interval };
}

/** Whether an expression was not run, since a query that it uses failed; that one's error says more. */
function isDependent(result: DataResult): boolean {
  return result.state === "error" && result.message.startsWith("[sse.dependencyError]");
}

function readCalculated(result: DataResult): Calculated {
  if (result.state === "error") return { state: "error", message: result.message, refused: result.aboutQuery };
  const { rows, notices } = result;
  return { state: "ok", series: result.series.map(readSeries), rows, notices };
}

function readSeries({ labels, timesMs, values }: FrameSeries): QuerySeries {
  return { labels: new Map(Object.entries(labels)), timesMs, values: values.map((value) => value ?? Number.NaN) };
}
