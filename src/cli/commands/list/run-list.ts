import { readClock } from "../../../grafana/clock.ts";
import { describeHidden, readFolderAccess } from "../../../grafana/dashboards/folder-access.ts";
import { projectNames } from "../../../identity/project-id.ts";
import { type ListedPreview, type Listing, listPreviews } from "../../../preview/list.ts";
import { hasOtherProjects } from "../../../preview/other-projects.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import { reviewFrom } from "../../flags/review-flags.ts";
import { grafanaFrom } from "../../flags/servers.ts";
import { identified, pathOnlyNote } from "../../review/identified.ts";
import { movedText } from "../../terminal/moved-text.ts";
import { painter } from "../../terminal/paint.ts";
import { table, tableWidth } from "../../terminal/table.ts";
import { roughDuration, utcMinute } from "../../terminal/time-text.ts";
import type { ListRequest } from "./options.ts";

/** Runs `list`. Returns the exit code. */
export async function runList(request: ListRequest, context: CliContext): Promise<number> {
  const found = reviewFrom(request, context);
  const grafana = grafanaFrom(request, context);
  try {
    const { review, unasked } = await identified(found, request, context);
    // Every key of the project unless one is named.
    const key = request.key === undefined && request.name === undefined ? {} : { key: review.key };
    const owner = request.allProjects ? {} : { ...projectNames(review), ...key };
    const { nowMs, doubt } = await readClock(grafana, context.now);
    const listing = await listPreviews(grafana, { owner, nowMs });
    const home = await readFolderAccess(grafana);
    const warnings = [
      ...(unasked === undefined || request.allProjects || !(await hasOtherProjects(grafana, projectNames(review)))
        ? []
        : [pathOnlyNote(unasked)]),
      ...(home.state === "readable" ? [] : [`there may be previews that are not listed: ${describeHidden(home)}`]),
      ...(doubt === undefined ? [] : [`${doubt}; no preview is deleted for its age until they agree`]),
    ];
    if (request.output === "json") context.out.json(listingJson(listing, warnings));
    else context.out.write(listingText(listing, warnings, context, nowMs));
  } finally {
    grafana.close();
  }
  return 0;
}

function listingJson({ previews, leftAlone }: Listing, warnings: readonly string[]) {
  return {
    previews: previews.map(({ createdAtMs, expiresAtMs, ...preview }) => ({
      ...preview,
      ...(createdAtMs === undefined ? {} : { createdAt: new Date(createdAtMs).toISOString() }),
      expiresAt: new Date(expiresAtMs).toISOString(),
    })),
    leftAlone,
    warnings,
  };
}

const head = ["DASHBOARD", "PREVIEW", "AGE", "EXPIRES"];

function listingText(
  { previews, leftAlone }: Listing,
  warnings: readonly string[],
  { out }: CliContext,
  nowMs: number,
): string {
  const paint = painter(out.colours);
  const rows = previews.map((preview) => [
    plainLine(preview.title),
    `${preview.project}.${preview.key}${movedText(preview)}`,
    preview.createdAtMs === undefined ? "" : roughDuration(nowMs - preview.createdAtMs),
    expiryText(preview),
  ]);
  const links = previews.map(({ url }) => plainLine(url));
  const others = leftAlone.map(({ title, uid, reason }) =>
    paint.dim(`left alone: ${plainLine(title)} (${plainLine(uid)}): ${plainLine(reason)}`),
  );
  const notes = warnings.map((text) => paint.yellow(`warning: ${plainLine(text)}`));
  const lines =
    rows.length === 0
      ? ["no previews"]
      : withLinks(rows, links, out.columns, (cell, row, column) => {
          if (row === -1) return paint.bold(cell);
          return column === 3 && previews[row]!.state === "expired" ? paint.yellow(cell) : cell;
        });
  return `${[...lines, ...others, ...notes].join("\n")}\n`;
}

function expiryText({ state, untilReview, expiresAtMs }: ListedPreview): string {
  if (state !== "live") return state;
  return untilReview === true ? "until its review ends" : utcMinute(expiresAtMs);
}

/** Links are never cut: where they do not fit beside the rest, each has a line of its own. */
function withLinks(
  rows: readonly (readonly string[])[],
  links: readonly string[],
  columns: number,
  paint: (cell: string, row: number, column: number) => string,
): string[] {
  const whole = rows.map((row, index) => [...row, links[index]!]);
  const wholeHead = [...head, "LINK"];
  if (tableWidth([wholeHead, ...whole]) <= columns) return table(whole, { head: wholeHead, columns, paint });
  const [first, ...rest] = table(rows, { head, columns, paint });
  return [first!, ...rest.flatMap((line, index) => [line, `  ${links[index]}`])];
}
