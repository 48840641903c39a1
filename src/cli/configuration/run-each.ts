import { InterruptedError } from "../../errors.ts";
import { plainLine } from "../../text/plain-line.ts";
import type { CliContext } from "../context.ts";
import type { RequestSources } from "../flags/value-origin.ts";
import { reportError } from "../report-error.ts";

/** A run, and the preview that it is about if there are several. */
interface NamedRun {
  readonly name?: string;
  readonly sources: RequestSources;
}

/**
 * Runs one after the other. Of several the error of one is reported, and the next one runs all the same: each is a
 * preview of its own, with its own comment.
 *
 * @returns the highest exit code.
 */
export async function runEach(
  runs: readonly NamedRun[],
  once: (sources: RequestSources) => Promise<number>,
  context: CliContext,
): Promise<number> {
  if (runs.length === 1) return once(runs[0]!.sources);
  let worst = 0;
  for (const { name, sources } of runs) {
    context.err.write(`preview ${plainLine(name ?? "")}:\n`);
    worst = Math.max(worst, await oneOf(() => once(sources), context));
  }
  return worst;
}

async function oneOf(run: () => Promise<number>, context: CliContext): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof InterruptedError || context.signal.aborted) throw error;
    return reportError(error, context, { json: false });
  }
}
