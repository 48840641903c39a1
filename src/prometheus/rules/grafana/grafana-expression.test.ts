import { expect, test } from "vitest";
import { parse } from "yaml";
import { readGrafanaRule } from "./grafana-rule.ts";

/** A rule's data in short: `refId: model`; a model without `expr` is an expression. */
function rule(yaml: string, condition = "C"): Map<string, unknown> {
  const models = parse(yaml, { mapAsMap: true }) as Map<string, Map<string, unknown>>;
  const data = [...models].map(([refId, model]) => {
    const times = new Map([
      ["from", 600],
      ["to", Number(model.get("to") ?? 0)],
    ]);
    return new Map<string, unknown>([
      ["refId", refId],
      ["datasourceUid", model.has("expr") ? "prom" : "__expr__"],
      ["model", model],
      ["relativeTimeRange", times],
    ]);
  });
  return new Map<string, unknown>([
    ["title", "R"],
    ["condition", condition],
    ["data", data],
  ]);
}

function translate(yaml: string): string {
  const read = readGrafanaRule(rule(yaml));
  if ("reason" in read) throw new Error(read.reason);
  expect(read.managed.isTranslated).toBe(true);
  return read.expr.replaceAll("\n", "");
}

test.for([
  [
    "an instant query and a threshold",
    "A: {expr: up, instant: true}\nC: {type: threshold, expression: A, conditions: [{evaluator: {type: lt, params: [1]}}]}",
    "(up) < 1",
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
    "A: {expr: 'up{a=\"$b\"} > $c', instant: true}\nC: {type: math, expression: $A}",
    "its query has variables of Grafana",
  ],
  ["C: {type: math, expression: $C}", "expressions use each other in a circle"],
  ["C: {type: reduce, expression: Z, reducer: last}", "there is no query Z"],
  [
    "A: {expr: up, datasource: {type: loki}}\nC: {type: reduce, expression: A, reducer: last}",
    "it asks loki, not Prometheus",
  ],
  [
    "A: {expr: up}\nB: {type: threshold, expression: A, conditions: [{unloadEvaluator: {type: lt, params: [1]}}]}\nC: {type: math, expression: $B}",
    "the recovery threshold B is not the condition",
  ],
] as const)("readGrafanaRule says why %s is not evaluated", ([yaml, reason]) => {
  expect(readGrafanaRule(rule(yaml))).toEqual({ name: "R", reason });
});

test.for([
  ["A: {expr: up}\nC: {type: threshold, expression: A, conditions: [{evaluator: {type: gt, params: [1]}}]}", "(up)"],
  ["A: {expr: up, instant: true}\nB: {expr: down}\nC: {type: math, expression: 'log($A)'}", "(up) or (down)"],
] as const)("readGrafanaRule reads %s, whose condition PromQL cannot say, with its queries", ([yaml, expr]) => {
  const read = readGrafanaRule(rule(yaml));
  expect(read).toMatchObject({ managed: { isTranslated: false } });
  expect("expr" in read && read.expr.replaceAll("\n", "")).toBe(expr);
});

// 600 seconds are one point of 43,200 in less than a second: the least step is `intervalMs`, 1 second if it is not given.
test.for([
  ["expr: 'a[$__interval] b[$__rate_interval] c[$__range]'", "a[1s] b[1m] c[600s]", 1000],
  ["expr: 'a[${__rate_interval}] $__interval_ms', intervalMs: 60000", "a[75s] 60000", 60_000],
  ["expr: 'a[$__rate_interval]', interval: 30s", "a[2m]", 30_000],
  ["expr: 'a[$__rate_interval]', maxDataPoints: 10", "a[1m]", 60_000],
] as const)("readGrafanaRule fills in Grafana's intervals: %s", ([model, expr, stepMs]) => {
  const read = readGrafanaRule(rule(`A: {${model}}\nC: {type: reduce, expression: A, reducer: last}`));
  expect(read).toMatchObject({ managed: { queries: [{ expr, stepMs, isInstant: false, fromMs: 600_000, toMs: 0 }] } });
});
