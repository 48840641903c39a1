import { withRepository } from "../../ci/hosts/review-project.ts";
import type { Review } from "../../ci/hosts/review-shape.ts";
import { CiError } from "../../errors.ts";
import type { CliContext } from "../context.ts";
import { type HostRequest, hostFrom } from "./host.ts";

/** A review whose project is as certain as it can be. */
export interface IdentifiedReview {
  readonly review: Review;
  /** Why only the repository's path names the project: previews that CI made have another one. */
  readonly unasked?: string;
}

/** The consequence of {@link IdentifiedReview.unasked}, for people. */
export function pathOnlyNote(unasked: string): string {
  return (
    `only the repository's path names the project, so previews that CI made are not among these: ` +
    `${unasked}; --all-projects lists them, and --project chooses one`
  );
}

/** The same for `up`, whose preview then has a name that later runs know as a former one. */
export function onlyPathNote(unasked: string): string {
  return `the repository's path names the project, since its number is not known: ${unasked}`;
}

/** Only a name depends on the answer: nobody waits long for it. */
const longestRetryMs = 5000;

/**
 * Completes a review by the number that its host has for the repository, where neither environment nor event says it.
 * Without a token, or if the host gives no answer, the path names the project.
 *
 * @param request.project - a project that somebody names is not asked about.
 */
export async function identified(
  review: Review,
  request: HostRequest & { readonly project?: string | undefined },
  context: CliContext,
): Promise<IdentifiedReview> {
  const address = review.host ?? review.remote;
  if (request.project !== undefined || review.repositoryId !== undefined || address === undefined) return { review };
  const quick = { ...request, retryForMs: Math.min(request.retryForMs, longestRetryMs) };
  const host = hostFrom(quick, { host: address }, context);
  if (host === undefined) return { review, unasked: "there is no token to ask for the repository's number" };
  try {
    const found = await host.readRepository();
    if (found === undefined) return { review, unasked: `${host.name} does not say the repository's number` };
    return { review: withRepository(review, { ...address, ...found }) };
  } catch (error) {
    if (!(error instanceof CiError)) throw error;
    return { review, unasked: error.message };
  } finally {
    host.close();
  }
}
