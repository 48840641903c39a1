import { CiError } from "../../errors.ts";
import type { ReviewHost } from "./host.ts";
import type { Review } from "./review-shape.ts";

/**
 * The review with its number, where the event did not tell it (`workflow_run`): the host says which open review has these commits as its head.
 * Nothing that a first stage wrote has a say in that.
 *
 * @throws {CiError} `no-review` if there is not exactly one, or no host can be asked.
 */
export async function resolveReview({ pending, ...review }: Review, host: ReviewHost | undefined): Promise<Review> {
  if (pending === undefined) return review;
  if (host === undefined || review.host === undefined) {
    throw new CiError("which pull request this run belongs to has to be asked of the host: set GITHUB_TOKEN", { code: "no-token" });
  }
  const { number, baseRevision } = await host.findOpenReview(pending);
  const { kind, serverUrl, repository } = review.host;
  const [key, place] = kind === "github" ? [`pr-${number}`, "pull"] : [`mr-${number}`, "-/merge_requests"];
  return {
    ...review,
    number,
    key,
    url: `${serverUrl}/${repository}/${place}/${number}`,
    ...(baseRevision === undefined ? {} : { baseRevision }),
  };
}
