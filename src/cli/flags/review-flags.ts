import { readGitRemote } from "../../ci/git/git-remote.ts";
import { checkoutFolder } from "../../ci/git/repository-top.ts";
import { readEvent } from "../../ci/hosts/event-file.ts";
import { reviewOfNumber } from "../../ci/hosts/resolve-review.ts";
import { detectReview } from "../../ci/hosts/review.ts";
import type { Review } from "../../ci/hosts/review-shape.ts";
import { parseReviewUrl } from "../../ci/hosts/review-url.ts";
import { makeKey } from "../../identity/preview-identity.ts";
import { defined } from "../../json/defined.ts";
import type { CliContext } from "../context.ts";

/** The flags of `reviewOptions`, and of `reviewStateOptions` where a command has them. */
export interface ReviewRequest {
  readonly project?: string | undefined;
  readonly key?: string | undefined;
  readonly name?: string | undefined;
  readonly reviewUrl?: string | undefined;
  readonly commit?: string | undefined;
  readonly base?: string | undefined;
  /** Number of a review that is not the one that started the run. */
  readonly review?: number | undefined;
}

/**
 * Which review this run belongs to: what the CI's environment or the git remote tells, with request going before it.
 *
 * @throws {UsageError} if the key cannot be one.
 */
export function reviewFrom(request: ReviewRequest, context: CliContext): Review {
  return withFlags(detectFrom(request, context), request);
}

/** The review before flags: from the CI, else from the address of the review, else from the git remote. */
export function detectFrom(request: ReviewRequest, { env, cwd, user, machine }: CliContext): Review {
  const checkout = { machine, folder: checkoutFolder(cwd) };
  const found = detectReview({ env, event: readEvent(env), remoteUrl: readGitRemote(cwd), user, checkout });
  const { reviewUrl: url, review: number } = request;
  if (number !== undefined && number !== found.number) return reviewOfNumber(found, number);
  // A CI that is known knows its host: an address beside it is only where people go back to, and gets no token.
  if (url === undefined || found.host !== undefined) return found;
  const addressed = parseReviewUrl(url, env);
  if (addressed === undefined) return found;
  const { remote: _, formerProjects: _others, ...rest } = found;
  return { ...rest, ...addressed };
}

/** A project that somebody names is that one alone. */
function withProject(review: Omit<Review, "endsWithRun">, project: string | undefined) {
  if (project === undefined) return review;
  const { formerProjects: _, ...rest } = review;
  return { ...rest, project };
}

/**
 * Overrides the review that was found by flags. The preview of a key that somebody chose does not end with the run.
 *
 * @throws {UsageError} if the key cannot be one.
 */
export function withFlags({ endsWithRun, ...found }: Review, request: ReviewRequest): Review {
  const { name, commit, base } = request;
  const url = request.reviewUrl;
  return {
    ...withProject(found, request.project),
    key: makeKey(request.key ?? found.key, name),
    ...defined({ url, commit, baseRevision: base }),
    ...defined({ endsWithRun: request.key === undefined ? endsWithRun : undefined }),
  };
}
