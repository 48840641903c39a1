import { formatDuration } from "../text/duration.ts";

/** The clocks, the dice and the pause that waiting needs. */
export interface RetryClock {
  /** Unix milliseconds. */
  readonly now: () => number;
  /**
   * Milliseconds since some moment, by a clock that is never set: deadlines keep to it. Default: {@link
   * RetryClock.now}.
   */
  readonly elapsed?: (() => number) | undefined;
  /** Uniform in [0, 1), for jitter. */
  readonly random: () => number;
  /** Waits; rejects with the signal's reason when it is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** How long and how often something is tried again. */
export interface RetryPolicy extends RetryClock {
  /**
   * Milliseconds from the first attempt, or from the beginning of an outage that other attempts have met, after which
   * nothing is tried again.
   */
  readonly retryMs: number;
  /**
   * The same while the server has not answered once: a wrong address shows soon. Default {@link RetryPolicy.retryMs}.
   */
  readonly firstContactMs?: number | undefined;
  /**
   * Milliseconds that the first attempt at a question may take at most: what one stalled answer costs. Default: what
   * the question or the connection allows.
   */
  readonly attemptMs?: number | undefined;
  /** Attempts at most. Default: as many as fit. */
  readonly attempts?: number | undefined;
  /** Attempts at a `fault` at most. Default 3. */
  readonly faultAttempts?: number | undefined;
  /** Called before each wait. */
  readonly onWait?: ((waiting: Waiting) => void) | undefined;
}

/** Why something waits, and for how long it will go on trying. */
export interface Waiting {
  /** The failure of the last attempt: `503`, `connection refused …`. */
  readonly reason: string;
  /** Milliseconds since the outage began. */
  readonly failingMs: number;
  /** Milliseconds until the last attempt at the latest. */
  readonly leftMs: number;
}

/**
 * How far a failure deserves another attempt: `outage` until the deadline (refused, reset, 503: it passes when the
 * server is back), `fault` twice more (a timeout, a 500, a cut-off body: it may be the question's own), `final` never.
 */
export type Repeat = "outage" | "fault" | "final";

/** The outcome of one attempt. */
export type Attempt<T> =
  | { readonly done: true; readonly value: T }
  | {
      readonly done: false;
      readonly repeat: Repeat;
      /** In a few words, for {@link Waiting}. */
      readonly reason: string;
      /** The server answered, whatever it said. */
      readonly answered: boolean;
      /** The wait that Retry-After asks for, in milliseconds. */
      readonly waitMs?: number | undefined;
      /** The result when nothing more is tried: returns it, or throws. */
      readonly giveUp: (spent: Spent) => T;
    };

/** The time and attempts spent on something that failed in the end. */
export interface Spent {
  readonly attempts: number;
  /** Milliseconds since the first one. */
  readonly elapsedMs: number;
}

/** Waits between attempts, in milliseconds. */
const retryWaits = { firstMs: 250, mostMs: 10_000 } as const;
/** An outage that nobody has met for so long counts as over: nobody knows. */
const outageMemoryMs = 15_000;
/** The last attempt may end a little after the deadline, but not half a minute. */
const minAttemptMs = 5000;

/**
 * The only backoff of the program: tries again with doubling waits, jitter and Retry-After, within a deadline. One for
 * each server: attempts at the same time share what they know of an outage, so that a hundred questions to a server
 * that is gone do not wait a hundred times.
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
   * @param attempt - makes one attempt. `index` counts from 0; `limitMs` is how long the attempt may take so that the
   *   deadline is kept to; see {@link attemptMs}.
   * @throws what `giveUp` or the attempt throws; the signal's reason if it is aborted.
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
 * Milliseconds that an attempt may take: the first as long as it wants, each further one twice as long within the
 * limit, since the answer may just be slow.
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

/** Milliseconds of a Retry-After in seconds or as a date; undefined for anything else, 0 for the past. */
export function retryAfterMs(text: string | undefined, nowMs: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\s*\d{1,15}\s*$/.test(text)) return Number(text) * 1000;
  const timeMs = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(timeMs) ? undefined : Math.max(0, timeMs - nowMs);
}

/** ` (tried 7 times in 58s)`; nothing for one attempt. */
export function spentText({ attempts, elapsedMs }: Spent): string {
  return attempts === 1
    ? ""
    : ` (tried ${attempts} times in ${formatDuration(Math.max(1, Math.round(elapsedMs / 1000)) * 1000)})`;
}
