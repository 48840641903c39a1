import { removedComment } from "../../ci/comment/comment-text.ts";
import { syncComment } from "../../ci/comment/sync-comment.ts";
import { ExpectedError } from "../../errors.ts";
import { readClock } from "../../grafana/clock.ts";
import { newRevision } from "../../identity/preview-identity.ts";
import { projectNames } from "../../identity/project-id.ts";
import { resultDocument } from "../../present/format-json.ts";
import { environmentName, removePictures, withoutKey } from "../../preview/review/report-removed.ts";
import type { SourceTree } from "../../preview/review/source-tree.ts";
import { deleteRevisions, keptNotes, removeSourceless } from "../../preview/up/retire.ts";
import { plainLine } from "../../text/plain-line.ts";
import type { CliContext } from "../context.ts";
import { reportNoPreview } from "./report-no-preview.ts";
import type { RunServers } from "./sweep.ts";

/** The summary of a run whose review changes no dashboard. */
export const nothingChanged = "The review changes no dashboard: there is nothing to preview.";

/**
 * `up` for a review that changes no dashboard (any more): its previews go, the comment says so. Returns the exit code.
 */
export async function runEmptied(
  servers: RunServers & { readonly tree: SourceTree; readonly order: number },
  context: CliContext,
): Promise<number> {
  const { request, review, grafana } = servers;
  const { project, key } = review;
  const { nowMs } = await readClock(grafana, context.now);
  const emptied = request.dryRun ? { removed: [], warnings: [] } : await removePreviews(servers, servers.order, nowMs);
  const json = resultDocument({ project, key, state: "empty", dashboards: [], ...emptied });
  const text = [
    `${project}.${key}: the review changes no dashboard`,
    ...emptied.removed.map(({ title }) => `removed ${plainLine(title)}`),
  ].join("\n");
  reportNoPreview({ request, key }, { json, text, summary: nothingChanged, warnings: emptied.warnings }, context);
  return 0;
}

/** Previews that were removed because their review no longer changes a dashboard. */
export interface EmptiedReview {
  readonly removed: readonly { readonly uid: string; readonly title: string }[];
  readonly warnings: readonly string[];
}

/**
 * Deletes every preview of a review that changes no dashboard (any more), and says so in the comment if there is one.
 * Those of a later run stay.
 *
 * @throws {ExpectedError} if Grafana or Prometheus fails, or with `--comment required` the host.
 */
export async function removePreviews(
  { grafana, prometheus, review, host, request, tree }: RunServers & { readonly tree: Pick<SourceTree, "fateOf"> },
  order: number,
  nowMs: number,
): Promise<EmptiedReview> {
  const { project, key, number, formerProjects } = review;
  const run = { ...projectNames(review), key, revision: newRevision(nowMs), order };
  const { removed, kept, values, warnings } = await removeSourceless(grafana, run, new Set(), tree);
  const series = await deleteRevisions(
    { grafana, prometheus },
    { ...run, uids: [], gone: new Set(removed.map(({ uid }) => uid)) },
    values,
  );
  const told: string[] = [];
  if (host !== undefined && number !== undefined && request.comment !== "off" && kept.length === 0) {
    const mark = { project, key, order };
    const titles = removed.map(({ title }) => withoutKey(title, key));
    told.push(...(await removePictures(host, { number, key })));
    try {
      await syncComment(host, {
        number,
        mark,
        formerProjects,
        body: removedComment({ mark, reason: "empty", atMs: nowMs, titles }),
        create: false,
      });
      if (request.deployment) await host.deployments?.remove(environmentName(key));
    } catch (error) {
      if (!(error instanceof ExpectedError) || request.comment === "required") throw error;
      told.push(`the comment was not written: ${error.message}`);
    }
  }
  return { removed, warnings: [...keptNotes(kept), ...warnings, ...series.warnings, ...told] };
}
