import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  calculateInterval,
  exactGrafanaInterval,
  formatGrafanaInterval,
  parseGrafanaInterval
} from "./chunk-7HAMIALP.js";
import {
  childrenOf,
  evaluateHcl,
  jsonEncoded,
  namesOf,
  parseHcl
} from "./chunk-JJH2CGNP.js";
import {
  isHcl,
  loadHcl
} from "./chunk-2B2BRE55.js";
import {
  nextTurn
} from "./chunk-U263SKPT.js";
import {
  findNesting
} from "./chunk-Z2PCP3ON.js";
import {
  require_dist
} from "./chunk-MWDUPVNI.js";
import {
  parseDuration
} from "./chunk-ACMFHTB5.js";
import {
  UsageError
} from "./chunk-E7O6XGVL.js";
import {
  __toESM
} from "./chunk-RZGYXAJU.js";

// src/prometheus/rules/left-open.ts
var LeftOpen = class {
  expression;
  constructor(expression) {
    this.expression = expression;
  }
  /** As a template of Terraform has it. */
  toString() {
    return `\${${this.expression}}`;
  }
  /** Why a rule with such a value is not evaluated, and what to do. */
  get reason() {
    const text = this.expression.replaceAll(/\s+/g, " ").trim();
    const shown = text.length > 100 ? `${text.slice(0, 100)}…` : text;
    return `${shown} is known to Terraform only; test the plan: terraform show -json PLAN > plan.json`;
  }
};
function findOpen(value) {
  if (value instanceof LeftOpen) return value;
  const inner = value instanceof Map ? value.values() : Array.isArray(value) ? value : [];
  for (const one of inner) {
    const found = findOpen(one);
    if (found !== void 0) return found;
  }
  return void 0;
}

// src/dashboard/terraform/rule-group-document.ts
var maxDepth = 10;
function ruleGroupDocument(text, file) {
  const lineOf = lineCounter(text);
  const resources = [];
  let hasGroups = false;
  const places = { line: 1, inner: /* @__PURE__ */ new Map() };
  for (const block of parseHcl(text, file).topNode.getChild("Body")?.getChildren("Block") ?? []) {
    const [keyword, type, name] = namesOf(block, text);
    if (keyword !== "resource" || type !== "grafana_rule_group" && type !== "grafana_folder") continue;
    hasGroups ||= type === "grafana_rule_group";
    const place = { line: lineOf(block.from), inner: /* @__PURE__ */ new Map() };
    const values = bodyOf(block.getChild("Body"), place, 0);
    resources.push(new Map(Object.entries({ type, name, values })));
    places.inner.set(resources.length - 1, { line: place.line, inner: /* @__PURE__ */ new Map([["values", place]]) });
  }
  const data = hasGroups ? /* @__PURE__ */ new Map([
    ["format_version", "1.0"],
    ["values", /* @__PURE__ */ new Map([["root_module", /* @__PURE__ */ new Map([["resources", resources]])]])]
  ]) : /* @__PURE__ */ new Map([["resource", null]]);
  return {
    data,
    lineOf(path) {
      let place = places;
      for (const step of path.slice(3)) place = place.inner.get(step) ?? { ...place, inner: /* @__PURE__ */ new Map() };
      return place.line;
    }
  };
  function bodyOf(body, place, depth) {
    const values = /* @__PURE__ */ new Map();
    for (const node of body === null ? [] : childrenOf(body)) {
      const line = lineOf(node.from);
      const [expression, identifier] = [node.getChild("Expression"), node.getChild("Identifier")];
      if (node.name === "Attribute" && expression !== null && identifier !== null) {
        const key2 = text.slice(identifier.from, identifier.to);
        values.set(key2, valueIn(expression));
        place.inner.set(key2, { line, inner: /* @__PURE__ */ new Map() });
      }
      const [kind, label] = node.name === "Block" ? namesOf(node, text) : [];
      if (kind === void 0 || depth >= maxDepth) continue;
      const key = kind === "dynamic" && label !== void 0 ? label : kind;
      const list = values.get(key);
      const blocks = Array.isArray(list) ? list : [];
      const inner = { line, inner: /* @__PURE__ */ new Map() };
      blocks.push(
        kind === "dynamic" ? new LeftOpen(`dynamic "${key}"`) : bodyOf(node.getChild("Body"), inner, depth + 1)
      );
      values.set(key, blocks);
      const listed = place.inner.get(key) ?? { line, inner: /* @__PURE__ */ new Map() };
      listed.inner.set(blocks.length - 1, inner);
      place.inner.set(key, listed);
    }
    return values;
  }
  function valueIn(expression) {
    const encoded = jsonEncoded(expression, text);
    const made = evaluateHcl(
      encoded ?? expression,
      text,
      (open) => new LeftOpen(open.replace(/^\$\{~?([\s\S]*?)~?\}$/, "$1").trim())
    );
    return mapsOf(made.value);
  }
}
function mapsOf(value) {
  if (Array.isArray(value)) return value.map(mapsOf);
  if (typeof value !== "object" || value === null || value instanceof LeftOpen) return value;
  return new Map(Object.entries(value).map(([key, one]) => [key, mapsOf(one)]));
}
function lineCounter(text) {
  let [at, line] = [0, 1];
  return (offset) => {
    if (offset < at) [at, line] = [0, 1];
    for (; at < offset; at++) if (text.charCodeAt(at) === 10) line++;
    return line;
  };
}

// src/prometheus/rules/field-of.ts
function fieldOf(value, name) {
  return value instanceof Map ? value.get(name) : void 0;
}

// src/prometheus/rules/terraform/filled-templates.ts
function filledTemplates(value) {
  if (typeof value === "string") return filledTemplate(value);
  if (Array.isArray(value)) return value.map(filledTemplates);
  if (!(value instanceof Map)) return value;
  return new Map([...value].map(([key, one]) => [key, filledTemplates(one)]));
}
function filledTemplate(text) {
  const open = /(?:^|[^$])(?:\$\$)*\$\{([^}]*)|(?:^|[^%])(?:%%)*%\{([^}]*)/.exec(text);
  if (open !== null) return new LeftOpen(open[1] ?? open[2] ?? text);
  return text.replaceAll(/([$%])\1\{/g, "$1{");
}

// src/prometheus/rules/terraform/folder-titles.ts
var folderResource = "grafana_folder";
var FolderTitles = class {
  #byUid = /* @__PURE__ */ new Map();
  #byName = /* @__PURE__ */ new Map();
  /** @param body - of the resource. A folder within another has a path, which is not known here. */
  note(name, body) {
    const [title, uid, parent] = ["title", "uid", "parent_folder_uid"].map((key) => fieldOf(body, key));
    if (typeof title !== "string" || (parent ?? "") !== "") return;
    this.#byName.set(name, pathOf(title));
    if (typeof uid === "string" && uid !== "") this.#byUid.set(uid, pathOf(title));
  }
  /** @param folderUid - of a rule group. */
  titleOf(folderUid) {
    if (typeof folderUid === "string") return this.#byUid.get(folderUid);
    const named = folderUid instanceof LeftOpen ? /^grafana_folder\.([\w-]+)\.uid$/.exec(folderUid.expression) : null;
    return named === null ? void 0 : this.#byName.get(named[1]);
  }
};
var pathOf = (title) => title.replaceAll("/", "\\/");

// src/prometheus/rules/terraform/rule-groups.ts
var ruleGroup = "grafana_rule_group";
var maxModules = 20;
function terraformGroups(data) {
  const found = fieldOf(data, "format_version") === void 0 ? configured(data) : planned(data);
  return found.length === 0 ? void 0 : found;
}
function configured(data) {
  const types = blocksOf(data.get("resource"), ["resource"]);
  const folders = new FolderTitles();
  for (const { body } of types)
    for (const { body: names } of blocksOf(fieldOf(body, folderResource), []))
      for (const [name, value] of names)
        for (const one of blocksOf(value, [])) folders.note(String(name), filledTemplates(one.body));
  const named = types.flatMap(({ body, path }) => blocksOf(fieldOf(body, ruleGroup), [...path, ruleGroup]));
  return named.flatMap(
    ({ body: names, path }) => [...names].flatMap(
      ([name, value]) => blocksOf(value, [...path, String(name)]).map(
        ({ body, path: at }) => groupOf(filledTemplates(body), at, { name: String(name), folders })
      )
    )
  );
}
function planned(data) {
  const key = ["planned_values", "values"].find((one) => fieldOf(data.get(one), "root_module") instanceof Map);
  const folders = new FolderTitles();
  const groups = [];
  const visit = (module, path, depth) => {
    for (const [index, resource2] of listOf(fieldOf(module, "resources")).entries()) {
      const values = fieldOf(resource2, "values");
      const [type, name] = [fieldOf(resource2, "type"), String(fieldOf(resource2, "name") ?? index)];
      if (type === folderResource) folders.note(name, values);
      if (type !== ruleGroup || fieldOf(resource2, "mode") === "data" || !(values instanceof Map)) continue;
      const at = [...path, "resources", index, "values"];
      groups.push(() => groupOf(values, at, { name, folders }));
    }
    if (depth === maxModules) return;
    for (const [index, child] of listOf(fieldOf(module, "child_modules")).entries())
      visit(child, [...path, "child_modules", index], depth + 1);
  };
  if (key !== void 0) visit(fieldOf(data.get(key), "root_module"), [key, "root_module"], 0);
  return groups.map((group) => group());
}
function groupOf(body, path, resource2) {
  const seconds = body.get("interval_seconds");
  const rules = blocksIn(body, "rule").map((rule) => withInterval(rule, seconds));
  const name = body.get("name");
  const value = /* @__PURE__ */ new Map([
    ["name", typeof name === "string" ? name : resource2.name],
    ["folder", resource2.folders.titleOf(body.get("folder_uid"))],
    ["folderUid", body.get("folder_uid")],
    ["interval", typeof seconds === "number" || typeof seconds === "string" ? `${seconds}s` : void 0],
    ["rules", rules.map(ruleOf)]
  ]);
  return { path, value, namespace: void 0, dialect: void 0, rulesKey: "rule" };
}
function withInterval(rule, seconds) {
  return rule instanceof Map && seconds instanceof LeftOpen ? new Map([...rule, ["interval", seconds]]) : rule;
}
var renamed = {
  name: "title",
  no_data_state: "noDataState",
  exec_err_state: "execErrState",
  is_paused: "isPaused"
};
function ruleOf(rule) {
  if (!(rule instanceof Map)) return rule;
  const [record] = blocksIn(rule, "record");
  const pairs = [...rule].flatMap(([key, value]) => {
    if (typeof key !== "string" || key === "record" || key === "data" || key === "notification_settings") return [];
    return [[Object.hasOwn(renamed, key) ? renamed[key] : key, value]];
  });
  const data = blocksIn(rule, "data");
  const open = data.find((one) => one instanceof LeftOpen);
  return new Map([...pairs, ["record", record], ["data", open ?? data.map(queryOf)]]);
}
function queryOf(query) {
  const [times] = blocksIn(query, "relative_time_range");
  return /* @__PURE__ */ new Map([
    ["refId", fieldOf(query, "ref_id")],
    ["queryType", fieldOf(query, "query_type") || void 0],
    ["datasourceUid", fieldOf(query, "datasource_uid")],
    ["relativeTimeRange", times],
    ["model", modelOf(fieldOf(query, "model"))]
  ]);
}
function modelOf(model) {
  if (typeof model !== "string") return model;
  try {
    return mapsOf2(JSON.parse(model));
  } catch {
    return new LeftOpen("a model that is no JSON");
  }
}
function mapsOf2(value) {
  if (Array.isArray(value)) return value.map(mapsOf2);
  if (typeof value !== "object" || value === null) return value;
  return new Map(Object.entries(value).map(([key, one]) => [key, mapsOf2(one)]));
}
function blocksOf(value, path) {
  if (value instanceof Map) return [{ body: value, path }];
  return listOf(value).flatMap((body, index) => body instanceof Map ? [{ body, path: [...path, index] }] : []);
}
function blocksIn(body, kind) {
  const value = fieldOf(body, kind);
  const written = value instanceof Map || value instanceof LeftOpen ? [value] : listOf(value);
  const made = blocksOf(fieldOf(body, "dynamic"), []).some((one) => one.body.has(kind));
  return [
    ...written.filter((one) => one instanceof Map || one instanceof LeftOpen),
    ...made ? [new LeftOpen(`dynamic "${kind}"`)] : []
  ];
}
function listOf(value) {
  return Array.isArray(value) ? value : [];
}

// src/prometheus/rules/find-groups.ts
var notRules = /* @__PURE__ */ new Set(["apiVersion", "kind", "metadata", "namespace", "status"]);
function findGroups(data, path = []) {
  if (!(data instanceof Map)) return void 0;
  if (data.size === 0) return [];
  const [kind, api] = [fieldOf(data, "kind"), fieldOf(data, "apiVersion")];
  const loki = typeof api === "string" && api.startsWith("loki.grafana.com/");
  const terraform = terraformGroups(data);
  if (terraform !== void 0) return terraform;
  if (kind === "ConfigMap") return ruleTexts(fieldOf(data, "data"), [...path, "data"]);
  if (typeof api === "string" && api.startsWith("rules.alerting.grafana.app/")) return resource(data, path);
  const items = fieldOf(data, "items");
  if (Array.isArray(items) && typeof kind === "string") {
    const found = items.map((item, index) => findGroups(item, [...path, "items", index]));
    return found.every((one) => one === void 0) ? void 0 : found.flatMap((one) => one ?? []);
  }
  const [groups, spec, namespace] = [fieldOf(data, "groups"), fieldOf(data, "spec"), fieldOf(data, "namespace")];
  const dialect = loki ? "loki" : void 0;
  const common = { dialect, namespace: typeof namespace === "string" ? namespace : void 0 };
  if (data.has("groups")) return [{ path: [...path, "groups"], value: groups, ...common }];
  if (spec instanceof Map && spec.has("groups")) {
    const name = fieldOf(fieldOf(data, "metadata"), "namespace");
    const place = { path: [...path, "spec", "groups"], value: spec.get("groups"), dialect };
    return [{ ...place, namespace: typeof name === "string" ? name : void 0 }];
  }
  if (Array.isArray(fieldOf(data, "rules")) && data.has("name")) return [{ path, value: data, ...common }];
  return namespaces(data, path);
}
function resource(data, path) {
  const spec = fieldOf(data, "spec");
  if (!(spec instanceof Map)) return void 0;
  const title = fieldOf(spec, "title");
  const metadata = fieldOf(data, "metadata");
  const uid = fieldOf(metadata, "name");
  const group = /* @__PURE__ */ new Map([
    ["name", uid ?? title],
    ["folderUid", fieldOf(fieldOf(metadata, "annotations"), "grafana.app/folder")],
    ["interval", fieldOf(fieldOf(spec, "trigger"), "interval")],
    ["rules", [new Map([["uid", uid], ...spec])]]
  ]);
  return [{ path: [...path, "spec"], value: group, namespace: void 0, dialect: void 0 }];
}
function namespaces(data, path) {
  const entries = [...data].filter(([name]) => typeof name === "string" && !notRules.has(name));
  const isGroups = (value) => Array.isArray(value) && value.length > 0 && value.every((one) => one instanceof Map && one.has("rules"));
  if (entries.length === 0 || !entries.every(([, value]) => isGroups(value))) return void 0;
  return entries.map(([name, value]) => {
    const namespace = String(name);
    return { path: [...path, namespace], value, namespace, dialect: void 0 };
  });
}
function ruleTexts(data, path) {
  if (!(data instanceof Map)) return void 0;
  const texts = [...data].flatMap(
    ([name, text]) => typeof name === "string" && typeof text === "string" && /^groups:/m.test(text) ? [{ path: [...path, name], value: void 0, namespace: void 0, dialect: void 0, text }] : []
  );
  return texts.length === 0 ? void 0 : texts;
}

// src/prometheus/rules/grafana/number-expression.ts
var NotPromql = class extends Error {
};
var reducers = {
  last: (range) => `last_over_time(${range})`,
  mean: (range) => `avg_over_time(${range})`,
  avg: (range) => `avg_over_time(${range})`,
  min: (range) => `min_over_time(${range})`,
  max: (range) => `max_over_time(${range})`,
  sum: (range) => `sum_over_time(${range})`,
  count: (range) => `count_over_time(${range})`,
  median: (range) => `quantile_over_time(0.5, ${range})`
};
function reduce(part, reducer) {
  if (part.kind !== "range") return part;
  const make = Object.hasOwn(reducers, reducer) ? reducers[reducer] : void 0;
  if (make === void 0) throw new NotPromql(`the reducer ${reducer} is not evaluated`);
  return { text: make(part.text), kind: "vector" };
}
var bounds = {
  gt: (x, a) => `${x} > bool ${a}`,
  lt: (x, a) => `${x} < bool ${a}`,
  eq: (x, a) => `${x} == bool ${a}`,
  ne: (x, a) => `${x} != bool ${a}`,
  gte: (x, a) => `${x} >= bool ${a}`,
  lte: (x, a) => `${x} <= bool ${a}`,
  within_range: (x, a, b) => `(${x} > bool ${a}) * (${x} < bool ${b})`,
  outside_range: (x, a, b) => `(${x} < bool ${a}) + (${x} > bool ${b})`,
  within_range_included: (x, a, b) => `(${x} >= bool ${a}) * (${x} <= bool ${b})`,
  outside_range_included: (x, a, b) => `(${x} <= bool ${a}) + (${x} >= bool ${b})`
};
function compare(part, type, params) {
  if (part.kind === "range") throw new NotPromql("a range query is compared without being reduced");
  const make = Object.hasOwn(bounds, type) ? bounds[type] : void 0;
  if (make === void 0) throw new NotPromql(`the evaluator ${type} is not evaluated`);
  const [a = Number.NaN, b = 0] = params.map(Number);
  if (!Number.isFinite(a) || !Number.isFinite(b)) throw new NotPromql("an evaluator has no number");
  return { text: `(${make(`(${part.text})`, String(a), String(b))})`, kind: part.kind };
}
var comparing = /* @__PURE__ */ new Set(["==", "!=", ">", "<", ">=", "<="]);
var levels = [["||"], ["&&"], ["==", "!=", ">", "<", ">=", "<="], ["+", "-"], ["*", "/", "%"], ["**"]];
var maxDepth2 = 50;
function readMath(text, part) {
  const tokens = text.match(
    /\$\{[^}]+\}|\$[A-Za-z_]\w*|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\*\*|&&|\|\||[=!<>]=|[-+*/%()<>!]|[A-Za-z_]\w*|\S/g
  ) ?? [];
  let at = 0;
  let depth = 0;
  const result = binary(0);
  if (at < tokens.length) throw new NotPromql(`math: ${tokens[at]} is not evaluated`);
  return result;
  function binary(level) {
    const operators = levels[level];
    if (operators === void 0) return unary();
    if (++depth > maxDepth2 * levels.length) throw new NotPromql("math: nested too deep");
    let left = binary(level + 1);
    while (operators.includes(tokens[at] ?? "")) {
      const operator = tokens[at++];
      left = join(left, operator, binary(level + 1));
    }
    depth--;
    return left;
  }
  function unary() {
    const token = tokens[at++];
    if (token === "-" || token === "!") {
      const { text: inner, kind } = unary();
      return { text: token === "-" ? `(-${inner})` : `(${inner} == bool 0)`, kind };
    }
    if (token === "(") {
      const inner = binary(0);
      if (tokens[at++] !== ")") throw new NotPromql("math: a bracket is not closed");
      return { ...inner, text: `(${inner.text})` };
    }
    const name = /^\$\{?([^}]+)\}?$/.exec(token ?? "")?.[1];
    if (name !== void 0) {
      const found = part(name);
      if (found.kind === "range") throw new NotPromql("math on a range query that is not reduced is not evaluated");
      return { ...found, text: `(${found.text})` };
    }
    if (/^\d/.test(token ?? "")) return { text: token, kind: "scalar" };
    throw new NotPromql(`math: ${token ?? "an end"} is not evaluated`);
  }
}
function join(left, operator, right) {
  const kind = left.kind === "scalar" && right.kind === "scalar" ? "scalar" : "vector";
  const truth = ({ text }) => `(${text} != bool 0)`;
  if (operator === "&&") return { text: `(${truth(left)} * ${truth(right)})`, kind };
  if (operator === "||") return { text: `((${truth(left)} + ${truth(right)}) > bool 0)`, kind };
  const sign = operator === "**" ? "^" : comparing.has(operator) ? `${operator} bool` : operator;
  return { text: `(${left.text} ${sign} ${right.text})`, kind };
}

// src/prometheus/rules/grafana/grafana-expression.ts
var maxDepth3 = 20;
var leastStepSeconds = 15;
function grafanaExpression(queries, models, condition) {
  const model = models.get(condition);
  const [first] = listOf2(fieldOf(model, "conditions"));
  if (fieldOf(model, "type") === "threshold") {
    const compared = partOf(nameIn(fieldOf(model, "expression")), 1);
    const plain2 = comparison(compared, fieldOf(first, "evaluator"));
    if (plain2 !== void 0) return plain2;
  }
  const part = partOf(condition, 0);
  if (part.kind === "range") throw new NotPromql("the condition is a range query that is not reduced");
  return `(${part.kind === "scalar" ? `vector(${part.text})` : part.text}) != 0`;
  function partOf(refId, depth) {
    const query = queries.find((one) => one.refId === refId);
    if (query !== void 0) return queryPart(query);
    const model2 = models.get(refId);
    if (model2 === void 0) throw new NotPromql(`there is no query ${refId}`);
    if (depth > maxDepth3) throw new NotPromql("expressions use each other in a circle");
    const of = (name) => partOf(nameIn(name), depth + 1);
    const type = fieldOf(model2, "type");
    switch (type) {
      case "reduce":
        if (fieldOf(fieldOf(model2, "settings"), "mode")) throw new NotPromql("reducers with a mode");
        return reduce(of(fieldOf(model2, "expression")), String(fieldOf(model2, "reducer") ?? ""));
      case "math":
        return readMath(String(fieldOf(model2, "expression") ?? ""), of);
      case "threshold": {
        const [first2] = listOf2(fieldOf(model2, "conditions"));
        return evaluated(of(fieldOf(model2, "expression")), fieldOf(first2, "evaluator"));
      }
      case "classic_conditions":
        return classic(listOf2(fieldOf(model2, "conditions")), of);
      default:
        throw new NotPromql(`expressions of the type ${String(type)} are not evaluated`);
    }
  }
}
function queryPart({ expr, isInstant, fromMs, toMs, stepMs }) {
  if (isInstant) return { text: `${expr}
`, kind: "vector" };
  const [range, offset, step] = [fromMs - toMs, toMs, stepMs].map((ms) => Math.ceil(ms / 1e3));
  const late = offset === 0 ? "" : ` offset ${offset}s`;
  return { text: `(${expr}
)[${range}s:${Math.max(leastStepSeconds, step)}s]${late}`, kind: "range" };
}
var nameIn = (name) => String(name ?? "").replace(/^\$\{?|\}$/g, "");
var signs = { gt: ">", lt: "<", eq: "==", ne: "!=", gte: ">=", lte: "<=" };
function comparison({ text, kind }, evaluator) {
  const type = String(fieldOf(evaluator, "type") ?? "");
  const sign = Object.hasOwn(signs, type) ? signs[type] : void 0;
  const [bound] = listOf2(fieldOf(evaluator, "params"));
  if (kind !== "vector" || sign === void 0 || typeof bound !== "number" || !Number.isFinite(bound)) return void 0;
  return `(${text}) ${sign} ${bound}`;
}
function evaluated(part, evaluator) {
  return compare(part, String(fieldOf(evaluator, "type") ?? ""), listOf2(fieldOf(evaluator, "params")));
}
function classic(conditions, of) {
  let text;
  for (const condition of conditions) {
    const [refId] = listOf2(fieldOf(fieldOf(condition, "query"), "params"));
    const reducer = String(fieldOf(fieldOf(condition, "reducer"), "type") ?? "last");
    const one = evaluated(reduce(of(refId), reducer), fieldOf(condition, "evaluator"));
    const series = one.kind === "scalar" ? `vector(${one.text})` : one.text;
    const holds = `(max(${series}) or vector(0))`;
    const isOr = String(fieldOf(fieldOf(condition, "operator"), "type") ?? "and").includes("or");
    text = text === void 0 ? holds : isOr ? `((${text} + ${holds}) > bool 0)` : `(${text} * ${holds})`;
  }
  if (text === void 0) throw new NotPromql("it has no conditions");
  return { text, kind: "vector" };
}
function listOf2(value) {
  return Array.isArray(value) ? value : [];
}

// src/prometheus/rules/grafana/managed-query.ts
var defaults = { intervalMs: 1e3, maxDataPoints: 43200, fromMs: 6e5, scrapeMs: 15e3 };
var safePoints = 11e3;
function readManagedQuery(refId, entry) {
  const model = fieldOf(entry, "model");
  if (model instanceof LeftOpen) throw new NotPromql(model.reason);
  const expr = fieldOf(model, "expr");
  if (expr instanceof LeftOpen) throw new NotPromql(expr.reason);
  const type = fieldOf(fieldOf(model, "datasource"), "type");
  const isOther = typeof type === "string" && type !== "prometheus";
  if (typeof expr !== "string" || expr.trim() === "" || isOther)
    throw new NotPromql(`it asks ${isOther ? type : "a data source"}, not Prometheus`);
  const queryType = fieldOf(entry, "queryType") ?? fieldOf(model, "queryType");
  const isInstant = fieldOf(model, "instant") === true || queryType === "instant";
  if (isInstant && fieldOf(model, "range") === true)
    throw new NotPromql("its query is an instant one and a range in one");
  const { fromMs, toMs } = relativeRange(entry);
  if (fromMs <= toMs && !isInstant) throw new NotPromql("its query has no time range");
  const rangeMs = Math.max(0, fromMs - toMs);
  const timing = timingOf(model, rangeMs);
  const uid = fieldOf(entry, "datasourceUid") ?? fieldOf(entry, "datasourceUID");
  return {
    refId,
    datasourceUid: typeof uid === "string" ? uid : void 0,
    expr: filledIn(expr, timing, rangeMs),
    isInstant,
    fromMs,
    toMs,
    stepMs: timing.stepMs
  };
}
function timingOf(model, rangeMs) {
  const [intervalMs, points, factor] = [
    [fieldOf(model, "intervalMs"), defaults.intervalMs],
    [fieldOf(model, "maxDataPoints"), defaults.maxDataPoints],
    [fieldOf(model, "intervalFactor"), 1]
  ].map(([given, usual]) => typeof given === "number" && given > 0 ? given : usual);
  const written = fieldOf(model, "interval");
  const interval = typeof written === "string" ? written : "";
  const ownMs = parseGrafanaInterval(interval);
  const adjustedMs = Math.max(
    calculateInterval({ rangeMs, points, minMs: ownMs ?? intervalMs }),
    calculateInterval({ rangeMs, points: safePoints })
  );
  const rateOf = (scrapeMs) => Math.max(intervalMs + scrapeMs, 4 * scrapeMs);
  if (/^\$\{?__rate_interval\}?$/.test(interval)) {
    const stepMs2 = Math.max(adjustedMs + defaults.scrapeMs, 4 * defaults.scrapeMs);
    return { stepMs: stepMs2, rateMs: stepMs2 };
  }
  const stepMs = adjustedMs * factor;
  const isStep = /^\$\{?__interval\}?$/.test(interval);
  return { stepMs, rateMs: rateOf(isStep ? stepMs : ownMs ?? defaults.scrapeMs) };
}
function filledIn(expr, { stepMs, rateMs }, rangeMs) {
  const rangeSeconds = Math.round(rangeMs / 1e3);
  const values = {
    __interval_ms: String(stepMs),
    __interval: formatGrafanaInterval(stepMs),
    __range_ms: String(rangeMs),
    __range_s: String(rangeSeconds),
    __range: `${rangeSeconds}s`,
    __rate_interval_ms: String(rateMs),
    __rate_interval: exactGrafanaInterval(rateMs)
  };
  const filled = expr.replaceAll(
    /\$(?:\{(\w+)\}|(__(?:rate_)?interval(?:_ms)?|__range(?:_m?s)?))/g,
    (whole, inner, bare) => {
      const name = String(inner ?? bare);
      return Object.hasOwn(values, name) ? values[name] : whole;
    }
  );
  if (/\$/.test(filled.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "")))
    throw new NotPromql("its query has variables of Grafana");
  return filled;
}
function relativeRange(entry) {
  const times = fieldOf(entry, "relativeTimeRange");
  return { fromMs: msOf(fieldOf(times, "from")) ?? defaults.fromMs, toMs: msOf(fieldOf(times, "to")) ?? 0 };
}
function msOf(value) {
  if (typeof value === "number") return value * 1e3;
  return typeof value === "string" ? parseDuration(value) : void 0;
}

// src/prometheus/rules/grafana/managed-rule.ts
var noDataStates = ["NoData", "Alerting", "OK", "KeepLast"];
var errorStates = ["Error", "Alerting", "OK", "KeepLast"];

// src/prometheus/rules/grafana/grafana-rule.ts
var deciding = "data condition interval for keep_firing_for keepFiringFor noDataState execErrState isPaused missing_series_evals_to_resolve".split(" ");
var maxExpressions = 100;
var expressionTypes = /* @__PURE__ */ new Set(["math", "reduce", "resample", "threshold", "classic_conditions", "sql"]);
function isGrafanaRule(rule) {
  const data = fieldOf(rule, "data");
  const isOpen = rule instanceof LeftOpen || data instanceof LeftOpen;
  return isOpen || Array.isArray(data) || fieldOf(rule, "expressions") instanceof Map;
}
function readGrafanaRule(rule, folder = {}) {
  if (rule instanceof LeftOpen) return { name: "rules that Terraform makes", reason: rule.reason };
  const name = String(fieldOf(rule, "title") ?? fieldOf(rule, "uid") ?? "a rule without a title");
  if (fieldOf(rule, "isPaused") === true || fieldOf(rule, "paused") === true) return { name, reason: "it is paused" };
  if (fieldOf(rule, "record") instanceof Map) return { name, reason: "recording rules of Grafana are not evaluated" };
  const open = deciding.map((key) => fieldOf(rule, key)).find((value) => value instanceof LeftOpen);
  if (open !== void 0) return { name, reason: open.reason };
  const { data, condition } = partsOf(rule);
  if (condition === void 0) return { name, reason: "it has no condition" };
  const problems = [];
  try {
    const parts = readParts(data, condition);
    const uid = fieldOf(rule, "uid");
    const told = { condition, folder, uid: typeof uid === "string" && uid !== "" ? uid : void 0 };
    const managed = { ...parts, ...told, ...settingsOf(rule, name, problems) };
    return { name, problems, ...withExpr(managed, data) };
  } catch (error) {
    if (!(error instanceof NotPromql)) throw error;
    return { name, reason: error.message };
  }
}
function partsOf(rule) {
  const expressions = fieldOf(rule, "expressions");
  if (expressions instanceof Map) {
    const data2 = new Map([...expressions].map(([refId, entry]) => [String(refId), entry]));
    const source = [...data2].find(([, entry]) => fieldOf(entry, "source") === true);
    return { data: data2, condition: source?.[0] };
  }
  const data = new Map(listOf2(fieldOf(rule, "data")).map((entry) => [String(fieldOf(entry, "refId")), entry]));
  const condition = fieldOf(rule, "condition");
  return { data, condition: typeof condition === "string" && condition !== "" ? condition : void 0 };
}
function readParts(data, condition) {
  const queries = [];
  for (const [refId, entry] of data) if (!isExpression(entry)) queries.push(readManagedQuery(refId, entry));
  const expressions = [];
  const done = /* @__PURE__ */ new Set();
  const visit = (refId, above) => {
    const entry = data.get(refId);
    if (entry === void 0) throw new NotPromql(`there is no query ${refId}`);
    if (above.has(refId)) throw new NotPromql("expressions use each other in a circle");
    if (done.has(refId) || !isExpression(entry)) return;
    if (done.size >= maxExpressions) throw new NotPromql(`it has more than ${maxExpressions} expressions`);
    const model = calculated(fieldOf(entry, "model"));
    const open = findOpen(model);
    if (open !== void 0) throw new NotPromql(open.reason);
    const type = fieldOf(model, "type");
    if (type === "sql" || typeof type !== "string" || !expressionTypes.has(type))
      throw new NotPromql(`expressions of the type ${String(type)} are not evaluated`);
    for (const used of usedBy(model, type)) visit(used, /* @__PURE__ */ new Set([...above, refId]));
    if (isHysteresis(model) && refId !== condition)
      throw new NotPromql(`the recovery threshold ${refId} is not the condition`);
    done.add(refId);
    expressions.push({ refId, model: plainObject(model), ...relativeRange(entry) });
  };
  visit(condition, /* @__PURE__ */ new Set());
  const unread = [...data.keys()].filter((refId) => {
    try {
      visit(refId, /* @__PURE__ */ new Set());
      return false;
    } catch (error) {
      if (error instanceof NotPromql) return true;
      throw error;
    }
  });
  return { queries, expressions, unread };
}
function isExpression(entry) {
  const model = fieldOf(entry, "model");
  const uid = fieldOf(entry, "datasourceUid") ?? fieldOf(entry, "datasourceUID");
  const source = fieldOf(fieldOf(model, "datasource"), "type");
  if (uid === "__expr__" || uid === "-100" || source === "__expr__") return true;
  return typeof uid !== "string" && fieldOf(model, "expr") === void 0 && expressionTypes.has(String(fieldOf(model, "type")));
}
var calculated = (model) => model instanceof Map ? new Map([...model].filter(([key]) => key !== "datasource")) : model;
var isHysteresis = (model) => fieldOf(model, "type") === "threshold" && listOf2(fieldOf(model, "conditions")).some((one) => fieldOf(one, "unloadEvaluator") instanceof Map);
function usedBy(model, type) {
  if (type === "classic_conditions")
    return listOf2(fieldOf(model, "conditions")).flatMap((condition) => {
      const [refId] = listOf2(fieldOf(fieldOf(condition, "query"), "params"));
      return typeof refId === "string" ? [refId] : [];
    });
  const text = String(fieldOf(model, "expression") ?? "");
  if (type !== "math") return [text.replace(/^\$\{?|\}$/g, "")];
  return [...text.matchAll(/\$(?:\{([^}]+)\}|([A-Za-z_]\w*))/g)].map(([, braced, bare]) => braced ?? bare);
}
function plainObject(model) {
  return plain(model);
}
function plain(value) {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, one]) => [String(key), plain(one)]));
  return Array.isArray(value) ? value.map(plain) : value;
}
function settingsOf(rule, name, problems) {
  const state = (key, known, usual) => {
    const written = fieldOf(rule, key);
    if (written === void 0 || written === null || written === "") return usual;
    const found = known.find((one) => one.toLowerCase() === String(written).trim().toLowerCase());
    if (found === void 0)
      problems.push(`rule "${name}": \`${key}: ${String(written)}\` is none of ${known.join(", ")}`);
    return found ?? usual;
  };
  const isResource = fieldOf(rule, "expressions") instanceof Map;
  const evals = fieldOf(rule, "missing_series_evals_to_resolve") ?? fieldOf(rule, "missingSeriesEvalsToResolve") ?? void 0;
  const count = evals === void 0 || evals === "" ? 2 : Number(evals);
  const isGiven = count !== 0;
  if (isGiven && (!Number.isInteger(count) || count < 0))
    problems.push(`rule "${name}": \`missing_series_evals_to_resolve: ${String(evals)}\` is no count of evaluations`);
  return {
    noDataState: state("noDataState", noDataStates, "NoData"),
    execErrState: state("execErrState", errorStates, isResource ? "Error" : "Alerting"),
    missingSeriesEvalsToResolve: isGiven && Number.isInteger(count) && count > 0 ? count : 2
  };
}
function withExpr(managed, data) {
  const models = new Map([...data].map(([refId, entry]) => [refId, fieldOf(entry, "model")]));
  try {
    const expr = grafanaExpression(managed.queries, models, managed.condition);
    return { managed: { ...managed, isTranslated: true }, expr };
  } catch (error) {
    if (!(error instanceof NotPromql)) throw error;
    if (managed.queries.length === 0) throw new NotPromql("it has no query");
    const expr = managed.queries.map((query) => `(${query.expr}
)`).join(" or ");
    return { managed: { ...managed, isTranslated: false }, expr };
  }
}

// src/prometheus/rules/group-reader.ts
var maxRules = 5e3;
var groupKeys = new Set(
  "name interval query_offset limit rules labels partial_response_strategy source_tenants evaluation_delay remote_write align_evaluation_time_on_interval".split(" ")
);
var ruleKeys = new Set("alert record expr for keep_firing_for labels annotations".split(" "));
var metricName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
var logQuery = /\}\s*(?:(?:\|[=~>]|![=~>])\s*["`]|\|\s*[a-z_]+)/;
var GroupReader = class {
  #document;
  #file;
  #problems;
  constructor(document, file, problems) {
    this.#document = document;
    this.#file = file;
    this.#problems = problems;
  }
  read({ path, value, namespace, dialect, rulesKey = "rules" }) {
    if (value === null) return [];
    if (value instanceof Map) return [this.#group(value, path, { namespace, dialect, rulesKey })];
    if (!Array.isArray(value)) {
      this.#problem(path, "`groups` is no list");
      return [];
    }
    const seen = /* @__PURE__ */ new Set();
    return value.flatMap((group, index) => {
      const at = [...path, index];
      if (!(group instanceof Map)) {
        this.#problem(at, "a group is no map");
        return [];
      }
      const read = this.#group(group, at, { namespace, dialect, rulesKey });
      if (read.name === "") this.#problem(at, "a group has no name");
      else if (seen.has(read.name)) this.#problem([...at, "name"], `two groups are named "${read.name}"`);
      seen.add(read.name);
      return [read];
    });
  }
  #group(group, path, { namespace, dialect, rulesKey }) {
    const written = fieldOf(group, "rules");
    const isGrafana = Array.isArray(written) && written.some(isGrafanaRule);
    if (!isGrafana) this.#unknownKeys(group, groupKeys, path, "a group");
    const name = String(fieldOf(group, "name") ?? "");
    if (written !== void 0 && written !== null && !Array.isArray(written))
      this.#problem([...path, "rules"], "`rules` is no list");
    const labels = this.#pairs(group, "labels", path);
    const list = Array.isArray(written) ? written : [];
    if (list.length > maxRules) this.#problem([...path, "rules"], `more than ${maxRules} rules in a group`);
    const unevaluated = [];
    const [title, uid] = [textOf(fieldOf(group, "folder")), textOf(fieldOf(group, "folderUid"))];
    const folder = { ...title === void 0 ? {} : { title }, ...uid === void 0 ? {} : { uid } };
    const rules = list.slice(0, maxRules).flatMap((rule, index) => {
      const at = [...path, rulesKey, index];
      return isGrafana ? this.#grafana(rule, at, { folder, unevaluated }) : this.#rule(rule, at, labels);
    });
    const limit = fieldOf(group, "limit");
    return {
      name,
      file: this.#file,
      line: this.#document.lineOf(path),
      namespace: namespace ?? uid ?? title,
      intervalMs: this.#duration(group, "interval", path) || void 0,
      queryOffsetMs: this.#duration(group, "query_offset", path) ?? this.#duration(group, "evaluation_delay", path) ?? 0,
      limit: typeof limit === "number" ? limit : 0,
      dialect: dialect ?? (rules.some(({ expr }) => logQuery.test(expr)) ? "loki" : "prometheus"),
      rules,
      unevaluated
    };
  }
  #grafana(rule, path, { folder, unevaluated }) {
    if (!(rule instanceof Map || rule instanceof LeftOpen)) return [];
    const read = readGrafanaRule(rule, folder);
    const { name } = read;
    const line = this.#document.lineOf(path);
    if ("reason" in read || rule instanceof LeftOpen) {
      unevaluated.push({ name, line, reason: "reason" in read ? read.reason : "" });
      return [];
    }
    for (const problem of read.problems) this.#problem(path, problem);
    const keep = rule.has("keepFiringFor") ? "keepFiringFor" : "keep_firing_for";
    return [
      {
        kind: "alert",
        name,
        expr: read.expr,
        forMs: this.#duration(rule, "for", path) ?? 0,
        keepFiringForMs: this.#duration(rule, keep, path) ?? 0,
        labels: this.#pairs(rule, "labels", path),
        annotations: this.#pairs(rule, "annotations", path),
        line,
        managed: read.managed
      }
    ];
  }
  #rule(rule, path, groupLabels) {
    if (!(rule instanceof Map)) {
      this.#problem(path, "a rule is no map");
      return [];
    }
    this.#unknownKeys(rule, ruleKeys, path, "a rule");
    const [alert, record, written] = ["alert", "record", "expr"].map((key) => fieldOf(rule, key));
    const both = isText(alert) && isText(record);
    if (both || !isText(alert) && !isText(record)) {
      this.#problem(path, both ? "a rule has both `alert` and `record`" : "a rule has neither `alert` nor `record`");
      return [];
    }
    const name = String(isText(alert) ? alert : record);
    const expr = typeof written === "number" ? String(written) : written;
    if (!isText(expr)) {
      this.#problem(path, `rule "${name}" has no \`expr\``);
      return [];
    }
    const kind = isText(alert) ? "alert" : "record";
    if (kind === "record") {
      if (!metricName.test(name)) this.#problem([...path, "record"], `"${name}" is no metric name`);
      for (const key of ["for", "keep_firing_for", "annotations"])
        if (rule.has(key)) this.#problem([...path, key], `recording rule "${name}" has \`${key}\``);
    }
    const own = this.#pairs(rule, "labels", path);
    const names = new Set(own.map(([label]) => label));
    return [
      {
        kind,
        name,
        expr,
        forMs: this.#duration(rule, "for", path) ?? 0,
        keepFiringForMs: this.#duration(rule, "keep_firing_for", path) ?? 0,
        labels: [...groupLabels.filter(([label]) => !names.has(label)), ...own],
        annotations: this.#pairs(rule, "annotations", path),
        line: this.#document.lineOf([...path, kind])
      }
    ];
  }
  #pairs(map, key, path) {
    const value = fieldOf(map, key);
    if (value === void 0 || value === null || value instanceof LeftOpen) return [];
    if (!(value instanceof Map)) {
      this.#problem([...path, key], `\`${key}\` is no map`);
      return [];
    }
    return [...value].flatMap(([name, text]) => {
      const isPlain = typeof text === "number" || typeof text === "boolean" || text instanceof LeftOpen;
      const plain2 = isPlain ? String(text) : text ?? "";
      if (typeof name === "string" && typeof plain2 === "string") return [[name, plain2]];
      this.#problem([...path, key], `\`${key}\`: ${String(name)} is no text`);
      return [];
    });
  }
  #duration(map, key, path) {
    const value = fieldOf(map, key);
    if (value === void 0 || value === null || value === "") return void 0;
    const ms = parseDuration(String(value));
    if (ms === void 0) this.#problem([...path, key], `\`${key}: ${String(value)}\` is no duration such as 5m`);
    return ms;
  }
  #unknownKeys(map, known, path, what) {
    for (const key of map.keys())
      if (typeof key !== "string" || !known.has(key))
        this.#problem([...path, String(key)], `${what} has no key \`${String(key)}\``);
  }
  #problem(path, message) {
    this.#problems.push({ file: this.#file, line: this.#document.lineOf(path), message });
  }
};
function textOf(value) {
  return typeof value === "string" ? value : void 0;
}
function isText(value) {
  return typeof value === "string" && value.trim() !== "";
}

// src/prometheus/rules/rule-documents.ts
var import_yaml = __toESM(require_dist(), 1);
var limits = { bytes: 4 * 1024 * 1024, depth: 32, aliases: 1e3 };
function readRuleDocuments(text, file) {
  if (text.length > limits.bytes) throw new UsageError(`${file}: larger than 4 MiB; split the rule file`);
  const nesting = findNesting(text, limits);
  if (nesting !== void 0) {
    const line = text.slice(0, nesting.offset).split("\n").length;
    throw new UsageError(`${file}:${line}: ${nesting.message}; expected a Prometheus rule file`);
  }
  const lines = new import_yaml.LineCounter();
  const options = { schema: "core", logLevel: "silent", uniqueKeys: false, merge: true, prettyErrors: false };
  const parsed = (0, import_yaml.parseAllDocuments)(text, { ...options, lineCounter: lines });
  const documents = Array.isArray(parsed) ? parsed : [];
  for (const { errors } of documents) {
    const [error] = errors;
    if (error === void 0) continue;
    const { line } = lines.linePos(error.pos[0]);
    throw new UsageError(`${file}:${Math.max(1, line)}: not valid YAML: ${error.message.split("\n")[0]}`);
  }
  return documents.flatMap((document) => {
    const data = plainData(document, file);
    const lineOf = (path) => Math.max(1, lines.linePos(offsetOf(document.contents, path)).line);
    return data === null || data === void 0 ? [] : [{ data, lineOf }];
  });
}
function plainData(document, file) {
  try {
    return document.toJS({ maxAliasCount: 100, mapAsMap: true });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw new UsageError(`${file}: not valid YAML: ${error.message.split("\n")[0]}`);
  }
}
function offsetOf(root, path) {
  let node = root;
  let offset = root?.range[0] ?? 0;
  for (const part of path) {
    if ((0, import_yaml.isMap)(node)) {
      const pair = node.items.find(({ key }) => (0, import_yaml.isScalar)(key) && key.value === part);
      if (pair === void 0) return offset;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if ((0, import_yaml.isSeq)(node)) {
      node = node.items[Number(part)];
      offset = node?.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}

// src/prometheus/rules/read-rule-file.ts
function readRuleFile(text, { file }) {
  return readRuleGroups(readRuleDocuments(text, file), { file });
}
function readRuleGroups(documents, { file }) {
  const groups = [];
  const problems = [];
  let found = false;
  for (const document of documents) {
    const places = findGroups(document.data);
    found ||= places !== void 0;
    for (const place of places ?? []) {
      if (place.text !== void 0) {
        const name = `${file}#${place.path.at(-1)}`;
        const inner = readRuleFile(place.text, { file: name });
        groups.push(...inner.groups);
        problems.push(...inner.problems);
      } else groups.push(...new GroupReader(document, file, problems).read(place));
    }
  }
  if (!found) throw new UsageError(`${file}: no rule groups; expected \`groups:\` as in a Prometheus rule file`);
  return { groups, problems };
}

// src/preview/alerts/read-rule-text.ts
var ruleFileName = /\.(?:ya?ml|tf|tofu|tf\.json)$/;
async function readRuleText(text, file, blocking) {
  await nextTurn();
  if (!isHcl(file)) return blocking(() => readRuleFile(text, { file }));
  await loadHcl();
  return blocking(() => readRuleGroups([ruleGroupDocument(text.replace(/^\ufeff/, ""), file)], { file }));
}

export {
  ruleFileName,
  readRuleText
};
