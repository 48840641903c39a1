import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  searchPreviews
} from "./chunk-2P4UK4RQ.js";
import {
  allNames
} from "./chunk-5UHCLHX7.js";
import {
  parseTags
} from "./chunk-4P6PP26E.js";
import {
  previewFolder,
  previewUid
} from "./chunk-REFUIXMO.js";

// src/preview/review/name-in-use.ts
async function nameInUse(grafana, review) {
  const { project, key, formerProjects = [] } = review;
  if (formerProjects.length === 0) return review;
  const used = /* @__PURE__ */ new Set();
  for (const { uid, folderUid, tags } of await searchPreviews(grafana, { project, key, formerProjects })) {
    const marks = parseTags(tags);
    if ("damaged" in marks || folderUid !== previewFolder.uid) continue;
    if (previewUid(marks, marks.src) === uid) used.add(marks.project);
  }
  const names = allNames(review);
  const name = names.find((one) => used.has(one));
  if (name === void 0 || name === project) return review;
  return { ...review, project: name, formerProjects: names.filter((one) => one !== name) };
}

export {
  nameInUse
};
