import { ExpectedError, InterruptedError } from "../../../errors.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";

/** A page with relayed data, which is made anew now and then. */
export interface RenewedPage {
  /** Milliseconds between two samples: more often there is nothing new. */
  readonly stepMs: () => number;
  /** Checks once more and shows the result. */
  readonly renew: () => Promise<void>;
}

const shortestMs = 10_000;
/** The machine is for other work too. */
const restFor = 5;

/**
 * Renews a page until the run is interrupted: every two steps, but no more than every 10 seconds, and no more than a
 * sixth of the time. What is wrong is said, once, and tried again.
 *
 * @throws {InterruptedError} in the end.
 */
export async function renewLocal(
  { stepMs, renew }: RenewedPage,
  { now, sleep, signal, err }: Pick<CliContext, "now" | "sleep" | "signal" | "err">,
): Promise<never> {
  let tookMs = 0;
  let said: string | undefined;
  for (;;) {
    await sleep(Math.max(shortestMs, 2 * stepMs(), restFor * tookMs), signal);
    const beganMs = now();
    try {
      await renew();
      said = undefined;
    } catch (error) {
      if (!(error instanceof ExpectedError) || error instanceof InterruptedError || signal.aborted) throw error;
      if (error.message !== said) err.write(`error: ${plainLine(error.message)}\n`);
      said = error.message;
    }
    tookMs = now() - beganMs;
  }
}
