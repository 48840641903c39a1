import { asArray, asObject, field, type JsonObject, numberField, textField } from "../../json/read.ts";
import { mathReferences } from "./math-references.ts";
import { sqlTables } from "./sql-tables.ts";

/** A calculation of Grafana's server, as it stands in a panel. */
export interface Expression {
  /** `math`, `reduce`, `resample`, `threshold`, `classic_conditions`, `sql`; anything else is a {@link fault}. */
  readonly type: string;
  /** For people: `$A / $B`, `mean of A`. */
  readonly text: string;
  /** The refIds of the queries and expressions that it uses, each once. */
  readonly inputs: readonly string[];
  /** Why Grafana refuses it, whatever the data. */
  readonly fault?: string;
  /** The parts that Grafana's server reads. */
  readonly settings: JsonObject;
}

/** Inputs of one expression that are looked at. */
const maxInputs = 100;

const reducers = ["sum", "mean", "min", "max", "count", "last", "median"];
const evaluators = "gt lt eq ne gte lte within_range outside_range within_range_included outside_range_included".split(
  " ",
);

/**
 * Reads an expression as Grafana's server does.
 *
 * @param fillIn - fills in the dashboard's variables: `$A` is the variable A where there is one.
 * @see https://github.com/grafana/grafana/blob/v12.4.0/pkg/expr/commands.go
 */
export function readExpression(query: JsonObject, fillIn: (text: string) => string = (text) => text): Expression {
  const type = textField(query, "type") ?? "";
  const [expression, window] = [query["expression"], query["window"]].map((value) =>
    typeof value === "string" ? fillIn(value) : value,
  );
  const kept = ["type", "reducer", "settings", "downsampler", "upsampler", "conditions", "format"];
  const settings: JsonObject = {
    ...Object.fromEntries(kept.flatMap((name) => (Object.hasOwn(query, name) ? [[name, query[name]]] : []))),
    ...(expression === undefined ? {} : { expression }),
    ...(window === undefined ? {} : { window }),
  };
  const text = typeof expression === "string" ? expression : "";
  const { inputs, ...read } = readers[type]?.(settings, text) ?? unknownType(type);
  return { type, settings, inputs: [...new Set(inputs)].slice(0, maxInputs), ...read };
}

type Read = Pick<Expression, "text" | "inputs"> & { readonly fault?: string };

const readers: Readonly<Record<string, (settings: JsonObject, text: string) => Read>> = Object.assign(
  Object.create(null) as Record<string, never>,
  {
    math: (_: JsonObject, text: string) =>
      withFault({ text, inputs: mathReferences(text) }, text.trim() === "" ? "its math is empty" : undefined),
    reduce: (settings: JsonObject, text: string) => {
      const reducer = textField(settings, "reducer")?.toLowerCase() ?? "";
      const fault = faultOfInput(text) ?? faultOfReduce(settings, reducer);
      return withFault({ text: `${reducer} of ${plainName(text)}`, inputs: one(text) }, fault);
    },
    resample: (settings: JsonObject, text: string) => {
      const window = textField(settings, "window") ?? "";
      const fault = faultOfInput(text) ?? (window.trim() === "" ? "it names no time to resample to" : undefined);
      return withFault({ text: `${plainName(text)} every ${window}`, inputs: one(text) }, fault);
    },
    threshold: (settings: JsonObject, text: string) => {
      const fault = faultOfInput(text) ?? faultOfThreshold(settings);
      return withFault({ text: `threshold of ${plainName(text)}`, inputs: one(text) }, fault);
    },
    classic_conditions: (settings: JsonObject) => {
      const inputs = asArray(settings["conditions"]).flatMap((condition) => {
        const [refId] = asArray(field(condition, "query", "params"));
        return typeof refId === "string" ? [refId] : [];
      });
      return { text: `conditions on ${[...new Set(inputs)].slice(0, 10).join(", ")}`, inputs };
    },
    sql: (_: JsonObject, text: string) =>
      withFault({ text, inputs: sqlTables(text) }, text.trim() === "" ? "its SQL is empty" : undefined),
  },
);

const withFault = (read: Read, fault: string | undefined): Read => (fault === undefined ? read : { ...read, fault });

/** `A` and `$A` are the same. */
const plainName = (text: string) => text.replace(/^\$/, "");
const faultOfInput = (text: string) => (plainName(text) === "" ? "it names no query or expression" : undefined);
const one = (text: string) => (plainName(text) === "" ? [] : [plainName(text)]);

function unknownType(type: string): Read {
  const fault =
    type === "" ? "it has no type" : `Grafana has no expression of the type ${JSON.stringify(type.slice(0, 50))}`;
  return { text: type, inputs: [], fault };
}

function faultOfReduce(settings: JsonObject, reducer: string): string | undefined {
  const mode = field(settings, "settings", "mode");
  if (!reducers.includes(reducer))
    return `Grafana has no reducer ${JSON.stringify(reducer.slice(0, 50))}; it has ${reducers.join(", ")}`;
  if (mode === undefined || mode === "" || mode === "dropNN") return undefined;
  if (mode !== "replaceNN") return "its mode is neither dropNN nor replaceNN";
  return numberField(settings, "settings", "replaceWithValue") === undefined
    ? "its mode replaceNN needs a number in replaceWithValue"
    : undefined;
}

function faultOfThreshold(settings: JsonObject): string | undefined {
  const conditions = asArray(settings["conditions"]);
  if (conditions.length !== 1) return `a threshold has exactly one condition, this one has ${conditions.length}`;
  const type = textField(asObject(conditions[0]), "evaluator", "type") ?? "";
  return evaluators.includes(type)
    ? undefined
    : `Grafana has no threshold ${JSON.stringify(type.slice(0, 50))}; it has ${evaluators.join(", ")}`;
}
