import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  pictureNamePattern
} from "./chunk-4FI5YERB.js";
import {
  Retrier,
  attemptMs,
  createHttpClient,
  describeEffort,
  isCutOff,
  isWebPage,
  neverArrived,
  repeatForError,
  repeatForStatus,
  retryAfterMs,
  serverWords
} from "./chunk-JN2EJA7T.js";
import {
  forgejo,
  gitHub,
  gitLab,
  isOpenPullOf,
  keyPrefix,
  keyPrefix2,
  keyPrefix3,
  pullDraft,
  pullFacts,
  pullFiles,
  pullLabels,
  pullState
} from "./chunk-WFHRHJHL.js";
import {
  isLaterRun
} from "./chunk-LBV6Z5BT.js";
import {
  branchName,
  changedFile,
  commitHash,
  deletedFile,
  optional,
  reviewNumber
} from "./chunk-PMDPCLWW.js";
import {
  serverAddress
} from "./chunk-B4BP7DEG.js";
import {
  identityPatterns
} from "./chunk-REFUIXMO.js";
import {
  asArray,
  asObject,
  field,
  numberField,
  textField,
  textList
} from "./chunk-Z4Q2ISX3.js";
import {
  isPlainFile,
  readPlainFile
} from "./chunk-B7QDZDLD.js";
import {
  formatDuration
} from "./chunk-ACMFHTB5.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";
import {
  CiError,
  HttpError
} from "./chunk-E7O6XGVL.js";

// src/ci/hosts/rate-limit.ts
var secondaryWaitMs = 6e4;
function rateLimitOf(response) {
  const { status, headers: headers2 } = response;
  if (status !== 403 && status !== 429) return void 0;
  const dateMs = Date.parse(headers2["date"] ?? "");
  const after = retryAfterMs(headers2["retry-after"], Number.isNaN(dateMs) ? 0 : dateMs);
  if ((headers2["x-ratelimit-remaining"] ?? headers2["ratelimit-remaining"]) === "0") {
    const reset = Number(headers2["x-ratelimit-reset"] ?? headers2["ratelimit-reset"] ?? Number.NaN) * 1e3;
    const untilReset = Number.isNaN(reset) || Number.isNaN(dateMs) ? void 0 : Math.max(0, reset - dateMs);
    return { kind: "quota", waitMs: after ?? untilReset };
  }
  if (/secondary rate limit|abuse detection/i.test(response.text().slice(0, 4e3)))
    return { kind: "burst", waitMs: after ?? secondaryWaitMs };
  return status === 429 || after !== void 0 ? { kind: "burst", waitMs: after } : void 0;
}
function limitAdvice({ kind, waitMs }) {
  const when = waitMs === void 0 ? "try again later" : `try again in ${formatDuration(Math.ceil(waitMs / 1e3) * 1e3)}`;
  return kind === "quota" ? `the request quota of this token is used up: ${when}, or use a token of its own` : `too many requests in a short time: ${when}`;
}

// src/ci/hosts/explain-refusal.ts
function explainRefusal(refusal) {
  const { name, doing: doing2, response, redact } = refusal;
  const { status } = response;
  const said = serverWords(response, redact);
  const code = codeOf(response);
  const quoted = said === "" ? "" : ` (${said})`;
  return new CiError(`${name}: ${doing2}: HTTP ${status}${quoted}; ${adviceFor(code, refusal, said)}`, { code, status });
}
function codeOf(response) {
  const { status } = response;
  if (status >= 300 && status < 400) return isLogin(response) ? "redirected" : "moved";
  if (status >= 500 || status === 429) return "unavailable";
  if (isWebPage(response)) return "not-api";
  if (status === 401 || status === 403) return "forbidden";
  return status === 404 ? "not-found" : "refused";
}
function adviceFor(code, { response, advice, ownAdvice, name }, said) {
  const limit = rateLimitOf(response);
  if (limit !== void 0) return limitAdvice(limit);
  switch (code) {
    case "moved":
      return `the repository moved${newPlace(response)}: use its new name`;
    case "redirected":
      return `it redirects to a login page: a proxy in front of ${name} does not let the token through`;
    case "not-api":
      return `a web page came instead of the API's answer: check the API's address, and proxies and login pages in front of ${name}`;
    case "unavailable":
      return isWebPage(response) ? `a proxy in front of ${name} answered, not ${name} itself: try again later` : "try again later";
  }
  const cause = commonCause(response, said) ?? ownAdvice?.(response, said);
  if (cause !== void 0) return cause;
  if (response.status === 401)
    return `the token is not accepted: is it mistyped, expired, revoked or of another server? ${advice}`;
  if (code === "forbidden") return advice;
  return code === "not-found" ? `it is not there, or ${advice}` : "it was not accepted";
}
function commonCause(response, said) {
  const { status } = response;
  if (/archived/i.test(said))
    return "the repository is archived and takes no changes: unarchive it, or stop its pipelines";
  if (/\blocked\b/i.test(said) && [403, 404, 423].includes(status))
    return "the conversation is locked: unlock it, or pass --comment off";
  if (/\b(?:account|user)\b.*\b(?:blocked|suspended|deactivated|disabled)\b/i.test(said) && [401, 403].includes(status))
    return "the account that the token belongs to is blocked: use a token of another one";
  if (/insufficient[_ ]scope/i.test(response.text().slice(0, 4e3))) {
    const scope = /^[\w: ,]{1,100}$/.exec(textField(response.json(), "scope") ?? "")?.[0];
    return `the token lacks the scope${scope === void 0 ? "" : ` ${scope}`}: make one that has it`;
  }
  return status === 401 && /expired|revoked/i.test(said) ? "make a new token" : void 0;
}
function isLogin({ headers: { location = "" } }) {
  const path = URL.canParse(location, "http://x") ? new URL(location, "http://x").pathname : "";
  return /(?:^|\/)(?:log-?in|sign[-_]?in|sso|saml\d?|oauth2?|auth)(?:\/|$)/i.test(path);
}
function newPlace({ headers: { location = "" } }) {
  const path = URL.canParse(location, "http://x") ? new URL(location, "http://x").pathname : "";
  return path.length > 1 && path.length <= 300 ? ` to ${path}` : "";
}

// src/ci/hosts/host-api.ts
var firstAttemptMs = 2e4;
var defaultPaging = { sizeParameter: "per_page", size: 100 };
var maxPages = 200;
function createHostApi(options) {
  const retrier = new Retrier(options.retry ?? { ...withoutDeadline, sleep: options.sleep });
  const send = (request) => sendRepeatedly(options, retrier, request);
  return {
    send,
    async pages(request) {
      const items = [];
      const { sizeParameter, size } = options.paging ?? defaultPaging;
      for (let page = 1; page <= maxPages; page++) {
        const response = await send({ ...request, query: { ...request.query, [sizeParameter]: size, page } });
        const list = response.json();
        if (!Array.isArray(list))
          throw new CiError(`${options.name}: ${request.doing}: the answer is no list`, { code: "odd-answer" });
        items.push(...list);
        if (list.length === 0 || !options.hasNext(response, list.length)) return items;
      }
      throw new CiError(`${options.name}: ${request.doing}: more than ${maxPages * size} entries`, {
        code: "too-many"
      });
    },
    close: () => options.client.close()
  };
}
var withoutDeadline = { retryMs: 2e4, attempts: 4, now: () => 0, random: () => 1 };
function sendRepeatedly(options, retrier, request) {
  const { client, signal, name, retry } = options;
  const repeatable = request.repeatable ?? request.method !== "POST";
  return retrier.run(
    async (attempt) => {
      try {
        const response = await client.send({ ...request, signal, timeoutMs: attemptMs(firstAttemptMs, attempt) });
        const { status, headers: headers2 } = response;
        const accepted = status >= 200 && status < 300 || request.accept?.includes(status) === true;
        const wanted = accepted && !isWebPage(response);
        const cutOff = wanted && request.method === "GET" && isCutOff(response);
        if (wanted && !cutOff) return { done: true, value: response };
        const limit = rateLimitOf(response);
        const repeat = limit ? "outage" : cutOff ? "fault" : repeatable ? repeatForStatus(status) : "final";
        const giveUp = () => {
          if (cutOff) return response;
          const { advice, ownAdvice } = options;
          throw explainRefusal({ name, doing: request.doing, response, redact: client.redact, advice, ownAdvice });
        };
        const waitMs = limit?.waitMs ?? retryAfterMs(headers2["retry-after"], retry?.now() ?? 0);
        return { done: false, repeat, answered: true, reason: String(status), waitMs, giveUp };
      } catch (error) {
        if (!(error instanceof HttpError)) throw error;
        const giveUp = (spent) => {
          throw new CiError(`${name}: ${request.doing}: ${error.message}${describeEffort(spent)}`, {
            code: error.code
          });
        };
        const repeat = repeatable ? repeatForError(error) : neverArrived(error) ? "outage" : "final";
        return { done: false, repeat, answered: false, reason: error.message, giveUp };
      }
    },
    { signal }
  );
}

// src/ci/hosts/connect-api.ts
function connectApi({ token, sleep, signal, retry, ...connection }, { url, headers: headers2, ...options }) {
  const client = createHttpClient({
    ...connection,
    ...defined({ ownHeaders: headers2 }),
    url,
    auth: { type: "bearer", token },
    timeoutMs: 2e4,
    maxSockets: 2
  });
  return createHostApi({ client, sleep, signal, retry, ...options });
}

// src/ci/hosts/read-repository.ts
async function readRepository(api, path, { pageField }) {
  const doing2 = "asking for the repository's number";
  const redirects = [301, 302, 307, 308];
  let response = await api.send({ method: "GET", path, accept: redirects, doing: doing2 });
  if (redirects.includes(response.status)) {
    const moved = newPath(response.headers["location"]);
    if (moved === void 0) return void 0;
    if (moved.id !== void 0) return { id: moved.id };
    response = await api.send({ method: "GET", path: moved.path, doing: doing2 });
  }
  const raw = response.json();
  const id = reviewNumber(field(raw, "id"));
  return id === void 0 ? void 0 : { id, ...defined({ page: serverAddress(textField(raw, pageField)) }) };
}
function newPath(location = "") {
  const pathname = URL.canParse(location, "http://server.invalid") ? new URL(location, "http://server.invalid").pathname : "";
  const id = reviewNumber(/\/(?:repositories|projects)\/(\d{1,15})$/.exec(pathname)?.[1]);
  if (id !== void 0) return { path: pathname, id };
  const name = /\/repos\/([A-Za-z0-9_][A-Za-z0-9._-]*\/[A-Za-z0-9._-]+)$/.exec(pathname)?.[1];
  return name === void 0 ? void 0 : { path: `/repos/${name}`, id: void 0 };
}

// src/ci/hosts/require-repository.ts
async function requireRepository(api, path, doing2) {
  await api.send({ method: "GET", path, doing: `${doing2}, of a repository that is gone or private` });
}

// src/ci/forgejo/forgejo-merge-base.ts
var maxBoundary = 10;
async function findMergeBase(api, repo, { base, head }) {
  const commits = await commitsBetween(api, repo, base, head);
  if (commits === void 0) return void 0;
  if (commits.length === 0) return commitHash(head);
  const own = new Set(commits.map((commit) => textField(commit, "sha")));
  const parents = commits.flatMap((commit) => asArray(field(commit, "parents")).map((raw) => textField(raw, "sha")));
  const boundary = [...new Set(parents)].filter((sha) => !own.has(sha)).map(commitHash);
  if (boundary.length > maxBoundary) return void 0;
  let latest = boundary[0];
  for (const other of boundary.slice(1)) {
    if (latest === void 0 || other === void 0) return void 0;
    const beyond = await commitsBetween(api, repo, latest, other);
    if (beyond === void 0) return void 0;
    if (beyond.length > 0) latest = other;
  }
  return latest;
}
async function commitsBetween(api, repo, base, head) {
  const response = await api.send({
    method: "GET",
    path: `${repo}/compare/${base}...${head}`,
    accept: [404],
    doing: "comparing with the base"
  });
  const commits = response.status === 200 ? field(response.json(), "commits") : void 0;
  return Array.isArray(commits) ? commits : void 0;
}

// src/ci/pictures/multipart.ts
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
function multipartFile({ field: field2, name, type, content }) {
  const boundary = `dashpreview-${createHash("sha256").update(content).digest("hex")}`;
  const head = `--${boundary}\r
Content-Disposition: form-data; name="${field2}"; filename="${name}"\r
Content-Type: ${type}\r
\r
`;
  return {
    body: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r
--${boundary}--\r
`)]),
    headers: { "Content-Type": `multipart/form-data; boundary=${boundary}` }
  };
}

// src/ci/pictures/stored-name.ts
function storedName({ key, order }, name) {
  return `dashpreview-${key}-${order}-${name}`;
}
function readStoredName(file) {
  const [, key = "", order = "", name = ""] = /^dashpreview-(.{1,30})-(\d{1,16})-([0-9a-f]+\.png)$/.exec(file) ?? [];
  return identityPatterns.key.test(key) && pictureNamePattern.test(name) && Number.isSafeInteger(Number(order)) ? { key, order: Number(order), name } : void 0;
}

// src/ci/pictures/upload-each.ts
var aboutOneFile = /* @__PURE__ */ new Set([400, 413, 415, 422]);
async function uploadEach(pictures, upload) {
  const uploaded = /* @__PURE__ */ new Map();
  const problems = [];
  for (const picture of pictures) {
    try {
      uploaded.set(picture.name, await upload(picture));
    } catch (error) {
      if (!(error instanceof CiError)) throw error;
      const goesOn = error.status !== void 0 && aboutOneFile.has(error.status);
      if (!goesOn && uploaded.size === 0) throw error;
      problems.push(error.message);
      if (!goesOn) break;
    }
  }
  return { uploaded, problems };
}

// src/ci/forgejo/forgejo-pictures.ts
function forgejoPictures(api, issues, serverUrl) {
  const ours = async (number, wanted) => {
    const doing2 = `listing the attachments of #${number}`;
    const list = (await api.send({ method: "GET", path: `${issues}/${number}/assets`, doing: doing2 })).json();
    if (!Array.isArray(list)) throw new CiError(`Forgejo: ${doing2}: the answer is not a list`, { code: "odd-answer" });
    return list.flatMap((raw) => {
      const [id, read] = [reviewNumber(field(raw, "id")), readStoredName(textField(raw, "name") ?? "")];
      return id !== void 0 && read?.key === wanted ? [{ ...read, id }] : [];
    });
  };
  const remove = async (number, assets) => {
    for (const { id } of assets) {
      const path = `${issues}/${number}/assets/${id}`;
      await api.send({ method: "DELETE", path, accept: [404], doing: `deleting an old picture of #${number}` });
    }
    return assets.length;
  };
  return {
    async publish(place, pictures) {
      const { number, key, order } = place;
      const { uploaded, problems } = await uploadEach(pictures, async ({ name, png }) => {
        const form = { field: "attachment", name: storedName(place, name), type: "image/png", content: png };
        const doing2 = `attaching a picture to #${number}`;
        const path = `${issues}/${number}/assets`;
        const answer = (await api.send({ method: "POST", path, ...multipartFile(form), doing: doing2 })).json();
        const uuid = /^[0-9a-f-]{36}$/.exec(textField(answer, "uuid") ?? "")?.[0];
        if (uuid === void 0) throw new CiError(`Forgejo: ${doing2}: the answer has no id`, { code: "odd-answer" });
        return `${serverUrl}/attachments/${uuid}`;
      });
      return {
        addresses: uploaded,
        problems,
        async settle(stands) {
          const all = await ours(number, key);
          const superseded = all.filter((one) => stands ? isLaterRun(one.order, order) : one.order === order);
          await remove(number, superseded);
        }
      };
    },
    async removeAll({ number, key }) {
      return remove(number, await ours(number, key));
    }
  };
}

// src/ci/forgejo/forgejo-host.ts
var maxCommentChars = 65536;
function createForgejoHost(api, { repository, serverUrl }) {
  const repo = `/repos/${repository}`;
  const issues = `${repo}/issues`;
  let author;
  const me = () => {
    author ??= whoAmI(api);
    return author;
  };
  return {
    name: "Forgejo",
    keyPrefix,
    maxCommentChars,
    async listComments(number) {
      const doing2 = `listing the comments of #${number}`;
      const list = (await api.send({ method: "GET", path: `${issues}/${number}/comments`, doing: doing2 })).json();
      if (!Array.isArray(list))
        throw new CiError(`Forgejo: ${doing2}: the answer is not a list`, { code: "odd-answer" });
      const id = await me();
      return list.map((raw) => toComment(raw, id));
    },
    async createComment(number, body) {
      const path = `${issues}/${number}/comments`;
      const response = await api.send({ method: "POST", path, json: { body }, doing: `commenting on #${number}` });
      return { ...toComment(response.json(), void 0), mine: true };
    },
    async updateComment(number, id, body) {
      const response = await api.send({
        method: "PATCH",
        path: `${issues}/comments/${id}`,
        json: { body },
        accept: [404],
        doing: `updating our comment on #${number}`
      });
      return response.status === 200 ? { ...toComment(response.json(), void 0), mine: true } : void 0;
    },
    async deleteComment(number, id) {
      const path = `${issues}/comments/${id}`;
      await api.send({ method: "DELETE", path, accept: [404], doing: `deleting our second comment on #${number}` });
    },
    async readReview(number) {
      const doing2 = `asking for the state of #${number}`;
      const response = await api.send({ method: "GET", path: `${repo}/pulls/${number}`, accept: [404], doing: doing2 });
      if (response.status === 200) return pullFacts(response.json(), number, repository);
      await requireRepository(api, repo, doing2);
      return { state: "unknown" };
    },
    readRepository: () => readRepository(api, repo, { pageField: "html_url" }),
    findOpenReview: (head) => findOpen(api, repo, head),
    async changedFiles(number) {
      const path = `${repo}/pulls/${number}/files`;
      return (await api.pages({ method: "GET", path, doing: `listing the files of #${number}` })).flatMap(pullFiles);
    },
    async mergeBase(base, head) {
      const found = await findMergeBase(api, repo, { base, head });
      if (found === void 0) await requireRepository(api, repo, "comparing with the base");
      return found;
    },
    async readFile(path, { commit, maxBytes }) {
      const response = await api.send({
        method: "GET",
        path: `${repo}/raw/${path.split("/").map(encodeURIComponent).join("/")}`,
        query: { ref: commit },
        headers: { Accept: "*/*" },
        accept: [404],
        doing: "reading a file of the base"
      });
      if (response.status === 404) await requireRepository(api, repo, "reading a file of the base");
      return response.status === 404 || response.body.length > maxBytes ? void 0 : response.text();
    },
    async setStatus({ commit, state, context, description, url }) {
      await api.send({
        method: "POST",
        path: `${repo}/statuses/${commit}`,
        json: { state, context, description, ...defined({ target_url: url }) },
        doing: "setting the commit status",
        repeatable: true
      });
    },
    pictures: forgejoPictures(api, issues, serverUrl),
    close: () => api.close()
  };
}
async function whoAmI(api) {
  const doing2 = "asking whose token it is";
  const id = numberField((await api.send({ method: "GET", path: "/user", doing: doing2 })).json(), "id");
  if (id === void 0) throw new CiError(`Forgejo: ${doing2}: the answer names nobody`, { code: "odd-answer" });
  return id;
}
function toComment(raw, me) {
  const id = reviewNumber(field(raw, "id"));
  if (id === void 0) throw new CiError("Forgejo: a comment came without an id", { code: "odd-answer" });
  const author = numberField(raw, "user", "id");
  return { id, body: textField(raw, "body") ?? "", mine: author !== void 0 && author === me };
}
async function findOpen(api, repo, head) {
  const list = await api.pages({
    method: "GET",
    path: `${repo}/pulls`,
    query: { state: "open", sort: "oldest" },
    doing: "looking for the pull request of these commits"
  });
  const found = list.filter((raw) => isOpenPullOf(raw, head));
  const number = reviewNumber(numberField(found[0], "number"));
  if (found.length === 1 && number !== void 0)
    return { number, ...defined({ baseRevision: commitHash(textField(found[0], "base", "sha")) }) };
  throw new CiError(
    `Forgejo: ${found.length} open pull requests have commit ${head.commit.slice(0, 10)} of that branch as their head, and it must be one; a later push makes a run of its own`,
    { code: "no-review" }
  );
}

// src/ci/forgejo/connect-forgejo.ts
var pageSize = 50;
var rightsAdvice = "does the token have the permission? an access token needs the scopes read:user, write:issue and write:repository, and access to the repository (a job's own token can only read in a fork's run)";
var connectForgejo = (address, connection) => createForgejoHost(connectForgejoApi(address, connection, rightsAdvice), address);
function connectForgejoApi({ apiUrl }, connection, advice) {
  return connectApi(connection, {
    url: apiUrl,
    headers: { Accept: "application/json" },
    name: forgejo.name,
    paging: { sizeParameter: "limit", size: pageSize },
    hasNext,
    advice
  });
}
function hasNext({ headers: headers2 }, items) {
  const { link, "x-total-count": total } = headers2;
  return link === void 0 && total === void 0 ? items >= pageSize : /<[^>]*>;\s*rel="next"/.test(link ?? "");
}

// src/ci/github/github-advice.ts
function gitHubAdvice({ status, headers: headers2 }, said) {
  const sso = ssoAdvice(headers2["x-github-sso"]);
  if (sso !== void 0) return sso;
  if (status === 404) return oldServer(headers2);
  if (status !== 403) return void 0;
  return (/not accessible|permission/i.test(said) ? missingPermissions(headers2) : void 0) ?? missingScopes(headers2);
}
function ssoAdvice(header) {
  if (header === void 0 || !/^required\b/.test(header)) return void 0;
  const url = /url=(https:\/\/[\w.-]+\/[\w./-]{1,200})/.exec(header)?.[1];
  return `the organisation requires single sign-on: authorise the token for it${url === void 0 ? "" : ` at ${url}`}`;
}
function oldServer(headers2) {
  const version = /^(?:enterprise-server@)?([\w.-]{1,40})$/.exec(headers2["x-github-enterprise-version"] ?? "")?.[1];
  if (version === void 0) return void 0;
  return `it is not there, the token may not see it, or GitHub Enterprise Server ${version} does not have this endpoint yet`;
}
function missingPermissions(headers2) {
  const accepted = headers2["x-accepted-github-permissions"] ?? "";
  if (!/^[\w=,; ]{1,300}$/.test(accepted)) return void 0;
  const alternatives = accepted.split(";").map((one) => one.trim().replaceAll("=", ": ").replaceAll(/, */g, " and "));
  return `the token needs the permission ${alternatives.join(" or ").replaceAll("_", "-")} (a fork's run never has it)`;
}
function missingScopes(headers2) {
  const list = (text) => (text ?? "").split(",").flatMap((one) => one.trim().slice(0, 60) || []);
  const [given, accepted] = [list(headers2["x-oauth-scopes"]), list(headers2["x-accepted-oauth-scopes"])];
  if (headers2["x-oauth-scopes"] === void 0 || accepted.length === 0) return void 0;
  if (given.includes("repo") || given.some((scope) => accepted.includes(scope))) return void 0;
  const has = given.length === 0 ? "no scope" : given.join(", ");
  return `the token has ${has}, and this needs one of the scopes ${accepted.join(", ")}`;
}

// src/ci/github/github-deployments.ts
function gitHubDeployments(api, repo) {
  const list = async (environment) => {
    const found = await api.pages({
      method: "GET",
      path: `${repo}/deployments`,
      query: { environment },
      doing: "listing deployments"
    });
    return found.flatMap((raw) => reviewNumber(numberField(raw, "id")) ?? []);
  };
  const report = (id, json) => api.send({
    method: "POST",
    path: `${repo}/deployments/${id}/statuses`,
    json,
    doing: "reporting a deployment",
    repeatable: true
  });
  const drop = async (id) => {
    await report(id, { state: "inactive" });
    await api.send({
      method: "DELETE",
      path: `${repo}/deployments/${id}`,
      accept: [404],
      doing: "deleting a deployment"
    });
  };
  return {
    async create({ environment, commit, url }) {
      const earlier = await list(environment);
      const json = {
        ref: commit,
        environment,
        description: "Dashboard preview",
        auto_merge: false,
        required_contexts: [],
        transient_environment: true,
        production_environment: false
      };
      const made = (await api.send({ method: "POST", path: `${repo}/deployments`, json, doing: "making a deployment" })).json();
      const id = reviewNumber(numberField(made, "id"));
      if (id === void 0) return;
      await report(id, {
        state: "success",
        environment_url: url,
        description: "Dashboard preview",
        auto_inactive: true
      });
      for (const one of asArray(earlier)) await drop(one);
    },
    async remove(environment) {
      const found = await list(environment);
      for (const id of found) await drop(id);
      return found.length;
    }
  };
}

// src/ci/github/github-pictures.ts
import { Buffer as Buffer2 } from "node:buffer";
var pictureBranch = "dashpreview-pictures";
var ref = `heads/${pictureBranch}`;
var rounds = 8;
var readme = "# Pictures of dashboard previews\n\nComments of pull requests show these pictures; a folder goes when its review is over. This branch shares nothing with the others. To free what its history takes, delete it: the next run makes it again, and older comments lose their pictures.\n";
function gitHubPictures(api, repo, { serverUrl, repository }) {
  const git = `${repo}/git`;
  return {
    async publish({ number, key }, pictures) {
      const doing2 = `storing pictures of #${number} on the branch ${pictureBranch}`;
      const blobs = /* @__PURE__ */ new Map();
      const { uploaded, problems } = await uploadEach(pictures, async (picture) => {
        blobs.set(picture.name, await createBlob(api, git, picture, doing2));
        return picture.name;
      });
      const commit = await changeFolder(api, { git, key, doing: doing2, message: `Pictures of #${number}` }, (there) => ({
        add: new Map([...blobs].filter(([name]) => !there.includes(name))),
        remove: there.filter((name) => !blobs.has(name))
      }));
      const address = (name) => `${serverUrl}/${repository}/blob/${commit}/${key}/${name}?raw=true`;
      return {
        addresses: commit === void 0 ? /* @__PURE__ */ new Map() : new Map([...uploaded.keys()].map((name) => [name, address(name)])),
        problems,
        // Addresses name their commit: what it replaced is still there for the comments that show it.
        settle: async () => {
        }
      };
    },
    async removeAll({ number, key }) {
      const doing2 = `removing the pictures of #${number} from the branch ${pictureBranch}`;
      let removed = 0;
      await changeFolder(api, { git, key, doing: doing2, message: `#${number} is over`, mayLack: true }, (there) => {
        removed = there.length;
        return { add: /* @__PURE__ */ new Map(), remove: there };
      });
      return removed;
    }
  };
}
async function createBlob(api, git, { png }, doing2) {
  const json = { content: Buffer2.from(png).toString("base64"), encoding: "base64" };
  const answer = await api.send({ method: "POST", path: `${git}/blobs`, json, repeatable: true, doing: doing2 });
  return hashOf(answer.json(), doing2, "sha");
}
async function changeFolder(api, { git, key, doing: doing2, message, mayLack = false }, change) {
  for (let round = 1; ; round++) {
    const head = await readHead(api, git, { doing: doing2, mayLack });
    const { add, remove } = change(head === void 0 ? [] : await listFolder(api, git, { head, key, doing: doing2 }));
    if (add.size === 0 && remove.length === 0) return head?.commit;
    const entry = { mode: "100644", type: "blob" };
    const tree = [
      ...head === void 0 ? [{ ...entry, path: "README.md", content: readme }] : [],
      ...[...add].map(([name, sha2]) => ({ ...entry, path: `${key}/${name}`, sha: sha2 })),
      ...remove.map((name) => ({ ...entry, path: `${key}/${name}`, sha: null }))
    ];
    const base = head === void 0 ? {} : { base_tree: head.tree };
    const made = await api.send({
      method: "POST",
      path: `${git}/trees`,
      json: { ...base, tree },
      repeatable: true,
      doing: doing2
    });
    const json = {
      message,
      tree: hashOf(made.json(), doing2, "sha"),
      parents: head === void 0 ? [] : [head.commit]
    };
    const committed = await api.send({ method: "POST", path: `${git}/commits`, json, repeatable: true, doing: doing2 });
    const sha = hashOf(committed.json(), doing2, "sha");
    const accept = round < rounds ? [409, 422] : [];
    const moved = head === void 0 ? await api.send({
      method: "POST",
      path: `${git}/refs`,
      json: { ref: `refs/${ref}`, sha },
      accept,
      repeatable: true,
      doing: doing2
    }) : await api.send({ method: "PATCH", path: `${git}/refs/${ref}`, json: { sha, force: false }, accept, doing: doing2 });
    if (moved.status < 300) return sha;
  }
}
async function readHead(api, git, { doing: doing2, mayLack }) {
  const found = await api.send({
    method: "GET",
    path: `${git}/ref/${ref}`,
    accept: mayLack ? [403, 404] : [404],
    doing: doing2
  });
  if (found.status >= 400) return void 0;
  const commit = hashOf(found.json(), doing2, "object", "sha");
  const answer = await api.send({ method: "GET", path: `${git}/commits/${commit}`, doing: doing2 });
  return { commit, tree: hashOf(answer.json(), doing2, "tree", "sha") };
}
async function listFolder(api, git, { head, key, doing: doing2 }) {
  const list = async (tree) => {
    const answer = (await api.send({ method: "GET", path: `${git}/trees/${tree}`, doing: doing2 })).json();
    return asArray(field(answer, "tree"));
  };
  const folder = (await list(head.tree)).find((raw) => field(raw, "path") === key && field(raw, "type") === "tree");
  if (folder === void 0) return [];
  return (await list(hashOf(folder, doing2, "sha"))).flatMap((raw) => {
    const name = textField(raw, "path") ?? "";
    return field(raw, "type") === "blob" && pictureNamePattern.test(name) ? [name] : [];
  });
}
function hashOf(answer, doing2, ...path) {
  const hash = commitHash(textField(answer, ...path));
  if (hash === void 0) throw new CiError(`GitHub: ${doing2}: the answer has no hash`, { code: "odd-answer" });
  return hash;
}

// src/ci/github/read-pull.ts
function pullFacts2(raw, number, repository) {
  if (numberField(raw, "number") !== number) return { state: "unknown" };
  const from = textField(raw, "head", "repo", "full_name");
  return {
    state: pullState(raw),
    // The repository of a fork that was deleted is null: still a fork.
    fork: from?.toLowerCase() !== repository.toLowerCase(),
    ...defined({
      commit: commitHash(textField(raw, "head", "sha")),
      sourceBranch: branchName(textField(raw, "head", "ref")),
      baseRevision: commitHash(textField(raw, "base", "sha")),
      draft: pullDraft(raw),
      labels: pullLabels(raw)
    })
  };
}
function pullFiles2(raw) {
  const [path, status] = [textField(raw, "filename"), textField(raw, "status")];
  if (asObject(raw) === void 0 || path === void 0) return [];
  if (status === "removed") return [deletedFile(path)];
  const before = status === "added" ? void 0 : textField(raw, "previous_filename") ?? path;
  return changedFile(path, before, status === "renamed");
}

// src/ci/github/github-host.ts
var maxCommentChars2 = 65536;
var maxListedFiles = 3e3;
function createGitHubHost(api, graphql, address) {
  const { repository } = address;
  const repo = `/repos/${repository}`;
  const comments = `${repo}/issues`;
  let author;
  const me = () => {
    author ??= whoAmI2(api, graphql);
    return author;
  };
  const toComment3 = (raw, login) => ({
    id: idOf(raw),
    body: textField(raw, "body") ?? "",
    mine: isAuthor(textField(raw, "user", "login"), login)
  });
  return {
    name: "GitHub",
    keyPrefix: keyPrefix2,
    maxCommentChars: maxCommentChars2,
    async listComments(number) {
      const list = await api.pages({
        method: "GET",
        path: `${comments}/${number}/comments`,
        doing: `listing the comments of #${number}`
      });
      const login = await me();
      return list.map((raw) => toComment3(raw, login));
    },
    async createComment(number, body) {
      const response = await api.send({
        method: "POST",
        path: `${comments}/${number}/comments`,
        json: { body },
        doing: `commenting on #${number}`
      });
      return { ...toComment3(response.json(), ""), mine: true };
    },
    async updateComment(number, id, body) {
      const path = `${comments}/comments/${id}`;
      const response = await api.send({
        method: "PATCH",
        path,
        json: { body },
        accept: [404, 410],
        doing: `updating our comment on #${number}`
      });
      return response.status >= 400 ? void 0 : { ...toComment3(response.json(), ""), mine: true };
    },
    async deleteComment(number, id) {
      const path = `${comments}/comments/${id}`;
      await api.send({
        method: "DELETE",
        path,
        accept: [404, 410],
        doing: `deleting our second comment on #${number}`
      });
    },
    async readReview(number) {
      const doing2 = `asking for the state of #${number}`;
      const response = await api.send({ method: "GET", path: `${repo}/pulls/${number}`, accept: [404, 410], doing: doing2 });
      if (response.status === 200) return pullFacts2(response.json(), number, repository);
      await requireRepository(api, repo, doing2);
      return { state: "unknown" };
    },
    readRepository: () => readRepository(api, repo, { pageField: "html_url" }),
    findOpenReview: (head) => findOpen2(api, repo, head),
    async changedFiles(number) {
      const path = `${repo}/pulls/${number}/files`;
      const list = await api.pages({ method: "GET", path, doing: `listing the files of #${number}` });
      return list.length >= maxListedFiles ? void 0 : list.flatMap(pullFiles2);
    },
    async mergeBase(base, head) {
      const path = `${repo}/compare/${base}...${head}`;
      const response = await api.send({
        method: "GET",
        path,
        query: { per_page: 1 },
        accept: [404],
        doing: "comparing with the base"
      });
      if (response.status === 404) await requireRepository(api, repo, "comparing with the base");
      return commitHash(textField(response.json(), "merge_base_commit", "sha"));
    },
    async readFile(path, { commit, maxBytes }) {
      const response = await api.send({
        method: "GET",
        path: `${repo}/contents/${path.split("/").map(encodeURIComponent).join("/")}`,
        query: { ref: commit },
        headers: { Accept: "application/vnd.github.raw+json" },
        accept: [404],
        doing: "reading a file of the base"
      });
      if (response.status === 404) await requireRepository(api, repo, "reading a file of the base");
      return response.status === 404 || response.body.length > maxBytes ? void 0 : response.text();
    },
    async setStatus({ commit, state, context, description, url }) {
      const json = { state, context, description: description.slice(0, 140), ...defined({ target_url: url }) };
      await api.send({
        method: "POST",
        path: `${repo}/statuses/${commit}`,
        json,
        doing: "setting the commit status",
        repeatable: true
      });
    },
    deployments: gitHubDeployments(api, repo),
    pictures: gitHubPictures(api, repo, address),
    close() {
      api.close();
      graphql.close();
    }
  };
}
async function whoAmI2(api, graphql) {
  const doing2 = "asking whose token it is";
  const user = await api.send({ method: "GET", path: "/user", accept: [401, 403, 404], doing: doing2 });
  const login = user.status === 200 ? textField(user.json(), "login") : void 0;
  if (login !== void 0) return login;
  const json = { query: "query { viewer { login } }" };
  const viewer = await graphql.send({
    method: "POST",
    path: "/graphql",
    json,
    accept: [400, 401, 403, 404],
    repeatable: true,
    doing: doing2
  });
  return textField(viewer.json(), "data", "viewer", "login") ?? "github-actions[bot]";
}
function isAuthor(login, me) {
  return login !== void 0 && (login === me || login === `${me}[bot]`);
}
function idOf(raw) {
  const id = reviewNumber(field(raw, "id"));
  if (id === void 0) throw new CiError("GitHub: a comment came without an id", { code: "odd-answer" });
  return id;
}
async function findOpen2(api, repo, head) {
  const query = { state: "open", head: `${head.repository.split("/")[0]}:${head.branch}` };
  const list = await api.pages({
    method: "GET",
    path: `${repo}/pulls`,
    query,
    doing: "looking for the pull request of these commits"
  });
  const found = list.filter((raw) => isOpenPullOf(raw, head));
  const number = reviewNumber(numberField(found[0], "number"));
  if (found.length === 1 && number !== void 0)
    return { number, ...optional("baseRevision", commitHash(textField(found[0], "base", "sha"))) };
  throw new CiError(
    `GitHub: ${found.length === 0 ? "no" : `${found.length}`} open pull requests have commit ${head.commit.slice(0, 10)} of that branch as their head, and it must be one; a later push makes a run of its own`,
    { code: "no-review" }
  );
}

// src/ci/github/connect-github.ts
var headers = { Accept: "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28" };
var rightsAdvice2 = "does the token have the permission? a comment needs `pull-requests: write` in the job's permissions (a fork's run never has it)";
var connectGitHub = (address, connection) => {
  const api = (url) => connectGitHubApi(url, connection, { advice: rightsAdvice2, ownAdvice: gitHubAdvice });
  return createGitHubHost(api(address.apiUrl), api(address.apiUrl.replace(/\/v3$/, "")), address);
};
function connectGitHubApi(url, connection, advice) {
  const hasNext3 = (response) => /<[^>]*>;\s*rel="next"/.test(response.headers["link"] ?? "");
  return connectApi(connection, { url, headers, name: gitHub.name, hasNext: hasNext3, ...advice });
}

// src/ci/gitlab/gitlab-pictures.ts
function gitLabPictures(api, project, listNotes) {
  const shownIn = async (number, wanted) => (await listNotes(number)).filter(({ mine }) => mine).flatMap(({ body }) => uploadsIn(body, wanted));
  const remove = async (uploads) => {
    let removed = 0;
    for (const { secret, file } of uploads) {
      const path = `${project}/uploads/${secret}/${file}`;
      const doing2 = "deleting a picture of an earlier run";
      const { status } = await api.send({ method: "DELETE", path, accept: [401, 403, 404, 405], doing: doing2 });
      if (status === 401 || status === 403) return removed;
      if (status < 300) removed++;
    }
    return removed;
  };
  return {
    async publish(place, pictures) {
      const former = await shownIn(place.number, place.key);
      const { uploaded, problems } = await uploadEach(pictures, async ({ name, png }) => {
        const form = { field: "file", name: storedName(place, name), type: "image/png", content: png };
        const doing2 = `uploading a picture for !${place.number}`;
        const response = await api.send({ method: "POST", path: `${project}/uploads`, ...multipartFile(form), doing: doing2 });
        const [upload] = uploadsIn(textField(response.json(), "url") ?? "", place.key);
        if (upload === void 0)
          throw new CiError(`GitLab: ${doing2}: the answer has no address`, { code: "odd-answer" });
        return upload;
      });
      return {
        addresses: new Map([...uploaded].map(([name, { secret, file }]) => [name, `/uploads/${secret}/${file}`])),
        problems,
        async settle(stands) {
          await remove(stands ? former.filter(({ order }) => isLaterRun(order, place.order)) : [...uploaded.values()]);
        }
      };
    },
    async removeAll({ number, key }) {
      return remove(await shownIn(number, key));
    }
  };
}
function uploadsIn(text, wanted) {
  return [...text.matchAll(/\/uploads\/([0-9a-f]{32})\/([\w.-]{1,120}\.png)/g)].flatMap(([, secret, file]) => {
    const read = readStoredName(file);
    return read?.key === wanted ? [{ ...read, secret, file }] : [];
  });
}

// src/ci/gitlab/read-file.ts
var doing = "reading a file of the base";
async function readGitLabFile(api, project, file) {
  const { path, commit, maxBytes } = file;
  try {
    const response = await api.send({
      method: "GET",
      path: `${project}/repository/files/${encodeURIComponent(path)}/raw`,
      query: { ref: commit },
      accept: [404],
      doing
    });
    if (response.status !== 404) return response.body.length > maxBytes ? void 0 : response.text();
    await requireRepository(api, project, doing);
    return void 0;
  } catch (error) {
    if (!(error instanceof CiError) || error.code !== "not-api" || !path.includes("/")) throw error;
    return readByHash(api, project, file);
  }
}
async function readByHash(api, project, { path, commit, maxBytes }) {
  const entries = await api.pages({
    method: "GET",
    path: `${project}/repository/tree`,
    query: { path: path.slice(0, path.lastIndexOf("/")), ref: commit },
    doing
  });
  const entry = entries.find((raw) => textField(raw, "path") === path && field(raw, "type") === "blob");
  const hash = commitHash(textField(entry, "id"));
  if (hash === void 0) return void 0;
  const response = await api.send({ method: "GET", path: `${project}/repository/blobs/${hash}/raw`, doing });
  return response.body.length > maxBytes ? void 0 : response.text();
}

// src/ci/gitlab/read-merge-request.ts
function requestFacts(raw, number) {
  if (numberField(raw, "iid") !== number) return { state: "unknown" };
  const [draft, labels] = [field(raw, "draft"), field(raw, "labels")];
  const [source, target] = [numberField(raw, "source_project_id"), numberField(raw, "target_project_id")];
  return {
    state: stateOf(raw),
    ...defined({
      commit: commitHash(textField(raw, "sha")),
      sourceBranch: branchName(textField(raw, "source_branch")),
      baseRevision: commitHash(textField(raw, "diff_refs", "base_sha")),
      fork: target === void 0 ? void 0 : source !== target,
      draft: typeof draft === "boolean" ? draft : void 0,
      labels: Array.isArray(labels) ? textList(labels) : void 0
    })
  };
}
function stateOf(raw) {
  const state = field(raw, "state");
  if (state === "opened" || state === "locked") return "open";
  return state === "closed" || state === "merged" ? state : "unknown";
}
function requestFiles(raw) {
  const [path, old] = [textField(raw, "new_path"), textField(raw, "old_path")];
  if (path === void 0) return [];
  if (field(raw, "deleted_file") === true) return [deletedFile(old ?? path)];
  const before = field(raw, "new_file") === true ? void 0 : old ?? path;
  return changedFile(path, before, field(raw, "renamed_file") === true);
}

// src/ci/gitlab/gitlab-host.ts
var maxCommentChars3 = 1e6;
function createGitLabHost(api, { repository, repositoryId }) {
  const project = `/projects/${repositoryId ?? encodeURIComponent(repository)}`;
  const requests = `${project}/merge_requests`;
  let author;
  const me = () => {
    author ??= whoAmI3(api);
    return author;
  };
  const listComments = async (number) => {
    const query = { sort: "asc", order_by: "created_at" };
    const doing2 = `listing the notes of !${number}`;
    const list = await api.pages({ method: "GET", path: `${requests}/${number}/notes`, query, doing: doing2 });
    const id = await me();
    return list.map((raw) => toComment2(raw, id));
  };
  return {
    name: "GitLab",
    keyPrefix: keyPrefix3,
    maxCommentChars: maxCommentChars3,
    listComments,
    async createComment(number, body) {
      const doing2 = `commenting on !${number}`;
      const path = `${requests}/${number}/notes`;
      const response = await api.send({ method: "POST", path, json: { body }, doing: doing2 }).catch(async (error) => {
        if (error instanceof CiError && (error.status === 403 || error.status === 404))
          await explainLock(api, `${requests}/${number}`, doing2);
        throw error;
      });
      return { ...toComment2(response.json(), -1), mine: true };
    },
    async updateComment(number, id, body) {
      const path = `${requests}/${number}/notes/${id}`;
      const response = await api.send({
        method: "PUT",
        path,
        json: { body },
        accept: [404],
        doing: `updating our note on !${number}`
      });
      return response.status === 404 ? void 0 : { ...toComment2(response.json(), -1), mine: true };
    },
    async deleteComment(number, id) {
      const path = `${requests}/${number}/notes/${id}`;
      await api.send({ method: "DELETE", path, accept: [404], doing: `deleting our second note on !${number}` });
    },
    async readReview(number) {
      const doing2 = `asking for the state of !${number}`;
      const response = await api.send({ method: "GET", path: `${requests}/${number}`, accept: [404], doing: doing2 });
      if (response.status === 200) return requestFacts(response.json(), number);
      await requireRepository(api, project, doing2);
      return { state: "unknown" };
    },
    readRepository: () => readRepository(api, project, { pageField: "web_url" }),
    findOpenReview: (head) => findOpen3(api, project, head),
    async changedFiles(number) {
      const path = `${requests}/${number}/diffs`;
      return (await api.pages({ method: "GET", path, doing: `listing the files of !${number}` })).flatMap(requestFiles);
    },
    async mergeBase(base, head) {
      const query = { "refs[]": [base, head] };
      const response = await api.send({
        method: "GET",
        path: `${project}/repository/merge_base`,
        query,
        accept: [400, 404],
        doing: "comparing with the base"
      });
      if (response.status === 404) await requireRepository(api, project, "comparing with the base");
      return commitHash(textField(response.json(), "id"));
    },
    readFile: (path, { commit, maxBytes }) => readGitLabFile(api, project, { path, commit, maxBytes }),
    async setStatus({ commit, state, context, description, url }) {
      const json = {
        state: state === "success" ? "success" : "failed",
        name: context,
        description: description.slice(0, 140),
        ...defined({ target_url: url })
      };
      await api.send({
        method: "POST",
        path: `${project}/statuses/${commit}`,
        json,
        accept: [400],
        doing: "setting the commit status",
        repeatable: true
      });
    },
    pictures: gitLabPictures(api, project, listComments),
    close: () => api.close()
  };
}
async function explainLock(api, path, doing2) {
  const request = await api.send({ method: "GET", path, accept: [403, 404], doing: doing2 });
  if (field(request.json(), "discussion_locked") !== true) return;
  throw new CiError(`GitLab: ${doing2}: its discussion is locked: unlock it, or pass --comment off`, { code: "locked" });
}
async function whoAmI3(api) {
  const id = reviewNumber(
    numberField((await api.send({ method: "GET", path: "/user", doing: "asking whose token it is" })).json(), "id")
  );
  if (id === void 0)
    throw new CiError("GitLab: asking whose token it is: the answer names nobody", { code: "odd-answer" });
  return id;
}
function toComment2(raw, me) {
  const id = reviewNumber(field(raw, "id"));
  if (id === void 0) throw new CiError("GitLab: a note came without an id", { code: "odd-answer" });
  return { id, body: textField(raw, "body") ?? "", mine: numberField(raw, "author", "id") === me };
}
async function findOpen3(api, project, { branch, commit }) {
  const query = { state: "opened", source_branch: branch };
  const list = await api.pages({
    method: "GET",
    path: `${project}/merge_requests`,
    query,
    doing: "looking for the merge request of these commits"
  });
  const found = list.filter(
    (raw) => textField(raw, "sha") === commit && textField(raw, "source_branch") === branch && field(raw, "state") === "opened"
  );
  const number = reviewNumber(numberField(found[0], "iid"));
  if (found.length === 1 && number !== void 0) return { number };
  throw new CiError(
    `GitLab: ${found.length} open merge requests have commit ${commit.slice(0, 10)} as their head, and it must be one`,
    {
      code: "no-review"
    }
  );
}

// src/ci/gitlab/server-certificates.ts
function gitLabCertificates({ serverUrl }, { env = {}, caPem }) {
  const path = env["CI_SERVER_TLS_CA_FILE"];
  const own = serverAddress(env["CI_SERVER_URL"]);
  if (!path || own === void 0 || new URL(own).host !== new URL(serverUrl).host || !isPlainFile(path)) return caPem;
  const pem = readPlainFile(path, {
    file: `CI_SERVER_TLS_CA_FILE ${path}`,
    what: "a file of certificates",
    maxBytes: 16 * 1024 * 1024
  });
  return [...caPem === void 0 ? [] : [caPem], pem].join("\n");
}

// src/ci/gitlab/connect-gitlab.ts
var rightsAdvice3 = "does the token have the permission? use a project access token with the scope api and the role Reporter or higher (CI_JOB_TOKEN cannot write notes)";
var connectGitLab = (address, connection) => createGitLabHost(connectGitLabApi(address, connection, rightsAdvice3), address);
function connectGitLabApi(address, connection, advice) {
  const trusting = { ...connection, ...defined({ caPem: gitLabCertificates(address, connection) }) };
  return connectApi(trusting, { url: address.apiUrl, name: gitLab.name, hasNext: hasNext2, advice });
}
function hasNext2({ headers: headers2 }, items) {
  const next = headers2["x-next-page"];
  return next === void 0 ? items >= 100 : next !== "";
}

export {
  connectForgejo,
  connectForgejoApi,
  connectGitHub,
  connectGitHubApi,
  connectGitLab,
  connectGitLabApi
};
