import { formatDuration } from "../duration.ts";
import { PrometheusError } from "../errors.ts";
import type { ReceiverProbe } from "./probe.ts";

/** How much history is wanted. */
export interface HistoryWish {
  /** Milliseconds before the receiver's now, or as much as it takes. */
  readonly historyMs: number | "max";
  /** What `max` stands for where the receiver takes any. */
  readonly wantedMs: number;
  readonly stepMs: number;
}

/** How much history will be written. */
export interface HistoryPlan {
  /** A whole number of steps. */
  readonly historyMs: number;
  /** The receiver does not tell what it takes: the oldest slice is the probe. */
  readonly uncertain: boolean;
}

/** Without a window, samples up to an hour older than the server's newest one are taken; some of it passes while we write. */
const withoutWindowMs = 3_600_000;
const marginMs = 300_000;

/**
 * Holds what is wanted against what the receiver takes, and never pushes and hopes.
 *
 * @throws {PrometheusError} `history` if it takes less; the message names the setting to change and the `--history` that works.
 */
export function planHistory(probe: ReceiverProbe, { historyMs, wantedMs, stepMs }: HistoryWish): HistoryPlan {
  const takesMs = takesHistoryMs(probe);
  const asked = historyMs === "max" ? wantedMs : historyMs;
  if (takesMs === undefined) return { historyMs: asked, uncertain: true };
  if (takesMs >= asked) return { historyMs: asked, uncertain: false };
  const fits = Math.floor(takesMs / stepMs) * stepMs;
  if (historyMs === "max" && fits >= stepMs) return { historyMs: fits, uncertain: false };
  throw new PrometheusError(refusal(probe, { takesMs, fits, asked }), { code: "history" });
}

/** How far back samples may lie, in milliseconds before the receiver's now; Infinity for any, undefined where it does not tell. */
export function takesHistoryMs({
  windowMs,
  newestSampleMs,
  empty,
  nowMs,
  retentionMs = Number.POSITIVE_INFINITY,
}: ReceiverProbe): number | undefined {
  if (windowMs === undefined && empty === undefined) return undefined;
  if (empty === true) return retentionMs;
  const oldestMs = (newestSampleMs ?? nowMs) - withoutWindowMs + marginMs;
  const without = Math.max(0, nowMs - oldestMs);
  const withWindow = windowMs === undefined || windowMs === 0 ? 0 : windowMs + Math.max(0, nowMs - (newestSampleMs ?? nowMs));
  return Math.min(retentionMs, Math.max(without, withWindow));
}

function refusal({ retentionMs }: ReceiverProbe, { takesMs, fits, asked }: { takesMs: number; fits: number; asked: number }): string {
  const minutes = formatDuration(Math.floor(takesMs / 60_000) * 60_000);
  if (takesMs === retentionMs) {
    return `this server keeps samples for ${minutes} only; set --storage.tsdb.retention.time for the ${formatDuration(asked)} that you asked, or pass --history ${formatDuration(fits)}`;
  }
  const alternative = fits > 0 ? `, or pass --history ${formatDuration(fits)}` : "";
  return `this server takes ${minutes} of history; set storage.tsdb.out_of_order_time_window: ${formatDuration(asked)} for the ${formatDuration(asked)} that you asked${alternative}`;
}
