import { readPreviewFolder } from "../../grafana/dashboards/folder.ts";
import { searchPreviews } from "../../grafana/dashboards/search.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { previewTag } from "../../grafana/marks/tags.ts";
import { isSetupToken, listTokens } from "../../grafana/setup/account-tokens.ts";
import { requireAdmin } from "../../grafana/setup/admin.ts";
import { countFolder, deletePreviewFolder } from "../../grafana/setup/folder-rights.ts";
import { deleteSetupSource, findSetupSource, setupSource } from "../../grafana/setup/preview-source.ts";
import { deleteAccount, findSetupAccount, setupAccount } from "../../grafana/setup/service-account.ts";
import { previewFolder } from "../../identity/preview-identity.ts";
import { counted } from "../../text/counted.ts";
import type { SetupResult } from "./setup.ts";
import type { SetupRow } from "./setup-row.ts";

/**
 * Removes what setup made, if that is proved: the service account by its name and its tokens' names, the data source by
 * its mark, the folder by its uid and only if it is empty. Refuses the rest, and says why. While there are previews
 * everything stays, because only the account may delete them. Safe to repeat.
 */
export async function removeSetup(
  grafana: Grafana,
  { dryRun }: { readonly dryRun: boolean },
): Promise<Omit<SetupResult, "dataSource">> {
  const { organisation } = await requireAdmin(grafana);
  const previews = (await searchPreviews(grafana)).filter(({ tags }) => tags.includes(previewTag));
  if (previews.length > 0) {
    const there = `${counted(previews.length, "preview is", "previews are")} still there`;
    const text = `${there}: everything stays, because the token that setup made is needed to delete them`;
    const advice = "run dashpreview cleanup --all --all-projects --yes with that token, then this again";
    return { organisation, rows: [{ state: "refused", subject: "previews", text, advice }] };
  }
  // The account first: nobody saves to the folder any more while it is looked at.
  const account = await removeAccount(grafana, dryRun);
  return { organisation, rows: [account, await removeSource(grafana, dryRun), await removeFolder(grafana, dryRun)] };
}

const gone = (dryRun: boolean) => (dryRun ? "would-remove" : "removed");

async function removeAccount(grafana: Grafana, dryRun: boolean): Promise<SetupRow> {
  const subject = "account";
  const text = `service account ${setupAccount.name}`;
  const found = await findSetupAccount(grafana);
  if (found === undefined) return { state: "absent", subject, text };
  const tokens = await listTokens(grafana, found);
  const others = tokens.filter((token) => !isSetupToken(token));
  if (others.length > 0)
    return {
      state: "refused",
      subject,
      text:
        `${text} has ${counted(others.length, "token")} that setup did not make ("${others[0]!.name}"): ` +
        "somebody uses it",
      advice: "delete these tokens, or the account, in Grafana (Administration, Users and access, Service accounts)",
    };
  if (!dryRun) await deleteAccount(grafana, found);
  return { state: gone(dryRun), subject, text: `${text} and ${counted(tokens.length, "token")}` };
}

async function removeSource(grafana: Grafana, dryRun: boolean): Promise<SetupRow> {
  const subject = "data source";
  const text = `"${setupSource.name}" (${setupSource.uid})`;
  const found = await findSetupSource(grafana);
  if (found === undefined) return { state: "absent", subject, text };
  if (!found.isOurs || found.readOnly) {
    const why = found.readOnly ? "comes from a file on Grafana's server" : "lacks setup's mark: setup did not make it";
    return { state: "refused", subject, text: `${text} ${why}`, advice: "delete it where it was made" };
  }
  if (!dryRun) await deleteSetupSource(grafana);
  return { state: gone(dryRun), subject, text };
}

async function removeFolder(grafana: Grafana, dryRun: boolean): Promise<SetupRow> {
  const subject = "folder";
  const text = `"${previewFolder.title}" (uid ${previewFolder.uid})`;
  if ((await readPreviewFolder(grafana)) === undefined) return { state: "absent", subject, text };
  const listed = (await searchPreviews(grafana)).filter(({ folderUid }) => folderUid === previewFolder.uid).length;
  // A search may be seconds old, and lists dashboards alone.
  const held = Math.max(listed, await countFolder(grafana));
  if (held > 0)
    return {
      state: "refused",
      subject,
      text: `${text} holds ${counted(held, "thing")} that setup did not make, and would take them along`,
      advice: "move or delete what lies in it, then run this again",
    };
  if (!dryRun) await deletePreviewFolder(grafana);
  return { state: gone(dryRun), subject, text };
}
