import { PrometheusError } from "../../errors.ts";
import { defined } from "../../json/defined.ts";
import type { Prometheus, PrometheusRequest } from "../connection.ts";
import { requireData } from "../connection.ts";
import type { ExtraLabel } from "../encode/encode-labels.ts";

/** One series of an instant query's result. */
export interface InstantSample {
  readonly labels: Readonly<Record<string, string>>;
  readonly timeMs: number;
  /** May be NaN or infinite. */
  readonly value: number;
}

/** Options of a query. */
export interface AskOptions {
  /** The purpose of the query, such as `reading the samples back`; error messages begin with it. */
  readonly doing: string;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
  /** Whether the query may be retried; see `PrometheusRequest.repeat`. */
  readonly repeat?: PrometheusRequest["repeat"] | undefined;
}

/**
 * Runs an instant query whose result is a vector or a scalar. Read-only, so it may be repeated.
 *
 * @param timeMs - Unix milliseconds. Default: the server's current time.
 * @throws {PrometheusError} see `requireData`.
 */
export async function instantQuery(
  prometheus: Prometheus,
  query: string,
  { timeMs, doing, ...rest }: AskOptions & { readonly timeMs?: number | undefined },
): Promise<InstantSample[]> {
  const parameters = { query, ...(timeMs === undefined ? {} : { time: seconds(timeMs) }) };
  const data = requireData(
    prometheus,
    doing,
    await prometheus.ask({ method: "POST", path: "/query", parameters, ...rest }),
  ) as {
    resultType?: unknown;
    result?: unknown;
  } | null;
  if (data?.resultType === "scalar") return [readSample({ metric: {}, value: data.result })];
  return requireList(prometheus, doing, data?.result).map(readSample);
}

/** The server's clock in Unix milliseconds. @throws {PrometheusError} if the server does not answer. */
export async function serverNow(prometheus: Prometheus): Promise<number> {
  const doing = "asking the receiver for its clock";
  const [now] = await instantQuery(prometheus, "time()", { doing });
  if (now === undefined || !Number.isFinite(now.value))
    throw new PrometheusError(`${doing}: the answer to time() is not a number`, { code: "unexpected" });
  return Math.round(now.value * 1000);
}

/**
 * The values of a label on all series, or on those that a selector matches.
 *
 * @throws {PrometheusError} see `requireData`.
 */
export async function labelValues(
  prometheus: Prometheus,
  label: string,
  { match, doing, ...rest }: AskOptions & { readonly match?: string | undefined },
): Promise<string[]> {
  // The widest possible range, because some servers default to the last hours. It does not start at 0, which
  // VictoriaMetrics reads as "no start" and then returns no values.
  const parameters = { ...defined({ "match[]": match }), start: "1", end: "4102444800" };
  const answer = await prometheus.ask({
    method: "GET",
    path: `/label/${encodeURIComponent(label)}/values`,
    parameters,
    ...rest,
  });
  const data = requireData(prometheus, doing, answer);
  return requireList(prometheus, doing, data).filter((value) => typeof value === "string");
}

/** Go may encode an empty list as null. Anything else that is not a list is an error, not an empty answer. */
function requireList({ url }: Pick<Prometheus, "url">, doing: string, value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (value === null) return [];
  throw new PrometheusError(`${doing}: ${url} did not answer like Prometheus' API; check for a proxy in front of it`, {
    code: "unexpected",
  });
}

/** `{dashpreview="p.k.r"}`. */
export function selectorOf({ name, value }: ExtraLabel): string {
  return `{${name}=${JSON.stringify(value)}}`;
}

/** A time as the API expects it: Unix seconds. */
function seconds(timeMs: number): string {
  return String(timeMs / 1000);
}

function readSample(item: unknown): InstantSample {
  const { metric, value } = (item ?? {}) as { metric?: unknown; value?: unknown };
  const [time, text] = Array.isArray(value) ? (value as unknown[]) : [];
  const labels = typeof metric === "object" && metric !== null ? (metric as Record<string, string>) : {};
  return {
    labels,
    timeMs: Math.round(Number(time) * 1000),
    value: text === "+Inf" ? Number.POSITIVE_INFINITY : text === "-Inf" ? Number.NEGATIVE_INFINITY : Number(text),
  };
}
