import type { SyntaxNode } from "@lezer/common";
import type { Fill } from "./fill.ts";
import type { Span } from "./node.ts";
import { unquote } from "./string-literal.ts";

/** What a tree is read with: the original query, the filled one that was parsed, and what is known of its variables. */
export interface BuildContext {
  readonly query: string;
  readonly fill: Fill;
  /** Whether a span of the original touches a variable whose options are not known. */
  readonly isMasked: (from: number, to: number) => boolean;
  /** Whether a span of the original is exactly one such variable. */
  readonly isOneVariable: (from: number, to: number) => boolean;
}

/** A tree that holds what Prometheus would refuse although the grammar takes it. Callers turn it into a reason. */
export class UnexpectedTree extends Error {}

/** `value`, which a tree without errors must have. */
export function needed<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new UnexpectedTree("a part is missing");
  return value;
}

/** The children of a node without comments. */
export function childNodes(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) if (child.name !== "LineComment") found.push(child);
  return found;
}

/** The text of a node as it was parsed, variables replaced. */
export function filledText(node: SyntaxNode, { fill }: BuildContext): string {
  return fill.text.slice(node.from, node.to);
}

/** Offsets of the filled text as those of the original; NaN where they are inside a variable. */
export function spanBetween(from: number, to: number, { fill }: BuildContext): Span {
  return { from: fill.startInOriginal(from) ?? Number.NaN, to: fill.endInOriginal(to) ?? Number.NaN };
}

/** The original text between two offsets of the filled text; where they are inside a variable, the filled text. */
export function textBetween(from: number, to: number, context: BuildContext): string {
  const span = spanBetween(from, to, context);
  return Number.isNaN(span.from) || Number.isNaN(span.to) ? context.fill.text.slice(from, to) : context.query.slice(span.from, span.to);
}

/** {@link textBetween} for a node. */
export function originalText(node: SyntaxNode, context: BuildContext): string {
  return textBetween(node.from, node.to, context);
}

/** A label's name, quoted or not. */
export function labelName(node: SyntaxNode, context: BuildContext): string {
  const text = originalText(node, context);
  return node.name === "QuotedLabelName" ? unquote(text) : text;
}

/** The labels in parentheses; empty without any. */
export function labelNames(node: SyntaxNode | null | undefined, context: BuildContext): string[] {
  return node ? childNodes(node).map((child) => labelName(child, context)) : [];
}
