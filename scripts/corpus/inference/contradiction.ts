import type { PromqlNode } from "../../../src/promql/tree/node.ts";
import { typeOf, withoutParens } from "../../../src/promql/tree/node-walk.ts";

/** A metric that is a share by its name. */
const shareName = /(^|[_:])(ratio|share|hit_?rate|percentunit)([_:]|$)/i;

/**
 * Whether a query shows a share times 100: `1 - a / b`, a part over what it is a part of (`a / (a + b)`), or a metric
 * that is a share by its name. In `percentunit`, which multiplies by 100 itself, no such share is shown as it is.
 *
 * @param text - of the query, to tell whether two parts of it are the same.
 */
export function timesHundred(node: PromqlNode, text: string): boolean {
  const inner = through(node);
  if (inner.type !== "binary" || inner.op !== "*") return false;
  if (isNumber(inner.right, 100)) return isShare(inner.left, text);
  return isNumber(inner.left, 100) && isShare(inner.right, text);
}

function isShare(node: PromqlNode, text: string): boolean {
  const inner = through(node);
  if (inner.type === "selector") return shareName.test(inner.metric ?? "");
  if (inner.type !== "binary") return false;
  const { op, left, right } = inner;
  if (op === "-") return isNumber(left, 1) && (isShare(right, text) || isRatio(right));
  return op === "/" && hasTerm(right, textOf(left, text), text);
}

function isRatio(node: PromqlNode): boolean {
  const inner = through(node);
  return (
    inner.type === "binary" && inner.op === "/" && typeOf(inner.left) !== "scalar" && typeOf(inner.right) !== "scalar"
  );
}

/** Whether a sum has this term. */
function hasTerm(node: PromqlNode, term: string, text: string): boolean {
  const inner = withoutParens(node);
  if (inner.type !== "binary" || inner.op !== "+") return false;
  return [inner.left, inner.right].some((side) => textOf(side, text) === term || hasTerm(side, term, text));
}

function textOf(node: PromqlNode, text: string): string {
  const { from, to } = withoutParens(node);
  return text.slice(from, to).replaceAll(/\s/g, "");
}

/** Past what keeps the size of values: parentheses, means and extremes, changed labels. */
function through(node: PromqlNode): PromqlNode {
  const inner = withoutParens(node);
  if (inner.type === "aggregation" && /^(avg|min|max|topk|bottomk)$/.test(inner.op)) return through(inner.expr);
  const first = inner.type === "call" ? inner.args[0] : undefined;
  return inner.type === "call" && /^(label_\w+|sort\w*)$/.test(inner.name) && first ? through(first) : inner;
}

function isNumber(node: PromqlNode, wanted: number): boolean {
  const inner = withoutParens(node);
  return inner.type === "number" && Number(inner.text) === wanted;
}
