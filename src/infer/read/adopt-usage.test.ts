import { expect, test } from "vitest";
import { parseExpression } from "../../promql/tree/parse.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { adoptMetrics, adoptVariableConditions, selectorsOf, sizeOfUsage } from "./adopt-usage.ts";
import { analyseExpression } from "./analyse.ts";
import { listedValues } from "./listed-values.ts";
import { emptyUsage, labelUse, metricUse } from "./usage.ts";

function usageOf(...queries: readonly string[]) {
  const usage = emptyUsage();
  for (const expr of queries) {
    const parsed = parseExpression(expr);
    if (parsed.ok) analyseExpression(usage, parsed.root, { user: expr, needs: new Set() });
  }
  return usage;
}

test("adoptMetrics adds labels, functions and users, and leaves selectors apart", () => {
  const usage = usageOf('x{a="1"}');
  adoptMetrics(usage, usageOf('rate(x{b="2"}[5m])', 'y{c="3"}'));
  const [x, y] = [usage.metrics.get("x")!, usage.metrics.get("y")!];
  expect([[...x.labels], [...x.functions], [...x.users], x.selectors.size]).toEqual([
    ["a", "b"],
    ["rate"],
    ['x{a="1"}', 'rate(x{b="2"}[5m])'],
    1,
  ]);
  expect([[...y.labels], y.selectors.size]).toEqual([["c"], 0]);
});

test("adoptVariableConditions takes regexes over, and no lists of values", () => {
  const usage = emptyUsage();
  const asked = usageOf('x{job=~".*shop.*",host=~"a|b",zone="1"}');
  labelUse(asked, "job").patterns.add("web-.*");
  listedValues(asked.metrics.get("x")!, "host").patterns.add("db-.*");
  metricUse(usage, "x");
  const before = sizeOfUsage(usage);
  adoptVariableConditions(usage, asked, createPatternCache());
  const keys = (name: string) => [...(usage.labels.get(name)?.conditions.keys() ?? [])];
  expect([keys("job"), keys("host"), keys("zone")]).toEqual([["=~.*shop.*"], [], []]);
  expect([...usage.labels.get("job")!.patterns]).toEqual(["web-.*"]);
  // What a variable of one metric lets through is that metric's.
  expect([...usage.metrics.get("x")!.listed.get("host")!.patterns]).toEqual(["db-.*"]);
  expect(sizeOfUsage(usage)).toBe(before + 1);
});

test("selectorsOf gives the selectors of all of a family's metrics, without the label that its kind makes", () => {
  const usage = usageOf('x_bucket{le="1",job="a"}', 'x_count{job="b"}', 'y{job="c"}');
  const conditions = selectorsOf({ name: "x", kind: "histogram" }, usage).map((one) =>
    one.conditions.map(({ name, value }) => name + value),
  );
  expect(conditions).toEqual([["joba"], ["jobb"]]);
});

test("sizeOfUsage grows with metrics, labels and selectors", () => {
  // One each for the metric, its label and its selector.
  expect([
    sizeOfUsage(emptyUsage()),
    sizeOfUsage(usageOf('x{a="1"}')),
    sizeOfUsage(usageOf("x"), usageOf('x{a="1"}')),
  ]).toEqual([0, 3, 5]);
});
