import { makeKey } from "../../identity/preview-identity.ts";
import { defined } from "../../json/defined.ts";
import { asArray, asObject, field, numberField, textField } from "../../json/read.ts";
import { branchName, commitHash, reviewNumber, serverAddress } from "../comment/checked-text.ts";
import { commentedPull, endInEvent, pullOfRef } from "../hosts/pull-request.ts";
import { type ReviewProject, reviewProject } from "../hosts/review-project.ts";
import type { HostAddress, Review, ReviewSources } from "../hosts/review-shape.ts";
import { runOrder } from "../hosts/run-order.ts";
import { isFork, isRef } from "./read-pull.ts";

/**
 * Of the keys of pull requests. Not `pr`, which is GitHub's: a repository that is mirrored between the two has pull
 * requests of the same number on both, and one Grafana may show previews of either.
 */
export const keyPrefix = "pull";

/** The part of a review that depends on what started the run. */
type EventPart = Omit<Review, keyof ReviewProject | "host" | "event">;

/**
 * The review of a run in Forgejo Actions or Gitea Actions; undefined elsewhere. Names of branches and repositories are
 * chosen by whoever opens a pull request, so everything of the event is checked by pattern.
 *
 * Their runners set GitHub's variables, `GITHUB_ACTIONS=true` included (Forgejo's since version 7 each as `FORGEJO_…`
 * too), and write the event that the server's webhook would send, whose pull request has GitHub's field names. The
 * server's address is the one that the runner was registered with, which need not be the one that people use.
 *
 * @see https://forgejo.org/docs/latest/user/actions/reference/#forgejo
 * @see https://code.forgejo.org/forgejo/runner `act/runner/run_context.go`: `withGithubEnv`, `getGithubContext`
 * @see https://github.com/go-gitea/gitea `services/actions/context.go`: `GenerateGiteaContext`
 */
export function forgejoReview({ env, event, user }: ReviewSources): Review | undefined {
  const [serverUrl, repository] = [serverAddress(env["GITHUB_SERVER_URL"]), repositoryPath(env["GITHUB_REPOSITORY"])];
  if (!isOurRun(env) || serverUrl === undefined || repository === undefined) return undefined;
  const apiUrl = serverAddress(env["GITHUB_API_URL"]) ?? forgejoApi(serverUrl);
  const host: HostAddress = { kind: "forgejo", serverUrl, repository, apiUrl };
  const name = env["GITHUB_EVENT_NAME"];
  const part = eventPart(name, event, host, env) ?? branchPart(event, env, user);
  return {
    ...reviewProject({ ...host, ...repositoryOf(event, repository) }),
    host,
    ...defined({ order: runOrder(env["GITHUB_RUN_ID"], env["GITHUB_RUN_ATTEMPT"]), event: name }),
    ...part,
  };
}

/** Number and page of the repository in an event about it; a schedule's event names neither. */
function repositoryOf(event: unknown, repository: string): { readonly id?: unknown; readonly page?: string } {
  const raw = field(event, "repository");
  if (textField(raw, "full_name")?.toLowerCase() !== repository.toLowerCase()) return {};
  return defined({ id: numberField(raw, "id"), page: textField(raw, "html_url") });
}

/**
 * The API's address says it: `/api/v1` at its end is theirs, GitHub's is `https://api.github.com` or ends in `/api/v3`.
 * Where it is missing, `FORGEJO_ACTIONS` or `GITEA_ACTIONS` does; Forgejo's runner sets both, Gitea's the second.
 */
function isOurRun(env: ReviewSources["env"]): boolean {
  if (env["GITHUB_ACTIONS"] !== "true") return false;
  const api = env["GITHUB_API_URL"];
  if (api) return /\/api\/v1\/*$/.test(api);
  return env["FORGEJO_ACTIONS"] === "true" || env["GITEA_ACTIONS"] === "true";
}

/** The REST API of a server. */
export function forgejoApi(serverUrl: string): string {
  return `${serverUrl}/api/v1`;
}

/** Address of a pull request's page. */
export function forgejoReviewUrl(
  { serverUrl, repository }: Pick<HostAddress, "serverUrl" | "repository">,
  number: number,
): string {
  return `${serverUrl}/${repository}/pulls/${number}`;
}

/** `owner/name`. Unlike on GitHub the owner may have dots (`IsValidUsername` in `modules/validation`). */
export function repositoryPath(text: string | undefined): string | undefined {
  return text !== undefined &&
    /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}\/[A-Za-z0-9._-]{1,100}$/.test(text) &&
    !/\/\.{1,2}$/.test(text)
    ? text
    : undefined;
}

function eventPart(
  name: string | undefined,
  event: unknown,
  host: HostAddress,
  env: ReviewSources["env"],
): EventPart | undefined {
  if (name === "workflow_run") return workflowRun(event, host);
  if (name === "issue_comment") {
    const number = commentedPull(event);
    // Whose the commits are is not in the event: until the host says otherwise they are a stranger's.
    return number === undefined ? undefined : { ...numbered(number, host), fork: true };
  }
  const pull = asObject(field(event, "pull_request"));
  if (pull !== undefined) return pullRequest(pull, textField(event, "action"), host);
  // The event file is missing: the ref of `pull_request` names the number too, and the commit is the head's own.
  const number = pullOfRef(env["GITHUB_REF"]);
  return number === undefined
    ? undefined
    : { ...numbered(number, host), ...defined({ commit: commitHash(env["GITHUB_SHA"]) }) };
}

function numbered(number: number, host: HostAddress) {
  return { key: `${keyPrefix}-${number}`, number, url: forgejoReviewUrl(host, number) };
}

function pullRequest(pull: object, action: string | undefined, host: HostAddress): EventPart | undefined {
  const number = reviewNumber(field(pull, "number"));
  if (number === undefined) return undefined;
  return {
    ...numbered(number, host),
    fork: isFork(pull, host.repository),
    ...defined({
      url: pageOf(pull, number, host),
      commit: commitHash(textField(pull, "head", "sha")),
      sourceBranch: isRef(textField(pull, "head", "ref")) ? undefined : branchName(textField(pull, "head", "ref")),
      // The branch's tip; `merge_base` may still be the one of an earlier push.
      baseRevision: commitHash(textField(pull, "base", "sha")),
      closed: endInEvent(pull, action),
    }),
  };
}

/** The page's address as the server itself gives it: the runner's may be one of an inner network. */
function pageOf(pull: object, number: number, { repository }: HostAddress): string | undefined {
  const page = serverAddress(textField(pull, "html_url"));
  return page?.endsWith(`/${repository}/pulls/${number}`) === true ? page : undefined;
}

/**
 * The second stage for forks, which Gitea has and Forgejo has not. Its event names neither the head's repository nor
 * its branch for a pull request, but, since 1.27, the pull request itself (`loadPullRequestsForRun` in
 * `services/convert/convert.go`): the server's own words. A fork that was deleted cannot be told from the repository
 * there, so that all count as forks. The order is the first stage's: its runs were started by the pushes.
 */
function workflowRun(event: unknown, host: HostAddress): EventPart | undefined {
  const run = field(event, "workflow_run");
  const commit = commitHash(textField(run, "head_sha"));
  if (commit === undefined) return undefined;
  const branch = branchName(textField(run, "head_branch"));
  const order = runOrder(numberField(run, "id"), numberField(run, "run_attempt"));
  const reviewed = ["pull_request", "pull_request_target"].includes(textField(run, "event") ?? "");
  if (!reviewed && branch !== undefined)
    return { key: makeKey("branch", branch), commit, fork: false, ...defined({ sourceBranch: branch, order }) };
  const pulls = reviewed ? asArray(field(run, "pull_requests")) : [];
  const number = pulls.length === 1 ? reviewNumber(field(pulls[0], "number")) : undefined;
  const which = number === undefined ? { key: makeKey("head", commit.slice(0, 12)) } : numbered(number, host);
  return { ...which, commit, fork: true, ...defined({ order }) };
}

function branchPart(event: unknown, env: ReviewSources["env"], user: string): EventPart {
  const branch = branchName(env["GITHUB_REF_NAME"]);
  const before = env["GITHUB_EVENT_NAME"] === "push" ? commitHash(textField(event, "before")) : undefined;
  return {
    key: makeKey("branch", branch ?? user),
    fork: false,
    ...defined({ commit: commitHash(env["GITHUB_SHA"]), sourceBranch: branch, baseRevision: before }),
  };
}
