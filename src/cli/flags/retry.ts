import type { RetryPolicy, RetryWait } from "../../http/retry.ts";
import { formatDuration } from "../../text/duration.ts";
import { plainLine } from "../../text/plain-line.ts";
import type { CliContext } from "../context.ts";

/** A server that has not answered once is waited for no longer than this: most likely its address is wrong. */
const firstContactMs = 12_000;
/** The time limit of a first attempt. Each further attempt gets twice as long. */
const longestAttemptMs = 10_000;
/** A hiccup is not worth a word. */
const silentMs = 1000;
const betweenWordsMs = 10_000;

/** The part of the context that waiting uses. */
type RetryContext = Pick<CliContext, "now" | "elapsed" | "random" | "sleep" | "err">;

/**
 * How long a server is asked again, by `--retry-for`.
 *
 * @param server - its name for people: `Grafana`.
 */
export function retryFrom(
  server: string,
  { retryForMs: retryMs }: { readonly retryForMs: number },
  context: RetryContext,
): RetryPolicy {
  const { now, elapsed, random, sleep } = context;
  // Tried once, an answer may take as long as the connection allows.
  const attemptMs = retryMs === 0 ? undefined : Math.min(longestAttemptMs, Math.max(1000, retryMs / 3));
  return { retryMs, attemptMs, firstContactMs, now, elapsed, random, sleep, onWait: reportWaits(server, context) };
}

/** Says on standard error that a server is waited for, now and then. */
export function reportWaits(
  server: string,
  { err, elapsed }: Pick<RetryContext, "err" | "elapsed">,
): (waiting: RetryWait) => void {
  let lastMs = Number.NEGATIVE_INFINITY;
  return ({ reason, failingMs, leftMs }) => {
    if (failingMs < silentMs || elapsed() - lastMs < betweenWordsMs) return;
    lastMs = elapsed();
    const what = /^\d{3}$/.test(reason)
      ? `answers ${reason}${reason.startsWith("2") ? ", but not as its API does" : ""}`
      : `does not answer (${reason.slice(reason.indexOf(": ") + 1).trim()})`;
    const left = formatDuration(Math.max(1, Math.round(leftMs / 1000)) * 1000);
    // A bar may stand in this line.
    err.write(`${err.isTerminal ? "\r\x1b[2K" : ""}${plainLine(`${server} ${what}; trying again for ${left}`)}\n`);
  };
}
