import { makeKey } from "../../identity/preview-identity.ts";
import { asObject, field, textField } from "../../json/read.ts";
import {
  branchName,
  commitHash,
  optional,
  repositoryName,
  reviewNumber,
  serverAddress,
} from "../comment/checked-text.ts";
import { commentedPull, endInEvent, pullOfRef } from "../hosts/pull-request.ts";
import { type ReviewProject, reviewProject } from "../hosts/review-project.ts";
import type { HostAddress, Review, ReviewHead, ReviewSources } from "../hosts/review-shape.ts";
import { runOrder } from "../hosts/run-order.ts";

/** Of the keys of pull requests. */
export const keyPrefix = "pr";

/** The part of a review that depends on what started the run. */
type EventPart = Omit<Review, keyof ReviewProject | "host" | "event">;

/**
 * The review of a run in GitHub Actions; undefined elsewhere. Everything of the event is checked by pattern: names of
 * branches and repositories are chosen by whoever opens a pull request.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
export function gitHubReview({ env, event, user }: ReviewSources): Review | undefined {
  const [serverUrl, repository] = [serverAddress(env["GITHUB_SERVER_URL"]), repositoryName(env["GITHUB_REPOSITORY"])];
  if (env["GITHUB_ACTIONS"] !== "true" || serverUrl === undefined || repository === undefined) return undefined;
  const host: HostAddress = {
    kind: "github",
    serverUrl,
    repository,
    apiUrl: gitHubApi(env["GITHUB_API_URL"], serverUrl),
  };
  const name = env["GITHUB_EVENT_NAME"];
  const part = eventPart(name, event, host, env) ?? branchPart(event, env, user);
  return {
    ...reviewProject({ ...host, id: env["GITHUB_REPOSITORY_ID"] || repositoryId(event, repository) }),
    host,
    ...optional("order", runOrder(env["GITHUB_RUN_ID"], env["GITHUB_RUN_ATTEMPT"])),
    ...optional("event", name),
    ...part,
  };
}

/** The number of the repository in an event about it. */
function repositoryId(event: unknown, repository: string): unknown {
  const its = sameRepository(textField(event, "repository", "full_name"), repository);
  return its ? field(event, "repository", "id") : undefined;
}

/** The REST API of a GitHub server: what the environment names, else the two forms that exist. */
export function gitHubApi(named: string | undefined, serverUrl: string): string {
  return (
    serverAddress(named) ??
    (new URL(serverUrl).host === "github.com" ? "https://api.github.com" : `${serverUrl}/api/v3`)
  );
}

/** Address of a pull request's page. */
export function gitHubReviewUrl(
  { serverUrl, repository }: Pick<HostAddress, "serverUrl" | "repository">,
  number: number,
): string {
  return `${serverUrl}/${repository}/pull/${number}`;
}

function eventPart(
  name: string | undefined,
  event: unknown,
  host: HostAddress,
  env: ReviewSources["env"],
): EventPart | undefined {
  if (name === "workflow_run") return workflowRun(event, host);
  if (name === "merge_group") return mergeGroup(event);
  if (name === "issue_comment") {
    const number = commentedPull(event);
    // Whose the commits are is not in the event: until the host says otherwise they are a stranger's.
    return number === undefined ? undefined : { ...numbered(number, host), fork: true };
  }
  const pull = asObject(field(event, "pull_request"));
  if (pull !== undefined) return pullRequest(pull, textField(event, "action"), host);
  // The event file is missing: the ref of `pull_request` names the number too.
  const number = pullOfRef(env["GITHUB_REF"]);
  return number === undefined
    ? undefined
    : { ...numbered(number, host), ...optional("commit", commitHash(env["GITHUB_SHA"])) };
}

function numbered(number: number, host: HostAddress) {
  return { key: `${keyPrefix}-${number}`, number, url: gitHubReviewUrl(host, number) };
}

function pullRequest(pull: object, action: string | undefined, host: HostAddress): EventPart | undefined {
  const number = reviewNumber(field(pull, "number"));
  if (number === undefined) return undefined;
  return {
    ...numbered(number, host),
    ...optional("commit", commitHash(textField(pull, "head", "sha"))),
    ...optional("sourceBranch", branchName(textField(pull, "head", "ref"))),
    ...optional("baseRevision", commitHash(textField(pull, "base", "sha"))),
    // The repository of a fork that was deleted is null: still a fork.
    fork: !sameRepository(textField(pull, "head", "repo", "full_name"), host.repository),
    ...optional("closed", endInEvent(pull, action)),
  };
}

/**
 * The second stage for forks. What ran before is described by the event, but not its number: the host has to say that.
 * The order is the first stage's: its runs were started by the pushes.
 */
function workflowRun(event: unknown, host: HostAddress): EventPart | undefined {
  const run = field(event, "workflow_run");
  const head: { [P in keyof ReviewHead]: string | undefined } = {
    repository: repositoryName(textField(run, "head_repository", "full_name")),
    branch: branchName(textField(run, "head_branch")),
    commit: commitHash(textField(run, "head_sha")),
  };
  const { repository, branch, commit } = head;
  if (repository === undefined || branch === undefined || commit === undefined) return undefined;
  const base = { commit, sourceBranch: branch, fork: !sameRepository(repository, host.repository) };
  const order = runOrder(numberOf(field(run, "id")), numberOf(field(run, "run_attempt")));
  const reviewed = ["pull_request", "pull_request_target"].includes(textField(run, "event") ?? "");
  if (!reviewed) return { ...base, ...optional("order", order), key: makeKey("branch", branch) };
  return {
    ...base,
    ...optional("order", order),
    key: makeKey("head", commit.slice(0, 12)),
    pending: { repository, branch, commit },
  };
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

/** A merge queue tries the merged state of a pull request: a preview of its own, which never is the pull request's. */
function mergeGroup(event: unknown): EventPart | undefined {
  const group = field(event, "merge_group");
  const ref = textField(group, "head_ref") ?? "";
  const commit = commitHash(textField(group, "head_sha"));
  if (commit === undefined) return undefined;
  const number = reviewNumber(/\/pr-(\d{1,15})-[0-9a-f]{40,64}$/.exec(ref)?.[1]);
  return {
    key: makeKey("queue", number === undefined ? commit.slice(0, 12) : String(number)),
    commit,
    ...optional("sourceBranch", branchName(ref.replace(/^refs\/heads\//, ""))),
    ...optional("baseRevision", commitHash(textField(group, "base_sha"))),
    fork: false,
    endsWithRun: true,
  };
}

function branchPart(event: unknown, env: ReviewSources["env"], user: string): EventPart {
  const branch = branchName(env["GITHUB_REF_NAME"]);
  const pushed = env["GITHUB_EVENT_NAME"] === "push";
  return {
    key: makeKey("branch", branch ?? user),
    ...optional("commit", commitHash(env["GITHUB_SHA"])),
    ...optional("sourceBranch", branch),
    ...(pushed ? optional("baseRevision", commitHash(textField(event, "before"))) : {}),
    fork: false,
  };
}

function sameRepository(one: string | undefined, other: string): boolean {
  return one !== undefined && one.toLowerCase() === other.toLowerCase();
}
