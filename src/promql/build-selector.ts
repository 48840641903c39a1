import type { SyntaxNode } from "@lezer/common";
import type { Matcher, SelectorNode } from "./node.ts";
import { unquote } from "./string-literal.ts";
import { type BuildContext, childNodes, filledText, labelName, needed, originalText, spanBetween } from "./syntax.ts";

/** Reads a `VectorSelector` of the grammar. */
export function buildSelector(node: SyntaxNode, context: BuildContext): SelectorNode {
  const span = spanBetween(node.from, node.to, context);
  const braces = node.getChild("LabelMatchers");
  const matchers = braces === null ? [] : readMatchers(braces, context);
  const brace = braces === null ? undefined : context.fill.charInOriginal(braces.from);
  return {
    type: "selector",
    ...span,
    metric: metricOf(node, matchers, context),
    matchers,
    braces: braces !== null,
    insertAt: braces === null ? context.fill.endInOriginal(node.to) : brace === undefined ? undefined : brace + 1,
    isVariable: braces === null && context.isOneVariable(span.from, span.to),
  };
}

function metricOf(node: SyntaxNode, matchers: readonly Matcher[], context: BuildContext): string | undefined {
  const name = node.getChild("Identifier");
  if (name !== null) return originalText(name, context);
  const quoted = node.getChild("LabelMatchers")?.getChild("QuotedLabelName");
  if (quoted) return unquote(originalText(quoted, context));
  return matchers.find((each) => each.name === "__name__" && each.op === "=")?.value;
}

function readMatchers(braces: SyntaxNode, context: BuildContext): Matcher[] {
  return childNodes(braces).flatMap((child) => {
    if (child.name !== "UnquotedLabelMatcher" && child.name !== "QuotedLabelMatcher") return [];
    const name = needed(child.getChild("LabelName") ?? child.getChild("QuotedLabelName"));
    const op = filledText(needed(child.getChild("MatchOp")), context) as Matcher["op"];
    const value = unquote(originalText(needed(child.getChild("StringLiteral")), context));
    return [{ ...spanBetween(child.from, child.to, context), name: labelName(name, context), op, value }];
  });
}
