import { CiError } from "../../errors.ts";
import { defined } from "../../json/defined.ts";
import { reviewKey } from "./ci-host.ts";
import type { ReviewHost } from "./host.ts";
import { hostOf } from "./hosts.ts";
import type { Review } from "./review-shape.ts";

/**
 * The review with its number, where the event did not tell it (`workflow_run`): the host says which open review has
 * these commits as its head. Nothing that a first stage wrote has a say in that.
 *
 * @throws {CiError} `no-review` if there is not exactly one, or no host can be asked.
 */
export async function resolveReview({ pending, ...review }: Review, host: ReviewHost | undefined): Promise<Review> {
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
