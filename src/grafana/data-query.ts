import { GrafanaError } from "../errors.ts";
import { repeatForStatus } from "../http/repeat.ts";
import type { Repeat } from "../http/retry.ts";
import { defined } from "../json/defined.ts";
import { asArray, asObject, field, type JsonObject, numberField, textField } from "../json/read.ts";
import { countRows, type FrameSeries, readFrames } from "./data-frames.ts";
import type { Grafana } from "./grafana.ts";

/**
 * A query as a panel would send it. Dashboard variables must be filled in; Grafana fills in `$__rate_interval`,
 * `$__interval` and `$__range`.
 */
export interface DataQuery {
  readonly refId: string;
  readonly expr: string;
  readonly datasource: { readonly uid: string; readonly type: string };
  readonly type: "range" | "instant";
  readonly intervalMs: number;
  readonly maxDataPoints: number;
  /** The query's own minimum step: `1m`. */
  readonly interval?: string;
  /** The step becomes so many times as long. Default 1. */
  readonly intervalFactor?: number;
}

/** An expression that Grafana's server calculates from other queries of the request. */
export interface CalculatedQuery {
  readonly refId: string;
  /** `type`, `expression`, …: everything but the refId and the data source. Dashboard variables must be filled in. */
  readonly settings: JsonObject;
}

/** The result of a query. */
export type DataResult =
  | {
      readonly state: "ok";
      readonly series: readonly FrameSeries[];
      /** Rows of the longest frame: texts count, which are in no series. */
      readonly rows: number;
      /** The query with Grafana's macros filled in, if Grafana returns it. */
      readonly executed: string | undefined;
      readonly notices: readonly string[];
    }
  | {
      readonly state: "error";
      readonly message: string;
      readonly status: number | undefined;
      /** True if the error is about the query or its data source; false if the request failed as a whole. */
      readonly aboutQuery: boolean;
    };

/** Statuses that concern the query; any other concerns a server. */
const queryStatuses: readonly number[] = [400, 404, 422];

/**
 * Runs queries through Grafana, as a reader's browser would. Read-only, so it may be repeated.
 *
 * @param range - Unix milliseconds, both ends inclusive as in Grafana.
 * @returns one result per `refId`; a query's error does not affect the others.
 * @throws {RangeError} if two queries have the same `refId`.
 * @throws {GrafanaError} if the whole request fails.
 */
export async function dsQuery(
  grafana: Grafana,
  queries: readonly (DataQuery | CalculatedQuery)[],
  range: { readonly fromMs: number; readonly toMs: number; readonly timeoutMs?: number },
): Promise<Map<string, DataResult>> {
  if (new Set(queries.map(({ refId }) => refId)).size !== queries.length)
    throw new RangeError("dsQuery: every query needs a unique refId");
  const calculates = queries.some((query) => "settings" in query);
  const { status, body } = await grafana.ask({
    method: "POST",
    path: "/api/ds/query",
    json: { from: String(range.fromMs), to: String(range.toMs), queries: queries.map(encodeQuery) },
    // If the answer has results, each result has its own error.
    accept: [400, 404, 500],
    question: true,
    repeatAnswer: ({ status, body }) =>
      calculates && isRefusal(status, textField(body, "message"))
        ? "final"
        : worstOf(status, asObject(field(body, "results"))),
    doing: "running queries through Grafana",
    ...defined({ timeoutMs: range.timeoutMs }),
  });
  const results = asObject(field(body, "results"));
  if (results === undefined && status < 400)
    throw new GrafanaError("running queries through Grafana: the answer contains no results", { code: "unexpected" });
  const said = textField(body, "message");
  // Grafana answers so for a query that it cannot read, and for a deleted data source. A proxy may answer 404 to
  // anything.
  const aboutQuery =
    said !== undefined &&
    (status === 400 || (status === 404 && /data ?source/i.test(said)) || (calculates && isRefusal(status, said)));
  const whole: DataResult = { state: "error", message: cut(said ?? "Grafana gave no result"), status, aboutQuery };
  const atMs = range.toMs;
  return new Map(queries.map(({ refId }) => [refId, readResult(field(results, refId), { atMs, calculates }) ?? whole]));
}

/**
 * Whether it is Grafana's answer to expressions that it cannot put together: a circle, a query that is missing, SQL
 * where that is switched off. A data source that fails has a result with an error of its own.
 */
function isRefusal(status: number, message: string | undefined): boolean {
  return status === 500 && message === "Query data error";
}

/** Whether Grafana's calculations say that a data source did not answer, not what it has against a query. */
function isFailedInput(error: string): boolean {
  return /^\[sse\.dataQueryError\]/.test(error) && !/\]: (?:bad_data|execution|bad_response|invalid)/.test(error);
}

/** The error of an expression that was not run, since a query that it uses failed. */
const isDependency = (error: string) => /^\[sse\.dependencyError\]/.test(error);

/**
 * How far an answer may be retried: the worst of its results, or of the answer itself if it has no results. Grafana
 * passes on the status of the server behind it, or 200 with an error if that did not answer with JSON.
 */
function worstOf(status: number, results: JsonObject | undefined): Repeat {
  if (results === undefined) return status < 300 ? "fault" : repeatForStatus(status);
  const failed = Object.values(results).filter((result) => (textField(result, "error") ?? "") !== "");
  const each = failed.map((result) => {
    const error = textField(result, "error")!;
    const own = numberField(result, "status") ?? status;
    if (/^\[sse\./.test(error)) return isFailedInput(error) ? "fault" : "final";
    return own === 200 ? "fault" : repeatForStatus(own);
  });
  return (["outage", "fault"] as const).find((repeat) => each.includes(repeat)) ?? "final";
}

function encodeQuery(query: DataQuery | CalculatedQuery) {
  if ("settings" in query)
    return { ...query.settings, refId: query.refId, datasource: { type: "__expr__", uid: "__expr__" } };
  const { refId, expr, datasource, type, intervalMs, maxDataPoints, interval, intervalFactor } = query;
  return {
    refId,
    expr,
    datasource,
    range: type === "range",
    instant: type === "instant",
    exemplar: false,
    intervalMs,
    maxDataPoints,
    ...defined({ interval, intervalFactor }),
  };
}

function readResult(
  result: unknown,
  { atMs, calculates }: { readonly atMs: number; readonly calculates: boolean },
): DataResult | undefined {
  if (asObject(result) === undefined) return undefined;
  const error = textField(result, "error");
  if (error !== undefined && error !== "") {
    const status = numberField(result, "status");
    return {
      state: "error",
      message: cut(error),
      status,
      aboutQuery: /^\[sse\./.test(error)
        ? !isFailedInput(error) && !isDependency(error)
        : calculates || (status !== undefined && queryStatuses.includes(status)),
    };
  }
  const frames = asArray(field(result, "frames"));
  const notices = frames.flatMap((frame) =>
    asArray(field(frame, "schema", "meta", "notices")).map((notice) => cut(textField(notice, "text") ?? "")),
  );
  const executed = textField(frames[0], "schema", "meta", "executedQueryString");
  return {
    state: "ok",
    series: readFrames(frames, calculates ? { atMs } : {}),
    rows: countRows(frames),
    executed: executed === undefined ? undefined : expressionOf(executed),
    notices,
  };
}

/** `Expr: rate(a[1m0s])\nStep: 5m0s` → `rate(a[1m0s])`. */
function expressionOf(executed: string): string {
  const end = executed.lastIndexOf("\nStep: ");
  return (end === -1 ? executed : executed.slice(0, end)).replace(/^Expr: /, "");
}

function cut(text: string): string {
  return text.length > 2000 ? `${text.slice(0, 1999)}…` : text;
}
