import { makeKey } from "../../identity/preview-identity.ts";
import { projectId } from "../../identity/project-id.ts";
import { branchName, commitHash, optional, reviewNumber, serverAddress } from "../comment/checked-text.ts";
import { type ReviewProject, reviewProject, withName } from "../hosts/review-project.ts";
import type { HostAddress, Review, ReviewSources } from "../hosts/review-shape.ts";
import { runOrder } from "../hosts/run-order.ts";

/** Of the keys of merge requests. */
export const keyPrefix = "mr";

/**
 * The review of a run in GitLab CI; undefined elsewhere. A merge request of a fork is the target project's, also when
 * the pipeline runs in the fork.
 *
 * @see https://docs.gitlab.com/ci/variables/predefined_variables/
 */
export function gitLabReview({ env, user }: ReviewSources): Review | undefined {
  const host = env["CI_SERVER_HOST"];
  const number = reviewNumber(env["CI_MERGE_REQUEST_IID"]);
  const path =
    projectPath(number === undefined ? undefined : env["CI_MERGE_REQUEST_PROJECT_PATH"]) ??
    projectPath(env["CI_PROJECT_PATH"]);
  if (env["GITLAB_CI"] !== "true" || host === undefined || host === "" || path === undefined) return undefined;
  const projectUrl = serverAddress(
    (number === undefined ? undefined : env["CI_MERGE_REQUEST_PROJECT_URL"]) || env["CI_PROJECT_URL"],
  );
  const address = hostAddress(env, path);
  const common = {
    ...projectOf(env, { path, number, host, address }),
    ...optional("host", address),
    ...optional("order", runOrder(env["CI_PIPELINE_ID"], "1")),
    ...optional("event", env["CI_PIPELINE_SOURCE"] || undefined),
  };
  if (number === undefined) return { ...common, ...branchPart(env, user) };
  if (env["CI_MERGE_REQUEST_EVENT_TYPE"] === "merge_train") return { ...common, ...trainPart(env, number) };
  return {
    ...common,
    key: `${keyPrefix}-${number}`,
    number,
    ...optional("url", projectUrl === undefined ? undefined : `${projectUrl}/-/merge_requests/${number}`),
    // In a pipeline for merged results the commit is a merge that nobody pushed; the source branch's own one is named
    // then.
    ...optional("commit", commitHash(env["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"]) ?? commitHash(env["CI_COMMIT_SHA"])),
    ...changePart(env),
  };
}

/** The project that the merge request goes into, else the pipeline's; former names as earlier versions made them. */
function projectOf(
  env: ReviewSources["env"],
  repository: { path: string; number: number | undefined; host: string; address: HostAddress | undefined },
): ReviewProject {
  const { path, number, host, address } = repository;
  const byName = projectId({ host, path });
  if (address === undefined) return { project: byName };
  const target = number === undefined ? undefined : env["CI_MERGE_REQUEST_PROJECT_ID"];
  const id = target || (path === env["CI_PROJECT_PATH"] ? env["CI_PROJECT_ID"] : undefined);
  return withName(reviewProject({ ...address, id }), byName);
}

/**
 * A merge train tries a merge request on top of those before it: a preview of its own, which never replaces the merge
 * request's. The commit is the merge that the train tries.
 */
function trainPart(env: ReviewSources["env"], number: number) {
  return {
    key: makeKey("queue", String(number)),
    ...optional("commit", commitHash(env["CI_COMMIT_SHA"])),
    ...changePart(env),
    endsWithRun: true,
  } as const;
}

/** Where the commits of a merge request come from, and what they are compared with. */
function changePart(env: ReviewSources["env"]) {
  return {
    ...optional("sourceBranch", branchName(env["CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"])),
    ...optional(
      "baseRevision",
      commitHash(env["CI_MERGE_REQUEST_TARGET_BRANCH_SHA"]) ?? commitHash(env["CI_MERGE_REQUEST_DIFF_BASE_SHA"]),
    ),
    ...optional("fork", isFork(env)),
  };
}

function hostAddress(env: ReviewSources["env"], repository: string): HostAddress | undefined {
  const serverUrl = serverAddress(env["CI_SERVER_URL"]) ?? serverAddress(`https://${env["CI_SERVER_HOST"]}`);
  if (serverUrl === undefined) return undefined;
  const apiUrl = serverAddress(env["CI_API_V4_URL"]) ?? gitLabApi(serverUrl);
  return { kind: "gitlab", serverUrl, repository, apiUrl, ...optional("repositoryId", projectNumber(env, repository)) };
}

/** The number of the project with this path, which is the merge request's target or the pipeline's own project. */
function projectNumber(env: ReviewSources["env"], repository: string): number | undefined {
  const isTarget = env["CI_MERGE_REQUEST_PROJECT_PATH"] === repository;
  const id = isTarget ? env["CI_MERGE_REQUEST_PROJECT_ID"] : undefined;
  return reviewNumber(id ?? (env["CI_PROJECT_PATH"] === repository ? env["CI_PROJECT_ID"] : undefined));
}

/** The REST API of a GitLab server. */
export function gitLabApi(serverUrl: string): string {
  return `${serverUrl}/api/v4`;
}

function isFork(env: ReviewSources["env"]): boolean | undefined {
  const [source, target] = [env["CI_MERGE_REQUEST_SOURCE_PROJECT_ID"], env["CI_MERGE_REQUEST_PROJECT_ID"]];
  return source && target ? source !== target : undefined;
}

function branchPart(env: ReviewSources["env"], user: string) {
  const branch = branchName(env["CI_COMMIT_BRANCH"] || env["CI_COMMIT_REF_NAME"]);
  return {
    key: makeKey("branch", branch ?? user),
    fork: false,
    ...optional("commit", commitHash(env["CI_COMMIT_SHA"])),
    ...optional("sourceBranch", branch),
    ...(env["CI_PIPELINE_SOURCE"] === "push" ? optional("baseRevision", commitHash(env["CI_COMMIT_BEFORE_SHA"])) : {}),
  };
}

/** Groups, subgroups and project. */
export function projectPath(text: string | undefined): string | undefined {
  return text !== undefined &&
    text.length <= 500 &&
    /^[\p{L}\p{N}_.][\p{L}\p{N}_.-]*(?:\/[\p{L}\p{N}_.][\p{L}\p{N}_.-]*)+$/u.test(text)
    ? text
    : undefined;
}
