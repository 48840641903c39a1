import { expect, test } from "vitest";
import { addFilters } from "./ad-hoc-filters.ts";

test.for([
  ["x", 'x{job="a"}'],
  ['sum(x{a="b",}) / y{}', 'sum(x{a="b",job="a"}) / y{job="a"}'],
  ["x > x offset 1w", 'x{job="a"} > x{job="a"} offset 1w'],
  ["no promql(", "no promql("],
] as const)("addFilters puts conditions into every selector of %s", ([query, expected]) => {
  const filters = [
    { key: "job", operator: "=", value: "a" },
    { key: 'x"} or y{', operator: "=", value: "" },
  ];
  expect(addFilters(query, filters)).toBe(expected);
});
