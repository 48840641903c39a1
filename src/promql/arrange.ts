import type { SyntaxNode } from "@lezer/common";

/** How operands and operators belong together. Offsets are those of the text that was parsed. */
export type Shape =
  | { readonly kind: "operand"; readonly from: number; readonly to: number; readonly node: SyntaxNode }
  | { readonly kind: "prefix"; readonly from: number; readonly to: number; readonly op: "+" | "-"; readonly inner: Shape }
  | { readonly kind: "postfix"; readonly from: number; readonly to: number; readonly node: SyntaxNode; readonly inner: Shape }
  | {
      readonly kind: "infix";
      readonly from: number;
      readonly to: number;
      readonly node: SyntaxNode;
      readonly left: Shape;
      readonly right: Shape;
    };

/** From the loosest to the tightest, as in Prometheus' own grammar. */
const levels = [["or"], ["and", "unless"], ["==", "!=", "<", "<=", ">", ">=", "</", ">/"], ["+", "-"], ["*", "/", "%", "atan2"], ["^"]];
const prefixLevel = levels.findIndex((level) => level.includes("*"));
const powerLevel = levels.length - 1;

type Item =
  | { readonly kind: "operand" | "postfix"; readonly node: SyntaxNode }
  | { readonly kind: "prefix"; readonly node: SyntaxNode; readonly op: "+" | "-" }
  | { readonly kind: "infix"; readonly node: SyntaxNode; readonly level: number };

/**
 * Arranges operands, operators, ranges and modifiers as Prometheus does. The editor's grammar puts `a + b offset 5m` together as `(a + b) offset 5m`, and
 * so shifts what follows too; for Prometheus a range, `offset` and `@` belong to the operand right before them.
 *
 * @see https://github.com/prometheus/prometheus/blob/main/promql/parser/generated_parser.y
 */
export function arrange(root: SyntaxNode, text: string, expressionsOf: (node: SyntaxNode) => SyntaxNode[]): Shape {
  const items: Item[] = [];
  const flatten = (node: SyntaxNode) => {
    const [first, second] = expressionsOf(node);
    switch (node.name) {
      case "BinaryExpr":
        flatten(first!);
        items.push({ kind: "infix", node, level: levelOf(text, first!, second!) });
        flatten(second!);
        break;
      case "UnaryExpr":
        items.push({ kind: "prefix", node, op: text[node.from] === "-" ? "-" : "+" });
        flatten(first!);
        break;
      case "MatrixSelector":
      case "SubqueryExpr":
      case "OffsetExpr":
      case "StepInvariantExpr":
      case "AnchoredExpr":
      case "SmoothedExpr":
        flatten(first!);
        items.push({ kind: "postfix", node });
        break;
      default:
        items.push({ kind: "operand", node });
    }
  };
  flatten(root);
  return combine(items);
}

function levelOf(text: string, left: SyntaxNode, right: SyntaxNode): number {
  let at = left.nextSibling;
  while (at !== null && at.name === "LineComment") at = at.nextSibling;
  const operator = at === null || at.from >= right.from ? "" : text.slice(at.from, at.to).toLowerCase();
  return Math.max(
    0,
    levels.findIndex((level) => level.includes(operator)),
  );
}

function combine(items: readonly Item[]): Shape {
  let at = 0;
  const parse = (minimum: number): Shape => {
    const first = items[at++]!;
    let left: Shape;
    if (first.kind === "prefix") {
      const inner = parse(prefixLevel + 1);
      left = { kind: "prefix", from: first.node.from, to: inner.to, op: first.op, inner };
    } else {
      left = { kind: "operand", from: first.node.from, to: first.node.to, node: first.node };
      for (let next = items[at]; next?.kind === "postfix"; next = items[++at]) {
        left = { kind: "postfix", from: left.from, to: next.node.to, node: next.node, inner: left };
      }
    }
    for (let next = items[at]; next?.kind === "infix" && next.level >= minimum; next = items[at]) {
      at++;
      const right = parse(next.level === powerLevel ? next.level : next.level + 1);
      left = { kind: "infix", from: left.from, to: right.to, node: next.node, left, right };
    }
    return left;
  };
  return parse(0);
}
