import { parseDocument } from "yaml";
import { nestingLimits } from "../../data-spec/source/source.ts";
import { UsageError } from "../../errors.ts";
import { findNesting } from "../../json/yaml-nesting.ts";
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

const limits = { bytes: 4 * 1024 * 1024, rules: 5000 };

/**
 * Reads a rule file: `groups`, or the `spec.groups` of a PrometheusRule resource.
 *
 * @throws {UsageError} if it is too large, no YAML, nested too deep, full of aliases, or has no groups.
 */
export function readRules(text: string, { file }: { readonly file: string }): RuleQuery[] {
  if (text.length > limits.bytes) throw new UsageError(`${file}: larger than 4 MiB; split the rule file`);
  const nesting = findNesting(text, nestingLimits);
  if (nesting !== undefined) {
    const line = text.slice(0, nesting.offset).split("\n").length;
    throw new UsageError(`${file}:${line}: ${nesting.message}; expected a Prometheus rule file`);
  }
  const document = parseDocument(text, { schema: "core", logLevel: "silent", uniqueKeys: false });
  const [error] = document.errors;
  if (error !== undefined) throw new UsageError(`${file}: not valid YAML: ${error.message.split("\n")[0]}`);
  const root = plainData(document, file);
  const groups = field(root, "groups") ?? field(field(root, "spec"), "groups");
  if (!Array.isArray(groups))
    throw new UsageError(`${file}: no rule groups; expected \`groups:\` as in a Prometheus rule file`);
  const rules = groups.flatMap((group: unknown) => [field(group, "rules") ?? []].flat());
  return rules.slice(0, limits.rules).flatMap((rule: unknown): RuleQuery[] => {
    const [alert, record, expr] = [field(rule, "alert"), field(rule, "record"), field(rule, "expr")];
    if (typeof expr !== "string") return [];
    if (typeof alert === "string") return [{ kind: "alert", name: alert, expr }];
    return typeof record === "string" ? [{ kind: "record", name: record, expr }] : [];
  });
}

function plainData(document: ReturnType<typeof parseDocument>, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100, mapAsMap: true });
  } catch (error) {
    // An alias of nothing, or of far too much.
    if (!(error instanceof ReferenceError)) throw error;
    throw new UsageError(`${file}: not valid YAML: ${error.message.split("\n")[0]}`);
  }
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

function field(value: unknown, name: string): unknown {
  return value instanceof Map ? (value.get(name) as unknown) : undefined;
}
