import type { PanelView } from "../../dashboard/view/panel-view.ts";
import type { PageItem, PageLayout } from "../page-data.ts";
import { type Block, gridColumns, packGrid } from "./pack-grid.ts";
import type { Placement, Scope } from "./placement.ts";

/** A panel of a grid, as the dashboard has it. */
export interface GridPanel extends Block {
  readonly view: PanelView;
  readonly repeat?: GridRepeat | undefined;
}

/** How a panel of a grid repeats. */
export interface GridRepeat {
  readonly variable: string;
  readonly direction: "across" | "down";
  /** Copies beside one another take the whole width, whatever the panel's own. */
  readonly wholeWidth: boolean;
  /** Default 4. */
  readonly maxPerRow: number | undefined;
}

/** Copies of a panel, which Grafana places as one block. */
interface PlacedBlock extends Block {
  readonly indices: readonly number[];
  readonly columns: number;
}

/** The grid of some panels and their copies; copies push down what is below them. */
export function gridOf(panels: readonly GridPanel[], scope: Scope, placement: Placement): PageLayout {
  const blocks = panels.flatMap((panel) => blockOf(panel, scope, placement));
  return { kind: "grid", items: packGrid(blocks).flatMap(itemsOf) };
}

function blockOf(panel: GridPanel, scope: Scope, placement: Placement): PlacedBlock[] {
  const { view, repeat, x, y, w, h } = panel;
  const indices = placement.repeat(repeat?.variable, scope).flatMap((inner) => placement.place(view, inner) ?? []);
  if (indices.length === 0) return [];
  if (repeat === undefined) return [{ x, y, w, h, indices, columns: 1 }];
  const columns = repeat.direction === "down" ? 1 : Math.min(indices.length, repeat.maxPerRow ?? 4);
  const rows = Math.ceil(indices.length / columns);
  return [{ x, y, w: repeat.wholeWidth ? gridColumns : w, h: h * rows, indices, columns }];
}

/** Copies share their block evenly. */
function itemsOf({ x, y, w, h, indices, columns }: PlacedBlock): PageItem[] {
  const [width, height] = [w / columns, h / Math.ceil(indices.length / columns)];
  return indices.map((panel, place) => ({
    panel,
    x: x + (place % columns) * width,
    y: y + Math.floor(place / columns) * height,
    w: width,
    h: height,
  }));
}
