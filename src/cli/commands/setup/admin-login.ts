import { UsageError } from "../../../errors.ts";
import type { Auth } from "../../../http/request.ts";
import { cleanPassword, cleanToken } from "../../../secrets/clean-token.ts";
import { secretOf } from "../../../secrets/secret.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import { authFrom } from "../../flags/connections.ts";
import type { SetupRequest } from "./options.ts";

/**
 * The admin's login: from flags or environment, else asked for on a terminal. It is used for this run and kept nowhere.
 *
 * @throws {UsageError} if there is neither, or what was typed cannot be sent.
 */
export async function adminLogin(request: SetupRequest, context: CliContext): Promise<Auth> {
  const { adminToken: token, adminUser: user, adminPassword: password } = request;
  if (token !== undefined || (user !== undefined && password !== undefined))
    return authFrom("grafana", { token, user, password });
  const { askTerminal: ask, redactor } = context;
  if (ask === undefined)
    throw new UsageError(
      "no login of an Admin: set DASHPREVIEW_ADMIN_TOKEN, or DASHPREVIEW_ADMIN_USER and " +
        "DASHPREVIEW_ADMIN_PASSWORD, or run it on a terminal, which asks for them",
    );
  const server = plainLine(request.grafanaUrl ?? "Grafana");
  const name = user ?? (await ask(`Admin's user name at ${server} (empty: a token): `, { hidden: false })).trim();
  const what = name === "" ? "Token" : "Password";
  const typed = await ask(`${what}: `, { hidden: true });
  const secret = name === "" ? cleanToken(typed) : cleanPassword(typed);
  if (secret === undefined || secret === "") throw new UsageError(`${what}: nothing was typed`);
  redactor.learn({ secrets: [secretOf(secret)], pairs: name === "" ? [] : [{ user: name, password: secret }] });
  return authFrom(
    "grafana",
    name === ""
      ? { token: secret, user: undefined, password: undefined }
      : { token: undefined, user: name, password: secret },
  );
}
