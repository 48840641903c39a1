import type { VariableOptions } from "../promql/variants.ts";
import type { DashboardVariable, SavedValue } from "./variables.ts";

/** Options of one variable that are told to the parser. */
const maxTexts = 200;

/**
 * The texts that the variables of a dashboard can put into a query, as far as the dashboard itself says so: those of lists, constants, intervals and
 * switches. What a server answers is not among them.
 */
export function injectionOptions(variables: readonly DashboardVariable[]): VariableOptions {
  const found = new Map<string, readonly string[]>();
  for (const variable of variables) {
    const texts = textsOf(variable).filter((text) => text !== "" && text !== "$__all" && !text.startsWith("$__auto"));
    if (texts.length > 0) found.set(variable.name, [...new Set(texts)].slice(0, maxTexts));
  }
  return found;
}

function textsOf({ type, query, options, current, allValue, multi, includeAll }: DashboardVariable): string[] {
  const saved = list(current?.value);
  switch (type) {
    case "constant":
    case "textbox":
      return query === "" ? saved : [query];
    case "interval":
      return [...saved, ...splitList(query)];
    case "switch":
      return [...saved, ...splitList(query)];
    case "custom": {
      const texts = [...saved, ...(options.length > 0 ? options.map(({ value }) => value) : []), ...splitList(query)];
      const all = allValue === undefined || !includeAll ? [] : [allValue];
      return [...texts, ...all, ...(multi && texts.length > 1 ? [texts.slice(0, maxTexts).join(",")] : [])];
    }
    default:
      return [];
  }
}

/** `a,b : c` → `a`, `c`; `\,` belongs to the value. */
function splitList(query: string): string[] {
  if (query.trimStart().startsWith("[")) return [];
  const parts = query.slice(0, 100_000).match(/(?:\\,|[^,])+/g) ?? [];
  return parts.slice(0, maxTexts).map((part) => part.replaceAll("\\,", ",").trim().split(" : ").at(-1)!.trim());
}

function list(value: SavedValue | undefined): string[] {
  return value === undefined ? [] : typeof value === "string" ? [value] : [...value];
}
