import { expect, test } from "vitest";
import { readRuleFile } from "../../prometheus/rules/read-rule-file.ts";
import { recordedBy, ruleSet, rulesBeside, wantedByRules, writtenKey } from "./rules-beside.ts";

const read = (rules: string, file = "rules.yaml") =>
  ruleSet([readRuleFile(`groups:\n  - name: g\n    rules:\n${rules}`, { file })], 60_000);

const record = '      - { record: "a:b", expr: "sum(x)" }\n';
const alert = (threshold: number, more = "") =>
  `      - { alert: A, expr: "y > ${threshold}", annotations: { text: "t${more}" } }\n`;

test("rules before a change count where they differ, not where they only stand elsewhere", () => {
  const now = read(record + alert(1));
  expect(rulesBeside(now, read(`\n${record}${alert(1)}`, "old/rules.yaml"))).toEqual({ now });
  const before = read(record + alert(2));
  expect(rulesBeside(now, before)).toEqual({ now, before });
  expect(rulesBeside(now, undefined)).toEqual({ now });
});

test("the series of an inference are those that rules now and before read, without those that they record", () => {
  const { rules, skip } = wantedByRules(rulesBeside(read(record), read(alert(1))));
  expect(rules.map(({ expr }) => expr)).toEqual(["sum(x)", "y > 1"]);
  expect([...skip]).toEqual(["a:b"]);
});

test("an alert that nobody reads writes nothing to a server; a recording rule and an alert that is read do", () => {
  const key = (rules: string) => writtenKey({ now: read(rules) });
  expect(key(record + alert(1))).toBe(key(record + alert(2, " else")));
  expect(key(record)).not.toBe(key(record.replace("sum", "max")));
  const reader = "      - { alert: B, expr: \"ALERTS{alertname='A'} == 1\" }\n";
  expect(key(alert(1) + reader)).not.toBe(key(alert(2) + reader));
  expect(key(alert(1, " one") + reader)).toBe(key(alert(1, " two") + reader));
});

test("recorded metrics are known as if the data spec had them", () => {
  expect(recordedBy({ now: read(record + alert(1)) })).toEqual([{ name: "a:b", kind: "gauge" }]);
  expect(recordedBy(undefined)).toEqual([]);
});
