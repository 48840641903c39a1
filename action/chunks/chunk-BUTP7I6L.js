import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  childrenOf,
  failure,
  fillQuery,
  findReferences,
  findVariables,
  functions,
  maxQuerySteps,
  parseGrammar,
  readQuery,
  scanText,
  selectingAggregations,
  sortingFunctions,
  takeSteps,
  tooComplex,
  typeOf,
  unquote,
  useKey,
  variantsOf,
  walkNodes,
  wholeReference,
  withSteps,
  withoutParens
} from "./chunk-AFILVRNC.js";
import {
  cloneJson,
  mutableObject,
  sameJson,
  setOwn,
  valueAt
} from "./chunk-5WA7UJRV.js";
import {
  asArray,
  asObject,
  field,
  numberField,
  textField,
  textList
} from "./chunk-Z4Q2ISX3.js";

// src/dashboard/view/ad-hoc-filters.ts
var maxFilters = 50;
function readFilters(body) {
  const hasOrigin = (filter) => (textField(filter, "origin") ?? "") !== "";
  const [base, own] = [asArray(body["baseFilters"]), asArray(body["filters"])];
  const ordered = [...base.filter(hasOrigin), ...own.filter(hasOrigin), ...own.filter((one) => !hasOrigin(one))];
  return ordered.flatMap(readFilter).slice(0, maxFilters);
}
function readFilter(filter) {
  const key = textField(filter, "key") ?? "";
  const operator = textField(filter, "operator") ?? "=";
  const values = textList(field(filter, "values"));
  const value = textField(filter, "value") ?? values[0] ?? "";
  const isComplete = key !== "" && operator !== "" && value !== "";
  if (!isComplete || field(filter, "nonApplicable") === true || operator === "groupBy") return [];
  if (operator === "=~" && value === ".*") return [];
  const several = isSeveral(operator);
  if (operator === "=|" && (values.length > 0 ? values : [value]).includes("$__all")) return [];
  return [{ key, operator, value, ...several && values.length > 0 ? { values } : {} }];
}
var isSeveral = (operator) => operator === "=|" || operator === "!=|";
function filterMatcher({ key, operator, value, values = [value] }) {
  if (!/^[^"\\{}$[\]\p{Cc}]+$/u.test(key)) return void 0;
  if (isSeveral(operator))
    return { name: key, op: operator === "=|" ? "=~" : "!~", value: values.map(escapeRegex).join("|") };
  if (operator === "=" || operator === "!=" || operator === "=~" || operator === "!~")
    return { name: key, op: operator, value };
  return void 0;
}
function escapeRegex(text) {
  return text.replaceAll(/[*+?()|\\.[\]{}^$]/g, "\\$&");
}
function matcherName(name) {
  return /^[a-zA-Z_]\w*$/.test(name) ? name : `"${name}"`;
}
function showFilter({ key, operator, value, values = [value] }) {
  const text = `${key} ${operator} ${values.join(", ")}`;
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

// src/dashboard/view/once.ts
function once(compute) {
  let found;
  return () => {
    found ??= { result: compute() };
    return found.result;
  };
}

// src/dashboard/view/data-source.ts
var prometheusTypes = /* @__PURE__ */ new Set([
  "prometheus",
  "grafana-amazonprometheus-datasource",
  "grafana-azureprometheus-datasource",
  "victoriametrics-datasource",
  "victoriametrics-metrics-datasource"
]);
function isPrometheusType(type) {
  return prometheusTypes.has(type);
}
function dataSourceNames(variables, inputs) {
  const plugins = variables.flatMap((variable) => {
    const isClassic = textField(variable, "type") === "datasource";
    const spec = field(variable, "kind") === "DatasourceVariable" ? asObject(field(variable, "spec")) : void 0;
    const name = textField(isClassic ? variable : spec, "name");
    const plugin = isClassic ? textField(variable, "query") : textField(spec, "pluginId");
    return name === void 0 || plugin === void 0 ? [] : [[name, plugin]];
  });
  const asked = inputs.flatMap(
    ({ name, type, pluginId }) => type === "datasource" && pluginId !== void 0 ? [[name, pluginId]] : []
  );
  return { variables: new Map(plugins), inputs: new Map(asked) };
}
function classifyReference(reference, names, hasExpr2) {
  const object = asObject(reference);
  const uid = typeof reference === "string" ? reference : textField(object, "uid");
  const type = textField(object, "type");
  const special = specialKind(uid, type);
  if (special !== void 0) return { kind: special, type, label: uid ?? type ?? special, byDefault: false };
  const named2 = uid === void 0 ? void 0 : pluginOf(uid, names);
  const known = named2 ?? (type === "" ? void 0 : type);
  if (known !== void 0) {
    return { kind: isPrometheusType(known) ? "prometheus" : "other", type: known, label: known, byDefault: false };
  }
  const byDefault = uid === void 0 || uid === "" || uid === "default";
  const kind = uid !== void 0 && /\bloki\b/i.test(uid) ? "other" : hasExpr2 ? "prometheus" : "unknown";
  return { kind, type: void 0, label: byDefault ? "default" : uid, byDefault };
}
function specialKind(uid, type) {
  if (uid === "-- Mixed --") return "mixed";
  if (uid === "-- Dashboard --") return "dashboard";
  if (uid === "__expr__" || uid === "-100") return "expression";
  if (uid === "-- Grafana --") return "grafana";
  if (uid === "grafana" && (type === void 0 || type === "grafana" || type === "datasource")) return "grafana";
  if (uid !== void 0 && uid !== "") return void 0;
  if (type === "mixed") return "mixed";
  if (type === "__expr__") return "expression";
  return type === "grafana" ? "grafana" : void 0;
}
function pluginOf(uid, { variables, inputs }) {
  const name = wholeReference(uid)?.name;
  return name === void 0 ? void 0 : variables.get(name) ?? inputs.get(name);
}
function effectiveUse(panel, target) {
  if (target.kind === "expression" || panel === void 0 || panel.byDefault) return target;
  if (panel.kind === "mixed" || panel.kind === "expression" && !target.byDefault) return target;
  if (panel.type === void 0 && target.type !== void 0) return target;
  return panel;
}

// src/dashboard/view/schema.ts
var schemas = {
  classic: {
    paths: {
      variables: ["templating", "list"],
      annotations: ["annotations", "list"],
      time: ["time"],
      refresh: ["refresh"],
      timezone: ["timezone"]
    },
    panel: {
      description: ["description"],
      options: ["options"],
      fieldConfig: ["fieldConfig"],
      transformations: ["transformations"],
      queryOptions: [],
      queries: ["targets"],
      source: ["datasource"],
      panels: ["panels"],
      oldOptions: []
    },
    query: { entry: [], source: [], query: [], hidden: "hide" },
    body: [],
    annotationExprs: [["expr"], ["target", "expr"]],
    plugin: "query",
    hide: { shown: 0, hidden: 2 },
    noChoice: () => ({}),
    holdsUid: true,
    needsRefresh: false,
    migrates: true
  },
  v2: {
    paths: {
      variables: ["variables"],
      annotations: ["annotations"],
      time: ["timeSettings"],
      refresh: ["timeSettings", "autoRefresh"],
      timezone: ["timeSettings", "timezone"]
    },
    panel: {
      description: ["spec", "description"],
      options: ["spec", "vizConfig", "spec", "options"],
      fieldConfig: ["spec", "vizConfig", "spec", "fieldConfig"],
      transformations: ["spec", "data", "spec", "transformations"],
      queryOptions: ["spec", "data", "spec", "queryOptions"],
      queries: ["spec", "data", "spec", "queries"],
      source: void 0,
      panels: void 0,
      oldOptions: void 0
    },
    query: { entry: ["spec"], source: ["spec", "query"], query: ["spec", "query", "spec"], hidden: "hidden" },
    body: ["spec"],
    annotationExprs: [
      ["spec", "query", "spec", "expr"],
      ["spec", "legacyOptions", "expr"],
      ["spec", "legacyOptions", "target", "expr"]
    ],
    plugin: "pluginId",
    hide: { shown: "dontHide", hidden: "hideVariable" },
    noChoice: () => ({ text: "", value: "" }),
    holdsUid: false,
    needsRefresh: true,
    migrates: false
  }
};

// src/dashboard/view/source-slot.ts
function readReference({ form, holder }) {
  if (form === "classic") return Object.hasOwn(holder, "datasource") ? holder["datasource"] : void 0;
  return { type: textField(holder, "group"), uid: textField(holder, "datasource", "name") };
}
function referenceChanges({ form, path, holder }, { type, uid }) {
  const wanted = form === "classic" ? { datasource: { type, uid } } : { group: type, datasource: { name: uid } };
  return Object.entries(wanted).flatMap(
    ([name, value]) => sameJson(Object.hasOwn(holder, name) ? holder[name] : void 0, value) ? [] : [{ path: [...path, name], value }]
  );
}
function replaceReference({ form, holder }, uid, reference) {
  if (textField(holder, "datasource", form === "classic" ? "uid" : "name") !== uid) return;
  if (form === "classic" || asObject(reference) !== void 0) setOwn(holder, "datasource", cloneJson(reference));
  else delete holder["datasource"];
}

// src/dashboard/view/variable-text.ts
function variableQueryText(query) {
  if (typeof query === "string") return query.trim() === "" ? void 0 : { form: "text", text: query, property: "" };
  const object = asObject(query);
  if (object === void 0) return void 0;
  for (const property of ["query", "__legacyStringValue", "expr"]) {
    const text2 = textField(object, property);
    if (text2 !== void 0 && text2.trim() !== "") return { form: "object", text: text2, property };
  }
  const text = fromFields(object);
  return text === void 0 || text.trim() === "" ? void 0 : { form: "fields", text, property: "query" };
}
function fromFields(object) {
  const part = (name) => textField(object, name)?.replaceAll(/[\r\n]+/g, "") ?? "";
  switch (numberField(object, "qryType")) {
    case 0:
      return `label_names(${part("match")})`;
    case 1: {
      const selector = selectorFrom(object);
      return part("label") === "" ? void 0 : `label_values(${selector === "" ? "" : `${selector},`}${part("label")})`;
    }
    case 2:
      return `metrics(${part("metric") || ".*"})`;
    case 3:
      return part("varQuery") === "" ? void 0 : `query_result(${part("varQuery")})`;
    case 4:
      return part("seriesQuery");
    case 5:
      return part("classicQuery");
    default:
      return void 0;
  }
}
function selectorFrom(object) {
  const filters = asArray(object["labelFilters"]).flatMap((filter) => {
    const label = textField(filter, "label");
    return label === void 0 ? [] : [`${label}${textField(filter, "op") ?? "="}${JSON.stringify(textField(filter, "value") ?? "")}`];
  });
  const metric = textField(object, "metric") ?? "";
  return filters.length === 0 ? metric : `${metric}{${filters.join(", ")}}`;
}
function looksLikePrometheus(text) {
  return /^\s*(?:label_values|label_names|metrics|query_result)\(/.test(text) || !/^\s*(?:select|show|with|from|exec|\{\s*")\b/i.test(text);
}

// src/dashboard/view/variable-slots.ts
var v2Types = /* @__PURE__ */ new Map([
  ["QueryVariable", "query"],
  ["CustomVariable", "custom"],
  ["ConstantVariable", "constant"],
  ["TextVariable", "textbox"],
  ["IntervalVariable", "interval"],
  ["DatasourceVariable", "datasource"],
  ["AdhocVariable", "adhoc"],
  ["GroupByVariable", "groupby"],
  ["SwitchVariable", "switch"]
]);
function variablePlaces({ model, kind }, names) {
  const { paths, body: bodyPath } = schemas[kind];
  const list = asArray(valueAt(model, paths.variables));
  const seen = /* @__PURE__ */ new Map();
  return list.flatMap((item, index) => {
    const node = mutableObject(item);
    const body = mutableObject(valueAt(node, bodyPath));
    if (node === void 0 || body === void 0) return [];
    const name = textField(body, "name") ?? "";
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    const type = typeOf2(kind, node);
    const asked = askedOf(kind, type, node, body);
    const text = type === "query" ? variableQueryText(asked?.query) : void 0;
    const use = asked === void 0 ? void 0 : classify(asked.source, names, type, text);
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
        query: use?.kind === "prometheus" ? text : void 0,
        queryPath: asked?.queryPath ?? []
      }
    ];
  });
}
function typeOf2(kind, node) {
  if (kind === "classic") return textField(node, "type") ?? "query";
  return v2Types.get(String(node["kind"])) ?? String(node["kind"]);
}
var asking = ["query", "adhoc", "groupby"];
function askedOf(kind, type, node, body) {
  if (!asking.includes(type)) return void 0;
  if (kind === "classic")
    return { source: { form: "classic", path: [], holder: node }, queryPath: ["query"], query: body["query"] };
  if (type !== "query") return { source: { form: "v2", path: [], holder: node }, queryPath: [], query: void 0 };
  const holder = mutableObject(body["query"]);
  if (holder === void 0) return void 0;
  return {
    source: { form: "v2", path: ["spec", "query"], holder },
    queryPath: ["spec", "query", "spec"],
    query: holder["spec"]
  };
}
function classify(source, names, type, text) {
  const reference = readReference(source);
  const likely = type !== "query" || text !== void 0 && looksLikePrometheus(text.text);
  return classifyReference(reference, names, likely);
}
function choosesPrometheus({ type, kind, body }) {
  return type === "datasource" && isPrometheusType(textField(body, schemas[kind].plugin) ?? "");
}

// src/dashboard/view/variables.ts
var sorts = "disabled alphabeticalAsc alphabeticalDesc numericalAsc numericalDesc alphabeticalCaseInsensitiveAsc alphabeticalCaseInsensitiveDesc naturalAsc naturalDesc".split(" ");
var refreshes = ["never", "onDashboardLoad", "onTimeRangeChanged"];
var hides = ["dontHide", "hideLabel", "hideVariable", "inControlsMenu"];
var maxOptions = 1e4;
function variablesOf(place, names, inputs) {
  const constants = new Map(
    inputs.flatMap(({ name, type, value }) => type === "constant" && value !== void 0 ? [[name, value]] : [])
  );
  return variablePlaces(place, names).map((one) => {
    const settings = once(() => readVariable(one, constants));
    return {
      ...one,
      get settings() {
        return settings();
      }
    };
  });
}
function readVariables({ variables }) {
  return variables.flatMap(({ settings }) => settings.name === "" ? [] : [settings]);
}
function readVariable({ name, type, body, use, queryPath, node }, constants) {
  return {
    name,
    type,
    label: textField(body, "label"),
    query: fillInputs(queryOf(type, body, queryPath.length > 1 ? valueAt(node, queryPath) : body["query"]), constants),
    prometheus: use?.kind === "prometheus",
    dataSource: use?.label,
    regex: textField(body, "regex"),
    regexAppliesTo: body["regexApplyTo"] === "text" ? "text" : body["regexApplyTo"] === "value" ? "value" : void 0,
    sort: code(body["sort"], sorts),
    refresh: refreshCode(body["refresh"]),
    hide: code(body["hide"], hides),
    multi: body["multi"] === true,
    includeAll: body["includeAll"] === true,
    allValue: textField(body, "allValue") || void 0,
    current: savedValue(type, body, constants),
    options: type === "switch" ? switchOptions(body) : savedOptions(body),
    auto: type === "interval" && body["auto"] === true ? { count: numberField(body, "auto_count") ?? 30, minInterval: textField(body, "auto_min") ?? "10s" } : void 0,
    filters: type === "adhoc" && use?.kind === "prometheus" ? readFilters(body) : []
  };
}
function queryOf(type, body, query) {
  if (type === "query") return variableQueryText(query)?.text ?? "";
  if (type === "datasource") return textField(body, "pluginId") ?? textField(body, "query") ?? "";
  if (type === "switch")
    return switchOptions(body).map(({ value }) => value).join(",");
  return typeof query === "string" ? query : "";
}
function fillInputs(text, constants) {
  if (constants.size === 0 || !text.includes("${")) return text;
  return text.replaceAll(/\$\{(\w+)\}/g, (match, name) => constants.get(name) ?? match);
}
function code(value, names) {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value < names.length) return value;
  return typeof value === "string" ? Math.max(0, names.indexOf(value)) : 0;
}
function refreshCode(value) {
  return value === true ? 1 : code(value, refreshes);
}
function savedValue(type, body, constants) {
  const current = body["current"];
  if (type === "switch" && typeof current === "string") return { value: current, text: current };
  const value = valueOfOption(field(current, "value"));
  if (value === void 0) return void 0;
  const text = valueOfOption(field(current, "text")) ?? value;
  const fill = (saved) => typeof saved === "string" ? fillInputs(saved, constants) : saved.map((each) => fillInputs(each, constants));
  return { value: fill(value), text: fill(text) };
}
function valueOfOption(value) {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return value.flatMap((item) => valueOfOption(item) ?? []).slice(0, maxOptions);
  const inner = asObject(value)?.["value"];
  return typeof inner === "string" || typeof inner === "number" ? String(inner) : void 0;
}
function savedOptions(body) {
  return asArray(body["options"]).slice(0, maxOptions).flatMap((option) => savedOption(option));
}
function switchOptions(body) {
  const [on, off] = asArray(body["options"]);
  const enabled = textField(body, "enabledValue") ?? textField(on, "value") ?? "true";
  const disabled = textField(body, "disabledValue") ?? textField(off, "value") ?? "false";
  return [enabled, disabled].map((value) => ({ text: value, value }));
}
function savedOption(option) {
  const value = valueOfOption(field(option, "value"));
  const text = valueOfOption(field(option, "text")) ?? value;
  return typeof value === "string" && typeof text === "string" ? [{ text, value }] : [];
}

// src/dashboard/view/annotations.ts
function annotationsOf({ model, kind }, names) {
  const { paths, body: bodyPath, annotationExprs } = schemas[kind];
  const list = asArray(valueAt(model, paths.annotations));
  const seen = /* @__PURE__ */ new Map();
  return list.flatMap((item, index) => {
    const node = mutableObject(item);
    const body = mutableObject(valueAt(node, bodyPath));
    if (node === void 0 || body === void 0) return [];
    const name = textField(body, "name") ?? "";
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    const source = sourceOf(kind, node, body);
    if (source === void 0) return [];
    const exprPaths = annotationExprs.filter((path) => isText(valueAt(node, path)));
    const builtIn = body["builtIn"] === 1 || body["builtIn"] === true;
    const use = classifyReference(readReference(source), names, exprPaths.length > 0);
    return [
      {
        anchor: { name, nth },
        node,
        body,
        slot: { holder: list, name: index },
        name,
        enabled: body["enable"] !== false,
        source,
        use: builtIn && use.kind === "unknown" ? { ...use, kind: "grafana" } : use,
        exprPaths
      }
    ];
  });
}
function sourceOf(kind, node, body) {
  if (kind === "classic") return { form: "classic", path: [], holder: node };
  const holder = mutableObject(body["query"]);
  return holder === void 0 ? void 0 : { form: "v2", path: ["spec", "query"], holder };
}
function isText(value) {
  return typeof value === "string" && value.trim() !== "";
}

// src/dashboard/fields/number-field.ts
function numeric(value) {
  if (typeof value === "number") return Number.isFinite(value) ? value : void 0;
  if (typeof value !== "string" || value.trim() === "") return void 0;
  const number = Number(value);
  return Number.isFinite(number) ? number : void 0;
}

// src/dashboard/fields/thresholds.ts
function readThresholds(thresholds) {
  const steps = asArray(field(thresholds, "steps"));
  if (steps.length === 0) return void 0;
  return {
    thresholdMode: textField(thresholds, "mode") === "percentage" ? "percentage" : "absolute",
    thresholds: steps.map((step) => ({ value: numberField(step, "value"), color: textField(step, "color") }))
  };
}
function oldThresholds(value, colors) {
  const isText2 = typeof value === "string";
  const values = isText2 ? value.slice(0, 1e3).split(",") : asArray(value).map((each) => field(each, "value"));
  const [base, ...others] = isText2 ? asArray(colors) : [];
  const steps = values.flatMap((each, index) => {
    const number = numeric(each);
    const color = others[index];
    return number === void 0 ? [] : [{ value: number, color: typeof color === "string" ? color : void 0 }];
  });
  return typeof base === "string" && steps.length > 0 ? [{ value: void 0, color: base }, ...steps] : steps;
}

// src/dashboard/fields/value-mapping.ts
var maxMappings = 500;
function readMappings(mappings) {
  return asArray(mappings).slice(0, maxMappings).flatMap(readMapping).slice(0, maxMappings);
}
function readOldMappings(body) {
  const maps = [...asArray(body["valueMaps"]), ...asArray(body["rangeMaps"])];
  return maps.slice(0, maxMappings).flatMap(readOld);
}
function readMapping(mapping) {
  const type = field(mapping, "type");
  const options = field(mapping, "options");
  const result = {
    text: textField(options, "result", "text"),
    color: textField(options, "result", "color")
  };
  switch (type) {
    case "value":
      return Object.entries(asObject(options) ?? {}).map(([value, shown]) => ({
        match: { kind: "value", value },
        text: textField(shown, "text"),
        color: textField(shown, "color")
      }));
    case "range":
      return [
        {
          match: { kind: "range", from: numeric(field(options, "from")), to: numeric(field(options, "to")) },
          ...result
        }
      ];
    case "regex":
      return [{ match: { kind: "regex", pattern: textField(options, "pattern") ?? "" }, ...result }];
    case "special":
      return [{ match: { kind: "special", name: textField(options, "match") ?? "" }, ...result }];
    default:
      return readOld(mapping);
  }
}
function readOld(mapping) {
  const shown = { text: textField(mapping, "text"), color: void 0 };
  const value = field(mapping, "value");
  const [from, to] = [numeric(field(mapping, "from")), numeric(field(mapping, "to"))];
  if (value === "null") return [{ match: { kind: "special", name: "null" }, ...shown }];
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text === "string" && text !== "") return [{ match: { kind: "value", value: text }, ...shown }];
  return from === void 0 && to === void 0 ? [] : [{ match: { kind: "range", from, to }, ...shown }];
}

// src/dashboard/fields/field-override.ts
function readOverride(override) {
  const matcher = textField(override, "matcher", "id");
  const options = field(override, "matcher", "options");
  const names = textList(field(options, "names"));
  if (matcher === void 0 || typeof options !== "string" && names.length === 0) return [];
  const value = (id) => field(
    asArray(field(override, "properties")).find((property) => textField(property, "id") === id),
    "value"
  );
  const [unit, mappings, displayName] = [value("unit"), value("mappings"), value("displayName")];
  return [
    {
      matcher,
      option: typeof options === "string" ? options : "",
      names,
      excluded: textField(options, "mode") === "exclude",
      unit: typeof unit === "string" ? unit : void 0,
      min: numeric(value("min")),
      max: numeric(value("max")),
      thresholds: readThresholds(value("thresholds")),
      mappings: mappings === void 0 ? void 0 : readMappings(mappings),
      displayName: typeof displayName === "string" ? displayName : void 0
    }
  ];
}
var none = {
  names: [],
  excluded: false,
  min: void 0,
  max: void 0,
  thresholds: void 0,
  mappings: void 0,
  displayName: void 0
};
function oldOverrides(body) {
  const right = asArray(body["yaxes"])[1];
  const series = asArray(body["seriesOverrides"]).flatMap((override) => {
    const alias = textField(override, "alias");
    if (alias === void 0 || alias === "" || field(override, "yaxis") !== 2) return [];
    const unit = textField(right, "format");
    return [{ ...none, ...named(alias), unit, min: numeric(field(right, "min")), max: numeric(field(right, "max")) }];
  });
  const styles = asArray(body["styles"]).flatMap((style) => {
    const [pattern, type] = [textField(style, "pattern"), textField(style, "type")];
    if (pattern === void 0 || pattern === "") return [];
    const unit = type === "date" ? "dateTimeAsIso" : type === "number" ? textField(style, "unit") : void 0;
    const displayName = textField(style, "alias") || void 0;
    return [{ ...none, ...named(pattern), unit, displayName }];
  });
  return [...series, ...styles.reverse()];
}
function named(text) {
  return { matcher: text.startsWith("/") ? "byRegexp" : "byName", option: text };
}

// src/dashboard/fields/transformation.ts
var maxTransformations = 100;
function readTransformations(list) {
  return asArray(list).slice(0, maxTransformations).flatMap((entry) => {
    const spec = field(entry, "spec") ?? entry;
    const id = textField(spec, "id") ?? textField(entry, "group") ?? textField(entry, "kind");
    return id === void 0 || field(spec, "disabled") === true ? [] : [{ id, options: asObject(field(spec, "options")) ?? {} }];
  });
}

// src/dashboard/view/panel-context.ts
function panelContext({ node, body, type, title }, paths) {
  const fieldConfig = valueAt(node, paths.fieldConfig);
  const defaults = asObject(field(fieldConfig, "defaults")) ?? {};
  const old = oldSettings(body);
  const stacking = textField(defaults, "custom", "stacking", "mode");
  const mappings = [...readMappings(defaults["mappings"]), ...readOldMappings(body)];
  return {
    type,
    title,
    description: textField(body, "description"),
    unit: textField(defaults, "unit") ?? old.unit,
    min: numberField(defaults, "min") ?? old.min,
    max: numberField(defaults, "max") ?? old.max,
    decimals: numberField(defaults, "decimals") ?? numberField(body, "decimals"),
    ...readThresholds(defaults["thresholds"]) ?? {
      thresholdMode: "absolute",
      thresholds: oldThresholds(body["thresholds"], body["colors"])
    },
    mappings,
    mappedValues: mappings.flatMap(({ match }) => match.kind === "value" ? [match.value] : []),
    overrides: [...oldOverrides(body), ...asArray(field(fieldConfig, "overrides")).flatMap(readOverride)],
    transformations: readTransformations(valueAt(node, paths.transformations)),
    stacked: body["stack"] === true || stacking !== void 0 && stacking !== "none"
  };
}
function unitOf({ unit, overrides }, refId) {
  const own = overrides.find((override) => override.matcher === "byFrameRefID" && override.option === refId);
  return own?.unit ?? unit;
}
function oldSettings(body) {
  const axis = asArray(body["yaxes"])[0];
  const gauge = asObject(body["gauge"]);
  const shown = gauge?.["show"] === true ? gauge : void 0;
  const formats = asArray(body["y_formats"])[0];
  return {
    unit: textField(axis, "format") ?? textField(body, "format") ?? (typeof formats === "string" ? formats : void 0),
    min: numeric(field(axis, "min")) ?? numeric(shown?.["minValue"]),
    max: numeric(field(axis, "max")) ?? numeric(shown?.["maxValue"])
  };
}

// src/dashboard/view/layout.ts
var maxDepth = 20;
function layoutPlaces(layout) {
  const places = /* @__PURE__ */ new Map();
  const place = (items, section, around, depth) => {
    if (depth > maxDepth) return;
    for (const item of asArray(items)) {
      const inner = asObject(asObject(item)?.["spec"]);
      const repeats = repeatsWith(around, textField(inner, "repeat", "value"));
      const name = textField(inner, "element", "name");
      if (name !== void 0 && !places.has(name)) places.set(name, { section, position: positionOf(inner), repeats });
      place(inner?.["elements"], [...section, textField(inner, "title") ?? ""], repeats, depth + 1);
    }
  };
  const walk = (value, section, around, depth) => {
    if (depth > maxDepth) return;
    const spec = asObject(asObject(value)?.["spec"]);
    place(spec?.["items"], section, around, depth);
    for (const part of [...asArray(spec?.["rows"]), ...asArray(spec?.["tabs"])]) {
      const title = textField(part, "spec", "title") ?? "";
      walk(
        field(part, "spec", "layout"),
        [...section, title],
        repeatsWith(around, textField(part, "spec", "repeat", "value")),
        depth + 1
      );
    }
  };
  walk(layout, [], [], 0);
  return places;
}
function repeatsWith(around, name) {
  return name === void 0 || name === "" || around.includes(name) ? around : [...around, name];
}
function positionOf(spec) {
  const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => numberField(spec, name));
  return x === void 0 || y === void 0 || width === void 0 || height === void 0 ? void 0 : { x, y, width, height };
}
var layoutNames = new Set(
  "kind spec items rows tabs title collapse hideHeader fillScreen repeat mode value direction maxPerRow element name x y width height layout columnWidth columnWidthMode rowHeight rowHeightMode maxColumnCount".split(" ")
);

// src/dashboard/view/panel-places.ts
var maxRowDepth = 5;
function panelPlaces(model, kind) {
  const number = createNumbering();
  return kind === "v2" ? v2Panels(model, number) : classicPanels(model, number);
}
function createNumbering() {
  const ids = /* @__PURE__ */ new Map();
  const titles = /* @__PURE__ */ new Map();
  return (id, title, element) => {
    const nthOfId = ids.get(id) ?? 0;
    const nthOfTitle = titles.get(title) ?? 0;
    ids.set(id, nthOfId + 1);
    titles.set(title, nthOfTitle + 1);
    return { id, nthOfId, title, nthOfTitle, element };
  };
}
function classicPanels(model, number) {
  const found = [];
  const add = (list, section, around, depth) => {
    let [current, repeats] = [section, around];
    for (const [index, item] of asArray(list).entries()) {
      const node = mutableObject(item);
      if (node === void 0) continue;
      const slot = { holder: list, name: index };
      const isRow = node["type"] === "row";
      const panel = classicPanel(node, slot, number, { section: current, around: isRow ? around : repeats });
      if (isRow) [current, repeats] = [[...section, panel.title], node["collapsed"] === true ? around : panel.repeats];
      found.push(panel);
      if (depth < maxRowDepth) add(node["panels"], [...section, panel.title], panel.repeats, depth + 1);
    }
  };
  const rows = asArray(asObject(model)?.["rows"]);
  for (const row of rows)
    add(asObject(row)?.["panels"], [textField(row, "title") ?? ""], repeatsWith([], textField(row, "repeat")), 0);
  add(asObject(model)?.["panels"], [], [], 0);
  return found;
}
function classicPanel(node, slot, number, { section, around }) {
  const id = numberField(node, "id");
  const title = textField(node, "title") ?? "";
  const grid = asObject(node["gridPos"]);
  const position = {
    x: numberField(grid, "x"),
    y: numberField(grid, "y"),
    width: numberField(grid, "w"),
    height: numberField(grid, "h")
  };
  return {
    kind: "classic",
    anchor: number(id, title),
    node,
    body: node,
    slot,
    id,
    title,
    type: textField(node, "type") ?? "",
    section,
    position: isPosition(position) ? position : void 0,
    repeats: repeatsWith(around, textField(node, "repeat")),
    // Grafana asks for a number as for a text.
    libraryUid: textField(node, "libraryPanel", "uid") ?? numberField(node, "libraryPanel", "uid")?.toString()
  };
}
function isPosition(position) {
  return Object.values(position).every((value) => value !== void 0);
}
function v2Panels(model, number) {
  const elements = mutableObject(asObject(model)?.["elements"]) ?? {};
  const places = layoutPlaces(asObject(model)?.["layout"]);
  const names = [.../* @__PURE__ */ new Set([...places.keys(), ...Object.keys(elements)])].filter(
    (name) => Object.hasOwn(elements, name)
  );
  return names.flatMap((name) => {
    const node = mutableObject(elements[name]);
    const body = mutableObject(node?.["spec"]);
    if (node === void 0 || body === void 0) return [];
    const id = numberField(body, "id");
    const title = textField(body, "title") ?? "";
    return [
      {
        kind: "v2",
        anchor: number(id, title, name),
        node,
        body,
        slot: { holder: elements, name },
        id,
        title,
        type: textField(body, "vizConfig", "group") ?? "",
        section: places.get(name)?.section ?? [],
        position: places.get(name)?.position,
        repeats: places.get(name)?.repeats ?? [],
        libraryUid: node["kind"] === "LibraryPanel" ? textField(body, "libraryPanel", "uid") ?? "" : void 0
      }
    ];
  });
}

// src/dashboard/view/panels.ts
function panelsOf({ model, kind }, names) {
  return panelPlaces(model, kind).map((place) => panelAt(place, names));
}
function libraryPanelAt(place, model, names) {
  const node = { ...model };
  const title = place.title || (textField(model, "title") ?? "");
  return panelAt({ ...place, kind: "classic", node, body: node, type: textField(model, "type") ?? "", title }, names);
}
function panelAt(place, names) {
  const { kind, node } = place;
  const paths = schemas[kind].panel;
  const source = paths.source === void 0 ? void 0 : { form: kind, path: paths.source.slice(0, -1), holder: node };
  const asked = once(() => {
    const entries = targetsOf(place);
    const anyExpr = entries.some(({ query }) => hasExpr(query));
    const use = source === void 0 ? void 0 : classifyReference(readReference(source), names, anyExpr);
    return { use, targets: entries.map((target) => ({ ...target, ...usesOf(target, use, names) })) };
  });
  const settings = once(() => panelContext(place, paths));
  return {
    ...place,
    paths,
    source,
    get use() {
      return asked().use;
    },
    get targets() {
      return asked().targets;
    },
    get settings() {
      return settings();
    }
  };
}
function usesOf({ source, query }, panel, names) {
  const own = classifyReference(readReference(source), names, hasExpr(query));
  return { own, use: effectiveUse(panel, own) };
}
function targetsOf({ kind, node }) {
  const { panel, query: paths } = schemas[kind];
  return asArray(valueAt(node, panel.queries)).flatMap((item, index) => {
    const [entry, holder, query] = [paths.entry, paths.source, paths.query].map(
      (path) => mutableObject(valueAt(item, path))
    );
    if (entry === void 0 || holder === void 0 || query === void 0) return [];
    const at = [...panel.queries, index];
    return [
      {
        query,
        path: [...at, ...paths.query],
        refId: textField(entry, "refId"),
        hidden: entry[paths.hidden] === true,
        source: { form: kind, path: [...at, ...paths.source], holder }
      }
    ];
  });
}
function hasExpr(query) {
  return (textField(query, "expr") ?? "").trim() !== "";
}

// src/dashboard/view/parts.ts
function parts({ model, kind, inputs = [], elements = /* @__PURE__ */ new Map(), ...given }) {
  const place = { model, kind };
  const { paths } = schemas[kind];
  const names = given.names ?? dataSourceNames(asArray(valueAt(model, paths.variables)), inputs);
  const time = asObject(valueAt(model, paths.time));
  const text = (value) => typeof value === "string" ? value : void 0;
  const panels = once(() => panelsOf(place, names));
  const variables = once(() => variablesOf(place, names, inputs));
  const annotations = once(() => annotationsOf(place, names));
  return {
    get panels() {
      return panels();
    },
    get variables() {
      return variables();
    },
    get annotations() {
      return annotations();
    },
    links: asArray(model["links"]),
    settings: {
      from: textField(time, "from"),
      to: textField(time, "to"),
      refresh: text(valueAt(model, paths.refresh)),
      timezone: text(valueAt(model, paths.timezone))
    },
    names,
    elements
  };
}

// src/promql/isolation/label.ts
function matcherText({ name, value }) {
  return `${name}="${value}"`;
}
function stripTexts({ name }) {
  return { open: "label_replace(", close: `, "${name}", "", "", "")` };
}
function sumTexts({ name }) {
  return { open: `sum without (${name}) (`, close: ")" };
}
function checkLabel({ name, value }) {
  if (!/^[A-Za-z_]\w*$/.test(name))
    throw new RangeError(`label name: expected letters, digits and _, got ${JSON.stringify(name)}`);
  if (!/^[\w.:-]+$/.test(value))
    throw new RangeError(`label value: expected letters, digits and _ . : -, got ${JSON.stringify(value)}`);
}

// src/promql/isolation/remove.ts
function removeInjection(query, label) {
  if (!query.includes(label.name)) return query;
  const regions = scanText(query);
  const matchers = matcherCuts(query, regions, label);
  const strips = stripCuts(query, regions, label);
  const cuts = strips.length === 0 ? matchers : [...matchers, ...strips].sort((a, b) => a.from - b.from);
  let text = "";
  let at = 0;
  for (const { from, to } of cuts) {
    if (from < at) continue;
    text += query.slice(at, from);
    at = to;
  }
  return text + query.slice(at);
}
function matcherCuts(query, regions, label) {
  const text = matcherText(label);
  const cuts = [];
  let from = query.indexOf(text);
  for (const region of regions) {
    for (; from !== -1 && from < region.to; from = query.indexOf(text, from + 1)) {
      const before = query[from - 1] ?? "";
      if (region.kind === "code" && !/[\w:.]/.test(before))
        cuts.push(matcherCut(query, before, from, from + text.length));
    }
    if (from === -1) break;
  }
  return cuts;
}
function matcherCut(query, before, from, to) {
  const after = query[to];
  if (before === "{" && after === "}") return { from: from - 1, to: to + 1 };
  if (after === ",") return { from, to: to + 1 };
  const comma = /,\s*$/.exec(query.slice(Math.max(0, from - 100), from));
  return { from: from - (comma?.[0].length ?? 0), to };
}
function stripCuts(query, regions, label) {
  const { open, close } = stripTexts(label);
  const sum = sumTexts(label);
  if (!query.includes(close) && !query.includes(sum.open)) return [];
  const cuts = [];
  const parens = [];
  for (const { kind, from, to } of regions) {
    if (kind !== "code") continue;
    for (let at = from; at < to; at++) {
      const char = query[at];
      if (char === "(") parens.push(at);
      else if (char === ")") {
        const paren = parens.pop();
        const start = paren === void 0 ? -1 : paren + 1 - sum.open.length;
        if (start >= 0 && query.startsWith(sum.open, start) && !/[\w:.]/.test(query[start - 1] ?? ""))
          cuts.push({ from: start, to: paren + 1 }, { from: at, to: at + 1 });
      } else if (char === "," && query.startsWith(close, at)) {
        const paren = parens.at(-1);
        const start = paren === void 0 ? -1 : paren + 1 - open.length;
        if (paren !== void 0 && start >= 0 && query.startsWith(open, start)) {
          cuts.push({ from: start, to: paren + 1 }, { from: at, to: at + close.length });
        }
      }
    }
  }
  return cuts;
}

// src/promql/variables/variable-query.ts
function readVariableQuery(query) {
  if (query.trim() === "") return failure("the query is empty", 0, query.length);
  const call = /^(label_values|label_names|metrics|query_result)\(([\s\S]*)\)\s*$/.exec(query);
  if (call === null) return { kind: "series", argument: { text: query, from: 0 } };
  const [, name, body = ""] = call;
  const from = name.length + 1;
  const argument = { text: body, from };
  if (name === "label_names")
    return { kind: "labelNames", argument: body === "" ? void 0 : argument, close: from + body.length };
  if (body.trim() === "") return failure(`${name}() needs an argument`, 0, query.length);
  if (name === "metrics") return { kind: "metrics", argument };
  if (name === "query_result") return { kind: "queryResult", argument };
  const values = /^(?:([\s\S]+),)?\s*([\w$[{][\w$:{}[\].]*|"(?:[^"\\]|\\.)*")\s*$/.exec(body);
  const [, selector, label = ""] = values ?? [];
  if (!isLabel(label))
    return failure("label_values() needs the name of a label as its last argument", from, query.length);
  return { kind: "labelValues", argument: selector === void 0 ? void 0 : { text: selector, from }, label };
}
function isLabel(text) {
  if (text.startsWith('"')) return text.length > 2;
  let [rest, done] = ["", 0];
  for (const reference of findReferences(text)) {
    rest += `${text.slice(done, reference.from)}x`;
    done = reference.from + reference.text.length;
  }
  return /^[a-zA-Z_]\w*$/.test(rest + text.slice(done));
}
function labelName({ label }) {
  return label.startsWith('"') ? unquote(label) : label;
}
function selectsAll(selector) {
  return /^\s*\{\s*\}\s*$/.test(selector);
}

// src/promql/variables/builtin-variables.ts
var numeric2 = new Set(
  "__interval __interval_ms __rate_interval __rate_interval_ms __range __range_ms __range_s __from __to __auto".split(
    " "
  )
);
function isBuiltin({ name }) {
  return name.startsWith("__");
}
function isNumericBuiltin({ name, field: field2, format, place }) {
  if (!numeric2.has(name) || field2 !== void 0) return false;
  if (format === void 0 || format === "raw") return true;
  if (name !== "__from" && name !== "__to") return false;
  return place === "code" ? /^date:(?:ms|seconds)$/.test(format) : /^date(?::[\w :./-]+)?$/.test(format);
}

// src/promql/isolation/carry.ts
function spanKey({ from, to }) {
  return `${from}:${to}`;
}
function findStrips(root, given) {
  const found = { given, nodes: /* @__PURE__ */ new Map() };
  const whole = visit(root, found);
  const target = innermostOrdered(root);
  if (whole !== "no" && typeOf(root) === "vector") {
    const carry = target === root ? whole : found.nodes.has(spanKey(target)) ? "no" : "maybe";
    if (carry !== "no") strip(target, found);
  }
  return [...found.nodes.values()];
}
function strip(node, { nodes }) {
  nodes.set(spanKey(node), node);
}
function visit(node, found) {
  const carry = carryOf(node, found);
  if (found.given.size === 0 && found.nodes.size === 0) return carry;
  const key = spanKey(node);
  if (!found.given.has(key) && !found.nodes.has(key)) return carry;
  strip(node, found);
  return "no";
}
function carryOf(node, found) {
  switch (node.type) {
    case "selector":
      return "yes";
    case "number":
    case "string":
      return "no";
    case "aggregation":
      return ofAggregation(node, found);
    case "binary":
      return ofBinary(node, found);
    case "call":
      return ofCall(node, found);
    default:
      return visit(node.expr, found);
  }
}
function ofAggregation(node, found) {
  if (node.param !== void 0) visit(node.param, found);
  const inner = visit(node.expr, found);
  if (node.op === "limit_ratio" && inner !== "no") {
    strip(node.expr, found);
    return "no";
  }
  if (node.uncertain || inner === "maybe") return inner === "no" ? "no" : "maybe";
  return selectingAggregations.has(node.op) || node.grouping === "without" ? inner : "no";
}
function ofBinary(node, found) {
  let left = visit(node.left, found);
  let right = visit(node.right, found);
  if (typeOf(node.left) !== "vector") return right;
  if (typeOf(node.right) !== "vector") return left;
  if (left !== right || left === "maybe") {
    if (left !== "no") strip(node.left, found);
    if (right !== "no") strip(node.right, found);
    left = "no";
    right = "no";
  }
  if (left === "no") return "no";
  if (node.op === "and" || node.op === "or" || node.op === "unless") return "yes";
  if (node.matching?.kind !== "on" || node.matching.group !== void 0) return "yes";
  return comparisons.has(node.op) ? "maybe" : "no";
}
function ofCall(node, found) {
  const args = node.args.map((each) => visit(each, found));
  const signature = functions.get(node.name);
  if (node.uncertain || signature === void 0) return args.every((each) => each === "no") ? "no" : "maybe";
  if (signature.returns !== "vector" || node.name === "vector") return "no";
  if (node.name === "absent" || node.name === "absent_over_time") return isSelection(node.args[0]) ? "maybe" : "no";
  const main = signature.args.findIndex((type) => type === "vector" || type === "matrix");
  return args[main] ?? "no";
}
var comparisons = /* @__PURE__ */ new Set(["==", "!=", "<", "<=", ">", ">="]);
function isSelection(node) {
  if (node === void 0) return false;
  const inner = withoutParens(node);
  if (inner.type === "matrix" || inner.type === "modifier") return isSelection(inner.expr);
  return inner.type === "selector";
}
function innermostOrdered(root) {
  const inner = withoutParens(root);
  if (inner.type === "call" && sortingFunctions.has(inner.name) && inner.args[0] !== void 0)
    return innermostOrdered(inner.args[0]);
  if (inner.type === "aggregation" && selectingAggregations.has(inner.op) && !inner.uncertain) return inner.expr;
  return root;
}

// src/promql/isolation/agreed-strips.ts
function canWrap(root, spans) {
  if (spans.length === 0) return true;
  if (spans.some(({ from, to }) => Number.isNaN(from) || Number.isNaN(to))) return false;
  const missing = new Set(spans.map(spanKey));
  walkNodes(root, (node, ancestors) => {
    if (!missing.has(spanKey(node))) return;
    const parent = ancestors.at(-1);
    const bound = parent?.type === "matrix" || parent?.type === "modifier" || parent?.type === "call" && parent.name === "timestamp";
    if (typeOf(node) === "vector" && !bound) missing.delete(spanKey(node));
  });
  return missing.size === 0;
}
function agreedStrips(read) {
  if (read.length === 1) return findStrips(read[0].root, /* @__PURE__ */ new Set());
  let strips = /* @__PURE__ */ new Map();
  for (; ; ) {
    const before = strips.size;
    const given = new Set(strips.keys());
    if (!takeSteps(read.reduce((sum, { fill }) => sum + fill.text.length, 0))) return [];
    const next = read.flatMap(({ root }) => findStrips(root, given)).map((node) => [spanKey(node), node]);
    strips = new Map([...strips, ...next]);
    if (strips.size === before) return [...strips.values()];
  }
}

// src/promql/isolation/edits.ts
function insertTexts(query, insertions) {
  let text = "";
  let at = 0;
  for (const { at: next, text: inserted } of insertions) {
    text += query.slice(at, next) + inserted;
    at = next;
  }
  return text + query.slice(at);
}
function orderInsertions(matchers, wrapped) {
  if (wrapped.length === 0) return [...matchers].sort((a, b) => a.at - b.at);
  const outermostFirst = [...wrapped].sort((a, b) => a.from - b.from || b.to - a.to);
  const ranked = [
    ...matchers.map(({ at, text }) => ({ at, text, rank: 0 })),
    ...outermostFirst.toReversed().map(({ to, close }) => ({ at: to, text: close, rank: 1 })),
    ...outermostFirst.map(({ from, open }) => ({ at: from, text: open, rank: 2 }))
  ];
  return ranked.sort((a, b) => a.at - b.at || a.rank - b.rank).map(({ at, text }) => ({ at, text }));
}

// src/promql/isolation/native-results.ts
var keepsNatives = /* @__PURE__ */ new Set(["sum", "avg", "topk", "bottomk", "limitk", "limit_ratio"]);
var comparisons2 = /* @__PURE__ */ new Set(["==", "!=", "<", "<=", ">", ">="]);
function mayBeNative(node, natives) {
  switch (node.type) {
    case "selector":
      return node.metric !== void 0 && natives.has(node.metric);
    case "number":
    case "string":
      return false;
    case "aggregation":
      return keepsNatives.has(node.op) && mayBeNative(node.expr, natives);
    case "binary":
      if (comparisons2.has(node.op) && node.bool) return false;
      if (node.op === "and" || node.op === "unless" || comparisons2.has(node.op)) return mayBeNative(node.left, natives);
      return mayBeNative(node.left, natives) || mayBeNative(node.right, natives);
    case "call":
      if (/^(?:histogram_|count_over_time$|present_over_time$|absent|timestamp$|scalar$)/.test(node.name)) return false;
      return node.args.some((arg) => mayBeNative(arg, natives));
    default:
      return mayBeNative(node.expr, natives);
  }
}

// src/promql/isolation/refuse.ts
function findRefusal(root, name) {
  const reason = refusalOf(root, name);
  if (reason !== void 0)
    return failure(reason, Number.isNaN(root.from) ? 0 : root.from, Number.isNaN(root.to) ? 0 : root.to);
  for (const child of childrenOf(root)) {
    const found = findRefusal(child, name);
    if (found !== void 0) return found;
  }
  return void 0;
}
function mayRefuse(text, name) {
  return text.includes(name) || text.includes("info") || text.includes("\\");
}
function refusalOf(node, name) {
  if (node.type === "call" && node.name === "info")
    return "info() reads target_info by itself, so the query cannot be kept to the preview's series";
  return mentions(node, name) ? `the query uses the label ${name} itself` : void 0;
}
function mentions(node, name) {
  switch (node.type) {
    case "selector":
      return node.matchers.some((matcher) => matcher.name === name);
    case "aggregation":
      return node.labels.includes(name);
    case "binary":
      return node.matching !== void 0 && [...node.matching.labels, ...node.matching.include].includes(name);
    case "string":
      return node.value === name;
    default:
      return false;
  }
}

// src/promql/isolation/verify.ts
function everySelectorMarked(text, label) {
  const parsed = parseGrammar(text);
  if (!parsed.ok) return false;
  const expected = matcherText(label);
  const cursor = parsed.tree.cursor();
  let marked = true;
  let selectorEnd = 0;
  do {
    if (cursor.name === "VectorSelector") {
      if (!marked) return false;
      marked = false;
      selectorEnd = cursor.to;
    } else if (!marked && cursor.name === "UnquotedLabelMatcher") {
      const { from, to } = cursor;
      marked = to <= selectorEnd && to - from === expected.length && text.startsWith(expected, from);
    }
  } while (cursor.next());
  return marked;
}

// src/promql/isolation/inject.ts
function injectLabel(query, label, options = {}) {
  checkLabel(label);
  return withSteps(maxQuerySteps, (work) => {
    const result = inject(query, label, options);
    return work.usedUp ? failure(tooComplex, 0, query.length) : result;
  });
}
function inject(query, label, { variables, readings = [], strip: strip2 = true, guess = true, natives = /* @__PURE__ */ new Set() }) {
  const read = readings.length > 0 ? readAll(query, readings) : readVariants(query, variables);
  if (!Array.isArray(read)) return read;
  for (const { root, fill } of read) {
    const refusal = mayRefuse(query, label.name) || mayRefuse(fill.text, label.name) ? findRefusal(root, label.name) : void 0;
    if (refusal !== void 0) return refusal;
  }
  const matchers = sameMatchers(query, read, label);
  if (!Array.isArray(matchers)) return matchers;
  const wrapped = strip2 ? agreedStrips(read) : [];
  if (!read.every(({ root }) => canWrap(root, wrapped))) return dependsOnVariable(query);
  const insertions = orderInsertions(
    matchers,
    wrapped.map((node) => {
      const { open, close } = mayBeNative(node, natives) ? sumTexts(label) : stripTexts(label);
      return { from: node.from, to: node.to, open, close };
    })
  );
  const injected = insertTexts(query, insertions);
  const unknown = guess ? noTexts : guessedNames(read);
  if (unknown.size > 0 && !staysInside(injected, unknown, label)) return isPerhapsMetric(query, unknown);
  const sound = read.every(
    ({ fill }) => everySelectorMarked(fill.text === query ? injected : injectFilled(fill, insertions), label)
  ) && readings.every(({ texts }) => staysInside(injected, texts, label)) && removeInjection(injected, label) === query;
  return sound ? { ok: true, query: injected } : failure("the query cannot be kept to the preview's series safely", 0, query.length);
}
function staysInside(injected, texts, label) {
  const uses = findVariables(injected).filter((use) => use.place === "code" && texts.has(useKey(use)));
  const { text } = fillQuery(
    injected,
    uses.map((use) => ({ from: use.from, to: use.to, text: texts.get(useKey(use)) }))
  );
  return everySelectorMarked(text, label) || !parseGrammar(text).ok;
}
var noTexts = /* @__PURE__ */ new Map();
function guessedNames(read) {
  const guessed = read.flatMap(({ masked }) => masked.map(({ use }) => use));
  return new Map(guessed.filter((use) => !isBuiltin(use)).map((use) => [useKey(use), "v"]));
}
function isPerhapsMetric(query, unknown) {
  const use = findVariables(query).find((one) => one.place === "code" && unknown.has(useKey(one)));
  const { name = "", from = 0, to = query.length } = use ?? {};
  return failure(`nothing says whether $${name} is a number or a metric: define it, with its values`, from, to);
}
function injectFilled(fill, insertions) {
  return insertTexts(
    fill.text,
    insertions.map(({ at, text }) => ({ at: fill.inFilled(at), text }))
  );
}
function readVariants(query, variables) {
  const uses = findVariables(query);
  const found = [];
  let guessed;
  for (const known of variantsOf(uses, variables)) {
    const read2 = readQuery(query, known, uses);
    if (read2.ok) found.push(read2);
    else if (known.size === 0) guessed = read2;
  }
  if (found.length > 0) return found;
  if (guessed !== void 0) return guessed;
  const read = readQuery(query, /* @__PURE__ */ new Map(), uses);
  return read.ok ? [read] : read;
}
function readAll(query, readings) {
  const uses = findVariables(query);
  const found = [];
  for (const { texts, required, example } of readings) {
    const read = readQuery(query, texts, uses);
    if (read.ok) found.push(read);
    else if (required) return failure(`${read.reason} (with ${example})`, read.from, read.to);
  }
  return found.length > 0 ? found : failure("no value of its variables makes it a valid query", 0, query.length);
}
function sameMatchers(query, [first, ...others], label) {
  const text = matcherText(label);
  const matchers = matchersOf(first, text);
  if (matchers === void 0) return wholeExpression(query);
  let same = true;
  for (const other of others) {
    const list = matchersOf(other, text);
    if (list === void 0) return wholeExpression(query);
    same &&= sameInsertions(matchers, list);
  }
  return same ? matchers : dependsOnVariable(query);
}
function matchersOf({ selectors }, text) {
  const found = [];
  for (const { insertAt, braces } of selectors) {
    if (insertAt === void 0) return void 0;
    found.push({ at: insertAt, text: braces ? `${text},` : `{${text}}` });
  }
  return found;
}
function sameInsertions(one, other) {
  return one.length === other.length && one.every(({ at, text }, index) => at === other[index].at && text === other[index].text);
}
function wholeExpression(query) {
  return failure("a variable stands for a whole expression with selectors of its own", 0, query.length);
}
function dependsOnVariable(query) {
  return failure("what the query selects depends on the value of a variable", 0, query.length);
}

export {
  classifyReference,
  schemas,
  readReference,
  referenceChanges,
  replaceReference,
  numeric,
  unitOf,
  layoutNames,
  libraryPanelAt,
  hasExpr,
  readFilters,
  filterMatcher,
  matcherName,
  showFilter,
  variableQueryText,
  choosesPrometheus,
  readVariables,
  fillInputs,
  parts,
  isBuiltin,
  isNumericBuiltin,
  matcherText,
  checkLabel,
  removeInjection,
  everySelectorMarked,
  injectLabel,
  readVariableQuery,
  labelName,
  selectsAll
};
