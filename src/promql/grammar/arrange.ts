import { expressionsOf, firstExpression } from "./expressions.ts";
import { childAfter, type GrammarNode, type TextRange } from "./grammar-node.ts";
import { needed } from "./syntax.ts";

/** A tree of operands and operators. */
export type Shape = TextRange &
  (
    | { readonly kind: "operand"; readonly node: GrammarNode }
    | { readonly kind: "prefix"; readonly op: "+" | "-"; readonly inner: Shape }
    | { readonly kind: "postfix"; readonly node: GrammarNode; readonly inner: Shape }
    | { readonly kind: "infix"; readonly node: GrammarNode; readonly left: Shape; readonly right: Shape }
  );

/** Binary operators by precedence, lowest first, as in Prometheus' own grammar. */
const operators = [
  ["or"],
  ["and", "unless"],
  ["==", "!=", "<", "<=", ">", ">=", "</", ">/"],
  ["+", "-"],
  ["*", "/", "%", "atan2"],
  ["^"],
];
const levels = new Map(operators.flatMap((names, level) => names.map((name) => [name, level] as const)));
const prefixLevel = levels.get("*")!;
const powerLevel = levels.get("^")!;

type Item =
  | { readonly kind: "operand" | "postfix"; readonly node: GrammarNode }
  | { readonly kind: "prefix"; readonly node: GrammarNode; readonly op: "+" | "-" }
  | { readonly kind: "infix"; readonly node: GrammarNode; readonly level: number };

/** Node types whose operands and operators must be rearranged. */
const arranged = new Set([
  "AnchoredExpr",
  "BinaryExpr",
  "MatrixSelector",
  "OffsetExpr",
  "SmoothedExpr",
  "StepInvariantExpr",
  "SubqueryExpr",
  "UnaryExpr",
]);

/** Whether a node needs no rearranging. */
export function isOperand({ name }: GrammarNode): boolean {
  return !arranged.has(name);
}

/**
 * Arranges operands, operators, ranges and modifiers as Prometheus does. The editor's grammar reads `a + b offset 5m`
 * as `(a + b) offset 5m`; in Prometheus, a range, `offset` and `@` apply to the operand right before them.
 *
 * @see https://github.com/prometheus/prometheus/blob/main/promql/parser/generated_parser.y
 */
export function arrange(root: GrammarNode, text: string): Shape {
  const items: Item[] = [];
  flatten(root, text, items);
  return combine({ items, at: 0 }, 0);
}

function flatten(node: GrammarNode, text: string, items: Item[]): void {
  if (isOperand(node)) {
    items.push({ kind: "operand", node });
  } else if (node.name === "BinaryExpr") {
    const [first, second] = expressionsOf(node);
    const [left, right] = [needed(first), needed(second)];
    flatten(left, text, items);
    items.push({ kind: "infix", node, level: levelOf(node, left, right, text) });
    flatten(right, text, items);
  } else if (node.name === "UnaryExpr") {
    items.push({ kind: "prefix", node, op: text[node.from] === "-" ? "-" : "+" });
    flatten(needed(firstExpression(node)), text, items);
  } else {
    flatten(needed(firstExpression(node)), text, items);
    items.push({ kind: "postfix", node });
  }
}

function levelOf(node: GrammarNode, left: GrammarNode, right: GrammarNode, text: string): number {
  const operator = childAfter(node, left);
  if (operator === undefined || operator.from >= right.from) return 0;
  return levels.get(text.slice(operator.from, operator.to).toLowerCase()) ?? 0;
}

/** The remaining items, starting at `at`. */
interface Rest {
  readonly items: readonly Item[];
  at: number;
}

/** Takes an operand and every operator that binds at least as tightly as `minimum`. */
function combine(rest: Rest, minimum: number): Shape {
  const { items } = rest;
  const first = items[rest.at++]!;
  let left: Shape;
  if (first.kind === "prefix") {
    const inner = combine(rest, prefixLevel + 1);
    left = { kind: "prefix", ...stretch(first.node, inner), op: first.op, inner };
  } else {
    left = { kind: "operand", ...stretch(first.node, first.node), node: first.node };
    for (let next = items[rest.at]; next?.kind === "postfix"; next = items[++rest.at]) {
      left = { kind: "postfix", ...stretch(left, next.node), node: next.node, inner: left };
    }
  }
  for (let next = items[rest.at]; next?.kind === "infix" && next.level >= minimum; next = items[rest.at]) {
    rest.at++;
    const right = combine(rest, next.level === powerLevel ? next.level : next.level + 1);
    left = { kind: "infix", ...stretch(left, right), node: next.node, left, right };
  }
  return left;
}

function stretch({ from, start }: TextRange, { to, end }: TextRange): TextRange {
  return { from, to, start, end };
}
