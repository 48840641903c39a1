import { asArray, asObject, type JsonObject, numberField, textField } from "../../json/read.ts";

/**
 * How a variable's query is written. `fields`: an object without its text, which Grafana puts together from the others.
 */
export type VariableQueryForm = "text" | "object" | "fields";

/** The query of a variable of the type `query`. */
export interface VariableQueryText {
  readonly form: VariableQueryForm;
  readonly text: string;
  /** The property of the object that holds the text, or has to. */
  readonly property: string;
}

/**
 * The text of a Prometheus variable's query in all the forms that Grafana has written: a text, `{query, refId}`,
 * `{qryType: 0…5, …}` of the editor, `{__legacyStringValue}` of schema v2.
 *
 * @returns undefined for an empty query.
 * @see https://github.com/grafana/grafana/blob/main/packages/grafana-prometheus/src/migrations/variableMigration.ts
 */
export function variableQueryText(query: unknown): VariableQueryText | undefined {
  if (typeof query === "string") return query.trim() === "" ? undefined : { form: "text", text: query, property: "" };
  const object = asObject(query);
  if (object === undefined) return undefined;
  for (const property of ["query", "__legacyStringValue", "expr"]) {
    const text = textField(object, property);
    if (text !== undefined && text.trim() !== "") return { form: "object", text, property };
  }
  const text = fromFields(object);
  return text === undefined || text.trim() === "" ? undefined : { form: "fields", text, property: "query" };
}

function fromFields(object: JsonObject): string | undefined {
  const part = (name: string) => textField(object, name)?.replaceAll(/[\r\n]+/g, "") ?? "";
  switch (numberField(object, "qryType")) {
    case 0:
      return `label_names(${part("match")})`;
    case 1: {
      const selector = selectorFrom(object);
      return part("label") === ""
        ? undefined
        : `label_values(${selector === "" ? "" : `${selector},`}${part("label")})`;
    }
    case 2:
      return `metrics(${part("metric") || ".*"})`;
    case 3:
      return part("varQuery") === "" ? undefined : `query_result(${part("varQuery")})`;
    case 4:
      return part("seriesQuery");
    case 5:
      return part("classicQuery");
    default:
      return undefined;
  }
}

function selectorFrom(object: JsonObject): string {
  const filters = asArray(object["labelFilters"]).flatMap((filter) => {
    const label = textField(filter, "label");
    return label === undefined
      ? []
      : [`${label}${textField(filter, "op") ?? "="}${JSON.stringify(textField(filter, "value") ?? "")}`];
  });
  const metric = textField(object, "metric") ?? "";
  return filters.length === 0 ? metric : `${metric}{${filters.join(", ")}}`;
}

/**
 * Whether a query without a data source looks like Prometheus': one of its functions or a selector, rather than SQL or
 * JSON.
 */
export function looksLikePrometheus(text: string): boolean {
  return (
    /^\s*(?:label_values|label_names|metrics|query_result)\(/.test(text) ||
    !/^\s*(?:select|show|with|from|exec|\{\s*")\b/i.test(text)
  );
}
