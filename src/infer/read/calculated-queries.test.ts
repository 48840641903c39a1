import { expect, test } from "vitest";
import { readDashboard } from "../../dashboard/read/read.ts";
import { parts } from "../../dashboard/view/parts.ts";
import { queriesIn } from "../../dashboard/view/queries.ts";
import { throughExpressions } from "./calculated-queries.ts";

const expression = (refId: string, type: string, text: string, rest: object = {}) => ({
  ...{ refId, type, expression: text, datasource: { type: "__expr__", uid: "__expr__" } },
  ...rest,
});
const hidden = (refId: string, expr: string) => ({ refId, expr, hide: true });

function through(targets: readonly object[]) {
  const fieldConfig = { defaults: { unit: "percentunit" } };
  const panel = { id: 1, type: "stat", title: "P", datasource: { type: "prometheus", uid: "p" }, fieldConfig, targets };
  const read = parts(readDashboard(JSON.stringify({ title: "T", panels: [panel] }), { file: "t.json" }));
  return throughExpressions(read, queriesIn(read)).map(({ refId, expr, unit, prometheus }) => {
    return { refId, expr: expr.replaceAll(/\s+/g, " "), unit, prometheus };
  });
}
const percent = "percentunit";

test("throughExpressions makes math a query, and leaves its inputs without the unit of the result", () => {
  expect(through([hidden("A", "a"), hidden("B", "b"), expression("C", "math", `1 - $A / \${B}`)])).toEqual([
    { refId: "A", expr: "a", unit: undefined, prometheus: true },
    { refId: "B", expr: "b", unit: undefined, prometheus: true },
    { refId: "C", expr: "(1 - (a ) / (b ) )", unit: percent, prometheus: true },
  ]);
});

test("throughExpressions keeps the unit of what is shown, reduced or as it is", () => {
  const reduced = [hidden("A", "a"), expression("B", "reduce", "A", { reducer: "mean" })];
  expect(through(reduced)[0]!.unit).toBe(percent);
  expect(through([{ refId: "A", expr: "a" }, expression("B", "math", "$A * 2")])[0]!.unit).toBe(percent);
  const chain = [
    hidden("A", "a"),
    expression("B", "reduce", "A", { reducer: "mean", hide: true }),
    expression("C", "math", "$B ** 2 > abs($B)"),
  ];
  expect(through(chain)).toMatchObject([{ unit: undefined }, {}, { expr: "((a ) ^ 2 > bool abs ( (a ) ) )" }]);
});

test.for([
  ["a function that PromQL lacks", "is_nan($A)"],
  ["an operator that it lacks", "$A || $B"],
  ["a query that is missing", "$Z * 2"],
  ["a sign in front", "!$A"],
] as const)("throughExpressions makes no query of math with %s", ([, text]) => {
  expect(through([hidden("A", "a"), hidden("B", "b"), expression("C", "math", text)])[2]).toMatchObject({ expr: "" });
});

test("throughExpressions makes no query of sides that keep different labels, which Grafana fits and PromQL does not", () => {
  const sides = (one: string, other: string) =>
    through([hidden("A", one), hidden("B", other), expression("C", "math", "100 * $A / $B")])[2]!.prometheus;
  expect(sides("sum by (job) (a)", "sum(b)")).toBe(false);
  expect(sides("sum by (job, pod) (a)", "avg(b) by (pod, job)")).toBe(true);
  expect(sides("sum(a)", "b")).toBe(true);
});

test("throughExpressions ends with math that repeats what it uses", () => {
  const targets = Array.from({ length: 40 }, (_, at) =>
    expression(`Q${at + 1}`, "math", `$Q${at} + $Q${at}`, { hide: at < 39 }),
  );
  expect(through([hidden("Q0", "a"), ...targets]).at(-1)).toMatchObject({ expr: "" });
});
