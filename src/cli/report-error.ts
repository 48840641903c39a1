import { ExpectedError, formatProblem, InterruptedError, SpecError } from "../errors.ts";
import type { CliContext } from "./context.ts";
import type { Output } from "./output/output.ts";
import { painter } from "./terminal/paint.ts";

/** The part of the context that {@link reportError} uses. */
export interface ReportContext extends Pick<CliContext, "version" | "signal"> {
  readonly err: Pick<Output, "write" | "colours">;
  readonly out: Pick<Output, "json">;
}

/**
 * The one place that turns an error into words and an exit code: expected ones by their message, anything else as a bug
 * with its stack.
 *
 * With `--output json` the error is a JSON document on standard output too, so that a script need not read prose.
 */
export function reportError(
  error: unknown,
  { err, out, version, signal }: ReportContext,
  { json }: { json: boolean },
): number {
  const known = signal.aborted && !(error instanceof ExpectedError) ? new InterruptedError() : error;
  const paint = painter(err.colours);
  if (known instanceof ExpectedError) {
    if (json) out.json({ error: { code: known.code, message: known.message, ...known.details } });
    // Each problem of a spec is marked, not only the first.
    const messages = known instanceof SpecError ? known.problems.map(formatProblem) : [known.message];
    for (const message of messages) err.write(`${paint.red("error:")} ${message}\n`);
    return known.exitCode;
  }
  if (json) out.json({ error: { code: "bug", message: known instanceof Error ? known.message : String(known) } });
  err.write(
    `${paint.red("bug:")} dashpreview ${version} met something that it did not expect; please report it with ` +
      "the lines below.\n",
  );
  err.write(`${known instanceof Error ? (known.stack ?? known.message) : String(known)}\n`);
  return 3;
}
