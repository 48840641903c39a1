import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readDashboardFile,
  toBeta
} from "./chunk-SAFKOMW5.js";
import {
  decodeManifest,
  isPreviewTag,
  previewTag,
  readManifestText,
  stripMarks
} from "./chunk-4P6PP26E.js";
import {
  identityPatterns
} from "./chunk-REFUIXMO.js";
import {
  asArray,
  asObject,
  field,
  textField,
  textList
} from "./chunk-Z4Q2ISX3.js";
import {
  DashboardError
} from "./chunk-E7O6XGVL.js";

// src/dashboard/read/size-limits.ts
var limits = { panels: 5e3, queries: 1e4, variables: 2e3, annotations: 1e3, links: 1e3 };
function checkSize(model, kind, file) {
  const counted = kind === "v2" ? countV2(model) : countClassic(model);
  for (const [name, most] of Object.entries(limits)) {
    if (counted[name] > most)
      throw new DashboardError(
        `${file}: ${counted[name]} ${name}; a dashboard may have ${most}: split it into several dashboards`
      );
  }
}
function countClassic(model) {
  let [panels, queries] = [0, 0];
  const waiting = [
    asArray(model["panels"]),
    ...asArray(model["rows"]).map((row) => asArray(field(row, "panels")))
  ];
  for (let list = waiting.pop(); list !== void 0; list = waiting.pop()) {
    for (const panel of list) {
      panels++;
      queries += asArray(field(panel, "targets")).length;
      const inner = asArray(field(panel, "panels"));
      if (inner.length > 0) waiting.push(inner);
    }
  }
  return {
    panels,
    queries,
    variables: asArray(field(model["templating"], "list")).length,
    annotations: asArray(field(model["annotations"], "list")).length,
    links: asArray(model["links"]).length
  };
}
function countV2(model) {
  const elements = Object.values(asObject(model["elements"]) ?? {});
  const queries = elements.reduce(
    (sum, one) => sum + asArray(field(one, "spec", "data", "spec", "queries")).length,
    0
  );
  return {
    panels: elements.length,
    queries,
    variables: asArray(model["variables"]).length,
    annotations: asArray(model["annotations"]).length,
    links: asArray(model["links"]).length
  };
}

// src/dashboard/read/read.ts
function readDashboardJson(value, { path, holding, uid: outerUid }) {
  const file = holding?.place === void 0 ? path : `${path}#${holding.place}`;
  const { wrapper, model: raw, uid: resourceUid, apiVersion } = unwrap(value, file);
  const kind = kindOf(raw, apiVersion);
  if (kind === void 0) throw notADashboard(file, "no panels");
  checkSize(raw, kind, file);
  const uid = nonEmpty(outerUid) ?? nonEmpty(resourceUid) ?? nonEmpty(textField(raw, "uid"));
  refusePreview(raw, kind, uid, file);
  const alpha = kind === "v2" && isAlpha(raw, apiVersion);
  const model = stripMarks(alpha ? toBeta(raw) : raw, kind);
  return {
    kind,
    model,
    apiVersion: kind === "v2" ? apiVersion?.startsWith("v2") && apiVersion !== "v2alpha1" ? apiVersion : "v2beta1" : void 0,
    alpha,
    uid,
    title: nonEmpty(textField(model, "title")) ?? baseName(holding?.place ?? path),
    file,
    path,
    holding,
    source: uid ?? file,
    wrapper,
    inputs: kind === "classic" ? readInputs(model) : [],
    elements: kind === "classic" ? readElements(model) : /* @__PURE__ */ new Map()
  };
}
function unwrap(value, file) {
  const top = asObject(value);
  if (top === void 0)
    throw notADashboard(
      file,
      Array.isArray(value) ? "it is a list" : `it is ${value === null ? "null" : `a ${typeof value}`}`
    );
  const inner = asObject(top["dashboard"]);
  if (inner !== void 0 && !Array.isArray(top["panels"]) && !Array.isArray(top["rows"])) {
    const { dashboard: _dashboard, ...rest } = top;
    return { wrapper: { form: "envelope", rest }, model: inner };
  }
  return unwrapResource(top, file);
}
function unwrapResource(top, file) {
  const spec = asObject(top["spec"]);
  const api = textField(top, "apiVersion");
  if (spec === void 0 || api === void 0) return { wrapper: { form: "bare" }, model: top };
  if (textField(top, "kind") !== "Dashboard")
    throw notADashboard(file, `it is a resource of the kind ${JSON.stringify(top["kind"])}`);
  const { spec: _spec, ...rest } = top;
  return {
    wrapper: { form: "resource", rest },
    model: spec,
    uid: textField(top, "metadata", "name"),
    apiVersion: api.split("/").at(-1)
  };
}
function kindOf(model, apiVersion) {
  if (asObject(model["elements"]) !== void 0 && (asObject(model["layout"]) !== void 0 || apiVersion?.startsWith("v2") === true)) {
    return "v2";
  }
  if (apiVersion?.startsWith("v2") === true) return void 0;
  if (Array.isArray(model["panels"]) || Array.isArray(model["rows"])) return "classic";
  const version = field(model, "schemaVersion");
  const hasVersion = typeof version === "number" || typeof version === "string" && /^\d+$/.test(version);
  return hasVersion && textField(model, "title") !== void 0 ? "classic" : void 0;
}
function isAlpha(model, apiVersion) {
  if (apiVersion !== void 0) return apiVersion === "v2alpha1";
  const kinds = Object.values(asObject(model["elements"]) ?? {}).map(
    (element) => textField(element, "spec", "vizConfig", "kind")
  );
  const found = kinds.filter((kind) => kind !== void 0);
  return found.length > 0 && !found.includes("VizConfig");
}
function refusePreview(model, kind, uid, file) {
  const tags = textList(model["tags"]);
  const marked = tags.includes(previewTag) && tags.some((tag) => tag.startsWith("dp-key:"));
  const named = uid !== void 0 && identityPatterns.uid.test(uid) && tags.some(isPreviewTag);
  const manifest = readManifestText(model, kind);
  if (!marked && !named && (manifest === void 0 || decodeManifest(manifest) === void 0)) return;
  throw new DashboardError(
    `${file}: the dashboard is itself a preview; \`dashpreview export ${uid ?? "<uid>"}\` gives its source form, which can be previewed`
  );
}
function readInputs(model) {
  return asArray(model["__inputs"]).flatMap((entry) => {
    const name = textField(entry, "name");
    const type = textField(entry, "type");
    if (name === void 0 || type !== "datasource" && type !== "constant") return [];
    return [{ name, type, pluginId: textField(entry, "pluginId"), value: textField(entry, "value") }];
  });
}
function readElements(model) {
  const entries = Array.isArray(model["__elements"]) ? model["__elements"] : Object.values(asObject(model["__elements"]) ?? {});
  return new Map(
    entries.flatMap((entry) => {
      const uid = textField(entry, "uid");
      const panel = asObject(field(entry, "model"));
      return uid === void 0 || panel === void 0 ? [] : [[uid, panel]];
    })
  );
}
function nonEmpty(text) {
  return text === void 0 || text.trim() === "" ? void 0 : text;
}
function baseName(file) {
  return file.split(/[\\/]/).at(-1).replace(/\.[^.]+$/, "");
}
function notADashboard(file, why) {
  return new DashboardError(
    `${file}: not a dashboard: ${why}; expected dashboard JSON as Grafana exports it, {"dashboard": …}, or a resource of the kind Dashboard`
  );
}

// src/dashboard/forms/read-sources.ts
function readSources(text, path) {
  const file = readDashboardFile(text, path);
  return { sources: sourcesOf(file, { path, lenient: true }), references: file.references, unread: file.unread };
}
function sourcesOf({ dashboards, references, unread, advice, only, syntax }, { path, lenient }) {
  if (dashboards.length > 0) {
    return dashboards.map(({ json, holding: holding2, uid }) => ({
      source: readDashboardJson(json, { path, holding: holding2, uid }),
      json
    }));
  }
  if (references.length > 0 || unread.length > 0 || !lenient) return [];
  if (advice !== void 0) throw new DashboardError(`${path}: ${advice}`);
  if (only === void 0) throw new DashboardError(`${path}: none of its documents is or holds a dashboard`);
  const holding = syntax.name === "json" ? void 0 : { syntax: syntax.name, place: void 0, path: [], carried: "value" };
  return [{ source: readDashboardJson(only, { path, holding }), json: only }];
}

export {
  readDashboardJson,
  readSources,
  sourcesOf
};
