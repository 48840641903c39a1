import { projectId } from "../../identity/preview-identity.ts";
import { repositoryName, reviewNumber, serverAddress } from "../comment/checked-text.ts";
import { gitHubApi } from "../github/github-review.ts";
import { projectPath } from "../gitlab/gitlab-review.ts";
import type { Review } from "./review-shape.ts";

/** What the address of a review tells about it. */
export type AddressedReview = Required<Pick<Review, "project" | "key" | "number" | "url" | "host">>;

/**
 * Project, key and number from the address of a pull request (`…/owner/name/pull/12`) or merge request (`…/group/project/-/merge_requests/12`);
 * undefined for any other address. For CI systems that the environment does not tell enough about. A GitLab below a sub-path cannot be told
 * from a group of that name: its whole path then counts as the project's.
 *
 * @param env - `GITHUB_API_URL` and `CI_API_V4_URL` name the API where they are of the same host.
 */
export function parseReviewUrl(url: string, env: Readonly<Record<string, string | undefined>> = {}): AddressedReview | undefined {
  const address = serverAddress(url);
  if (address === undefined) return undefined;
  const { origin, host: hostName, pathname } = new URL(address);
  const [, pullPath, pull] = /^\/([^/]+\/[^/]+)\/pull\/(\d{1,15})$/.exec(pathname) ?? [];
  const [, mergePath, merge] = /^\/(.{1,500}?)\/-\/merge_requests\/(\d{1,15})$/.exec(pathname) ?? [];
  const number = reviewNumber(pull ?? merge);
  const repository = pull === undefined ? projectPath(mergePath) : repositoryName(pullPath);
  if (number === undefined || repository === undefined) return undefined;
  const kind = pull === undefined ? "gitlab" : "github";
  const named = serverAddress(env[kind === "github" ? "GITHUB_API_URL" : "CI_API_V4_URL"]);
  const own = named !== undefined && isSameSite(new URL(named).host, hostName) ? named : undefined;
  return {
    project: projectId({ host: hostName, path: repository }),
    key: `${kind === "github" ? "pr" : "mr"}-${number}`,
    number,
    url: address,
    host: { kind, serverUrl: origin, repository, apiUrl: kind === "github" ? gitHubApi(own, origin) : (own ?? `${origin}/api/v4`) },
  };
}

function isSameSite(apiHost: string, host: string): boolean {
  return apiHost === host || apiHost === `api.${host}`;
}
