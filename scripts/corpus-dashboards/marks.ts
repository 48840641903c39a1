import { parser } from "@prometheus-io/lezer-promql";

const strict = parser.configure({ strict: true });

/**
 * Whether every vector selector of a query holds the matcher. Looks at the grammar's tree and the text alone, not at
 * the code that puts matchers in.
 */
export function everySelectorHolds(query: string, matcher: string): boolean {
  let held = true;
  strict.parse(query).iterate({
    enter: ({ name, from, to }) => {
      if (name !== "VectorSelector") return;
      const text = query.slice(from, to);
      const braces = text.slice(text.indexOf("{") + 1, text.lastIndexOf("}"));
      const matchers = text.includes("{")
        ? (braces.match(/(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|[^,"'`])+/g) ?? [])
        : [];
      held &&= matchers.some((each) => each.trim() === matcher);
    },
  });
  return held;
}
