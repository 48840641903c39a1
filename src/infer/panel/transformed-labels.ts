import type { PanelTransformation } from "../../dashboard/fields/transformation.ts";
import { asArray, asObject, field, textField, textList } from "../../json/read.ts";
import type { ValueComparison } from "../read/usage.ts";

/** Fields of one panel that are looked at. */
const maxFields = 200;

/** Names of fields that are no labels: times, values of queries, what reducers are called. */
const noLabel = /^(time|value|metric|name|field|series|total|mean|max|min|last|first|sum|count|last_?not_?null)$/i;

/**
 * Labels that a panel's transformations name as fields: columns that `organize` orders, fields that tables are grouped
 * or joined by. Names that a transformation before has made up are none, nor are times and values.
 */
export function transformedLabels(transformations: readonly PanelTransformation[]): string[] {
  const found = new Set<string>();
  const made = new Set<string>();
  for (const { id, options } of transformations) {
    for (const name of fieldsOf(id, options).slice(0, maxFields)) {
      // Where tables are joined, a second `pod` is called `pod 2`.
      const label = name.replace(/ \d+$/, "");
      if (!made.has(name) && /^[a-z_][a-zA-Z0-9_]{0,60}$/.test(label) && !noLabel.test(label)) found.add(label);
    }
    for (const name of madeBy(id, options)) made.add(name);
  }
  return [...found];
}

function fieldsOf(id: string, options: PanelTransformation["options"]): string[] {
  const text = (...path: string[]) => textField(options, ...path) ?? [];
  switch (id) {
    case "organize": {
      const hidden = asObject(options["excludeByName"]) ?? {};
      const named = ["indexByName", "renameByName", "includeByName"].flatMap((name) =>
        Object.keys(asObject(options[name]) ?? {}),
      );
      return named.filter((name) => hidden[name] !== true);
    }
    case "groupBy":
      return Object.entries(asObject(options["fields"]) ?? {}).flatMap(([name, how]) =>
        textField(how, "operation") === "groupby" ? [name] : [],
      );
    case "joinByField":
    case "seriesToColumns":
      return [text("byField")].flat();
    case "groupingToMatrix":
      return [text("columnField"), text("rowField")].flat();
    case "labelsToFields":
      return [...textList(options["keepLabels"]), ...[text("valueLabel")].flat()];
    case "filterFieldsByName":
      return textList(field(options, "include", "names"));
    case "sortBy":
      return asArray(options["sort"]).flatMap((sort) => textField(sort, "field") ?? []);
    case "partitionByValues":
      return textList(options["fields"]);
    case "filterByValue":
      return asArray(options["filters"]).flatMap((filter) => textField(filter, "fieldName") ?? []);
    default:
      return [];
  }
}

/** Names of fields that a transformation gives. */
function madeBy(id: string, options: PanelTransformation["options"]): string[] {
  if (id === "organize")
    return Object.values(asObject(options["renameByName"]) ?? {}).filter((name) => typeof name === "string");
  if (id === "calculateField") return [textField(options, "alias") ?? []].flat();
  return id === "extractFields" ? asArray(options["jsonPaths"]).flatMap((path) => textField(path, "alias") ?? []) : [];
}

const comparisons: Readonly<Record<string, ValueComparison["op"]>> = {
  equal: "==",
  notEqual: "!=",
  greater: ">",
  greaterOrEqual: ">=",
  lower: "<",
  lowerOrEqual: "<=",
};
const opposite = { "==": "!=", "!=": "==", ">": "<=", "<=": ">", ">=": "<", "<": ">=" } as const;

/**
 * The comparisons that a field's values must stand to be shown at all, by `filterByValue`.
 *
 * @param names - of the field.
 */
export function filteredValues(
  transformations: readonly PanelTransformation[],
  names: readonly string[],
): ValueComparison[] {
  return transformations.flatMap(({ id, options }) => {
    if (id !== "filterByValue") return [];
    const excludes = options["type"] === "exclude";
    return asArray(options["filters"]).flatMap((filter): ValueComparison[] => {
      const op = comparisons[textField(filter, "config", "id") ?? ""];
      const value = Number(field(filter, "config", "options", "value") ?? Number.NaN);
      if (op === undefined || !Number.isFinite(value) || !names.includes(textField(filter, "fieldName") ?? ""))
        return [];
      return [{ op: excludes ? opposite[op] : op, value }];
    });
  });
}
