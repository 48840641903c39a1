import { type AdHocFilter, filterMatcher, matcherName } from "../../dashboard/view/ad-hoc-filters.ts";
import { quote } from "../../promql/grammar/string-literal.ts";
import type { Matcher } from "../../promql/tree/node.ts";
import { parseFilled } from "../../promql/tree/parse.ts";
import { type FoundSelector, selectorsIn } from "../../promql/tree/selectors.ts";

/** A condition to be put into selectors: its text, and what it says where PromQL can say it. */
interface Added {
  readonly text: string;
  readonly name?: string;
  readonly op?: string;
  readonly value?: string;
}

/**
 * Puts the filters of ad hoc variables into every selector of a query, as Grafana's Prometheus data source does: a
 * matcher of the same label and value gets the filter's operator, and is not there twice. An operator that PromQL does
 * not have is written as it is, and the server refuses the query. A query that is no PromQL stays.
 *
 * @param fill - fills variables in, which filters may name.
 * @see https://github.com/grafana/grafana/blob/main/packages/grafana-prometheus/src/add_label_to_query.ts
 */
export function addFilters(
  query: string,
  filters: readonly AdHocFilter[],
  fill: (text: string) => string = (text) => text,
): string {
  const parsed = filters.length === 0 ? undefined : parseFilled(query);
  if (parsed?.ok !== true) return query;
  const added = filters.map((filter) => addedBy(filter, fill));
  let text = query;
  for (const selector of selectorsIn(parsed.root).toReversed())
    text = text.slice(0, selector.from) + filtered(query, selector, added) + text.slice(selector.to);
  return text;
}

function addedBy(filter: AdHocFilter, fill: (text: string) => string): Added {
  const matcher = filterMatcher(filter);
  if (matcher === undefined) return { text: `${filter.key}${filter.operator}${quote(filter.value)}` };
  const { name, op } = matcher;
  const value = fill(matcher.value);
  return { text: `${matcherName(name)}${op}${quote(value)}`, name, op, value };
}

function filtered(query: string, { from, to, matchers }: FoundSelector, added: readonly Added[]): string {
  const open = query.slice(from, to).indexOf("{");
  const name = open === -1 ? query.slice(from, to) : query.slice(from, from + open);
  let inner = open === -1 ? "" : query.slice(from + open + 1, to - 1);
  const innerFrom = from + open + 1;
  const changed = new Map<Matcher, Added>();
  const more: Added[] = [];
  for (const one of added) {
    const same = (other: { readonly name?: string; readonly value?: string }) =>
      one.name !== undefined && other.name === one.name && other.value === one.value;
    const own = matchers.find(same);
    const before = more.findIndex(same);
    if (own !== undefined) changed.set(own, one);
    else if (before === -1) more.push(one);
    else more[before] = one;
  }
  for (const [matcher, { op, text }] of [...changed].sort(([a], [b]) => b.from - a.from)) {
    if (matcher.op === op || matcher.from < innerFrom) continue;
    inner = inner.slice(0, matcher.from - innerFrom) + text + inner.slice(matcher.to - innerFrom);
  }
  const kept = inner.trim().replace(/,$/, "");
  return `${name}{${[...(kept === "" ? [] : [kept]), ...more.map(({ text }) => text)].join(",")}}`;
}
