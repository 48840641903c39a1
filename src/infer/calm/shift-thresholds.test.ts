import { expect, test } from "vitest";
import type { PromqlNode } from "../../promql/tree/node.ts";
import { walkNodes } from "../../promql/tree/node-walk.ts";
import { parseExpression } from "../../promql/tree/parse.ts";
import { shiftThresholds } from "./shift-thresholds.ts";

function rootOf(expr: string): PromqlNode {
  const parsed = parseExpression(expr);
  if (!parsed.ok) throw new Error(expr);
  return parsed.root;
}

test.for([
  ["a > 20", [14]],
  ["a < 20", [26]],
  ["20 < a", [14]],
  ["(a >= 0.5) and b <= 100", [0.35, 130]],
  // Of what is left to all.
  ["a < 90", [93]],
  ["a < 0.9", [0.93]],
  // What counts a few things, and equality.
  ["a > 3", [3]],
  ["a == 20", [20]],
  ["a unless b > 20", [20]],
] as const)("thresholds of %s come nearer to what is usual", ([expr, expected]) => {
  const found: number[] = [];
  walkNodes(shiftThresholds(rootOf(expr)), (node) => {
    if (node.type === "number") found.push(Math.round(Number(node.text) * 1000) / 1000);
  });
  expect(found).toEqual(expected);
});
