import { PrometheusError } from "../../errors.ts";
import { formatDuration } from "../../text/duration.ts";
import type { ReceiverProbe } from "../query/probe.ts";

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
  /** A whole number of steps, or what was asked for. */
  readonly historyMs: number;
  /** The receiver does not tell what it takes: the oldest slice is the probe. */
  readonly uncertain: boolean;
}

/** Without a window, samples up to an hour older than the server's newest one are taken. */
const withoutWindowMs = 3_600_000;
/** That passes between the probe and the first write, and newer samples of others may move the limit. */
const marginMs = 300_000;
/** The same for a limit that was set for this very history: it is cut by no more than this. */
const smallMarginMs = 60_000;

/**
 * Holds what is wanted against what the receiver takes, and never pushes and hopes.
 *
 * A history that is exactly as long as the receiver's window or retention is cut by a minute, rounded to steps: time
 * goes on before the first sample is written.
 *
 * @throws {PrometheusError} `history` if it takes less; the message names the setting to change and the `--history`
 *   that works.
 */
export function planHistory(probe: ReceiverProbe, { historyMs, wantedMs, stepMs }: HistoryWish): HistoryPlan {
  const takesMs = takesHistoryMs(probe);
  const asked = historyMs === "max" ? wantedMs : historyMs;
  if (takesMs === undefined) return { historyMs: asked, uncertain: true };
  if (takesMs >= asked) return { historyMs: asked, uncertain: false };
  const fits = Math.floor(takesMs / stepMs) * stepMs;
  if (fits >= stepMs && (historyMs === "max" || takesMs + smallMarginMs >= asked))
    return { historyMs: fits, uncertain: false };
  throw new PrometheusError(refusal(probe, { takesMs, stepMs, asked }), { code: "history" });
}

/**
 * How far back samples may lie, in milliseconds before the receiver's now; Infinity for any, undefined where it does
 * not tell.
 */
export function takesHistoryMs({
  windowMs,
  newestSampleMs,
  empty,
  nowMs,
  retentionMs = Infinity,
}: ReceiverProbe): number | undefined {
  const keptMs = retentionMs - smallMarginMs;
  if (empty === true) return keptMs;
  if (windowMs === undefined || (windowMs === 0 && empty === undefined)) return undefined;
  // Below 0 where the newest sample lies in the future: then the limit does too.
  const idleMs = nowMs - (newestSampleMs ?? nowMs);
  const without = withoutWindowMs - marginMs + idleMs;
  const withWindow = windowMs === 0 ? 0 : windowMs - smallMarginMs + idleMs;
  return Math.max(0, Math.min(keptMs, Math.max(without, withWindow)));
}

function refusal(
  { retentionMs }: ReceiverProbe,
  { takesMs, stepMs, asked }: { takesMs: number; stepMs: number; asked: number },
): string {
  const shorter = roundDown(takesMs, stepMs);
  const alternative = shorter > 0 ? `, or pass \`--history ${formatDuration(shorter)}\`` : "";
  if (takesMs + smallMarginMs === retentionMs) {
    const setting = `\`--storage.tsdb.retention.time=${formatDuration(asked)}\``;
    return `this server keeps samples for ${inWords(retentionMs)} only; set ${setting} for the ${inWords(asked)} you asked for${alternative}`;
  }
  const setting = `\`storage.tsdb.out_of_order_time_window: ${formatDuration(asked)}\``;
  return `this server takes ${inWords(roundDown(takesMs, 60_000))} of history; set ${setting} for the ${inWords(asked)} you asked for${alternative}`;
}

/** To whole minutes if the step allows it: `55m` reads better than `55m12s`. */
function roundDown(ms: number, stepMs: number): number {
  const unitMs = 60_000 % stepMs === 0 ? 60_000 : stepMs;
  return Math.floor(ms / unitMs) * unitMs;
}

/** `1 h 30 min`. */
function inWords(ms: number): string {
  const words = formatDuration(ms).replaceAll(
    /(\d+)(ms|[dhms])/g,
    (_, amount: string, unit: string) => ` ${amount} ${unit === "m" ? "min" : unit}`,
  );
  return words.trim();
}
