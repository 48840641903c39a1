import type { CleanupResult } from "../../../preview/cleanup/cleanup.ts";
import type { ListedPreview } from "../../../preview/list.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import { movedText } from "../../terminal/moved-text.ts";
import { painter } from "../../terminal/paint.ts";
import { utcMinute } from "../../terminal/time-text.ts";

/** The JSON document of `cleanup`. @param notes - warnings beside those of the result. */
export function cleanupJson({ warnings, ...result }: CleanupResult, notes: readonly string[]) {
  const times = (previews: CleanupResult["deleted"]) =>
    previews.map(({ createdAtMs, expiresAtMs, ...preview }) => ({
      ...preview,
      ...(createdAtMs === undefined ? {} : { createdAt: new Date(createdAtMs).toISOString() }),
      expiresAt: new Date(expiresAtMs).toISOString(),
    }));
  return {
    ...result,
    deleted: times(result.deleted),
    stays: times(result.stays),
    postponed: times(result.postponed),
    warnings: [...warnings, ...notes],
  };
}

/** The result of `cleanup` for people, one line for each part. */
export function cleanupText(result: CleanupResult, notes: readonly string[], { out }: CliContext): string {
  const paint = painter(out.colours);
  const verb = result.dryRun ? "would delete" : "deleted";
  const lines = [
    ...result.deleted.map(
      (one) =>
        `${verb} ${plainLine(one.title)} (${one.project}.${one.key}${movedText(one)}, ` +
        `${one.state === "expired" ? "expired" : "expiry was"} ${utcMinute(one.expiresAtMs)})`,
    ),
    ...result.series.map((value) => `${verb} the series of ${plainLine(value)}`),
    ...result.postponedSeries.map((value) =>
      paint.yellow(
        `postponed the series of ${plainLine(value)}: one run deletes no more than --max-delete, and of series ` +
          `that no preview shows no more than half of all; run cleanup again`,
      ),
    ),
    ...result.keptSeries.map(({ value, reason }) =>
      paint.yellow(`series stay: ${plainLine(value)}: ${plainLine(reason)}`),
    ),
    ...result.postponed.map((one) =>
      paint.yellow(`postponed ${plainLine(one.title)}: --max-delete is reached; run cleanup again`),
    ),
    ...result.stays.map((one) =>
      paint.dim(`stays: ${plainLine(one.title)} (${one.project}.${one.key}${movedText(one)}, ${lifeText(one)})`),
    ),
    ...result.leftAlone.map((one) =>
      paint.dim(`left alone: ${plainLine(one.title)} (${plainLine(one.uid)}): ${plainLine(one.reason)}`),
    ),
    ...result.failed.map((one) =>
      paint.red(`not deleted: ${plainLine(one.title)} (${plainLine(one.uid)}): ${plainLine(one.reason)}`),
    ),
    ...result.problems.map((text) => paint.red(`not done: ${plainLine(text)}`)),
    ...[...result.warnings, ...notes].map((text) => paint.yellow(`warning: ${plainLine(text)}`)),
  ];
  return `${(lines.length === 0 ? ["nothing to clean up"] : lines).join("\n")}\n`;
}

function lifeText({ state, untilReview, expiresAtMs }: ListedPreview): string {
  if (state === "kept") return "kept";
  return untilReview === true ? "until its review ends" : `expires ${utcMinute(expiresAtMs)}`;
}
