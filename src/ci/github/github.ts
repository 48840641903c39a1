import { repositoryName, reviewNumber } from "../comment/checked-text.ts";
import type { CiHost } from "../hosts/ci-host.ts";
import { gitHubApi, gitHubReview, gitHubReviewUrl, keyPrefix } from "./github-review.ts";

/** GitHub Actions with github.com, and with GitHub Enterprise Server. */
export const gitHub: CiHost = {
  kind: "github",
  name: "GitHub",
  reviewName: "pull request",
  keyPrefix,
  tokenVariables: ["GITHUB_TOKEN", "GH_TOKEN"],
  tokenAdvice: "set GITHUB_TOKEN (in a workflow: env: GITHUB_TOKEN: ${{ github.token }})",
  publicHost: "github.com",
  apiVariable: "GITHUB_API_URL",
  eventVariable: "GITHUB_EVENT_PATH",
  detect: gitHubReview,
  parseReviewPath(pathname) {
    const [, path, digits] = /^\/([^/]+\/[^/]+)\/pull\/(\d{1,15})$/.exec(pathname) ?? [];
    const [repository, number] = [repositoryName(path), reviewNumber(digits)];
    return repository === undefined || number === undefined ? undefined : { repository, number };
  },
  repositoryPath: repositoryName,
  reviewUrl: gitHubReviewUrl,
  defaultApiUrl: (serverUrl) => gitHubApi(undefined, serverUrl),
  headRef: (number) => `refs/pull/${number}/head`,
};
