import { readVariableQuery } from "../../src/promql/variables/variable-query.ts";

/** Whether Prometheus' own parser takes a query. */
export type Parser = (query: string) => Promise<boolean>;

/** Asks a Prometheus to format queries, which parses them and runs nothing. Each text is asked about once. */
export function createParser(url: string): Parser {
  const known = new Map<string, Promise<boolean>>();
  const ask = async (query: string) => {
    const response = await fetch(`${url}/api/v1/format_query`, {
      method: "POST",
      body: new URLSearchParams({ query }),
    });
    await response.arrayBuffer();
    if (response.status !== 200 && response.status !== 400) throw new Error(`format_query answered ${response.status}`);
    return response.status === 200;
  };
  return (query) => {
    const answer = known.get(query) ?? ask(query);
    known.set(query, answer);
    return answer;
  };
}

/**
 * The PromQL that Prometheus gets to see of a variable's query; undefined where it gets none, or the query cannot be
 * read.
 */
export function selectorOf(query: string): string | undefined {
  const read = readVariableQuery(query);
  if ("ok" in read || read.argument === undefined) return undefined;
  if (read.kind === "labelNames") return `{__name__=~".*${read.argument.text}.*"}`;
  return read.kind === "metrics" ? undefined : read.argument.text;
}
