import type { DashboardVariable } from "../../dashboard/view/variables.ts";
import { chosenText, isShown } from "../../report/view/page-variables.ts";
import { allValueId, type ResolvedVariable } from "../../templating/variables/resolved-variable.ts";

/** A variable with another value than the one that its dashboard opens with. */
export interface Choice {
  readonly name: string;
  /** As Grafana shows it. */
  readonly text: string;
  readonly variable: DashboardVariable;
}

/** Types whose options a reader can choose among. */
const choosable: ReadonlySet<string> = new Set(["query", "custom", "interval", "switch"]);

/**
 * Every choice that differs from the one that the dashboard opens with in one variable: each option alone, and "All".
 * The variables take turns, so that where not all choices are taken each variable has some.
 */
export function otherChoices(
  variables: readonly DashboardVariable[],
  resolved: ReadonlyMap<string, ResolvedVariable>,
): Choice[] {
  const lists = variables.filter(isShown).map((variable): Choice[] => {
    const found = resolved.get(variable.name);
    if (found === undefined || !choosable.has(variable.type)) return [];
    const current = chosenText(found);
    const all = found.includeAll ? [{ value: allValueId, text: "All" }] : [];
    return [...all, ...found.options]
      .filter(({ text, value }) => text !== current && value !== "$__auto")
      .map(({ value, text }) => ({ name: variable.name, text, variable: chosen(variable, value, text) }));
  });
  const most = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: most }, (_, index) => lists.flatMap((list) => list[index] ?? [])).flat();
}

function chosen(variable: DashboardVariable, value: string, text: string): DashboardVariable {
  return { ...variable, current: variable.multi ? { value: [value], text: [text] } : { value, text } };
}
