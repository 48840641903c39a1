import type { SelectorNode } from "../tree/node.ts";
import type { MaskedVariable } from "../variables/mask.ts";
import type { Fill } from "./fill.ts";
import type { GrammarNode, Stretch } from "./grammar-node.ts";
import { unquote } from "./string-literal.ts";

/**
 * The context for reading a tree: the original query, the filled one that was parsed, and the variables whose options
 * are not known.
 */
export interface BuildContext {
  readonly query: string;
  readonly fill: Fill;
  readonly masked: readonly MaskedVariable[];
  /** Takes every selector that is read, in the order of the text. */
  readonly selectors: SelectorNode[];
}

/** A tree that holds what Prometheus would refuse although the grammar takes it. Callers turn it into a reason. */
export class UnexpectedTree extends Error {}

/** `value`, which a tree without errors must have. */
export function needed<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new UnexpectedTree("a part is missing");
  return value;
}

/** Whether a node touches a variable whose options are not known. */
export function isMasked({ start, end }: GrammarNode, { masked }: BuildContext): boolean {
  return masked.length > 0 && masked.some(({ use }) => use.from < end && use.to > start);
}

/** Whether a node is exactly one such variable. */
export function isOneVariable({ start, end }: GrammarNode, { masked }: BuildContext): boolean {
  return masked.length > 0 && masked.some(({ use }) => use.from === start && use.to === end);
}

/** The text of a node as it was parsed, variables replaced. */
export function filledText(node: GrammarNode, { fill }: BuildContext): string {
  return fill.text.slice(node.from, node.to);
}

/** The original text of a stretch; where it begins or ends inside a variable, the text that was parsed. */
export function originalText({ from, to, start, end }: Stretch, { query, fill }: BuildContext): string {
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
