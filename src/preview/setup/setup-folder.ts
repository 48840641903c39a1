import { GrafanaError, UsageError } from "../../errors.ts";
import { ensurePreviewFolder, readPreviewFolder } from "../../grafana/dashboards/folder.ts";
import { searchPreviews } from "../../grafana/dashboards/search.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { previewTag } from "../../grafana/marks/tags.ts";
import {
  fitsRights,
  readFolderRights,
  type WantedRights,
  writeFolderRights,
} from "../../grafana/setup/folder-rights.ts";
import { previewFolder } from "../../identity/preview-identity.ts";
import { asArray, textField } from "../../json/read.ts";
import type { SetupRow } from "./setup-row.ts";

const shown = `"${previewFolder.title}" (uid ${previewFolder.uid})`;

/** The part of the options that is about the folder. */
interface FolderTask {
  readonly editors: "view" | "edit";
  readonly dryRun: boolean;
}

/**
 * Makes the folder unless it is there.
 *
 * @throws {UsageError} if another folder stands in its place, or if it holds other people's dashboards that Editors
 *   could edit no longer.
 */
export async function setUpFolder(grafana: Grafana, { editors, dryRun }: FolderTask): Promise<SetupRow> {
  const subject = "folder";
  if ((await readPreviewFolder(grafana)) !== undefined) {
    if (editors === "view") await refuseForeign(grafana);
    return { state: "there", subject, text: shown };
  }
  if (dryRun) return { state: "would-make", subject, text: shown };
  try {
    await ensurePreviewFolder(grafana);
  } catch (error) {
    if (error instanceof GrafanaError && error.code === "conflict") await explainConflict(grafana);
    throw error;
  }
  return { state: "made", subject, text: shown };
}

/** Gives the service account Edit on the folder, viewers View, and editors what was asked for. */
export async function setUpRights(
  grafana: Grafana,
  { accountId, editors, dryRun }: FolderTask & { readonly accountId: number | undefined },
): Promise<SetupRow> {
  const subject = "rights";
  const text = `the service account may edit the folder, Editors ${editors}, Viewers view`;
  if (accountId === undefined) return { state: "would-change", subject, text };
  const wanted: WantedRights = { accountId, editors };
  const rights = await readFolderRights(grafana);
  if (fitsRights(rights, wanted)) return { state: "there", subject, text };
  if (dryRun) return { state: "would-change", subject, text };
  await writeFolderRights(grafana, rights, wanted);
  if (!fitsRights(await readFolderRights(grafana), wanted))
    throw new GrafanaError(
      `setting who may edit the folder ${shown}: Grafana took the change and did not make it. Next: look at the ` +
        "folder's permissions in Grafana (Manage permissions)",
      { code: "unexpected" },
    );
  return { state: "changed", subject, text };
}

async function refuseForeign(grafana: Grafana): Promise<void> {
  const inFolder = (await searchPreviews(grafana)).filter(({ folderUid }) => folderUid === previewFolder.uid);
  const foreign = inFolder.filter(({ tags }) => !tags.includes(previewTag));
  if (foreign.length === 0) return;
  const names = foreign.slice(0, 3).map(({ title }) => `"${title}"`);
  throw new UsageError(
    `the folder ${shown} holds ${foreign.length} dashboards that are no previews (${names.join(", ")}` +
      `${foreign.length > 3 ? ", …" : ""}), and Editors could edit them no longer. Next: move them to another ` +
      "folder, or pass --editors edit",
  );
}

/** Before Grafana 11 titles are unique among folders. */
async function explainConflict(grafana: Grafana): Promise<void> {
  const { body } = await grafana.ask({
    method: "GET",
    path: "/api/search",
    query: { type: "dash-folder", query: previewFolder.title, limit: 100 },
    doing: "looking for a folder of the same name",
  });
  const other = asArray(body).find((entry) => textField(entry, "title") === previewFolder.title);
  const uid = textField(other, "uid");
  if (uid !== undefined && uid !== previewFolder.uid)
    throw new UsageError(
      `a folder "${previewFolder.title}" is there with the uid ${uid}, and dashpreview did not make it: its own has ` +
        `the uid ${previewFolder.uid}, and this Grafana allows a title once. Next: rename that folder`,
    );
}
