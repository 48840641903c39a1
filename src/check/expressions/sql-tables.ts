/** SQL longer than this is not looked at further. */
const maxLength = 100_000;

const token = new RegExp(
  [
    /--[^\n]*|#[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/,
    /'(?:[^'\\]|\\[\s\S]?)*(?:'|$)|"(?:[^"\\]|\\[\s\S]?)*(?:"|$)/,
    /`([^`]*)(?:`|$)|([\p{L}_][\p{L}\p{Nd}_$]*)|[(),]/u,
  ]
    .map(({ source }) => source)
    .join("|"),
  "gu",
);

/** Functions in which FROM names no table: `EXTRACT(HOUR FROM time)`. */
const withOwnFrom = new Set(["extract", "trim", "substring", "substr"]);

/** Words that end the list of tables behind FROM. */
const ends = new Set("where group having order limit union intersect except window on using set select".split(" "));

/** A bracket, the one around everything included. */
interface Scope {
  /** FROM names no table here. */
  readonly ownFrom: boolean;
  /** The list behind FROM goes on: a comma may bring the next table. */
  listing: boolean;
  /** The next word is a table. */
  wanted: boolean;
}

/**
 * The tables that a SELECT reads, which in Grafana's SQL expressions are queries of the panel. Each once, in the order
 * of their first use; names that WITH defines, and `dual`, do not count.
 *
 * @see https://github.com/grafana/grafana/blob/v12.4.0/pkg/expr/sql/parser.go
 */
export function sqlTables(sql: string): string[] {
  const tables = new Set<string>();
  const defined = new Set(["dual"]);
  const scopes: Scope[] = [{ ownFrom: false, listing: false, wanted: false }];
  let [before, word] = ["", ""];
  for (const [text, quoted, plain] of sql.slice(0, maxLength).matchAll(token)) {
    const scope = scopes.at(-1)!;
    const name = quoted ?? plain;
    if (text === "(") {
      // `WITH name AS (`; `(` behind FROM is a table of its own.
      if (word === "as" && before !== "") defined.add(before);
      scopes.push({ ownFrom: withOwnFrom.has(word), listing: false, wanted: scope.wanted && scope.listing });
      scope.wanted = false;
    } else if (text === ")") {
      if (scopes.length > 1) scopes.pop();
    } else if (text === ",") scope.wanted = scope.listing;
    else if (name !== undefined) {
      const lower = quoted === undefined ? name.toLowerCase() : "";
      if ((lower === "from" && !scope.ownFrom) || lower === "join")
        Object.assign(scope, { listing: true, wanted: true });
      else if (ends.has(lower)) Object.assign(scope, { listing: false, wanted: false });
      else if (scope.wanted && lower !== "lateral") {
        tables.add(name);
        scope.wanted = false;
      }
    }
    if (name !== undefined) [before, word] = [word, name.toLowerCase()];
    else word = text === "(" || text === ")" || text === "," ? "" : word;
  }
  return [...tables].filter((table) => !defined.has(table.toLowerCase()));
}
