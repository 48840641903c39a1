import { expect, test } from "vitest";
import { parseExpression } from "../../promql/tree/parse.ts";
import { scalarOperand } from "./scalar-operand.ts";

function read(expr: string) {
  const parsed = parseExpression(expr);
  if (!parsed.ok || parsed.root.type !== "binary") throw new Error(`no operation: ${expr}`);
  const { vector, comparison, filters, clock } = scalarOperand(parsed.root);
  return { vector: vector.type === "selector" ? vector.metric : vector.type, comparison, filters, clock };
}

test.for([
  ["x > 5", { op: ">", value: 5 }, true],
  ["5 > x", { op: "<", value: 5 }, true],
  ["5 <= x", { op: ">=", value: 5 }, true],
  ["-1 != x", { op: "!=", value: -1 }, true],
  ["x == bool (3)", { op: "==", value: 3 }, false],
  ["x > scalar(y)", undefined, false],
  ["x + 5", undefined, false],
] as const)("scalarOperand reads %s from the side of x", ([expr, comparison, filters]) => {
  expect(read(expr)).toEqual({ vector: "x", comparison, filters, clock: undefined });
});

test.for([
  ["time() - x", "time-"],
  ["x - time()", "-time"],
  ["x - (time())", "-time"],
  ["x > time()", "time-"],
  ["x - 3600", undefined],
] as const)("scalarOperand knows whether the clock stands in %s", ([expr, clock]) => {
  expect(read(expr).clock).toBe(clock);
});
