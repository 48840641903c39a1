import { failure, type QueryFailure } from "../grammar/failure.ts";
import { maxQueryLength } from "../grammar/limits.ts";
import type { ValueDemand, ValueDemands, ValueDomains } from "../variables/value-domain.ts";
import { readVariableQuery } from "../variables/variable-query.ts";
import { findVariables } from "../variables/variables.ts";
import { addDemand, type Confined, confineQuery, makeVariablesSafe } from "./confine.ts";
import type { Injected } from "./inject.ts";
import { injectVariableQuery, selectorFailure } from "./inject-variable-query.ts";
import type { IsolationLabel } from "./label.ts";

/**
 * Restricts a variable's query to one preview's series, whatever values its variables take: `confineQuery` for variable
 * queries.
 *
 * @throws {RangeError} like `injectLabel`.
 */
export function confineVariableQuery(
  query: string,
  label: IsolationLabel,
  { domains }: { readonly domains: ValueDomains },
): Confined | QueryFailure {
  if (findVariables(query).length === 0) {
    const injected = injectVariableQuery(query, label);
    return injected.ok ? { ok: true, query: injected.query, plain: query, demands: new Map() } : injected;
  }
  if (query.length > maxQueryLength)
    return failure(`the query is longer than ${maxQueryLength} characters`, 0, query.length);
  const read = readVariableQuery(query);
  if ("ok" in read) return read;
  const { argument } = read;
  const demands = new Map<string, ValueDemand>();
  const problem = read.kind === "labelValues" ? demandLabel(read.label, domains, demands) : undefined;
  if (problem !== undefined) return failure(problem, 0, query.length);
  const rest =
    argument === undefined ? query : query.slice(0, argument.from) + query.slice(argument.from + argument.text.length);
  const named = read.kind === "labelValues" ? read.label : "";
  if (findVariables(rest.replace(named, "")).length > 0)
    return failure("a variable stands where the form of the query is decided", 0, query.length);
  if (argument === undefined || findVariables(argument.text).length === 0)
    return finish(query, injectVariableQuery(query, label), demands);
  const put = (text: string) =>
    query.slice(0, argument.from) + text + query.slice(argument.from + argument.text.length);
  if (read.kind === "labelNames" || read.kind === "metrics") {
    // Grafana or the rewriting puts this into a string.
    const safe = makeVariablesSafe(argument.text, domains, '"');
    if (!safe.ok) return safe;
    for (const [name, demand] of safe.demands) demands.set(name, demand);
    return finish(put(safe.text), injectVariableQuery(put(safe.text), label), demands);
  }
  const wrong = read.kind === "queryResult" ? undefined : selectorFailure(argument.text);
  if (wrong !== undefined) return failure(wrong.reason, wrong.from + argument.from, wrong.to + argument.from);
  const confined = confineQuery(argument.text, label, { domains, strip: read.kind === "queryResult" });
  if (!confined.ok) return failure(confined.reason, confined.from + argument.from, confined.to + argument.from);
  for (const [name, demand] of confined.demands) {
    const clash = addDemand(demands, name, demand);
    if (clash !== undefined) return failure(clash, 0, query.length);
  }
  return { ok: true, query: put(confined.query), plain: put(confined.plain), demands };
}

function finish(plain: string, injected: Injected | QueryFailure, demands: ValueDemands): Confined | QueryFailure {
  return injected.ok ? { ok: true, query: injected.query, plain, demands } : injected;
}

/** Requires that a variable used as a label name has names as values. */
function demandLabel(label: string, domains: ValueDomains, demands: Map<string, ValueDemand>): string | undefined {
  for (const { name } of findVariables(label)) {
    const domain = domains.get(name);
    const named =
      domain?.state === "listed" &&
      domain.choices.every(({ value }) => /^[A-Za-z_]\w*$/.test(value)) &&
      domain.all === undefined;
    if (named || domain?.state === "asked")
      demands.set(name, { characters: domain.state === "asked" ? "name" : "any", without: "" });
    else if (domain !== undefined) return `$${name} stands for the name of a label, and could be something else`;
  }
  return undefined;
}
