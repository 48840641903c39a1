import { expect, test } from "vitest";
import type { QueryResult } from "../result.ts";
import { derive, type Input, inputEmpty } from "./derive.ts";
import { readExpression } from "./expression.ts";

const query = { place: "panel", expr: "x", prometheus: true } as const;
const input = (refId: string, values: readonly number[], rest: Partial<QueryResult> = {}): Input => {
  const state = values.some(Number.isFinite) ? "ok" : "empty";
  const numbers = values.filter((value) => !Number.isNaN(value));
  const least = numbers.length === 0 ? Number.NaN : Math.min(...numbers);
  const summary = { least, median: least, greatest: least, last: values.at(-1) ?? Number.NaN };
  return {
    refId,
    series: values.length === 0 ? [] : [{ labels: new Map(), timesMs: values.map((_, at) => at), values }],
    result: {
      ...{ query, state, series: values.length === 0 ? 0 : 1, samples: values.length, shape: [] },
      ...(values.length === 0 ? { reason: "no series" } : { values: summary }),
      ...(state === "empty" && values.length > 0 ? { code: "not-finite", reason: "only NaN" } : {}),
      ...rest,
    },
  };
};
const full = input("A", [1, 2]);
const none = input("B", []);
const nan = input("N", [Number.NaN]);
const infinite = input("I", [Number.POSITIVE_INFINITY]);
const reduce = (reducer: string, mode?: string) => ({
  ...{ type: "reduce", reducer, expression: "A" },
  ...(mode === undefined ? {} : { settings: { mode, replaceWithValue: 0 } }),
});
const math = (expression: string) => ({ type: "math", expression });
const conditions = (type: string) => ({ type: "classic_conditions", conditions: [{ evaluator: { type } }] });
const threshold = { type: "threshold", expression: "A", conditions: [{ evaluator: { type: "gt" } }] };
const sql = { type: "sql", expression: "SELECT 1 FROM A" };

// What a real Grafana gave: test/contracts/grafana-expressions-12.4.json.
test.for([
  [math("$A"), [full], "ok"],
  [math("$A + $B"), [full, none], "empty"],
  [math("$N"), [nan], "empty"],
  [math("$N || 1"), [nan], "ok"],
  [math("is_nan($N)"), [nan], "ok"],
  [math("is_nan($B)"), [none], "empty"],
  [math("1 / $I"), [infinite], "ok"],
  [math("1"), [], "ok"],
  [reduce("mean"), [full], "ok"],
  [reduce("mean"), [none], "empty"],
  [reduce("count"), [none], "empty"],
  [reduce("count"), [nan], "ok"],
  [reduce("mean"), [nan], "empty"],
  [reduce("mean"), [input("A", [1, Number.NaN])], "empty"],
  [reduce("last"), [input("A", [1, Number.NaN])], "empty"],
  [reduce("last"), [input("A", [Number.NaN, 1])], "ok"],
  [reduce("mean", "dropNN"), [input("A", [1, Number.NaN])], "ok"],
  [reduce("mean", "dropNN"), [nan], "empty"],
  [reduce("sum", "dropNN"), [nan], "ok"],
  [reduce("mean", "replaceNN"), [nan], "ok"],
  [threshold, [nan], "ok"],
  [threshold, [none], "empty"],
  [conditions("gt"), [none], "empty"],
  [conditions("gt"), [nan], "empty"],
  [conditions("no_value"), [none], "ok"],
  [conditions("gt"), [full, none], "ok"],
  [sql, [none], "empty"],
  [sql, [full, none], "ok"],
] as const)("derive case %#: %j", ([expression, inputs, state]) => {
  const derived = derive(readExpression(expression), inputs);
  expect(derived.state).toBe(state);
  if (derived.state === "ok") expect(derived.note).toBe("not computed here");
});

test("inputEmpty says which query, and passes on the numbers of one that is not finite", () => {
  expect(inputEmpty(none)).toEqual({
    ...{ state: "empty", code: "input-empty", reason: "query B, which it uses, has no data: no series" },
    ...{ part: "x", series: 0, samples: 0 },
  });
  expect(inputEmpty(nan)).toMatchObject({ code: "not-finite", series: 1, values: { least: Number.NaN } });
});
