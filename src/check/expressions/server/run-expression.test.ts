import { expect, test } from "vitest";
import { readExpression } from "../expression.ts";
import { runExpression } from "./run-expression.ts";
import { NotComputed, RefusedExpression, type Value } from "./value.ts";

const input: Value = {
  ...{ kind: "series", labels: new Map(), timesMs: [0, 60_000, 120_000], values: [1, null, 5] },
};
const range = { fromMs: 0, toMs: 120_000 };
const run = (query: Readonly<Record<string, unknown>>) =>
  runExpression(readExpression(query), new Map([["A", [input]]]), range)[0]!.values;
const resample = { type: "resample", expression: "$A", window: "1m", downsampler: "mean", upsampler: "pad" };

test.for([
  [{ type: "math", expression: "$A * 2" }, [2, null, 10]],
  [{ type: "reduce", expression: "A", reducer: "MAX", settings: { mode: "dropNN" } }, [5]],
  [{ type: "reduce", expression: "A", reducer: "sum", settings: { mode: "replaceNN", replaceWithValue: 4 } }, [10]],
  [{ type: "reduce", expression: "$A", reducer: "sum", settings: { mode: "" } }, [Number.NaN]],
  // A missing value among others makes their mean NaN.
  [{ ...resample, window: "2m" }, [1, Number.NaN]],
  [{ type: "threshold", expression: "A", conditions: [{ evaluator: { type: "gt", params: [3] } }] }, [0, null, 1]],
  [
    {
      type: "threshold",
      expression: "A",
      conditions: [{ evaluator: { type: "gt", params: [3] }, unloadEvaluator: { type: "lt", params: [1] } }],
    },
    [0, null, 1],
  ],
] as const)("runExpression works out case %#: %j", ([query, expected]) => {
  expect(run(query)).toEqual(expected);
});

test("runExpression runs classic conditions on the queries that they name", () => {
  const conditions = [{ evaluator: { type: "gt", params: [4] }, query: { params: ["A"] }, reducer: { type: "last" } }];
  expect(run({ type: "classic_conditions", conditions })).toEqual([1]);
});

test("runExpression refuses what Grafana refuses, and leaves SQL to it", () => {
  for (const missing of ["window", "downsampler", "upsampler"])
    expect(() => run({ ...resample, [missing]: undefined })).toThrow(RefusedExpression);
  expect(() => run({ ...resample, window: "soon" })).toThrow('duration field "soon"');
  expect(() => run({ ...resample, window: "0s" })).toThrow(RefusedExpression);
  expect(() => run({ type: "sql", expression: "SELECT 1 FROM A" })).toThrow(NotComputed);
});
