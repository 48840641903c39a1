import type { CopyValues } from "../../dashboard/finding.ts";
import type { QueryResult } from "../result.ts";
import type { CheckQuery } from "../run/check-query.ts";

/** A result that several copies of a panel have in common, with all of them. */
export type MergedResult = QueryResult & { readonly copies?: readonly CopyValues[] };

/**
 * Puts results of one query together that copies of its panel have in common: same state, same reason. Part and numbers
 * are those of the first.
 */
export function mergeCopies(results: readonly QueryResult[]): readonly MergedResult[] {
  const merged: (QueryResult & { copies?: CopyValues[] })[] = [];
  const known = new Map<CheckQuery, Map<string, CopyValues[]>>();
  for (const result of results) {
    const { query, copy, state, code, reason } = result;
    if (copy === undefined) {
      merged.push(result);
      continue;
    }
    const ofQuery = known.get(query) ?? new Map<string, CopyValues[]>();
    known.set(query, ofQuery);
    const key = JSON.stringify([state, code, reason]);
    const same = ofQuery.get(key);
    if (same !== undefined) {
      same.push(copy);
      continue;
    }
    const copies = [copy];
    ofQuery.set(key, copies);
    merged.push({ ...result, copies });
  }
  return merged;
}
