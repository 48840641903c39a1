import { createHttpClient } from "../../http/client.ts";
import type { HttpResponse } from "../../http/request.ts";
import type { ConnectHost } from "../hosts/ci-host.ts";
import { createHostApi } from "../hosts/host-api.ts";
import { forgejo } from "./forgejo.ts";
import { createForgejoHost } from "./forgejo-host.ts";

/** `[api] MAX_RESPONSE_ITEMS` is 50 by default; a server cuts a larger `limit` down to it without saying so. */
const pageSize = 50;
const rightsAdvice =
  "does the token have the permission? an access token needs the scopes read:user, write:issue and write:repository, " +
  "and access to the repository (a job's own token can only read in a fork's run)";

/** Connects to a Forgejo or Gitea. */
export const connectForgejo: ConnectHost = (address, { token, sleep, signal, retry, ...connection }) => {
  const client = createHttpClient({
    ...connection,
    url: address.apiUrl,
    auth: { type: "bearer", token },
    ownHeaders: { Accept: "application/json" },
    timeoutMs: 20_000,
    maxSockets: 2,
  });
  const { name } = forgejo;
  return createForgejoHost(
    createHostApi({ client, name, sleep, signal, retry, ...forgejoPages, advice: rightsAdvice }),
    address,
  );
};

/**
 * A server whose pages are smaller than ours still links the next one. If a proxy removed both headers, a full page
 * counts as one more.
 */
function hasNext({ headers }: HttpResponse, items: number): boolean {
  const { link, "x-total-count": total } = headers;
  return link === undefined && total === undefined ? items >= pageSize : /<[^>]*>;\s*rel="next"/.test(link ?? "");
}

/** How the API pages its lists. */
export const forgejoPages = { paging: { sizeParameter: "limit", size: pageSize }, hasNext };
