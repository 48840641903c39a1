import { GrafanaError } from "../../errors.ts";
import { previewFolder } from "../../identity/preview-identity.ts";
import { field, textField } from "../../json/read.ts";
import type { Grafana } from "../grafana.ts";

/** The folder of previews, as Grafana describes it to the one who asks. */
export interface PreviewFolder {
  readonly uid: string;
  readonly title: string;
  /** Whether the one who asks may save into it; undefined if Grafana does not say. */
  readonly canSave: boolean | undefined;
}

const path = `/api/folders/${previewFolder.uid}`;

/**
 * The answer to the question for the folder: 200 with when it was made (undefined where Grafana does not say), else 403
 * or 404 in Grafana's own words.
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
  // Any proxy can say 404; Grafana says what was not found.
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
    // In whole seconds, whatever digits a version of Grafana shows.
    created: createdMs > 0 ? new Date(Math.floor(createdMs / 1000) * 1000).toISOString() : undefined,
  };
}

/** The folder was not shown. */
interface FolderRefusal {
  readonly status: 403 | 404;
  readonly created: undefined;
}

/**
 * The folder of previews, if it is there and may be seen. An Editor who asks for a folder that does not exist is told
 * 403, not 404: both are undefined here.
 *
 * @throws {GrafanaError} for anything else.
 */
export async function readPreviewFolder(grafana: Grafana): Promise<PreviewFolder | undefined> {
  const answer = await readFolder(grafana);
  return answer.status === 200 ? answer.folder : undefined;
}

/**
 * Makes the folder of previews unless it is there, and reads it back. Safe to repeat, and for several at once: whoever
 * loses the race finds it made. Whatever creation answers (412 exists; 409 or 500 although it was made; nothing at
 * all), what counts is whether it can be read afterwards.
 *
 * @throws {GrafanaError} why it could not be made, or `forbidden` if it is there but cannot be saved into.
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
 * Makes the folder of previews. @returns whether this very call made it: then it was not there before, in this
 * organisation.
 */
export async function createPreviewFolder(grafana: Grafana): Promise<boolean> {
  return (await createFolder(grafana)) === undefined;
}

/** Returns the error instead of throwing it: the folder may have been made all the same. */
async function createFolder(grafana: Grafana): Promise<GrafanaError | undefined> {
  try {
    await grafana.ask({
      method: "POST",
      path: "/api/folders",
      json: { uid: previewFolder.uid, title: previewFolder.title },
      doing: `making the folder "${previewFolder.title}"`,
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
    `the folder "${folder.title}" is there, but the token may not save into it: in Grafana, give its service account Edit on that folder, or the role Editor`,
    { code: "forbidden" },
  );
}

function missing(): GrafanaError {
  return new GrafanaError(
    `making the folder "${previewFolder.title}": Grafana said that it was made, but it cannot be read; nothing was saved, previews never go into the root folder`,
    { code: "unexpected" },
  );
}
