import type { CopyValues } from "../dashboard/finding.ts";
import type { DashboardPanel } from "../dashboard/view/queries.ts";
import type { PageItem, PageLayout } from "./page-data.ts";

/** A panel in its place, or one copy of a repeated one. */
export interface PlacedPanel {
  /** Its position among the dashboard's panels, rows left out. */
  readonly index: number;
  readonly copy: CopyValues | undefined;
}

/** How the panels of a view are arranged. */
export interface Placement {
  /** Names places in {@link panels}. */
  readonly layout: PageLayout;
  readonly panels: readonly PlacedPanel[];
}

/** Puts each panel where it stands in the grid. */
export function placePanels(panels: readonly DashboardPanel[]): Placement {
  let bottom = 0;
  const items = panels.map(({ view: { position } }, panel): PageItem => {
    const { x, y, width: w, height: h } = position ?? { x: 0, y: bottom, width: 24, height: 8 };
    bottom = Math.max(bottom, y + h);
    return { panel, x, y, w, h };
  });
  return { layout: { kind: "grid", items }, panels: panels.map((_, index) => ({ index, copy: undefined })) };
}
