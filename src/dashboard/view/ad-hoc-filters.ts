import { asArray, field, type JsonObject, textField, textList } from "../../json/read.ts";

/** A saved condition of an ad hoc variable. */
export interface AdHocFilter {
  readonly key: string;
  /** `=`, `!=`, `=~`, `!~`, `=|` (one of), `!=|` (none of), and `<`, `<=`, `>`, `>=`, which Prometheus lacks. */
  readonly operator: string;
  readonly value: string;
  /** Of `=|` and `!=|`. */
  readonly values?: readonly string[];
}

/** A saved filter, and the variable that holds it. */
export interface SavedFilter extends AdHocFilter {
  readonly variable: string;
}

/** A filter as a matcher of PromQL. */
export interface FilterMatcher {
  readonly name: string;
  readonly op: "=" | "!=" | "=~" | "!~";
  readonly value: string;
}

/** Filters beyond this number are left out. */
const maxFilters = 50;

/**
 * The filters that Grafana puts into queries when the dashboard opens, in its order: first those with an origin (the
 * dashboard's own, or a scope's), then the others. Base filters only narrow the list of keys, unless they have an
 * origin, as Grafana 12.0 saved them. Filters that are incomplete, do not apply, or let everything through go nowhere.
 *
 * @see https://github.com/grafana/scenes/blob/main/packages/scenes/src/variables/DrilldownDependenciesManager.ts
 */
export function readFilters(body: JsonObject): AdHocFilter[] {
  const hasOrigin = (filter: unknown) => (textField(filter, "origin") ?? "") !== "";
  const [base, own] = [asArray(body["baseFilters"]), asArray(body["filters"])];
  const ordered = [...base.filter(hasOrigin), ...own.filter(hasOrigin), ...own.filter((one) => !hasOrigin(one))];
  return ordered.flatMap(readFilter).slice(0, maxFilters);
}

function readFilter(filter: unknown): AdHocFilter[] {
  const key = textField(filter, "key") ?? "";
  const operator = textField(filter, "operator") ?? "=";
  const values = textList(field(filter, "values"));
  const value = textField(filter, "value") ?? values[0] ?? "";
  const isComplete = key !== "" && operator !== "" && value !== "";
  if (!isComplete || field(filter, "nonApplicable") === true || operator === "groupBy") return [];
  if (operator === "=~" && value === ".*") return [];
  const several = isSeveral(operator);
  if (operator === "=|" && (values.length > 0 ? values : [value]).includes("$__all")) return [];
  return [{ key, operator, value, ...(several && values.length > 0 ? { values } : {}) }];
}

const isSeveral = (operator: string) => operator === "=|" || operator === "!=|";

/**
 * A filter as a matcher; undefined where PromQL has no such operator, or no label can be called so. The values of `=|`
 * and `!=|` are texts: they become a regular expression that matches exactly these.
 */
export function filterMatcher({ key, operator, value, values = [value] }: AdHocFilter): FilterMatcher | undefined {
  if (!/^[^"\\{}$[\]\p{Cc}]+$/u.test(key)) return undefined;
  if (isSeveral(operator))
    return { name: key, op: operator === "=|" ? "=~" : "!~", value: values.map(escapeRegex).join("|") };
  if (operator === "=" || operator === "!=" || operator === "=~" || operator === "!~")
    return { name: key, op: operator, value };
  return undefined;
}

/** As Grafana does: RE2's metacharacters. */
function escapeRegex(text: string): string {
  return text.replaceAll(/[*+?()|\\.[\]{}^$]/g, "\\$&");
}

/** A label's name in a matcher: in quotes where it is none of the classic ones. */
export function matcherName(name: string): string {
  return /^[a-zA-Z_]\w*$/.test(name) ? name : `"${name}"`;
}

/** A filter for people: `env =| prod, stage`. */
export function showFilter({ key, operator, value, values = [value] }: AdHocFilter): string {
  const text = `${key} ${operator} ${values.join(", ")}`;
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
