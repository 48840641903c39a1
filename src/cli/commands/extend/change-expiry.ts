import { readClock } from "../../../grafana/clock.ts";
import { projectNames } from "../../../identity/project-id.ts";
import type { ExpiryResult, ExpirySelection } from "../../../preview/expiry.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import { reviewFrom } from "../../flags/review-flags.ts";
import { grafanaFrom } from "../../flags/servers.ts";
import { identified, pathOnlyNote } from "../../review/identified.ts";
import { painter } from "../../terminal/paint.ts";
import { utcMinute } from "../../terminal/time-text.ts";
import type { ExpiryRequest } from "./options.ts";

/**
 * Changes the previews that the request choose (those of the review, or one of the project by uid) and prints what was
 * done. Returns the exit code.
 */
export async function changeExpiry(
  request: ExpiryRequest,
  context: CliContext,
  change: (selection: ExpirySelection) => Promise<ExpiryResult>,
): Promise<number> {
  const found = reviewFrom(request, context);
  const grafana = grafanaFrom(request, context);
  try {
    const { review, unasked } = await identified(found, request, context);
    const hint = unasked === undefined ? undefined : pathOnlyNote(unasked);
    const names = projectNames(review);
    const owner = request.uid === undefined || request.key !== undefined ? { ...names, key: review.key } : names;
    const { nowMs, doubt } = await readClock(grafana, context.now);
    const result = await change({ grafana, owner, uid: request.uid, nowMs, dryRun: request.dryRun, hint });
    // An expiry is Grafana's; where nobody knows Grafana's time, say by which clock it was counted.
    const warnings =
      doubt === undefined
        ? result.warnings
        : [...result.warnings, `${doubt}; no preview is deleted for its age until they agree`];
    return printExpiry({ ...result, warnings }, request, context);
  } finally {
    grafana.close();
  }
}

/** One line's text: `would keep …` in a dry run, else what the preview's expiry is now. */
function changedText(
  { title, kept, expiresAtMs }: { title: string; kept: boolean; expiresAtMs: number },
  dryRun: boolean,
): string {
  const shown = plainLine(title);
  if (dryRun) return kept ? `would keep ${shown}` : `would extend ${shown} to ${utcMinute(expiresAtMs)}`;
  return `${shown}: ${kept ? "kept" : `expires ${utcMinute(expiresAtMs)}`}`;
}

function printExpiry(
  result: ExpiryResult,
  { output, dryRun }: Pick<ExpiryRequest, "output" | "dryRun">,
  { out }: CliContext,
): number {
  if (output === "json") {
    const changed = result.changed.map(({ expiresAtMs, ...one }) => ({
      ...one,
      expiresAt: new Date(expiresAtMs).toISOString(),
    }));
    out.json({ ...result, changed, dryRun });
  } else {
    const paint = painter(out.colours);
    const lines = [
      ...result.changed.map(
        ({ title, kept, expiresAtMs, url }) =>
          `${changedText({ title, kept, expiresAtMs }, dryRun)}  ${plainLine(url)}`,
      ),
      ...result.failed.map(({ title, uid, reason }) =>
        paint.red(`not changed: ${plainLine(title)} (${plainLine(uid)}): ${plainLine(reason)}`),
      ),
      ...result.warnings.map((text) => paint.yellow(`warning: ${plainLine(text)}`)),
    ];
    out.write(`${lines.join("\n")}\n`);
  }
  return result.failed.length > 0 ? 3 : 0;
}
