import type { PanelOverride } from "../../dashboard/fields/field-override.ts";
import type { DashboardQuery } from "../../dashboard/view/queries.ts";
import { requireSteps } from "../../promql/grammar/work.ts";
import { orElse } from "../infer-work.ts";
import { type Patterns, variablePattern } from "../read/conditions.ts";
import { type FieldName, fieldNames } from "./field-names.ts";

/** Steps that the overrides of one query may take; beyond, it has the panel's settings. */
const maxSteps = 20_000;

/**
 * A query with the unit, bounds, thresholds and mappings that Grafana shows its values with: the panel's, and those of
 * every override that applies to its field, the later ones first.
 */
export function withFieldSettings(query: DashboardQuery, patterns: Patterns): DashboardQuery {
  const { panelContext: context } = query;
  if (context === undefined || context.overrides.length === 0) return query;
  return orElse(
    maxSteps,
    () => {
      const names = fieldNames(query);
      const own = context.overrides.filter((override) => applies(override, names, query, patterns));
      if (own.length === 0) return query;
      const last = <Name extends keyof PanelOverride>(name: Name) =>
        own.findLast((override) => override[name] !== undefined)?.[name];
      const mappings = last("mappings") ?? context.mappings;
      const field = {
        unit: last("unit") ?? context.unit,
        min: last("min") ?? context.min,
        max: last("max") ?? context.max,
        ...last("thresholds"),
        mappings,
        mappedValues: mappings.flatMap(({ match }) => (match.kind === "value" ? [match.value] : [])),
      };
      return { ...query, unit: field.unit, panelContext: { ...context, ...field } };
    },
    () => query,
  );
}

function applies(
  override: PanelOverride,
  names: readonly FieldName[],
  query: DashboardQuery,
  patterns: Patterns,
): boolean {
  requireSteps(1 + names.length);
  const { matcher, option } = override;
  switch (matcher) {
    case "byFrameRefID":
      return option === query.refId;
    case "byName":
      return names.some(({ text, exact }) => exact && text === option);
    case "byNames":
      return names.some(({ text, exact }) => exact && override.names.includes(text)) !== override.excluded;
    case "byType":
      return option === "number";
    case "byRegexp": {
      const pattern = variablePattern(option);
      const test = pattern === undefined ? undefined : patterns(pattern)?.test;
      return test !== undefined && names.some(({ text }) => test(text));
    }
    default:
      return false;
  }
}
