import type { VariableUse } from "./variables.ts";

/**
 * Grafana's own variables that are lengths of time or instants: nothing that a dashboard or its reader says changes
 * more than a number in them.
 */
const numeric = new Set(
  "__interval __interval_ms __rate_interval __rate_interval_ms __range __range_ms __range_s __from __to __auto".split(
    " ",
  ),
);

/**
 * Whether a reference is one of Grafana's own variables, or would be if the dashboard had no variable of its own by
 * that name.
 */
export function isBuiltin({ name }: Pick<VariableUse, "name">): boolean {
  return name.startsWith("__");
}

/** Whether a use of one of Grafana's own variables is a number or a duration, in this format too. */
export function isNumericBuiltin({ name, field, format, place }: VariableUse): boolean {
  if (!numeric.has(name) || field !== undefined) return false;
  if (format === undefined || format === "raw") return true;
  if (name !== "__from" && name !== "__to") return false;
  return place === "code" ? /^date:(?:ms|seconds)$/.test(format) : /^date(?::[\w :./-]+)?$/.test(format);
}
