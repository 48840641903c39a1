import type { SyntaxNode } from "@lezer/common";
import { maxDashboardDepth } from "../../json/parse.ts";
import { readTemplate } from "./hcl-template.ts";
import { childrenOf, innermost } from "./parse-hcl.ts";

/** The value of an expression that is written out, or the part of it that only Terraform knows. */
export type HclValue =
  | { readonly value: unknown; readonly open?: undefined }
  | { readonly value?: undefined; readonly open: string };

/** Stands in a list or an object for a part that only Terraform knows. */
export type StandIn = (open: string) => unknown;

/**
 * The value of an expression of literals, lists, objects and strings without anything to fill in.
 *
 * @param standIn - what stands for parts with something to fill in. Default: then the whole value is not known.
 */
export function evaluateHcl(expression: SyntaxNode, source: string, standIn?: StandIn): HclValue {
  const evaluate = (node: SyntaxNode, depth: number): HclValue => {
    const made = evaluateNode(node, source, (inner) => evaluate(inner, depth + 1), depth);
    return made.open === undefined || standIn === undefined ? made : { value: standIn(made.open) };
  };
  return evaluate(expression, 0);
}

function evaluateNode(
  expression: SyntaxNode,
  source: string,
  below: (inner: SyntaxNode) => HclValue,
  depth: number,
): HclValue {
  const node = innermost(expression);
  const children = childrenOf(node);
  const text = source.slice(node.from, node.to);
  if (depth > maxDashboardDepth) return { open: text };
  switch (node.name) {
    case "NumericLit":
      return { value: Number(text) };
    case "BoolLit":
      return { value: text === "true" };
    case "NullLit":
      return { value: null };
    case "StringLit":
    case "QuotedTemplate":
    case "HeredocTemplate": {
      const read = readTemplate(node, source);
      return read.open === undefined ? { value: read.text } : { open: read.open };
    }
    case "Tuple":
      return list(
        children.filter(({ name }) => name === "Expression"),
        below,
      );
    case "Object":
      return object(
        children.filter(({ name }) => name === "ObjectElem"),
        source,
        below,
      );
    case "Expression":
      return children.length === 3 && children[0]!.name === "(" ? below(children[1]!) : { open: text };
    case "Operation":
      return negative(node, source) ?? { open: text };
    default:
      return { open: text };
  }
}

function list(items: readonly SyntaxNode[], evaluate: (node: SyntaxNode) => HclValue): HclValue {
  const values: unknown[] = [];
  for (const item of items) {
    const made = evaluate(item);
    if (made.open !== undefined) return made;
    values.push(made.value);
  }
  return { value: values };
}

function object(elements: readonly SyntaxNode[], source: string, evaluate: (node: SyntaxNode) => HclValue): HclValue {
  const entries: [string, unknown][] = [];
  for (const element of elements) {
    const [key, , value] = childrenOf(element);
    if (key === undefined || value === undefined) return { open: source.slice(element.from, element.to) };
    const name = keyOf(key, source, evaluate);
    if (name.open !== undefined) return name;
    const made = evaluate(value);
    if (made.open !== undefined) return made;
    entries.push([String(name.value), made.value]);
  }
  return { value: Object.fromEntries(entries) };
}

/** A bare name is itself; anything else is an expression. */
function keyOf(key: SyntaxNode, source: string, evaluate: (node: SyntaxNode) => HclValue): HclValue {
  const node = innermost(childrenOf(key)[0] ?? key);
  const bare = /^(?:VariableExpr|BoolLit|NullLit|NumericLit)$/.test(node.name);
  return bare ? { value: source.slice(node.from, node.to) } : evaluate(node);
}

function negative(operation: SyntaxNode, source: string): HclValue | undefined {
  const [unary] = childrenOf(operation);
  const [sign, operand] = unary?.name === "UnaryOperation" ? childrenOf(unary) : [];
  if (sign === undefined || operand === undefined || source.slice(sign.from, sign.to) !== "-") return undefined;
  const number = innermost(operand);
  return number.name === "NumericLit" ? { value: -Number(source.slice(number.from, number.to)) } : undefined;
}
