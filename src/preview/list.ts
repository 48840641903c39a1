import type { GrafanaError } from "../errors.ts";
import { type FoundPreview, readPreviews, type SearchHit, searchPreviews } from "../grafana/dashboards/search.ts";
import { dashboardUrl } from "../grafana/dashboards/stored-dashboard.ts";
import type { Grafana } from "../grafana/grafana.ts";
import type { Manifest } from "../grafana/marks/manifest-shape.ts";
import { effectiveExpiryMs, type Owner } from "../grafana/marks/ownership.ts";
import { defined } from "../json/defined.ts";

/** A preview as `list` shows it. */
export interface ListedPreview {
  readonly uid: string;
  readonly title: string;
  readonly url: string;
  readonly project: string;
  readonly key: string;
  readonly revision: string;
  readonly state: "live" | "expired" | "kept";
  /** Unix milliseconds; absent where the manifest is. */
  readonly createdAtMs?: number;
  /** Unix milliseconds, after the limit on how long any preview may live. */
  readonly expiresAtMs: number;
  /** Sweeps renew it while its host says that its review is open. */
  readonly untilReview?: true;
  readonly source?: string;
  /** The scenario of its data; others of the same key may stand beside it. */
  readonly scenario?: string;
  readonly review?: number;
  /** The folder that somebody moved it to; empty for the root. Absent where it lies in the folder of previews. */
  readonly movedTo?: string;
  /** Its series carry no label of their own (`--isolation none`): nobody can tell them from others. */
  readonly unlabelled?: true;
}

/** Something that looks like a preview and is not touched. */
export interface LeftAlone {
  readonly uid: string;
  readonly title: string;
  readonly reason: string;
}

/** Everything that lies in the folder of previews or carries their tag. */
export interface Listing {
  readonly previews: readonly ListedPreview[];
  readonly leftAlone: readonly LeftAlone[];
}

/**
 * Lists previews, the first to expire first, and dashboards that only look like one.
 *
 * @param options.owner - whose; without `project` everybody's.
 * @param options.also - uids that are read even if Grafana's search, which lags, does not list them.
 */
export async function listPreviews(
  grafana: Grafana,
  options: { owner: Owner; nowMs: number; maxTtlMs?: number; also?: readonly string[] },
): Promise<Listing> {
  const leftAlone: LeftAlone[] = [];
  const unreadable = ({ uid, title }: { uid: string; title: string }, error: GrafanaError) =>
    void leftAlone.push({ uid, title, reason: `it cannot be read (${error.message})` });
  const hits = await searchPreviews(grafana, options.owner);
  const listed = new Set(hits.map(({ uid }) => uid));
  const also = (options.also ?? []).filter((uid) => !listed.has(uid));
  const found = [
    ...(await readPreviews(grafana, hits, options.owner, unreadable)),
    ...(await readPreviews(grafana, also.map(unlisted), options.owner, (hit, error) => {
      // Of another organisation, or not for this token; its series say so.
      if (error.status !== 403) unreadable(hit, error);
    })),
  ];
  const previews: ListedPreview[] = [];
  for (const one of found) {
    if (one.ownership.ours || one.ownership.moved === true) {
      previews.push({ ...describePreview(one, options), url: await dashboardUrl(grafana, one.stored.uid) });
      continue;
    }
    leftAlone.push({
      uid: one.stored.uid,
      title: one.stored.title,
      reason: one.ownership.reason ?? "it is not a complete preview",
    });
  }
  return { previews: previews.sort((a, b) => a.expiresAtMs - b.expiresAtMs || (a.uid < b.uid ? -1 : 1)), leftAlone };
}

function unlisted(uid: string): SearchHit {
  return { uid, title: uid, folderUid: "", tags: [] };
}

function describePreview(
  { stored, ownership }: FoundPreview,
  { nowMs, maxTtlMs }: { nowMs: number; maxTtlMs?: number },
): Omit<ListedPreview, "url"> {
  const { manifest } = ownership;
  const marks = ownership.marks!;
  const expiresAtMs = effectiveExpiryMs(
    { ...marks, keep: false },
    { savedAtMs: stored.savedAtMs, ...defined({ maxTtlMs }) },
  );
  return {
    uid: stored.uid,
    title: stored.title,
    project: marks.project,
    key: marks.key,
    revision: marks.revision,
    state: marks.keep ? "kept" : expiresAtMs <= nowMs ? "expired" : "live",
    expiresAtMs,
    ...defined({ createdAtMs: manifest?.createdAtMs, source: sourceText(manifest?.source) }),
    ...defined({ scenario: manifest?.scenario }),
    ...defined({ review: manifest?.review }),
    ...(ownership.moved === true ? { movedTo: stored.folderUid } : {}),
    ...(manifest?.until === "review" ? { untilReview: true as const } : {}),
    ...(manifest?.isolation === "none" ? { unlabelled: true as const } : {}),
  };
}

/** As `up` names the dashboard: its path, and its place in a file of several. */
function sourceText(source: Manifest["source"] | undefined): string | undefined {
  return source?.place === undefined ? source?.path : `${source.path}#${source.place}`;
}
