import { type AdHocFilter, filterMatcher } from "../../dashboard/view/ad-hoc-filters.ts";
import { customOptions, intervalOptions, intervalValue } from "../../dashboard/view/listed-options.ts";
import type { DashboardVariable } from "../../dashboard/view/variables.ts";
import { ExpectedError } from "../../errors.ts";
import { readVariableQuery } from "../../promql/variables/variable-query.ts";
import type { VariableValue } from "../../promql/variables/variable-value.ts";
import { isFault } from "../fault.ts";
import { matchAllGuarded } from "../guarded-regex.ts";
import { builtinValues, interpolate } from "../interpolate.ts";
import { type TimeRange, timeQuery } from "../query-timing.ts";
import type { RegexTime } from "../regex-time.ts";
import { choose, fixed, keepSaved, type Resolution } from "./resolution.ts";
import type { ResolveOptions } from "./resolve-options.ts";
import type { ResolvedVariable } from "./resolved-variable.ts";
import { runVariableQuery } from "./run-variable-query.ts";
import { makeOptions } from "./variable-options.ts";

type Resolving = ResolveOptions & { readonly regexTime: RegexTime };

/**
 * Finds the value of one variable, those that it depends on given.
 *
 * @throws the signal's reason if it is aborted.
 */
export async function resolveVariable(
  variable: DashboardVariable,
  values: ReadonlyMap<string, ResolvedVariable>,
  options: Resolving,
): Promise<Resolution> {
  const undefinedNames = new Set<string>();
  const timing = timeQuery(options);
  const fill = (text: string, defaultFormat: string) =>
    interpolate(text, {
      values,
      builtins: builtinValues({ range: options.range, timing, dashboard: options.dashboard }),
      defaultFormat,
      onMissing: (name) => undefinedNames.add(name),
    });
  switch (variable.type) {
    case "query":
      return !variable.prometheus
        ? keepSaved(variable, "not asked of Prometheus; the saved value is taken")
        : resolveQuery(variable, fill, undefinedNames, options);
    case "custom": {
      const list = fill(variable.query, "glob");
      const found = list.trim() === "" ? variable.options : customOptions(list);
      return choose(variable, found, "its list of values is empty");
    }
    case "interval":
      return resolveInterval(variable, options.range);
    case "constant":
      return fixed(fill(variable.query, "glob"));
    case "textbox":
      return fixed(fill(textOf(variable.current?.value) ?? variable.query, "glob"));
    case "datasource":
      return resolveDataSource(variable, fill, options);
    case "adhoc":
      return fixed(variable.filters.map(expressionOf).join(","));
    case "groupby":
      return keepSaved(
        variable,
        "Grafana adds its keys to aggregations only with the feature toggle groupByVariable; they are not added here",
      );
    default:
      return keepSaved(variable, undefined);
  }
}

/** The text of a filter where a query holds the ad hoc variable itself. */
function expressionOf(filter: AdHocFilter): string {
  const { name, op, value } = filterMatcher(filter) ?? { name: filter.key, op: filter.operator, value: filter.value };
  return `${name}${op}"${value}"`;
}

async function resolveQuery(
  variable: DashboardVariable,
  fill: (text: string, format: string) => string,
  undefinedNames: ReadonlySet<string>,
  { backend, range, explain, signal, regexTime: time }: Resolving,
): Promise<Resolution> {
  const query = fill(variable.query, "prometheus");
  const regex = fill(variable.regex ?? "", "regex");
  const read = readVariableQuery(query);
  const missing = [...undefinedNames].map((name) => `$${name}`);
  const hint =
    missing.length === 0
      ? ""
      : `; ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} not defined in the dashboard`;
  // Grafana asks nobody for a call without an argument, and gets an error from the server for any other.
  if ("ok" in read)
    return isEmptyCall(query) ? choose(variable, [], read.reason) : { state: "error", reason: read.reason + hint };
  try {
    const scope = { startMs: range.fromMs, endMs: range.toMs };
    const candidates = await runVariableQuery(read, { backend, scope, time, signal });
    const made = makeOptions({ candidates, regex, regexAppliesTo: variable.regexAppliesTo, sort: variable.sort, time });
    if (!made.ok) return { state: "error", reason: made.reason };
    if (candidates.length > 0)
      return choose(
        variable,
        made.options,
        `its query has ${candidates.length} answers, but none matches the regex ${regex}`,
      );
    const why = hint === "" ? await explain?.(read) : undefined;
    return choose(variable, [], `its query has no answer${why === undefined ? hint : `: ${why}`}`);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ExpectedError && isFault(error)) return { state: "unchecked", reason: error.message };
    if (error instanceof ExpectedError || error instanceof RangeError)
      return { state: "error", reason: error.message + hint };
    throw error;
  }
}

function isEmptyCall(query: string): boolean {
  return ["label_values()", "metrics()", "query_result()"].includes(query);
}

function resolveInterval(variable: DashboardVariable, { fromMs, toMs }: TimeRange): Resolution {
  const value = intervalValue(variable, toMs - fromMs);
  const options = intervalOptions(variable.query).map((text) => ({ text, value: text }));
  return value === undefined
    ? { state: "empty", reason: "its list of intervals is empty" }
    : { state: "ok", value, text: value, all: false, options };
}

function resolveDataSource(
  variable: DashboardVariable,
  fill: (text: string, format: string) => string,
  { dataSources, regexTime: time }: Resolving,
): Resolution {
  if (dataSources === undefined) return keepSaved(variable, undefined);
  const ofType = dataSources.filter(({ type }) => type === variable.query);
  const pattern = fill(variable.regex ?? "", "regex");
  const found = pattern === "" ? undefined : matchAllGuarded({ pattern, texts: ofType.map(({ name }) => name), time });
  if (found !== undefined && !found.ok) return { state: "error", reason: found.reason };
  const fitting = ofType.filter((_, index) => found === undefined || (found.matches[index] ?? []).length > 0);
  const options = fitting.map(({ name, uid }) => ({ text: name, value: uid }));
  return choose(variable, options, `no data source of type ${variable.query || "(none)"} fits`);
}

function textOf(value: VariableValue | undefined): string | undefined {
  return typeof value === "string" || value === undefined ? value : value.join(",");
}
