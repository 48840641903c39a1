import { numeric } from "../../dashboard/fields/number-field.ts";
import type { PanelView } from "../../dashboard/view/panel-view.ts";
import { asArray, asObject, field, type JsonObject, numberField, textField } from "../../json/read.ts";
import type { PageLayout, PageRow } from "../page-data.ts";
import { isShown } from "./conditions.ts";
import { type GridPanel, type GridRepeat, gridOf } from "./grid-of.ts";
import type { Placement, Scope } from "./placement.ts";

/** Layouts may hold layouts no deeper than this; {@link layoutPlaces} reads no deeper either. */
const maxDepth = 20;

interface Around {
  readonly scope: Scope;
  readonly placement: Placement;
  /** By the name of the element. */
  readonly views: ReadonlyMap<unknown, PanelView>;
}

/**
 * The layout of a dashboard of schema v2: grids, automatic grids, rows and tabs in one another. What conditions hide is
 * left out.
 */
export function newLayout(model: JsonObject, views: ReadonlyMap<unknown, PanelView>, around: Omit<Around, "views">) {
  return layoutAt(model["layout"], { ...around, views }, 0);
}

function layoutAt(layout: unknown, around: Around, depth: number): PageLayout {
  const spec = asObject(field(layout, "spec")) ?? {};
  if (depth > maxDepth) return { kind: "grid", items: [] };
  switch (field(layout, "kind")) {
    case "RowsLayout":
      return { kind: "rows", rows: asArray(spec["rows"]).flatMap((row) => rowsOf(row, around, depth)) };
    case "TabsLayout":
      return {
        kind: "tabs",
        tabs: partsOf(asArray(spec["tabs"]), around).map(({ spec: tab, scope }) => ({
          title: around.placement.context.fill(textField(tab, "title") ?? "", scope.resolved),
          layout: layoutAt(tab["layout"], { ...around, scope }, depth + 1),
        })),
      };
    case "AutoGridLayout":
      return autoGrid(spec, around);
    default:
      return gridLayout(spec, around);
  }
}

function rowsOf(row: unknown, around: Around, depth: number): PageRow[] {
  return partsOf([row], around).map(({ spec, scope }) => {
    const title = around.placement.context.fill(textField(spec, "title") ?? "", scope.resolved);
    // A row without a head cannot be opened.
    const headless = spec["hideHeader"] === true;
    return {
      ...(headless ? {} : { title }),
      collapsed: !headless && spec["collapse"] === true,
      layout: layoutAt(spec["layout"], { ...around, scope }, depth + 1),
    };
  });
}

/** Rows or tabs that are shown, each of their copies. */
function partsOf(parts: readonly unknown[], { scope, placement }: Around) {
  return parts.flatMap((part) => {
    const spec = asObject(field(part, "spec"));
    if (spec === undefined) return [];
    return placement
      .repeat(textField(spec, "repeat", "value"), scope)
      .filter((inner) => isShown(spec, inner, placement) && placement.takePart())
      .map((inner) => ({ spec, scope: inner }));
  });
}

function autoGrid(spec: JsonObject, { scope, placement, views }: Around): PageLayout {
  const { context } = placement;
  const panels = asArray(spec["items"]).flatMap((item) => {
    const inner = field(item, "spec");
    const view = views.get(textField(inner, "element", "name"));
    if (view === undefined) return [];
    return placement.repeat(textField(inner, "repeat", "value"), scope).flatMap((one) => {
      const hasData = () => context.hasData(view, placement.copyIn(view, one));
      return isShown(inner, one, { context, hasData }) ? (placement.place(view, one) ?? []) : [];
    });
  });
  const size = (name: string, named: Readonly<Record<string, number>>, usual: number) => {
    const mode = textField(spec, `${name}Mode`) ?? "standard";
    const custom = mode === "custom" ? numberField(spec, name) : undefined;
    return custom !== undefined && custom > 0
      ? Math.min(custom, 10_000)
      : ((Object.hasOwn(named, mode) ? named[mode] : undefined) ?? usual);
  };
  const columns = numberField(spec, "maxColumnCount") ?? 3;
  return {
    kind: "auto-grid",
    maxColumns: Math.min(24, Math.max(1, Math.floor(columns))),
    minColumnWidth: size("columnWidth", { narrow: 192, wide: 768 }, 448),
    rowHeight: size("rowHeight", { short: 168, tall: 512 }, 320),
    fillScreen: spec["fillScreen"] === true,
    panels,
  };
}

/** The first versions of schema v2 had rows among the items of a grid; with them, the grid becomes rows of grids. */
function gridLayout(spec: JsonObject, around: Around): PageLayout {
  const { scope, placement } = around;
  const sections: { row?: JsonObject; panels: GridPanel[] }[] = [{ panels: [] }];
  const yOf = (item: unknown) => numberField(item, "spec", "y") ?? 0;
  for (const item of [...asArray(spec["items"])].sort((a, b) => yOf(a) - yOf(b))) {
    const inner = asObject(field(item, "spec"));
    if (inner === undefined) continue;
    if (Array.isArray(inner["elements"]))
      sections.push(
        { row: inner, panels: inner["elements"].flatMap((one) => gridPanel(field(one, "spec"), around)) },
        {
          panels: [],
        },
      );
    else sections.at(-1)!.panels.push(...gridPanel(inner, around));
  }
  if (sections.length === 1) return gridOf(sections[0]!.panels, scope, placement);
  const rows = sections.flatMap(({ row, panels }): PageRow[] => {
    if (row === undefined)
      return panels.length === 0 ? [] : [{ collapsed: false, layout: gridOf(panels, scope, placement) }];
    return partsOf([{ spec: row }], around).map((part) => ({
      title: placement.context.fill(textField(row, "title") ?? "", part.scope.resolved),
      collapsed: row["collapsed"] === true,
      layout: gridOf(panels, part.scope, placement),
    }));
  });
  return { kind: "rows", rows };
}

function gridPanel(spec: unknown, { views }: Around): GridPanel[] {
  const view = views.get(textField(spec, "element", "name"));
  if (view === undefined) return [];
  const number = (name: string) => numberField(spec, name) ?? 0;
  return [
    {
      view,
      x: number("x"),
      y: number("y"),
      w: number("width"),
      h: number("height"),
      repeat: repeatOf(field(spec, "repeat")),
    },
  ];
}

function repeatOf(repeat: unknown): GridRepeat | undefined {
  const variable = textField(repeat, "value");
  if (variable === undefined || variable === "") return undefined;
  const direction = textField(repeat, "direction");
  const maxPerRow = numeric(field(repeat, "maxPerRow"));
  return {
    variable,
    direction: direction === "v" ? "down" : "across",
    wholeWidth: direction === "h",
    maxPerRow: maxPerRow !== undefined && maxPerRow >= 1 ? Math.min(24, Math.floor(maxPerRow)) : undefined,
  };
}
