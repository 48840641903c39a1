/** A part of a query: code, a string with its quotes, or a comment without its line break. */
export interface TextRegion {
  readonly kind: "code" | "string" | "comment";
  readonly from: number;
  readonly to: number;
}

const [hash, doubleQuote, singleQuote, backquote, backslash, lineFeed] = [..."#\"'`\\\n"].map((char) =>
  char.charCodeAt(0),
);

/**
 * Splits a query into code, strings and comments in one pass, as PromQL's lexer does. The query need not be valid. An
 * unclosed string ends with its line, or with the query if it uses backquotes.
 */
export function scanText(query: string): TextRegion[] {
  const regions: TextRegion[] = [];
  let codeFrom = 0;
  let at = 0;
  while (at < query.length) {
    const code = query.charCodeAt(at);
    if (code !== hash && code !== doubleQuote && code !== singleQuote && code !== backquote) {
      at++;
      continue;
    }
    const to = code === hash ? commentEnd(query, at) : stringEnd(query, at);
    if (at > codeFrom) regions.push({ kind: "code", from: codeFrom, to: at });
    regions.push({ kind: code === hash ? "comment" : "string", from: at, to });
    codeFrom = to;
    at = to;
  }
  if (codeFrom < query.length) regions.push({ kind: "code", from: codeFrom, to: query.length });
  return regions;
}

/** The offset of the line break after a comment, or the end of the query. */
function commentEnd(query: string, from: number): number {
  const end = query.indexOf("\n", from);
  return end === -1 ? query.length : end;
}

/** The offset after the string literal that begins at `from`. */
function stringEnd(query: string, from: number): number {
  const quote = query.charCodeAt(from);
  for (let at = from + 1; at < query.length; at++) {
    const code = query.charCodeAt(at);
    if (code === quote) return at + 1;
    if (quote === backquote) continue;
    if (code === backslash) at++;
    else if (code === lineFeed) return at;
  }
  return query.length;
}

/** The query with everything but code replaced by spaces of the same length. */
export function codeOnly(query: string): string {
  return scanText(query)
    .map(({ kind, from, to }) => (kind === "code" ? query.slice(from, to) : " ".repeat(to - from)))
    .join("");
}
