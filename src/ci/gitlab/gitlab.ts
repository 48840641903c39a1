import { createHttpClient } from "../../http/client.ts";
import type { HttpResponse } from "../../http/request.ts";
import { reviewNumber } from "../comment/checked-text.ts";
import type { CiHost, HostConnection } from "../hosts/ci-host.ts";
import { createHostApi } from "../hosts/host-api.ts";
import type { HostAddress } from "../hosts/review-shape.ts";
import { createGitLabHost } from "./gitlab-host.ts";
import { gitLabApi, gitLabReview, keyPrefix, projectPath } from "./gitlab-review.ts";

const name = "GitLab";
const rightsAdvice =
  "does the token have the right? use a project access token with the scope api and the role Reporter or higher (CI_JOB_TOKEN cannot write notes)";

/** GitLab CI with gitlab.com, and self-hosted. */
export const gitLab: CiHost = {
  kind: "gitlab",
  name,
  reviewName: "merge request",
  keyPrefix,
  tokenVariables: ["GITLAB_TOKEN"],
  tokenAdvice: "set GITLAB_TOKEN to a project access token with the scope api (CI_JOB_TOKEN cannot write notes)",
  apiVariable: "CI_API_V4_URL",
  detect: gitLabReview,
  parseReviewPath(pathname) {
    const [, path, digits] = /^\/(.{1,500}?)\/-\/merge_requests\/(\d{1,15})$/.exec(pathname) ?? [];
    const [repository, number] = [projectPath(path), reviewNumber(digits)];
    return repository === undefined || number === undefined ? undefined : { repository, number };
  },
  reviewUrl: ({ serverUrl, repository }, number) => `${serverUrl}/${repository}/-/merge_requests/${number}`,
  defaultApiUrl: gitLabApi,
  headRef: (number) => `refs/merge-requests/${number}/head`,
  connect,
};

function connect(address: HostAddress, { token, sleep, signal, retry, ...connection }: HostConnection) {
  const auth = { type: "bearer", token } as const;
  const client = createHttpClient({ ...connection, url: address.apiUrl, auth, timeoutMs: 20_000, maxSockets: 2 });
  return createGitLabHost(
    createHostApi({ client, name, sleep, signal, retry, hasNext, advice: rightsAdvice }),
    address,
  );
}

/** A full page without the header (a proxy took it) counts as one more. */
function hasNext({ headers }: HttpResponse, items: number): boolean {
  const next = headers["x-next-page"];
  return next === undefined ? items >= 100 : next !== "";
}
