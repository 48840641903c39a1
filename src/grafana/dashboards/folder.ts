import { GrafanaError } from "../../errors.ts";
import { previewFolder } from "../../identity/preview-identity.ts";
import { field, textField } from "../../json/read.ts";
import type { Grafana } from "../grafana.ts";

/** The folder of previews, as Grafana describes it to this token. */
export interface PreviewFolder {
  readonly uid: string;
  readonly title: string;
  /** Whether the token may save to it; undefined if Grafana does not say. */
  readonly canSave: boolean | undefined;
}

const path = `/api/folders/${previewFolder.uid}`;

/**
 * Reads the folder of previews: 200 with its creation time (undefined if Grafana does not say), or 403 or 404 with
 * Grafana's own message.
 *
 * @throws {GrafanaError} for anything else.
 */
export async function readFolder(
  grafana: Grafana,
): Promise<
  { readonly status: 200; readonly folder: PreviewFolder; readonly created: string | undefined } | FolderRefusal
> {
  const doing = `reading the folder "${previewFolder.title}"`;
  const { status, body } = await grafana.ask({ method: "GET", path, accept: [403, 404], doing });
  // Any proxy can answer 404; Grafana names what was not found.
  if (status === 404 && /folder not found/i.test(textField(body, "message") ?? ""))
    return { status, created: undefined };
  if (status !== 200) return { status: 403, created: undefined };
  if (textField(body, "uid") !== previewFolder.uid) {
    throw new GrafanaError(`${doing}: Grafana answered with another folder`, { code: "unexpected" });
  }
  const canSave = field(body, "canSave");
  const createdMs = Date.parse(textField(body, "created") ?? "");
  return {
    status: 200,
    folder: {
      uid: previewFolder.uid,
      title: textField(body, "title") ?? previewFolder.title,
      canSave: typeof canSave === "boolean" ? canSave : undefined,
    },
    // In whole seconds, because versions of Grafana show different numbers of digits.
    created: createdMs > 0 ? new Date(Math.floor(createdMs / 1000) * 1000).toISOString() : undefined,
  };
}

/** Grafana did not show the folder. */
interface FolderRefusal {
  readonly status: 403 | 404;
  readonly created: undefined;
}

/**
 * The folder of previews, if it exists and the token may read it. For a folder that does not exist, an Editor gets 403,
 * not 404; both give undefined.
 *
 * @throws {GrafanaError} for anything else.
 */
export async function readPreviewFolder(grafana: Grafana): Promise<PreviewFolder | undefined> {
  const answer = await readFolder(grafana);
  return answer.status === 200 ? answer.folder : undefined;
}

/**
 * Creates the folder of previews unless it exists, and reads it back. Safe to repeat, also concurrently: whoever loses
 * the race finds the folder. The answer to the creation does not count (412 exists; 409 or 500 although it was created;
 * no answer), only whether the folder can be read afterwards.
 *
 * @throws {GrafanaError} why it could not be created, or `forbidden` if it exists but the token may not save to it.
 */
export async function ensurePreviewFolder(grafana: Grafana): Promise<PreviewFolder> {
  const existing = await readPreviewFolder(grafana);
  if (existing !== undefined) return requireSavable(existing);
  let refusal: unknown;
  for (let attempt = 1; attempt <= 3; attempt++) {
    refusal = await createFolder(grafana);
    const made = await readPreviewFolder(grafana);
    if (made !== undefined) return requireSavable(made);
    if (refusal instanceof GrafanaError && ["forbidden", "unauthorized", "invalid"].includes(refusal.code))
      throw refusal;
    await grafana.backOff(attempt);
  }
  throw refusal ?? missing();
}

/**
 * Creates the folder of previews.
 *
 * @returns whether this call created it, which proves that it did not exist before in this organisation.
 */
export async function createPreviewFolder(grafana: Grafana): Promise<boolean> {
  return (await createFolder(grafana)) === undefined;
}

/** Returns the error instead of throwing it, because the folder may have been created anyway. */
async function createFolder(grafana: Grafana): Promise<GrafanaError | undefined> {
  try {
    await grafana.ask({
      method: "POST",
      path: "/api/folders",
      json: { uid: previewFolder.uid, title: previewFolder.title },
      doing: `creating the folder "${previewFolder.title}"`,
    });
    return undefined;
  } catch (error) {
    if (error instanceof GrafanaError) return error;
    throw error;
  }
}

function requireSavable(folder: PreviewFolder): PreviewFolder {
  if (folder.canSave !== false) return folder;
  throw new GrafanaError(
    `the token may not save to the folder "${folder.title}": in Grafana, give its service account Edit on ` +
      "that folder, or the role Editor",
    { code: "forbidden" },
  );
}

function missing(): GrafanaError {
  return new GrafanaError(
    `creating the folder "${previewFolder.title}": Grafana answered that it created the folder, but the ` +
      "token cannot read it. Nothing was saved; give the service account the role Editor",
    { code: "unexpected" },
  );
}
