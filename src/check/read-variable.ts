import type { AdHocFilter, CheckVariable, VariableOption, VariableValue } from "./variable.ts";

/**
 * A variable of a dashboard's JSON as the check uses it: an entry of `templating.list` (classic), or of v2's `variables` (`{kind, spec}`).
 *
 * @returns undefined for what has no name or is no object.
 */
export function readVariable(json: unknown): CheckVariable | undefined {
  const outer = record(json);
  const kind = typeof outer["kind"] === "string" ? outer["kind"] : undefined;
  const raw = kind === undefined ? outer : record(outer["spec"]);
  const name = text(raw["name"]);
  if (name === undefined || name === "") return undefined;
  const type = kind === undefined ? (text(raw["type"]) ?? "query") : kind.replace(/Variable$/, "").toLowerCase();
  const auto = raw["auto"] === true;
  return {
    name,
    type: type === "text" ? "textbox" : type,
    query: readQuery(raw, type),
    regex: text(raw["regex"]),
    regexAppliesTo: raw["regexApplyTo"] === "text" ? "text" : "value",
    sort: readSort(raw["sort"]),
    multi: raw["multi"] === true,
    includeAll: raw["includeAll"] === true,
    allValue: text(raw["allValue"]),
    current: readCurrent(raw["current"]),
    options: list(raw["options"]).flatMap(readOption),
    auto: auto ? { count: Number(raw["auto_count"]) || 30, minInterval: text(raw["auto_min"]) ?? "10s" } : undefined,
    filters: list(raw["filters"]).flatMap(readFilter),
  };
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value.slice(0, 5000) : []);
const text = (value: unknown): string | undefined =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;

/** `qryType` of the object form of a variable query. */
const queryTypes = ["label_names", "label_values", "metrics", "query_result", "series", "classic"] as const;

function readQuery(raw: Record<string, unknown>, type: string): string {
  if (type === "datasource") return text(raw["query"]) ?? text(raw["pluginId"]) ?? "";
  const query = record(raw["query"])["kind"] === undefined ? raw["query"] : record(raw["query"])["spec"];
  if (typeof query === "string" || typeof query === "number") return String(query);
  const object = record(query);
  const written = text(object["query"]) ?? text(object["expr"]);
  if (written !== undefined && written !== "") return written;
  return fromFields(object) || (text(raw["definition"]) ?? "");
}

function fromFields(object: Record<string, unknown>): string {
  const [label, metric] = [text(object["label"]) ?? "", text(object["metric"]) ?? ""];
  switch (queryTypes[Number(object["qryType"])]) {
    case "label_names":
      return "label_names()";
    case "label_values":
      return `label_values(${metric === "" ? "" : `${metric},`}${label})`;
    case "metrics":
      return `metrics(${text(object["metricRegex"]) ?? ".*"})`;
    case "query_result":
      return `query_result(${text(object["varQuery"]) ?? ""})`;
    case "series":
      return text(object["seriesQuery"]) ?? "";
    default:
      return "";
  }
}

const sorts = [
  "disabled",
  "alphabeticalAsc",
  "alphabeticalDesc",
  "numericalAsc",
  "numericalDesc",
  "alphabeticalCaseInsensitiveAsc",
  "alphabeticalCaseInsensitiveDesc",
  "naturalAsc",
  "naturalDesc",
];

function readSort(sort: unknown): number {
  return typeof sort === "string" ? Math.max(0, sorts.indexOf(sort)) : Number.isInteger(sort) ? (sort as number) : 0;
}

function readCurrent(current: unknown): CheckVariable["current"] {
  const { value, text: shown } = record(current);
  const [read, label] = [readValue(value), readValue(shown)];
  if (read === undefined && label === undefined) return undefined;
  return { value: read ?? label!, text: label ?? read! };
}

/** Some old dashboards hold an object `{value, text}` where the value should be. */
function readValue(value: unknown): VariableValue | undefined {
  if (Array.isArray(value)) return value.slice(0, 5000).flatMap((item) => textOf(item) ?? []);
  return textOf(value);
}

function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const inner = record(value)["value"];
  return typeof inner === "string" ? inner : undefined;
}

function readOption(option: unknown): VariableOption[] {
  const { value, text: shown } = record(option);
  const [read, label] = [textOf(value), textOf(shown)];
  return read === undefined ? [] : [{ value: read, text: label ?? read }];
}

function readFilter(filter: unknown): AdHocFilter[] {
  const { key, operator, value } = record(filter);
  return typeof key === "string" && typeof value === "string"
    ? [{ key, operator: typeof operator === "string" ? operator : "=", value }]
    : [];
}
