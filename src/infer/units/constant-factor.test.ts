import { expect, test } from "vitest";
import { parseExpression } from "../../promql/tree/parse.ts";
import { clockFactor, constantOf } from "./constant-factor.ts";

const rootOf = (expr: string) => {
  const parsed = parseExpression(expr);
  if (!parsed.ok) throw new Error(`not parsed: ${expr}`);
  return parsed.root;
};

test.for([
  ["1024", 1024],
  ["(1024 * 1024)", 1_048_576],
  ["2^10 / 4 - 6", 250],
  ["-(1 + 2)", -3],
  ["vector(5)", 5],
  ["1 / 0", undefined],
  ["x * 2", undefined],
  ["time()", undefined],
] as const)("constantOf %s is %s", ([expr, expected]) => {
  expect(constantOf(rootOf(expr))).toBe(expected);
});

test.for([
  ["time()", 1],
  ["(time() * 1000)", 1000],
  ["1000 * vector(time())", 1000],
  ["time() / 60", 1 / 60],
  ["time() - 3600", 1],
  ["3600 / time()", undefined],
  ["time() - time()", undefined],
  ["5", undefined],
  ["x - time()", undefined],
] as const)("clockFactor of %s is %s", ([expr, expected]) => {
  expect(clockFactor(rootOf(expr))).toBe(expected);
});

test("constantOf gives up where constants lie in one another without end", () => {
  expect(constantOf(rootOf(`${"1 + (".repeat(50)}1${")".repeat(50)}`))).toBeUndefined();
});
