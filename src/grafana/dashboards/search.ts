import { GrafanaError } from "../../errors.ts";
import { previewFolder } from "../../identity/preview-identity.ts";
import { asArray, textField, textList } from "../../json/read.ts";
import type { Grafana } from "../grafana.ts";
import { isOwnedBy, judgeOwnership, type Owner, type Ownership } from "../marks/ownership.ts";
import { keyTag, parseTags, previewTag } from "../marks/tags.ts";
import { readDashboardByUid, type StoredDashboard } from "./stored-dashboard.ts";

/** A search result, which may be several seconds old: read the dashboard before acting on it. */
export interface SearchHit {
  readonly uid: string;
  readonly title: string;
  readonly folderUid: string;
  readonly tags: readonly string[];
}

/** A dashboard that a search found, read and judged. */
export interface FoundPreview {
  readonly stored: StoredDashboard;
  readonly ownership: Ownership;
}

/** Grafana's own limit: 5001 is refused. */
const maxPageSize = 5000;
const maxPages = 100;

/**
 * Every dashboard with the preview tag, and every dashboard in the preview folder, tagged or not. Collects all pages
 * before it returns, because deleting while paging would shift the pages.
 *
 * @param owner - leaves out dashboards whose tags name another project or key. Dashboards with damaged tags stay, so
 *   that they are listed.
 */
export async function searchPreviews(
  grafana: Grafana,
  owner: Owner = {},
  { pageSize = maxPageSize }: { readonly pageSize?: number } = {},
): Promise<SearchHit[]> {
  const { project, key, formerProjects = [] } = owner;
  const oneTag = project !== undefined && key !== undefined && formerProjects.length === 0;
  const tag = oneTag ? [previewTag, keyTag({ project, key })] : previewTag;
  const tagged = await searchAll(grafana, { tag }, pageSize);
  const inFolder = await searchAll(grafana, { folderUIDs: previewFolder.uid }, pageSize);
  const hits = new Map(
    [...tagged, ...inFolder.filter((hit) => hit.folderUid === previewFolder.uid)].map((hit) => [hit.uid, hit]),
  );
  return [...hits.values()].filter((hit) => mayBelong(hit.tags, owner)).sort((a, b) => (a.uid < b.uid ? -1 : 1));
}

async function searchAll(
  grafana: Grafana,
  query: Record<string, string | string[]>,
  pageSize: number,
): Promise<SearchHit[]> {
  const found: SearchHit[] = [];
  for (let page = 1; page <= maxPages; page++) {
    const { body } = await grafana.ask({
      method: "GET",
      path: "/api/search",
      query: { type: "dash-db", ...query, limit: pageSize, page },
      doing: "searching for previews",
    });
    if (!Array.isArray(body))
      throw new GrafanaError("searching for previews: Grafana's answer is not a list", { code: "unexpected" });
    found.push(...asArray(body).flatMap(readHit));
    if (body.length < pageSize) return found;
  }
  throw new GrafanaError(`searching for previews: more than ${maxPages * pageSize} dashboards`, { code: "too-many" });
}

function readHit(hit: unknown): SearchHit[] {
  const uid = textField(hit, "uid");
  if (uid === undefined || uid === "") return [];
  const tags = textList(hit && typeof hit === "object" && "tags" in hit ? hit.tags : undefined);
  return [{ uid, title: textField(hit, "title") ?? "", folderUid: textField(hit, "folderUid") ?? "", tags }];
}

function mayBelong(tags: readonly string[], owner: Owner): boolean {
  const marks = parseTags(tags);
  return "damaged" in marks || isOwnedBy(marks, owner);
}

/**
 * Reads the results of {@link searchPreviews}, four at a time, and judges their ownership. Leaves out dashboards that
 * are gone by now or belong to someone else.
 *
 * @param onFailure - called for each dashboard that cannot be read; the others are still returned.
 */
export async function readPreviews(
  grafana: Grafana,
  hits: readonly SearchHit[],
  owner: Owner = {},
  onFailure: (hit: SearchHit, error: GrafanaError) => void = (_hit, error) => {
    throw error;
  },
): Promise<FoundPreview[]> {
  const found: (FoundPreview | undefined)[] = hits.map(() => undefined);
  const queue = hits.entries();
  const work = async () => {
    for (const [index, hit] of queue) {
      try {
        const stored = await readDashboardByUid(grafana, hit.uid);
        if (stored !== undefined && mayBelong(stored.tags, owner))
          found[index] = { stored, ownership: judgeOwnership(stored, owner) };
      } catch (error) {
        if (!(error instanceof GrafanaError)) throw error;
        onFailure(hit, error);
      }
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  return found.filter((preview) => preview !== undefined);
}
