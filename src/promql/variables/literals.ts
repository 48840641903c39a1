import { functions } from "../grammar/functions.ts";
import type { PromqlNode, SelectorNode } from "../tree/node.ts";
import { typeOf, walkNodes, withoutParens } from "../tree/node-walk.ts";

const setOperators = new Set(["and", "or", "unless"]);

/** The roles of a variable other than a selector. */
export type LiteralRole = "number" | "string";

/**
 * Finds the variables that parse as a selector (`$x` in `y > $x`) but must be a number or a string, by offset. The
 * grammar also accepts a metric name there, but only a metric name gets a matcher. Next to an operator, a variable
 * counts as a number, unless the query also uses it where only series are valid.
 *
 * @param nameOf - the name of the variable at an offset.
 */
export function findLiterals(root: PromqlNode, nameOf: (from: number) => string | undefined): Map<number, LiteralRole> {
  const found = new Map<number, LiteralRole>();
  const maybe = new Set<number>();
  const metrics = new Set<string | undefined>();
  walkNodes(root, (node, ancestors) => {
    if (node.type !== "selector") return;
    const place = node.isVariable ? placeOf(node, ancestors) : "series";
    if (place === "series") metrics.add(nameOf(node.from));
    else if (place === "either") maybe.add(node.from);
    else found.set(node.from, place);
  });
  for (const from of maybe) if (!metrics.has(nameOf(from))) found.set(from, "number");
  return found;
}

function placeOf(selector: SelectorNode, ancestors: readonly PromqlNode[]): LiteralRole | "series" | "either" {
  let child: PromqlNode = selector;
  for (const parent of ancestors.toReversed()) {
    switch (parent.type) {
      case "paren":
      case "unary":
        child = parent;
        break;
      case "call": {
        const type = functions.get(parent.name)?.args[parent.args.indexOf(child)];
        return type === "scalar" ? "number" : type === "string" ? "string" : "series";
      }
      case "aggregation":
        if (parent.param !== child) return "series";
        return parent.op === "count_values" ? "string" : "number";
      case "binary": {
        const other = parent.left === child ? parent.right : parent.left;
        if (setOperators.has(parent.op) || parent.matching !== undefined || typeOf(other) === "scalar") return "series";
        // With two bare variables, it is unknown which one is the number, if any.
        return isVariable(other) ? "series" : "either";
      }
      default:
        return "series";
    }
  }
  return "series";
}

function isVariable(node: PromqlNode): boolean {
  const inner = withoutParens(node);
  return inner.type === "selector" && inner.isVariable;
}
