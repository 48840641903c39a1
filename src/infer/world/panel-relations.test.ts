import { expect, test } from "vitest";
import type { DashboardQuery } from "../../dashboard/view/queries.ts";
import { parseExpression } from "../../promql/tree/parse.ts";
import { panelRelations } from "./panel-relations.ts";

function filled(expr: string, unit: string, { legend = "", panel = {} } = {}) {
  const parsed = parseExpression(expr);
  if (!parsed.ok) throw new Error(`not parsed: ${expr}`);
  return {
    query: { expr, unit, legendFormat: legend, panelContext: panel } as unknown as DashboardQuery,
    root: parsed.root,
  };
}

test("queries of one panel are part and whole by their legends, else by their metrics' names", () => {
  const panel = {};
  const shown = [
    filled("sum(a)", "bytes", { legend: "Used", panel }),
    filled("sum(b)", "bytes", { legend: "Total", panel }),
    filled("heap_free_bytes", "bytes", { panel }),
    filled("c_limit", "bytes"),
    filled("a / b", "bytes", { legend: "Used", panel }),
  ];
  const relations = panelRelations(shown, (metric) => metric);
  expect(relations.map(({ part, whole, kind }) => `${part.name} ${kind} ${whole.name}`)).toEqual([
    "a used b",
    "heap_free_bytes free b",
  ]);
});
