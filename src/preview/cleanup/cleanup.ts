import { GrafanaError } from "../../errors.ts";
import type { GrafanaClock } from "../../grafana/clock.ts";
import { deletePreview } from "../../grafana/dashboards/delete-preview.ts";
import { readFolderAccess } from "../../grafana/dashboards/folder-access.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { effectiveExpiryMs, type Owner } from "../../grafana/marks/ownership.ts";
import { isolationValue } from "../../identity/preview-identity.ts";
import { defined } from "../../json/defined.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import type { RunContext } from "../context.ts";
import { type LeftAlone, type ListedPreview, listPreviews } from "../list.ts";
import { markedUids } from "./marked-uids.ts";
import type { SweptSeries } from "./series-sweep.ts";
import { sweepSeries } from "./sweep-series.ts";

/** Options of `cleanup`. */
export interface CleanupOptions {
  readonly grafana: Grafana;
  /** Where the series are; without it they are left to lie. */
  readonly prometheus?: Prometheus | undefined;
  /** Whose previews; without `project` everybody's. */
  readonly owner: Owner;
  /** The clock that previews are judged by; where it is in doubt, nothing is deleted for its age. */
  readonly clock: GrafanaClock;
  /** `expired`: those whose time is over. `all`: every one, kept ones too. */
  readonly which: "expired" | "all";
  /** Keys whose review is positively over: their previews are due too, kept ones excepted. */
  readonly overKeys?: ReadonlySet<string>;
  /**
   * The owner is one review that is positively over, which is no sweep: neither `maxDelete` nor the share of series
   * that one sweep may take cuts it short.
   */
  readonly closedReview?: boolean;
  readonly dryRun: boolean;
  /** Most previews, and series that no preview names, to delete in one run: a mistake must not take everything. */
  readonly maxDelete: number;
  /**
   * Series that no dashboard names are deleted when their newest sample is older and their run began earlier.
   * Milliseconds; 0: whatever their age.
   */
  readonly orphanAgeMs: number;
  readonly maxTtlMs?: number;
  /**
   * Also series that nothing proves to be without a dashboard: of another Grafana or organisation, of a folder that is
   * gone. Default: no.
   */
  readonly unproven?: boolean;
}

/** Previews and series that were, or with `dryRun` would be, deleted. */
export interface CleanupResult extends SweptSeries {
  readonly dryRun: boolean;
  readonly deleted: readonly ListedPreview[];
  /** Not due yet, or exempt. */
  readonly stays: readonly ListedPreview[];
  readonly leftAlone: readonly LeftAlone[];
  readonly failed: readonly LeftAlone[];
  /** Due, but beyond `maxDelete`. */
  readonly postponed: readonly ListedPreview[];
}

const nothingSwept: SweptSeries = { series: [], postponedSeries: [], keptSeries: [], warnings: [], problems: [] };

/**
 * Deletes previews that are due, then series that no dashboard shows. Safe to repeat, and to run twice at once: every
 * preview is read and judged again right before it goes. One failure does not stop the others.
 */
export async function cleanup(options: CleanupOptions, context: RunContext): Promise<CleanupResult> {
  const { grafana, prometheus, owner, clock, which, orphanAgeMs, closedReview = false } = options;
  const maxDelete = closedReview ? Number.POSITIVE_INFINITY : options.maxDelete;
  const { nowMs, doubt } = clock;
  // What has expired was saved long ago: the search knows it.
  const fillIn = prometheus !== undefined && (which === "all" || options.overKeys !== undefined);
  const listing = await listPreviews(grafana, {
    owner,
    nowMs,
    ...defined({ maxTtlMs: options.maxTtlMs }),
    ...(fillIn ? { also: await markedUids(prometheus, owner) } : {}),
  });
  const isOver = ({ state, key }: ListedPreview) =>
    which === "all" || (state !== "kept" && options.overKeys?.has(key) === true);
  const expired = listing.previews.filter(
    (preview) => preview.state === "expired" && (preview.movedTo !== undefined || !isOver(preview)),
  );
  // One that somebody moved goes for its age alone.
  const due = listing.previews.filter((preview) =>
    expired.includes(preview) ? doubt === undefined : preview.movedTo === undefined && isOver(preview),
  );
  const chosen = due.slice(0, maxDelete);
  const { deleted, failed, vanished } = await deleteEach(options, context, chosen);
  const swept =
    prometheus === undefined
      ? nothingSwept
      : await sweepSeries(
          {
            grafana,
            prometheus,
            owner,
            clock,
            home: await readFolderAccess(grafana),
            dryRun: options.dryRun,
            gone: new Set(deleted.map(({ uid }) => uid)),
            named: new Map(
              deleted
                .filter(({ unlabelled }) => unlabelled !== true)
                .map((one) => [seriesValue(one), vanished.has(one.uid) ? 0 : (one.createdAtMs ?? 0)]),
            ),
            orphanAgeMs,
            maxOrphans: Math.max(0, maxDelete - deleted.length),
            limitShare: which !== "all" && orphanAgeMs > 0 && !closedReview,
            unproven: options.unproven ?? false,
          },
          context,
        );
  const unjudged =
    doubt === undefined || expired.length === 0 ? [] : [`${expired.length} expired previews stay: ${doubt}`];
  return {
    dryRun: options.dryRun,
    deleted,
    stays: listing.previews.filter((preview) => !due.includes(preview)),
    leftAlone: listing.leftAlone,
    failed,
    postponed: due.slice(maxDelete),
    ...swept,
    problems: [...unjudged, ...swept.problems],
  };
}

async function deleteEach(options: CleanupOptions, { progress, signal }: RunContext, chosen: readonly ListedPreview[]) {
  const deleted: ListedPreview[] = [];
  const failed: LeftAlone[] = [];
  const vanished = new Set<string>();
  for (const [index, preview] of chosen.entries()) {
    signal.throwIfAborted();
    progress.update("deleting previews", index, chosen.length);
    const { state, reason } = options.dryRun ? { state: "deleted" } : await deleteOne(options, preview);
    if (reason === undefined) deleted.push(preview);
    else failed.push({ uid: preview.uid, title: preview.title, reason });
    // Somebody was faster, and may have taken the series along.
    if (state === "gone") vanished.add(preview.uid);
  }
  progress.clear();
  return { deleted, failed, vanished };
}

/** Returns why it is still there; no reason when it is gone. */
async function deleteOne(
  { grafana, owner, which, overKeys, maxTtlMs, clock }: CleanupOptions,
  { uid, movedTo }: ListedPreview,
): Promise<{ readonly state: string; readonly reason?: string }> {
  try {
    const deletion = await deletePreview(grafana, uid, {
      owner,
      moved: movedTo !== undefined,
      cause: ({ savedAtMs }, { marks, moved }) => {
        if (marks === undefined) return undefined;
        if (moved !== true && (which === "all" || (!marks.keep && overKeys?.has(marks.key) === true))) return undefined;
        if (clock.doubt !== undefined) return clock.doubt;
        const expiresAtMs = effectiveExpiryMs(marks, { savedAtMs, ...defined({ maxTtlMs }) });
        return expiresAtMs <= clock.now() ? undefined : "it was renewed meanwhile";
      },
    });
    return deletion;
  } catch (error) {
    if (error instanceof GrafanaError) return { state: "failed", reason: error.message };
    throw error;
  }
}

/** The label value of a preview's series. */
function seriesValue({ project, key, revision }: ListedPreview): string {
  return isolationValue({ project, key }, revision);
}

/** Everything of a review that is over and stays all the same, one line each; what somebody asked to keep apart. */
export function leftovers({
  failed,
  postponed,
  postponedSeries,
  keptSeries,
  problems,
}: CleanupResult): readonly string[] {
  return [
    ...failed.map(({ title, reason }) => `"${title}": ${reason}`),
    ...postponed.map(({ title }) => `"${title}": one run deletes no more than --max-delete`),
    ...keptSeries.map(({ value, reason }) => `the series of ${value}: ${reason}`),
    ...postponedSeries.map((value) => `the series of ${value}: one run deletes no more than --max-delete`),
    ...problems,
  ];
}
