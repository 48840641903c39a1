import type { PageLayout, PagePanel, PageRow } from "../../../src/report/page-data.ts";
import { useDashboard } from "../shell/dashboard-scope.ts";
import { FoldedSection } from "./folded-section.tsx";
import { LayoutView } from "./layout-view.tsx";

interface RowViewProps {
  readonly row: PageRow;
  readonly panels: readonly PagePanel[];
  readonly width: number;
}

/** A row that can be folded; one without a title is no more than its content. */
export function RowView({ row, panels, width }: RowViewProps) {
  const { unfolded } = useDashboard();
  const content = () => <LayoutView layout={row.layout} panels={panels} width={width} />;
  if (row.title === undefined) return <div className="dp-row">{content()}</div>;
  const count = panelCount(row.layout);
  return (
    <FoldedSection
      title={row.title || "Row"}
      isFoldedAtFirst={() => row.collapsed && !unfolded}
      note={(isFolded) => (isFolded ? <small>{count === 1 ? "(1 panel)" : `(${count} panels)`}</small> : null)}
    >
      {content}
    </FoldedSection>
  );
}

function panelCount(layout: PageLayout): number {
  const sum = (layouts: readonly PageLayout[]) => layouts.reduce((count, one) => count + panelCount(one), 0);
  switch (layout.kind) {
    case "grid":
      return layout.items.length;
    case "auto-grid":
      return layout.panels.length;
    case "rows":
      return sum(layout.rows.map((row) => row.layout));
    case "tabs":
      return sum(layout.tabs.map((tab) => tab.layout));
  }
}
