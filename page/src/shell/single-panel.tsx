import type { PageDashboard, PageView } from "../../../src/report/page-data.ts";
import { type Chosen, chooseView } from "../data/choose-view.ts";
import { PanelFrame } from "../panel/panel-frame.tsx";
import { DashboardScopeProvider } from "./dashboard-scope.ts";
import { type ScopeSettings, useDashboardScope } from "./use-dashboard-scope.ts";

interface SinglePanelProps extends ScopeSettings {
  readonly dashboard: Omit<PageDashboard, "comparison">;
  readonly panelKey: string;
  readonly chosen: Chosen;
  readonly width: number;
  readonly height: number;
}

/** One panel and nothing around it, for pictures. */
export function SinglePanel({ dashboard, panelKey, chosen, width, height, ...settings }: SinglePanelProps) {
  const view = chooseView(having(dashboard.views, panelKey), chosen);
  const panel = view?.panels.find(({ key }) => key === panelKey);
  const scope = useDashboardScope(dashboard, view, settings);
  if (panel === undefined) return <p>There is no panel {panelKey} in this dashboard.</p>;
  return (
    <DashboardScopeProvider value={scope}>
      <main className="dp-single">
        <PanelFrame panel={panel} width={width} height={height} />
      </main>
    </DashboardScopeProvider>
  );
}

const having = (views: readonly PageView[], key: string) =>
  views.filter(({ panels }) => panels.some((panel) => panel.key === key));
