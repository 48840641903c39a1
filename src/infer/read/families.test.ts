import { expect, test } from "vitest";
import { parseExpression } from "../../promql/tree/parse.ts";
import { analyseExpression } from "./analyse.ts";
import { makeFamilies } from "./families.ts";
import { emptyUsage } from "./usage.ts";

/** Families as text: `counter x`, with bounds where queries name any. */
function families(...queries: readonly string[]) {
  const usage = emptyUsage();
  for (const expr of queries) {
    const parsed = parseExpression(expr);
    if (parsed.ok) analyseExpression(usage, parsed.root, { user: "Panel", needs: new Set() });
  }
  return makeFamilies(usage).map(
    ({ name, kind, bounds }) => `${kind} ${name}${bounds.length === 0 ? "" : ` ${bounds.join(" ")}`}`,
  );
}

test.for<[query: string, ...expected: string[]]>([
  ["x", "gauge x"],
  ["rate(x[5m])", "counter x"],
  ["x_total", "counter x_total"],
  ["delta(x_total[5m])", "gauge x_total"],
  ["x_info", "info x_info"],
  ["x_info > 5", "gauge x_info"],
  ["histogram_quantile(0.9, rate(x[5m]))", "native x"],
  ['x{quantile="0.9"}', "summary x 0.9"],
  ["rate(x_sum[5m]) / rate(x_count[5m])", "summary x"],
  ["x_count", "gauge x_count"],
])("makeFamilies takes %s for what it is used as", ([query, ...expected]) => {
  expect(families(query)).toEqual(expected);
});

test("makeFamilies joins the metrics of a histogram, in the place of the first, with the bounds that queries name", () => {
  expect(families("a", 'rate(x_bucket{le=~"0.5|1"}[5m])', "b", "rate(x_count[5m])")).toEqual([
    "gauge a",
    "histogram x 0.5 1",
    "gauge b",
  ]);
});

test("makeFamilies does not make a histogram of bounds that no client library writes", () => {
  expect(families('rate(x_bucket{le="1.0"}[5m])', "rate(x_count[5m])")).toEqual([
    "counter x_bucket",
    "counter x_count",
  ]);
});

test("makeFamilies believes types that are known", () => {
  const usage = emptyUsage();
  const parsed = parseExpression("rate(x[5m])");
  if (parsed.ok) analyseExpression(usage, parsed.root, { user: "Panel", needs: new Set() });
  expect(makeFamilies(usage, new Map([["x", "gauge"]])).map(({ kind }) => kind)).toEqual(["gauge"]);
});
