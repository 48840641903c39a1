import { serverAddress } from "../comment/checked-text.ts";
import { reviewKey } from "./ci-host.ts";
import { hosts } from "./hosts.ts";
import { type ReviewProject, reviewProject } from "./review-project.ts";
import type { Review } from "./review-shape.ts";

/** The part of a review that its address holds. */
export type AddressedReview = ReviewProject & Required<Pick<Review, "key" | "number" | "url" | "host">>;

/**
 * Project, key and number from the address of a review, such as a pull request (`…/owner/name/pull/12`) or merge
 * request (`…/group/project/-/merge_requests/12`); undefined for any other address. For CI systems that the environment
 * does not tell enough about. A GitLab below a sub-path cannot be told from a group of that name: its whole path then
 * counts as the project's.
 *
 * @param env - the variable that names a host's API counts where that is of the same site.
 */
export function parseReviewUrl(
  url: string,
  env: Readonly<Record<string, string | undefined>> = {},
): AddressedReview | undefined {
  const page = serverAddress(url);
  if (page === undefined) return undefined;
  const { origin, host: hostName, pathname } = new URL(page);
  for (const host of hosts) {
    const found = host.parseReviewPath(pathname);
    if (found === undefined) continue;
    const { repository, number } = found;
    const named = serverAddress(env[host.apiVariable]);
    const own = named !== undefined && isSameSite(new URL(named).host, hostName) ? named : undefined;
    const address = { kind: host.kind, serverUrl: origin, repository, apiUrl: own ?? host.defaultApiUrl(origin) };
    return {
      ...reviewProject(address),
      key: reviewKey(host, number),
      number,
      url: page,
      host: address,
    };
  }
  return undefined;
}

/** Whether an API is that of a server, by their hosts. */
export function isSameSite(apiHost: string, host: string): boolean {
  return apiHost === host || apiHost === `api.${host}`;
}
