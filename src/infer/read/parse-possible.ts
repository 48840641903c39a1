import { findPlaceholder } from "../../check/broken/queries/template-syntax.ts";
import type { QueryFailure } from "../../promql/grammar/failure.ts";
import type { PromqlNode } from "../../promql/tree/node.ts";
import { type ParseOptions, parseExpression } from "../../promql/tree/parse.ts";
import { hasRegexEscape, looksLikeRegex } from "../../promql/tree/regex-text.ts";
import { selectorsIn } from "../../promql/tree/selectors.ts";

/** A query's text, and what it was made from. */
export interface QueryTexts {
  /** As written, or with its variables filled in. */
  readonly expr: string;
  /** As written. */
  readonly written: string;
}

/**
 * Parses a query for the series that it needs, without values that no target would carry: a regular expression behind
 * `=`, a template's placeholder, and what Grafana escaped or joined because its variable has several values. Such a
 * query stays empty, as it would in production. A backslash that its author wrote stays.
 */
export function parsePossible(
  { expr, written }: QueryTexts,
  options: ParseOptions = {},
): { readonly ok: true; readonly root: PromqlNode } | QueryFailure {
  const parsed = parseExpression(expr, options);
  if (!parsed.ok || !/\\|[.][*+]|\||[{$%][{(]/.test(expr)) return parsed;
  const impossible = selectorsIn(parsed.root)
    .flatMap(({ matchers }) => matchers)
    .filter(({ op, value, from, to }) => {
      if (Number.isNaN(from) || Number.isNaN(to)) return false;
      if ((op === "=" || op === "=~") && findPlaceholder(value, "query") !== undefined) return true;
      if (op !== "=") return false;
      return looksLikeRegex(value) || (hasRegexEscape(value) && !written.includes(expr.slice(from, to)));
    });
  if (impossible.length === 0) return parsed;
  let text = expr;
  for (const { name, from, to } of impossible.toReversed())
    text = `${text.slice(0, from)}${name}=~".*"${text.slice(to)}`;
  const possible = parseExpression(text, options);
  return possible.ok ? possible : parsed;
}
