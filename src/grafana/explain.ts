import { GrafanaError } from "../errors.ts";
import type { HttpResponse } from "../http/request.ts";
import { retryAfterMs } from "../http/retry.ts";
import { isWebPage, serverWords } from "../http/server-words.ts";
import { previewFolder } from "../identity/preview-identity.ts";
import { field, textField } from "../json/read.ts";
import { formatDuration } from "../text/duration.ts";

/** An unexpected answer. */
export interface UnwantedAnswer {
  readonly response: HttpResponse;
  /** The parsed body; undefined if it is not JSON. */
  readonly body: unknown;
  /** The purpose of the request, such as `saving dashboard x`. */
  readonly doing: string;
  readonly redact: (text: string) => string;
}

/**
 * The error for an answer: the purpose of the request, the server's own words, and what to do about their cause. Codes
 * by status: 401 `unauthorized`, 403 `forbidden`, 404 `not-found`, 409 and 412 `conflict` (`title-taken` where Grafana
 * says so), 400, 406, 413 and 422 `invalid`, 429 and 5xx `unavailable`, 3xx `redirected`, a 2xx that is not JSON
 * `not-grafana`, anything else `unexpected`.
 */
export function explainAnswer({ response, body, doing, redact }: UnwantedAnswer): GrafanaError {
  const { status, headers } = response;
  const code = codeFor(status, body);
  const said = status < 300 && !isWebPage(response) ? "" : serverWords(response, redact);
  const why = isWebPage(response) ? pageAdvice(code) : (causeOf(response, said) ?? advice(code, body, headers));
  return new GrafanaError(`${doing}: ${status}${said === "" ? "" : ` (${said})`}. ${why}`, {
    code,
    status,
    json: body !== undefined,
  });
}

/** Advice about a web page where JSON was expected. */
function pageAdvice(code: string): string {
  if (code === "unauthorized" || code === "forbidden")
    return (
      "A proxy or login page in front of Grafana refused the request, not Grafana: let the token through " +
      "there, or pass the proxy's own header with --grafana-header."
    );
  if (code === "unavailable")
    return "A proxy in front of Grafana answered, not Grafana: it may be starting or down; try again later.";
  return advice("not-grafana", undefined, {});
}

/** Advice from a cause that the answer names; undefined if it names none that is known. */
function causeOf({ status, headers }: HttpResponse, said: string): string | undefined {
  if (/read-?only (?:database|transaction)|--read-only|super-read-only/i.test(said))
    return (
      "Grafana's database is read-only: a standby, or a volume that is full or mounted so. Nothing can be " +
      "saved until Grafana's administrator mends that."
    );
  if (/database (?:table )?is locked/i.test(said))
    return (
      "Grafana's SQLite database is busy with other writers: run the command again; PostgreSQL or MySQL do " +
      "not have this limit."
    );
  if (/quota/i.test(said) && [403, 429].includes(status))
    return (
      "Grafana's quota is used up: delete what nobody needs (cleanup removes expired previews), or raise it " +
      "in Grafana's configuration ([quota])."
    );
  if (status === 429) {
    // The answer's own Date: this machine's clock may be wrong.
    const waitMs = retryAfterMs(headers["retry-after"], Date.parse(headers["date"] ?? "") || 0);
    const when = waitMs === undefined ? "later" : `in ${formatDuration(Math.ceil(waitMs / 1000) * 1000)}`;
    return `Grafana or a proxy in front of it limits the number of requests: try again ${when}.`;
  }
  if (status === 401 && /expired/i.test(said)) return `The token has expired. ${howToGetToken}`;
  if (status === 401 && /disabled/i.test(said))
    return "The service account of the token is disabled: enable it, or use a token of another one.";
  if (status === 403) return missingPermission(said);
  if (status === 412 && /plugin/i.test(said)) return "The dashboard belongs to a plugin, which alone may change it.";
  return undefined;
}

/** Grafana names the action that is missing: the role decides some of them, the folder's own permissions others. */
function missingPermission(said: string): string | undefined {
  if (/folders:create/.test(said))
    return `The token's role may not create folders: it needs the role Editor. ${howToGetToken}`;
  if (/datasources:/.test(said))
    return (
      "The token's role may not use this data source: allow Query on it for the service account, or use the " +
      "role Editor."
    );
  if (/(?:dashboards|folders):(?:create|write|read|delete)|\bfolder\b/i.test(said))
    return (
      `The token may not do this in the folder: give its service account the role Editor or, where the ` +
      `folder "${previewFolder.title}" has permissions of its own, Edit on it.`
    );
  return undefined;
}

function codeFor(status: number, body: unknown): string {
  if (status >= 200 && status < 300) return "not-grafana";
  if (status >= 300 && status < 400) return "redirected";
  if (status === 401) return "unauthorized";
  if (status === 403) return "forbidden";
  if (status === 404) return body === undefined ? "not-grafana" : "not-found";
  if (status === 409 || status === 412) return textField(body, "status") === "name-exists" ? "title-taken" : "conflict";
  if (status === 400 || status === 406 || status === 413 || status === 422) return "invalid";
  if (status === 429 || status >= 500) return "unavailable";
  return "unexpected";
}

function advice(code: string, body: unknown, headers: Readonly<Record<string, string>>): string {
  switch (code) {
    case "unauthorized":
      return (
        "Grafana does not accept the token: it may have expired, been revoked or belong to another Grafana. " +
        `${howToGetToken}`
      );
    case "forbidden":
      return `The token lacks the permission: previews need the role Editor. ${howToGetToken}`;
    case "not-found":
      return "Not found on this Grafana, in the token's organisation.";
    case "not-grafana":
      return (
        "The answer is not from Grafana's API: check the URL, including a sub-path such as /grafana, and " +
        "whether a proxy or login page is in front."
      );
    case "redirected":
      return (
        `It redirects${originOf(headers["location"])}: pass the final URL, with https and the sub-path. ` +
        "dashpreview does not follow redirects, because the token would go along."
      );
    case "conflict":
      return "Someone else changed it at the same time; run the command again.";
    case "title-taken":
      return (
        "Before version 11.3, Grafana requires unique titles within a folder: give the two dashboards " +
        "different titles."
      );
    case "invalid":
      return field(body, "message") === undefined
        ? "Grafana refused the request."
        : "Grafana refused the request; its reason is in parentheses.";
    case "unavailable":
      return "Grafana or a proxy in front of it is failing; try again later, and check its log if the error persists.";
    default:
      return "dashpreview does not understand this answer; it supports Grafana 9 and later.";
  }
}

const howToGetToken =
  "An Admin makes one with dashpreview setup, or in Grafana under Administration, Users and access, Service " +
  "accounts: role Editor, then Add service account token.";

/** The scheme and host of a redirect, never its path or query. */
function originOf(location: string | undefined): string {
  if (location === undefined || !URL.canParse(location)) return "";
  const { origin } = new URL(location);
  return origin === "null" ? "" : ` (${origin})`;
}
