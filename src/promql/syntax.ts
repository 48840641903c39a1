import type { Fill } from "./fill.ts";
import type { GrammarNode } from "./grammar-node.ts";
import type { MaskedVariable } from "./mask.ts";
import { unquote } from "./string-literal.ts";

/** What a tree is read with: the original query, the filled one that was parsed, and the variables whose options are not known. */
export interface BuildContext {
  readonly query: string;
  readonly fill: Fill;
  readonly masked: readonly MaskedVariable[];
}

/** A tree that holds what Prometheus would refuse although the grammar takes it. Callers turn it into a reason. */
export class UnexpectedTree extends Error {}

/** `value`, which a tree without errors must have. */
export function needed<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new UnexpectedTree("a part is missing");
  return value;
}

/** Whether a node touches a variable whose options are not known. */
export function isMasked(node: GrammarNode, context: BuildContext): boolean {
  if (context.masked.length === 0) return false;
  const from = fromOf(node, context);
  const to = toOf(node, context);
  return context.masked.some(({ use }) => use.from < to && use.to > from);
}

/** Whether a node is exactly one such variable. */
export function isOneVariable(node: GrammarNode, context: BuildContext): boolean {
  if (context.masked.length === 0) return false;
  const from = fromOf(node, context);
  const to = toOf(node, context);
  return context.masked.some(({ use }) => use.from === from && use.to === to);
}

/** The text of a node as it was parsed, variables replaced. */
export function filledText(node: GrammarNode, { fill }: BuildContext): string {
  return fill.text.slice(node.from, node.to);
}

/** Where something that begins here begins in the original; NaN inside a variable. */
export function fromOf({ from }: { readonly from: number }, { fill }: BuildContext): number {
  return fill.startInOriginal(from) ?? Number.NaN;
}

/** Where something that ends here ends in the original; NaN inside a variable. */
export function toOf({ to }: { readonly to: number }, { fill }: BuildContext): number {
  return fill.endInOriginal(to) ?? Number.NaN;
}

/** The original text of a span of the filled text; where it begins or ends inside a variable, the filled text. */
export function originalText(span: { readonly from: number; readonly to: number }, { query, fill }: BuildContext): string {
  const from = fill.startInOriginal(span.from);
  const to = fill.endInOriginal(span.to);
  return from === undefined || to === undefined ? fill.text.slice(span.from, span.to) : query.slice(from, to);
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
