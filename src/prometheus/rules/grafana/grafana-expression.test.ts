import { expect, test } from "vitest";
import { parse } from "yaml";
import { grafanaExpression } from "./grafana-expression.ts";

/** A rule's data in short: `refId: model`; a model without `expr` is an expression. */
function translate(yaml: string, condition = "C"): string {
  const models = parse(yaml, { mapAsMap: true }) as Map<string, Map<string, unknown>>;
  const data = new Map(
    [...models].map(([refId, model]) => {
      const uid = model.has("expr") ? "prom" : "__expr__";
      const times = new Map([
        ["from", 600],
        ["to", Number(model.get("to") ?? 0)],
      ]);
      return [
        refId,
        new Map<string, unknown>([
          ["datasourceUid", uid],
          ["model", model],
          ["relativeTimeRange", times],
        ]),
      ];
    }),
  );
  return grafanaExpression(data, condition).replaceAll("\n", "");
}

test.for([
  [
    "an instant query and a threshold",
    "A: {expr: up, instant: true}\nC: {type: threshold, expression: A, conditions: [{evaluator: {type: lt, params: [1]}}]}",
    "(((up) < bool 1)) != 0",
  ],
  [
    "a range query, reduced, outside of a range",
    "A: {expr: load, to: 60}\nB: {type: reduce, expression: A, reducer: mean}\n" +
      "C: {type: threshold, expression: B, conditions: [{evaluator: {type: outside_range, params: [1, 5]}}]}",
    "(((avg_over_time((load)[540s:15s] offset 60s)) < bool 1) + ((avg_over_time((load)[540s:15s] offset 60s)) > bool 5))) != 0",
  ],
  [
    "math with logic",
    "A: {expr: a, instant: true}\nB: {expr: b, instant: true}\nC: {type: math, expression: '$A / ${B} * 100 > 5 && !($B == 0)'}",
    "((((((a) / (b)) * 100) > bool 5) != bool 0) * (((((b) == bool 0)) == bool 0) != bool 0)) != 0",
  ],
  [
    "classic conditions",
    "A: {expr: a}\nC: {type: classic_conditions, conditions: [{evaluator: {type: gt, params: [3]}, query: {params: [A]}, reducer: {type: max}}," +
      " {evaluator: {type: lt, params: [1]}, query: {params: [A]}, reducer: {type: min}, operator: {type: or}}]}",
    "(((max(((max_over_time((a)[600s:15s])) > bool 3)) or vector(0)) + (max(((min_over_time((a)[600s:15s])) < bool 1)) or vector(0))) > bool 0)) != 0",
  ],
] as const)("grafanaExpression says %s in PromQL", ([, yaml, expr]) => {
  // Which brackets matter shows where the rules are evaluated; here, what stands in which order.
  expect(withoutBrackets(translate(yaml))).toBe(withoutBrackets(expr));
});

function withoutBrackets(text: string): string {
  return text.replaceAll(/[()\s]/g, "");
}

test.for([
  ["C: {type: sql, expression: 'select 1'}", "expressions of the type sql are not evaluated"],
  [
    "A: {expr: up}\nC: {type: threshold, expression: A, conditions: [{evaluator: {type: gt, params: [1]}}]}",
    "without being reduced",
  ],
  ["A: {expr: up, instant: true}\nC: {type: math, expression: 'log($A)'}", "math: log is not evaluated"],
  ["A: {expr: 'up{a=\"$b\"} > $c', instant: true}\nC: {type: math, expression: $A}", "variables of Grafana"],
  ["C: {type: math, expression: $C}", "in a circle"],
  ["C: {type: reduce, expression: Z, reducer: last}", "there is no query Z"],
  ["A: {expr: up, datasource: {type: loki}}\nC: {type: reduce, expression: A, reducer: last}", "it asks loki"],
] as const)("grafanaExpression says why %s is not evaluated", ([yaml, message]) => {
  expect(() => translate(yaml)).toThrow(message);
});
