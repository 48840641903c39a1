import { PrometheusError, type ServerErrorOptions } from "../../errors.ts";
import { parseDuration } from "../../text/duration.ts";

/** The receiver takes less history than it was sent. */
export class TooOldError extends PrometheusError {
  /** How far back it takes samples, in milliseconds, where it says so. */
  readonly windowMs: number | undefined;

  constructor(
    message: string,
    { windowMs, ...options }: ServerErrorOptions & { readonly windowMs: number | undefined },
  ) {
    super(message, options);
    this.windowMs = windowMs;
  }
}

/** Whether something that was thrown is a {@link TooOldError}. */
export function isTooOldError(error: unknown): error is TooOldError {
  return error instanceof TooOldError;
}

/**
 * Whether a refusal says that samples are older than the receiver takes: Prometheus, Thanos and Cortex say `out of
 * bounds` and `too old sample`, Mimir `err-mimir-sample-timestamp-too-old` and `err-mimir-sample-too-far-in-past`.
 */
export function isTooOld(reason: string): boolean {
  return /out of bounds|too old sample|timestamp is too old|timestamp-too-old|too-far-in-past/.test(reason);
}

/** The window that a refusal names: Mimir says `beyond the out-of-order time window of 2h`. Milliseconds. */
export function windowIn(reason: string): number | undefined {
  const text = /out-of-order time window of (\w+)/.exec(reason)?.[1];
  return text === undefined ? undefined : (parseDuration(text) ?? undefined);
}
