import { GrafanaError, PrometheusError } from "../errors.ts";
import type { Grafana } from "../grafana/connection.ts";
import { deletePreview } from "../grafana/delete-preview.ts";
import { isolationLabel, isolationValue, parseIsolationValue, revisionStartMs } from "../grafana/identity.ts";
import { effectiveExpiryMs, type Owner } from "../grafana/ownership.ts";
import { searchPreviews } from "../grafana/search.ts";
import type { Prometheus } from "../prometheus/connection.ts";
import { hasSamples } from "../prometheus/has-samples.ts";
import { listIsolationValues } from "../prometheus/isolation-values.ts";
import type { RunContext } from "./context.ts";
import { type LeftAlone, type ListedPreview, listPreviews } from "./list.ts";
import { deleteRevision, reachMs } from "./retire.ts";

/** What `cleanup` is to look at and may do. */
export interface CleanupOptions {
  readonly grafana: Grafana;
  /** Where the series are; without it they are left to lie. */
  readonly prometheus?: Prometheus | undefined;
  /** Whose previews; without `project` everybody's. */
  readonly owner: Owner;
  /** `expired`: those whose time is over. `all`: every one, kept ones too. */
  readonly which: "expired" | "all";
  /** Keys whose review is positively over: their previews are due too, kept ones excepted. */
  readonly overKeys?: ReadonlySet<string>;
  readonly dryRun: boolean;
  /** Most previews to delete in one run: a mistake must not take everything. */
  readonly maxDelete: number;
  /** Series that no dashboard names are deleted when their newest sample is older and their run began earlier. Milliseconds; 0: whatever their age. */
  readonly orphanAgeMs: number;
  readonly maxTtlMs?: number;
}

/** What was, or with `dryRun` would be, deleted. */
export interface CleanupResult {
  readonly dryRun: boolean;
  readonly deleted: readonly ListedPreview[];
  /** Not due yet, or exempt. */
  readonly stays: readonly ListedPreview[];
  readonly leftAlone: readonly LeftAlone[];
  readonly failed: readonly LeftAlone[];
  /** Due, but beyond `maxDelete`. */
  readonly postponed: readonly ListedPreview[];
  /** Label values whose series were deleted. */
  readonly series: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Deletes previews that are due, then series that no dashboard names. Safe to repeat, and to run twice at once: every preview is read and judged again
 * right before it goes. One failure does not stop the others.
 */
export async function cleanup(options: CleanupOptions, context: RunContext, nowMs: number): Promise<CleanupResult> {
  const { grafana, owner, maxDelete } = options;
  const listing = await listPreviews(grafana, { owner, nowMs, ...(options.maxTtlMs === undefined ? {} : { maxTtlMs: options.maxTtlMs }) });
  const due = listing.previews.filter(
    ({ state, key }) => options.which === "all" || state === "expired" || (state !== "kept" && options.overKeys?.has(key) === true),
  );
  const chosen = due.slice(0, maxDelete);
  const outcome = await deleteEach(options, context, chosen, nowMs);
  const swept = await sweepSeries(options, nowMs, outcome.deleted);
  return {
    dryRun: options.dryRun,
    deleted: outcome.deleted,
    stays: listing.previews.filter((preview) => !due.includes(preview)),
    leftAlone: listing.leftAlone,
    failed: outcome.failed,
    postponed: due.slice(maxDelete),
    ...swept,
  };
}

async function deleteEach(options: CleanupOptions, { progress, signal }: RunContext, chosen: readonly ListedPreview[], nowMs: number) {
  const deleted: ListedPreview[] = [];
  const failed: LeftAlone[] = [];
  for (const [index, preview] of chosen.entries()) {
    signal.throwIfAborted();
    progress.update("deleting previews", index, chosen.length);
    const reason = options.dryRun ? undefined : await deleteOne(options, preview, nowMs);
    if (reason === undefined) deleted.push(preview);
    else failed.push({ uid: preview.uid, title: preview.title, reason });
  }
  progress.clear();
  return { deleted, failed };
}

/** Returns why it is still there; undefined when it is gone. */
async function deleteOne(
  { grafana, owner, which, overKeys, maxTtlMs }: CleanupOptions,
  { uid }: ListedPreview,
  nowMs: number,
): Promise<string | undefined> {
  try {
    const deletion = await deletePreview(grafana, uid, {
      owner,
      cause: ({ savedAtMs }, { marks }) => {
        if (which === "all" || marks === undefined || (!marks.keep && overKeys?.has(marks.key) === true)) return undefined;
        const expiresAtMs = effectiveExpiryMs(marks, { savedAtMs, ...(maxTtlMs === undefined ? {} : { maxTtlMs }) });
        return expiresAtMs <= nowMs ? undefined : "it was renewed meanwhile";
      },
    });
    return deletion.state === "refused" ? deletion.reason : undefined;
  } catch (error) {
    if (error instanceof GrafanaError) return error.message;
    throw error;
  }
}

/**
 * Series of revisions that no dashboard names. Those of previews just deleted go at once; others when they have been lying there for a while, since a run
 * that is still writing has no dashboard yet.
 */
async function sweepSeries(
  { grafana, prometheus, owner, dryRun, orphanAgeMs }: CleanupOptions,
  nowMs: number,
  deleted: readonly ListedPreview[],
): Promise<{ readonly series: readonly string[]; readonly warnings: readonly string[] }> {
  if (prometheus === undefined) return { series: [], warnings: [] };
  const series: string[] = [];
  const warnings: string[] = [];
  try {
    const values = (await listIsolationValues(prometheus, isolationLabel)).filter((value) => belongsTo(value, owner));
    if (values.length === 0) return { series, warnings };
    const named = await namedValues(grafana, owner, new Set(deleted.map(({ uid }) => uid)));
    const orphaned = new Set(deleted.map(seriesValue));
    for (const value of values.filter((one) => !named.has(one))) {
      const { revision, ...identity } = parseIsolationValue(value)!;
      const startMs = revisionStartMs(revision);
      if (await isFresh(prometheus, value, { startMs, nowMs, orphanAgeMs: orphaned.has(value) ? 0 : orphanAgeMs })) continue;
      const warning = dryRun ? undefined : await deleteRevision(prometheus, identity, revision);
      if (warning === undefined) series.push(value);
      else warnings.push(warning);
    }
  } catch (error) {
    if (!(error instanceof PrometheusError) && !(error instanceof GrafanaError)) throw error;
    warnings.push(`series were not cleaned up: ${error.message}`);
  }
  return { series, warnings };
}

/**
 * Whether to leave series alone: their run began or wrote something not long ago, or there is nothing to delete (a server lists the labels of deleted
 * series for hours). A run that still writes its history, oldest first, may not have come to any recent sample yet.
 */
async function isFresh(
  prometheus: Prometheus,
  value: string,
  { startMs, nowMs, orphanAgeMs }: { startMs: number; nowMs: number; orphanAgeMs: number },
): Promise<boolean> {
  const label = { name: isolationLabel, value };
  if (orphanAgeMs > 0) {
    // Clocks differ, and the start is rounded down.
    if (Math.abs(nowMs - startMs) < orphanAgeMs + marginMs) return true;
    if (await hasSamples(prometheus, label, { nowMs, withinMs: orphanAgeMs })) return true;
  }
  return !(await hasSamples(prometheus, label, { nowMs, withinMs: reachMs }));
}

const marginMs = 600_000;

function belongsTo(value: string, { project, key }: Owner): boolean {
  const identity = parseIsolationValue(value);
  return identity !== undefined && (project === undefined || identity.project === project) && (key === undefined || identity.key === key);
}

/** What the dashboards that stay name. Any counts that carries the tags, whole or not; the search may still list what was just deleted. */
async function namedValues(grafana: Grafana, owner: Owner, gone: ReadonlySet<string>): Promise<Set<string>> {
  const named = (await searchPreviews(grafana, owner)).filter(({ uid }) => !gone.has(uid));
  return new Set(
    named.flatMap(({ tags }) => {
      const [keys, revisions] = ["dp-key:", "dp-rev:"].map((prefix) =>
        tags.filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length)),
      );
      return keys!.flatMap((key) => revisions!.map((revision) => `${key}.${revision}`));
    }),
  );
}

/** The label value of a preview's series. */
export function seriesValue({ project, key, revision }: ListedPreview): string {
  return isolationValue({ project, key }, revision);
}
