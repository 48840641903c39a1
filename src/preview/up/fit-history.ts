import type { Receiver } from "../../prometheus/receivers.ts";
import { isTooOldError, type TooOldError } from "../../prometheus/write/too-old.ts";
import { formatDuration } from "../../text/duration.ts";
import type { RunContext } from "../context.ts";
import type { SeriesPlan } from "./plan.ts";
import type { UpOptions } from "./up-options.ts";

/** The shortest history that {@link UpOptions.minHistoryMs} is by default, in milliseconds. */
export const defaultMinHistoryMs = 900_000;

/** Set by an attempt as soon as it knows its plan. */
export interface Attempt {
  plan?: Pick<SeriesPlan, "grid" | "fixedStart">;
}

/** That passes between two attempts, and newer samples of others may move the limit. */
const marginMs = 300_000;

/**
 * Runs an attempt, and again with a shorter history where the receiver refuses samples as too old: many do not say
 * before how far back they take them. Every attempt writes a revision of its own.
 *
 * @throws what the attempt throws; a {@link TooOldError} when the history would be shorter than `minHistoryMs`.
 */
export async function fittingHistory<T>(
  options: UpOptions,
  context: Pick<RunContext, "progress">,
  run: (options: UpOptions, attempt: Attempt) => Promise<T>,
): Promise<T> {
  let current = options;
  for (;;) {
    const attempt: Attempt = {};
    try {
      return await run(current, attempt);
    } catch (error) {
      const { plan } = attempt;
      // Without isolation nothing of the first attempt can be deleted: a second one would lie over it.
      if (!isTooOldError(error) || plan === undefined || plan.fixedStart || options.isolation === "none") throw error;
      const { count, stepMs, leadIn = 0 } = plan.grid;
      const tried = { ms: count * stepMs, shownMs: (count - leadIn) * stepMs };
      const { receiver } = options.prometheus;
      const ms = shorterMs(error, { tried, receiver, minMs: options.minHistoryMs });
      if (ms === undefined) {
        error.message += `. No shorter history is tried: --min-history is ${formatDuration(options.minHistoryMs)}`;
        throw error;
      }
      const because =
        `${receiver.title} refused older samples. ` +
        `${receiver.advice.tooOld ?? "Its window for older samples is a setting of the server"}`;
      context.progress.step(`${receiver.title} refused samples as too old; trying ${formatDuration(ms)} of history`);
      current = { ...options, historyLimit: { ms, because } };
    }
  }
}

/**
 * The limit that the refusal names, else the default of such a receiver, else the time range without a lead-in, else
 * three quarters of it.
 */
function shorterMs(
  { windowMs }: TooOldError,
  {
    tried,
    receiver,
    minMs,
  }: {
    readonly tried: { readonly ms: number; readonly shownMs: number };
    readonly receiver: Receiver;
    readonly minMs: number;
  },
): number | undefined {
  if (tried.ms <= minMs) return undefined;
  const known = [windowMs ?? 0, receiver.defaultHistoryMs].map((ms) => ms - marginMs);
  const named = known.find((ms) => ms >= minMs && ms < tried.ms);
  if (named === undefined && tried.shownMs < tried.ms && tried.shownMs >= minMs) return tried.shownMs;
  const next = named ?? Math.floor((tried.shownMs * 3) / 4);
  return Math.max(minMs, Math.floor(next / 60_000) * 60_000);
}
