import { useMemo } from "react";
import type { PageComparison, PageDashboard, PagePanelChange, PageView } from "../../../src/report/page-data.ts";
import { chooseView } from "../data/choose-view.ts";
import { type DashboardScope, useDashboard } from "../shell/dashboard-scope.ts";
import { ChangeList } from "./change-list.tsx";
import { type ComparedPanel, PanelPair } from "./panel-pair.tsx";

interface CompareViewProps {
  readonly comparison: PageComparison;
  /** The dashboard now, with what is chosen. */
  readonly view: PageView;
  readonly width: number;
}

/** Before and after: changed panels first, each side by side; unchanged ones folded. */
export function CompareView({ comparison, view, width }: CompareViewProps) {
  const scope = useDashboard();
  const { before } = comparison;
  const viewBefore = before === undefined ? undefined : chooseView(before.views, view.chosen);
  const scopeBefore = useMemo(() => beforeScope(scope, before, viewBefore), [scope, before, viewBefore]);
  const scopeAfter = useMemo(() => ({ ...scope, side: "after " }), [scope]);
  const compared = (change: PagePanelChange): ComparedPanel => ({
    change,
    before: viewBefore?.panels.find(({ key }) => key === change.before),
    after: view.panels.find(({ key }) => key === change.after),
  });
  const changed = comparison.panels.filter(({ kind }) => kind !== "unchanged").map(compared);
  const same = comparison.panels.filter(({ kind }) => kind === "unchanged").map(compared);
  const pair = (panel: ComparedPanel) => (
    <PanelPair
      key={`${panel.change.before} ${panel.change.after}`}
      {...{ panel, width, scopeBefore, scopeAfter }}
      base={comparison.base}
    />
  );
  return (
    <div className="dp-compare">
      <p className="dp-compare-summary">{summaryOf(comparison)}</p>
      {comparison.changes.length === 0 ? null : (
        <section aria-label="Changes of the dashboard">
          <h2>Dashboard</h2>
          <ChangeList changes={comparison.changes} />
        </section>
      )}
      {changed.map(pair)}
      {same.length === 0 ? null : (
        <details>
          <summary>{same.length === 1 ? "1 panel is unchanged" : `${same.length} panels are unchanged`}</summary>
          {same.map(pair)}
        </details>
      )}
    </div>
  );
}

function beforeScope(
  scope: DashboardScope,
  before: Omit<PageDashboard, "comparison"> | undefined,
  view: PageView | undefined,
): DashboardScope {
  if (before === undefined) return scope;
  return { ...scope, side: "before ", timeZone: before.timeZone, annotations: view?.annotations ?? [] };
}

function summaryOf({ base, before, panels }: PageComparison): string {
  if (before === undefined) return `This dashboard is new: ${base} does not have it.`;
  const count = (kind: PagePanelChange["kind"]) => panels.filter((panel) => panel.kind === kind).length;
  const parts = (["changed", "added", "removed", "unchanged"] as const).map((kind) => `${count(kind)} ${kind}`);
  return `Compared with ${base}: ${parts.join(", ")}. Both sides show the same data.`;
}
