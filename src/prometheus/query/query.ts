import { defined } from "../../json/defined.ts";
import { requireData } from "../answer.ts";
import type { ExtraLabel } from "../encode/encode-labels.ts";
import type { Prometheus, PrometheusRequest } from "../prometheus.ts";
import { decodeAnswer, decodeTexts } from "./decode-answer.ts";

/** One series of an instant query's result. */
export interface InstantSample {
  readonly labels: Readonly<Record<string, string>>;
  readonly timeMs: number;
  /** May be NaN or infinite. */
  readonly value: number;
}

/** Options of a question about data. */
export interface AskOptions {
  /** Its purpose, such as `listing the rules`: begins the message of an error. */
  readonly doing: string;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that an attempt may take. Default: those of the connection. */
  readonly timeoutMs?: number;
  /** Whether the query may be retried; see `PrometheusRequest.repeat`. */
  readonly repeat?: PrometheusRequest["repeat"] | undefined;
}

/** Options of a question about one moment. */
export interface InstantOptions extends AskOptions {
  /** Unix milliseconds. Default: the server's own clock. */
  readonly timeMs?: number | undefined;
}

/**
 * Runs an instant query whose result is a vector or a scalar. Read-only, so it may be repeated.
 *
 * @throws {PrometheusError} see `requireData`.
 */
export async function instantQuery(
  prometheus: Prometheus,
  query: string,
  { timeMs, doing, ...rest }: InstantOptions,
): Promise<InstantSample[]> {
  const parameters = { query, ...(timeMs === undefined ? {} : { time: seconds(timeMs) }) };
  const answer = await prometheus.ask({ method: "POST", path: "/query", parameters, ...rest });
  const { series } = decodeAnswer(requireData(prometheus, doing, answer), subjectOf(prometheus, doing));
  return series.map(({ labels, timesMs, values }) => ({
    labels: Object.fromEntries(labels),
    timeMs: timesMs[0] ?? Number.NaN,
    value: values[0] ?? Number.NaN,
  }));
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
  return decodeTexts(requireData(prometheus, doing, answer), subjectOf(prometheus, doing));
}

/** How a message about an answer begins: `listing the rules: the answer of http://…`. */
export function subjectOf({ url }: Pick<Prometheus, "url">, doing: string): string {
  return `${doing}: the answer of ${url}`;
}

/** `{dashpreview="p.k.r"}`. */
export function selectorOf({ name, value }: ExtraLabel): string {
  return `{${name}=${JSON.stringify(value)}}`;
}

/** A time as the API expects it: Unix seconds. */
function seconds(timeMs: number): string {
  return String(timeMs / 1000);
}
