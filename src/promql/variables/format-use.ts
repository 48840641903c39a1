import { formatValue } from "./format-value.ts";
import { formatForPrometheus } from "./prometheus-value.ts";
import type { VariableValue } from "./variable-value.ts";
import type { VariableUse } from "./variables.ts";

/** The text that Grafana substitutes for a variable in a Prometheus query. */
export function formatUse(
  { name, format }: Pick<VariableUse, "name" | "format">,
  value: VariableValue,
  { text, multi, includeAll }: { readonly text: VariableValue; readonly multi: boolean; readonly includeAll: boolean },
): string {
  if (format === undefined) return formatForPrometheus(value, { multi, includeAll });
  const [id = "", ...args] = format.split(":");
  return formatValue(id, value, { name, text, args });
}
