import { expect, test } from "vitest";
import { readRuleFile } from "../../prometheus/rules/read-rule-file.ts";
import { ruleSet } from "../alerts/rules-beside.ts";
import { ruleMetrics } from "./rule-metrics.ts";

const rules = `
groups:
  - name: first
    rules:
      - { record: "job:errors:ratio", expr: "job:errors:rate5m / job:requests:rate5m" }
      - { record: "job:errors:rate5m", expr: 'sum by (job) (rate(http_requests_total{code=~"5.."}[5m]))' }
      - { record: "job:requests:rate5m", expr: "sum by (job) (rate(http_requests_total[5m]))" }
      - { record: "loop", expr: "loop + other" }
`;
const { groups } = ruleSet([readRuleFile(rules, { file: "rules.yaml" })], 60_000).checked;

test("a recorded metric stands for those that its rule reads, through several rules", () => {
  expect(ruleMetrics(groups).ofQuery("job:errors:ratio > 0.05")).toEqual([
    "http_requests_total",
    "job:errors:rate5m",
    "job:errors:ratio",
    "job:requests:rate5m",
  ]);
});

test("a rule that reads itself ends, and a name may stand in a matcher", () => {
  expect(ruleMetrics(groups).ofQuery("loop")).toEqual(["loop", "other"]);
  expect(ruleMetrics(groups).ofQuery('{__name__="other", job="a"} and {job="b"}')).toEqual(["other"]);
});

test("what does not parse reads nothing", () => {
  expect(ruleMetrics(groups).ofQuery("sum(")).toEqual([]);
});
