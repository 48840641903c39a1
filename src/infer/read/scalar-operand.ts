import type { BinaryNode, PromqlNode } from "../../promql/tree/node.ts";
import { typeOf, withoutParens } from "../../promql/tree/node-walk.ts";
import type { ValueComparison } from "./usage.ts";

/** An operation of which one side is a number, as seen from the other side. */
export interface ScalarOperand {
  /** The side with the series; of two numbers the right one. */
  readonly vector: PromqlNode;
  readonly scalar: PromqlNode;
  /** The number that the series' values are compared with, if it stands in the query: `0 < x` as `x > 0`. */
  readonly comparison: ValueComparison | undefined;
  /** Only series for which the comparison holds are left. */
  readonly filters: boolean;
  /** `time() - x` is `time-`, `x - time()` is `-time`. */
  readonly clock: "time-" | "-time" | undefined;
}

/** Reads an operation with a number on one side; see {@link ScalarOperand}. */
export function scalarOperand({ left, right, op, bool }: BinaryNode): ScalarOperand {
  const swapped = typeOf(left) === "scalar";
  const [vector, scalar] = swapped ? [right, left] : [left, right];
  const bare = withoutParens(scalar);
  const value = numberIn(bare);
  const compares = /^(==|!=|[<>]=?)$/.test(op) && Number.isFinite(value);
  const isTime = bare.type === "call" && bare.name === "time";
  return {
    vector,
    scalar,
    comparison: compares ? { op: (swapped ? mirrored(op) : op) as ValueComparison["op"], value } : undefined,
    filters: compares && !bool,
    clock: isTime ? (op === "-" && !swapped ? "-time" : "time-") : undefined,
  };
}

function numberIn(node: PromqlNode): number {
  if (node.type === "number") return Number(node.text);
  return node.type === "unary" && node.expr.type === "number" ? -Number(node.expr.text) : Number.NaN;
}

function mirrored(op: string): string {
  return op.replace(/[<>]/, (sign) => (sign === "<" ? ">" : "<"));
}
