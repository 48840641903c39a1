import { customOptions } from "../../../dashboard/view/listed-options.ts";
import type { DashboardQuery } from "../../../dashboard/view/queries.ts";
import type { DashboardVariable } from "../../../dashboard/view/variables.ts";
import type { Matcher } from "../../../promql/tree/node.ts";
import { formatForPrometheus } from "../../../promql/variables/prometheus-value.ts";
import { findReferences, type VariableReference } from "../../../promql/variables/variable-reference.ts";
import { quote } from "../../explain/explanation.ts";
import type { CheckFinding } from "../../result.ts";
import { aboutQuery, type WrittenDashboard } from "../written-dashboard.ts";
import { querySelectors } from "./query-selectors.ts";

/**
 * Variables with several values, or with All, behind `=` and `!=`. Grafana escapes such values for a regular
 * expression, even a single one, and joins several as `(a|b)`; the operator then compares with that text.
 *
 * @see https://github.com/grafana/grafana/blob/main/packages/grafana-prometheus/src/datasource.ts interpolateQueryExpr
 */
export function multiValueEquals(written: WrittenDashboard): CheckFinding[] {
  return written.queries.flatMap((query) => {
    const told = new Set<string>();
    const matchers = querySelectors(query).flatMap((selector) => selector.matchers);
    return matchers.flatMap((matcher): CheckFinding[] => {
      if (matcher.op !== "=" && matcher.op !== "!=") return [];
      return findReferences(matcher.value).flatMap((reference) => {
        const reason = reasonOf(matcher, reference, query, written);
        if (reason === undefined || told.has(reason)) return [];
        told.add(reason);
        return [aboutQuery(query, { code: "multi-value-equals", reason })];
      });
    });
  });
}

function reasonOf(
  matcher: Matcher,
  { name, format, text }: VariableReference,
  { repeats = [] }: DashboardQuery,
  { variables, resolved }: WrittenDashboard,
): string | undefined {
  const variable = variables.get(name);
  if (variable === undefined || !(variable.multi || variable.includeAll)) return undefined;
  if (format !== undefined && format !== "regex") return undefined;
  const values = resolved.get(name)?.options.map(({ value }) => value) ?? listedValues(variable);
  const several = !repeats.includes(name) && canHaveSeveral(variable, values);
  const escaped = values?.find((value) => formatForPrometheus(value, variable) !== value);
  if (!several && escaped === undefined) return undefined;
  const what = `${matcher.name}${matcher.op}${quote(matcher.value)}`;
  const regexOperator = matcher.op === "=" ? "=~" : "!~";
  const outcome = matcher.op === "=" ? "no series matches" : "nothing is left out";
  const when = escaped === undefined && !variable.includeAll ? " once more than one is chosen" : "";
  const why = [
    ...(several ? ["joins several values as (a|b)"] : []),
    ...(several && variable.includeAll && variable.allValue !== undefined
      ? [`writes ${quote(variable.allValue)} for All`]
      : []),
    ...(escaped === undefined
      ? []
      : [`escapes ${quote(escaped)} as ${quote(unescapedOnce(formatForPrometheus(escaped, variable)))}`]),
  ].join(" and ");
  const raw = several ? "" : `, or \${${name}:raw}`;
  return (
    `${what}: Grafana ${why} since $${name} is ${kindOf(variable)}; ${matcher.op} compares with exactly that text, ` +
    `so ${outcome}${when}; write ${matcher.name}${regexOperator}${quote(matcher.value.replace(text, `$${name}`))}${raw}`
  );
}

const kindOf = ({ multi, includeAll }: DashboardVariable) =>
  multi ? `a multi-value variable${includeAll ? " with All" : ""}` : "a variable with All";

/** The text as the server reads it inside quotes. */
const unescapedOnce = (text: string) => text.replaceAll("\\\\", "\\");

/** Values that are known without a server; undefined if it has to be asked. */
function listedValues({ type, query, options }: DashboardVariable): readonly string[] | undefined {
  if (type === "custom") {
    const listed = customOptions(query);
    return (listed.length > 0 ? listed : options).map(({ value }) => value).filter((value) => value !== "$__all");
  }
  return undefined;
}

/** A hidden variable keeps what it was saved with. */
function canHaveSeveral(
  { hide, current, includeAll, allValue }: DashboardVariable,
  values: readonly string[] | undefined,
): boolean {
  const saved = [current?.value ?? []].flat();
  if (hide === 2 && saved.length === 1 && saved[0] !== "$__all") return false;
  if (includeAll && allValue !== undefined) return true;
  return values === undefined || values.length !== 1;
}
