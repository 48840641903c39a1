import { nextTurn } from "../system/turn.ts";
import type { InferWork } from "./infer-work.ts";
import { type ReadDashboard, readPanelQuery, readVariableUse, standAlone, staticOptions } from "./read/read-usage.ts";
import type { Usage } from "./read/usage.ts";

/** Reads the queries and variables of a dashboard as they are written, without values of variables. */
export async function readWritten(
  usage: Usage,
  { queries, variables }: ReadDashboard,
  { work, signal }: { readonly work: InferWork; readonly signal?: AbortSignal | undefined },
): Promise<void> {
  const options = staticOptions(variables);
  for (const query of queries) {
    await nextTurn(signal);
    work.attempt(query, () => readPanelQuery(usage, query, query.expr, options));
  }
  const { alone, words } = standAlone([...queries, ...variables.map(({ query }) => ({ expr: query }))]);
  for (const variable of variables) {
    await nextTurn(signal);
    const text = { variable, query: variable.query, regex: variable.regex ?? "", alone, words };
    work.attempt(`variable $${variable.name}`, () => readVariableUse(usage, text, options));
  }
}
