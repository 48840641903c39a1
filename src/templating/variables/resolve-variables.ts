import { customOptions, intervalOptions, intervalValue } from "../../dashboard/read/listed-options.ts";
import { ExpectedError } from "../../errors.ts";
import { nextTurn } from "../../system/turn.ts";
import type { QueryBackend } from "../backend.ts";
import { isFault } from "../fault.ts";
import { matchAllGuarded } from "../guarded-regex.ts";
import { builtinValues, interpolate } from "../interpolate.ts";
import { type TimeRange, timeQuery } from "../query-timing.ts";
import { RegexTime } from "../regex-time.ts";
import { type ChosenValue, chooseValue } from "./choose-value.ts";
import type { CheckVariable, ResolvedVariable, VariableOption, VariableValue } from "./variable.ts";
import { makeOptions } from "./variable-options.ts";
import { orderVariables } from "./variable-order.ts";
import { parseVariableQuery, runVariableQuery, type VariableQuery } from "./variable-query.ts";

/** A data source that a `datasource` variable can choose. */
export interface DataSourceChoice {
  readonly uid: string;
  readonly name: string;
  /** The plugin's id. */
  readonly type: string;
  readonly isDefault?: boolean;
}

/** What {@link resolveVariables} needs. */
export interface ResolveOptions {
  readonly backend: QueryBackend;
  readonly range: TimeRange;
  /** For `datasource` variables. Without, their saved value is taken. */
  readonly dataSources?: readonly DataSourceChoice[] | undefined;
  readonly scrapeIntervalMs?: number | undefined;
  readonly dashboard?: { readonly title: string; readonly uid?: string } | undefined;
  /** Says why a variable's query has no answer, or nothing. */
  readonly explain?: ((query: VariableQuery) => Promise<string | undefined>) | undefined;
  /** Most variables that are resolved; the rest is `skipped`. Default 1,000. */
  readonly maxVariables?: number | undefined;
  /** Time for regular expressions, shared by all dashboards of a run. Default: time of its own. */
  readonly regexTime?: RegexTime | undefined;
  readonly signal?: AbortSignal | undefined;
}

type Resolving = ResolveOptions & { readonly regexTime: RegexTime };

type Resolution = Partial<ChosenValue> & Pick<ResolvedVariable, "state"> & { options?: readonly VariableOption[]; reason?: string };

/**
 * All variables of a dashboard with the values that Grafana 12 would start with, each after those that it depends on. A variable that cannot be
 * resolved has the state `error` or `empty` with the reason, and the rest goes on.
 *
 * @returns by name, in the order of resolution.
 * @throws the signal's reason if it is aborted.
 */
export async function resolveVariables(variables: readonly CheckVariable[], given: ResolveOptions): Promise<Map<string, ResolvedVariable>> {
  const options = { ...given, regexTime: given.regexTime ?? new RegexTime() };
  const { ordered, looped } = orderVariables(variables);
  const resolved = new Map<string, ResolvedVariable>();
  const saved = new Map(variables.map((variable) => [variable.name, finish(variable, { state: "skipped" })]));
  let length = 0;
  for (const [index, variable] of ordered.entries()) {
    await nextTurn(options.signal);
    const result =
      length > maxValuesLength
        ? ({ state: "skipped", reason: "the values of the dashboard's variables are too long together" } as const)
        : index >= (options.maxVariables ?? 1000)
          ? ({ state: "skipped", reason: "the dashboard has too many variables" } as const)
          : looped.has(variable.name)
            ? ({ state: "error", reason: loopReason(looped) } as const)
            : await resolveOne(variable, withSaved(resolved, saved, variable), options);
    const finished = finish(variable, result);
    length += lengthOf(finished);
    resolved.set(variable.name, finished);
  }
  return resolved;
}

/** Variables that name each other can grow without end, each to what it has of the one before, many times. */
const maxValuesLength = 20_000_000;

function lengthOf({ value, options }: ResolvedVariable): number {
  const own = typeof value === "string" ? value.length : value.reduce((sum, one) => sum + one.length, 0);
  return own + options.reduce((sum, option) => sum + option.text.length + option.value.length, 0);
}

function loopReason(looped: ReadonlySet<string>): string {
  const names = [...looped];
  const shown = names.slice(0, 5).map((name) => `$${name}`);
  const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
  return `variables that depend on each other never load: ${shown.join(", ")}${more}; the saved value is taken`;
}

/** A variable that names itself sees its saved value. */
function withSaved(
  resolved: ReadonlyMap<string, ResolvedVariable>,
  saved: ReadonlyMap<string, ResolvedVariable>,
  { name, query, regex = "" }: CheckVariable,
) {
  const own = `${query}${regex}`.includes(name) ? saved.get(name) : undefined;
  return own === undefined ? resolved : new Map([...resolved, [name, own]]);
}

async function resolveOne(variable: CheckVariable, values: ReadonlyMap<string, ResolvedVariable>, options: Resolving): Promise<Resolution> {
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
      return variable.prometheus === false
        ? keepSaved(variable, "not asked of Prometheus; the saved value is taken")
        : resolveQuery(variable, fill, undefinedNames, options);
    case "custom": {
      const list = fill(variable.query, "glob");
      const found = list.trim() === "" ? (variable.options ?? []) : customOptions(list);
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
      return fixed((variable.filters ?? []).map(({ key, operator, value }) => `${key}${operator}"${value}"`).join(","));
    default:
      return keepSaved(variable, undefined);
  }
}

async function resolveQuery(
  variable: CheckVariable,
  fill: (text: string, format: string) => string,
  undefinedNames: ReadonlySet<string>,
  { backend, range, explain, signal, regexTime: time }: Resolving,
): Promise<Resolution> {
  const query = fill(variable.query, "prometheus");
  const regex = fill(variable.regex ?? "", "regex");
  if (query.trim() === "") return { state: "error", reason: "its query is empty" };
  const missing = [...undefinedNames].map((name) => `$${name}`);
  const hint = missing.length === 0 ? "" : `; ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} not defined in the dashboard`;
  try {
    const scope = { startMs: range.fromMs, endMs: range.toMs };
    const parsed = parseVariableQuery(query);
    const candidates = await runVariableQuery(parsed, { backend, scope, time, signal });
    const made = makeOptions({ candidates, regex, regexAppliesTo: variable.regexAppliesTo, sort: variable.sort, time });
    if (!made.ok) return { state: "error", reason: made.reason };
    if (candidates.length > 0)
      return choose(variable, made.options, `its query has ${candidates.length} answers, but none matches the regex ${regex}`);
    const why = hint === "" ? await explain?.(parsed) : undefined;
    return choose(variable, [], `its query has no answer${why === undefined ? hint : `: ${why}`}`);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ExpectedError && isFault(error)) return { state: "unchecked", reason: error.message };
    if (error instanceof ExpectedError || error instanceof RangeError) return { state: "error", reason: error.message + hint };
    throw error;
  }
}

function resolveInterval(variable: CheckVariable, { fromMs, toMs }: TimeRange): Resolution {
  const value = intervalValue(variable, toMs - fromMs);
  const options = intervalOptions(variable.query).map((text) => ({ text, value: text }));
  return value === undefined
    ? { state: "empty", reason: "its list of intervals is empty" }
    : { state: "ok", value, text: value, all: false, options };
}

function resolveDataSource(
  variable: CheckVariable,
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

function choose(variable: CheckVariable, options: readonly VariableOption[], whyEmpty: string): Resolution {
  const chosen = chooseValue(variable, options);
  return options.length > 0 ? { state: "ok", ...chosen, options } : { state: "empty", ...chosen, options, reason: whyEmpty };
}

function fixed(value: string): Resolution {
  return { state: "ok", value, text: value, all: false };
}

function keepSaved({ current }: CheckVariable, reason: string | undefined): Resolution {
  return current === undefined
    ? { state: "skipped", ...(reason === undefined ? {} : { reason }) }
    : { state: reason === undefined ? "ok" : "skipped", ...(reason === undefined ? {} : { reason }) };
}

/** Fills the gaps with the saved value. */
function finish(variable: CheckVariable, resolution: Resolution): ResolvedVariable {
  const { name, type, current, multi = false, includeAll = false, allValue, filters = [] } = variable;
  const savedAll = [current?.value].flat()[0] === "$__all";
  const all = resolution.all ?? savedAll;
  const savedOptions = (variable.options ?? []).filter(({ value }) => value !== "$__all");
  const saved = savedAll ? savedOptions.map(({ value }) => value) : (current?.value ?? "");
  return {
    name,
    type,
    value: resolution.value ?? saved,
    text: resolution.text ?? current?.text ?? "",
    all,
    ...(all && allValue !== undefined && allValue !== "" ? { allValue } : {}),
    multi,
    includeAll,
    options: resolution.options ?? savedOptions,
    filters,
    state: resolution.state,
    ...(resolution.reason === undefined ? {} : { reason: resolution.reason }),
  };
}

function textOf(value: VariableValue | undefined): string | undefined {
  return typeof value === "string" || value === undefined ? value : value.join(",");
}
