import { isRemoved } from "../compare/compare-dashboards.ts";
import type { PageDashboard, PageData, PagePanel, PagePanelChange } from "../page-data.ts";

export type Side = "before" | "after";

/** A panel to take pictures of. */
export interface Wanted {
  /** Of its dashboard in the page. */
  readonly index: number;
  /** Undefined where nothing is known of before. */
  readonly change: PagePanelChange["kind"] | undefined;
  /** Absent where there is none, or none is to be drawn. */
  readonly before?: PagePanel;
  readonly after?: PagePanel;
  /** It is as it was, with the same answers: one picture shows both. */
  readonly same: boolean;
}

/** The panels of a page whose pictures are taken, changed ones of a dashboard first, and how many are left out. */
export function wantedPanels(
  { dashboards }: PageData,
  {
    which,
    wholeRemoved = false,
    maxPanels,
  }: { readonly which: "all" | "changed"; readonly wholeRemoved?: boolean; readonly maxPanels: number },
): { readonly panels: readonly Wanted[]; readonly leftOut: number } {
  const all = dashboards
    .flatMap((dashboard, index) => (wholeRemoved && isRemoved(dashboard) ? [] : wantedOf(dashboard, index)))
    .filter(({ change, before }) => which === "all" || change !== "unchanged" || before !== undefined);
  return { panels: all.slice(0, maxPanels), leftOut: Math.max(0, all.length - maxPanels) };
}

function wantedOf({ views, comparison }: PageDashboard, index: number): Wanted[] {
  const panels = views[0]?.panels ?? [];
  if (comparison === undefined) return panels.map((after) => ({ index, change: undefined, after, same: false }));
  const now = byKey(panels);
  const then = byKey(comparison.before?.views[0]?.panels ?? []);
  return comparison.panels.flatMap(({ kind, ...keys }): Wanted[] => {
    const before = keys.before === undefined ? undefined : then.get(keys.before);
    const after = keys.after === undefined ? undefined : now.get(keys.after);
    const same = kind === "unchanged" && before !== undefined && after !== undefined && isSame(before, after);
    if (before === undefined && after === undefined) return [];
    return [
      {
        ...{ index, change: kind, same },
        ...(before === undefined || same ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      },
    ];
  });
}

const byKey = (panels: readonly PagePanel[]) => new Map(panels.map((panel) => [panel.key, panel]));

/** Keys name places in the dashboard, and do not show. */
function isSame(before: PagePanel, after: PagePanel): boolean {
  return JSON.stringify({ ...before, key: "", id: 0 }) === JSON.stringify({ ...after, key: "", id: 0 });
}
