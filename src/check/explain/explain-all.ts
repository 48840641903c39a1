import type { ResolvedVariable } from "../../templating/variables/resolved-variable.ts";
import type { Explanation } from "./explanation.ts";

/**
 * The reason of a variable without values, with what queries get where All is chosen for it: Grafana joins no values to
 * `()`, which as a regular expression matches only where the label is missing.
 *
 * @param reason - why it has no values.
 */
export function explainAll(
  { name, all, allValue }: Pick<ResolvedVariable, "name" | "all" | "allValue">,
  reason: string,
): Pick<Explanation, "code" | "reason"> {
  if (!all || allValue !== undefined) return { code: "variable-empty", reason };
  const got = `All is chosen, so queries get () for $${name}, which only matches series without the label`;
  return { code: "all-of-nothing", reason: `${reason}; ${got}` };
}
