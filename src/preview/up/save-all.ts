import { ExpectedError } from "../../errors.ts";
import { ensurePreviewFolder } from "../../grafana/dashboards/folder.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { isolationValue } from "../../identity/preview-identity.ts";
import type { RunContext } from "../context.ts";
import type { PreparedDashboard } from "./rewrite.ts";
import { type Run, readStanding, type SaveLog, type SaveOutcome, type Standing, saveDashboards } from "./save.ts";

/** The dashboards to save, and how to take the series back. */
export interface SavePlan {
  readonly dashboards: readonly PreparedDashboard[];
  /** Filled as it goes. */
  readonly log: SaveLog;
  /** Deletes the series of this run; returns the message about it. */
  readonly undo: () => Promise<string>;
}

/** Someone who pressed Ctrl-C waits at most this long for the summary. */
const lookTimeoutMs = 4000;

/**
 * Saves all dashboards of a run. If that fails, or is interrupted, the series are deleted again only where it is proved
 * that no dashboard of this run was stored. Otherwise they stay, and the error says of each dashboard what is known
 * (`details`).
 *
 * @throws {GrafanaError} as `saveDashboards` does.
 */
export async function saveAll(
  grafana: Grafana,
  run: Run,
  { dashboards, log, undo }: SavePlan,
  { progress, signal }: Pick<RunContext, "progress" | "signal">,
): Promise<SaveOutcome> {
  try {
    signal.throwIfAborted();
    progress.step(
      `saving ${dashboards.length} ${dashboards.length === 1 ? "dashboard" : "dashboards"} into ${grafana.url}`,
    );
    await ensurePreviewFolder(grafana);
    return await saveDashboards(
      grafana,
      run,
      dashboards.map(({ toSave }) => toSave),
      log,
    );
  } catch (error) {
    // The run's own signal may be what ended it.
    const standing = await readStanding(grafana.withSignal(AbortSignal.timeout(lookTimeoutMs)), run, log);
    if (isNothing(standing)) progress.step(await undo());
    else {
      progress.step(describe(run, standing, dashboards.length));
      if (error instanceof ExpectedError) error.details = details(run, standing, dashboards);
    }
    throw error;
  }
}

/**
 * Deletes the series of a run that was overtaken, unless a dashboard still shows them: the later run deletes them when
 * it has saved that one. Returns the message about it.
 */
export async function undoUnshown(
  grafana: Grafana,
  run: Run,
  { log, undo }: Pick<SavePlan, "log" | "undo">,
): Promise<string> {
  const standing = await readStanding(grafana, run, log);
  if (isNothing(standing)) return undo();
  return (
    `the series of this run (${isolationValue(run, run.revision)}) stay for now: ` +
    `${[...standing.showing, ...standing.unknown].join(", ")} may still show them; the later run, or ` +
    "dashpreview cleanup, deletes them"
  );
}

function isNothing({ showing, unknown }: Standing): boolean {
  return showing.length === 0 && unknown.length === 0;
}

function describe(run: Run, { showing, unknown }: Standing, total: number): string {
  const maybe = unknown.length === 0 ? "" : `, and ${unknown.length} may have been (${unknown.join(", ")})`;
  return (
    `${showing.length} of ${total} dashboards were saved${maybe}; the series of this run ` +
    `(${isolationValue(run, run.revision)}) stay, since a dashboard that was saved shows them; run up again: ` +
    "it puts everything on one revision"
  );
}

function details(run: Run, { showing, unknown }: Standing, dashboards: readonly PreparedDashboard[]) {
  const saved = (uid: string) => (showing.includes(uid) ? "yes" : unknown.includes(uid) ? "unknown" : "no");
  return {
    project: run.project,
    key: run.key,
    revision: run.revision,
    seriesKept: true,
    dashboards: dashboards.map(({ source, preview: { uid, title } }) => ({
      source: source.file,
      uid,
      title,
      saved: saved(uid),
    })),
  };
}
