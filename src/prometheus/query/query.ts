import { PrometheusError } from "../../errors.ts";
import { defined } from "../../json/defined.ts";
import type { Prometheus, PrometheusRequest } from "../connection.ts";
import { requireData } from "../connection.ts";
import type { ExtraLabel } from "../encode/encode-labels.ts";

/** One series of an instant query's answer. */
export interface InstantSample {
  readonly labels: Readonly<Record<string, string>>;
  readonly timeMs: number;
  /** NaN and infinities as they come. */
  readonly value: number;
}

/** How a question is asked. */
export interface AskOptions {
  /** What it is for; begins the message of an error. */
  readonly doing: string;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
  /** Whether it may be asked again; see `PrometheusRequest.repeat`. */
  readonly repeat?: PrometheusRequest["repeat"] | undefined;
}

/**
 * An instant query whose result is a vector or a scalar. Changes nothing, so it may be repeated.
 *
 * @param timeMs - Unix milliseconds; the server's now without.
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

/** The server's clock in Unix milliseconds. @throws {PrometheusError} if it cannot be asked. */
export async function serverNow(prometheus: Prometheus): Promise<number> {
  const doing = "asking the receiver for its clock";
  const [now] = await instantQuery(prometheus, "time()", { doing });
  if (now === undefined || !Number.isFinite(now.value))
    throw new PrometheusError(`${doing}: the answer to time() is no number`, { code: "unexpected" });
  return Math.round(now.value * 1000);
}

/**
 * Values of a label over all series, or those that a selector matches.
 *
 * @throws {PrometheusError} see `requireData`.
 */
export async function labelValues(
  prometheus: Prometheus,
  label: string,
  { match, doing, ...rest }: AskOptions & { readonly match?: string | undefined },
): Promise<string[]> {
  // The range is as wide as can be: without one some servers look at the last hours only. Not from 0: VictoriaMetrics
  // takes that for "no start" and finds nothing.
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

/** Go writes an empty list as null now and then; anything else that is no list is no answer, and not an empty one. */
function requireList({ url }: Pick<Prometheus, "url">, doing: string, value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (value === null) return [];
  throw new PrometheusError(
    `${doing}: the answer of ${url} is none of Prometheus' API; is there a proxy in front of it?`,
    {
      code: "unexpected",
    },
  );
}

/** `{dashpreview="p.k.r"}`. */
export function selectorOf({ name, value }: ExtraLabel): string {
  return `{${name}=${JSON.stringify(value)}}`;
}

/** A time as the API wants it: Unix seconds. */
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
