import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  customOptions,
  findSelectors,
  formatForPrometheus,
  formatValue,
  intervalOptions,
  intervalValue,
  quote as quote2,
  selectorsIn,
  some
} from "./chunk-VESQWSBQ.js";
import {
  filterMatcher,
  labelName,
  matcherName,
  readVariableQuery,
  schemas,
  selectsAll,
  showFilter
} from "./chunk-BUTP7I6L.js";
import {
  calculateInterval,
  formatGrafanaInterval,
  parseGrafanaInterval
} from "./chunk-7HAMIALP.js";
import {
  askable,
  childrenOf,
  findReferences,
  parseFilled,
  quote,
  typeOf,
  withoutParens
} from "./chunk-AFILVRNC.js";
import {
  valueAt
} from "./chunk-5WA7UJRV.js";
import {
  decodeAnswer,
  decodeLabelSets,
  decodeTexts
} from "./chunk-ZUCV4DK7.js";
import {
  asArray,
  asObject,
  field,
  numberField,
  textField
} from "./chunk-Z4Q2ISX3.js";
import {
  wireNames
} from "./chunk-PLX77PAM.js";
import {
  nextTurn
} from "./chunk-U263SKPT.js";
import {
  nearestKey
} from "./chunk-5AO6ZF25.js";
import {
  formatDuration
} from "./chunk-ACMFHTB5.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";
import {
  RegexTime
} from "./chunk-IQ4QOBYR.js";
import {
  ExpectedError,
  PrometheusError
} from "./chunk-E7O6XGVL.js";

// src/dashboard/opening/time-math.ts
var unitsMs = { s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5 };
function readTime(value, { nowMs, roundUp }) {
  if (typeof value === "number") return absolute(value);
  if (typeof value !== "string" || value.length > 100) return void 0;
  const text = value.trim();
  if (!text.startsWith("now")) return absolute(/^\d{9,16}$/.test(text) ? Number(text) : dateOf(text));
  const math = text.slice(3);
  if (!/^(?:\s*(?:[+-]\s*\d{0,6}|\/)\s*[smhdwMQy])*$/.test(math)) return void 0;
  const at = new Date(nowMs);
  for (const [, sign, amount, unit] of math.matchAll(/([+-]|\/)\s*(\d*)\s*([smhdwMQy])/g)) {
    if (sign === "/") round(at, unit, roundUp);
    else add(at, unit, (sign === "-" ? -1 : 1) * (amount === "" ? 1 : Number(amount)));
  }
  return Number.isFinite(at.getTime()) ? { ms: at.getTime(), relative: true } : void 0;
}
function absolute(ms) {
  return Number.isFinite(ms) && Math.abs(ms) <= 864e13 ? { ms, relative: false } : void 0;
}
function dateOf(text) {
  if (!/^\d{4}-\d{2}/.test(text)) return Number.NaN;
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(text) || !text.includes(":");
  return Date.parse(zoned ? text : `${text.replace(" ", "T")}Z`);
}
function add(at, unit, amount) {
  if (unit === "M" || unit === "Q" || unit === "y") {
    const months = amount * { M: 1, Q: 3, y: 12 }[unit];
    const day = at.getUTCDate();
    at.setUTCDate(1);
    at.setUTCMonth(at.getUTCMonth() + months);
    at.setUTCDate(Math.min(day, new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()));
    return;
  }
  at.setTime(at.getTime() + amount * unitsMs[unit]);
}
function round(at, unit, up) {
  if (unit === "s" || unit === "m" || unit === "h") {
    at.setTime(Math.floor(at.getTime() / unitsMs[unit]) * unitsMs[unit]);
  } else {
    at.setUTCHours(0, 0, 0, 0);
    if (unit === "w") at.setUTCDate(at.getUTCDate() - (at.getUTCDay() + 6) % 7);
    if (unit === "M") at.setUTCDate(1);
    if (unit === "Q") at.setUTCMonth(Math.floor(at.getUTCMonth() / 3) * 3, 1);
    if (unit === "y") at.setUTCMonth(0, 1);
  }
  if (!up) return;
  add(at, unit, 1);
  at.setTime(at.getTime() - 1);
}

// src/dashboard/opening/opening-range.ts
var usual = { from: "now-6h", to: "now" };
var leastMs = 6e4;
function openingRange({ model, kind }, data) {
  const time = valueAt(model, schemas[kind].paths.time);
  const read = (name) => readTime(field(time, name) ?? usual[name], { nowMs: data.toMs, roundUp: name === "to" });
  const [from, to] = [read("from"), read("to")];
  if (from === void 0 || to === void 0 || to.ms <= from.ms) return data;
  const dates = !from.relative && !to.relative;
  const wanted = dates ? { fromMs: data.toMs - (to.ms - from.ms), toMs: data.toMs } : { fromMs: from.ms, toMs: to.ms };
  const shown2 = { fromMs: Math.max(wanted.fromMs, data.fromMs), toMs: Math.min(wanted.toMs, data.toMs) };
  const wants = from.relative && wanted.fromMs < data.fromMs ? { wantsMs: data.toMs - wanted.fromMs } : {};
  return shown2.toMs - shown2.fromMs < leastMs ? { ...data, ...wants } : { ...shown2, ...wants };
}

// src/system/bounded.ts
async function mapBounded(items, concurrency, task) {
  const results = new Array(items.length);
  let next = 0;
  let failure;
  const work = async () => {
    while (next < items.length && failure === void 0) {
      const index = next++;
      try {
        results[index] = await task(items[index], index);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(concurrency, items.length)) }, work));
  if (failure !== void 0) throw failure.error;
  return results;
}
function createSlots(count) {
  let free = Math.max(1, count);
  const waiting = [];
  return async (task) => {
    if (free > 0) free--;
    else await new Promise((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === void 0) free++;
      else next();
    }
  };
}

// src/promql/tree/drop-undefined.ts
function dropUndefined(query, isDefined) {
  const isUndefined = (text2) => findReferences(text2).some(({ name }) => !isDefined(name));
  if (!query.includes("|") || !isUndefined(query)) return query;
  const found = findSelectors(query);
  if (!found.ok) return query;
  let text = query;
  const matchers = found.selectors.flatMap((selector) => selector.matchers).toSorted((a, b) => b.from - a.from);
  for (const { name, op, value, from, to } of matchers) {
    if (op !== "=~" || !isUndefined(value)) continue;
    const alternatives = splitAlternatives(value);
    const left = alternatives.filter((alternative) => !isUndefined(alternative));
    if (left.length === 0 || left.length === alternatives.length) continue;
    const quoted = JSON.stringify(left.join("|"));
    text = `${text.slice(0, from)}${name}=~${quoted}${text.slice(to)}`;
  }
  return text;
}
function splitAlternatives(regex) {
  const parts = [""];
  let [depth, inClass] = [0, false];
  for (let at = 0; at < regex.length; at++) {
    const character = regex[at];
    if (character === "\\") {
      parts[parts.length - 1] += regex.slice(at, at + 2);
      at++;
      continue;
    }
    if (inClass) inClass = character !== "]";
    else if (character === "[" && regex[at + 1] !== "[") inClass = true;
    else if (character === "(") depth++;
    else if (character === ")") depth--;
    else if (character === "|" && depth === 0) {
      parts.push("");
      continue;
    }
    parts[parts.length - 1] += character;
  }
  return parts;
}

// src/check/explain/spec-knowledge.ts
function knowSpec(definitions) {
  return {
    metrics: new Map(
      definitions.flatMap((definition) => wireNames(definition).map((wire) => [wire, definition.name]))
    )
  };
}
function similarName(name, { metrics }) {
  const most = Math.max(1, Math.min(4, Math.floor(name.length / 4)));
  let best;
  for (const known of [...metrics.keys()].slice(0, 5e3)) {
    if (Math.abs(known.length - name.length) > most && !known.startsWith(name) && !name.startsWith(known)) continue;
    const distance = known.startsWith(name) || name.startsWith(known) ? Math.min(most, Math.abs(known.length - name.length)) : editDistance(known, name);
    if (distance <= most && (best === void 0 || distance < best.distance)) best = { name: known, distance };
  }
  return best?.name;
}
function editDistance(a, b) {
  const [left, right] = [a.slice(0, 100), b.slice(0, 100)];
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (left[i - 1] === right[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[right.length];
}

// src/check/repeat/copies.ts
var usualCopies = 20;
var maxNamed = 20;
var repeatable = /* @__PURE__ */ new Set(["query", "custom", "datasource", "groupby"]);
function copiesOf(repeats, resolved, most = usualCopies) {
  const variables = repeats.flatMap((name) => resolved.get(name) ?? []).filter(({ type }) => repeatable.has(type));
  if (variables.length === 0) return void 0;
  const lists = variables.map(singleValues);
  const total = Math.min(
    Number.MAX_SAFE_INTEGER,
    lists.reduce((product, { length }) => product * length, 1)
  );
  const taken = countsWithin(
    lists.map(({ length }) => length),
    most
  );
  const chosen = combinations(lists, taken);
  const copies = chosen.map((values2) => ({
    values: named(values2),
    resolved: new Map([...resolved, ...values2.map((variable) => [variable.name, variable])])
  }));
  return { copies, total, leftOut: leftOutOf(lists, taken, total) };
}
function whyShownOnce(variable) {
  if (variable === void 0) return "the dashboard does not define it";
  return repeatable.has(variable.type) ? void 0 : `Grafana does not repeat for a variable of type ${variable.type}`;
}
function singleValues(variable) {
  const { allValue: _, ...rest } = variable;
  const one2 = (value, text) => ({ ...rest, value, text, all: false });
  const [values2, texts] = [listOf(variable.value), listOf(variable.text)];
  const found = variable.all ? variable.options.map(({ value, text }) => one2(value, text)) : values2.map((value, index) => one2(value, texts[index] ?? value));
  return found.length > 0 ? found : [one2("", variable.all ? "All" : "None")];
}
var listOf = (value) => typeof value === "string" ? [value] : value;
function countsWithin(lengths, most) {
  const counts = lengths.map((length) => Math.min(length, Math.max(1, most)));
  const product = () => counts.reduce((sum3, count) => sum3 * count, 1);
  while (product() > Math.max(1, most)) {
    const longest = counts.lastIndexOf(Math.max(...counts));
    counts[longest] = counts[longest] - 1;
  }
  return counts;
}
function combinations(lists, counts) {
  return lists.reduce(
    (made, list, index) => made.flatMap((before) => list.slice(0, counts[index]).map((item) => [...before, item])),
    [[]]
  );
}
function leftOutOf(lists, taken, total) {
  const found = [];
  const sizes = lists.map((_, index) => lists.slice(index + 1).reduce((product, { length }) => product * length, 1));
  for (let at = 0; at < total && found.length < maxNamed; at++) {
    const places = lists.map(({ length }, index) => Math.floor(at / sizes[index]) % length);
    if (places.some((place, index) => place >= taken[index]))
      found.push(named(lists.map((list, index) => list[places[index]])));
  }
  return found;
}
function named(variables) {
  return Object.fromEntries(variables.map(({ name, value }) => [name, String(value)]));
}

// src/check/run/prometheus-backend.ts
function prometheusBackend(prometheus, { timeoutMs } = {}) {
  const ask = async (path, parameters, signal, method = "POST") => {
    const limit = defined({ timeoutMs });
    const { data, error, status, genuine } = await prometheus.ask({ method, path, parameters, signal, ...limit });
    if (data !== void 0) return data;
    if (genuine && (status === 400 || status === 422)) throw new PrometheusError(error, { code: "bad-query", status });
    const advice = status < 300 ? "; check for a login page or a proxy in front of it" : "";
    throw new PrometheusError(error === "" ? `HTTP ${status}` : `${error}${advice}`, { code: "failed", status });
  };
  const scoped = ({ match, startMs, endMs }) => ({
    ...defined({ "match[]": match }),
    start: seconds(startMs),
    end: seconds(endMs)
  });
  return {
    instant: async (query, timeMs, signal) => decodeAnswer(await ask("/query", { query, time: seconds(timeMs) }, signal)),
    range: async (query, { startMs, endMs, stepMs }, signal) => decodeAnswer(
      await ask(
        "/query_range",
        { query, start: seconds(startMs), end: seconds(endMs), step: seconds(stepMs) },
        signal
      )
    ),
    labelNames: async (scope, signal) => decodeTexts(await ask("/labels", scoped(scope), signal)),
    labelValues: async (label, scope, signal) => decodeTexts(await ask(`/label/${encodeURIComponent(label)}/values`, scoped(scope), signal, "GET")),
    series: async (match, scope, signal) => decodeLabelSets(await ask("/series", scoped({ ...scope, match }), signal))
  };
}
var seconds = (ms) => String(ms / 1e3);

// src/templating/variables/resolved-variable.ts
var allValueId = "$__all";

// src/templating/fault.ts
var aboutQuery = ["bad-query", "query", "promql", "usage"];
function isFault({ code }) {
  return !aboutQuery.includes(code);
}

// src/templating/interpolate.ts
var maxNameLength = 200;
var maxInterpolatedLength = 1e6;
function interpolate(text, options) {
  const parts = [];
  let [length, done] = [0, 0];
  for (const reference of findReferences(text)) {
    const before = text.slice(done, reference.from);
    const value = replacementFor(reference, options) ?? reference.text;
    parts.push(before, value);
    length += before.length + value.length;
    done = reference.from + reference.text.length;
    if (length > maxInterpolatedLength) break;
  }
  return (parts.join("") + text.slice(done)).slice(0, maxInterpolatedLength);
}
function replacementFor(reference, options) {
  const { name, field: field2, format } = reference;
  const builtin = options.builtins?.get(field2 === void 0 ? name : `${name}.${field2}`) ?? options.builtins?.get(name);
  if (builtin !== void 0) return applyFormat(format, builtin, { name, text: builtin });
  const variable = options.values.get(name);
  if (variable === void 0) {
    if (!/^\d+$/.test(name) && name.length <= maxNameLength) options.onMissing?.(name);
    return void 0;
  }
  options.onUse?.(name);
  return formatVariable(variable, format, options);
}
function formatVariable(variable, format, options) {
  const { name, value, text, all, allValue } = variable;
  const shown2 = all ? "All" : text;
  if (all && allValue !== void 0) {
    if (format === "text") return "All";
    if (format === "percentencode") return formatValue(format, allValue, { name, text: shown2, args: [] });
    if (format === "queryparam") return formatValue(format, "All", { name, text: shown2, args: [] });
    return allValue.includes("$") ? interpolate(allValue, { ...options, defaultFormat: "glob", values: withoutOwnAll(options.values, name) }) : allValue;
  }
  const used = format ?? options.defaultFormat ?? "prometheus";
  return used === "prometheus" ? formatForPrometheus(value, variable) : applyFormat(used, value, { name, text: shown2 });
}
function withoutOwnAll(values2, name) {
  const rest = [...values2].filter(([other]) => other !== name);
  return new Map(rest.map(([other, { allValue: _, ...value }]) => [other, value]));
}
function applyFormat(format, value, context) {
  if (format === void 0) return String(value);
  const [id = "", ...args] = format.split(":");
  return formatValue(id, value, { ...context, args });
}
function builtinValues({ range, timing, dashboard }) {
  const rangeMs = Math.round(range.toMs - range.fromMs);
  const rangeSeconds = Math.round(rangeMs / 1e3);
  return /* @__PURE__ */ new Map([
    ["__interval", formatGrafanaInterval(timing.stepMs)],
    ["__interval_ms", String(timing.stepMs)],
    ["__rate_interval", formatDuration(timing.rateIntervalMs)],
    ["__rate_interval_ms", String(timing.rateIntervalMs)],
    ["__range", `${rangeSeconds}s`],
    ["__range_s", String(rangeSeconds)],
    ["__range_ms", String(rangeMs)],
    ["__from", String(Math.round(range.fromMs))],
    ["__to", String(Math.round(range.toMs))],
    ["__dashboard", dashboard?.title ?? ""],
    ["__dashboard.uid", dashboard?.uid ?? ""],
    ["__name", ""],
    ["__org", "1"],
    ["__org.name", "Main Org."],
    ["__user", "1"],
    ["__user.id", "1"],
    ["__user.login", "user"],
    ["__user.email", "user@localhost"],
    ["__timezone", "utc"],
    ["__searchFilter", ".*"]
  ]);
}

// src/templating/query-timing.ts
var safePoints = 11e3;
function timeQuery(input) {
  const { range, targetInterval = "", scrapeIntervalMs = 15e3 } = input;
  const rangeMs = Math.max(1, range.toMs - range.fromMs);
  const points = Math.max(1, Math.min(safePoints, Math.floor(input.maxDataPoints ?? 1e3)));
  const panelMinMs = parseGrafanaInterval(input.panelInterval ?? "") ?? scrapeIntervalMs;
  const intervalMs = calculateInterval({ rangeMs, points, minMs: panelMinMs });
  const targetMinMs = parseGrafanaInterval(targetInterval);
  const calculatedMs = calculateInterval({ rangeMs, points, minMs: targetMinMs ?? intervalMs });
  const adjustedMs = Math.max(calculatedMs, calculateInterval({ rangeMs, points: safePoints }));
  const asRateInterval = /^\$\{?__rate_interval\}?$/.test(targetInterval);
  const asInterval = /^\$\{?__interval\}?$/.test(targetInterval);
  const factor = Math.max(1, Math.min(100, Math.floor(input.intervalFactor ?? 1) || 1));
  const stepMs = asRateInterval ? rateInterval(adjustedMs, scrapeIntervalMs) : adjustedMs * factor;
  const minStepMs = asInterval ? stepMs : targetMinMs ?? scrapeIntervalMs;
  return {
    startMs: Math.floor(range.fromMs / stepMs) * stepMs,
    endMs: input.instant === true ? range.toMs : Math.floor(range.toMs / stepMs) * stepMs,
    stepMs,
    intervalMs,
    rateIntervalMs: asRateInterval ? stepMs : rateInterval(intervalMs, minStepMs),
    rangeMs
  };
}
function rateInterval(intervalMs, scrapeMs) {
  return Math.max(intervalMs + scrapeMs, 4 * scrapeMs);
}

// src/templating/variables/choose-value.ts
function chooseValue(variable, options) {
  const { current, multi, includeAll } = variable;
  const everything = { value: options.map(({ value }) => value), text: "All", all: true };
  if (options.length === 0)
    return includeAll ? everything : { value: multi ? [] : "", text: multi ? [] : "", all: false };
  const saved = current === void 0 ? [] : listOf2(current.value);
  if (saved[0] === allValueId) return includeAll ? everything : first(options, multi);
  if (multi) {
    const known = new Map(options.toReversed().map((option) => [option.value, option]));
    const valid = saved.flatMap((value) => known.get(value) ?? []);
    if (valid.length > 0)
      return { value: valid.map(({ value }) => value), text: valid.map(({ text }) => text), all: false };
  } else {
    const savedText = current === void 0 ? void 0 : listOf2(current.text)[0];
    const match = options.find(({ value }) => value === saved[0]) ?? options.findLast(({ text }) => text === savedText);
    if (match !== void 0) return { ...match, all: false };
  }
  return includeAll ? everything : first(options, multi);
}
function first([option], multi) {
  const { value, text } = option;
  return multi ? { value: [value], text: [text], all: false } : { value, text, all: false };
}
function listOf2(value) {
  return typeof value === "string" ? [value] : value;
}

// src/templating/variables/resolution.ts
function choose(variable, options, whyEmpty) {
  const chosen = chooseValue(variable, options);
  return options.length > 0 ? { state: "ok", ...chosen, options } : { state: "empty", ...chosen, options, reason: whyEmpty };
}
function fixed(value) {
  return { state: "ok", value, text: value, all: false };
}
function keepSaved({ current }, reason) {
  if (reason !== void 0) return { state: "skipped", reason };
  return { state: current === void 0 ? "skipped" : "ok" };
}
function finish(variable, resolution) {
  const { name, type, current, multi, includeAll, allValue, filters, options } = variable;
  const savedAll = [current?.value].flat()[0] === "$__all";
  const all = resolution.all ?? savedAll;
  const savedOptions = options.filter(({ value }) => value !== "$__all");
  const saved = savedAll ? savedOptions.map(({ value }) => value) : current?.value ?? "";
  return {
    name,
    type,
    value: resolution.value ?? saved,
    text: resolution.text ?? current?.text ?? "",
    all,
    ...all && allValue !== void 0 && allValue !== "" ? { allValue } : {},
    multi,
    includeAll,
    options: resolution.options ?? savedOptions,
    filters,
    state: resolution.state,
    ...defined({ reason: resolution.reason })
  };
}

// src/templating/guarded-regex.ts
import { createContext, Script } from "node:vm";
var limits = { patternLength: 262144, textLength: 16384, texts: 2e4, matchesPerText: 1e3, matches: 1e5 };
var script = new Script(`(() => {
  const { source, flags, texts, matchesPerText, matches: most } = JSON.parse(input);
  const regex = new RegExp(source, flags);
  let total = 0;
  const results = texts.map((text) => {
    const found = [];
    regex.lastIndex = 0;
    for (;;) {
      const match = regex.exec(text);
      if (match === null || ++total > most) break;
      const named = Object.entries(match.groups ?? {}).filter(([, value]) => value !== undefined);
      found.push({ index: match.index, groups: [...match].map((group) => group ?? null), named });
      if (!regex.global || match[0] === "" || found.length >= matchesPerText) break;
    }
    return found;
  });
  return JSON.stringify(results);
})()`);
function matchAllGuarded(options) {
  const parsed = parsePattern(options.pattern);
  if (parsed === void 0) return { ok: false, reason: `${shown(options.pattern)} is not a valid regular expression` };
  if (options.pattern.length > limits.patternLength)
    return { ok: false, reason: `the regular expression is longer than ${limits.patternLength} characters` };
  const texts = options.texts.slice(0, limits.texts).map((text) => text.slice(0, limits.textLength));
  const input = JSON.stringify({ ...parsed, texts, matchesPerText: limits.matchesPerText, matches: limits.matches });
  const done = options.time.run(options.pattern, (timeout) => {
    try {
      const context = createContext(Object.assign(/* @__PURE__ */ Object.create(null), { input }), {
        codeGeneration: { strings: false, wasm: false }
      });
      return { output: String(script.runInContext(context, { timeout })) };
    } catch (error) {
      return isTimeout(error) ? void 0 : { output: void 0 };
    }
  });
  if (done === void 0) return { ok: false, reason: tooSlow(options.pattern) };
  return done.output === void 0 ? { ok: false, reason: `${shown(options.pattern)} is not a valid regular expression` } : { ok: true, matches: decode(done.output) };
}
function decode(output) {
  const results = JSON.parse(output);
  return results.map(
    (found) => found.map(({ index, groups, named: named2 }) => ({
      index,
      groups: groups.map((group) => group ?? void 0),
      named: new Map(named2)
    }))
  );
}
function parsePattern(pattern) {
  if (!pattern.startsWith("/")) return { source: `^${pattern}$`, flags: "" };
  const end = pattern.lastIndexOf("/");
  const flags = pattern.slice(end + 1);
  return end > 0 && /^g?i?m?y?$/.test(flags) ? { source: pattern.slice(1, end), flags } : void 0;
}
function isTimeout(error) {
  return typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
function tooSlow(pattern) {
  return `${shown(pattern)} takes too long: it tries a huge number of ways to match; write it without nested repetitions`;
}
function shown(pattern) {
  return pattern.length > 100 ? `${pattern.slice(0, 100)}…` : pattern;
}

// src/templating/variables/run-variable-query.ts
async function runVariableQuery(query, {
  backend,
  scope,
  time,
  signal
}) {
  switch (query.kind) {
    case "labelNames":
      return plain(await backend.labelNames({ ...scope, match: namedLike(query.argument?.text) }, signal));
    case "labelValues":
      return plain(await backend.labelValues(labelName(query), { ...scope, match: selectorOf(query) }, signal));
    case "metrics":
      return filterNames(await backend.labelValues("__name__", scope, signal), query.argument.text, time);
    case "queryResult":
      return queryResult(await backend.instant(query.argument.text, scope.endMs, signal));
    case "series": {
      const found = await backend.series(query.argument.text, scope, signal);
      return plain(found.map(seriesText));
    }
  }
}
function selectorOf({ argument }) {
  return argument === void 0 || selectsAll(argument.text) ? void 0 : argument.text;
}
function namedLike(argument) {
  return argument === void 0 ? void 0 : `{__name__=~".*${argument}.*"}`;
}
var plain = (texts) => texts.map((text) => ({ text, value: text }));
function filterNames(names, regex, time) {
  const found = matchAllGuarded({ pattern: `/${regex}/`, texts: names, time });
  if (!found.ok) throw new RangeError(found.reason);
  return plain(names.filter((_, index) => (found.matches[index] ?? []).length > 0));
}
function queryResult(answer) {
  if (answer.text !== void 0) return plain([answer.text]);
  return plain(
    answer.series.map(({ labels, timesMs, values: values2 }) => {
      const name = labels.get("__name__") ?? "";
      const rest = [...labels].filter(([label]) => label !== "__name__").map(([label, value]) => `${label}="${value}"`);
      return `${name}{${rest.join(",")}} ${formatSample(values2.at(-1))} ${timesMs.at(-1) ?? 0}`;
    })
  );
}
function formatSample(value) {
  if (value === Number.POSITIVE_INFINITY) return "+Inf";
  return value === Number.NEGATIVE_INFINITY ? "-Inf" : String(value ?? Number.NaN);
}
function seriesText(labels) {
  const rest = [...labels].filter(([label]) => label !== "__name__").map(([label, value]) => `${label}="${value}"`);
  return `${labels.get("__name__") ?? ""}{${rest.join(",")}}`;
}

// src/templating/variables/variable-options.ts
var maxOptions = 5e3;
function makeOptions({
  candidates,
  regex = "",
  regexAppliesTo,
  sort = 0,
  time
}) {
  if (regex === "") return { ok: true, options: finish2(candidates, sort) };
  const texts = candidates.map(({ text, value }) => regexAppliesTo === "text" ? text : value);
  const found = matchAllGuarded({ pattern: regex, texts, time });
  if (!found.ok) return found;
  const options = candidates.flatMap((candidate, index) => pick(candidate, found.matches[index] ?? []));
  return { ok: true, options: finish2(options, sort) };
}
function pick(candidate, matches) {
  if (matches.length === 0) return [];
  const named2 = (name) => matches.find((match) => match.named.get(name))?.named.get(name);
  const [value, text] = [named2("value"), named2("text")];
  if (value !== void 0 || text !== void 0) return [{ value: value ?? text, text: text ?? value }];
  const first2 = matches.find(({ groups }) => groups.length > 1);
  if (first2 === void 0) return [candidate];
  const chosen = matches.length > 1 ? matches : [first2];
  return chosen.flatMap(({ groups: [, group] }) => group === void 0 ? [] : [{ value: group, text: group }]);
}
function finish2(options, sort) {
  const unique = /* @__PURE__ */ new Map();
  for (const option of options) if (!unique.has(option.value)) unique.set(option.value, option);
  return sortOptions([...unique.values()], sort).slice(0, maxOptions);
}
var naturally = new Intl.Collator("en", { sensitivity: "accent", numeric: true });
function sortOptions(options, sort) {
  const compare2 = comparison(sort);
  if (compare2 === void 0) return [...options];
  const sorted = options.toSorted(compare2);
  return sort % 2 === 0 ? sorted.reverse() : sorted;
}
function comparison(sort) {
  const by = (key) => {
    return (a, b) => key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
  };
  if (sort === 1 || sort === 2) return by(({ text }) => text);
  if (sort === 3 || sort === 4) return by(({ text }) => Number.parseInt(/\d+/.exec(text)?.[0] ?? "-1", 10));
  if (sort === 5 || sort === 6) return by(({ text }) => text.toLowerCase());
  if (sort === 7 || sort === 8) return (a, b) => naturally.compare(a.text, b.text);
  return void 0;
}

// src/templating/variables/resolve-variable.ts
async function resolveVariable(variable, values2, options) {
  const undefinedNames = /* @__PURE__ */ new Set();
  const timing = timeQuery(options);
  const fill = (text, defaultFormat) => interpolate(text, {
    values: values2,
    builtins: builtinValues({ range: options.range, timing, dashboard: options.dashboard }),
    defaultFormat,
    onMissing: (name) => undefinedNames.add(name)
  });
  switch (variable.type) {
    case "query":
      return !variable.prometheus ? keepSaved(variable, "not asked of Prometheus; the saved value is taken") : resolveQuery(variable, fill, undefinedNames, options);
    case "custom": {
      const list = fill(variable.query, "glob");
      const found = list.trim() === "" ? variable.options : customOptions(list);
      return choose(variable, found, "its list of values is empty");
    }
    case "interval":
      return resolveInterval(variable, options.range);
    case "constant":
      return fixed(fill(variable.query, "glob"));
    case "textbox":
      return fixed(fill(textOf(variable.current?.value) ?? variable.query, "glob"));
    case "datasource":
      return resolveDataSource(variable, fill, options);
    case "adhoc":
      return fixed(variable.filters.map(expressionOf).join(","));
    case "groupby":
      return keepSaved(
        variable,
        "Grafana adds its keys to aggregations only with the feature toggle groupByVariable; they are not added here"
      );
    default:
      return keepSaved(variable, void 0);
  }
}
function expressionOf(filter) {
  const { name, op, value } = filterMatcher(filter) ?? { name: filter.key, op: filter.operator, value: filter.value };
  return `${name}${op}"${value}"`;
}
async function resolveQuery(variable, fill, undefinedNames, { backend, range, explain, signal, regexTime: time }) {
  const query = fill(variable.query, "prometheus");
  const regex = fill(variable.regex ?? "", "regex");
  const read = readVariableQuery(query);
  const missing = [...undefinedNames].map((name) => `$${name}`);
  const hint = missing.length === 0 ? "" : `; ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} not defined in the dashboard`;
  if ("ok" in read)
    return isEmptyCall(query) ? choose(variable, [], read.reason) : { state: "error", reason: read.reason + hint };
  try {
    const scope = { startMs: range.fromMs, endMs: range.toMs };
    const candidates = await runVariableQuery(read, { backend, scope, time, signal });
    const made = makeOptions({ candidates, regex, regexAppliesTo: variable.regexAppliesTo, sort: variable.sort, time });
    if (!made.ok) return { state: "error", reason: made.reason };
    if (candidates.length > 0)
      return choose(
        variable,
        made.options,
        `its query has ${candidates.length} answers, but none matches the regex ${regex}`
      );
    const why = hint === "" ? await explain?.(read) : void 0;
    return choose(variable, [], `its query has no answer${why === void 0 ? hint : `: ${why}`}`);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ExpectedError && isFault(error)) return { state: "unchecked", reason: error.message };
    if (error instanceof ExpectedError || error instanceof RangeError)
      return { state: "error", reason: error.message + hint };
    throw error;
  }
}
function isEmptyCall(query) {
  return ["label_values()", "metrics()", "query_result()"].includes(query);
}
function resolveInterval(variable, { fromMs, toMs }) {
  const value = intervalValue(variable, toMs - fromMs);
  const options = intervalOptions(variable.query).map((text) => ({ text, value: text }));
  return value === void 0 ? { state: "empty", reason: "its list of intervals is empty" } : { state: "ok", value, text: value, all: false, options };
}
function resolveDataSource(variable, fill, { dataSources, regexTime: time }) {
  if (dataSources === void 0) return keepSaved(variable, void 0);
  const ofType = dataSources.filter(({ type }) => type === variable.query);
  const pattern = fill(variable.regex ?? "", "regex");
  const found = pattern === "" ? void 0 : matchAllGuarded({ pattern, texts: ofType.map(({ name }) => name), time });
  if (found !== void 0 && !found.ok) return { state: "error", reason: found.reason };
  const fitting = ofType.filter((_, index) => found === void 0 || (found.matches[index] ?? []).length > 0);
  const options = fitting.map(({ name, uid }) => ({ text: name, value: uid }));
  return choose(variable, options, `no data source of type ${variable.query || "(none)"} fits`);
}
function textOf(value) {
  return typeof value === "string" || value === void 0 ? value : value.join(",");
}

// src/templating/variables/variable-order.ts
function dependentTexts({ type, query, regex = "", allValue = "" }) {
  if (type === "query") return [query, regex, allValue];
  if (type === "datasource") return [regex];
  return type === "custom" || type === "textbox" || type === "constant" || type === "interval" ? [query, allValue] : [];
}
function orderVariables(variables) {
  const names = new Set(variables.map(({ name }) => name));
  const dependents = /* @__PURE__ */ new Map();
  const missing = /* @__PURE__ */ new Map();
  for (const variable of variables) {
    const needed = new Set(dependentTexts(variable).flatMap((text) => findReferences(text).map(({ name }) => name)));
    needed.delete(variable.name);
    const known = [...needed].filter((name) => names.has(name));
    missing.set(variable.name, known.length);
    for (const name of known) {
      const list = dependents.get(name);
      if (list === void 0) dependents.set(name, [variable.name]);
      else list.push(variable.name);
    }
  }
  const byName = new Map(variables.map((variable) => [variable.name, variable]));
  const ready = [...byName.keys()].filter((name) => missing.get(name) === 0);
  for (const name of ready) {
    for (const dependent of dependents.get(name) ?? []) {
      const left = missing.get(dependent) - 1;
      missing.set(dependent, left);
      if (left === 0) ready.push(dependent);
    }
  }
  const done = new Set(ready);
  const looped = [...byName.keys()].filter((name) => !done.has(name));
  return { ordered: [...ready, ...looped].map((name) => byName.get(name)), looped: new Set(looped) };
}

// src/templating/variables/resolve-variables.ts
async function resolveVariables(variables, given) {
  const options = { ...given, regexTime: given.regexTime ?? new RegexTime() };
  const { ordered, looped } = orderVariables(variables);
  const resolved = /* @__PURE__ */ new Map();
  const saved = new Map(variables.map((variable) => [variable.name, finish(variable, { state: "skipped" })]));
  let length = 0;
  for (const [index, variable] of ordered.entries()) {
    await nextTurn(options.signal);
    const result = length > maxValuesLength ? { state: "skipped", reason: "the values of the dashboard's variables are too long together" } : index >= (options.maxVariables ?? 1e3) ? { state: "skipped", reason: "the dashboard has too many variables" } : looped.has(variable.name) ? { state: "error", reason: loopReason(looped) } : await resolveVariable(variable, withSaved(resolved, saved, variable), options);
    const finished = finish(variable, result);
    length += lengthOf(finished);
    resolved.set(variable.name, finished);
  }
  return resolved;
}
var maxValuesLength = 2e7;
function lengthOf({ value, options }) {
  const own = typeof value === "string" ? value.length : value.reduce((sum3, one2) => sum3 + one2.length, 0);
  return own + options.reduce((sum3, option) => sum3 + option.text.length + option.value.length, 0);
}
function loopReason(looped) {
  const names = [...looped];
  const shown2 = names.slice(0, 5).map((name) => `$${name}`);
  const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
  return `variables that depend on each other never load: ${shown2.join(", ")}${more}; the saved value is taken`;
}
function withSaved(resolved, saved, { name, query, regex = "" }) {
  const own = `${query}${regex}`.includes(name) ? saved.get(name) : void 0;
  return own === void 0 ? resolved : new Map([...resolved, [name, own]]);
}

// src/templating/legend.ts
var escaped = /\{\{-?\s*(?:`([^`]*)`|"((?:\{\{|\}\})[^"{}]*)"|'((?:\{\{|\}\})[^'{}]*)')\s*-?\}\}/g;
var maxLength = 2e3;
function fillLegend(legend, labels) {
  const rendered = renderedLegend(legend.slice(0, maxLength));
  return rendered.replaceAll(/\{\{\s*(.+?)\s*\}\}/g, (_, label) => labels.get(label.trim()) ?? "");
}
function seriesName(labels, { legendFormat = "", expr }) {
  if (legendFormat === "__auto" && labels.size > 0) return "";
  if (legendFormat !== "" && legendFormat !== "__auto") return fillLegend(legendFormat, labels);
  const metric = labels.get("__name__") ?? "";
  const rest = [...labels].filter(([name2]) => name2 !== "__name__").map(([name2, text]) => `${name2}=${JSON.stringify(text)}`);
  const name = rest.length === 0 ? metric : `${metric}{${rest.sort().join(", ")}}`;
  return name === "" ? expr : name;
}
function renderedLegend(legend) {
  if (!legend.includes("{{")) return legend;
  return legend.replaceAll(escaped, (_, quoted, double, single) => {
    return quoted ?? double ?? single ?? "";
  });
}
function legendLabels(legend) {
  return [...renderedLegend(legend.slice(0, maxLength)).matchAll(/\{\{\s*(\w{1,200})\s*\}\}/g)].map(
    ([, name]) => name
  );
}

// src/check/explain/ad-hoc-filters.ts
function addFilters(query, filters, fill = (text) => text) {
  const parsed = filters.length === 0 ? void 0 : parseFilled(query);
  if (parsed?.ok !== true) return query;
  const added = filters.map((filter) => addedBy(filter, fill));
  let text = query;
  for (const selector of selectorsIn(parsed.root).toReversed())
    text = text.slice(0, selector.from) + filtered(query, selector, added) + text.slice(selector.to);
  return text;
}
function addedBy(filter, fill) {
  const matcher = filterMatcher(filter);
  if (matcher === void 0) return { text: `${filter.key}${filter.operator}${quote(filter.value)}` };
  const { name, op } = matcher;
  const value = fill(matcher.value);
  return { text: `${matcherName(name)}${op}${quote(value)}`, name, op, value };
}
function filtered(query, { from, to, matchers }, added) {
  const open = query.slice(from, to).indexOf("{");
  const name = open === -1 ? query.slice(from, to) : query.slice(from, from + open);
  let inner = open === -1 ? "" : query.slice(from + open + 1, to - 1);
  const innerFrom = from + open + 1;
  const changed = /* @__PURE__ */ new Map();
  const more = [];
  for (const one2 of added) {
    const same = (other) => one2.name !== void 0 && other.name === one2.name && other.value === one2.value;
    const own = matchers.find(same);
    const before = more.findIndex(same);
    if (own !== void 0) changed.set(own, one2);
    else if (before === -1) more.push(one2);
    else more[before] = one2;
  }
  for (const [matcher, { op, text }] of [...changed].sort(([a], [b]) => b.from - a.from)) {
    if (matcher.op === op || matcher.from < innerFrom) continue;
    inner = inner.slice(0, matcher.from - innerFrom) + text + inner.slice(matcher.to - innerFrom);
  }
  const kept = inner.trim().replace(/,$/, "");
  return `${name}{${[...kept === "" ? [] : [kept], ...more.map(({ text }) => text)].join(",")}}`;
}

// src/check/run/check-query.ts
function panelRange(window, { timeFrom, timeShift }) {
  const lengthMs = relative(timeFrom);
  const shiftMs = relative(timeShift) ?? 0;
  const fromMs = lengthMs === void 0 ? window.fromMs : window.toMs - lengthMs;
  return { fromMs: fromMs - shiftMs, toMs: window.toMs - shiftMs };
}
function relative(text) {
  return text === void 0 ? void 0 : parseGrafanaInterval(text.replace(/^now-/, ""));
}

// src/check/run/prepare-query.ts
function prepareQuery(query, { resolved, window, scrapeIntervalMs, dashboard }) {
  const used = /* @__PURE__ */ new Set();
  const missing = /* @__PURE__ */ new Set();
  const range = panelRange(window, query);
  const values2 = {
    values: resolved,
    onUse: (name) => used.add(name),
    onMissing: (name) => missing.add(name)
  };
  const targetInterval = /^\$\{?__(rate_)?interval\}?$/.test(query.interval ?? "") ? query.interval : interpolate(query.interval ?? "", { ...values2, onMissing: () => {
  } });
  const timing = timeQuery({ ...query, range, targetInterval, scrapeIntervalMs });
  const builtins = builtinValues({ range, timing, dashboard });
  const filled2 = interpolate(query.expr, { ...values2, builtins });
  const filters = savedFilters(resolved.values());
  const expr = addFilters(filled2, filters, (text) => interpolate(text, { values: resolved, builtins }));
  const leave = (lengths) => filters.length > 0 ? expr : interpolate(query.expr, { values: resolved, builtins: without(lengths, builtins) });
  const forReviewer = leave(/^__(rate_)?(interval|range)/);
  return {
    expr,
    forReviewer,
    forReviewerWithStep: forReviewer.includes("__interval") ? leave(/^__(rate_interval|range)/) : forReviewer,
    range,
    timing,
    used: [...used].map((name) => resolved.get(name)),
    undefinedNames: [...missing]
  };
}
function savedFilters(variables) {
  return [...variables].flatMap(({ name, filters }) => filters.map((filter) => ({ ...filter, variable: name })));
}
function without(lengths, builtins) {
  return new Map([...builtins].filter(([name]) => !lengths.test(name)));
}

// src/check/expressions/math-references.ts
var maxLength2 = 1e5;
function mathReferences(math) {
  const found = math.slice(0, maxLength2).matchAll(/"[^"]*"|\$\{([\p{L}\p{Nd}_\s]+)\}|\$([\p{L}\p{Nd}_]+)/gu);
  return [...new Set([...found].flatMap(([, braced, plain2]) => braced ?? plain2 ?? []))];
}

// src/check/expressions/sql-tables.ts
var maxLength3 = 1e5;
var token = new RegExp(
  [
    /--[^\n]*|#[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/,
    /'(?:[^'\\]|\\[\s\S]?)*(?:'|$)|"(?:[^"\\]|\\[\s\S]?)*(?:"|$)/,
    /`([^`]*)(?:`|$)|([\p{L}_][\p{L}\p{Nd}_$]*)|[(),]/u
  ].map(({ source }) => source).join("|"),
  "gu"
);
var withOwnFrom = /* @__PURE__ */ new Set(["extract", "trim", "substring", "substr"]);
var ends = new Set("where group having order limit union intersect except window on using set select".split(" "));
function sqlTables(sql) {
  const tables = /* @__PURE__ */ new Set();
  const defined2 = /* @__PURE__ */ new Set(["dual"]);
  const scopes = [{ ownFrom: false, listing: false, wanted: false }];
  let [before, word] = ["", ""];
  for (const [text, quoted, plain2] of sql.slice(0, maxLength3).matchAll(token)) {
    const scope = scopes.at(-1);
    const name = quoted ?? plain2;
    if (text === "(") {
      if (word === "as" && before !== "") defined2.add(before);
      scopes.push({ ownFrom: withOwnFrom.has(word), listing: false, wanted: scope.wanted && scope.listing });
      scope.wanted = false;
    } else if (text === ")") {
      if (scopes.length > 1) scopes.pop();
    } else if (text === ",") scope.wanted = scope.listing;
    else if (name !== void 0) {
      const lower = quoted === void 0 ? name.toLowerCase() : "";
      if (lower === "from" && !scope.ownFrom || lower === "join")
        Object.assign(scope, { listing: true, wanted: true });
      else if (ends.has(lower)) Object.assign(scope, { listing: false, wanted: false });
      else if (scope.wanted && lower !== "lateral") {
        tables.add(name);
        scope.wanted = false;
      }
    }
    if (name !== void 0) [before, word] = [word, name.toLowerCase()];
    else word = text === "(" || text === ")" || text === "," ? "" : word;
  }
  return [...tables].filter((table) => !defined2.has(table.toLowerCase()));
}

// src/check/expressions/expression.ts
var maxInputs = 100;
var reducers = ["sum", "mean", "min", "max", "count", "last", "median"];
var evaluators = "gt lt eq ne gte lte within_range outside_range within_range_included outside_range_included".split(
  " "
);
function readExpression(query, fillIn = (text) => text) {
  const type = textField(query, "type") ?? "";
  const [expression, window] = [query["expression"], query["window"]].map(
    (value) => typeof value === "string" ? fillIn(value) : value
  );
  const kept = ["type", "reducer", "settings", "downsampler", "upsampler", "conditions", "format"];
  const settings = {
    ...Object.fromEntries(kept.flatMap((name) => Object.hasOwn(query, name) ? [[name, query[name]]] : [])),
    ...expression === void 0 ? {} : { expression },
    ...window === void 0 ? {} : { window }
  };
  const text = typeof expression === "string" ? expression : "";
  const { inputs, ...read } = readers[type]?.(settings, text) ?? unknownType(type);
  return { type, settings, inputs: [...new Set(inputs)].slice(0, maxInputs), ...read };
}
var readers = Object.assign(
  /* @__PURE__ */ Object.create(null),
  {
    math: (_, text) => withFault({ text, inputs: mathReferences(text) }, text.trim() === "" ? "its math is empty" : void 0),
    reduce: (settings, text) => {
      const reducer = textField(settings, "reducer")?.toLowerCase() ?? "";
      const fault = faultOfInput(text) ?? faultOfReduce(settings, reducer);
      return withFault({ text: `${reducer} of ${plainName(text)}`, inputs: one(text) }, fault);
    },
    resample: (settings, text) => {
      const window = textField(settings, "window") ?? "";
      const fault = faultOfInput(text) ?? (window.trim() === "" ? "it names no time to resample to" : void 0);
      return withFault({ text: `${plainName(text)} every ${window}`, inputs: one(text) }, fault);
    },
    threshold: (settings, text) => {
      const fault = faultOfInput(text) ?? faultOfThreshold(settings);
      return withFault({ text: `threshold of ${plainName(text)}`, inputs: one(text) }, fault);
    },
    classic_conditions: (settings) => {
      const inputs = asArray(settings["conditions"]).flatMap((condition) => {
        const [refId] = asArray(field(condition, "query", "params"));
        return typeof refId === "string" ? [refId] : [];
      });
      return { text: `conditions on ${[...new Set(inputs)].slice(0, 10).join(", ")}`, inputs };
    },
    sql: (_, text) => withFault({ text, inputs: sqlTables(text) }, text.trim() === "" ? "its SQL is empty" : void 0)
  }
);
var withFault = (read, fault) => fault === void 0 ? read : { ...read, fault };
var plainName = (text) => text.replace(/^\$/, "");
var faultOfInput = (text) => plainName(text) === "" ? "it names no query or expression" : void 0;
var one = (text) => plainName(text) === "" ? [] : [plainName(text)];
function unknownType(type) {
  const fault = type === "" ? "it has no type" : `Grafana has no expression of the type ${JSON.stringify(type.slice(0, 50))}`;
  return { text: type, inputs: [], fault };
}
function faultOfReduce(settings, reducer) {
  const mode = field(settings, "settings", "mode");
  if (!reducers.includes(reducer))
    return `Grafana has no reducer ${JSON.stringify(reducer.slice(0, 50))}; it has ${reducers.join(", ")}`;
  if (mode === void 0 || mode === "" || mode === "dropNN") return void 0;
  if (mode !== "replaceNN") return "its mode is neither dropNN nor replaceNN";
  return numberField(settings, "settings", "replaceWithValue") === void 0 ? "its mode replaceNN needs a number in replaceWithValue" : void 0;
}
function faultOfThreshold(settings) {
  const conditions = asArray(settings["conditions"]);
  if (conditions.length !== 1) return `a threshold has exactly one condition, this one has ${conditions.length}`;
  const type = textField(asObject(conditions[0]), "evaluator", "type") ?? "";
  return evaluators.includes(type) ? void 0 : `Grafana has no threshold ${JSON.stringify(type.slice(0, 50))}; it has ${evaluators.join(", ")}`;
}

// src/check/expressions/panel-graph.ts
var maxExpressions = 200;
var nothing = { expressions: [], byRefId: /* @__PURE__ */ new Map(), feeding: /* @__PURE__ */ new Set() };
function panelGraph({ panel, queries }, fillIn) {
  const targets = panel.view?.targets ?? [];
  if (!targets.some(({ use }) => use.kind === "expression")) return nothing;
  const refIds = completeRefIds(targets);
  const byRefId = /* @__PURE__ */ new Map();
  const expressions = /* @__PURE__ */ new Map();
  for (const query of queries) {
    const target = targets[query.targetIndex ?? -1];
    const refId = refIds[query.targetIndex ?? -1] ?? query.refId;
    if (refId === void 0 || byRefId.has(refId)) continue;
    byRefId.set(refId, query);
    if (target === void 0 || target.use.kind !== "expression" || expressions.size >= maxExpressions) continue;
    const expression = readExpression(target.query, fillIn);
    expressions.set(refId, { query: { ...query, originalExpr: expression.text }, expression });
  }
  const { order, circles } = inOrder(
    new Map([...expressions].map(([refId, { expression }]) => [refId, expression.inputs]))
  );
  const needed = new Set([...expressions.keys()].filter((refId) => expressions.get(refId).query.hidden !== true));
  for (const refId of needed) for (const input of expressions.get(refId)?.expression.inputs ?? []) needed.add(input);
  const kindOf = (refId) => byRefId.get(refId)?.dataSourceKind;
  return {
    expressions: order.map((refId) => {
      const { query, expression } = expressions.get(refId);
      const types = (input) => expressions.get(input)?.expression.type;
      const fault = faultOf(refId, expression, { byRefId, circles, kindOf, types });
      return { refId, query, expression, needed: needed.has(refId), ...fault === void 0 ? {} : { fault } };
    }),
    byRefId,
    feeding: new Set(
      [...byRefId].flatMap(([refId, query]) => query.hidden === true && needed.has(refId) ? query : [])
    )
  };
}
function completeRefIds(targets) {
  const taken = new Set(targets.flatMap(({ refId }) => refId || []));
  return targets.map(({ refId }) => {
    if (refId !== void 0 && refId !== "") return refId;
    const free = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].find((letter) => !taken.has(letter)) ?? `query ${taken.size}`;
    taken.add(free);
    return free;
  });
}
function inOrder(inputs) {
  const order = [];
  const circles = /* @__PURE__ */ new Map();
  const path = [];
  const done = /* @__PURE__ */ new Set();
  const visit = (refId) => {
    const at = path.indexOf(refId);
    if (at !== -1) {
      for (const one2 of path.slice(at)) if (!circles.has(one2)) circles.set(one2, path.slice(at));
    }
    if (at !== -1 || done.has(refId) || !inputs.has(refId)) return;
    path.push(refId);
    for (const input of inputs.get(refId)) visit(input);
    path.pop();
    done.add(refId);
    order.push(refId);
  };
  for (const refId of inputs.keys()) visit(refId);
  return { order, circles };
}
function faultOf(refId, { type, inputs, fault }, around) {
  const { byRefId, circles, kindOf, types } = around;
  const refused2 = (reason) => ({
    code: "expression-refused",
    reason: `Grafana refuses it: ${reason}`
  });
  if (fault !== void 0) return refused2(fault);
  const missing = inputs.find((input) => !byRefId.has(input));
  if (missing !== void 0) {
    const others = [...byRefId.keys()].filter((other) => other !== refId);
    const near = nearestKey(missing, others) ?? (others.length === 1 ? others[0] : void 0);
    const hint = near === void 0 ? "" : `; did you mean ${near}?`;
    return {
      code: "input-missing",
      reason: `expression ${refId} uses query ${quote2(missing)}, which the panel does not have${hint}`
    };
  }
  const circle = circles.get(refId);
  if (circle !== void 0) {
    const reason = inputs.includes(refId) ? `expression ${refId} uses itself` : `expressions use each other in a circle: ${[...circle, circle[0]].join(" → ")}`;
    return { code: "input-circle", reason };
  }
  const shared = inputs.find((input) => ["dashboard", "grafana", "mixed"].includes(kindOf(input) ?? ""));
  if (shared !== void 0) return refused2(`query ${shared} is not run by a data source that its server can ask`);
  const calculated = inputs.find((input) => types(input) !== void 0);
  if (calculated !== void 0 && (type === "sql" || type === "classic_conditions"))
    return refused2(`it takes queries only, and ${calculated} is an expression`);
  const last = inputs.find((input) => types(input) === "sql" || types(input) === "classic_conditions");
  return last === void 0 ? void 0 : refused2(`${last} may not be used by other expressions`);
}

// src/check/run/series-summary.ts
function summarize(series) {
  let [samples, finite, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { values: values2 } of series) {
    samples += values2.length;
    for (const value of values2) {
      if (!Number.isFinite(value)) continue;
      finite++;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return {
    series: series.length,
    samples,
    finite,
    ...finite === 0 ? { min: void 0, max: void 0 } : { min, max }
  };
}

// src/check/explain/conditions.ts
function selectionOf({ metric, matchers }, query) {
  const named2 = matchers.find(({ name, op }) => name === "__name__" && op === "=");
  const others = matchers.filter((matcher) => matcher !== named2);
  return {
    metric,
    conditions: others.map(({ name, op, value, from, to }) => ({
      name,
      operator: op,
      value,
      text: query.slice(from, to)
    }))
  };
}

// src/check/explain/explain-filter.ts
function explainFilter(explanation, failing, filters) {
  if (failing === void 0) return explanation;
  const filter = filters.find((one2) => {
    const matcher = filterMatcher(one2);
    if (matcher?.name !== failing.name || matcher.op !== failing.operator) return false;
    return matcher.value === failing.value || matcher.value.includes("$");
  });
  if (filter === void 0) return explanation;
  return {
    ...explanation,
    code: "filter-leaves-nothing",
    reason: `the saved filter ${showFilter(filter)} of $${filter.variable} leaves nothing: ${explanation.reason}`
  };
}

// src/check/explain/explain-selector.ts
async function explainSelector(selection, context) {
  const { metric, conditions } = selection;
  const own = conditions.filter((condition) => !isIsolation(condition, context.isolation));
  const subject = subjectOf(selection, context.isolation);
  const what = metric ?? "any metric";
  const exists = (tried2) => hasSeries(metric, tried2, context);
  if (await exists(own.map(({ text }) => text))) return void 0;
  if (!await exists([])) return { ...subject, ...explainMetric(metric, context) };
  for (const condition of own) {
    if (await exists([condition.text])) continue;
    return explainFilter(
      { ...subject, ...await explainCondition(what, metric, condition, context) },
      condition,
      context.filters ?? []
    );
  }
  const tried = [];
  let failing;
  for (const condition of own) {
    tried.push(condition.text);
    failing = condition;
    if (!await exists(tried)) break;
  }
  const combination = {
    ...subject,
    code: "combination-missing",
    reason: `no series of ${what} has all of {${tried.join(", ")}} together, though each of them alone`
  };
  return explainFilter(combination, failing, context.filters ?? []);
}
function isIsolation(condition, isolation) {
  return isolation !== void 0 && condition.name === isolation.name;
}
function explainMetric(metric, { knowledge }) {
  if (metric === void 0)
    return { code: "metric-without-series", reason: "there are no series at all in the window" };
  return explainUnknown(metric, knowledge) ?? {
    code: "metric-without-series",
    reason: `metric ${metric} has no series in the window`
  };
}
function explainUnknown(metric, knowledge) {
  if (knowledge === void 0 || knowledge.metrics.has(metric)) return void 0;
  const similar = similarName(metric, knowledge);
  return {
    code: "metric-not-in-spec",
    reason: `metric ${metric} is not in the data spec${similar === void 0 ? "" : `; did you mean ${similar}?`}`
  };
}
function findUnknownMetric(query, {
  knowledge,
  isolation,
  withoutIsolation
}) {
  const parsed = knowledge === void 0 ? void 0 : parseFilled(query);
  if (parsed?.ok !== true || !needsAll(parsed.root)) return void 0;
  for (const selector of selectorsIn(parsed.root)) {
    const { metric, from, to } = selector;
    const found = metric === void 0 ? void 0 : explainUnknown(metric, knowledge);
    const part = query.slice(from, to);
    if (found !== void 0)
      return {
        ...found,
        part: withoutIsolation?.(part) ?? part,
        ...subjectOf(selectionOf(selector, query), isolation)
      };
  }
  return void 0;
}
function subjectOf({ metric, conditions }, isolation) {
  const own = conditions.filter((condition) => !isIsolation(condition, isolation)).map(({ text: _, ...rest }) => rest);
  return { selector: { ...defined({ metric }), matchers: own } };
}
function needsAll(node) {
  if (node.type === "binary" && (node.op === "or" || node.op === "unless")) return false;
  if (node.type === "call" && node.name.startsWith("absent")) return false;
  return childrenOf(node).every(needsAll);
}
async function explainCondition(what, metric, condition, context) {
  const scope = { match: selectorText(metric, [], context.isolation), startMs: context.startMs, endMs: context.endMs };
  if (!await hasSeries(metric, [`${condition.name}!=""`], context)) {
    const names = await context.backend.labelNames(scope, context.signal);
    const shown2 = names.filter((name) => name !== "__name__" && name !== context.isolation?.name);
    return {
      code: "label-missing",
      reason: `no series of ${what} has a label ${condition.name}; they have ${shown2.length === 0 ? "no labels" : some(shown2)}`
    };
  }
  const values2 = await context.backend.labelValues(condition.name, scope, context.signal);
  return {
    code: "value-missing",
    reason: `no series of ${what} has ${condition.text}; there is ${some(values2.map(quote2))}`
  };
}
async function anySeriesBefore({ metric, conditions }, context) {
  const own = conditions.filter((condition) => !isIsolation(condition, context.isolation)).map(({ text }) => text);
  return hasSeries(metric, own, { ...context, startMs: 0, endMs: context.startMs - 1 });
}
async function hasSeries(metric, matchers, context) {
  const match = selectorText(metric, matchers, context.isolation);
  const names = await context.backend.labelValues(
    "__name__",
    { match, startMs: context.startMs, endMs: context.endMs },
    context.signal
  );
  return names.length > 0;
}
function selectorText(metric, matchers, isolation) {
  const all = [
    ...isolation === void 0 ? [] : [`${isolation.name}=${JSON.stringify(isolation.value)}`],
    ...metric === void 0 ? [] : [`__name__=${JSON.stringify(metric)}`],
    ...matchers
  ];
  return `{${all.length === 0 ? '__name__!=""' : all.join(",")}}`;
}

// src/check/explain/explain-shift.ts
var maxSelectors = 3;
async function explainShift(node, parts) {
  if (node.kind === "offset" && node.text.startsWith("-")) {
    return parts.because(
      node,
      "outside-window",
      `looks at a time for which there is no data: ${node.text.slice(1)} ahead, after the series end`
    );
  }
  const missing = node.kind === "offset" ? [`there is no data ${node.text} ago`] : [];
  const beginMs = await beginningOf(node, parts).catch((error) => {
    if (error instanceof ExpectedError) return void 0;
    throw error;
  });
  if (beginMs !== void 0)
    missing.push(`the series begin at ${new Date(beginMs).toISOString().replace(/\.\d+Z$/, "Z")}`);
  const detail = missing.length === 0 ? "" : ` (${missing.join(": ")})`;
  return parts.because(
    node,
    "outside-window",
    `looks at a time for which there is no data; a longer --history would reach back to it${detail}`
  );
}
async function beginningOf(node, parts) {
  const { context } = parts;
  const selectors = selectorsIn(node.expr);
  if (context.instant || selectors.length === 0 || selectors.length > maxSelectors) return void 0;
  let first2 = Number.POSITIVE_INFINITY;
  for (const selector of selectors) {
    const { series } = await parts.evaluate(selector);
    for (const { timesMs } of series) first2 = Math.min(first2, timesMs[0] ?? first2);
    if (await anySeriesBefore(selectionOf(selector, parts.query), context)) return void 0;
  }
  return Number.isFinite(first2) ? first2 : void 0;
}

// src/check/explain/explain-call.ts
var needsTwo = /* @__PURE__ */ new Set([
  "rate",
  "irate",
  "increase",
  "delta",
  "idelta",
  "deriv",
  "predict_linear",
  "holt_winters",
  "double_exponential_smoothing"
]);
async function explainCall(node, parts, explain) {
  const { name, args } = node;
  const vectors = args.filter((argument) => typeOf(argument) === "vector" || typeOf(argument) === "matrix");
  if (name === "absent" || name === "absent_over_time")
    return parts.because(node, "absent", "is empty because its argument has data, which is what it is for");
  for (const argument of vectors) if (!await parts.hasData(argument)) return emptyArgument(argument, parts, explain);
  const range = vectors.find((argument) => typeOf(argument) === "matrix");
  if (range !== void 0) {
    const short = await tooShort(node, range, parts);
    if (short !== void 0) return short;
  }
  if (name === "scalar" && args[0] !== void 0) {
    const { series } = (await parts.evaluate(args[0])).summary;
    return parts.because(node, "not-finite", `gives no number: scalar() takes exactly one series, not ${series}`);
  }
  if (name === "histogram_quantile" || name === "histogram_fraction") return histogram(node, vectors.at(-1), parts);
  const { summary } = await parts.evaluate(node);
  if (summary.samples > 0) return parts.because(node, "not-finite", "gives only NaN or infinite values");
  return parts.nothing(
    node,
    vectors.length === 0 ? "returns nothing" : "returns nothing although its argument has data"
  );
}
async function emptyArgument(argument, parts, explain) {
  const inner = withoutParens(argument);
  if (inner.type === "modifier" && typeOf(inner) === "matrix")
    return await parts.hasData(inner.expr) ? explainShift(inner, parts) : emptyArgument(inner.expr, parts, explain);
  if (inner.type === "matrix" && await parts.hasData(inner.expr))
    return parts.because(
      argument,
      "range-too-short",
      `the range [${inner.range}] is shorter than the distance between samples${parts.distance()}`
    );
  return explain(argument);
}
async function tooShort(node, argument, parts) {
  if (!needsTwo.has(node.name)) return void 0;
  const counted = summarize(await parts.context.ask(`count_over_time(${parts.raw(argument)}
)`));
  if (counted.max === void 0 || counted.max >= 2) return void 0;
  const range = unwrapRange(argument);
  const length = range.type === "matrix" ? `[${range.range}] ` : "";
  return parts.because(
    node,
    "range-too-short",
    `${node.name}() needs two samples, but the range ${length}holds only one${parts.distance()}; use a longer range or $__rate_interval`
  );
}
async function histogram(node, argument, parts) {
  if (argument === void 0) return parts.nothing(node, "returns nothing");
  const { series, summary } = await parts.evaluate(argument);
  if (!series.some(({ labels }) => labels.has("le")))
    return parts.because(
      node,
      "histogram",
      `${node.name}() needs buckets, but none of the ${summary.series} series has a label le; keep it with by (le, …)`
    );
  if (summary.max === 0)
    return parts.because(node, "histogram", "every bucket is 0: no observations, so there is no quantile");
  return parts.because(
    node,
    "histogram",
    `${node.name}() gives no number: buckets without le="+Inf", or too few of them`
  );
}
function unwrapRange(node) {
  return node.type === "paren" || node.type === "modifier" ? unwrapRange(node.expr) : node;
}

// src/check/explain/explain-sides.ts
var mostSeries = 2e3;
function explainSides(left, right, matching, hidden) {
  const [a, b] = [left, right].map((side) => side.slice(0, mostSeries).map(({ labels }) => labels));
  const on = matching?.kind === "on";
  const names = on ? matching.labels : namesOf([...a, ...b]).filter((name) => matching?.labels.includes(name) !== true);
  const counted = names.filter((name) => name !== "__name__" && name !== hidden);
  const onlyLeft = counted.filter((name) => has(a, name) && !has(b, name));
  const onlyRight = counted.filter((name) => has(b, name) && !has(a, name));
  const parts = [...oneSided("left", onlyLeft), ...oneSided("right", onlyRight)];
  const them = onlyLeft.length + onlyRight.length === 1 ? "it" : "them";
  const common = counted.filter((name) => has(a, name) && has(b, name));
  const advice = on ? `take ${them} out of on(…)` : `name ${them} in ignoring(…), or match on(${some(common)})`;
  if (parts.length > 0) return `the two sides have no series that match: ${parts.join(", ")}; ${advice}`;
  const differing = counted.filter((name) => disjoint(a, b, name));
  if (differing.length > 0) {
    const shown2 = differing.slice(0, 3).map((name) => `${name} (left ${values(a, name)}; right ${values(b, name)})`);
    return `the two sides have no series that match: they differ in ${shown2.join(", ")}`;
  }
  const by = counted.length === 0 ? "" : ` in ${some(counted)}`;
  return `the two sides have no series that match${by}, or not at the same time`;
}
function namesOf(sets) {
  return [...new Set(sets.flatMap((labels) => [...labels.keys()]))].sort();
}
var has = (sets, name) => sets.some((labels) => labels.has(name));
function oneSided(side, names) {
  return names.length === 0 ? [] : [`only the ${side} side has ${names.length === 1 ? "the label" : "the labels"} ${some(names)}`];
}
function disjoint(a, b, name) {
  const known = new Set(a.map((labels) => labels.get(name) ?? ""));
  return !b.some((labels) => known.has(labels.get(name) ?? ""));
}
function values(sets, name) {
  return some([...new Set(sets.map((labels) => labels.get(name) ?? ""))].map(quote2), 3);
}

// src/check/explain/query-parts.ts
var QueryParts = class {
  context;
  /** The query that was run. */
  query;
  constructor(query, context) {
    this.query = query;
    this.context = context;
  }
  /** Whether a part has at least one finite sample. */
  async hasData(node) {
    return (await this.evaluate(node)).summary.finite > 0;
  }
  async evaluate(node) {
    const series = await this.context.ask(askable(node, this.raw(node)));
    return { series, summary: summarize(series) };
  }
  /** As it stands in the query that was run. */
  raw({ from, to }) {
    return this.query.slice(from, to);
  }
  /** As it is shown: without isolation. */
  text(node) {
    const raw = this.raw(node);
    return this.context.withoutIsolation?.(raw) ?? raw;
  }
  /** An explanation that names the part; a reason that begins with a verb gets the part as its subject. */
  because(node, code, reason) {
    const part = this.text(node);
    const verb = /^(has|looks|is|gives|returns|divides) /.test(reason);
    return { code, reason: verb ? `${shorten(part)} ${reason}` : reason, part };
  }
  nothing(node, reason) {
    return this.because(node, "unknown", reason);
  }
  /** How far samples lie apart, in brackets; empty where that is not known. */
  distance() {
    const { scrapeIntervalMs } = this.context;
    return scrapeIntervalMs === void 0 ? "" : ` (one every ${scrapeIntervalMs / 1e3} s)`;
  }
};
function shorten(text) {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > 120 ? `${line.slice(0, 120)}…` : line;
}

// src/check/explain/explain-empty.ts
async function explainEmpty(query, context) {
  const parsed = parseFilled(query);
  if (!parsed.ok)
    return {
      code: "unknown",
      reason: "the query returns nothing, and it is no plain PromQL that could be taken apart"
    };
  const explainer = new Explainer(new QueryParts(query, context));
  return explainer.explain(parsed.root);
}
var Explainer = class {
  #parts;
  constructor(parts) {
    this.#parts = parts;
  }
  async explain(node) {
    switch (node.type) {
      case "selector":
        return this.#selector(node);
      case "modifier": {
        const shifts = node.kind === "offset" || node.kind === "at";
        return shifts && await this.#parts.hasData(node.expr) ? explainShift(node, this.#parts) : this.explain(node.expr);
      }
      case "paren":
      case "unary":
      case "matrix":
      case "subquery":
        return this.explain(node.expr);
      case "call":
        return explainCall(node, this.#parts, (argument) => this.explain(argument));
      case "aggregation":
        return this.#aggregate(node);
      case "binary":
        return this.#binary(node);
      case "number":
      case "string":
        return this.#parts.nothing(node, "returns nothing");
    }
  }
  async #selector(node) {
    const found = await explainSelector(selectionOf(node, this.#parts.query), this.#parts.context);
    if (found !== void 0) return { ...found, part: this.#parts.text(node) };
    const { summary } = await this.#parts.evaluate(node);
    if (summary.samples > 0)
      return this.#parts.because(node, "not-finite", "has series, but every value is NaN or infinite");
    const where = this.#parts.context.instant ? "at the end of the window, where this query looks (ended, or a gap)" : "inside the window";
    return this.#parts.because(node, "outside-window", `has series, but no sample ${where}`);
  }
  async #aggregate(node) {
    if (!await this.#parts.hasData(node.expr)) return this.explain(node.expr);
    return this.#parts.nothing(node, `${node.op} keeps none of the series of its argument`);
  }
  async #binary(node) {
    const { left, right, op } = node;
    if (left.type !== "number" && !await this.#parts.hasData(left)) {
      const first2 = await this.explain(left);
      if (op !== "or") return first2;
      const second = await this.explain(right);
      return second.reason === first2.reason ? first2 : { ...first2, reason: `${first2.reason}; and on the other side of "or": ${second.reason}` };
    }
    if (right.type !== "number" && op !== "unless" && !await this.#parts.hasData(right)) return this.explain(right);
    const compares = comparisons.has(op) && !node.bool;
    if (compares && await this.#matchesWithoutComparing(node)) return this.#comparison(node);
    if (op === "unless")
      return this.#parts.because(
        node,
        "removed-by-operator",
        'every series of the left side is taken away by "unless"'
      );
    const { summary } = await this.#parts.evaluate(node);
    if (summary.samples > 0) return this.#notFinite(node);
    if (isScalar(left) || isScalar(right))
      return this.#parts.nothing(node, "returns nothing although both sides have data");
    const [leftPart, rightPart] = [await this.#parts.evaluate(left), await this.#parts.evaluate(right)];
    const reason = explainSides(leftPart.series, rightPart.series, node.matching, this.#parts.context.isolation?.name);
    return this.#parts.because(node, "sides-do-not-match", reason);
  }
  /** With `bool` a comparison filters nothing: what is left over is what matches. */
  async #matchesWithoutComparing({ from, to, opTo, left, right }) {
    if (isScalar(left) && isScalar(right)) return false;
    const text = `${this.#parts.raw({ from, to: opTo })} bool ${this.#parts.raw({ from: opTo, to })}`;
    return summarize(await this.#parts.context.ask(text)).finite > 0;
  }
  async #comparison(node) {
    const { left, right, op } = node;
    const describe = async (side) => {
      if (isScalar(side)) return `${this.#parts.text(side)}`;
      const { min, max } = (await this.#parts.evaluate(side)).summary;
      return min === max ? `always ${number(min)}` : `${number(min)} to ${number(max)}`;
    };
    const [a, b] = [await describe(left), await describe(right)];
    return this.#parts.because(
      node,
      "comparison",
      `the comparison ${op} filters everything out: the left side is ${a}, the right side ${b}`
    );
  }
  async #notFinite(node) {
    if (node.op === "/" || node.op === "%") {
      const zero = isScalar(node.right) || (await this.#parts.evaluate(node.right)).summary.max === 0;
      if (zero)
        return this.#parts.because(node, "not-finite", "divides by 0 everywhere, so every value is NaN or infinite");
    }
    return this.#parts.because(node, "not-finite", "gives only NaN or infinite values");
  }
};
var isScalar = (node) => typeOf(node) === "scalar";
var comparisons = /* @__PURE__ */ new Set(["==", "!=", ">", "<", ">=", "<="]);
function number(value) {
  return value === void 0 ? "without a number" : String(Number(value.toPrecision(4)));
}

// src/check/expressions/server/value.ts
var RefusedExpression = class extends Error {
};
var NotComputed = class extends Error {
};
var unlabelled = /* @__PURE__ */ new Map();
var noData = { kind: "none", labels: unlabelled, timesMs: [], values: [] };
function scalarOf(value) {
  return { kind: "scalar", labels: unlabelled, timesMs: [], values: [value] };
}
function numberOf(value, labels = unlabelled) {
  return { kind: "number", labels, timesMs: [], values: [value] };
}
function mapValue(value, change) {
  return { ...value, values: value.values.map(change) };
}
var kindNames = {
  series: "seriesSet",
  number: "numberSet",
  scalar: "scalar",
  none: "noData"
};

// src/check/expressions/server/evaluator.ts
var tests = {
  gt: (value, low) => value > low,
  lt: (value, low) => value < low,
  eq: (value, low) => value === low,
  ne: (value, low) => value !== low,
  gte: (value, low) => value >= low,
  lte: (value, low) => value <= low,
  within_range: (value, low, high) => value > low && value < high,
  outside_range: (value, low, high) => value < low || value > high,
  within_range_included: (value, low, high) => value >= low && value <= high,
  outside_range_included: (value, low, high) => value <= low || value >= high
};
function readEvaluator(evaluator, { anyOrder = false } = {}) {
  const type = textField(evaluator, "type") ?? "";
  const test = Object.hasOwn(tests, type) ? tests[type] : void 0;
  if (test === void 0) throw new RefusedExpression(`invalid evaluator type: ${type.slice(0, 50)}`);
  const params = asArray(field(evaluator, "params"));
  const isRange = type.includes("range");
  if (params.length < (isRange ? 2 : 1) || anyOrder && isRange && params.length !== 2)
    throw new RefusedExpression(`incorrect number of arguments for '${type}': got ${params.length}`);
  const [low, high = 0] = params.slice(0, 2).map(numberIn);
  const swapped = anyOrder && isRange && low > high;
  return (value) => swapped ? test(value, high, low) : test(value, low, high);
}
function numberIn(param) {
  if (param === null) return 0;
  if (typeof param !== "number") throw new RefusedExpression("the argument of a condition must be a number");
  return param;
}

// src/check/expressions/server/reduce.ts
var isNumber = (value) => value !== null && !Number.isNaN(value);
var ofAll = (reduce) => (values2) => values2.length > 0 && values2.every(isNumber) ? reduce(values2) : Number.NaN;
var sum = (values2) => values2.reduce((total, value) => total + value, 0);
var reduceNumbers = {
  sum: (values2) => values2.length === 0 ? 0 : ofAll(sum)(values2),
  mean: ofAll((values2) => sum(values2) / values2.length),
  min: ofAll((values2) => values2.reduce((least, value) => Math.min(least, value))),
  max: ofAll((values2) => values2.reduce((most, value) => Math.max(most, value))),
  count: (values2) => values2.length,
  last: (values2) => values2.length === 0 ? Number.NaN : values2.at(-1),
  median: ofAll(medianOf)
};
function medianOf(values2) {
  const sorted = values2.toSorted((one2, other) => one2 - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
function reduceValues(values2, reducer, mode) {
  return values2.flatMap((value) => {
    if (value.kind === "none") return [value];
    if (value.kind === "scalar")
      throw new RefusedExpression(`can only reduce type series, got type ${kindNames[value.kind]}`);
    const kept = keptOf(value.values, mode);
    if (value.kind === "number") return kept.map((one2) => numberOf(one2, value.labels));
    const reduced = reduceNumbers[reducer](kept);
    const isGone = mode !== void 0 && reduced !== null && Number.isNaN(reduced);
    return [numberOf(isGone ? mode.kind === "drop" ? null : mode.value : reduced, value.labels)];
  });
}
function keptOf(values2, mode) {
  if (mode === void 0) return values2;
  const isReal = (value) => value !== null && Number.isFinite(value);
  return mode.kind === "drop" ? values2.filter(isReal) : values2.map((value) => isReal(value) ? value : mode.value);
}

// src/check/expressions/server/conditions.ts
var difference = (of) => (numbers) => numbers.length < 2 ? 0 : of(numbers.at(-1), numbers[0]);
var reducers2 = {
  avg: (numbers) => sum2(numbers) / numbers.length,
  sum: sum2,
  min: (numbers) => numbers.reduce((least, value) => Math.min(least, value), Number.MAX_VALUE),
  max: (numbers) => numbers.reduce((most, value) => Math.max(most, value), -Number.MAX_VALUE),
  count: (numbers) => numbers.length,
  last: (numbers) => numbers.at(-1),
  median: medianOf,
  diff: difference((newest, oldest) => newest - oldest),
  diff_abs: difference((newest, oldest) => Math.abs(newest - oldest)),
  percent_diff: difference((newest, oldest) => (newest - oldest) / Math.abs(oldest) * 100),
  percent_diff_abs: difference((newest, oldest) => Math.abs((newest - oldest) / oldest * 100)),
  count_non_null: (numbers) => numbers.length
};
function sum2(numbers) {
  return numbers.reduce((total, value) => total + value, 0);
}
function runConditions(written, inputs) {
  return [judgeConditions(written, inputs).value];
}
function judgeConditions(written, inputs) {
  const matches = [];
  const conditions = written.map(readCondition);
  let [holds, isNothing] = [false, false];
  for (const [index, condition] of conditions.entries()) {
    if (holds && condition.operator === "logic-or") break;
    const one2 = judge(condition, inputs.get(condition.refId) ?? []);
    const join = (before, now) => index === 0 ? now : condition.operator === "and" ? before && now : before || now;
    holds = join(holds, one2.holds);
    isNothing = join(isNothing, one2.isNothing);
    matches.push(...one2.matches);
  }
  return { value: numberOf(isNothing ? null : Number(holds)), matches };
}
function readCondition(condition, index) {
  const refused2 = (said) => new RefusedExpression(`condition ${index + 1} ${said}`);
  const operator = textField(condition, "operator", "type") ?? "";
  if (index > 0 && !["and", "or", "logic-or"].includes(operator))
    throw refused2("operator must be `and`, `or` or `logic-or`");
  const [refId] = asArray(field(condition, "query", "params"));
  if (typeof refId !== "string" || refId === "") throw refused2("is missing the query RefID argument");
  const reducer = textField(condition, "reducer", "type") ?? "";
  if (!Object.hasOwn(reducers2, reducer))
    throw refused2(`has the invalid reducer ${JSON.stringify(reducer.slice(0, 50))}`);
  const evaluator = field(condition, "evaluator");
  if (textField(evaluator, "type") === "no_value")
    return { operator, refId, reducer, test: (value) => value === void 0, asksForNone: true };
  const passes = readEvaluator(evaluator, { anyOrder: true });
  return { operator, refId, reducer, test: (value) => value !== void 0 && passes(value), asksForNone: false };
}
function judge({ reducer, test, asksForNone }, values2) {
  const none = { metric: "", labels: /* @__PURE__ */ new Map(), value: null };
  if (values2.length === 0 && asksForNone) return { holds: true, isNothing: false, matches: [none] };
  const numbers = values2.map((value) => ({ value, number: numberIn2(value, reducer) }));
  const matches = numbers.filter(({ number: number2 }) => test(number2)).map(({ value, number: number2 = null }) => ({ metric: metricOf(value), labels: value.labels, value: number2 }));
  const missing = numbers.filter(({ number: number2 }) => number2 === void 0 && !test(number2)).length;
  const isNothing = missing === values2.length;
  return { holds: matches.length > 0, isNothing, matches: isNothing ? [{ ...none, metric: "NoData" }] : matches };
}
function metricOf({ kind, labels }) {
  return kind === "none" ? "no data" : labels.get("__name__") ?? "Value";
}
function numberIn2({ kind, values: values2 }, reducer) {
  if (kind === "scalar") throw new RefusedExpression(`can only reduce type series, got type ${kindNames[kind]}`);
  if (kind === "none") return void 0;
  if (kind === "number") return values2[0] ?? void 0;
  if (reducer === "count") return values2.length === 0 ? void 0 : values2.length;
  const numbers = values2.filter((value) => value !== null && !Number.isNaN(value));
  return numbers.length === 0 ? void 0 : reducers2[reducer](numbers);
}

// src/check/expressions/server/math-tokens.ts
var operators = new Set("! && || > < >= <= == != + - * ** / %".split(" "));
var words = [
  ["variable", /\$\{[\p{L}\p{Nd}_\s]+\}|\$[\p{L}\p{Nd}_]+/uy],
  ["operator", /[!<>=&|+\-*/%]+/y],
  [
    "number",
    /0[xX][0-9a-fA-F]*(?:\.[0-9a-fA-F]*)?|[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]*)?|\.[0-9]*(?:[eE][+-]?[0-9]*)?/y
  ],
  ["name", new RegExp("\\p{L}[\\p{L}_]*", "uy")],
  ["(", /\(/y],
  [")", /\)/y],
  ["text", /"[^"]*"/y],
  [",", /,/y]
];
function mathTokens(math) {
  const found = [];
  let at = 0;
  const skipSpace = () => {
    while (at < math.length && /\s/.test(math[at])) at++;
  };
  for (skipSpace(); at < math.length; skipSpace()) {
    const token2 = tokenAt(math, at);
    if (token2 === void 0 || token2.kind === "operator" && !operators.has(token2.text))
      throw new RefusedExpression(
        `invalid math command: expr: unexpected ${JSON.stringify(token2?.text ?? math[at])} in the expression`
      );
    at += token2.text.length;
    found.push(token2.kind === "variable" ? { ...token2, text: token2.text.replace(/^\$\{?|\}$/g, "") } : token2);
  }
  return [...found, { kind: "end", text: "EOF" }];
}
function tokenAt(math, at) {
  for (const [kind, word] of words) {
    word.lastIndex = at;
    const text = word.exec(math)?.[0];
    if (text !== void 0) return { kind, text };
  }
  return void 0;
}

// src/check/expressions/server/math-tree.ts
var maxLength4 = 2e4;
var maxDepth = 200;
var levels = [["||"], ["&&"], ["==", "!=", ">", ">=", "<", "<="], ["+", "-"], ["*", "/", "%"], ["**"]];
var constantNames = ["nan", "inf", "infn", "null"];
var functionNames = [
  "abs",
  "log",
  "round",
  "ceil",
  "floor",
  "is_nan",
  "is_inf",
  "is_null",
  "is_number"
];
var isOneOf = (names, name) => names.includes(name);
function parseMath(math) {
  if (math.length > maxLength4) throw new NotComputed("the math is too long");
  const tokens = mathTokens(math);
  let at = 0;
  let depth = 0;
  const peek = () => tokens[at];
  const next = () => tokens[at === tokens.length - 1 ? at : at++];
  const unexpected = ({ text }) => refused(`unexpected ${JSON.stringify(text)}`);
  const expect = (kind) => {
    const token2 = next();
    if (token2.kind !== kind) throw unexpected(token2);
  };
  const deeper = (read) => {
    if (++depth > maxDepth) throw new NotComputed("the math is nested too deeply");
    const result = read();
    depth--;
    return result;
  };
  const level = (index) => {
    const operators2 = levels[index];
    if (operators2 === void 0) return factor();
    let left = level(index + 1);
    while (peek().kind === "operator" && operators2.includes(peek().text))
      left = { kind: "binary", op: next().text, left, right: level(index + 1) };
    return left;
  };
  const whole = () => deeper(() => level(0));
  const factor = () => {
    const token2 = next();
    if (token2.kind === "number") return { kind: "number", value: readNumber(token2.text) };
    if (token2.kind === "variable") return { kind: "variable", refId: token2.text };
    if (token2.kind === "name") return call(token2.text);
    if (token2.kind === "operator" && (token2.text === "!" || token2.text === "-"))
      return { kind: "unary", op: token2.text, arg: deeper(factor) };
    if (token2.kind !== "(") throw unexpected(token2);
    const inner = whole();
    expect(")");
    return inner;
  };
  const call = (name) => {
    const takes = isOneOf(functionNames, name) ? 1 : 0;
    if (takes === 0 && !isOneOf(constantNames, name)) throw refused(`non existent function ${name}`);
    expect("(");
    const args = [];
    while (peek().kind !== ")") args.push(whole());
    next();
    if (args.length !== takes)
      throw refused(`${args.length < takes ? "not enough" : "too many"} arguments for ${name}`);
    return takes === 0 ? { kind: "constant", name } : { kind: "call", name, arg: args[0] };
  };
  const root = whole();
  expect("end");
  return root;
}
var refused = (said) => new RefusedExpression(`invalid math command: expr: ${said}`);
function readNumber(text) {
  if (/^0[0-7]+$/.test(text)) return Number.parseInt(text, 8);
  const value = text === "." ? Number.NaN : Number(text);
  if (Number.isNaN(value) || !Number.isFinite(value)) throw refused(`illegal number syntax: ${JSON.stringify(text)}`);
  return value;
}

// src/check/expressions/server/resample.ts
var downsamplers = ["sum", "mean", "min", "max", "last"];
var maxInstants = 5e4;
var maxNumbers = 5e6;
function resampleValues(values2, resampling) {
  const { windowMs, fromMs, toMs } = resampling;
  const count = Math.floor((toMs - fromMs) / windowMs) + 1;
  if (count > maxInstants || count * values2.length > maxNumbers) throw new NotComputed("too many instants");
  const none = values2.findIndex(({ kind }) => kind === "none");
  return values2.slice(0, none === -1 ? void 0 : none + 1).map((value) => {
    if (value.kind === "none") return value;
    if (value.kind !== "series")
      throw new RefusedExpression(`can only resample type series, got type ${kindNames[value.kind]}`);
    if (count <= 1)
      throw new RefusedExpression("the series cannot be sampled further; the time range is shorter than the interval");
    return resampled(value, count, resampling);
  });
}
function resampled({ labels, timesMs, values: values2 }, count, resampling) {
  const { windowMs, downsampler, upsampler, fromMs } = resampling;
  const times = Array.from({ length: count }, (_, index) => fromMs + index * windowMs);
  let at = 0;
  const sampled = times.map((timeMs) => {
    const begin = at;
    while (at < timesMs.length && timesMs[at] <= timeMs) at++;
    const within = values2.slice(begin, at);
    if (within.length === 1) return within[0];
    if (within.length === 0) return filled(upsampler, { before: values2[at - 1], after: values2[at] });
    if (!downsamplers.includes(downsampler)) throw new RefusedExpression(`downsampling ${downsampler} not implemented`);
    return reduceNumbers[downsampler](within);
  });
  return { kind: "series", labels, timesMs: times, values: sampled };
}
function filled(upsampler, {
  before = null,
  after = null
}) {
  if (upsampler === "pad") return before;
  if (upsampler === "backfilling") return after;
  if (upsampler === "fillna") return null;
  throw new RefusedExpression(`upsampling ${upsampler} not implemented`);
}

// src/check/expressions/server/math-functions.ts
var mathConstants = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  infn: Number.NEGATIVE_INFINITY,
  null: null
};
var isInfinite = (value) => Math.abs(value) === Number.POSITIVE_INFINITY;
var ofNumber = (change) => (value) => value === null ? Number.NaN : change(value);
var mathFunctions = {
  abs: ofNumber(Math.abs),
  log: ofNumber(Math.log),
  // Halves go away from zero.
  round: ofNumber((value) => Math.sign(value) * Math.round(Math.abs(value))),
  ceil: ofNumber(Math.ceil),
  floor: ofNumber(Math.floor),
  is_nan: ofNumber((value) => Number(Number.isNaN(value))),
  is_inf: ofNumber((value) => Number(isInfinite(value))),
  is_null: (value) => Number(value === null),
  is_number: (value) => Number(value !== null && Number.isFinite(value))
};
function signed(op, value) {
  if (value === null || Number.isNaN(value)) return value;
  return op === "-" ? -value : Number(value === 0);
}
var binary = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "%": (left, right) => left % right,
  // Go: 1 to any power is 1, -1 to an infinite one too.
  "**": (left, right) => left === 1 || left === -1 && isInfinite(right) ? 1 : left ** right,
  "==": (left, right) => Number(left === right),
  "!=": (left, right) => Number(left !== right),
  ">": (left, right) => Number(left > right),
  "<": (left, right) => Number(left < right),
  ">=": (left, right) => Number(left >= right),
  "<=": (left, right) => Number(left <= right),
  "||": (left, right) => Number(left !== 0 || right !== 0),
  "&&": (left, right) => Number(left !== 0 && right !== 0)
};
function together(op, left, right) {
  if (left === null || right === null) return null;
  if (op === "||" && left !== 0) return 1;
  if (op === "&&" && left === 0) return 0;
  return Number.isNaN(left) || Number.isNaN(right) ? Number.NaN : binary[op](left, right);
}

// src/check/expressions/server/unions.ts
var maxCompared = 4e6;
var maxUnions = 2e4;
function unionsOf(left, right) {
  const [one2, other] = [left[0], right[0]];
  if (one2 === void 0 || other === void 0) return [];
  const first2 = { left: one2, right: other, labels: /* @__PURE__ */ new Map() };
  const isSingle = left.length === 1 || right.length === 1;
  if (isSingle && (one2.kind === "none" || other.kind === "none")) return [first2];
  if (left.length * right.length > maxCompared) throw new NotComputed("too many series");
  const unions = [];
  for (const a of left)
    for (const b of right) {
      const [more, less] = a.labels.size >= b.labels.size ? [a.labels, b.labels] : [b.labels, a.labels];
      if (hasAll(more, less)) unions.push({ left: a, right: b, labels: more });
      if (unions.length > maxUnions) throw new NotComputed("too many series");
    }
  return unions.length === 0 && left.length === 1 && right.length === 1 ? [first2] : unions;
}
function hasAll(labels, wanted) {
  for (const [name, value] of wanted) if (labels.get(name) !== value) return false;
  return true;
}

// src/check/expressions/server/run-math.ts
var maxNumbers2 = 5e6;
function runMath(root, inputs) {
  let left = maxNumbers2;
  const spend = (values2) => {
    for (const { values: numbers } of values2) left -= numbers.length;
    if (left < 0) throw new NotComputed("too many values");
    return values2;
  };
  const walk = (node) => {
    if (node.kind === "number") return [scalarOf(node.value)];
    if (node.kind === "variable") return inputs.get(node.refId) ?? [];
    if (node.kind === "constant") return [scalarOf(mathConstants[node.name])];
    if (node.kind === "binary") {
      const unions = unionsOf(walk(node.left), walk(node.right));
      return unions.flatMap((union) => spend([operate(node.op, union)]));
    }
    const change = node.kind === "call" ? mathFunctions[node.name] : (value) => signed(node.op, value);
    return spend(walk(node.arg).map((value) => mapValue(value, change)));
  };
  return walk(root);
}
function operate(op, { left, right, labels }) {
  if (left.kind === "none" || right.kind === "none") return noData;
  if (left.kind === "series" && right.kind === "series") return alike(op, left, right, labels);
  if (left.kind === "series") return { ...mapValue(left, (value2) => together(op, value2, right.values[0])), labels };
  if (right.kind === "series") return { ...mapValue(right, (value2) => together(op, left.values[0], value2)), labels };
  const value = together(op, left.values[0], right.values[0]);
  return left.kind === "scalar" && right.kind === "scalar" ? scalarOf(value) : numberOf(value, labels);
}
function alike(op, left, right, labels) {
  const byTime = new Map(right.timesMs.map((timeMs, index) => [timeMs, right.values[index]]));
  const timesMs = [];
  const values2 = [];
  for (const [index, timeMs] of left.timesMs.entries()) {
    const other = byTime.get(timeMs);
    if (other === void 0) continue;
    timesMs.push(timeMs);
    values2.push(together(op, left.values[index], other));
  }
  return { kind: "series", labels, timesMs, values: values2 };
}

// src/check/expressions/server/window.ts
var units = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1e3,
  m: 6e4,
  h: 36e5
};
var dayMs = 864e5;
var longUnits = {
  d: dayMs,
  w: 7 * dayMs,
  M: 365.2425 / 12 * dayMs,
  y: 365.2425 * dayMs
};
function readWindow(text) {
  const long = /^(\d+)([dwMy])$/.exec(text);
  if (long !== null) return Number(long[1]) * longUnits[long[2]];
  if (!/^\+?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text) || text.length > 100) return void 0;
  const parts = text.matchAll(/([\d.]+)([a-zµμ]+)/g);
  return [...parts].reduce((total, [, amount, unit]) => total + Number(amount) * units[unit], 0);
}

// src/check/expressions/server/run-expression.ts
function runExpression({ type, text, settings, inputs: refIds }, inputs, range) {
  if (type === "math") return runMath(parseMath(text), inputs);
  if (type === "classic_conditions") return runConditions(asArray(settings["conditions"]).slice(0, 1e3), inputs);
  const input = inputs.get(refIds[0] ?? "") ?? [];
  if (type === "reduce")
    return reduceValues(input, textField(settings, "reducer")?.toLowerCase() ?? "", modeOf(settings["settings"]));
  if (type === "threshold") {
    const passes = readEvaluator(field(asArray(settings["conditions"])[0], "evaluator"));
    return input.map((value) => mapValue(value, (one2) => one2 === null ? null : Number(passes(one2))));
  }
  if (type !== "resample") throw new NotComputed("only a Grafana runs it");
  const [window, downsampler, upsampler] = ["window", "downsampler", "upsampler"].map((name) => {
    const given = textField(settings, name);
    if (given === void 0) throw new RefusedExpression(`no ${name} specified in resample command`);
    return given;
  });
  const windowMs = readWindow(window);
  if (windowMs === void 0 || windowMs <= 0)
    throw new RefusedExpression(
      `failed to parse resample "window" duration field ${JSON.stringify(window.slice(0, 50))}`
    );
  return resampleValues(input, { windowMs, downsampler, upsampler, ...range });
}
function modeOf(settings) {
  const mode = field(settings, "mode");
  if (mode === "dropNN") return { kind: "drop" };
  return mode === "replaceNN" ? { kind: "replace", value: numberField(settings, "replaceWithValue") ?? 0 } : void 0;
}

// src/check/expressions/server/calculate-here.ts
function calculateHere(nodes, { answers, byRefId, range, hiddenLabel }) {
  const values2 = /* @__PURE__ */ new Map();
  const calculated = /* @__PURE__ */ new Map();
  const known = (refId) => {
    const query = byRefId.get(refId);
    const answer = answers.get(refId);
    if (values2.has(refId) || query === void 0 || answer === void 0) return values2.get(refId);
    if (query.instant === true && query.range === true) return void 0;
    const given = valuesOf(answer.series, { isInstant: query.instant === true, hiddenLabel });
    if (given !== void 0) values2.set(refId, given);
    return given;
  };
  for (const { refId, expression } of nodes) {
    const inputs = new Map(
      expression.inputs.flatMap((input) => {
        const given = known(input);
        return given === void 0 ? [] : [[input, given]];
      })
    );
    if (inputs.size < expression.inputs.length) continue;
    try {
      const result = runExpression(expression, inputs, range);
      values2.set(refId, result);
      const series = result.flatMap((value) => seriesOf(value, range.toMs));
      calculated.set(refId, { state: "ok", series, rows: 0, notices: [] });
    } catch (error) {
      if (error instanceof NotComputed) continue;
      if (!(error instanceof RefusedExpression)) throw error;
      calculated.set(refId, { state: "error", message: `[${refId}]: ${error.message}`, refused: true });
    }
  }
  return calculated;
}
function valuesOf(series, { isInstant, hiddenLabel }) {
  if (series.some(({ histograms }) => histograms?.some((buckets) => buckets !== void 0))) return void 0;
  if (series.length === 0) return [noData];
  const given = series.map(({ labels, timesMs, values: values2 }) => {
    const shown2 = new Map([...labels].filter(([name]) => name !== hiddenLabel));
    return isInstant ? numberOf(values2.at(-1) ?? null, shown2) : { kind: "series", labels: shown2, timesMs, values: values2 };
  });
  return isInstant ? given.sort((one2, other) => compare(textOf2(one2), textOf2(other))) : given;
}
var compare = (one2, other) => one2 < other ? -1 : one2 > other ? 1 : 0;
var textOf2 = ({ labels }) => [...labels].map((pair) => pair.join("=")).sort(compare).join(", ");
function seriesOf({ kind, labels, timesMs, values: values2 }, atMs) {
  if (kind === "none") return [];
  const times = kind === "series" ? timesMs : [atMs];
  const kept = values2.flatMap((value, index) => value === null ? [] : [{ timeMs: times[index], value }]);
  return [{ labels, timesMs: kept.map(({ timeMs }) => timeMs), values: kept.map(({ value }) => value) }];
}

export {
  readTime,
  openingRange,
  mapBounded,
  createSlots,
  allValueId,
  isFault,
  matchAllGuarded,
  interpolate,
  builtinValues,
  timeQuery,
  resolveVariables,
  summarize,
  fillLegend,
  seriesName,
  renderedLegend,
  legendLabels,
  dropUndefined,
  selectionOf,
  knowSpec,
  explainSelector,
  findUnknownMetric,
  explainEmpty,
  panelRange,
  prepareQuery,
  savedFilters,
  RefusedExpression,
  NotComputed,
  noData,
  mapValue,
  readEvaluator,
  judgeConditions,
  runExpression,
  calculateHere,
  valuesOf,
  readExpression,
  panelGraph,
  usualCopies,
  copiesOf,
  whyShownOnce,
  prometheusBackend
};
