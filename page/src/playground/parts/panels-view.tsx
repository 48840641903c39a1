import type { GrafanaTheme2 } from "@grafana/data";
import { useMemo, useRef } from "react";
import type { PageDashboard, PagePanel, PageRange } from "../../../../src/report/page-data.ts";
import { useWidth } from "../../layout/use-width.ts";
import { PanelFrame } from "../../panel/panel-frame.tsx";
import { DashboardScopeProvider } from "../../shell/dashboard-scope.ts";
import { useDashboardScope } from "../../shell/use-dashboard-scope.ts";

interface PanelsViewProps {
  readonly panels: readonly PagePanel[];
  readonly range: PageRange;
  readonly theme: GrafanaTheme2;
  /** Pixels of each panel. */
  readonly height: number;
}

/** Panels of the page under each other, as wide as there is room. */
export function PanelsView({ panels, range, theme, height }: PanelsViewProps) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const dashboard = useMemo(
    (): PageDashboard => ({
      ...{ source: "", title: "", tags: [], links: [], timeZone: "utc", range, sharedCursor: "crosshair" },
      ...{ variables: [], views: [], findings: [] },
    }),
    [range],
  );
  const scope = useDashboardScope(dashboard, undefined, { theme, untrusted: true, all: false, unfolded: true });
  return (
    <DashboardScopeProvider value={scope}>
      <div ref={place} className="pg-panels">
        {width === 0
          ? null
          : panels.map((panel) => <PanelFrame key={panel.key} panel={panel} width={width} height={height} />)}
      </div>
    </DashboardScopeProvider>
  );
}
