import { asObject, field, textField } from "../../json/read.ts";
import { wholeReference } from "../../promql/variables/variable-reference.ts";
import type { DashboardInput } from "../read/source.ts";

/**
 * The target of a query. `expression`: Grafana's own calculations; `mixed`: each query names its own; `dashboard`:
 * another panel's result; `grafana`: Grafana's built-in source; `unknown`: nothing says.
 */
export type DataSourceKind = "prometheus" | "other" | "expression" | "mixed" | "dashboard" | "grafana" | "unknown";

/** A data source as a dashboard names it. */
export interface DataSourceUse {
  readonly kind: DataSourceKind;
  /** `loki`; undefined where only a name is known. */
  readonly type: string | undefined;
  /** For people: the type, else the name. */
  readonly label: string;
  /** Nothing was named, so that the default one is meant. */
  readonly byDefault: boolean;
}

/** The data sources that names in references resolve to. */
export interface DataSourceNames {
  /** Plugin ids by the name of a variable of the type `datasource`. */
  readonly variables: ReadonlyMap<string, string>;
  /** Plugin ids by the name of an entry of `__inputs`. */
  readonly inputs: ReadonlyMap<string, string>;
}

/** Prometheus, and what speaks its language and takes its queries. */
const prometheusTypes = new Set([
  "prometheus",
  "grafana-amazonprometheus-datasource",
  "grafana-azureprometheus-datasource",
  "victoriametrics-datasource",
  "victoriametrics-metrics-datasource",
]);

/** Whether a plugin id belongs to Prometheus or to what takes its queries. */
export function isPrometheusType(type: string): boolean {
  return prometheusTypes.has(type);
}

/** Reads what a dashboard's own data source variables and inputs stand for. */
export function dataSourceNames(variables: readonly unknown[], inputs: readonly DashboardInput[]): DataSourceNames {
  const plugins = variables.flatMap((variable): [string, string][] => {
    const isClassic = textField(variable, "type") === "datasource";
    const spec = field(variable, "kind") === "DatasourceVariable" ? asObject(field(variable, "spec")) : undefined;
    const name = textField(isClassic ? variable : spec, "name");
    const plugin = isClassic ? textField(variable, "query") : textField(spec, "pluginId");
    return name === undefined || plugin === undefined ? [] : [[name, plugin]];
  });
  const asked = inputs.flatMap(({ name, type, pluginId }): [string, string][] =>
    type === "datasource" && pluginId !== undefined ? [[name, pluginId]] : [],
  );
  return { variables: new Map(plugins), inputs: new Map(asked) };
}

/**
 * Says what a reference (an object, a name, `$variable`, `${DS_INPUT}`, null) stands for.
 *
 * @param hasExpr - there is a query in text form, as Prometheus has it: then null, and names that nobody knows, count
 *   as Prometheus.
 */
export function classifyReference(reference: unknown, names: DataSourceNames, hasExpr: boolean): DataSourceUse {
  const object = asObject(reference);
  const uid = typeof reference === "string" ? reference : textField(object, "uid");
  const type = textField(object, "type");
  const special = specialKind(uid, type);
  if (special !== undefined) return { kind: special, type, label: uid ?? type ?? special, byDefault: false };
  const named = uid === undefined ? undefined : pluginOf(uid, names);
  const known = named ?? (type === "" ? undefined : type);
  if (known !== undefined) {
    return { kind: isPrometheusType(known) ? "prometheus" : "other", type: known, label: known, byDefault: false };
  }
  const byDefault = uid === undefined || uid === "" || uid === "default";
  const kind = uid !== undefined && /\bloki\b/i.test(uid) ? "other" : hasExpr ? "prometheus" : "unknown";
  return { kind, type: undefined, label: byDefault ? "default" : uid, byDefault };
}

/** As Grafana: the uid says which source is asked; the type counts only where there is none. */
function specialKind(uid: string | undefined, type: string | undefined): DataSourceKind | undefined {
  if (uid === "-- Mixed --") return "mixed";
  if (uid === "-- Dashboard --") return "dashboard";
  if (uid === "__expr__" || uid === "-100") return "expression";
  if (uid === "-- Grafana --") return "grafana";
  if (uid === "grafana" && (type === undefined || type === "grafana" || type === "datasource")) return "grafana";
  if (uid !== undefined && uid !== "") return undefined;
  if (type === "mixed") return "mixed";
  if (type === "__expr__") return "expression";
  return type === "grafana" ? "grafana" : undefined;
}

/** The plugin behind `$x`, `${x}`, `${x:raw}`, `[[x]]`. */
function pluginOf(uid: string, { variables, inputs }: DataSourceNames): string | undefined {
  const name = wholeReference(uid)?.name;
  return name === undefined ? undefined : (variables.get(name) ?? inputs.get(name));
}

/**
 * The data source of a panel's query: the panel's own goes before the query's, unless that is mixed or missing, or one
 * of the two is an expression.
 */
export function effectiveUse(panel: DataSourceUse | undefined, target: DataSourceUse): DataSourceUse {
  if (target.kind === "expression" || panel === undefined || panel.byDefault) return target;
  if (panel.kind === "mixed" || (panel.kind === "expression" && !target.byDefault)) return target;
  if (panel.type === undefined && target.type !== undefined) return target;
  return panel;
}
