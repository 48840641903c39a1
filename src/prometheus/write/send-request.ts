import { compress } from "snappyjs";
import { HttpError, PrometheusError } from "../../errors.ts";
import {
  attemptMs,
  backoffMs,
  Retrier,
  type RetryClock,
  type RetryEffort,
  type RetryPolicy,
} from "../../http/retry.ts";
import { formatDuration } from "../../text/duration.ts";
import type { RequestWriter } from "../encode/request-writer.ts";
import type { WriteVersion } from "../encode/write-version.ts";
import type { Prometheus } from "../prometheus.ts";
import { judgeWrite } from "./write-status.ts";

/** Clock, timeouts and callbacks for sending. */
export interface SendContext extends RetryClock {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for which a request is retried. Default 120,000. */
  readonly retryMs?: number | undefined;
  /** Timeout of the first attempt in milliseconds; see `attemptMs`. Default: the connection's timeout. */
  readonly attemptMs?: number | undefined;
  /** Called before each wait. */
  readonly onWait?: RetryPolicy["onWait"];
}

/** Options of {@link sendRequest} for one request. */
export interface RequestContext extends SendContext {
  /** True if an earlier call with the same samples failed: the receiver may have them already. */
  readonly sentBefore?: boolean | undefined;
  /** The caller can send the same samples in smaller requests: a 429 comes back as `too-much` at once. */
  readonly divisible?: boolean | undefined;
}

/** A request that can be sent: plain bytes are of version 1. */
export type Sendable = Uint8Array | Pick<RequestWriter, "version" | "length" | "sent" | "compress">;

/** The outcome of a request. */
export type SendOutcome =
  | { readonly state: "stored" }
  /** Answered 429, and the request is divisible. `waitMs`: how long to wait before the next one. */
  | { readonly state: "too-much"; readonly waitMs: number }
  /**
   * Refused for good. `maybeStored`: an earlier answer was lost, so the refusal may mean that the samples are already
   * stored.
   */
  | { readonly state: "refused"; readonly reason: string; readonly status: number; readonly maybeStored: boolean };

/** The receivers' limit for an uncompressed request: 32 MiB. */
const maxBytes = 32 * 1024 * 1024;

/**
 * Compresses and sends one request. Retries after 5xx, 429, 529 and network failures, with backoff, jitter and
 * Retry-After, for `retryMs`. Repeating is safe: the receiver refuses or ignores the same samples, and never stores
 * them twice. Do not change a writer until the promise settles.
 *
 * @throws {PrometheusError} `unavailable` after `retryMs`; `too-large` or `tls` if the request cannot be sent.
 * @throws the signal's reason if it is aborted.
 */
export async function sendRequest(
  prometheus: Prometheus,
  request: Sendable,
  context: RequestContext,
): Promise<SendOutcome> {
  if (request.length > maxBytes)
    throw new PrometheusError(`a request of ${request.length} bytes is too large to send`, { code: "too-large" });
  const body = request instanceof Uint8Array ? compress(request) : request.compress();
  const version = request instanceof Uint8Array ? 1 : request.version;
  const sent = request instanceof Uint8Array || version === 1 ? undefined : request.sent;
  const retryMs = context.retryMs ?? 120_000;
  let answerLost = context.sentBefore ?? false;
  const { signal, now } = context;
  return new Retrier({ ...context, retryMs }).run<SendOutcome>(
    async (attempt) => {
      const timeoutMs = Math.min(
        prometheus.timeoutMs,
        attempt.limitMs,
        attemptMs(context.attemptMs ?? prometheus.timeoutMs, attempt),
      );
      const { verdict, status, lost } = await tryOnce(prometheus, body, {
        version,
        sent,
        index: attempt.index,
        timeoutMs,
        now,
        signal,
      });
      // Another server may stand behind the address now: the next requests are of version 1.
      if (status === 415 && version === 2) prometheus.remoteWrite.agreed = Promise.resolve(1);
      if (verdict.state === "stored") return { done: true, value: { state: "stored" } };
      if (verdict.state !== "later") {
        const maybeStored = answerLost && verdict.state === "repeated";
        return { done: true, value: { state: "refused", reason: verdict.reason, status, maybeStored } };
      }
      answerLost ||= lost;
      const { reason, waitMs } = verdict;
      // Waiting alone is no help against a limit on bursts that is smaller than the request.
      if (status === 429 && context.divisible === true && (waitMs ?? 0) <= retryMs)
        return {
          done: true,
          value: { state: "too-much", waitMs: waitMs ?? backoffMs(attempt.index, context.random()) },
        };
      const giveUp = ({ attempts }: RetryEffort) => {
        throw gaveUp(prometheus, verdict, attempts, retryMs);
      };
      return { done: false, repeat: "outage", answered: status > 0, reason, waitMs, giveUp };
    },
    { signal },
  );
}

interface Attempt {
  readonly version: WriteVersion;
  /** Samples, where the answer says how many were written. */
  readonly sent: number | undefined;
  readonly index: number;
  readonly timeoutMs: number;
  readonly now: () => number;
  readonly signal: AbortSignal | undefined;
}

async function tryOnce(
  prometheus: Prometheus,
  body: Uint8Array,
  { index, timeoutMs, now, signal, version, sent }: Attempt,
) {
  try {
    const answer = await prometheus.write(body, { version, attempt: index, signal, timeoutMs });
    const verdict = judgeWrite(answer, now(), sent);
    return { verdict, status: answer.status, lost: answer.status >= 500 };
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    // Retrying does not make a certificate trusted.
    if (error.code === "tls") throw new PrometheusError(error.message, { code: "tls" });
    return { verdict: { state: "later", waitMs: undefined, reason: error.message } as const, status: 0, lost: true };
  }
}

function gaveUp(
  { writeUrl }: Prometheus,
  { waitMs, reason }: { waitMs: number | undefined; reason: string },
  attempts: number,
  retryMs: number,
): PrometheusError {
  const asked =
    waitMs !== undefined && waitMs > retryMs
      ? `; the server asks to wait ${waitText(waitMs)}, but requests are retried for only ${formatDuration(retryMs)}`
      : "";
  const tried = attempts === 1 ? "1 attempt" : `${attempts} attempts`;
  return new PrometheusError(
    `writing to ${writeUrl}: gave up after ${tried}; the last answer was: ${reason}${asked}; try again later`,
    { code: "unavailable", waitMs },
  );
}

function waitText(waitMs: number): string {
  return waitMs > 365 * 86_400_000 ? "more than a year" : formatDuration(Math.ceil(waitMs / 1000) * 1000);
}
