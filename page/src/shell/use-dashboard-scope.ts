import type { GrafanaTheme2 } from "@grafana/data";
import { useMemo, useState } from "react";
import type { PageAlerts, PageDashboard, PageRange, PageView } from "../../../src/report/page-data.ts";
import { type DashboardScope, newEvents } from "./dashboard-scope.ts";
import { useOpened } from "./use-opened.ts";

const nowhere = {};

export interface ScopeSettings {
  readonly theme: GrafanaTheme2;
  readonly untrusted: boolean;
  /** Panels are drawn whether they are in sight or not. */
  readonly all: boolean;
  /** Rows and tabs are open. */
  readonly unfolded: boolean;
  readonly alerts?: PageAlerts | undefined;
}

/** What the panels of a view share; a part of the time axis that is chosen lasts while the dashboard stays the same. */
export function useDashboardScope(
  dashboard: Omit<PageDashboard, "comparison">,
  view: PageView | undefined,
  { theme, untrusted, all, unfolded, alerts }: ScopeSettings,
): DashboardScope {
  const [part, setPart] = useState<PageRange>();
  const { opened, open } = useOpened();
  const events = useMemo(newEvents, []);
  return useMemo(
    () => ({
      theme,
      timeZone: dashboard.timeZone,
      range: part ?? dashboard.range,
      zoomed: part !== undefined,
      zoom: (range) => setPart(range === undefined ? undefined : within(range, dashboard.range)),
      sharedCursor: dashboard.sharedCursor,
      untrusted,
      annotations: view?.annotations ?? [],
      alerts,
      otherPanels: view?.otherPanels ?? nowhere,
      all,
      unfolded,
      opened,
      open,
      events,
      side: "",
    }),
    [theme, dashboard, part, untrusted, view, alerts, all, unfolded, opened, open, events],
  );
}

/** The page has no data outside of the dashboard's window: what goes beyond is cut, and all of it is no part. */
function within({ fromMs, toMs }: PageRange, whole: PageRange): PageRange | undefined {
  const part = { fromMs: Math.max(fromMs, whole.fromMs), toMs: Math.min(toMs, whole.toMs) };
  const all = part.fromMs === whole.fromMs && part.toMs === whole.toMs;
  return all || part.toMs - part.fromMs < 1 ? undefined : part;
}
