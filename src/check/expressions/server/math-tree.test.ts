import { expect, test } from "vitest";
import { type MathNode, parseMath } from "./math-tree.ts";
import { NotComputed, RefusedExpression } from "./value.ts";

/** With a bracket around everything that is worked out together. */
function written(node: MathNode): string {
  if (node.kind === "number") return String(node.value);
  if (node.kind === "variable") return `$${node.refId}`;
  if (node.kind === "constant") return `${node.name}()`;
  if (node.kind === "call") return `${node.name}(${written(node.arg)})`;
  if (node.kind === "unary") return `(${node.op}${written(node.arg)})`;
  return `(${written(node.left)} ${node.op} ${written(node.right)})`;
}

test.for([
  ["1 + 2 * 3", "(1 + (2 * 3))"],
  ["1 - 2 - 3", "((1 - 2) - 3)"],
  ["2 ** 3 ** 2", "((2 ** 3) ** 2)"],
  ["-2 ** 2", "((-2) ** 2)"],
  ["$A > 1 && $B < 2 || !$C", "((($A > 1) && ($B < 2)) || (!$C))"],
  ["1 < 2 == 1", "((1 < 2) == 1)"],
  ["(1 + 2) % 3", "((1 + 2) % 3)"],
  ["!!- 1", undefined],
  ["! ! -1", "(!(!(-1)))"],
  ["abs($A - inf())", "abs(($A - inf()))"],
  ["010 + 089 + 0x1F", "((8 + 89) + 31)"],
] as const)("parseMath reads %s", ([math, expected]) => {
  if (expected === undefined) expect(() => parseMath(math)).toThrow(RefusedExpression);
  else expect(written(parseMath(math))).toBe(expected);
});

test.for([
  ["$A *", 'unexpected "EOF"'],
  ["", 'unexpected "EOF"'],
  ["1 2", 'unexpected "2"'],
  ["(1", 'unexpected "EOF"'],
  ["foo($A)", "non existent function foo"],
  ["constructor($A)", "non existent function constructor"],
  ["abs()", "not enough arguments for abs"],
  ["abs($A $B)", "too many arguments for abs"],
  ["nan(1)", "too many arguments for nan"],
  ["abs($A, $B)", 'unexpected ","'],
  ['abs("a")', "unexpected"],
  [".", "illegal number syntax"],
  ["0x", "illegal number syntax"],
  ["1e", "illegal number syntax"],
  ["1e999", "illegal number syntax"],
] as const)("parseMath refuses %j: %s", ([math, said]) => {
  expect(() => parseMath(math)).toThrow(RefusedExpression);
  expect(() => parseMath(math)).toThrow(said);
});

test("parseMath leaves what is too long or too deep to Grafana", () => {
  expect(() => parseMath("1 + ".repeat(6000))).toThrow(NotComputed);
  expect(() => parseMath("(".repeat(5000))).toThrow(NotComputed);
  expect(() => parseMath("- ".repeat(5000))).toThrow(NotComputed);
  expect(written(parseMath(`${"(".repeat(150)}1${")".repeat(150)}`))).toBe("1");
});
