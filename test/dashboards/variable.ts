import type { DashboardVariable } from "../../src/dashboard/view/variables.ts";

/**
 * A variable of a dashboard with these settings; a query asks Prometheus, everything else is as a new variable has it.
 */
export function variable(
  settings: Partial<DashboardVariable> & Pick<DashboardVariable, "name" | "type">,
): DashboardVariable {
  return {
    label: undefined,
    query: "",
    prometheus: settings.type === "query",
    dataSource: undefined,
    regex: undefined,
    regexAppliesTo: undefined,
    sort: 0,
    refresh: 1,
    hide: 0,
    multi: false,
    includeAll: false,
    allValue: undefined,
    current: undefined,
    options: [],
    auto: undefined,
    filters: [],
    ...settings,
  };
}
