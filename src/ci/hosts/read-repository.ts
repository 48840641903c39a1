import { defined } from "../../json/defined.ts";
import { field, textField } from "../../json/read.ts";
import { reviewNumber, serverAddress } from "../comment/checked-text.ts";
import type { RepositoryFacts } from "./host.ts";
import type { HostApi } from "./host-api.ts";

/**
 * Asks the host for a repository's number. For a former path hosts redirect: GitHub and GitLab to an address that has
 * the number, Forgejo to one with the new path. The token goes only to the API's own address, so that of a redirect
 * nothing but the path is read.
 *
 * @param path - of the repository in the API.
 * @param options.pageField - holds the address of the repository's page.
 * @throws {CiError} if the host fails or refuses.
 */
export async function readRepository(
  api: HostApi,
  path: string,
  { pageField }: { readonly pageField: string },
): Promise<RepositoryFacts | undefined> {
  const doing = "asking for the repository's number";
  const redirects = [301, 302, 307, 308];
  let response = await api.send({ method: "GET", path, accept: redirects, doing });
  if (redirects.includes(response.status)) {
    const moved = newPath(response.headers["location"]);
    if (moved === undefined) return undefined;
    if (moved.id !== undefined) return { id: moved.id };
    response = await api.send({ method: "GET", path: moved.path, doing });
  }
  const raw = response.json();
  const id = reviewNumber(field(raw, "id"));
  return id === undefined ? undefined : { id, ...defined({ page: serverAddress(textField(raw, pageField)) }) };
}

/** Where a redirect leads to, in the API; undefined for anything but a repository. */
function newPath(location = ""): { readonly path: string; readonly id: number | undefined } | undefined {
  const pathname = URL.canParse(location, "http://server.invalid")
    ? new URL(location, "http://server.invalid").pathname
    : "";
  const id = reviewNumber(/\/(?:repositories|projects)\/(\d{1,15})$/.exec(pathname)?.[1]);
  if (id !== undefined) return { path: pathname, id };
  const name = /\/repos\/([A-Za-z0-9_][A-Za-z0-9._-]*\/[A-Za-z0-9._-]+)$/.exec(pathname)?.[1];
  return name === undefined ? undefined : { path: `/repos/${name}`, id: undefined };
}
