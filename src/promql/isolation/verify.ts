import { parseGrammar } from "../grammar/grammar.ts";
import { type IsolationLabel, matcherText } from "./label.ts";

/**
 * Whether a query without variables parses and every vector selector in it holds the label's matcher. Reads nothing but
 * the grammar's own tree and the text: it does not share the code that puts matchers in.
 */
export function everySelectorMarked(text: string, label: IsolationLabel): boolean {
  const parsed = parseGrammar(text);
  if (!parsed.ok) return false;
  const expected = matcherText(label);
  const cursor = parsed.tree.cursor();
  // Selectors are not inside each other, so what comes behind one and before its end is in it.
  let marked = true;
  let selectorEnd = 0;
  do {
    if (cursor.name === "VectorSelector") {
      if (!marked) return false;
      marked = false;
      selectorEnd = cursor.to;
    } else if (!marked && cursor.name === "UnquotedLabelMatcher") {
      const { from, to } = cursor;
      marked = to <= selectorEnd && to - from === expected.length && text.startsWith(expected, from);
    }
  } while (cursor.next());
  return marked;
}
