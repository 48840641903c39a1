import type { DashboardKind } from "../../grafana/marks/marks.ts";
import { type JsonPath, type MutableObject, mutableObject, valueAt } from "../../json/edit.ts";
import { asArray, textField } from "../../json/read.ts";
import { classifyReference, type DataSourceNames, type DataSourceUse, isPrometheusType } from "./data-source.ts";
import { type DashboardPlace, schemas } from "./schema.ts";
import { readReference, type SourceSlot } from "./source-slot.ts";
import { looksLikePrometheus, type VariableQueryText, variableQueryText } from "./variable-text.ts";

/** How a variable or annotation is found again: the n-th of its name. */
export interface NamedAnchor {
  readonly name: string;
  readonly nth: number;
}

/** Where a variable of a dashboard stands, and what it asks. */
export interface VariablePlace {
  readonly kind: DashboardKind;
  readonly anchor: NamedAnchor;
  /** The variable as it stands in the list. */
  readonly node: MutableObject;
  /** Where name, query and the rest are. */
  readonly body: MutableObject;
  /** The way from `node` to `body`. */
  readonly bodyPath: JsonPath;
  readonly slot: { readonly holder: MutableObject[]; readonly name: number };
  readonly name: string;
  /** `query`, `custom`, …, as the classic schema names them. */
  readonly type: string;
  /** Of the types that ask a data source. */
  readonly source: SourceSlot | undefined;
  readonly use: DataSourceUse | undefined;
  /** Of `query` variables on Prometheus. */
  readonly query: VariableQueryText | undefined;
  /** The parent of the query: `holder[name]` is a text, or an object with {@link VariableQueryText.property}. */
  readonly queryPath: JsonPath;
}

const v2Types = new Map([
  ["QueryVariable", "query"],
  ["CustomVariable", "custom"],
  ["ConstantVariable", "constant"],
  ["TextVariable", "textbox"],
  ["IntervalVariable", "interval"],
  ["DatasourceVariable", "datasource"],
  ["AdhocVariable", "adhoc"],
  ["GroupByVariable", "groupby"],
  ["SwitchVariable", "switch"],
]);

/** The variables of a dashboard, in order. */
export function variablePlaces({ model, kind }: DashboardPlace, names: DataSourceNames): VariablePlace[] {
  const { paths, body: bodyPath } = schemas[kind];
  const list = asArray(valueAt(model, paths.variables)) as MutableObject[];
  const seen = new Map<string, number>();
  return list.flatMap((item, index): VariablePlace[] => {
    const node = mutableObject(item);
    const body = mutableObject(valueAt(node, bodyPath));
    if (node === undefined || body === undefined) return [];
    const name = textField(body, "name") ?? "";
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    const type = typeOf(kind, node);
    const asked = askedOf(kind, type, node, body);
    const text = type === "query" ? variableQueryText(asked?.query) : undefined;
    const use = asked === undefined ? undefined : classify(asked.source, names, type, text);
    return [
      {
        kind,
        anchor: { name, nth },
        node,
        body,
        bodyPath,
        slot: { holder: list, name: index },
        name,
        type,
        source: asked?.source,
        use,
        query: use?.kind === "prometheus" ? text : undefined,
        queryPath: asked?.queryPath ?? [],
      },
    ];
  });
}

function typeOf(kind: DashboardKind, node: MutableObject): string {
  if (kind === "classic") return textField(node, "type") ?? "query";
  return v2Types.get(String(node["kind"])) ?? String(node["kind"]);
}

interface Asked {
  readonly source: SourceSlot;
  readonly queryPath: JsonPath;
  readonly query: unknown;
}

const asking = ["query", "adhoc", "groupby"];

function askedOf(kind: DashboardKind, type: string, node: MutableObject, body: MutableObject): Asked | undefined {
  if (!asking.includes(type)) return undefined;
  if (kind === "classic")
    return { source: { form: "classic", path: [], holder: node }, queryPath: ["query"], query: body["query"] };
  if (type !== "query") return { source: { form: "v2", path: [], holder: node }, queryPath: [], query: undefined };
  const holder = mutableObject(body["query"]);
  if (holder === undefined) return undefined;
  return {
    source: { form: "v2", path: ["spec", "query"], holder },
    queryPath: ["spec", "query", "spec"],
    query: holder["spec"],
  };
}

function classify(
  source: SourceSlot,
  names: DataSourceNames,
  type: string,
  text: VariableQueryText | undefined,
): DataSourceUse {
  const reference = readReference(source);
  const likely = type !== "query" || (text !== undefined && looksLikePrometheus(text.text));
  return classifyReference(reference, names, likely);
}

/** Whether a variable chooses among data sources that are Prometheus. */
export function choosesPrometheus({ type, kind, body }: VariablePlace): boolean {
  return type === "datasource" && isPrometheusType(textField(body, schemas[kind].plugin) ?? "");
}
