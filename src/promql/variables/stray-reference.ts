import { isBuiltin } from "./builtin-variables.ts";
import type { ValueDomains } from "./value-domain.ts";
import type { VariableUse } from "./variables.ts";

/**
 * Finds a place where the text around a variable and its value together could become a reference to another variable,
 * because Grafana substitutes variables twice: a `$` right before a variable, `${` or `[[` that is not closed before
 * one, or `$name` that continues in one.
 *
 * @param uses - all variables of the query, in order.
 */
export function findStrayReference(
  query: string,
  uses: readonly VariableUse[],
  domains: ValueDomains,
): VariableUse | undefined {
  const ownReserved = [...domains.keys()].some((name) => isBuiltin({ name }));
  let done = 0;
  let open = false;
  for (const [index, use] of uses.entries()) {
    const text = query.slice(done, use.from);
    open ||= /\$\{|\[\[/.test(text);
    const before = done;
    done = use.to;
    // A reference to an undefined variable stays unchanged.
    if (!domains.has(use.name) && !isBuiltin(use)) continue;
    if (ownReserved && isBuiltin(use)) return use;
    if (open || text.endsWith("$")) return use;
    const previous = uses[index - 1];
    if (
      previous !== undefined &&
      before === use.from &&
      query[previous.from] === "$" &&
      query[previous.from + 1] !== "{" &&
      !domains.has(previous.name)
    )
      return use;
  }
  return undefined;
}

/**
 * Whether a value together with its neighbouring characters could begin or end a reference. `undefined` means a
 * neighbouring variable.
 */
export function couldFormReference(text: string, before: string | undefined, after: string | undefined): boolean {
  const opens = /[$[]$/.test(text) && (after === undefined || /^[\w{[]/.test(after));
  const closes = text.startsWith("[") && (before === undefined || before.endsWith("["));
  return !opens && !closes;
}
