import type { DashboardPanel } from "../../../dashboard/view/queries.ts";
import { counted } from "../../../text/counted.ts";
import type { CheckFinding } from "../../result.ts";
import { aboutPanel, type WrittenDashboard } from "../written-dashboard.ts";

/** Columns of Grafana's grid. */
const columns = 24;

/** Panels of one grid that are compared with each other. */
const maxCompared = 500;

/**
 * Panels outside of the grid, without a size, or in each other's place. What is inside a collapsed row or repeated gets
 * its place from Grafana, and so does a panel in a layout without a grid.
 */
export function gridPlaces({ panels, parts }: WrittenDashboard): CheckFinding[] {
  return [...panels.flatMap(outside), ...overlaps(panels, parts.panels[0]?.slot.holder)];
}

function outside(panel: DashboardPanel): CheckFinding[] {
  const { position } = panel.view;
  if (position === undefined) return [];
  const { x, y, width, height } = position;
  const why =
    width <= 0 || height <= 0
      ? `it has no size (w ${width}, h ${height})`
      : x < 0 || y < 0
        ? `it begins outside of the grid (x ${x}, y ${y})`
        : x + width > columns
          ? `it ends at column ${x + width}, and the grid has ${columns}`
          : undefined;
  return why === undefined ? [] : [aboutPanel(panel, { code: "panel-outside-grid", reason: why })];
}

/** @param top - the list that panels outside of collapsed rows stand in. */
function overlaps(panels: readonly DashboardPanel[], top: object | undefined): CheckFinding[] {
  const grids = new Map<string, DashboardPanel[]>();
  for (const panel of panels) {
    const { position, repeats, slot, section } = panel.view;
    if (position === undefined || repeats.length > 0 || position.width <= 0 || position.height <= 0) continue;
    // Panels stand in one list, those of a collapsed row in a list of its own; or by name, with a grid per section.
    const isListed = Array.isArray(slot.holder);
    if (isListed && slot.holder !== top) continue;
    const grid = isListed ? "" : JSON.stringify(section);
    grids.set(grid, [...(grids.get(grid) ?? []), panel]);
  }
  return [...grids.values()].flatMap((grid): CheckFinding[] => {
    const pairs = grid.slice(0, maxCompared).flatMap((panel, index) => {
      const under = grid.slice(0, index).find((other) => overlap(panel, other));
      return under === undefined ? [] : [{ panel, under }];
    });
    const [first] = pairs;
    if (first === undefined) return [];
    const name = first.under.title === "" ? "an untitled panel" : `"${first.under.title}"`;
    const more = pairs.length === 1 ? "" : ` (and ${counted(pairs.length - 1, "more panel")} like it)`;
    const reason = `it lies over ${name}; Grafana moves it${more}`;
    return [aboutPanel(first.panel, { code: "panels-overlap", state: "hint", reason })];
  });
}

function overlap({ view: { position: a } }: DashboardPanel, { view: { position: b } }: DashboardPanel): boolean {
  if (a === undefined || b === undefined) return false;
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
