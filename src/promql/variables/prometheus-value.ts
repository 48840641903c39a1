import type { VariableValue } from "./variable-value.ts";
/**
 * A variable's value as the Prometheus data source writes it without a format.
 *
 * For a single-value variable without "All", only backslashes and single quotes are escaped, so that the value can be
 * part of an expression. Other variables are escaped for a regular expression in a quoted string (hence two
 * backslashes); several values become `(a|b)`.
 *
 * @see https://github.com/grafana/grafana/blob/main/packages/grafana-prometheus/src/escaping.ts
 */
export function formatForPrometheus(
  value: VariableValue,
  { multi, includeAll }: { multi: boolean; includeAll: boolean },
): string {
  if (!multi && !includeAll) return typeof value === "string" ? escapeRegular(value) : String(value);
  if (typeof value === "string") return escapeRegex(value);
  const escaped = value.map(escapeRegex);
  return escaped.length === 1 ? escaped[0]! : `(${escaped.join("|")})`;
}

function escapeRegular(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll("'", "\\\\'");
}

function escapeRegex(value: string): string {
  return value.replaceAll("\\", "\\\\\\\\").replaceAll(/[$^*{}[\]+?.()|]/g, "\\\\$&");
}
