import { homeId, previewFolder } from "../../identity/preview-identity.ts";
import { numberField, textField } from "../../json/read.ts";
import type { Grafana } from "../grafana.ts";
import { readFolder } from "./folder.ts";

/** Where the previews of the one who asks lie, or why that is not known. */
export type Home =
  /**
   * The folder can be read. `id` tells it from every other folder of previews: of another organisation, of another
   * Grafana, of an earlier time.
   */
  | { readonly state: "readable"; readonly id: string | undefined; readonly organisation: string }
  /** Grafana says positively that there is no such folder. */
  | { readonly state: "missing"; readonly organisation: string }
  /** The folder is there and may not be read, or it is not there: an Editor is told 403 in both cases. */
  | { readonly state: "hidden"; readonly organisation: string };

/**
 * Looks whether the folder of previews can be read, and in which organisation. Changes nothing.
 *
 * @throws {GrafanaError} if Grafana cannot be asked.
 */
export async function readHome(grafana: Grafana): Promise<Home> {
  const { number, organisation } = await readOrganisation(grafana);
  const { status, created } = await readFolder(grafana);
  if (status !== 200) return { state: status === 404 ? "missing" : "hidden", organisation };
  const known = number !== undefined && created !== undefined;
  return { state: "readable", id: known ? homeId(number, created) : undefined, organisation };
}

/** The message about a home whose folder cannot be read. */
export function describeHidden({ state, organisation }: Home): string {
  const folder = `the folder "${previewFolder.title}"`;
  if (state === "missing") return `${folder} is not in ${organisation}, which the token belongs to`;
  return `${folder} cannot be read: it does not exist, the token has no permission for it, or the token belongs to another organisation than the previews (it belongs to ${organisation})`;
}

/**
 * The organisation that requests go to: `/api/org` knows what a header chose; where it is not allowed, the user's own.
 */
async function readOrganisation(
  grafana: Grafana,
): Promise<{ readonly number: number | undefined; readonly organisation: string }> {
  const doing = "asking which organisation the token belongs to";
  const org = await grafana.ask({ method: "GET", path: "/api/org", accept: [403, 404, 501], doing });
  const number = org.status === 200 ? numberField(org.body, "id") : undefined;
  if (number !== undefined) {
    const name = textField(org.body, "name");
    return {
      number,
      organisation: name === undefined ? `organisation ${number}` : `organisation ${number}, "${name}"`,
    };
  }
  const user = await grafana.ask({ method: "GET", path: "/api/user", accept: [403, 404], doing });
  const own = grafana.org ?? (user.status === 200 ? numberField(user.body, "orgId") : undefined);
  return {
    number: own,
    organisation: own === undefined ? "an organisation that Grafana does not name" : `organisation ${own}`,
  };
}
