import type { Rule, RuleGroup } from "../../prometheus/rules/rule-group.ts";
import type { PromqlNode } from "../../promql/tree/node.ts";

/** A rule whose expression parses. */
export interface ParsedRule extends Rule {
  readonly root: PromqlNode;
}

/** A group of rules that can be evaluated. */
export interface ParsedGroup extends Omit<RuleGroup, "rules" | "intervalMs"> {
  /** Its place among all groups. */
  readonly index: number;
  readonly intervalMs: number;
  readonly rules: readonly ParsedRule[];
}
