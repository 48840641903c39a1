import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  searchPreviews
} from "./chunk-2P4UK4RQ.js";
import {
  parseTags
} from "./chunk-4P6PP26E.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";
import {
  GrafanaError
} from "./chunk-E7O6XGVL.js";

// src/preview/other-projects.ts
async function hasOtherProjects(grafana, { project, formerProjects = [] }) {
  const own = /* @__PURE__ */ new Set([project, ...formerProjects]);
  try {
    return (await searchPreviews(grafana)).some(({ tags }) => {
      const marks = parseTags(tags);
      return "damaged" in marks || !own.has(marks.project);
    });
  } catch (error) {
    if (error instanceof GrafanaError) return true;
    throw error;
  }
}

// src/cli/terminal/moved-text.ts
function movedText({ movedTo }) {
  if (movedTo === void 0) return "";
  return movedTo === "" ? ", moved to the root" : `, moved to the folder ${plainLine(movedTo)}`;
}

export {
  hasOtherProjects,
  movedText
};
