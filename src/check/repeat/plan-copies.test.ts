import { expect, test } from "vitest";
import type { ResolvedVariable } from "../../templating/variables/resolved-variable.ts";
import type { PanelGroup } from "../panel-groups.ts";
import { planCopies } from "./plan-copies.ts";

const values = ["a", "b", "c"];
const ns: ResolvedVariable = {
  ...{ name: "ns", type: "custom", value: values, text: "All", all: true, multi: true, includeAll: true, filters: [] },
  options: values.map((value) => ({ value, text: value })),
  state: "ok",
};
const resolved = new Map([["ns", ns]]);

function group(title: string, queries: number, repeats: readonly string[] = ["ns"]): PanelGroup {
  const query = { place: "panel" as const, panelTitle: title, expr: "x", prometheus: true, repeats };
  return { panel: { title }, queries: Array.from({ length: queries }, () => query) };
}

test("planCopies gives every panel its copies, and counts the queries that they come to", () => {
  const groups = [group("one", 2), group("plain", 1, []), group("text", 0), group("two", 1)];
  const { panels, added } = planCopies(groups, resolved, { maxQueries: 100, single: 4 });
  expect(panels.map(({ copies }) => copies?.copies.length)).toEqual([3, undefined, undefined, 3]);
  expect(added).toBe(2 * 2 + 2);
});

test("planCopies leaves copies out where there are no queries left, and never the first", () => {
  const { panels, added } = planCopies([group("one", 2), group("two", 1)], resolved, { maxQueries: 6, single: 3 });
  expect(panels.map(({ copies }) => copies?.copies.length)).toEqual([2, 2]);
  expect(panels[0]!.copies!.leftOut).toEqual([{ ns: "c" }]);
  expect(added).toBe(3);
  const full = planCopies([group("one", 2)], resolved, { maxQueries: 1, single: 2 });
  expect(full.panels[0]!.copies).toMatchObject({ total: 3, copies: [{ values: { ns: "a" } }] });
});

test("planCopies bounds the copies of one panel", () => {
  const { panels } = planCopies([group("one", 1)], resolved, { maxQueries: 100, maxCopies: 2, single: 1 });
  expect(panels[0]!.copies!.copies.map(({ values: one }) => one)).toEqual([{ ns: "a" }, { ns: "b" }]);
});
