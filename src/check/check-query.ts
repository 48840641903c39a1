import { parseGrafanaInterval } from "./grafana-interval.ts";
import type { TimeRange } from "./query-timing.ts";

/** One query of a dashboard as the check runs it. */
export interface CheckQuery {
  readonly place: "panel" | "variable" | "annotation";
  readonly panelId?: number | undefined;
  readonly panelTitle?: string | undefined;
  readonly panelType?: string | undefined;
  readonly refId?: string | undefined;
  /** Of a variable or annotation. */
  readonly name?: string | undefined;
  /** As it will run: with the isolation label, variables not yet filled in. */
  readonly expr: string;
  /** As findings show it. Default: `expr` without isolation. */
  readonly originalExpr?: string | undefined;
  /** Asked of Prometheus. What is asked of others is `skipped`. */
  readonly prometheus: boolean;
  /** What the data source is, for the reason: `loki`, `-- Mixed --`. */
  readonly dataSource?: string | undefined;
  readonly instant?: boolean | undefined;
  readonly hidden?: boolean | undefined;
  /** The query could not be prepared, for this reason: an `error` without asking. */
  readonly broken?: string | undefined;
  /** Not to be run, for this reason. */
  readonly skip?: string | undefined;
  /** The target's "Min step". */
  readonly interval?: string | undefined;
  /** The panel's "Min interval". */
  readonly panelInterval?: string | undefined;
  readonly intervalFactor?: number | undefined;
  readonly maxDataPoints?: number | undefined;
  /** The panel's own relative time: `6h`. */
  readonly timeFrom?: string | undefined;
  readonly timeShift?: string | undefined;
  /** The panel's unit, by Grafana's id: `percentunit`, `bytes`. */
  readonly unit?: string | undefined;
  /** A value of its own for each panel that a repeated one becomes. */
  readonly repeat?: string | undefined;
}

/** A panel of the dashboard. Those without queries count too. */
export interface CheckPanel {
  readonly id?: number | undefined;
  readonly title: string;
  readonly type?: string | undefined;
  readonly unit?: string | undefined;
}

/** The time range that a panel looks at: the window, or the part that its own settings name. */
export function panelRange(window: TimeRange, { timeFrom, timeShift }: Pick<CheckQuery, "timeFrom" | "timeShift">): TimeRange {
  const lengthMs = relative(timeFrom);
  const shiftMs = relative(timeShift) ?? 0;
  const fromMs = lengthMs === undefined ? window.fromMs : window.toMs - lengthMs;
  return { fromMs: fromMs - shiftMs, toMs: window.toMs - shiftMs };
}

function relative(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseGrafanaInterval(text.replace(/^now-/, ""));
}
