import type { HttpResponse } from "../../http/request.ts";
import type { ConnectHost, HostConnection } from "../hosts/ci-host.ts";
import { connectApi } from "../hosts/connect-api.ts";
import type { HostApi } from "../hosts/host-api.ts";
import type { HostAddress } from "../hosts/review-shape.ts";
import { forgejo } from "./forgejo.ts";
import { createForgejoHost } from "./forgejo-host.ts";

/** `[api] MAX_RESPONSE_ITEMS` is 50 by default; a server cuts a larger `limit` down to it without saying so. */
const pageSize = 50;
const rightsAdvice =
  "does the token have the permission? an access token needs the scopes read:user, write:issue and write:repository, " +
  "and access to the repository (a job's own token can only read in a fork's run)";

/** Connects to a Forgejo or Gitea. */
export const connectForgejo: ConnectHost = (address, connection) =>
  createForgejoHost(connectForgejoApi(address, connection, rightsAdvice), address);

/** Connects to the API of a Forgejo or Gitea. @param advice - about a refusal: which permission is missing. */
export function connectForgejoApi({ apiUrl }: HostAddress, connection: HostConnection, advice: string): HostApi {
  return connectApi(connection, {
    url: apiUrl,
    headers: { Accept: "application/json" },
    name: forgejo.name,
    paging: { sizeParameter: "limit", size: pageSize },
    hasNext,
    advice,
  });
}

/**
 * A server whose pages are smaller than ours still links the next one. If a proxy removed both headers, a full page
 * counts as one more.
 */
function hasNext({ headers }: HttpResponse, items: number): boolean {
  const { link, "x-total-count": total } = headers;
  return link === undefined && total === undefined ? items >= pageSize : /<[^>]*>;\s*rel="next"/.test(link ?? "");
}
