import type { ExpectedError } from "../errors.ts";

/** Codes of errors in which a server rejects the query itself. */
const aboutQuery: readonly string[] = ["bad-query", "query", "promql", "usage"];

/**
 * Whether an error comes from a server or the way to it (no answer, 503, a login page) and not from the query: then
 * nobody knows what the query gives, and that is no finding about the dashboard.
 */
export function isFault({ code }: ExpectedError): boolean {
  return !aboutQuery.includes(code);
}
