import { GrafanaError } from "../errors.ts";
import type { Grafana } from "./connection.ts";
import { deleteResource } from "./delete-requests.ts";
import type { JsonObject } from "./json.ts";
import { type DashboardKind, writeMarks } from "./marks.ts";
import { saveClassic, saveResource } from "./save-requests.ts";
import { dashboardUrl, readDashboardByUid, type StoredDashboard } from "./stored-dashboard.ts";

/** A dashboard to save, with its marks. */
export interface DashboardToSave {
  readonly uid: string;
  readonly kind: DashboardKind;
  /** Classic JSON, or the spec of schema v2. Tags and manifest are put in here. */
  readonly model: JsonObject;
  /** From `makeTags`. */
  readonly tags: readonly string[];
  /** From `encodeManifest`. */
  readonly manifest: string | undefined;
  readonly folderUid: string;
  /** For Grafana's history of versions. */
  readonly message?: string;
  /** `v2beta1`, …: the version of schema v2 that the model is written in, used where the server has it. */
  readonly apiVersion?: string;
}

/** A dashboard that was saved and read back. */
export interface SavedDashboard {
  readonly uid: string;
  readonly url: string;
  readonly action: "created" | "updated";
  readonly version: number;
  readonly resourceVersion: string | undefined;
  /** As Grafana holds it now. */
  readonly stored: StoredDashboard;
}

const attempts = 3;
/** Errors after which it may have been stored all the same. */
const uncertain = ["no-answer", "unavailable"];

/**
 * Saves a dashboard and reads it back: what is stored must carry these tags, and lie in this folder. Never with `overwrite: true`.
 *
 * A lost answer or a 5xx is resolved by reading: saved, or not and then tried again, three times in all.
 *
 * @param previous - the state that is to be replaced, as read just before; undefined if there must be none yet. Ownership is the caller's business.
 * @throws {GrafanaError} `conflict` if the stored state is, or meanwhile became, another one: read again, compare the orders, decide.
 *   `wrong-folder` if Grafana put it elsewhere (what was created there is deleted again). `unsupported` for schema v2 on a Grafana without it.
 */
export async function saveDashboard(
  grafana: Grafana,
  dashboard: DashboardToSave,
  previous: StoredDashboard | undefined,
): Promise<SavedDashboard> {
  if (dashboard.folderUid === "")
    throw new RangeError("saveDashboard: folderUid must not be empty, previews never go into the root folder");
  const model = writeMarks(dashboard.model, dashboard.kind, dashboard);
  for (let attempt = 1; ; attempt++) {
    // A conflict on a second attempt may be with our own first one, whose answer was lost.
    const lost = await send(grafana, { ...dashboard, model }, previous, attempt > 1 ? [...uncertain, "conflict"] : uncertain);
    const stored = await readDashboardByUid(grafana, dashboard.uid);
    if (stored !== undefined && sameTags(stored.tags, dashboard.tags)) return finish(grafana, dashboard, previous, stored);
    const untouched = stored?.version === previous?.version && stored?.resource?.resourceVersion === previous?.resource?.resourceVersion;
    if (lost === undefined || !untouched) throw conflict(dashboard.uid);
    if (attempt >= attempts) throw lost;
    await grafana.sleep(500 * attempt);
  }
}

/** Sends it once. Returns the error if it may have been stored all the same. */
async function send(
  grafana: Grafana,
  dashboard: DashboardToSave,
  previous: StoredDashboard | undefined,
  resolvable: readonly string[],
): Promise<GrafanaError | undefined> {
  try {
    const api = await grafana.dashboardApi();
    await (api === undefined ? saveClassic(grafana, dashboard, previous) : saveResource(grafana, api, dashboard, previous));
    return undefined;
  } catch (error) {
    if (error instanceof GrafanaError && resolvable.includes(error.code)) return error;
    throw error;
  }
}

async function finish(
  grafana: Grafana,
  { uid, folderUid }: DashboardToSave,
  previous: StoredDashboard | undefined,
  stored: StoredDashboard,
): Promise<SavedDashboard> {
  if (stored.folderUid !== folderUid) {
    if (previous === undefined) await takeBack(grafana, stored);
    const place = stored.folderUid === "" ? "the root folder" : `the folder ${stored.folderUid}`;
    throw new GrafanaError(`saving dashboard ${uid}: Grafana put it into ${place} instead of the folder ${folderUid}`, {
      code: "wrong-folder",
    });
  }
  return {
    uid,
    url: dashboardUrl(grafana, uid),
    action: previous === undefined ? "created" : "updated",
    version: stored.version,
    resourceVersion: stored.resource?.resourceVersion,
    stored,
  };
}

/** Deletes what was just created in the wrong place; only that very state of it, and not at all where that cannot be made sure. */
async function takeBack(grafana: Grafana, { uid, resource }: StoredDashboard): Promise<void> {
  const api = await grafana.dashboardApi();
  if (api === undefined || resource === undefined) return;
  await deleteResource(grafana, api, uid, resource).catch((error: unknown) => {
    if (!(error instanceof GrafanaError)) throw error;
  });
}

function sameTags(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());
}

function conflict(uid: string): GrafanaError {
  return new GrafanaError(`saving dashboard ${uid}: someone else saved it at the same time`, { code: "conflict" });
}
