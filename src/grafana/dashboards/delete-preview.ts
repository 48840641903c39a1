import { GrafanaError } from "../../errors.ts";
import type { Grafana } from "../grafana.ts";
import { judgeOwnership, type Owner, type Ownership } from "../marks/ownership.ts";
import { deleteClassic, deleteResource } from "./delete-requests.ts";
import { readDashboardByUid, type StoredDashboard } from "./stored-dashboard.ts";

/** The outcome of deleting a preview. */
export type Deletion =
  | { readonly state: "deleted" | "gone"; readonly uid: string }
  | { readonly state: "refused"; readonly uid: string; readonly reason: string };

const attempts = 4;

/**
 * Deletes a preview. Reads it and checks its ownership again right before. Safe to repeat.
 *
 * @param options.owner - whose previews may be deleted; see `judgeOwnership`.
 * @param options.moved - also delete a preview that somebody moved out of the folder. Only for expired ones. Default:
 *   false.
 * @param options.cause - checks the current state, and returns why the preview must stay (somebody extended it), or
 *   undefined to delete it. Default: delete it.
 * @returns `gone` if it did not exist, which counts as deleted.
 * @throws {GrafanaError} if Grafana refuses or fails; `conflict` if the dashboard keeps changing.
 */
export async function deletePreview(
  grafana: Grafana,
  uid: string,
  options: {
    readonly owner: Owner;
    readonly moved?: boolean;
    readonly cause?: (stored: StoredDashboard, ownership: Ownership) => string | undefined;
  },
): Promise<Deletion> {
  let failure: GrafanaError | undefined;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const stored = await readDashboardByUid(grafana, uid);
    if (stored === undefined) return { state: failure?.code === "no-answer" ? "deleted" : "gone", uid };
    const ownership = judgeOwnership(stored, options.owner);
    const may = ownership.mayDelete || (options.moved === true && ownership.moved === true);
    const reason = may
      ? options.cause?.(stored, ownership)
      : (ownership.reason ?? "it is not a preview of this project");
    if (reason !== undefined) return { state: "refused", uid, reason };
    const outcome = await deleteState(grafana, stored).catch((error: unknown) => {
      if (error instanceof GrafanaError && ["conflict", "no-answer", "unavailable"].includes(error.code)) return error;
      throw error;
    });
    if (!(outcome instanceof GrafanaError)) return { state: outcome ? "deleted" : "gone", uid };
    failure = outcome;
    await grafana.backOff(attempt);
  }
  throw failure!;
}

/** Deletes exactly this state of a dashboard, as far as the server can guarantee that. */
async function deleteState(grafana: Grafana, stored: StoredDashboard): Promise<boolean> {
  const api = await grafana.dashboardApi();
  if (api !== undefined && stored.resource !== undefined)
    return deleteResource(grafana, api, stored.uid, stored.resource);
  const now = await readDashboardByUid(grafana, stored.uid);
  if (now === undefined) return false;
  if (now.version !== stored.version) {
    throw new GrafanaError(
      `deleting dashboard ${stored.uid}: someone saved it at the same time; run the command again`,
      { code: "conflict" },
    );
  }
  return deleteClassic(grafana, stored.uid);
}
