import { isLaterRun } from "../ci/run-order.ts";
import { GrafanaError } from "../errors.ts";
import type { Grafana } from "../grafana/connection.ts";
import { isolationValue, type PreviewIdentity } from "../grafana/identity.ts";
import { judgeOwnership } from "../grafana/ownership.ts";
import { type DashboardToSave, type SavedDashboard, saveDashboard } from "../grafana/save.ts";
import { readDashboardByUid, type StoredDashboard } from "../grafana/stored-dashboard.ts";

/** Which run saves. */
export interface Run extends PreviewIdentity {
  readonly revision: string;
  /** CI run number and attempt, else Grafana's clock at the start; see `isLaterRun`. */
  readonly order: number;
}

/** What became of the dashboards. */
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

/**
 * Saves the dashboards of one run in the order of their uids, so that two runs at once meet at the first one they share and the later run wins there.
 *
 * @throws {GrafanaError} `foreign` if a dashboard that is not ours stands under one of the uids: nothing of it is touched.
 */
export async function saveDashboards(
  grafana: Grafana,
  run: Run,
  dashboards: readonly DashboardToSave[],
  onSaved: (count: number) => void,
): Promise<SaveOutcome> {
  const saved: SavedDashboard[] = [];
  const replaced = new Set<string>();
  const warnings: string[] = [];
  for (const dashboard of [...dashboards].sort((a, b) => (a.uid < b.uid ? -1 : 1))) {
    const outcome = await saveOne(grafana, run, dashboard);
    if ("by" in outcome) return { state: "superseded", by: outcome.by, saved };
    saved.push(outcome.saved);
    if (outcome.replaced !== undefined && outcome.replaced !== run.revision) replaced.add(outcome.replaced);
    if (outcome.warning !== undefined) warnings.push(outcome.warning);
    onSaved(saved.length);
  }
  return { state: "saved", dashboards: saved, replaced: [...replaced], warnings };
}

interface SavedOne {
  readonly saved: SavedDashboard;
  readonly replaced: string | undefined;
  readonly warning: string | undefined;
}

async function saveOne(grafana: Grafana, run: Run, dashboard: DashboardToSave): Promise<SavedOne | { readonly by: string }> {
  for (let attempt = 1; ; attempt++) {
    const previous = await readDashboardByUid(grafana, dashboard.uid);
    const state = judgePrevious(previous, run);
    if ("by" in state) return state;
    try {
      return { saved: await saveDashboard(grafana, dashboard, previous), ...state };
    } catch (error) {
      if (!(error instanceof GrafanaError) || error.code !== "conflict" || attempt >= attempts) throw error;
      await grafana.sleep(150 * attempt);
    }
  }
}

/** What stands under the uid: nothing, our own earlier state, a later run's, or something that is not ours. */
function judgePrevious(
  previous: StoredDashboard | undefined,
  run: Run,
): { readonly by: string } | { readonly replaced: string | undefined; readonly warning: string | undefined } {
  if (previous === undefined) return { replaced: undefined, warning: undefined };
  const { mayOverwrite, reason, marks, manifest } = judgeOwnership(previous, run);
  if (!mayOverwrite || marks === undefined) throw foreign(previous, reason);
  const revisions = { ours: run.revision, stored: marks.revision };
  if (manifest !== undefined && marks.revision !== run.revision && isLaterRun(run.order, manifest.order, revisions)) {
    return { by: isolationValue(run, marks.revision) };
  }
  return { replaced: marks.revision, warning: editedByHand(previous) };
}

function foreign({ uid, title }: StoredDashboard, reason: string | undefined): GrafanaError {
  return new GrafanaError(
    `dashboard ${uid} ("${title}") stands where a preview belongs and is left alone: ${reason ?? "it is not ours"}. Delete or move it in Grafana, then run up again`,
    { code: "foreign" },
  );
}

/**
 * Whether another run of the same review has saved over ours meanwhile: then it has deleted our series too, and what a check of them finds says nothing. Asked after our own
 * save: whoever stands there now came later, whatever its order says.
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

/**
 * Looks for dashboards that are in the way, before anything is written.
 *
 * @throws {GrafanaError} `foreign`, naming the first one.
 */
export async function requireFree(grafana: Grafana, owner: PreviewIdentity, uids: readonly string[]): Promise<void> {
  for (const uid of uids) {
    const stored = await readDashboardByUid(grafana, uid);
    if (stored === undefined) continue;
    const { mayOverwrite, reason } = judgeOwnership(stored, owner);
    if (!mayOverwrite) throw foreign(stored, reason);
  }
}

/** Our own saves say so; another one between two runs is overwritten with a word about where it can still be found. */
function editedByHand({ title, version, message, savedBy, resource }: StoredDashboard): string | undefined {
  if (resource === undefined || message?.startsWith(saveMessagePrefix) === true) return undefined;
  return `"${title}" was saved in Grafana${savedBy === undefined ? "" : ` by ${savedBy}`} since the last run; that state is version ${version} in its history`;
}

/** How the message of every save by dashpreview begins. */
export const saveMessagePrefix = "dashpreview";
