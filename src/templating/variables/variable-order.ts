import type { DashboardVariable } from "../../dashboard/view/variables.ts";
import { findReferences } from "../../promql/variables/variable-reference.ts";

/** In which order variables are resolved. */
export interface VariableOrder {
  /** Each after all that it depends on. Those of a loop stand at the end, in the dashboard's order. */
  readonly ordered: readonly DashboardVariable[];
  /** Names of variables that depend on each other, or on such. */
  readonly looped: ReadonlySet<string>;
}

/** Texts of a variable in which Grafana fills in other variables. */
function dependentTexts({ type, query, regex = "", allValue = "" }: DashboardVariable): readonly string[] {
  if (type === "query") return [query, regex, allValue];
  if (type === "datasource") return [regex];
  return type === "custom" || type === "textbox" || type === "constant" || type === "interval" ? [query, allValue] : [];
}

/**
 * Orders variables by what they name in their queries. A variable that names itself is no loop: Grafana fills in its
 * saved value. Time grows with the number of variables and references, not faster.
 */
export function orderVariables(variables: readonly DashboardVariable[]): VariableOrder {
  const names = new Set(variables.map(({ name }) => name));
  const dependents = new Map<string, string[]>();
  const missing = new Map<string, number>();
  for (const variable of variables) {
    const needed = new Set(dependentTexts(variable).flatMap((text) => findReferences(text).map(({ name }) => name)));
    needed.delete(variable.name);
    const known = [...needed].filter((name) => names.has(name));
    missing.set(variable.name, known.length);
    for (const name of known) {
      const list = dependents.get(name);
      if (list === undefined) dependents.set(name, [variable.name]);
      else list.push(variable.name);
    }
  }
  const byName = new Map(variables.map((variable) => [variable.name, variable]));
  const ready = [...byName.keys()].filter((name) => missing.get(name) === 0);
  for (const name of ready) {
    for (const dependent of dependents.get(name) ?? []) {
      const left = missing.get(dependent)! - 1;
      missing.set(dependent, left);
      if (left === 0) ready.push(dependent);
    }
  }
  const done = new Set(ready);
  const looped = [...byName.keys()].filter((name) => !done.has(name));
  return { ordered: [...ready, ...looped].map((name) => byName.get(name)!), looped: new Set(looped) };
}
