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
var maxEventBytes = 32 * 1024 * 1024;
function readEventFile(path) {
  if (path === void 0 || path === "") return void 0;
  try {
    if (statSync(path).size > maxEventBytes) return void 0;
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return void 0;
  }
}

// src/identity/preview-identity.ts
import { createHash, randomInt } from "node:crypto";

// src/errors.ts
var ExpectedError = class extends Error {
  /** Short and stable, for machines. */
  code;
  /** What a script may want to know beside the message; `--output json` shows it. As harmless as the message. */
  details;
  constructor(message, { code, ...options }) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
    this.details = void 0;
  }
};
var UsageError = class extends ExpectedError {
  exitCode = 2;
  constructor(message, options = {}) {
    super(message, { code: "usage", ...options });
  }
};

// src/identity/preview-identity.ts
var alphabet = "abcdefghijklmnopqrstuvwxyz234567";
var identityPatterns = {
  project: /^(?:[a-z2-7]{8}|local)$/,
  key: /^[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?$/,
  revision: /^[a-z2-7]{8}$/,
  src: /^[a-z2-7]{16}$/,
  uid: /^dp-[a-z2-7]{20}$/
};
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
      text += alphabet[buffer >> bits & 31];
    }
  }
  return text;
}
function projectId({ host, path }) {
  return digest(8, host.toLowerCase(), path.toLowerCase());
}
var firstUnitMs = Date.UTC(2026, 0, 1);
function makeKey(...parts) {
  const text = parts.filter((part) => part !== void 0).join("-").toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").slice(0, 31).replace(/^-+/, "").slice(0, 30).replace(/-+$/, "");
  if (!identityPatterns.key.test(text)) throw new UsageError(`"${parts.join("-")}" leaves no key: at least one letter or digit is needed`);
  return text;
}

// src/json/read.ts
function asObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : void 0;
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
function serverAddress(text) {
  if (text === void 0 || text.length > 2e3 || !URL.canParse(text)) return void 0;
  const { protocol, host, pathname, username, password, search, hash } = new URL(text);
  if (protocol !== "http:" && protocol !== "https:" || username !== "" || password !== "" || search !== "" || hash !== "")
    return void 0;
  return `${protocol}//${host}${pathname.replace(/\/+$/, "")}`;
}
function optional(key, value) {
  return value === void 0 ? {} : { [key]: value };
}

// src/ci/hosts/run-order.ts
function runOrder(run2, attempt) {
  const [first, second] = [Number(run2 || Number.NaN), Number(attempt || 1)];
  if (!Number.isSafeInteger(first * 1e3) || first < 0 || !(second >= 0)) return void 0;
  return first * 1e3 + Math.min(999, Math.floor(second));
}

// src/ci/github/github-review.ts
function gitHubReview({ env, event, user }) {
  const [serverUrl, repository] = [serverAddress(env["GITHUB_SERVER_URL"]), repositoryName(env["GITHUB_REPOSITORY"])];
  if (env["GITHUB_ACTIONS"] !== "true" || serverUrl === void 0 || repository === void 0) return void 0;
  const host = { kind: "github", serverUrl, repository, apiUrl: gitHubApi(env["GITHUB_API_URL"], serverUrl) };
  const name = env["GITHUB_EVENT_NAME"];
  const part = eventPart(name, event, host, env) ?? branchPart(event, env, user);
  return {
    project: projectId({ host: new URL(serverUrl).host, path: repository }),
    host,
    ...optional("order", runOrder(env["GITHUB_RUN_NUMBER"], env["GITHUB_RUN_ATTEMPT"])),
    ...optional("event", name),
    ...part
  };
}
function gitHubApi(named, serverUrl) {
  return serverAddress(named) ?? (new URL(serverUrl).host === "github.com" ? "https://api.github.com" : `${serverUrl}/api/v3`);
}
function eventPart(name, event, host, env) {
  if (name === "workflow_run") return workflowRun(event, host);
  if (name === "merge_group") return mergeGroup(event);
  const pull = asObject(field(event, "pull_request"));
  if (pull !== void 0) return pullRequest(pull, textField(event, "action"), host);
  const number = reviewNumber(/^refs\/pull\/(\d{1,15})\//.exec(env["GITHUB_REF"] ?? "")?.[1]);
  return number === void 0 ? void 0 : { ...numbered(number, host), ...optional("commit", commitHash(env["GITHUB_SHA"])) };
}
function numbered(number, host) {
  return { key: `pr-${number}`, number, url: `${host.serverUrl}/${host.repository}/pull/${number}` };
}
function pullRequest(pull, action, host) {
  const number = reviewNumber(field(pull, "number"));
  if (number === void 0) return void 0;
  const over = action === "closed" ? field(pull, "merged") === true ? "merged" : "closed" : void 0;
  return {
    ...numbered(number, host),
    ...optional("commit", commitHash(textField(pull, "head", "sha"))),
    ...optional("sourceBranch", branchName(textField(pull, "head", "ref"))),
    ...optional("baseRevision", commitHash(textField(pull, "base", "sha"))),
    // The repository of a fork that was deleted is null: still a fork.
    fork: !sameRepository(textField(pull, "head", "repo", "full_name"), host.repository),
    ...optional("closed", over)
  };
}
function workflowRun(event, host) {
  const run2 = field(event, "workflow_run");
  const head = {
    repository: repositoryName(textField(run2, "head_repository", "full_name")),
    branch: branchName(textField(run2, "head_branch")),
    commit: commitHash(textField(run2, "head_sha"))
  };
  const { repository, branch, commit } = head;
  if (repository === void 0 || branch === void 0 || commit === void 0) return void 0;
  const base = { commit, sourceBranch: branch, fork: !sameRepository(repository, host.repository) };
  const order = runOrder(numberOf(field(run2, "run_number")), numberOf(field(run2, "run_attempt")));
  const reviewed = ["pull_request", "pull_request_target"].includes(textField(run2, "event") ?? "");
  if (!reviewed) return { ...base, ...optional("order", order), key: makeKey("branch", branch) };
  return { ...base, ...optional("order", order), key: makeKey("head", commit.slice(0, 12)), pending: { repository, branch, commit } };
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
    fork: false
  };
}
function branchPart(event, env, user) {
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

// src/ci/gitlab/gitlab-review.ts
function gitLabReview({ env, user }) {
  const host = env["CI_SERVER_HOST"];
  const number = reviewNumber(env["CI_MERGE_REQUEST_IID"]);
  const path = projectPath(number === void 0 ? void 0 : env["CI_MERGE_REQUEST_PROJECT_PATH"]) ?? projectPath(env["CI_PROJECT_PATH"]);
  if (env["GITLAB_CI"] !== "true" || host === void 0 || host === "" || path === void 0) return void 0;
  const projectUrl = serverAddress((number === void 0 ? void 0 : env["CI_MERGE_REQUEST_PROJECT_URL"]) || env["CI_PROJECT_URL"]);
  const common = {
    project: projectId({ host, path }),
    ...optional("host", hostAddress(env, path)),
    ...optional("order", runOrder(env["CI_PIPELINE_IID"], "1")),
    ...optional("event", env["CI_PIPELINE_SOURCE"] || void 0)
  };
  if (number === void 0) return { ...common, ...branchPart2(env, user) };
  return {
    ...common,
    key: `mr-${number}`,
    number,
    ...optional("url", projectUrl === void 0 ? void 0 : `${projectUrl}/-/merge_requests/${number}`),
    // In a pipeline for merged results the commit is a merge that nobody pushed; the source branch's own one is named then.
    ...optional("commit", commitHash(env["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"]) ?? commitHash(env["CI_COMMIT_SHA"])),
    ...optional("sourceBranch", branchName(env["CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"])),
    ...optional("baseRevision", commitHash(env["CI_MERGE_REQUEST_TARGET_BRANCH_SHA"]) ?? commitHash(env["CI_MERGE_REQUEST_DIFF_BASE_SHA"])),
    ...optional("fork", isFork(env))
  };
}
function hostAddress(env, repository) {
  const serverUrl = serverAddress(env["CI_SERVER_URL"]) ?? serverAddress(`https://${env["CI_SERVER_HOST"]}`);
  if (serverUrl === void 0) return void 0;
  return { kind: "gitlab", serverUrl, repository, apiUrl: serverAddress(env["CI_API_V4_URL"]) ?? `${serverUrl}/api/v4` };
}
function isFork(env) {
  const [source, target] = [env["CI_MERGE_REQUEST_SOURCE_PROJECT_ID"], env["CI_MERGE_REQUEST_PROJECT_ID"]];
  return source && target ? source !== target : void 0;
}
function branchPart2(env, user) {
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

// src/ci/hosts/review.ts
function detectReview(sources) {
  return gitHubReview(sources) ?? gitLabReview(sources) ?? fromRemote(sources);
}
function fromRemote({ remoteUrl, user }) {
  const remote = remoteUrl === void 0 ? void 0 : parseRemoteUrl(remoteUrl);
  return { project: remote === void 0 ? "local" : projectId(remote), key: makeKey("local", user) };
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

// src/action/plan-run.ts
var ownInputs = /* @__PURE__ */ new Set(["command", "dashboards", "working-directory"]);
var commands = ["up", "cleanup", "list", "validate", "doctor"];
function planRun({ env, review, resultFile }) {
  const inputs = readInputs(env);
  const wanted = inputs.get("command") ?? "auto";
  if (wanted !== "auto" && !commands.includes(wanted))
    throw new UsageError(`input command: expected auto, ${commands.join(", ")}, got "${wanted}"`);
  const command = wanted === "auto" ? automatic(review) : wanted;
  const flags = [...inputs].filter(([name]) => !ownInputs.has(name));
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
  return Object.fromEntries(Object.entries(env).filter(([name]) => name !== variable("key") && name !== variable("name")));
}
function readInputs(env) {
  const entries = Object.entries(env).flatMap(
    ([name, value]) => name.startsWith("INPUT_") && value !== void 0 && value !== "" ? [[name.slice("INPUT_".length).toLowerCase(), value]] : []
  );
  return new Map(entries);
}
function variable(flag) {
  return `DASHPREVIEW_${flag.toUpperCase().replaceAll("-", "_")}`;
}
function notAnOption(path) {
  return path.startsWith("-") ? `./${path}` : path;
}

// src/secrets/secret.ts
var shortestSecret = 6;
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
  if (userinfo === void 0 && url === void 0) return address ? { secrets: mistaken(trimmed), pairs: [] } : void 0;
  const parameters = [...url?.searchParams ?? []].flatMap(([name, value]) => secretParameter.test(name) ? [value] : []);
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?([^/?#:]*)/i.exec(trimmed)?.[1] ?? "";
  const segments = pathTokens ? (url?.pathname ?? "").split("/").filter(isToken) : [];
  const [user, password] = splitUserinfo(userinfo);
  const named = password === "" || isToken(user) ? [user] : [];
  const secrets = [
    ...named,
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
var ownName = /^(?:DASHPREVIEW|GRAFANA|PROMETHEUS|HOST|GITHUB|GH|GITLAB|CI)_/;
var placeName = /_(?:FILE|PATH|SOCK|SOCKET|DIR|URL|URI|HOST|USER|USERNAME|NAME|TYPE|ID)$/i;
var headerName = /(?:^|_)HEADERS?$/i;
var tenantName = /(?:^|_)TENANT$/i;
var addressName = /(?:GRAFANA|PROMETHEUS|WRITE)_URL$/i;
var mayBeUrl = /UR[LI]|PROXY|DSN|ENDPOINT|SERVER|HOST|REMOTE|REPO|CONNECTION/i;
function findSecrets({ argv, env }) {
  const secrets = [];
  const pairs = [];
  const variables = [];
  const given = [...variablesOf(env), ...flagsOf(argv)];
  const tooShort = [];
  for (const { name, value, variable: variable2, shown } of given) {
    const url = mayBeUrl.test(name) || !variable2 ? secretsOfUrl(value, urlOptions(name)) : void 0;
    const found = url?.secrets ?? secretsIn(name, value);
    secrets.push(...found);
    pairs.push(...url?.pairs ?? []);
    if (found.length > 0 && variable2) variables.push(name);
    if (/^(?:DASHPREVIEW_)?(?:GRAFANA|PROMETHEUS|HOST)_(?:TOKEN|PASSWORD)$/.test(name) && value.trim().length < shortestSecret)
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
  if (!secretName.test(name) || placeName.test(name) || /^(?:true|false|yes|no|on|off|\d{1,5})?$/i.test(value.trim())) return [];
  const secret = secretOf(value.trim());
  return secret.kind === "word" && !ownName.test(name) ? [] : [secret];
}
function headerLine(line) {
  const colon = line.indexOf(":");
  return headerSecrets(line.slice(0, Math.max(0, colon)).trim(), line.slice(colon + 1).trim());
}
function pairsOf(given) {
  const read = (name) => given.filter((one) => one.name === name || one.name === `DASHPREVIEW_${name}`).map(({ value }) => value);
  return ["GRAFANA", "PROMETHEUS"].flatMap(
    (server) => read(`${server}_USER`).flatMap((user) => read(`${server}_PASSWORD`).map((password) => ({ user, password })))
  );
}
function variablesOf(env) {
  return Object.entries(env).flatMap(([name, value]) => value ? [{ name, value, variable: true, shown: name }] : []);
}
function flagsOf(argv) {
  return argv.flatMap((word, index) => {
    const [, flag, own] = /^--?([A-Za-z][\w.-]*)(?:=([\s\S]*))?$/.exec(word) ?? [];
    if (flag === void 0) return [{ name: "WORD", value: word, variable: false, shown: "an argument" }];
    const value = own ?? argv[index + 1];
    const name = flag.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_").replaceAll(/[-.]/g, "_").toUpperCase();
    return value ? [{ name, value, variable: false, shown: `--${flag}` }] : [];
  });
}

// src/action/secrets.ts
var secretNames = ["grafana-token", "grafana-password", "prometheus-token", "prometheus-password", "host-token"];
var headerNames = ["grafana-header", "prometheus-header"];
var wellKnown = ["GRAFANA_TOKEN", "GITHUB_TOKEN", "GH_TOKEN"];
var shortest = 3;
function secretForms(env) {
  const read = (name) => env[`DASHPREVIEW_${name.toUpperCase().replaceAll("-", "_")}`] ?? "";
  const headers = headerNames.flatMap((name) => read(name).split("\n")).map((line) => line.slice(line.indexOf(":") + 1));
  const others = findSecrets({ argv: [], env }).secrets.flatMap(({ text, kind }) => kind === "random" ? [text] : []);
  const plain = [...secretNames.map(read), ...wellKnown.map((name) => env[name] ?? ""), ...headers, ...others];
  const pairs = ["grafana", "prometheus"].flatMap((server) => {
    const password = read(`${server}-password`);
    return password === "" ? [] : [`${read(`${server}-user`)}:${password}`];
  });
  const all = [...plain.flatMap(formsOf), ...pairs.flatMap((pair) => encodings(pair).flatMap((text) => [text, `Basic ${text}`]))];
  return [...new Set(all)].filter((text) => text.trim().length >= shortest);
}
function formsOf(secret) {
  const texts = [secret, secret.trim(), ...secret.split(/\r?\n/).map((line) => line.trim())];
  return texts.flatMap((text) => [text, `Bearer ${text.trim()}`, `Basic ${text.trim()}`, ...encodings(text)]).filter(() => secret.trim() !== "");
}
function encodings(text) {
  const bytes = Buffer.from(text, "utf8");
  const wellFormed = bytes.toString("utf8");
  return [
    bytes.toString("base64"),
    bytes.toString("base64").replace(/=+$/, ""),
    bytes.toString("base64url"),
    bytes.toString("hex"),
    encodeURIComponent(wellFormed),
    new URLSearchParams({ "": wellFormed }).toString().slice(1),
    JSON.stringify(wellFormed).slice(1, -1)
  ];
}

// src/action/main.ts
var program = fileURLToPath(new URL("cli.js", import.meta.url));
var stopToken = "DASHPREVIEW_STOP_TOKEN";
process.on("SIGUSR1", () => {
});
try {
  const { env } = process;
  const review = detectReview({ env, event: readEventFile(env["GITHUB_EVENT_PATH"]), user: "runner" });
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
