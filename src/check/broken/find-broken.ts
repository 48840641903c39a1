import type { SourceDashboard } from "../../dashboard/read/source.ts";
import type { ResolvedVariable } from "../../templating/variables/resolved-variable.ts";
import type { CheckFinding } from "../result.ts";
import { fieldSettings } from "./panels/field-settings.ts";
import { gridPlaces } from "./panels/grid.ts";
import { overrideQueries } from "./panels/override-queries.ts";
import { multiValueEquals } from "./queries/multi-value-equals.ts";
import { regexBehindEquals } from "./queries/regex-behind-equals.ts";
import { templatePlaceholders } from "./queries/template-placeholders.ts";
import { undefinedVariables } from "./queries/undefined-variables.ts";
import { readWritten } from "./written-dashboard.ts";

/** Findings of one dashboard; more say nothing new. */
const maxFindings = 1000;

/**
 * Everything that is, or may be, wrong with a dashboard as it is written, whatever the data.
 *
 * @param resolved - the values that variables found; without, what is listed in the dashboard.
 */
export function findBroken(
  source: SourceDashboard,
  resolved?: ReadonlyMap<string, ResolvedVariable>,
): readonly CheckFinding[] {
  const written = readWritten(source, resolved);
  return [
    ...templatePlaceholders(written),
    ...undefinedVariables(written),
    ...multiValueEquals(written),
    ...regexBehindEquals(written),
    ...fieldSettings(written),
    ...overrideQueries(written),
    ...gridPlaces(written),
  ].slice(0, maxFindings);
}
