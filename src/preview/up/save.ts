import { isLaterRun } from "../../ci/hosts/run-order.ts";
import { ExpectedError, GrafanaError } from "../../errors.ts";
import type { DashboardToSave } from "../../grafana/dashboards/dashboard-to-save.ts";
import { type SavedDashboard, type SaveState, saveDashboard } from "../../grafana/dashboards/save.ts";
import { readDashboardByUid, type StoredDashboard } from "../../grafana/dashboards/stored-dashboard.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { judgeOwnership, type Ownership } from "../../grafana/marks/ownership.ts";
import { isolationValue, type PreviewIdentity, previewFolder } from "../../identity/preview-identity.ts";
import type { ProjectNames } from "../../identity/project-id.ts";
import { mapBounded } from "../../system/bounded.ts";

/** Which run saves. */
export interface Run extends PreviewIdentity, ProjectNames {
  readonly revision: string;
  /** CI run number and attempt, else Grafana's clock at the start; see `isLaterRun`. */
  readonly order: number;
}

/** The outcome of saving the dashboards. */
export type SaveOutcome =
  | {
      readonly state: "saved";
      readonly dashboards: readonly SavedDashboard[];
      /** Revisions that these dashboards named before. */
      readonly replaced: readonly string[];
      readonly warnings: readonly string[];
    }
  /** A later run of the same review is at work or done: this one stops. */
  | { readonly state: "superseded"; readonly by: string; readonly saved: readonly SavedDashboard[] };

const attempts = 6;

/** The states of the saves of a run, by uid; one that is not in it was not sent. */
export type SaveLog = Map<string, SaveState>;

/**
 * Saves the dashboards of one run one after the other in the order of their uids, so that two runs at once meet at the
 * first one they share and the later run wins there, and one that is refused leaves those after it alone.
 *
 * @param log - filled as it goes: after an error it tells what may have been stored.
 * @throws {GrafanaError} `foreign` if a dashboard that is not ours stands under one of the uids: nothing of it is
 *   touched.
 */
export async function saveDashboards(
  grafana: Grafana,
  run: Run,
  dashboards: readonly DashboardToSave[],
  log: SaveLog = new Map(),
): Promise<SaveOutcome> {
  const saved: SavedDashboard[] = [];
  const replaced = new Set<string>();
  const warnings: string[] = [];
  for (const dashboard of [...dashboards].sort((a, b) => (a.uid < b.uid ? -1 : 1))) {
    const outcome = await saveOne(grafana, run, dashboard, log);
    if ("by" in outcome) return { state: "superseded", by: outcome.by, saved };
    saved.push(outcome.saved);
    if (outcome.replaced !== undefined && outcome.replaced !== run.revision) replaced.add(outcome.replaced);
    if (outcome.warning !== undefined) warnings.push(outcome.warning);
  }
  return { state: "saved", dashboards: saved, replaced: [...replaced], warnings };
}

/** Dashboards that are looked for at once. */
const atOnce = 4;

interface SavedOne {
  readonly saved: SavedDashboard;
  readonly replaced: string | undefined;
  readonly warning: string | undefined;
}

async function saveOne(
  grafana: Grafana,
  run: Run,
  dashboard: DashboardToSave,
  log: SaveLog,
): Promise<SavedOne | { readonly by: string }> {
  for (let attempt = 1; ; attempt++) {
    const previous = await readDashboardByUid(grafana, dashboard.uid);
    const state = judgePrevious(previous, run);
    if ("by" in state) return state;
    try {
      return {
        saved: await saveDashboard(grafana, dashboard, previous, (word) => log.set(dashboard.uid, word)),
        ...state,
      };
    } catch (error) {
      if (!(error instanceof GrafanaError) || error.code !== "conflict" || attempt >= attempts) throw error;
      await grafana.backOff(attempt);
    }
  }
}

/** Judges the dashboard under the uid: nothing, our own earlier state, a later run's, or something that is not ours. */
function judgePrevious(
  previous: StoredDashboard | undefined,
  run: Run,
): { readonly by: string } | { readonly replaced: string | undefined; readonly warning: string | undefined } {
  if (previous === undefined) return { replaced: undefined, warning: undefined };
  const ownership = judgeOwnership(previous, run);
  const { mayOverwrite, marks, manifest } = ownership;
  if (!mayOverwrite || marks === undefined) throw foreign(previous, ownership);
  const revisions = { ours: run.revision, stored: marks.revision };
  if (manifest !== undefined && marks.revision !== run.revision && isLaterRun(run.order, manifest.order, revisions)) {
    return { by: isolationValue(run, marks.revision) };
  }
  return { replaced: marks.revision, warning: editedByHand(previous) };
}

function foreign({ uid, title, folderUid }: StoredDashboard, { reason, moved }: Ownership): GrafanaError {
  const place = folderUid === "" ? "the root" : `the folder ${folderUid}`;
  if (moved === true) {
    return new GrafanaError(
      `dashboard ${uid} ("${title}") is a preview that somebody moved to ${place}, and it is left alone ` +
        `there until it expires. Move it back to the folder "${previewFolder.title}" in Grafana, or delete it, ` +
        "then run up again",
      { code: "foreign" },
    );
  }
  return new GrafanaError(
    `dashboard ${uid} ("${title}") stands where a preview belongs and is left alone: ` +
      `${reason ?? "it is not ours"}. Delete or move it in Grafana, then run up again`,
    { code: "foreign" },
  );
}

/**
 * Whether another run of the same review has saved over ours meanwhile: then it has deleted our series too, and what a
 * check of them finds says nothing. Asked after our own save: whoever stands there now came later, whatever its order
 * says.
 */
export async function isOvertaken(grafana: Grafana, run: Run, uids: readonly string[]): Promise<boolean> {
  let others = 0;
  for (const uid of uids) {
    const stored = await readDashboardByUid(grafana, uid);
    if (stored === undefined || !judgeOwnership(stored, run).mayOverwrite) continue;
    const previous = judgePrevious(stored, run);
    if ("by" in previous) return true;
    if (previous.replaced === run.revision) return false;
    others++;
  }
  return others > 0;
}

/** Whether dashboards show a revision. */
export interface Standing {
  /** uids of those that do. */
  readonly showing: readonly string[];
  /** uids of those that may: they cannot be read, or a save of them was sent and nobody knows what became of it. */
  readonly unknown: readonly string[];
}

/**
 * Reads which of the dashboards whose save was sent show the run's revision: nothing is undone while one does, or may.
 *
 * @param log - of the run. One that was sent counts as unknown unless it is read with this revision: a save can be
 *   stored after it was read.
 */
export async function readStanding(grafana: Grafana, run: Run, log: SaveLog): Promise<Standing> {
  const showing: string[] = [];
  const unknown: string[] = [];
  for (const [uid, word] of log) {
    if (word === "refused") continue;
    const stored = await readDashboardByUid(grafana, uid).catch((error: unknown) => {
      // Whatever is in the way of reading, the time limit of an interrupted run too: then what was known counts.
      if (error instanceof ExpectedError || (error instanceof Error && error.name === "TimeoutError"))
        return "unreadable" as const;
      throw error;
    });
    const shows = stored !== "unreadable" && stored?.tags.includes(`dp-rev:${run.revision}`) === true;
    if (shows || (stored === "unreadable" && word === "saved")) showing.push(uid);
    else if (word === "sent") unknown.push(uid);
  }
  return { showing, unknown };
}

/**
 * Looks for dashboards that are in the way, before anything is written.
 *
 * @throws {GrafanaError} `foreign`, naming one.
 */
export async function requireFree(grafana: Grafana, owner: PreviewIdentity, uids: readonly string[]): Promise<void> {
  await mapBounded(uids, atOnce, async (uid) => {
    const stored = await readDashboardByUid(grafana, uid);
    if (stored === undefined) return;
    const ownership = judgeOwnership(stored, owner);
    if (!ownership.mayOverwrite) throw foreign(stored, ownership);
  });
}

/** Our own saves say so; another one between two runs is overwritten with a word about where it can still be found. */
function editedByHand({ title, version, message, savedBy, resource }: StoredDashboard): string | undefined {
  if (resource === undefined || message?.startsWith(saveMessagePrefix) === true) return undefined;
  return (
    `"${title}" was saved in Grafana${savedBy === undefined ? "" : ` by ${savedBy}`} since the last run; that ` +
    `state is version ${version} in its history`
  );
}

/** How the message of every save by dashpreview begins. */
export const saveMessagePrefix = "dashpreview";
