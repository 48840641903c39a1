import { quote } from "../../promql/grammar/string-literal.ts";
import { addDemand, makeVariablesSafe } from "../../promql/isolation/confine.ts";
import { type AdHocFilter, filterMatcher, matcherName, readFilters, showFilter } from "../view/ad-hoc-filters.ts";
import { emptyConstant } from "../view/new-variable.ts";
import { parts } from "../view/parts.ts";
import { schemas } from "../view/schema.ts";
import type { RewriteContext } from "./rewrite-context.ts";

/**
 * Fixes the filters of ad hoc variables on Prometheus: they go into the queries, and the variables are taken out.
 * Grafana takes such filters from the address of the page and puts their names into queries as they are, so that a link
 * could make a query of anything.
 */
export function fixAdHocFilters(context: RewriteContext): void {
  const { kind, options, conditions, filters, findings, journal } = context;
  if (options.isolation === undefined) return;
  for (const view of parts(context).variables) {
    if (view.type !== "adhoc" || view.use?.kind !== "prometheus") continue;
    const saved = readFilters(view.body);
    for (const filter of saved) {
      const condition = conditionOf(filter, context);
      if (condition === undefined) findings.push(refused(view.name, filter));
      else {
        conditions.push(condition);
        filters.push({ ...filter, variable: view.name });
      }
    }
    const settings = { name: view.name, hide: schemas[kind].hide.hidden, skipUrlSync: true };
    journal.replace(view, emptyConstant(kind, settings));
    findings.push({
      variable: view.name,
      state: "skipped",
      code: "fixed",
      reason: `filters typed into it could change a query, so the preview keeps its saved filters${hint(saved)}`,
    });
  }
}

/** Its own data source sends these as they are, at least up to Grafana 12.4: Prometheus refuses such a query. */
function hint(filters: readonly AdHocFilter[]): string {
  const several = filters.find(({ operator }) => operator === "=|" || operator === "!=|");
  return several === undefined
    ? ""
    : `; the operator ${several.operator} goes in as a regular expression, which Grafana's Prometheus data source ` +
        "does not do in every version";
}

function refused(variable: string, filter: AdHocFilter) {
  const reason =
    `its filter ${showFilter(filter)} is left out: Prometheus has no such matcher and refuses Grafana's query; ` +
    "use =, !=, =~ or !~ and the name of a label";
  return { variable, state: "error", code: "not-isolated", reason } as const;
}

/** A filter as a matcher; undefined where Prometheus has none like it. Variables that its value names stay in it. */
function conditionOf(filter: AdHocFilter, { domains, demands }: RewriteContext): string | undefined {
  const matcher = filterMatcher(filter);
  if (matcher === undefined) return undefined;
  const { name, op, value } = matcher;
  const before = `${matcherName(name)}${op}`;
  const safe = makeVariablesSafe(`{${before}${quote(value)}}`, domains);
  if (!safe.ok) return `${before}${literal(value)}`;
  const clash = [...safe.demands].find(([variable, demand]) => addDemand(new Map(demands), variable, demand));
  if (clash !== undefined) return `${before}${literal(value)}`;
  for (const [variable, demand] of safe.demands) addDemand(demands, variable, demand);
  return safe.text.slice(1, -1);
}

/** A string without anything that Grafana takes for a variable. */
function literal(text: string): string {
  return quote(text).replaceAll("$", "\\x24").replaceAll("[[", "\\x5b[");
}
