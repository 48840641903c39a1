import type { DashboardQuery } from "../../../dashboard/view/queries.ts";
import { type FoundSelector, findSelectors } from "../../../promql/tree/selectors.ts";
import { readVariableQuery } from "../../../promql/variables/variable-query.ts";

/** The selectors of a panel's, annotation's or variable's query as it is written; none where it cannot be read. */
export function querySelectors({ place, prometheus, expr }: DashboardQuery): readonly FoundSelector[] {
  if (!prometheus || expr.trim() === "") return [];
  const text = place === "variable" ? argumentOf(expr) : expr;
  const found = text === undefined ? undefined : findSelectors(text);
  return found?.ok === true ? found.selectors : [];
}

function argumentOf(query: string): string | undefined {
  const read = readVariableQuery(query);
  return "ok" in read || read.kind === "metrics" ? undefined : read.argument?.text;
}
