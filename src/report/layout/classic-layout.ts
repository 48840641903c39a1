import { numeric } from "../../dashboard/fields/number-field.ts";
import type { PanelView } from "../../dashboard/view/panel-view.ts";
import { asArray, asObject, field, type JsonObject, textField } from "../../json/read.ts";
import type { PageLayout, PageRow } from "../page-data.ts";
import { type GridPanel, type GridRepeat, gridOf } from "./grid-of.ts";
import { oldRows } from "./old-rows.ts";
import type { Block } from "./pack-grid.ts";
import type { Placement, Scope } from "./placement.ts";

/** A panel of the model, with its place. */
interface Placed {
  readonly node: JsonObject;
  readonly place: Block;
}

/** A row and its panels; without `row`, panels outside of rows. */
interface Section {
  readonly row?: JsonObject | undefined;
  readonly panels: readonly Placed[];
}

/** Grafana's place for a panel without one. */
const usualPlace: Block = { x: 0, y: 0, w: 6, h: 3 };
/** The first schema versions with a grid, and without copies among the panels. */
const [gridVersion, copylessVersion] = [16, 27];

/**
 * The layout of a dashboard of classic JSON: a grid, or rows of grids where it has row panels or old `rows`.
 *
 * @param views - its panels, by their object in the model.
 */
export function classicLayout(
  model: JsonObject,
  views: ReadonlyMap<unknown, PanelView>,
  { scope, placement }: { readonly scope: Scope; readonly placement: Placement },
): PageLayout {
  const version = numeric(model["schemaVersion"]) ?? 0;
  const sections = sectionsOf(model, version);
  const grid = ({ panels }: Section, inner: Scope) =>
    gridOf(
      panels.flatMap(({ node, place }): GridPanel[] => {
        const view = views.get(node);
        return view === undefined ? [] : [{ view, ...place, repeat: repeatOf(node, version) }];
      }),
      inner,
      placement,
    );
  const [first] = sections;
  if (first === undefined) return { kind: "grid", items: [] };
  if (sections.length === 1 && first.row === undefined) return grid(first, scope);
  const rows = sections.flatMap((section): PageRow[] => {
    const { row } = section;
    if (row === undefined) return [{ collapsed: false, layout: grid(section, scope) }];
    const title = textField(row, "title") ?? "";
    return placement.repeat(textField(row, "repeat"), scope).flatMap((inner): PageRow[] => {
      if (!placement.takePart()) return [];
      const shown = placement.context.fill(title, inner.resolved);
      return [{ title: shown, collapsed: isFolded(row), layout: grid(section, inner) }];
    });
  });
  return { kind: "rows", rows };
}

const isFolded = (row: JsonObject) => Boolean(row["collapsed"] ?? row["collapse"]);

function sectionsOf(model: JsonObject, version: number): Section[] {
  const panels = asArray(model["panels"]).flatMap((value) => placedAt(value, version));
  const rows = asArray(model["rows"]);
  if (rows.length === 0 || (version >= gridVersion && panels.length > 0)) return inRows(panels, version);
  const old = oldRows(rows);
  const sections = old.rows.map((row): Section => ({ row: row.row, panels: row.panels }));
  const before: Section[] = panels.length === 0 ? [] : [{ panels }];
  if (old.shown) return [...before, ...sections];
  return [{ panels: [...before, ...sections].flatMap((section) => section.panels) }];
}

/** Panels that follow a row belong to it, unless it is folded: such a row holds its panels. */
function inRows(panels: readonly Placed[], version: number): Section[] {
  const sorted = [...panels].sort((a, b) => a.place.y - b.place.y || a.place.x - b.place.x);
  const sections: { row?: JsonObject; panels: Placed[] }[] = [];
  let open: { row?: JsonObject; panels: Placed[] } | undefined;
  for (const panel of sorted) {
    if (panel.node["type"] === "row") {
      const held = asArray(panel.node["panels"]).flatMap((value) => placedAt(value, version));
      const section = { row: panel.node, panels: held };
      sections.push(section);
      open = isFolded(panel.node) ? undefined : section;
    } else if (open === undefined) {
      open = { panels: [panel] };
      sections.push(open);
    } else open.panels.push(panel);
  }
  return sections;
}

function placedAt(value: unknown, version: number): Placed[] {
  const node = asObject(value);
  if (node === undefined) return [];
  // Old versions saved the copies of repeated panels too.
  if (version < copylessVersion && (Boolean(node["repeatPanelId"]) || Boolean(node["repeatByRow"]))) return [];
  const [x, y, w, h] = (["x", "y", "w", "h"] as const).map((name) => {
    return numeric(field(node, "gridPos", name)) ?? usualPlace[name];
  });
  return [{ node, place: { x: x!, y: y!, w: w!, h: h! } }];
}

function repeatOf(node: JsonObject, version: number): GridRepeat | undefined {
  const variable = textField(node, "repeat");
  if (variable === undefined || variable === "") return undefined;
  const across = node["repeatDirection"] !== "v";
  const maxPerRow = perRow(numeric(node["maxPerRow"])) ?? byLeastWidth(node["minSpan"], version);
  return { variable, direction: across ? "across" : "down", wholeWidth: across, maxPerRow };
}

const perRow = (value: number | undefined) =>
  value !== undefined && value >= 1 ? Math.min(24, Math.floor(value)) : undefined;

/** `minSpan` of schema versions before 17: so many columns of 24, before 16 of 12. */
function byLeastWidth(minSpan: unknown, version: number): number | undefined {
  const span = numeric(minSpan);
  if (span === undefined || span <= 0 || version > gridVersion) return undefined;
  const most = 24 / Math.min(24, version < gridVersion ? span * 2 : span);
  return [1, 2, 3, 4, 6, 8, 12, 24].findLast((count) => count <= most && most < 24);
}
