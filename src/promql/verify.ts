import { parseGrammar } from "./grammar.ts";
import { type IsolationLabel, matcherText } from "./label.ts";

/**
 * Whether a query without variables parses and every vector selector in it holds the label's matcher. Reads nothing but the grammar's own tree and the
 * text: it does not share the code that puts matchers in.
 */
export function everySelectorMarked(text: string, label: IsolationLabel): boolean {
  const parsed = parseGrammar(text);
  if (!parsed.ok) return false;
  const expected = matcherText(label);
  let marked = true;
  parsed.tree.iterate({
    enter: ({ name, node }) => {
      if (name !== "VectorSelector") return;
      const matchers = node.getChild("LabelMatchers")?.getChildren("UnquotedLabelMatcher") ?? [];
      marked &&= matchers.some(({ from, to }) => text.slice(from, to) === expected);
    },
  });
  return marked;
}
