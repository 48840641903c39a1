import { expect, test } from "vitest";
import { emptyUsage, metricUse } from "../read/usage.ts";
import { stateSet } from "./state-set.ts";

/** The states of each member that hold, by the member's label `pod`. */
function holding(
  name: string,
  label: string,
  states: readonly string[],
  { members = 3, asked = false, more = {} } = {},
) {
  const use = metricUse(emptyUsage(), name)!;
  if (asked) use.comparisons.push({ conditions: [], all: [{ op: "==", value: 1 }] });
  const rows = Array.from({ length: members }, (_, index) =>
    states.map((state) => ({
      labels: new Map(Object.entries({ pod: `p${index}`, [label]: state, ...more })),
      index,
    })),
  ).flat();
  const set = stateSet(use, rows);
  return set === undefined
    ? undefined
    : Array.from({ length: members }, (_, index) =>
        rows.filter((row) => row.index === index && set.get(row) === 1).map(({ labels }) => labels.get(label)),
      );
}

test("stateSet lets exactly one state of each member hold, one that is well", () => {
  expect(holding("pod_status_phase", "phase", ["Failed", "Running", "Pending"])).toEqual([
    ["Running"],
    ["Running"],
    ["Running"],
  ]);
  expect(holding("cluster_health_status", "color", ["red", "green"], { members: 1 })).toEqual([["green"]]);
});

test("stateSet lets the last member be unwell if queries look for such", () => {
  expect(holding("unit_state", "state", ["failed", "active"], { asked: true })).toEqual([
    ["active"],
    ["active"],
    ["failed"],
  ]);
});

test("stateSet lets no state hold where only bad ones are asked for", () => {
  expect(holding("pod_status_phase", "phase", ["Failed"])).toEqual([[], [], []]);
});

test("stateSet knows conditions that are well if they do not hold", () => {
  const words = ["false", "true", "unknown"];
  expect(holding("node_status_condition", "status", words, { members: 1, more: { condition: "Ready" } })).toEqual([
    ["true"],
  ]);
  expect(
    holding("node_status_condition", "status", words, { members: 1, more: { condition: "DiskPressure" } }),
  ).toEqual([["false"]]);
});

test("stateSet leaves counts by state alone", () => {
  expect(holding("connections", "state", ["active", "idle"])).toBeUndefined();
  expect(holding("pod_status_phase", "code", ["200", "500"])).toBeUndefined();
});
