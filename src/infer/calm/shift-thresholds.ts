import type { PromqlNode } from "../../promql/tree/node.ts";
import { withoutParens } from "../../promql/tree/node-walk.ts";
import { numberOf } from "../evaluate/level-series.ts";

/** By how much of itself a threshold is moved, and how much of what is left to all. */
const shift = { part: 0.3, rest: 0.3 } as const;
const flipped: Readonly<Record<string, string>> = { ">": "<", "<": ">", ">=": "<=", "<=": ">=" };

/**
 * The same alert, quicker to fire: numbers that something is compared with lie nearer to what is usual. Numbers that
 * count a few things stay, and equality does.
 */
export function shiftThresholds(node: PromqlNode): PromqlNode {
  if (node.type === "paren") return { ...node, expr: shiftThresholds(node.expr) };
  if (node.type !== "binary") return node;
  const [left, right] = [withoutParens(node.left), withoutParens(node.right)];
  const back = flipped[node.op];
  if (back !== undefined) {
    if (right.type === "number") return { ...node, right: { ...right, text: nearer(right.text, node.op) } };
    if (left.type === "number") return { ...node, left: { ...left, text: nearer(left.text, back) } };
    return node;
  }
  if (node.op !== "and" && node.op !== "or" && node.op !== "unless") return node;
  return {
    ...node,
    left: shiftThresholds(node.left),
    ...(node.op !== "unless" && { right: shiftThresholds(node.right) }),
  };
}

function nearer(text: string, op: string): string {
  const value = numberOf(text);
  if (!Number.isFinite(value) || (Number.isInteger(value) && Math.abs(value) <= 10)) return text;
  const whole = value > 50 && value < 100 ? 100 : value > 0.5 && value < 1 ? 1 : undefined;
  if (op.startsWith(">")) return String(value - Math.abs(value) * shift.part);
  return String(whole === undefined ? value + Math.abs(value) * shift.part : value + (whole - value) * shift.rest);
}
