import { expect, test } from "vitest";
import { readDashboard } from "../dashboard/read/read.ts";
import { parts } from "../dashboard/view/parts.ts";
import { panelsIn, queriesIn } from "../dashboard/view/queries.ts";
import { checkPanel } from "./check-panel.ts";
import type { CheckQuery } from "./run/check-query.ts";
import { checkRun } from "./testing/check-run.ts";
import { hourly } from "./testing/explain-context.ts";

const query = (refId: string, expr: string): CheckQuery => ({ place: "panel", refId, expr, prometheus: true });

test("checkPanel joins what the queries of a panel give, and keeps their order", async () => {
  const run = checkRun({ answers: { x: [hourly({}, 3)], y: [hourly({}, 4), hourly({}, 5)] } });
  const group = { panel: { id: 7, title: "P" }, queries: [query("A", "x"), query("B", "y")] };
  const { panel, results } = await checkPanel(group, run);
  expect(panel).toMatchObject({ panelId: 7, title: "P", state: "ok", series: 3, lastValue: 3 });
  expect(results.map(({ query: { refId }, series }) => [refId, series])).toEqual([
    ["A", 1],
    ["B", 2],
  ]);
});

test("checkPanel runs a hidden query that an expression uses, and shows the expression only", async () => {
  const calculated = { type: "__expr__", uid: "__expr__" };
  const targets = [
    { refId: "A", expr: "x", hide: true },
    { refId: "B", expr: "y", hide: true },
    { refId: "C", type: "math", expression: "$A * 2", datasource: calculated },
  ];
  const model = {
    title: "T",
    panels: [{ id: 1, type: "stat", title: "P", targets, fieldConfig: { defaults: { unit: "s" } } }],
  };
  const read = parts(readDashboard(JSON.stringify(model), { file: "t.json" }));
  const run = checkRun({ answers: { x: [hourly({}, 3)] } });
  const { panel, results } = await checkPanel({ panel: panelsIn(read)[0]!, queries: queriesIn(read) }, run);
  expect(panel).toMatchObject({ state: "ok", series: 1, unit: "s" });
  expect(results.map(({ query: { refId, unit }, state }) => [refId, state, unit])).toEqual([
    ["A", "ok", undefined],
    ["B", "skipped", "s"],
    ["C", "ok", "s"],
  ]);
  expect(run.asked).toEqual(["x"]);
});
