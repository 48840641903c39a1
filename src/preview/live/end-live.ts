import { GrafanaError, PrometheusError } from "../../errors.ts";
import type { GrafanaClock } from "../../grafana/clock.ts";
import { readOrProveAbsent } from "../../grafana/dashboards/absent.ts";
import { readFolderAccess } from "../../grafana/dashboards/folder-access.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { isolationLabel } from "../../identity/preview-identity.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { hasSamples } from "../../prometheus/query/has-samples.ts";
import { listMarks } from "../../prometheus/write/revision-mark.ts";
import { cleanup } from "../cleanup/cleanup.ts";
import { proveUnshown } from "../cleanup/prove-unshown.ts";
import { reachMs } from "../cleanup/reach.ts";
import type { RunContext } from "../context.ts";
import type { ListedPreview } from "../list.ts";
import { deleteRevision } from "../up/retire.ts";
import type { LivePreview } from "./find-live.ts";

/** The servers, and how long previews may live. */
export interface EndOptions {
  readonly grafana: Grafana;
  readonly prometheus: Prometheus;
  readonly clock: GrafanaClock;
  readonly maxTtlMs: number;
}

/** As `cleanup` has it by default. */
const maxDelete = 50;
const orphanAgeMs = 3_600_000;

/**
 * Cleans up the previews of one key that have expired, as `cleanup` does: every one is read and judged again right
 * before it goes. Safe to repeat, and to run in several processes at once.
 *
 * @returns the previews that went, and a line for each thing that did not work.
 */
export async function endExpired(
  { project, key }: Pick<LivePreview, "project" | "key">,
  { grafana, prometheus, clock, maxTtlMs }: EndOptions,
  context: RunContext,
): Promise<{ readonly deleted: readonly ListedPreview[]; readonly problems: readonly string[] }> {
  const result = await cleanup(
    {
      grafana,
      prometheus,
      owner: { project, key },
      clock,
      which: "expired",
      dryRun: false,
      maxDelete,
      orphanAgeMs,
      maxTtlMs,
    },
    context,
  );
  const problems = [
    ...result.failed.map(({ title, reason }) => `"${title}" could not be deleted: ${reason}`),
    ...result.keptSeries.map(({ value, reason }) => `the series of ${value} stay: ${reason}`),
    ...result.problems,
  ];
  return { deleted: result.deleted, problems };
}

/**
 * Whether a preview that the list of previews lacks is really gone: Grafana's search lags, and a token may have lost a
 * permission. A revision is gone when each of its dashboards is positively absent, or shows another one.
 *
 * @throws {GrafanaError} if a dashboard cannot be read.
 */
export async function isGone(grafana: Grafana, { dashboards, revision }: LivePreview): Promise<boolean> {
  for (const { uid } of dashboards) {
    const stored = await readOrProveAbsent(grafana, uid);
    if (stored === "hidden") return false;
    if (stored !== "absent" && stored.tags.includes(`dp-rev:${revision}`)) return false;
  }
  return true;
}

/**
 * Deletes the series of a revision that is gone once more: a scrape that was on its way when somebody deleted them may
 * have come after. Proved as `cleanup` proves it.
 *
 * @returns a line about what stays; undefined if nothing does.
 */
export async function endGone(
  preview: LivePreview,
  { grafana, prometheus, clock }: EndOptions,
): Promise<string | undefined> {
  const { project, key, revision, value } = preview;
  try {
    if (!(await hasSamples(prometheus, { name: isolationLabel, value }, { withinMs: reachMs }))) return undefined;
    const marks = await listMarks(prometheus, [project]);
    const home = await readFolderAccess(grafana);
    const proof = await proveUnshown(
      { grafana, home, marks, gone: new Set(), nowMs: clock.now(), dryRun: false },
      value,
      { seenHere: true },
    );
    if (proof.state !== "unshown") return `the series of ${value} stay: ${proof.reason}`;
    return await deleteRevision(prometheus, { project, key }, revision);
  } catch (error) {
    if (!(error instanceof PrometheusError) && !(error instanceof GrafanaError)) throw error;
    return `the series of ${value} stay for now: ${error.message}; dashpreview cleanup deletes them later`;
  }
}
