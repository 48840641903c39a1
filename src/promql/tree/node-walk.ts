import { functions, type ValueType } from "../grammar/functions.ts";
import type { PromqlNode } from "./node.ts";

const none: readonly PromqlNode[] = [];

/** The direct sub-expressions of a node, in the order of the text. */
export function childrenOf(node: PromqlNode): readonly PromqlNode[] {
  switch (node.type) {
    case "selector":
    case "number":
    case "string":
      return none;
    case "aggregation":
      return node.param === undefined ? [node.expr] : [node.param, node.expr];
    case "binary":
      return [node.left, node.right];
    case "call":
      return node.args;
    default:
      return [node.expr];
  }
}

/**
 * Calls `visit` for a node and all nodes in it, parents first; the last of `ancestors` is the direct parent.
 */
export function walkNodes(root: PromqlNode, visit: (node: PromqlNode, ancestors: readonly PromqlNode[]) => void): void {
  walkFrom(root, [], visit);
}

function walkFrom(
  node: PromqlNode,
  ancestors: PromqlNode[],
  visit: (node: PromqlNode, ancestors: readonly PromqlNode[]) => void,
): void {
  visit(node, ancestors);
  const children = childrenOf(node);
  if (children.length === 0) return;
  ancestors.push(node);
  for (const child of children) walkFrom(child, ancestors, visit);
  ancestors.pop();
}

/** The type that an expression evaluates to. An unknown function counts as returning an instant vector. */
export function typeOf(node: PromqlNode): ValueType {
  switch (node.type) {
    case "selector":
    case "aggregation":
      return "vector";
    case "matrix":
    case "subquery":
      return "matrix";
    case "number":
      return "scalar";
    case "string":
      return "string";
    case "call":
      return functions.get(node.name)?.returns ?? "vector";
    case "binary":
      return typeOf(node.left) === "scalar" && typeOf(node.right) === "scalar" ? "scalar" : "vector";
    default:
      return typeOf(node.expr);
  }
}

/** The text of a node as a query of its own: a range alone is none, so its last samples stand for it. */
export function askable(node: PromqlNode, text: string): string {
  // The line break ends a comment that may stand last.
  return typeOf(node) === "matrix" ? `last_over_time(${text}\n)` : text;
}

/** A node without the parentheses around it. */
export function withoutParens(node: PromqlNode): PromqlNode {
  let inner = node;
  while (inner.type === "paren") inner = inner.expr;
  return inner;
}
