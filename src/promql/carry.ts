import { functions, selectingAggregations, sortingFunctions } from "./functions.ts";
import type { AggregationNode, BinaryNode, CallNode, PromqlNode } from "./node.ts";
import { typeOf, withoutParens } from "./node-walk.ts";

/** Whether the series of an expression carry a label that every selector in it asks for; `maybe` if some do, or nobody can say. */
export type Carry = "yes" | "no" | "maybe";

/** The span of a node, as the key of a set. */
export function spanKey({ from, to }: { readonly from: number; readonly to: number }): string {
  return `${from}:${to}`;
}

/**
 * Where the label has to be taken off so that a query returns what it would return without it: around the sides of an operation of which not both
 * carry it, and around the whole (inside what exists for the order of its result).
 *
 * @param given - spans ({@link spanKey}) where it is taken off already.
 * @returns the nodes that must be wrapped, those of `given` included.
 */
export function findStrips(root: PromqlNode, given: ReadonlySet<string>): PromqlNode[] {
  const strips = new Map<string, PromqlNode>();
  const strip = (node: PromqlNode) => strips.set(spanKey(node), node);

  const visit = (node: PromqlNode): Carry => {
    const carry = carryOf(node);
    if (!given.has(spanKey(node)) && !strips.has(spanKey(node))) return carry;
    strip(node);
    return "no";
  };
  const carryOf = (node: PromqlNode): Carry => {
    switch (node.type) {
      case "selector":
        return "yes";
      case "number":
      case "string":
        return "no";
      case "aggregation":
        return ofAggregation(node);
      case "binary":
        return ofBinary(node);
      case "call":
        return ofCall(node);
      default:
        return visit(node.expr);
    }
  };
  const ofAggregation = (node: AggregationNode): Carry => {
    if (node.param !== undefined) visit(node.param);
    const inner = visit(node.expr);
    if (node.op === "limit_ratio" && inner !== "no") {
      // Which series it takes depends on a hash of all their labels.
      strip(node.expr);
      return "no";
    }
    // VictoriaMetrics keeps the labels of an absent_over_time() through any aggregation right around it.
    if (node.uncertain || inner === "maybe") return inner === "no" ? "no" : "maybe";
    return selectingAggregations.has(node.op) || node.grouping === "without" ? inner : "no";
  };
  const ofBinary = (node: BinaryNode): Carry => {
    let left = visit(node.left);
    let right = visit(node.right);
    if (typeOf(node.left) !== "vector") return right;
    if (typeOf(node.right) !== "vector") return left;
    if (left !== right || left === "maybe") {
      if (left !== "no") strip(node.left);
      if (right !== "no") strip(node.right);
      left = "no";
      right = "no";
    }
    if (left === "no") return "no";
    if (node.op === "and" || node.op === "or" || node.op === "unless") return "yes";
    if (node.matching?.kind !== "on" || node.matching.group !== undefined) return "yes";
    return comparisons.has(node.op) ? "maybe" : "no";
  };
  const ofCall = (node: CallNode): Carry => {
    const args = node.args.map(visit);
    const signature = functions.get(node.name);
    if (node.uncertain || signature === undefined) return args.every((each) => each === "no") ? "no" : "maybe";
    if (signature.returns !== "vector" || node.name === "vector") return "no";
    if (node.name === "absent" || node.name === "absent_over_time") return isSelection(node.args[0]) ? "maybe" : "no";
    const main = signature.args.findIndex((type) => type === "vector" || type === "matrix");
    return args[main] ?? "no";
  };

  const whole = visit(root);
  const target = innermostOrdered(root);
  if (whole !== "no" && typeOf(root) === "vector") {
    const carry = target === root ? whole : strips.has(spanKey(target)) ? "no" : "maybe";
    if (carry !== "no") strip(target);
  }
  return [...strips.values()];
}

const comparisons = new Set(["==", "!=", "<", "<=", ">", ">="]);

/** Whether `absent` reads labels off the matchers of this argument. */
function isSelection(node: PromqlNode | undefined): boolean {
  if (node === undefined) return false;
  const inner = withoutParens(node);
  if (inner.type === "matrix" || inner.type === "modifier") return isSelection(inner.expr);
  return inner.type === "selector";
}

/** `x` of `sort(topk(3, x))`: what can be wrapped without losing the order that the query asks for. */
function innermostOrdered(root: PromqlNode): PromqlNode {
  const inner = withoutParens(root);
  if (inner.type === "call" && sortingFunctions.has(inner.name) && inner.args[0] !== undefined) return innermostOrdered(inner.args[0]);
  if (inner.type === "aggregation" && selectingAggregations.has(inner.op) && !inner.uncertain) return inner.expr;
  return root;
}
