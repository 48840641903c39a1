import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  connectForgejo,
  connectGitHub,
  connectGitLab
} from "./chunk-5PHZJJBZ.js";
import {
  retryFrom
} from "./chunk-O375JEU7.js";
import {
  networkFrom
} from "./chunk-I6U2BZTL.js";
import {
  tokenFrom
} from "./chunk-C3366K2M.js";
import {
  hostNames,
  hostOf,
  withRepository
} from "./chunk-WFHRHJHL.js";
import {
  CiError
} from "./chunk-E7O6XGVL.js";

// src/ci/hosts/connect-host.ts
var table = {
  forgejo: connectForgejo,
  github: connectGitHub,
  gitlab: connectGitLab
};
var connectHost = (address, connection) => table[address.kind](address, connection);

// src/cli/review/redacted-host.ts
function redactedHost(host, { text: clean }) {
  const { deployments } = host;
  return {
    ...host,
    createComment: (number, body) => host.createComment(number, clean(body)),
    updateComment: (number, id, body) => host.updateComment(number, id, clean(body)),
    setStatus: ({ url, ...report }) => host.setStatus({
      ...report,
      context: clean(report.context),
      description: clean(report.description),
      ...url === void 0 ? {} : { url: clean(url) }
    }),
    ...deployments === void 0 ? {} : {
      deployments: {
        create: (deployment) => deployments.create({ ...deployment, url: clean(deployment.url) }),
        remove: (environment) => deployments.remove(environment)
      }
    }
  };
}

// src/cli/review/host.ts
function hostFrom(request, { host }, context) {
  const { env, sleep, signal } = context;
  if (host === void 0) return void 0;
  const its = hostOf(host);
  const token = request.hostToken || tokenFrom(its, env);
  if (token === void 0) return void 0;
  const retry = retryFrom(its.name, request, context);
  const connected = connectHost(host, { token, sleep, signal, retry, ...networkFrom(request.caFile, context) });
  return redactedHost(connected, context.redactor);
}
function tokenAdvice({ host }) {
  return host === void 0 ? `which ${hostNames()}? run it in CI, or pass --review-url` : hostOf(host).tokenAdvice;
}

// src/cli/review/identified.ts
function pathOnlyNote(unasked) {
  return `only the repository's path names the project, so previews that CI made are not among these: ${unasked}; --all-projects lists them, and --project chooses one`;
}
function onlyPathNote(unasked) {
  return `the repository's path names the project, since its number is not known: ${unasked}`;
}
var longestRetryMs = 5e3;
async function identified(review, request, context) {
  const address = review.host ?? review.remote;
  if (request.project !== void 0 || review.repositoryId !== void 0 || address === void 0) return { review };
  const quick = { ...request, retryForMs: Math.min(request.retryForMs, longestRetryMs) };
  const host = hostFrom(quick, { host: address }, context);
  if (host === void 0) return { review, unasked: "there is no token to ask for the repository's number" };
  try {
    const found = await host.readRepository();
    if (found === void 0) return { review, unasked: `${host.name} does not say the repository's number` };
    return { review: withRepository(review, { ...address, ...found }) };
  } catch (error) {
    if (!(error instanceof CiError)) throw error;
    return { review, unasked: error.message };
  } finally {
    host.close();
  }
}

export {
  hostFrom,
  tokenAdvice,
  pathOnlyNote,
  onlyPathNote,
  identified
};
