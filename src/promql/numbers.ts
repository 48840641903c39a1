import { aggregations, functions } from "./functions.ts";
import type { PromqlNode, SelectorNode } from "./node.ts";
import { typeOf, walkNodes, withoutParens } from "./node-walk.ts";

const setOperators = new Set(["and", "or", "unless"]);

/**
 * Of the variables that parse as a selector of their own (`$x` in `y > $x`): those that must stand for a number, as offsets. A metric's name is as
 * good for the grammar, but a matcher must go to one and must not go to the other.
 */
export function findNumbers(root: PromqlNode): number[] {
  const found: number[] = [];
  walkNodes(root, (node, ancestors) => {
    if (node.type === "selector" && node.isVariable && isNumber(node, ancestors)) found.push(node.from);
  });
  return found;
}

function isNumber(selector: SelectorNode, ancestors: readonly PromqlNode[]): boolean {
  let child: PromqlNode = selector;
  for (const parent of ancestors.toReversed()) {
    if (parent.type === "paren" || parent.type === "unary") child = parent;
    else if (parent.type === "call") return functions.get(parent.name)?.args[parent.args.indexOf(child)] === "scalar";
    else if (parent.type === "aggregation") return parent.param === child && aggregations.has(parent.op) && parent.op !== "count_values";
    else if (parent.type === "binary") {
      if (setOperators.has(parent.op)) return false;
      const other = parent.left === child ? parent.right : parent.left;
      if (typeOf(other) === "scalar") return false;
      return !isVariable(other);
    } else return false;
  }
  return false;
}

/** Whether a side of an operation is itself a bare variable: then nothing says which of the two is the number. */
function isVariable(node: PromqlNode): boolean {
  const inner = withoutParens(node);
  return inner.type === "selector" && inner.isVariable;
}
