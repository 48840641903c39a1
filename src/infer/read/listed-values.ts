import type { DashboardVariable } from "../../dashboard/view/variables.ts";
import { namesVariable } from "../../promql/variables/variable-reference.ts";
import { refusedPattern, variablePattern } from "./conditions.ts";
import { type ListedValues, labelUse, type MetricUse, type Usage } from "./usage.ts";

/** A variable that lists the values of a label. */
export interface ListingVariable {
  readonly variable: DashboardVariable;
  /** Its regex, other variables filled in or not. */
  readonly regex: string;
  /** The label. */
  readonly name: string;
  /** Variables that may have one value only. */
  readonly alone?: ReadonlySet<string> | undefined;
  /** Variables that become a part of a metric's name. */
  readonly words?: ReadonlySet<string> | undefined;
}

/** Reads a variable that lists the values of a label. */
export function readListed(
  usage: Usage,
  { variable, regex, alone = new Set(), words = new Set(), name }: ListingVariable,
): void {
  addListed(labelUse(usage, name), variable, regex);
  const refused = refusedPattern(regex);
  if (refused !== undefined && !namesVariable(refused)) {
    const condition = { name, op: "!~", value: refused } as const;
    labelUse(usage, name).conditions.set(`!~${refused}`, { condition, count: 1 });
  }
  const opening = opensWith(variable);
  if (words.has(variable.name)) usage.words.add(name);
  if (words.has(variable.name) || (alone.has(variable.name) && opening !== "one")) usage.single.add(name);
  else if (opening === "one" && !usage.opened.has(name))
    usage.opened.set(name, variable.sort > 0 && variable.sort % 2 === 0 ? "descending" : "ascending");
}

/** Adds the regex of a variable, and the values that it was saved with. */
export function addListed(listed: ListedValues, variable: DashboardVariable, regex: string): void {
  const pattern = variablePattern(regex);
  if (pattern !== undefined && !namesVariable(pattern)) listed.patterns.add(pattern);
  for (const value of savedValues(variable)) listed.saved.add(value);
}

/** Whether a variable has one value when its dashboard opens, given that its saved ones exist. */
function opensWith(variable: DashboardVariable): "one" | "several" {
  const saved = savedValues(variable).length;
  if (!variable.multi && !variable.includeAll) return "one";
  return saved === 1 || (saved === 0 && !variable.includeAll) ? "one" : "several";
}

function savedValues({ current, regex }: DashboardVariable): readonly string[] {
  // What a regex has cut out is not a label's value.
  if (regex !== undefined && /\((?!\?:)/.test(regex)) return [];
  return [current?.value ?? []]
    .flat()
    .filter((value) => value !== "$__all" && value !== "All" && /^[^\s${}]{1,100}$/.test(value))
    .slice(0, 3);
}

/** Values that queries name of a label, behind `=`. */
export function literalValues({ labels }: Usage, label: string): string[] {
  const conditions = [...(labels.get(label)?.conditions.values() ?? [])];
  return conditions.flatMap(({ condition: { op, value } }) => (op === "=" && value !== "" ? [value] : []));
}

/** The entry for variables that list one of a metric's labels, made where it is missing. */
export function listedValues({ listed }: MetricUse, label: string): ListedValues {
  const known = listed.get(label);
  if (known !== undefined) return known;
  const made: ListedValues = { patterns: new Set(), saved: new Set() };
  listed.set(label, made);
  return made;
}
