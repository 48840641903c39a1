import { expect, test } from "vitest";
import { inferSpec } from "../infer-spec.ts";
import { specOf } from "../levels/signal.ts";
import { calmRules } from "./calm-rules.ts";

const nowMs = Date.UTC(2026, 10, 24);
const times = { nowMs, stepMs: 15_000 };

test("rules without alerts, and those that do not parse, change nothing", async () => {
  const { metrics } = await inferSpec([], { nowMs, rules: [{ kind: "record", name: "r", expr: "x" }] });
  expect(await calmRules(metrics, [{ kind: "alert", name: "A", expr: "x >" }], times)).toEqual(metrics);
  expect(await calmRules(metrics, [{ kind: "record", name: "r", expr: "x" }], times)).toBe(metrics);
});

test("an alert that reads what a recording rule makes is silent, with the labels that the rule gives", async () => {
  const rules = [
    { kind: "record", name: "a:state", expr: "agent_state", labels: [["team", "x"]] },
    { kind: "alert", name: "A", expr: 'a:state{team="x"} != 5' },
  ] as const;
  const skip = new Set(["a:state"]);
  const overrides = { skip, types: new Map(), labels: new Map(), levels: new Map() };
  const { metrics } = await inferSpec([], { nowMs, rules, overrides });
  const values = metrics[0]!.series.map(({ signal }) => specOf(signal));
  expect(new Set(values)).toEqual(new Set([5]));
});
