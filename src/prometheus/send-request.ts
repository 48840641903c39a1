import { compress } from "snappyjs";
import { formatDuration } from "../duration.ts";
import { HttpError, PrometheusError } from "../errors.ts";
import type { Prometheus } from "./connection.ts";
import type { RequestWriter } from "./request-writer.ts";
import { judgeWrite } from "./write-status.ts";

/** What sending needs of the outside world. */
export interface SendContext {
  readonly signal?: AbortSignal | undefined;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Uniform in [0, 1), for jitter. */
  readonly random: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Milliseconds that one request may be tried again for. Default 120,000. */
  readonly retryMs?: number | undefined;
}

/** What {@link sendRequest} needs for one request. */
export interface RequestContext extends SendContext {
  /** The same samples were sent by an earlier call that failed: they may be there already. */
  readonly sentBefore?: boolean | undefined;
}

/** What became of a request. */
export type SendOutcome =
  | { readonly state: "stored" }
  /** Refused for good. `maybeStored`: an earlier answer was lost, and the refusal may only mean that it is there already. */
  | { readonly state: "refused"; readonly reason: string; readonly status: number; readonly maybeStored: boolean };

const firstBackoffMs = 250;
const maxBackoffMs = 10_000;
const minAttemptMs = 5000;
/** 32 MiB decoded at most (facts 11). */
const maxBytes = 32 * 1024 * 1024;

/**
 * Compresses and sends one request (a writer must not be changed before the end), and tries again what may be tried again: 5xx, 429, 529 and failures of the network, with backoff, jitter and
 * Retry-After, until `retryMs` are over. Repeating is safe: the same samples again are refused or ignored, never stored twice.
 *
 * @throws {PrometheusError} `unavailable` when the time is over; `too-large` or `tls` if it cannot be sent at all.
 * @throws the signal's reason if it is aborted.
 */
export async function sendRequest(
  prometheus: Prometheus,
  request: Uint8Array | RequestWriter,
  context: RequestContext,
): Promise<SendOutcome> {
  if (request.length > maxBytes)
    throw new PrometheusError(`a request of ${request.length} bytes is too large to send`, { code: "too-large" });
  const body = request instanceof Uint8Array ? compress(request) : request.compress();
  const deadlineMs = context.now() + (context.retryMs ?? 120_000);
  let answerLost = context.sentBefore ?? false;
  for (let attempt = 0; ; attempt++) {
    context.signal?.throwIfAborted();
    const { verdict, status, lost } = await tryOnce(prometheus, body, { attempt, deadlineMs, context });
    if (verdict.state === "stored") return { state: "stored" };
    if (verdict.state === "refused" || verdict.state === "repeated") {
      return { state: "refused", reason: verdict.reason, status, maybeStored: answerLost && verdict.state === "repeated" };
    }
    answerLost ||= lost;
    const waitMs = Math.max(verdict.waitMs ?? 0, backoffMs(attempt, context.random));
    if (context.now() + waitMs > deadlineMs) throw gaveUp(prometheus, verdict, attempt, context.retryMs ?? 120_000);
    await context.sleep(waitMs, context.signal);
  }
}

async function tryOnce(
  prometheus: Prometheus,
  body: Uint8Array,
  { attempt, deadlineMs, context }: { readonly attempt: number; readonly deadlineMs: number; readonly context: SendContext },
) {
  const { signal, now } = context;
  // The last attempt may end a little after the deadline, but not half a minute.
  const timeoutMs = Math.min(prometheus.timeoutMs, Math.max(minAttemptMs, deadlineMs - now()));
  try {
    const answer = await prometheus.write(body, { attempt, signal, timeoutMs });
    const verdict = judgeWrite(answer, now());
    return { verdict, status: answer.status, lost: answer.status >= 500 };
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    // A certificate is not trusted any more a minute later.
    if (error.code === "tls") throw new PrometheusError(error.message, { code: "tls" });
    return { verdict: { state: "later", waitMs: undefined, reason: error.message } as const, status: 0, lost: true };
  }
}

/** Doubling from {@link firstBackoffMs}, with the upper half random. */
function backoffMs(attempt: number, random: () => number): number {
  const full = Math.min(maxBackoffMs, firstBackoffMs * 2 ** Math.min(attempt, 20));
  return full / 2 + (full / 2) * random();
}

function gaveUp(
  { writeUrl }: Prometheus,
  { waitMs, reason }: { waitMs: number | undefined; reason: string },
  attempt: number,
  retryMs: number,
): PrometheusError {
  const asked =
    waitMs !== undefined && waitMs > retryMs
      ? `; it asks to wait ${waitText(waitMs)}, and requests are tried again for ${formatDuration(retryMs)} only`
      : "";
  const attempts = attempt === 0 ? "1 attempt" : `${attempt + 1} attempts`;
  return new PrometheusError(`writing to ${writeUrl}: gave up after ${attempts}; the last answer was: ${reason}${asked}. Try again later`, {
    code: "unavailable",
  });
}

function waitText(waitMs: number): string {
  return waitMs > 365 * 86_400_000 ? "more than a year" : formatDuration(Math.ceil(waitMs / 1000) * 1000);
}
