import type { ExpressionQuery } from "./expression-commands.ts";
import { isExpression, runExpressions } from "./grafana-expressions.ts";
import type { Json } from "./grafana-store.ts";

/** A query of `POST /api/ds/query`. */
interface Query {
  readonly refId: string;
  readonly datasource: { readonly uid: string };
  readonly expr: string;
  readonly instant?: boolean;
  readonly range?: boolean;
  readonly interval?: string;
  readonly maxDataPoints?: number;
  readonly intervalMs?: number;
}

const niceMs = [
  1, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
].map((seconds) => seconds * 1000);

/**
 * Runs queries as Grafana's Prometheus data source does: fills in the macros, computes the step, aligns the range and
 * turns the result into frames. Without a Prometheus everything is empty.
 */
export async function runQueries(
  body: unknown,
  dataSources: ReadonlyMap<string, Json>,
  prometheusUrl: string | undefined,
) {
  const { from, to, queries } = body as { from: string; to: string; queries: Query[] };
  const missing = queries.some((query) => !isExpression(query) && !dataSources.has(query.datasource.uid));
  if (missing) return { status: 404, body: { message: "Data source not found" } };
  const ask = (query: Query) => {
    const jsonData = dataSources.get(query.datasource.uid)?.["jsonData"] as { timeInterval?: string } | undefined;
    return run(query, Number(from), Number(to), jsonData?.timeInterval ?? "15s", prometheusUrl);
  };
  if (queries.some(isExpression)) {
    const range = { fromMs: Number(from), toMs: Number(to) };
    return runExpressions(queries as (Query & ExpressionQuery)[], range, (query) =>
      ask(query as Query & ExpressionQuery),
    );
  }
  const results: Record<string, Json> = {};
  for (const query of queries) results[query.refId] = await ask(query);
  const failed = Object.values(results).some(({ error }) => error !== undefined);
  return { status: failed ? 400 : 200, body: { results } };
}

async function run(
  query: Query,
  fromMs: number,
  toMs: number,
  scrape: string,
  prometheusUrl: string | undefined,
): Promise<Json> {
  const minMs = durationMs(query.interval || scrape);
  const wishedMs = (toMs - fromMs) / (query.maxDataPoints ?? 1500);
  const stepMs = Math.max(wishedMs < minMs ? minMs : nearestNiceMs(wishedMs), nearestNiceMs((toMs - fromMs) / 11_000));
  const expr = fillIn(query.expr, stepMs, Math.max((query.intervalMs ?? 0) + minMs, 4 * minMs), toMs - fromMs);
  const meta = {
    typeVersion: [0, 0],
    custom: { calculatedMinStep: stepMs },
    executedQueryString: `Expr: ${expr}\nStep: ${format(stepMs)}`,
  };
  const empty = { schema: { refId: query.refId, meta, fields: [] }, data: { values: [] } };
  if (prometheusUrl === undefined) return parses(expr, empty);
  const align = (timeMs: number) => (Math.floor(timeMs / stepMs) * stepMs) / 1000;
  const parameters: Record<string, string> =
    query.instant === true && query.range !== true
      ? { query: expr, time: String(toMs / 1000) }
      : { query: expr, start: String(align(fromMs)), end: String(align(toMs)), step: String(stepMs / 1000) };
  const response = await fetch(
    `${prometheusUrl}/api/v1/${query.instant === true && query.range !== true ? "query" : "query_range"}`,
    {
      method: "POST",
      body: new URLSearchParams(parameters),
    },
  );
  const answer = (await response.json()) as {
    error?: string;
    errorType?: string;
    data?: { resultType: string; result: unknown };
  };
  if (answer.data === undefined) {
    return {
      error: `${answer.errorType}: ${answer.error}`,
      errorSource: "downstream",
      status: response.status,
      frames: [empty],
    };
  }
  const frames = toSeries(answer.data).map((series) =>
    series.histograms === undefined ? frame(query.refId, meta, series) : cells(query.refId, meta, series),
  );
  return { status: 200, frames: frames.length === 0 ? [empty] : frames };
}

/** Without a Prometheus nothing can judge an expression; unclosed parentheses are what the recording has. */
function parses(expr: string, empty: Json): Json {
  const open = expr.split("(").length > expr.split(")").length;
  if (!open) return { status: 200, frames: [empty] };
  const error = `bad_data: 1:${expr.length + 1}: parse error: unclosed left parenthesis`;
  return { error, errorSource: "downstream", status: 400, frames: [empty] };
}

interface Series {
  readonly metric: Record<string, string>;
  readonly values: [number, string][];
  /** Native histograms: each bucket's rule, bounds and count. */
  readonly histograms?: readonly [number, { readonly buckets?: readonly [number, string, string, string][] }][];
}

function toSeries({ resultType, result }: { resultType: string; result: unknown }): Series[] {
  if (resultType === "matrix") return result as Series[];
  if (resultType === "vector") {
    type One = Pick<Series, "metric"> & { value?: [number, string]; histogram?: NonNullable<Series["histograms"]>[0] };
    return (result as One[]).map(({ metric, value, histogram }) => ({
      metric,
      values: value === undefined ? [] : [value],
      ...(histogram === undefined ? {} : { histograms: [histogram] }),
    }));
  }
  return [{ metric: {}, values: [result as [number, string]] }];
}

function frame(refId: string, meta: Json, { metric, values }: Series): Json {
  const places: Record<string, number[]> = {};
  const column = values.map(([, text], index) => {
    const name = { NaN: "NaN", "+Inf": "Inf", "-Inf": "NegInf" }[text];
    if (name === undefined) return Number(text);
    places[name] = [...(places[name] ?? []), index];
    return null;
  });
  const times = values.map(([seconds]) => Math.round(seconds * 1000));
  return {
    schema: {
      refId,
      meta: { ...meta, type: "timeseries-multi" },
      fields: [
        { name: "Time", type: "time" },
        { name: "Value", type: "number", labels: metric },
      ],
    },
    data: { values: [times, column], ...(Object.keys(places).length === 0 ? {} : { entities: [null, places] }) },
  };
}

/** Native histograms come as the cells of a heatmap, one row for each bucket that is not empty. */
function cells(refId: string, meta: Json, { metric, histograms = [] }: Series): Json {
  const rows = histograms.flatMap(([seconds, { buckets = [] }]) =>
    buckets.map(([rule, lower, upper, count]) => [Math.round(seconds * 1000), +lower, +upper, +count, rule]),
  );
  const names = ["xMax", "yMin", "yMax", "count", "yLayout"];
  return {
    schema: {
      refId,
      meta: { ...meta, type: "heatmap-cells" },
      fields: names.map((name, index) => ({
        name,
        type: index === 0 ? "time" : "number",
        ...(name === "count" ? { labels: metric } : {}),
      })),
    },
    data: { values: names.map((_, index) => rows.map((row) => row[index]!)) },
  };
}

function fillIn(expr: string, stepMs: number, rateMs: number, rangeMs: number): string {
  const seconds = `${Math.round(rangeMs / 1000)}`;
  const values: [string, string][] = [
    ["__rate_interval_ms", String(rateMs)],
    ["__rate_interval", format(rateMs)],
    ["__interval_ms", String(stepMs)],
    ["__interval", format(stepMs)],
    ["__range_ms", String(rangeMs)],
    ["__range_s", seconds],
    ["__range", `${seconds}s`],
  ];
  return values.reduce(
    (text, [name, value]) => text.replaceAll(`$${name}`, value).replaceAll(`\${${name}}`, value),
    expr,
  );
}

/** The nice interval that Grafana rounds to; borders lie half-way. */
function nearestNiceMs(ms: number): number {
  return niceMs.find((nice, index) => ms < (nice + (niceMs[index + 1] ?? Number.POSITIVE_INFINITY)) / 2) ?? 86_400_000;
}

function durationMs(text: string): number {
  const [, amount, unit] = /^>?(\d+)(ms|s|m|h|d)$/.exec(text) ?? ["", "15", "s"];
  return Number(amount) * { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit as "s"];
}

/** As Go prints durations: `15s`, `1m0s`, `1h0m0s`. */
function format(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds}s`;
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  return `${hours > 0 ? `${hours}h` : ""}${minutes}m${rest}s`;
}
