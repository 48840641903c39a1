import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/action/main.ts
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

// src/ci/event-file.ts
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

// src/grafana/identity.ts
import { createHash, randomInt } from "node:crypto";

// src/errors.ts
var ExpectedError = class extends Error {
  /** Short and stable, for machines. */
  code;
  constructor(message, { code, ...options }) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
};
var UsageError = class extends ExpectedError {
  exitCode = 2;
  constructor(message, options = {}) {
    super(message, { code: "usage", ...options });
  }
};

// src/grafana/identity.ts
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

// src/grafana/json.ts
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

// src/ci/checked-text.ts
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

// src/ci/run-order.ts
function runOrder(run, attempt) {
  const [first, second] = [Number(run || Number.NaN), Number(attempt || 1)];
  if (!Number.isSafeInteger(first * 1e3) || first < 0 || !(second >= 0)) return void 0;
  return first * 1e3 + Math.min(999, Math.floor(second));
}

// src/ci/github-review.ts
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
  const run = field(event, "workflow_run");
  const head = {
    repository: repositoryName(textField(run, "head_repository", "full_name")),
    branch: branchName(textField(run, "head_branch")),
    commit: commitHash(textField(run, "head_sha"))
  };
  const { repository, branch, commit } = head;
  if (repository === void 0 || branch === void 0 || commit === void 0) return void 0;
  const base = { commit, sourceBranch: branch, fork: !sameRepository(repository, host.repository) };
  const order = runOrder(numberOf(field(run, "run_number")), numberOf(field(run, "run_attempt")));
  const reviewed = ["pull_request", "pull_request_target"].includes(textField(run, "event") ?? "");
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

// src/ci/gitlab-review.ts
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

// src/ci/review.ts
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

// src/ci/workflow-commands.ts
function maskCommand(value) {
  return `::add-mask::${data(value)}`;
}
function data(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
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

// src/action/secrets.ts
var secretNames = ["grafana-token", "grafana-password", "prometheus-token", "prometheus-password", "host-token"];
var headerNames = ["grafana-header", "prometheus-header"];
var wellKnown = ["GRAFANA_TOKEN", "GITHUB_TOKEN", "GH_TOKEN"];
var shortest = 3;
function secretForms(env) {
  const read = (name) => env[`DASHPREVIEW_${name.toUpperCase().replaceAll("-", "_")}`] ?? "";
  const headers = headerNames.flatMap((name) => read(name).split("\n")).map((line) => line.slice(line.indexOf(":") + 1));
  const plain = [...secretNames.map(read), ...wellKnown.map((name) => env[name] ?? ""), ...headers];
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
try {
  main();
} catch (error) {
  if (!(error instanceof ExpectedError)) throw error;
  process.stdout.write(`::error::${error.message.replaceAll("%", "%25").replaceAll("\n", "%0A")}
`);
  process.exitCode = error.exitCode;
}
function main() {
  const { env } = process;
  const review = detectReview({ env, event: readEventFile(env["GITHUB_EVENT_PATH"]), user: "runner" });
  const resultFile = join(env["RUNNER_TEMP"] || tmpdir(), `dashpreview-${randomUUID()}.json`);
  const plan = planRun({ env, review, resultFile });
  const childEnv = { ...withoutInputs(env), ...plan.env };
  for (const secret of secretForms(childEnv)) process.stdout.write(`${maskCommand(secret)}
`);
  process.stdout.write(`dashpreview ${plan.args.join(" ")}
`);
  const child = spawn(process.execPath, [program, ...plan.args], {
    env: childEnv,
    stdio: ["ignore", "inherit", "inherit"],
    ...plan.folder === void 0 ? {} : { cwd: resolve(plan.folder) }
  });
  for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => void child.kill(name));
  child.once("error", (error) => {
    process.stdout.write(`::error::dashpreview could not be started: ${error.message}
`);
    process.exitCode = 3;
  });
  child.once("close", (code) => {
    process.exitCode = code ?? 130;
  });
}
function withoutInputs(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("INPUT_")));
}
