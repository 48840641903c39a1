import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  asArray,
  asObject,
  field,
  textField
} from "./chunk-Z4Q2ISX3.js";

// src/dashboard/read/was-dashboard.ts
var words = /"(?:panels|schemaVersion|gridPos|__inputs|fieldConfig|templating|elements|vizConfig)"\s*:|dashboard\.grafana\.app/;
var allWords = new RegExp(`${words.source}|"(?:rows|targets)"\\s*:`, "g");
function isDashboardText(text) {
  return words.test(text) || /"rows"\s*:/.test(text);
}
function wasSurelyDashboard(text) {
  return new Set([...text.matchAll(allWords)].map(([word]) => word.replaceAll(/["\s:]/g, ""))).size > 1;
}
function wasDashboards(text) {
  return isDashboardText(text) || /^\s*(?:- )?(?:schemaVersion|panels|gridPos)\s*:/m.test(text) || /\bkind["']?\s*:\s*["']?(?:Grafana)?Dashboard\b|\bgrafana_dashboard\b/.test(text);
}
function mayHoldDashboards(text) {
  return /dashboard|\b(?:panels|rows|elements)\b["']?\s*:|binaryData|\bperses\b/i.test(text);
}
function conflictLine(text) {
  if (!text.includes("<<<<<<<") && !text.includes(">>>>>>>")) return void 0;
  const lines = text.split(/\r?\n/);
  const at = (mark) => lines.findIndex((line) => mark.test(line));
  const [begin, middle, end] = [at(/^<{7}(?: |$)/), at(/^={7}$/), at(/^>{7}(?: |$)/)];
  if (begin === -1 && end === -1) return void 0;
  if (begin !== -1 && middle === -1 && end === -1) return void 0;
  return (begin === -1 ? end : begin) + 1;
}
function isSurelyDashboard(value) {
  const top = asObject(value);
  if (top === void 0) return false;
  const inner = asObject(top["dashboard"]);
  if (inner !== void 0 && !Array.isArray(top["panels"])) return isSurelyModel(inner);
  const spec = asObject(top["spec"]);
  if (spec !== void 0 && textField(top, "apiVersion") !== void 0)
    return textField(top, "kind") === "Dashboard" && isSurelyModel(spec);
  return isSurelyModel(top);
}
function isSurelyModel(model) {
  if (asObject(model["elements"]) !== void 0 && asObject(model["layout"]) !== void 0) return true;
  const version = field(model, "schemaVersion");
  if (typeof version === "number" && textField(model, "title") !== void 0) return true;
  if (Array.isArray(model["panels"]))
    return typeof version === "number" || textField(model, "title") !== void 0 || asArray(model["panels"]).some(isPanel);
  return Array.isArray(model["rows"]) && textField(model, "title") !== void 0;
}
function isPanel(value) {
  return asObject(field(value, "gridPos")) !== void 0 || Array.isArray(field(value, "targets"));
}

export {
  isDashboardText,
  wasSurelyDashboard,
  wasDashboards,
  mayHoldDashboards,
  conflictLine,
  isSurelyDashboard
};
