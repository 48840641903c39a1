import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/system/documentation.ts
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
function documentation(page, part) {
  const published = publishedPage(page, part);
  if (published !== void 0) return published;
  const file = installed(page);
  if (file === void 0) return pageName(page, part);
  return part === void 0 ? file : `${file} (${part})`;
}
function documentationForOthers(page, part) {
  return publishedPage(page, part) ?? pageName(page, part);
}
function publishedPage(page, part) {
  const pages = true ? "" : "";
  return pages === "" ? void 0 : `${pages}${page}.md${part === void 0 ? "" : `#${part}`}`;
}
function pageName(page, part) {
  return `the page "${page}"${part === void 0 ? "" : ` (${part})`} of dashpreview's documentation`;
}
function installed(page) {
  return ["../docs", "../../docs"].map((folder) => fileURLToPath(new URL(`${folder}/${page}.md`, import.meta.url))).find((path) => existsSync(path));
}

export {
  documentation,
  documentationForOthers
};
