import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  dataSpecSchema
} from "./chunk-JJCM5JTA.js";
import {
  readSource
} from "./chunk-CCWGOCJL.js";
import {
  nearestKey
} from "./chunk-5AO6ZF25.js";
import {
  ExpectedError
} from "./chunk-E7O6XGVL.js";

// src/preview/files/configuration-file.ts
var configurationFiles = ["dashpreview.yaml", "dashpreview.yml"];
var startsAsSpec = /^(?:version|seed|labels|signals|metrics|events|alerts)[ \t]*:/m;
var sharedKeys = /* @__PURE__ */ new Set(["history", "step", "scenarios", "infer"]);
var specKeys = Object.keys(dataSpecSchema["properties"] ?? {}).filter((key) => !sharedKeys.has(key));
function kindOfFile(text, options = []) {
  let data;
  try {
    ({ data } = readSource(text, "dashpreview.yaml"));
  } catch (error) {
    if (error instanceof ExpectedError) return startsAsSpec.test(text) ? "data-spec" : "unclear";
    throw error;
  }
  if (typeof data !== "object" || data === null || Array.isArray(data)) return "unclear";
  const keys = Object.keys(data);
  if (keys.some((key) => specKeys.includes(key))) return "data-spec";
  if (keys.some((key) => key === "dashboards" || key === "previews" || options.includes(key))) return "configuration";
  return keys.some((key) => nearestKey(key, specKeys) !== void 0) ? "data-spec" : "configuration";
}

export {
  configurationFiles,
  kindOfFile
};
