import { expect, test } from "vitest";
import { variable as variableOf } from "../../test/dashboards/variable.ts";
import type { ResolvedVariable } from "../templating/variables/resolved-variable.ts";
import { collectFindings, countPanels, joinPanels } from "./collect.ts";
import type { CheckState, QueryResult } from "./result.ts";

const result = (
  state: CheckState,
  query: Partial<QueryResult["query"]> = {},
  rest: Partial<QueryResult> = {},
): QueryResult => ({
  query: { place: "panel", panelId: 1, panelTitle: "P", refId: "A", expr: "x", prometheus: true, ...query },
  state,
  series: 1,
  samples: 2,
  shape: [],
  ...rest,
});

test.for([
  [["ok", "empty"], "ok"],
  [["ok", "unchecked"], "unchecked"],
  [["ok", "error", "unchecked"], "error"],
  [["skipped", "empty"], "empty"],
  [["skipped"], "skipped"],
] as const)("joinPanels makes a panel of %j %s", ([states, expected]) => {
  const [panel] = joinPanels(
    states.map((state) => result(state)),
    undefined,
  );
  expect(panel).toMatchObject({
    panelId: 1,
    title: "P",
    state: expected,
    series: states.length,
    samples: 2 * states.length,
  });
});

test("joinPanels keeps the dashboard's order, panels without queries, and two panels of one id apart", () => {
  const panels = [
    { id: 2, title: "Text" },
    { id: 1, title: "P" },
    { id: 1, title: "P" },
  ];
  const joined = joinPanels(
    [result("ok", {}, { lastValue: 7, shape: [7] }), result("ok", { place: "annotation" })],
    panels,
  );
  expect(joined.map(({ title, state, lastValue }) => [title, state, lastValue])).toEqual([
    ["Text", "skipped", undefined],
    ["P", "ok", 7],
    ["P", "skipped", undefined],
  ]);
  expect(countPanels(joined)).toEqual({ total: 3, ok: 1, empty: 0, error: 0, skipped: 2, unchecked: 0 });
});

test("joinPanels gives a panel the code and reason of its first query in the panel's state, and the values of the shown one", () => {
  const values = { least: 1, median: 2, greatest: 3, last: 2 };
  const [mixed, fine, none] = joinPanels(
    [
      result("empty", { panelTitle: "Mixed" }, { reason: "no data", code: "comparison" }),
      result("ok", { panelTitle: "Mixed" }, { values }),
      result("error", { panelTitle: "Mixed" }, { reason: "refused by it", code: "refused" }),
      result("empty", { panelTitle: "Fine" }, { reason: "no data", code: "comparison" }),
      result("ok", { panelTitle: "Fine" }, { values }),
    ],
    [
      { id: 1, title: "Mixed" },
      { id: 1, title: "Fine" },
      { id: 3, title: "Words" },
    ],
  );
  expect(mixed).toMatchObject({ state: "error", code: "refused", reason: "refused by it", values });
  expect(fine).toMatchObject({ state: "ok", values });
  expect([fine!.code, fine!.reason]).toEqual([undefined, undefined]);
  expect(none).toMatchObject({ state: "skipped", code: "no-query", reason: "the panel has no queries" });
});

test("collectFindings shows sources without isolation, and leaves out what is normal", () => {
  const variable = { name: "v", state: "empty" } as ResolvedVariable;
  const { findings, unchecked } = collectFindings({
    queries: [
      result("empty", { expr: "x{p}" }, { reason: "why", code: "comparison", part: "x" }),
      result("empty", { hidden: true }),
      result("empty", { place: "annotation", name: "Deploys" }),
      result(
        "error",
        { place: "annotation", name: "Deploys", panelId: undefined, refId: undefined },
        { reason: "refused" },
      ),
      result("unchecked", { originalExpr: "as written" }, { reason: "503" }),
    ],
    variables: [variable, { ...variable, name: "w", state: "ok" }],
    sources: [variableOf({ name: "v", type: "query", query: "label_values(x{p}, a)" })],
    withoutIsolation: (text) => text.replace("{p}", ""),
    asInSource: (text) => text.replace("{p}", ""),
  });
  expect(findings).toEqual([
    { variable: "v", state: "empty", reason: "it has no values", expr: "label_values(x, a)" },
    { panel: "P", panelId: 1, refId: "A", state: "empty", reason: "why", code: "comparison", part: "x", expr: "x" },
    { annotation: "Deploys", state: "error", reason: "refused", expr: "x" },
  ]);
  expect(unchecked).toEqual([
    { panel: "P", panelId: 1, refId: "A", state: "unchecked", reason: "503", expr: "as written" },
  ]);
});
