import { valueAt } from "../../json/edit.ts";
import { asArray, asObject, field, type JsonObject, numberField, textField } from "../../json/read.ts";
import type { VariableOption, VariableValue } from "../../promql/variables/variable-value.ts";
import type { DashboardInput } from "../read/source.ts";
import { type AdHocFilter, readFilters } from "./ad-hoc-filters.ts";
import type { DataSourceNames } from "./data-source.ts";
import { once } from "./once.ts";
import type { DashboardPlace } from "./schema.ts";
import { type VariablePlace, variablePlaces } from "./variable-slots.ts";
import { variableQueryText } from "./variable-text.ts";

/** A variable as its dashboard has it, the same for every schema. */
export interface DashboardVariable {
  readonly name: string;
  /**
   * `query`, `custom`, `constant`, `textbox`, `interval`, `datasource`, `adhoc`, `groupby`, `switch`; anything else as
   * it is written.
   */
  readonly type: string;
  readonly label: string | undefined;
  /**
   * The query; of `custom` and `interval` the list; of `constant` and `textbox` the value; of `datasource` the plugin's
   * id; of `switch` both values.
   */
  readonly query: string;
  /** Of types that ask: asked of Prometheus. */
  readonly prometheus: boolean;
  /** Of types that ask: the data source for people. */
  readonly dataSource: string | undefined;
  readonly regex: string | undefined;
  readonly regexAppliesTo: "value" | "text" | undefined;
  /**
   * 0 none, 1 and 2 alphabetical, 3 and 4 numerical, 5 and 6 alphabetical without case, 7 and 8 natural; even ones
   * descend.
   */
  readonly sort: number;
  /** 0 never, 1 when the dashboard is loaded, 2 when the time range changes. */
  readonly refresh: number;
  /** 0 shown, 1 without its label, 2 hidden. */
  readonly hide: number;
  readonly multi: boolean;
  readonly includeAll: boolean;
  readonly allValue: string | undefined;
  readonly current: { readonly value: VariableValue; readonly text: VariableValue } | undefined;
  /** Saved options; of `switch` both values, the one for "on" first. */
  readonly options: readonly VariableOption[];
  /** Of `interval`: an `auto` entry. */
  readonly auto: { readonly count: number; readonly minInterval: string } | undefined;
  /** Of `adhoc` on Prometheus: what goes into queries. */
  readonly filters: readonly AdHocFilter[];
}

const sorts = (
  "disabled alphabeticalAsc alphabeticalDesc numericalAsc numericalDesc alphabeticalCaseInsensitiveAsc " +
  "alphabeticalCaseInsensitiveDesc naturalAsc naturalDesc"
).split(" ");
const refreshes = ["never", "onDashboardLoad", "onTimeRangeChanged"];
const hides = ["dontHide", "hideLabel", "hideVariable", "inControlsMenu"];

/** Options beyond this number are left out. */
const maxOptions = 10_000;

/** A variable of a dashboard: its place, and its settings. */
export interface VariableView extends VariablePlace {
  readonly settings: DashboardVariable;
}

/** The variables of a dashboard, in its order. Constants of `__inputs` are filled in. */
export function variablesOf(
  place: DashboardPlace,
  names: DataSourceNames,
  inputs: readonly DashboardInput[],
): VariableView[] {
  const constants = new Map(
    inputs.flatMap(({ name, type, value }) => (type === "constant" && value !== undefined ? [[name, value]] : [])),
  );
  return variablePlaces(place, names).map((one) => {
    const settings = once(() => readVariable(one, constants));
    return {
      ...one,
      get settings() {
        return settings();
      },
    };
  });
}

/** The settings of all variables that have a name. */
export function readVariables({ variables }: { readonly variables: readonly VariableView[] }): DashboardVariable[] {
  return variables.flatMap(({ settings }) => (settings.name === "" ? [] : [settings]));
}

function readVariable(
  { name, type, body, use, queryPath, node }: VariablePlace,
  constants: ReadonlyMap<string, string>,
): DashboardVariable {
  return {
    name,
    type,
    label: textField(body, "label"),
    query: fillInputs(queryOf(type, body, queryPath.length > 1 ? valueAt(node, queryPath) : body["query"]), constants),
    prometheus: use?.kind === "prometheus",
    dataSource: use?.label,
    regex: textField(body, "regex"),
    regexAppliesTo: body["regexApplyTo"] === "text" ? "text" : body["regexApplyTo"] === "value" ? "value" : undefined,
    sort: code(body["sort"], sorts),
    refresh: refreshCode(body["refresh"]),
    hide: code(body["hide"], hides),
    multi: body["multi"] === true,
    includeAll: body["includeAll"] === true,
    allValue: textField(body, "allValue") || undefined,
    current: savedValue(type, body, constants),
    options: type === "switch" ? switchOptions(body) : savedOptions(body),
    auto:
      type === "interval" && body["auto"] === true
        ? { count: numberField(body, "auto_count") ?? 30, minInterval: textField(body, "auto_min") ?? "10s" }
        : undefined,
    filters: type === "adhoc" && use?.kind === "prometheus" ? readFilters(body) : [],
  };
}

function queryOf(type: string, body: JsonObject, query: unknown): string {
  if (type === "query") return variableQueryText(query)?.text ?? "";
  if (type === "datasource") return textField(body, "pluginId") ?? textField(body, "query") ?? "";
  if (type === "switch")
    return switchOptions(body)
      .map(({ value }) => value)
      .join(",");
  return typeof query === "string" ? query : "";
}

/** `${VAR_X}` of an export stands for what its import would have asked for. */
export function fillInputs(text: string, constants: ReadonlyMap<string, string>): string {
  if (constants.size === 0 || !text.includes("${")) return text;
  return text.replaceAll(/\$\{(\w+)\}/g, (match, name: string) => constants.get(name) ?? match);
}

function code(value: unknown, names: readonly string[]): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value < names.length) return value;
  return typeof value === "string" ? Math.max(0, names.indexOf(value)) : 0;
}

/** Old dashboards have true and false. */
function refreshCode(value: unknown): number {
  return value === true ? 1 : code(value, refreshes);
}

function savedValue(
  type: string,
  body: JsonObject,
  constants: ReadonlyMap<string, string>,
): DashboardVariable["current"] {
  const current = body["current"];
  // A switch holds its value as it is.
  if (type === "switch" && typeof current === "string") return { value: current, text: current };
  const value = valueOfOption(field(current, "value"));
  if (value === undefined) return undefined;
  const text = valueOfOption(field(current, "text")) ?? value;
  const fill = (saved: VariableValue) =>
    typeof saved === "string" ? fillInputs(saved, constants) : saved.map((each) => fillInputs(each, constants));
  return { value: fill(value), text: fill(text) };
}

/** Some versions saved `{value: {value: …}}`, numbers, or true. */
function valueOfOption(value: unknown): VariableValue | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return value.flatMap((item) => valueOfOption(item) ?? []).slice(0, maxOptions);
  const inner = asObject(value)?.["value"];
  return typeof inner === "string" || typeof inner === "number" ? String(inner) : undefined;
}

function savedOptions(body: JsonObject): VariableOption[] {
  return asArray(body["options"])
    .slice(0, maxOptions)
    .flatMap((option) => savedOption(option));
}

/** Schema v2 names both values, the classic one lists them; `true` and `false` without. */
function switchOptions(body: JsonObject): VariableOption[] {
  const [on, off] = asArray(body["options"]);
  const enabled = textField(body, "enabledValue") ?? textField(on, "value") ?? "true";
  const disabled = textField(body, "disabledValue") ?? textField(off, "value") ?? "false";
  return [enabled, disabled].map((value) => ({ text: value, value }));
}

function savedOption(option: unknown): VariableOption[] {
  const value = valueOfOption(field(option, "value"));
  const text = valueOfOption(field(option, "text")) ?? value;
  return typeof value === "string" && typeof text === "string" ? [{ text, value }] : [];
}
