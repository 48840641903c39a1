import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  UsageError
} from "./chunk-E7O6XGVL.js";

// src/report/compact-page.ts
function compactPage(data) {
  const uses = /* @__PURE__ */ new Map();
  const texts = /* @__PURE__ */ new Map();
  for (const { panels } of data.dashboards.flatMap(viewsOf))
    for (const panel of panels) {
      const text = JSON.stringify(panel);
      texts.set(panel, text);
      uses.set(text, (uses.get(text) ?? 0) + 1);
    }
  const shared = [];
  const places = /* @__PURE__ */ new Map();
  const placed = (panel) => {
    const text = texts.get(panel);
    if (uses.get(text) === 1) return panel;
    if (!places.has(text)) places.set(text, shared.push(panel) - 1);
    return places.get(text);
  };
  const compact = ({ comparison, views, ...rest }) => ({
    ...rest,
    views: views.map((view) => ({ ...view, panels: view.panels.map(placed) })),
    ...comparison === void 0 ? {} : { comparison: withBefore(comparison, compact) }
  });
  const dashboards = data.dashboards.map(compact);
  return { ...data, shared, dashboards };
}
function viewsOf({ views, comparison }) {
  return [...views, ...comparison?.before?.views ?? []];
}
function withBefore({ before, ...rest }, compact) {
  return before === void 0 ? rest : { ...rest, before: compact(before) };
}

// src/report/page-html.ts
var place = /(<script type="application\/json" id="dashpreview-data">)[^<]*(<\/script>)/;
var policy = /(<meta http-equiv="Content-Security-Policy" content=")default-src 'none';/;
function pageHtml(template, data) {
  return fillPage(template, compactPage(data), data.events === void 0 ? void 0 : "'self'");
}
function fillPage(template, document, connects) {
  if (!place.test(template)) throw new Error("the page has no place for its data: build it again with npm run page");
  const json = inScript(JSON.stringify(document));
  const page = connects === void 0 ? template : template.replace(policy, `$1default-src 'none'; connect-src ${connects};`);
  return page.replace(place, (_, open, close) => `${open}${json}${close}`);
}
function inScript(json) {
  return json.replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

// src/cli/page-template.ts
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
function readPageTemplate({ assetsFolders, embeddedAssets }, name = "page.html") {
  const embedded = embeddedAssets?.[name];
  if (embedded !== void 0) return brotliDecompressSync(Buffer.from(embedded, "base64")).toString("utf8");
  const file = assetsFolders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (file === void 0)
    throw new UsageError(`assets/${name} is missing: npm run page builds it; published packages have it`);
  return readFileSync(file, "utf8");
}

export {
  pageHtml,
  fillPage,
  readPageTemplate
};
