import type { PromqlNode } from "../../promql/tree/node.ts";
import { childrenOf, typeOf } from "../../promql/tree/node-walk.ts";

const comparisons = new Set(["==", "!=", ">", "<", ">=", "<="]);

/**
 * The parts of an alert's expression that must each give something before the whole does, the whole last: both sides
 * of `and`, the left of `unless`, comparisons wherever they stand. Of `or`, the sides are no conditions.
 */
export function conditionsOf(root: PromqlNode): PromqlNode[] {
  const found: PromqlNode[] = [];
  visit(root);
  return found.includes(root) ? found : [...found, root];

  function visit(node: PromqlNode): void {
    if (node.type === "binary") {
      if (node.op === "or") return;
      visit(node.left);
      if (node.op !== "unless") visit(node.right);
      if (node.op === "and" || node.op === "unless" || (comparisons.has(node.op) && typeOf(node) === "vector"))
        found.push(node);
      return;
    }
    if (node.type === "call" && /^absent/.test(node.name)) {
      found.push(node);
      return;
    }
    for (const child of childrenOf(node)) visit(child);
  }
}
