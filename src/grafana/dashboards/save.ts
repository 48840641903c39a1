import { GrafanaError } from "../../errors.ts";
import { defined } from "../../json/defined.ts";
import type { Grafana } from "../grafana.ts";
import { writeMarks } from "../marks/marks.ts";
import type { DashboardToSave } from "./dashboard-to-save.ts";
import { deleteResource } from "./delete-requests.ts";
import { saveClassic, saveResource } from "./save-requests.ts";
import { dashboardUrl, readDashboardByUid, type StoredDashboard } from "./stored-dashboard.ts";

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

/** The outcome of a save. Once `sent`, only a positive answer of Grafana makes it one of the others. */
export type SaveState = "sent" | "refused" | "saved";

const attempts = 3;
/** Errors after which it may have been stored all the same. */
const uncertain = ["no-answer", "unavailable"];

/**
 * Saves a dashboard and reads it back: what is stored must carry these tags, and lie in this folder. Never with
 * `overwrite: true`.
 *
 * A lost answer or a 5xx is resolved by reading: saved, or not and then tried again, three times in all.
 *
 * @param previous - the state that is to be replaced, as read just before; undefined if there must be none yet.
 *   Ownership is the caller's business.
 * @param onState - told before anything is sent, and when it is known what became of it. When this throws and the last
 *   word was `sent`, the dashboard may be stored.
 * @throws {GrafanaError} `save-uncertain` if it was sent and cannot be read back. `conflict` if the stored state is, or
 *   meanwhile became, another one: read again, compare the orders, decide. `wrong-folder` if Grafana put it elsewhere
 *   (what was created there is deleted again). `unsupported` for schema v2 on a Grafana without it.
 */
export async function saveDashboard(
  grafana: Grafana,
  dashboard: DashboardToSave,
  previous: StoredDashboard | undefined,
  onState: (state: SaveState) => void = () => {},
): Promise<SavedDashboard> {
  if (dashboard.folderUid === "")
    throw new RangeError("saveDashboard: folderUid must not be empty, previews never go into the root folder");
  const model = writeMarks(dashboard.model, dashboard.kind, dashboard);
  for (let attempt = 1; ; attempt++) {
    // A conflict on a second attempt may be with our own first one, whose answer was lost.
    const resolvable = attempt > 1 ? [...uncertain, "conflict"] : uncertain;
    const lost = await send(grafana, { ...dashboard, model }, { previous, resolvable, onState });
    const stored = await readBack(grafana, dashboard.uid);
    if (stored !== undefined && sameTags(stored.tags, dashboard.tags))
      return finish(grafana, dashboard, { previous, stored, onState });
    const untouched =
      stored?.version === previous?.version &&
      stored?.resource?.resourceVersion === previous?.resource?.resourceVersion;
    // Another state than either: somebody was faster. One that is not there any more is no proof of what became of
    // ours.
    if (stored !== undefined && !untouched) onState("refused");
    // Grafana said that it is saved, and now that nothing happened: one of the two is wrong.
    else if (lost === undefined) throw unsure(dashboard.uid, "Grafana took it, and then does not show it");
    if (!untouched) throw conflict(dashboard.uid);
    if (attempt >= attempts) throw lost!;
    await grafana.sleep(500 * attempt);
  }
}

/** Sends it once. Returns the error if it may have been stored all the same. */
async function send(
  grafana: Grafana,
  dashboard: DashboardToSave,
  {
    previous,
    resolvable,
    onState,
  }: {
    readonly previous: StoredDashboard | undefined;
    readonly resolvable: readonly string[];
    readonly onState: (state: SaveState) => void;
  },
): Promise<GrafanaError | undefined> {
  const api = await grafana.dashboardApi();
  try {
    onState("sent");
    await (api === undefined
      ? saveClassic(grafana, dashboard, previous)
      : saveResource(grafana, api, dashboard, previous));
    return undefined;
  } catch (error) {
    if (!(error instanceof GrafanaError)) throw error;
    if (resolvable.includes(error.code)) return error;
    if (isRefusal(error)) onState("refused");
    else throw unsure(dashboard.uid, error.message, error.status);
    throw error;
  }
}

/**
 * Grafana's own no, in JSON; or it was not even sent. A page, a redirect or a 2xx that is no answer may be anybody's,
 * after the dashboard was stored.
 */
function isRefusal({ status, code, json }: GrafanaError): boolean {
  if (status === undefined) return code === "unsupported" || code === "invalid";
  return json && status >= 400 && status < 500 && code !== "unavailable";
}

async function readBack(grafana: Grafana, uid: string): Promise<StoredDashboard | undefined> {
  try {
    return await readDashboardByUid(grafana, uid);
  } catch (error) {
    if (!(error instanceof GrafanaError)) throw error;
    throw unsure(uid, `it cannot be read back (${error.message})`, error.status);
  }
}

function unsure(uid: string, why: string, status?: number): GrafanaError {
  return new GrafanaError(`saving dashboard ${uid}: it was sent, and whether it is stored is not known: ${why}`, {
    code: "save-uncertain",
    ...defined({ status }),
  });
}

async function finish(
  grafana: Grafana,
  { uid, folderUid }: DashboardToSave,
  {
    previous,
    stored,
    onState,
  }: {
    readonly previous: StoredDashboard | undefined;
    readonly stored: StoredDashboard;
    readonly onState: (state: SaveState) => void;
  },
): Promise<SavedDashboard> {
  onState("saved");
  if (stored.folderUid !== folderUid) {
    if (previous === undefined && (await takeBack(grafana, stored))) onState("refused");
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

/**
 * Deletes what was just created in the wrong place; only that very state of it, and not at all where that cannot be
 * made sure. Returns whether it is gone.
 */
async function takeBack(grafana: Grafana, { uid, resource }: StoredDashboard): Promise<boolean> {
  const api = await grafana.dashboardApi();
  if (api === undefined || resource === undefined) return false;
  try {
    await deleteResource(grafana, api, uid, resource);
    return true;
  } catch (error) {
    if (!(error instanceof GrafanaError)) throw error;
    return false;
  }
}

function sameTags(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());
}

function conflict(uid: string): GrafanaError {
  return new GrafanaError(`saving dashboard ${uid}: someone else saved it at the same time`, { code: "conflict" });
}
