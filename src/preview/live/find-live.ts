import { isDeepStrictEqual } from "node:util";
import type { GrafanaError } from "../../errors.ts";
import type { Grid } from "../../generator/sampling/grid.ts";
import { readPreviews, type SearchHit, searchPreviews } from "../../grafana/dashboards/search.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import type { Manifest, ManifestFiles } from "../../grafana/marks/manifest-shape.ts";
import { effectiveExpiryMs, type Owner } from "../../grafana/marks/ownership.ts";
import type { PreviewMarks } from "../../grafana/marks/tags.ts";
import { isolationValue, type PreviewIdentity } from "../../identity/preview-identity.ts";
import { defined } from "../../json/defined.ts";
import type { LeftAlone } from "../list.ts";

/** A revision whose live data are to be written: what its dashboards' manifests say together. */
export interface LivePreview extends PreviewIdentity {
  /** The value of the isolation label. */
  readonly value: string;
  readonly revision: string;
  readonly grid: Grid;
  /** Its data specs, each once. */
  readonly specs: readonly LiveSpec[];
  /** Of the dashboard that expires last. Unix milliseconds; Infinity for one that is kept. */
  readonly expiresAtMs: number;
  readonly dashboards: readonly { readonly uid: string; readonly title: string }[];
}

/** A data spec as a manifest holds it. */
export interface LiveSpec {
  /** Undefined if it did not fit into the manifest. */
  readonly text?: string;
  readonly scenario?: string;
  /** The recorded files that it replays. */
  readonly files?: ManifestFiles;
}

/** The previews that are written for, and what was left out. */
export interface LiveListing {
  readonly previews: readonly LivePreview[];
  /** Previews that are marked for live writing, and are not written for. */
  readonly leftAlone: readonly LeftAlone[];
  /** Dashboards that could not be read: nobody knows what they say. */
  readonly unreadable: ReadonlySet<string>;
}

/** Which previews are looked for. */
export interface LiveSearch {
  readonly owner: Owner;
  /** The data source whose receiver is written to; previews of another one are not looked at. */
  readonly dataSourceUid: string;
  readonly maxTtlMs: number;
  /** Grafana's clock. Unix milliseconds. */
  readonly nowMs: number;
}

/** Dashboards as they were read the last time, for as long as their tags stay the same. */
export type LiveCache = Map<string, { readonly tags: string; readonly found: FoundLive | undefined }>;

interface FoundLive {
  readonly uid: string;
  readonly title: string;
  readonly marks: PreviewMarks;
  readonly manifest: Manifest;
  readonly savedAtMs: number | undefined;
}

/** Samples of a series from the first one to now, at most: a manifest may be forged, and sums have a price. */
const mostIndex = 10_000_000;
const leastStepMs = 1000;

/**
 * Finds the previews that are marked for live writing, and puts the dashboards of each revision together. A dashboard
 * is read again when its tags have changed, or it was moved.
 *
 * @param cache - what earlier calls have read; changed in place.
 * @throws {GrafanaError} if the previews cannot be listed.
 */
export async function findLive(grafana: Grafana, search: LiveSearch, cache: LiveCache): Promise<LiveListing> {
  const hits = await searchPreviews(grafana, search.owner);
  const changed = hits.filter((hit) => cache.get(hit.uid)?.tags !== textOf(hit));
  const unreadable = new Set<string>();
  const leftAlone: LeftAlone[] = [];
  const read = await readPreviews(grafana, changed, search.owner, ({ uid, title }, error: GrafanaError) => {
    unreadable.add(uid);
    leftAlone.push({ uid, title, reason: `it cannot be read (${error.message})` });
  });
  const readUids = new Map(read.map((one) => [one.stored.uid, one]));
  const listed = new Set(hits.map(({ uid }) => uid));
  for (const uid of cache.keys()) if (!listed.has(uid)) cache.delete(uid);
  for (const hit of changed) {
    if (unreadable.has(hit.uid)) continue;
    const one = readUids.get(hit.uid);
    const { marks, manifest, ours = false } = one?.ownership ?? {};
    const isLive = ours && marks !== undefined && manifest?.live !== undefined;
    cache.set(hit.uid, {
      tags: textOf(hit),
      found: isLive
        ? {
            uid: hit.uid,
            title: one!.stored.title,
            marks,
            manifest: withoutRestore(manifest),
            savedAtMs: one!.stored.savedAtMs,
          }
        : undefined,
    });
  }
  const found = [...cache.values()].flatMap((one) => one.found ?? []);
  const own = found.filter(({ manifest }) => manifest.dataSourceUid === search.dataSourceUid);
  return { ...join(own, search, leftAlone), unreadable };
}

/** Tags say key, revision and expiry: what live writing depends on. */
function textOf({ tags, folderUid }: SearchHit): string {
  return JSON.stringify([folderUid, ...tags]);
}

/** The largest part of a manifest, which only `export` needs. */
function withoutRestore({ restore: _restore, ...manifest }: Manifest): Manifest {
  return manifest;
}

function join(
  found: readonly FoundLive[],
  search: LiveSearch,
  leftAlone: LeftAlone[],
): Omit<LiveListing, "unreadable"> {
  const groups = new Map<string, FoundLive[]>();
  for (const one of found) {
    const value = isolationValue(one.marks, one.marks.revision);
    const reason = reasonAgainst(one, search.nowMs);
    if (reason === undefined) groups.set(value, [...(groups.get(value) ?? []), one]);
    else leftAlone.push({ uid: one.uid, title: one.title, reason });
  }
  const previews: LivePreview[] = [];
  for (const group of groups.values()) {
    const [first] = group;
    const { manifest, marks } = first!;
    const grid = gridOf(manifest);
    const differing = group.find((one) => JSON.stringify(gridOf(one.manifest)) !== JSON.stringify(grid));
    if (differing !== undefined) {
      const reason = "its manifest and that of another dashboard of its revision disagree on the grid";
      leftAlone.push({ uid: differing.uid, title: differing.title, reason });
      continue;
    }
    previews.push({
      project: marks.project,
      key: marks.key,
      revision: marks.revision,
      value: isolationValue(marks, marks.revision),
      grid: grid!,
      specs: distinct(group.map(({ manifest: { spec, scenario, files } }) => defined({ text: spec, scenario, files }))),
      expiresAtMs: Math.max(...group.map((one) => effectiveExpiryMs(one.marks, { ...one, maxTtlMs: search.maxTtlMs }))),
      dashboards: group.map(({ uid, title }) => ({ uid, title })),
    });
  }
  return { previews: previews.sort((a, b) => (a.value < b.value ? -1 : 1)), leftAlone };
}

function distinct(specs: readonly LiveSpec[]): LiveSpec[] {
  const kept: LiveSpec[] = [];
  for (const spec of specs) if (!kept.some((one) => isDeepStrictEqual(one, spec))) kept.push(spec);
  return kept;
}

/** Why nobody writes for a preview, whatever its spec says. */
function reasonAgainst({ manifest }: FoundLive, nowMs: number): string | undefined {
  const { isolation, stepMs } = manifest;
  if (isolation === "none") return "its series carry no label of their own: nobody could tell them from others";
  if (stepMs < leastStepMs) return "its step is shorter than a second";
  const grid = gridOf(manifest);
  if (grid === undefined) return "its manifest does not say where its history ends, on its own grid";
  if ((nowMs - grid.fromMs) / stepMs > mostIndex) return `its data begin more than ${mostIndex} scrapes ago`;
  return undefined;
}

/** The grid that the history was written on; undefined if the manifest does not give a whole one. */
function gridOf({ fromMs, toMs, stepMs, leadIn = 0 }: Manifest): Grid | undefined {
  if (toMs === undefined || toMs <= fromMs || (toMs - fromMs) % stepMs !== 0) return undefined;
  const grid = { fromMs: fromMs - leadIn * stepMs, stepMs, count: (toMs - fromMs) / stepMs + leadIn };
  return grid.fromMs < 0 ? undefined : leadIn === 0 ? grid : { ...grid, leadIn };
}
