import type { ParsedGroup } from "../../alerts/rules/parsed-rule.ts";
import { excludeEachOther } from "../../promql/tree/exclude.ts";
import type { Matcher, PromqlNode } from "../../promql/tree/node.ts";
import { parseFilled } from "../../promql/tree/parse.ts";
import { selectorsIn } from "../../promql/tree/selectors.ts";

/** Series that an expression reads. */
export interface Read {
  readonly metric: string;
  readonly matchers: readonly Matcher[];
  /** Recorded metrics that it is read through; none where the expression itself reads it. */
  readonly through: readonly string[];
}

/** Which metrics expressions read, those of the recording rules behind them included. */
export interface RuleMetrics {
  /** Of an expression that was parsed. */
  of(root: PromqlNode): readonly Read[];
  /** Of a query of a panel; none where it does not parse. */
  ofQuery(query: string): readonly Read[];
}

/** Reads of one expression that are followed. */
const maxReads = 1000;

/** Follows recorded metrics to those that their rules read, as far as that goes. */
export function ruleMetrics(groups: readonly ParsedGroup[]): RuleMetrics {
  const sources = new Map<string, Read[]>();
  for (const { kind, name, root } of groups.flatMap(({ rules }) => rules))
    if (kind === "record") sources.set(name, [...(sources.get(name) ?? []), ...readsIn(root)]);
  const of = (root: PromqlNode): readonly Read[] => {
    const found = readsIn(root);
    // An array hands out what is added to it meanwhile.
    for (const { metric, through } of found) {
      if (through.includes(metric) || found.length > maxReads) continue;
      const inner = [...through, metric];
      found.push(...(sources.get(metric) ?? []).map((one) => ({ ...one, through: inner })));
    }
    return found;
  };
  const known = new Map<string, readonly Read[]>();
  return {
    of,
    ofQuery(query) {
      const before = known.get(query);
      if (before !== undefined) return before;
      const parsed = parseFilled(query);
      const reads = parsed.ok ? of(parsed.root) : [];
      known.set(query, reads);
      return reads;
    },
  };
}

/** The names of metrics, sorted. */
export function metricsOf(reads: readonly Read[]): string[] {
  return [...new Set(reads.map(({ metric }) => metric))].sort();
}

/**
 * The metrics of which two expressions may read the same series: their matchers do not exclude each other. What is
 * behind a recorded metric that both read is decided at that metric.
 */
export function sharedMetrics(some: readonly Read[], others: readonly Read[]): ReadonlySet<string> {
  const shared = new Set<string>();
  for (const one of some)
    for (const other of others)
      if (
        one.metric === other.metric &&
        !one.through.some((name) => other.through.includes(name)) &&
        !excludeEachOther(one.matchers, other.matchers)
      )
        shared.add(one.metric);
  return shared;
}

/** Of selectors that name their metric. */
function readsIn(root: PromqlNode): Read[] {
  return selectorsIn(root).flatMap(({ metric, matchers }) => {
    const name = metric ?? matchers.find((one) => one.name === "__name__" && one.op === "=")?.value;
    return name === undefined ? [] : [{ metric: name, matchers, through: [] }];
  });
}
