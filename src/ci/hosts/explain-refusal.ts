import { CiError } from "../../errors.ts";
import type { HttpResponse } from "../../http/request.ts";
import { isWebPage, serverWords } from "../../http/server-words.ts";
import { textField } from "../../json/read.ts";
import { limitAdvice, rateLimitOf } from "./rate-limit.ts";

/** An answer that is not what was asked for. */
export interface Refusal {
  /** The host's name: `GitHub`. */
  readonly name: string;
  /** The purpose of the request: `commenting on #12`. */
  readonly doing: string;
  readonly response: HttpResponse;
  readonly redact: (text: string) => string;
  /** Advice where nothing but the token's permissions can be the cause. */
  readonly advice: string;
  /** Advice that a host's own headers or words give; undefined if they say nothing. */
  readonly ownAdvice?: ((response: HttpResponse, said: string) => string | undefined) | undefined;
}

/**
 * The error for an answer: the purpose of the request, the status, the host's own words, and advice that follows from
 * the cause. Codes: `not-api` for a web page, `moved` and `redirected` for 3xx, `forbidden` for 401 and 403,
 * `not-found` for 404, `unavailable` for 429 and 5xx, `refused` for anything else.
 */
export function explainRefusal(refusal: Refusal): CiError {
  const { name, doing, response, redact } = refusal;
  const { status } = response;
  const said = serverWords(response, redact);
  const code = codeOf(response);
  const quoted = said === "" ? "" : ` (${said})`;
  return new CiError(`${name}: ${doing}: HTTP ${status}${quoted}; ${adviceFor(code, refusal, said)}`, { code, status });
}

function codeOf(response: HttpResponse): string {
  const { status } = response;
  if (status >= 300 && status < 400) return isLogin(response) ? "redirected" : "moved";
  if (status >= 500 || status === 429) return "unavailable";
  if (isWebPage(response)) return "not-api";
  if (status === 401 || status === 403) return "forbidden";
  return status === 404 ? "not-found" : "refused";
}

function adviceFor(code: string, { response, advice, ownAdvice, name }: Refusal, said: string): string {
  const limit = rateLimitOf(response);
  if (limit !== undefined) return limitAdvice(limit);
  switch (code) {
    case "moved":
      return `the repository moved${newPlace(response)}: use its new name`;
    case "redirected":
      return `it redirects to a login page: a proxy in front of ${name} does not let the token through`;
    case "not-api":
      return (
        `a web page came instead of the API's answer: check the API's address, and proxies and login pages ` +
        `in front of ${name}`
      );
    case "unavailable":
      return isWebPage(response)
        ? `a proxy in front of ${name} answered, not ${name} itself: try again later`
        : "try again later";
  }
  const cause = commonCause(response, said) ?? ownAdvice?.(response, said);
  if (cause !== undefined) return cause;
  if (response.status === 401)
    return `the token is not accepted: is it mistyped, expired, revoked or of another server? ${advice}`;
  if (code === "forbidden") return advice;
  return code === "not-found" ? `it is not there, or ${advice}` : "it was not accepted";
}

/** Causes that every host puts into words. */
function commonCause(response: HttpResponse, said: string): string | undefined {
  const { status } = response;
  if (/archived/i.test(said))
    return "the repository is archived and takes no changes: unarchive it, or stop its pipelines";
  if (/\blocked\b/i.test(said) && [403, 404, 423].includes(status))
    return "the conversation is locked: unlock it, or pass --comment off";
  if (/\b(?:account|user)\b.*\b(?:blocked|suspended|deactivated|disabled)\b/i.test(said) && [401, 403].includes(status))
    return "the account that the token belongs to is blocked: use a token of another one";
  if (/insufficient[_ ]scope/i.test(response.text().slice(0, 4000))) {
    const scope = /^[\w: ,]{1,100}$/.exec(textField(response.json(), "scope") ?? "")?.[0];
    return `the token lacks the scope${scope === undefined ? "" : ` ${scope}`}: make one that has it`;
  }
  return status === 401 && /expired|revoked/i.test(said) ? "make a new token" : undefined;
}

function isLogin({ headers: { location = "" } }: HttpResponse): boolean {
  const path = URL.canParse(location, "http://x") ? new URL(location, "http://x").pathname : "";
  return /(?:^|\/)(?:log-?in|sign[-_]?in|sso|saml\d?|oauth2?|auth)(?:\/|$)/i.test(path);
}

/** Hosts redirect to a repository's new name. The token goes to no address that an answer names, so nobody follows. */
function newPlace({ headers: { location = "" } }: HttpResponse): string {
  const path = URL.canParse(location, "http://x") ? new URL(location, "http://x").pathname : "";
  return path.length > 1 && path.length <= 300 ? ` to ${path}` : "";
}
