import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  hosts,
  reviewProject
} from "./chunk-WFHRHJHL.js";
import {
  checkoutProjectId,
  projectId
} from "./chunk-5UHCLHX7.js";
import {
  serverAddress
} from "./chunk-B4BP7DEG.js";
import {
  makeKey
} from "./chunk-REFUIXMO.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";

// src/ci/hosts/ci-host.ts
function reviewKey({ keyPrefix }, number) {
  return `${keyPrefix}-${number}`;
}
function tokenFrom({ tokenVariables }, env) {
  return tokenVariables.map((name) => env[name]).find((token) => token !== void 0 && token !== "");
}

// src/ci/hosts/review-url.ts
function parseReviewUrl(url, env = {}) {
  const page = serverAddress(url);
  if (page === void 0) return void 0;
  const { origin, host: hostName, pathname } = new URL(page);
  for (const host of hosts) {
    const found = host.parseReviewPath(pathname);
    if (found === void 0) continue;
    const { repository, number } = found;
    const named = serverAddress(env[host.apiVariable]);
    const own = named !== void 0 && isSameSite(new URL(named).host, hostName) ? named : void 0;
    const address = { kind: host.kind, serverUrl: origin, repository, apiUrl: own ?? host.defaultApiUrl(origin) };
    return {
      ...reviewProject(address),
      key: reviewKey(host, number),
      number,
      url: page,
      host: address
    };
  }
  return void 0;
}
function isSameSite(apiHost, host) {
  return apiHost === host || apiHost === `api.${host}`;
}

// src/ci/hosts/remote-host.ts
function remoteHost(remote, env) {
  for (const host of hosts) {
    const named = serverAddress(env[host.apiVariable]);
    const found = named === void 0 ? publicServer(host, remote) : namedServer(host, remote, named);
    if (found !== void 0) return found;
  }
  return void 0;
}
function publicServer({ kind, publicHost, repositoryPath, defaultApiUrl }, { host, path }) {
  const repository = host.toLowerCase() === publicHost ? repositoryPath(path) : void 0;
  const serverUrl = `https://${publicHost}`;
  return repository === void 0 ? void 0 : { kind, serverUrl, repository, apiUrl: defaultApiUrl(serverUrl) };
}
function namedServer({ kind, repositoryPath, defaultApiUrl }, { host, path }, apiUrl) {
  if (!isSameSite(new URL(apiUrl).hostname, host.toLowerCase())) return void 0;
  const suffix = suffixOf(defaultApiUrl);
  const serverUrl = apiUrl.endsWith(suffix) ? apiUrl.slice(0, -suffix.length) : `https://${host.toLowerCase()}`;
  const subPath = `${new URL(serverUrl).pathname.replace(/^\/+|\/+$/g, "")}/`;
  const repository = repositoryPath(subPath !== "/" && path.startsWith(subPath) ? path.slice(subPath.length) : path);
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

export {
  reviewKey,
  tokenFrom,
  parseReviewUrl,
  isSameSite,
  detectReview
};
