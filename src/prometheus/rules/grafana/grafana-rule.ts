import { fieldOf } from "../field-of.ts";
import type { UnevaluatedRule } from "../rule-group.ts";
import { grafanaExpression } from "./grafana-expression.ts";
import { NotPromql } from "./number-expression.ts";

/** A rule of Grafana as far as it is known: its condition in PromQL, or why there is none. */
export type GrafanaRule = { readonly name: string; readonly expr: string } | Pick<UnevaluatedRule, "name" | "reason">;

/** Whether a rule is one of Grafana's provisioning or of its resources. */
export function isGrafanaRule(rule: unknown): boolean {
  return Array.isArray(fieldOf(rule, "data")) || fieldOf(rule, "expressions") instanceof Map;
}

/** Reads the condition of an alert rule of Grafana. */
export function readGrafanaRule(rule: unknown): GrafanaRule {
  const name = String(fieldOf(rule, "title") ?? fieldOf(rule, "uid") ?? "a rule without a title");
  if (fieldOf(rule, "isPaused") === true || fieldOf(rule, "paused") === true) return { name, reason: "it is paused" };
  if (fieldOf(rule, "record") instanceof Map) return { name, reason: "recording rules of Grafana are not evaluated" };
  const { data, condition } = partsOf(rule);
  if (condition === undefined) return { name, reason: "it has no condition" };
  try {
    return { name, expr: grafanaExpression(data, condition) };
  } catch (error) {
    if (!(error instanceof NotPromql)) throw error;
    return { name, reason: error.message };
  }
}

function partsOf(rule: unknown): { data: ReadonlyMap<string, unknown>; condition: string | undefined } {
  const expressions = fieldOf(rule, "expressions");
  if (expressions instanceof Map) {
    const data = new Map([...expressions].map(([refId, entry]) => [String(refId), entry as unknown]));
    const source = [...data].find(([, entry]) => fieldOf(entry, "source") === true);
    return { data, condition: source?.[0] };
  }
  const list = fieldOf(rule, "data");
  const data = new Map(
    (Array.isArray(list) ? list : []).map((entry: unknown) => [String(fieldOf(entry, "refId")), entry] as const),
  );
  const condition = fieldOf(rule, "condition");
  return { data, condition: typeof condition === "string" ? condition : undefined };
}
