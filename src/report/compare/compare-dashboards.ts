import { diffDashboards } from "../../dashboard/diff/diff.ts";
import type { DashboardChange } from "../../dashboard/diff/diff-changes.ts";
import { matchPanels } from "../../dashboard/diff/diff-match.ts";
import { comparePanels } from "../../dashboard/diff/diff-panel.ts";
import type { SourceDashboard } from "../../dashboard/read/source.ts";
import type { PanelView } from "../../dashboard/view/panel-view.ts";
import { parts } from "../../dashboard/view/parts.ts";
import type { PageChange, PageComparison, PageDashboard, PagePanel, PagePanelChange } from "../page-data.ts";
import { panelPlace } from "../panel-key.ts";
import { pageChange } from "./page-change.ts";

/** A dashboard in its file, and as a page has it. */
export interface ComparedDashboard {
  readonly source: SourceDashboard;
  readonly page: Omit<PageDashboard, "comparison">;
}

const order: readonly PagePanelChange["kind"][] = ["changed", "added", "removed", "unchanged"];

/**
 * Compares the panels of two states of a dashboard. Copies of a repeated panel that both states have are compared with
 * each other; one that only one of them has counts as added or removed.
 *
 * @param base - as `--base` names it.
 * @param before - undefined for a new dashboard.
 */
export function compareDashboards(
  base: string,
  before: ComparedDashboard | undefined,
  after: ComparedDashboard,
): PageComparison {
  const now = copiesByPanel(after);
  if (before === undefined) return { base, panels: [...now.values()].flat().map(added), changes: [] };
  const old = copiesByPanel(before);
  const names = { base: parts(before.source).names, head: parts(after.source).names };
  const whole = diffDashboards(before.source, after.source).changes;
  const match = matchPanels([...old.keys()], [...now.keys()]);
  const moves = whole.filter((change) => change.kind === "panel-moved");
  const panels = [
    ...match.pairs.flatMap(({ base: one, head }) => {
      const moved = moves.filter(({ panel }) => panel.id === head.id && panel.title === head.title);
      const changes = [...comparePanels(one, head, names), ...moved].map(pageChange);
      return pairCopies(old.get(one)!, now.get(head)!, changes);
    }),
    ...match.added.flatMap((view) => now.get(view)!).map(added),
    ...match.removed.flatMap((view) => old.get(view)!).map(removed),
  ];
  return {
    base,
    ...(before === undefined ? {} : { before: before.page }),
    panels: order.flatMap((kind) => panels.filter((panel) => panel.kind === kind)),
    changes: whole.filter(isOfDashboard).map(pageChange),
  };
}

/** A dashboard that only the base has: without panels now, and with all of them before. */
export function removedDashboard(base: string, page: Omit<PageDashboard, "comparison">): PageDashboard {
  const layout = { kind: "grid", items: [] } as const;
  const panels = (page.views[0]?.panels ?? []).map(removed);
  return {
    ...page,
    title: `${page.title} (removed)`,
    views: page.views.map(({ chosen }) => ({ chosen, layout, panels: [], annotations: [] })),
    findings: [],
    comparison: { base, before: page, panels, changes: [{ what: "dashboard", before: page.source }] },
  };
}

/** Whether a dashboard of a page is one that {@link removedDashboard} made: there is only what it was. */
export function isRemoved({ comparison }: Pick<PageDashboard, "comparison">): boolean {
  return comparison?.before !== undefined && comparison.changes.some(isRemoval);
}

const isRemoval = ({ what, after }: PageChange) => what === "dashboard" && after === undefined;

/** Panels are told one by one, rows are not. */
function isOfDashboard(change: DashboardChange): boolean {
  return !("panel" in change) || change.panel.type === "row";
}

/** The copies of each panel that the page opens with, in its order; none of a panel that is not shown. */
function copiesByPanel({ source, page }: ComparedDashboard): Map<PanelView, PagePanel[]> {
  const views = parts(source).panels.filter(({ type }) => type !== "row");
  const found = new Map(views.map((view): [PanelView, PagePanel[]] => [view, []]));
  for (const panel of page.views[0]?.panels ?? []) found.get(views[panelPlace(panel.key).index]!)?.push(panel);
  return found;
}

function pairCopies(
  before: readonly PagePanel[],
  after: readonly PagePanel[],
  changes: readonly PageChange[],
): PagePanelChange[] {
  const copyOf = ({ key }: PagePanel) => panelPlace(key).copy;
  const alone = before.length === 1 && after.length === 1;
  const partner = (panel: PagePanel, others: readonly PagePanel[]) =>
    alone ? others[0] : others.find((other) => copyOf(other) === copyOf(panel));
  return [
    ...after.map((panel): PagePanelChange => {
      const other = partner(panel, before);
      if (other === undefined) return added(panel);
      const kind = changes.length === 0 ? "unchanged" : "changed";
      return { kind, before: other.key, after: panel.key, title: panel.title, changes };
    }),
    ...before.filter((panel) => partner(panel, after) === undefined).map(removed),
  ];
}

const added = ({ key, title }: PagePanel): PagePanelChange => ({ kind: "added", after: key, title, changes: [] });
const removed = ({ key, title }: PagePanel): PagePanelChange => ({ kind: "removed", before: key, title, changes: [] });
