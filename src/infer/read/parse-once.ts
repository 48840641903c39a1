import type { DashboardQuery } from "../../dashboard/view/queries.ts";
import { defined } from "../../json/defined.ts";
import type { VariableOptions } from "../../promql/variables/variants.ts";
import { parsePossible } from "./parse-possible.ts";

type Parsed = ReturnType<typeof parsePossible>;

/** Texts of one query that are remembered. */
const maxTexts = 20;

const known = new WeakMap<DashboardQuery, Map<string, Parsed>>();

/**
 * A panel's query as `parsePossible` reads it. Series are made several times over, so each text is remembered as long
 * as the query is; reading it again takes no steps.
 *
 * @param expr - as written, or with its variables filled in. @param variables - their options; the same at each call.
 */
export function parseOnce(query: DashboardQuery, expr: string, variables?: VariableOptions): Parsed {
  const texts = known.get(query) ?? new Map<string, Parsed>();
  known.set(query, texts);
  const key = variables === undefined ? `filled ${expr}` : `written ${expr}`;
  const found = texts.get(key);
  if (found !== undefined) return found;
  const parsed = parsePossible({ expr, written: query.expr }, defined({ variables }));
  if (parsed.ok && texts.size < maxTexts) texts.set(key, parsed);
  return parsed;
}
