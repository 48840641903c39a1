import { asArray, asObject, field, type JsonObject, textField } from "../../json/read.ts";

/** Words that stand in every dashboard, and in little else. */
const words =
  /"(?:panels|schemaVersion|gridPos|__inputs|fieldConfig|templating|elements|vizConfig)"\s*:|dashboard\.grafana\.app/;

const allWords = new RegExp(`${words.source}|"(?:rows|targets)"\\s*:`, "g");

/** Whether a text that cannot be parsed as JSON, or was not yet, is or once was a dashboard. */
export function isDashboardText(text: string): boolean {
  return words.test(text) || /"rows"\s*:/.test(text);
}

/**
 * Whether a text that is not valid JSON was a dashboard beyond doubt: one of the words alone may stand in anything, as
 * other things have panels too.
 */
export function wasSurelyDashboard(text: string): boolean {
  return new Set([...text.matchAll(allWords)].map(([word]) => word.replaceAll(/["\s:]/g, ""))).size > 1;
}

/** {@link isDashboardText} for a file of any form. */
export function wasDashboards(text: string): boolean {
  return (
    isDashboardText(text) ||
    /^\s*(?:- )?(?:schemaVersion|panels|gridPos)\s*:/m.test(text) ||
    /\bkind["']?\s*:\s*["']?(?:Grafana)?Dashboard\b|\bgrafana_dashboard\b/.test(text)
  );
}

/** Whether YAML may hold dashboards in any form: cheap, before it is parsed. */
export function mayHoldDashboards(text: string): boolean {
  return /dashboard|\b(?:panels|rows|elements)\b["']?\s*:|binaryData|\bperses\b/i.test(text);
}

/** The line, from 1, where a merge left its marks; undefined if there are none. */
export function conflictLine(text: string): number | undefined {
  if (!text.includes("<<<<<<<") && !text.includes(">>>>>>>")) return undefined;
  const lines = text.split(/\r?\n/);
  const at = (mark: RegExp) => lines.findIndex((line) => mark.test(line));
  const [begin, middle, end] = [at(/^<{7}(?: |$)/), at(/^={7}$/), at(/^>{7}(?: |$)/)];
  if (begin === -1 && end === -1) return undefined;
  if (begin !== -1 && middle === -1 && end === -1) return undefined;
  return (begin === -1 ? end : begin) + 1;
}

/**
 * Whether JSON is a dashboard beyond doubt, bare or in a wrapper. Maps and lists of unknown things are asked for more
 * than a file that somebody named.
 */
export function isSurelyDashboard(value: unknown): boolean {
  const top = asObject(value);
  if (top === undefined) return false;
  const inner = asObject(top["dashboard"]);
  if (inner !== undefined && !Array.isArray(top["panels"])) return isSurelyModel(inner);
  const spec = asObject(top["spec"]);
  if (spec !== undefined && textField(top, "apiVersion") !== undefined)
    return textField(top, "kind") === "Dashboard" && isSurelyModel(spec);
  return isSurelyModel(top);
}

function isSurelyModel(model: JsonObject): boolean {
  if (asObject(model["elements"]) !== undefined && asObject(model["layout"]) !== undefined) return true;
  const version = field(model, "schemaVersion");
  if (typeof version === "number" && textField(model, "title") !== undefined) return true;
  if (Array.isArray(model["panels"]))
    return (
      typeof version === "number" || textField(model, "title") !== undefined || asArray(model["panels"]).some(isPanel)
    );
  return Array.isArray(model["rows"]) && textField(model, "title") !== undefined;
}

function isPanel(value: unknown): boolean {
  return asObject(field(value, "gridPos")) !== undefined || Array.isArray(field(value, "targets"));
}
