import { expect, test } from "vitest";
import { parseExpression } from "../../promql/tree/parse.ts";
import { meaningOf } from "./query-meaning.ts";

function meaning(expr: string, unit?: string, texts: { panelTitle?: string; legendFormat?: string } = {}) {
  const parsed = parseExpression(expr);
  if (!parsed.ok) throw new Error(`not parsed: ${expr}`);
  return meaningOf({ unit, ...texts }, parsed.root);
}

test.for([
  ["sum(rate(http_errors_total[5m])) / sum(rate(http_requests_total[5m])) * 100", "percent", "errors"],
  ["100 * sum(rate(x_total{code=~'5..'}[5m])) / sum(rate(x_total[5m]))", "percent", "errors"],
  ["sum(rate(x_total{code!~'5..'}[5m])) / sum(rate(x_total[5m]))", "percentunit", "success"],
  ["1 - sum(rate(x_total{code=~'5..'}[5m])) / sum(rate(x_total[5m]))", "percentunit", "success"],
  ["(sum(rate(x_total[5m])) - sum(rate(x_errors_total[5m]))) / sum(rate(x_total[5m]))", "percentunit", "success"],
  ["(sum(rate(x_failed_total[5m])) or vector(0)) / sum(rate(x_total[5m]))", "percentunit", "errors"],
  ["avg(sum by (a) (rate(x_total{result='error'}[5m])) / sum by (a) (rate(x_total[5m])))", "percentunit", "errors"],
  // Both sides choose it: it makes no difference.
  ["rate(x_total{status='success', zone='a'}[5m]) / rate(y_total{status='success'}[5m])", "percentunit", "other"],
  ["rate(hits_total[5m]) / (rate(hits_total[5m]) + rate(misses_total[5m]))", "percentunit", "hits"],
  ["1 - rate(misses_total[5m]) / rate(lookups_total[5m])", "percentunit", "hits"],
  ["sum(rate(x_bucket{le='0.5'}[5m])) / sum(rate(x_count[5m]))", "percentunit", "success"],
  ["sum(up) / count(up)", "percentunit", "success"],
  ["avg_over_time(probe_success[1h])", "percentunit", "success"],
  ["1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes", "percentunit", "other"],
  ["disk_used / disk_size", "percentunit", "utilisation"],
  ["x / y", "percentunit", "other"],
  // No unit, but a ratio of errors.
  ["sum(rate(x_errors_total[5m])) / sum(rate(x_total[5m]))", undefined, "errors"],
] as const)("meaningOf %s in %s: %s", ([expr, unit, kind]) => {
  expect(meaning(expr, unit)?.kind).toBe(kind);
});

test.for([
  ["rate(x_errors_total[5m])", undefined],
  ["rate(x_errors_total[5m])", "reqps"],
  ["a / b", "bytes"],
  ["a / b", undefined],
] as const)("meaningOf %s in %s: it shows no share", ([expr, unit]) => {
  expect(meaning(expr, unit)).toBeUndefined();
});

test("meaningOf goes by the legend, then by the title, where the expression says nothing", () => {
  expect(meaning("slo:x", "percentunit", { panelTitle: "Availability" })?.kind).toBe("success");
  expect(meaning("slo:x", "percentunit", { panelTitle: "Availability", legendFormat: "Errors {{a}}" })?.kind).toBe(
    "errors",
  );
  expect(meaning("slo:x", "percentunit", { panelTitle: "CPU usage" })?.kind).toBe("utilisation");
});

test("meaningOf tells the parts of a ratio, and which value is all", () => {
  const names = (selectors: readonly { metric?: string | undefined }[] | undefined) =>
    selectors?.map(({ metric }) => metric);
  const found = meaning("100 * sum(rate(bad_total{code='500'}[5m])) / sum(rate(all_total[5m]))", "percent");
  expect([found?.all, names(found?.part), names(found?.whole)]).toEqual([100, ["bad_total"], ["all_total"]]);
  expect(meaning("sum(rate(x_errors_total[5m])) / sum(rate(x_total[5m])) * 100")?.all).toBe(100);
  expect(meaning("x", "percentunit")).toMatchObject({ all: 1, part: [], whole: [] });
});
