import { readGitRemote } from "../../ci/git/git-remote.ts";
import { readEvent } from "../../ci/hosts/event-file.ts";
import { detectReview } from "../../ci/hosts/review.ts";
import type { Review } from "../../ci/hosts/review-shape.ts";
import { parseReviewUrl } from "../../ci/hosts/review-url.ts";
import { makeKey } from "../../identity/preview-identity.ts";
import { defined } from "../../json/defined.js";
import type { CliContext } from "../context.ts";

/** The flags of `reviewOptions`, and of `reviewStateOptions` where a command has them. */
export interface ReviewFlags {
  readonly project?: string | undefined;
  readonly key?: string | undefined;
  readonly name?: string | undefined;
  readonly "review-url"?: string | undefined;
  readonly commit?: string | undefined;
  readonly base?: string | undefined;
}

/**
 * Which review this run belongs to: what the CI's environment or the git remote tells, with flags going before it.
 *
 * @throws {UsageError} if the key cannot be one.
 */
export function reviewFrom(flags: ReviewFlags, context: CliContext): Review {
  return withFlags(detectFrom(flags, context), flags);
}

/** The review before flags: from the CI, else from the address of the review, else from the git remote. */
export function detectFrom(flags: ReviewFlags, { env, cwd, user }: CliContext): Review {
  const found = detectReview({ env, event: readEvent(env), remoteUrl: readGitRemote(cwd), user });
  const url = flags["review-url"];
  // A CI that is known knows its host: an address beside it is only where people go back to, and gets no token.
  if (url === undefined || found.host !== undefined) return found;
  return { ...found, ...parseReviewUrl(url, env) };
}

/**
 * Puts flags over what was found. The preview of a key that somebody chose does not end with the run.
 *
 * @throws {UsageError} if the key cannot be one.
 */
export function withFlags({ endsWithRun, ...found }: Review, flags: ReviewFlags): Review {
  const { project = found.project, name, commit, base } = flags;
  const url = flags["review-url"];
  return {
    ...found,
    project,
    key: makeKey(flags.key ?? found.key, name),
    ...defined({ url, commit, baseRevision: base }),
    ...defined({ endsWithRun: flags.key === undefined ? endsWithRun : undefined }),
  };
}
