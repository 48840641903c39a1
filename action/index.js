import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/action/main.ts
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

// node_modules/@actions/core/lib/command.js
import * as os from "os";

// node_modules/@actions/core/lib/utils.js
function toCommandValue(input) {
  if (input === null || input === void 0) {
    return "";
  } else if (typeof input === "string" || input instanceof String) {
    return input;
  }
  return JSON.stringify(input);
}
function toCommandProperties(annotationProperties) {
  if (!Object.keys(annotationProperties).length) {
    return {};
  }
  return {
    title: annotationProperties.title,
    file: annotationProperties.file,
    line: annotationProperties.startLine,
    endLine: annotationProperties.endLine,
    col: annotationProperties.startColumn,
    endColumn: annotationProperties.endColumn
  };
}

// node_modules/@actions/core/lib/command.js
function issueCommand(command, properties, message) {
  const cmd = new Command(command, properties, message);
  process.stdout.write(cmd.toString() + os.EOL);
}
var CMD_STRING = "::";
var Command = class {
  constructor(command, properties, message) {
    if (!command) {
      command = "missing.command";
    }
    this.command = command;
    this.properties = properties;
    this.message = message;
  }
  toString() {
    let cmdStr = CMD_STRING + this.command;
    if (this.properties && Object.keys(this.properties).length > 0) {
      cmdStr += " ";
      let first = true;
      for (const key in this.properties) {
        if (this.properties.hasOwnProperty(key)) {
          const val = this.properties[key];
          if (val) {
            if (first) {
              first = false;
            } else {
              cmdStr += ",";
            }
            cmdStr += `${key}=${escapeProperty(val)}`;
          }
        }
      }
    }
    cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
    return cmdStr;
  }
};
function escapeData(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}

// node_modules/@actions/core/lib/core.js
import * as os2 from "os";
var ExitCode;
(function(ExitCode2) {
  ExitCode2[ExitCode2["Success"] = 0] = "Success";
  ExitCode2[ExitCode2["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function setSecret(secret) {
  issueCommand("add-mask", {}, secret);
}
function setFailed(message) {
  process.exitCode = ExitCode.Failure;
  error(message);
}
function error(message, properties = {}) {
  issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function info(message) {
  process.stdout.write(message + os2.EOL);
}

// src/ci/hosts/event-file.ts
import { readFileSync, statSync } from "node:fs";

// src/text/server-address.ts
function serverAddress(text) {
  if (text === void 0 || text.length > 2e3 || !URL.canParse(text)) return void 0;
  const { protocol, host, pathname, username, password, search, hash } = new URL(text);
  if (protocol !== "http:" && protocol !== "https:" || username !== "" || password !== "" || search !== "" || hash !== "")
    return void 0;
  return `${protocol}//${host}${pathname.replace(/\/+$/, "")}`;
}

// src/ci/comment/checked-text.ts
function commitHash(text) {
  return text !== void 0 && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text) && !/^0+$/.test(text) ? text : void 0;
}
function branchName(text) {
  return text !== void 0 && /^(?!-)[^\u0000-\u0020\u007f~^:?*[\\]{1,255}$/.test(text) && !text.includes("..") ? text : void 0;
}
function repositoryName(text) {
  return text !== void 0 && /^[A-Za-z0-9_][A-Za-z0-9_-]{0,99}\/[A-Za-z0-9._-]{1,100}$/.test(text) && !/\/\.{1,2}$/.test(text) ? text : void 0;
}
function reviewNumber(value) {
  const number = typeof value === "string" && /^[1-9][0-9]{0,15}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number > 0 ? number : void 0;
}
function optional(key, value) {
  return value === void 0 ? {} : { [key]: value };
}

// src/errors.ts
var ExpectedError = class extends Error {
  /** Short and stable, for machines. */
  code;
  /** Details for scripts, shown by `--output json`. They must be as safe to show as the message. */
  details;
  constructor(message, { code, ...options2 }) {
    super(message, options2);
    this.name = new.target.name;
    this.code = code;
    this.details = void 0;
  }
};
var UsageError = class extends ExpectedError {
  exitCode = 2;
  /** Values that the message is about, as they were given; those that a message begins with need not be named. */
  about;
  constructor(message, { about, ...options2 } = {}) {
    super(message, { code: "usage", ...options2 });
    this.about = about;
  }
};

// src/identity/digest.ts
import { createHash } from "node:crypto";
var base32Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
function digest(length, ...parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return base32(hash.digest()).slice(0, length);
}
function base32(bytes) {
  let text = "";
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8 | byte) & 4095;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += base32Alphabet[buffer >> bits & 31];
    }
  }
  return text;
}

// src/identity/preview-identity.ts
var identityPatterns = {
  project: /^(?:[a-z2-7]{8}|local)$/,
  key: /^[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?$/,
  revision: /^[a-z2-7]{8}$/,
  src: /^[a-z2-7]{16}$/,
  uid: /^dp-[a-z2-7]{20}$/
};
var firstUnitMs = Date.UTC(2026, 0, 1);
function makeKey(...parts) {
  const text = parts.filter((part) => part !== void 0).join("-").toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").slice(0, 31).replace(/^-+/, "").slice(0, 30).replace(/-+$/, "");
  if (!identityPatterns.key.test(text))
    throw new UsageError(`"${parts.join("-")}" cannot be a key: use at least one letter or digit`);
  return text;
}

// src/json/defined.ts
function defined(fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== void 0));
}

// src/json/read.ts
function asObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : void 0;
}
function asArray(value) {
  return Array.isArray(value) ? value : [];
}
function field(value, ...path) {
  let found = value;
  for (const name of path) {
    const object = asObject(found);
    if (object === void 0 || !Object.hasOwn(object, name)) return void 0;
    found = object[name];
  }
  return found;
}
function textField(value, ...path) {
  const found = field(value, ...path);
  return typeof found === "string" ? found : void 0;
}
function numberField(value, ...path) {
  const found = field(value, ...path);
  return typeof found === "number" && Number.isFinite(found) ? found : void 0;
}

// src/ci/hosts/pull-request.ts
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

// src/identity/project-id.ts
function allNames({ project, formerProjects = [] }) {
  return [project, ...formerProjects];
}
function projectId({ host, path }) {
  return digest(8, host.toLowerCase(), path.toLowerCase());
}
function numberedProjectId(options2) {
  return digest(8, "repository", options2.kind, options2.hostname.toLowerCase(), String(options2.id));
}
function checkoutProjectId(options2) {
  return digest(8, "checkout", options2.machine.toLowerCase(), options2.user, options2.folder);
}
function pathProjectIds(serverUrl, path) {
  const { host, hostname, pathname } = new URL(serverUrl);
  const below = `${pathname.replace(/^\/+|\/+$/g, "")}/${path}`.replace(/^\//, "");
  const ids = [path, below].flatMap((one) => [host, hostname].map((name) => projectId({ host: name, path: one })));
  return [...new Set(ids)];
}

// src/ci/hosts/review-project.ts
function reviewProject({ kind, serverUrl, repository, id, page }) {
  const [known, address] = [reviewNumber(id), serverAddress(page)];
  const paths = [...pathProjectIds(serverUrl, repository), ...address === void 0 ? [] : pathsOf(address)];
  if (known === void 0) return named(paths[0], paths);
  const { hostname } = new URL(address ?? serverUrl);
  return { ...named(numberedProjectId({ kind, hostname, id: known }), paths), repositoryId: known };
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

// src/ci/hosts/run-order.ts
var smallestCiOrder = 2e15;
var maxAttempt = 999;
function runOrder(id, attempt) {
  const [first, second] = [Number(id || Number.NaN), Number(attempt || 1)];
  if (!Number.isSafeInteger(first) || first < 0 || first >= 1e12 || !(second >= 0)) return void 0;
  return smallestCiOrder + first * (maxAttempt + 1) + Math.min(maxAttempt, Math.floor(second));
}

// src/ci/forgejo/read-pull.ts
function isFork(pull, repository) {
  const head = textField(pull, "head", "repo", "full_name");
  return head?.toLowerCase() !== repository.toLowerCase() || isRef(textField(pull, "head", "ref"));
}
function isRef(branch) {
  return branch?.startsWith("refs/") === true;
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
  const run2 = field(event, "workflow_run");
  const commit = commitHash(textField(run2, "head_sha"));
  if (commit === void 0) return void 0;
  const branch = branchName(textField(run2, "head_branch"));
  const order = runOrder(numberField(run2, "id"), numberField(run2, "run_attempt"));
  const reviewed = ["pull_request", "pull_request_target"].includes(textField(run2, "event") ?? "");
  if (!reviewed && branch !== void 0)
    return { key: makeKey("branch", branch), commit, fork: false, ...defined({ sourceBranch: branch, order }) };
  const pulls = reviewed ? asArray(field(run2, "pull_requests")) : [];
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
function gitHubApi(named3, serverUrl) {
  return serverAddress(named3) ?? (new URL(serverUrl).host === "github.com" ? "https://api.github.com" : `${serverUrl}/api/v3`);
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
  const run2 = field(event, "workflow_run");
  const head = {
    repository: repositoryName(textField(run2, "head_repository", "full_name")),
    branch: branchName(textField(run2, "head_branch")),
    commit: commitHash(textField(run2, "head_sha"))
  };
  const { repository, branch, commit } = head;
  if (repository === void 0 || branch === void 0 || commit === void 0) return void 0;
  const base = { commit, sourceBranch: branch, fork: !sameRepository(repository, host.repository) };
  const order = runOrder(numberOf(field(run2, "id")), numberOf(field(run2, "run_attempt")));
  const reviewed = ["pull_request", "pull_request_target"].includes(textField(run2, "event") ?? "");
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

// src/ci/hosts/event-file.ts
var maxEventBytes = 32 * 1024 * 1024;
function readEvent(env) {
  const path = hosts.map(({ eventVariable }) => eventVariable === void 0 ? void 0 : env[eventVariable]).find((named3) => named3);
  if (path === void 0) return void 0;
  try {
    if (statSync(path).size > maxEventBytes) return void 0;
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return void 0;
  }
}

// src/ci/hosts/review-url.ts
function isSameSite(apiHost, host) {
  return apiHost === host || apiHost === `api.${host}`;
}

// src/ci/hosts/remote-host.ts
function remoteHost(remote, env) {
  for (const host of hosts) {
    const named3 = serverAddress(env[host.apiVariable]);
    const found = named3 === void 0 ? publicServer(host, remote) : namedServer(host, remote, named3);
    if (found !== void 0) return found;
  }
  return void 0;
}
function publicServer({ kind, publicHost, repositoryPath: repositoryPath2, defaultApiUrl }, { host, path }) {
  const repository = host.toLowerCase() === publicHost ? repositoryPath2(path) : void 0;
  const serverUrl = `https://${publicHost}`;
  return repository === void 0 ? void 0 : { kind, serverUrl, repository, apiUrl: defaultApiUrl(serverUrl) };
}
function namedServer({ kind, repositoryPath: repositoryPath2, defaultApiUrl }, { host, path }, apiUrl) {
  if (!isSameSite(new URL(apiUrl).hostname, host.toLowerCase())) return void 0;
  const suffix = suffixOf(defaultApiUrl);
  const serverUrl = apiUrl.endsWith(suffix) ? apiUrl.slice(0, -suffix.length) : `https://${host.toLowerCase()}`;
  const subPath = `${new URL(serverUrl).pathname.replace(/^\/+|\/+$/g, "")}/`;
  const repository = repositoryPath2(subPath !== "/" && path.startsWith(subPath) ? path.slice(subPath.length) : path);
  return repository === void 0 ? void 0 : { kind, serverUrl, repository, apiUrl };
}
function suffixOf(defaultApiUrl) {
  const server = "https://server.invalid";
  return defaultApiUrl(server).slice(server.length);
}

// src/ci/hosts/review.ts
function detectReview(sources) {
  for (const host of hosts) {
    const review = host.detect(sources);
    if (review !== void 0) return review;
  }
  return fromRemote(sources);
}
function fromRemote({ remoteUrl, user, env, checkout }) {
  const key = makeKey("local", user);
  const remote = remoteUrl === void 0 ? void 0 : parseRemoteUrl(remoteUrl);
  if (remote !== void 0) return { project: projectId(remote), key, ...defined({ remote: remoteHost(remote, env) }) };
  return { project: checkout === void 0 ? "local" : checkoutProjectId({ ...checkout, user }), key };
}
function parseRemoteUrl(url) {
  const match = /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?([^/:]+)(?::\d+)?\/(.+)$/.exec(url) ?? /^(?:[^@/]+@)([^/:]+):(?!\/\/)(.+)$/.exec(url);
  if (match === null) return void 0;
  const path = match[2].replace(/\/+$/, "").replace(/\.git$/, "");
  return path === "" ? void 0 : { host: match[1], path };
}

// src/text/plain-line.ts
var lineEnds = /[\t\n\v\f\r\u001c-\u001e\u0085\u2028\u2029]+/g;
var unseen = new RegExp("\\p{Cc}|\\p{Cf}|\\p{Zl}|\\p{Zp}|\\p{Cs}|[\\u115f\\u1160\\u180e\\u3164\\uffa0]|\\u034f|\\u17b4|\\u17b5|\\u180b|\\u180c|\\u180d|\\u180f", "gu");
function plainLine(text) {
  return withoutCommands(withoutControls(text.replaceAll(lineEnds, " ")));
}
function withoutControls(text) {
  return text.replaceAll(unseen, (character) => {
    const code = character.codePointAt(0).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
  });
}
function withoutCommands(line) {
  return line.replace(/^([\s\p{DI}]*):(?=[\p{DI}\p{M}]*:)/u, "$1·:").replaceAll(/#([\p{DI}\p{M}]*)#(?=[\p{DI}\p{M}]*(?:\[|vso|teamcity))/giu, "#$1#·").replaceAll(/\bsection_(start|end)(?=:)/gi, "section_$1·");
}

// src/ci/workflow-commands.ts
function stopCommand(token) {
  return `::stop-commands::${token}`;
}
function resumeCommand(token) {
  return `::${token}::`;
}

// src/cli/flags/option.ts
function variablesOf(name) {
  const own = `DASHPREVIEW_${name.toUpperCase().replaceAll("-", "_")}`;
  return ["grafana-url", "grafana-token", "prometheus-url"].includes(name) ? [own, name.toUpperCase().replaceAll("-", "_")] : [own];
}

// src/prometheus/receivers.ts
var hourMs = 36e5;
var shorter = "pass a shorter --history";
var table2 = {
  prometheus: {
    title: "Prometheus",
    queryPrefix: "",
    writePath: "/api/v1/write",
    answersAs: () => true,
    refusals: "whole",
    // Half of a block's two hours, before the newest sample.
    defaultHistoryMs: hourMs,
    tenantHeader: "X-Scope-OrgID",
    deletesSeries: "ask",
    lacks: [],
    advice: {
      noWritePath: "Start Prometheus with --web.enable-remote-write-receiver; for another server pass --receiver, for another path --prometheus-write-url"
    }
  },
  // https://grafana.com/docs/mimir/latest/references/http-api/
  mimir: {
    title: "Mimir",
    queryPrefix: "/prometheus",
    writePath: "/api/v1/push",
    // pkg/util/version/info_handler.go: "Grafana Mimir"; Grafana Enterprise Metrics is built on it.
    answersAs: ({ application }) => /mimir|grafana enterprise metrics/i.test(application),
    // pkg/ingester/ingester.go, `firstPartialErr`: whatever is valid is committed, the first soft error is returned.
    // The distributor drops invalid series in the same way.
    refusals: "partial",
    // Limit `out_of_order_time_window`, by default 0: samples an hour older than the tenant's newest one are refused.
    defaultHistoryMs: hourMs,
    tenantHeader: "X-Scope-OrgID",
    deletesSeries: "never",
    lacks: ["config", "flags", "tsdb"],
    advice: {
      unauthorized: "Mimir wants --tenant if it has several; else check --prometheus-token, or user name and password",
      noWritePath: "Name with --prometheus-write-url where Mimir's distributor takes writes: …/api/v1/push",
      tooOld: `Mimir takes less history than that of this tenant: ${shorter}, or raise its limit out_of_order_time_window (-ingester.out-of-order-time-window)`
    }
  },
  // https://cortexmetrics.io/docs/api/
  cortex: {
    title: "Cortex",
    queryPrefix: "/prometheus",
    writePath: "/api/v1/push",
    // Names no application; Prometheus answers at this path since 2.14.
    answersAs: ({ application, version }) => application === "" && /^1\./.test(version),
    // pkg/ingester/ingester.go, `updateFirstPartial`: as in Mimir.
    refusals: "partial",
    defaultHistoryMs: hourMs,
    tenantHeader: "X-Scope-OrgID",
    deletesSeries: "never",
    lacks: ["config", "flags", "tsdb"],
    advice: {
      unauthorized: "Cortex wants --tenant if it has several; else check --prometheus-token, or user name and password",
      noWritePath: "Name with --prometheus-write-url where Cortex' distributor takes writes: …/api/v1/push",
      tooOld: `Cortex takes less history than that of this tenant: ${shorter}, or raise its limit out_of_order_time_window (-ingester.out-of-order-time-window)`
    }
  },
  // https://thanos.io/tip/components/receive.md/
  thanos: {
    title: "Thanos",
    queryPrefix: "",
    writePath: "/api/v1/receive",
    // All its versions are 0.x; a Prometheus 0.x has no such endpoint.
    answersAs: ({ application, version }) => application === "" && /^v?0\./.test(version),
    // pkg/receive/writer.go: "Append as many valid samples as possible, but keep track of the errors".
    refusals: "partial",
    // Receive keeps a TSDB with the defaults of Prometheus for each tenant.
    defaultHistoryMs: hourMs,
    tenantHeader: "THANOS-TENANT",
    deletesSeries: "never",
    lacks: ["config", "tsdb"],
    advice: {
      noWritePath: "Thanos takes writes at its component Receive: name it with --prometheus-write-url, such as http://thanos-receive:19291/api/v1/receive",
      tooOld: `Thanos Receive takes less history than that: ${shorter}, or start Receive with --tsdb.out-of-order.time-window`
    }
  },
  // https://docs.victoriametrics.com/victoriametrics/#prometheus-querying-api-usage
  // https://docs.victoriametrics.com/victoriametrics/cluster-victoriametrics/#url-format
  victoriametrics: {
    title: "VictoriaMetrics",
    queryPrefix: "",
    writePath: "/api/v1/write",
    // It names its host in every answer (lib/httpserver).
    answersAs: ({ headers }) => headers["x-server-hostname"] !== void 0,
    refusals: "whole",
    defaultHistoryMs: Number.POSITIVE_INFINITY,
    clusterPath: /\/(?:insert|select)(\/(?:\d+(?::\d+)?|multitenant)\/prometheus)$/,
    tenantHeader: "X-Scope-OrgID",
    deletesSeries: "yes",
    lacks: [],
    advice: {
      noWritePath: "Check the address; in a cluster name vminsert with --prometheus-write-url, such as http://vminsert:8480/insert/0/prometheus/api/v1/write"
    }
  },
  // https://grafana.com/docs/grafana-cloud/send-data/metrics/metrics-prometheus/
  "grafana-cloud": {
    title: "Grafana Cloud",
    queryPrefix: "/api/prom",
    writePath: "/api/prom/push",
    answersAs: ({ host, path }) => path.endsWith("/api/prom") || host.endsWith(".grafana.net"),
    // It is a Mimir.
    refusals: "partial",
    defaultHistoryMs: hourMs,
    tenantHeader: void 0,
    deletesSeries: "never",
    lacks: ["config", "flags", "tsdb"],
    advice: {
      unauthorized: "Grafana Cloud needs basic auth: set --prometheus-user to the instance ID of the stack's Prometheus, and --prometheus-password to a token with the scopes metrics:write and metrics:read",
      noWritePath: "Pass the address of the stack's Prometheus without a path; dashpreview adds /api/prom",
      tooOld: "Grafana Cloud accepts less history: pass a shorter --history"
    }
  }
};
var receiverNames = Object.keys(table2);
var receivers = Object.values(table2).reverse();

// src/cli/flags/review-options.ts
var projectForm = { pattern: identityPatterns.project, expected: "8 characters of a-z2-7, or local" };
var hashForm = {
  pattern: /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/,
  expected: "the full hash of a commit, such as git rev-parse prints it"
};
var addressForm = {
  pattern: /^https?:\/\/[^\s"'<>\\]{1,2000}$/,
  expected: "an http or https address",
  secret: true
};
var reviewOptions = {
  project: {
    type: "string",
    form: projectForm,
    describe: "Project of the preview: 8 characters a-z2-7; taken from CI or the git remote"
  },
  key: { type: "string", describe: "Key of the preview, such as pr-123; taken from CI, else local-<user>" },
  name: { type: "string", describe: "Second part of the key, for several previews in one review" }
};
var hostOptions = {
  comment: {
    type: "choice",
    choices: ["auto", "off", "required"],
    default: "auto",
    describe: "The comment on the review; on failure: auto warns, required fails",
    group: "Review:"
  },
  "host-token": {
    type: "string",
    secret: "whole",
    describe: "Token for the review's host (prefer GITHUB_TOKEN, GITLAB_TOKEN or FORGEJO_TOKEN)",
    group: "Review:"
  },
  deployment: {
    type: "boolean",
    default: false,
    describe: "A GitHub deployment for each preview, removed with it",
    group: "Review:"
  }
};
var commentPictureOptions = {
  "comment-pictures": {
    type: "choice",
    choices: ["auto", "on", "off"],
    default: "auto",
    describe: "Pictures in the comment; auto: where the review's host can keep them and a browser is there, not of untrusted dashboards",
    group: "Review:"
  },
  "publish-dir": {
    type: "string",
    describe: "Put the page and the pictures into this folder, for an artifact, Pages or a bucket",
    group: "Review:"
  },
  "pictures-url": {
    type: "string",
    form: addressForm,
    describe: "Address that --publish-dir will have: the comment links there, and the review's host gets no pictures",
    group: "Review:"
  }
};
var reviewStateOptions = {
  "review-url": {
    type: "string",
    form: addressForm,
    describe: "URL of the pull or merge request; taken from CI",
    group: "Review:"
  },
  review: {
    type: "number",
    describe: "Number of the review, where the event that started the run names none (workflow_dispatch)",
    group: "Review:"
  },
  "skip-drafts": {
    type: "boolean",
    default: false,
    describe: "Make no preview for a draft; one that is there stays",
    group: "Review:"
  },
  "only-with-label": {
    type: "string",
    describe: "Make a preview only if the review has this label; one that is there stays",
    group: "Review:"
  },
  commit: { type: "string", form: hashForm, describe: "Head commit of the review; taken from CI", group: "Review:" },
  base: { type: "string", form: hashForm, describe: "Commit to compare with; taken from CI", group: "Review:" },
  "changed-only": {
    type: "boolean",
    default: false,
    describe: "Only dashboards that the review changes, or may change",
    group: "Review:"
  },
  "base-dashboards": {
    type: "string",
    describe: "Folder with what the same build makes of the base: for dashboards that git does not track",
    group: "Review:"
  },
  prune: {
    type: "boolean",
    default: false,
    describe: "Delete every preview of this key that this run does not make, also where its source is still there",
    group: "Review:"
  },
  sweep: {
    type: "boolean",
    default: true,
    describe: "Delete expired previews of the project first; --no-sweep does not",
    group: "Review:"
  },
  "without-secrets": {
    type: "choice",
    choices: ["ok", "fail"],
    default: "fail",
    describe: "In CI without access to Grafana or Prometheus, if the review changes a dashboard; else such a run is ok",
    group: "Review:"
  },
  status: { type: "boolean", default: false, describe: "Set a commit status too", group: "Review:" },
  "result-file": { type: "string", describe: "Write the JSON result to this file too", group: "Review:" },
  dotenv: {
    type: "string",
    describe: "Write DASHPREVIEW_URL and others to this file, for GitLab's environment:url",
    group: "Review:"
  },
  bundle: {
    type: "string",
    describe: "Contact no server: write dashboards and specs to this new folder, for up --from-bundle",
    group: "Review:"
  },
  "from-bundle": {
    type: "string",
    describe: "Preview what a run without secrets wrote with --bundle; always --untrusted",
    group: "Review:"
  }
};

// src/cli/flags/options.ts
var headerForm = { pattern: /^[^:]+:/, expected: "'Name: value', got no colon after a name", secret: true };
var configurationOptions = {
  config: {
    type: "string",
    describe: "Configuration; default dashpreview.yaml or dashpreview.yml of the working folder"
  },
  preview: { type: "string", describe: "The one of the configuration's previews that is meant; default all, in order" }
};
var outputOptions = {
  output: {
    type: "choice",
    choices: ["text", "json"],
    default: "text",
    describe: "json: a single JSON document on standard output"
  }
};
var grafanaOptions = {
  "grafana-url": { type: "string", describe: "Grafana's address, a sub-path allowed (GRAFANA_URL)", group: "Grafana:" },
  "grafana-token": {
    type: "string",
    secret: "whole",
    describe: "Service account token, as setup makes one, or of the role Editor (prefer GRAFANA_TOKEN)",
    group: "Grafana:"
  },
  "grafana-user": { type: "string", describe: "User name, for basic auth instead of a token", group: "Grafana:" },
  "grafana-password": { type: "string", secret: "password", describe: "Password, for basic auth", group: "Grafana:" },
  "grafana-header": {
    type: "string",
    array: true,
    form: headerForm,
    secret: "header-value",
    describe: "Additional header, 'Name: value'; may be repeated",
    group: "Grafana:"
  },
  "grafana-public-url": {
    type: "string",
    form: addressForm,
    describe: "Address that links to dashboards begin with; default Grafana's root_url, else --grafana-url",
    group: "Grafana:"
  },
  org: { type: "number", describe: "Organisation id, if the user belongs to several", group: "Grafana:" }
};
var prometheusOptions = {
  "prometheus-url": {
    type: "string",
    describe: "Address of Prometheus, Mimir, Thanos or VictoriaMetrics (PROMETHEUS_URL)",
    group: "Prometheus:"
  },
  "prometheus-write-url": { type: "string", describe: "Full URL for remote write, if different", group: "Prometheus:" },
  receiver: {
    type: "choice",
    choices: ["auto", ...receiverNames],
    default: "auto",
    describe: "What server takes the series; auto: recognised by its answers",
    group: "Prometheus:"
  },
  "remote-write-version": {
    type: "choice",
    choices: ["auto", "1", "2"],
    default: "auto",
    describe: "Version of remote write; auto: 2.0 if the receiver takes it, else 1.0",
    group: "Prometheus:"
  },
  "prometheus-token": { type: "string", secret: "whole", describe: "Bearer token", group: "Prometheus:" },
  "prometheus-user": { type: "string", describe: "User name, for basic auth", group: "Prometheus:" },
  "prometheus-password": {
    type: "string",
    secret: "password",
    describe: "Password, for basic auth",
    group: "Prometheus:"
  },
  "prometheus-header": {
    type: "string",
    array: true,
    form: headerForm,
    secret: "header-value",
    describe: "Additional header, 'Name: value'; may be repeated",
    group: "Prometheus:"
  },
  tenant: { type: "string", describe: "Tenant (X-Scope-OrgID)", group: "Prometheus:" }
};
var networkOptions = {
  "retry-for": {
    type: "duration",
    default: "60s",
    longest: "1d",
    describe: "How long to keep retrying a server that does not answer; 0s tries once"
  },
  "ca-file": { type: "string", describe: "PEM file of an additional certificate authority to trust" },
  "client-cert": { type: "string", describe: "PEM file of a client certificate, for Grafana and Prometheus only" },
  "client-key": {
    type: "string",
    describe: "PEM file of its private key (passphrase: DASHPREVIEW_CLIENT_KEY_PASSPHRASE)"
  }
};
var relayOptions = {
  relay: {
    type: "string",
    array: true,
    describe: "Scrape this /metrics page at each step and send it on too, labels of the target behind #: http://127.0.0.1:8080/metrics#job=shop; may be repeated",
    group: "Relay:"
  },
  "relay-token": {
    type: "string",
    secret: "whole",
    describe: "Bearer token for these pages (prefer DASHPREVIEW_RELAY_TOKEN)",
    group: "Relay:"
  }
};
var scenarioOptions = {
  scenario: {
    type: "string",
    array: true,
    describe: "Scenarios of the data specs: the data of each, in dashboards of its own; several with commas, or repeated"
  }
};
var rulesOptions = {
  rules: {
    type: "string",
    array: true,
    describe: "Alert and recording rules (files, folders, globs) that are tested on the same data; may be repeated"
  }
};
var limitOptions = {
  "max-series": { type: "number", default: 5e4, describe: "Maximum number of series a spec may generate" },
  "max-samples": { type: "number", default: 1e8, describe: "Maximum number of samples a spec may generate" }
};
var lifetimeOptions = {
  ttl: { type: "duration", default: "72h", describe: "How long the preview lives from now; every up extends it" },
  "max-ttl": { type: "duration", default: "30d", describe: "Maximum --ttl; longer ones are reduced, with a warning" }
};
var trustOptions = {
  untrusted: {
    type: "boolean",
    default: false,
    describe: "Treat the dashboards as untrusted: nothing in them may reach other data sources"
  }
};
var findingOptions = {
  "fail-on": {
    type: "choice",
    choices: ["none", "error", "broken", "empty"],
    default: "error",
    describe: "Which findings set exit code 1; each choice includes the ones before it"
  }
};
var dataSourceOptions = {
  datasource: {
    type: "string",
    describe: "uid or name of Grafana's Prometheus data source; default the only one, or the one with the receiver's address"
  },
  "allow-shared-server": {
    type: "boolean",
    default: false,
    describe: "Write even if the receiver evaluates alert or recording rules"
  }
};
var binaryOptions = {
  "prometheus-bin": {
    type: "string",
    describe: "The Prometheus server to start; default from PATH or the user cache"
  }
};
var codeOptions = {
  build: {
    type: "string",
    array: true,
    describe: "A command that prints dashboards, such as 'jsonnet -J vendor dashboards.jsonnet'; may be repeated"
  },
  "build-timeout": {
    type: "duration",
    default: "2m",
    longest: "1h",
    describe: "How long each --build may take"
  },
  "allow-code": {
    type: "boolean",
    default: false,
    describe: "Run modules (.ts, .js) that make a dashboard; they can read the project and reach the network"
  }
};
var dataOptions = {
  data: { type: "string", describe: "Data spec; default x.data.yaml beside x.json or x.yaml, then dashpreview.yaml" },
  history: {
    type: "duration",
    positive: true,
    words: ["max"],
    describe: "How much history to write, such as 6h; max: as much as the receiver accepts"
  },
  "lead-in": {
    type: "duration",
    default: "auto",
    words: ["auto"],
    describe: "Data before the history, for queries that look back; auto: as far as they do, within limits"
  },
  step: {
    type: "duration",
    positive: true,
    describe: "Scrape interval; default the spec's, else the data source's, else 15s"
  },
  ...limitOptions
};
var selectionOptions = {
  "all-projects": { type: "boolean", default: false, describe: "Include the previews of every project" }
};

// src/cli/commands/cleanup/options.ts
var cleanupOptions = {
  all: {
    type: "boolean",
    default: false,
    describe: "Not only what has expired: every preview of the project (or of --key), kept ones too"
  },
  closed: {
    type: "boolean",
    default: false,
    describe: "Also previews whose review is closed or merged; the host is asked, and any error or odd answer keeps them"
  },
  yes: { type: "boolean", default: false, describe: "Really delete, with --all-projects" },
  "dry-run": { type: "boolean", default: false, describe: "List what would be deleted; delete nothing" },
  "max-delete": {
    type: "number",
    default: 50,
    describe: "Most previews, and revisions whose series no preview shows, to delete in one run"
  },
  "orphan-age": {
    type: "duration",
    default: "1h",
    describe: "Delete series that no preview shows when their run and their newest sample are older than this"
  },
  "unproven-series": {
    type: "boolean",
    default: false,
    describe: "Also delete series whose dashboards this Grafana cannot be proved to have lost: of another organisation, or of a previews folder that was deleted"
  },
  "max-ttl": {
    type: "duration",
    default: "30d",
    describe: "No preview lives longer than this after its last save, whatever its tag says"
  },
  ...outputOptions,
  ...selectionOptions,
  ...reviewOptions,
  ...hostOptions,
  "review-url": reviewStateOptions["review-url"],
  ...grafanaOptions,
  ...prometheusOptions,
  ...networkOptions
};

// src/cli/flags/picture-options.ts
var pictureOptions = {
  pictures: {
    type: "string",
    describe: "Write a PNG of each dashboard and each panel, and index.json, to this folder"
  },
  "pictures-of": {
    type: "choice",
    choices: ["all", "changed"],
    default: "all",
    describe: "With --base: pictures of all panels, or of those that are not as they were"
  },
  "picture-width": { type: "number", default: 1400, describe: "Pixels of a dashboard from left to right" },
  "picture-scale": {
    type: "choice",
    choices: ["1", "2"],
    default: "1",
    describe: "Pixels of a picture for each pixel of the dashboard; 2 is for sharp screens"
  },
  readme: {
    type: "boolean",
    default: false,
    describe: "Name pictures by file and panel id, so that links to them stay when titles change"
  },
  browser: {
    type: "string",
    describe: "Chromium, Chrome or Edge that takes the pictures; default: of the PATH, Playwright or npm run demo"
  }
};

// src/generator/random/hash.ts
var lanes = new Int32Array(2);

// src/cli/flags/shard.ts
var shardForm = {
  pattern: /^(?:[1-9]\d{0,3}|job)\/[1-9]\d{0,3}$/,
  expected: "which of how many processes, such as 2/8, or job/8"
};

// src/cli/commands/up/options.ts
var upOptions = {
  ...configurationOptions,
  ...dataOptions,
  ...scenarioOptions,
  ...rulesOptions,
  "min-history": {
    type: "duration",
    default: "15m",
    describe: "A receiver that takes less than --history gets what it takes, but no less than this"
  },
  ...lifetimeOptions,
  ttl: {
    ...lifetimeOptions.ttl,
    words: ["review"],
    describe: "How long the preview lives from now; every up extends it. review: until its review ends, as long as sweeps hear that it is open"
  },
  isolation: {
    type: "choice",
    choices: ["label", "none"],
    default: "label",
    describe: "label: series and queries carry an isolation label; none: for a Prometheus used for previews only"
  },
  live: {
    type: "duration",
    words: ["until-expiry"],
    describe: "Keep writing for this long after the history, such as 30m; stop with Ctrl-C. until-expiry: dashpreview live does, and the dashboard's time range moves"
  },
  shard: {
    type: "string",
    default: "1/1",
    form: shardForm,
    describe: "Write a part of the series beside other processes; 1/8 saves and checks. job/8: as JOB_COMPLETION_INDEX says"
  },
  run: {
    type: "string",
    form: { pattern: /^[A-Za-z0-9._-]{1,100}$/, expected: "up to 100 letters, digits, dots and dashes" },
    describe: "With --shard: the same for all shards, and for no other run; default the run of the CI"
  },
  "shard-wait": { type: "duration", default: "30m", longest: "1d", describe: "How long shards wait for each other" },
  "dry-run": { type: "boolean", default: false, describe: "Read, plan and probe; write and save nothing" },
  ...dataSourceOptions,
  ...trustOptions,
  ...codeOptions,
  ...findingOptions,
  "verify-timeout": {
    type: "duration",
    default: "60s",
    describe: "How long to wait until everything written can be read back"
  },
  local: {
    type: "boolean",
    default: false,
    describe: "Without any server: run every panel's query on a temporary Prometheus and print a table"
  },
  exit: { type: "boolean", default: false, describe: "With --local: exit when done" },
  port: {
    type: "number",
    default: 0,
    most: 65535,
    describe: "With --local: the port that the page is served on; default a free one"
  },
  page: { type: "string", describe: "With --local: write the page to this file" },
  pictures: {
    type: "string",
    describe: "With --local or --pictures-from grafana: write a PNG of each dashboard and each panel to this folder"
  },
  "pictures-from": {
    type: "choice",
    choices: ["page", "grafana"],
    default: "page",
    describe: "page: drawn from the page; grafana: by Grafana's image renderer, else a browser that shows Grafana"
  },
  browser: pictureOptions.browser,
  watch: {
    type: "boolean",
    default: false,
    describe: "With --local: do it again when a dashboard, data spec or module changes; the open page reloads"
  },
  ...relayOptions,
  ...binaryOptions,
  ...outputOptions,
  ...reviewOptions,
  ...reviewStateOptions,
  ...hostOptions,
  ...commentPictureOptions,
  ...grafanaOptions,
  ...prometheusOptions,
  ...networkOptions
};

// src/action/inputs.ts
var actionCommands = ["up", "cleanup", "list", "validate", "doctor"];
var ownInputs = {
  command: {
    describe: `auto: up; cleanup when the review is over, and on a schedule. Or ${actionCommands.join(", ")}`,
    default: "auto"
  },
  dashboards: { describe: "Files, folders and globs, one a line; default those of dashpreview.yaml" },
  "working-directory": { describe: "Folder that paths are relative to" }
};
var leftOut = /* @__PURE__ */ new Set([
  "local",
  "exit",
  "port",
  "page",
  "watch",
  "output",
  "all",
  "all-projects",
  "yes"
]);
var otherDefaults = {
  "host-token": `\${{ github.token }}`,
  "changed-only": "true"
};
var actionInputs = {
  ...ownInputs,
  ...Object.fromEntries(
    Object.entries({ ...upOptions, ...cleanupOptions, ...bothDescribe("dry-run", "max-ttl") }).filter(([name]) => !leftOut.has(name)).map(([name, { describe }]) => [name, { describe, ...defined({ default: otherDefaults[name] }) }])
  )
};
function bothDescribe(...names) {
  return Object.fromEntries(
    names.map((name) => [
      name,
      { describe: `up: ${upOptions[name].describe}. cleanup: ${cleanupOptions[name].describe}` }
    ])
  );
}

// src/action/plan-run.ts
function planRun({ env, review, resultFile }) {
  const inputs = readInputs(env);
  const wanted = inputs.get("command") ?? "auto";
  if (wanted !== "auto" && !actionCommands.includes(wanted))
    throw new UsageError(`input command: expected auto, ${actionCommands.join(", ")}, got "${wanted}"`);
  const command = wanted === "auto" ? automatic(review) : wanted;
  const flags = [...inputs].filter(([name]) => !(name in ownInputs));
  const common = Object.fromEntries(flags.map(([name, value]) => [variable(name), value]));
  const folder = inputs.get("working-directory");
  const paths = (inputs.get("dashboards") ?? "").split(/\r?\n/).flatMap((line) => line.trim() || []);
  switch (command) {
    case "closed":
      return { args: ["cleanup", "--closed", `--key=${inputs.get("key") ?? review.key}`], env: common, folder };
    case "sweep":
      return { args: ["cleanup", "--closed"], env: withoutKey(common), folder };
    case "up":
    case "validate":
      return {
        args: [command, ...inputs.has("from-bundle") ? [] : paths.map(notAnOption)],
        env: { [variable("result-file")]: resultFile, ...common },
        folder
      };
    default:
      return { args: [command], env: common, folder };
  }
}
function automatic({ closed, event }) {
  if (closed !== void 0) return "closed";
  return event === "schedule" ? "sweep" : "up";
}
function withoutKey(env) {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => name !== variable("key") && name !== variable("name"))
  );
}
function readInputs(env) {
  const entries = Object.entries(env).flatMap(
    ([name, value]) => name.startsWith("INPUT_") && value !== void 0 && value !== "" ? [[name.slice("INPUT_".length).toLowerCase(), value]] : []
  );
  return new Map(entries);
}
function variable(option) {
  return variablesOf(option)[0];
}
function notAnOption(path) {
  return path.startsWith("-") ? `./${path}` : path;
}

// src/secrets/secret.ts
var shortestSecret = 6;
var shortestPrefix = 8;
function secretOf(text) {
  return { text, kind: /^(?:[A-Za-z]{1,15}|\d{1,9})$/.test(text) ? "word" : "random" };
}

// src/secrets/header-secrets.ts
var publicHeader = /^(?:accept|cache|content|origin|referer|pragma|connection|user-agent)/i;
function headerSecrets(name, value) {
  if (value === "") return [];
  if (publicHeader.test(name)) return [{ text: value, kind: "word" }];
  const cookies = /cookie/i.test(name) ? value.split(";").map((part) => part.slice(part.indexOf("=") + 1).trim()) : [];
  const scheme = /^[A-Za-z][\w-]{2,20}\s+(\S+)$/.exec(value)?.[1];
  return [value, ...cookies, ...scheme === void 0 ? [] : [scheme]].filter((text) => text !== "").map(secretOf);
}
function tenantSecret(text) {
  const name = text.trim();
  return /^[A-Za-z]+(?:[-_.][A-Za-z]+){0,3}[-_.]?\d{0,3}$/.test(name) && name.length <= 24 ? { text: name, kind: "word" } : secretOf(name);
}

// src/secrets/url-secrets.ts
var secretParameter = /token|key|secret|password|passwd|auth|sig|cookie|credential/i;
function secretsOfUrl(text, { address, pathTokens, bare }) {
  const trimmed = text.trim();
  const [, userinfo] = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)@/i.exec(trimmed) ?? (bare ? /^([^/?#@\s]+:[^/?#@\s]+)@[\w.-]+(?::\d+)?(?:\/|$)/.exec(trimmed) : void 0) ?? [];
  const url = URL.canParse(trimmed) && /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? new URL(trimmed) : void 0;
  if (userinfo === void 0 && url === void 0)
    return address ? { secrets: mistaken(trimmed), pairs: [] } : void 0;
  const parameters = [...url?.searchParams ?? []].flatMap(
    ([name, value]) => secretParameter.test(name) ? [value] : []
  );
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?([^/?#:]*)/i.exec(trimmed)?.[1] ?? "";
  const segments = pathTokens ? (url?.pathname ?? "").split("/").filter(isToken) : [];
  const [user, password] = splitUserinfo(userinfo);
  const named3 = password === "" || isToken(user) ? [user] : [];
  const secrets = [
    ...named3,
    password,
    ...parameters,
    ...address && host.length >= 20 && !host.includes("_") && isToken(host) ? [host] : [],
    ...segments
  ].filter((part) => part !== "").map(secretOf);
  return {
    secrets,
    pairs: password === "" ? [] : [.../* @__PURE__ */ new Set([user, decoded(user)])].map((one) => ({ user: one, password: decoded(password) }))
  };
}
function splitUserinfo(userinfo = "") {
  const colon = userinfo.indexOf(":");
  return colon === -1 ? [userinfo, ""] : [userinfo.slice(0, colon), userinfo.slice(colon + 1)];
}
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
function mistaken(text) {
  return text === "" || mayBeShown(text) ? [] : [secretOf(text)];
}
function mayBeShown(text) {
  return /^(?:localhost|(?:[a-z0-9-]{1,40}\.)+[a-z0-9-]{1,40}|[a-z0-9-]{1,40}(?=:\d{1,5}))(?::\d{1,5})?(?:\/[\w./-]{0,100})?$/.test(
    text.trim()
  );
}
function isToken(text) {
  if (text.length < 16 || !/^[\w+/=~-]*\d[\w+/=~-]*$/.test(text)) return false;
  return text.includes("_") || /[a-z]/.test(text) && /[A-Z]/.test(text) || text.length >= 32 && /[a-z]/i.test(text) && !text.includes("-");
}

// src/secrets/known-secrets.ts
var secretName = /TOKEN|PASSWORD|PASSWD|PASSPHRASE|SECRET|CREDENTIAL|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|COOKIE|AUTH(?!OR)|BEARER|JWT|_PAT$|_PASS$|_PWD$/i;
var ownName = /^(?:DASHPREVIEW|GRAFANA|PROMETHEUS|HOST|GITHUB|GH|GITLAB|FORGEJO|GITEA|CI)_/;
var placeName = /_(?:FILE|PATH|SOCK|SOCKET|DIR|URL|URI|HOST|USER|USERNAME|NAME|TYPE|ID)$/i;
var headerName = /(?:^|_)HEADERS?$/i;
var tenantName = /(?:^|_)TENANT$/i;
var addressName = /(?:GRAFANA|PROMETHEUS|WRITE)_URL$/i;
var mayBeUrl = /UR[LI]|PROXY|DSN|ENDPOINT|SERVER|HOST|REMOTE|REPO|CONNECTION/i;
function findSecrets({ argv, env }) {
  const secrets = [];
  const pairs = [];
  const variables = [];
  const given = [...variablesOf2(env), ...flagsOf(argv)];
  const tooShort = [];
  for (const { name, value, variable: variable2, shown } of given) {
    const url = mayBeUrl.test(name) || !variable2 ? secretsOfUrl(value, urlOptions(name)) : void 0;
    const found = url?.secrets ?? secretsIn(name, value);
    secrets.push(...found);
    pairs.push(...url?.pairs ?? []);
    if (found.length > 0 && variable2) variables.push(name);
    if (/^(?:DASHPREVIEW_)?(?:GRAFANA|PROMETHEUS|HOST|ADMIN)_(?:TOKEN|PASSWORD)$/.test(name) && value.trim().length < shortestSecret)
      tooShort.push(shown);
  }
  return { secrets, variables, tooShort, pairs: [...pairs, ...pairsOf(given)] };
}
function urlOptions(name) {
  return { address: addressName.test(name), pathTokens: /PROMETHEUS|WRITE/i.test(name), bare: mayBeUrl.test(name) };
}
function secretsIn(name, value) {
  if (tenantName.test(name)) return [tenantSecret(value)];
  if (headerName.test(name)) return value.split(/\r?\n/).flatMap(headerLine);
  if (!namesSecret(name) || /^(?:true|false|yes|no|on|off|\d{1,5})?$/i.test(value.trim())) return [];
  const secret = secretOf(value.trim());
  return secret.kind === "word" && !ownName.test(name) ? [] : [secret];
}
function namesSecret(name) {
  return secretName.test(name) && !placeName.test(name);
}
function headerLine(line) {
  const colon = line.indexOf(":");
  return headerSecrets(line.slice(0, Math.max(0, colon)).trim(), line.slice(colon + 1).trim());
}
function pairsOf(given) {
  const read = (name) => given.filter((one) => one.name === name || one.name === `DASHPREVIEW_${name}`).map(({ value }) => value);
  return ["GRAFANA", "PROMETHEUS", "ADMIN"].flatMap(
    (server) => read(`${server}_USER`).flatMap((user) => read(`${server}_PASSWORD`).map((password) => ({ user, password })))
  );
}
function variablesOf2(env) {
  return Object.entries(env).flatMap(([name, value]) => value ? [{ name, value, variable: true, shown: name }] : []);
}
function flagsOf(argv) {
  return argv.flatMap((word, index) => {
    const [, flag, own] = /^--?([A-Za-z][\w.-]*)(?:=([\s\S]*))?$/.exec(word) ?? [];
    if (flag === void 0) return [{ name: "WORD", value: word, variable: false, shown: "an argument" }];
    const next = argv[index + 1];
    const value = own ?? (next?.startsWith("--") === true ? void 0 : next);
    const name = flag.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_").replaceAll(/[-.]/g, "_").toUpperCase();
    return value ? [{ name, value, variable: false, shown: `--${flag}` }] : [];
  });
}

// src/secrets/spelled-forms.ts
import { Buffer as Buffer3 } from "node:buffer";

// src/secrets/encodings.ts
import { Buffer } from "node:buffer";
function base64Cores(bytes) {
  const cores = [0, 1, 2].map((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    return padded.slice(Math.ceil(offset * 8 / 6), Math.floor((offset + bytes.length) * 8 / 6));
  });
  return withUrlAlphabet(cores);
}
function base64Texts(text) {
  return withUrlAlphabet([Buffer.from(text, "utf8").toString("base64").replace(/=+$/, "")]);
}
function escapedTexts(text) {
  const wellFormed = Buffer.from(text, "utf8").toString("utf8");
  return [
    encodeURIComponent(wellFormed),
    new URLSearchParams({ "": wellFormed }).toString().slice(1),
    JSON.stringify(wellFormed).slice(1, -1)
  ];
}
function withUrlAlphabet(texts) {
  return [...new Set(texts.flatMap((text) => [text, text.replaceAll("+", "-").replaceAll("/", "_")]))];
}
function asLatin1(text) {
  return Buffer.from(text, "utf8").toString("latin1");
}

// src/secrets/secret-forms.ts
import { Buffer as Buffer2 } from "node:buffer";

// src/secrets/decode-layer.ts
var named2 = {
  Hat: "^",
  NewLine: "\n",
  Tab: "	",
  UnderBar: "_",
  amp: "&",
  AMP: "&",
  apos: "'",
  ast: "*",
  bsol: "\\",
  colon: ":",
  comma: ",",
  commat: "@",
  dollar: "$",
  equals: "=",
  excl: "!",
  grave: "`",
  gt: ">",
  GT: ">",
  hyphen: "‐",
  lbrace: "{",
  lbrack: "[",
  lcub: "{",
  lowbar: "_",
  lpar: "(",
  lsqb: "[",
  lt: "<",
  LT: "<",
  midast: "*",
  nbsp: " ",
  num: "#",
  percnt: "%",
  period: ".",
  plus: "+",
  quest: "?",
  quot: '"',
  QUOT: '"',
  rbrace: "}",
  rbrack: "]",
  rcub: "}",
  rpar: ")",
  rsqb: "]",
  semi: ";",
  sol: "/",
  verbar: "|",
  vert: "|",
  zwnj: "‌",
  zwj: "‍",
  shy: "­"
};
var escapes = /%([0-9a-f]{2})|&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));?|\\(?:u\{([0-9a-f]{1,6})\}|u([0-9a-f]{4})|x([0-9a-f]{2})|([0-7]{3})|([^0-9a-tv-wyz]|[bfnrt]))/gi;
var letters = { b: "\b", f: "\f", n: "\n", r: "\r", t: "	" };
function decodeLayer(source) {
  const { text } = source;
  if (!/[%&\\]/.test(text)) return void 0;
  escapes.lastIndex = 0;
  let result = "";
  let copied = 0;
  const starts = new Uint32Array(text.length);
  const ends = new Uint32Array(text.length);
  const copyTo = (end) => {
    starts.set(source.starts.subarray(copied, end), result.length);
    ends.set(source.ends.subarray(copied, end), result.length);
    result += text.slice(copied, end);
  };
  for (let match = escapes.exec(text); match !== null; match = escapes.exec(text)) {
    const decoded2 = meaning(match);
    if (decoded2 === void 0) continue;
    copyTo(match.index);
    const from = source.starts[match.index];
    copied = match.index + match[0].length;
    starts.fill(from, result.length, result.length + decoded2.length);
    ends.fill(source.ends[copied - 1], result.length, result.length + decoded2.length);
    result += decoded2;
  }
  if (copied === 0) return void 0;
  copyTo(text.length);
  return { text: result, starts, ends };
}
function undecoded(text) {
  const [starts, ends] = [new Uint32Array(text.length), new Uint32Array(text.length)];
  for (let index = 0; index < text.length; index++) {
    starts[index] = index;
    ends[index] = index + 1;
  }
  return { text, starts, ends };
}
function meaning([, percent, decimal, hex, name, braced, four, two, octal, other]) {
  if (percent !== void 0) return String.fromCharCode(Number.parseInt(percent, 16));
  if (name !== void 0) return named2[name] ?? named2[name.toLowerCase()];
  if (octal !== void 0) return String.fromCharCode(Number.parseInt(octal, 8));
  if (other !== void 0) return letters[other] ?? other;
  const code = decimal === void 0 ? Number.parseInt(hex ?? braced ?? four ?? two, 16) : Number(decimal);
  return code <= 1114111 ? String.fromCodePoint(code) : void 0;
}

// src/secrets/secret-forms.ts
function formsOf({ text, kind }) {
  const plain = text.trim();
  if (plain.length < shortestSecret) return [];
  const lines = plain.split(/[\r\n]+/).map((line) => line.trim());
  const texts = distinct([
    plain,
    ...lines,
    ...unescaped(plain),
    ...kind === "random" ? [plain.replaceAll(" ", "+")] : []
  ]);
  const readings = distinct(texts.flatMap((one) => [one, asLatin1(one)]));
  return [...forms(readings, false, shortestSecret), ...encodedForms(texts)];
}
function encodedForms(texts) {
  const escaped = texts.flatMap((one) => [one, ...escapedTexts(one)]);
  const once = distinct(distinct(escaped).flatMap((one) => base64Cores(Buffer2.from(one, "utf8"))));
  const latin1 = texts.flatMap((one) => /[\x80-\xff]/.test(one) ? base64Cores(Buffer2.from(one, "latin1")) : []);
  const twice = texts.flatMap((one) => base64Cores(Buffer2.from(one, "utf8"))).flatMap((one) => base64Cores(Buffer2.from(one)));
  const hex = texts.map((one) => Buffer2.from(one, "utf8").toString("hex"));
  return [...forms([...once, ...latin1, ...twice], true, shortestPrefix), ...forms(hex, false, shortestPrefix)];
}
function unescaped(text) {
  const found = [];
  for (let layer = decodeLayer(undecoded(text)); layer !== void 0 && found.length < 3; layer = decodeLayer(layer)) {
    found.push(layer.text, Buffer2.from(layer.text, "latin1").toString("utf8"));
  }
  return found;
}
function forms(texts, base64, shortest2) {
  return distinct(texts).flatMap((text) => text.length < shortest2 ? [] : [{ text, base64 }]);
}
function distinct(texts) {
  return [...new Set(texts)];
}

// src/secrets/spelled-forms.ts
function spelledForms(secret) {
  if (secret.trim() === "") return [];
  const texts = [secret, secret.trim(), ...secret.split(/\r?\n/).map((line) => line.trim())];
  const spelled = texts.flatMap((text) => [
    text,
    `Bearer ${text.trim()}`,
    `Basic ${text.trim()}`,
    ...encodedTexts(text),
    ...escapedTexts(text)
  ]);
  return [...spelled, ...formsOf({ text: secret, kind: "random" }).map(({ text }) => text)];
}
function spelledPairs(user, password) {
  return encodedTexts(`${user}:${password}`).flatMap((text) => [text, `Basic ${text}`]);
}
function encodedTexts(text) {
  const bytes = Buffer3.from(text, "utf8");
  return [bytes.toString("base64"), ...base64Texts(text), bytes.toString("hex")];
}

// src/action/secrets.ts
var options = { ...upOptions, ...cleanupOptions };
var shortest = 3;
function secretForms(env) {
  const read = (option) => variablesOf(option).map((name) => env[name] ?? "");
  const passwords = optionsWith("password");
  const headers = optionsWith("header-value").flatMap(read).flatMap((text) => text.split("\n")).map((line) => line.slice(line.indexOf(":") + 1));
  const others = findSecrets({ argv: [], env }).secrets.flatMap(({ text, kind }) => kind === "random" ? [text] : []);
  const tokens = hosts.flatMap(({ tokenVariables }) => tokenVariables.map((name) => env[name] ?? ""));
  const plain = [...[...optionsWith("whole"), ...passwords].flatMap(read), ...tokens, ...headers, ...others];
  const pairs = passwords.flatMap(
    (name) => read(name).flatMap(
      (password) => password === "" ? [] : read(name.replace(/password$/, "user")).flatMap((user) => spelledPairs(user, password))
    )
  );
  const all = [...plain.flatMap(spelledForms), ...pairs];
  return [...new Set(all)].filter((text) => text.trim().length >= shortest);
}
function optionsWith(part) {
  return Object.entries(options).flatMap(
    ([name, option]) => option.type === "string" && option.secret === part ? [name] : []
  );
}

// src/action/main.ts
var program = fileURLToPath(new URL("cli.js", import.meta.url));
var stopToken = "DASHPREVIEW_STOP_TOKEN";
process.on("SIGUSR1", () => {
});
try {
  const { env } = process;
  const review = detectReview({ env, event: readEvent(env), user: "runner" });
  const resultFile = join(env["RUNNER_TEMP"] || tmpdir(), `dashpreview-${randomUUID()}.json`);
  const plan = planRun({ env, review, resultFile });
  const childEnv = { ...withoutInputs(env), ...plan.env };
  for (const secret of secretForms(childEnv)) setSecret(secret);
  info(plainLine(`dashpreview ${plan.args.join(" ")}`));
  run(plan, childEnv);
} catch (error2) {
  if (!(error2 instanceof ExpectedError)) throw error2;
  setFailed(error2.message.split("\n").map(plainLine).join("\n"));
  process.exitCode = error2.exitCode;
}
function run({ args, folder }, env) {
  const token = randomUUID();
  process.stderr.write(`${stopCommand(token)}
`);
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...env, [stopToken]: token },
    stdio: ["ignore", "inherit", "inherit"],
    ...folder === void 0 ? {} : { cwd: resolve(folder) }
  });
  for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => void child.kill(name));
  child.once("error", ({ message }) => {
    process.stderr.write(`${resumeCommand(token)}
`);
    setFailed(`dashpreview could not be started: ${plainLine(message)}`);
    process.exitCode = 3;
  });
  child.once("close", (code) => {
    process.stderr.write(`${resumeCommand(token)}
`);
    process.exitCode = code ?? 130;
  });
}
function withoutInputs(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("INPUT_")));
}
