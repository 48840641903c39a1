import { expect, test } from "vitest";
import { readRuleFile } from "../../prometheus/rules/read-rule-file.ts";
import { inferSpec } from "../infer-spec.ts";
import { emptyUsage } from "../read/usage.ts";
import { fromRules, readRuleQuery, ruleQueries } from "./from-rules.ts";

const readRules = (text: string, place: { readonly file: string }) => ruleQueries(readRuleFile(text, place).groups);
const nowMs = Date.UTC(2026, 10, 24);

test.for([
  ["brackets in brackets", `groups: ${"[".repeat(5000)}`, /^rules\.yaml:1: nested deeper/],
  ["an alias of nothing", "groups: [*a]", /^rules\.yaml: not valid YAML/],
  ["very many aliases", `a: &a [1, 1]\ngroups: [${"*a,".repeat(900)}]`, /^rules\.yaml: not valid YAML/],
] as const)("readRules says what is wrong with %s", ([, text, message]) => {
  expect(() => readRules(text, { file: "rules.yaml" })).toThrow(message);
});

const rules = `groups:
  - name: shop
    rules:
      - {record: "shop:orders:rate5m", expr: "sum by (shop) (rate(orders_total[5m]))"}
      - {alert: Slow, expr: "shop:orders:rate5m < 1 and queue_length > 100", for: 5m}
`;

test("fromRules generates recorded metrics unless the target computes them", async () => {
  const read = readRules(rules, { file: "rules.yaml" });
  const names = async (evaluated: boolean) => {
    const { rules: queries, skip } = fromRules(read, { evaluated });
    const overrides = { skip, types: new Map(), labels: new Map(), levels: new Map() };
    return (await inferSpec([], { nowMs, rules: queries, overrides })).metrics.map(({ name }) => name).sort();
  };
  expect(await names(false)).toEqual(["orders_total", "queue_length", "shop:orders:rate5m"]);
  expect(await names(true)).toEqual(["orders_total", "queue_length"]);
});

test("readRules refuses a file without groups", () => {
  expect(() => readRules("a: 1", { file: "rules.yaml" })).toThrow(/rules\.yaml: no rule groups/);
});

test("readRules reads a PrometheusRule resource, and passes over rules without an expression", () => {
  const text =
    "spec:\n  groups:\n    - rules: [{alert: A, expr: up == 0}, {alert: B}, {record: r, expr: up}, {expr: x}]\n";
  expect(readRules(text, { file: "rules.yaml" })).toEqual([
    { kind: "alert", name: "A", expr: "up == 0" },
    { kind: "record", name: "r", expr: "up" },
  ]);
});

test("labels that an alert's templates show are labels of what it asks for, so that no notification has a hole", async () => {
  const [rule] = readRules(
    `groups:
  - name: g
    rules:
      - alert: Backlog
        expr: queue_messages > 100
        labels: {team: "{{ .Labels.team }}"}
        annotations: {summary: "{{ $labels.queue }} has {{ $value }} of {{ $labels.queue }}"}
`,
    { file: "rules.yaml" },
  );
  expect(rule!.shows).toEqual(["team", "queue"]);
  const { metrics } = await inferSpec([], { nowMs, rules: [rule!] });
  const keys = metrics.flatMap(({ series }) => series).map(({ labels }) => [...labels.keys()]);
  expect(keys.length).toBeGreaterThan(0);
  for (const of of keys) expect(of).toEqual(expect.arrayContaining(["queue", "team"]));
});

test("readRuleQuery leaves out what an alert compares with, and keeps it of a recorded metric", () => {
  const usage = emptyUsage();
  readRuleQuery(usage, { kind: "alert", name: "A", expr: "queue_length > 100" });
  readRuleQuery(usage, { kind: "record", name: "r", expr: "load > 5" });
  readRuleQuery(usage, { kind: "record", name: "broken", expr: "sum(" });
  expect([...usage.metrics.keys()]).toEqual(["queue_length", "load"]);
  expect(usage.metrics.get("queue_length")!.comparisons).toEqual([]);
  expect(usage.metrics.get("load")!.comparisons).toEqual([{ conditions: [], all: [{ op: ">", value: 5 }] }]);
  expect([...usage.metrics.get("queue_length")!.users]).toEqual(["alert A"]);
});
