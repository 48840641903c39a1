import type { DashboardQuery } from "../../dashboard/view/queries.ts";
import { legendLabels } from "../../templating/legend.ts";
import { transformedLabels } from "./transformed-labels.ts";

/** Labels that a panel shows of a query: in its legend, as columns of a table, and as fields of transformations. */
export function shownLabels({ legendFormat = "", format, panelContext }: DashboardQuery): string[] {
  const overrides = format === "table" ? (panelContext?.overrides ?? []) : [];
  const columns = overrides.flatMap(({ matcher, option }) =>
    matcher === "byName" && /^[a-z][a-z0-9_]{0,60}$/.test(option) ? [option] : [],
  );
  return [...legendLabels(legendFormat), ...columns, ...transformedLabels(panelContext?.transformations ?? [])];
}
