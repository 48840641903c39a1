import { expect, test } from "vitest";
import { variable as variableOf } from "../../test/dashboards/variable.ts";
import type { ResolvedVariable } from "../templating/variables/resolved-variable.ts";
import { collectFindings, countPanels, joinPanel } from "./collect.ts";
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

const panel = { id: 1, title: "P" };

test.for([
  [["ok", "empty"], "ok"],
  [["ok", "unchecked"], "unchecked"],
  [["ok", "error", "unchecked"], "error"],
  [["skipped", "empty"], "empty"],
  [["skipped"], "skipped"],
] as const)("joinPanel makes a panel of %j %s", ([states, expected]) => {
  const results = states.map((state) => result(state));
  expect(joinPanel(panel, results)).toMatchObject({
    panelId: 1,
    title: "P",
    state: expected,
    series: states.length,
    samples: 2 * states.length,
  });
});

test("joinPanel gives code and reason of the first query in the panel's state, and the values of the shown one", () => {
  const values = { least: 1, median: 2, greatest: 3, last: 2 };
  const mixed = joinPanel(panel, [
    result("empty", {}, { reason: "no data", code: "comparison" }),
    result("ok", {}, { values }),
    result("error", {}, { reason: "refused by it", code: "refused" }),
  ]);
  expect(mixed).toMatchObject({ state: "error", code: "refused", reason: "refused by it", values });
  const fine = joinPanel(panel, [
    result("empty", {}, { reason: "no data", code: "comparison" }),
    result("ok", {}, { values }),
  ]);
  expect(fine).toMatchObject({ state: "ok", values });
  expect([fine.code, fine.reason]).toEqual([undefined, undefined]);
  const none = joinPanel({ id: 3, title: "Words" }, []);
  expect(none).toMatchObject({ state: "skipped", code: "no-query", reason: "the panel has no queries" });
});

test("countPanels counts the panels of each state", () => {
  const ok = joinPanel(panel, [result("ok")]);
  expect(countPanels([ok, joinPanel(panel, []), ok])).toEqual({
    total: 3,
    ok: 2,
    empty: 0,
    error: 0,
    skipped: 1,
    unchecked: 0,
  });
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
        { reason: "refused", code: "refused" },
      ),
      result("unchecked", { originalExpr: "as written" }, { reason: "503" }),
    ],
    variables: [variable, { ...variable, name: "w", state: "ok" }],
    sources: [variableOf({ name: "v", type: "query", query: "label_values(x{p}, a)" })],
    withoutIsolation: (text) => text.replace("{p}", ""),
    asInSource: (text) => text.replace("{p}", ""),
  });
  expect(findings).toEqual([
    { variable: "v", state: "empty", code: "variable-empty", reason: "it has no values", expr: "label_values(x, a)" },
    { panel: "P", panelId: 1, refId: "A", state: "empty", reason: "why", code: "comparison", part: "x", expr: "x" },
    { annotation: "Deploys", state: "error", code: "refused", reason: "refused", expr: "x" },
  ]);
  expect(unchecked).toEqual([
    { panel: "P", panelId: 1, refId: "A", state: "unchecked", reason: "503", expr: "as written" },
  ]);
});
