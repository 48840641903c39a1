import { data, Evaluator, Lexer, Parser } from "@actions/expressions";

/** What expressions may name: `github`, `inputs`, `steps` and so on. */
export type Contexts = Readonly<Record<string, unknown>>;

/** Each value with its expressions filled in. */
export function filled(values: Readonly<Record<string, unknown>> = {}, contexts: Contexts): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fill(String(value), contexts)]));
}

/** A text with its `${{ }}` filled in by GitHub's own evaluator. */
export function fill(text: string, contexts: Contexts): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/g, (_, expression: string) => evaluate(expression, contexts).coerceString());
}

/** What an `if:` says. */
export function isTrue(expression: string, contexts: Contexts): boolean {
  return evaluate(`(${expression}) && true`, contexts).coerceString() === "true";
}

function evaluate(expression: string, contexts: Contexts): data.ExpressionData {
  const { tokens } = new Lexer(expression.trim()).lex();
  const all = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  return new Evaluator(new Parser(tokens, Object.keys(contexts), []).parse(), all).evaluate();
}
