import { expect, test } from "vitest";
import { addFilters } from "./ad-hoc-filters.ts";

const job = { key: "job", operator: "=", value: "a" };

test.for([
  ["x", 'x{job="a"}'],
  ['sum(x{a="b",}) / y{}', 'sum(x{a="b",job="a"}) / y{job="a"}'],
  ["x > x offset 1w", 'x{job="a"} > x{job="a"} offset 1w'],
  ['rate({__name__="x"}[5m])', 'rate({__name__="x",job="a"}[5m])'],
  ["no promql(", "no promql("],
  ["vector(1) + time()", "vector(1) + time()"],
  ['x{job="a"} + y{job="b"}', 'x{job="a"} + y{job="b",job="a"}'],
  ['x{a="b", job!="a"}', 'x{a="b", job="a"}'],
] as const)("addFilters puts a condition into every selector of %s", ([query, expected]) => {
  expect(addFilters(query, [job])).toBe(expected);
});

test.for([
  ["one of", { operator: "=|", value: "a", values: ["a.b", "c"] }, 'x{k=~"a\\\\.b|c"}'],
  ["none of", { operator: "!=|", value: "a", values: ["a", "c"] }, 'x{k!~"a|c"}'],
  ["one of a single value", { operator: "=|", value: "a" }, 'x{k=~"a"}'],
  ["a pattern", { operator: "=~", value: "a.*" }, 'x{k=~"a.*"}'],
  ["no pattern", { operator: "!~", value: 'a"' }, 'x{k!~"a\\""}'],
  ["what no server takes", { operator: "<", value: "5" }, 'x{k<"5"}'],
] as const)("addFilters writes %s", ([, filter, expected]) => {
  expect(addFilters("x", [{ key: "k", ...filter }])).toBe(expected);
});

test("addFilters fills in variables that filters name, and writes a condition once", () => {
  const filters = [job, { ...job, operator: "!=" }, { key: "pod", operator: "=", value: "$pod" }];
  expect(addFilters("x", filters, (text) => text.replace("$pod", 'p"1'))).toBe('x{job!="a",pod="p\\"1"}');
});
