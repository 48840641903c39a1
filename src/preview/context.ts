import type { RetryPolicy } from "../http/retry.ts";
import type { RegexTime } from "../templating/regex-time.ts";

/** The outside world, as the pipeline sees it. */
export interface RunContext {
  /** Aborted when the run is to stop; its reason is an InterruptedError. */
  readonly signal: AbortSignal;
  /** Unix milliseconds of this machine. */
  readonly now: () => number;
  /** Milliseconds since some moment, by a clock that is never set. Default: {@link RunContext.now}. */
  readonly elapsed?: (() => number) | undefined;
  /** Uniform in [0, 1), for jitter only. */
  readonly random: () => number;
  /** Waits; rejects with the signal's reason when it is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Time for the regular expressions of all dashboards. Without, each dashboard has time of its own. */
  readonly regexTime?: RegexTime | undefined;
  /** Told which work is next, and of how many dashboards, to set up the engine for it. Without, that stays as it is. */
  readonly tune?: ((work: "reading" | "writing", dashboards?: number) => void) | undefined;
  /** Called before each wait for a receiver that does not take its samples. */
  readonly onWait?: RetryPolicy["onWait"];
  /** Shows progress. */
  readonly progress: {
    /** A line that stays. */
    step(text: string): void;
    /** How far the current step is. */
    update(text: string, done: number, total: number): void;
    /** Takes an unfinished bar away. */
    clear(): void;
  };
}
