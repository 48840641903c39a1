import { expect, test } from "vitest";
import { readRuleFile } from "./read-rule-file.ts";

const read = (text: string) => readRuleFile(text, { file: "r.yaml" });

test("readRuleFile reads every form of rules, and the place of each", () => {
  const text = `# Prometheus
groups:
  - name: plain
    interval: 30s
    limit: 5
    query_offset: 1m
    labels: {team: shop, tier: a}
    rules:
      - alert: A
        expr: up == 0
        for: 5m
        keep_firing_for: 1h30m
        labels: {tier: b}
        annotations: {summary: "{{ $value }}"}
---
apiVersion: v1
kind: List
items:
  - kind: PrometheusRule
    apiVersion: monitoring.coreos.com/v1
    metadata: {namespace: prod}
    spec: {groups: [{name: resource, rules: [{record: r, expr: 1}]}]}
---
tenant-namespace:
  - {name: mimir, rules: [{alert: M, expr: up}], source_tenants: [a]}
---
apiVersion: loki.grafana.com/v1
kind: AlertingRule
spec: {groups: [{name: logs, rules: [{alert: L, expr: 'rate({a="b"}[5m]) > 1'}]}]}
---
kind: ConfigMap
data:
  shop.yaml: |
    groups: [{name: held, rules: [{alert: C, expr: up}]}]
---
{name: single, rules: [{alert: S, expr: 'sum(rate({a="b"} |= "x" [5m]))'}]}
`;
  const { groups, problems } = read(text);
  expect(problems).toEqual([]);
  expect(groups.map(({ name, namespace, dialect, file, line }) => [name, namespace, dialect, file, line])).toEqual([
    ["plain", undefined, "prometheus", "r.yaml", 3],
    ["resource", "prod", "prometheus", "r.yaml", 22],
    ["mimir", "tenant-namespace", "prometheus", "r.yaml", 25],
    ["logs", undefined, "loki", "r.yaml", 29],
    ["held", undefined, "prometheus", "r.yaml#shop.yaml", 1],
    ["single", undefined, "loki", "r.yaml", 36],
  ]);
  expect(groups[0]).toMatchObject({ intervalMs: 30_000, limit: 5, queryOffsetMs: 60_000 });
  expect(groups[0]!.rules).toEqual([
    {
      kind: "alert",
      name: "A",
      expr: "up == 0",
      forMs: 300_000,
      keepFiringForMs: 5_400_000,
      labels: [
        ["team", "shop"],
        ["tier", "b"],
      ],
      annotations: [["summary", "{{ $value }}"]],
      line: 9,
    },
  ]);
  expect(groups[1]!.rules[0]!.expr).toBe("1");
});

test.for([
  ["groups: [{name: a, rules: [{alert: A}]}]", 'rule "A" has no `expr`'],
  ["groups: [{name: a, rules: [{alert: A, record: b, expr: up}]}]", "a rule has both `alert` and `record`"],
  ["groups: [{name: a, rules: [{record: b, expr: up, for: 5m}]}]", 'recording rule "b" has `for`'],
  ["groups: [{name: a}, {name: a}]", 'two groups are named "a"'],
  ["groups: [{rules: []}]", "a group has no name"],
  ["groups: [{name: a, rules: {a: 1}}]", "`rules` is no list"],
  ["groups: [{name: a, rules: [{alert: A, expr: up, labels: [a]}]}]", "`labels` is no map"],
] as const)("readRuleFile says what is wrong with %s", ([text, message]) => {
  expect(read(text).problems).toContainEqual({ file: "r.yaml", line: 1, message });
});

test.for([
  ["a: 1", /^r\.yaml: no rule groups/],
  ["groups:\n  - name: [\n", /^r\.yaml:\d: not valid YAML/],
  ["groups: [*a]", /^r\.yaml:1: not valid YAML|^r\.yaml: not valid YAML/],
  [`groups: ${"[".repeat(5000)}`, /^r\.yaml:1: nested deeper/],
  ["x".repeat(4 * 1024 * 1024 + 1), /^r\.yaml: larger than 4 MiB/],
] as const)("readRuleFile refuses what is no rule file", ([text, message]) => {
  expect(() => read(text)).toThrow(message);
});
