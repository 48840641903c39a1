import { type RemovalReason, removedComment } from "../../ci/comment/comment-text.ts";
import { syncComment } from "../../ci/comment/sync-comment.ts";
import type { ReviewHost } from "../../ci/hosts/host.ts";
import { CiError } from "../../errors.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { allNames, type ProjectNames } from "../../identity/project-id.ts";
import { type ListedPreview, listPreviews } from "../list.ts";
import { reviewOf } from "./closed.ts";

/** Options of {@link reportRemoved}. */
export interface RemovalReport {
  readonly grafana: Grafana;
  readonly host: ReviewHost;
  /** Only comments and deployments of this project are touched. */
  readonly names: ProjectNames;
  readonly deleted: readonly ListedPreview[];
  readonly reason: (preview: ListedPreview) => RemovalReason;
  /** Remove the environment's deployments too. */
  readonly deployments: boolean;
  readonly nowMs: number;
  /** Leftovers of reviews that are over, by key. */
  readonly left?: ReadonlyMap<string, Leftover>;
}

/** Parts of a preview that could not be removed. */
export interface Leftover {
  readonly reason: RemovalReason;
  /** One for each part, with the cause. */
  readonly lines: readonly string[];
}

/** The environment of a preview's deployments. */
export function environmentName(key: string): string {
  return `dashpreview/${key}`;
}

/**
 * Updates the comment of every review whose preview was removed, with the reason. Skips reviews that still have a
 * preview (it could not be deleted, or a run has just made it again) and those without a comment.
 *
 * @returns warnings; a host that fails is not an error here, since the previews are removed.
 */
export async function reportRemoved(news: RemovalReport): Promise<readonly string[]> {
  const { grafana, host, names, deleted, nowMs } = news;
  const { project, formerProjects } = names;
  const warnings: string[] = [];
  const byKey = groupByKey(deleted);
  for (const key of new Set([...byKey.keys(), ...(news.left?.keys() ?? [])])) {
    const previews = byKey.get(key) ?? [];
    const [first] = previews;
    const left = news.left?.get(key);
    const number = reviewOf(first ?? { key }, host);
    if (number === undefined || (first !== undefined && !allNames(names).includes(first.project))) continue;
    try {
      // A new preview has the same uids: every one is read, not only searched.
      const { previews: standing } = await listPreviews(grafana, { owner: { ...names, key }, nowMs });
      if (standing.length > 0 && left === undefined) continue;
      const mark = { project, key, order: 0 };
      const titles = previews.map(({ title }) => withoutKey(title, key));
      const reason = first === undefined ? left!.reason : news.reason(first);
      const body = removedComment({ mark, reason, atMs: nowMs, titles, left: left?.lines ?? [] });
      // Before the comment: some hosts find them by it.
      if (left === undefined) warnings.push(...(await removePictures(host, { number, key })));
      await syncComment(host, { number, mark, formerProjects, body, create: false, always: true });
      if (news.deployments) await host.deployments?.remove(environmentName(key));
    } catch (error) {
      if (!(error instanceof CiError)) throw error;
      warnings.push(`the comment of review ${number} does not say yet that its preview is gone: ${error.message}`);
    }
  }
  return warnings;
}

/** Removes the pictures of a preview that is gone. Returns warnings. */
export async function removePictures(
  { pictures }: Pick<ReviewHost, "pictures">,
  { number, key }: { readonly number: number; readonly key: string },
): Promise<readonly string[]> {
  try {
    await pictures?.removeAll({ number, key });
    return [];
  } catch (error) {
    if (!(error instanceof CiError)) throw error;
    return [`the pictures of review ${number} are still there: ${error.message}`];
  }
}

/** In a comment about one key its name before every title says nothing. */
export function withoutKey(title: string, key: string): string {
  const prefix = `[${key}] `;
  return title.startsWith(prefix) ? title.slice(prefix.length) : title;
}

function groupByKey(previews: readonly ListedPreview[]): Map<string, ListedPreview[]> {
  const groups = new Map<string, ListedPreview[]>();
  for (const preview of previews) groups.set(preview.key, [...(groups.get(preview.key) ?? []), preview]);
  return groups;
}
