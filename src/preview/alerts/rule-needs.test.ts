import { expect, test } from "vitest";
import { checkRules } from "../../alerts/rules/check-rules.ts";
import { readRuleFile } from "../../prometheus/rules/read-rule-file.ts";
import { ruleNeeds, seriesNeeds } from "./rule-needs.ts";

test("ruleNeeds adds up ranges, what recording rules look back, and a group's offset", () => {
  const text = `groups:
  - name: g
    query_offset: 1m
    rules:
      - {record: "r", expr: "rate(x[10m])"}
      - {alert: A, expr: "avg_over_time(r[1h]) > 1"}
      - {alert: B, expr: "vector(1) > 0"}
`;
  const { groups } = checkRules(readRuleFile(text, { file: "r.yaml" }).groups, 60_000);
  const minutes = ruleNeeds(groups, { fromMs: 0, toMs: 3_600_000 }).map(({ place, ms }) => [place, ms / 60_000]);
  expect(minutes).toEqual([
    ["r", 11],
    ["A", 72],
    ["B", 1],
  ]);
});

test("seriesNeeds gives series the longest look of all rules that read them, through records; no name may be any", () => {
  const needsOf = (more: string) => {
    const text = `groups:
  - name: g
    rules:
      - {record: "r", expr: "rate(x[10m])"}
      - {alert: A, expr: "avg_over_time(r[1h]) > 1 and y > 1"}
      - {alert: B, expr: "max_over_time(z[2h]) > y"}${more}
`;
    const { groups } = checkRules(readRuleFile(text, { file: "r.yaml" }).groups, 60_000);
    const needs = seriesNeeds(groups, { fromMs: 0, toMs: 3_600_000 });
    return needs && Object.fromEntries([...needs].map(([name, ms]) => [name, ms / 60_000]));
  };
  expect(needsOf("")).toEqual({ r: 70, x: 70, y: 120, z: 120 });
  expect(needsOf(`\n      - {alert: C, expr: 'count({job="a"}) > 1'}`)).toBeUndefined();
});
