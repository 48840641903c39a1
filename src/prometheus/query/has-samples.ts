import { formatDuration } from "../../text/duration.ts";
import type { ExtraLabel } from "../encode/encode-labels.ts";
import type { Prometheus } from "../prometheus.ts";
import { type InstantOptions, instantQuery, selectorOf } from "./query.ts";

/** Options of {@link hasSamples}. The span ends at `timeMs`; `timeoutMs` is 120,000 by default. */
export interface SampleSpan extends Omit<InstantOptions, "doing"> {
  /** Length of the span in milliseconds; at least 1. */
  readonly withinMs: number;
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
  { withinMs, timeoutMs = 120_000, ...rest }: SampleSpan,
): Promise<boolean> {
  const query = `count(last_over_time(${selectorOf(label)}[${formatDuration(Math.max(1, withinMs))}]))`;
  const [found] = await instantQuery(prometheus, query, {
    doing: `looking for samples of ${label.value}`,
    timeoutMs,
    ...rest,
  });
  return found !== undefined && found.value > 0;
}
