import { plainLine } from "../check/plain-text.ts";
import type { ExpiryResult } from "../preview/expiry.ts";
import type { CliContext } from "./context.ts";
import { painter } from "./paint.ts";
import { utcMinute } from "./time-text.ts";

/** Prints what `extend` and `keep` did. Returns the exit code. */
export function printExpiry(
  result: ExpiryResult,
  { output, "dry-run": dryRun }: { output: string; "dry-run": boolean },
  { out }: CliContext,
): number {
  if (output === "json") {
    const changed = result.changed.map(({ expiresAtMs, ...one }) => ({ ...one, expiresAt: new Date(expiresAtMs).toISOString() }));
    out.write(`${JSON.stringify({ ...result, changed, dryRun })}\n`);
  } else {
    const paint = painter(out.colours);
    const lines = [
      ...result.changed.map(
        ({ title, kept, expiresAtMs, url }) =>
          `${dryRun ? "would be: " : ""}${plainLine(title)}: ${kept ? "kept" : `expires ${utcMinute(expiresAtMs)}`}  ${url}`,
      ),
      ...result.failed.map(({ title, uid, reason }) => paint.red(`not changed: ${plainLine(title)} (${uid}): ${plainLine(reason)}`)),
      ...result.warnings.map((text) => paint.yellow(`warning: ${text}`)),
    ];
    out.write(`${lines.join("\n")}\n`);
  }
  return result.failed.length > 0 ? 3 : 0;
}
