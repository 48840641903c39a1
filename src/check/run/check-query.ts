import type { PanelView } from "../../dashboard/view/panel-view.ts";
import type { DashboardQuery } from "../../dashboard/view/queries.ts";
import type { TimeRange } from "../../templating/query-timing.ts";
import { parseGrafanaInterval } from "../../text/grafana-interval.ts";

/** A query as it stands in a dashboard, as far as the check needs it. */
type FromDashboard = Pick<
  DashboardQuery,
  | "place"
  | "panelIndex"
  | "targetIndex"
  | "panelId"
  | "panelTitle"
  | "panelType"
  | "refId"
  | "name"
  | "prometheus"
  | "instant"
  | "range"
  | "format"
  | "legendFormat"
  | "exemplar"
  | "hidden"
  | "interval"
  | "panelInterval"
  | "intervalFactor"
  | "maxDataPoints"
  | "timeFrom"
  | "timeShift"
  | "unit"
  | "repeats"
> &
  Partial<Pick<DashboardQuery, "dataSource" | "dataSourceKind" | "range">>;

/**
 * One query of a dashboard as the check runs it. What is asked of others than Prometheus is `skipped`, for its
 * `dataSource`.
 */
export interface CheckQuery extends FromDashboard {
  /** As it will run: with the isolation label, variables not yet filled in. */
  readonly expr: string;
  /** As findings show it. Default: `expr` without isolation. */
  readonly originalExpr?: string | undefined;
  /** The query could not be prepared, for this reason: an `error` without asking. */
  readonly broken?: string | undefined;
  /** Not to be run, for this reason. */
  readonly skip?: string | undefined;
}

/** A panel of the dashboard. Those without queries count too. */
export interface CheckPanel {
  readonly id?: number | undefined;
  readonly title: string;
  readonly type?: string | undefined;
  readonly unit?: string | undefined;
  /** The panel as it stands in the dashboard: its transformations, field settings and position. */
  readonly view?: PanelView | undefined;
}

/** The time range that a panel looks at: the window, or the part that its own settings name. */
export function panelRange(
  window: TimeRange,
  { timeFrom, timeShift }: Pick<CheckQuery, "timeFrom" | "timeShift">,
): TimeRange {
  const lengthMs = relative(timeFrom);
  const shiftMs = relative(timeShift) ?? 0;
  const fromMs = lengthMs === undefined ? window.fromMs : window.toMs - lengthMs;
  return { fromMs: fromMs - shiftMs, toMs: window.toMs - shiftMs };
}

function relative(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseGrafanaInterval(text.replace(/^now-/, ""));
}
