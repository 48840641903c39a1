import type { SourceDashboard } from "../dashboard/read/source.ts";
import { parts } from "../dashboard/view/parts.ts";
import { type DashboardQuery, queriesIn } from "../dashboard/view/queries.ts";

/**
 * Everything in a dashboard that asks a data source: panel targets, variables, annotations. Those that ask others than
 * Prometheus are among them, marked as such.
 */
export function findQueries(dashboard: SourceDashboard): DashboardQuery[] {
  return queriesIn(parts(dashboard));
}
