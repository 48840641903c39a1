import type { Tree } from "@lezer/common";
import { failure, type QueryFailure } from "../grammar/failure.ts";
import { maxQuerySteps } from "../grammar/limits.ts";
import { tooComplex, withSteps } from "../grammar/work.ts";
import { findVariables } from "../variables/variables.ts";
import { type VariableOptions, variantsOf } from "../variables/variants.ts";
import type { PromqlNode } from "./node.ts";
import { readQuery } from "./read-query.ts";

/** A query that parses. */
export interface ParsedQuery {
  readonly ok: true;
  /** The official grammar's tree of {@link ParsedQuery.text}. */
  readonly tree: Tree;
  /** The query with its variables replaced; as long as the query unless options were given. */
  readonly text: string;
  /** The query as nodes, with offsets and texts of the original query. */
  readonly root: PromqlNode;
}

/** Options for parsing a query with variables. */
export interface ParseOptions {
  /** Options of the dashboard's variables; the first one that parses is used. */
  readonly variables?: VariableOptions;
}

/**
 * Parses a query with Grafana variables anywhere. Size, depth and attempts are limited; never throws for an invalid
 * query.
 */
function parseQuery(query: string, options: ParseOptions = {}): ParsedQuery | QueryFailure {
  return withSteps(maxQuerySteps, (work) => {
    const read = parseFirst(query, options);
    return !read.ok && work.usedUp ? failure(tooComplex, 0, query.length) : read;
  });
}

function parseFirst(query: string, { variables }: ParseOptions): ParsedQuery | QueryFailure {
  let first: QueryFailure | undefined;
  const uses = findVariables(query);
  for (const known of [...variantsOf(uses, variables), new Map<string, string>()]) {
    const read = readQuery(query, known, uses);
    if (read.ok) return { ok: true, tree: read.tree, text: read.fill.text, root: read.root };
    first ??= read;
  }
  return first!;
}

/**
 * Parses a query whose variables are filled in: a `$` outside strings and comments is an error. Limits as in {@link
 * parseQuery}; never throws.
 */
export function parseFilled(query: string): { readonly ok: true; readonly root: PromqlNode } | QueryFailure {
  return withSteps(maxQuerySteps, () => {
    const read = readQuery(query, new Map(), []);
    return read.ok ? { ok: true, root: read.root } : read;
  });
}

/** {@link parseQuery}, the nodes only. */
export function parseExpression(
  query: string,
  options: ParseOptions = {},
): { readonly ok: true; readonly root: PromqlNode } | QueryFailure {
  const parsed = parseQuery(query, options);
  return parsed.ok ? { ok: true, root: parsed.root } : parsed;
}
