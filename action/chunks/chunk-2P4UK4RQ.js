import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isOwnedBy,
  judgeOwnership,
  readDashboardByUid
} from "./chunk-PZJKC72J.js";
import {
  keyTag,
  parseTags,
  previewTag
} from "./chunk-4P6PP26E.js";
import {
  previewFolder
} from "./chunk-REFUIXMO.js";
import {
  asArray,
  textField,
  textList
} from "./chunk-Z4Q2ISX3.js";
import {
  GrafanaError
} from "./chunk-E7O6XGVL.js";

// src/grafana/dashboards/search.ts
var maxPageSize = 5e3;
var maxPages = 100;
async function searchPreviews(grafana, owner = {}, { pageSize = maxPageSize } = {}) {
  const { project, key, formerProjects = [] } = owner;
  const oneTag = project !== void 0 && key !== void 0 && formerProjects.length === 0;
  const tag = oneTag ? [previewTag, keyTag({ project, key })] : previewTag;
  const tagged = await searchAll(grafana, { tag }, pageSize);
  const inFolder = await searchAll(grafana, { folderUIDs: previewFolder.uid }, pageSize);
  const hits = new Map(
    [...tagged, ...inFolder.filter((hit) => hit.folderUid === previewFolder.uid)].map((hit) => [hit.uid, hit])
  );
  return [...hits.values()].filter((hit) => mayBelong(hit.tags, owner)).sort((a, b) => a.uid < b.uid ? -1 : 1);
}
async function searchAll(grafana, query, pageSize) {
  const found = [];
  for (let page = 1; page <= maxPages; page++) {
    const { body } = await grafana.ask({
      method: "GET",
      path: "/api/search",
      query: { type: "dash-db", ...query, limit: pageSize, page },
      doing: "searching for previews"
    });
    if (!Array.isArray(body))
      throw new GrafanaError("searching for previews: Grafana's answer is not a list", { code: "unexpected" });
    found.push(...asArray(body).flatMap(readHit));
    if (body.length < pageSize) return found;
  }
  throw new GrafanaError(`searching for previews: more than ${maxPages * pageSize} dashboards`, { code: "too-many" });
}
function readHit(hit) {
  const uid = textField(hit, "uid");
  if (uid === void 0 || uid === "") return [];
  const tags = textList(hit && typeof hit === "object" && "tags" in hit ? hit.tags : void 0);
  return [{ uid, title: textField(hit, "title") ?? "", folderUid: textField(hit, "folderUid") ?? "", tags }];
}
function mayBelong(tags, owner) {
  const marks = parseTags(tags);
  return "damaged" in marks || isOwnedBy(marks, owner);
}
async function readPreviews(grafana, hits, owner = {}, onFailure = (_hit, error) => {
  throw error;
}) {
  const found = hits.map(() => void 0);
  const queue = hits.entries();
  const work = async () => {
    for (const [index, hit] of queue) {
      try {
        const stored = await readDashboardByUid(grafana, hit.uid);
        if (stored !== void 0 && mayBelong(stored.tags, owner))
          found[index] = { stored, ownership: judgeOwnership(stored, owner) };
      } catch (error) {
        if (!(error instanceof GrafanaError)) throw error;
        onFailure(hit, error);
      }
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  return found.filter((preview) => preview !== void 0);
}

export {
  searchPreviews,
  readPreviews
};
