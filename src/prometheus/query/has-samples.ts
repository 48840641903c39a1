import { formatDuration } from "../../text/duration.ts";
import type { Prometheus, PrometheusRequest } from "../connection.ts";
import type { ExtraLabel } from "../encode/encode-labels.ts";
import { instantQuery, selectorOf } from "./query.ts";

/** The time span to search for samples. */
export interface SampleSpan {
  /** The end of the span in Unix milliseconds. Default: the server's current time. */
  readonly nowMs?: number | undefined;
  /** Length of the span in milliseconds, at least 1. */
  readonly withinMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Timeout of each attempt in milliseconds. Default 120,000. */
  readonly timeoutMs?: number;
  /** Whether the query may be retried; see `PrometheusRequest.repeat`. */
  readonly repeat?: PrometheusRequest["repeat"] | undefined;
}

/**
 * Whether any series with this label value has a sample in the span. Uses `last_over_time`, which keeps metric names:
 * functions that drop the name fail on two metrics with the same labels. Series whose samples were deleted don't count,
 * although the server still lists their labels.
 *
 * @throws {PrometheusError} if the server does not answer.
 */
export async function hasSamples(
  prometheus: Prometheus,
  label: ExtraLabel,
  { nowMs, withinMs, signal, timeoutMs = 120_000, repeat }: SampleSpan,
): Promise<boolean> {
  const query = `count(last_over_time(${selectorOf(label)}[${formatDuration(Math.max(1, withinMs))}]))`;
  const [found] = await instantQuery(prometheus, query, {
    timeMs: nowMs,
    doing: `looking for samples of ${label.value}`,
    signal,
    timeoutMs,
    repeat,
  });
  return found !== undefined && found.value > 0;
}
