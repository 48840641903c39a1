import { functions, selectingAggregations, sortingFunctions } from "../grammar/functions.ts";
import type { AggregationNode, BinaryNode, CallNode, PromqlNode } from "../tree/node.ts";
import { typeOf, withoutParens } from "../tree/node-walk.ts";

/**
 * Whether the result series of an expression carry a label that all of its selectors match; `maybe` if only some do, or
 * it is unknown.
 */
export type LabelPresence = "yes" | "no" | "maybe";

/** The span of a node, as the key of a set. */
export function spanKey({ from, to }: { readonly from: number; readonly to: number }): string {
  return `${from}:${to}`;
}

/**
 * Finds the nodes where the label must be removed so that a query returns the same result as without the label: the
 * sides of an operation if only one carries it, and the whole query (inside sorting functions).
 *
 * @param given - spans ({@link spanKey}) where the label is removed already.
 * @returns the nodes to wrap, including those of `given`.
 */
export function findStrips(root: PromqlNode, given: ReadonlySet<string>): PromqlNode[] {
  const found: Strips = { given, nodes: new Map() };
  const whole = visit(root, found);
  const target = innermostOrdered(root);
  if (whole !== "no" && typeOf(root) === "vector") {
    const carry = target === root ? whole : found.nodes.has(spanKey(target)) ? "no" : "maybe";
    if (carry !== "no") strip(target, found);
  }
  return [...found.nodes.values()];
}

interface Strips {
  readonly given: ReadonlySet<string>;
  readonly nodes: Map<string, PromqlNode>;
}

function strip(node: PromqlNode, { nodes }: Strips): void {
  nodes.set(spanKey(node), node);
}

function visit(node: PromqlNode, found: Strips): LabelPresence {
  const carry = carryOf(node, found);
  if (found.given.size === 0 && found.nodes.size === 0) return carry;
  const key = spanKey(node);
  if (!found.given.has(key) && !found.nodes.has(key)) return carry;
  strip(node, found);
  return "no";
}

function carryOf(node: PromqlNode, found: Strips): LabelPresence {
  switch (node.type) {
    case "selector":
      return "yes";
    case "number":
    case "string":
      return "no";
    case "aggregation":
      return ofAggregation(node, found);
    case "binary":
      return ofBinary(node, found);
    case "call":
      return ofCall(node, found);
    default:
      return visit(node.expr, found);
  }
}

function ofAggregation(node: AggregationNode, found: Strips): LabelPresence {
  if (node.param !== undefined) visit(node.param, found);
  const inner = visit(node.expr, found);
  if (node.op === "limit_ratio" && inner !== "no") {
    // It selects series by a hash of all their labels.
    strip(node.expr, found);
    return "no";
  }
  // VictoriaMetrics keeps the labels of an absent_over_time() through any aggregation right around it.
  if (node.uncertain || inner === "maybe") return inner === "no" ? "no" : "maybe";
  return selectingAggregations.has(node.op) || node.grouping === "without" ? inner : "no";
}

function ofBinary(node: BinaryNode, found: Strips): LabelPresence {
  let left = visit(node.left, found);
  let right = visit(node.right, found);
  if (typeOf(node.left) !== "vector") return right;
  if (typeOf(node.right) !== "vector") return left;
  if (left !== right || left === "maybe") {
    if (left !== "no") strip(node.left, found);
    if (right !== "no") strip(node.right, found);
    left = "no";
    right = "no";
  }
  if (left === "no") return "no";
  if (node.op === "and" || node.op === "or" || node.op === "unless") return "yes";
  if (node.matching?.kind !== "on" || node.matching.group !== undefined) return "yes";
  return comparisons.has(node.op) ? "maybe" : "no";
}

function ofCall(node: CallNode, found: Strips): LabelPresence {
  const args = node.args.map((each) => visit(each, found));
  const signature = functions.get(node.name);
  if (node.uncertain || signature === undefined) return args.every((each) => each === "no") ? "no" : "maybe";
  if (signature.returns !== "vector" || node.name === "vector") return "no";
  if (node.name === "absent" || node.name === "absent_over_time") return isSelection(node.args[0]) ? "maybe" : "no";
  const main = signature.args.findIndex((type) => type === "vector" || type === "matrix");
  return args[main] ?? "no";
}

const comparisons = new Set(["==", "!=", "<", "<=", ">", ">="]);

/** Whether `absent` takes labels from the matchers of this argument. */
function isSelection(node: PromqlNode | undefined): boolean {
  if (node === undefined) return false;
  const inner = withoutParens(node);
  if (inner.type === "matrix" || inner.type === "modifier") return isSelection(inner.expr);
  return inner.type === "selector";
}

/** The innermost node whose wrapping keeps the order of the result: `x` in `sort(topk(3, x))`. */
function innermostOrdered(root: PromqlNode): PromqlNode {
  const inner = withoutParens(root);
  if (inner.type === "call" && sortingFunctions.has(inner.name) && inner.args[0] !== undefined)
    return innermostOrdered(inner.args[0]);
  if (inner.type === "aggregation" && selectingAggregations.has(inner.op) && !inner.uncertain) return inner.expr;
  return root;
}
