import { homeId, previewFolder } from "../../identity/preview-identity.ts";
import { numberField, textField } from "../../json/read.ts";
import type { Grafana } from "../grafana.ts";
import { readFolder } from "./folder.ts";

/** The folder of previews as this token sees it, and its organisation. */
export type FolderAccess =
  /**
   * The token may read the folder. `id` distinguishes it from preview folders of other organisations, of other Grafanas
   * and of earlier times.
   */
  | { readonly state: "readable"; readonly id: string | undefined; readonly organisation: string }
  /** The folder does not exist. */
  | { readonly state: "missing"; readonly organisation: string }
  /** The token may not read the folder, or it does not exist: an Editor gets 403 in both cases. */
  | { readonly state: "hidden"; readonly organisation: string };

/**
 * Checks whether the token can read the folder of previews, and in which organisation. Read-only.
 *
 * @throws {GrafanaError} if Grafana does not answer.
 */
export async function readFolderAccess(grafana: Grafana): Promise<FolderAccess> {
  const { number, organisation } = await readOrganisation(grafana);
  const { status, created } = await readFolder(grafana);
  if (status !== 200) return { state: status === 404 ? "missing" : "hidden", organisation };
  const known = number !== undefined && created !== undefined;
  return { state: "readable", id: known ? homeId(number, created) : undefined, organisation };
}

/** The message about a folder that cannot be read. */
export function describeHidden({ state, organisation }: FolderAccess): string {
  const folder = `the folder "${previewFolder.title}"`;
  if (state === "missing") return `${folder} does not exist in ${organisation}, which the token belongs to`;
  return (
    `${folder} cannot be read: it does not exist, the token lacks permission, or it belongs to another ` +
    `organisation than the previews (it belongs to ${organisation})`
  );
}

/**
 * The organisation of the requests: `/api/org` respects the header; if it is forbidden, the user's own.
 */
async function readOrganisation(
  grafana: Grafana,
): Promise<{ readonly number: number | undefined; readonly organisation: string }> {
  const doing = "finding the organisation of the token";
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
