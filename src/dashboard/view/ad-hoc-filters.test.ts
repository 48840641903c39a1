import { expect, test } from "vitest";
import { filterMatcher, readFilters, showFilter } from "./ad-hoc-filters.ts";

test("readFilters takes filters with an origin first, base filters only with one, and none that Grafana sends nowhere", () => {
  const body = {
    baseFilters: [
      { key: "base", operator: "=", value: "only for keys" },
      { key: "region", operator: "=", value: "eu", origin: "dashboard" },
    ],
    filters: [
      { key: "env", operator: "=|", value: "prod", values: ["prod", "stage"] },
      { key: "old", value: "a" },
      { key: "team", operator: "!=", value: "ops", origin: "scope" },
      { key: "zone", operator: "=~", value: ".*" },
      { key: "any", operator: "=|", value: "$__all", values: ["$__all"] },
      { key: "", operator: "=", value: "x" },
      { key: "empty", operator: "=", value: "" },
      { key: "gone", operator: "=", value: "x", nonApplicable: true },
      { key: "pod", operator: "groupBy", value: "pod" },
      null,
    ],
  };
  expect(readFilters(body)).toEqual([
    { key: "region", operator: "=", value: "eu" },
    { key: "team", operator: "!=", value: "ops" },
    { key: "env", operator: "=|", value: "prod", values: ["prod", "stage"] },
    { key: "old", operator: "=", value: "a" },
  ]);
});

test.for([
  [
    { key: "a", operator: "=", value: "b.c" },
    { name: "a", op: "=", value: "b.c" },
  ],
  [
    { key: "a", operator: "!=", value: "b" },
    { name: "a", op: "!=", value: "b" },
  ],
  [
    { key: "a", operator: "=~", value: "b.*" },
    { name: "a", op: "=~", value: "b.*" },
  ],
  [
    { key: "a", operator: "!~", value: "b|c" },
    { name: "a", op: "!~", value: "b|c" },
  ],
  [
    { key: "a", operator: "=|", value: "b", values: ["b.c", "d|e", "f\\"] },
    { name: "a", op: "=~", value: "b\\.c|d\\|e|f\\\\" },
  ],
  [
    { key: "a", operator: "!=|", value: "b+" },
    { name: "a", op: "!~", value: "b\\+" },
  ],
  [
    { key: "k8s.pod", operator: "=", value: "b" },
    { name: "k8s.pod", op: "=", value: "b" },
  ],
  [{ key: "a", operator: "<", value: "5" }, undefined],
  [{ key: "a", operator: ">=", value: "5" }, undefined],
  [{ key: 'a"} or b{c', operator: "=", value: "5" }, undefined],
  [{ key: "$a", operator: "=", value: "5" }, undefined],
] as const)("filterMatcher makes of %o the matcher %o", ([filter, expected]) => {
  expect(filterMatcher(filter)).toEqual(expected);
});

test("showFilter shows key, operator and values", () => {
  expect(showFilter({ key: "env", operator: "=|", value: "prod", values: ["prod", "stage"] })).toBe(
    "env =| prod, stage",
  );
  expect(showFilter({ key: "n", operator: "<", value: "5" })).toBe("n < 5");
});
