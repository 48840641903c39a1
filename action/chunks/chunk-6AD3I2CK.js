import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  aboutPanel,
  findBroken,
  mergeFindings,
  placeKey,
  standIn
} from "./chunk-OYALHLFY.js";
import {
  removeVariableInjection
} from "./chunk-IUTLDNCI.js";
import {
  builtinValues,
  calculateHere,
  copiesOf,
  createSlots,
  dropUndefined,
  explainEmpty,
  explainSelector,
  fillLegend,
  findUnknownMetric,
  interpolate,
  isFault,
  knowSpec,
  mapBounded,
  matchAllGuarded,
  panelGraph,
  panelRange,
  prepareQuery,
  prometheusBackend,
  resolveVariables,
  savedFilters,
  selectionOf,
  seriesName,
  summarize,
  usualCopies,
  whyShownOnce
} from "./chunk-MILOLZ2R.js";
import {
  hasRegexEscape,
  looksLikeRegex,
  panelsIn,
  queriesIn,
  quote,
  selectorsIn,
  some
} from "./chunk-VESQWSBQ.js";
import {
  versionAsker
} from "./chunk-TW2DETBE.js";
import {
  everySelectorMarked,
  filterMatcher,
  labelName,
  parts,
  readVariables,
  removeInjection,
  showFilter
} from "./chunk-BUTP7I6L.js";
import {
  askable,
  childrenOf,
  findReferences,
  findUnknownFunctions,
  maxQueryLength,
  parseExpression,
  parseFilled,
  parseGrammar,
  parser,
  typeOf,
  walkNodes
} from "./chunk-AFILVRNC.js";
import {
  valueAt
} from "./chunk-5WA7UJRV.js";
import {
  dsQuery
} from "./chunk-ZCLG54QM.js";
import {
  notComputed
} from "./chunk-3X2NTYLH.js";
import {
  counted
} from "./chunk-MPS7O4VN.js";
import {
  asArray,
  asObject,
  field,
  numberField,
  textField,
  textList
} from "./chunk-Z4Q2ISX3.js";
import {
  nextTurn
} from "./chunk-U263SKPT.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";
import {
  RegexTime
} from "./chunk-IQ4QOBYR.js";
import {
  ExpectedError,
  GrafanaError
} from "./chunk-E7O6XGVL.js";

// src/check/broken/answers/mapping-match.ts
var picks = /* @__PURE__ */ new Set(["last", "lastNotNull", "first", "firstNotNull", "min", "max"]);
function mappingMatch(shown) {
  const mappings = asArray(shown.defaults["mappings"]);
  const calculations = asArray(field(valueAt(shown.view.node, shown.view.paths.options), "reduceOptions", "calcs"));
  if (mappings.length === 0 || !calculations.every((name) => picks.has(String(name)))) return [];
  const tests = mappings.map(readMapping);
  if (tests.some((test) => test === void 0)) return [];
  const values = new Set(shown.answers.flatMap(({ series }) => series.flatMap((one) => one.values)));
  const texts = new Set(shown.answers.flatMap(({ series }) => series.flatMap(({ labels }) => [...labels.values()])));
  if (tests.some((test) => [...values].some((value) => test(String(value), value)))) return [];
  if (tests.some((test) => [...texts].some((text3) => test(text3, Number.NaN)))) return [];
  const got = some([...values].map(String).map(quote), 3);
  const reason = `none of its value mappings matches any of its values: ${got}`;
  return [aboutPanel(shown.panel, { code: "mapping-without-match", state: "hint", reason })];
}
function readMapping(mapping) {
  const options = asObject(field(mapping, "options"));
  const type = field(mapping, "type");
  if (type === "value" && options !== void 0) {
    const known2 = new Set(Object.keys(options));
    return (text3) => known2.has(text3);
  }
  if (type !== "range" || options === void 0) return void 0;
  const from = numberField(options, "from") ?? Number.NEGATIVE_INFINITY;
  const to = numberField(options, "to") ?? Number.POSITIVE_INFINITY;
  return (_, value) => value >= from && value <= to;
}

// src/check/broken/answers/odd-values.ts
var slack = 0.01;
function oddValues({ result, series }, { view }) {
  const { query, state } = result;
  if (state !== "ok" || query.hidden === true) return [];
  const { finite, samples, min, max } = summarize(series);
  if (min === void 0 || max === void 0) return [];
  const hint = (code, reason) => ({
    panel: query.panelTitle ?? "",
    ...defined({ panelId: query.panelId, refId: query.refId }),
    state: "hint",
    code,
    reason,
    expr: query.originalExpr ?? query.expr
  });
  const share = shareOf(query.unit, query.originalExpr ?? query.expr);
  const varied = series.some(({ values }) => values.length > 1);
  const { least = 0, most = share?.whole ?? 0 } = { least: view?.settings.min, most: view?.settings.max };
  const tolerance = (share?.whole ?? 0) * slack;
  return [
    ...finite < samples ? [hint("partly-not-finite", `${samples - finite} of ${samples} values are NaN or infinite`)] : [],
    ...share !== void 0 && varied && min === max && (min === 0 || min === share.whole) ? [hint("constant-share", `it is ${min === 0 ? "0" : "100"} % all the time`)] : [],
    ...share?.byUnit === true && (min < Math.min(0, least) - tolerance || max > Math.max(share.whole, most) + tolerance) ? [hint("share-out-of-bounds", `it is ${percent(min, share.whole)} to ${percent(max, share.whole)}`)] : []
  ];
}
function shareOf(unit, expr) {
  if (unit === "percent") return { whole: 100, byUnit: true };
  if (unit === "percentunit") return { whole: 1, byUnit: true };
  if (unit !== void 0 && unit !== "short" && unit !== "none") return void 0;
  const parsed = parseExpression(expr);
  if (!parsed.ok) return void 0;
  const node = unwrap(parsed.root);
  if (isRatio(node)) return { whole: 1, byUnit: false };
  const parts2 = node.type === "binary" && node.op === "*" ? [unwrap(node.left), unwrap(node.right)] : [];
  const hundred = parts2.some((part) => part.type === "number" && Number(part.text) === 100);
  return hundred && parts2.some(isRatio) ? { whole: 100, byUnit: false } : void 0;
}
function isRatio(node) {
  if (node.type !== "binary" || node.op !== "/") return false;
  const [left, right] = [node.left, node.right].map((side) => selectorsIn(side).map(({ metric }) => metric));
  return left.length > 0 && left.some((metric) => metric !== void 0 && right.includes(metric));
}
var unwrap = (node) => node.type === "paren" ? unwrap(node.expr) : node;
var percent = (value, whole) => `${Number((value / whole * 100).toPrecision(4))} %`;

// src/check/broken/answers/field-names.ts
var always = ["Time", "Value"];
var maxSeries = 5e3;
function fieldNames({ view, answers }) {
  const names = new Set(always);
  let count = 0;
  for (const { query, series } of answers) {
    const target = view.targets.find(({ refId }) => refId === query.refId);
    const { legendFormat, format } = target?.query ?? {};
    if (typeof legendFormat !== "string" || legendFormat === "" || legendFormat === "__auto") return void 0;
    if (/\$|\[\[/.test(legendFormat) || format !== void 0 && format !== "time_series") return void 0;
    for (const { labels } of series) {
      if (++count > maxSeries) return void 0;
      names.add(fillLegend(legendFormat, labels));
    }
  }
  return names;
}

// src/check/broken/answers/override-match.ts
function overrideMatch(shown, time = new RegexTime()) {
  const { panel, defaults, overrides } = shown;
  const byName = overrides.filter((override) => ["byName", "byRegexp"].includes(matcherOf(override)));
  if (byName.length === 0 || renames(defaults, overrides)) return [];
  const names = fieldNames(shown);
  if (names === void 0) return [];
  const unmatched = byName.flatMap((override) => {
    const option = textField(override, "matcher", "options");
    if (option === void 0 || option === "" || /\$|\[\[/.test(withoutAnchor(option))) return [];
    const isMatch = matcherOf(override) === "byName" ? names.has(option) : matches(option, [...names], time);
    return isMatch ? [] : [option];
  });
  if (unmatched.length === 0) return [];
  const got = some([...names].filter((name) => name !== "Time" && name !== "Value").map(quote), 3);
  const subject = unmatched.length === 1 ? "an override is" : `${unmatched.length} overrides are`;
  const reason = `${subject} for ${some(unmatched.map(quote), 3)}, but its fields are ${got}`;
  return [aboutPanel(panel, { code: "override-without-match", state: "hint", reason })];
}
var matcherOf = (override) => textField(override, "matcher", "id") ?? "";
var withoutAnchor = (regex) => regex.replaceAll(/\$(?=$|[|)/])/g, "");
function renames(defaults, overrides) {
  const named4 = overrides.flatMap((override) => asArray(field(override, "properties")));
  return (textField(defaults, "displayName") ?? "") !== "" || named4.some((property) => textField(property, "id") === "displayName");
}
function matches(pattern, texts, time) {
  const found = matchAllGuarded({ pattern, texts, time });
  return !found.ok || found.matches.some((one) => one.length > 0);
}

// src/check/broken/answers/panel-answers.ts
function readAnswers(panel, answers) {
  const { view } = panel;
  if (view === void 0 || answers.length === 0) return void 0;
  if (asArray(valueAt(view.node, view.paths.transformations)).length > 0) return void 0;
  const shown = answers.filter(({ result }) => result.query.hidden !== true);
  if (shown.length === 0 || !shown.every(({ result }) => result.state === "ok")) return void 0;
  if (view.targets.filter(({ hidden }) => !hidden).length !== shown.length) return void 0;
  const config = valueAt(view.node, view.paths.fieldConfig);
  return {
    panel,
    view,
    defaults: asObject(asObject(config)?.["defaults"]) ?? {},
    overrides: asArray(asObject(config)?.["overrides"]),
    answers: shown.map(({ result, series }) => ({ query: result.query, series }))
  };
}

// src/check/broken/answers/judge-answers.ts
function judgeAnswers(panel, answers, run) {
  const odd = answers.flatMap((answer) => oddValues(answer, panel));
  const shown = readAnswers(panel, answers);
  return shown === void 0 ? odd : [...odd, ...overrideMatch(shown, run.regexTime), ...mappingMatch(shown)];
}

// src/check/broken/explain-broken.ts
function explainBroken(result, written) {
  const { query, state } = result;
  if (state !== "empty" && state !== "error" || query.place !== "panel") return result;
  const { panelTitle: panel = "", panelId, refId } = query;
  const key = placeKey({ panel, ...defined({ panelId, refId }) });
  const here = written.filter((finding) => placeKey(finding) === key && finding.expr !== void 0);
  const cause = here.find(({ code }) => causes[code]?.(result) === true);
  return cause === void 0 ? result : { ...result, code: cause.code, reason: cause.reason };
}
var causes = {
  "template-placeholder": ({ code }) => code === "refused" || code === "not-isolated" || code === "value-missing" || code === "combination-missing",
  "variable-undefined": ({ code }) => code === "variable-undefined",
  "input-without-value": ({ code }) => code === "variable-undefined",
  "multi-value-equals": (result) => comparesWith(result, (value) => hasRegexEscape(value) || looksLikeRegex(value) || /^\(.*\|.*\)$/s.test(value)),
  "regex-behind-equals": (result) => comparesWith(result, looksLikeRegex)
};
function comparesWith({ selector }, isSuch) {
  return selector?.matchers.some(({ operator, value }) => operator === "=" && isSuch(value)) === true;
}

// src/check/explain/explain-all.ts
function explainAll({ name, all, allValue }, reason) {
  if (!all || allValue !== void 0) return { code: "variable-empty", reason };
  const got = `All is chosen, so queries get () for $${name}, which only matches series without the label`;
  return { code: "all-of-nothing", reason: `${reason}; ${got}` };
}

// src/check/repeat/merge-copies.ts
function mergeCopies(results) {
  const merged = [];
  const known2 = /* @__PURE__ */ new Map();
  for (const result of results) {
    const { query, copy, state, code, reason } = result;
    if (copy === void 0) {
      merged.push(result);
      continue;
    }
    const ofQuery = known2.get(query) ?? /* @__PURE__ */ new Map();
    known2.set(query, ofQuery);
    const key = JSON.stringify([state, code, reason]);
    const same = ofQuery.get(key);
    if (same !== void 0) {
      same.push(copy);
      continue;
    }
    const copies = [copy];
    ofQuery.set(key, copies);
    merged.push({ ...result, copies });
  }
  return merged;
}

// src/check/collect.ts
function joinPanel(panel, results) {
  const shown = results.find(({ state: state2, values }) => state2 === "ok" && values !== void 0);
  const state = joinStates(results.map((result) => result.state));
  const cause = results.length === 0 ? { code: "no-query", reason: "the panel has no queries" } : state === "ok" ? void 0 : results.find((result) => result.state === state);
  const note = state === "ok" ? results.find((result) => result.note !== void 0)?.note : void 0;
  const unit = panel.unit ?? results.find(({ query }) => query.unit !== void 0)?.query.unit;
  return {
    ...defined({ panelId: panel.id }),
    title: panel.title,
    state,
    ...defined({ code: cause?.code, reason: cause?.reason, note }),
    series: results.reduce((sum, { series }) => sum + series, 0),
    samples: results.reduce((sum, { samples }) => sum + samples, 0),
    ...defined({ lastValue: shown?.lastValue, values: shown?.values, unit }),
    shape: shown?.shape ?? []
  };
}
function joinStates(states) {
  return ["error", "unchecked", "ok", "empty"].find((state) => states.includes(state)) ?? "skipped";
}
function countPanels(panels) {
  const count = (wanted) => panels.filter(({ state }) => state === wanted).length;
  return {
    total: panels.length,
    ok: count("ok"),
    empty: count("empty"),
    error: count("error"),
    skipped: count("skipped"),
    unchecked: count("unchecked")
  };
}
function collectFindings({
  queries,
  ofPanels = [],
  variables,
  sources,
  withoutIsolation,
  asInSource
}) {
  const byName = new Map(sources.map((source) => [source.name, source]));
  const ofVariables2 = variables.flatMap((variable) => {
    const { name, state, reason } = variable;
    if (state === "ok" || state === "skipped") return [];
    const source = byName.get(name);
    const expr = asInSource(source?.query ?? "");
    const shown = { reason: reason ?? "it has no values", ...expr === "" ? {} : { expr } };
    if (state === "unchecked") return [{ variable: name, state, ...shown }];
    if (state === "error") return [{ variable: name, state, code: "variable-refused", ...shown }];
    return [{ variable: name, state, ...shown, ...explainAll(variable, shown.reason) }];
  });
  const merged = mergeCopies(queries);
  const ofQueries = merged.flatMap(({ query, state, reason, code, part, copies }) => {
    if (state === "ok" || query.hidden === true || query.place === "annotation" && state !== "error" && state !== "unchecked")
      return [];
    const expr = query.originalExpr ?? withoutIsolation(query.expr);
    const where = {
      ...query.place === "annotation" ? { annotation: query.name ?? "" } : { panel: query.panelTitle ?? "" },
      ...defined({ panelId: query.panelId, panelIndex: query.panelIndex, refId: query.refId, copies })
    };
    const shown = expr === "" ? {} : { expr };
    if (state === "unchecked") return [{ ...where, state, reason: reason ?? "", ...shown }];
    const why = { code: code ?? "unknown", reason: reason ?? "", ...defined({ part }) };
    return [{ ...where, state, ...why, ...shown }];
  });
  const all = [...ofVariables2, ...ofQueries, ...ofPanels];
  return {
    findings: all.filter((one) => one.state !== "unchecked"),
    unchecked: all.filter((one) => one.state === "unchecked")
  };
}

// src/check/explain/failing-part.ts
async function failingPart(query, { ask: ask2, maxAsks }) {
  const parsed = parseFilled(query);
  if (!parsed.ok) return void 0;
  const text3 = ({ from, to }) => query.slice(from, to);
  let left = maxAsks;
  let smallest = parsed.root;
  for (let found = smallest; found !== void 0; ) {
    smallest = found;
    found = void 0;
    for (const child of childrenOf(smallest)) {
      if (child.type === "number" || child.type === "string") continue;
      if (left-- <= 0) break;
      if (!await isRefused(askable(child, text3(child)), ask2)) continue;
      found = child;
      break;
    }
  }
  return text3(smallest);
}
async function isRefused(expression, ask2) {
  try {
    await ask2(expression);
    return false;
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return !isFault(error);
  }
}

// src/check/explain-query.ts
async function explainQuery(query, prepared, run) {
  const [undefinedName] = prepared.undefinedNames;
  const isDefined = (name) => !prepared.undefinedNames.includes(name);
  const expr = dropUndefined(prepared.expr, isDefined);
  if (undefinedName !== void 0 && !hasOtherBranch(expr, isDefined))
    return { code: "variable-undefined", reason: `variable $${undefinedName} is not defined in the dashboard` };
  const unknown = findUnknownMetric(expr, { ...run, knowledge: run.spec });
  if (unknown !== void 0) return unknown;
  const valueless = prepared.used.find(({ state }) => state === "empty" || state === "error");
  if (valueless !== void 0)
    return {
      code: "variable-empty",
      reason: `variable $${valueless.name} has no values: ${valueless.reason ?? "its query has no answer"}`
    };
  if (run.budget.explained-- <= 0)
    return { code: "unknown", reason: "the query returns nothing (too many such queries to explain each)" };
  let asks = 0;
  const count = () => {
    if (++asks > run.budget.maxAsks)
      throw new AskedEnough("the query returns nothing, and it is too complex to find out why; split it to see", {
        code: "budget"
      });
  };
  const { backend } = run;
  return explainEmpty(expr, {
    ...run,
    // What is asked about a selector counts as well: it may have thousands of conditions.
    backend: {
      labelNames: async (scope, signal) => {
        count();
        return backend.labelNames(scope, signal);
      },
      labelValues: async (label, scope, signal) => {
        count();
        return backend.labelValues(label, scope, signal);
      }
    },
    knowledge: run.spec,
    filters: [...run.filters ?? [], ...savedFilters(run.resolved.values())],
    startMs: prepared.range.fromMs,
    endMs: prepared.range.toMs,
    instant: query.instant === true,
    ask: (expression) => {
      count();
      return run.runner.run(expression, { timing: prepared.timing, instant: query.instant === true });
    }
  }).catch((error) => {
    if (error instanceof ExpectedError) return { code: "unknown", reason: unexplained(error) };
    throw error;
  });
}
var AskedEnough = class extends ExpectedError {
  exitCode = 3;
};
function unexplained(error) {
  return error instanceof AskedEnough ? error.message : `the query returns nothing; looking for the reason failed: ${error.message}`;
}
function hasOtherBranch(expr, isDefined) {
  return findReferences(expr).every(({ name }) => isDefined(name));
}

// src/check/refusal/collapsed.ts
var sameLabels = /same labelset|duplicate labelset|same labels/i;
async function explainCollapsed(query, message, { ask: ask2, maxAsks, hidden }) {
  if (!sameLabels.test(message)) return void 0;
  const parsed = parseFilled(query);
  if (!parsed.ok) return void 0;
  const calls2 = [];
  walkNodes(parsed.root, (node) => {
    if (node.type === "call" && seriesOf(node) !== void 0) calls2.push(node);
  });
  for (const call of calls2.reverse().slice(0, maxAsks)) {
    const changed = changedLabel(call, query);
    const argument = seriesOf(call);
    const series = await ask2(askable(argument, query.slice(argument.from, argument.to)));
    const pair = findPair(series, changed, hidden);
    if (pair === void 0) continue;
    const [one, other] = pair.map((each) => describe(each, hidden));
    return changed === "__name__" ? `${call.name}() drops the metric name, which makes one series of ${one} and ${other}` : `${call.name}() overwrites the label ${changed}, which makes one series of ${one} and ${other}; keep them apart by another label, or aggregate first`;
  }
  return void 0;
}
function seriesOf({ args }) {
  return args.find((argument) => ["vector", "matrix"].includes(typeOf(argument)));
}
function changedLabel({ name, args }, query) {
  if (name !== "label_replace" && name !== "label_join") return "__name__";
  const target = args[1];
  return target?.type === "string" ? query.slice(target.from + 1, target.to - 1) : "__name__";
}
function findPair(series, label, hidden) {
  const seen = /* @__PURE__ */ new Map();
  for (const each of series) {
    const rest = [...each.labels].filter(([name]) => name !== label && name !== hidden).sort();
    const key = JSON.stringify(rest);
    const other = seen.get(key);
    if (other !== void 0) return [other, each];
    seen.set(key, each);
  }
  return void 0;
}
function describe({ labels }, hidden) {
  const shown = [...labels].filter(([name]) => name !== "__name__" && name !== hidden);
  return `${labels.get("__name__") ?? ""}{${shown.map(([name, value]) => `${name}=${quote(value)}`).join(", ")}}`;
}

// src/check/refusal/promql-history.ts
var experimental = "promql-experimental-functions";
var lines = `
2.16 absent_over_time
2.20 group
2.26 last_over_time sgn clamp
2.29 present_over_time
2.31 acos acosh asin asinh atan atanh cos cosh deg pi rad sin sinh tan tanh
2.36 day_of_year
2.40 histogram_count histogram_fraction histogram_sum
2.47 histogram_stddev histogram_stdvar
2.49 !mad_over_time !sort_by_label !sort_by_label_desc
2.51 histogram_avg
2.54 !limitk !limit_ratio
2.55 !info
3.0 !double_exponential_smoothing
3.5 !ts_of_last_over_time !ts_of_max_over_time !ts_of_min_over_time
3.7 !first_over_time !ts_of_first_over_time
3.11 !histogram_quantiles
3.12 !end !range !start !step
3.13 !max_of !min_of
3.14 !start_timestamp
`;
var functionsSince = new Map(
  lines.trim().split("\n").flatMap((line) => {
    const [version, ...names] = line.split(" ");
    return names.map((name) => {
      const plain = name.replace("!", "");
      const flagUntil = plain === "first_over_time" ? "3.14" : void 0;
      return [plain, { version, ...name === plain ? {} : { flag: experimental, flagUntil } }];
    });
  })
);
var renamedFunctions = /* @__PURE__ */ new Map([
  ["holt_winters", { version: "3.0", now: "double_exponential_smoothing" }]
]);
var syntaxSince = [
  { what: "the operator atan2 needs", nodes: ["Atan2"], version: "2.31" },
  { what: "the modifier @ needs", nodes: ["StepInvariantExpr"], version: "2.33" },
  { what: "a quoted name (with characters such as dots) needs", nodes: ["QuotedLabelName"], version: "3.0" },
  {
    what: "arithmetic in a duration needs",
    nodes: ["ArithmeticDuration"],
    version: "3.4",
    flag: "promql-duration-expr",
    flagUntil: "3.14"
  },
  {
    what: "the modifiers anchored and smoothed need",
    nodes: ["AnchoredExpr", "SmoothedExpr"],
    version: "3.7",
    flag: "promql-extended-range-selectors"
  },
  {
    what: "the modifiers fill, fill_left and fill_right need",
    nodes: ["FillModifier"],
    version: "3.10",
    flag: "promql-binop-fill-modifiers"
  },
  { what: "the operators </ and >/ need", nodes: ["TrimUpper", "TrimLower"], version: "3.11" }
];

// src/check/refusal/newer-than.ts
function findNewer(query, version) {
  if (query.length > maxQueryLength) return void 0;
  const found = usedSince(query);
  const newer = found.filter(({ since: since2 }) => version === void 0 || isOlder(version, since2.version));
  const [first] = newer.length > 0 ? newer : found.filter(({ since: since2 }) => needsFlag(since2, version));
  if (first !== void 0) return { reason: describe2(first, version) };
  const renamed = [...renamedFunctions].find(
    ([name2, { version: since2 }]) => calls(query, name2) && version !== void 0 && !isOlder(version, since2)
  );
  if (renamed === void 0) return void 0;
  const [name, { version: since, now }] = renamed;
  return { reason: `${name}() is called ${now}() since Prometheus ${since}; this server is ${version}` };
}
function usedSince(query) {
  const used = [];
  for (const [, name = ""] of query.matchAll(/(?<![\w:.$"]|@\s*)([a-z_]\w*)\s*(?:\(|by\b|without\b)/g)) {
    const since = functionsSince.get(name);
    if (since !== void 0) used.push({ what: `${name}() needs`, since });
  }
  const names = nodeNames(query);
  for (const { what, nodes, ...since } of syntaxSince)
    if (nodes.some((node) => names.has(node))) used.push({ what, since });
  return used;
}
function nodeNames(query) {
  const names = /* @__PURE__ */ new Set();
  parser.parse(query).iterate({
    enter: ({ name, node }) => {
      names.add(name);
      if (name === "DurationExpr" && node.getChild("DurationExpr") !== null) names.add("ArithmeticDuration");
    }
  });
  return names;
}
function calls(query, name) {
  return new RegExp(`(?<![\\w:.$"])${name}\\s*\\(`).test(query);
}
function needsFlag({ flag, flagUntil }, version) {
  if (flag === void 0 || version === void 0) return false;
  return flagUntil === void 0 || isOlder(version, flagUntil);
}
function describe2({ what, since }, version) {
  const { flag, flagUntil } = since;
  const until = flagUntil === void 0 ? "" : ` (without it since ${flagUntil})`;
  const behind = flag === void 0 ? "" : `, with --enable-feature=${flag}${until}`;
  const server = version === void 0 ? "" : `; this server is Prometheus ${version}`;
  return `${what} Prometheus ${since.version}${behind}${server}`;
}
function isOlder(version, release) {
  const own = numbers(version);
  const other = numbers(release);
  if (own === void 0 || other === void 0) return false;
  return own[0] === other[0] ? own[1] < other[1] : own[0] < other[0];
}
function numbers(version) {
  const match = /^v?(\d+)\.(\d+)/.exec(version);
  return match === null ? void 0 : [Number(match[1]), Number(match[2])];
}

// src/check/refusal/explain-refusal.ts
var unreadable = /parse error|unknown function|unexpected|expected type|feature flag|is not enabled|experimental/i;
async function explainRefusal(query, message, { ask: ask2, maxAsks, server, hidden }) {
  try {
    const collapsed = await explainCollapsed(query, message, { ask: ask2, maxAsks, hidden });
    if (collapsed !== void 0) return { code: "series-collapse", reason: `${message}: ${collapsed}` };
    if (!unreadable.test(message)) return { code: "refused", reason: message };
    const known2 = await server();
    const metricsql = known2?.metricsql === true ? void 0 : metricsqlIn(query);
    if (metricsql !== void 0) return { code: "metricsql", reason: `${message}: ${metricsql}` };
    const newer = findNewer(query, known2?.version);
    if (newer !== void 0) return { code: "needs-newer-server", reason: `${message}: ${newer.reason}` };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
  }
  return { code: "refused", reason: message };
}
var metricsqlSyntax = [
  [/\bkeep_metric_names\b/, "keep_metric_names"],
  [/^\s*WITH\s*\(/i, "WITH"],
  [/[)\]}\w]\s+(?:default|ifnot|if)\s+[(\w]/, "the operators default, if and ifnot"],
  [/\)\s*limit\s+\d+\s*$/, "limit after an aggregation"],
  [/\[\s*\d+i(?::|\s*\])/, "a range in steps (5i)"]
];
function metricsqlIn(query) {
  const [found] = findUnknownFunctions(query).filter(({ metricsql }) => metricsql);
  if (found !== void 0) return `${found.reason}; Prometheus does not have it`;
  const plain = query.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g, '""');
  const syntax = metricsqlSyntax.find(([pattern]) => pattern.test(plain));
  return syntax === void 0 ? void 0 : `${syntax[1]} is MetricsQL (VictoriaMetrics), not PromQL`;
}

// src/check/run/ask-reviewer.ts
async function askReviewer(query, { forReviewer, forReviewerWithStep, range, timing }, { reviewer, reviewerGuard, signal }, every = 1) {
  if (reviewer === void 0 || query.place !== "panel") return void 0;
  const hasData = async (request) => {
    const series = await reviewerGuard((stop) => reviewer.query({ query, range, timing, ...request }, stop));
    return summarize(series).finite > 0;
  };
  const seen = async () => {
    try {
      return every > 1 && await hasData({ expr: forReviewerWithStep, every });
    } catch (error) {
      if (error instanceof ExpectedError && !isFault(error)) return false;
      throw error;
    }
  };
  try {
    if (await seen() || await hasData({ expr: forReviewer })) return void 0;
    return {
      state: "error",
      code: "data-source-empty",
      reason: "Prometheus has data for this query, but Grafana's data source gives none; is it the same server?"
    };
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof ExpectedError)) throw error;
    if (!isFault(error))
      return {
        state: "error",
        code: "data-source-refused",
        reason: `Grafana could not run the query: ${error.message}`
      };
    return {
      state: "unchecked",
      code: "no-answer",
      reason: `Prometheus has data for this query; whether Grafana shows it is not known: ${error.message}`
    };
  }
}

// src/check/run/few-instants.ts
var fewSteps = 60;
function fewInstants(timing) {
  const { startMs, endMs, stepMs } = timing;
  const steps = Math.floor((endMs - startMs) / stepMs);
  const every = Math.floor(steps / fewSteps);
  if (every < 2) return void 0;
  const apartMs = every * stepMs;
  return { every, timing: { ...timing, startMs: endMs - Math.floor(steps / every) * apartMs, stepMs: apartMs } };
}
function readsStart(expr) {
  return /@\s*start\b/.test(expr);
}
var partial = /* @__PURE__ */ new Set([
  ...["histogram_quantile", "histogram_quantiles", "histogram_fraction", "histogram_avg", "histogram_stddev"],
  ...["histogram_stdvar", "ln", "log2", "log10", "sqrt", "exp", "acos", "acosh", "asin", "atanh", "sinh", "cosh"],
  ...["deriv", "predict_linear", "holt_winters", "double_exponential_smoothing", "quantile_over_time"]
]);
function everyValueCounts({ place, unit }, expr) {
  if (place !== "panel") return false;
  if (unit === "percent" || unit === "percentunit") return true;
  const parsed = parseExpression(expr);
  if (!parsed.ok) return true;
  let found = false;
  walkNodes(parsed.root, (node) => {
    found ||= isPartial(node);
  });
  return found;
}
function isPartial(node) {
  if (node.type === "call") return partial.has(node.name);
  if (node.type === "selector") return node.matchers.some(({ name }) => name === "quantile");
  return node.type === "binary" && ["/", "%", "^"].includes(node.op) && !isDivisor(node.right);
}
var isDivisor = (node) => node.type === "paren" ? isDivisor(node.expr) : node.type === "number" && Number(node.text) > 0;

// src/check/run/isolated-backend.ts
var EscapedQuery = class extends ExpectedError {
  exitCode = 2;
};
function isolateBackend(backend, label) {
  if (label === void 0) return backend;
  return {
    instant: async (query, timeMs, signal) => backend.instant(proved(query, label), timeMs, signal),
    range: async (query, range, signal) => backend.range(proved(query, label), range, signal),
    labelNames: async (scope, signal) => backend.labelNames({ ...scope, match: proved(scope.match, label) }, signal),
    labelValues: async (name, scope, signal) => backend.labelValues(name, { ...scope, match: proved(scope.match, label) }, signal),
    series: async (match, scope, signal) => backend.series(proved(match, label), scope, signal)
  };
}
function proved(query, label) {
  if (query === void 0)
    throw new EscapedQuery("not run: it would read the series of everybody, not only the preview's", {
      code: "escaped"
    });
  if (everySelectorMarked(query, label)) return query;
  const parsed = parseGrammar(query);
  throw parsed.ok ? new EscapedQuery("not run: with the values of its variables it would read series that are not the preview's", {
    code: "escaped"
  }) : new EscapedQuery(`not run: ${parsed.reason}`, { code: "unproved" });
}

// src/check/run/shape.ts
var mostPoints = 240;
function shapeOf(series, { startMs, endMs }) {
  const first = series.find(({ values }) => values.some(Number.isFinite));
  if (first === void 0) return { shape: [] };
  const lastValue = first.values.findLast(Number.isFinite);
  if (first.values.length === 1) return { lastValue, shape: [lastValue] };
  const slots = Math.min(mostPoints, Math.max(2, first.values.length));
  const shape = new Array(slots).fill(void 0);
  const spanMs = Math.max(1, endMs - startMs);
  for (const [index, value] of first.values.entries()) {
    const slot = Math.floor((first.timesMs[index] - startMs) / spanMs * slots);
    if (Number.isFinite(value)) shape[Math.max(0, Math.min(slots - 1, slot))] = value;
  }
  return { lastValue, shape: fillBetween(shape, first.values.length, spanMs, first.timesMs) };
}
function fillBetween(shape, samples, spanMs, timesMs) {
  const apartMs = timesMs.length < 2 ? spanMs : Math.min(...timesMs.slice(1, 200).map((time, index) => time - timesMs[index]));
  const slotsApart = Math.max(1, Math.ceil(apartMs / spanMs * shape.length));
  if (samples < 2) return [...shape];
  let since = slotsApart;
  let last;
  return shape.map((value) => {
    since = value === void 0 ? since + 1 : 0;
    if (value !== void 0) last = value;
    return value ?? (since <= slotsApart ? last : void 0);
  });
}

// src/check/run/value-summary.ts
function summarizeValues(series) {
  const shown = series.find(({ values }) => values.some(Number.isFinite)) ?? series.find(({ values }) => values.length > 0);
  if (shown === void 0) return void 0;
  const sorted = sortedNumbers(series);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : mean(sorted[middle - 1], sorted[middle]);
  return {
    least: sorted[0] ?? Number.NaN,
    median: sorted.length === 0 ? Number.NaN : median,
    greatest: sorted.at(-1) ?? Number.NaN,
    last: shown.values.at(-1)
  };
}
function sortedNumbers(series) {
  const all = new Float64Array(series.reduce((sum, { values }) => sum + values.length, 0));
  let count = 0;
  for (const { values } of series) for (const value of values) if (!Number.isNaN(value)) all[count++] = value;
  return all.subarray(0, count).sort();
}
function mean(one, other) {
  return one === other ? one : one / 2 + other / 2;
}

// src/check/run-query.ts
function skipped(query, code, reason) {
  return { query, state: "skipped", series: 0, samples: 0, shape: [], code, reason };
}
function unchecked(query, cause, prepared) {
  const result = skipped(query, cause.code, cause.reason);
  return { ...result, state: "unchecked", ...ranAs(query, prepared) };
}
function ranAs({ instant }, { expr, timing }) {
  const { startMs, endMs, stepMs } = timing;
  return { ranExpr: expr, evaluated: { startMs, endMs, stepMs, instant: instant === true } };
}
async function runQuery(query, run) {
  if (query.broken !== void 0)
    return unanswered({ ...skipped(query, "not-isolated", query.broken), state: "error" });
  const why = whySkipped(query);
  if (why !== void 0) return unanswered(skipped(query, why.code, why.reason));
  const prepared = prepareQuery(query, run);
  if (prepared.expr.length > maxQueryLength) {
    const most = `${maxQueryLength} characters`;
    const reason = `with its variables filled in the query is longer than ${most}; choose fewer values`;
    return unanswered({ ...skipped(query, "too-long", reason), state: "error" });
  }
  try {
    const answered = await ask(query, prepared, run);
    return { ...answered, result: withVariables(answered.result, prepared) };
  } catch (error) {
    run.signal?.throwIfAborted();
    if (!(error instanceof ExpectedError)) throw error;
    if (isFault(error)) {
      const code = error instanceof EscapedQuery ? "not-isolated" : "no-answer";
      return unanswered(unchecked(query, { code, reason: error.message }, prepared));
    }
    const ask2 = (text3) => run.runner.run(text3, { timing: prepared.timing, instant: query.instant === true });
    const maxAsks = run.budget.explained-- > 0 ? run.budget.maxAsks : 0;
    const part = maxAsks === 0 ? void 0 : await failingPart(prepared.expr, { ask: ask2, maxAsks });
    const why2 = await explainRefusal(prepared.expr, error.message, {
      ask: ask2,
      maxAsks,
      server: run.server ?? (async () => void 0),
      hidden: run.isolation?.name
    });
    run.signal?.throwIfAborted();
    const reason = why2.reason + undefinedHint(prepared) + filterHint(run);
    const refused = {
      ...skipped(query, why2.code, reason),
      ...ranAs(query, prepared),
      ...defined({ part: part && run.withoutIsolation(part) })
    };
    return unanswered({ ...refused, state: "error" });
  }
}
var unanswered = (result) => ({ result, series: [] });
function withVariables(result, prepared) {
  const unknown = prepared.used.find(({ state }) => state === "unchecked");
  if (unknown === void 0 || result.state === "ok") return result;
  const reason = `the values of variable $${unknown.name} are not known: ${unknown.reason ?? "it was not asked"}`;
  return unchecked(result.query, { code: "variable-unknown", reason }, prepared);
}
function whySkipped({
  prometheus,
  dataSource,
  skip,
  hidden,
  expr
}) {
  if (skip !== void 0) return { code: "not-previewed", reason: skip };
  if (!prometheus) {
    const reason = dataSource === void 0 ? "not asked of Prometheus" : `asked of ${dataSource}, not of Prometheus`;
    return { code: "other-data-source", reason };
  }
  if (hidden === true) return { code: "hidden", reason: "the query is hidden in the panel" };
  return expr.trim() === "" ? { code: "no-query", reason: "the query is empty" } : void 0;
}
async function ask(query, prepared, run) {
  const few = decidingInstants(query, prepared, run);
  const glance = few === void 0 || everyValueCounts(query, prepared.expr) ? void 0 : few.timing;
  const glanced = glance === void 0 ? [] : await run.runner.run(prepared.expr, { timing: glance, instant: false });
  const isSeen = summarize(glanced).finite > 0;
  const how = { timing: prepared.timing, instant: query.instant === true };
  const series = isSeen ? glanced : await run.runner.run(prepared.expr, how);
  const { finite, samples } = summarize(series);
  const values = summarizeValues(series);
  const counted2 = { query, series: series.length, samples, ...ranAs(query, prepared), ...defined({ values }) };
  if (finite === 0) {
    const excuse = run.excuse?.(prepared.expr);
    const explanation = await explainQuery(query, prepared, excuse === void 0 ? run : { ...run, spec: void 0 });
    if (excuse !== void 0) {
      const reason = `${excuse}: ${explanation.reason}`;
      return { result: { ...counted2, state: "skipped", shape: [], code: "relayed", reason }, series };
    }
    return { result: { ...counted2, state: "empty", shape: [], ...pickExplanation(explanation) }, series };
  }
  const problem = await askReviewer(query, prepared, run, few?.every);
  const shown = { ...counted2, ...shapeOf(series, prepared.timing) };
  const result = problem === void 0 ? { ...shown, state: "ok" } : { ...shown, ...problem };
  return { result, series, ...isSeen ? { few: true } : {} };
}
function decidingInstants({ instant }, prepared, run) {
  if (run.resolution !== "decide" || instant === true || readsStart(prepared.expr)) return void 0;
  return fewInstants(prepared.timing);
}
function pickExplanation({
  code,
  reason,
  part,
  selector
}) {
  return { code, reason, ...defined({ part, selector }) };
}
function filterHint({ resolved }) {
  const wrong = savedFilters(resolved.values()).find((filter) => filterMatcher(filter) === void 0);
  return wrong === void 0 ? "" : `; the saved filter ${showFilter(wrong)} of $${wrong.variable} is no matcher of PromQL, which has =, !=, =~ and !~`;
}
function undefinedHint({ undefinedNames }) {
  return undefinedNames.length === 0 ? "" : `; not defined in the dashboard: ${undefinedNames.map((name) => `$${name}`).join(", ")}`;
}

// src/check/expressions/calculate.ts
async function calculate({ expressions, byRefId }, answers, run) {
  const { reviewer, reviewerGuard, signal } = run;
  const asked = /* @__PURE__ */ new Map();
  const used = /* @__PURE__ */ new Set();
  for (const node of expressions) {
    const { inputs } = node.expression;
    const isReady = inputs.every((input) => asked.has(input) || hasRun(answers.get(input)));
    if (!node.needed || node.fault !== void 0 || !isReady) continue;
    asked.set(node.refId, node);
    for (const input of inputs) used.add(input);
  }
  const [first] = asked.values();
  if (first === void 0) return /* @__PURE__ */ new Map();
  const { range } = prepareQuery(first.query, run);
  if (reviewer?.calculate === void 0)
    return calculateHere(asked.values(), { answers, byRefId, range, hiddenLabel: run.isolation?.name });
  const parts2 = [
    ...[...used].flatMap((refId) => {
      const query = byRefId.get(refId);
      if (query === void 0 || asked.has(refId)) return [];
      const { forReviewer: expr, timing } = prepareQuery(query, run);
      return [{ refId, query, expr, timing }];
    }),
    ...[...asked.values()].map(({ refId, expression: { settings } }) => ({ refId, settings }))
  ];
  try {
    return await reviewerGuard((stop) => reviewer.calculate({ parts: parts2, range }, stop));
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof ExpectedError)) throw error;
    const failed2 = { state: "error", message: error.message, refused: !isFault(error) };
    return new Map([...asked.keys()].map((refId) => [refId, failed2]));
  }
}
var hasRun = (answer) => answer?.result.state === "ok" || answer?.result.state === "empty";

// src/check/expressions/derive.ts
var numberForNaN = /\bis_(?:nan|inf|null|number)\b|&&|\|\|/;
function derive({ type, text: text3, settings }, inputs) {
  const computed = { state: "ok", note: notComputed };
  const without = inputs.filter(({ result }) => result.series === 0 && result.state === "empty");
  if (type === "classic_conditions") {
    const asksForNone = asArray(settings["conditions"]).some(
      (condition) => textField(condition, "evaluator", "type") === "no_value"
    );
    return asksForNone || inputs.length === 0 || inputs.some(({ result }) => result.state === "ok") ? computed : inputEmpty(inputs[0]);
  }
  if (type === "sql") return inputs.length === 0 || without.length < inputs.length ? computed : inputEmpty(without[0]);
  if (without.length > 0) return inputEmpty(without[0]);
  if (type === "threshold") return computed;
  if (type === "reduce") return reduced(settings, inputs[0]);
  const notNumbers = inputs.find(({ result }) => result.state === "empty" && isNaNOnly(result));
  return notNumbers === void 0 || type === "math" && numberForNaN.test(text3) ? computed : inputEmpty(notNumbers);
}
function inputEmpty({ refId, result }) {
  const { reason = "it has no data", part, values, series, samples, query } = result;
  const isNotFinite = result.code === "not-finite";
  return {
    state: "empty",
    code: isNotFinite ? "not-finite" : "input-empty",
    reason: `query ${refId}, which it uses, has no data: ${reason}`.slice(0, 1e3),
    part: part ?? query.originalExpr ?? query.expr,
    series: isNotFinite ? series : 0,
    samples: isNotFinite ? samples : 0,
    ...isNotFinite && values !== void 0 ? { values } : {}
  };
}
var isNaNOnly = ({ values }) => values !== void 0 && Number.isNaN(values.least);
function reduced(settings, input) {
  const computed = { state: "ok", note: notComputed };
  const mode = field(settings, "settings", "mode");
  const reducer = textField(settings, "reducer")?.toLowerCase() ?? "";
  if (input === void 0 || reducer === "count" || mode === "replaceNN") return computed;
  if (mode === "dropNN") return input.result.state === "ok" || reducer === "sum" ? computed : inputEmpty(input);
  if (input.result.state === "empty") return inputEmpty(input);
  const { series, result } = input;
  const spoils = ({ values }) => reducer === "last" ? !Number.isFinite(values.at(-1)) : values.some(Number.isNaN);
  if (series.length === 0 || !series.every(spoils)) return computed;
  const { originalExpr, expr } = result.query;
  const cause = reducer === "last" ? "its last value is not" : "some of its values are not";
  return {
    state: "empty",
    code: "not-finite",
    reason: `the ${reducer} of ${input.refId} is not a number, since ${cause}; set the expression's mode to Drop non-numeric value`,
    part: originalExpr ?? expr,
    series: series.length,
    samples: series.length,
    values: { least: Number.NaN, median: Number.NaN, greatest: Number.NaN, last: Number.NaN }
  };
}

// src/check/expressions/instants.ts
var maxInstants = 5e4;
function instantsOfSeries(series, timing, atMs) {
  const { startMs, endMs, stepMs } = timing;
  const own = { startMs, endMs, stepMs, instant: false };
  const samples = series.filter(({ timesMs }) => timesMs.length > 0);
  if (samples.length > 0 && samples.every(({ timesMs }) => timesMs.length === 1 && timesMs[0] === atMs))
    return { startMs: atMs, endMs: atMs, stepMs, instant: true };
  const isOwn = (timeMs) => timeMs >= startMs && timeMs <= endMs && (timeMs - startMs) % stepMs === 0;
  if (samples.every(({ timesMs }) => timesMs.every(isOwn))) return own;
  const first = samples.reduce((least, { timesMs }) => Math.min(least, timesMs[0]), Number.POSITIVE_INFINITY);
  const last = samples.reduce((most, { timesMs }) => Math.max(most, timesMs.at(-1)), Number.NEGATIVE_INFINITY);
  let apart = 0;
  for (const { timesMs } of samples) for (const timeMs of timesMs) apart = commonDivisor(timeMs - first, apart);
  if (apart === 0) return { startMs: first, endMs: first, stepMs, instant: false };
  return (last - first) / apart < maxInstants ? { startMs: first, endMs: last, stepMs: apart, instant: false } : own;
}
function commonDivisor(one, other) {
  return other === 0 ? one : commonDivisor(other, one % other);
}

// src/check/expressions/judge.ts
function judgeExpression(node, inputs, { calculated, run }) {
  const { query, fault, expression } = node;
  const without = (state, code, reason, part) => ({
    result: { ...skipped(query, code, reason), state, ...defined({ part }) },
    series: []
  });
  if (fault !== void 0) return without("error", fault.code, fault.reason);
  for (const state of ["error", "unchecked", "skipped"]) {
    const input = inputs.find(({ result }) => result.state === state);
    if (input === void 0) continue;
    const { reason = "", code = "unknown", part } = input.result;
    const why = `query ${input.refId}, which it uses, ${verbs[state]}: ${reason}`.slice(0, 1e3);
    return state === "error" ? without(state, "input-failed", why, part) : without(state, code, why);
  }
  if (calculated === void 0) {
    const derived = derive(expression, inputs);
    return { result: { query, series: 0, samples: 0, shape: [], ...derived }, series: [] };
  }
  if (calculated.state === "error") {
    const { message, refused } = calculated;
    const hint = expression.type === "sql" ? "; SQL expressions need the feature toggle sqlExpressions" : "";
    return refused ? without("error", "expression-refused", `Grafana could not run the expression: ${message}${hint}`) : without("unchecked", "no-answer", `Grafana did not calculate it: ${message}`);
  }
  return judgeSeries(node, inputs, calculated, run);
}
var verbs = { error: "fails", unchecked: "could not be checked", skipped: "is not run" };
function judgeSeries({ query, expression }, inputs, { series, rows, notices }, run) {
  const { timing, range } = prepareQuery(query, run);
  const { finite, samples } = summarize(series);
  const evaluated = instantsOfSeries(series, timing, range.toMs);
  const counted2 = { query, series: series.length, samples, evaluated, ...defined({ values: summarizeValues(series) }) };
  if (finite > 0) return { result: { ...counted2, state: "ok", ...shapeOf(series, timing) }, series };
  if (series.length === 0 && rows > 0)
    return { result: { ...counted2, state: "ok", samples: rows, note: "texts only", shape: [] }, series };
  const empty = inputs.find(({ result }) => result.state === "empty");
  if (empty !== void 0) {
    const { code, reason, part } = inputEmpty(empty);
    return { result: { ...counted2, state: "empty", shape: [], ...defined({ code, reason, part }) }, series };
  }
  const why = samples > 0 ? notFinite(expression.type) : nothingLeft(expression, notices);
  return { result: { ...counted2, state: "empty", shape: [], ...why }, series };
}
function notFinite(type) {
  const hint = type === "reduce" ? "; a single value that is not a number makes the whole so: set its mode to Drop non-numeric value" : "";
  return { code: "not-finite", reason: `the expression gives nothing but NaN or infinite values${hint}` };
}
function nothingLeft({ type, inputs }, notices) {
  const said = notices.length === 0 ? "" : ` (Grafana: ${notices[0]})`;
  if (type === "math" && inputs.length > 1)
    return {
      code: "sides-do-not-match",
      reason: `no series of ${inputs.join(" and ")} have labels that fit, so that math has nothing to work on${said}`
    };
  return { code: "unknown", reason: `the expression gives no data, though what it uses has some${said}` };
}

// src/check/expressions/check-expressions.ts
async function checkExpressions(graph, given, run) {
  const answers = /* @__PURE__ */ new Map();
  for (const [refId, query] of graph.byRefId) {
    const answer = given.get(query);
    if (answer !== void 0) answers.set(refId, answer);
  }
  const calculated = await calculate(graph, answers, run);
  for (const node of graph.expressions) {
    const inputs = node.expression.inputs.flatMap((refId) => {
      const answer = answers.get(refId);
      return answer === void 0 ? [] : [{ refId, ...answer }];
    });
    answers.set(
      node.refId,
      unused(node) ?? judgeExpression(node, inputs, { calculated: calculated.get(node.refId), run })
    );
  }
  return new Map(graph.expressions.map(({ refId }) => [graph.byRefId.get(refId), answers.get(refId)]));
}
function unused({ query, needed, fault }) {
  if (needed) return void 0;
  const hidden = { result: skipped(query, "hidden", "the query is hidden in the panel"), series: [] };
  if (fault === void 0) return hidden;
  const result = { ...skipped({ ...query, hidden: false }, fault.code, fault.reason), state: "error" };
  return { result, series: [] };
}

// src/check/expressions/fill-in.ts
function fillInExpressions(query, options) {
  let builtins;
  return (text3) => {
    if (query === void 0 || !/\$|\[\[/.test(text3)) return text3;
    builtins ??= builtinValues({ ...prepareQuery({ ...query, expr: "" }, options), dashboard: options.dashboard });
    return interpolate(text3, { values: options.resolved, builtins, defaultFormat: "glob" });
  };
}

// src/check/shown/field-name.ts
var valueName = "Value";
function fieldName(field2, frame, frames = [frame]) {
  if (field2.displayName) return field2.displayName;
  if (field2.sourceName) return field2.sourceName;
  if (field2.kind === "time" && field2.labels === void 0) return field2.name;
  const shared = sharedNaming(frames);
  const parts2 = [];
  if (shared.namesDiffer && frame.name) parts2.push(frame.name);
  if (field2.name !== "" && field2.name !== valueName) parts2.push(field2.name);
  const labels = labelPart(field2, shared.onlyLabel);
  if (labels !== "") parts2.push(labels);
  if (parts2.length === 0 && frame.name) parts2.push(frame.name);
  const name = parts2.join(" ") || field2.name || valueName;
  return name === field2.name ? numbered(field2, frame) : name;
}
function labelPart({ labels }, onlyLabel) {
  if (labels === void 0) return "";
  return onlyLabel === void 0 ? formatLabels(labels) : labels.get(onlyLabel) ?? "";
}
function formatLabels(labels) {
  const parts2 = [...labels].sort(([one], [other]) => one < other ? -1 : 1).map(([name, text3]) => `${name}="${text3}"`);
  return parts2.length === 0 ? "" : `{${parts2.join(", ")}}`;
}
var known = /* @__PURE__ */ new WeakMap();
function sharedNaming(frames) {
  const found = known.get(frames);
  if (found !== void 0) return found;
  const names = /* @__PURE__ */ new Set();
  for (const { fields } of frames)
    for (const { labels } of fields) for (const name of labels?.keys() ?? []) names.add(name);
  const [onlyLabel] = names.size === 1 ? names : [];
  const naming = { namesDiffer: new Set(frames.map(({ name }) => name)).size > 1, onlyLabel };
  known.set(frames, naming);
  return naming;
}
function numbered(field2, { fields }) {
  const same = fields.filter(({ name }) => name === field2.name);
  return same.length < 2 ? field2.name : `${field2.name} ${same.indexOf(field2) + 1}`;
}

// src/check/shown/frame.ts
function hasCells(frames) {
  return frames.some(({ fields, length }) => fields.length > 0 && length > 0);
}
var NotJudged = class extends Error {
};
var maxCells = 5e5;
function tooManyCells(frames, { most = maxCells, moreColumns = 0 } = {}) {
  const cells = frames.map(({ fields, length }) => (fields.length + moreColumns) * Math.max(1, length));
  return cells.reduce((sum, count) => sum + count, 0) > most;
}
function checkCells(frames) {
  if (tooManyCells(frames)) throw new NotJudged(`there are more than ${maxCells} cells`);
}
function valuesOf({ name, values }) {
  if (values === void 0) throw new NotJudged(`the values of the field ${name} are too many, or made in Grafana`);
  return values;
}
function matchTexts(pattern, texts, { regexTime }) {
  const unique = [...new Set(texts)];
  if (unique.length > 2e4) throw new NotJudged("there are too many texts for a regular expression");
  const found = matchAllGuarded({ pattern, texts: unique, time: regexTime });
  if (!found.ok) throw new NotJudged(found.reason);
  const matched = new Map(unique.map((text3, index) => [text3, (found.matches[index] ?? []).length > 0]));
  return texts.map((text3) => matched.get(text3) === true);
}

// src/check/shown/answer-frames.ts
function answerFrames(answers) {
  const all = answers.map((answer) => ({ answer, frames: seriesFrames(answer) }));
  const every = all.flatMap(({ frames }) => frames);
  const named4 = all.map(({ answer, frames }) => ({
    answer,
    frames: answer.legendFormat === "__auto" ? frames.map((frame) => withAutoName(frame, every)) : frames
  }));
  const of = (format) => named4.filter(({ answer }) => answer.format === format);
  const others = named4.filter(({ answer }) => answer.format !== "table" && answer.format !== "heatmap");
  return [
    ...others.flatMap(({ frames }) => frames),
    ...tables(of("table").map(({ frames }) => frames)),
    ...of("heatmap").flatMap(({ frames }) => heatmaps(frames))
  ];
}
function seriesFrames(answer) {
  const { refId, series } = answer;
  if (series.length === 0) return [{ refId, fields: [], length: 0 }];
  return series.map(({ labels, timesMs, values }) => {
    const sourceName = seriesName(labels, answer) || void 0;
    const fields = [
      { name: "Time", kind: "time", values: timesMs },
      { name: labels.get("__name__") ?? valueName, kind: "number", labels, sourceName, values }
    ];
    return { refId, typed: true, fields, length: values.length };
  });
}
function withAutoName(frame, every) {
  const fields = frame.fields.map(
    (field2) => field2.labels?.get("__name__") === field2.name && field2.labels !== void 0 ? { ...field2, sourceName: fieldName({ ...field2, name: valueName }, frame, every) } : field2
  );
  return { ...frame, fields };
}
function tables(queries) {
  if (queries.length === 1 && queries[0].length === 1 && queries[0][0].length === 0) return [...queries[0]];
  return queries.map((frames) => table(frames, queries.length > 1));
}
function table(series, oneOfMany) {
  const refId = series[0]?.refId;
  const labelsOf = (frame) => frame.fields[1]?.labels ?? /* @__PURE__ */ new Map();
  const names = [...new Set(series.flatMap((frame) => [...labelsOf(frame).keys()].sort()))];
  const length = series.reduce((sum, frame) => sum + frame.length, 0);
  const shape = ["Time", ...names, valueName].map((name) => ({ name, kind: "string" }));
  const known2 = !tooManyCells([{ fields: shape, length }]);
  const column2 = (cells) => known2 ? series.flatMap(cells) : void 0;
  const fields = [
    { name: "Time", kind: "time", values: column2(({ fields: [time] }) => time?.values ?? []) },
    ...names.map((name) => {
      const cells = (frame) => new Array(frame.length).fill(labelsOf(frame).get(name) ?? "");
      return { name, kind: "string", values: column2(cells) };
    }),
    {
      name: oneOfMany ? `${valueName} #${refId ?? ""}` : valueName,
      kind: "number",
      values: column2(({ fields: [, value] }) => value?.values ?? [])
    }
  ];
  return { refId, typed: true, fields, length };
}
function heatmaps(series) {
  const groups = /* @__PURE__ */ new Map();
  for (const frame of series) {
    const labels = [...frame.fields[1]?.labels ?? []].filter(([name]) => name !== "le").map(([, text3]) => text3);
    groups.set(labels.join(), [...groups.get(labels.join()) ?? [], frame]);
  }
  return [...groups.values()].flatMap((frames) => {
    const [first] = frames;
    const time = first?.fields[0];
    if (first === void 0 || time === void 0) return [];
    const buckets = frames.flatMap(({ fields: [, value] }) => {
      if (value === void 0) return [];
      const name = value.labels?.get("le") ?? value.sourceName ?? valueName;
      return [{ ...value, name, sourceName: name, values: void 0 }];
    });
    return [{ ...first, fields: [{ ...time }, ...buckets] }];
  });
}

// src/check/shown/calculate.ts
var notKnown = /* @__PURE__ */ Symbol("not known");
var calculationNames = /* @__PURE__ */ new Map([
  ["lastNotNull", "Last *"],
  ["last", "Last"],
  ["firstNotNull", "First *"],
  ["first", "First"],
  ["min", "Min"],
  ["max", "Max"],
  ["mean", "Mean"],
  ["median", "Median"],
  ["variance", "Variance"],
  ["stdDev", "StdDev"],
  ["sum", "Total"],
  ["count", "Count"],
  ["countAll", "Count all"],
  ["range", "Range"],
  ["delta", "Delta"],
  ["step", "Step"],
  ["diff", "Difference"],
  ["logmin", "Min (above zero)"],
  ["allIsZero", "All Zeros"],
  ["allIsNull", "All Nulls"],
  ["changeCount", "Change Count"],
  ["distinctCount", "Distinct Count"],
  ["diffperc", "Difference percent"],
  ["allValues", "All values"],
  ["uniqueValues", "All unique values"]
]);
var aliases = /* @__PURE__ */ new Map([
  ["current", "lastNotNull"],
  ["avg", "mean"],
  ["total", "sum"]
]);
var calculationId = (id) => aliases.get(id) ?? id;
var ofNothing = /* @__PURE__ */ new Map([
  ["sum", 0],
  ["count", 0],
  ["countAll", 0],
  ["allIsZero", false],
  ["allIsNull", true]
]);
function calculate2(id, { values, kind }) {
  const calculation = calculationId(id);
  if (values === void 0) return notKnown;
  if (values.length === 0) return calculationNames.has(calculation) ? ofNothing.get(calculation) : notKnown;
  const there = values.filter((value) => value !== null && value !== void 0 && !Number.isNaN(value));
  if (calculation === "first") return values[0];
  if (calculation === "last") return values.at(-1);
  if (calculation === "firstNotNull") return there[0] ?? null;
  if (calculation === "lastNotNull") return there.at(-1) ?? null;
  if (calculation === "countAll") return values.length;
  if (calculation === "count") return values.filter((value) => value !== null && value !== void 0).length;
  if (kind !== "number" && kind !== "time") return notKnown;
  return ofNumbers(calculation, there.map(Number));
}
function ofNumbers(id, numbers2) {
  let [sum, min, max] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const number of numbers2) {
    sum += number;
    if (number < min) min = number;
    if (number > max) max = number;
  }
  const none = numbers2.length === 0;
  if (id === "sum") return sum;
  if (id === "mean") return none ? null : sum / numbers2.length;
  if (id === "min") return none ? null : min;
  if (id === "max") return none ? null : max;
  if (id === "range") return none ? null : max - min;
  if (id === "diff") return none ? null : numbers2.at(-1) - numbers2[0];
  if (id === "allIsZero") return !none && numbers2.every((number) => number === 0);
  if (id === "allIsNull") return none;
  return notKnown;
}

// src/check/shown/match-fields.ts
function matchFields(matcher, frames, tools) {
  const make = matchers.get(matcher.id);
  if (make === void 0) throw new NotJudged(`the matcher ${matcher.id} is not known`);
  const match = make(matcher.options, frames, tools);
  return new Set(placedFields(frames).flatMap((placed) => match(placed) ? [placed.field] : []));
}
var placedFields = (frames) => frames.flatMap((frame) => frame.fields.map((field2) => ({ field: field2, frame })));
var text = (options) => typeof options === "string" ? options : "";
function named(names, frames) {
  const wanted = new Set(names);
  return ({ field: field2, frame }) => wanted.has(field2.name) || wanted.has(fieldName(field2, frame, frames)) || (wanted.has(valueName) ? field2.labels !== void 0 && field2.labels.get("__name__") === field2.name : (wanted.has("Time") || wanted.has("time")) && frame.typed !== true && field2.kind === "time");
}
function byPattern(pattern, frames, tools) {
  if (pattern === "") return () => false;
  const placed = placedFields(frames);
  const names = placed.map(({ field: field2, frame }) => fieldName(field2, frame, frames));
  const matched = matchTexts(pattern, names, tools);
  const fields = new Set(placed.flatMap(({ field: field2 }, index) => matched[index] === true ? [field2] : []));
  return ({ field: field2 }) => fields.has(field2);
}
var matchers = /* @__PURE__ */ new Map([
  ["byName", (options, frames) => named([text(options)], frames)],
  [
    "byNames",
    (options, frames) => {
      const match = named(textList(options?.["names"]), frames);
      return textField(options, "mode") === "exclude" ? (placed) => !match(placed) : match;
    }
  ],
  ["byRegexp", (options, frames, tools) => byPattern(text(options), frames, tools)],
  [
    "byRegexpOrNames",
    (options, frames, tools) => {
      const match = named(textList(options?.["names"]), frames);
      const pattern = byPattern(textField(options, "pattern") ?? "", frames, tools);
      return (placed) => match(placed) || pattern(placed);
    }
  ],
  [
    "byFrameRefID",
    (options) => ({ frame }) => frame.refId === options
  ],
  [
    "byType",
    (options) => ({ field: field2 }) => isKind(field2, options)
  ],
  [
    "byTypes",
    (options) => ({ field: field2 }) => asArray(options).some((kind) => isKind(field2, kind))
  ],
  [
    "numeric",
    () => ({ field: field2 }) => isKind(field2, "number")
  ],
  [
    "time",
    () => ({ field: field2 }) => isKind(field2, "time")
  ],
  [
    "first",
    () => ({ field: field2, frame }) => field2 === frame.fields[0]
  ],
  [
    "firstTimeField",
    () => ({ field: field2, frame }) => field2 === frame.fields.find((one) => isKind(one, "time"))
  ],
  ["byValue", byValue],
  ["alwaysMatch", () => () => true],
  ["neverMatch", () => () => false]
]);
function isKind({ name, kind }, wanted) {
  if (kind === "other") throw new NotJudged(`the kind of the field ${name} is found in Grafana`);
  return kind === wanted;
}
function byValue(options) {
  const reducer = textField(options, "reducer");
  if (reducer === void 0) return () => false;
  const op = textField(options, "op") ?? "eq";
  const value = numberField(options, "value");
  return ({ field: field2 }) => {
    const left = calculate2(reducer, field2);
    if (left === notKnown) throw new NotJudged(`the calculation ${reducer} is done in Grafana`);
    return reducer.startsWith("allIs") ? left === true : compare(left, op, value);
  };
}
function compare(left, op, right) {
  const missing2 = left === null || left === void 0 || right === void 0;
  const used = missing2 && (op === "gte" || op === "lte") ? "eq" : op;
  const [one, other] = [left ?? "null", right ?? "null"];
  if (used === "eq") return String(one) === String(other);
  if (used === "neq") return String(one) !== String(other);
  if (used === "gt") return one > other;
  if (used === "gte") return one >= other;
  if (used === "lt") return one < other;
  return used === "lte" && one <= other;
}

// src/check/shown/hidden-fields.ts
function hiddenFields(frames, { type, defaults, overrides }, tools) {
  const isTable = type.startsWith("table");
  const byDefault = field(defaults, "custom", "hideFrom", "viz") === true || isTable && field(defaults, "custom", "hidden") === true;
  const hidden = new Set(byDefault ? frames.flatMap(({ fields }) => fields) : []);
  for (const { matcher, properties } of overrides) {
    const hides = properties.map((one) => hidesBy(one, isTable)).findLast((value) => value !== void 0);
    if (hides === void 0) continue;
    for (const field2 of matchFields(matcher, frames, tools)) {
      if (hides) hidden.add(field2);
      else hidden.delete(field2);
    }
  }
  return hidden;
}
function hidesBy({ id, value }, isTable) {
  if (id === "custom.hideFrom") return field(value, "viz") === true;
  if (id === "custom.hideFrom.viz" || isTable && id === "custom.hidden") return value === true;
  return void 0;
}
function sets(id, { defaults, overrides }) {
  const isSet = (value) => value !== void 0 && value !== null && value !== "";
  return isSet(defaults[id]) || overrides.some(({ properties }) => properties.some((one) => one.id === id && isSet(one.value)));
}

// src/check/shown/drawn.ts
var ofValues = /* @__PURE__ */ new Set([
  "stat",
  "gauge",
  "bargauge",
  "piechart",
  "radialbar",
  "singlestat",
  "grafana-singlestat-panel"
]);
var ofFields = /* @__PURE__ */ new Set(["barchart", "state-timeline", "status-history", "trend", "histogram"]);
function undrawn(frames, settings, tools) {
  const { type } = settings;
  if (ofValues.has(type)) return withoutValue(frames, settings, tools);
  if (type === "timeseries") return withoutLine(frames, settings, tools);
  if (type === "table" || type === "table-old") return allHidden(frames, settings, tools, () => true);
  if (ofFields.has(type)) return allHidden(frames, settings, tools, ({ kind }) => kind !== "time");
  return void 0;
}
function fieldNames2(frames) {
  const names = new Set(frames.flatMap((frame) => frame.fields.map((field2) => fieldName(field2, frame, frames))));
  return names.size === 0 ? "no field" : some([...names].map((name) => name.length > 80 ? `${name.slice(0, 80)}…` : name));
}
function withoutValue(frames, settings, tools) {
  const { reduce: reduce2, type } = settings;
  const pattern = textField(reduce2, "fields") ?? "";
  const matched = matchFields(pattern === "" ? { id: "numeric" } : { id: "byRegexp", options: pattern }, frames, tools);
  if (matched.size === 0) {
    if (pattern === "")
      return { code: "no-value", reason: `the panel shows numbers, and there is none among ${fieldNames2(frames)}` };
    if (sets("displayName", settings)) throw new NotJudged("its settings give fields other names");
    const reason = `the panel shows only fields that match ${quote(pattern)}, and there are ${fieldNames2(frames)}`;
    return { code: "field-missing", reason };
  }
  const pie = type === "piechart";
  const hidden = pie ? hiddenFields(frames, settings, tools) : /* @__PURE__ */ new Set();
  const fields = [...matched].filter((field2) => !hidden.has(field2));
  if (fields.length === 0) return everyHidden(frames);
  if (reduce2["values"] === true) {
    const rows = frames.some(({ length, fields: own }) => length > 0 && own.some((field2) => matched.has(field2)));
    return rows ? void 0 : { code: "no-value", reason: "the panel shows every row of a field that has no rows" };
  }
  const given = textList(reduce2["calcs"]);
  const ids = given.length > 0 ? given : ["lastNotNull"];
  const isShown = (value) => value === notKnown || value !== null && value !== void 0 && !(pie && Number.isNaN(value));
  if (fields.some((field2) => ids.some((id) => isShown(calculate2(id, field2))))) return void 0;
  const names = some(ids.map(calculationId));
  return { code: "no-value", reason: `the panel's calculation (${names}) has no value to work on` };
}
function withoutLine(frames, settings, tools) {
  const timed = frames.filter(({ fields }) => fields.some(({ kind }) => kind === "time"));
  const lines2 = timed.flatMap(({ fields }) => fields.filter(({ kind }) => kind !== "time" && kind !== "string"));
  if (lines2.length === 0) {
    const reason = `a time series needs a time and a number, and there are ${fieldNames2(frames)}`;
    return { code: "no-value", reason };
  }
  const hidden = hiddenFields(frames, settings, tools);
  const visible = lines2.filter((field2) => !hidden.has(field2));
  if (visible.length === 0) return everyHidden(frames);
  const hasPoint = ({ kind, values }) => values === void 0 || kind !== "number" || values.some((value) => Number.isFinite(value));
  return visible.some(hasPoint) ? void 0 : { code: "no-value", reason: "no finite number is left to draw" };
}
var everyHidden = (frames) => ({
  code: "fields-hidden",
  reason: `the panel's field settings hide every field: ${fieldNames2(frames)}`
});
function allHidden(frames, settings, tools, isDrawn) {
  const fields = frames.filter(({ length }) => length > 0).flatMap((frame) => frame.fields.filter(isDrawn));
  if (fields.length === 0) return void 0;
  const hidden = hiddenFields(frames, settings, tools);
  return fields.every((field2) => hidden.has(field2)) ? everyHidden(frames) : void 0;
}

// src/check/shown/transform/join-by-field.ts
var joinByField = (frames, options, tools) => {
  if (frames.length <= 1) return { frames };
  const byField = textField(options, "byField") ?? "";
  if (byField === "" && !frames[0]?.fields.some(({ kind }) => kind === "time"))
    throw new NotJudged("Grafana chooses the field to join by");
  const matcher = byField === "" ? { id: "firstTimeField" } : { id: "byName", options: byField };
  const matched = matchFields(matcher, frames, tools);
  const sides = frames.flatMap((frame) => {
    const by = frame.fields.find((field3) => matched.has(field3));
    if (by === void 0) return [];
    const rest = frame.fields.filter((field3) => field3 !== by).map((field3) => named2(field3, frame));
    return [{ by, rest, length: frame.length }];
  });
  checkCells(frames);
  const mode = textField(options, "mode") ?? "outer";
  const keys = sides.map(({ by, length }) => length === 0 ? [] : valuesOf(by));
  const joined = mode === "inner" ? innerKeys(keys) : outerKeys(keys);
  const field2 = ({ kind, name, labels, displayName, sourceName }) => ({
    ...{ kind, name, labels, displayName, sourceName },
    values: void 0
  });
  const aligned = mode === "outer";
  const fields = sides.flatMap(
    ({ rest }, index) => rest.map((one) => aligned && one.values !== void 0 ? align(one, keys[index], joined) : field2(one))
  );
  const [first] = sides;
  const refId = `joinByField-${frames.map((frame) => frame.refId).join("-")}`;
  const all = first === void 0 ? [] : [{ ...first.by, values: joined }, ...fields];
  const missing2 = sides.length === 0 ? [byField || "Time"] : [];
  const does = mode === "inner" ? `keeps only rows whose ${byField || "time"} every query has` : `joins by ${byField || "time"}`;
  return { frames: [{ refId, fields: all, length: joined.length }], missing: missing2, does };
};
var named2 = (field2, { name }) => name && field2.name === valueName ? { ...field2, name } : { ...field2 };
function outerKeys(keys) {
  return [...new Set(keys.flat())].sort((one, other) => Number(one) - Number(other));
}
function innerKeys([first = [], ...others]) {
  const most = 5e5;
  return others.reduce(
    (left, right) => {
      const times = /* @__PURE__ */ new Map();
      for (const key of right) times.set(String(key), (times.get(String(key)) ?? 0) + 1);
      const rows = [];
      for (const key of left) {
        const count = key === null || key === void 0 ? 0 : times.get(String(key)) ?? 0;
        if (rows.length + count > most) throw new NotJudged("joining makes too many rows");
        for (let time = 0; time < count; time++) rows.push(key);
      }
      return rows;
    },
    [...first]
  );
}
function align(field2, keys, rows) {
  const values = new Map(keys.map((key, index) => [key, field2.values?.[index]]));
  return { ...field2, values: rows.map((row) => values.get(row)) };
}

// src/check/shown/transform/calculate-field.ts
var calculateField = (given, options, tools) => {
  const mode = textField(options, "mode") ?? "reduceRow";
  const frames = oneTimeline(given, options, mode, tools);
  const replace = options["replaceFields"] === true;
  const missing2 = /* @__PURE__ */ new Set();
  const calculated = frames.flatMap((frame) => {
    const lacks = lacking(frame, frames, options, mode);
    for (const name2 of lacks) missing2.add(name2);
    if (lacks.length > 0) return replace ? [] : [frame];
    const name = nameOf(options, mode);
    const field2 = { name, displayName: textField(options, "alias") || void 0, kind: "number" };
    if (!replace) return [{ ...frame, fields: [...frame.fields, field2] }];
    const time = options["timeSeries"] === false ? void 0 : frame.fields.find(({ kind }) => kind === "time");
    return [{ ...frame, fields: time === void 0 ? [field2] : [time, field2] }];
  });
  return { frames: calculated, missing: replace ? [...missing2] : [] };
};
function oneTimeline(frames, options, mode, tools) {
  const right = field(options, "binary", "right");
  const fixed = typeof right === "string" ? right : field(right, "fixed");
  const withNumber = mode === "binary" && !Number.isNaN(Number(fixed));
  const times = frames.map(({ fields }) => fields.find(({ kind }) => kind === "time")?.name);
  const [byField] = times;
  if (options["timeSeries"] === false || withNumber || frames.length < 2) return frames;
  if (byField === void 0 || times.some((name) => name !== byField)) return frames;
  return joinByField(frames, { byField }, tools).frames;
}
function lacking(frame, frames, options, mode) {
  const has = (name) => frame.fields.some((field2) => fieldName(field2, frame, frames) === name);
  if (mode === "reduceRow" || mode === "index") return [];
  if (mode === "unary") {
    const name = textField(options, "unary", "fieldName") ?? "";
    return has(name) ? [] : [name];
  }
  if (mode !== "binary") throw new NotJudged(`its mode ${mode} is not known`);
  return ["left", "right"].flatMap((side) => {
    const value = field(options, "binary", side);
    if (textField(value, "matcher", "id") === "byType") throw new NotJudged("it calculates with all fields of a kind");
    const name = typeof value === "string" ? value : textField(value, "matcher", "options") ?? textField(value, "fixed") ?? "";
    return has(name) || !Number.isNaN(Number.parseFloat(name)) ? [] : [name];
  });
}
function nameOf(options, mode) {
  const alias = textField(options, "alias");
  if (alias) return alias;
  if (mode === "index") return "Row";
  if (mode === "unary")
    return `${textField(options, "unary", "operator")}(${textField(options, "unary", "fieldName")})`;
  if (mode === "reduceRow") {
    const id = textField(options, "reduce", "reducer") ?? "sum";
    return calculationNames.get(calculationId(id)) ?? "math";
  }
  const [left, right] = ["left", "right"].map((side) => {
    const value = field(options, "binary", side);
    return asObject(value) === void 0 ? String(value) : textField(value, "matcher", "options") ?? textField(value, "fixed");
  });
  return `${left} ${textField(options, "binary", "operator") ?? "+"} ${right}`;
}

// src/check/shown/transform/filter-fields.ts
var filterFieldsByName = (frames, options, tools) => {
  const byVariable = options["byVariable"] === true;
  const include = chosen(options["include"], byVariable);
  const exclude = chosen(options["exclude"], byVariable);
  const does = [
    ...include === void 0 ? [] : [`keeps only ${include.text}`],
    ...exclude === void 0 ? [] : [`leaves out ${exclude.text}`]
  ].join(" and ");
  const kept = filterFields(frames, { include: include?.matcher, exclude: exclude?.matcher }, tools);
  const missing2 = include?.names.filter((name) => matchFields(oneName(name), frames, tools).size === 0) ?? [];
  return { frames: kept, does, missing: include?.pattern === void 0 ? missing2 : [] };
};
function filterFields(frames, { include, exclude }, tools) {
  if (include === void 0 && exclude === void 0) return frames;
  const kept = include === void 0 ? void 0 : matchFields(include, frames, tools);
  const gone = exclude === void 0 ? void 0 : matchFields(exclude, frames, tools);
  const stays = (field2) => gone?.has(field2) !== true && kept?.has(field2) !== false;
  return frames.flatMap((frame) => {
    const fields = frame.fields.filter(stays);
    return fields.length === 0 ? [] : [{ ...frame, fields }];
  });
}
var oneName = (name) => ({ id: "byName", options: name });
function chosen(options, byVariable) {
  if (asObject(options) === void 0) return void 0;
  const variable = textField(options, "variable") ?? "";
  if (byVariable && variable !== "") {
    const names2 = variable.replace(/^\{(.*)\}$/s, "$1").split(",");
    return { matcher: { id: "byNames", options: { names: names2 } }, names: names2, text: some(names2) };
  }
  const names = textList(field(options, "names"));
  const pattern = textField(options, "pattern") ?? "";
  if (pattern === "")
    return names.length === 0 ? void 0 : { matcher: { id: "byNames", options: { names } }, names, text: some(names) };
  if (names.length === 0) return { matcher: { id: "byRegexp", options: pattern }, names, pattern, text: pattern };
  const matcher = { id: "byRegexpOrNames", options: { names, pattern } };
  return { matcher, names, pattern, text: `${pattern} and ${some(names)}` };
}

// src/check/shown/transform/filter-frames.ts
var filterByRefId = (frames, options, tools) => {
  const include = textField(options, "include") || void 0;
  const exclude = textField(options, "exclude") || void 0;
  const kept = include === void 0 ? void 0 : new Set(framesOf(include, frames, tools));
  const gone = new Set(exclude === void 0 ? [] : framesOf(exclude, frames, tools));
  const does = [
    ...include === void 0 ? [] : [`keeps only query ${include}`],
    ...exclude === void 0 ? [] : [`leaves out query ${exclude}`]
  ].join(" and ");
  return { frames: frames.filter((frame) => !gone.has(frame) && kept?.has(frame) !== false), does };
};
function filteredFrames({ id, options }, frames, tools) {
  if (id !== "byRefId" || typeof options !== "string") throw new NotJudged(`its filter ${id} is not known`);
  return framesOf(options, frames, tools);
}
function framesOf(pattern, frames, tools) {
  if (!pattern.startsWith("/")) {
    const wanted = new Set(pattern.includes("|") ? pattern.split("|") : [pattern]);
    return frames.filter(({ refId = "" }) => wanted.has(refId));
  }
  const matched = matchTexts(
    pattern,
    frames.map(({ refId = "" }) => refId),
    tools
  );
  return frames.filter((_, index) => matched[index]);
}

// src/check/shown/transform/match-rows.ts
function matchRows(config, values, tools) {
  const id = textField(config, "id") ?? "";
  const wanted = field(config, "options", "value");
  if (id === "regex") return matchTexts(`/${text2(wanted)}/`, values.map(String), tools);
  if (id === "between") {
    const [from, to] = [bound(field(config, "options", "from")), bound(field(config, "options", "to"))];
    return values.map((value) => isNumeric(value) && Number(value) > from && Number(value) < to);
  }
  const match = matchers2.get(id);
  if (match === void 0) throw new NotJudged(`its condition ${id} is not known`);
  if (!["string", "number", "boolean", "undefined"].includes(typeof wanted) && wanted !== null)
    throw new NotJudged(`its condition ${id} compares with something that is no single value`);
  return values.map((value) => match(value, wanted));
}
var matchers2 = /* @__PURE__ */ new Map([
  ["isNull", (value) => isNothing(value)],
  ["isNotNull", (value) => !isNothing(value)],
  ["equal", looselyEqual],
  ["notEqual", (value, wanted) => !looselyEqual(value, wanted)],
  ["greater", (value, wanted) => isNumeric(value) && order(value, wanted) > 0],
  ["greaterOrEqual", (value, wanted) => isNumeric(value) && order(value, wanted) >= 0],
  ["lower", (value, wanted) => isNumeric(value) && order(value, wanted) < 0],
  ["lowerOrEqual", (value, wanted) => isNumeric(value) && order(value, wanted) <= 0],
  ["substring", (value, wanted) => wanted === "" || contains(value, wanted) === true],
  ["notSubstring", (value, wanted) => contains(value, wanted) === false]
]);
var text2 = (value) => typeof value === "string" ? value : String(value);
var isNothing = (value) => value === null || value === void 0;
var isNumeric = (value) => !Number.isNaN(Number(value));
var bound = (value) => typeof value === "number" ? value : Number.parseInt(String(value), 10);
function looselyEqual(one, other) {
  if (isNothing(one) || isNothing(other)) return isNothing(one) && isNothing(other);
  return typeof one === typeof other ? one === other : Number(one) === Number(other);
}
function order(one, other) {
  if (typeof one === "string" && typeof other === "string") return one < other ? -1 : one > other ? 1 : 0;
  const [left, right] = [asNumber(one), asNumber(other)];
  return left === right ? 0 : left - right;
}
var asNumber = (value) => Number(value);
function contains(value, wanted) {
  if (typeof value !== "string" || typeof wanted !== "string" || value === "" || wanted === "") return void 0;
  return value.toLowerCase().includes(wanted.toLowerCase());
}

// src/check/shown/transform/filter-rows.ts
var limit = (frames, options) => {
  const given = options["limitField"] ?? 10;
  const most = typeof given === "string" ? Number.parseInt(given, 10) : Number(given);
  const cut = (frame) => frame.length > most ? { ...frame, fields: frame.fields.map((field2) => cutField(field2, most)), length: Math.abs(most) } : frame;
  return { frames: frames.map(cut), does: `keeps ${most} rows` };
};
function cutField(field2, most) {
  const { values } = field2;
  const cut = values === void 0 ? void 0 : most >= 0 ? values.slice(0, most) : values.slice(values.length + most);
  return { ...field2, values: cut };
}
var filterByValue = (frames, options, tools) => {
  const filters = asArray(options["filters"]).map(readFilter);
  if (filters.length === 0) return { frames };
  checkCells(frames);
  const all = options["match"] === "all";
  const include = (options["type"] ?? "include") === "include";
  const found = /* @__PURE__ */ new Set();
  const filtered = frames.map((frame) => {
    const conditions = filters.map(({ name, config }) => {
      const field2 = frame.fields.findLast((one) => fieldName(one, frame, frames) === name);
      if (field2 === void 0) return void 0;
      found.add(name);
      return matchRows(config, frame.length === 0 ? [] : valuesOf(field2), tools);
    });
    const matches2 = (row) => all ? conditions.every((rows2) => rows2?.[row] === true) : conditions.some((rows2) => rows2?.[row] === true);
    const rows = Array.from({ length: frame.length }, (_, row) => row).filter((row) => matches2(row) === include);
    const fields = frame.fields.map((field2) => ({ ...field2, values: field2.values && pick(field2.values, rows) }));
    return { ...frame, fields, length: rows.length };
  });
  const missing2 = filters.map(({ name }) => name).filter((name) => !found.has(name));
  const does = `${include ? "keeps" : "leaves out"} rows where ${some(
    filters.map(({ text: text3 }) => text3),
    3
  )}`;
  return { frames: filtered, does, missing: include ? [...new Set(missing2)] : [] };
};
var pick = (values, rows) => rows.map((row) => values[row]);
function readFilter(filter) {
  const name = textField(filter, "fieldName") ?? "";
  const config = field(filter, "config") ?? {};
  const value = textField(config, "options", "value") ?? numberField(config, "options", "value");
  const shown = value === void 0 ? "" : ` ${quote(String(value))}`;
  return { name, config, text: `${name} ${textField(config, "id") ?? ""}${shown}` };
}

// src/check/shown/transform/group-by.ts
var groupBy = (frames, options, tools) => {
  const settings = asObject(options["fields"]) ?? {};
  const names = Object.keys(settings).filter((name) => textField(settings[name], "operation") === "groupby");
  if (names.length === 0) return { frames };
  const keys = matchFields({ id: "byNames", options: { names } }, frames, tools);
  checkCells(frames);
  const grouped = frames.flatMap((frame) => {
    const by = frame.fields.filter((field2) => keys.has(field2));
    return by.length === 0 ? [] : [group(frame, by, settings)];
  });
  return { frames: grouped, missing: keys.size === 0 ? names : [], does: `groups by ${some(names)}` };
};
function group(frame, by, settings) {
  const columns = by.map((field2) => frame.length === 0 ? [] : valuesOf(field2));
  const rows = /* @__PURE__ */ new Map();
  for (let row = 0; row < frame.length; row++) {
    const key = columns.map((values) => String(values[row] ?? "")).join();
    const found = rows.get(key);
    if (found === void 0) rows.set(key, [row]);
    else found.push(row);
  }
  const groups = [...rows.values()];
  const fields = by.map(({ name, kind, displayName, sourceName }, index) => {
    const values = groups.map(([first]) => columns[index][first]);
    return { name, kind, displayName, sourceName, values };
  });
  const calculated = frame.fields.flatMap((field2) => calculatedFields(field2, frame, groups, settings));
  return { refId: frame.refId, fields: [...fields, ...calculated], length: groups.length };
}
function calculatedFields(field2, frame, groups, settings) {
  const name = [fieldName(field2, frame), field2.name].find((one) => field(settings, one) !== void 0);
  const own = name === void 0 ? void 0 : field(settings, name);
  const calculations = textList(field(own, "aggregations"));
  const operation = textField(own, "operation");
  const used = operation === "aggregate" ? calculations : operation === "groupby" && calculations.length === 1 && calculations[0] === "count" ? calculations : [];
  return used.map((id) => {
    const results = groups.map(
      (rows) => calculate2(id, { ...field2, values: field2.values && rows.map((row) => field2.values[row]) })
    );
    const values = results.flatMap((result) => result === notKnown ? [] : [result]);
    return {
      name: `${name} (${id})`,
      kind: kindOf(id, field2.kind),
      values: values.length === results.length ? values : void 0
    };
  });
}
function kindOf(id, kind) {
  if (["count", "distinctCount", "changeCount", "countAll"].includes(id)) return "number";
  return id.startsWith("allIs") ? "boolean" : kind;
}

// src/check/shown/transform/grouping-to-matrix.ts
var maxColumns = 2e3;
var groupingToMatrix = (frames, options, tools) => {
  const [frame] = frames;
  if (frame === void 0 || frames.length !== 1) return { frames };
  const find = (name) => {
    const matched = matchFields({ id: "byName", options: name }, frames, tools);
    return frame.fields.find((field2) => matched.has(field2));
  };
  const nameOf3 = (option, otherwise) => textField(options, option) || otherwise;
  const [columnName, rowName] = [nameOf3("columnField", "Time"), nameOf3("rowField", "Time")];
  const [column2, row, value] = [find(columnName), find(rowName), find(nameOf3("valueField", "Value"))];
  if (column2 === void 0 || row === void 0 || value === void 0) return { frames };
  const rows = [...new Set(valuesOf(row))];
  const columns = [...new Set(valuesOf(column2))].slice(0, maxColumns);
  const fields = [
    { name: `${rowName}\\${columnName}`, kind: row.kind, values: rows },
    ...columns.map((name) => ({ name: String(name), kind: value.kind }))
  ];
  return { frames: [{ fields, length: rows.length }] };
};

// src/check/shown/transform/labels-to-fields.ts
var labelsToFields = (frames, options) => {
  const keep = textList(options["keepLabels"]);
  const columns = new Set(frames.flatMap(({ fields }) => fields.flatMap(({ labels }) => [...labels?.keys() ?? []])));
  if (options["mode"] === "rows")
    return {
      frames: frames.flatMap((frame) => toRows(frame, frames, options["keepLabels"] === void 0 ? void 0 : keep))
    };
  const valueLabel = textField(options, "valueLabel");
  const known2 = !tooManyCells(frames, { moreColumns: columns.size });
  return { frames: frames.map((frame) => toColumns(frame, { keep, valueLabel, known: known2 })) };
};
function toColumns(frame, { keep, valueLabel, known: known2 }) {
  const found = /* @__PURE__ */ new Map();
  const fields = frame.fields.map((field2) => {
    if (field2.labels === void 0) return field2;
    const { kind, values } = field2;
    let { name } = field2;
    for (const [label, text3] of field2.labels) {
      if (keep.length > 0 && !keep.includes(label)) continue;
      if (label === valueLabel) name = text3;
      else found.set(label, (found.get(label) ?? /* @__PURE__ */ new Set()).add(text3));
    }
    return { name, kind, values };
  });
  const ofLabels = [...found].flatMap(
    ([name, texts]) => [...texts].map((text3) => {
      const values = known2 ? new Array(frame.length).fill(text3) : void 0;
      return { name, kind: "string", values };
    })
  );
  return { ...frame, fields: [...fields, ...ofLabels] };
}
function toRows(frame, frames, keep) {
  return frame.fields.flatMap((field2) => {
    const { labels } = field2;
    if (labels === void 0) return [];
    const names = keep ?? [...labels.keys()];
    if (names.length === 0) return [];
    const fields = [
      { name: "label", kind: "string", values: names },
      { name: "value", kind: "string", values: names.map((name) => labels.get(name)) }
    ];
    return [{ ...frame, name: fieldName(field2, frame, frames), fields, length: names.length }];
  });
}

// src/check/shown/transform/merge.ts
var maxMerged = 5e4;
var maxComparisons = 2e5;
var merge = (frames) => {
  if (frames.length <= 1) return { frames };
  const filled2 = frames.filter(({ fields: fields2 }) => fields2.length > 0);
  if (filled2.length === 0) return { frames: frames.slice(0, 1) };
  const fields = /* @__PURE__ */ new Map();
  for (const frame of filled2)
    for (const field2 of frame.fields) if (!fields.has(field2.name)) fields.set(field2.name, field2);
  const inAll = [...fields.keys()].filter(
    (name) => filled2.every((frame) => frame.fields.some((one) => one.name === name))
  );
  if (inAll.length === 0) return { frames };
  const rows = mergedRows(filled2, inAll);
  const refId = `merge-${filled2.map((frame) => frame.refId).join("-")}`;
  const columns = [...fields].map(
    ([name, { kind, sourceName }]) => ({ name, kind, sourceName, values: rows?.map((row) => row.get(name)) })
  );
  const length = rows?.length ?? filled2.reduce((sum, frame) => sum + frame.length, 0);
  return { frames: [{ refId, fields: columns, length }] };
};
function mergedRows(frames, inAll) {
  if (frames.some(({ fields }) => fields.some(({ values }) => values === void 0))) return void 0;
  if (tooManyCells(frames, { most: maxMerged })) return void 0;
  const byKey = /* @__PURE__ */ new Map();
  let comparisons = 0;
  for (const frame of frames) {
    const columns = new Map(frame.fields.map((field2) => [field2.name, valuesOf(field2)]));
    for (let index = 0; index < frame.length; index++) {
      const row = new Map([...columns].map(([name, values]) => [name, values[index]]));
      const key = JSON.stringify(inAll.map((name) => String(row.get(name))));
      const same = byKey.get(key) ?? [];
      comparisons += same.length;
      if (comparisons > maxComparisons) return void 0;
      byKey.set(key, withRow(same, row));
    }
  }
  return [...byKey.values()].flat();
}
function withRow(rows, row) {
  let merged = false;
  for (const one of rows) {
    if (![...row].every(([name, value]) => (one.get(name) ?? void 0) === void 0 || one.get(name) === value))
      continue;
    for (const [name, value] of row) one.set(name, value);
    merged = true;
  }
  if (!merged) rows.push(row);
  return rows;
}

// src/check/shown/transform/organize.ts
var organize = (frames, options, tools) => {
  const excluded = switchedOn(options["excludeByName"]);
  const included = switchedOn(options["includeByName"]);
  const kept = filterFields(frames, { include: byNames(included), exclude: byNames(excluded) }, tools);
  const does = [
    ...included.length === 0 ? [] : [`keeps only ${some(included)}`],
    ...excluded.length === 0 ? [] : [`leaves out ${some(excluded)}`]
  ].join(" and ");
  return { frames: kept.map((frame) => rename(frame, options["renameByName"])), does };
};
function rename(frame, names) {
  if (Object.keys(asObject(names) ?? {}).length === 0) return frame;
  const fields = frame.fields.map((field2) => {
    const displayName = field(names, fieldName(field2, frame));
    return typeof displayName === "string" && displayName !== "" ? { ...field2, displayName } : field2;
  });
  return { ...frame, fields };
}
var switchedOn = (value) => Object.entries(asObject(value) ?? {}).flatMap(([name, on]) => on ? [name] : []);
var byNames = (names) => names.length === 0 ? void 0 : { id: "byNames", options: { names } };

// src/check/shown/transform/reduce.ts
var reduce = (frames, options, tools) => {
  const given = options["reducers"] === void 0 ? ["max"] : textList(options["reducers"]);
  const ids = given.map(calculationId).filter((id) => calculationNames.has(id));
  if (given.length === 0) return { frames };
  const inPlace = options["mode"] === "reduceFields";
  const matcher = asObject(options["fields"]);
  const chosen2 = matcher === void 0 ? void 0 : matchFields({ id: textField(matcher, "id") ?? "", options: field(matcher, "options") }, frames, tools);
  const withTime = inPlace && options["includeTimeField"] === true;
  const taken = (field2) => chosen2 === void 0 ? withTime || field2.kind !== "time" : chosen2.has(field2);
  if (inPlace) return { frames: frames.flatMap((frame) => reduceFields(frame, taken, ids)) };
  if (frames.length === 0) return { frames };
  const sources = frames.flatMap((frame) => frame.fields.filter(taken).map((field2) => ({ field: field2, frame })));
  const asLabels = options["labelsToFields"] === true;
  const labels = asLabels ? labelNames(frames) : [];
  const nameOf3 = ({ field: field2, frame }) => asLabels ? field2.name : fieldName(field2, frame, frames);
  const fields = [
    { name: "Field", kind: "string", values: sources.map(nameOf3) },
    ...labels.map(
      (name) => ({ name, kind: "string", values: sources.map(({ field: field2 }) => field2.labels?.get(name)) })
    ),
    ...ids.map(
      (id) => column(
        id,
        sources.map(({ field: field2 }) => field2)
      )
    )
  ];
  const refId = `reduce-${frames.map((frame) => frame.refId).join("-")}`;
  return { frames: [{ refId, typed: frames[0]?.typed, fields, length: sources.length }] };
};
var labelNames = (frames) => [
  ...new Set(frames.flatMap(({ fields }) => fields.flatMap(({ labels }) => [...labels?.keys() ?? []])))
];
function column(id, sources) {
  const results = sources.map((source) => calculate2(id, source));
  const known2 = results.flatMap((result) => result === notKnown ? [] : [result ?? Number.NaN]);
  const values = known2.length === results.length ? known2 : void 0;
  return { name: calculationNames.get(id) ?? id, kind: values === void 0 ? "other" : kindOf2(values), values };
}
function kindOf2(values) {
  const first = values.find((value) => value !== null && value !== void 0);
  if (typeof first === "number") return "number";
  return typeof first === "boolean" ? "boolean" : "other";
}
function reduceFields(frame, taken, ids) {
  const fields = frame.fields.filter(taken).flatMap(
    (field2) => ids.map((id) => {
      const result = calculate2(id, field2);
      const kind = /^(first|last)/.test(id) ? field2.kind : /^(all|unique)Values$/.test(id) ? "other" : "number";
      const reducer = ids.length > 1 ? [["reducer", calculationNames.get(id) ?? id]] : [];
      const labels = new Map([...field2.labels ?? [], ...reducer]);
      return { ...field2, kind, labels, values: result === notKnown ? void 0 : [result] };
    })
  );
  return fields.length === 0 ? [] : [{ ...frame, fields, length: 1 }];
}

// src/check/shown/transform/rename-by-regex.ts
var renameByRegex = (frames, options, { regexTime }) => {
  const pattern = textField(options, "regex") ?? "(.*)";
  const replacement = textField(options, "renamePattern") ?? "$1";
  if (/\$[<`']/.test(replacement)) throw new NotJudged("its replacement is not of a form that is known");
  const names = [...new Set(frames.flatMap((frame) => frame.fields.map((field2) => fieldName(field2, frame))))];
  const found = matchAllGuarded({ pattern, texts: names, time: regexTime });
  if (!found.ok) throw new NotJudged(found.reason);
  const renamed = new Map(names.map((name, index) => [name, replaced(name, found.matches[index] ?? [], replacement)]));
  const rename2 = (field2, frame) => {
    const displayName = renamed.get(fieldName(field2, frame));
    return displayName === void 0 ? field2 : { ...field2, displayName };
  };
  return { frames: frames.map((frame) => ({ ...frame, fields: frame.fields.map((field2) => rename2(field2, frame)) })) };
};
function replaced(text3, matches2, replacement) {
  if (matches2.length === 0) return void 0;
  let [result, done] = ["", 0];
  for (const { index, groups } of matches2) {
    result += text3.slice(done, index) + expand(replacement, groups);
    done = index + (groups[0]?.length ?? 0);
  }
  return (result + text3.slice(done)).slice(0, 2e3);
}
function expand(replacement, groups) {
  return replacement.slice(0, 2e3).replaceAll(/\$(\$|&|\d{1,2})/g, (whole, name) => {
    if (name === "$") return "$";
    if (name === "&") return groups[0] ?? "";
    const two = Number(name);
    if (two > 0 && two < groups.length) return groups[two] ?? "";
    const one = Number(name[0]);
    return one > 0 && one < groups.length ? (groups[one] ?? "") + name.slice(1) : whole;
  });
}

// src/check/shown/transform/series.ts
var concatenate = (frames, options) => {
  if (frames.length < 2) return { frames };
  const mode = options["frameNameMode"] ?? "field";
  const length = Math.max(...frames.map((frame) => frame.length));
  const fields = frames.flatMap(
    (frame) => frame.fields.map((field2) => {
      const { values } = field2;
      const filled2 = values && values.length < length ? [...values, ...new Array(length - values.length)] : values;
      if (!frame.name || mode === "drop") return { ...field2, values: filled2 };
      const label = typeof options["frameNameLabel"] === "string" ? options["frameNameLabel"] : "frame";
      if (mode === "label")
        return { ...field2, labels: new Map([...field2.labels ?? [], [label, frame.name]]), values: filled2 };
      const name = field2.name === "" || field2.name === valueName ? frame.name : `${frame.name} · ${field2.name}`;
      return { ...field2, name, values: filled2 };
    })
  );
  checkCells([{ fields, length }]);
  return { frames: [{ fields, length }] };
};
var seriesToRows = (frames) => {
  const filled2 = frames.filter(({ length }) => length > 0);
  if (frames.length === 0 || !filled2.every(isSeries)) return { frames: filled2 };
  checkCells(filled2);
  const column2 = (choose) => filled2.flatMap((frame) => choose(frame)?.values ?? new Array(frame.length));
  const timeOf = ({ fields: fields2 }) => fields2.find(({ kind }) => kind === "time");
  const numberOf = ({ fields: fields2 }) => fields2.find(({ kind }) => kind !== "time");
  const names = filled2.flatMap((frame) => new Array(frame.length).fill(frameName(frame)));
  const known2 = filled2.every((frame) => numberOf(frame)?.values !== void 0);
  const fields = [
    { name: "Time", kind: "time", values: column2(timeOf) },
    { name: "Metric", kind: "string", values: names },
    { name: valueName, kind: "number", values: known2 ? column2(numberOf) : void 0 }
  ];
  const refId = `seriesToRows-${filled2.map((frame) => frame.refId).join("-")}`;
  return { frames: [{ refId, fields: filled2.length === 0 ? [] : fields, length: names.length }] };
};
function isSeries({ fields }) {
  const climbs = ({ kind, values = [] }) => kind === "time" && values.slice(0, 100).every((time, index) => index === 0 || Number(time) > Number(values[index - 1]));
  return fields.length > 1 && fields.some(climbs) && fields.some(({ kind }) => kind === "number");
}
var frameName = (frame) => frame.name || frame.fields.filter(({ kind }) => kind !== "time").map((field2) => fieldName(field2, frame)).join(", ");

// src/check/shown/transform/transform.ts
var unchanged = (frames) => ({ frames });
var transformations = /* @__PURE__ */ new Map([
  ["calculateField", calculateField],
  ["concatenate", concatenate],
  ["filterByRefId", filterByRefId],
  ["filterByValue", filterByValue],
  ["filterFieldsByName", filterFieldsByName],
  ["groupBy", groupBy],
  ["groupingToMatrix", groupingToMatrix],
  ["joinByField", joinByField],
  ["labelsToFields", labelsToFields],
  ["limit", limit],
  ["merge", merge],
  ["noop", unchanged],
  ["organize", organize],
  ["reduce", reduce],
  ["renameByRegex", renameByRegex],
  ["seriesToColumns", joinByField],
  ["seriesToRows", seriesToRows],
  ["sortBy", unchanged]
]);
function transform(frames, { id, options, filter }, tools) {
  const transformation = transformations.get(id);
  if (transformation === void 0) throw new NotJudged("it is not one of those that are judged");
  const chosen2 = asObject(filter);
  if (!field(chosen2, "options")) return transformation(frames, options, tools);
  const matcher = { id: textField(chosen2, "id") ?? "", options: field(chosen2, "options") };
  const seen = filteredFrames(matcher, frames, tools);
  const others = frames.filter((frame) => !seen.includes(frame));
  const result = transformation(seen, options, tools);
  return { ...result, frames: [...result.frames, ...others] };
}

// src/check/shown/judge-shown.ts
var withoutData = /* @__PURE__ */ new Set([
  ...["text", "dashlist", "news", "alertlist", "annolist", "welcome", "gettingstarted", "pluginlist", "row"],
  ...["canvas", "geomap", "datagrid", "debug", "nodeGraph", "flamegraph", "traces", "logs"]
]);
var needsData = (type) => !withoutData.has(type);
function judgeShown(input, tools) {
  const { settings, incomplete } = input;
  if (!needsData(settings.type)) return { state: "shown" };
  try {
    const nothing = judge(input, tools);
    if (nothing === void 0) return { state: "shown" };
    if (incomplete !== void 0) return { state: "not-judged", reason: incomplete };
    if (sets("noValue", settings))
      return { state: "not-judged", reason: "the panel has a text of its own for no value" };
    return { state: "empty", ...nothing };
  } catch (error) {
    if (error instanceof NotJudged) return { state: "not-judged", reason: error.message };
    throw error;
  }
}
function judge({ settings, answers }, tools) {
  let frames = answerFrames(answers);
  let blamed;
  for (const step of settings.steps) {
    const name = `transformation ${step.place} (${step.id})`;
    const before = frames;
    const result = named3(name, () => transform(before, step, tools));
    frames = result.frames;
    if (hasCells(frames)) blamed = void 0;
    else blamed ??= blame(name, before, result);
  }
  return hasCells(frames) ? undrawn(frames, settings, tools) : blamed;
}
function named3(name, run) {
  try {
    return run();
  } catch (error) {
    throw error instanceof NotJudged ? new NotJudged(`${name}: ${error.message}`) : error;
  }
}
function blame(name, before, { missing: missing2 = [], does = "" }) {
  if (missing2.length > 0) {
    const fields = `${missing2.length === 1 ? "the field" : "the fields"} ${missing2.slice(0, 5).join(", ")}`;
    const reason = `${name} needs ${fields}, and there are ${fieldNames2(before)}`;
    return { code: "field-missing", reason };
  }
  return { code: "filtered-out", reason: `${name} leaves nothing to show${does === "" ? "" : `: it ${does}`}` };
}

// src/check/shown/panel-settings.ts
var maxFilled = 2e4;
function panelSettings({ node, paths, body, type }, fill) {
  const fieldConfig = valueAt(node, paths.fieldConfig);
  const options = asObject(valueAt(node, paths.options)) ?? {};
  const own = asArray(valueAt(node, paths.transformations)).flatMap((entry, index) => readStep(entry, index + 1));
  const steps = [...own, ...oldTableSteps(body, own.length + 1)];
  return {
    type,
    steps: steps.map((step) => ({ ...step, options: filled(step.options, fill) })),
    reduce: asObject(options["reduceOptions"]) ?? oldReduce(body),
    defaults: asObject(field(fieldConfig, "defaults")) ?? {},
    overrides: [...asArray(field(fieldConfig, "overrides")).flatMap(readOverride), ...oldTableOverrides(body)]
  };
}
function readStep(entry, place) {
  const spec = asObject(field(entry, "spec")) ?? asObject(entry);
  const id = textField(entry, "group") ?? textField(spec, "id") ?? textField(entry, "kind");
  const topic = textField(spec, "topic");
  if (id === void 0 || spec?.["disabled"] === true || topic !== void 0 && topic !== "series") return [];
  return [{ id, place, options: asObject(spec?.["options"]) ?? {}, filter: spec?.["filter"] }];
}
function readOverride(entry) {
  const id = textField(entry, "matcher", "id");
  if (id === void 0) return [];
  const properties = asArray(field(entry, "properties")).flatMap((one) => {
    const name = textField(one, "id");
    return name === void 0 ? [] : [{ id: name, value: field(one, "value") }];
  });
  return [{ matcher: { id, options: field(entry, "matcher", "options") }, properties }];
}
function filled(value, fill) {
  if (typeof value === "string")
    return value.includes("$") || value.includes("[[") ? fill(value.slice(0, maxFilled)) : value;
  if (Array.isArray(value)) return value.map((one) => filled(one, fill));
  const object = asObject(value);
  if (object === void 0) return value;
  return Object.fromEntries(
    Object.entries(object).map(([name, one]) => [String(filled(name, fill)), filled(one, fill)])
  );
}
var oldTransformations = /* @__PURE__ */ new Map([
  ["timeseries_to_rows", "seriesToRows"],
  ["timeseries_to_columns", "seriesToColumns"],
  ["timeseries_aggregations", "reduce"],
  ["table", "merge"]
]);
function oldTableSteps(body, place) {
  const id = Array.isArray(body["styles"]) ? oldTransformations.get(textField(body, "transform") ?? "") : void 0;
  if (id === void 0) return [];
  const reducers = asArray(body["columns"]).flatMap((column2) => textField(column2, "value") ?? []);
  return [{ id, place, options: id === "reduce" ? { reducers } : {} }];
}
function oldTableOverrides(body) {
  return asArray(body["styles"]).flatMap((style) => {
    const pattern = textField(style, "pattern") ?? "";
    if (textField(style, "type") !== "hidden" || pattern === "/.*/") return [];
    const id = /^\/.*\/$/s.test(pattern) ? "byRegexp" : "byName";
    return [{ matcher: { id, options: pattern }, properties: [{ id: "custom.hidden", value: true }] }];
  });
}
function oldReduce(body) {
  const name = textField(body, "valueName");
  return name === void 0 ? {} : { calcs: [name] };
}

// src/check/shown/show-panel.ts
function showPanel(joined, { panel: { view } }, { answers, run }) {
  if (view === void 0) return { panel: joined, findings: [] };
  const certain = joined.state !== "error" && joined.state !== "unchecked";
  const hidden = view.targets.length > 0 && view.targets.every((target) => target.hidden);
  const shown = hidden && certain && needsData(view.type) ? { state: "empty", code: "all-hidden", reason: "every query of the panel is hidden" } : joined.state === "ok" ? judge2(view, answers, run) : { state: "shown" };
  if (shown.state === "shown") return { panel: joined, findings: [] };
  if (shown.state === "not-judged" && joined.note !== void 0) return { panel: joined, findings: [] };
  if (shown.state === "not-judged") return { panel: { ...joined, notJudged: shown.reason }, findings: [] };
  const { lastValue: _, values: __, ...rest } = joined;
  const verdict = { state: "empty", code: shown.code, reason: shown.reason };
  const place = { panel: joined.title, ...defined({ panelId: joined.panelId }) };
  return { panel: { ...rest, ...verdict, shape: [] }, findings: [{ ...place, ...verdict }] };
}
function judge2(view, answers, run) {
  const unknown = /* @__PURE__ */ new Set();
  const fill = filler(answers, run, unknown);
  const settings = panelSettings(view, fill);
  const drawn = answers.filter(({ result: { query } }) => query.hidden !== true);
  const judged = drawn.map(({ result, series }) => {
    const { query, ranExpr = query.expr } = result;
    const { refId, format, legendFormat } = query;
    return {
      ...{ refId, format, series },
      legendFormat: legendFormat === void 0 ? void 0 : fill(legendFormat),
      expr: run.withoutIsolation(ranExpr)
    };
  });
  const incomplete = whyIncomplete(drawn) ?? ofVariables(unknown);
  return judgeShown({ settings, answers: judged, incomplete }, { regexTime: run.regexTime ?? new RegexTime() });
}
function filler(answers, run, unknown) {
  const first = answers.find(({ result }) => result.evaluated !== void 0)?.result;
  const range = first === void 0 ? run.window : panelRange(run.window, first.query);
  const stepMs = first?.evaluated?.stepMs ?? run.scrapeIntervalMs ?? 15e3;
  const all = builtinValues({ range, timing: { stepMs, rateIntervalMs: stepMs }, dashboard: run.dashboard });
  const builtins = new Map([...all].filter(([name]) => !name.startsWith("__rate")));
  const onUse = (name) => {
    if (run.resolved.get(name)?.state === "unchecked") unknown.add(name);
  };
  return (text3) => interpolate(text3, { values: run.resolved, builtins, defaultFormat: "glob", onUse });
}
function whyIncomplete(drawn) {
  for (const { result } of drawn) {
    const { refId = "", instant, range } = result.query;
    if (result.state !== "ok" && result.state !== "empty")
      return `query ${refId} is not run here: ${result.reason ?? "it was skipped"}`;
    if (result.note !== void 0) return `query ${refId} is ${result.note}`;
    if (result.sharedFrom !== void 0) return `query ${refId} shows the result of another panel`;
    if (instant === true && range === true) return `query ${refId} asks for a range and for an instant at once`;
  }
  return void 0;
}
function ofVariables(unknown) {
  const [name] = unknown;
  return name === void 0 ? void 0 : `the values of variable $${name} are not known`;
}

// src/check/check-panel.ts
async function checkPanel(group2, whole, { ask: ask2 = (_, answer) => answer(), share, keep = false } = {}) {
  const { panel, queries } = group2;
  const graph = panelGraph(group2, fillInExpressions(queries[0], whole));
  const full = { ...whole, resolution: "full" };
  const run = keep || graph.expressions.length > 0 ? full : whole;
  const isExpression = new Set(graph.expressions.map(({ refId }) => graph.byRefId.get(refId)));
  const answer = async (query) => {
    if (share !== void 0 && query.dataSourceKind === "dashboard") {
      const shared = await share(query);
      return await ask2(query, async () => shared);
    }
    if (!graph.feeding.has(query)) return await ask2(query, () => runQuery(query, run));
    const answered = await ask2(query, () => runQuery({ ...query, hidden: false }, run));
    return { ...answered, result: { ...answered.result, query: { ...query, unit: void 0 } } };
  };
  const given = /* @__PURE__ */ new Map();
  const plain = queries.filter((query) => !isExpression.has(query));
  await Promise.all(plain.map(async (query) => given.set(query, await answer(query))));
  const calculated = await checkExpressions(graph, given, run);
  for (const [query, result] of calculated) given.set(query, await ask2(query, async () => result));
  const shown = queries.filter((query) => !graph.feeding.has(query));
  const few = queries.filter((query) => given.get(query)?.few === true);
  let judged = judgePanel({ group: group2, shown, given, run });
  if (few.length > 0 && judged.hints.length + judged.findings.length + (judged.panel.notJudged?.length ?? 0) > 0) {
    const again = async (query) => ask2(query, () => runQuery(query, full), "again");
    await Promise.all(few.map(async (query) => given.set(query, await again(query))));
    judged = judgePanel({ group: group2, shown, given, run });
  }
  const answers = queries.map((query) => judged.answers.get(query));
  run.sink?.panel({
    of: panel,
    copy: run.copy,
    resolved: run.resolved,
    panel: judged.panel,
    findings: [...judged.findings, ...judged.hints],
    answers
  });
  return {
    panel: judged.panel,
    findings: judged.findings,
    hints: judged.hints,
    results: answers.map(({ result }) => result),
    series: keep ? shown.flatMap((query) => judged.answers.get(query).series) : []
  };
}
function judgePanel({
  group: group2,
  shown,
  given,
  run
}) {
  const explained = new Map(
    [...given].map(([query, one]) => [query, { ...one, result: explainBroken(one.result, run.written) }])
  );
  const answers = shown.map((query) => explained.get(query));
  const results = answers.map(({ result }) => result);
  return {
    ...showPanel(joinPanel(group2.panel, results), group2, { answers, run }),
    hints: judgeAnswers(group2.panel, answers, run),
    answers: explained
  };
}

// src/check/explain/explain-variable.ts
function variableExplainer(context) {
  const { window, spec: knowledge } = context;
  return async (query) => {
    const text3 = query.kind === "metrics" ? void 0 : query.argument?.text;
    const parsed = text3 === void 0 ? void 0 : parseFilled(text3);
    for (const selector of parsed?.ok === true ? selectorsIn(parsed.root).slice(0, 5) : []) {
      const wanted = query.kind === "labelValues" && labelName(query) !== "__name__" ? [presence(labelName(query))] : [];
      const { metric, conditions } = selectionOf(selector, text3);
      const asked = { metric, conditions: [...conditions, ...wanted] };
      const found = await explainSelector(asked, {
        ...context,
        knowledge,
        startMs: window.fromMs,
        endMs: window.toMs
      }).catch((error) => {
        if (error instanceof ExpectedError) return void 0;
        throw error;
      });
      if (found !== void 0) return found.reason;
    }
    return void 0;
  };
}
function presence(name) {
  return { name, operator: "!=", value: "", text: `${name}!=""` };
}

// src/check/explain/unused-metrics.ts
function unusedMetrics({ metrics }, {
  queries,
  sources,
  time
}) {
  const used = /* @__PURE__ */ new Set();
  const patterns = /* @__PURE__ */ new Set();
  for (const text3 of new Set(queries.map(({ ranExpr, query }) => ranExpr ?? query.expr))) {
    const parsed = parseFilled(text3);
    if (!parsed.ok) addWords(text3, used);
    for (const { metric, matchers: matchers3 } of parsed.ok ? selectorsIn(parsed.root) : []) {
      if (metric !== void 0) used.add(metric);
      for (const { name, op, value } of matchers3) if (name === "__name__" && op === "=~") patterns.add(value);
    }
  }
  for (const { query } of sources) addWords(query, used);
  const names = [...metrics.keys()];
  for (const pattern of [...patterns].slice(0, 100)) {
    const found = matchAllGuarded({ pattern: `/^(?:${pattern})$/`, texts: names, time });
    for (const [index, name] of names.entries())
      if (!found.ok || (found.matches[index] ?? []).length > 0) used.add(name);
  }
  const families = new Set(names.filter((name) => used.has(name)).map((name) => metrics.get(name)));
  return [...new Set(metrics.values())].filter((family) => !families.has(family) && !used.has(family)).sort();
}
function addWords(text3, words) {
  for (const [word] of text3.slice(0, 1e5).matchAll(/[a-zA-Z_:][\w:]*/g)) words.add(word);
}

// src/check/panel-groups.ts
function groupByPanel(queries, panels) {
  const groups = (panels ?? []).map((panel) => ({ panel, queries: [] }));
  const byName = /* @__PURE__ */ new Map();
  for (const group2 of [...groups].reverse()) byName.set(nameOf2(group2.panel.id, group2.panel.title), group2);
  for (const query of queries) {
    if (query.place !== "panel") continue;
    const { panelIndex, panelId: id, panelTitle: title = "", panelType: type, unit } = query;
    const listed = panelIndex === void 0 ? void 0 : groups[panelIndex];
    const name = nameOf2(id, title);
    const group2 = listed ?? byName.get(name) ?? { panel: { id, title, type, unit }, queries: [] };
    if (listed === void 0 && !byName.has(name)) groups.push(group2);
    if (listed === void 0) byName.set(name, group2);
    group2.queries.push(query);
  }
  return groups;
}
var nameOf2 = (id, title) => JSON.stringify([id ?? null, title]);

// src/check/repeat/check-copies.ts
var maxExplained = 3;
async function checkCopies(copies, run, check) {
  if (copies === void 0) return check(run);
  const reviewer = run.reviewer === void 0 ? void 0 : askOnce(run.reviewer);
  const checked = [];
  let explained = 0;
  for (const { resolved, values } of copies.copies) {
    const budget = explained < maxExplained ? run.budget : { ...run.budget, explained: 0 };
    const one = await check({ ...run, copy: values, resolved, reviewer, budget });
    if (one.results.some(({ state }) => state === "empty" || state === "error")) explained++;
    checked.push(one);
  }
  const each = checked.map(({ panel: { state, code, reason: reason2 } }, index) => {
    return { values: copies.copies[index].values, state, ...defined({ code, reason: reason2 }) };
  });
  const reason = `not looked at: ${copies.copies.length} of its ${copies.total} copies were`;
  const leftOut = copies.leftOut.map((values) => {
    return { values, state: "skipped", code: "too-many-copies", reason };
  });
  const panel = joinCopies(checked.map(({ panel: one }) => one));
  return {
    panel: { ...panel, copies: [...each, ...leftOut], copyCount: copies.total },
    results: checked.flatMap(
      ({ results }, index) => results.map((result) => ({ ...result, copy: copies.copies[index].values }))
    ),
    findings: ofCopies(checked, copies),
    // A panel that shows the result of a repeated one shows its first copy.
    series: checked[0]?.series ?? [],
    // Of several copies with the same oddity one is enough.
    hints: [...new Map(checked.flatMap(({ hints }) => hints).map((hint) => [hintKey(hint), hint])).values()]
  };
}
function ofCopies(checked, { copies }) {
  const merged = /* @__PURE__ */ new Map();
  for (const [index, { findings }] of checked.entries()) {
    for (const finding of findings) {
      const key = JSON.stringify([finding.code, finding.reason]);
      const known2 = merged.get(key);
      const { values } = copies[index];
      if (known2 === void 0) merged.set(key, { ...finding, copies: [values] });
      else known2.copies.push(values);
    }
  }
  return [...merged.values()];
}
var hintKey = ({ code, refId }) => JSON.stringify([code, refId]);
var worstFirst = ["error", "unchecked", "empty", "ok", "skipped"];
function joinCopies(panels) {
  const state = worstFirst.find((wanted) => panels.some((panel) => panel.state === wanted));
  const judged = panels.find((panel) => panel.state === state);
  const { lastValue: _, values: __, shape: ___, ...verdict } = judged;
  const { lastValue, values, shape } = panels.find((panel) => panel.state === "ok") ?? judged;
  return {
    ...verdict,
    series: panels.reduce((sum, { series }) => sum + series, 0),
    samples: panels.reduce((sum, { samples }) => sum + samples, 0),
    ...defined({ lastValue, values }),
    shape
  };
}
function askOnce(reviewer) {
  const known2 = /* @__PURE__ */ new Map();
  return {
    ...reviewer,
    query(request, signal) {
      const { query, expr, range, timing, every } = request;
      const { refId, instant, interval, maxDataPoints } = query;
      const key = JSON.stringify([refId, instant, interval, maxDataPoints, expr, range, timing, every]);
      const answer = known2.get(key) ?? reviewer.query(request, signal);
      known2.set(key, answer);
      return answer;
    }
  };
}

// src/check/repeat/plan-copies.ts
function planCopies(groups, resolved, {
  maxQueries,
  maxCopies = usualCopies,
  single
}) {
  const known2 = /* @__PURE__ */ new Map();
  const ofKind = (repeats, most) => {
    const key = JSON.stringify([repeats, most]);
    if (!known2.has(key)) known2.set(key, copiesOf(repeats, resolved, most));
    return known2.get(key);
  };
  const room = Math.max(0, maxQueries - single);
  let added = 0;
  const panels = groups.map((group2) => {
    const [first] = group2.queries;
    if (first?.repeats === void 0 || first.repeats.length === 0) return { group: group2, copies: void 0 };
    const most = Math.min(maxCopies, 1 + Math.floor((room - added) / group2.queries.length));
    const copies = ofKind(first.repeats, most);
    added += ((copies?.copies.length ?? 1) - 1) * group2.queries.length;
    return { group: group2, copies };
  });
  return { panels, added };
}

// src/check/repeat/shown-once.ts
function findShownOnce(panels, resolved) {
  const byVariable = /* @__PURE__ */ new Map();
  for (const panel of panels) {
    for (const name of panel.view?.repeats ?? []) {
      const known2 = byVariable.get(name);
      if (known2 === void 0) byVariable.set(name, [panel]);
      else known2.push(panel);
    }
  }
  return [...byVariable].flatMap(([name, found]) => {
    const why = whyShownOnce(resolved.get(name));
    if (why === void 0) return [];
    const titles = some(
      found.map(({ title }) => title === "" ? "an untitled panel" : title),
      3
    );
    const reason = `set to repeat panels, but ${why}; Grafana shows each of them once: ${titles}`;
    return [{ variable: name, state: "broken", code: "repeat-variable", reason }];
  });
}

// src/check/run/guarded-backend.ts
var NotAsked = class extends ExpectedError {
  exitCode = 3;
};
var patience = 5;
function createGuard({ deadline, signal }) {
  const both = signal === void 0 ? deadline : AbortSignal.any([signal, deadline]);
  let failures = 0;
  return async (ask2) => {
    signal?.throwIfAborted();
    if (deadline.aborted) throw overdue();
    if (failures >= patience)
      throw new NotAsked("not asked: the server did not answer several queries in a row", { code: "unreachable" });
    try {
      const answer = await ask2(both);
      failures = 0;
      return answer;
    } catch (error) {
      signal?.throwIfAborted();
      if (deadline.aborted) throw overdue();
      failures = error instanceof ExpectedError && isFault(error) ? failures + 1 : 0;
      throw error;
    }
  };
}
function overdue() {
  return new NotAsked("the time for checking was over", { code: "deadline" });
}
function guardBackend(backend, guard) {
  return {
    instant: (query, timeMs) => guard((stop) => backend.instant(query, timeMs, stop)),
    range: (query, range) => guard((stop) => backend.range(query, range, stop)),
    labelNames: (scope) => guard((stop) => backend.labelNames(scope, stop)),
    labelValues: (label, scope) => guard((stop) => backend.labelValues(label, scope, stop)),
    series: (match, scope) => guard((stop) => backend.series(match, scope, stop))
  };
}

// src/check/run/stable-order.ts
var ordering = /^(?:sort|topk|bottomk|limitk|approx_topk)/;
function inStableOrder(series, expr) {
  if (series.length < 2) return series;
  const keyed = series.map((one) => ({ one, key: labelsKey(one) }));
  const byLabels = (some2) => some2.sort((a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
  if (!ordersItself(expr)) return byLabels(keyed).map(({ one }) => one);
  const runs = [];
  for (const each of keyed) {
    const before = runs.at(-1)?.[0]?.one.values.at(-1);
    if (runs.length > 0 && Object.is(before, each.one.values.at(-1))) runs.at(-1).push(each);
    else runs.push([each]);
  }
  return runs.flatMap((run) => byLabels(run)).map(({ one }) => one);
}
function labelsKey({ labels }) {
  const pairs = [...labels].sort(([one], [other]) => one < other ? -1 : 1);
  return pairs.map(([name, value]) => `${name}${value}\0`).join("");
}
function ordersItself(expr) {
  if (!/sort|topk|bottomk|limitk/i.test(expr)) return false;
  const parsed = parseExpression(expr);
  if (!parsed.ok) return true;
  let found = false;
  walkNodes(parsed.root, (node) => {
    const name = node.type === "call" ? node.name : node.type === "aggregation" ? node.op : "";
    found ||= ordering.test(name.toLowerCase());
  });
  return found;
}

// src/check/run/query-runner.ts
function createRunner({
  backend,
  maxSamples = 1e6
}) {
  const cache = /* @__PURE__ */ new Map();
  let kept = 0;
  const trim = () => {
    for (const [key, { samples }] of cache) {
      if (kept <= maxSamples && cache.size <= 5e3) return;
      cache.delete(key);
      kept -= samples;
    }
  };
  return {
    run(expression, { timing: { startMs, endMs, stepMs }, instant }) {
      const key = JSON.stringify([instant, startMs, endMs, stepMs, expression]);
      const known2 = cache.get(key);
      if (known2 !== void 0) return known2.answer;
      const asked = instant ? backend.instant(expression, endMs) : backend.range(expression, { startMs, endMs, stepMs });
      const answer = asked.then(({ series }) => instant ? inStableOrder(series, expression) : series);
      const entry = { answer, samples: 0 };
      cache.set(key, entry);
      entry.answer.then(
        (series) => {
          if (cache.get(key) !== entry) return;
          entry.samples = series.reduce((sum, { values }) => sum + values.length, 0);
          kept += entry.samples;
          trim();
        },
        () => {
        }
      );
      return entry.answer;
    }
  };
}

// src/check/shared/share-results.ts
function shareResults(groups, check) {
  const byId = new Map([...groups].reverse().map((group2) => [group2.panel.id, group2]));
  const sourceOf = (query, group2) => {
    const id = isShared(query) ? sharedId(query, group2) : void 0;
    return id === void 0 ? void 0 : byId.get(id);
  };
  const sources = new Map(
    groups.map((group2) => [group2, group2.queries.flatMap((query) => sourceOf(query, group2) ?? [])])
  );
  const kept = new Set([...sources.values()].flat());
  const endless = leadingInCircles(sources);
  const started = /* @__PURE__ */ new Map();
  const start = (group2) => {
    const known2 = started.get(group2);
    if (known2 !== void 0) return known2;
    const share = async (query) => {
      const id = sharedId(query, group2);
      const source = sourceOf(query, group2);
      if (query.hidden === true) return alone(skipped(query, "hidden", "the query is hidden in the panel"));
      if (id === void 0)
        return failed(query, "panel-missing", "it shows the result of another panel, but names none: choose one");
      if (source === void 0) return failed(query, "panel-missing", missing(id, groups));
      if (endless.has(source)) return failed(query, "panel-circle", circle(source, group2));
      await void 0;
      const { panel, series } = await start(source);
      return { result: { ...takeOver(query, panel), sharedFrom: id }, series };
    };
    const checking = check(group2, { share, keep: kept.has(group2) });
    started.set(group2, checking);
    return checking;
  };
  return { check: start };
}
var shows = "it shows the result of panel";
var isShared = ({ dataSourceKind }) => dataSourceKind === "dashboard";
var alone = (result) => ({ result, series: [] });
var failed = (query, code, reason) => alone({ ...skipped(query, code, reason), state: "error" });
function sharedId({ targetIndex }, { panel }) {
  const query = panel.view?.targets[targetIndex ?? -1]?.query;
  const id = numberField(query, "panelId") ?? Number(textField(query, "panelId") ?? Number.NaN);
  return Number.isFinite(id) && id !== 0 ? id : void 0;
}
function leadingInCircles(sources) {
  const shownBy = /* @__PURE__ */ new Map();
  const open = /* @__PURE__ */ new Map();
  for (const [group2, of] of sources) {
    open.set(group2, of.length);
    for (const source of of) {
      const others = shownBy.get(source);
      if (others === void 0) shownBy.set(source, [group2]);
      else others.push(group2);
    }
  }
  const ready = [...sources.keys()].filter((group2) => open.get(group2) === 0);
  for (const group2 of ready) {
    for (const other of shownBy.get(group2) ?? []) {
      open.set(other, open.get(other) - 1);
      if (open.get(other) === 0) ready.push(other);
    }
  }
  const ends = new Set(ready);
  return new Set([...sources.keys()].filter((group2) => !ends.has(group2)));
}
function missing(id, groups) {
  return `${shows} ${id}, which is not among the dashboard's ${counted(groups.length, "panel")}`;
}
function circle(source, group2) {
  return source === group2 ? "it shows its own result" : `${shows} ${quote(source.panel.title)}, which leads in a circle`;
}
function takeOver(query, panel) {
  const { panelId: _id, title, unit: _unit, copies: _copies, copyCount: _count, ...rest } = panel;
  const result = { query, ...rest };
  if (panel.state === "ok") return result;
  const { reason: cause = "no data" } = panel;
  const reason = cause.startsWith(shows) ? cause : `${shows} ${quote(title)}: ${cause}`;
  const isBlank = panel.state === "skipped" && (panel.code === "no-query" || panel.code === "hidden");
  return isBlank ? { ...result, state: "empty", code: "input-empty", reason } : { ...result, reason };
}

// src/check/check-dashboard.ts
async function checkDashboard(input) {
  const { limits = {}, window, scrapeIntervalMs, dashboard, dataSources, signal } = input;
  const deadline = AbortSignal.timeout(limits.totalMs ?? 6e5);
  const backend = isolateBackend(guardBackend(input.backend, createGuard({ deadline, signal })), input.isolation);
  const explain = variableExplainer({ ...input, backend });
  const regexTime = input.regexTime ?? new RegexTime();
  const resolved = await resolveVariables(input.variables, {
    regexTime,
    backend,
    range: window,
    scrapeIntervalMs,
    dashboard,
    dataSources,
    explain,
    signal
  });
  const runner = createRunner({ backend });
  const budget = { explained: limits.maxExplained ?? 500, maxAsks: limits.maxAsks ?? 30 };
  const { isolation } = input;
  const withoutIsolation = (text3) => isolation === void 0 ? text3 : removeInjection(text3, isolation);
  const asInSource = (query) => input.originals?.get(query) ?? (isolation === void 0 ? query : removeVariableInjection(query, isolation));
  const reviewerGuard = createGuard({ deadline, signal });
  const written = input.source === void 0 ? [] : findBroken(input.source, resolved);
  const run = { ...input, backend, runner, resolved, budget, withoutIsolation, reviewerGuard, written };
  const asked = input.queries.filter(({ place }) => place !== "variable");
  const concurrency = input.concurrency ?? 8;
  const slots = input.slots ?? createSlots(concurrency);
  const maxQueries = limits.maxQueries ?? 1e4;
  const allowed = new Set(asked.slice(0, maxQueries));
  const groups = groupByPanel(asked, input.panels);
  const single = asked.length;
  const planned = planCopies(groups, resolved, { maxQueries, maxCopies: limits.maxCopies, single });
  let done = 0;
  const ask2 = (query, answer, again) => slots(async () => {
    await nextTurn(signal);
    const answered = allowed.has(query) ? await answer() : { result: tooMany(query), series: [] };
    if (again === void 0) input.onProgress?.(++done, single + planned.added);
    return answered;
  });
  const copiesOf2 = new Map(planned.panels.map(({ group: group2, copies }) => [group2, copies]));
  const shared = shareResults(
    groups,
    (group2, sharing) => checkCopies(copiesOf2.get(group2), run, (ofCopy) => checkPanel(group2, ofCopy, { ask: ask2, ...sharing }))
  );
  const panels = await mapBounded(groups, concurrency, (group2) => shared.check(group2));
  const others = asked.filter(({ place }) => place !== "panel");
  const annotations = await mapBounded(others, concurrency, async (query) => {
    const answered = await ask2(query, () => runQuery(query, run));
    run.sink?.annotation(answered);
    return answered.result;
  });
  const panelResults = panels.map(({ panel }) => panel);
  const queries = [...panels.flatMap(({ results }) => results), ...annotations];
  const variables = [...resolved.values()];
  const shownOnce = findShownOnce(input.panels ?? [], resolved).filter(
    ({ variable = "" }) => input.source === void 0 || resolved.has(variable)
  );
  const { findings, unchecked: unchecked2 } = collectFindings({
    queries,
    ofPanels: panels.flatMap((panel) => panel.findings),
    variables,
    sources: input.variables,
    withoutIsolation,
    asInSource
  });
  return {
    panels: countPanels(panelResults),
    panelResults,
    queries,
    variables,
    findings: mergeFindings(findings, [...written, ...shownOnce, ...panels.flatMap(({ hints }) => hints)]),
    unchecked: unchecked2,
    unusedMetrics: input.spec === void 0 ? [] : unusedMetrics(input.spec, { queries, sources: input.variables, time: regexTime })
  };
}
var tooMany = (query) => skipped(query, "too-many-queries", "the dashboard has too many queries");

// src/check/preview-input.ts
function previewInput(preview, isolation) {
  const { model, kind, uid, title } = preview;
  const read = parts({ model, kind });
  const plain = (text3) => preview.originals.get(text3) ?? (isolation === void 0 ? text3 : removeInjection(text3, isolation));
  const refused = refusedQueries(preview.findings);
  const queries = queriesIn(read).map((query) => {
    const finding = query.expr === standIn ? refused.get(placeOf(query))?.shift() : void 0;
    if (finding !== void 0) return { ...query, originalExpr: finding.expr ?? query.expr, broken: finding.reason };
    return { ...query, originalExpr: plain(query.expr) };
  });
  return {
    queries,
    variables: readVariables(read),
    filters: preview.filters,
    originals: preview.originals,
    panels: panelsIn(read),
    dashboard: { title, uid },
    isolation
  };
}
function refusedQueries(findings) {
  const refused = /* @__PURE__ */ new Map();
  for (const finding of findings) {
    if (finding.code !== "not-isolated") continue;
    const { panel: panelTitle, annotation: name } = finding;
    const place = placeOf({ ...finding, panelTitle, name });
    refused.set(place, [...refused.get(place) ?? [], finding]);
  }
  return refused;
}
function placeOf({ panelTitle, panelId, refId, name }) {
  return JSON.stringify([panelTitle ?? null, panelId ?? null, refId ?? null, name ?? null]);
}

// src/check/run/ask-together.ts
function askTogether(most, ask2) {
  let waiting = [];
  const send = async (batch) => {
    try {
      const answers = await ask2(batch.map(({ question }) => question));
      for (const [index, { resolve }] of batch.entries()) resolve(answers[index]);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };
  const flush = () => {
    const batch = waiting;
    waiting = [];
    return batch.length === 0 ? void 0 : send(batch);
  };
  return (question) => new Promise((resolve, reject) => {
    waiting.push({ question, resolve, reject });
    if (waiting.length >= most) void flush();
    else if (waiting.length === 1) void nextTurn().then(flush);
  });
}

// src/check/run/grafana-reviewer.ts
function grafanaReviewer(grafana, { uid, type = "prometheus", timeoutMs }) {
  const limit2 = defined({ timeoutMs });
  const encode = ({ refId, query, expr, timing }) => ({
    refId,
    expr,
    datasource: { uid, type },
    // For a query of both kinds Grafana's calculations take now the one, now the other: the range is what works.
    type: query.instant === true && query.range !== true ? "instant" : "range",
    intervalMs: timing.intervalMs,
    maxDataPoints: query.maxDataPoints ?? 1e3,
    ...minimumStep(query.interval)
  });
  const asking = /* @__PURE__ */ new Map();
  const askIn = (range) => askTogether(mostTogether, async (asked) => {
    const queries = asked.map((query, index) => ({ ...query, refId: String.fromCharCode(65 + index) }));
    try {
      const results = await dsQuery(grafana, queries, { ...range, ...limit2 });
      const answers = queries.map(({ refId }) => results.get(refId));
      if (answers.length === 1 || answers.some(({ state }) => state === "ok")) return answers;
    } catch (error) {
      if (queries.length === 1 || !(error instanceof GrafanaError) || error.code !== "timeout") throw error;
    }
    const alone2 = asked.map((query) => dsQuery(grafana, [query], { ...range, ...limit2 }));
    return (await Promise.all(alone2)).map((results, index) => results.get(asked[index].refId));
  });
  const ask2 = (query, range) => {
    const key = `${range.fromMs}-${range.toMs}`;
    const together = asking.get(key) ?? askIn(range);
    asking.set(key, together);
    return together(query);
  };
  return {
    async query({ query, expr, range, timing, every = 1 }) {
      const whole = encode({ refId: "A", query: { ...query, range: false }, expr, timing });
      const asked = every === 1 ? whole : { ...whole, intervalFactor: every * resolutionOf(query) };
      const result = await ask2(asked, range);
      if (result.state === "error")
        throw new GrafanaError(result.message, {
          code: result.aboutQuery ? "query" : "unavailable",
          ...defined({ status: result.status })
        });
      return result.series.map(readSeries);
    },
    async calculate({ parts: parts2, range }) {
      const queries = parts2.map((part) => "settings" in part ? part : encode(part));
      const results = await dsQuery(grafana, queries, { ...range, ...limit2 });
      const expressions = parts2.filter((part) => "settings" in part);
      const cause = [...results.values()].find((result) => result.state === "error" && !isDependent(result));
      return new Map(
        expressions.map(({ refId }) => {
          const result = results.get(refId);
          return [refId, readCalculated(isDependent(result) ? cause ?? result : result)];
        })
      );
    }
  };
}
var mostTogether = 8;
function resolutionOf({ intervalFactor = 1 }) {
  return Math.max(1, Math.min(100, Math.floor(intervalFactor) || 1));
}
function minimumStep(interval) {
  return interval === void 0 || interval === "" || interval.includes("$") ? {} : { interval };
}
function isDependent(result) {
  return result.state === "error" && result.message.startsWith("[sse.dependencyError]");
}
function readCalculated(result) {
  if (result.state === "error") return { state: "error", message: result.message, refused: result.aboutQuery };
  const { rows, notices } = result;
  return { state: "ok", series: result.series.map(readSeries), rows, notices };
}
function readSeries({ labels, timesMs, values }) {
  return { labels: new Map(Object.entries(labels)), timesMs, values: values.map((value) => value ?? Number.NaN) };
}

// src/preview/check-preview.ts
async function checkPreview(check, context) {
  const { source, preview, isolation, prometheus, grafana, definitions, window, scrapeIntervalMs, dataSources } = check;
  return checkDashboard({
    ...check.input ?? previewInput(preview, isolation),
    source,
    backend: check.backend ?? prometheusBackend(prometheus),
    server: versionAsker(prometheus, context.signal),
    reviewer: grafana === void 0 ? void 0 : grafanaReviewer(grafana.connection, grafana.dataSource),
    window,
    scrapeIntervalMs,
    dataSources,
    sink: check.sink,
    slots: check.slots,
    excuse: check.excuse,
    resolution: check.resolution ?? "decide",
    spec: definitions === void 0 ? void 0 : knowOnce(definitions),
    signal: context.signal,
    regexTime: context.regexTime,
    onProgress: (done, total) => context.progress.update(`checking "${source.title}"`, done, total)
  });
}
function knowOnce(definitions) {
  const known2 = knownSpecs.get(definitions) ?? knowSpec(definitions);
  knownSpecs.set(definitions, known2);
  return known2;
}
var knownSpecs = /* @__PURE__ */ new WeakMap();

// src/preview/told-unused.ts
function toldUnused(run, seen) {
  const names = new Map(run.flatMap(({ spec }) => spec === void 0 ? [] : [[spec.file, namesOf(spec)]]));
  const unused2 = run.map(({ check }) => check === void 0 ? void 0 : new Set(check.unusedMetrics));
  const isUsed = (metric) => run.some(({ spec }, index) => {
    const looked = seen === "all" || spec !== void 0 && names.get(spec.file).has(metric);
    return looked && unused2[index]?.has(metric) !== true;
  });
  const first = new Set(run.map(({ spec }) => run.findIndex((other) => other.spec?.file === spec?.file)));
  return run.map(({ spec, check }, index) => {
    if (check === void 0 || check.unusedMetrics.length === 0) return check;
    const own = spec === void 0 ? void 0 : names.get(spec.file);
    const told = check.unusedMetrics.filter((metric) => own?.has(metric) !== false && !isUsed(metric));
    return { ...check, unusedMetrics: first.has(index) ? told : [] };
  });
}
function namesOf({ document }) {
  return new Set(document.metrics.map(({ metadata }) => metadata.name));
}

export {
  previewInput,
  checkPreview,
  toldUnused
};
