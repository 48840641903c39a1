import { ExpectedError } from "../../errors.ts";
import { parseGrammar } from "../../promql/grammar/grammar.ts";
import type { IsolationLabel } from "../../promql/isolation/label.ts";
import { everySelectorMarked } from "../../promql/isolation/verify.ts";
import type { QueryBackend } from "../../templating/backend.ts";

/** A query, as it was to run, would have read more than the preview's own series. */
export class EscapedQuery extends ExpectedError {
  readonly exitCode = 2;
}

/**
 * A backend that asks nothing but questions that stay with a preview's series: every selector of a query, variables
 * filled in, must hold the matcher. That a query was rewritten is no proof of it; what is asked is.
 *
 * @throws {EscapedQuery} instead of asking: code `escaped`, or `unproved` for a query that the parser does not take.
 */
export function isolateBackend(backend: QueryBackend, label: IsolationLabel | undefined): QueryBackend {
  if (label === undefined) return backend;
  return {
    instant: async (query, timeMs, signal) => backend.instant(proved(query, label), timeMs, signal),
    range: async (query, range, signal) => backend.range(proved(query, label), range, signal),
    labelNames: async (scope, signal) => backend.labelNames({ ...scope, match: proved(scope.match, label) }, signal),
    labelValues: async (name, scope, signal) =>
      backend.labelValues(name, { ...scope, match: proved(scope.match, label) }, signal),
    series: async (match, scope, signal) => backend.series(proved(match, label), scope, signal),
  };
}

/** The query, if every selector in it holds the matcher. */
function proved(query: string | undefined, label: IsolationLabel): string {
  if (query === undefined)
    throw new EscapedQuery("not run: it would read the series of everybody, not only the preview's", {
      code: "escaped",
    });
  if (everySelectorMarked(query, label)) return query;
  const parsed = parseGrammar(query);
  throw parsed.ok
    ? new EscapedQuery("not run: with the values of its variables it would read series that are not the preview's", {
        code: "escaped",
      })
    : new EscapedQuery(`not run: ${parsed.reason}`, { code: "unproved" });
}
