import { expect, test } from "vitest";
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
