import { expect, test } from "vitest";
import { readRuleFile } from "../../prometheus/rules/read-rule-file.ts";
import type { RuleTest, TestedAlert } from "../result/rule-test.ts";
import { compareRules, type RuleState } from "./compare-rules.ts";

/** The rules of a file as if each alert had fired from a time on. */
function tested(text: string, times: Readonly<Record<string, number>> = {}, file = "r.yaml"): RuleState {
  const rules = readRuleFile(text, { file });
  const alerts = rules.groups.flatMap((group) =>
    group.rules
      .filter(({ kind }) => kind === "alert")
      .map(
        (rule) =>
          ({
            ...{ alert: rule.name, group: group.name, namespace: group.namespace, file, line: rule.line },
            ...{ state: "firing", failures: [], reason: undefined },
            instances: [
              {
                labels: new Map([["alertname", rule.name]]),
                intervals: [{ state: "firing", fromMs: times[rule.name] ?? 0, untilMs: undefined }],
              },
            ],
          }) as unknown as TestedAlert,
      ),
  );
  return { files: [rules], test: { alerts } as unknown as RuleTest };
}
const changes = (now: RuleState, before: RuleState) => {
  const { alerts, removed } = compareRules(now, before);
  return [alerts.map(({ alert, change }) => `${alert.alert} ${change}`), removed.map(({ alert }) => alert)];
};
const group = (rules: string, name = "g") => `groups:\n- name: ${name}\n  rules:\n${rules}`;
const alert = (name: string, rest: string) => `  - {alert: ${name}, ${rest}}\n`;

test("compareRules tells rules that are changed from those that only moved to another line", () => {
  const before = tested(group(alert("A", "expr: up > 1") + alert("B", "expr: up > 2") + alert("C", "expr: up > 3")));
  const now = tested(
    group(
      `  # a comment\n${alert("N", "expr: up")}${alert("A", "expr: up > 1")}${alert("B", "expr: up > 2, for: 5m")}`,
    ),
  );
  expect(changes(now, before)).toEqual([["N new", "A unchanged", "B changed"], ["C"]]);
});

test.for([
  ["labels", "expr: up, labels: {team: a}"],
  ["annotations", "expr: up, annotations: {summary: x}"],
  ["keep_firing_for", "expr: up, keep_firing_for: 5m"],
])("compareRules sees another %s", ([, rest]) => {
  expect(changes(tested(group(alert("A", rest!))), tested(group(alert("A", "expr: up"))))[0]).toEqual(["A changed"]);
});

test("compareRules sees another interval of the group, and a timeline that is another though the rule is the same", () => {
  const plain = group(alert("A", "expr: up"));
  const often = plain.replace("  rules:", "  interval: 15s\n  rules:");
  expect(changes(tested(often), tested(plain))[0]).toEqual(["A changed"]);
  expect(changes(tested(plain, { A: 60_000 }), tested(plain))[0]).toEqual(["A affected"]);
});

test("compareRules follows a name that stands once to another group or file, and pairs equal names in their order", () => {
  const before = tested(group(alert("A", "expr: up") + alert("D", "expr: up") + alert("D", "expr: up > 1")));
  const moved = tested(group(alert("A", "expr: up"), "other"), {}, "new.yaml");
  expect(changes(moved, before)).toEqual([["A unchanged"], ["D", "D"]]);
  const twice = tested(group(alert("D", "expr: up") + alert("D", "expr: up > 2")));
  expect(changes(twice, before)).toEqual([["D unchanged", "D changed"], ["A"]]);
});
