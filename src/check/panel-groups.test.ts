import { expect, test } from "vitest";
import { groupByPanel } from "./panel-groups.ts";
import type { CheckQuery } from "./run/check-query.ts";

const query = (expr: string, rest: Partial<CheckQuery> = {}): CheckQuery => ({
  place: "panel",
  panelId: 1,
  panelTitle: "P",
  refId: "A",
  expr,
  prometheus: true,
  ...rest,
});
const shown = (groups: ReturnType<typeof groupByPanel>) =>
  groups.map(({ panel, queries }) => [panel.title, queries.map(({ expr }) => expr)]);

test("groupByPanel gives two panels of one id and title their own queries, and keeps panels without queries", () => {
  const panels = [
    { id: 2, title: "Text" },
    { id: 1, title: "P" },
    { id: 1, title: "P" },
  ];
  const queries = [
    query("first", { panelIndex: 1 }),
    query("second", { panelIndex: 2 }),
    query("noted", { place: "annotation" }),
  ];
  expect(shown(groupByPanel(queries, panels))).toEqual([
    ["Text", []],
    ["P", ["first"]],
    ["P", ["second"]],
  ]);
});

test("groupByPanel makes groups by id and title where panels are not listed", () => {
  const queries = [query("a"), query("b", { panelTitle: "Q" }), query("c")];
  expect(shown(groupByPanel(queries, undefined))).toEqual([
    ["P", ["a", "c"]],
    ["Q", ["b"]],
  ]);
});
