import type { QueryFailure } from "../grammar/failure.ts";
import type { PromqlNode } from "./node.ts";
import { childrenOf, typeOf } from "./node-walk.ts";
import { type ParseOptions, parseExpression } from "./parse.ts";

/** A part of a query that can be asked for by itself. */
export interface QueryPart {
  readonly node: PromqlNode;
  /** The query of the part, variables as written. Of `x[5m]` it is `count_over_time(x[5m])`, so that every part is an instant vector. */
  readonly query: string;
  /** How many expressions it is inside of. */
  readonly depth: number;
  /** Inside a subquery, or behind `offset` or `@`: asked for by itself it looks at another time. */
  readonly shifted: boolean;
}

/**
 * The parts of a query that return series, the smallest first: a part comes after everything inside it, so the first one that is empty is the smallest
 * reason why the query is. Scalars and texts are left out, and parentheses.
 */
export function smallestParts(
  query: string,
  options: ParseOptions = {},
): { readonly ok: true; readonly parts: QueryPart[] } | QueryFailure {
  const parsed = parseExpression(query, options);
  if (!parsed.ok) return parsed;
  const parts: QueryPart[] = [];
  const visit = (node: PromqlNode, depth: number, shifted: boolean) => {
    const shiftsInner = node.type === "subquery" || node.type === "modifier";
    for (const child of childrenOf(node)) visit(child, depth + 1, shifted || shiftsInner);
    const type = typeOf(node);
    if (node.type === "paren" || (type !== "vector" && type !== "matrix")) return;
    const text = query.slice(node.from, node.to);
    parts.push({ node, query: type === "matrix" ? `count_over_time(${text})` : text, depth, shifted });
  };
  visit(parsed.root, 0, false);
  return { ok: true, parts };
}
