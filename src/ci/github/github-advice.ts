import type { HttpResponse } from "../../http/request.ts";

/**
 * Advice from what GitHub's headers say about a refusal; undefined if they say nothing.
 *
 * @see https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api
 */
export function gitHubAdvice({ status, headers }: HttpResponse, said: string): string | undefined {
  const sso = ssoAdvice(headers["x-github-sso"]);
  if (sso !== undefined) return sso;
  if (status === 404) return oldServer(headers);
  if (status !== 403) return undefined;
  // The header comes with every answer, whatever the reason for a refusal.
  return (/not accessible|permission/i.test(said) ? missingPermissions(headers) : undefined) ?? missingScopes(headers);
}

/** `required; url=https://github.com/orgs/acme/sso?authorization_request=…`; what follows the `?` is a credential. */
function ssoAdvice(header: string | undefined): string | undefined {
  if (header === undefined || !/^required\b/.test(header)) return undefined;
  const url = /url=(https:\/\/[\w.-]+\/[\w./-]{1,200})/.exec(header)?.[1];
  return `the organisation requires single sign-on: authorise the token for it${url === undefined ? "" : ` at ${url}`}`;
}

/** A GitHub Enterprise Server says its version with every answer. */
function oldServer(headers: HttpResponse["headers"]): string | undefined {
  const version = /^(?:enterprise-server@)?([\w.-]{1,40})$/.exec(headers["x-github-enterprise-version"] ?? "")?.[1];
  if (version === undefined) return undefined;
  return (
    `it is not there, the token may not see it, or GitHub Enterprise Server ${version} does not have this ` +
    `endpoint yet`
  );
}

/** Fine-grained tokens and GITHUB_TOKEN: alternatives between semicolons, as in `issues=write; pull_requests=write`. */
function missingPermissions(headers: HttpResponse["headers"]): string | undefined {
  const accepted = headers["x-accepted-github-permissions"] ?? "";
  if (!/^[\w=,; ]{1,300}$/.test(accepted)) return undefined;
  const alternatives = accepted.split(";").map((one) => one.trim().replaceAll("=", ": ").replaceAll(/, */g, " and "));
  return `the token needs the permission ${alternatives.join(" or ").replaceAll("_", "-")} (a fork's run never has it)`;
}

/** Classic tokens. */
function missingScopes(headers: HttpResponse["headers"]): string | undefined {
  const list = (text: string | undefined) => (text ?? "").split(",").flatMap((one) => one.trim().slice(0, 60) || []);
  const [given, accepted] = [list(headers["x-oauth-scopes"]), list(headers["x-accepted-oauth-scopes"])];
  if (headers["x-oauth-scopes"] === undefined || accepted.length === 0) return undefined;
  if (given.includes("repo") || given.some((scope) => accepted.includes(scope))) return undefined;
  const has = given.length === 0 ? "no scope" : given.join(", ");
  return `the token has ${has}, and this needs one of the scopes ${accepted.join(", ")}`;
}
