import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  detectReview,
  parseReviewUrl,
  reviewKey
} from "./chunk-C3366K2M.js";
import {
  hostNames,
  hostOf,
  hosts
} from "./chunk-WFHRHJHL.js";
import {
  readGitRemote
} from "./chunk-DLLWLS7E.js";
import {
  checkoutFolder
} from "./chunk-NLEAXLPZ.js";
import {
  makeKey
} from "./chunk-REFUIXMO.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";
import {
  CiError,
  UsageError
} from "./chunk-E7O6XGVL.js";

// src/ci/hosts/resolve-review.ts
async function resolveReview(found, host) {
  const review = await withNumber(found, host);
  const { number } = review;
  if (number === void 0 || host === void 0) return { review, facts: void 0, warnings: [] };
  try {
    const facts = await host.readReview(number);
    const { commit = facts.commit, sourceBranch = facts.sourceBranch, baseRevision = facts.baseRevision } = review;
    const fork = facts.fork ?? review.fork;
    return { review: { ...review, ...defined({ commit, sourceBranch, baseRevision, fork }) }, facts, warnings: [] };
  } catch (error) {
    if (!(error instanceof CiError)) throw error;
    return { review, facts: void 0, warnings: [`whether the review is still open is not known: ${error.message}`] };
  }
}
function reviewOfNumber(run, number) {
  const { project, formerProjects, repositoryId, order, event, host } = run;
  if (host === void 0)
    throw new UsageError(`--review names a review of ${hostNames()}: run it in CI, or pass --review-url`);
  const its = hostOf(host);
  return {
    project,
    host,
    number,
    key: reviewKey(its, number),
    url: its.reviewUrl(host, number),
    fork: true,
    ...defined({ formerProjects, repositoryId, order, event })
  };
}
async function withNumber({ pending, ...review }, host) {
  if (pending === void 0) return review;
  if (host === void 0 || review.host === void 0) throw unasked(review);
  const { number, baseRevision } = await host.findOpenReview(pending);
  const its = hostOf(review.host);
  return {
    ...review,
    number,
    key: reviewKey(its, number),
    url: its.reviewUrl(review.host, number),
    ...defined({ baseRevision })
  };
}
function unasked({ host }) {
  const its = host === void 0 ? void 0 : hostOf(host);
  const how = its === void 0 ? "pass --review-url" : `set ${its.tokenVariables[0]}`;
  return new CiError(`which ${its?.reviewName ?? "review"} this run belongs to has to be asked of the host: ${how}`, {
    code: "no-token"
  });
}

// src/ci/hosts/event-file.ts
import { readFileSync, statSync } from "node:fs";
var maxEventBytes = 32 * 1024 * 1024;
function readEvent(env) {
  const path = hosts.map(({ eventVariable }) => eventVariable === void 0 ? void 0 : env[eventVariable]).find((named) => named);
  if (path === void 0) return void 0;
  try {
    if (statSync(path).size > maxEventBytes) return void 0;
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return void 0;
  }
}

// src/cli/flags/review-flags.ts
function reviewFrom(request, context) {
  return withFlags(detectFrom(request, context), request);
}
function detectFrom(request, { env, cwd, user, machine }) {
  const checkout = { machine, folder: checkoutFolder(cwd) };
  const found = detectReview({ env, event: readEvent(env), remoteUrl: readGitRemote(cwd), user, checkout });
  const { reviewUrl: url, review: number } = request;
  if (number !== void 0 && number !== found.number) return reviewOfNumber(found, number);
  if (url === void 0 || found.host !== void 0) return found;
  const addressed = parseReviewUrl(url, env);
  if (addressed === void 0) return found;
  const { remote: _, formerProjects: _others, ...rest } = found;
  return { ...rest, ...addressed };
}
function withProject(review, project) {
  if (project === void 0) return review;
  const { formerProjects: _, ...rest } = review;
  return { ...rest, project };
}
function withFlags({ endsWithRun, ...found }, request) {
  const { name, commit, base } = request;
  const url = request.reviewUrl;
  return {
    ...withProject(found, request.project),
    key: makeKey(request.key ?? found.key, name),
    ...defined({ url, commit, baseRevision: base }),
    ...defined({ endsWithRun: request.key === void 0 ? endsWithRun : void 0 })
  };
}

export {
  resolveReview,
  reviewFrom,
  detectFrom,
  withFlags
};
