import { expect, test } from "vitest";
import type { PageLayout } from "../page-data.ts";
import { newDashboard, range, variables } from "../testing/dashboards.ts";
import { layoutOf } from "./layout-of.ts";

const ref = (name: string) => ({ element: { kind: "ElementReference", name } });
const item = (name: string, x: number, y: number, width: number, height: number, more = {}) => ({
  kind: "GridLayoutItem",
  spec: { ...ref(name), x, y, width, height, ...more },
});
const grid = (...items: unknown[]) => ({ kind: "GridLayout", spec: { items } });
const auto = (names: readonly string[], more = {}) => ({
  kind: "AutoGridLayout",
  spec: { items: names.map((name) => ({ kind: "AutoGridLayoutItem", spec: ref(name) })), ...more },
});
const row = (title: string, layout: unknown, more = {}) => ({
  kind: "RowsLayoutRow",
  spec: { title, layout, ...more },
});
const rows = (...all: unknown[]) => ({ kind: "RowsLayout", spec: { rows: all } });
const tab = (title: string, layout: unknown, more = {}) => ({
  kind: "TabsLayoutTab",
  spec: { title, layout, ...more },
});
const tabs = (...all: unknown[]) => ({ kind: "TabsLayout", spec: { tabs: all } });
const repeat = (value: string, more = {}) => ({ repeat: { mode: "variable", value, ...more } });

function laidOut(layout: unknown, names: readonly string[], chosen: Readonly<Record<string, readonly string[]>> = {}) {
  const made = layoutOf(newDashboard(layout, names), { variables: variables(chosen), range });
  const title = (index: number) => {
    const { view, copy } = made.panels[index]!;
    return copy === undefined ? view.title : `${view.title}(${Object.values(copy.values).join(" ")})`;
  };
  const show = (one: PageLayout): unknown => {
    if (one.kind === "rows") return one.rows.map((inner) => [inner.title, inner.collapsed, show(inner.layout)]);
    if (one.kind === "tabs") return one.tabs.map((inner) => [inner.title, show(inner.layout)]);
    if (one.kind === "auto-grid") return one.panels.map(title);
    return one.items.map(({ panel, x, y, w, h }) => `${title(panel)} ${x},${y} ${w}×${h}`);
  };
  return show(made.layout);
}

test("a grid of schema v2 keeps its places; what the layout does not name is not shown", () => {
  expect(laidOut(grid(item("a", 0, 0, 12, 8), item("b", 12, 0, 12, 4)), ["a", "b", "c"])).toEqual([
    "a 0,0 12×8",
    "b 12,0 12×4",
  ]);
});

test("tabs hold rows, and rows hold grids that begin at their own top", () => {
  const inner = rows(row("one", grid(item("a", 0, 7, 24, 8))), row("two", auto(["b"]), { collapse: true }));
  expect(laidOut(tabs(tab("T", inner), tab("U", grid())), ["a", "b"])).toEqual([
    [
      "T",
      [
        ["one", false, ["a 0,0 24×8"]],
        ["two", true, ["b"]],
      ],
    ],
    ["U", []],
  ]);
});

test("a row without a head has no title and cannot be folded", () => {
  const head = { hideHeader: true, collapse: true };
  expect(laidOut(rows(row("hidden", auto(["a"]), head)), ["a"])).toEqual([[undefined, false, ["a"]]]);
});

test("tabs, rows and panels repeat inside one another, titles with the value of their copy", () => {
  const layout = tabs(tab("in $t", rows(row("on $r", auto(["a"]), repeat("r"))), repeat("t")));
  expect(laidOut(layout, ["a"], { t: ["x", "y"], r: ["1", "2"] })).toEqual([
    [
      "in x",
      [
        ["on 1", false, ["a(x 1)"]],
        ["on 2", false, ["a(x 2)"]],
      ],
    ],
    [
      "in y",
      [
        ["on 1", false, ["a(y 1)"]],
        ["on 2", false, ["a(y 2)"]],
      ],
    ],
  ]);
});

test("a panel of a grid repeats across the whole width if it says so, else within its own", () => {
  const at = (more: object) => grid(item("a", 0, 0, 12, 4, repeat("v", more)), item("b", 0, 4, 24, 2));
  const chosen = { v: ["1", "2", "3"] };
  expect(laidOut(at({ direction: "h", maxPerRow: 2 }), ["a", "b"], chosen)).toEqual([
    "a(1) 0,0 12×4",
    "a(2) 12,0 12×4",
    "a(3) 0,4 12×4",
    "b 0,8 24×2",
  ]);
  expect(laidOut(at({}), ["a", "b"], chosen)).toEqual(["a(1) 0,0 4×4", "a(2) 4,0 4×4", "a(3) 8,0 4×4", "b 0,4 24×2"]);
  expect(laidOut(at({ direction: "v" }), ["a", "b"], chosen)).toEqual([
    "a(1) 0,0 12×4",
    "a(2) 0,4 12×4",
    "a(3) 0,8 12×4",
    "b 0,12 24×2",
  ]);
});

test("the rows among the items of a grid of the first versions become rows", () => {
  const inner = {
    kind: "GridLayoutRow",
    spec: { y: 2, title: "R $v", collapsed: true, ...repeat("v"), elements: [item("b", 0, 3, 6, 3)] },
  };
  expect(laidOut(grid(item("a", 0, 0, 6, 2), inner), ["a", "b"], { v: ["1", "2"] })).toEqual([
    [undefined, false, ["a 0,0 6×2"]],
    ["R 1", true, ["b(1) 0,0 6×3"]],
    ["R 2", true, ["b(2) 0,0 6×3"]],
  ]);
});

test("an automatic grid has Grafana's sizes by their names, or its own", () => {
  const sizes = (more: object) => {
    const { layout } = layoutOf(newDashboard(auto(["a"], more), ["a"]), { variables: new Map(), range });
    return (
      layout.kind === "auto-grid" && [layout.maxColumns, layout.minColumnWidth, layout.rowHeight, layout.fillScreen]
    );
  };
  expect(sizes({})).toEqual([3, 448, 320, false]);
  expect(sizes({ maxColumnCount: 5, columnWidthMode: "narrow", rowHeightMode: "tall", fillScreen: true })).toEqual([
    5,
    192,
    512,
    true,
  ]);
  const own = { columnWidthMode: "custom", columnWidth: 300, rowHeightMode: "custom", rowHeight: 100 };
  expect(sizes(own)).toEqual([3, 300, 100, false]);
});

test("layouts that are nested too deep, and rows beyond 10,000, end", () => {
  let deep: unknown = auto(["a"]);
  for (let depth = 0; depth < 30; depth++) deep = rows(row(String(depth), deep));
  expect(JSON.stringify(laidOut(deep, ["a"]))).not.toContain('"a"');
  const values = Array.from({ length: 30 }, (_, index) => String(index));
  let wide: unknown = grid();
  const chosen: Record<string, readonly string[]> = {};
  for (const name of ["p", "q", "r", "s", "t"]) {
    wide = rows(row(name, wide, repeat(name)));
    chosen[name] = values;
  }
  const made = layoutOf(newDashboard(wide, ["a"]), { variables: variables(chosen), range });
  expect(made.leftOut).toBeGreaterThan(0);
});
