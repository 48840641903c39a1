import { GrafanaError } from "../../errors.ts";
import { previewFolder } from "../../identity/preview-identity.ts";
import { asArray, field, numberField, textField } from "../../json/read.ts";
import type { Grafana } from "../grafana.ts";

/**
 * Who may do something in the folder of previews: entries of roles, of users and service accounts, and of teams. 1 is
 * View, 2 Edit, 4 Admin.
 */
export interface FolderRights {
  readonly roles: Readonly<Record<string, number>>;
  readonly users: ReadonlyMap<number, number>;
  readonly teams: ReadonlyMap<number, number>;
}

const path = `/api/folders/${previewFolder.uid}/permissions`;

/** The folder's own permissions; what is inherited from elsewhere does not count. */
export async function readFolderRights(grafana: Grafana): Promise<FolderRights> {
  const { body } = await grafana.ask({
    method: "GET",
    path,
    doing: `reading who may edit the folder "${previewFolder.title}"`,
  });
  const own = asArray(body).filter((entry) => field(entry, "inherited") !== true);
  const pairs = (key: "userId" | "teamId") =>
    own.flatMap((entry): [number, number][] => {
      const [id, right] = [numberField(entry, key) ?? 0, numberField(entry, "permission")];
      return id > 0 && right !== undefined ? [[id, right]] : [];
    });
  const roles = own.flatMap((entry) => {
    const [role, right] = [textField(entry, "role") ?? "", numberField(entry, "permission")];
    return role === "" || right === undefined ? [] : [[role, right] as const];
  });
  return { roles: Object.fromEntries(roles), users: new Map(pairs("userId")), teams: new Map(pairs("teamId")) };
}

/** The rights after setup: viewers view, the service account edits, editors as asked. */
export interface WantedRights {
  /** The service account. */
  readonly accountId: number;
  readonly editors: "view" | "edit";
}

const editorRight = { view: 1, edit: 2 } as const;

/** Whether the rights are as wanted. Entries of other users and of teams are nobody's business but the admin's. */
export function fitsRights({ roles, users }: FolderRights, { accountId, editors }: WantedRights): boolean {
  return roles["Viewer"] === 1 && roles["Editor"] === editorRight[editors] && users.get(accountId) === 2;
}

/**
 * Sets the rights as wanted, and leaves entries of other users and of teams as they are.
 *
 * @throws {GrafanaError} if Grafana refuses.
 */
export async function writeFolderRights(
  grafana: Grafana,
  { users, teams }: FolderRights,
  { accountId, editors }: WantedRights,
): Promise<void> {
  const items = [
    { role: "Viewer", permission: 1 },
    { role: "Editor", permission: editorRight[editors] },
    { userId: accountId, permission: 2 },
    ...[...users].filter(([id]) => id !== accountId).map(([userId, permission]) => ({ userId, permission })),
    ...[...teams].map(([teamId, permission]) => ({ teamId, permission })),
  ];
  const doing = `setting who may edit the folder "${previewFolder.title}"`;
  await grafana.ask({ method: "POST", path, json: { items }, doing });
}

/**
 * How many things lie in the folder: dashboards, folders, alert rules and library panels.
 *
 * @throws {GrafanaError} if Grafana does not say; nothing may be deleted then.
 */
export async function countFolder(grafana: Grafana): Promise<number> {
  const doing = `counting what lies in the folder "${previewFolder.title}"`;
  const { body } = await grafana.ask({ method: "GET", path: `/api/folders/${previewFolder.uid}/counts`, doing });
  const counts = Object.values(body as object).filter((count) => typeof count === "number");
  if (counts.length === 0) throw new GrafanaError(`${doing}: Grafana's answer holds no number`, { code: "unexpected" });
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Deletes the folder, with whatever lies in it: count first. */
export async function deletePreviewFolder(grafana: Grafana): Promise<void> {
  const doing = `deleting the folder "${previewFolder.title}"`;
  await grafana.ask({ method: "DELETE", path: `/api/folders/${previewFolder.uid}`, accept: [404], doing });
}
