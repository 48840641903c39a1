import { expect, test } from "vitest";
import { runConditions } from "./conditions.ts";
import { type Inputs, noData, numberOf, scalarOf, type Value } from "./value.ts";

const series = (...values: (number | null)[]): Value => ({
  ...{ kind: "series", labels: new Map(), timesMs: values.map((_, at) => at), values },
});
const nan = Number.NaN;
const inputs: Inputs = new Map<string, readonly Value[]>([
  ["A", [series(4, nan, 10, 7, null)]],
  ["T", [series(1), series(9)]],
  ["N", [series(nan)]],
  ["E", [noData]],
  ["I", [numberOf(5)]],
  ["S", [scalarOf(1)]],
]);
const condition = (refId: string, reducer: string, type: string, params: readonly number[], operator = "and") => ({
  evaluator: { type, params },
  operator: { type: operator },
  query: { params: [refId] },
  reducer: { type: reducer },
});
const run = (...conditions: ReturnType<typeof condition>[]) => runConditions(conditions, inputs)[0]!.values[0];

test.for([
  ["avg", 7],
  ["sum", 21],
  ["min", 4],
  ["max", 10],
  ["count", 5],
  ["last", 7],
  ["median", 7],
  ["diff", 3],
  ["diff_abs", 3],
  ["percent_diff", 75],
  ["percent_diff_abs", 75],
  ["count_non_null", 3],
] as const)("the reducer %s of 4, NaN, 10, 7 and a missing one is %s", ([reducer, expected]) => {
  expect(run(condition("A", reducer, "eq", [expected]))).toBe(1);
});

test("one series that passes is enough", () => {
  expect(run(condition("T", "last", "gt", [5]))).toBe(1);
  expect(run(condition("T", "last", "gt", [10]))).toBe(0);
});

test("without anything to look at the result is missing, unless no value is asked for", () => {
  for (const refId of ["N", "E"]) {
    expect(run(condition(refId, "last", "gt", [0]))).toBeNull();
    expect(run(condition(refId, "last", "no_value", []))).toBe(1);
  }
  expect(run(condition("A", "last", "no_value", []))).toBe(0);
  expect(run(condition("I", "last", "gt", [4]))).toBe(1);
});

test("conditions are joined from the first on, each by its own operator", () => {
  const [yes, no] = [condition("T", "last", "gt", [5]), condition("T", "last", "gt", [10])];
  const or = (one: ReturnType<typeof condition>, type = "or") => ({ ...one, operator: { type } });
  expect(run(yes, no)).toBe(0);
  expect(run(yes, or(no))).toBe(1);
  expect(run(no, or(no), or(yes))).toBe(1);
  expect(run(yes, or(no), no)).toBe(0);
  expect(run(condition("E", "last", "gt", [0]), or(yes))).toBeNull();
  // Once they hold, `logic-or` looks no further, so that what is missing behind it does not count.
  expect(run(yes, or(condition("E", "last", "gt", [0]), "logic-or"))).toBe(1);
  expect(run()).toBe(0);
});

test.for([
  [[condition("", "last", "gt", [0])], "condition 1 is missing the query"],
  [[condition("A", "middle", "gt", [0])], "condition 1 has the invalid reducer"],
  [[condition("A", "last", "gt", [0]), condition("A", "last", "gt", [0], "xor")], "condition 2 operator must be"],
  [[condition("A", "last", "within_range", [0, 1, 2])], "incorrect number of arguments"],
  [[condition("S", "last", "gt", [0])], "got type scalar"],
] as const)("runConditions refuses case %#: %s", ([conditions, said]) => {
  expect(() => runConditions(conditions, inputs)).toThrow(said);
});
