import type { ParsedGroup } from "../../alerts/rules/parsed-rule.ts";
import { queryReach } from "../../promql/reach/query-reach.ts";
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
  const rules = groups.flatMap((group) => group.rules.map((rule) => ({ ...rule, group })));
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
