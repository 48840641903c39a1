import { expect, test } from "vitest";
import { readRuleFile } from "../../prometheus/rules/read-rule-file.ts";
import { ruleSet } from "../alerts/rules-beside.ts";
import { metricsOf, ruleMetrics, sharedMetrics } from "./rule-metrics.ts";

const rules = `
groups:
  - name: first
    rules:
      - { record: "job:errors:ratio", expr: "job:errors:rate5m / job:requests:rate5m" }
      - { record: "job:errors:rate5m", expr: 'sum by (job) (rate(http_requests_total{code=~"5.."}[5m]))' }
      - { record: "job:requests:rate5m", expr: "sum by (job) (rate(http_requests_total[5m]))" }
      - { record: "loop", expr: "loop + other" }
`;
const metrics = ruleMetrics(ruleSet([readRuleFile(rules, { file: "rules.yaml" })], 60_000).checked.groups);
const namesOf = (query: string) => metricsOf(metrics.ofQuery(query));
const shared = (one: string, other: string) => [...sharedMetrics(metrics.ofQuery(one), metrics.ofQuery(other))].sort();

test("a recorded metric stands for those that its rule reads, through several rules", () => {
  expect(namesOf("job:errors:ratio > 0.05")).toEqual([
    "http_requests_total",
    "job:errors:rate5m",
    "job:errors:ratio",
    "job:requests:rate5m",
  ]);
});

test("a rule that reads itself ends, and a name may stand in a matcher", () => {
  expect(namesOf("loop")).toEqual(["loop", "other"]);
  expect(namesOf('{__name__="other", job="a"} and {job="b"}')).toEqual(["other"]);
});

test("what does not parse reads nothing", () => {
  expect(namesOf("sum(")).toEqual([]);
});

test("sharedMetrics leaves out metrics of which the two read different series", () => {
  expect(shared('up{job="a"}', 'up{job="b"}')).toEqual([]);
  expect(shared('up{job="a"} and down', 'up{job="b"} or down{job="c"}')).toEqual(["down"]);
  expect(shared('up{job=~"a.*"}', 'up{job="b"}')).toEqual(["up"]);
});

test("sharedMetrics follows recorded metrics, and decides at the recorded metric that both read", () => {
  expect(shared("job:errors:rate5m", 'http_requests_total{code="200"}')).toEqual(["http_requests_total"]);
  expect(shared('job:errors:rate5m{job="a"}', 'job:errors:rate5m{job="b"}')).toEqual([]);
  expect(shared('job:errors:rate5m{job="a"}', 'job:requests:rate5m{job="b"}')).toEqual(["http_requests_total"]);
});
