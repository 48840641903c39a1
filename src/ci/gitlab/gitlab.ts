import { reviewNumber } from "../comment/checked-text.ts";
import type { CiHost } from "../hosts/ci-host.ts";
import { gitLabApi, gitLabReview, keyPrefix, projectPath } from "./gitlab-review.ts";

/** GitLab CI with gitlab.com, and self-hosted. */
export const gitLab: CiHost = {
  kind: "gitlab",
  name: "GitLab",
  reviewName: "merge request",
  keyPrefix,
  tokenVariables: ["GITLAB_TOKEN"],
  tokenAdvice: "set GITLAB_TOKEN to a project access token with the scope api (CI_JOB_TOKEN cannot write notes)",
  publicHost: "gitlab.com",
  apiVariable: "CI_API_V4_URL",
  detect: gitLabReview,
  parseReviewPath(pathname) {
    const [, path, digits] = /^\/(.{1,500}?)\/-\/merge_requests\/(\d{1,15})$/.exec(pathname) ?? [];
    const [repository, number] = [projectPath(path), reviewNumber(digits)];
    return repository === undefined || number === undefined ? undefined : { repository, number };
  },
  repositoryPath: projectPath,
  reviewUrl: ({ serverUrl, repository }, number) => `${serverUrl}/${repository}/-/merge_requests/${number}`,
  defaultApiUrl: gitLabApi,
  headRef: (number) => `refs/merge-requests/${number}/head`,
};
