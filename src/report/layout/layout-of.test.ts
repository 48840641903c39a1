import { expect, test } from "vitest";
import type { PageLayout } from "../page-data.ts";
import { classic, range, variables } from "../testing/dashboards.ts";
import { layoutOf } from "./layout-of.ts";

const panel = (title: string, x: number, y: number, w: number, h: number, more = {}) => ({
  type: "stat",
  title,
  gridPos: { x, y, w, h },
  ...more,
});

/** `title x,y w×h` of each panel; rows and tabs by their title. */
function drawn(model: Parameters<typeof classic>[0], chosen: Readonly<Record<string, readonly string[]>> = {}) {
  const { layout, panels } = layoutOf(classic(model), { variables: variables(chosen), range });
  const show = (one: PageLayout): unknown => {
    if (one.kind === "rows")
      return one.rows.map(({ title, collapsed, layout: inner }) => [title, collapsed, show(inner)]);
    if (one.kind !== "grid") return one;
    return one.items.map((item) => {
      const { view, copy } = panels[item.panel]!;
      const values = copy === undefined ? "" : `(${Object.values(copy.values).join(" ")})`;
      return `${view.title}${values} ${item.x},${item.y} ${item.w}×${item.h}`;
    });
  };
  return show(layout);
}

test("layoutOf keeps a plain grid as it is, and closes gaps above panels as Grafana does", () => {
  const panels = [panel("A", 0, 0, 12, 8), panel("B", 12, 0, 12, 4), panel("C", 0, 20, 24, 3)];
  expect(drawn({ panels })).toEqual(["A 0,0 12×8", "B 12,0 12×4", "C 0,8 24×3"]);
});

test("layoutOf gives panels that follow a row to it, and a folded row its own", () => {
  const panels = [
    panel("A", 0, 0, 6, 2),
    { type: "row", title: "open", gridPos: { x: 0, y: 2, w: 24, h: 1 } },
    panel("B", 0, 3, 6, 2),
    {
      type: "row",
      title: "folded",
      collapsed: true,
      gridPos: { x: 0, y: 5, w: 24, h: 1 },
      panels: [panel("C", 3, 9, 6, 2)],
    },
    panel("D", 0, 6, 6, 2),
  ];
  expect(drawn({ panels })).toEqual([
    [undefined, false, ["A 0,0 6×2"]],
    ["open", false, ["B 0,0 6×2"]],
    ["folded", true, ["C 3,0 6×2"]],
    [undefined, false, ["D 0,0 6×2"]],
  ]);
});

test("layoutOf puts panels without a place below one another, each 6 wide and 3 high", () => {
  const panels = [
    { type: "stat", title: "A" },
    { type: "stat", title: "B" },
  ];
  expect(drawn({ panels })).toEqual(["A 0,0 6×3", "B 0,3 6×3"]);
});

test("copies beside one another share the whole width, so many in a row, and push down what is below", () => {
  const panels = [panel("A", 6, 0, 6, 4, { repeat: "v", maxPerRow: 2 }), panel("B", 0, 4, 24, 3)];
  expect(drawn({ panels }, { v: ["a", "b", "c"] })).toEqual([
    "A(a) 0,0 12×4",
    "A(b) 12,0 12×4",
    "A(c) 0,4 12×4",
    "B 0,8 24×3",
  ]);
});

test("copies below one another keep their width, and what is beside them its place", () => {
  const panels = [
    panel("A", 0, 0, 12, 4, { repeat: "v", repeatDirection: "v" }),
    panel("B", 12, 0, 12, 4),
    panel("C", 0, 4, 24, 3),
  ];
  expect(drawn({ panels }, { v: ["a", "b"] })).toEqual(["A(a) 0,0 12×4", "A(b) 0,4 12×4", "B 12,0 12×4", "C 0,8 24×3"]);
});

test("copies of a row hold copies of their panels, with the row's value in titles", () => {
  const panels = [
    { type: "row", title: "on $v", repeat: "v", gridPos: { x: 0, y: 0, w: 24, h: 1 } },
    panel("A", 0, 1, 12, 4, { repeat: "w", maxPerRow: 4 }),
    panel("B", 0, 5, 12, 2, { repeat: "v" }),
  ];
  expect(drawn({ panels }, { v: ["a", "b"], w: ["x", "y"] })).toEqual([
    ["on a", false, ["A(a x) 0,0 12×4", "A(a y) 12,0 12×4", "B(a) 0,4 24×2"]],
    ["on b", false, ["A(b x) 0,0 12×4", "A(b y) 12,0 12×4", "B(b) 0,4 24×2"]],
  ]);
});

test("layoutOf turns old rows with spans of 12 into a grid, with rows only if one is folded, named or repeated", () => {
  const spans = (...all: number[]) => all.map((span, index) => ({ type: "graph", title: String(index), span }));
  const rows = [
    { height: "250px", panels: spans(4, 8, 12) },
    { height: 100, panels: spans(6) },
  ];
  expect(drawn({ schemaVersion: 14, rows, panels: undefined })).toEqual([
    "0 0,0 8×7",
    "1 8,0 16×7",
    "2 0,7 24×7",
    "0 0,14 12×3",
  ]);
  const named = [{ ...rows[1]!, title: "R", showTitle: true, collapse: true }];
  expect(drawn({ schemaVersion: 14, rows: named, panels: undefined })).toEqual([["R", true, ["0 0,0 12×3"]]]);
});

test("layoutOf leaves out copies that there are no answers for, and counts them", () => {
  const dashboard = classic({ panels: [panel("A", 0, 0, 6, 4, { repeat: "v" })] });
  const all = layoutOf(dashboard, { variables: variables({ v: ["a", "b", "c"] }), range, maxCopies: 2 });
  expect(all.panels.map(({ copy }) => copy?.values)).toEqual([{ v: "a" }, { v: "b" }]);
  const [first] = all.panels;
  const one = layoutOf(dashboard, {
    variables: variables({ v: ["a", "b"] }),
    range,
    copies: () => ({ copies: [first!.copy!] }),
  });
  expect([one.panels.length, one.leftOut]).toEqual([1, 1]);
});
