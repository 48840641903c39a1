import { readRuleFile } from "../../prometheus/rules/read-rule-file.ts";
import type { RuleGroup } from "../../prometheus/rules/rule-group.ts";
import { analyseExpression } from "../read/analyse.ts";
import { parsePossible } from "../read/parse-possible.ts";
import type { Usage } from "../read/usage.ts";

/** A rule of Prometheus as far as it needs series. */
export interface RuleQuery {
  readonly kind: "alert" | "record";
  /** Of the alert, or the recorded metric. */
  readonly name: string;
  readonly expr: string;
}

/** Rules that are read at most. */
const maxRules = 5000;

/**
 * Reads the rules of a rule file; see `readRuleFile`. What Prometheus would refuse in it is passed over.
 *
 * @throws {UsageError} if it is too large, no YAML, nested too deep, full of aliases, or has no groups.
 */
export function readRules(text: string, { file }: { readonly file: string }): RuleQuery[] {
  return ruleQueries(readRuleFile(text, { file }).groups);
}

/** The queries of groups that Prometheus evaluates. */
export function ruleQueries(groups: readonly RuleGroup[]): RuleQuery[] {
  return groups
    .filter(({ dialect }) => dialect === "prometheus")
    .flatMap(({ rules }) => rules.map(({ kind, name, expr }): RuleQuery => ({ kind, name, expr })))
    .slice(0, maxRules);
}

/**
 * The queries that a spec must feed. Where the target evaluates rules, recorded metrics come from there and are not in
 * the spec; else they are made up like any other.
 */
export function fromRules(
  rules: readonly RuleQuery[],
  { evaluated }: { readonly evaluated: boolean },
): { readonly rules: RuleQuery[]; readonly skip: ReadonlySet<string> } {
  const recorded = new Set(rules.flatMap(({ kind, name }) => (kind === "record" ? [name] : [])));
  return { rules: [...rules], skip: evaluated ? recorded : new Set() };
}

/**
 * Reads a rule's expression into the usage. What alerts compare with is left out: made-up series should not all be
 * alarming.
 */
export function readRuleQuery(usage: Usage, { kind, name, expr }: RuleQuery): void {
  const parsed = parsePossible({ expr, written: expr });
  if (parsed.ok)
    analyseExpression(usage, parsed.root, {
      user: `${kind} ${name}`,
      needs: new Set(),
      ignoresComparisons: kind === "alert",
    });
}
