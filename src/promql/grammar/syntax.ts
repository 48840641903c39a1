import type { SelectorNode } from "../tree/node.ts";
import type { MaskedVariable } from "../variables/mask.ts";
import type { Fill } from "./fill.ts";
import type { GrammarNode, TextRange } from "./grammar-node.ts";
import { unquote } from "./string-literal.ts";

/**
 * The context for reading a tree: the original query, the filled query that was parsed, and the variables with unknown
 * options.
 */
export interface BuildContext {
  readonly query: string;
  readonly fill: Fill;
  readonly masked: readonly MaskedVariable[];
  /** Collects the selectors in the order of the text. */
  readonly selectors: SelectorNode[];
}

/** The tree has something that the grammar accepts but Prometheus refuses. Callers convert it to a reason. */
export class UnexpectedTree extends Error {}

/** Returns `value`, which a tree without errors must have. @throws {UnexpectedTree} if it is missing. */
export function needed<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new UnexpectedTree("a part is missing");
  return value;
}

/** Whether a node touches a variable with unknown options. */
export function isMasked({ start, end }: GrammarNode, { masked }: BuildContext): boolean {
  return masked.length > 0 && masked.some(({ use }) => use.from < end && use.to > start);
}

/** Whether a node is exactly one such variable. */
export function isOneVariable({ start, end }: GrammarNode, { masked }: BuildContext): boolean {
  return masked.length > 0 && masked.some(({ use }) => use.from === start && use.to === end);
}

/** The parsed text of a node, with variables replaced. */
export function filledText(node: GrammarNode, { fill }: BuildContext): string {
  return fill.text.slice(node.from, node.to);
}

/** The original text of a range; the parsed text if it begins or ends inside a variable. */
export function originalText({ from, to, start, end }: TextRange, { query, fill }: BuildContext): string {
  return Number.isNaN(start) || Number.isNaN(end) ? fill.text.slice(from, to) : query.slice(start, end);
}

/** A label's name, quoted or not. */
export function labelName(node: GrammarNode, context: BuildContext): string {
  const text = originalText(node, context);
  return node.name === "QuotedLabelName" ? unquote(text) : text;
}

/** The labels in parentheses; empty without any. */
export function labelNames(node: GrammarNode | undefined, context: BuildContext): string[] {
  return node === undefined ? [] : node.children.map((child) => labelName(child, context));
}
