import type { Rule, RuleGroup } from "../../prometheus/rules/rule-group.ts";
import { analyseExpression } from "../read/analyse.ts";
import { parsePossible } from "../read/parse-possible.ts";
import type { Usage } from "../read/usage.ts";

/** A rule of Prometheus as far as it needs series. */
export interface RuleQuery {
  readonly kind: "alert" | "record";
  /** Of the alert, or the recorded metric. */
  readonly name: string;
  readonly expr: string;
  /** Labels that the templates of the alert's labels and annotations show. Default none. */
  readonly shows?: readonly string[];
  /** How long an alert's expression holds before it fires, milliseconds. Default 0. */
  readonly forMs?: number;
  /** That a recording rule gives to what it records. Default none. */
  readonly labels?: Rule["labels"];
}

/** Rules that are read at most. */
const maxRules = 5000;

/** The queries of groups that Prometheus evaluates. */
export function ruleQueries(groups: readonly RuleGroup[]): RuleQuery[] {
  return groups
    .filter(({ dialect }) => dialect === "prometheus")
    .flatMap(({ rules }) =>
      rules.map((rule): RuleQuery => {
        const { kind, name, expr, forMs, labels } = rule;
        const shows = labelsInTemplates(rule);
        return {
          kind,
          name,
          expr,
          ...(shows.length === 0 ? {} : { shows }),
          ...(forMs === 0 ? {} : { forMs }),
          ...(kind === "alert" || labels.length === 0 ? {} : { labels }),
        };
      }),
    )
    .slice(0, maxRules);
}

/** Labels that templates read as `$labels.name` or `.Labels.name`: without them a notification has holes. */
function labelsInTemplates({ labels, annotations }: Pick<Rule, "labels" | "annotations">): string[] {
  const templates = [...labels, ...annotations].map(([, template]) => template).join("\n");
  const names = [...templates.matchAll(/(?:\$labels|\.Labels)\.([a-zA-Z_]\w{0,60})/g)].map(([, name]) => name!);
  return [...new Set(names)];
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
export function readRuleQuery(usage: Usage, { kind, name, expr, shows = [] }: RuleQuery): void {
  const parsed = parsePossible({ expr, written: expr });
  if (parsed.ok)
    analyseExpression(usage, parsed.root, {
      user: `${kind} ${name}`,
      needs: new Set(shows),
      ignoresComparisons: kind === "alert",
    });
}
