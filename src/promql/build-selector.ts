import { childNamed, type GrammarNode } from "./grammar-node.ts";
import type { Matcher, SelectorNode } from "./node.ts";
import { unquote } from "./string-literal.ts";
import { type BuildContext, filledText, fromOf, isOneVariable, labelName, needed, originalText, toOf } from "./syntax.ts";

/** Reads a `VectorSelector` of the grammar. */
export function buildSelector(node: GrammarNode, context: BuildContext): SelectorNode {
  const braces = childNamed(node, "LabelMatchers");
  const matchers = braces === undefined ? [] : readMatchers(braces, context);
  return {
    type: "selector",
    from: fromOf(node, context),
    to: toOf(node, context),
    metric: metricOf(node, braces, matchers, context),
    matchers,
    braces: braces !== undefined,
    insertAt: braces === undefined ? context.fill.endInOriginal(node.to) : behindBrace(braces, context),
    isVariable: braces === undefined && isOneVariable(node, context),
  };
}

function behindBrace(braces: GrammarNode, { fill }: BuildContext): number | undefined {
  const brace = fill.charInOriginal(braces.from);
  return brace === undefined ? undefined : brace + 1;
}

function metricOf(
  node: GrammarNode,
  braces: GrammarNode | undefined,
  matchers: readonly Matcher[],
  context: BuildContext,
): string | undefined {
  const name = childNamed(node, "Identifier");
  if (name !== undefined) return originalText(name, context);
  const quoted = braces && childNamed(braces, "QuotedLabelName");
  if (quoted !== undefined) return unquote(originalText(quoted, context));
  return matchers.find((each) => each.name === "__name__" && each.op === "=")?.value;
}

function readMatchers(braces: GrammarNode, context: BuildContext): Matcher[] {
  const matchers: Matcher[] = [];
  for (const child of braces.children) {
    if (child.name !== "UnquotedLabelMatcher" && child.name !== "QuotedLabelMatcher") continue;
    const name = needed(childNamed(child, "LabelName") ?? childNamed(child, "QuotedLabelName"));
    const op = filledText(needed(childNamed(child, "MatchOp")), context) as Matcher["op"];
    const value = unquote(originalText(needed(childNamed(child, "StringLiteral")), context));
    matchers.push({ from: fromOf(child, context), to: toOf(child, context), name: labelName(name, context), op, value });
  }
  return matchers;
}
