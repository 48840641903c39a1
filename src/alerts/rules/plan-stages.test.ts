import { expect, test } from "vitest";
import { readRuleFile } from "../../prometheus/rules/read-rule-file.ts";
import { checkRules } from "./check-rules.ts";
import { isStepwise, planStages } from "./plan-stages.ts";

function stages(...groups: string[]): string[] {
  const text = `groups:\n${groups.map((rules, index) => `  - {name: g${index}, rules: [${rules}]}\n`).join("")}`;
  const { groups: read } = checkRules(readRuleFile(text, { file: "r" }).groups, 60_000);
  return planStages(read).map(
    (stage) =>
      `${stage.rules.map(({ rule, isRead }) => rule.name + (isRead ? "!" : "")).join(" ")}${isStepwise(stage) ? " stepwise" : ""}`,
  );
}
const record = (name: string, expr: string) => `{record: "${name}", expr: '${expr}'}`;
const alert = (name: string, expr: string) => `{alert: ${name}, expr: '${expr}'}`;

test("planStages evaluates groups after those that they read, and rules in the order of their group", () => {
  expect(stages(`${alert("A", "b > 1")}, ${alert("C", "up")}`, record("b", "sum(x)"))).toEqual(["b!", "A", "C"]);
});

test("planStages evaluates instant by instant where a rule reads a later one, itself, or another group that reads it", () => {
  expect(stages(`${record("a", "b")}, ${record("c", "up")}, ${record("b", "x")}, ${record("d", "a")}`)).toEqual([
    "a! c b! stepwise",
    "d",
  ]);
  expect(stages(record("n", "n + 1 or vector(0)"))).toEqual(["n! stepwise"]);
  expect(stages(record("a", "b"), record("b", "a"))).toEqual(["a! b! stepwise"]);
});

test("planStages knows which alerts are read as ALERTS, and by templates", () => {
  const reads = alert("R", 'count(ALERTS{alertname="A"})');
  expect(stages(`${alert("A", "x")}, ${alert("B", "y")}, ${reads}`)).toEqual(["A!", "B", "R"]);
  const asks = `{alert: T, expr: up, annotations: {s: '{{ query "r" | first | value }}'}}`;
  expect(stages(asks, record("r", "x"))).toEqual(["r!", "T"]);
});
