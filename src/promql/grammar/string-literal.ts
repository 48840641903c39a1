const escapes = new Map([
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

/**
 * The value of a PromQL string literal, with quotes and escapes as in Go; backquotes have no escapes. Numeric byte
 * escapes are read as Latin-1.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals
 */
export function unquote(literal: string): string {
  const body = literal.slice(1, literal.length > 1 && literal.endsWith(literal[0]!) ? -1 : undefined);
  if (literal[0] === "`" || !body.includes("\\")) return body;
  return body.replaceAll(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}|[\s\S])/g, (_, code: string) => {
    const digits = code.slice(1);
    if (code.length > 1) return codePoint(/^[xuU]/.test(code) ? Number.parseInt(digits, 16) : Number.parseInt(code, 8));
    return escapes.get(code) ?? code;
  });
}

function codePoint(value: number): string {
  return value <= 0x10ffff ? String.fromCodePoint(value) : "\ufffd";
}

/** A PromQL string literal in double quotes with this value. */
export function quote(value: string): string {
  const escaped = value.replaceAll(/["\\]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
  return `"${escaped}"`;
}
