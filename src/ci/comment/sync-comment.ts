import { allNames } from "../../identity/project-id.ts";
import type { HostComment, ReviewHost } from "../hosts/host.ts";
import { isLaterRun } from "../hosts/run-order.ts";
import { type CommentMark, readMark } from "./comment-marker.ts";

/**
 * The fate of the comment. `outranked`: a later run wrote it already; `absent`: there is none and none was to be
 * made.
 */
export type CommentOutcome = "created" | "updated" | "unchanged" | "outranked" | "absent";

/** The comment that {@link syncComment} writes. */
export interface CommentUpdate {
  readonly number: number;
  readonly mark: CommentMark;
  /** Begins with `writeMark(mark)`. */
  readonly body: string;
  /** Former names of the mark's project: a comment with one of them is the same comment. */
  readonly formerProjects?: readonly string[] | undefined;
  /** Whether to make one where there is none. */
  readonly create: boolean;
  /** Write even over what a later run wrote: what it told of is gone. */
  readonly always?: boolean;
}

const attempts = 3;

/**
 * Brings the one comment of a review and configuration to this text: found by mark and author over all pages, updated
 * in place, duplicates deleted. Two runs at once that both make one meet when they list again: both keep the older one,
 * and the later run's text stands. Safe to repeat.
 *
 * @throws {CiError} if the host fails or refuses.
 */
export async function syncComment(host: ReviewHost, update: CommentUpdate): Promise<CommentOutcome> {
  let outcome: CommentOutcome = "unchanged";
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const [kept, ...others] = await ownComments(host, update);
    if (kept === undefined) {
      if (!update.create) return "absent";
      await host.createComment(update.number, update.body);
      outcome = "created";
      continue;
    }
    for (const { id } of others) await host.deleteComment(update.number, id);
    const orders = [kept, ...others].map(({ body }) => readMark(body)!.order);
    if (update.always !== true && orders.some((order) => isLaterRun(update.mark.order, order)))
      return outcome === "created" ? outcome : "outranked";
    if (sameText(kept.body, update.body)) return outcome;
    const updated = await host.updateComment(update.number, kept.id, update.body);
    // Listed once more: an earlier run may have written in between, or taken it for a duplicate.
    if (updated !== undefined && outcome !== "created") outcome = "updated";
  }
  return outcome;
}

/** Ours, the oldest first. */
async function ownComments(
  host: ReviewHost,
  { number, mark, formerProjects = [] }: CommentUpdate,
): Promise<readonly HostComment[]> {
  const names = allNames({ project: mark.project, formerProjects });
  const found = (await host.listComments(number)).filter(({ mine, body }) => {
    const read = mine ? readMark(body) : undefined;
    return read !== undefined && names.includes(read.project) && read.key === mark.key;
  });
  return found.sort((one, other) => one.id - other.id);
}

/** Hosts change line ends and take blanks off the end. */
function sameText(one: string, other: string): boolean {
  const normal = (text: string) => text.replaceAll("\r\n", "\n").trimEnd();
  return normal(one) === normal(other);
}
