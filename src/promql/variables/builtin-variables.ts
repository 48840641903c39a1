import type { VariableUse } from "./variables.ts";

/**
 * Grafana's built-in variables that are durations or timestamps: dashboards and readers can change only their numbers.
 */
const numeric = new Set(
  "__interval __interval_ms __rate_interval __rate_interval_ms __range __range_ms __range_s __from __to __auto".split(
    " ",
  ),
);

/**
 * Whether a reference has the name of one of Grafana's built-in variables. A dashboard's own variable of that name
 * takes precedence.
 */
export function isBuiltin({ name }: Pick<VariableUse, "name">): boolean {
  return name.startsWith("__");
}

/** Whether a use of a built-in variable is a number or a duration in its format. */
export function isNumericBuiltin({ name, field, format, place }: VariableUse): boolean {
  if (!numeric.has(name) || field !== undefined) return false;
  if (format === undefined || format === "raw") return true;
  if (name !== "__from" && name !== "__to") return false;
  return place === "code" ? /^date:(?:ms|seconds)$/.test(format) : /^date(?::[\w :./-]+)?$/.test(format);
}
