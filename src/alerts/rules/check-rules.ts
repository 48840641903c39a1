import type { RuleGroup, RuleProblem } from "../../prometheus/rules/rule-group.ts";
import type { PromqlNode } from "../../promql/tree/node.ts";
import { parseFilled } from "../../promql/tree/parse.ts";
import { selectorsIn } from "../../promql/tree/selectors.ts";
import type { ParsedGroup, ParsedRule } from "./parsed-rule.ts";

/** Groups as they are evaluated. */
export interface CheckedRules {
  readonly groups: readonly ParsedGroup[];
  /** Groups of another language, which are not evaluated. */
  readonly others: readonly RuleGroup[];
  /** Expressions that do not parse. */
  readonly problems: readonly RuleProblem[];
}

/**
 * Parses the expressions of rules. A group counts as Loki's where its file says so or its expressions can be nothing
 * else.
 *
 * @param defaultIntervalMs - of groups that name no interval.
 */
export function checkRules(groups: readonly RuleGroup[], defaultIntervalMs: number): CheckedRules {
  const problems: RuleProblem[] = [];
  const others: RuleGroup[] = [];
  const checked: ParsedGroup[] = [];
  for (const [index, group] of groups.entries()) {
    if (group.dialect === "loki") {
      others.push(group);
      continue;
    }
    const rules = group.rules.flatMap((rule): ParsedRule[] => {
      const parsed = parseFilled(rule.expr);
      if (parsed.ok) return [{ ...rule, root: parsed.root }];
      const where = `${rule.kind} "${rule.name}"`;
      problems.push({ file: group.file, line: rule.line, message: `${where}: ${parsed.reason}` });
      return [];
    });
    if (rules.length > 0 && rules.every(({ root }) => readsStreamsOnly(root))) others.push(group);
    else checked.push({ ...group, index, intervalMs: group.intervalMs ?? defaultIntervalMs, rules });
  }
  return { groups: checked, others, problems };
}

/** LogQL selects streams by labels alone; nobody selects metrics without a name in every rule. */
function readsStreamsOnly(root: PromqlNode): boolean {
  const selectors = selectorsIn(root);
  return (
    selectors.length > 0 &&
    selectors.every(({ metric, matchers }) => metric === undefined && !matchers.some(({ name }) => name === "__name__"))
  );
}
