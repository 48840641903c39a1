/** A stretch of a query: code, a string with its quotes, or a comment without its line break. */
export interface TextRegion {
  readonly kind: "code" | "string" | "comment";
  readonly from: number;
  readonly to: number;
}

const [hash, doubleQuote, singleQuote, backquote, backslash, lineFeed] = [..."#\"'`\\\n"].map((char) =>
  char.charCodeAt(0),
);

/**
 * Cuts a query into code, strings and comments, as PromQL's lexer does; in one pass, and without caring whether the
 * rest is valid. A string that is not closed ends at its line (with backquotes: at the end of the query).
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

/** The line break behind a comment, or the end of the query. */
function commentEnd(query: string, from: number): number {
  const end = query.indexOf("\n", from);
  return end === -1 ? query.length : end;
}

/** The offset behind the string literal that begins at `from`. */
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
