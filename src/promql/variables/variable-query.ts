import { failure, type QueryFailure } from "../grammar/failure.ts";
import { unquote } from "../grammar/string-literal.ts";
import { findReferences } from "./variable-reference.ts";

/** A Prometheus variable's query. All texts are as written. */
export type VariableQuery =
  | {
      readonly kind: "labelValues";
      /** The series to read the label from; undefined for all series. */
      readonly argument: Argument | undefined;
      /** As written: a name, a variable, or a string in double quotes. See {@link labelName}. */
      readonly label: string;
    }
  | {
      readonly kind: "labelNames";
      readonly argument: Argument | undefined;
      /** Offset of the closing parenthesis. */
      readonly close: number;
    }
  | { readonly kind: "metrics"; readonly argument: Argument }
  | { readonly kind: "queryResult"; readonly argument: Argument }
  | { readonly kind: "series"; readonly argument: Argument };

/** A part of a variable's query. */
export interface Argument {
  readonly text: string;
  /** Offset of its first character in the query. */
  readonly from: number;
}

/**
 * Reads a variable's query as Grafana's Prometheus data source does: `label_values`, `label_names`, `metrics`,
 * `query_result`, and anything else as a series selector. A call begins with the first character of the query: Grafana
 * sends a call behind a space to the server as a selector. Spaces inside a call belong to the argument.
 *
 * @param query - before or after its variables are filled in.
 * @returns a failure for an empty query and for calls that Grafana cannot make sense of.
 * @see https://github.com/grafana/grafana/blob/main/packages/grafana-prometheus/src/metric_find_query.ts
 */
export function readVariableQuery(query: string): VariableQuery | QueryFailure {
  if (query.trim() === "") return failure("the query is empty", 0, query.length);
  const call = /^(label_values|label_names|metrics|query_result)\(([\s\S]*)\)\s*$/.exec(query);
  if (call === null) return { kind: "series", argument: { text: query, from: 0 } };
  const [, name, body = ""] = call;
  const from = name!.length + 1;
  const argument = { text: body, from };
  if (name === "label_names")
    return { kind: "labelNames", argument: body === "" ? undefined : argument, close: from + body.length };
  if (body.trim() === "") return failure(`${name}() needs an argument`, 0, query.length);
  if (name === "metrics") return { kind: "metrics", argument };
  if (name === "query_result") return { kind: "queryResult", argument };
  const values = /^(?:([\s\S]+),)?\s*([\w$[{][\w$:{}[\].]*|"(?:[^"\\]|\\.)*")\s*$/.exec(body);
  const [, selector, label = ""] = values ?? [];
  if (!isLabel(label))
    return failure("label_values() needs the name of a label as its last argument", from, query.length);
  return { kind: "labelValues", argument: selector === undefined ? undefined : { text: selector, from }, label };
}

/** Whether a text is a string, or a name that variables may be part of. */
function isLabel(text: string): boolean {
  if (text.startsWith('"')) return text.length > 2;
  let [rest, done] = ["", 0];
  for (const reference of findReferences(text)) {
    // A letter stands for the variable's value.
    rest += `${text.slice(done, reference.from)}x`;
    done = reference.from + reference.text.length;
  }
  return /^[a-zA-Z_]\w*$/.test(rest + text.slice(done));
}

/** The name of the label that a {@link VariableQuery} asks for, without quotes. */
export function labelName({ label }: VariableQuery & { readonly kind: "labelValues" }): string {
  return label.startsWith('"') ? unquote(label) : label;
}

/**
 * Whether a selector of `label_values` selects all series: Grafana asks without it then. Prometheus itself refuses
 * `{}`.
 */
export function selectsAll(selector: string): boolean {
  return /^\s*\{\s*\}\s*$/.test(selector);
}
