import { useMemo, useRef, useState } from "react";
import type { PageDashboard } from "../../../src/report/page-data.ts";
import { AlertsSection } from "../alerts/alerts-section.tsx";
import { CompareView } from "../compare/compare-view.tsx";
import { type Chosen, chooseView, switchVariable } from "../data/choose-view.ts";
import { LayoutView } from "../layout/layout-view.tsx";
import { moveFocus } from "../layout/move-focus.ts";
import { useWidth } from "../layout/use-width.ts";
import { FindingsTab } from "../panel/details/findings-tab.tsx";
import { DashboardScopeProvider } from "./dashboard-scope.ts";
import { SafeLink } from "./link-list.tsx";
import { OpenedPanel } from "./opened-panel.tsx";
import { TimeBar } from "./time-bar.tsx";
import { type ScopeSettings, useDashboardScope } from "./use-dashboard-scope.ts";
import { VariableChips } from "./variable-chips.tsx";

interface DashboardPageProps extends ScopeSettings {
  readonly dashboard: PageDashboard;
  /** What to open with. */
  readonly initial: Chosen;
  /** Only the panels: for pictures. */
  readonly plain: boolean;
  /** Open with before and after. */
  readonly compare: boolean;
}

/** One dashboard. */
export function DashboardPage({ dashboard, initial, plain, compare, ...settings }: DashboardPageProps) {
  const { alerts } = settings;
  const { views, variables, links, findings, comparison } = dashboard;
  const [view, setView] = useState(() => chooseView(views, initial) ?? views[0]);
  const [comparing, setComparing] = useState(compare && comparison !== undefined);
  const scope = useDashboardScope(dashboard, view, settings);
  const element = useRef<HTMLElement>(null);
  const width = useWidth(element);
  const opened = useMemo(() => view?.panels.find(({ key }) => key === scope.opened), [view, scope.opened]);
  const onChoose = (name: string, value: string) =>
    setView((before) => switchVariable(views, before?.chosen ?? {}, name, value) ?? before);
  return (
    <DashboardScopeProvider value={scope}>
      {plain ? null : (
        <div className="dp-controls">
          <VariableChips variables={variables} chosen={view?.chosen ?? {}} onChoose={onChoose} />
          {links.map((link) => (
            <SafeLink key={`${link.title} ${link.url}`} link={link} button />
          ))}
          {comparison === undefined ? null : (
            <button type="button" aria-pressed={comparing} onClick={() => setComparing(!comparing)}>
              Before and after
            </button>
          )}
          <TimeBar />
        </div>
      )}
      {plain || findings.length === 0 ? null : (
        <details className="dp-dashboard-findings">
          <summary>{findings.length === 1 ? "1 finding" : `${findings.length} findings`} about the dashboard</summary>
          <FindingsTab findings={findings} />
        </details>
      )}
      {plain || alerts === undefined || opened !== undefined ? null : <AlertsSection alerts={alerts} />}
      <main
        ref={element}
        className="dp-dashboard"
        onKeyDown={(event) => {
          if (moveFocus(event)) event.preventDefault();
        }}
      >
        {view === undefined || width === 0 ? null : opened !== undefined ? (
          <OpenedPanel panel={opened} width={width} />
        ) : comparing && comparison !== undefined ? (
          <CompareView comparison={comparison} view={view} width={width} />
        ) : (
          <LayoutView layout={view.layout} panels={view.panels} width={width} />
        )}
      </main>
    </DashboardScopeProvider>
  );
}
