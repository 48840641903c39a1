import { ExpectedError } from "../../errors.ts";

/** Work that comes again and again. */
export interface Recurring {
  /** Real time of the next round. Unix milliseconds. */
  readonly dueMs: () => number;
  /** One round. What it throws as an expected error is said, and the round tried again. */
  readonly round: () => Promise<void>;
}

/** Clock and callbacks of {@link keepOn}. */
export interface KeepOnContext {
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  /** Hears of a failure; `again` is false while the same one goes on. */
  readonly onFailure: (error: ExpectedError, again: boolean) => void;
}

/** Wait after a failure. */
const pauseMs = 5000;

/**
 * Does rounds as they are due, until the signal is aborted.
 *
 * @throws the signal's reason, and whatever is no expected error.
 */
export async function keepOn({ dueMs, round }: Recurring, context: KeepOnContext): Promise<never> {
  const { now, sleep, signal, onFailure } = context;
  let said: string | undefined;
  for (;;) {
    signal.throwIfAborted();
    try {
      await round();
      said = undefined;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ExpectedError)) throw error;
      onFailure(error, error.message !== said);
      said = error.message;
      await sleep(pauseMs, signal);
    }
    await sleep(Math.max(20, dueMs() - now()), signal);
  }
}
