import { type MathToken, mathTokens } from "./math-tokens.ts";
import { NotComputed, RefusedExpression } from "./value.ts";

/** A math expression, read. */
export type MathNode =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "variable"; readonly refId: string }
  | { readonly kind: "constant"; readonly name: string }
  | { readonly kind: "call"; readonly name: string; readonly arg: MathNode }
  | { readonly kind: "unary"; readonly op: string; readonly arg: MathNode }
  | { readonly kind: "binary"; readonly op: string; readonly left: MathNode; readonly right: MathNode };

/** Longest math that is read, in characters; Grafana has no bound. */
const maxLength = 20_000;
/** Brackets and signs within one another. */
const maxDepth = 200;

/** From those that bind least. All of them take what stands left of them first, `**` too. */
const levels = [["||"], ["&&"], ["==", "!=", ">", ">=", "<", "<="], ["+", "-"], ["*", "/", "%"], ["**"]];

/** Functions without an argument. */
export const constantNames = ["nan", "inf", "infn", "null"] as const;
/** Functions of one argument, which work on each number. */
export const functionNames = [
  "abs",
  "log",
  "round",
  "ceil",
  "floor",
  "is_nan",
  "is_inf",
  "is_null",
  "is_number",
] as const;

const isOneOf = (names: readonly string[], name: string) => names.includes(name);

/**
 * Reads math as Grafana's server does.
 *
 * @throws {RefusedExpression} where Grafana does not understand it.
 * @throws {NotComputed} if it is too long or nested too deeply.
 * @see https://github.com/grafana/grafana/blob/v12.4.0/pkg/expr/mathexp/parse/parse.go
 */
export function parseMath(math: string): MathNode {
  if (math.length > maxLength) throw new NotComputed("the math is too long");
  const tokens = mathTokens(math);
  let at = 0;
  let depth = 0;
  const peek = (): MathToken => tokens[at]!;
  const next = (): MathToken => tokens[at === tokens.length - 1 ? at : at++]!;
  const unexpected = ({ text }: MathToken) => refused(`unexpected ${JSON.stringify(text)}`);
  const expect = (kind: MathToken["kind"]) => {
    const token = next();
    if (token.kind !== kind) throw unexpected(token);
  };
  const deeper = <Result>(read: () => Result): Result => {
    if (++depth > maxDepth) throw new NotComputed("the math is nested too deeply");
    const result = read();
    depth--;
    return result;
  };
  const level = (index: number): MathNode => {
    const operators = levels[index];
    if (operators === undefined) return factor();
    let left = level(index + 1);
    while (peek().kind === "operator" && operators.includes(peek().text))
      left = { kind: "binary", op: next().text, left, right: level(index + 1) };
    return left;
  };
  const whole = () => deeper(() => level(0));
  const factor = (): MathNode => {
    const token = next();
    if (token.kind === "number") return { kind: "number", value: readNumber(token.text) };
    if (token.kind === "variable") return { kind: "variable", refId: token.text };
    if (token.kind === "name") return call(token.text);
    if (token.kind === "operator" && (token.text === "!" || token.text === "-"))
      return { kind: "unary", op: token.text, arg: deeper(factor) };
    if (token.kind !== "(") throw unexpected(token);
    const inner = whole();
    expect(")");
    return inner;
  };
  const call = (name: string): MathNode => {
    const takes = isOneOf(functionNames, name) ? 1 : 0;
    if (takes === 0 && !isOneOf(constantNames, name)) throw refused(`non existent function ${name}`);
    expect("(");
    const args: MathNode[] = [];
    while (peek().kind !== ")") args.push(whole());
    next();
    if (args.length !== takes)
      throw refused(`${args.length < takes ? "not enough" : "too many"} arguments for ${name}`);
    return takes === 0 ? { kind: "constant", name } : { kind: "call", name, arg: args[0]! };
  };
  const root = whole();
  expect("end");
  return root;
}

const refused = (said: string) => new RefusedExpression(`invalid math command: expr: ${said}`);

/** As Go reads it: whole numbers that begin with 0 are octal where they can be. */
function readNumber(text: string): number {
  if (/^0[0-7]+$/.test(text)) return Number.parseInt(text, 8);
  const value = text === "." ? Number.NaN : Number(text);
  if (Number.isNaN(value) || !Number.isFinite(value)) throw refused(`illegal number syntax: ${JSON.stringify(text)}`);
  return value;
}
