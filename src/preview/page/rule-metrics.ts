import type { ParsedGroup } from "../../alerts/rules/parsed-rule.ts";
import type { PromqlNode } from "../../promql/tree/node.ts";
import { parseFilled } from "../../promql/tree/parse.ts";
import { selectorsIn } from "../../promql/tree/selectors.ts";

/** Which metrics expressions read, those of the recording rules behind them included. */
export interface RuleMetrics {
  /** Of an expression that was parsed; sorted. */
  of(root: PromqlNode): string[];
  /** Of a query of a panel; none where it does not parse. */
  ofQuery(query: string): readonly string[];
}

/** Follows recorded metrics to those that their rules read, as far as that goes. */
export function ruleMetrics(groups: readonly ParsedGroup[]): RuleMetrics {
  const sources = new Map<string, Set<string>>();
  for (const { kind, name, root } of groups.flatMap(({ rules }) => rules)) {
    if (kind !== "record") continue;
    const read = sources.get(name) ?? new Set();
    for (const one of namesIn(root)) read.add(one);
    sources.set(name, read);
  }
  const of = (root: PromqlNode): string[] => {
    // A set hands out what is added to it meanwhile.
    const found = new Set(namesIn(root));
    for (const name of found) for (const source of sources.get(name) ?? []) found.add(source);
    return [...found].sort();
  };
  const known = new Map<string, readonly string[]>();
  return {
    of,
    ofQuery(query) {
      const before = known.get(query);
      if (before !== undefined) return before;
      const parsed = parseFilled(query);
      const names = parsed.ok ? of(parsed.root) : [];
      known.set(query, names);
      return names;
    },
  };
}

/** Of selectors that name their metric. */
function namesIn(root: PromqlNode): string[] {
  return selectorsIn(root).flatMap(({ metric, matchers }) => {
    const name = metric ?? matchers.find((one) => one.name === "__name__" && one.op === "=")?.value;
    return name === undefined ? [] : [name];
  });
}
