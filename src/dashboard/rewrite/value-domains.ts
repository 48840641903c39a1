import { textField } from "../../json/read.ts";
import type { ValueDomain, ValueDomains } from "../../promql/variables/value-domain.ts";
import { findReferences } from "../../promql/variables/variable-reference.ts";
import type { VariableOption, VariableValue } from "../../promql/variables/variable-value.ts";
import { autoInterval, customOptions, intervalOptions } from "../view/listed-options.ts";
import { parts } from "../view/parts.ts";
import type { DashboardPlace } from "../view/schema.ts";
import type { DashboardVariable, VariableView } from "../view/variables.ts";
import { guardRegex } from "./guard-regex.ts";

/** Lists beyond this length in characters, or this number of entries, are not known whole. */
const maxListLength = 100_000;
const maxChoices = 2000;

/**
 * The values that a dashboard's variables can take in its preview, by name; see {@link ValueDomain}.
 *
 * @param rangeMs - the length of the time range that the preview shows, for intervals that Grafana works out from it.
 */
export function valueDomains({ model, kind }: DashboardPlace, rangeMs: number): ValueDomains {
  const views = parts({ model, kind }).variables.filter(({ name }) => name !== "");
  const names = new Set(views.map(({ name }) => name));
  const domains = new Map<string, ValueDomain>();
  for (const view of views) {
    const domain = domainOf(view.settings, { view, names, rangeMs });
    // Of two variables with one name nobody says which one a query gets.
    domains.set(view.name, domains.has(view.name) ? { state: "free" } : domain);
  }
  for (const name of sectionVariables(model["layout"])) domains.set(name, free);
  return domains;
}

/**
 * Names of variables that rows and tabs bring along, as versions of Grafana after 12 have them: their values are
 * nobody's to vouch for here.
 */
function sectionVariables(layout: unknown): string[] {
  const names: string[] = [];
  const left: unknown[] = [layout];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (typeof node !== "object" || node === null) continue;
    const name = /Variable$/.test(textField(node, "kind") ?? "") ? textField(node, "spec", "name") : undefined;
    if (name !== undefined) names.push(name);
    for (const inner of Object.values(node)) if (typeof inner === "object" && inner !== null) left.push(inner);
  }
  return names;
}

interface Around {
  readonly view: VariableView;
  readonly names: ReadonlySet<string>;
  readonly rangeMs: number;
}

const free: ValueDomain = { state: "free" };

function domainOf(variable: DashboardVariable, around: Around): ValueDomain {
  const { type, query, multi, includeAll, allValue } = variable;
  const { body } = around.view;
  if (
    [body["multi"], body["includeAll"]].some((flag) => flag !== undefined && flag !== null && typeof flag !== "boolean")
  )
    return free;
  if (includeAll && allValue !== undefined && namesVariable(allValue, around.names)) {
    const chosen = domainOf({ ...variable, allValue: undefined }, around);
    return chosen.state === "asked" || chosen.state === "listed" ? { state: "nested", chosen, all: allValue } : free;
  }
  const choosing = { multi, includeAll, ...(includeAll && allValue !== undefined ? { all: allValue } : {}) };
  switch (type) {
    case "query":
      return canGuard(variable) ? { state: "asked", ...choosing } : free;
    case "custom":
      return listed(customChoices(variable, around.view), choosing, around);
    case "constant":
      return listed([plain(query)], { multi: false, includeAll: false }, around);
    case "interval":
      return listed(intervalChoices(variable, around.rangeMs), { multi: false, includeAll: false }, around);
    case "switch":
      return listed(variable.options, { multi: false, includeAll: false }, around);
    case "textbox": {
      const value = one(variable.current?.value) || query;
      return isClear(value, around.names) && canBeListed(value) ? { state: "typed", value } : free;
    }
    default:
      return free;
  }
}

/**
 * Whether the preview can keep the answers to some characters: by the variable's regex, where that looks at the values.
 */
function canGuard({ regex = "", regexAppliesTo, prometheus }: DashboardVariable): boolean {
  return (regexAppliesTo !== "text" || prometheus) && guardRegex(regex, { within: "[a-z]" }) !== undefined;
}

function listed(
  choices: readonly VariableOption[] | undefined,
  choosing: { readonly multi: boolean; readonly includeAll: boolean; readonly all?: string },
  { names }: Around,
): ValueDomain {
  if (choices === undefined || choices.length > maxChoices) return free;
  const clear = choices.every(({ text, value }) => isClear(value, names) && isClear(text, names));
  return clear ? { state: "listed", choices, ...choosing } : free;
}

/** Whether a list of this one value gives it back as it is. */
function canBeListed(value: string): boolean {
  return value === value.trim() && !/\s:\s|^\[/.test(value);
}

/** Whether a value is put into a query as it is: Grafana fills in variables that a value names. */
function isClear(value: string, names: ReadonlySet<string>): boolean {
  return !/[\p{Cc}\u2028\u2029]/u.test(value) && !namesVariable(value, names);
}

function namesVariable(text: string, names: ReadonlySet<string>): boolean {
  return findReferences(text).some(({ name }) => names.has(name) || name.startsWith("__"));
}

/** The values of a list as Grafana reads it; undefined where versions read it in different ways. */
function customChoices({ query, options }: DashboardVariable, { body }: VariableView): VariableOption[] | undefined {
  if (query.trim() === "") return options.filter(({ value }) => value !== "$__all");
  const isJson = query.trimStart().startsWith("[");
  if (query.length > maxListLength || (isJson && textField(body, "valuesFormat") !== "json")) return undefined;
  const choices = customOptions(query);
  return choices.some(({ text, value }) => /[^\S ]/.test(text + value)) ? undefined : choices;
}

function intervalChoices(variable: DashboardVariable, rangeMs: number): VariableOption[] | undefined {
  if (variable.query.length > 10_000) return undefined;
  const choices = intervalOptions(variable.query).map(plain);
  if (variable.auto === undefined) return choices;
  return [{ text: "auto", value: autoInterval(variable.auto, rangeMs) }, ...choices];
}

function plain(value: string): VariableOption {
  return { text: value, value };
}

function one(value: VariableValue | undefined): string {
  return typeof value === "string" || value === undefined ? (value ?? "") : (value[0] ?? "");
}
