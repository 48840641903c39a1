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
  /** The stored state. */
  readonly stored: StoredDashboard;
}

/** The state of a save. Once `sent`, only a definite answer of Grafana changes it. */
export type SaveState = "sent" | "refused" | "saved";

const attempts = 3;
/** Error codes after which the dashboard may have been stored anyway. */
const uncertain = ["no-answer", "unavailable"];

/**
 * Saves a dashboard and reads it back: the stored dashboard must have these tags and lie in this folder. Never uses
 * `overwrite: true`.
 *
 * After a lost answer or a 5xx, it reads the dashboard to see whether it was saved, and tries again if not: three
 * attempts in all.
 *
 * @param previous - the state to replace, read just before; undefined if the dashboard must not exist yet. The caller
 *   checks ownership.
 * @param onState - called before anything is sent, and when the outcome is known. If `saveDashboard` throws and the
 *   last state was `sent`, the dashboard may be stored.
 * @throws {GrafanaError} `save-uncertain` if it was sent and cannot be read back. `conflict` if another state is
 *   stored: read it again, compare the orders, decide. `wrong-folder` if Grafana put it elsewhere (a dashboard created
 *   there is deleted again). `unsupported` for schema v2 on a Grafana without it.
 */
export async function saveDashboard(
  grafana: Grafana,
  dashboard: DashboardToSave,
  previous: StoredDashboard | undefined,
  onState: (state: SaveState) => void = () => {},
): Promise<SavedDashboard> {
  if (dashboard.folderUid === "")
    throw new RangeError("saveDashboard: folderUid must not be empty: previews are never saved to the root folder");
  const model = writeMarks(dashboard.model, dashboard.kind, dashboard);
  for (let attempt = 1; ; attempt++) {
    // A conflict on the second attempt may be with our first one, whose answer was lost.
    const resolvable = attempt > 1 ? [...uncertain, "conflict"] : uncertain;
    const lost = await send(grafana, { ...dashboard, model }, { previous, resolvable, onState });
    const stored = await readBack(grafana, dashboard.uid);
    if (stored !== undefined && sameTags(stored.tags, dashboard.tags))
      return finish(grafana, dashboard, { previous, stored, onState });
    const untouched =
      stored?.version === previous?.version &&
      stored?.resource?.resourceVersion === previous?.resource?.resourceVersion;
    // Neither our state nor the previous one: somebody was faster. If the dashboard is gone, the outcome of our save is
    // still unknown.
    if (stored !== undefined && !untouched) onState("refused");
    // Grafana answered that it saved the dashboard, but shows the previous state: the outcome is uncertain.
    else if (lost === undefined) throw unsure(dashboard.uid, "Grafana accepted it, but does not show it");
    if (!untouched) throw conflict(dashboard.uid);
    if (attempt >= attempts) throw lost!;
    await grafana.backOff(attempt);
  }
}

/** Sends it once. Returns the error if the dashboard may have been stored anyway. */
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
 * Whether Grafana itself refused, with JSON, or nothing was sent. An HTML page, a redirect or an unusable 2xx may come
 * from a proxy after the dashboard was stored.
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
  return new GrafanaError(`saving dashboard ${uid}: it was sent, but it is not known whether it is stored: ${why}`, {
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
    if (previous === undefined && (await deleteMisplaced(grafana, stored))) onState("refused");
    const place = stored.folderUid === "" ? "the root folder" : `the folder ${stored.folderUid}`;
    throw new GrafanaError(`saving dashboard ${uid}: Grafana saved it to ${place} instead of the folder ${folderUid}`, {
      code: "wrong-folder",
    });
  }
  return {
    uid,
    url: await dashboardUrl(grafana, uid),
    action: previous === undefined ? "created" : "updated",
    version: stored.version,
    resourceVersion: stored.resource?.resourceVersion,
    stored,
  };
}

/**
 * Deletes a dashboard that was just created in the wrong folder: only exactly this state, and only if the server can
 * guarantee that. Returns whether it is gone.
 */
async function deleteMisplaced(grafana: Grafana, { uid, resource }: StoredDashboard): Promise<boolean> {
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
  return new GrafanaError(`saving dashboard ${uid}: someone else saved it at the same time; run the command again`, {
    code: "conflict",
  });
}
