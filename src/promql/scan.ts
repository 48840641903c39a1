/** A stretch of a query: code, a string with its quotes, or a comment without its line break. */
export interface TextRegion {
  readonly kind: "code" | "string" | "comment";
  readonly from: number;
  readonly to: number;
}

/**
 * Cuts a query into code, strings and comments, as PromQL's lexer does; in one pass, and without caring whether the rest is valid.
 * A string that is not closed ends at its line (with backquotes: at the end of the query).
 */
export function scanText(query: string): TextRegion[] {
  const regions: TextRegion[] = [];
  let codeFrom = 0;
  let at = 0;
  const close = (kind: "string" | "comment", from: number, to: number) => {
    if (from > codeFrom) regions.push({ kind: "code", from: codeFrom, to: from });
    regions.push({ kind, from, to });
    codeFrom = to;
    at = to;
  };
  while (at < query.length) {
    const char = query[at]!;
    if (char === "#") {
      const end = query.indexOf("\n", at);
      close("comment", at, end === -1 ? query.length : end);
    } else if (char === '"' || char === "'" || char === "`") close("string", at, stringEnd(query, at));
    else at++;
  }
  if (codeFrom < query.length) regions.push({ kind: "code", from: codeFrom, to: query.length });
  return regions;
}

/** The offset behind the string literal that begins at `from`. */
function stringEnd(query: string, from: number): number {
  const quote = query[from]!;
  for (let at = from + 1; at < query.length; at++) {
    const char = query[at]!;
    if (char === quote) return at + 1;
    if (quote === "`") continue;
    if (char === "\\") at++;
    else if (char === "\n") return at;
  }
  return query.length;
}

/** The query with everything but code replaced by spaces of the same length. */
export function codeOnly(query: string): string {
  return scanText(query)
    .map(({ kind, from, to }) => (kind === "code" ? query.slice(from, to) : " ".repeat(to - from)))
    .join("");
}
