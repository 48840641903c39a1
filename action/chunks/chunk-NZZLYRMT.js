import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readPreviews,
  searchPreviews
} from "./chunk-2P4UK4RQ.js";
import {
  dashboardUrl,
  effectiveExpiryMs
} from "./chunk-PZJKC72J.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";

// src/preview/list.ts
async function listPreviews(grafana, options) {
  const leftAlone = [];
  const unreadable = ({ uid, title }, error) => void leftAlone.push({ uid, title, reason: `it cannot be read (${error.message})` });
  const hits = await searchPreviews(grafana, options.owner);
  const listed = new Set(hits.map(({ uid }) => uid));
  const also = (options.also ?? []).filter((uid) => !listed.has(uid));
  const found = [
    ...await readPreviews(grafana, hits, options.owner, unreadable),
    ...await readPreviews(grafana, also.map(unlisted), options.owner, (hit, error) => {
      if (error.status !== 403) unreadable(hit, error);
    })
  ];
  const previews = [];
  for (const one of found) {
    if (one.ownership.ours || one.ownership.moved === true) {
      previews.push({ ...describePreview(one, options), url: await dashboardUrl(grafana, one.stored.uid) });
      continue;
    }
    leftAlone.push({
      uid: one.stored.uid,
      title: one.stored.title,
      reason: one.ownership.reason ?? "it is not a complete preview"
    });
  }
  return { previews: previews.sort((a, b) => a.expiresAtMs - b.expiresAtMs || (a.uid < b.uid ? -1 : 1)), leftAlone };
}
function unlisted(uid) {
  return { uid, title: uid, folderUid: "", tags: [] };
}
function describePreview({ stored, ownership }, { nowMs, maxTtlMs }) {
  const { manifest } = ownership;
  const marks = ownership.marks;
  const expiresAtMs = effectiveExpiryMs(
    { ...marks, keep: false },
    { savedAtMs: stored.savedAtMs, ...defined({ maxTtlMs }) }
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
    ...ownership.moved === true ? { movedTo: stored.folderUid } : {},
    ...manifest?.until === "review" ? { untilReview: true } : {},
    ...manifest?.isolation === "none" ? { unlabelled: true } : {}
  };
}
function sourceText(source) {
  return source?.place === void 0 ? source?.path : `${source.path}#${source.place}`;
}

export {
  listPreviews
};
