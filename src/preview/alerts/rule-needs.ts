import type { ParsedGroup } from "../../alerts/rules/parsed-rule.ts";
import { queryReach } from "../../promql/reach/query-reach.ts";
import type { PromqlNode } from "../../promql/tree/node.ts";
import { selectorsIn } from "../../promql/tree/selectors.ts";
import type { LeadInNeed } from "../lead-in/read-needs.ts";

/**
 * How far each rule looks back before its first evaluation; with the recording rules that it reads, as these must have
 * recorded something by then.
 */
export function ruleNeeds(
  groups: readonly ParsedGroup[],
  data: { readonly fromMs: number; readonly toMs: number },
): LeadInNeed[] {
  const rules = rulesOf(groups);
  const reaches = rules.map(({ root, group }) => {
    const times = { startMs: data.fromMs, endMs: data.toMs, stepMs: group.intervalMs };
    return Math.max(0, queryReach(root, times)) + group.queryOffsetMs;
  });
  const recorded = new Map<string, number>();
  for (const [index, { kind, name }] of rules.entries())
    if (kind === "record") recorded.set(name, Math.max(recorded.get(name) ?? 0, reaches[index]!));
  return rules.map(({ name, root }, index) => {
    const read = selectorsIn(root).map(({ metric }) => recorded.get(metric ?? "") ?? 0);
    return { place: name, ms: reaches[index]! + Math.max(0, ...read) };
  });
}

/**
 * How far before the data series are looked at, by their names on the wire; undefined where a rule names no metric, so
 * that it may read any.
 */
export function seriesNeeds(
  groups: readonly ParsedGroup[],
  data: { readonly fromMs: number; readonly toMs: number },
): ReadonlyMap<string, number> | undefined {
  const rules = rulesOf(groups);
  const records = new Map<string, PromqlNode[]>();
  for (const { kind, name, root } of rules)
    if (kind === "record") records.set(name, [...(records.get(name) ?? []), root]);
  const needs = new Map<string, number>();
  for (const [index, { ms }] of ruleNeeds(groups, data).entries()) {
    const open = [rules[index]!.root];
    const seen = new Set<string>();
    for (let root = open.pop(); root !== undefined; root = open.pop())
      for (const { metric } of selectorsIn(root)) {
        if (metric === undefined) return undefined;
        if (seen.has(metric)) continue;
        seen.add(metric);
        needs.set(metric, Math.max(needs.get(metric) ?? 0, ms));
        open.push(...(records.get(metric) ?? []));
      }
  }
  return needs;
}

function rulesOf(groups: readonly ParsedGroup[]) {
  return groups.flatMap((group) => group.rules.map((rule) => ({ ...rule, group })));
}
