import { TemplateError } from "./template-node.ts";

/** A piece of a template: the text between actions, or a token of an action. */
export interface TemplateToken {
  readonly kind: "text" | "open" | "close" | "word" | "variable" | "field" | "dot" | "number" | "string" | "sign";
  /** Of a string: without quotes and escapes. */
  readonly value: string;
  readonly at: number;
  readonly to: number;
  /** Whether white space stands before it. */
  readonly spaced: boolean;
}

const token =
  /\$[A-Za-z0-9_]*|\.[A-Za-z_][A-Za-z0-9_]*|[+-]?(?:0[xX][0-9a-fA-F_]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|[A-Za-z_][A-Za-z0-9_]*|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)+'|:=|[.|(),=]/y;

/**
 * Cuts a template into texts and tokens of actions; `{{-` and `-}}` trim the texts beside them.
 *
 * @throws {TemplateError} for an action that does not end, or a character that cannot stand in one.
 */
export function lexTemplate(text: string): TemplateToken[] {
  const tokens: TemplateToken[] = [];
  let at = 0;
  let trims = false;
  while (at < text.length) {
    const open = text.indexOf("{{", at);
    const end = open === -1 ? text.length : open;
    const before = open !== -1 && /^\{\{-[\s]/.test(text.slice(open, open + 4));
    let plain = text.slice(at, end);
    if (trims) plain = plain.trimStart();
    if (before) plain = plain.trimEnd();
    if (plain !== "") tokens.push({ kind: "text", value: plain, at, to: end, spaced: false });
    if (open === -1) break;
    const start = open + (before ? 3 : 2);
    const comment = /^\s*\/\*[\s\S]*?\*\/(\s+-)?\s*\}\}/.exec(text.slice(start));
    if (comment !== null) {
      at = start + comment[0].length;
      trims = comment[1] !== undefined;
      continue;
    }
    tokens.push({ kind: "open", value: "{{", at: open, to: start, spaced: false });
    const closed = lexAction(text, start, tokens);
    at = closed.to;
    trims = closed.trims;
  }
  return tokens;
}

function lexAction(text: string, start: number, tokens: TemplateToken[]): { to: number; trims: boolean } {
  let at = start;
  for (;;) {
    const spaces = /^\s*/.exec(text.slice(at, at + 10_000))![0].length;
    at += spaces;
    const trims = spaces > 0 && text.startsWith("-}}", at);
    if (trims || text.startsWith("}}", at)) {
      const to = at + (trims ? 3 : 2);
      tokens.push({ kind: "close", value: "}}", at, to, spaced: spaces > 0 });
      return { to, trims };
    }
    if (at >= text.length) throw new TemplateError("unclosed action");
    token.lastIndex = at;
    const found = token.exec(text)?.[0];
    if (found === undefined) {
      const sign = String.fromCodePoint(text.codePointAt(at)!);
      throw new TemplateError(
        sign === '"' || sign === "`" || sign === "'"
          ? "unterminated quoted string"
          : `unexpected ${JSON.stringify(sign).replaceAll('"', "'")} in operand`,
      );
    }
    tokens.push({ ...classify(found), at, to: at + found.length, spaced: spaces > 0 });
    at += found.length;
  }
}

function classify(found: string): Pick<TemplateToken, "kind" | "value"> {
  const first = found[0]!;
  if (first === "$") return { kind: "variable", value: found };
  if (found === ".") return { kind: "dot", value: found };
  if (first === '"' || first === "`") return { kind: "string", value: unquote(found) };
  if (first === "'") return { kind: "number", value: String(unquote(`"${found.slice(1, -1)}"`).codePointAt(0)) };
  if (/^[+-]?\.?\d/.test(found)) return { kind: "number", value: found };
  if (first === ".") return { kind: "field", value: found.slice(1) };
  return { kind: /^[A-Za-z_]/.test(found) ? "word" : "sign", value: found };
}

const escapes: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

function unquote(quoted: string): string {
  if (quoted.startsWith("`")) return quoted.slice(1, -1);
  return quoted
    .slice(1, -1)
    .replaceAll(
      /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))/g,
      (_, hex: string, four: string, eight: string, octal: string, plain: string) => {
        const digits = hex ?? four ?? eight;
        if (digits !== undefined) return String.fromCodePoint(Math.min(0x10_ffff, Number.parseInt(digits, 16)));
        return octal !== undefined ? String.fromCharCode(Number.parseInt(octal, 8)) : (escapes[plain] ?? plain);
      },
    );
}
