import { createHttpClient } from "../../http/client.ts";
import { repositoryName, reviewNumber } from "../comment/checked-text.ts";
import type { CiHost, HostConnection } from "../hosts/ci-host.ts";
import { createHostApi } from "../hosts/host-api.ts";
import type { HostAddress } from "../hosts/review-shape.ts";
import { createGitHubHost } from "./github-host.ts";
import { gitHubApi, gitHubReview, gitHubReviewUrl, keyPrefix } from "./github-review.ts";

const name = "GitHub";
const headers = { Accept: "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28" };
const rightsAdvice =
  "does the token have the right? a comment needs `pull-requests: write` in the job's permissions (a fork's run never has it)";

/** GitHub Actions with github.com, and with GitHub Enterprise Server. */
export const gitHub: CiHost = {
  kind: "github",
  name,
  reviewName: "pull request",
  keyPrefix,
  tokenVariables: ["GITHUB_TOKEN", "GH_TOKEN"],
  tokenAdvice: "set GITHUB_TOKEN (in a workflow: env: GITHUB_TOKEN: ${{ github.token }})",
  apiVariable: "GITHUB_API_URL",
  eventVariable: "GITHUB_EVENT_PATH",
  detect: gitHubReview,
  parseReviewPath(pathname) {
    const [, path, digits] = /^\/([^/]+\/[^/]+)\/pull\/(\d{1,15})$/.exec(pathname) ?? [];
    const [repository, number] = [repositoryName(path), reviewNumber(digits)];
    return repository === undefined || number === undefined ? undefined : { repository, number };
  },
  reviewUrl: gitHubReviewUrl,
  defaultApiUrl: (serverUrl) => gitHubApi(undefined, serverUrl),
  headRef: (number) => `refs/pull/${number}/head`,
  connect,
};

function connect(address: HostAddress, { token, sleep, signal, retry, ...connection }: HostConnection) {
  const common = {
    ...connection,
    auth: { type: "bearer", token } as const,
    ownHeaders: headers,
    timeoutMs: 20_000,
    maxSockets: 2,
  };
  const api = (url: string) =>
    createHostApi({
      client: createHttpClient({ ...common, url }),
      name,
      sleep,
      signal,
      retry,
      hasNext: (response) => /<[^>]*>;\s*rel="next"/.test(response.headers["link"] ?? ""),
      advice: rightsAdvice,
    });
  // https://ghes.example/api/v3 and https://ghes.example/api/graphql; https://api.github.com and
  // https://api.github.com/graphql.
  return createGitHubHost(api(address.apiUrl), api(address.apiUrl.replace(/\/v3$/, "")), address);
}
