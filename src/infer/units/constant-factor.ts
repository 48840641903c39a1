import type { PromqlNode } from "../../promql/tree/node.ts";
import { withoutParens } from "../../promql/tree/node-walk.ts";

/** Constants lie so deep in one another at most. */
const maxDepth = 30;

/** The number that an expression is whatever the data: `(1024 * 1024)`, `-1`, `10^6`. Undefined if it is none. */
export function constantOf(node: PromqlNode, depth = 0): number | undefined {
  const bare = withoutParens(node);
  if (depth > maxDepth) return undefined;
  if (bare.type === "number") return finite(Number(bare.text));
  if (bare.type === "unary") {
    const inner = constantOf(bare.expr, depth + 1);
    return inner === undefined ? undefined : bare.op === "-" ? -inner : inner;
  }
  if (bare.type === "call" && (bare.name === "scalar" || bare.name === "vector") && bare.args.length === 1)
    return constantOf(bare.args[0]!, depth + 1);
  if (bare.type !== "binary") return undefined;
  const left = constantOf(bare.left, depth + 1);
  const right = left === undefined ? undefined : constantOf(bare.right, depth + 1);
  return left === undefined || right === undefined ? undefined : calculated(left, bare.op, right);
}

/** `1000` of `time() * 1000`: how often the clock goes into an expression. Undefined if that is no clock. */
export function clockFactor(node: PromqlNode, depth = 0): number | undefined {
  const bare = withoutParens(node);
  if (depth > maxDepth) return undefined;
  if (bare.type === "call")
    return bare.name === "time"
      ? 1
      : (bare.name === "vector" || bare.name === "scalar") && bare.args.length === 1
        ? clockFactor(bare.args[0]!, depth + 1)
        : undefined;
  if (bare.type !== "binary" || !"*/+-".includes(bare.op)) return undefined;
  const [left, right] = [clockFactor(bare.left, depth + 1), clockFactor(bare.right, depth + 1)];
  if ((left === undefined) === (right === undefined)) return undefined;
  const constant = constantOf(left === undefined ? bare.left : bare.right);
  if (constant === undefined) return undefined;
  if (bare.op === "+" || bare.op === "-") return left;
  if (bare.op === "*") return (left ?? right)! * constant;
  return left === undefined ? undefined : left / constant;
}

function calculated(left: number, op: string, right: number): number | undefined {
  switch (op) {
    case "+":
      return finite(left + right);
    case "-":
      return finite(left - right);
    case "*":
      return finite(left * right);
    case "/":
      return finite(left / right);
    case "^":
      return finite(left ** right);
    default:
      return undefined;
  }
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
