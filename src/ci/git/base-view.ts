import { posix } from "node:path";
import type { ChangedFile, ReviewHost } from "../hosts/host.ts";
import type { Review } from "../hosts/review-shape.ts";
import type { Git } from "./git.ts";

/** The state that a review's changes are seen against. */
export interface BaseView {
  /** Files that the review changes; undefined if nobody can tell. */
  readonly changed: readonly ChangedFile[] | undefined;
  /** The path from the top of the repository of a file named from the working folder; undefined if it lies outside. */
  topPath(file: string): string | undefined;
  /** The text of a file of the base, by its path from the top. */
  read(path: string): Promise<string | undefined>;
}

/** Sources of {@link openBase}. */
export interface BaseSources {
  readonly review: Pick<Review, "baseRevision" | "commit" | "number">;
  /** Undefined where the checked out files are not the review's (a bundle). */
  readonly git: Git | undefined;
  readonly host: ReviewHost | undefined;
}

const maxFileBytes = 16 * 1024 * 1024;

/**
 * Opens the base of a review: from the local repository if it has the commit, else from the host. Where the review's
 * own head is checked out the common ancestor counts, or what others changed meanwhile would show up as undone; the
 * merge that CI tries is compared with the base itself.
 *
 * @returns undefined if the base is not known, or neither git nor host has it.
 * @throws {CiError} if the host fails.
 */
export async function openBase({ review, git, host }: BaseSources): Promise<BaseView | undefined> {
  const { baseRevision: base, number } = review;
  const prefix = (await git?.prefix()) ?? "";
  const topPath = (file: string) => {
    const path = posix.normalize(prefix + file.replaceAll("\\", "/"));
    return path.startsWith("../") || posix.isAbsolute(path) ? undefined : path;
  };
  const head = await git?.head();
  if (git !== undefined && base !== undefined && head !== undefined && (await git.hasCommit(base))) {
    const commit = (await git.mergeBase(base, head)) ?? base;
    return {
      topPath,
      changed: await git.changedFiles(commit),
      read: (path) => git.readFile(path, { commit, maxBytes: maxFileBytes }),
    };
  }
  if (host === undefined || number === undefined) return undefined;
  const changed = await host.changedFiles(number);
  if (base === undefined) return { topPath, changed, read: async () => undefined };
  const isHead = git === undefined || (head !== undefined && head === review.commit);
  const ancestor = isHead && review.commit !== undefined ? await host.mergeBase(base, review.commit) : undefined;
  return {
    topPath,
    changed,
    read: (path) => host.readFile(path, { commit: ancestor ?? base, maxBytes: maxFileBytes }),
  };
}
