import type { GrafanaTheme2 } from "@grafana/data";
import { useMemo, useRef, useState } from "react";
import type { PageDashboard, PageRange } from "../../../src/report/page-data.ts";
import { LayoutView } from "../layout/layout-view.tsx";
import { useWidth } from "../layout/use-width.ts";
import { type DashboardScope, DashboardScopeProvider, newEvents } from "./dashboard-scope.ts";

interface DashboardPageProps {
  readonly dashboard: PageDashboard;
  readonly theme: GrafanaTheme2;
  readonly untrusted: boolean;
  readonly all: boolean;
}

/** One dashboard. */
export function DashboardPage({ dashboard, theme, untrusted, all }: DashboardPageProps) {
  const [zoomedTo, zoom] = useState<PageRange>();
  const view = dashboard.views[0];
  const events = useMemo(newEvents, []);
  const scope = useMemo<DashboardScope>(
    () => ({
      theme,
      timeZone: dashboard.timeZone,
      range: zoomedTo ?? dashboard.range,
      zoomed: zoomedTo !== undefined,
      zoom,
      sharedCursor: dashboard.sharedCursor,
      untrusted,
      annotations: view?.annotations ?? [],
      all,
      events,
      side: "",
    }),
    [theme, dashboard, zoomedTo, untrusted, view, all, events],
  );
  const element = useRef<HTMLElement>(null);
  const width = useWidth(element);
  return (
    <DashboardScopeProvider value={scope}>
      <main ref={element} className="dashboard">
        {view === undefined || width === 0 ? null : (
          <LayoutView layout={view.layout} panels={view.panels} width={width} />
        )}
      </main>
    </DashboardScopeProvider>
  );
}
