import { asArray, textField, textList } from "../../json/read.ts";
import { quote } from "../../promql/grammar/string-literal.ts";
import { emptyConstant } from "../view/new-variable.ts";
import { parts } from "../view/parts.ts";
import { schemas } from "../view/schema.ts";
import type { RewriteContext } from "./rewrite-context.ts";

/** Filters beyond this number are left out. */
const maxFilters = 50;

/**
 * Fixes the filters of ad hoc variables on Prometheus: they go into the queries, and the variables are taken out.
 * Grafana takes such filters from the address of the page and puts their names into queries as they are, so that a link
 * could make a query of anything.
 */
export function fixAdHocFilters(context: RewriteContext): void {
  const { kind, options, conditions, findings, journal } = context;
  if (options.isolation === undefined) return;
  for (const view of parts(context).variables) {
    if (view.type !== "adhoc" || view.use?.kind !== "prometheus") continue;
    const filters = [...asArray(view.body["baseFilters"]), ...asArray(view.body["filters"])].slice(0, maxFilters);
    conditions.push(...filters.flatMap(conditionOf));
    const settings = { name: view.name, hide: schemas[kind].hide.hidden, skipUrlSync: true };
    journal.replace(view, emptyConstant(kind, settings));
    findings.push({
      variable: view.name,
      state: "skipped",
      code: "fixed",
      reason: "filters that are typed into it could change a query, so the preview keeps its saved filters",
    });
  }
}

/** A string without anything that Grafana takes for a variable. */
function literal(text: string): string {
  return quote(text).replaceAll("$", "\\x24").replaceAll("[[", "\\x5b[");
}

/** A filter as a matcher; none where Prometheus has no such operator. */
function conditionOf(filter: unknown): string[] {
  const key = textField(filter, "key") ?? "";
  const value = textField(filter, "value") ?? "";
  const operator = textField(filter, "operator") ?? "=";
  if (!/^[a-zA-Z_]\w*$/.test(key)) return [];
  if (/^(?:=|!=|=~|!~)$/.test(operator)) return [`${key}${operator}${literal(value)}`];
  if (operator !== "=|" && operator !== "!=|") return [];
  const several = textList((filter as { values?: unknown }).values);
  const pattern = (several.length > 0 ? several : [value])
    .map((text) => text.replaceAll(/[\\^$*+?.()|[\]{}]/g, "\\$&"))
    .join("|");
  return [`${key}${operator === "=|" ? "=~" : "!~"}${literal(pattern)}`];
}
