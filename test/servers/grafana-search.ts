import { Answer } from "./grafana-answer.ts";
import { slugOf } from "./grafana-forms.ts";
import type { DoubleStore, Json } from "./grafana-store.ts";

const known = new Set(["type", "tag", "folderUIDs", "limit", "page"]);

/**
 * `GET /api/search?type=dash-db` by tags and folders, in pages, in order of title. Any other way of searching was never
 * recorded: undefined.
 */
export function search(store: DoubleStore, query: URLSearchParams): Json[] | undefined {
  if (query.get("type") !== "dash-db" || [...query.keys()].some((name) => !known.has(name))) return undefined;
  const limit = Number(query.get("limit") ?? 1000);
  if (limit > 5000) {
    throw new Answer(422, {
      message: "Limit is above maximum allowed (5000), use page parameter to access hits beyond limit",
    });
  }
  const [tags, folders, page] = [query.getAll("tag"), query.getAll("folderUIDs"), Number(query.get("page") ?? 1)];
  const hits = [...store.index.values()]
    .filter(({ model }) => tags.every((tag) => ((model["tags"] ?? []) as string[]).includes(tag)))
    .filter(({ folderUid }) => folders.length === 0 || folders.includes(folderUid))
    .sort((a, b) => sortKey(a.model["title"], a.uid).localeCompare(sortKey(b.model["title"], b.uid)));
  return hits.slice((page - 1) * limit, page * limit).map(({ uid, id, model, folderUid }) => {
    const slug = slugOf(model["title"]);
    const folder = store.folders.get(folderUid);
    return {
      id,
      uid,
      orgId: 1,
      title: model["title"],
      uri: `db/${slug}`,
      url: `/d/${uid}/${slug}`,
      slug: "",
      type: "dash-db",
      tags: model["tags"] ?? [],
      isStarred: false,
      ...(folder === undefined ? {} : { folderId: folder.id, folderUid, folderTitle: folder.title }),
      sortMeta: 0,
      isDeleted: false,
    };
  });
}

function sortKey(title: unknown, uid: string): string {
  return `${String(title).toLowerCase()}\0${uid}`;
}
