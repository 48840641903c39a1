import { expect, test } from "vitest";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { emptyUsage, metricUse, type ValueComparison } from "../read/usage.ts";
import { compared, holds, solve } from "./compare.ts";

const comparison = (text: string): ValueComparison => {
  const [op, value] = text.split(" ");
  return { op: op as ValueComparison["op"], value: Number(value) };
};

test.for<[value: number | undefined, ...all: string[]]>([
  [3, "== 3"],
  // Beyond the highest bound by three tenths of it.
  [130, "> 100", ">= 5"],
  [1, "!= 0"],
  [0, "< 1"],
  [6, "> 2", "< 10"],
  [80, "< 100"],
  [undefined, "== 3", "== 4"],
  [undefined, "> 5", "< 2"],
])("solve finds %s for %s %s", ([expected, ...all]) => {
  const found = solve(all.map(comparison));
  expect(found).toBe(expected);
  if (found !== undefined) expect(all.every((one) => holds(found, comparison(one)))).toBe(true);
});

function comparedIn(...comparisons: readonly (readonly string[])[]) {
  const use = metricUse(emptyUsage(), "x")!;
  for (const all of comparisons) use.comparisons.push({ conditions: [], all: all.map(comparison) });
  return compared(use, createPatternCache());
}

test("compared takes whole numbers that are compared for being equal for states", () => {
  const found = comparedIn(["== 0"], ["== 2"]);
  expect(found?.state).toBe(true);
  expect(found?.valuesFor({ labels: new Map(), index: 0 })).toEqual([0, 2]);
  expect(comparedIn(["> 500"])?.state).toBe(false);
  expect(comparedIn(["== 500"])?.state).toBe(false);
});

test("compared says nothing of comparisons that hold for nearly everything, nor where there are none", () => {
  expect([comparedIn(), comparedIn(["> 0"]), comparedIn(["!= -1", ">= 0"])]).toEqual([undefined, undefined, undefined]);
});

test("compared gives a row the values of those comparisons alone whose conditions it satisfies", () => {
  const use = metricUse(emptyUsage(), "x")!;
  use.comparisons.push({ conditions: [{ name: "host", op: "=", value: "a" }], all: [comparison("== 2")] });
  const found = compared(use, createPatternCache());
  const valuesFor = (host: string) => found?.valuesFor({ labels: new Map([["host", host]]), index: 0 });
  expect([valuesFor("a"), valuesFor("b")]).toEqual([[2], []]);
});
