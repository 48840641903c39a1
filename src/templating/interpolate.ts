import { formatValue } from "../promql/variables/format-value.ts";
import { formatForPrometheus } from "../promql/variables/prometheus-value.ts";
import { findReferences, type VariableReference } from "../promql/variables/variable-reference.ts";
import { formatDuration } from "../text/duration.ts";
import { formatGrafanaInterval } from "../text/grafana-interval.ts";
import type { QueryTiming, TimeRange } from "./query-timing.ts";
import type { ResolvedVariable } from "./variables/resolved-variable.ts";

/** The value that replaces a variable in a text. */
export type InterpolationValue = Pick<
  ResolvedVariable,
  "name" | "value" | "text" | "all" | "allValue" | "multi" | "includeAll"
>;

/** How {@link interpolate} fills in variables. */
export interface InterpolateOptions {
  readonly values: ReadonlyMap<string, InterpolationValue>;
  /** `__interval`, `__range`, …: see {@link builtinValues}. They go before a variable of the same name. */
  readonly builtins?: ReadonlyMap<string, string>;
  /**
   * Where a reference names no format: `prometheus` (default) as that data source does in queries, else one of
   * Grafana's formats.
   */
  readonly defaultFormat?: string;
  /** Called for each variable that is filled in. */
  readonly onUse?: (name: string) => void;
  /** Called for each name that stands for nothing. */
  readonly onMissing?: (name: string) => void;
}

/** Longer names are not reported as missing. */
const maxNameLength = 200;

/** Longest text that variables may make of a query. */
export const maxInterpolatedLength = 1_000_000;

/**
 * The text with its variables filled in, as Grafana does it before a query is sent. What has no value stays as it is
 * written; a text that would grow beyond {@link maxInterpolatedLength} characters is cut off there.
 */
export function interpolate(text: string, options: InterpolateOptions): string {
  const parts: string[] = [];
  let [length, done] = [0, 0];
  for (const reference of findReferences(text)) {
    const before = text.slice(done, reference.from);
    const value = replacementFor(reference, options) ?? reference.text;
    parts.push(before, value);
    length += before.length + value.length;
    done = reference.from + reference.text.length;
    if (length > maxInterpolatedLength) break;
  }
  return (parts.join("") + text.slice(done)).slice(0, maxInterpolatedLength);
}

function replacementFor(reference: VariableReference, options: InterpolateOptions): string | undefined {
  const { name, field, format } = reference;
  const builtin = options.builtins?.get(field === undefined ? name : `${name}.${field}`) ?? options.builtins?.get(name);
  if (builtin !== undefined) return applyFormat(format, builtin, { name, text: builtin });
  const variable = options.values.get(name);
  if (variable === undefined) {
    // `$1` stands for a group in label_replace.
    if (!/^\d+$/.test(name) && name.length <= maxNameLength) options.onMissing?.(name);
    return undefined;
  }
  options.onUse?.(name);
  return formatVariable(variable, format, options);
}

function formatVariable(variable: InterpolationValue, format: string | undefined, options: InterpolateOptions): string {
  const { name, value, text, all, allValue } = variable;
  const shown = all ? "All" : text;
  if (all && allValue !== undefined) {
    if (format === "text") return "All";
    if (format === "percentencode") return formatValue(format, allValue, { name, text: shown, args: [] });
    if (format === "queryparam") return formatValue(format, "All", { name, text: shown, args: [] });
    // Its own variables are filled in, once, and as no data source would format them.
    return allValue.includes("$")
      ? interpolate(allValue, { ...options, defaultFormat: "glob", values: withoutOwnAll(options.values, name) })
      : allValue;
  }
  const used = format ?? options.defaultFormat ?? "prometheus";
  return used === "prometheus" ? formatForPrometheus(value, variable) : applyFormat(used, value, { name, text: shown });
}

/** Ends recursion: an "All" value that names variables does not get at another's "All" value. */
function withoutOwnAll(values: InterpolateOptions["values"], name: string): InterpolateOptions["values"] {
  const rest = [...values].filter(([other]) => other !== name);
  return new Map(rest.map(([other, { allValue: _, ...value }]) => [other, value]));
}

function applyFormat(
  format: string | undefined,
  value: InterpolationValue["value"],
  context: Pick<InterpolationValue, "name" | "text">,
): string {
  if (format === undefined) return String(value);
  const [id = "", ...args] = format.split(":");
  return formatValue(id, value, { ...context, args });
}

/** The input of {@link builtinValues}. */
export interface BuiltinContext {
  readonly range: TimeRange;
  readonly timing: Pick<QueryTiming, "stepMs" | "rateIntervalMs">;
  readonly dashboard?: { readonly title: string; readonly uid?: string } | undefined;
}

/**
 * Grafana's global variables for one query: `__interval`, `__interval_ms`, `__rate_interval`, `__range`, `__range_s`,
 * `__range_ms`, `__from`, `__to`, `__dashboard` and some that only texts use.
 */
export function builtinValues({ range, timing, dashboard }: BuiltinContext): Map<string, string> {
  const rangeMs = Math.round(range.toMs - range.fromMs);
  const rangeSeconds = Math.round(rangeMs / 1000);
  return new Map([
    ["__interval", formatGrafanaInterval(timing.stepMs)],
    ["__interval_ms", String(timing.stepMs)],
    ["__rate_interval", formatDuration(timing.rateIntervalMs)],
    ["__rate_interval_ms", String(timing.rateIntervalMs)],
    ["__range", `${rangeSeconds}s`],
    ["__range_s", String(rangeSeconds)],
    ["__range_ms", String(rangeMs)],
    ["__from", String(Math.round(range.fromMs))],
    ["__to", String(Math.round(range.toMs))],
    ["__dashboard", dashboard?.title ?? ""],
    ["__dashboard.uid", dashboard?.uid ?? ""],
    ["__name", ""],
    ["__org", "1"],
    ["__org.name", "Main Org."],
    ["__user", "1"],
    ["__user.id", "1"],
    ["__user.login", "user"],
    ["__user.email", "user@localhost"],
    ["__timezone", "utc"],
    ["__searchFilter", ".*"],
  ]);
}
