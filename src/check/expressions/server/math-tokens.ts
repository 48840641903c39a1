import { RefusedExpression } from "./value.ts";

/** A word of a math expression. */
export interface MathToken {
  readonly kind: "number" | "name" | "variable" | "text" | "operator" | "(" | ")" | "," | "end";
  /** As it is written; of a variable its refId alone. */
  readonly text: string;
}

const operators = new Set("! && || > < >= <= == != + - * ** / %".split(" "));

// In the order in which Grafana tries them: a run of symbols is one word, so that `*-` is none.
const words: readonly (readonly [MathToken["kind"], RegExp])[] = [
  ["variable", /\$\{[\p{L}\p{Nd}_\s]+\}|\$[\p{L}\p{Nd}_]+/uy],
  ["operator", /[!<>=&|+\-*/%]+/y],
  [
    "number",
    /0[xX][0-9a-fA-F]*(?:\.[0-9a-fA-F]*)?|[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]*)?|\.[0-9]*(?:[eE][+-]?[0-9]*)?/y,
  ],
  ["name", /\p{L}[\p{L}_]*/uy],
  ["(", /\(/y],
  [")", /\)/y],
  ["text", /"[^"]*"/y],
  [",", /,/y],
];

/**
 * Splits math into words, the last of which is the `end`.
 *
 * @throws {RefusedExpression} at a character that begins none.
 * @see https://github.com/grafana/grafana/blob/v12.4.0/pkg/expr/mathexp/parse/lex.go
 */
export function mathTokens(math: string): MathToken[] {
  const found: MathToken[] = [];
  let at = 0;
  const skipSpace = () => {
    while (at < math.length && /\s/.test(math[at]!)) at++;
  };
  for (skipSpace(); at < math.length; skipSpace()) {
    const token = tokenAt(math, at);
    if (token === undefined || (token.kind === "operator" && !operators.has(token.text)))
      throw new RefusedExpression(
        `invalid math command: expr: unexpected ${JSON.stringify(token?.text ?? math[at])} in the expression`,
      );
    at += token.text.length;
    found.push(token.kind === "variable" ? { ...token, text: token.text.replace(/^\$\{?|\}$/g, "") } : token);
  }
  return [...found, { kind: "end", text: "EOF" }];
}

function tokenAt(math: string, at: number): MathToken | undefined {
  for (const [kind, word] of words) {
    word.lastIndex = at;
    const text = word.exec(math)?.[0];
    if (text !== undefined) return { kind, text };
  }
  return undefined;
}
