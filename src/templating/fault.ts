import type { ExpectedError } from "../errors.ts";

/** What servers say against a query itself. */
const aboutQuery: readonly string[] = ["bad-query", "query", "promql", "usage"];

/**
 * Whether an error is one of a server or of the way to it (no answer, 503, a login page) and none of the query: then
 * nobody knows what the query gives, and that is no finding about the dashboard.
 */
export function isFault({ code }: ExpectedError): boolean {
  return !aboutQuery.includes(code);
}
