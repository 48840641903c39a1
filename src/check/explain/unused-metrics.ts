import type { DashboardVariable } from "../../dashboard/view/variables.ts";
import { parseFilled } from "../../promql/tree/parse.ts";
import { selectorsIn } from "../../promql/tree/selectors.ts";
import { matchAllGuarded } from "../../templating/guarded-regex.ts";
import type { RegexTime } from "../../templating/regex-time.ts";
import type { QueryResult } from "../result.ts";
import type { SpecKnowledge } from "./spec-knowledge.ts";

/** Metrics of the spec that no panel, annotation or variable asks for, by the spec's names, sorted. */
export function unusedMetrics(
  { metrics }: SpecKnowledge,
  {
    queries,
    sources,
    time,
  }: {
    readonly queries: readonly QueryResult[];
    readonly sources: readonly DashboardVariable[];
    readonly time: RegexTime;
  },
): string[] {
  const used = new Set<string>();
  const patterns = new Set<string>();
  for (const text of new Set(queries.map(({ ranExpr, query }) => ranExpr ?? query.expr))) {
    const parsed = parseFilled(text);
    if (!parsed.ok) addWords(text, used);
    for (const { metric, matchers } of parsed.ok ? selectorsIn(parsed.root) : []) {
      if (metric !== undefined) used.add(metric);
      for (const { name, op, value } of matchers) if (name === "__name__" && op === "=~") patterns.add(value);
    }
  }
  for (const { query } of sources) addWords(query, used);
  const names = [...metrics.keys()];
  for (const pattern of [...patterns].slice(0, 100)) {
    const found = matchAllGuarded({ pattern: `/^(?:${pattern})$/`, texts: names, time });
    for (const [index, name] of names.entries())
      if (!found.ok || (found.matches[index] ?? []).length > 0) used.add(name);
  }
  const families = new Set(names.filter((name) => used.has(name)).map((name) => metrics.get(name)!));
  // A pattern in a variable's query names a histogram as the spec does: `metrics(latency.*)`.
  return [...new Set(metrics.values())].filter((family) => !families.has(family) && !used.has(family)).sort();
}

function addWords(text: string, words: Set<string>): void {
  for (const [word] of text.slice(0, 100_000).matchAll(/[a-zA-Z_:][\w:]*/g)) words.add(word);
}
