import { GrafanaError } from "../errors.ts";
import { field, textField } from "../json/read.ts";

/** An unexpected answer. */
export interface UnwantedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body; undefined if it is not JSON. */
  readonly body: unknown;
  /** The purpose of the request, such as `saving dashboard x`. */
  readonly doing: string;
  readonly redact: (text: string) => string;
}

/**
 * The error for an answer: the purpose of the request, Grafana's message, and what to do. Codes by status: 401
 * `unauthorized`, 403 `forbidden`, 404 `not-found`, 409 and 412 `conflict` (`title-taken` where Grafana says so), 400,
 * 406, 413 and 422 `invalid`, 429 and 5xx `unavailable`, 3xx `redirected`, a 2xx that is not JSON `not-grafana`,
 * anything else `unexpected`.
 */
export function explainAnswer({ status, headers, body, doing, redact }: UnwantedAnswer): GrafanaError {
  const said = textField(body, "message");
  const code = codeFor(status, body);
  const quote = said === undefined || said === "" ? "" : ` (${redact(said)})`;
  return new GrafanaError(`${doing}: ${status}${quote}. ${advice(code, body, headers)}`, {
    code,
    status,
    json: body !== undefined,
  });
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
  "Make one in Grafana under Administration, Users and access, Service accounts: role Editor, then Add " +
  "service account token.";

/** The scheme and host of a redirect, never its path or query. */
function originOf(location: string | undefined): string {
  if (location === undefined || !URL.canParse(location)) return "";
  const { origin } = new URL(location);
  return origin === "null" ? "" : ` (${origin})`;
}
