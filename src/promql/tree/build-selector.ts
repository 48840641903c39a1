import { childNamed, type GrammarNode } from "../grammar/grammar-node.ts";
import { unquote } from "../grammar/string-literal.ts";
import { type BuildContext, filledText, isOneVariable, labelName, needed, originalText } from "../grammar/syntax.ts";
import type { Matcher, SelectorNode } from "./node.ts";

/** Reads a `VectorSelector` of the grammar. */
export function buildSelector(node: GrammarNode, context: BuildContext): SelectorNode {
  const braces = childNamed(node, "LabelMatchers");
  const matchers = braces === undefined ? [] : readMatchers(braces, context);
  const selector: SelectorNode = {
    type: "selector",
    from: node.start,
    to: node.end,
    metric: metricOf(node, braces, matchers, context),
    matchers,
    braces: braces !== undefined,
    insertAt: braces === undefined ? (Number.isNaN(node.end) ? undefined : node.end) : behindBrace(braces, context),
    isVariable: braces === undefined && isOneVariable(node, context),
  };
  context.selectors.push(selector);
  return selector;
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
    matchers.push({ from: child.start, to: child.end, name: labelName(name, context), op, value });
  }
  return matchers;
}
