import type { DashboardVariable } from "../../dashboard/view/variables.ts";
import { defined } from "../../json/defined.ts";
import type { ResolvedVariable } from "../../templating/variables/resolved-variable.ts";
import type { PageVariable } from "../page-data.ts";
import { clipText } from "./clip.ts";

/** Whether Grafana shows a variable above the panels. */
export function isShown({ type, hide }: Pick<DashboardVariable, "type" | "hide">): boolean {
  return hide < 2 && type !== "constant";
}

/** The text of a variable's choice: `a + b` for several, `All`. */
export function chosenText({ all, text, filters, type }: ResolvedVariable): string {
  if (type === "adhoc")
    return clipText(filters.map(({ key, operator, value }) => `${key} ${operator} ${value}`).join(", "));
  return all ? "All" : clipText([text].flat().join(" + "));
}

/**
 * The variables that Grafana shows, in the dashboard's order.
 *
 * @param choices - texts of the choices that there are views for, by name.
 */
export function pageVariables(
  variables: readonly DashboardVariable[],
  resolved: ReadonlyMap<string, ResolvedVariable>,
  choices: ReadonlyMap<string, readonly string[]>,
): PageVariable[] {
  return variables.filter(isShown).flatMap((variable): PageVariable[] => {
    const found = resolved.get(variable.name);
    if (found === undefined) return [];
    const { name, label, type, multi, hide } = variable;
    const problem = found.state === "ok" ? undefined : found.reason;
    return [
      {
        name,
        label: hide === 1 ? "" : label || name,
        type,
        multi,
        options: choices.get(name) ?? [chosenText(found)],
        total: Math.max(1, found.options.length + (found.includeAll ? 1 : 0)),
        ...defined({ problem }),
      },
    ];
  });
}
