import type { Prometheus } from "./connection.ts";
import type { ExtraLabel } from "./encode-labels.ts";
import { instantQuery, selectorOf } from "./query.ts";

/** How far back a newest sample is looked for, in steps that double, so that the usual case stays cheap. */
const spans = ["5m", "1h", "12h", "7d", "90d", "1y"] as const;

/**
 * When the newest sample with this label value was taken, by its own timestamp. Unix milliseconds.
 *
 * @param nowMs - the receiver's now.
 * @returns undefined if there is none within a year.
 * @throws {PrometheusError} if the server cannot be asked.
 */
export async function newestSampleMs(
  prometheus: Prometheus,
  label: ExtraLabel,
  { nowMs, signal }: { nowMs: number; signal?: AbortSignal | undefined },
): Promise<number | undefined> {
  for (const span of spans) {
    const query = `max(max_over_time(timestamp(${selectorOf(label)})[${span}:${resolutions[span]}]))`;
    const [found] = await instantQuery(prometheus, query, {
      timeMs: nowMs,
      doing: `looking for the newest sample of ${label.value}`,
      signal,
    });
    if (found !== undefined && Number.isFinite(found.value)) return Math.round(found.value * 1000);
  }
  return undefined;
}

/** Never longer than the lookback of 5 min, or a sample falls between. */
const resolutions: Readonly<Record<(typeof spans)[number], string>> = {
  "5m": "1m",
  "1h": "4m",
  "12h": "4m",
  "7d": "4m",
  "90d": "4m",
  "1y": "4m",
};
