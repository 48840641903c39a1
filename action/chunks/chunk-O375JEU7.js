import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  clientCertificateFrom
} from "./chunk-BBF4SSFR.js";
import {
  authFrom,
  headersFrom,
  networkFrom
} from "./chunk-I6U2BZTL.js";
import {
  discoverDashboardApi
} from "./chunk-SGDPDTTZ.js";
import {
  Retrier,
  attemptMs,
  backoffMs,
  createHttpClient,
  createPrometheus,
  describeEffort,
  isCutOff,
  isWebPage,
  neverArrived,
  quote,
  repeatForError,
  repeatForStatus,
  retryAfterMs,
  serverWords
} from "./chunk-JN2EJA7T.js";
import {
  serverAddress
} from "./chunk-B4BP7DEG.js";
import {
  previewFolder
} from "./chunk-REFUIXMO.js";
import {
  field,
  textField
} from "./chunk-Z4Q2ISX3.js";
import {
  formatDuration
} from "./chunk-ACMFHTB5.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";
import {
  GrafanaError,
  HttpError,
  UsageError
} from "./chunk-E7O6XGVL.js";

// src/grafana/explain.ts
function explainAnswer({ response, body, doing, redact }) {
  const { status, headers } = response;
  const code = codeFor(status, body);
  const said = status < 300 && !isWebPage(response) ? "" : serverWords(response, redact);
  const why = isWebPage(response) ? pageAdvice(code) : causeOf(response, said) ?? advice(code, body, headers);
  return new GrafanaError(`${doing}: ${status}${said === "" ? "" : ` (${said})`}. ${why}`, {
    code,
    status,
    json: body !== void 0
  });
}
function pageAdvice(code) {
  if (code === "unauthorized" || code === "forbidden")
    return "A proxy or login page in front of Grafana refused the request, not Grafana: let the token through there, or pass the proxy's own header with --grafana-header.";
  if (code === "unavailable")
    return "A proxy in front of Grafana answered, not Grafana: it may be starting or down; try again later.";
  return advice("not-grafana", void 0, {});
}
function causeOf({ status, headers }, said) {
  if (/read-?only (?:database|transaction)|--read-only|super-read-only/i.test(said))
    return "Grafana's database is read-only: a standby, or a volume that is full or mounted so. Nothing can be saved until Grafana's administrator mends that.";
  if (/database (?:table )?is locked/i.test(said))
    return "Grafana's SQLite database is busy with other writers: run the command again; PostgreSQL or MySQL do not have this limit.";
  if (/quota/i.test(said) && [403, 429].includes(status))
    return "Grafana's quota is used up: delete what nobody needs (cleanup removes expired previews), or raise it in Grafana's configuration ([quota]).";
  if (status === 429) {
    const waitMs = retryAfterMs(headers["retry-after"], Date.parse(headers["date"] ?? "") || 0);
    const when = waitMs === void 0 ? "later" : `in ${formatDuration(Math.ceil(waitMs / 1e3) * 1e3)}`;
    return `Grafana or a proxy in front of it limits the number of requests: try again ${when}.`;
  }
  if (status === 401 && /expired/i.test(said)) return `The token has expired. ${howToGetToken}`;
  if (status === 401 && /disabled/i.test(said))
    return "The service account of the token is disabled: enable it, or use a token of another one.";
  if (status === 403) return missingPermission(said);
  if (status === 412 && /plugin/i.test(said)) return "The dashboard belongs to a plugin, which alone may change it.";
  return void 0;
}
function missingPermission(said) {
  if (/folders:create/.test(said))
    return `The token's role may not create folders: it needs the role Editor. ${howToGetToken}`;
  if (/datasources:/.test(said))
    return "The token's role may not use this data source: allow Query on it for the service account, or use the role Editor.";
  if (/(?:dashboards|folders):(?:create|write|read|delete)|\bfolder\b/i.test(said))
    return `The token may not do this in the folder: give its service account the role Editor or, where the folder "${previewFolder.title}" has permissions of its own, Edit on it.`;
  return void 0;
}
function codeFor(status, body) {
  if (status >= 200 && status < 300) return "not-grafana";
  if (status >= 300 && status < 400) return "redirected";
  if (status === 401) return "unauthorized";
  if (status === 403) return "forbidden";
  if (status === 404) return body === void 0 ? "not-grafana" : "not-found";
  if (status === 409 || status === 412) return textField(body, "status") === "name-exists" ? "title-taken" : "conflict";
  if (status === 400 || status === 406 || status === 413 || status === 422) return "invalid";
  if (status === 429 || status >= 500) return "unavailable";
  return "unexpected";
}
function advice(code, body, headers) {
  switch (code) {
    case "unauthorized":
      return `Grafana does not accept the token: it may have expired, been revoked or belong to another Grafana. ${howToGetToken}`;
    case "forbidden":
      return `The token lacks the permission: previews need the role Editor. ${howToGetToken}`;
    case "not-found":
      return "Not found on this Grafana, in the token's organisation.";
    case "not-grafana":
      return "The answer is not from Grafana's API: check the URL, including a sub-path such as /grafana, and whether a proxy or login page is in front.";
    case "redirected":
      return `It redirects${originOf(headers["location"])}: pass the final URL, with https and the sub-path. dashpreview does not follow redirects, because the token would go along.`;
    case "conflict":
      return "Someone else changed it at the same time; run the command again.";
    case "title-taken":
      return "Before version 11.3, Grafana requires unique titles within a folder: give the two dashboards different titles.";
    case "invalid":
      return field(body, "message") === void 0 ? "Grafana refused the request." : "Grafana refused the request; its reason is in parentheses.";
    case "unavailable":
      return "Grafana or a proxy in front of it is failing; try again later, and check its log if the error persists.";
    default:
      return "dashpreview does not understand this answer; it supports Grafana 9 and later.";
  }
}
var howToGetToken = "An Admin makes one with dashpreview setup, or in Grafana under Administration, Users and access, Service accounts: role Editor, then Add service account token.";
function originOf(location) {
  if (location === void 0 || !URL.canParse(location)) return "";
  const { origin } = new URL(location);
  return origin === "null" ? "" : ` (${origin})`;
}

// src/grafana/link-base.ts
function checkPublicUrl(text) {
  const url = linkable(text);
  if (url !== void 0) return url;
  throw new UsageError(
    "--grafana-public-url: expected an http or https address without user name, query and fragment, such as https://grafana.example.com"
  );
}
async function findLinkBase(grafana, publicUrl) {
  if (publicUrl !== void 0) return { url: publicUrl, from: "option" };
  const instead = (why) => ({ url: grafana.url, from: "connection", why });
  try {
    const doing = "asking Grafana for its address";
    const { body } = await grafana.ask({ method: "GET", path: "/api/frontend/settings", doing });
    const own = textField(body, "appUrl");
    if (own === void 0 || own === "") return instead("Grafana does not say its own address");
    const url = linkable(own);
    if (url === void 0) return instead("Grafana's root_url is not an http or https address that can be linked");
    if (isLoopback(new URL(url).hostname))
      return instead(`Grafana's root_url is ${url}, which only its own host reaches`);
    return { url, from: "grafana" };
  } catch (error) {
    if (!(error instanceof GrafanaError)) throw error;
    return instead("Grafana did not answer the question for its own address");
  }
}
function linkable(text) {
  const url = serverAddress(text);
  return url !== void 0 && /^[\w:/.[\]~%+@!$&*,;=-]+$/.test(url) ? url : void 0;
}
function isLoopback(host) {
  return /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])$/.test(host);
}

// src/grafana/connection.ts
function createGrafana({
  org,
  publicUrl,
  sleep,
  random = () => 0,
  retry,
  signal,
  ...http
}) {
  if (org !== void 0 && (!Number.isSafeInteger(org) || org < 1))
    throw new UsageError(`--org ${org}: expected the ID of an organisation, a whole number`);
  const ownHeaders = { Accept: "application/json", ...org === void 0 ? {} : { "X-Grafana-Org-Id": String(org) } };
  const client = createHttpClient({ ...http, ownHeaders });
  const given = publicUrl === void 0 ? void 0 : checkPublicUrl(publicUrl);
  const redact = (text) => quote(text, client.redact);
  const policy = retry ?? { retryMs: 1e4, attempts: 3, faultAttempts: 1, now: () => 0, random, sleep };
  const retrier = new Retrier(policy);
  let discovery;
  let links;
  const connect = (ownSignal) => {
    const grafana = {
      url: client.url,
      org,
      ask: ({ doing, accept = [], question, repeatAnswer = () => "final", ...request }) => {
        const isQuestion = question ?? request.method === "GET";
        const firstMs = isQuestion ? policy.attemptMs : void 0;
        const ownMs = Math.min(request.timeoutMs ?? http.timeoutMs ?? 3e4, firstMs ?? Number.POSITIVE_INFINITY);
        return retrier.run(
          async (attempt) => {
            const timeoutMs = attemptMs(ownMs, attempt);
            const outcome = await client.send({ ...request, timeoutMs, signal: ownSignal }).catch((error) => {
              if (error instanceof HttpError) return error;
              throw error;
            });
            if (outcome instanceof HttpError) return noAnswer(outcome, doing, isQuestion);
            const answer = judge(outcome, doing, accept);
            if (!(answer instanceof GrafanaError)) {
              const repeat2 = isQuestion ? repeatAnswer(answer) : "final";
              if (repeat2 === "final") return { done: true, value: answer };
              return {
                done: false,
                repeat: repeat2,
                answered: true,
                reason: "its answer says that it failed",
                giveUp: () => answer
              };
            }
            const repeat = !isQuestion ? "final" : isCutOff(outcome) ? "fault" : repeatForStatus(outcome.status);
            const giveUp = (spent) => {
              throw new GrafanaError(answer.message + describeEffort(spent), {
                code: answer.code,
                status: outcome.status,
                json: answer.json
              });
            };
            const waitMs = retryAfterMs(outcome.headers["retry-after"], policy.now());
            return { done: false, repeat, answered: true, reason: String(outcome.status), waitMs, giveUp };
          },
          { signal: ownSignal }
        );
      },
      dashboardApi() {
        discovery ??= discoverDashboardApi(grafana).catch((error) => {
          discovery = void 0;
          throw error;
        });
        return discovery;
      },
      linkBase() {
        links ??= findLinkBase(grafana, given).catch((error) => {
          links = void 0;
          throw error;
        });
        return links;
      },
      backOff: (failed) => sleep(backoffMs(failed - 1, policy.random()), ownSignal),
      withSignal: connect,
      close: () => client.close()
    };
    return grafana;
  };
  return connect(signal);
  function noAnswer(error, doing, isQuestion) {
    const message = `${doing}: ${redact(error.message)}`;
    const giveUp = (spent) => {
      throw new GrafanaError(message + describeEffort(spent), { code: "no-answer" });
    };
    const repeat = isQuestion ? repeatForError(error) : neverArrived(error) ? "outage" : "final";
    return { done: false, repeat, answered: false, reason: redact(error.message), giveUp };
  }
  function judge(response, doing, accept) {
    const { status, headers } = response;
    const body = response.json();
    const wanted = status >= 200 && status < 300 || accept.includes(status);
    if (wanted && body !== void 0) return { status, headers, body };
    return explainAnswer({ response, body, doing: `${doing} at ${client.url}`, redact: client.redact });
  }
}

// src/cli/flags/retry.ts
var firstContactMs = 12e3;
var longestAttemptMs = 1e4;
var silentMs = 1e3;
var betweenWordsMs = 1e4;
function retryFrom(server, { retryForMs: retryMs }, context) {
  const { now, elapsed, random, sleep } = context;
  const attemptMs2 = retryMs === 0 ? void 0 : Math.min(longestAttemptMs, Math.max(1e3, retryMs / 3));
  return { retryMs, attemptMs: attemptMs2, firstContactMs, now, elapsed, random, sleep, onWait: reportWaits(server, context) };
}
function reportWaits(server, { err, elapsed }) {
  let lastMs = Number.NEGATIVE_INFINITY;
  return ({ reason, failingMs, leftMs }) => {
    if (failingMs < silentMs || elapsed() - lastMs < betweenWordsMs) return;
    lastMs = elapsed();
    const what = /^\d{3}$/.test(reason) ? `answers ${reason}${reason.startsWith("2") ? ", but not as its API does" : ""}` : `does not answer (${reason.slice(reason.indexOf(": ") + 1).trim()})`;
    const left = formatDuration(Math.max(1, Math.round(leftMs / 1e3)) * 1e3);
    err.write(`${err.isTerminal ? "\r\x1B[2K" : ""}${plainLine(`${server} ${what}; trying again for ${left}`)}
`);
  };
}

// src/cli/flags/servers.ts
function grafanaFrom(request, context, alternative) {
  const url = request.grafanaUrl;
  if (url === void 0) throw notConfigured("Grafana", "GRAFANA_URL or pass --grafana-url", alternative);
  const auth = authFrom("grafana", {
    token: request.grafanaToken,
    user: request.grafanaUser,
    password: request.grafanaPassword
  });
  if (auth.type === "none") {
    throw new UsageError(
      "no Grafana token: set GRAFANA_TOKEN to the token of a service account. An Admin makes one with dashpreview setup --write-env previews.env"
    );
  }
  return createGrafana({
    ...grafanaConnection({ ...request, grafanaUrl: url }, context),
    ...defined({ org: request.org, publicUrl: request.grafanaPublicUrl }),
    sleep: context.sleep,
    retry: retryFrom("Grafana", request, context),
    signal: context.signal
  });
}
function grafanaConnection(request, context) {
  const { grafanaToken: token, grafanaUser: user, grafanaPassword: password } = request;
  return {
    url: request.grafanaUrl,
    auth: authFrom("grafana", { token, user, password }),
    headers: headersFrom(request.grafanaHeader),
    ...networkFrom(request.caFile, context),
    ...defined({ clientCertificate: clientCertificateFrom(request, context) })
  };
}
function prometheusFrom(request, context, alternative) {
  const prometheus = optionalPrometheusFrom(request, context);
  if (prometheus !== void 0) return prometheus;
  throw notConfigured("Prometheus", "PROMETHEUS_URL or pass --prometheus-url", alternative);
}
function notConfigured(server, setting, alternative) {
  return new UsageError(
    `no ${server} configured: set ${setting}${alternative === void 0 ? "" : ` (or ${alternative})`}`
  );
}
var writeVersions = { auto: "auto", "1": 1, "2": 2 };
function optionalPrometheusFrom(request, context) {
  const url = request.prometheusUrl;
  if (url === void 0) return void 0;
  const writeUrl = request.prometheusWriteUrl;
  return createPrometheus({
    url,
    ...defined({ writeUrl }),
    receiver: request.receiver,
    writeVersion: writeVersions[request.remoteWriteVersion],
    auth: authFrom("prometheus", {
      token: request.prometheusToken,
      user: request.prometheusUser,
      password: request.prometheusPassword
    }),
    headers: headersFrom(request.prometheusHeader),
    ...defined({ tenant: request.tenant }),
    retry: retryFrom("Prometheus", request, context),
    ...networkFrom(request.caFile, context),
    ...defined({ clientCertificate: clientCertificateFrom(request, context) })
  });
}

export {
  isLoopback,
  createGrafana,
  retryFrom,
  reportWaits,
  grafanaFrom,
  grafanaConnection,
  prometheusFrom,
  optionalPrometheusFrom
};
