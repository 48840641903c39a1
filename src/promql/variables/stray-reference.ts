import { isBuiltin } from "./builtin-variables.ts";
import type { ValueDomains } from "./value-domain.ts";
import type { VariableUse } from "./variables.ts";

/**
 * Where the text around a variable and its value could together become a reference to another variable: Grafana fills a
 * query in twice. A `$` right before a variable, `${` or `[[` that is not closed before one, or `$name` that goes on in
 * one.
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
    // A name that stands for nothing stays as it is.
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
 * Whether a value could begin or end a reference together with what stands beside it; `undefined` stands for another
 * variable.
 */
export function meetsNeighbours(text: string, before: string | undefined, after: string | undefined): boolean {
  const opens = /[$[]$/.test(text) && (after === undefined || /^[\w{[]/.test(after));
  const closes = text.startsWith("[") && (before === undefined || before.endsWith("["));
  return !opens && !closes;
}
