import { useMemo } from "react";
import type { PageDashboard } from "../../../src/report/page-data.ts";
import { type Chosen, chooseView } from "../data/choose-view.ts";
import { panelSizes } from "../layout/panel-sizes.ts";
import { PanelFrame } from "../panel/panel-frame.tsx";
import { DashboardScopeProvider } from "./dashboard-scope.ts";
import { type ScopeSettings, useDashboardScope } from "./use-dashboard-scope.ts";

interface PanelSheetProps extends ScopeSettings {
  readonly dashboard: Omit<PageDashboard, "comparison">;
  readonly keys: readonly string[];
  readonly chosen: Chosen;
  /** Pixels of the whole dashboard. */
  readonly width: number;
}

/**
 * Panels under each other, each at the size that it has in the dashboard and at whole pixels, for pictures: so that one
 * that has not changed looks the same wherever it stands.
 */
export function PanelSheet({ dashboard, keys, chosen, width, ...settings }: PanelSheetProps) {
  const view = chooseView(dashboard.views, chosen);
  const scope = useDashboardScope(dashboard, view, settings);
  const sizes = useMemo(
    () => (view === undefined ? undefined : panelSizes(view.layout, view.panels, width)),
    [view, width],
  );
  return (
    <DashboardScopeProvider value={scope}>
      <main>
        {keys.map((key) => {
          const panel = view?.panels.find((one) => one.key === key);
          const size = sizes?.get(key);
          if (panel === undefined || size === undefined) return null;
          return <PanelFrame key={key} panel={panel} {...size} />;
        })}
      </main>
    </DashboardScopeProvider>
  );
}
