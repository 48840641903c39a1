import { parseGrammar } from "../grammar/grammar.ts";
import { type IsolationLabel, matcherText } from "./label.ts";

/**
 * Whether a query without variables parses and every vector selector in it has the label's matcher. Uses only the
 * grammar's tree and the text, and shares no code with the insertion of matchers.
 */
export function everySelectorMarked(text: string, label: IsolationLabel): boolean {
  const parsed = parseGrammar(text);
  if (!parsed.ok) return false;
  const expected = matcherText(label);
  const cursor = parsed.tree.cursor();
  // Selectors don't nest, so a matcher between the start and the end of a selector belongs to it.
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
