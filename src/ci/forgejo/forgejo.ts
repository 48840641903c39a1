import { createHttpClient } from "../../http/client.ts";
import type { HttpResponse } from "../../http/request.ts";
import { reviewNumber } from "../comment/checked-text.ts";
import type { CiHost, HostConnection } from "../hosts/ci-host.ts";
import { createHostApi } from "../hosts/host-api.ts";
import type { HostAddress } from "../hosts/review-shape.ts";
import { createForgejoHost } from "./forgejo-host.ts";
import { forgejoApi, forgejoReview, forgejoReviewUrl, keyPrefix, repositoryPath } from "./forgejo-review.ts";

const name = "Forgejo";
/** `[api] MAX_RESPONSE_ITEMS` is 50 by default; a server cuts a larger `limit` down to it without saying so. */
const pageSize = 50;
const rightsAdvice =
  "does the token have the right? an access token needs the scopes read:user, write:issue and write:repository, " +
  "and access to the repository (a job's own token can only read in a fork's run)";

/**
 * Forgejo and Gitea, whose API is the same as far as it is used here. Held to Gitea's published description; both
 * servers' sources are cited where the description is silent.
 *
 * `GITHUB_TOKEN` is not among the token variables although every job of theirs has it: in GitHub Actions the same name
 * holds GitHub's token, which `--review-url` of a Forgejo would then send to that server. Forgejo's runner sets
 * `FORGEJO_TOKEN` to the same value (`withGithubEnv` in `act/runner/run_context.go`, since runner 7); the action passes
 * `github.token` as its input.
 */
export const forgejo: CiHost = {
  kind: "forgejo",
  name,
  reviewName: "pull request",
  keyPrefix,
  tokenVariables: ["FORGEJO_TOKEN", "GITEA_TOKEN"],
  tokenAdvice:
    "set FORGEJO_TOKEN (Forgejo's runner sets it; in a Gitea workflow: env: GITEA_TOKEN: ${{ github.token }}), " +
    "outside of a job to an access token with the scopes read:user, write:issue and write:repository",
  apiVariable: "FORGEJO_API_URL",
  eventVariable: "GITHUB_EVENT_PATH",
  detect: forgejoReview,
  parseReviewPath(pathname) {
    const [, path, digits] = /^\/([^/]+\/[^/]+)\/pulls\/(\d{1,15})$/.exec(pathname) ?? [];
    const [repository, number] = [repositoryPath(path), reviewNumber(digits)];
    return repository === undefined || number === undefined ? undefined : { repository, number };
  },
  reviewUrl: forgejoReviewUrl,
  defaultApiUrl: forgejoApi,
  headRef: (number) => `refs/pull/${number}/head`,
  connect,
};

function connect(address: HostAddress, { token, sleep, signal, retry, ...connection }: HostConnection) {
  const client = createHttpClient({
    ...connection,
    url: address.apiUrl,
    auth: { type: "bearer", token },
    ownHeaders: { Accept: "application/json" },
    timeoutMs: 20_000,
    maxSockets: 2,
  });
  const paging = { sizeParameter: "limit", size: pageSize };
  return createForgejoHost(
    createHostApi({ client, name, sleep, signal, retry, paging, hasNext, advice: rightsAdvice }),
    address,
  );
}

/**
 * A server whose pages are smaller than ours still links the next one. Where a proxy took both headers away a full page
 * counts as one more.
 */
function hasNext({ headers }: HttpResponse, items: number): boolean {
  const { link, "x-total-count": total } = headers;
  return link === undefined && total === undefined ? items >= pageSize : /<[^>]*>;\s*rel="next"/.test(link ?? "");
}
