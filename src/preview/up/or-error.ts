import { ExpectedError } from "../../errors.ts";
import type { RunContext } from "../context.ts";

/**
 * For what comes after the previews are saved: they stand, so a server that fails now is reported, and ends nothing.
 *
 * @returns the error instead of the result.
 * @throws the signal's reason if the run is to stop, and what is a bug.
 */
export async function orError<T>(work: Promise<T>, { signal }: Pick<RunContext, "signal">): Promise<T | ExpectedError> {
  return work.catch((error: unknown) => {
    if (!(error instanceof ExpectedError) || signal.aborted) throw error;
    return error;
  });
}
