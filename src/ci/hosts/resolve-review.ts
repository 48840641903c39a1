import { CiError, UsageError } from "../../errors.ts";
import { defined } from "../../json/defined.ts";
import { reviewKey } from "./ci-host.ts";
import type { ReviewFacts, ReviewHost } from "./host.ts";
import { hostNames, hostOf } from "./hosts.ts";
import type { Review } from "./review-shape.ts";

/** A review, from the event and the host together. */
export interface ResolvedReview {
  readonly review: Review;
  /** Its current state on the host; undefined without a review, a host or an answer. */
  readonly facts: ReviewFacts | undefined;
  readonly warnings: readonly string[];
}

/**
 * Completes a review by its host: the number where the event lacks it (`workflow_run`), commits and origin where
 * the event knows only the number (a comment, `--review`), and what became of it since the event. Nothing that a first
 * stage wrote has a say in that. If the host does not answer about a known review, that is a warning.
 *
 * @throws {CiError} `no-review` unless there is exactly one, or without a host to ask for the number.
 */
export async function resolveReview(found: Review, host: ReviewHost | undefined): Promise<ResolvedReview> {
  const review = await withNumber(found, host);
  const { number } = review;
  if (number === undefined || host === undefined) return { review, facts: undefined, warnings: [] };
  try {
    const facts = await host.readReview(number);
    const { commit = facts.commit, sourceBranch = facts.sourceBranch, baseRevision = facts.baseRevision } = review;
    const fork = facts.fork ?? review.fork;
    return { review: { ...review, ...defined({ commit, sourceBranch, baseRevision, fork }) }, facts, warnings: [] };
  } catch (error) {
    if (!(error instanceof CiError)) throw error;
    return { review, facts: undefined, warnings: [`whether the review is still open is not known: ${error.message}`] };
  }
}

/**
 * The review with this number instead of the one that started the run (`workflow_dispatch`, a schedule, `--review`).
 * Its commits are a stranger's until the host says otherwise.
 *
 * @throws {UsageError} if the run has no host.
 */
export function reviewOfNumber(run: Review, number: number): Review {
  const { project, formerProjects, repositoryId, order, event, host } = run;
  if (host === undefined)
    throw new UsageError(`--review names a review of ${hostNames()}: run it in CI, or pass --review-url`);
  const its = hostOf(host);
  return {
    project,
    host,
    number,
    key: reviewKey(its, number),
    url: its.reviewUrl(host, number),
    fork: true,
    ...defined({ formerProjects, repositoryId, order, event }),
  };
}

async function withNumber({ pending, ...review }: Review, host: ReviewHost | undefined): Promise<Review> {
  if (pending === undefined) return review;
  if (host === undefined || review.host === undefined) throw unasked(review);
  const { number, baseRevision } = await host.findOpenReview(pending);
  const its = hostOf(review.host);
  return {
    ...review,
    number,
    key: reviewKey(its, number),
    url: its.reviewUrl(review.host, number),
    ...defined({ baseRevision }),
  };
}

function unasked({ host }: Pick<Review, "host">): CiError {
  const its = host === undefined ? undefined : hostOf(host);
  const how = its === undefined ? "pass --review-url" : `set ${its.tokenVariables[0]}`;
  return new CiError(`which ${its?.reviewName ?? "review"} this run belongs to has to be asked of the host: ${how}`, {
    code: "no-token",
  });
}
