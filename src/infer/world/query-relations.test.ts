import { expect, test } from "vitest";
import type { DashboardQuery } from "../../dashboard/view/queries.ts";
import { parseExpression } from "../../promql/tree/parse.ts";
import { queryRelations } from "./query-relations.ts";

function filled(expr: string, unit: string, { title = "", legend = "", panel = {} } = {}) {
  const parsed = parseExpression(expr);
  if (!parsed.ok) throw new Error(`not parsed: ${expr}`);
  const query = { expr, unit, panelTitle: title, legendFormat: legend, panelContext: panel };
  return { query: query as unknown as DashboardQuery, root: parsed.root };
}

const found = (expr: string, unit: string, title?: string) =>
  queryRelations(filled(expr, unit, { title: title ?? "" }), (metric) => metric.replace(/_count$/, "")).map(
    ({ part, whole, kind }) => `${part.name} ${kind} ${whole.name}`,
  );

test.for<[expr: string, ...expected: string[]]>([
  ["sum(a) / sum(b)", "a used b"],
  ["100 * sum by (x) (rate(a[5m])) / sum by (x) (rate(b[5m]))", "a used b"],
  ["1 - a / b", "a free b"],
  ["(1 - (a / b)) * 100", "a free b"],
  ["(b - a) / b", "a free b"],
  ["a / (a + b)"],
  ["a / a"],
  [
    "rate(dropped_jobs_total[5m]) / (rate(jobs_count[5m]) + rate(dropped_jobs_total[5m]))",
    "dropped_jobs_total error jobs",
  ],
  ["requests_ok / (requests_ok + requests_other)", "requests_other error requests_ok"],
  ["hits / (hits + misses)"],
  ["rate(mail_errors_total[5m]) / rate(mail_count[5m])", "mail_errors_total error mail"],
  ["cache_hits / cache_lookups", "cache_hits hit cache_lookups"],
  ["a / b or c / d", "a used b", "c used d"],
])("a query in per cent makes parts: %s", ([expr, ...expected]) => {
  expect(found(expr, "percentunit")).toEqual(expected);
});

test("the title says what is shared where the names do not", () => {
  expect(found("a / b", "percent", "Error rate")).toEqual(["a error b"]);
  expect(found("1 - a / b", "percent", "Availability")).toEqual(["a error b"]);
  expect(found("1 - a / b", "percent", "Errors")).toEqual(["a success b"]);
});

test("what is taken away in a unit that is not negative is a part", () => {
  expect(found("total - free", "bytes")).toEqual(["free free total"]);
  expect(found("total - free", "celsius")).toEqual([]);
  expect(found("a / b", "bytes")).toEqual([]);
});

test("conditions of a selector come along", () => {
  const [relation] = queryRelations(filled('a{state="x"} / b', "percentunit"), (metric) => metric);
  expect(relation!.part.conditions).toMatchObject([{ name: "state", op: "=", value: "x" }]);
});
