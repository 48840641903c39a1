import { expect, test } from "vitest";
import { readExpression } from "./expression.ts";

const threshold = (type: string) => [{ evaluator: { type, params: [1] } }];

test.for([
  [{ type: "math", expression: "$A / $B" }, "$A / $B", ["A", "B"]],
  [{ type: "reduce", reducer: "Mean", expression: "$A" }, "mean of A", ["A"]],
  [{ type: "resample", expression: "A", window: "5m" }, "A every 5m", ["A"]],
  [{ type: "threshold", expression: "B", conditions: threshold("gt") }, "threshold of B", ["B"]],
  [
    { type: "classic_conditions", conditions: ["A", "B", "A"].map((refId) => ({ query: { params: [refId, "5m"] } })) },
    "conditions on A, B",
    ["A", "B"],
  ],
  [{ type: "sql", expression: "SELECT 1 FROM A JOIN B" }, "SELECT 1 FROM A JOIN B", ["A", "B"]],
] as const)("readExpression reads %j", ([query, text, inputs]) => {
  expect(readExpression(query)).toMatchObject({ type: query.type, text, inputs });
  expect(readExpression(query).fault).toBeUndefined();
});

test.for([
  [{}, "it has no type"],
  [{ type: "toString" }, 'Grafana has no expression of the type "toString"'],
  [{ type: "math" }, "its math is empty"],
  [{ type: "sql", expression: " " }, "its SQL is empty"],
  [{ type: "reduce", reducer: "mean" }, "it names no query or expression"],
  [{ type: "reduce", expression: "A" }, 'Grafana has no reducer ""'],
  [{ type: "reduce", reducer: "sum", expression: "A", settings: { mode: "drop" } }, "its mode is neither"],
  [{ type: "reduce", reducer: "sum", expression: "A", settings: { mode: "replaceNN" } }, "needs a number"],
  [{ type: "resample", expression: "A" }, "it names no time to resample to"],
  [{ type: "threshold", expression: "A" }, "exactly one condition, this one has 0"],
  [{ type: "threshold", expression: "A", conditions: threshold("is") }, 'Grafana has no threshold "is"'],
] as const)("readExpression of %j says why Grafana refuses it", ([query, fault]) => {
  expect(readExpression(query).fault).toContain(fault);
});

test("readExpression fills in variables first, and passes on what the server reads only", () => {
  const query = { type: "math", expression: "$A * $n", datasource: { uid: "other" }, expr: "secret", window: "$n" };
  const { settings, inputs } = readExpression(query, (text) => text.replace("$n", "2"));
  expect(settings).toEqual({ type: "math", expression: "$A * 2", window: "2" });
  expect(inputs).toEqual(["A"]);
});
