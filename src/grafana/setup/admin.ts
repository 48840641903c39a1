import { GrafanaError, UsageError } from "../../errors.ts";
import { asObject, numberField, textField } from "../../json/read.ts";
import type { Grafana } from "../grafana.ts";

/** The organisation that an admin's requests are about. */
export interface AdminAccess {
  readonly org: number;
  /** `organisation 2, "Previews"`. */
  readonly organisation: string;
}

/** Grafana's names for the things that setup does. */
const needed = [
  "folders:create",
  "folders.permissions:write",
  "serviceaccounts:create",
  "serviceaccounts:write",
  "datasources:create",
  "datasources:write",
] as const;

const whoCan = "pass the login of a user, or the token of a service account, with the role Admin in this organisation";

/**
 * Checks that the login may do what setup does, and in which organisation. Read-only. A Grafana that does not list
 * permissions (before 9.0) is taken at its word later.
 *
 * @throws {GrafanaError} `forbidden` if it is no Admin's; the message names what it may not do.
 * @throws {UsageError} if the organisation that was asked for cannot be entered.
 */
export async function requireAdmin(grafana: Grafana): Promise<AdminAccess> {
  const answer = await grafana.ask({
    method: "GET",
    path: "/api/access-control/user/permissions",
    accept: [401, 403, 404],
    doing: "asking Grafana what this login may do",
  });
  if (answer.status === 401) {
    const said = (textField(answer.body, "message") ?? "no reason").slice(0, 200);
    throw new GrafanaError(
      `Grafana does not accept this login: 401 (${said}). Next: check user name and password; if basic auth is off ` +
        "([auth.basic]) or people log in elsewhere, pass the token of a service account with the role Admin instead",
      { code: "unauthorized", status: 401 },
    );
  }
  const permissions = answer.status === 200 ? asObject(answer.body) : undefined;
  const org = await grafana.ask({
    method: "GET",
    path: "/api/org",
    accept: [403, 404],
    doing: "asking Grafana for the organisation",
  });
  const number = org.status === 200 ? numberField(org.body, "id") : undefined;
  // Grafana enters the user's own organisation if the one of the header is not theirs.
  if (grafana.org !== undefined && number !== grafana.org)
    throw new UsageError(
      `--org ${grafana.org}: there is no such organisation at ${grafana.url}, or this login is not a member of it`,
    );
  const missing = permissions === undefined ? [] : needed.filter((action) => permissions[action] === undefined);
  if (missing.length > 0 || number === undefined) {
    const what =
      missing.length > 0 ? `it lacks the permissions ${missing.join(", ")}` : "it may not read its organisation";
    throw new GrafanaError(`this login is not an Admin's: ${what}. Next: ${whoCan}`, { code: "forbidden" });
  }
  const name = textField(org.body, "name");
  return { org: number, organisation: `organisation ${number}${name === undefined ? "" : `, "${name}"`}` };
}
