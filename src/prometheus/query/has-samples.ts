import { formatDuration } from "../../text/duration.ts";
import type { Prometheus, PrometheusRequest } from "../connection.ts";
import type { ExtraLabel } from "../encode/encode-labels.ts";
import { instantQuery, selectorOf } from "./query.ts";

/** Which span of time is looked at. */
export interface SampleSpan {
  /** The end of the span; the server's now without. */
  readonly nowMs?: number | undefined;
  /** How far back, in milliseconds; at least 1. */
  readonly withinMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that an attempt may take. Default 120,000. */
  readonly timeoutMs?: number;
  /** Whether it may be asked again; see `PrometheusRequest.repeat`. */
  readonly repeat?: PrometheusRequest["repeat"] | undefined;
}

/**
 * Whether any series with this label value has a sample in the span. Asked by `last_over_time`, which keeps metric
 * names: functions that drop them fail on two metrics with the same labels. Series whose samples were deleted count as
 * having none, although the server still lists their labels.
 *
 * @throws {PrometheusError} if the server cannot be asked.
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
