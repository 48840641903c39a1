import type { AdHocFilter } from "../../dashboard/view/variables.ts";
import { parseFilled } from "../../promql/tree/parse.ts";
import { selectorsIn } from "../../promql/tree/selectors.ts";

/**
 * Puts the conditions of ad hoc variables into every selector of a query, as Grafana's Prometheus data source does. A
 * query that is no PromQL stays.
 */
export function addFilters(query: string, filters: readonly AdHocFilter[]): string {
  const usable = filters
    .filter(({ key, operator }) => /^[a-zA-Z_]\w*$/.test(key) && /^(=|!=|=~|!~)$/.test(operator))
    .slice(0, 50);
  const parsed = usable.length === 0 ? undefined : parseFilled(query);
  if (parsed?.ok !== true) return query;
  const conditions = usable.map(({ key, operator, value }) => `${key}${operator}${JSON.stringify(value)}`).join(",");
  let text = query;
  for (const { from, to } of selectorsIn(parsed.root).toReversed()) {
    const selector = query.slice(from, to);
    const open = selector.indexOf("{");
    const inner =
      open === -1
        ? ""
        : selector
            .slice(open + 1, -1)
            .trim()
            .replace(/,$/, "");
    const name = open === -1 ? selector : selector.slice(0, open);
    text = `${text.slice(0, from)}${name}{${inner === "" ? "" : `${inner},`}${conditions}}${text.slice(to)}`;
  }
  return text;
}
