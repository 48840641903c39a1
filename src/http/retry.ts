import { formatDuration } from "../text/duration.ts";

/** Clocks, randomness and sleep for retries. */
export interface RetryClock {
  /** Unix milliseconds. */
  readonly now: () => number;
  /**
   * A monotonic clock in milliseconds, for deadlines. Default: {@link RetryClock.now}.
   */
  readonly elapsed?: (() => number) | undefined;
  /** Uniform in [0, 1), for jitter. */
  readonly random: () => number;
  /** Waits; rejects with the signal's reason when it is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** Limits for retries. */
export interface RetryPolicy extends RetryClock {
  /**
   * Milliseconds of retrying, from the first attempt or from the start of an outage that other requests have met.
   */
  readonly retryMs: number;
  /**
   * The same for a server that has never answered, so that a wrong address fails soon. Default {@link
   * RetryPolicy.retryMs}.
   */
  readonly firstContactMs?: number | undefined;
  /**
   * Timeout of the first attempt at a read-only request in milliseconds, which limits the cost of one stalled answer.
   * Default: the timeout of the request or the connection.
   */
  readonly attemptMs?: number | undefined;
  /** Most attempts. Default: as many as fit. */
  readonly attempts?: number | undefined;
  /** Most attempts after a `fault`. Default 3. */
  readonly faultAttempts?: number | undefined;
  /** Called before each wait. */
  readonly onWait?: ((waiting: RetryWait) => void) | undefined;
}

/** The state of a request that waits for its next attempt. */
export interface RetryWait {
  /** The failure of the last attempt: `503`, `connection refused …`. */
  readonly reason: string;
  /** Milliseconds since the outage began. */
  readonly failingMs: number;
  /** Milliseconds until the deadline for the last attempt. */
  readonly leftMs: number;
}

/**
 * How far a failure may be retried: `outage` until the deadline (refused, reset, 503: the server may come back),
 * `fault` twice (a timeout, a 500, a truncated body: the request itself may be the cause), `final` never.
 */
export type Repeat = "outage" | "fault" | "final";

/** The outcome of one attempt. */
export type Attempt<T> =
  | { readonly done: true; readonly value: T }
  | {
      readonly done: false;
      readonly repeat: Repeat;
      /** Short text for {@link RetryWait}. */
      readonly reason: string;
      /** True if the server answered, whatever the status. */
      readonly answered: boolean;
      /** The wait from Retry-After, in milliseconds. */
      readonly waitMs?: number | undefined;
      /** Called after the last attempt: returns the result, or throws. */
      readonly giveUp: (spent: RetryEffort) => T;
    };

/** The time and attempts spent on a request that finally failed. */
export interface RetryEffort {
  readonly attempts: number;
  /** Milliseconds since the first attempt. */
  readonly elapsedMs: number;
}

/** Waits between attempts, in milliseconds. */
const retryWaits = { firstMs: 250, mostMs: 10_000 } as const;
/** An outage that nobody has met for so long counts as over: nobody knows. */
const outageMemoryMs = 15_000;
/** Shortest timeout of an attempt: the last one may end slightly after the deadline. */
const minAttemptMs = 5000;

/**
 * The program's only backoff: retries with doubling waits, jitter and Retry-After, within a deadline. Use one per
 * server: concurrent requests share their knowledge of an outage, so that a hundred requests to a dead server wait only
 * once.
 */
export class Retrier {
  #failingSinceMs: number | undefined;
  #lastFailureMs = 0;
  #everAnswered = false;
  readonly #now: () => number;

  readonly #policy: RetryPolicy;

  constructor(policy: RetryPolicy) {
    this.#policy = policy;
    this.#now = policy.elapsed ?? policy.now;
  }

  /**
   * @param attempt - makes one attempt. `index` counts from 0; `limitMs` is the time left for the attempt before the
   *   deadline; see {@link attemptMs}.
   * @throws any error of `giveUp` or `attempt`; the signal's reason if it is aborted.
   */
  async run<T>(
    attempt: (attempt: { readonly index: number; readonly limitMs: number }) => Promise<Attempt<T>>,
    { signal }: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<T> {
    const { random, sleep, attempts = Number.POSITIVE_INFINITY, faultAttempts = 3, onWait } = this.#policy;
    const now = this.#now;
    const startedMs = now();
    let faults = 0;
    for (let index = 0; ; index++) {
      signal?.throwIfAborted();
      const outcome = await attempt({ index, limitMs: Math.max(minAttemptMs, this.#deadlineMs(startedMs) - now()) });
      if (outcome.done || outcome.answered) this.#everAnswered = true;
      if (outcome.done) {
        this.#failingSinceMs = undefined;
        return outcome.value;
      }
      if (outcome.repeat === "final") return outcome.giveUp({ attempts: index + 1, elapsedMs: now() - startedMs });
      this.#remember(startedMs);
      if (outcome.repeat === "fault") faults++;
      const waitMs = Math.max(outcome.waitMs ?? 0, backoffMs(index, random()));
      const leftMs = this.#deadlineMs(startedMs) - now();
      if (faults >= faultAttempts || index + 1 >= attempts || waitMs > leftMs)
        return outcome.giveUp({ attempts: index + 1, elapsedMs: now() - startedMs });
      onWait?.({ reason: outcome.reason, failingMs: now() - (this.#failingSinceMs ?? startedMs), leftMs });
      await sleep(waitMs, signal);
    }
  }

  #remember(startedMs: number): void {
    const nowMs = this.#now();
    const forgotten = nowMs - this.#lastFailureMs > outageMemoryMs;
    if (this.#failingSinceMs === undefined || forgotten) this.#failingSinceMs = startedMs;
    this.#lastFailureMs = nowMs;
  }

  #deadlineMs(startedMs: number): number {
    const { retryMs, firstContactMs = retryMs } = this.#policy;
    return (
      Math.min(startedMs, this.#failingSinceMs ?? startedMs) +
      (this.#everAnswered ? retryMs : Math.min(retryMs, firstContactMs))
    );
  }
}

/**
 * Timeout of an attempt in milliseconds: the first one gets `ownMs`, each further one twice as long within the limit,
 * because the answer may just be slow.
 */
export function attemptMs(
  ownMs: number,
  { index, limitMs }: { readonly index: number; readonly limitMs: number },
): number {
  return index === 0 ? ownMs : Math.min(ownMs * 2 ** Math.min(index, 20), limitMs);
}

/**
 * The wait after an attempt in milliseconds: doubles from `firstMs` to `mostMs`, with the upper half random.
 *
 * @param attempt - counts from 0.
 * @param random - uniform in [0, 1); 1 for waits without jitter.
 * @param waits - default: from a quarter of a second to ten seconds.
 */
export function backoffMs(
  attempt: number,
  random: number,
  { firstMs, mostMs }: { readonly firstMs: number; readonly mostMs: number } = retryWaits,
): number {
  const full = Math.min(mostMs, firstMs * 2 ** Math.min(attempt, 20));
  return full / 2 + (full / 2) * random;
}

/** Parses a Retry-After in seconds or as a date. Returns milliseconds; 0 for the past, undefined if invalid. */
export function retryAfterMs(text: string | undefined, nowMs: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\s*\d{1,15}\s*$/.test(text)) return Number(text) * 1000;
  const timeMs = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(timeMs) ? undefined : Math.max(0, timeMs - nowMs);
}

/** ` (tried 7 times in 58s)`; empty for one attempt. */
export function describeEffort({ attempts, elapsedMs }: RetryEffort): string {
  return attempts === 1
    ? ""
    : ` (tried ${attempts} times in ${formatDuration(Math.max(1, Math.round(elapsedMs / 1000)) * 1000)})`;
}
