import { asArray, field, textField } from "../../json/read.ts";
import { matchAllGuarded } from "../../templating/guarded-regex.ts";
import type { ResolvedVariable } from "../../templating/variables/resolved-variable.ts";
import { parseGrafanaInterval } from "../../text/grafana-interval.ts";
import type { LayoutContext, Scope } from "./placement.ts";

/** Conditions of one group that are looked at. */
const most = 100;

/**
 * Whether a row, tab or panel of schema v2 is shown: what its `conditionalRendering` says. A condition that cannot be
 * decided, such as one about a variable that does not exist, does not count; nor does one about data of something else
 * than a panel.
 *
 * @param spec - with `conditionalRendering`.
 * @param hasData - of a panel: whether it has data.
 * @see https://github.com/grafana/grafana/tree/main/public/app/features/dashboard-scene/conditional-rendering
 */
export function isShown(
  spec: unknown,
  scope: Scope,
  { context, hasData }: { readonly context: LayoutContext; readonly hasData?: () => boolean },
): boolean {
  const group = field(spec, "conditionalRendering", "spec");
  const results = asArray(field(group, "items"))
    .slice(0, most)
    .flatMap((item) => decide(item, { scope, context, hasData }) ?? []);
  if (results.length === 0) return true;
  const met = field(group, "condition") === "and" ? results.every(Boolean) : results.some(Boolean);
  return field(group, "visibility") === "show" ? met : !met;
}

interface Deciding {
  readonly scope: Scope;
  readonly context: LayoutContext;
  readonly hasData: (() => boolean) | undefined;
}

function decide(item: unknown, { scope, context, hasData }: Deciding): boolean | undefined {
  const spec = field(item, "spec");
  switch (field(item, "kind")) {
    case "ConditionalRenderingVariable":
      return ofVariable(spec, scope, context);
    case "ConditionalRenderingData":
      return hasData === undefined ? undefined : field(spec, "value") === hasData();
    case "ConditionalRenderingTimeRangeSize": {
      const value = textField(spec, "value") ?? "";
      const lengthMs = /^\d+(?:\.\d+)?[Mwdhmsy]$/.test(value) ? parseGrafanaInterval(value) : undefined;
      const seconds = (ms: number) => Math.floor(ms / 1000);
      return lengthMs === undefined
        ? undefined
        : seconds(context.range.toMs) - seconds(context.range.fromMs) <= seconds(lengthMs);
    }
    default:
      return undefined;
  }
}

function ofVariable(spec: unknown, { resolved }: Scope, { time }: LayoutContext): boolean | undefined {
  const variable = resolved.get(textField(spec, "variable") ?? "");
  if (variable === undefined) return undefined;
  const operator = textField(spec, "operator") ?? "equals";
  const wanted = String(field(spec, "value") ?? "");
  const isRegex = operator === "matches" || operator === "notMatches";
  const hit = isRegex ? matches(valuesOf(variable), wanted, time) : equals(variable, wanted);
  // Grafana shows what it has no valid regular expression for.
  if (hit === undefined) return true;
  return operator === "notEquals" || operator === "notMatches" ? !hit : hit;
}

const valuesOf = ({ value }: ResolvedVariable): readonly string[] => (typeof value === "string" ? [value] : value);

function equals(variable: ResolvedVariable, wanted: string): boolean {
  return valuesOf(variable).includes(wanted) || (variable.all && wanted.toLowerCase() === "all");
}

/** Grafana takes flags that lead the pattern, as in `(?i)prod`, which JavaScript does not know. */
function matches(values: readonly string[], pattern: string, time: LayoutContext["time"]): boolean | undefined {
  const [whole = "", flags = ""] = /^\(\?([ims]{1,3})\)/.exec(pattern) ?? [];
  const known = ["i", "m"].filter((flag) => flags.includes(flag)).join("");
  const found = matchAllGuarded({ pattern: `/${pattern.slice(whole.length)}/${known}`, texts: values, time });
  return found.ok ? found.matches.some(({ length }) => length > 0) : undefined;
}
