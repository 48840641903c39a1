import { readGitRemote } from "../../ci/git/git-remote.ts";
import { readEvent } from "../../ci/hosts/event-file.ts";
import { detectReview } from "../../ci/hosts/review.ts";
import type { Review } from "../../ci/hosts/review-shape.ts";
import { parseReviewUrl } from "../../ci/hosts/review-url.ts";
import { UsageError } from "../../errors.ts";
import { identityPatterns, makeKey } from "../../identity/preview-identity.ts";
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
 * @throws {UsageError} if a flag is none of what it must be.
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

/** Puts flags instead of what was found. @throws {UsageError} if a flag is none of what it must be. */
export function withFlags(found: Review, flags: ReviewFlags): Review {
  const { project = found.project, name } = flags;
  if (!identityPatterns.project.test(project)) throw new UsageError(`--project ${project}: expected 8 characters of a-z2-7, or local`);
  const url = flags["review-url"];
  if (url !== undefined && !/^https?:\/\/[^\s"'<>\\]{1,2000}$/.test(url))
    throw new UsageError(`--review-url: expected an http or https address`);
  const [commit, base] = [hashFlag("commit", flags.commit), hashFlag("base", flags.base)];
  return {
    ...found,
    project,
    key: makeKey(flags.key ?? found.key, name),
    ...(url === undefined ? {} : { url }),
    ...(commit === undefined ? {} : { commit }),
    ...(base === undefined ? {} : { baseRevision: base }),
  };
}

function hashFlag(flag: string, text: string | undefined): string | undefined {
  if (text !== undefined && !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text))
    throw new UsageError(`--${flag} ${text}: expected the full hash of a commit, such as git rev-parse prints it`);
  return text;
}
