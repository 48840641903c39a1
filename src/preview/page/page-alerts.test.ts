import { expect, test } from "vitest";
import type { RuleTest, TestedAlert } from "../../alerts/result/rule-test.ts";
import { readRuleFile } from "../../prometheus/rules/read-rule-file.ts";
import { ruleSet } from "../alerts/rules-beside.ts";
import { pageAlerts } from "./page-alerts.ts";

const now = ruleSet(
  [readRuleFile('groups: [{name: g, rules: [{alert: A, expr: "x > 1"}]}]', { file: "r.yaml" })],
  60_000,
);

const alertOf = (more: Partial<TestedAlert>): TestedAlert => ({
  ...{ alert: "A", expr: "x > 1", group: "g", namespace: undefined, file: "r.yaml", line: 1 },
  ...{ forMs: 0, keepFiringForMs: 0, intervalMs: 60_000, state: "inactive", instances: [], failures: [] },
  reason: undefined,
  ...more,
});

const testOf = (alerts: readonly TestedAlert[]): RuleTest => ({
  ...{ window: { fromMs: 0, toMs: 600_000 }, alerts, records: [], unevaluated: [], problems: [] },
  ...{ expectations: [], warnings: [] },
});

const instance = (job: string, state: "pending" | "firing", value = 2) => ({
  labels: new Map([["job", job]]),
  intervals: [
    { state, fromMs: 60_000, untilMs: undefined, value, annotations: new Map([["summary", `${job} fails`]]) },
  ],
});

test("alerts that fire come before those that were pending, with their texts where a state begins", () => {
  const instances = [instance("quiet", "pending"), instance("loud", "firing", Number.POSITIVE_INFINITY)];
  const { rules, range } = pageAlerts({ now: testOf([alertOf({ state: "firing", instances })]) }, { now }, {});
  expect(range).toEqual({ fromMs: 0, toMs: 600_000 });
  expect(rules[0]!.instances.map(({ labels }) => labels["job"])).toEqual(["loud", "quiet"]);
  expect(rules[0]!.instances[0]!.spans).toEqual([
    { state: "inactive", fromMs: 0, toMs: 60_000 },
    { state: "firing", fromMs: 60_000, toMs: 600_000, value: "+Inf", annotations: { summary: "loud fails" } },
  ]);
  expect(rules[0]!.metrics).toEqual(["x"]);
});

test("two rules of one name in a group have keys of their own", () => {
  const { rules } = pageAlerts({ now: testOf([alertOf({}), alertOf({ line: 2 })]) }, { now }, {});
  expect(new Set(rules.map(({ key }) => key)).size).toBe(2);
});

test("of too many rules and alerts those that fire stay, and the page says how many are left out", () => {
  const many = Array.from({ length: 600 }, (_, index) => alertOf({ alert: `A${index}` }));
  const instances = Array.from({ length: 60 }, (_, index) =>
    instance(String(index), index === 59 ? "firing" : "pending"),
  );
  const { rules, rulesLeftOut } = pageAlerts(
    { now: testOf([...many, alertOf({ alert: "Last", state: "firing", instances })]) },
    { now },
    {},
  );
  expect([rules.length, rulesLeftOut]).toEqual([500, 101]);
  expect(rules.at(-1)).toMatchObject({ alert: "Last", instancesLeftOut: 10 });
  expect(rules.at(-1)!.instances[0]!.labels).toEqual({ job: "59" });
});

test("long texts are cut", () => {
  const long = { ...instance("a", "firing"), labels: new Map([["job", "x".repeat(9000)]]) };
  const { rules } = pageAlerts({ now: testOf([alertOf({ instances: [long] })]) }, { now }, {});
  expect(rules[0]!.instances[0]!.labels["job"]).toHaveLength(2001);
});

test("rules before a change are told apart: changed, added, removed", () => {
  const before = testOf([alertOf({}), alertOf({ alert: "Gone" }), alertOf({ alert: "Other", forMs: 60_000 })]);
  const made = pageAlerts(
    { now: testOf([alertOf({}), alertOf({ alert: "New" }), alertOf({ alert: "Other" })]), before },
    { now, before: now },
    { base: "main" },
  );
  expect(made.rules.map(({ alert, change }) => [alert, change])).toEqual([
    ["A", "unchanged"],
    ["New", "added"],
    ["Other", "changed"],
  ]);
  expect(made.before!.rules.map(({ alert, change }) => [alert, change])).toEqual([
    ["A", "unchanged"],
    ["Gone", "removed"],
    ["Other", "changed"],
  ]);
});
