import type { PageLayout, PagePanel } from "../../../src/report/page-data.ts";
import { autoGridBoxes, type Box, gridBoxes } from "./grid.ts";

export interface PanelSize {
  /** Whole pixels. */
  readonly width: number;
  readonly height: number;
}

/** The sizes that the panels of a layout have in a page of so many pixels, by their keys, with everything unfolded. */
export function panelSizes(
  layout: PageLayout,
  panels: readonly PagePanel[],
  width: number,
): ReadonlyMap<string, PanelSize> {
  return new Map(
    boxesOf(layout, width).flatMap(({ panel, width, height }): [string, PanelSize][] => {
      const key = panels[panel]?.key;
      return key === undefined ? [] : [[key, { width: Math.round(width), height: Math.round(height) }]];
    }),
  );
}

/** Of the screen of a usual notebook, less the bars above: for grids that fill the screen. */
const screen = 780;

function boxesOf(layout: PageLayout, width: number): readonly Box[] {
  switch (layout.kind) {
    case "grid":
      return gridBoxes(layout.items, width).boxes;
    case "auto-grid":
      return autoGridBoxes(layout, { width, screen }).boxes;
    case "rows":
      return layout.rows.flatMap((row) => boxesOf(row.layout, width));
    case "tabs":
      return layout.tabs.flatMap((tab) => boxesOf(tab.layout, width));
  }
}
