import { PrometheusError } from "../../errors.ts";
import { formatDuration } from "../../text/duration.ts";
import type { ReceiverProbe } from "../query/probe.ts";

/** The requested length of the history. */
export interface HistoryRequest {
  /** Milliseconds before the receiver's current time, or as much as it accepts. */
  readonly historyMs: number | "max";
  /** The length in milliseconds that `max` means if the receiver accepts any history. */
  readonly wantedMs: number;
  readonly stepMs: number;
}

/** The length of history to write. */
export interface HistoryPlan {
  /** Milliseconds: a whole number of steps, or exactly the requested length. */
  readonly historyMs: number;
  /** True if the receiver does not report its limit: writing the oldest slice will show it. */
  readonly uncertain: boolean;
}

/** Without an out-of-order window, a server accepts samples up to an hour older than its newest one. */
const withoutWindowMs = 3_600_000;
/** Time passes between the probe and the first write, and other writers' newer samples move the limit. */
const marginMs = 300_000;
/** The margin for a window or retention that equals the requested history: it is shortened by at most this. */
const smallMarginMs = 60_000;

/**
 * Compares the requested history with the limit of the receiver, before anything is written.
 *
 * A history exactly as long as the receiver's window or retention is shortened by a minute, rounded to steps, because
 * time passes before the first sample is written.
 *
 * @throws {PrometheusError} `history` if the receiver accepts less; the message names the setting to change and a
 *   `--history` that works.
 */
export function planHistory(probe: ReceiverProbe, { historyMs, wantedMs, stepMs }: HistoryRequest): HistoryPlan {
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
 * The age of the oldest sample that the receiver accepts, in milliseconds before its current time. Infinity for any
 * age, undefined if the receiver does not report it.
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
  // Negative if the newest sample lies in the future, which moves the limit forward too.
  const idleMs = nowMs - (newestSampleMs ?? nowMs);
  const without = withoutWindowMs - marginMs + idleMs;
  const withWindow = windowMs === 0 ? 0 : windowMs - smallMarginMs + idleMs;
  return Math.max(0, Math.min(keptMs, Math.max(without, withWindow)));
}

function refusal(
  probe: ReceiverProbe,
  { takesMs, stepMs, asked }: { takesMs: number; stepMs: number; asked: number },
): string {
  const shorter = roundDown(takesMs, stepMs);
  const alternative = shorter > 0 ? `, or pass \`--history ${formatDuration(shorter)}\`` : "";
  const { most, setting } = limitOf(probe, takesMs, asked);
  return `${most}; set ${setting} for the ${inWords(asked)} you asked for${alternative}`;
}

/**
 * Why a receiver takes no more history, where nobody asked for more: its limit, and the setting that lifts it to
 * `wantedMs`.
 */
export function historyLimit(probe: ReceiverProbe, wantedMs: number): string {
  const { most, setting } = limitOf(probe, takesHistoryMs(probe) ?? 0, wantedMs);
  return `${most}; with ${setting} it is filled`;
}

const retentionSetting = "--storage.tsdb.retention.time";
const windowSetting = "storage.tsdb.out_of_order_time_window";

/** The setting that says how much history a receiver takes. */
export function historySetting({ retentionMs }: Pick<ReceiverProbe, "retentionMs">, takesMs: number): string {
  return takesMs + smallMarginMs === retentionMs ? retentionSetting : windowSetting;
}

function limitOf(probe: ReceiverProbe, takesMs: number, wantedMs: number) {
  if (historySetting(probe, takesMs) === retentionSetting)
    return {
      most: `this server keeps samples for only ${inWords(takesMs + smallMarginMs)}`,
      setting: `\`${retentionSetting}=${formatDuration(wantedMs)}\``,
    };
  return {
    most: `this server accepts only ${inWords(roundDown(takesMs, 60_000))} of history`,
    setting: `\`${windowSetting}: ${formatDuration(wantedMs)}\``,
  };
}

/** Rounds down to whole minutes if the step divides a minute: `55m` reads better than `55m12s`. */
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
