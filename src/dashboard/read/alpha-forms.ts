import { defined } from "../../json/defined.ts";
import { asArray, asObject, field, type JsonObject } from "../../json/read.ts";

/**
 * Schema v2alpha1 wrote a query as `{kind: "prometheus", spec}` with the data source beside it, and a visualisation as
 * `{kind: "timeseries", spec: {pluginVersion, …}}`; v2beta1 has
 * `{kind: "DataQuery", group: "prometheus", datasource: {name}, spec}`. Nothing else that matters here differs. Read as
 * v2beta1, since that is what Grafana still stores; {@link toAlpha} is the way back.
 *
 * @see https://github.com/grafana/grafana/tree/main/apps/dashboard/kinds
 */
export function toBeta(spec: JsonObject): JsonObject {
  return convert(spec, { query: betaQuery, visualisation: betaVisualisation });
}

/** The inverse of {@link toBeta}. */
export function toAlpha(spec: JsonObject): JsonObject {
  return convert(spec, { query: alphaQuery, visualisation: alphaVisualisation });
}

interface Conversion {
  /** Of an object that holds `query`, and in the older form `datasource`. */
  readonly query: (holder: JsonObject) => JsonObject;
  readonly visualisation: (config: JsonObject) => JsonObject;
}

function convert(spec: JsonObject, conversion: Conversion): JsonObject {
  const inSpec = (value: unknown, change: (inner: JsonObject) => JsonObject): unknown => {
    const object = asObject(value);
    const inner = asObject(object?.["spec"]);
    return object === undefined || inner === undefined ? value : { ...object, spec: change(inner) };
  };
  const list = (value: unknown, change: (inner: JsonObject) => JsonObject) =>
    asArray(value).map((item) => inSpec(item, change));
  const panel = (inner: JsonObject): JsonObject => ({
    ...inner,
    ...(asObject(inner["vizConfig"]) === undefined
      ? {}
      : { vizConfig: conversion.visualisation(asObject(inner["vizConfig"])!) }),
    ...(asObject(inner["data"]) === undefined
      ? {}
      : { data: inSpec(inner["data"], (group) => ({ ...group, queries: list(group["queries"], conversion.query) })) }),
  });
  const element = (value: unknown) => (field(value, "kind") === "Panel" ? inSpec(value, panel) : value);
  const variable = (value: unknown) =>
    field(value, "kind") === "QueryVariable" ? inSpec(value, conversion.query) : moveVariableSource(value, conversion);
  const elements = asObject(spec["elements"]);
  return {
    ...spec,
    ...(elements === undefined
      ? {}
      : { elements: Object.fromEntries(Object.entries(elements).map(([name, value]) => [name, element(value)])) }),
    ...(Array.isArray(spec["variables"]) ? { variables: spec["variables"].map(variable) } : {}),
    ...(Array.isArray(spec["annotations"]) ? { annotations: list(spec["annotations"], conversion.query) } : {}),
  };
}

function betaQuery(holder: JsonObject): JsonObject {
  const query = asObject(holder["query"]);
  if (query === undefined || query["kind"] === "DataQuery") return holder;
  const { datasource, ...rest } = holder;
  const { kind, spec, ...others } = query;
  const type = field(datasource, "type");
  const name = field(datasource, "uid");
  return {
    ...rest,
    query: {
      ...others,
      kind: "DataQuery",
      group: type ?? kind,
      version: "v0",
      ...(Object.hasOwn(holder, "datasource") ? { datasource: typeof name === "string" ? { name } : {} } : {}),
      spec: spec ?? {},
    },
  };
}

function alphaQuery(holder: JsonObject): JsonObject {
  const query = asObject(holder["query"]);
  if (query === undefined || query["kind"] !== "DataQuery") return holder;
  const { kind: _kind, group, version: _version, datasource, spec, ...others } = query;
  const name = field(datasource, "name");
  return {
    ...holder,
    ...(datasource === undefined ? {} : { datasource: { type: group, ...defined({ uid: name }) } }),
    query: { ...others, kind: group, spec },
  };
}

const ownSource = ["AdhocVariable", "GroupByVariable"];

/** Ad hoc and group-by variables carry their data source in `spec` in v2alpha1, beside it later. */
function moveVariableSource(value: unknown, { query }: Conversion): unknown {
  const variable = asObject(value);
  const spec = asObject(variable?.["spec"]);
  if (variable === undefined || spec === undefined || !ownSource.includes(String(variable["kind"]))) return value;
  if (query === betaQuery) {
    if (!Object.hasOwn(spec, "datasource") || Object.hasOwn(variable, "group")) return value;
    const { datasource, ...rest } = spec;
    const name = field(datasource, "uid");
    return { ...variable, group: field(datasource, "type") ?? "", datasource: defined({ name }), spec: rest };
  }
  if (!Object.hasOwn(variable, "group")) return value;
  const { group, datasource, ...rest } = variable;
  const name = field(datasource, "name");
  const type = group === "" ? {} : { type: group };
  return { ...rest, spec: { ...spec, datasource: { ...type, ...defined({ uid: name }) } } };
}

function betaVisualisation(config: JsonObject): JsonObject {
  const spec = asObject(config["spec"]);
  if (config["kind"] === "VizConfig" || spec === undefined) return config;
  const { pluginVersion, ...rest } = spec;
  return { kind: "VizConfig", group: config["kind"], version: pluginVersion ?? "", spec: rest };
}

function alphaVisualisation(config: JsonObject): JsonObject {
  const spec = asObject(config["spec"]);
  if (config["kind"] !== "VizConfig" || spec === undefined) return config;
  return { kind: config["group"], spec: { pluginVersion: config["version"], ...spec } };
}
