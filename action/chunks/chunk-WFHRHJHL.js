import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  runOrder
} from "./chunk-LBV6Z5BT.js";
import {
  branchName,
  changedFile,
  commitHash,
  deletedFile,
  optional,
  repositoryName,
  reviewNumber
} from "./chunk-PMDPCLWW.js";
import {
  allNames,
  numberedProjectId,
  pathProjectIds,
  projectId
} from "./chunk-5UHCLHX7.js";
import {
  serverAddress
} from "./chunk-B4BP7DEG.js";
import {
  makeKey
} from "./chunk-REFUIXMO.js";
import {
  asArray,
  asObject,
  field,
  numberField,
  textField
} from "./chunk-Z4Q2ISX3.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";

// src/ci/hosts/review-project.ts
function reviewProject({ kind, serverUrl, repository, id, page }) {
  const [known, address] = [reviewNumber(id), serverAddress(page)];
  const paths = [...pathProjectIds(serverUrl, repository), ...address === void 0 ? [] : pathsOf(address)];
  if (known === void 0) return named(paths[0], paths);
  const { hostname } = new URL(address ?? serverUrl);
  return { ...named(numberedProjectId({ kind, hostname, id: known }), paths), repositoryId: known };
}
function withRepository(review, repository) {
  const { project, formerProjects = [], ...found } = reviewProject(repository);
  return { ...review, ...found, ...named(project, [...formerProjects, ...allNames(review)]) };
}
function withName(found, name) {
  const names = [name, ...allNames(found)];
  return { ...found, ...named(found.repositoryId === void 0 ? name : found.project, names) };
}
function pathsOf(page) {
  const { origin, pathname } = new URL(page);
  return pathProjectIds(origin, pathname.replace(/^\/+/, ""));
}
function named(project, names) {
  const formerProjects = [...new Set(names)].filter((name) => name !== project);
  return formerProjects.length === 0 ? { project } : { project, formerProjects };
}

// src/ci/hosts/pull-request.ts
function pullState(raw) {
  const [state, merged] = [field(raw, "state"), field(raw, "merged")];
  if (state === "open") return "open";
  if (state !== "closed") return "unknown";
  return merged === true ? "merged" : merged === false ? "closed" : "unknown";
}
function pullLabels(raw) {
  const labels = field(raw, "labels");
  return Array.isArray(labels) ? asArray(labels).flatMap((label) => textField(label, "name") ?? []) : void 0;
}
function pullDraft(raw) {
  const draft = field(raw, "draft");
  return typeof draft === "boolean" ? draft : void 0;
}
function isOpenPullOf(raw, { repository, branch, commit }) {
  return textField(raw, "head", "repo", "full_name")?.toLowerCase() === repository.toLowerCase() && textField(raw, "head", "ref") === branch && textField(raw, "head", "sha") === commit && field(raw, "state") === "open";
}
function endInEvent(pull, action) {
  if (action !== "closed") return void 0;
  return field(pull, "merged") === true ? "merged" : "closed";
}
function commentedPull(event) {
  const isPull = asObject(field(event, "issue", "pull_request")) !== void 0;
  return isPull ? reviewNumber(field(event, "issue", "number")) : void 0;
}
function pullOfRef(ref) {
  return reviewNumber(/^refs\/pull\/(\d{1,15})\//.exec(ref ?? "")?.[1]);
}

// src/ci/forgejo/read-pull.ts
function pullFacts(raw, number, repository) {
  if (numberField(raw, "number") !== number) return { state: "unknown" };
  const ref = textField(raw, "head", "ref");
  return {
    state: pullState(raw),
    fork: isFork(raw, repository),
    ...defined({
      commit: commitHash(textField(raw, "head", "sha")),
      sourceBranch: isRef(ref) ? void 0 : branchName(ref),
      baseRevision: commitHash(textField(raw, "base", "sha")),
      draft: pullDraft(raw),
      labels: pullLabels(raw)
    })
  };
}
function isFork(pull, repository) {
  const head = textField(pull, "head", "repo", "full_name");
  return head?.toLowerCase() !== repository.toLowerCase() || isRef(textField(pull, "head", "ref"));
}
function isRef(branch) {
  return branch?.startsWith("refs/") === true;
}
function pullFiles(raw) {
  const [path, status] = [textField(raw, "filename"), textField(raw, "status")];
  if (path === void 0) return [];
  if (status === "deleted") return [deletedFile(path)];
  const isNew = status === "added" || status === "copied";
  return changedFile(path, isNew ? void 0 : textField(raw, "previous_filename") || path, status === "renamed");
}

// src/ci/forgejo/forgejo-review.ts
var keyPrefix = "pull";
function forgejoReview({ env, event, user }) {
  const [serverUrl, repository] = [serverAddress(env["GITHUB_SERVER_URL"]), repositoryPath(env["GITHUB_REPOSITORY"])];
  if (!isOurRun(env) || serverUrl === void 0 || repository === void 0) return void 0;
  const apiUrl = serverAddress(env["GITHUB_API_URL"]) ?? forgejoApi(serverUrl);
  const host = { kind: "forgejo", serverUrl, repository, apiUrl };
  const name = env["GITHUB_EVENT_NAME"];
  const part = eventPart(name, event, host, env) ?? branchPart(event, env, user);
  return {
    ...reviewProject({ ...host, ...repositoryOf(event, repository) }),
    host,
    ...defined({ order: runOrder(env["GITHUB_RUN_ID"], env["GITHUB_RUN_ATTEMPT"]), event: name }),
    ...part
  };
}
function repositoryOf(event, repository) {
  const raw = field(event, "repository");
  if (textField(raw, "full_name")?.toLowerCase() !== repository.toLowerCase()) return {};
  return defined({ id: numberField(raw, "id"), page: textField(raw, "html_url") });
}
function isOurRun(env) {
  if (env["GITHUB_ACTIONS"] !== "true") return false;
  const api = env["GITHUB_API_URL"];
  if (api) return /\/api\/v1\/*$/.test(api);
  return env["FORGEJO_ACTIONS"] === "true" || env["GITEA_ACTIONS"] === "true";
}
function forgejoApi(serverUrl) {
  return `${serverUrl}/api/v1`;
}
function forgejoReviewUrl({ serverUrl, repository }, number) {
  return `${serverUrl}/${repository}/pulls/${number}`;
}
function repositoryPath(text) {
  return text !== void 0 && /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}\/[A-Za-z0-9._-]{1,100}$/.test(text) && !/\/\.{1,2}$/.test(text) ? text : void 0;
}
function eventPart(name, event, host, env) {
  if (name === "workflow_run") return workflowRun(event, host);
  if (name === "issue_comment") {
    const number2 = commentedPull(event);
    return number2 === void 0 ? void 0 : { ...numbered(number2, host), fork: true };
  }
  const pull = asObject(field(event, "pull_request"));
  if (pull !== void 0) return pullRequest(pull, textField(event, "action"), host);
  const number = pullOfRef(env["GITHUB_REF"]);
  return number === void 0 ? void 0 : { ...numbered(number, host), ...defined({ commit: commitHash(env["GITHUB_SHA"]) }) };
}
function numbered(number, host) {
  return { key: `${keyPrefix}-${number}`, number, url: forgejoReviewUrl(host, number) };
}
function pullRequest(pull, action, host) {
  const number = reviewNumber(field(pull, "number"));
  if (number === void 0) return void 0;
  return {
    ...numbered(number, host),
    fork: isFork(pull, host.repository),
    ...defined({
      url: pageOf(pull, number, host),
      commit: commitHash(textField(pull, "head", "sha")),
      sourceBranch: isRef(textField(pull, "head", "ref")) ? void 0 : branchName(textField(pull, "head", "ref")),
      // The branch's tip; `merge_base` may still be the one of an earlier push.
      baseRevision: commitHash(textField(pull, "base", "sha")),
      closed: endInEvent(pull, action)
    })
  };
}
function pageOf(pull, number, { repository }) {
  const page = serverAddress(textField(pull, "html_url"));
  return page?.endsWith(`/${repository}/pulls/${number}`) === true ? page : void 0;
}
function workflowRun(event, host) {
  const run = field(event, "workflow_run");
  const commit = commitHash(textField(run, "head_sha"));
  if (commit === void 0) return void 0;
  const branch = branchName(textField(run, "head_branch"));
  const order = runOrder(numberField(run, "id"), numberField(run, "run_attempt"));
  const reviewed = ["pull_request", "pull_request_target"].includes(textField(run, "event") ?? "");
  if (!reviewed && branch !== void 0)
    return { key: makeKey("branch", branch), commit, fork: false, ...defined({ sourceBranch: branch, order }) };
  const pulls = reviewed ? asArray(field(run, "pull_requests")) : [];
  const number = pulls.length === 1 ? reviewNumber(field(pulls[0], "number")) : void 0;
  const which = number === void 0 ? { key: makeKey("head", commit.slice(0, 12)) } : numbered(number, host);
  return { ...which, commit, fork: true, ...defined({ order }) };
}
function branchPart(event, env, user) {
  const branch = branchName(env["GITHUB_REF_NAME"]);
  const before = env["GITHUB_EVENT_NAME"] === "push" ? commitHash(textField(event, "before")) : void 0;
  return {
    key: makeKey("branch", branch ?? user),
    fork: false,
    ...defined({ commit: commitHash(env["GITHUB_SHA"]), sourceBranch: branch, baseRevision: before })
  };
}

// src/ci/forgejo/forgejo.ts
var forgejo = {
  kind: "forgejo",
  name: "Forgejo",
  reviewName: "pull request",
  keyPrefix,
  tokenVariables: ["FORGEJO_TOKEN", "GITEA_TOKEN"],
  tokenAdvice: "set FORGEJO_TOKEN (Forgejo's runner sets it; in a Gitea workflow: env: GITEA_TOKEN: ${{ github.token }}), outside of a job to an access token with the scopes read:user, write:issue and write:repository",
  apiVariable: "FORGEJO_API_URL",
  eventVariable: "GITHUB_EVENT_PATH",
  detect: forgejoReview,
  parseReviewPath(pathname) {
    const [, path, digits] = /^\/([^/]+\/[^/]+)\/pulls\/(\d{1,15})$/.exec(pathname) ?? [];
    const [repository, number] = [repositoryPath(path), reviewNumber(digits)];
    return repository === void 0 || number === void 0 ? void 0 : { repository, number };
  },
  repositoryPath,
  reviewUrl: forgejoReviewUrl,
  defaultApiUrl: forgejoApi,
  headRef: (number) => `refs/pull/${number}/head`
};

// src/ci/github/github-review.ts
var keyPrefix2 = "pr";
function gitHubReview({ env, event, user }) {
  const [serverUrl, repository] = [serverAddress(env["GITHUB_SERVER_URL"]), repositoryName(env["GITHUB_REPOSITORY"])];
  if (env["GITHUB_ACTIONS"] !== "true" || serverUrl === void 0 || repository === void 0) return void 0;
  const host = {
    kind: "github",
    serverUrl,
    repository,
    apiUrl: gitHubApi(env["GITHUB_API_URL"], serverUrl)
  };
  const name = env["GITHUB_EVENT_NAME"];
  const part = eventPart2(name, event, host, env) ?? branchPart2(event, env, user);
  return {
    ...reviewProject({ ...host, id: env["GITHUB_REPOSITORY_ID"] || repositoryId(event, repository) }),
    host,
    ...optional("order", runOrder(env["GITHUB_RUN_ID"], env["GITHUB_RUN_ATTEMPT"])),
    ...optional("event", name),
    ...part
  };
}
function repositoryId(event, repository) {
  const its = sameRepository(textField(event, "repository", "full_name"), repository);
  return its ? field(event, "repository", "id") : void 0;
}
function gitHubApi(named2, serverUrl) {
  return serverAddress(named2) ?? (new URL(serverUrl).host === "github.com" ? "https://api.github.com" : `${serverUrl}/api/v3`);
}
function gitHubReviewUrl({ serverUrl, repository }, number) {
  return `${serverUrl}/${repository}/pull/${number}`;
}
function eventPart2(name, event, host, env) {
  if (name === "workflow_run") return workflowRun2(event, host);
  if (name === "merge_group") return mergeGroup(event);
  if (name === "issue_comment") {
    const number2 = commentedPull(event);
    return number2 === void 0 ? void 0 : { ...numbered2(number2, host), fork: true };
  }
  const pull = asObject(field(event, "pull_request"));
  if (pull !== void 0) return pullRequest2(pull, textField(event, "action"), host);
  const number = pullOfRef(env["GITHUB_REF"]);
  return number === void 0 ? void 0 : { ...numbered2(number, host), ...optional("commit", commitHash(env["GITHUB_SHA"])) };
}
function numbered2(number, host) {
  return { key: `${keyPrefix2}-${number}`, number, url: gitHubReviewUrl(host, number) };
}
function pullRequest2(pull, action, host) {
  const number = reviewNumber(field(pull, "number"));
  if (number === void 0) return void 0;
  return {
    ...numbered2(number, host),
    ...optional("commit", commitHash(textField(pull, "head", "sha"))),
    ...optional("sourceBranch", branchName(textField(pull, "head", "ref"))),
    ...optional("baseRevision", commitHash(textField(pull, "base", "sha"))),
    // The repository of a fork that was deleted is null: still a fork.
    fork: !sameRepository(textField(pull, "head", "repo", "full_name"), host.repository),
    ...optional("closed", endInEvent(pull, action))
  };
}
function workflowRun2(event, host) {
  const run = field(event, "workflow_run");
  const head = {
    repository: repositoryName(textField(run, "head_repository", "full_name")),
    branch: branchName(textField(run, "head_branch")),
    commit: commitHash(textField(run, "head_sha"))
  };
  const { repository, branch, commit } = head;
  if (repository === void 0 || branch === void 0 || commit === void 0) return void 0;
  const base = { commit, sourceBranch: branch, fork: !sameRepository(repository, host.repository) };
  const order = runOrder(numberOf(field(run, "id")), numberOf(field(run, "run_attempt")));
  const reviewed = ["pull_request", "pull_request_target"].includes(textField(run, "event") ?? "");
  if (!reviewed) return { ...base, ...optional("order", order), key: makeKey("branch", branch) };
  return {
    ...base,
    ...optional("order", order),
    key: makeKey("head", commit.slice(0, 12)),
    pending: { repository, branch, commit }
  };
}
function numberOf(value) {
  return typeof value === "number" ? value : void 0;
}
function mergeGroup(event) {
  const group = field(event, "merge_group");
  const ref = textField(group, "head_ref") ?? "";
  const commit = commitHash(textField(group, "head_sha"));
  if (commit === void 0) return void 0;
  const number = reviewNumber(/\/pr-(\d{1,15})-[0-9a-f]{40,64}$/.exec(ref)?.[1]);
  return {
    key: makeKey("queue", number === void 0 ? commit.slice(0, 12) : String(number)),
    commit,
    ...optional("sourceBranch", branchName(ref.replace(/^refs\/heads\//, ""))),
    ...optional("baseRevision", commitHash(textField(group, "base_sha"))),
    fork: false,
    endsWithRun: true
  };
}
function branchPart2(event, env, user) {
  const branch = branchName(env["GITHUB_REF_NAME"]);
  const pushed = env["GITHUB_EVENT_NAME"] === "push";
  return {
    key: makeKey("branch", branch ?? user),
    ...optional("commit", commitHash(env["GITHUB_SHA"])),
    ...optional("sourceBranch", branch),
    ...pushed ? optional("baseRevision", commitHash(textField(event, "before"))) : {},
    fork: false
  };
}
function sameRepository(one, other) {
  return one !== void 0 && one.toLowerCase() === other.toLowerCase();
}

// src/ci/github/github.ts
var gitHub = {
  kind: "github",
  name: "GitHub",
  reviewName: "pull request",
  keyPrefix: keyPrefix2,
  tokenVariables: ["GITHUB_TOKEN", "GH_TOKEN"],
  tokenAdvice: "set GITHUB_TOKEN (in a workflow: env: GITHUB_TOKEN: ${{ github.token }})",
  publicHost: "github.com",
  apiVariable: "GITHUB_API_URL",
  eventVariable: "GITHUB_EVENT_PATH",
  detect: gitHubReview,
  parseReviewPath(pathname) {
    const [, path, digits] = /^\/([^/]+\/[^/]+)\/pull\/(\d{1,15})$/.exec(pathname) ?? [];
    const [repository, number] = [repositoryName(path), reviewNumber(digits)];
    return repository === void 0 || number === void 0 ? void 0 : { repository, number };
  },
  repositoryPath: repositoryName,
  reviewUrl: gitHubReviewUrl,
  defaultApiUrl: (serverUrl) => gitHubApi(void 0, serverUrl),
  headRef: (number) => `refs/pull/${number}/head`
};

// src/ci/gitlab/gitlab-review.ts
var keyPrefix3 = "mr";
function gitLabReview({ env, user }) {
  const host = env["CI_SERVER_HOST"];
  const number = reviewNumber(env["CI_MERGE_REQUEST_IID"]);
  const path = projectPath(number === void 0 ? void 0 : env["CI_MERGE_REQUEST_PROJECT_PATH"]) ?? projectPath(env["CI_PROJECT_PATH"]);
  if (env["GITLAB_CI"] !== "true" || host === void 0 || host === "" || path === void 0) return void 0;
  const projectUrl = serverAddress(
    (number === void 0 ? void 0 : env["CI_MERGE_REQUEST_PROJECT_URL"]) || env["CI_PROJECT_URL"]
  );
  const address = hostAddress(env, path);
  const common = {
    ...projectOf(env, { path, number, host, address }),
    ...optional("host", address),
    ...optional("order", runOrder(env["CI_PIPELINE_ID"], "1")),
    ...optional("event", env["CI_PIPELINE_SOURCE"] || void 0)
  };
  if (number === void 0) return { ...common, ...branchPart3(env, user) };
  if (env["CI_MERGE_REQUEST_EVENT_TYPE"] === "merge_train") return { ...common, ...trainPart(env, number) };
  return {
    ...common,
    key: `${keyPrefix3}-${number}`,
    number,
    ...optional("url", projectUrl === void 0 ? void 0 : `${projectUrl}/-/merge_requests/${number}`),
    // In a pipeline for merged results the commit is a merge that nobody pushed; the source branch's own one is named
    // then.
    ...optional("commit", commitHash(env["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"]) ?? commitHash(env["CI_COMMIT_SHA"])),
    ...changePart(env)
  };
}
function projectOf(env, repository) {
  const { path, number, host, address } = repository;
  const byName = projectId({ host, path });
  if (address === void 0) return { project: byName };
  const target = number === void 0 ? void 0 : env["CI_MERGE_REQUEST_PROJECT_ID"];
  const id = target || (path === env["CI_PROJECT_PATH"] ? env["CI_PROJECT_ID"] : void 0);
  return withName(reviewProject({ ...address, id }), byName);
}
function trainPart(env, number) {
  return {
    key: makeKey("queue", String(number)),
    ...optional("commit", commitHash(env["CI_COMMIT_SHA"])),
    ...changePart(env),
    endsWithRun: true
  };
}
function changePart(env) {
  return {
    ...optional("sourceBranch", branchName(env["CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"])),
    ...optional(
      "baseRevision",
      commitHash(env["CI_MERGE_REQUEST_TARGET_BRANCH_SHA"]) ?? commitHash(env["CI_MERGE_REQUEST_DIFF_BASE_SHA"])
    ),
    ...optional("fork", isFork2(env))
  };
}
function hostAddress(env, repository) {
  const serverUrl = serverAddress(env["CI_SERVER_URL"]) ?? serverAddress(`https://${env["CI_SERVER_HOST"]}`);
  if (serverUrl === void 0) return void 0;
  const apiUrl = serverAddress(env["CI_API_V4_URL"]) ?? gitLabApi(serverUrl);
  return { kind: "gitlab", serverUrl, repository, apiUrl, ...optional("repositoryId", projectNumber(env, repository)) };
}
function projectNumber(env, repository) {
  const isTarget = env["CI_MERGE_REQUEST_PROJECT_PATH"] === repository;
  const id = isTarget ? env["CI_MERGE_REQUEST_PROJECT_ID"] : void 0;
  return reviewNumber(id ?? (env["CI_PROJECT_PATH"] === repository ? env["CI_PROJECT_ID"] : void 0));
}
function gitLabApi(serverUrl) {
  return `${serverUrl}/api/v4`;
}
function isFork2(env) {
  const [source, target] = [env["CI_MERGE_REQUEST_SOURCE_PROJECT_ID"], env["CI_MERGE_REQUEST_PROJECT_ID"]];
  return source && target ? source !== target : void 0;
}
function branchPart3(env, user) {
  const branch = branchName(env["CI_COMMIT_BRANCH"] || env["CI_COMMIT_REF_NAME"]);
  return {
    key: makeKey("branch", branch ?? user),
    fork: false,
    ...optional("commit", commitHash(env["CI_COMMIT_SHA"])),
    ...optional("sourceBranch", branch),
    ...env["CI_PIPELINE_SOURCE"] === "push" ? optional("baseRevision", commitHash(env["CI_COMMIT_BEFORE_SHA"])) : {}
  };
}
function projectPath(text) {
  return text !== void 0 && text.length <= 500 && /^[\p{L}\p{N}_.][\p{L}\p{N}_.-]*(?:\/[\p{L}\p{N}_.][\p{L}\p{N}_.-]*)+$/u.test(text) ? text : void 0;
}

// src/ci/gitlab/gitlab.ts
var gitLab = {
  kind: "gitlab",
  name: "GitLab",
  reviewName: "merge request",
  keyPrefix: keyPrefix3,
  tokenVariables: ["GITLAB_TOKEN"],
  tokenAdvice: "set GITLAB_TOKEN to a project access token with the scope api (CI_JOB_TOKEN cannot write notes)",
  publicHost: "gitlab.com",
  apiVariable: "CI_API_V4_URL",
  detect: gitLabReview,
  parseReviewPath(pathname) {
    const [, path, digits] = /^\/(.{1,500}?)\/-\/merge_requests\/(\d{1,15})$/.exec(pathname) ?? [];
    const [repository, number] = [projectPath(path), reviewNumber(digits)];
    return repository === void 0 || number === void 0 ? void 0 : { repository, number };
  },
  repositoryPath: projectPath,
  reviewUrl: ({ serverUrl, repository }, number) => `${serverUrl}/${repository}/-/merge_requests/${number}`,
  defaultApiUrl: gitLabApi,
  headRef: (number) => `refs/merge-requests/${number}/head`
};

// src/ci/hosts/hosts.ts
var table = { forgejo, github: gitHub, gitlab: gitLab };
var hosts = Object.values(table);
function hostOf({ kind }) {
  return table[kind];
}
function hostNames() {
  return hosts.map(({ name }) => name).join(", ").replace(/, (?=[^,]*$)/, " or ");
}

export {
  pullState,
  pullLabels,
  pullDraft,
  isOpenPullOf,
  reviewProject,
  withRepository,
  pullFacts,
  pullFiles,
  keyPrefix,
  forgejo,
  keyPrefix2,
  gitHub,
  keyPrefix3,
  gitLab,
  hosts,
  hostOf,
  hostNames
};
