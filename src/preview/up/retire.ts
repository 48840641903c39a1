import { isLaterRun } from "../../ci/hosts/run-order.ts";
import { GrafanaError } from "../../errors.ts";
import { deletePreview } from "../../grafana/dashboards/delete-preview.ts";
import { readFolderAccess } from "../../grafana/dashboards/folder-access.ts";
import { readPreviews, type SearchHit, searchPreviews } from "../../grafana/dashboards/search.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import type { Manifest } from "../../grafana/marks/manifest-shape.ts";
import type { PreviewMarks } from "../../grafana/marks/tags.ts";
import {
  isolationLabel,
  isolationValue,
  type PreviewIdentity,
  parseIsolationValue,
  previewUid,
} from "../../identity/preview-identity.ts";
import { allNames, type ProjectNames } from "../../identity/project-id.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { deleteSeries } from "../../prometheus/query/delete-series.ts";
import { hasSamples } from "../../prometheus/query/has-samples.ts";
import { deleteMark, listMarks } from "../../prometheus/write/revision-mark.ts";
import { type Proof, proveUnshown } from "../cleanup/prove-unshown.ts";
import { reachMs } from "../cleanup/reach.ts";
import type { SourceFate, SourceTree } from "../review/source-tree.ts";
import type { Run } from "./save.ts";
import type { RemovedPreview } from "./up-result.ts";

/** A preview that this run did not make and keeps: its source is `here` or `unknown`. */
export interface KeptPreview extends Pick<RemovedPreview, "uid" | "title"> {
  readonly why: "here" | "unknown";
}

/** Result of {@link removeSourceless}. */
export interface SourcelessResult {
  readonly removed: readonly RemovedPreview[];
  readonly kept: readonly KeptPreview[];
  /** Values of the isolation label on the series that the removed ones showed. */
  readonly values: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Deletes this key's previews that are not among `uids` and whose source is positively gone, or proved to be unchanged,
 * or previewed in other scenarios. Others stay, and so do those of a later run. A failure is a warning: the next run or
 * cleanup tries again.
 */
export async function removeSourceless(
  grafana: Grafana,
  run: Run,
  uids: ReadonlySet<string>,
  tree: Pick<SourceTree, "fateOf">,
  isOther: (manifest: Manifest) => boolean = () => false,
): Promise<SourcelessResult> {
  const removed: RemovedPreview[] = [];
  const kept: KeptPreview[] = [];
  const values = new Set<string>();
  const warnings: string[] = [];
  const hits = (await searchPreviews(grafana, run)).filter(({ uid }) => !uids.has(uid));
  const found = await readPreviews(grafana, hits, run, (hit, error) =>
    warnings.push(`"${hit.title}" (${hit.uid}): ${error.message}`),
  );
  for (const { stored, ownership } of found) {
    const belongs =
      ownership.mayOverwrite && ownership.marks !== undefined && ownership.marks.revision !== run.revision;
    if (!belongs || (ownership.manifest !== undefined && isLaterRun(run.order, ownership.manifest.order))) continue;
    const otherScenario = ownership.manifest !== undefined && isOther(ownership.manifest);
    const fate = otherScenario || isReplaced(ownership.marks!, run, uids) ? "gone" : fateIn(tree, ownership.manifest);
    if (fate === "here" || fate === "unknown") {
      kept.push({ uid: stored.uid, title: stored.title, why: fate });
      continue;
    }
    try {
      const deletion = await deletePreview(grafana, stored.uid, {
        owner: run,
        cause: (_, { manifest }) =>
          manifest !== undefined && isLaterRun(run.order, manifest.order) ? "a later run saved it" : undefined,
      });
      if (deletion.state === "refused") {
        warnings.push(`"${stored.title}" has no source any more but stays: ${deletion.reason}`);
        continue;
      }
      removed.push({ uid: stored.uid, title: stored.title, ...(otherScenario ? { otherScenario } : {}) });
      values.add(isolationValue(ownership.marks!, ownership.marks!.revision));
    } catch (error) {
      if (!(error instanceof GrafanaError)) throw error;
      warnings.push(`"${stored.title}" has no source any more but could not be deleted: ${error.message}`);
    }
  }
  return { removed, kept, values: [...values], warnings };
}

/** Whether this run made a preview of the same dashboard under the present name of the project. */
function isReplaced(marks: PreviewMarks, run: Run, uids: ReadonlySet<string>): boolean {
  return marks.project !== run.project && uids.has(previewUid(run, marks.src));
}

function fateIn(tree: Pick<SourceTree, "fateOf">, manifest: Manifest | undefined): SourceFate {
  return manifest === undefined ? "unknown" : tree.fateOf(manifest.source);
}

/** Says which previews of this key stand beside those of this run, and how to get rid of them. */
export function keptNotes(kept: readonly KeptPreview[]): string[] {
  const say = (why: KeptPreview["why"], reason: string) => {
    const [first, ...rest] = kept.filter((one) => one.why === why);
    if (first === undefined) return [];
    const others = rest.length === 0 ? "" : ` and ${rest.length} more`;
    return [`the earlier preview "${first.title}"${others} stays: ${reason}; --prune deletes it`];
  };
  return [
    ...say("here", "its source is still there and this run did not name it"),
    ...say("unknown", "it cannot be told whether its source is gone"),
  ];
}

/**
 * Deletes the series of revisions that dashboards of this key named a moment ago, but never of one that any dashboard
 * shows now: every dashboard that the revision's mark names is read right before. Without a mark, the list of previews
 * must prove itself: it has to hold the run's own dashboards.
 *
 * @param values - of the isolation label, each of the run's key.
 * @param run.uids - dashboards of this run that stand. `gone`: those that were just deleted.
 * @returns warnings that name what stays and why.
 */
export async function deleteRevisions(
  { grafana, prometheus }: { readonly grafana: Grafana; readonly prometheus: Prometheus },
  run: PreviewIdentity & ProjectNames & { readonly uids: readonly string[]; readonly gone?: ReadonlySet<string> },
  values: readonly string[],
): Promise<{ readonly deleted: readonly string[]; readonly warnings: readonly string[] }> {
  if (values.length === 0) return { deleted: [], warnings: [] };
  const hits = await searchPreviews(grafana, run);
  const named = await namedRevisions(grafana, hits, run);
  const listed = new Set(hits.map(({ uid }) => uid));
  const unlisted = run.uids.find((uid) => !listed.has(uid));
  const [marks, home] = [await listMarks(prometheus, allNames(run)), await readFolderAccess(grafana)];
  const deleted: string[] = [];
  const warnings: string[] = [];
  for (const value of values) {
    const { revision, ...identity } = parseIsolationValue(value)!;
    if (named.has(revision)) continue;
    const proof: Proof =
      !marks.has(value) && unlisted !== undefined
        ? { state: "unproven", reason: `Grafana's list of previews lacks ${unlisted}, which was just saved` }
        : await proveUnshown({ grafana, home, marks, gone: run.gone ?? new Set(), nowMs: 0, dryRun: false }, value, {
            seenHere: true,
          });
    if (proof.state === "unproven")
      warnings.push(`the series of ${value} stay: ${proof.reason}; dashpreview cleanup looks again`);
    if (proof.state !== "unshown") continue;
    const outcome = await deleteRevision(prometheus, identity, revision);
    if (outcome === undefined) deleted.push(revision);
    else warnings.push(outcome);
  }
  return { deleted, warnings };
}

/** The revisions that any dashboard of this key names, whole or damaged: one that cannot be judged still shows them. */
async function namedRevisions(
  grafana: Grafana,
  hits: readonly SearchHit[],
  identity: PreviewIdentity,
): Promise<Set<string>> {
  const previews = await readPreviews(grafana, hits, identity);
  const tags = previews.flatMap(({ stored }) => stored.tags);
  return new Set(tags.flatMap((tag) => (tag.startsWith("dp-rev:") ? [tag.slice("dp-rev:".length)] : [])));
}

/**
 * Deletes the series of one revision and looks whether they are gone: a Prometheus keeps what it took out of order
 * until it compacts that (measured with 2.42), and a later attempt then deletes the rest.
 *
 * @param options.timeoutMs - for someone who does not wait: then nobody looks.
 * @returns undefined when they are gone, else what stays and why.
 */
export async function deleteRevision(
  prometheus: Prometheus,
  identity: PreviewIdentity,
  revision: string,
  options: { readonly timeoutMs?: number } = {},
): Promise<string | undefined> {
  const label = { name: isolationLabel, value: isolationValue(identity, revision) };
  const outcome = await deleteSeries(
    prometheus,
    label,
    options.timeoutMs === undefined ? {} : { ...options, repeat: "final" },
  );
  const series = `{${label.name}="${label.value}"}`;
  if (!outcome.deleted) return `the series ${series} stay in ${prometheus.url}: ${outcome.reason}`;
  if (options.timeoutMs !== undefined) return undefined;
  if (!(await hasSamples(prometheus, label, { withinMs: reachMs }))) {
    // What the receiver was told of the revision goes last: while there are series, it says which dashboards show them.
    await deleteMark(prometheus, label.value);
    return undefined;
  }
  return (
    `the series ${series} are deleted; out-of-order samples remain in ${prometheus.url} until compaction ` +
    "(about 2 h), and a later cleanup deletes them"
  );
}
