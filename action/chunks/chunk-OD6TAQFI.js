import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isComplete
} from "./chunk-OQXLBAJJ.js";
import {
  BlockPool
} from "./chunk-H55RNSOP.js";
import {
  NotComputed,
  RefusedExpression,
  builtinValues,
  copiesOf,
  dropUndefined,
  explainEmpty,
  findUnknownMetric,
  interpolate,
  isFault,
  judgeConditions,
  knowSpec,
  legendLabels,
  mapBounded,
  mapValue,
  noData,
  openingRange,
  panelGraph,
  prepareQuery,
  prometheusBackend,
  readEvaluator,
  readExpression,
  renderedLegend,
  resolveVariables,
  runExpression,
  timeQuery,
  valuesOf
} from "./chunk-MILOLZ2R.js";
import {
  customOptions,
  findPlaceholder,
  hasRegexEscape,
  intervalOptions,
  looksLikeRegex,
  panelsIn,
  queriesIn,
  selectorsIn
} from "./chunk-VESQWSBQ.js";
import {
  factorRows,
  inOrder,
  incidentName,
  isFixed,
  labelPattern,
  renderCause,
  renderIncident,
  renderSpec,
  round,
  scaleSignal,
  specOf,
  switchBetween,
  tailOf,
  times,
  walkBetween
} from "./chunk-3ADR7GN4.js";
import {
  losesNatives,
  versionAsker
} from "./chunk-TW2DETBE.js";
import {
  nativeNames
} from "./chunk-LRRWOHJL.js";
import {
  injectLabel,
  labelName,
  parts,
  readVariableQuery,
  readVariables,
  removeInjection
} from "./chunk-BUTP7I6L.js";
import {
  OutOfSteps,
  Work,
  attemptWork,
  childrenOf,
  findReferences,
  findVariables,
  namesVariable,
  parseExpression,
  parseFilled,
  requireSteps,
  startWork,
  typeOf,
  walkNodes,
  wholeReference,
  withWork,
  withoutParens
} from "./chunk-AFILVRNC.js";
import {
  agreeOnVersion,
  encodeFloats,
  explainRefusal,
  sendRequest,
  seriesText,
  sliceTemplate
} from "./chunk-RZZYZ6Z2.js";
import {
  instantQuery
} from "./chunk-6M77KGMD.js";
import {
  backoffMs
} from "./chunk-JN2EJA7T.js";
import {
  counted
} from "./chunk-MPS7O4VN.js";
import {
  asArray,
  asObject,
  field,
  textField,
  textList
} from "./chunk-Z4Q2ISX3.js";
import {
  anchorMs,
  compileDistribution,
  compileSignal,
  courseKey,
  createContext,
  endless,
  formatFloat,
  gridEndMs,
  namedFacts
} from "./chunk-YJEH4LXZ.js";
import {
  RE2JS,
  RE2JSSyntaxException,
  lognormal,
  parseSpec,
  prefixCauses,
  prefixSignal,
  readDistribution,
  readMadeSpec,
  readSignal,
  readSignals
} from "./chunk-DLEOOTJD.js";
import {
  isBucketName,
  isTotalName,
  madeLabel,
  packClaims,
  packOf,
  partName,
  splitPart,
  wireNames,
  withoutTotal
} from "./chunk-PLX77PAM.js";
import {
  nextTurn
} from "./chunk-U263SKPT.js";
import {
  expandLabelPattern,
  parseLabelPattern
} from "./chunk-CTBYMT6C.js";
import {
  createProblems
} from "./chunk-CCWGOCJL.js";
import {
  require_dist
} from "./chunk-MWDUPVNI.js";
import {
  createBlock,
  present,
  stale
} from "./chunk-RQHKSZ5E.js";
import {
  seriesKey
} from "./chunk-7ZG6RHXF.js";
import {
  nearestWord
} from "./chunk-5AO6ZF25.js";
import {
  formatDuration,
  parseDuration
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
import {
  __toESM
} from "./chunk-RZGYXAJU.js";

// src/infer/infer-work.ts
var limits = { each: 3e5, dashboard: 4e6, run: 6e7 };
var copyLimits = { dashboard: 8e6, run: 64e6 };
var InferWork = class {
  /** Of variables' regular expressions. */
  regexTime = new RegexTime();
  #run;
  #copies;
  #dashboards;
  #given = /* @__PURE__ */ new Map();
  /** @param dashboards - how many there are, each of which brings steps of its own. */
  constructor(dashboards) {
    this.#dashboards = dashboards;
    this.#run = new Work(Math.min(limits.run, limits.dashboard * Math.max(1, dashboards)));
    this.#copies = this.#forCopies();
  }
  /** Everything that was given up so far. */
  get tooComplex() {
    return [...this.#given.values()];
  }
  /** @returns undefined if `subject` is given up, now or before. @param run - uses `requireSteps`; not asynchronous. */
  attempt(subject, run) {
    if (this.#given.has(subject)) return void 0;
    const result = this.tryOnce(run);
    if (result === void 0) this.#giveUp(subject);
    return result?.value;
  }
  /** The same for work whose failure need not be reported. */
  tryOnce(run) {
    return attemptWork(new Work(limits.each, this.#run), () => ({ value: run() }));
  }
  /** Begins a build of a dashboard's series, which has steps of its own for copies. */
  beginBuild() {
    this.#copies = this.#forCopies();
  }
  #forCopies() {
    return new Work(Math.min(copyLimits.dashboard, Math.floor(copyLimits.run / Math.max(1, this.#dashboards))));
  }
  /** {@link tryOnce} for copies of repeated panels beyond the first of each. */
  tryCopy(run) {
    return attemptWork(new Work(limits.each, this.#copies), () => ({ value: run() }));
  }
  #giveUp(subject) {
    const reason = this.#run.usedUp ? this.#dashboards > 1 ? "the dashboards are too complex together; infer them one at a time" : "too complex together with all that comes before it; split the dashboard or the rule file" : "too complex to infer series from; split it, or write its metrics into a data spec by hand";
    this.#given.set(subject, typeof subject === "string" ? { what: subject, reason } : { query: subject, reason });
  }
};
function describeTooComplex({ query, what, reason }) {
  const place = query === void 0 ? what : `"${query.panelTitle || query.name || `panel ${query.panelId ?? "without a title"}`}"`;
  return `${place}${query?.refId === void 0 ? "" : `, query ${query.refId}`}: ${reason}`;
}
function orElse(steps4, run, fallback) {
  try {
    return withWork(startWork(steps4), run);
  } catch (error) {
    if (error instanceof OutOfSteps) return fallback();
    throw error;
  }
}

// src/infer/world/cause.ts
var known = /* @__PURE__ */ new WeakMap();
function causesIn(signal) {
  const remembered3 = typeof signal === "object" ? known.get(signal) : void 0;
  if (remembered3 !== void 0) return remembered3;
  const found = /* @__PURE__ */ new Set();
  const visit3 = (value) => {
    if (Array.isArray(value)) for (const each of value) visit3(each);
    else if (typeof value === "object" && value !== null)
      for (const [key, each] of Object.entries(value)) {
        if (key === "signal" && typeof each === "string") found.add(each);
        else visit3(each);
      }
  };
  visit3(signal);
  if (typeof signal === "object") known.set(signal, found);
  return found;
}
function usedCauses(causes2, signals) {
  const byName2 = new Map(causes2.map((cause) => [cause.name, cause]));
  const used = /* @__PURE__ */ new Set();
  const open = [...signals].flatMap((signal) => [...causesIn(signal)]);
  for (let name = open.pop(); name !== void 0; name = open.pop()) {
    const cause = byName2.get(name);
    if (cause === void 0 || used.has(name)) continue;
    used.add(name);
    open.push(...causesIn(cause.value));
  }
  return causes2.filter(({ name }) => used.has(name));
}
function renameCauses(signal, names2) {
  const visit3 = (value) => {
    if (Array.isArray(value)) return value.map(visit3);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(
        ([key, each]) => key === "signal" && typeof each === "string" ? [key, names2.get(each) ?? each] : [key, visit3(each)]
      )
    );
  };
  return visit3(signal);
}
function restCauses(signal) {
  const found = /* @__PURE__ */ new Set();
  const visit3 = (value) => {
    if (Array.isArray(value)) for (const each of value) visit3(each);
    else if (typeof value === "object" && value !== null)
      for (const [key, each] of Object.entries(value)) {
        if (key === "sub" && Array.isArray(each) && typeof each[0] === "number")
          for (const part of each.slice(1)) for (const name of factorsOf(part)) found.add(name);
        visit3(each);
      }
  };
  visit3(signal);
  return found;
}
function factorsOf(signal) {
  if (typeof signal !== "object" || Array.isArray(signal)) return [];
  if (signal.signal !== void 0) return [signal.signal];
  const [factor, other, ...more] = signal.mul ?? [];
  if (factor === void 0 || other === void 0 || more.length > 0) return [];
  if (typeof factor === "number") return factorsOf(other);
  return typeof other === "number" ? factorsOf(factor) : [];
}

// src/infer/world/walk-bounds.ts
var turns = {
  own: { period: "2h" },
  cause: { period: "4h", at: "2h" },
  changed: { period: "8h", at: "4h" },
  "changed too": { period: "16h", at: "8h" }
};
function atBounds(signal, of2) {
  const visit3 = (value) => {
    if (Array.isArray(value)) return value.map(visit3);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => {
        const { min, max } = key === "walk" ? each : {};
        if (min === void 0 || max === void 0) return [key, visit3(each)];
        return ["square", { low: visit3(min), high: visit3(max), ...turns[of2] }];
      })
    );
  };
  return visit3(signal);
}

// src/infer/world/day-courses.ts
var dayInstants = 24;
var hourMs = 36e5;
var seed = 1;
var DayCourses = class {
  #grid;
  #causes = /* @__PURE__ */ new Map();
  #seen = /* @__PURE__ */ new WeakSet();
  #reading;
  #perOf = /* @__PURE__ */ new Map();
  #ids = /* @__PURE__ */ new WeakMap();
  #values = /* @__PURE__ */ new Map();
  #shapes = /* @__PURE__ */ new Map();
  #fillers = /* @__PURE__ */ new Map();
  #block = createBlock(1);
  constructor({ fromMs, stepMs }) {
    this.#grid = { fromMs: Math.floor(fromMs / stepMs) * stepMs, stepMs };
  }
  /** Makes causes known. One of a name that is known already takes the other's place. */
  learn(causes2) {
    for (const cause of causes2) {
      if (this.#seen.has(cause)) continue;
      this.#seen.add(cause);
      const known5 = this.#causes.get(cause.name);
      if (known5 !== void 0 && JSON.stringify(known5) === JSON.stringify(cause)) continue;
      this.#causes.set(cause.name, cause);
      this.#reading = void 0;
      if (known5 === void 0) continue;
      this.#seen = new WeakSet([cause]);
      for (const memory of [this.#values, this.#shapes, this.#fillers]) memory.clear();
    }
  }
  /** A signal's value at each instant for a series with these labels; NaN where there is none. */
  valuesOf(signal, labels2) {
    if (typeof signal === "number") return new Float64Array(dayInstants).fill(signal);
    const key = this.#keyOf(signal, labels2);
    const known5 = this.#values.get(key);
    if (known5 !== void 0) return known5;
    const read = readSignal(atBounds(signal, "own"), ["signals"], this.#read(labels2));
    const filler = read && endless(compileSignal(read, this.#context(labels2)), "last", this.#grid.stepMs);
    const values = new Float64Array(dayInstants).fill(Number.NaN);
    for (let hour = 0; filler !== void 0 && hour < dayInstants; hour++) {
      filler.fill(this.#block, 0, this.#indexAt(hour), 1, 0);
      if (this.#block.states[0] === present) values[hour] = this.#block.values[0];
    }
    this.#values.set(key, values);
    return values;
  }
  /** Where observations lie at each instant. */
  shapesOf(observe, labels2) {
    const key = this.#keyOf(observe, labels2);
    const known5 = this.#shapes.get(key);
    if (known5 !== void 0) return known5;
    const read = readDistribution(
      atBounds(observe, "own"),
      ["signals"],
      this.#read(labels2)
    );
    const compiled = read && compileDistribution(read, this.#context(labels2));
    const shapes = Array.from(
      { length: dayInstants },
      (_, hour) => compiled && (compiled.constant ?? compiled.shapes(this.#indexAt(hour), 1)[0])
    );
    this.#shapes.set(key, shapes);
    return shapes;
  }
  #indexAt(hour) {
    return Math.round(hour * hourMs / this.#grid.stepMs);
  }
  #keyOf(signal, labels2) {
    const id = typeof signal === "object" ? this.#ids.get(signal) ?? JSON.stringify(signal) : String(signal);
    if (typeof signal === "object") this.#ids.set(signal, id);
    const per = [...this.#labelsOf(signal, id)].map((name) => labels2.get(name) ?? "");
    return per.length === 0 ? id : `${id}${JSON.stringify(per)}`;
  }
  /** The labels that a signal's causes are per, sorted. */
  #labelsOf(signal, id) {
    const known5 = this.#perOf.get(id);
    if (known5 !== void 0) return known5;
    const found = /* @__PURE__ */ new Set();
    const seen = /* @__PURE__ */ new Set();
    const open = [...causesIn(signal)];
    for (let name = open.pop(); name !== void 0; name = open.pop()) {
      const cause = this.#causes.get(name);
      if (cause === void 0 || seen.has(name)) continue;
      seen.add(name);
      for (const label of cause.per) found.add(label);
      open.push(...causesIn(cause.value));
    }
    const sorted = [...found].sort();
    this.#perOf.set(id, sorted);
    return sorted;
  }
  #read(labels2) {
    this.#reading ??= this.#readAll();
    return this.#reading([...labels2.keys()]);
  }
  #readAll() {
    this.#perOf = /* @__PURE__ */ new Map();
    const problems = createProblems({ locate: () => ({ file: "inference", line: 1, column: 1 }) });
    const all = [...this.#causes.values()];
    const specs = Object.fromEntries(
      all.map(({ name, per, value }) => [name, { per: [...per], value: atBounds(value, "cause") }])
    );
    const { reading } = readSignals(specs, new Set(all.flatMap(({ per }) => per)), problems);
    problems.throwIfAny();
    return (names2) => reading.within({
      text: "a series",
      labels: names2.map((name) => ({ name, patterns: [{ parts: ["x"], count: 1n }] }))
    });
  }
  #context(labels2, level = 0, key = seriesKey(seed, "a series", [])) {
    return createContext(this.#grid, key, { slot: 0, level, course: (signal) => this.#course(signal, labels2) });
  }
  #course(signal, labels2) {
    const own2 = new Map(signal.per.map((label) => [label, labels2.get(label) ?? ""]));
    const key = JSON.stringify([signal.name, ...own2.values()]);
    const known5 = this.#fillers.get(key);
    if (known5 !== void 0) return known5;
    const context = this.#context(own2, namedFacts(signal).depth, courseKey(signal, { seed, labels: [...own2] }));
    const filler = endless(compileSignal(signal.value, context), "last", this.#grid.stepMs);
    this.#fillers.set(key, filler);
    return filler;
  }
};

// src/infer/world/metric-causes.ts
function causesOf(metrics) {
  const byName2 = /* @__PURE__ */ new Map();
  for (const { causes: causes2 = [] } of metrics)
    for (const cause of causes2) if (!byName2.has(cause.name)) byName2.set(cause.name, cause);
  return usedCauses([...byName2.values()], metrics.flatMap(signalsOf));
}
function signalsOf({ kind, series }) {
  if (kind === "info") return [];
  return series.flatMap(({ signal, observe }) => [
    ...signal.form === "course" ? [specOf(signal)] : [],
    ...observe === void 0 ? [] : [observe]
  ]);
}

// src/infer/world/part-signal.ts
function partSignal(row, whole, share2, of2) {
  const round2 = row.signal.form === "course" ? isRounded(row.signal.signal) : Number.isInteger(row.signal.value);
  const counts2 = round2 && (whole.signal.form === "constant" ? whole.signal.value < 1e6 : isRounded(whole.signal.signal));
  const shape = whole.signal.form === "constant" ? share2 : product(share2, unrounded(whole.signal.signal));
  const height = (whole.signal.form === "constant" ? whole.signal.value : whole.signal.factor) / of2;
  if (typeof shape === "number") {
    const value = shape * height;
    return { form: "constant", value: counts2 ? Math.round(value) : value };
  }
  return { form: "course", signal: counts2 ? { round: { of: shape } } : shape, factor: Number(height.toPrecision(4)) };
}
function product(share2, course2) {
  if (typeof share2 === "number") return times(share2, course2);
  const factors4 = (of2) => typeof of2 === "object" && "mul" in of2 && of2.mul !== void 0 ? of2.mul : [of2];
  return { mul: [...factors4(share2), ...factors4(course2)] };
}
function isRandom(signal) {
  return /"(walk|noise|random)":/.test(JSON.stringify(signal));
}
function isRounded(signal) {
  return typeof signal === "object" && "round" in signal;
}
function unrounded(signal) {
  return typeof signal === "object" && "round" in signal && signal.round !== void 0 ? signal.round.of : signal;
}

// src/infer/incident/series-key.ts
function keyOf(index, place) {
  return `${index}:${place}`;
}
function placeOf(key) {
  return key.split(":").map(Number);
}

// src/infer/incident/course/cause-graph.ts
var CauseGraph = class {
  #causes;
  #dependents = /* @__PURE__ */ new Map();
  #shares = /* @__PURE__ */ new Set();
  #reached = /* @__PURE__ */ new WeakMap();
  constructor(metrics) {
    const causes2 = causesOf(metrics);
    this.#causes = new Map(causes2.map((cause) => [cause.name, cause]));
    for (const { value } of causes2) for (const name of restCauses(value)) this.#shares.add(name);
    for (const [index, metric] of metrics.entries()) {
      if (metric.kind === "info") continue;
      for (const [place, { signal }] of metric.series.entries()) {
        if (signal.form !== "course") continue;
        const spec = specOf(signal);
        for (const name of restCauses(spec)) this.#shares.add(name);
        for (const name of this.reachedBy(spec)) {
          const known5 = this.#dependents.get(name) ?? [];
          known5.push({ key: keyOf(index, place), metric, place });
          this.#dependents.set(name, known5);
        }
      }
    }
  }
  cause(name) {
    return this.#causes.get(name);
  }
  /** The series that follow a cause, for the label values that say which of its courses it is. */
  dependentsOf(name, of2) {
    const all = this.#dependents.get(name) ?? [];
    return all.filter(({ metric, place }) => isFor(metric.series[place].labels, of2));
  }
  /**
   * Whether something is what a cause leaves of a whole: an idle processor, what is free. Where such a cause moves, its
   * whole stays what it is.
   */
  isShare(name) {
    return this.#shares.has(name);
  }
  /**
   * The parts of wholes that a metric shows: its series that follow a cause of which one of them, and no other, is the
   * rest. The first of each is that one.
   */
  wholesOf(metric) {
    const rests = metric.series.map(
      ({ signal }) => signal.form === "course" ? restCauses(specOf(signal)) : /* @__PURE__ */ new Set()
    );
    return rests.flatMap(
      (names2, place) => [...names2].flatMap((name) => {
        const { labels: labels2 } = metric.series[place];
        const per = this.#causes.get(name)?.per ?? [];
        const of2 = new Map(per.map((label) => [label, labels2.get(label) ?? ""]));
        const parts2 = this.dependentsOf(name, of2).filter((one2) => one2.metric === metric);
        const isWhole3 = parts2.length > 2 && parts2.filter((one2) => rests[one2.place].has(name)).length === 1;
        return isWhole3 ? [[...parts2].sort((a, b) => Number(b.place === place) - Number(a.place === place))] : [];
      })
    );
  }
  /** The causes that a signal follows, the nearest first. */
  reachedBy(signal) {
    const known5 = typeof signal === "object" ? this.#reached.get(signal) : void 0;
    if (known5 !== void 0) return known5;
    const found = /* @__PURE__ */ new Set();
    const open = [...causesIn(signal)];
    for (let name = open.shift(); name !== void 0; name = open.shift()) {
      const cause = this.#causes.get(name);
      if (cause === void 0 || found.has(name)) continue;
      found.add(name);
      if (!isRandom(cause.value)) open.push(...causesIn(cause.value));
    }
    if (typeof signal === "object") this.#reached.set(signal, found);
    return found;
  }
  /** A signal in which other signals stand for some of the causes that it follows. */
  replaced(signal, by) {
    const visit3 = (value) => {
      if (Array.isArray(value)) return value.map(visit3);
      if (typeof value !== "object" || value === null) return value;
      const { signal: name } = value;
      if (typeof name === "string") {
        const own2 = by.get(name);
        if (own2 !== void 0) return own2;
        const cause = this.#causes.get(name);
        const follows = cause !== void 0 && !isRandom(cause.value) && this.#follows(cause.value, by);
        return follows ? visit3(cause.value) : value;
      }
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, visit3(each)]));
    };
    return visit3(signal);
  }
  #follows(signal, names2) {
    const reached = this.reachedBy(signal);
    return [...names2.keys()].some((name) => reached.has(name));
  }
};
function isFor(labels2, of2) {
  return [...of2].every(([name, value]) => labels2.get(name) === value);
}

// src/infer/incident/course/day-extent.ts
function dayExtent({ kind, series, causes: causes2 = [] }, place, courses) {
  courses.learn(causes2);
  const { signal, labels: labels2 } = series[place];
  return kind === "info" ? { min: 1, max: 1, mean: 1 } : signalExtent(specOf(signal), labels2, courses);
}
function signalExtent(signal, labels2, courses) {
  const values = [...courses.valuesOf(signal, labels2)].filter(Number.isFinite);
  if (values.length === 0) return void 0;
  const sum = values.reduce((all, value) => all + value, 0);
  return { min: Math.min(...values), max: Math.max(...values), mean: sum / values.length };
}
function dayValues({ kind, series }, place, courses) {
  const { signal, labels: labels2 } = series[place];
  return kind === "info" ? [1] : [...courses.valuesOf(specOf(signal), labels2)];
}

// src/infer/incident/course/gauge-part.ts
var leastLeft = 0.02;
var wander = { ofWay: 0.04, most: 0.02, least: 1e-4, everyMs: 12e4 };
var driftOnsetMs = 6 * 6e4;
var near = 0.1;
function gaugePart(change, part) {
  const { stays, usual: usual4, stepMs } = part;
  const { level, rate, flaps } = change;
  if (flaps === true) {
    const low = level ?? 0;
    return stays({ square: { low, high: low + 1, period: formatDuration(7 * stepMs) } });
  }
  if (rate !== void 0 && rate !== 0)
    return drift({ from: level ?? 0, rate, wanders: change.wanders === true }, part);
  return stays(level ?? usual4);
}
function drift({ from, rate, wanders }, { lengthMs, extent, usual: usual4, stepMs }) {
  const { mean: mean2 } = extent;
  const to = from + rate * (lengthMs - driftOnsetMs) / 1e3;
  const end = to < 0 && mean2 >= 0 && from > 0 ? from * leastLeft : to;
  const onset = { line: { from: round(mean2), to: from, for: formatDuration(driftOnsetMs) } };
  const trend = {
    line: { from, to: Number(end.toPrecision(4)), for: formatDuration(lengthMs - driftOnsetMs) }
  };
  const isNear2 = Math.abs(from - mean2) <= Math.abs(mean2) * near || lengthMs <= 2 * driftOnsetMs;
  const straight = isNear2 ? { line: { ...trend.line, for: formatDuration(lengthMs) } } : [onset, trend];
  const wobble = wanders && from !== 0 ? Math.min(wander.most, Math.abs((end - from) / from) * wander.ofWay) : 0;
  const course2 = wobble < wander.least ? straight : { mul: [straight, wandering(wobble, stepMs)] };
  return typeof usual4 === "object" && "round" in usual4 ? { round: { of: course2 } } : course2;
}
function wandering(wobble, stepMs) {
  const step = round(wobble * Math.sqrt(stepMs / wander.everyMs) / 2);
  return { walk: { start: 1, step, min: 1 - round(wobble), max: 1 + round(wobble) } };
}

// src/infer/incident/course/moved-signal.ts
var growthMs = 30 * 6e4;
function withBouts(usual4, bouts, extent) {
  const [{ course: course2 }] = bouts;
  const rest2 = restOf(course2, extent);
  const start = startOf(course2, extent);
  const parts2 = [];
  let cursorMs = 0;
  for (const [index, bout] of bouts.entries()) {
    const { delayMs, recoveryMs } = bout.course;
    const beginMs = Math.max(cursorMs, bout.fromMs + delayMs);
    if (beginMs > cursorMs) parts2.push({ limit: { of: rest2, for: formatDuration(beginMs - cursorMs) } });
    if (bout.toMs === Number.POSITIVE_INFINITY) {
      const lasting = bent(bout.course, start, { holdMs: bout.toMs, recoveryMs: 0 });
      return combined(usual4, course2.form, parts2.length === 0 ? lasting : [...parts2, lasting]);
    }
    const nextMs = bouts[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY;
    const endMs = Math.min(bout.toMs + recoveryMs, nextMs);
    parts2.push(bent(bout.course, start, { holdMs: bout.toMs - beginMs, recoveryMs: endMs - bout.toMs }));
    cursorMs = endMs;
  }
  return combined(usual4, course2.form, [...parts2, rest2]);
}
function boutAlone(usual4, course2, lengthMs, extent) {
  const { delayMs } = course2;
  const rest2 = delayMs > 0 ? [{ limit: { of: restOf(course2, extent), for: formatDuration(delayMs) } }] : [];
  const bout = bent(course2, startOf(course2, extent), { holdMs: lengthMs - delayMs, recoveryMs: 0 });
  const number = rest2.length === 0 ? bout : [...rest2, bout];
  return { limit: { of: combined(usual4, course2.form, number), for: formatDuration(lengthMs) } };
}
function heldSignal(usual4, { form, to, wobble, grows }) {
  const [low, high] = [1 - wobble, (1 + wobble) * grows];
  const number = to === 0 || low === high ? to : { mul: [to, { walk: { start: 1, step: 0.1, min: low, max: high } }] };
  return combined(usual4, form, number);
}
function bent({ to, wobble, grows, onsetMs }, start, { holdMs, recoveryMs }) {
  const onset = Math.min(onsetMs, holdMs);
  const top = grows === 1 ? to : round(to * grows);
  const line = (from, end, ms) => ms <= 0 ? [] : [
    from === end ? { limit: { of: from, for: formatDuration(ms) } } : { line: { from, to: end, for: formatDuration(ms) } }
  ];
  const ends = holdMs < Number.POSITIVE_INFINITY;
  const hold = ends ? line(to, top, holdMs - onset) : [...top === to ? [] : line(to, top, growthMs), top];
  const lines = [...line(start, to, onset), ...hold, ...line(top, start, recoveryMs)];
  const shape = lines.length === 1 ? lines[0] : lines;
  if (wobble === 0 || to === 0) return shape;
  return { mul: [shape, { walk: { start: 1, step: round(wobble / 3), min: 1 - wobble, max: 1 + wobble } }] };
}
function combined(usual4, form, number) {
  const whole = typeof usual4 === "object" && "round" in usual4 ? usual4.round : void 0;
  if (whole !== void 0) return { round: { ...whole, of: combined(whole.of, form, number) } };
  if (form === "times") {
    if (typeof number === "number") return times(number, usual4);
    const factors4 = typeof usual4 === "object" && "mul" in usual4 ? usual4.mul : void 0;
    return { mul: [...factors4 ?? [usual4], number] };
  }
  if (usual4 === 0 && form === "least") return number;
  return { clamp: { of: usual4, ...form === "least" ? { min: number } : { max: number } } };
}
function restOf({ form }, { min, max }) {
  if (form === "times") return 1;
  if (form === "least") return min >= 0 ? 0 : round(min * 2);
  return round(max > 0 ? max * 2 : 0);
}
function startOf({ form }, { mean: mean2 }) {
  return form === "times" ? 1 : round(mean2);
}

// src/infer/incident/course/cause-moves.ts
function withDependents(changes, graph) {
  const moves = [...changes.values()].flatMap(({ through: through2 = [] }) => through2);
  if (moves.length === 0) return changes;
  const own2 = /* @__PURE__ */ new Map();
  for (const move of moves) {
    const course2 = JSON.stringify([move.cause, ...move.of]);
    if (!own2.has(course2)) own2.set(course2, move);
  }
  const all = new Map(changes);
  for (const move of own2.values())
    for (const { key } of graph.dependentsOf(move.cause, move.of)) {
      const known5 = all.get(key);
      const isFirst = changes.get(key) === known5;
      if (known5 === void 0) all.set(key, { through: [move], follows: move.leader });
      else if (known5.through !== void 0)
        all.set(key, { ...known5, through: isFirst ? [move] : [...known5.through, move] });
    }
  return all;
}
function heldThrough(signal, labels2, { moves, graph }) {
  const own2 = moves.filter(({ of: of2 }) => isFor(labels2, of2));
  return graph.replaced(signal, new Map(own2.map(({ cause, course: course2 }) => [cause, held(cause, course2)])));
}
function held(cause, course2) {
  return atBounds(heldSignal({ signal: cause }, course2), "changed");
}

// src/infer/incident/course/usual-observed.ts
function usualObserved({ observe: ofMetric }, { observe }) {
  const own2 = observe !== void 0 && "lognormal" in observe ? observe.lognormal : void 0;
  return { p50: own2?.p50 ?? ofMetric?.p50 ?? 0.1, p99: own2?.p99 ?? ofMetric?.p99 ?? 1 };
}

// src/infer/incident/course/held-metric.ts
function heldMetric(metric, changes, { turn, graph }) {
  const isGauge = metric.kind === "gauge" || metric.kind === "info";
  const series = metric.series.flatMap((one2, place) => {
    const change = changes.get(place);
    if (change === void 0) return [one2];
    if (change.missing === true) return [];
    const { through: through2 } = change;
    if (through2 !== void 0)
      return [{ ...one2, signal: fixedSignal(heldThrough(specOf(one2.signal), one2.labels, { moves: through2, graph })) }];
    const number = isGauge ? change.level : change.rate;
    const signal = change.course === void 0 ? number : heldSignal(specOf(one2.signal), change.course);
    const observe = heldObserved(metric, one2, change);
    return [
      {
        ...one2,
        ...signal !== void 0 && { signal: fixedSignal(atBounds(signal, turn)) },
        ...observe !== void 0 && { observe: atBounds(observe, turn) }
      }
    ];
  });
  return { ...metric, kind: metric.kind === "info" ? "gauge" : metric.kind, series };
}
function fixedSignal(signal) {
  if (typeof signal === "number") return { form: "constant", value: signal, fixed: true };
  return { form: "course", signal, factor: 1, fixed: true };
}
function heldObserved(metric, one2, { mean: mean2, meanCourse }) {
  if (mean2 === void 0) return void 0;
  if (meanCourse === void 0) return { lognormal: { p50: mean2, p99: mean2 * 1.2 } };
  const { p50, p99 } = usualObserved(metric, one2);
  return {
    lognormal: { p50: heldSignal(p50, meanCourse), p99: heldSignal(p99, tailCourse(meanCourse)) }
  };
}
function tailCourse(course2) {
  return { ...course2, to: Number((course2.to * 3).toPrecision(4)) };
}

// src/infer/incident/course/moved-causes.ts
var wander2 = { ofWay: 0.03, most: 0.01 };
function movedCauses(times3, {
  graph,
  courses,
  called = "incident"
}) {
  const byCourse = /* @__PURE__ */ new Map();
  for (const { move, fromMs, toMs } of times3) {
    const key = JSON.stringify([move.cause, ...move.of]);
    const known5 = byCourse.get(key) ?? { move, bouts: /* @__PURE__ */ new Map() };
    byCourse.set(key, known5);
    const { course: course2, trend } = move;
    const grown = trend === void 0 ? course2 : trended(course2, trend, toMs - fromMs);
    if (!known5.bouts.has(toMs)) known5.bouts.set(toMs, { fromMs, toMs, course: grown });
  }
  const names2 = /* @__PURE__ */ new Map();
  const causes2 = [];
  const moved3 = [...byCourse.values()].flatMap(({ move, bouts }) => {
    const { cause: name, of: of2 } = move;
    const cause = graph.cause(name);
    const extent = signalExtent({ signal: name }, of2, courses);
    if (cause === void 0 || extent === void 0) return [];
    const all = [...bouts.values()].sort((a, b) => a.fromMs - b.fromMs);
    const forms = new Set(all.map(({ course: course2 }) => course2.form));
    const value = [...forms].reduce((signal, form) => withBouts(signal, all.filter(isOf(form)), extent), {
      signal: name
    });
    const id = JSON.stringify(value);
    const before2 = causes2.filter((one2) => one2.name.startsWith(`${name}.${called}`)).length;
    const known5 = names2.get(id) ?? `${name}.${called}${before2 === 0 ? "" : `.${before2 + 1}`}`;
    if (!names2.has(id)) causes2.push({ name: known5, per: cause.per, value });
    names2.set(id, known5);
    return [{ name, of: of2, instead: known5 }];
  });
  const signalOf = (usual4, labels2) => {
    const own2 = moved3.filter(({ of: of2 }) => isFor(labels2, of2));
    const by = new Map(own2.map(({ name, instead }) => [name, { signal: instead }]));
    return by.size === 0 ? usual4 : graph.replaced(usual4, by);
  };
  return { causes: causes2, signalOf };
}
function trended(course2, { perSecond: perSecond2, end }, forMs) {
  const { to, onsetMs } = course2;
  const reached = to + perSecond2 * Math.max(0, forMs - onsetMs) / 1e3;
  const isUp2 = perSecond2 > 0;
  const way = Math.abs((isUp2 ? Math.min(reached, end) : Math.max(reached, end)) - to);
  const wobble = digits(Math.min(wander2.most, wander2.ofWay * way / to));
  const last = isUp2 ? Math.min(reached, end / (1 + wobble)) : Math.max(reached, end);
  const grows = isUp2 ? Math.floor(last / to * 1e4) / 1e4 : digits(last / to);
  return { ...course2, to: digits(to), wobble, grows };
}
function digits(value) {
  return Number(value.toPrecision(4));
}
function isOf(form) {
  return ({ course: course2 }) => course2.form === form;
}

// src/infer/incident/apply-incident.ts
var afterMs = 12 * 6e4;
function applyIncident(spec, phases, times3) {
  const historyMs = incidentMs(phases, times3);
  const beforeMs = times3.ongoingMs === void 0 ? times3.beforeMs : historyMs - phasesMs(phases, times3);
  const parts2 = (key) => {
    const list = [{ lengthMs: beforeMs, change: void 0 }];
    for (const [index, { lengthMs, changes }] of phases.entries()) {
      if (index > 0) list.push({ lengthMs: gapMs(phases, index, times3), change: void 0 });
      const change = changes.get(key);
      const { afterMs: afterMs2 = 0, ...rest2 } = change ?? {};
      if (afterMs2 > 0) list.push({ lengthMs: afterMs2, change: void 0 });
      list.push({ lengthMs: lengthMs - afterMs2, change: change && rest2 });
    }
    return merged(list);
  };
  const courses = new DayCourses({ fromMs: 0, stepMs: times3.stepMs });
  for (const { causes: causes2 = [] } of spec.metrics) courses.learn(causes2);
  const moved3 = movedCauses(movesIn(phases, beforeMs, times3), { graph: new CauseGraph(spec.metrics), courses });
  const metrics = spec.metrics.map((metric, index) => {
    const series = metric.series.map((one2, place) => {
      const own2 = parts2(keyOf(index, place));
      return own2.every(({ change }) => change === void 0) ? one2 : changed(metric, place, own2, { stepMs: times3.stepMs, courses, moved: moved3 });
    });
    const isInfo = metric.kind === "info" && series.some((one2, place) => one2 !== metric.series[place]);
    if (isInfo) return { ...metric, kind: "gauge", series };
    return moved3.causes.length === 0 ? { ...metric, series } : withCauses({ ...metric, series }, moved3.causes);
  });
  return { ...spec, signals: [...spec.signals, ...moved3.causes], metrics, historyMs };
}
function withCauses(metric, causes2) {
  return { ...metric, causes: [...metric.causes ?? [], ...causes2] };
}
function movesIn(phases, beforeMs, times3) {
  let fromMs = beforeMs;
  return phases.flatMap(({ lengthMs, changes }, index) => {
    if (index > 0) fromMs += gapMs(phases, index, times3);
    const begin = fromMs;
    fromMs += lengthMs;
    const toMs = fromMs;
    return [...changes.values()].flatMap(
      ({ through: through2 = [] }) => through2.map((move) => ({ move, fromMs: begin + (changes.get(move.leader)?.afterMs ?? 0), toMs }))
    );
  });
}
function incidentMs(phases, times3) {
  const { beforeMs, ongoingMs } = times3;
  const lengthMs = beforeMs + phasesMs(phases, times3) + (ongoingMs === void 0 ? afterMs : 0);
  return Math.max(ongoingMs ?? 0, Math.ceil(lengthMs / 6e4) * 6e4);
}
function phasesMs(phases, times3) {
  return phases.reduce((sum, { lengthMs }, index) => sum + lengthMs + (index > 0 ? gapMs(phases, index, times3) : 0), 0);
}
function gapMs(phases, index, { betweenMs, aloneMs }) {
  if (aloneMs === void 0 || index < phases.length - 1) return betweenMs;
  return Math.max(betweenMs, aloneMs - phases[index].lengthMs + afterMs);
}
function merged(parts2) {
  const list = [];
  for (const part of parts2) {
    const last = list.at(-1);
    if (last !== void 0 && JSON.stringify(last.change) === JSON.stringify(part.change))
      list[list.length - 1] = { ...last, lengthMs: last.lengthMs + part.lengthMs };
    else list.push(part);
  }
  return list;
}
function changed(metric, place, parts2, { stepMs, courses, moved: moved3 }) {
  const series = metric.series[place];
  const isMoved = parts2.some(({ change }) => change?.through !== void 0);
  const unmoved = metric.kind === "info" ? 1 : specOf(series.signal);
  const usual4 = isMoved ? moved3.signalOf(unmoved, series.labels) : unmoved;
  const observe = observed(metric, series, parts2, courses);
  const alone2 = ownSignal(metric, place, parts2, { stepMs, courses, usual: usual4 });
  const own2 = alone2 ?? (isMoved ? usual4 : void 0);
  const signal = own2 === void 0 ? series.signal : { form: "course", signal: own2, factor: 1, fixed: true };
  return { ...series, signal, ...observe === void 0 ? {} : { observe } };
}
function ownSignal(metric, place, parts2, { stepMs, courses, usual: usual4 }) {
  const moving2 = parts2.filter(({ change }) => change !== void 0 && !isAsUsual(change));
  if (moving2.length === 0) return void 0;
  const extent = dayExtent(metric, place, courses) ?? { min: 0, max: 0, mean: 0 };
  const forms = new Set(moving2.map(({ change }) => change?.course?.form));
  if (forms.size === 1 && !forms.has(void 0)) return withBouts(usual4, boutsOf(parts2, "course"), extent);
  const counts2 = metric.kind !== "gauge" && metric.kind !== "info";
  const signals = parts2.map(({ lengthMs, change }) => {
    const length = formatDuration(lengthMs);
    const stays = (of2) => ({ limit: { of: of2, for: length } });
    if (change === void 0 || isAsUsual(change)) return stays(usual4);
    if (change.missing === true) return { gap: { for: length } };
    if (change.course !== void 0) return boutAlone(usual4, change.course, lengthMs, extent);
    if (counts2) return countPart(change, lengthMs, stays, usual4, stepMs);
    return gaugePart(change, { lengthMs, stays, usual: usual4, stepMs, extent });
  });
  return [...signals, usual4];
}
function isAsUsual({ level, rate, missing, flaps, through: through2 }) {
  if (through2 !== void 0) return true;
  return level === void 0 && rate === void 0 && missing === void 0 && flaps === void 0;
}
function boutsOf(parts2, field2) {
  let fromMs = 0;
  return parts2.flatMap(({ lengthMs, change }) => {
    const [begin, course2] = [fromMs, change?.[field2]];
    fromMs += lengthMs;
    return course2 === void 0 ? [] : [{ fromMs: begin, toMs: begin + lengthMs, course: course2 }];
  });
}
function countPart(change, lengthMs, stays, usual4, stepMs) {
  if (change.level !== void 0 && change.rate === void 0) {
    const firstMs = Math.min(change.reachedMs ?? 4 * stepMs, lengthMs - stepMs);
    const burst2 = {
      limit: { of: Math.max(0, change.level / (firstMs / 1e3)), for: formatDuration(firstMs) }
    };
    return [burst2, { limit: { of: 0, for: formatDuration(lengthMs - firstMs) } }];
  }
  return stays(change.rate === void 0 ? usual4 : Math.max(0, change.rate));
}
function observed(metric, series, parts2, courses) {
  const moving2 = parts2.filter(({ change }) => change?.mean !== void 0);
  if (moving2.length === 0) return void 0;
  const { p50, p99 } = usualObserved(metric, series);
  if (moving2.every(({ change }) => change?.meanCourse !== void 0)) {
    const bouts = boutsOf(parts2, "meanCourse");
    const tails2 = bouts.map((bout) => ({ ...bout, course: tailCourse(bout.course) }));
    const extentOf2 = (of2) => signalExtent(of2, series.labels, courses) ?? { min: 0, max: 0, mean: 0 };
    return {
      lognormal: { p50: withBouts(p50, bouts, extentOf2(p50)), p99: withBouts(p99, tails2, extentOf2(p99)) }
    };
  }
  const course2 = (usually, by) => [
    ...parts2.map(({ lengthMs, change }) => {
      return { limit: { of: change?.mean === void 0 ? usually : change.mean * by, for: formatDuration(lengthMs) } };
    }),
    usually
  ];
  return { lognormal: { p50: course2(p50, 1), p99: course2(p99, 1.2) } };
}

// src/infer/fill-queries.ts
async function fillQueries(dashboard, resolved, { work, signal }) {
  const filled = [];
  const copies = [];
  for (const query of dashboard.queries.filter(({ place }) => place === "panel")) {
    await nextTurn(signal);
    for (const [index, { expr }] of resolved.fillQuery(query).entries()) {
      const parse3 = () => parseExpression(expr);
      const parsed = index === 0 ? work.attempt(query, parse3) : work.tryCopy(parse3)?.value;
      if (parsed?.ok === true) (index === 0 ? filled : copies).push({ query, root: parsed.root, isCopy: index > 0 });
    }
  }
  return [...filled, ...copies];
}

// src/infer/evaluate/level-series.ts
var empty = { kind: "vector", series: [] };
function mapValues(of2, change) {
  if (of2.kind === "scalar") return { kind: "scalar", values: of2.values.map(change) };
  if (of2.kind === "text") return of2;
  return {
    kind: "vector",
    series: of2.series.map(({ labels: labels2, values }) => ({ labels: withoutName(labels2), values: values.map(change) }))
  };
}
function relabelled(series, labels2) {
  return {
    labels: labels2,
    get values() {
      return series.values;
    },
    get rates() {
      return series.rates;
    }
  };
}
function scalarOf(of2, instants) {
  const found = of2.kind === "scalar" ? of2.values : of2.kind === "vector" ? of2.series[0]?.values : void 0;
  return found ?? allOf(Number.NaN, instants);
}
function allOf(value, instants) {
  return new Float64Array(instants).fill(value);
}
var nameless = /* @__PURE__ */ new WeakMap();
function withoutName(labels2) {
  if (!labels2.has("__name__")) return labels2;
  return remembered(nameless, labels2, () => {
    const rest2 = new Map(labels2);
    rest2.delete("__name__");
    return rest2;
  });
}
function keyOf2(labels2, counts2) {
  return JSON.stringify([...labels2].filter(([name]) => counts2(name)).sort(([a], [b]) => a < b ? -1 : 1));
}
function remembered(memory, key, compute) {
  const known5 = memory.get(key);
  if (known5 !== void 0) return known5;
  const made2 = compute();
  memory.set(key, made2);
  return made2;
}
function numberOf(text) {
  if (/^[+-]?inf$/i.test(text)) return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const number = Number(text.replaceAll("_", ""));
  return Number.isNaN(number) ? (parseDuration(text) ?? Number.NaN) / 1e3 : number;
}

// src/infer/patterns/character-set.ts
var lastCode = 1114111;
var digits2 = [48, 57];
var upperCase = [65, 90];
var lowerCase = [97, 122];
var underscore = [95, 95];
var caseStep = lowerCase[0] - upperCase[0];
var classes = {
  d: [digits2],
  w: [digits2, upperCase, underscore, lowerCase],
  s: [
    [9, 10],
    [12, 13],
    [32, 32]
  ]
};
var named = {
  digit: [digits2],
  lower: [lowerCase],
  upper: [upperCase],
  space: classes["s"],
  word: classes["w"],
  alpha: [upperCase, lowerCase],
  alnum: [digits2, upperCase, lowerCase]
};
function setHas({ ranges, negated: negated2 }, code) {
  return ranges.some(([from, to]) => code >= from && code <= to) !== negated2;
}
function classByLetter(letter) {
  const lower = letter.toLowerCase();
  return Object.hasOwn(classes, lower) ? { ranges: classes[lower], negated: letter !== lower } : void 0;
}
function classByName(name) {
  return Object.hasOwn(named, name) ? named[name] : void 0;
}
function rangesOf({ ranges, negated: negated2 }) {
  if (!negated2) return ranges;
  const found = [];
  let next = 0;
  for (const [from, to] of ranges) {
    if (from > next) found.push([next, from - 1]);
    next = to + 1;
  }
  return [...found, [next, lastCode]];
}
function inBothCases(ranges) {
  const other = ranges.flatMap(([from, to]) => {
    if (from >= upperCase[0] && to <= upperCase[1]) return [[from + caseStep, to + caseStep]];
    return from >= lowerCase[0] && to <= lowerCase[1] ? [[from - caseStep, to - caseStep]] : [];
  });
  return [...ranges, ...other];
}

// src/infer/patterns/pattern-cursor.ts
var NotSupported = class extends Error {
};
var PatternCursor = class {
  #at = 0;
  #text;
  constructor(text) {
    this.#text = [...text];
  }
  get done() {
    return this.#at >= this.#text.length;
  }
  /** The character at the place, or `ahead` characters after it; undefined beyond the end. */
  peek(ahead = 0) {
    return this.#text[this.#at + ahead];
  }
  /** Whether the text continues with `expected`; then moves behind it. */
  take(expected) {
    if (this.#text.slice(this.#at, this.#at + expected.length).join("") !== expected) return false;
    this.#at += expected.length;
    return true;
  }
  /** Returns the next character and moves behind it. @throws {NotSupported} at the end. */
  next() {
    const character = this.#text[this.#at++];
    if (character === void 0) throw new NotSupported();
    return character;
  }
  /**
   * Matches a pattern that begins with `^` against the text that follows, and moves behind the match.
   *
   * @param most - characters that are looked at.
   */
  match(pattern, most3) {
    const found = pattern.exec(this.#text.slice(this.#at, this.#at + most3).join(""));
    if (found === null) return void 0;
    this.#at += [...found[0]].length;
    return found;
  }
};

// src/infer/patterns/read-character-class.ts
var controls = { n: 10, t: 9, r: 13, f: 12, v: 11 };
function readCharacterClass(cursor) {
  const ranges = [];
  const negated2 = cursor.take("^");
  for (let first = true; first || cursor.peek() !== "]"; first = false) {
    const byName2 = readNamed(cursor);
    if (byName2 !== void 0) {
      ranges.push(...byName2);
      continue;
    }
    const from = readMember(cursor);
    if (typeof from !== "number") {
      ranges.push(...from);
      continue;
    }
    const isRange = cursor.peek() === "-" && cursor.peek(1) !== void 0 && cursor.peek(1) !== "]";
    if (isRange) cursor.next();
    const to = isRange ? readMember(cursor) : from;
    if (typeof to !== "number" || to < from) throw new NotSupported();
    ranges.push([from, to]);
  }
  cursor.next();
  return { ranges, negated: negated2 };
}
function readEscapedCode(letter, cursor) {
  if (Object.hasOwn(controls, letter)) return controls[letter];
  if (letter === "x") {
    const found = cursor.match(/^(?:([0-9a-fA-F]{2})|\{([0-9a-fA-F]{1,6})\})/, 8);
    if (found === void 0) throw new NotSupported();
    return Number.parseInt(found[1] ?? found[2], 16);
  }
  if (/[A-Za-z0-9]/.test(letter)) throw new NotSupported();
  return letter.codePointAt(0);
}
function readNamed(cursor) {
  if (cursor.peek() !== "[" || cursor.peek(1) !== ":") return void 0;
  const name = /^\[:(\w+):\]/.exec(Array.from({ length: 12 }, (_, ahead) => cursor.peek(ahead) ?? "").join(""))?.[1];
  const ranges = name === void 0 ? void 0 : classByName(name);
  if (ranges !== void 0) cursor.take(`[:${name}:]`);
  return ranges;
}
function readMember(cursor) {
  const character = cursor.next();
  if (character !== "\\") return character.codePointAt(0);
  const letter = cursor.next();
  const set = classByLetter(letter);
  return set === void 0 ? readEscapedCode(letter, cursor) : rangesOf(set);
}

// src/infer/patterns/pattern.ts
var limits2 = { length: 8192, depth: 60, repeat: 1e3 };
function parsePattern(text) {
  if (text.length > limits2.length) return void 0;
  try {
    const cursor = new PatternCursor(text);
    const pattern = new Reader(cursor).choice(0);
    return cursor.done ? pattern : void 0;
  } catch (error) {
    if (error instanceof NotSupported) return void 0;
    throw error;
  }
}
var Reader = class {
  /** Case does not matter here, by `(?i)`. */
  #fold = false;
  #cursor;
  constructor(cursor) {
    this.#cursor = cursor;
  }
  choice(depth) {
    if (depth > limits2.depth) throw new NotSupported();
    const fold = this.#fold;
    const branches = [this.#sequence(depth)];
    while (this.#cursor.take("|")) branches.push(this.#sequence(depth));
    this.#fold = fold;
    return branches.length === 1 ? branches[0] : { kind: "choice", of: branches };
  }
  #sequence(depth) {
    const cursor = this.#cursor;
    const parts2 = [];
    while (!cursor.done && cursor.peek() !== "|" && cursor.peek() !== ")")
      parts2.push(this.#repeated(this.#atom(depth)));
    return parts2.length === 1 ? parts2[0] : parts2.length === 0 ? { kind: "empty" } : { kind: "sequence", of: parts2 };
  }
  #repeated(atom) {
    let pattern = atom;
    for (; ; ) {
      const bounds = readQuantifier(this.#cursor);
      if (bounds === void 0) return pattern;
      pattern = { kind: "repeat", of: pattern, ...bounds };
      if (!this.#cursor.take("?")) this.#cursor.take("+");
    }
  }
  #atom(depth) {
    const character = this.#cursor.next();
    switch (character) {
      case "(":
        return this.#group(depth);
      case "[": {
        const { ranges, negated: negated2 } = readCharacterClass(this.#cursor);
        return { kind: "set", set: { ranges: this.#inCase(ranges), negated: negated2 } };
      }
      case ".":
        return { kind: "set", set: { ranges: [[10, 10]], negated: true } };
      case "^":
      case "$":
        return { kind: "empty" };
      case "\\":
        return this.#escape();
      case "*":
      case "+":
      case "?":
        throw new NotSupported();
      default:
        return this.#literal(character.codePointAt(0));
    }
  }
  #inCase(ranges) {
    return this.#fold ? inBothCases(ranges) : ranges;
  }
  #literal(code) {
    return { kind: "set", set: { ranges: this.#inCase([[code, code]]), negated: false } };
  }
  #group(depth) {
    const cursor = this.#cursor;
    const head = cursor.match(/^\?(?:P?<\w+>|([imsU]*)(?:-[imsU]+)?([:)]))/, 80);
    if (head === void 0 && cursor.peek() === "?") throw new NotSupported();
    const fold = head?.[1]?.includes("i") === true;
    if (head?.[2] === ")") {
      this.#fold ||= fold;
      return { kind: "empty" };
    }
    const outer = this.#fold;
    this.#fold ||= fold;
    const inner = this.choice(depth + 1);
    this.#fold = outer;
    if (cursor.next() !== ")") throw new NotSupported();
    return inner;
  }
  #escape() {
    const cursor = this.#cursor;
    const letter = cursor.next();
    if ("AzZbB".includes(letter)) return { kind: "empty" };
    if (letter === "Q") {
      const parts2 = [];
      while (!cursor.done && !cursor.take("\\E")) parts2.push(this.#literal(cursor.next().codePointAt(0)));
      return { kind: "sequence", of: parts2 };
    }
    const set = classByLetter(letter);
    return set === void 0 ? this.#literal(readEscapedCode(letter, cursor)) : { kind: "set", set };
  }
};
function readQuantifier(cursor) {
  if (cursor.take("*")) return { least: 0, most: Infinity };
  if (cursor.take("+")) return { least: 1, most: Infinity };
  if (cursor.take("?")) return { least: 0, most: 1 };
  const found = cursor.match(/^\{(\d{1,4})(?:(,)(\d{1,4})?)?\}/, 12);
  if (found === void 0) return void 0;
  const least3 = Number(found[1]);
  const most3 = found[2] === void 0 ? least3 : found[3] === void 0 ? Infinity : Number(found[3]);
  if (least3 > limits2.repeat || Number.isFinite(most3) && (most3 > limits2.repeat || most3 < least3))
    throw new NotSupported();
  return { least: least3, most: most3 };
}

// src/infer/patterns/pattern-match.ts
var maxInstructions = 2e4;
var instructionsPerStep = 128;
var maxText = 4096;
function compilePattern(text, pattern) {
  const size = instructions(pattern);
  if (size > maxInstructions) return void 0;
  requireSteps(size);
  const regex = compile(text);
  if (regex === void 0) return void 0;
  return (value) => {
    if (value.length > maxText) return false;
    requireSteps(1 + Math.floor(size * value.length / instructionsPerStep));
    return regex.matches(value);
  };
}
function compile(text) {
  try {
    return RE2JS.compile(text);
  } catch {
    return void 0;
  }
}
function instructions(pattern) {
  switch (pattern.kind) {
    case "empty":
    case "set":
      return 1;
    case "sequence":
    case "choice":
      return pattern.of.reduce((sum, part) => sum + 1 + instructions(part), 1);
    case "repeat": {
      const times3 = pattern.most === Number.POSITIVE_INFINITY ? pattern.least + 1 : pattern.most;
      return 1 + times3 * (1 + instructions(pattern.of));
    }
  }
}
function createPatternCache(maxEntries = 5e3) {
  const known5 = /* @__PURE__ */ new Map();
  return (text) => {
    if (known5.has(text)) return known5.get(text);
    requireSteps(text.length);
    const pattern = parsePattern(text);
    const test = pattern === void 0 ? void 0 : compilePattern(text, pattern);
    const made2 = pattern === void 0 || test === void 0 ? void 0 : { test, pattern };
    if (known5.size < maxEntries) known5.set(text, made2);
    return made2;
  };
}

// src/infer/words/series-of-words.ts
var wordCount = 12;
function counted2(make2, count = wordCount) {
  return Array.from({ length: count }, (_, index) => make2(index + 1));
}
function split(text) {
  return text.split(" ");
}
function only(usual4, more = "") {
  return { usual: split(usual4), ...more === "" ? {} : { more: split(more) } };
}

// src/infer/words/metric-words.ts
var networkDevices = only("eth0 eth1 eth2", "ens3 ens4 enp1s0 lo wlan0 bond0 br0 docker0 eno1");
var blockDevices = only("nvme0n1 sda sdb", "nvme1n1 nvme2n1 sdc vda vdb xvda dm-0 dm-1 md0 mmcblk0");
var fileSystems = only("/dev/nvme0n1p1 /dev/sda1 /dev/sdb1", "/dev/mapper/root /dev/vda1 tmpfs overlay");
var codes = only(
  "200 404 500",
  "201 202 204 206 301 302 304 307 400 401 403 405 409 422 429 499 501 502 503 504 100 101"
);
var devices = {
  network: networkDevices,
  "block device": blockDevices,
  "file system": fileSystems
};
function devicesOf(subject) {
  return devices[subject];
}
var cpuModes = only("idle iowait system user", "irq nice softirq steal guest busy");
var heapPools = only(
  "G1_Eden_Space G1_Old_Gen G1_Survivor_Space",
  "Metaspace direct mapped Compressed_Class_Space"
);
function codesOf(subject) {
  if (subject !== "rpc") return codes;
  return only("OK Unavailable", "Canceled DeadlineExceeded InvalidArgument NotFound Internal Unknown 0 2 4 13 14");
}
function methodsOf(subject, metric) {
  if (subject === "rpc") return only("GetCart ListItems PlaceOrder");
  if (/nfs/.test(metric)) return only("Lookup Read Write", "GetAttr Access Commit Create");
  const lower = /^(get|list)/.test(metric) ? split("get list watch") : [];
  return {
    usual: split("GET POST PUT"),
    more: [...lower, ...split("DELETE HEAD PATCH OPTIONS get list post put watch")]
  };
}
function databasesOf(subject, metric) {
  if (/redis/.test(metric)) return only("db0 db1 db2");
  const more = "public postgres mysql admin local config";
  return subject === "database" ? only("accounts orders shop", more) : only("accounts orders shop", `default ${more}`);
}
function operationsOf(subject, metric) {
  if (subject === "kafka") return only("Fetch Metadata Produce");
  if (/s3|aws|minio|bucket/.test(metric)) return only("GetObject ListObjects PutObject");
  if (subject === "database") return only("delete insert select update", "read write query");
  return only("create get list", "delete read update write put watch");
}
function statesOf(subject, metric) {
  if (/connection|conn|session|backend/.test(metric)) return only("active idle waiting", "reading writing closed open");
  if (/thread/.test(metric)) return only("blocked runnable waiting", "timed-waiting new terminated");
  if (/pod|container/.test(metric)) return only("Running Pending", "Succeeded Failed Unknown");
  if (/circuit/.test(metric)) return only("closed half_open open");
  if (/health/.test(metric)) return only("healthy degraded", "Healthy Progressing Degraded unhealthy");
  if (/job|task|workflow|run|backup|build/.test(metric)) return only("completed failed running", "pending queued");
  if (subject === "http") return codes;
  return only("active idle", "ok error running stopped up down open closed online offline success failed");
}
function idsOf(subject, metric) {
  if (subject === "java" || /memory|buffer/.test(metric)) return heapPools;
  if (subject === "pods") return only("/kubepods/burstable/pod1a2b /kubepods/besteffort/pod3c4d", "/ /system.slice");
  return only("1001 1002 1003");
}
function typesOf(subject, metric) {
  if (/mem|heap/.test(metric)) return only("cache rss", "heap nonheap");
  if (subject === "network") return only("receive transmit", "rx tx");
  if (/error|fail|exception/.test(metric)) return only("client internal timeout");
  if (subject === "database" || /op|query|queries|cmd|command/.test(metric))
    return only("read write", "insert query update");
  if (/message|event|notif/.test(metric)) return only("created deleted updated");
  if (subject === "http" || /request|call/.test(metric)) return only("internal public");
  return only("primary secondary", "standard batch");
}

// src/infer/words/subject.ts
var words = [
  [/(^|_)(filesystem|fs|mount|inode|volume_stats)(_|$)|^node_filesystem/, "file system"],
  [/(^|_)(network|netdev|net|nic|ethtool|bonding|wifi|wireless|infiniband|arp|netstat|qdisc|if|ifhc)(_|$)/, "network"],
  [/(^|_)(disk|diskio|blkio|block|nvme|smartctl|smart|md|iops|drive|raid|scsi)(_|$)/, "block device"],
  [/^(jvm|java|tomcat|hikaricp|jetty)_/, "java"],
  [/(^|_)kafka(_|$)/, "kafka"],
  [/(^|_)(grpc|rpc)(_|$)/, "rpc"],
  [/(^|_)(http|https|request|requests|nginx|traefik|envoy|istio|haproxy|apache)(_|$)/, "http"],
  [/(^|_)(pg|postgres|postgresql|mysql|mongodb|mongo|oracledb|mssql|sql|db|database|clickhouse)(_|$)/, "database"],
  [/(^|_)(rabbitmq|queue|amqp|nats|sqs|activemq)(_|$)/, "queue"],
  [/^(kube|kubelet|container|cadvisor|kubernetes)_/, "pods"],
  [/(^|_)cpu(_|$)/, "cpu"]
];
function subjectOf(metric) {
  const name = snakeCase(metric.replaceAll(":", "_"));
  return words.find(([pattern]) => pattern.test(name))?.[1] ?? "other";
}
function snakeCase(name) {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").replaceAll(/[-.]/g, "_").toLowerCase();
}

// src/infer/words/place-words.ts
var businesses = split(
  "checkout payments orders catalog search accounts inventory billing shipping reviews notifications reports"
);
var replicaSets = split("6d5f7c9b8d 7c8f9d6b5c 5b9c8d7f6b 84d6c5b7f9 69b7d8c5f4 78f5c9d6b7");
var podHashes = split("4xk2p 9bq7w j6mzt c2vd8 h5rnf t8gls w3xkj 7pdqz m9cvb 2fhnl z6tqr k4wjd");
function podSuffix(index) {
  return `${replicaSets[index % replicaSets.length]}-${podHashes[index % podHashes.length]}`;
}
var pods = businesses.map((name, index) => `${name}-${podSuffix(index)}`);
var namespaces = split("shop warehouse platform search media billing");
var systems = split(
  "monitoring kube-system default ingress-nginx cert-manager argocd istio-system logging kafka database"
);
var jobs = [
  [/^node_/, "node-exporter"],
  [/^kube_/, "kube-state-metrics"],
  [/^(container|cadvisor|machine)_/, "cadvisor"],
  [/^(kubelet|storage_operation|volume_manager)_/, "kubelet"],
  [/^(apiserver|workqueue|kubernetes|aggregator|etcd_request)_/, "apiserver"],
  [/^(prometheus|alertmanager|etcd|coredns|grafana|loki|mimir|tempo|thanos|cortex|argocd|traefik|haproxy)_/, "$1"],
  [/^(pg|postgres|postgresql)_/, "postgres-exporter"],
  [/^(mysql|redis|mongodb|rabbitmq|elasticsearch|nginx|memcached|kafka|windows|blackbox|snmp|apache)_/, "$1-exporter"],
  [/^probe_/, "blackbox-exporter"],
  [/^(nginx_ingress)_/, "ingress-nginx"],
  [/^(istio|envoy|pilot)_/, "istio-mesh"]
];
var jobNames = split(
  "node-exporter kube-state-metrics kubelet cadvisor apiserver prometheus alertmanager grafana coredns etcd argocd traefik haproxy postgres-exporter mysql-exporter redis-exporter blackbox-exporter"
);
function jobOf(metric) {
  for (const [pattern, job] of jobs) {
    const found = pattern.exec(metric);
    if (found !== null) return job.replace("$1", found[1]?.replaceAll("_", "-") ?? "");
  }
  return void 0;
}
function isMadeUpJob(job) {
  return businesses.includes(job);
}
var places = [
  [
    /^(exported_|scrape_|source_)?instance$/,
    () => ({ usual: counted2((number) => `host-${number}:9100`), more: counted2((number) => `10.0.0.${number}:9100`) })
  ],
  [
    /^(node|kubernetes_node|k8s_node_name|exported_node)$/,
    (metric) => hostsFor(subjectOf(metric) === "pods" ? "node" : "host")
  ],
  [/^(.*_)?(nodename|node_name|host|hostname|host_name|server|machine|domain_name)$/, () => hostsFor("host")],
  [
    /^(.*_)?namespace(_name)?$/,
    () => ({
      usual: namespaces,
      more: [...systems, ...counted2((number) => `team-${String.fromCharCode(96 + number)}`)]
    })
  ],
  [
    /^(.*_)?pod(_name)?$/,
    () => ({ usual: pods, more: businesses.flatMap((name) => [0, 1, 2].map((index) => `${name}-${index}`)) })
  ],
  [/^(exported_|scrape_|kubernetes_)?job(_name)?$/, (metric) => jobsFor(metric)],
  [
    /^(.*_)?(service|svc|app|application|component|workload|deployment|microservice)(_name)?$/,
    () => ({ usual: businesses })
  ],
  [/^(.*_)?(statefulset|daemonset)$/, () => ({ usual: split("kafka postgres redis elasticsearch"), more: systems })],
  [/^(.*_)?replicaset$/, () => ({ usual: businesses.map((name, index) => `${name}-${replicaSets[index % 6]}`) })],
  [/^(container|container_name|exported_container)$/, () => ({ usual: ["app", "proxy"], more: businesses })],
  [/^(.*_)?cluster(_?name|_id)?$/, () => ({ usual: counted2((number) => `cluster-${number}`) })],
  [/^(dc|datacenter|data_center)$/, () => ({ usual: counted2((number) => `dc-${number}`) })],
  [/^(.*_)?region$/, () => ({ usual: split("eu-west-1 us-east-1 us-west-2 ap-southeast-1") })],
  [/^(.*_)?(az|zone|availability_zone)$/, () => ({ usual: split("eu-west-1a eu-west-1b eu-west-1c us-east-1a") })],
  [/^(.*_)?(env|environment|stage)$/, () => ({ usual: split("prod staging test"), more: split("production dev qa") })],
  [/^(.*_)?(team|owner|squad|department)$/, () => ({ usual: split("payments platform search"), more: businesses })],
  [
    /^(.*_)?(tenant|tenant_id|customer|org|organization|org_id)$/,
    () => ({ usual: split("acme globex initech umbrella") })
  ],
  [/^(.*_)?project(_name)?$/, () => ({ usual: split("platform shop warehouse"), more: ["default", ...businesses] })]
];
function hostsFor(word2) {
  return { usual: counted2((number) => `${word2}-${number}`), more: counted2((number) => `10.0.0.${number}`) };
}
function jobsFor(metric) {
  const own2 = jobOf(metric);
  const usual4 = own2 === void 0 ? businesses : [own2, `integrations/${own2}`];
  return { usual: usual4, more: [...jobNames, ...businesses] };
}
function placeWords(label, metric) {
  return places.find(([pattern]) => pattern.test(label))?.[1](metric);
}

// src/infer/words/inner-words.ts
var numbers = (from, count = 8) => ({
  usual: counted2((number) => String(number - 1 + from), count)
});
var paths = only("/api/items /api/orders /api/users", "/ /healthz /metrics /login /search /query /api/v1/query");
var booleans = only("false true", "0 1 no yes");
var routes = paths;
var labels = [
  [/^(device|dev|disk|drive)(_name)?$/, (subject) => devicesOf(subject) ?? devicesOf("block device")],
  [/^(interface|nic|ifname|if_name|if_descr|ifdescr|if_alias|network_interface|iface)$/, networkDevices],
  [/^(volume|volumename|persistentvolume)(_name)?$/, (subject) => devicesOf(subject) ?? only("data logs backup")],
  [/^(persistentvolumeclaim|pvc|claim)(_name)?$/, only("data-kafka-0 data-postgres-0 data-redis-0")],
  [
    /^(mountpoint|mount|mount_point|path_mount|mount_path)$/,
    only("/ /data /var", "/boot /home /var/lib/data /var/log")
  ],
  [/^(fstype|fs_type|filesystem_type)$/, only("ext4 xfs", "btrfs tmpfs overlay zfs nfs4")],
  [/^(.*_)?(code|status_code|http_status|response_code|http_code|response_status)$/, (subject) => codesOf(subject)],
  [/^(rcode|response_rcode)$/, only("NOERROR NXDOMAIN SERVFAIL", "REFUSED FORMERR NOTIMP")],
  [/^(.*_)?(http_method|request_method|method|verb)$/i, (subject, metric) => methodsOf(subject, metric)],
  [/^(.*_)?(handler|path|route|uri|url_path|endpoint|http_route|http_target|request_path)$/, routes],
  [/^(.*_)?(url|target_url|probe_target)$/, only("https://shop.example.com https://api.example.com/healthz")],
  [/^(.*_)?(version|release|tag)$/, only("1.29.4 1.29.5 1.30.0", "2.53.1 3.1.0 v1.29.4 v1.30.0 8.0.36 16.2")],
  [/^(.*_)?(revision|commit|sha|git_sha|git_commit)$/, only("4f2a9c1 9d03b7e c81e52f")],
  [/^(.*_)?image$/, only("registry.example.com/shop/checkout:1.4.2 registry.example.com/shop/orders:2.0.1")],
  [/^image_registry$/, only("registry.example.com docker.io")],
  [/^image_repository$/, only("shop/checkout shop/orders shop/payments")],
  [
    /^(.*_)?(ip|address|addr|peer|remote|client_ip|pod_ip|host_ip)$/,
    { usual: counted2((number) => `10.0.0.${number}`) }
  ],
  [/^(.*_)?mac(_address)?$/, only("02:42:ac:11:00:02 02:42:ac:11:00:03")],
  [/^(cpu|core|vcpu|processor)$/, numbers(0)],
  [
    /^(gpu|shard|partition|index|idx|slot|rank|numa_node|numa|thread|thread_id|worker|worker_id|replica|bank|socket|lane|slice|level)$/,
    numbers(0)
  ],
  [/^(port|.*_port)$/, only("8080 9090 443", "80 9100 5432 6379 3306")],
  [/^quantile$/, only("0.5 0.9 0.99")],
  [/^le$/, only("0.1 1 +Inf")],
  [/^(severity|alert_severity)$/, only("critical info warning", "high low medium error page none")],
  [/^(level|loglevel|log_level|lvl)$/, only("error info warning", "debug trace fatal warn critical")],
  [/^(alertname|alert)$/, only("HighLatency InstanceDown TooManyErrors")],
  [/^alertstate$/, only("firing pending")],
  [
    /^(db|database|datname|dbname|database_name|keyspace|schema|schemaname|catalog)$/,
    (subject, metric) => databasesOf(subject, metric)
  ],
  [
    /^(table|tablename|table_name|relname|collection|coll|index_name|index|store)$/,
    only("customers items orders", "events sessions users")
  ],
  [/^(topic|topic_name)$/, only("events orders payments", "__consumer_offsets audit clicks")],
  [
    /^(queue|queue_name|channel|stream|subject|subscription|exchange|destination)(_name)?$/,
    only("emails invoices orders", "events payments")
  ],
  [/^(vhost)$/, only("/ shop")],
  [/^(consumergroup|consumer_group|group|group_id|consumer)$/, only("billing orders search")],
  [/^(user|username|usename|user_name|login|account)$/, only("alice app bob", "admin root postgres carol")],
  [/^(cmd|command)$/, only("get hget set", "del expire hset incr info ping select insert update find")],
  [/^(topology|role|node_role|server_role)$/, only("primary replica", "master slave leader follower standby")],
  [
    /^(protocol|proto|ip_protocol|l4_protocol)$/,
    (subject) => subject === "http" ? only("http https", "tcp udp") : only("tcp udp", "icmp http https grpc")
  ],
  [/^(scheme)$/, only("http https", "ws wss")],
  [/^(family|ip_family|ip_version)$/, only("ipv4 ipv6", "1 2")],
  [/^(direction|dir)$/, only("in out", "inbound outbound rx tx read write ingress egress")],
  [
    /^(operation|op|operation_type|op_type|operation_name|action|request_type|api|request)$/,
    (subject, metric) => operationsOf(subject, metric)
  ],
  [/^(event|event_type|event_name)$/, only("created deleted updated", "started stopped")],
  [
    /^(reason|cause|error|error_type|err|failure_reason|failure)$/,
    only("connection_refused internal timeout", "Error Completed OOMKilled Evicted")
  ],
  [/^(result|outcome)$/, only("success error", "failure ok failed denied allow hit miss")],
  [
    /^(success|ok|ready|enabled|cached|leader|auto|master|active|error_flag|is_.*|has_.*|allow_.*|.*_enabled|.*_ready)$/,
    booleans
  ],
  [/^(status|state|phase|health|condition|.*_(status|state|phase))$/, (subject, metric) => statesOf(subject, metric)],
  [/^mode$/, (subject) => subject === "cpu" ? cpuModes : only("active standby", "read write ro rw")],
  [/^area$/, only("heap nonheap")],
  [
    /^(pool|pool_name|memory_pool)$/,
    (subject) => subject === "java" ? heapPools : only("default primary", "main workers")
  ],
  [/^id$/, (subject, metric) => idsOf(subject, metric)],
  [/^(gc|collector|gc_name)$/, only("G1_Old_Generation G1_Young_Generation", "G1 PS_Scavenge PS_MarkSweep Copy")],
  [/^generation$/, numbers(0, 3)],
  [
    /^(resource)$/,
    (subject) => subject === "pods" ? only("cpu memory", "pods storage ephemeral_storage") : only("configmaps pods services", "cpu memory")
  ],
  [
    /^(kind|created_by_kind|owner_kind|workload_type|resource_kind|object_type|involved_object_kind)$/,
    only("DaemonSet Deployment StatefulSet", "ReplicaSet Job CronJob Pod")
  ],
  [/^(controller)$/, only("deployment job replicaset", "garbagecollector namespace node")],
  [/^(ingress|ingress_name)$/, { usual: businesses.slice(0, 4) }],
  [/^(ingress_class|controller_class|ingressclass)$/, only("nginx", "k8s.io/ingress-nginx traefik")],
  [/^(qos_class)$/, only("Burstable Guaranteed", "BestEffort")],
  [/^(priority_class)$/, only("high-priority system-cluster-critical")],
  [/^(issuer|issuer_name)$/, only("letsencrypt internal-ca")],
  [/^(grpc_type)$/, only("unary server_stream", "bidi_stream client_stream")],
  [/^(grpc_service|rpc_service)$/, only("shop.Cart shop.Orders")],
  [/^(sensor|sensor_name|probe|chip|chip_name)$/, only("cpu_thermal nvme platform_coretemp_0")],
  [/^(fan|fan_name)$/, only("fan1 fan2 fan3")],
  [
    /^(domain|fqdn|vhost_name|server_name|servername|sni|dns_name|zone_name)$/,
    only("api.example.com shop.example.com")
  ],
  [/^(country|country_code|geo)$/, only("DE FR US")],
  [/^(browser|user_agent|agent)$/, only("Chrome Firefox Safari")],
  [/^(language|lang|locale)$/, only("de en fr")],
  [/^(currency)$/, only("EUR USD")],
  [
    /^(plan|tier|edition|flavor|sku|storage_class|storageclass|class|device_class)$/,
    only("premium standard", "fast-ssd gp3")
  ],
  [/^(model|device_model|product)$/, only("PM9A3 S4510")],
  [/^(serial|serial_number)$/, only("S5GXNX0R100231 S5GXNX0R100232")],
  [/^(file|filename|file_name|file_path|log_file)$/, only("/var/log/app.log /var/log/syslog")],
  [/^(bucket|bucket_name)$/, only("backups images logs")],
  [/^(cache|cache_name|cache_type)$/, only("products sessions users", "metadata index")],
  [/^(plugin|plugin_id|module|filter|scraper|integration|collector_name)$/, only("auth cpu http", "tcp icmp dns")],
  [/^(scope)$/, only("global regional zonal")],
  [/^(source|origin|src)$/, only("api batch web")],
  [/^(target|sink|dest|dst|upstream|backend|proxy)(_name)?$/, only("api cart web", "checkout orders")],
  [
    /^(task|task_name|task_type|workflow|workflow_type|activity_type|job_type|step|stage_name)$/,
    only("export import sync")
  ],
  [/^(description|message|text|info)$/, only("planned regular")],
  [/^(.*_)?(type|category|class_name)$/, (subject, metric) => typesOf(subject, metric)]
];
function innerWords(label, subject, metric) {
  const found = labels.find(([pattern]) => pattern.test(label))?.[1];
  return typeof found === "function" ? found(subject, metric) : found;
}

// src/infer/words/label-words.ts
var hex = split("1f3a9c 2b81e0 3c5d17 4e9f28 5a06bd 6d72f4 7c11ae 8e4b93");
function labelWords(label, metric = "") {
  const name = snakeCase(label);
  const known5 = placeWords(name, metric) ?? innerWords(name, subjectOf(metric), metric);
  return known5 ?? { ...guess(name), guessed: true };
}
function guess(name) {
  if (/(^|_)(uid|uuid|guid|hash|digest|checksum|md5|sha\d*|commit|token|fingerprint|id)$/.test(name))
    return { usual: hex };
  const date = dateWords(name);
  if (date !== void 0) return { usual: date };
  if (/(^|_)direction$/.test(name)) return { usual: split("in out") };
  if (/^(num|number|nr)_|(^|_)(threshold|level|rank|index|position|num|number|count|no|nr|size|bytes|seq|ordinal|pid|tid|vlan|year|hour|day|minute)$/.test(
    name
  ))
    return { usual: counted2((number) => String(number)) };
  if (/(^|_)(ms|seconds|time|timestamp|ttl|timeout|interval|period)$/.test(name)) return { usual: split("30 60 300") };
  if (/(^|_)(url|uri|link|href)$/.test(name)) return { usual: split("http://10.0.0.1:8080 http://10.0.0.2:8080") };
  if (/(^|_)(dir|directory|folder|location|root)$/.test(name)) return { usual: split("/data /srv /var/lib") };
  if (/(^|_)(mode|policy|strategy|variant|format|algorithm)$/.test(name))
    return { usual: split("default fast strict") };
  if (/(^|_)(host|hosts|node|server|broker|daemon|member|peer|agent)(_name)?$/.test(name))
    return {
      usual: counted2(
        (number) => `${name.replace(/_name$/, "").split("_").at(-1)}-${number}`
      )
    };
  return { usual: businesses };
}
var dates = [1788253200, 1788861600, 178947e4];
var instant = /(^|_)(start|started|creat\w*|boot|build|launch\w*|deploy\w*|updated?|modified|login|begin)_?(time|timestamp|at|ts)(_(ms|millis\w*|s|seconds))?$/;
function dateWords(name) {
  if (!instant.test(name)) return void 0;
  return dates.map((seconds3) => String(/_m(s|illis\w*)$/.test(name) ? seconds3 * 1e3 : seconds3));
}

// src/infer/patterns/natural-text.ts
var maxLength = 400;
var maxTimes = 20;
var letters = [97, 109, 122];
var digits3 = [48, 53, 57];
var ports = ["9100", "8080", "9090", "3000"];
var providers = ["docker", "kubernetes", "file", "internal"];
var suffixes = ["a", "b", "c", "d"];
var hashes = ["6d5f7c9b8d", "7c8f9d6b5c", "5b9c8d7f6b", "84d6c5b7f9", "69b7d8c5f4", "78f5c9d6b7"];
function naturalTexts(pattern, options) {
  const made2 = Array.from({ length: options.limit }, (_, variant) => new Writer(options, variant).text(pattern));
  return [...new Set(made2)].filter((text) => text !== "" && text.length <= maxLength);
}
var Writer = class {
  #text = "";
  #words = 0;
  /** The text ends in something that was left open. */
  #open = false;
  #options;
  #variant;
  constructor(options, variant) {
    this.#options = options;
    this.#variant = variant;
  }
  text(pattern) {
    this.#write(pattern, "end");
    return this.#text;
  }
  #write(pattern, next) {
    requireSteps(1);
    if (this.#text.length > maxLength) return;
    switch (pattern.kind) {
      case "empty":
        return;
      case "set":
        this.#put(characterFor(pattern.set, this.#text, next, this.#variant), false);
        return;
      case "choice":
        this.#write(pattern.of[this.#variant % pattern.of.length], next);
        return;
      case "sequence":
        for (const [index, part] of pattern.of.entries()) this.#write(part, nextOf(pattern.of.slice(index + 1), next));
        return;
      case "repeat":
        this.#repeat(pattern, next);
    }
  }
  #repeat({ of: of2, least: least3, most: most3 }, next) {
    if (of2.kind === "set" && most3 > 1 && isWide(of2.set)) {
      this.#put(this.#filler(of2.set, { least: least3, most: most3, next }), true);
      return;
    }
    const times3 = least3 > 0 ? Math.min(least3, maxTimes) : of2.kind === "set" ? 0 : Math.min(most3, this.#variant % 2);
    for (let time = 0; time < times3; time++) this.#write(of2, time + 1 < times3 ? "open" : next);
  }
  #put(text, open) {
    this.#text += text;
    if (text === "") return;
    this.#open = open;
    if (open) this.#words++;
  }
  /** A word, a number or nothing, by what stands on both sides. */
  #filler(set, size) {
    const { least: least3, most: most3, next } = size;
    const fits2 = (text) => text.length >= least3 && text.length <= most3 && [...text].every((one2) => setHas(set, one2.codePointAt(0)));
    const exact = hashes[this.#variant % hashes.length].slice(0, Number.isFinite(most3) ? most3 : void 0);
    const number = String(this.#variant);
    const hash = Number.isFinite(most3) && most3 > 4 && fits2(exact) ? [exact] : [];
    const wanted2 = [...hash, ...this.#wanted(least3, next), number, businesses[this.#variant % businesses.length]];
    const padded = [number.padStart(least3, "0"), exact.padEnd(least3, "0"), "a".repeat(Math.min(least3, maxLength))];
    return [...wanted2, ...padded].find(fits2) ?? repeated(set, least3, this.#variant);
  }
  /** Texts that would look well, the best first. */
  #wanted(least3, next) {
    const { words: words4, numbered: numbered2 } = this.#options;
    const before2 = this.#text.at(-1);
    const business = businesses[(this.#variant + this.#words) % businesses.length];
    const number = String(this.#variant);
    if (least3 === 0 && (next === "open" || this.#open && next === "end")) return [""];
    const following2 = typeof next === "object" ? String.fromCodePoint(next.code) : void 0;
    if (before2 === void 0 && following2 === void 0) return [words4[this.#variant % words4.length], business];
    if (before2 === void 0) return least3 === 0 && isWord(following2) ? [""] : [business];
    if (following2 !== void 0) {
      if (least3 === 0 && (isWord(before2) || isWord(following2)))
        return isWord(before2) && isWord(following2) ? ["-"] : [""];
      return isWord(before2) ? [`-${number}`] : [business];
    }
    if (before2 === ":") return [ports[this.#variant % ports.length], business];
    if (before2 === "@") return [providers[this.#variant % providers.length]];
    if (!isWord(before2)) return numbered2 && before2 !== "/" ? [number] : [business, number];
    if (numbered2) return [`-${number}`, number];
    if (least3 === 0 && this.#variant === 0) return [""];
    if (/\d/.test(before2)) return [number];
    const suffix = suffixes[this.#variant % suffixes.length];
    return this.#text.includes("/") ? [`/${business}`, `-${suffix}`] : [`-${suffix}`, `_${suffix}`, number];
  }
};
function nextOf(parts2, after) {
  for (const part of parts2) {
    const first = firstOf(part);
    if (first !== void 0) return first;
  }
  return after;
}
function firstOf(pattern) {
  switch (pattern.kind) {
    case "empty":
      return void 0;
    case "set":
      return isOne(pattern.set) ? { code: pattern.set.ranges[0][0] } : "open";
    case "choice":
      return firstOf(pattern.of[0]);
    case "sequence":
      return nextOrNothing(pattern.of);
    case "repeat":
      if (pattern.of.kind === "set" && isWide(pattern.of.set)) return "open";
      return pattern.least > 0 ? firstOf(pattern.of) : void 0;
  }
}
function nextOrNothing(parts2) {
  for (const part of parts2) {
    const first = firstOf(part);
    if (first !== void 0) return first;
  }
  return void 0;
}
function characterFor(set, before2, next, variant) {
  if (isOne(set)) return String.fromCodePoint(set.ranges[0][0]);
  const number = typeof next === "object" && next.code >= digits3[0] && next.code <= digits3.at(-1);
  if (/\d$/.test(before2) && !number && setHas(set, digits3[0])) return next === "end" ? String(variant % 10) : "0";
  if (isAny(set) && before2 !== "" && next !== "end") return ".";
  return repeated(set, 1, variant);
}
function repeated(set, times3, variant) {
  const small2 = set.negated || set.ranges.length === 0 ? [] : set.ranges.map(([from]) => from);
  const candidates = [...digits3.map((code2) => code2 + variant % 2), ...letters, 65, 45, 95, 46, ...small2];
  const code = candidates.find((one2) => setHas(set, one2));
  return code === void 0 ? "" : String.fromCodePoint(code).repeat(Math.min(times3, maxLength));
}
function isOne({ ranges, negated: negated2 }) {
  return !negated2 && ranges.length > 0 && ranges[0][0] === ranges[0][1] && ranges.every(([from]) => sameLetter(from, ranges[0][0]));
}
function sameLetter(a, b) {
  return String.fromCodePoint(a).toLowerCase() === String.fromCodePoint(b).toLowerCase();
}
function isWide(set) {
  return digits3.every((code) => setHas(set, code)) || letters.every((code) => setHas(set, code));
}
function isAny(set) {
  return set.negated && [...digits3, ...letters, 46].every((code) => setHas(set, code));
}
function isWord(character) {
  return /[A-Za-z0-9]/.test(character);
}

// src/infer/patterns/witness.ts
var maxLength2 = 400;
function witnesses(pattern, { filler = "a", limit: limit2 = 24, full = false } = {}) {
  return [...new Set(make(pattern, { filler, limit: limit2, full }))].filter((text) => text.length <= maxLength2).slice(0, limit2);
}
function make(pattern, context) {
  const { limit: limit2 } = context;
  switch (pattern.kind) {
    case "empty":
      return [""];
    case "set":
      return samples(pattern.set, context);
    case "choice":
      return interleave(pattern.of.slice(0, limit2 * 2).map((branch) => make(branch, context))).slice(0, limit2);
    case "sequence":
      return pattern.of.reduce((made2, part) => join(made2, make(part, context), limit2), [""]);
    case "repeat":
      return repeat(pattern, context);
  }
}
function repeat({ of: of2, least: least3, most: most3 }, context) {
  const { filler, limit: limit2 } = context;
  const word2 = wordOf(of2, least3, most3, filler);
  const inner = make(of2, context);
  const times3 = (count) => {
    let made3 = [""];
    for (let done = 0; done < count && made3.length > 0 && made3[0].length <= maxLength2; done++)
      made3 = join(made3, inner, limit2);
    return made3;
  };
  const counts2 = [.../* @__PURE__ */ new Set([least3, Math.min(most3, Math.max(least3, 1)), Math.min(most3, least3 + 1)])];
  const anything = of2.kind === "set" && of2.set.negated;
  const made2 = counts2.flatMap((count) => times3(count));
  const ordered = word2 === void 0 ? made2 : anything && (least3 > 0 || context.full) ? [word2, ...made2] : [made2[0], word2, ...made2.slice(1)];
  return [...new Set(ordered.filter((text) => text !== void 0))].slice(0, limit2);
}
function wordOf(of2, least3, most3, filler) {
  if (of2.kind !== "set" || filler.length < least3 || filler.length > most3) return void 0;
  return [...filler].every((character) => setHas(of2.set, character.codePointAt(0))) ? filler : void 0;
}
var friendly = "a1xbc23-_ ./:AZ0";
var joining = "-a1xbc23_ ./:AZ0";
function samples(set, { limit: limit2 }) {
  if (!set.negated && set.ranges.every(([from, to]) => from === to) && set.ranges.length <= limit2) {
    return set.ranges.map(([code]) => String.fromCodePoint(code));
  }
  const found = [...set.negated ? joining : friendly].filter((character) => setHas(set, character.codePointAt(0)));
  if (found.length > 0) return found.slice(0, 6);
  const [first] = set.ranges;
  if (!set.negated && first !== void 0) return [String.fromCodePoint(first[0])];
  for (let code = 33; code < 8192; code++) if (setHas(set, code)) return [String.fromCodePoint(code)];
  return [];
}
function join(left, right, limit2) {
  requireSteps(1 + Math.ceil(Math.min(limit2, left.length * right.length) / 4));
  const made2 = [];
  for (let sum = 0; sum < left.length + right.length - 1 && made2.length < limit2; sum++) {
    for (let a = Math.max(0, sum - right.length + 1); a <= Math.min(sum, left.length - 1) && made2.length < limit2; a++) {
      made2.push(left[a] + right[sum - a]);
    }
  }
  return made2;
}
function interleave(lists) {
  const most3 = Math.max(0, ...lists.map((list) => list.length));
  return Array.from(
    { length: most3 },
    (_, index) => lists.flatMap((list) => index < list.length ? [list[index]] : [])
  ).flat();
}
function plainAlternatives(pattern, most3 = 12) {
  if (!isPlain(pattern)) return void 0;
  const found = [...new Set(make(pattern, { filler: "a", limit: most3 + 1, full: false }))];
  return found.length > most3 ? void 0 : found;
}
function isPlain(pattern) {
  if (pattern.kind === "empty") return true;
  if (pattern.kind === "set")
    return !pattern.set.negated && pattern.set.ranges.length === 1 && pattern.set.ranges[0][0] === pattern.set.ranges[0][1];
  return pattern.kind !== "repeat" && pattern.of.every(isPlain);
}

// src/infer/patterns/fill-regex.ts
var limit = 6;
var numbered = /(^|_)(pod|pod_name|instance|node|host|hostname|server|member|replica|daemon|broker|container|statefulset|name|persistentvolumeclaim)$/;
function fillRegex(regex, { label, metric }, patterns2) {
  const known5 = patterns2(regex);
  if (known5 === void 0) return [];
  const listed = plainAlternatives(known5.pattern);
  if (listed !== void 0) return listed;
  const words4 = labelWords(label, metric).usual;
  const natural = naturalTexts(known5.pattern, { words: words4, numbered: numbered.test(label), limit }).filter(
    (text) => known5.test(text)
  );
  return natural.length > 0 ? natural : witnesses(known5.pattern, { filler: words4[0], limit });
}

// src/infer/series/label-copies.ts
var maxText2 = 200;
function splitAtGroup(regex) {
  let inClass = false;
  let [start, depth] = [-1, 0];
  for (let at = 0; at < regex.length; at++) {
    const character = regex[at];
    if (character === "\\") at++;
    else if (inClass) inClass = character !== "]";
    else if (character === "[") inClass = true;
    else if (character === "(") {
      if (start === -1 && depth === 0 && regex[at + 1] !== "?") start = at;
      depth++;
    } else if (character === ")") {
      depth--;
      if (start !== -1 && depth === 0)
        return { before: regex.slice(0, start), group: regex.slice(start + 1, at), after: regex.slice(at + 1) };
    }
  }
  return void 0;
}
function firstGroup(regex, text, patterns2) {
  if (text.length > maxText2 || patterns2(regex)?.test(text) !== true) return void 0;
  const split2 = splitAtGroup(regex);
  if (split2 === void 0) return "";
  const [before2, group, after] = [patterns2(split2.before), patterns2(split2.group), patterns2(split2.after)];
  if (before2 === void 0 || group === void 0 || after === void 0) return void 0;
  for (let from = text.length; from >= 0; from--) {
    if (!before2.test(text.slice(0, from))) continue;
    for (let to = text.length; to >= from; to--) {
      if (group.test(text.slice(from, to)) && after.test(text.slice(to))) return text.slice(from, to);
    }
  }
  return void 0;
}
function textWithGroup(regex, wanted2, { patterns: patterns2, label }) {
  const split2 = splitAtGroup(regex);
  const escaped = wanted2.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const filled = split2 === void 0 ? void 0 : `${split2.before}(?:${escaped})${split2.after}`;
  const pattern = filled === void 0 ? void 0 : patterns2(filled)?.pattern;
  if (filled === void 0 || pattern === void 0) return void 0;
  const texts2 = [...fillRegex(filled, { label }, patterns2), ...witnesses(pattern, { filler: "a", limit: 12 })];
  return texts2.find((text) => firstGroup(regex, text, patterns2) === wanted2);
}

// src/infer/evaluate/vector-functions.ts
function quantile(q, vector) {
  const groups2 = /* @__PURE__ */ new Map();
  for (const { labels: labels2, values } of vector?.series ?? []) {
    const bound = labels2.get("le");
    if (bound === void 0) continue;
    const rest2 = new Map(withoutName(labels2));
    rest2.delete("le");
    const key = keyOf2(rest2, () => true);
    const group = groups2.get(key) ?? { labels: rest2, buckets: [] };
    groups2.set(key, group);
    group.buckets.push([numberOf(bound), values]);
  }
  const series = [...groups2.values()].map(({ labels: labels2, buckets }) => {
    buckets.sort(([a], [b]) => a - b);
    const at = (instant2) => buckets.map(([bound, counts2]) => [bound, counts2[instant2]]);
    return { labels: labels2, values: q.map((share2, instant2) => fromBuckets(share2, at(instant2))) };
  });
  return { kind: "vector", series };
}
function fromBuckets(q, buckets) {
  const total = buckets.at(-1)?.[1] ?? 0;
  if (buckets.length < 2 || buckets.at(-1)[0] !== Number.POSITIVE_INFINITY || !(total > 0)) return Number.NaN;
  const rank3 = q * total;
  const at = buckets.findIndex(([, count2]) => count2 >= rank3);
  if (at === -1 || at === buckets.length - 1) return buckets.at(-2)[0];
  const [below, before2] = at === 0 ? [0, 0] : buckets[at - 1];
  const [bound, count] = buckets[at];
  return below + (bound - below) * (rank3 - before2) / (count - before2 || 1);
}
var patterns = createPatternCache(500);
function labelReplace(vector, texts2) {
  const [target, replacement, source, regex] = texts2.map((one2) => one2.kind === "text" ? one2.text : "");
  if (vector?.kind !== "vector" || target === void 0 || source === void 0 || regex === void 0)
    return vector ?? empty;
  const test = patterns(regex)?.test;
  const series = vector.series.map((one2) => {
    const value = one2.labels.get(source) ?? "";
    if (test?.(value) !== true) return one2;
    const labels2 = new Map(one2.labels);
    const first = firstGroup(regex, value, patterns) ?? value;
    const made2 = (replacement ?? "").replaceAll(
      /\$\{?(\w+)\}?/g,
      (_, group) => group === "1" ? first : group === "0" ? value : ""
    );
    if (made2 === "") labels2.delete(target);
    else labels2.set(target, made2);
    return relabelled(one2, labels2);
  });
  return { kind: "vector", series };
}
function labelJoin(vector, texts2) {
  const [target, separator = "", ...sources] = texts2.map((one2) => one2.kind === "text" ? one2.text : "");
  if (vector?.kind !== "vector" || target === void 0) return vector ?? empty;
  const series = vector.series.map(
    (one2) => relabelled(one2, new Map(one2.labels).set(target, sources.map((name) => one2.labels.get(name) ?? "").join(separator)))
  );
  return { kind: "vector", series };
}

// src/infer/evaluate/functions.ts
var usualRangeSeconds = 300;
var scrapeSeconds = 15;
var rates = /* @__PURE__ */ new Set(["rate", "irate"]);
var simple = /* @__PURE__ */ new Map([
  ["abs", Math.abs],
  ["ceil", Math.ceil],
  ["floor", Math.floor],
  ["round", Math.round],
  ["sqrt", Math.sqrt],
  ["exp", Math.exp],
  ["ln", Math.log],
  ["log2", Math.log2],
  ["log10", Math.log10],
  ["sgn", Math.sign]
]);
function callFunction(name, args, { nowSeconds, instants }) {
  const numbers3 = (at) => scalarOf(args[at] ?? empty, instants);
  const vector = args.find((arg) => arg.kind === "vector");
  const change = simple.get(name);
  if (change !== void 0 && vector !== void 0) return mapValues(vector, (value) => change(value));
  switch (name) {
    case "vector":
      return { kind: "vector", series: [{ labels: /* @__PURE__ */ new Map(), values: numbers3(0) }] };
    case "scalar":
      return {
        kind: "scalar",
        values: vector?.series.length === 1 ? vector.series[0].values : allOf(Number.NaN, instants)
      };
    case "pi":
      return { kind: "scalar", values: allOf(Math.PI, instants) };
    case "absent":
    case "absent_over_time":
      return vector?.series.length === 0 ? { kind: "vector", series: [{ labels: /* @__PURE__ */ new Map(), values: allOf(1, instants) }] } : empty;
    case "timestamp":
      return mapValues(vector ?? empty, () => nowSeconds);
    case "histogram_quantile":
      return quantile(numbers3(0), vector);
    case "clamp_max": {
      const most3 = numbers3(1);
      return mapValues(vector ?? empty, (value, instant2) => Math.min(value, most3[instant2]));
    }
    case "clamp_min": {
      const least3 = numbers3(1);
      return mapValues(vector ?? empty, (value, instant2) => Math.max(value, least3[instant2]));
    }
    case "predict_linear":
      return mapMoving(vector, ({ slope }) => slope * numbers3(1)[0]);
    case "label_replace":
      return labelReplace(vector, args.slice(1));
    case "label_join":
      return labelJoin(vector, args.slice(1));
    default:
      return vector === void 0 ? args[0] ?? empty : overRange(name, vector, instants);
  }
}
function mapMoving(vector, by) {
  if (vector?.kind !== "vector") return empty;
  const series = vector.series.map((one2) => {
    const { labels: labels2, values, motion: motion2 } = one2;
    if (motion2 === void 0) return { labels: withoutName(labels2), values };
    return { labels: withoutName(labels2), values: values.map((value) => value + by(motion2)) };
  });
  return { kind: "vector", series };
}
function overRange(name, { series, rangeSeconds = usualRangeSeconds }, instants) {
  const grows = (one2) => one2.rates ?? allOf(0, instants);
  const values = (one2) => {
    if (rates.has(name)) return grows(one2);
    if (name === "increase" || name === "delta") return grows(one2).map((rate) => rate * rangeSeconds);
    if (name === "deriv" || name === "idelta") return grows(one2);
    if (name === "changes" || name === "resets") return allOf((one2.motion?.changes ?? 0) * rangeSeconds, instants);
    if (name === "count_over_time") return allOf(rangeSeconds / scrapeSeconds, instants);
    return one2.values;
  };
  const keeps = /^(sort|sort_desc|last_over_time|sort_by_label)$/.test(name);
  return {
    kind: "vector",
    series: series.map((one2) => ({ labels: keeps ? one2.labels : withoutName(one2.labels), values: values(one2) }))
  };
}

// src/infer/evaluate/vector-operations.ts
function combineAll(op, members6, parameter) {
  const instants = members6[0].values.length;
  const result = new Float64Array(instants);
  const column = [];
  for (let instant2 = 0; instant2 < instants; instant2++) {
    column.length = 0;
    for (const { values } of members6) if (!Number.isNaN(values[instant2])) column.push(values[instant2]);
    result[instant2] = column.length === 0 ? Number.NaN : combine(op, column, parameter);
  }
  return result;
}
function isThere(values) {
  return values.some((value) => !Number.isNaN(value));
}
function combine(op, values, parameter) {
  const sum = values.reduce((a, b) => a + b, 0);
  switch (op) {
    case "avg":
      return sum / values.length;
    case "min":
      return Math.min(...values);
    case "max":
      return Math.max(...values);
    case "count":
      return values.length;
    case "group":
      return 1;
    case "stddev":
    case "stdvar":
      return deviation(values, sum / values.length, op === "stdvar");
    case "quantile":
      return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(parameter * values.length))] ?? Number.NaN;
    default:
      return sum;
  }
}
function deviation(values, mean2, squared) {
  const variance = values.reduce((sum, value) => sum + (value - mean2) ** 2, 0) / values.length;
  return squared ? variance : Math.sqrt(variance);
}
var matched = /* @__PURE__ */ new WeakMap();
function vectors(node, left, right, compute, name) {
  const { op, bool, matching: matching2 } = node;
  const known5 = remembered(matched, node, () => ({ keys: /* @__PURE__ */ new WeakMap(), results: /* @__PURE__ */ new WeakMap() }));
  const listed = new Set(matching2?.labels);
  const counts2 = (label) => matching2?.kind === "on" ? listed.has(label) : label !== "__name__" && !listed.has(label);
  const key = ({ labels: labels2 }) => remembered(known5.keys, labels2, () => keyOf2(labels2, counts2));
  if (op === "and" || op === "unless" || op === "or") {
    const keys = new Set((op === "or" ? left : right).map(key));
    if (op === "or") return { kind: "vector", series: [...left, ...right.filter((one3) => !keys.has(key(one3)))] };
    return { kind: "vector", series: left.filter((one3) => keys.has(key(one3)) === (op === "and")) };
  }
  const filters = !bool && /^[=!<>]/.test(op);
  const swapped = matching2?.group === "right";
  const [many2, one2] = swapped ? [right, left] : [left, right];
  const ones = /* @__PURE__ */ new Map();
  for (const series2 of one2) {
    if (ones.has(key(series2))) return empty;
    ones.set(key(series2), series2);
  }
  const series = many2.flatMap((each) => {
    const partner = ones.get(key(each));
    if (partner === void 0) return [];
    const values = each.values.map(
      (value, instant2) => swapped ? compute(partner.values[instant2], value) : compute(value, partner.values[instant2])
    );
    if (filters && !isThere(values)) return [];
    const own2 = remembered(known5.results, each.labels, () => {
      const labels3 = new Map(name(each.labels));
      if (matching2?.group === void 0) {
        for (const label of [...labels3.keys()]) if (label !== "__name__" && !counts2(label)) labels3.delete(label);
      }
      return labels3;
    });
    const { include = [] } = matching2 ?? {};
    if (include.length === 0) return [{ labels: own2, values }];
    const labels2 = new Map(own2);
    for (const label of include) {
      const from = partner.labels.get(label);
      if (from === void 0) labels2.delete(label);
      else labels2.set(label, from);
    }
    return [{ labels: labels2, values }];
  });
  return { kind: "vector", series };
}

// src/infer/evaluate/evaluate.ts
var maxSeries = 5e3;
var reachableHistory = 0.75;
var instantsPerStep = 8;
var usualRangeMs = 3e5;
var usualTop = 5;
function evaluate(node, context) {
  const known5 = context.known?.get(node);
  if (known5 !== void 0) return known5;
  const found = within(evaluateNode(node, context), context);
  context.known?.set(node, found);
  return found;
}
function within(found, context) {
  if (found.kind !== "vector") {
    requireSteps(1);
    return found;
  }
  const each = 4 + (found.series[0]?.labels.size ?? 0) + context.instants / instantsPerStep;
  requireSteps(1 + Math.ceil(found.series.length * each));
  return found.series.length > maxSeries ? { ...found, series: found.series.slice(0, maxSeries) } : found;
}
function evaluateNode(node, context) {
  switch (node.type) {
    case "selector":
      return { kind: "vector", series: context.select(node).slice(0, maxSeries) };
    case "number":
      return { kind: "scalar", values: allOf(numberOf(node.text), context.instants) };
    case "string":
      return { kind: "text", text: node.value };
    case "paren":
      return evaluate(node.expr, context);
    case "unary": {
      const inner = evaluate(node.expr, context);
      return node.op === "-" ? mapValues(inner, (value) => -value) : inner;
    }
    case "modifier": {
      const seconds3 = node.kind === "offset" ? (parseDuration(node.text.replace(/^-/, "")) ?? 0) / 1e3 : 0;
      return seconds3 > context.historySeconds * reachableHistory ? empty : evaluate(node.expr, context);
    }
    case "matrix":
    case "subquery": {
      const inner = evaluate(node.expr, context);
      const rangeSeconds = (parseDuration(node.range) ?? usualRangeMs) / 1e3;
      return inner.kind === "vector" ? { ...inner, rangeSeconds } : inner;
    }
    case "aggregation":
      return aggregate(node, context);
    case "call":
      return call(node, context);
    case "binary":
      return binary(node, context);
  }
}
var grouped = /* @__PURE__ */ new WeakMap();
function aggregate(node, context) {
  const inner = evaluate(node.expr, context);
  if (inner.kind !== "vector") return inner;
  const labels2 = new Set(node.labels);
  const counts2 = (name) => node.grouping === "without" ? name !== "__name__" && !labels2.has(name) : labels2.has(name);
  const known5 = remembered(grouped, node, () => /* @__PURE__ */ new WeakMap());
  const groupOf = (of2) => remembered(known5, of2, () => ({
    key: keyOf2(of2, counts2),
    kept: new Map([...of2].filter(([name]) => counts2(name)))
  }));
  const groups2 = /* @__PURE__ */ new Map();
  for (const series2 of inner.series) {
    const { key } = groupOf(series2.labels);
    const group = groups2.get(key);
    if (group === void 0) groups2.set(key, [series2]);
    else group.push(series2);
  }
  const parameter = node.param === void 0 ? Number.NaN : scalarOf(evaluate(node.param, context), context.instants)[0];
  const series = [...groups2.values()].flatMap((members6) => {
    if (["topk", "bottomk", "limitk"].includes(node.op)) {
      const sign = node.op === "bottomk" ? -1 : 1;
      return members6.toSorted((a, b) => sign * (meanOf(b) - meanOf(a))).slice(0, Number.isFinite(parameter) ? parameter : usualTop);
    }
    const { kept: kept3 } = groupOf(members6[0].labels);
    if (node.op === "count_values") return countValues(node, members6, kept3, context.instants);
    return [{ labels: kept3, values: combineAll(node.op, members6, parameter) }];
  });
  return { kind: "vector", series };
}
function meanOf({ values }) {
  const there = values.filter((value) => !Number.isNaN(value));
  return there.reduce((sum, value) => sum + value, 0) / there.length;
}
function countValues(node, members6, kept3, instants) {
  const name = node.param?.type === "string" ? node.param.value : "value";
  const counted3 = /* @__PURE__ */ new Map();
  for (const { values } of members6) {
    for (const [instant2, value] of values.entries()) {
      if (Number.isNaN(value)) continue;
      const counts2 = counted3.get(value) ?? allOf(Number.NaN, instants);
      counted3.set(value, counts2);
      counts2[instant2] = (counts2[instant2] || 0) + 1;
    }
  }
  return [...counted3].map(([value, values]) => ({ labels: new Map(kept3).set(name, String(value)), values }));
}
function call(node, context) {
  if (node.name === "time") return { kind: "scalar", values: allOf(context.nowSeconds, context.instants) };
  const args = node.args.map((arg) => evaluate(arg, context));
  return callFunction(node.name, args, context);
}
var arithmetic = /* @__PURE__ */ new Map([
  ["+", (a, b) => a + b],
  ["-", (a, b) => a - b],
  ["*", (a, b) => a * b],
  ["/", (a, b) => a / b],
  ["%", (a, b) => a % b],
  ["^", (a, b) => a ** b]
]);
var comparing = /* @__PURE__ */ new Map([
  ["==", (a, b) => a === b],
  ["!=", (a, b) => a !== b],
  [">", (a, b) => a > b],
  ["<", (a, b) => a < b],
  [">=", (a, b) => a >= b],
  ["<=", (a, b) => a <= b]
]);
function binary(node, context) {
  const [left, right] = [evaluate(node.left, context), evaluate(node.right, context)];
  if (left.kind === "text" || right.kind === "text") return empty;
  const compute = (a, b) => {
    const number = arithmetic.get(node.op);
    if (number !== void 0) return number(a, b);
    const holds2 = comparing.get(node.op)?.(a, b) === true;
    return node.bool ? Number(holds2) : holds2 ? a : Number.NaN;
  };
  if (left.kind === "scalar" && right.kind === "scalar") {
    const compared2 = comparing.has(node.op);
    const values = left.values.map((value, instant2) => compute(value, right.values[instant2]));
    return { kind: "scalar", values: compared2 ? values.map((value) => value || 0) : values };
  }
  const keepsName2 = comparing.has(node.op) && !node.bool;
  const name = (labels2) => keepsName2 ? labels2 : withoutName(labels2);
  if (left.kind === "vector" && right.kind === "vector") return vectors(node, left.series, right.series, compute, name);
  const [of2, scalar] = left.kind === "vector" ? [left, right] : [right, left];
  const series = (of2.kind === "vector" ? of2.series : []).flatMap(({ labels: labels2, values }) => {
    const other = scalar.kind === "scalar" ? scalar.values : values;
    const computed = values.map(
      (value, instant2) => of2 === left ? compute(value, other[instant2]) : compute(other[instant2], value)
    );
    if (!keepsName2) return [{ labels: name(labels2), values: computed }];
    const kept3 = values.map((value, instant2) => Number.isNaN(computed[instant2]) ? Number.NaN : value);
    return isThere(kept3) ? [{ labels: labels2, values: kept3 }] : [];
  });
  return { kind: "vector", series };
}

// src/infer/read/conditions.ts
function satisfies(value, { op, value: wanted2 }, patterns2) {
  if (op === "=") return value === wanted2;
  if (op === "!=") return value !== wanted2;
  const pattern = patterns2(wanted2);
  return pattern === void 0 || pattern.test(value) === (op === "=~");
}
function satisfiesAll(labels2, conditions, patterns2) {
  return conditions.every((condition) => satisfies(labels2.get(condition.name) ?? "", condition, patterns2));
}
function variablePattern(written) {
  const regex = withoutLooks(written);
  if (regex === void 0 || regex === "" || regex === "//") return void 0;
  if (!regex.startsWith("/")) return regex;
  const end = regex.lastIndexOf("/");
  if (end === 0) return void 0;
  const source = regex.slice(1, end).replaceAll("(?<", "(?P<").replaceAll("\\/", "/");
  const flags = regex.slice(end + 1).includes("i") ? "(?i)" : "";
  return `${flags}${source.startsWith("^") ? "" : "(?:.*)"}(?:${source})${/(^|[^\\])\$$/.test(source) ? "" : "(?:.*)"}`;
}
function refusedPattern(regex) {
  const from = /^(?:\/\^|\^)?\(\?!/.exec(regex)?.[0].length;
  if (from === void 0 || regex.startsWith("/") && !regex.startsWith("/^")) return void 0;
  const end = endOfGroup(regex, from);
  return end === void 0 ? void 0 : `(?:${regex.slice(from, end).replaceAll("\\/", "/")}).*`;
}
function withoutLooks(regex) {
  let kept3 = "";
  let done = 0;
  for (const { index, 0: opening } of regex.matchAll(/\\.|\(\?<?[!=]/gs)) {
    if (index < done || opening.startsWith("\\")) continue;
    const end = endOfGroup(regex, index + opening.length);
    if (end === void 0) return void 0;
    kept3 += regex.slice(done, index);
    done = end + 1;
  }
  return kept3 + regex.slice(done);
}
function endOfGroup(regex, from) {
  let depth = 1;
  let inClass = false;
  for (let at = from; at < regex.length; at++) {
    const character = regex[at];
    if (character === "\\") at++;
    else if (inClass) inClass = character !== "]";
    else if (character === "[") inClass = true;
    else if (character === "(") depth++;
    else if (character === ")" && --depth === 0) return at;
  }
  return void 0;
}

// src/infer/evaluate/memory-backend.ts
function selectSeries({ metric, matchers }, { byName: byName2, patterns: patterns2 }) {
  requireSteps(1);
  const candidates = metric === void 0 ? [...byName2.values()].flat() : byName2.get(metric) ?? [];
  if (matchers.length === 0) return [...candidates];
  requireSteps(Math.ceil(candidates.length * matchers.length / 8));
  return candidates.filter(
    ({ labels: labels2 }) => matchers.every((matcher) => satisfies(labels2.get(matcher.name) ?? "", matcher, patterns2))
  );
}
function memoryBackend(index, {
  nowSeconds,
  historySeconds,
  work
}) {
  const run = async (query) => {
    await nextTurn();
    return work.tryOnce(() => answer(query))?.value ?? { series: [] };
  };
  const answer = (query) => {
    const parsed = parseExpression(query);
    if (!parsed.ok) return { series: [] };
    const found = evaluate(parsed.root, {
      nowSeconds,
      historySeconds,
      instants: index.instants,
      select: (selector) => selectSeries(selector, index)
    });
    const at = noon(index);
    if (found.kind === "text") return { series: [], text: found.text };
    const series = found.kind === "scalar" ? [{ labels: /* @__PURE__ */ new Map(), values: found.values }] : found.series;
    return {
      series: series.flatMap(
        ({ labels: labels2, values: values2 }) => Number.isNaN(values2[at]) ? [] : [{ labels: labels2, timesMs: [nowSeconds * 1e3], values: [values2[at]] }]
      )
    };
  };
  const matching2 = (match) => work.tryOnce(() => select(match))?.value ?? [];
  const select = (match) => {
    if (match === void 0) return [...index.byName.values()].flat();
    const parsed = parseExpression(match);
    const node = parsed.ok ? withoutParens(parsed.root) : void 0;
    return node?.type === "selector" ? selectSeries(node, index) : [];
  };
  const values = (label, match) => [...new Set(matching2(match).flatMap(({ labels: labels2 }) => labels2.get(label) ?? []))].sort();
  return {
    instant: run,
    range: run,
    labelNames: async ({ match }) => [...new Set(matching2(match).flatMap(({ labels: labels2 }) => [...labels2.keys()]))].sort(),
    labelValues: async (label, { match }) => values(label, match),
    series: async (match) => matching2(match).map(({ labels: labels2 }) => labels2)
  };
}
function noon({ instants }) {
  return Math.floor(instants / 2);
}

// src/infer/read/usage.ts
function emptyUsage() {
  return {
    metrics: /* @__PURE__ */ new Map(),
    labels: /* @__PURE__ */ new Map(),
    aliases: /* @__PURE__ */ new Map(),
    single: /* @__PURE__ */ new Set(),
    opened: /* @__PURE__ */ new Map(),
    words: /* @__PURE__ */ new Set()
  };
}
var limits3 = { metrics: 5e3, selectors: 400, variables: 20 };
function metricUse(usage, name) {
  const known5 = usage.metrics.get(name);
  if (known5 !== void 0) return known5;
  if (!/^[a-zA-Z_:][a-zA-Z0-9_:]{0,500}$/.test(name) || usage.metrics.size >= limits3.metrics) return void 0;
  const made2 = {
    name,
    labels: /* @__PURE__ */ new Set(),
    shown: /* @__PURE__ */ new Set(),
    selectors: /* @__PURE__ */ new Map(),
    functions: /* @__PURE__ */ new Set(),
    comparisons: [],
    events: [],
    plain: false,
    constant: /* @__PURE__ */ new Set(),
    shownAlone: false,
    copies: [],
    lacks: /* @__PURE__ */ new Set(),
    users: /* @__PURE__ */ new Set(),
    units: /* @__PURE__ */ new Set(),
    measures: [],
    sameUnit: /* @__PURE__ */ new Set(),
    states: [],
    outcome: void 0,
    joined: false,
    valued: false,
    unique: [],
    sameLabels: [],
    exact: void 0,
    partners: /* @__PURE__ */ new Set(),
    variables: /* @__PURE__ */ new Map(),
    listed: /* @__PURE__ */ new Map()
  };
  usage.metrics.set(name, made2);
  return made2;
}
function labelUse(usage, name) {
  const known5 = usage.labels.get(name);
  if (known5 !== void 0) return known5;
  const made2 = { name, conditions: /* @__PURE__ */ new Map(), patterns: /* @__PURE__ */ new Set(), saved: /* @__PURE__ */ new Set() };
  usage.labels.set(name, made2);
  return made2;
}
function addVariable({ variables }, label, variable) {
  const known5 = variables.get(label);
  if (known5 === void 0) variables.set(label, /* @__PURE__ */ new Set([variable]));
  else if (known5.size < limits3.variables) known5.add(variable);
}
function isLabelName(name) {
  return /^[a-zA-Z_][a-zA-Z0-9_]{0,200}$/.test(name) && !name.startsWith("__") && name !== "dashpreview";
}
function addSelector(metric, use) {
  const key = `${use.removes ? "-" : "+"}${textOf(use.conditions)}`;
  if (metric.selectors.size < limits3.selectors && !metric.selectors.has(key)) metric.selectors.set(key, use);
  for (const { name } of use.conditions) if (isLabelName(name)) metric.labels.add(name);
}
function textOf(conditions) {
  return JSON.stringify(
    conditions.map(({ name, op, value }) => [name, op, value]).sort((a, b) => String(a) < String(b) ? -1 : 1)
  );
}

// src/infer/series/series-index.ts
function indexSeries(metrics, patterns2, courses) {
  const byName2 = /* @__PURE__ */ new Map();
  for (const { causes: causes2 = [] } of metrics) courses.learn(causes2);
  const known5 = indexed.get(courses) ?? /* @__PURE__ */ new WeakMap();
  indexed.set(courses, known5);
  for (const metric of metrics) {
    const series = known5.get(metric) ?? seriesOf(metric, courses);
    known5.set(metric, series);
    for (const one2 of series) {
      const list = byName2.get(one2.name);
      if (list === void 0) byName2.set(one2.name, [one2]);
      else list.push(one2);
    }
  }
  return { byName: byName2, patterns: patterns2, instants: dayInstants };
}
var indexed = /* @__PURE__ */ new WeakMap();
function seriesOf(metric, courses) {
  const found = [];
  const add = (name2, labels2, values, rates6 = values) => void found.push(new IndexedSeries(name2, labels2, { values, rates: rates6 }));
  const { name, kind, native, series, buckets, quantiles } = metric;
  for (const one2 of series) {
    const { labels: labels2 } = one2;
    const own2 = () => coursesOf(one2, courses);
    const { initial = 0 } = one2.options ?? {};
    const total = () => own2().map((rate) => initial + rate * totalSeconds);
    if (kind === "gauge" || kind === "info") {
      add(name, labels2, own2, () => own2().map((value) => value / secondsOfDrift));
      continue;
    }
    if (kind === "counter") {
      add(name, labels2, total, own2);
      continue;
    }
    const observe = one2.observe ?? lognormal2(metric);
    if (observe === void 0) continue;
    const shapes = () => courses.shapesOf(observe, labels2);
    const part = (share2) => {
      const rates6 = () => own2().map((rate, instant2) => rate * of(shapes()[instant2], share2));
      return [() => rates6().map((rate) => rate * totalSeconds), rates6];
    };
    if (kind === "native" || native === "both") add(name, labels2, total, own2);
    if (kind === "native") continue;
    add(partName(name, "sum"), labels2, ...part(({ mean: mean2 }) => mean2));
    add(partName(name, "count"), labels2, total, own2);
    for (const bound of kind === "histogram" ? [...buckets, Number.POSITIVE_INFINITY] : []) {
      const le = bound === Number.POSITIVE_INFINITY ? "+Inf" : String(bound);
      add(partName(name, "bucket"), new Map([...labels2, ["le", le]]), ...part(({ cdf }) => cdf(bound)));
    }
    for (const quantile2 of quantiles) {
      const values = () => own2().map((_, instant2) => of(shapes()[instant2], (shape) => shape.quantile(quantile2)));
      add(name, new Map([...labels2, ["quantile", String(quantile2)]]), values);
    }
  }
  return found;
}
var IndexedSeries = class {
  name;
  labels;
  #compute;
  #values;
  #rates;
  constructor(name, labels2, compute) {
    this.name = name;
    this.labels = new Map([...labels2, ["__name__", name]]);
    this.#compute = compute;
  }
  get values() {
    this.#values ??= this.#compute.values();
    return this.#values;
  }
  get rates() {
    this.#rates ??= this.#compute.rates();
    return this.#rates;
  }
};
function coursesOf({ signal, labels: labels2 }, courses) {
  if (signal.form === "constant") return courses.valuesOf(specOf(signal), labels2);
  const { factor, signal: spec } = signal;
  const whole = typeof spec === "object" && "round" in spec ? spec.round : void 0;
  const values = courses.valuesOf(whole?.of ?? spec, labels2);
  if (whole === void 0) return factor === 1 ? values : values.map((value) => value * factor);
  const { to = 1 } = whole;
  return values.map((value) => Math.round(value * factor / to) * to);
}
function lognormal2({ observe }) {
  return observe === void 0 ? void 0 : { lognormal: { ...observe } };
}
function of(shape, read) {
  return shape === void 0 ? Number.NaN : read(shape);
}
var totalSeconds = 3600;
var secondsOfDrift = 3600;
function countSeries(metrics) {
  return metrics.reduce((sum, { kind, native, series, buckets, quantiles }) => {
    const forms = native === "both" ? 4 : 3;
    const each = kind === "histogram" ? buckets.length + forms : kind === "summary" ? quantiles.length + 2 : 1;
    return sum + series.length * each;
  }, 0);
}

// src/infer/levels/extent.ts
var factors = { least: 1e-12, most: 1e12 };
var slack = 1e-9;
function extentOf(series) {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { values } of series) {
    for (const value of values) {
      if (!Number.isFinite(value)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return min > max ? void 0 : { min, max };
}
function reaches({ min, max }, { low, high, least: least3, orZero }) {
  const isAll = min === max && (max === 1 || max === 100);
  const wide = slack * Math.max(1, Math.abs(high));
  const above2 = min >= low - slack * Math.max(1, Math.abs(low)) || orZero && min === 0;
  return above2 && (max <= high + wide || isAll) && max >= least3;
}
function factorsFor(goal, now, doubled) {
  const { low, high, aim, orZero } = goal;
  const lowAim = !orZero && now.min < low ? [low + (Number.isFinite(high) ? (high - low) * 0.1 : Math.abs(low) * 0.1)] : [];
  const highAim = Number.isFinite(high) && Number.isFinite(low) ? [low + (high - low) * 0.9] : [];
  const found = [
    ...solve(now.max, doubled.max, aim),
    ...solve(now.min, doubled.min, aim),
    ...lowAim.flatMap((wanted2) => solve(now.min, doubled.min, wanted2)),
    ...highAim.flatMap((wanted2) => solve(now.max, doubled.max, wanted2))
  ];
  return [...new Set(found)].filter(
    (factor) => Number.isFinite(factor) && factor > factors.least && factor < factors.most
  );
}
function solve(now, doubled, wanted2) {
  if (now === doubled) return [];
  const slope = doubled - now;
  const rest2 = 2 * doubled - now;
  return [(wanted2 - (now - slope)) / slope, (now - rest2) / (wanted2 - rest2)];
}

// src/infer/units/constant-factor.ts
var maxDepth = 30;
function constantOf(node, depth = 0) {
  const bare = withoutParens(node);
  if (depth > maxDepth) return void 0;
  if (bare.type === "number") return finite(Number(bare.text));
  if (bare.type === "unary") {
    const inner = constantOf(bare.expr, depth + 1);
    return inner === void 0 ? void 0 : bare.op === "-" ? -inner : inner;
  }
  if (bare.type === "call" && (bare.name === "scalar" || bare.name === "vector") && bare.args.length === 1)
    return constantOf(bare.args[0], depth + 1);
  if (bare.type !== "binary") return void 0;
  const left = constantOf(bare.left, depth + 1);
  const right = left === void 0 ? void 0 : constantOf(bare.right, depth + 1);
  return left === void 0 || right === void 0 ? void 0 : calculated(left, bare.op, right);
}
function clockFactor(node, depth = 0) {
  const bare = withoutParens(node);
  if (depth > maxDepth) return void 0;
  if (bare.type === "call")
    return bare.name === "time" ? 1 : (bare.name === "vector" || bare.name === "scalar") && bare.args.length === 1 ? clockFactor(bare.args[0], depth + 1) : void 0;
  if (bare.type !== "binary" || !"*/+-".includes(bare.op)) return void 0;
  const [left, right] = [clockFactor(bare.left, depth + 1), clockFactor(bare.right, depth + 1)];
  if (left === void 0 === (right === void 0)) return void 0;
  const constant = constantOf(left === void 0 ? bare.left : bare.right);
  if (constant === void 0) return void 0;
  if (bare.op === "+" || bare.op === "-") return left;
  if (bare.op === "*") return (left ?? right) * constant;
  return left === void 0 ? void 0 : left / constant;
}
function calculated(left, op, right) {
  switch (op) {
    case "+":
      return finite(left + right);
    case "-":
      return finite(left - right);
    case "*":
      return finite(left * right);
    case "/":
      return finite(left / right);
    case "^":
      return finite(left ** right);
    default:
      return void 0;
  }
}
function finite(value) {
  return Number.isFinite(value) ? value : void 0;
}

// src/infer/units/quantity.ts
function quantity(dimension, scale = 1, { perSecond: perSecond2 = false } = {}) {
  return { dimension, scale, perSecond: perSecond2 };
}
function rescaled(of2, factor) {
  if (of2 === void 0) return void 0;
  const scale = of2.scale * factor;
  return Number.isFinite(scale) && scale > 0 ? { ...of2, scale: Number(scale.toPrecision(12)) } : void 0;
}

// src/infer/units/grafana-units.ts
function quantityOfUnit(unit) {
  if (unit === void 0) return void 0;
  const known5 = units.get(unit);
  if (known5 !== void 0) return known5;
  if (/^dateTime|^time:/.test(unit)) return quantity("date", 1e-3);
  if (/^bool/.test(unit)) return quantity("state");
  if (/^currency/.test(unit)) return quantity("currency");
  const custom = /^(?:suffix|prefix|si|count):(.*)$/s.exec(unit)?.[1] ?? unit;
  return byText(custom.slice(0, 40).trim().toLowerCase());
}
function byText(text) {
  if (text === "%") return quantity("share", 0.01);
  if (/^v?c(ores?|pus?)$/.test(text)) return quantity("cores");
  if (/^(mcores?|millicores?|mcpu)$/.test(text)) return quantity("cores", 1e-3);
  if (/^°?\s?c$/.test(text)) return quantity("celsius");
  const size = /^([kmgt]?)(i?)b(ytes)?(\s*\/\s*s(ec)?)?$/.exec(text);
  if (size !== null) {
    const power = " kmgt".indexOf(size[1] || " ");
    return quantity("bytes", (size[2] === "i" ? 1024 : 1e3) ** power, { perSecond: size[4] !== void 0 });
  }
  if (/(\/\s*s(ec(ond)?)?|\bper second)$/.test(text)) return quantity("count", 1, { perSecond: true });
  return /(\/\s*m(in(ute)?)?|\bper minute)$/.test(text) ? quantity("count", 1 / 60, { perSecond: true }) : void 0;
}
var thousand = (letters2, base, end, unit) => Object.fromEntries(letters2.split(" ").map((letter, index) => [letter + end, base ** (index + 1) * unit]));
var bit = 1 / 8;
var day = 86400;
var groups = [
  ["share", { percent: 0.01, percentunit: 1, humidity: 0.01, ppm: 1e-6 }],
  ["bytes", { bytes: 1, decbytes: 1, bits: bit, decbits: bit }],
  ["bytes", thousand("k m g t p", 1024, "bytes", 1)],
  ["bytes", thousand("deck decm decg dect decp", 1e3, "bytes", 1)],
  ["bytes", { Bps: 1, binBps: 1, bps: bit, binbps: bit }, true],
  ["bytes", thousand("Ki Mi Gi Ti Pi", 1024, "Bs", 1), true],
  ["bytes", thousand("Ki Mi Gi Ti Pi", 1024, "bits", bit), true],
  ["bytes", thousand("K M G T P", 1e3, "Bs", 1), true],
  ["bytes", thousand("K M G T P", 1e3, "bits", bit), true],
  ["seconds", { ns: 1e-9, µs: 1e-6, μs: 1e-6, us: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600, d: day }],
  ["seconds", { dtdurationms: 1e-3, dtdurations: 1, dthms: 1, dtdhms: 1, timeticks: 0.01, clockms: 1e-3, clocks: 1 }],
  ["hertz", { hertz: 1, rothz: 1 }],
  ["count", { pps: 1, cps: 1, ops: 1, reqps: 1, rps: 1, wps: 1, iops: 1, eps: 1, mps: 1, recps: 1, rowsps: 1 }, true],
  ["count", { cpm: 1 / 60, opm: 1 / 60, rpm: 1 / 60, wpm: 1 / 60, epm: 1 / 60, mpm: 1 / 60, reqpm: 1 / 60 }, true],
  ["celsius", { celsius: 1 }],
  ["fahrenheit", { farenheit: 1, fahrenheit: 1 }],
  ["kelvin", { kelvin: 1 }],
  ["volts", { volt: 1, kvolt: 1e3, mvolt: 1e-3 }],
  ["amperes", { amp: 1, kamp: 1e3, mamp: 1e-3 }],
  ["watts", { watt: 1, kwatt: 1e3, megwatt: 1e6, gwatt: 1e9, mwatt: 1e-3, voltamp: 1, kvoltamp: 1e3 }],
  ["watts", { voltampreact: 1, kvoltampreact: 1e3 }],
  ["joules", { joule: 1, watth: 3600, kwatth: 36e5, kwattm: 6e4, ev: 1602e-22 }],
  ["rpm", { rotrpm: 1, rotrads: 9.5493, rotdegs: 1 / 6 }],
  ["metres", { lengthmm: 1e-3, lengthin: 0.0254, lengthft: 0.3048, lengthm: 1, lengthkm: 1e3, lengthmi: 1609.344 }],
  ["pascals", { pressurembar: 100, pressurebar: 1e5, pressurekbar: 1e8, pressurepa: 1, pressurehpa: 100 }],
  ["pascals", { pressurekpa: 1e3, pressurehg: 3386.39, pressurepsi: 6894.76 }],
  ["decibels", { dB: 1, dBm: 1 }],
  ["grams", { massmg: 1e-3, massg: 1, masslb: 453.592, masskg: 1e3, masst: 1e6 }],
  ["litres", { mlitre: 1e-3, litre: 1, m3: 1e3, Nm3: 1e3, dm3: 1, gallons: 3.78541 }],
  ["litres", { flowlpm: 1 / 60, flowmlpm: 1 / 6e4, litreh: 1 / 3600, flowcms: 1e3, flowgpm: 0.0630902 }, true],
  ["speed", { velocityms: 1, velocitykmh: 1 / 3.6, velocitymph: 0.44704, velocityknot: 0.514444 }],
  ["degrees", { degree: 1, radian: 57.2958, grad: 0.9, arcmin: 1 / 60, arcsec: 1 / 3600 }]
];
var units = new Map(
  groups.flatMap(
    ([dimension, scales, perSecond2 = false]) => Object.entries(scales).map(([unit, scale]) => [unit, quantity(dimension, scale, { perSecond: perSecond2 })])
  )
);

// src/infer/meaning/words.ts
var opposite = {
  errors: "success",
  success: "errors",
  hits: "misses",
  misses: "hits"
};
var bad = /(^|[^a-z])(un(successful|healthy|available)|err(or)?s?|fail(ed|ures?|ing|s)?|faults?|drop(ped|s)?|reject(ed|ions?|s)?|refused|denied|timed?_?outs?|discard(ed|s)?|abort(ed|s)?|exceptions?|lost|loss|retrans\w*|throttled|invalid|cancell?ed|panics?|crash(ed|es)?|[45]xx)([^a-z]|$)/;
var good = /(^|[^a-z])(success(es|ful|fully)?|succeeded|availab(le|ility)|up(time)?|ok|healthy|passed|good|alive|[23]xx|delivered)([^a-z]|$)/;
var hit = /(^|[^a-z])(hits?|hit_?(rate|ratio))([^a-z]|$)/;
var miss = /(^|[^a-z])(miss(es|ed)?|miss_?(rate|ratio))([^a-z]|$)/;
var negated = /(^|[^a-z])(non|no|not|without|zero)[-_ ]+(\w+)|(\w+)[-_ ](free|less)([^a-z]|$)/;
function outcomeInText(text) {
  const lower = text.slice(0, 300).replaceAll(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
  const turned = negated.exec(lower);
  const word2 = turned?.[3] ?? turned?.[4];
  if (turned !== null && word2 !== void 0) {
    const inner = plainOutcome(word2);
    if (inner === "errors") return "success";
    if (inner === "success") return "errors";
  }
  return plainOutcome(lower);
}
function plainOutcome(text) {
  if (miss.test(text)) return hit.test(text) ? void 0 : "misses";
  if (hit.test(text)) return "hits";
  const [isBad, isGood] = [bad.test(text), good.test(text)];
  return isBad === isGood ? void 0 : isBad ? "errors" : "success";
}
var codeLabel = /(^|_)(code|status|response_code|status_code|rc)(_class|_family)?$|^(code|status)/i;
var outcomeLabel = /^(.*_)?(result|outcome|status|state|success|error|reason|exception|type|kind|grpc_code|code|response|severity|level|loglevel)$/i;
function outcomeOfMatchers({ matchers }) {
  const found = new Set(matchers.flatMap((matcher) => outcomeOfLabel(matcher) ?? []));
  if (found.has("errors")) return "errors";
  return found.size === 1 ? [...found][0] : void 0;
}
function outcomeOfLabel({ name, op, value }) {
  const negative = op === "!=" || op === "!~";
  const chosen = outcomeOfValue(name, value, op === "=~" || op === "!~");
  if (chosen === void 0 || !negative) return chosen;
  return opposite[chosen];
}
function outcomeOfValue(name, value, isRegex) {
  const text = value.toLowerCase();
  if (text === "") return /^(error|exception)/i.test(name) ? "success" : void 0;
  if (codeLabel.test(name)) {
    const codes2 = text.replaceAll(/[()^$]/g, "").split("|");
    if (codes2.every((code) => code === "ok" || /grpc/i.test(name) && code === "0")) return "success";
    if (/grpc/i.test(name) && codes2.every((code) => /^\d{1,2}$/.test(code) && code !== "0")) return "errors";
    if (codes2.every((code) => /^([45]([\dx.[*\\]|..$)|\[45|\[4-5)/.test(code) || /^[45]$/.test(code))) return "errors";
    if (codes2.every((code) => /^([123]([\dx.[*\\]|..$)|\[[123]|\[1-3)/.test(code))) return "success";
    if (codes2.every((code) => grpcFailures.has(code))) return "errors";
  }
  if (!outcomeLabel.test(name)) return void 0;
  if (/^(true|false|1|0|yes|no)$/.test(text)) {
    const yes = /^(true|1|yes)$/.test(text);
    if (/success/i.test(name)) return yes ? "success" : "errors";
    return /error|exception/i.test(name) ? yes ? "errors" : "success" : void 0;
  }
  return isRegex && text.length > 200 ? void 0 : outcomeInText(text.replaceAll(/[.*+?()^$|\\]/g, " "));
}
var grpcFailures = new Set(
  "unknown invalid_argument invalidargument deadline_exceeded deadlineexceeded not_found notfound already_exists permission_denied permissiondenied unauthenticated resource_exhausted resourceexhausted failed_precondition failedprecondition aborted out_of_range unimplemented internal unavailable data_loss dataloss".split(" ")
);

// src/infer/meaning/query-meaning.ts
var between = new Set(
  "avg min max sum quantile topk bottomk avg_over_time min_over_time max_over_time last_over_time clamp clamp_max clamp_min sort sort_desc round abs label_replace label_join quantile_over_time sum_over_time ceil floor scalar vector".split(" ")
);
var taken = /util[iz]|usage|used|busy|saturat|load|occup|fill|consum|alloc|commit|cpu|mem(ory)?|disk|quota|heap/i;
var untaken = /free|idle|avail|remain|left|unused|headroom/i;
var maxDepth2 = 40;
function meaningOf(query, root) {
  const unit = quantityOfUnit(query.unit);
  const ratio = ratioIn(root);
  const isShare = unit?.dimension === "share";
  const inExpression = ratio === void 0 || ratio.part.type === "binary" ? void 0 : outcomeOf(ratio);
  if (!isShare && (unit !== void 0 || ratio?.whole === void 0 || inExpression === void 0)) return void 0;
  const all = isShare ? unit.scale === 1 ? 1 : 100 : ratio.factor === 100 ? 100 : 1;
  const part = ratio?.whole === void 0 ? [] : selectorsIn2(ratio.part);
  const whole = ratio?.whole === void 0 ? [] : selectorsIn2(ratio.whole);
  const kind = inExpression ?? byTexts(query, root);
  return { kind, all, part, whole };
}
function byTexts({ legendFormat = "", panelTitle = "" }, root) {
  const legend = legendFormat.replaceAll(/\{\{[^}]*\}\}/g, " ");
  const names2 = selectorsIn2(root).map(({ metric = "" }) => metric);
  const texts2 = [legend, panelTitle, ...names2];
  if (texts2.some((text) => /budget|burn/i.test(text))) return "other";
  for (const text of texts2) {
    const outcome = /avail/i.test(text) && taken.test(text) ? void 0 : outcomeInText(text);
    if (outcome !== void 0) return outcome;
  }
  if (texts2.some((text) => untaken.test(text))) return "other";
  return texts2.some((text) => taken.test(text)) ? "utilisation" : "other";
}
function ratioIn(root) {
  let [node, factor, complement] = [withoutParens(root), 1, false];
  for (let depth = 0; depth < maxDepth2; depth++) {
    requireSteps(1);
    node = withoutParens(node);
    if (node.type === "aggregation" && between.has(node.op)) node = node.expr;
    else if (node.type === "call" && between.has(node.name) && node.args.length > 0)
      node = node.args.find((arg) => constantOf(arg) === void 0) ?? node.args[0];
    else if (node.type === "modifier" || node.type === "subquery") node = node.expr;
    else if (node.type === "binary") {
      const next = stepInto(node);
      if (next === void 0) break;
      if ("whole" in next) return { ...next, factor, complement: complement !== next.complement };
      node = next.node;
      factor *= next.factor;
      complement = complement !== next.complement;
    } else break;
  }
  return { part: node, whole: void 0, complement, factor };
}
function stepInto({ op, left, right }) {
  const [constantLeft, constantRight] = [constantOf(left), constantOf(right)];
  const same = { factor: 1, complement: false };
  if (op === "*") {
    if (constantLeft !== void 0) return { node: right, factor: constantLeft, complement: false };
    return constantRight === void 0 ? void 0 : { node: left, factor: constantRight, complement: false };
  }
  if (op === "-" && (constantLeft === 1 || constantLeft === 100)) return { node: right, factor: 1, complement: true };
  if (op === "or" || op === "and" || op === "unless" || /^(==|!=|[<>]=?)$/.test(op)) {
    return constantLeft === void 0 ? { node: left, ...same } : { node: right, ...same };
  }
  if (op !== "/") return void 0;
  if (constantRight !== void 0) return { node: left, factor: 1 / constantRight, complement: false };
  let [part, inner] = [withoutParens(left), 1];
  while (part.type === "binary" && part.op === "*" && inner++ < maxDepth2) {
    const other = constantOf(part.left) === void 0 ? constantOf(part.right) === void 0 ? void 0 : part.left : part.right;
    if (other === void 0) break;
    part = withoutParens(other);
  }
  if (part.type === "binary" && part.op === "-" && constantOf(part.right) === void 0)
    return { part: part.right, whole: right, complement: true };
  return { part, whole: right, complement: false };
}
function outcomeOf({ part, whole, complement }) {
  const [own2, others2] = [selectorsIn2(part), whole === void 0 ? [] : selectorsIn2(whole)];
  const outcomes2 = new Set(
    own2.map((selector) => {
      const chosen = outcomeOfMatchers(selector);
      const both2 = others2.length > 0 && others2.every((other) => outcomeOfMatchers(other) === chosen);
      return (both2 ? void 0 : chosen) ?? byName(selector, others2);
    })
  );
  const found = outcomes2.size === 1 ? [...outcomes2][0] : void 0;
  return found === void 0 ? void 0 : complement ? opposite[found] : found;
}
function byName({ metric = "", matchers }, others2) {
  const split2 = splitPart(metric);
  const count = split2 === void 0 ? metric : partName(split2.base, "count");
  const isBound = split2?.part === "bucket" && matchers.some(({ name, value }) => name === "le" && value !== "+Inf");
  if (isBound && others2.length > 0) {
    const all = (other) => other.metric === count || other.metric === metric && other.matchers.some(({ value }) => value === "+Inf");
    if (others2.every(all)) return "success";
  }
  if (others2.length > 0 && others2.every((other) => other.metric === metric)) return void 0;
  return taken.test(metric) && /avail/i.test(metric) ? void 0 : outcomeInText(metric);
}
function selectorsIn2(node) {
  const found = [];
  walkNodes(node, (inner) => {
    requireSteps(1);
    if (inner.type === "selector") found.push(inner);
  });
  return found;
}

// src/infer/panel/thresholds.ts
var maxSteps = 50;
var defaultStep = 80;
function explicitThresholds(context) {
  const { thresholds, thresholdMode, min = 0, max = 100 } = context;
  if (isDefault(thresholds)) return void 0;
  const scaled5 = (value) => thresholdMode === "percentage" ? min + (max - min) * value / 100 : value;
  const given = thresholds.slice(0, maxSteps).map(({ value, color }) => ({
    from: value === void 0 ? Number.NEGATIVE_INFINITY : scaled5(value),
    severity: severityOf(color)
  }));
  const ordered = given.toSorted((a, b) => a.from - b.from);
  if (!ordered.some(({ from }) => Number.isFinite(from))) return void 0;
  const steps4 = ordered.map((step, index) => ({ ...step, to: ordered[index + 1]?.from ?? Number.POSITIVE_INFINITY }));
  return {
    steps: steps4,
    worst: worstOf(
      steps4,
      given.some((_, index) => thresholds[index]?.color !== void 0)
    )
  };
}
function worstOf(steps4, colored) {
  if (!colored) return steps4.at(-1);
  const most3 = Math.max(...steps4.map(({ severity }) => severity));
  if (most3 === 0 || steps4.every(({ severity }) => severity === most3)) return void 0;
  const worst = steps4.filter(({ severity }) => severity === most3);
  return worst.at(-1);
}
function isDefault(thresholds) {
  if (thresholds.length === 0) return true;
  if (thresholds.length === 1) return thresholds[0].value === void 0;
  const [base, step] = thresholds;
  return thresholds.length === 2 && (base.value === void 0 || base.value === 0) && step.value === defaultStep && severityOf(base.color) === 0 && (step.color === void 0 || severityOf(step.color) === 2);
}
function severityOf(color) {
  if (color === void 0) return 0;
  const name = color.toLowerCase();
  if (/red/.test(name)) return 2;
  if (/orange|yellow/.test(name)) return 1;
  const [red, green, blue] = channelsOf(name) ?? [0, 0, 0];
  if (red < 140 || blue > red * 0.75) return 0;
  return green < red * 0.5 ? 2 : green < red * 0.95 ? 1 : 0;
}
function channelsOf(color) {
  const hex2 = /^#([0-9a-f]{6})/.exec(color)?.[1] ?? /^#([0-9a-f]{3})$/.exec(color)?.[1]?.replaceAll(/./g, "$&$&");
  if (hex2 !== void 0) {
    const number = Number.parseInt(hex2, 16);
    return [number >> 16, number >> 8 & 255, number & 255];
  }
  const rgb = /^rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})/.exec(color);
  return rgb === null ? void 0 : [Number(rgb[1]), Number(rgb[2]), Number(rgb[3])];
}

// src/infer/world/pick.ts
function unitOf(text) {
  let hash = 2166136261;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
  hash = Math.imul(hash ^ hash >>> 16, 2246822507);
  hash = Math.imul(hash ^ hash >>> 13, 3266489909);
  return ((hash ^ hash >>> 16) >>> 0) / 2 ** 32;
}
function pick(list, text) {
  return list[Math.floor(unitOf(text) * list.length)];
}
function between2(low, high, text) {
  return Number((low + (high - low) * unitOf(text)).toPrecision(2));
}

// src/infer/levels/plausible-range.ts
var year = 365 * 86400;
var kibi = 1024;
var amounts = {
  bytes: { low: kibi, high: kibi ** 5 / 4, aim: 4e8, orZero: true },
  seconds: { low: 1e-6, high: 9 * year, aim: 0.2, orZero: true },
  count: { low: 0, high: 5e8, aim: 40, orZero: true },
  hertz: { low: 0, high: 9e9, aim: 28e8, orZero: true },
  celsius: { low: -40, high: 120, aim: 55, orZero: true },
  cores: { low: 0, high: 900, aim: 1.5, orZero: true }
};
var rates2 = {
  bytes: { low: 0, high: 2e11, aim: 2e6, orZero: true },
  count: { low: 0, high: 5e6, aim: 40, orZero: true }
};
var plain = { low: Number.NEGATIVE_INFINITY, high: 5e8, aim: 60, orZero: true };
function plausibleRange(unit, root) {
  const quantity2 = quantityOfUnit(unit);
  if (quantity2 === void 0) {
    if (unit !== void 0 && !/^(short|none|sishort|locale|)$/.test(unit)) return void 0;
    return isCores(root) ? amounts.cores : plain;
  }
  const found = (quantity2.perSecond ? rates2 : amounts)[quantity2.dimension];
  if (found === void 0) return void 0;
  const { scale } = quantity2;
  return { low: found.low / scale, high: found.high / scale, aim: found.aim / scale, orZero: found.orZero };
}
function isCores(root) {
  let [cores, divides] = [false, false];
  walkNodes(root, (node) => {
    if (node.type === "selector" && /(^|_)(cpus?|cores?)(_|$)/i.test(node.metric ?? "")) cores = true;
    if (node.type === "binary" && node.op === "/") divides = true;
  });
  return cores && !divides;
}

// src/infer/levels/typical.ts
function typicalByName(name) {
  const text = name.replace(/:[^:]*$/, (end) => end);
  return gauges.find(([pattern]) => pattern.test(text))?.[1];
}
var gauges = [
  [/_(ratio|fraction|utili[sz]ation|usage_ratio)$|:ratio/, { min: 0.3, max: 0.7 }],
  [/_(percent|percentage|pct)$/, { min: 25, max: 75 }],
  [/_celsius$|temp(erature)?/, { min: 38, max: 62 }],
  [
    /^(?!.*(count|objects?|pages|ino|dn|num|nodes|items|keys|cpu|fail|hit)(_|$)).*((_|^)(bytes|mem(ory)?|heap|rss)(_|$)|memory_(used|usage|free|total|max|limit))/i,
    { min: 22e7, max: 7e8 }
  ],
  [
    /(file|disk|data|db|database|table|index|log|backup|object|store|storage|memory|heap|swap|cache)_size$/i,
    { min: 22e7, max: 7e8 }
  ],
  [/_bits(_|$)/, { min: 2e7, max: 8e7 }],
  [/_(milliseconds|ms|millis)$/, { min: 20, max: 120 }],
  [/_(microseconds|us|micros)$/, { min: 200, max: 1500 }],
  [/(_|^)seconds(_|$)|duration|latency|_lag_/, { min: 0.05, max: 0.4 }],
  [/_hertz$|frequency/, { min: 2e9, max: 3e9 }],
  [/_volts?$|voltage/, { min: 11.8, max: 12.2 }],
  [/_watts?$|power/, { min: 80, max: 160 }],
  [/_rpm$|fan/, { min: 1200, max: 2400 }],
  [/load(1|5|15)?$|load_average/, { min: 0.4, max: 2.2 }],
  [/(^|_)cores?$|cpu/, { min: 0.4, max: 1.8 }]
];
function isWhole(name) {
  return isFixed2(name) || /(limits?|capacity|quota|allocatable|max)(_bytes|_cores)?$/i.test(name) && !/seconds|duration|latency|time/.test(name);
}
function isFixed2(name) {
  return /(mem|swap|memory|space|disk|filesystem).*(total|size)(_bytes)?$/i.test(name);
}
var shares = { whole: 4, used: 2.4, free: 1.6 };
var labelShares = { ...shares, free: 1.4, small: 0.4 };
function shareByName(name) {
  if (isWhole(name)) return shares.whole;
  if (/free|avail|idle_bytes|remaining/i.test(name)) return shares.free;
  if (/used|usage|in_?use|working_set|resident|rss/i.test(name)) return shares.used;
  if (/cache/i.test(name)) return 0.5;
  return /buffer/i.test(name) ? 0.1 : void 0;
}
function shareByValue(value) {
  if (/^(total|all|max|limit|capacity|size)$/i.test(value)) return labelShares.whole;
  if (/^(free|available)$/i.test(value)) return labelShares.free;
  if (/^(used|committed|active|data)$/i.test(value)) return labelShares.used;
  return /^(dirty|cached|buffers?|pending|waiting)$/i.test(value) ? labelShares.small : void 0;
}
function typicalRate(name) {
  if (/bytes|octets/i.test(name)) return { min: 2e5, max: 9e5 };
  if (/(nanoseconds|_ns)(_|$)/.test(name)) return { min: 1e8, max: 5e8 };
  if (/(milliseconds|_ms)(_|$)/.test(name)) return { min: 100, max: 500 };
  if (/seconds|_time_|cpu/.test(name)) return { min: 0.1, max: 0.45 };
  if (/error|fail|drop|reject|timeout|retries|discard/.test(name)) return { min: 0.05, max: 0.3 };
  return { min: 4, max: 20 };
}
function unitBounds(unit) {
  return unit === "percentunit" ? { low: 0, high: 1 } : unit === "percent" ? { low: 0, high: 100 } : void 0;
}

// src/infer/levels/level-target.ts
var usual = { share: 0.6, most: 0.92, least: 0.02 };
var byOutcome = {
  errors: { low: 0, high: 0.045, aim: 0.012, least: 5e-4, orZero: true },
  success: { low: 0.955, high: 1, aim: 0.995, least: 0.955, orZero: false },
  hits: { low: 0.5, high: 1, aim: 0.95, least: 0.5, orZero: false },
  misses: { low: 0, high: 0.5, aim: 0.07, least: 1e-3, orZero: true }
};
var margin = { well: 0.06, beyond: 0.05, aim: 0.25 };
var alarming = 0.12;
var maxFamilies = 30;
function targetOf(filled, families) {
  const { query, root } = filled;
  if (families.size === 0 || families.size > maxFamilies) return void 0;
  const meaning = meaningOf(query, root);
  const bounds = boundsOf(query, meaning, root);
  const within4 = bounds.at(-1);
  const thresholds = query.panelContext === void 0 ? void 0 : explicitThresholds(query.panelContext);
  const steps4 = [bounds, thresholdGoals(query, thresholds, within4)].filter((goals) => goals.length > 0);
  if (steps4.length === 0) return void 0;
  return { filled, families, steps: steps4, first: new Set(meaning?.part.flatMap(({ metric }) => metric ?? [])) };
}
function boundsOf(query, meaning, root) {
  const bounds = unitBounds(query.unit);
  if (bounds === void 0 && meaning === void 0) {
    const range = plausibleRange(query.unit, root);
    return range === void 0 ? [] : [{ ...range, least: Number.NEGATIVE_INFINITY }];
  }
  const all = bounds?.high ?? meaning.all;
  const outcome = meaning === void 0 || meaning.kind === "other" || meaning.kind === "utilisation" ? void 0 : meaning.kind;
  const share2 = {
    low: 0,
    high: usual.most * all,
    aim: usual.share * all,
    least: usual.least * all,
    orZero: true
  };
  return outcome === void 0 ? [share2] : [scaled(byOutcome[outcome], all), share2];
}
function scaled({ low, high, aim, least: least3, orZero }, by) {
  return { low: low * by, high: high * by, aim: aim * by, least: least3 * by, orZero };
}
function thresholdGoals({ panelContext, panelTitle }, thresholds, within4) {
  const worst = thresholds?.worst;
  if (worst === void 0) return [];
  const low = within4?.low ?? Number.NEGATIVE_INFINITY;
  const high = within4?.high ?? Number.POSITIVE_INFINITY;
  const isUpper = worst.to === Number.POSITIVE_INFINITY;
  const edge = isUpper ? worst.from : worst.to;
  const width = Math.abs(edge);
  const open = { least: Number.NEGATIVE_INFINITY, orZero: within4?.orZero ?? false };
  const well3 = isUpper ? { ...open, low, high: Math.min(high, edge - width * margin.well), aim: edge - width * 2 * margin.aim } : { ...open, low: Math.max(low, edge + width * margin.well), high, aim: Math.min(high, edge + width * margin.aim) };
  const bad2 = isUpper ? { ...open, low: edge + width * margin.beyond, high, aim: Math.min(high, edge + width * margin.aim) } : { ...open, low, high: edge - width * margin.beyond, aim: edge - width * margin.aim };
  const isAlarming = /^(stat|singlestat|gauge)$/.test(panelContext?.type ?? "") && unitOf(`${panelTitle} ${edge}`) < alarming;
  return [...isAlarming ? [{ ...bad2, orZero: false }] : [], well3].filter(
    (goal) => goal.low < goal.high && edge !== 0
  );
}

// src/infer/levels/fit.ts
var limits4 = { targets: 1200, parts: 12, evaluations: 8e3 };
var metricsPerStep = 8;
async function fitLevels(metrics, queries, context) {
  const fitter = new Fitter(metrics, context);
  const targets2 = queries.flatMap((filled) => (context.targetOf ?? targetOf)(filled, fitter.familiesOf(filled.root)) ?? []).slice(0, limits4.targets);
  const rounds2 = [false, true].flatMap((isCopy) => [0, 1].map((step) => ({ isCopy, step })));
  for (const { isCopy, step } of rounds2) {
    for (const target of targets2) {
      const goals = target.steps[step];
      if (goals === void 0 || (target.filled.isCopy ?? false) !== isCopy) continue;
      await nextTurn(context.signal);
      const fit = () => fitter.fit(target, goals);
      if (isCopy) context.work.tryCopy(fit);
      else context.work.tryOnce(fit);
    }
  }
  return fitter.metrics;
}
var Fitter = class {
  metrics;
  #context;
  #familyOf = /* @__PURE__ */ new Map();
  #done = [];
  #evaluationsLeft = limits4.evaluations;
  constructor(metrics, context) {
    this.metrics = [...metrics];
    this.#context = context;
    for (const metric of metrics) for (const name of wireNames(metric)) this.#familyOf.set(name, metric.name);
  }
  familiesOf(root) {
    const found = /* @__PURE__ */ new Set();
    walkNodes(root, (node) => {
      const family = node.type === "selector" && node.metric !== void 0 ? this.#familyOf.get(node.metric) : void 0;
      if (family !== void 0) found.add(family);
    });
    return found;
  }
  /** Reaches the first of the goals that can be reached. */
  fit(target, goals) {
    const before2 = this.#extent(target, this.metrics);
    if (before2 === void 0) return;
    for (const goal of goals) {
      if (!reaches(before2, goal) && !this.#move(target, goal, before2)) continue;
      this.#done.push({ target, goal });
      return;
    }
  }
  #move(target, goal, before2) {
    for (const part of this.#parts(target)) {
      const doubled = this.#extent(target, this.#scaled(part, 2));
      for (const factor of doubled === void 0 ? [] : factorsFor(goal, before2, doubled)) {
        const moved3 = this.#scaled(part, factor);
        const extent = this.#extent(target, moved3);
        if (extent === void 0 || !reaches(extent, goal) || !this.#keepsOthers(part.names, moved3)) continue;
        this.metrics = moved3;
        return true;
      }
    }
    return false;
  }
  /**
   * Metrics, the part of a share before its whole, each with all that are parts of one another with it; then each by
   * itself; then series that the query selects apart from others of its metric.
   */
  #parts({ filled, families, first: wanted2 }) {
    const first = new Set([...wanted2].map((name) => this.#familyOf.get(name)));
    const order = (name) => first.has(name) ? 0 : isWhole(name) ? 2 : 1;
    const names2 = [...families].sort((a, b) => order(a) - order(b));
    const alone2 = names2.map((name) => ({ names: /* @__PURE__ */ new Set([name]), conditions: [] }));
    const groups2 = new Set(names2.flatMap((name) => this.#context.groups.get(name) ?? []));
    const selected = [];
    walkNodes(filled.root, (node) => {
      const name = node.type === "selector" && node.metric !== void 0 ? this.#familyOf.get(node.metric) : void 0;
      if (node.type !== "selector" || name === void 0 || selected.length >= limits4.parts) return;
      const conditions = node.matchers.filter(({ name: label }) => isLabelName(label));
      if (conditions.length > 0) selected.push({ names: /* @__PURE__ */ new Set([name]), conditions });
    });
    const free2 = alone2.filter(({ names: [name] }) => !this.#context.groups.has(name));
    const related2 = alone2.filter(({ names: [name] }) => this.#context.groups.has(name));
    const together2 = [...groups2].map((group) => ({ names: group, conditions: [] }));
    return [...free2, ...together2, ...related2, ...selected].filter((part) => this.#canMove(part));
  }
  #canMove({ names: names2 }) {
    return this.metrics.some(
      ({ name, kind, series }) => names2.has(name) && kind !== "info" && series.some(({ signal }) => !isFixed(signal))
    );
  }
  #scaled({ names: names2, conditions }, factor) {
    const { patterns: patterns2 } = this.#context;
    requireSteps(1 + Math.ceil(this.metrics.length / metricsPerStep));
    return this.metrics.map((metric) => {
      if (!names2.has(metric.name) || metric.kind === "info") return metric;
      requireSteps(metric.series.length * (1 + conditions.length));
      const series = metric.series.map(
        (one2) => satisfiesAll(one2.labels, conditions, patterns2) ? { ...one2, signal: scaleSignal(one2.signal, factor) } : one2
      );
      return { ...metric, series };
    });
  }
  #keepsOthers(names2, moved3) {
    return this.#done.every(({ target, goal }) => {
      if (![...target.families].some((name) => names2.has(name))) return true;
      const extent = this.#extent(target, moved3);
      return extent !== void 0 && reaches(extent, goal);
    });
  }
  #extent({ filled, families }, metrics) {
    if (this.#evaluationsLeft-- <= 0) return void 0;
    const { patterns: patterns2, nowSeconds, historySeconds, courses } = this.#context;
    const read = metrics.filter(({ name }) => families.has(name));
    requireSteps(Math.ceil(metrics.length / metricsPerStep) + countSeries(read) * 2);
    const index = indexSeries(read, patterns2, courses);
    const found = evaluate(filled.root, {
      nowSeconds,
      historySeconds,
      instants: index.instants,
      select: (selector) => selectSeries(selector, index)
    });
    return found.kind === "vector" ? extentOf(found.series) : void 0;
  }
};

// src/infer/levels/incident-target.ts
var beyond = { least: 0.04, aim: 0.2, most: 4 };
var inTrouble = {
  errors: { low: 0.05, high: 0.6, aim: 0.2 },
  success: { low: 0.4, high: 0.95, aim: 0.8 },
  hits: { low: 0.1, high: 0.6, aim: 0.4 },
  misses: { low: 0.4, high: 0.9, aim: 0.6 },
  utilisation: { low: 0.85, high: 0.99, aim: 0.94 }
};
function incidentTargetOf(filled, families) {
  const usual4 = targetOf(filled, families);
  if (usual4 === void 0) return void 0;
  const goals = [...worstStep(filled), ...troubled(filled)];
  return goals.length === 0 ? void 0 : { ...usual4, steps: [[], goals] };
}
function worstStep({ query }) {
  const worst = query.panelContext === void 0 ? void 0 : explicitThresholds(query.panelContext)?.worst;
  if (worst === void 0) return [];
  const bounds = unitBounds(query.unit);
  const isUpper = worst.to === Number.POSITIVE_INFINITY;
  const edge = isUpper ? worst.from : worst.to;
  if (!Number.isFinite(edge) || edge === 0) return [];
  const width = Math.abs(edge);
  const open = { least: Number.NEGATIVE_INFINITY, orZero: false };
  const [bottom, top] = [bounds?.low ?? Number.NEGATIVE_INFINITY, bounds?.high ?? Number.POSITIVE_INFINITY];
  const room = top - edge;
  const goal = isUpper ? {
    ...open,
    low: edge + Math.min(width * beyond.least, room * 0.1),
    high: Math.min(edge + width * beyond.most, top),
    aim: edge + Math.min(width * beyond.aim, room * 0.6)
  } : { ...open, low: Math.max(bottom, worst.from), high: edge - width * beyond.least, aim: edge - width * beyond.aim };
  return goal.low < goal.high ? [goal] : [];
}
function troubled({ query, root }) {
  const meaning = meaningOf(query, root);
  if (meaning === void 0 || meaning.kind === "other") return [];
  const all = unitBounds(query.unit)?.high ?? meaning.all;
  const { low, high, aim } = inTrouble[meaning.kind];
  return [{ low: low * all, high: high * all, aim: aim * all, least: low * all, orZero: false }];
}

// src/infer/resolve-dashboard.ts
var maxCopies = 5e3;
async function resolveDashboard({ title, uid, variables }, index, { nowMs, stepMs, historyMs, work, signal }) {
  const range = { fromMs: nowMs - historyMs, toMs: nowMs };
  const dashboard = { title, ...defined({ uid }) };
  const backend = memoryBackend(index, { nowSeconds: nowMs / 1e3, historySeconds: historyMs / 1e3, work });
  const regexTime = work.regexTime;
  const resolved = await resolveVariables(variables, {
    backend,
    range,
    scrapeIntervalMs: stepMs,
    dashboard,
    signal,
    regexTime
  });
  const known5 = /* @__PURE__ */ new Map();
  const valuesFor = (repeats) => {
    const key = JSON.stringify(repeats);
    const values = known5.get(key) ?? copiesOf(repeats, resolved)?.copies.map((copy) => copy.resolved) ?? [resolved];
    known5.set(key, values);
    return values;
  };
  let room = maxCopies;
  return {
    fillQuery: (query) => {
      const copies = valuesFor(query.repeats ?? []).slice(0, 1 + room);
      room -= copies.length - 1;
      const filled = copies.map((values) => {
        const { expr, used } = prepareQuery(query, {
          resolved: values,
          window: range,
          scrapeIntervalMs: stepMs,
          dashboard
        });
        return { expr, complete: used.every(({ state }) => state !== "empty" && state !== "error") };
      });
      return [...new Map(filled.map((one2) => [one2.expr, one2])).values()];
    },
    fillText: (text, defaultFormat) => {
      if (!/\$|\[\[/.test(text)) return text;
      const timing = timeQuery({ range, scrapeIntervalMs: stepMs });
      return interpolate(text, {
        values: resolved,
        builtins: builtinValues({ range, timing, dashboard }),
        defaultFormat
      });
    }
  };
}

// src/infer/start-of-month.ts
function startOfMonth(nowMs) {
  const date = new Date(nowMs);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / 1e3;
}

// src/infer/incident/hit-members.ts
var members = [
  ...["pod", "pod_name", "kubernetes_pod_name", "instance", "node", "nodename", "host", "hostname", "server", "broker"],
  ...["machine", "member", "container", "name", "queue", "topic", "device", "database", "datname", "service", "app"]
];
var many = 3;
var most = 6;
function hitMembers({ root }, changes, world) {
  const isGone = changes.size > 0 && [...changes].every(([key, change]) => takesAway(key, change, world));
  const few3 = isGone ? lastFew : firstFew;
  return members.reduce(
    (hit3, label) => fewest(label, hit3, { few: few3, fires: (kept3) => world.fires(root, kept3) }, world),
    changes
  );
}
function takesAway(key, { missing, level }, world) {
  if (missing === true) return true;
  const { metric, value } = world.usualOf(key);
  return level === 0 && value === 1 && (metric.kind === "gauge" || metric.kind === "info");
}
var firstFew = (sorted) => {
  const singles = sorted.slice(0, most).map((one2) => [one2]);
  return sorted.length >= many ? [sorted.slice(0, 2), ...singles] : singles;
};
var lastFew = (sorted) => sorted.toReversed().slice(0, most).map((one2) => [one2]);
function fewest(label, changes, { few: few3, fires }, world) {
  const own2 = new Map([...changes.keys()].map((key) => [key, world.labelsOf(key).get(label)]));
  const values = new Set(own2.values());
  if (values.has(void 0) || values.size < 2) return changes;
  for (const hit3 of few3([...values].sort())) {
    const kept3 = new Map([...changes].filter(([key]) => hit3.includes(own2.get(key))));
    if (fires(kept3)) return kept3;
  }
  return changes;
}
var targetLabels = ["job", "instance", "pod"];
function isOfMember(labels2, member) {
  const wanted2 = targetLabels.filter((name) => member.has(name));
  return wanted2.some((name) => name !== "job") && wanted2.every((name) => labels2.get(name) === member.get(name));
}
function speaksForMember({ name, series }, place) {
  const member = series[place].labels;
  return /(?:^|_)up$/.test(name) && series.filter(({ labels: labels2 }) => isOfMember(labels2, member)).length === 1;
}
function memberOf(labels2) {
  const label = members.find((one2) => labels2.has(one2));
  return label === void 0 ? void 0 : labels2.get(label);
}

// src/infer/incident/course/motion.ts
var minute = 6e4;
var waiting = /queue|lag(_|$)|backlog|pending|waiting|unack|outstanding|buffered|deferred|depth|unassigned|behind/i;
var filling = /bytes|memory|heap|disk|filesystem|storage|inode|swap|files?(_|$)|entries|_size|used|usage|fds/i;
var taking = /seconds|duration|latency|_time(_|$)|_ms(_|$)|millis|delay|rtt/i;
var motions = {
  waiting: { onsetMs: 6 * minute, recoveryMs: 7 * minute, wobble: 0.05, grows: 1.4 },
  filling: { onsetMs: 7 * minute, recoveryMs: 3 * minute, wobble: 0.02, grows: 1 },
  failing: { onsetMs: minute, recoveryMs: 2 * minute, wobble: 0.25, grows: 1 },
  taking: { onsetMs: 2 * minute, recoveryMs: 4 * minute, wobble: 0.2, grows: 1 },
  working: { onsetMs: 4 * minute, recoveryMs: 6 * minute, wobble: 0.12, grows: 1 }
};
function motionOf({ name, kind, unit }) {
  const isGauge = kind === "gauge";
  if (outcomeInText(name) === "errors") return motions.failing;
  if (isGauge && waiting.test(name)) return motions.waiting;
  if (taking.test(`${name} ${unit ?? ""}`) && kind !== "counter") return motions.taking;
  if (isGauge && filling.test(name)) return motions.filling;
  return motions.working;
}
var observedMotion = motions.taking;

// src/infer/incident/course/into-trouble.ts
var minute2 = 6e4;
var mostWobble = 0.06;
var tails = { p50: 0.08, p99: 0.2 };
function intoTrouble(usual4, bad2, input) {
  input.courses.learn(usual4.causes ?? []);
  let changed2 = false;
  const series = usual4.series.map((one2, place) => {
    const other = bad2.series[place];
    const isSame2 = JSON.stringify(specOf(one2.signal)) === JSON.stringify(specOf(other.signal));
    const isObservedSame = JSON.stringify(one2.observe) === JSON.stringify(other.observe);
    if (isSame2 && isObservedSame) return one2;
    changed2 = true;
    const signal = isSame2 ? void 0 : coming(usual4, one2, specOf(other.signal), input);
    return {
      ...one2,
      ...signal !== void 0 && { signal: { form: "course", signal, factor: 1, fixed: true } },
      ...!isObservedSame && { observe: observedComing(usual4, one2, other, input) }
    };
  });
  return changed2 ? { ...usual4, series } : usual4;
}
function coming(metric, one2, bad2, input) {
  const usual4 = specOf(one2.signal);
  const { labels: labels2 } = one2;
  const [before2, after] = [usual4, bad2].map((spec) => signalExtent(spec, labels2, input.courses));
  const steps4 = [{ limit: { of: usual4, for: formatDuration(input.fromMs) } }, bad2];
  if (before2 === void 0 || after === void 0 || typeof usual4 === "number") return steps4;
  const motion2 = motionOf(metric);
  const isMultiple = before2.mean > 0 && sameShape(before2, after);
  const wobble = Math.min(motion2.wobble / 2, mostWobble);
  const course2 = isMultiple ? courseOf("times", digits4(after.mean / before2.mean), { ...motion2, wobble }, labels2) : levelCourse(before2, after, motion2, labels2);
  return withBouts(usual4, [{ fromMs: input.fromMs, toMs: Number.POSITIVE_INFINITY, course: course2 }], before2);
}
function sameShape(before2, after) {
  const factor = after.mean / before2.mean;
  const isNear2 = (a, b) => Math.abs(a - b) <= 0.02 * Math.abs(after.mean);
  return isNear2(before2.min * factor, after.min) && isNear2(before2.max * factor, after.max);
}
function levelCourse(before2, { min, max, mean: mean2 }, motion2, labels2) {
  const form = mean2 > before2.mean ? "least" : "most";
  const wobble = mean2 === 0 ? 0 : digits4(Math.min(0.5, (max - min) / 2 / Math.abs(mean2)));
  return courseOf(form, round(mean2), { ...motion2, wobble }, labels2);
}
function courseOf(form, to, { onsetMs, recoveryMs, wobble }, labels2) {
  const delayMs = pick([0, 0, 1, 2], memberOf(labels2) ?? "") * minute2;
  return { form, to, wobble, grows: 1, delayMs, onsetMs, recoveryMs };
}
function observedComing(metric, one2, other, { fromMs, courses }) {
  const [usual4, bad2] = [usualObserved(metric, one2), usualObserved(metric, other)];
  const { labels: labels2 } = one2;
  const strength = between2(1, 1.25, memberOf(labels2) ?? "");
  const coming2 = (part) => {
    const [before2, after] = [usual4[part], bad2[part]].map((spec) => signalExtent(spec, labels2, courses));
    if (before2 === void 0 || after === void 0 || !(before2.mean > 0)) return bad2[part];
    const factor = digits4(after.mean / before2.mean * (part === "p99" ? strength : 1));
    const course2 = courseOf("times", factor, { ...observedMotion, wobble: tails[part] }, labels2);
    return withBouts(usual4[part], [{ fromMs, toMs: Number.POSITIVE_INFINITY, course: course2 }], before2);
  };
  return { lognormal: { p50: coming2("p50"), p99: coming2("p99") } };
}
function digits4(value) {
  return Number(value.toPrecision(3));
}

// src/infer/world/counts.ts
var measured = /(^|_)(load(_?(1|5|15))?|load_average|avg|average|mean|median|rate|ratio|score|factor|per|p\d{2,3}|quantile|stddev|variance|index|level|temp|temperature|voltage|volts?|amps?|amperes?|watts?|power|current_amps|speed|percent|percentage|pct|util|utili[sz]ation|usage|cpu|cores?|latency|duration|seconds|time|ms|bytes|size|memory|mem|frequency|hertz|signal|strength|humidity|pressure|price|cost|burn|budget|apdex|lag_seconds|value|gauge|weight|offset_seconds|drift|freshness|age|bits|bandwidth|throughput)(_|$)/i;
var sizeOfMany = /(queue|pool|ensemble|cluster|batch|set|group|list|ring|quorum|backlog|replica|fleet|map)s?_(queue_)?size(_|$)/i;
function countsThings(name, measure) {
  if (measure !== void 0 && (measure.quantity.dimension !== "count" || measure.quantity.perSecond)) return false;
  if (name.includes(":")) return false;
  const words4 = name.replaceAll(/([a-z])([A-Z])/g, "$1_$2");
  return sizeOfMany.test(words4) ? !/bytes/i.test(words4) : !measured.test(words4);
}
var setUp = /(^|_)(replicas?(_\w+)?|desired\w*|spec_\w+|expected|configured|nodes?|members?|brokers?|partitions?|shards?|instances?|leaders?|controllers?|peers?|disks?|drives?|volumes?|cpus|topics?|databases?|tables?|indices|namespaces?|deployments?|services?|statefulsets?|daemonsets?|targets?|pods?|rules|endpoints|upstreams|backends|servers|hosts|clusters|devices|cores|slots|users|apps?|applications?|collections?|policies|zones|certificates|generation|version|max_\w+|\w+_max|limit|\w+_limit)(_(total|count|number|num|size|available|ready|running|active|healthy|online))?$/i;
var usual2 = [
  [/restart|failover|reload|crash|leader_?change/i, { min: 0, max: 3 }],
  [/(pending|waiting|blocked|backlog|retry|retries|stuck|deferred)/i, { min: 0, max: 4 }],
  [
    /(error|fail|unhealthy|dropped|rejected|expired|offline|unavailable|dead|corrupt|degraded|missing|orphan)/i,
    { min: 0, max: 2 }
  ],
  [/(in_?flight|concurren|running_requests|active_requests)/i, { min: 4, max: 18 }],
  [/queue|buffered|outstanding/i, { min: 2, max: 24 }],
  [/goroutine/i, { min: 90, max: 260 }],
  [/thread/i, { min: 30, max: 64 }],
  [/(connection|conns?(_|$)|session|client|socket|consumer|subscri|stream|channel)/i, { min: 18, max: 70 }],
  [/(fds|file_?descriptors|open_files|filefd)/i, { min: 60, max: 190 }],
  [/(inode)/i, { min: 18e4, max: 42e4 }],
  [
    /(keys|documents|docs|entries|records|rows|items|objects|files|series|chunks|blobs|messages_total)/i,
    { min: 12e3, max: 9e4 }
  ],
  [/(message|event|job|task|request|transaction|process)/i, { min: 12, max: 60 }],
  [/partition/i, { min: 12, max: 48 }],
  [/(pods?|containers?|targets?|rules)(_|$)/i, { min: 9, max: 30 }],
  [
    /(nodes?|brokers?|members?|replicas?|instances?|shards?|workers?|peers?|disks?|drives?|servers?|cores?|cpus?)(_|$)/i,
    { min: 3, max: 6 }
  ]
];
var else_ = { min: 12, max: 38 };
function usualCount(name) {
  return usual2.find(([pattern]) => pattern.test(name))?.[1] ?? else_;
}
function isSetUp(name) {
  return setUp.test(name);
}

// src/infer/incident/likelihood.ts
var undone = /roll_?backs?(_|$)|abort/i;
var least = 0.7;
var nearlyAll = 0.99;
var Likelihood = class {
  #world;
  #shares;
  #hasErrors;
  /** @param keys - of the series that the expression reads. */
  constructor(root, world, keys) {
    this.#world = world;
    this.#shares = sharesIn(root, world);
    this.#hasErrors = [...keys].some((key) => this.#outcome(key) === "errors");
  }
  #outcome(key) {
    const { name } = this.#world.usualOf(key).metric;
    const labels2 = [...this.#world.labelsOf(key)];
    const byLabel = labels2.flatMap(([label, value]) => outcomeOfLabel({ name: label, op: "=", value }) ?? []);
    if (byLabel.includes("errors") || undone.test(name)) return "errors";
    return byLabel[0] ?? outcomeInText(name);
  }
  /** Whether nothing that somebody sets up has changed, and nothing lies below 0 or above what its unit allows. */
  mayBe(changes) {
    for (const [key, { level, rate }] of changes) {
      const { metric, value, rate: usualRate, signal } = this.#world.usualOf(key);
      const { name, kind, unit } = metric;
      const topRate = kind === "counter" ? topRateByName(name) : void 0;
      const falls = kind === "counter" && rate !== void 0 && rate < usualRate * least;
      if (falls && this.#hasErrors && this.#outcome(key) !== "errors") return false;
      if (topRate !== void 0 && rate !== void 0 && rate > topRate) return false;
      if (kind !== "gauge" && kind !== "info") continue;
      const moves = level !== void 0 && level !== value;
      if (moves && Math.abs(value) > 1 && isLimit(name)) return false;
      if (level !== void 0 && level < 0 && value >= 0) return false;
      const isWholeNumber = countsWholes(specOf(signal));
      if (level !== void 0 && (value === 0 || value === 1) && saysYesOrNo(name) && level !== 0 && level !== 1)
        return false;
      if (isWholeNumber && level !== void 0 && Math.abs(value) < 1e3 && !Number.isInteger(level)) return false;
      const top = unitBounds(unit)?.high ?? topByName(name);
      if (top !== void 0 && level !== void 0 && level > top && value <= top) return false;
      if (rate !== void 0 && rate !== 0 && isLimit(name)) return false;
    }
    return true;
  }
  /** Whether what is a share of something is one still. */
  isWithinWholes(world) {
    return this.#shares.every(({ node, most: most3 }) => {
      const values = world.values(node);
      return values.every((value) => value >= -1e-9 && value <= most3 * nearlyAll);
    });
  }
};
function countsWholes(usual4) {
  return typeof usual4 === "number" ? Number.isInteger(usual4) : typeof usual4 === "object" && "round" in usual4;
}
function topByName(name) {
  return /_(percent|percentage|pct)$/.test(name) ? 100 : /_(ratio|fraction)$/.test(name) ? 1 : void 0;
}
function topRateByName(name) {
  return isTotalName(name) && /(cpu|io_time|busy)_seconds$/.test(withoutTotal(name)) ? 1 : void 0;
}
function saysYesOrNo(name) {
  return /(?:^|_)(?:up|is_\w+|healthy|ready|alive|active|enabled|success|available|connected)$/i.test(name);
}
function isLimit(name) {
  return isWhole(name) || /(^|_)(settings?|reserved|limits?|max(imum)?|capacity|quota|desired|required|size_bytes|spec)(_|$)/i.test(name) || isSetUp(name) && /desired|spec|expected|configured/i.test(name);
}
function sharesIn(root, world) {
  const found = [];
  walkNodes(root, (node) => {
    if (node.type !== "binary" || !["/", "*", "-"].includes(node.op)) return;
    const isPercent = node.op === "/" ? isTimesHundred(node.left) : [node.left, node.right].some(isHundred);
    const isRest = node.op === "-" && node.left.type === "number" && node.left.text === "1";
    if (node.op !== "/" && !isPercent && !isRest) return;
    const most3 = isPercent ? 100 : 1;
    const usual4 = world.values(node, /* @__PURE__ */ new Map());
    if (usual4.length > 0 && usual4.every((value) => value >= 0 && value <= most3)) found.push({ node, most: most3 });
  });
  return found;
}
function isTimesHundred(node) {
  if (node.type === "paren") return isTimesHundred(node.expr);
  return node.type === "binary" && node.op === "*" && [node.left, node.right].some(isHundred);
}
function isHundred(node) {
  return node.type === "number" && Number(node.text) === 100;
}

// src/infer/incident/course/change-ladder.ts
var fewThings = 20;
var smallCount = 4;
var asTime = 1e9;
var moments = /time|seconds|expir|created|since|date|not_(after|before)|last_/i;
var mostTimes = 200;
var minute3 = 6e4;
function changeLadder(metric, place, change, courses) {
  const { series } = metric;
  const member = memberOf(series[place].labels) ?? "";
  const isGauge = metric.kind === "gauge" || metric.kind === "info";
  if (change.missing === true || change.flaps === true) return [];
  if (isGauge && change.rate !== void 0 && change.rate !== 0) return [];
  const number = isGauge ? change.level : change.rate;
  const extent = dayExtent(metric, place, courses);
  const own2 = number === void 0 || extent === void 0 || isGauge && steps(metric, series[place].signal, number) ? [] : numberLadder({ to: number, extent, motion: motionOf(metric), member, top: topOf(metric, extent, number) });
  const mean2 = change.mean === void 0 ? [] : meanLadder(metric, place, change.mean, courses, member);
  const length = Math.max(own2.length, mean2.length);
  return Array.from({ length }, (_, index) => {
    const [course2, meanCourse] = [own2[Math.min(index, own2.length - 1)], mean2[Math.min(index, mean2.length - 1)]];
    return { ...course2 && { course: course2 }, ...meanCourse && { meanCourse } };
  });
}
function steps({ kind, name }, signal, to) {
  if (kind === "info" || Math.abs(to) >= asTime && moments.test(name)) return true;
  const spec = specOf(signal);
  if (typeof spec === "number") return signal.fixed === true || Number.isInteger(to) && to <= fewThings;
  if (typeof spec !== "object") return false;
  if ("round" in spec && to <= smallCount) return true;
  return "square" in spec || "now" in spec || "clock" in spec;
}
function topOf({ name, kind, unit }, { max }, to) {
  const top = unitBounds(unit)?.high ?? (kind === "counter" ? topRateByName(name) : topByName(name));
  return top === void 0 || max > top || to > top ? Number.POSITIVE_INFINITY : top;
}
function numberLadder({ to, extent, motion: motion2, member, top }) {
  const { min, max, mean: mean2 } = extent;
  if (to === mean2) return [];
  const isUp2 = to > mean2;
  const strength = between2(1, 1.25, member);
  const { onsetMs, recoveryMs } = motion2;
  const delayMs = pick([0, 0, 1, 2, 3], member) * minute3;
  const base = { onsetMs, recoveryMs, delayMs, wobble: 0, grows: 1 };
  if (to === 0)
    return [
      { ...base, form: "times", to: 0 },
      { ...base, form: "most", to: 0 }
    ];
  const grown = isUp2 ? motion2.grows : 1;
  const form = isUp2 ? "least" : "most";
  const level = (wobble, by, grows = 1) => {
    const farther = isUp2 || to < 0 ? mean2 + (to - mean2) * by : to / by;
    const edge = isUp2 === farther >= 0 ? farther / (1 - wobble) : farther / (1 + wobble);
    if (edge * (1 + wobble) * grows <= top) return { ...base, form, to: beyond2(edge, isUp2), wobble, grows };
    const centre = (to + top) / 2;
    return { ...base, form, to: short(centre), wobble: short(Math.min(wobble, (top - centre) / centre)) };
  };
  const levels2 = [level(motion2.wobble, strength, grown), level(motion2.wobble / 2, 1), level(0.015, 1)];
  const factor = to / mean2;
  const isScalable = mean2 > 0 && min >= 0 && min < max && factor > 1 / mostTimes && factor < mostTimes;
  if (!isScalable || Number.isFinite(top)) return levels2;
  const multiple = (by) => {
    const farther = isUp2 ? 1 + (factor - 1) * by : factor / by;
    return { ...base, form: "times", to: beyond2(farther, isUp2), wobble: short(motion2.wobble / 2), grows: grown };
  };
  return [multiple(strength), multiple(1.5 * strength), ...levels2];
}
function meanLadder(metric, place, mean2, courses, member) {
  const one2 = metric.series[place];
  const { p50 } = usualObserved(metric, one2);
  courses.learn(metric.causes ?? []);
  const extent = signalExtent(p50, one2.labels, courses);
  if (extent === void 0 || !(mean2 > extent.mean)) return [];
  return numberLadder({ to: mean2, extent, motion: observedMotion, member, top: Number.POSITIVE_INFINITY }).filter(
    ({ form }) => form === "least"
  );
}
function short(value) {
  return Number(value.toPrecision(2));
}
function beyond2(value, isUp2) {
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 2);
  return round((isUp2 ? Math.ceil(value / unit) : Math.floor(value / unit)) * unit);
}

// src/infer/incident/course/moved-shares.ts
var tops = [0.99, 0.97, 0.95, 0.93, 0.9, 0.85, 0.8];
var leastShare = 2e-3;
var roomLeft = 0.15;
var nearly = 0.5;
var halvings = 12;
var topHalvings = 4;
var MovedShares = class {
  #graph;
  #courses;
  #enough;
  /** With that no other share has to make room. */
  #satisfied;
  /** @param courses - know the causes of the graph. */
  constructor(graph, courses, enough2) {
    this.#graph = graph;
    this.#courses = courses;
    this.#enough = enough2 ?? nearly;
    this.#satisfied = enough2 ?? 1;
  }
  /** The shares that a signal follows, the nearest first. */
  sharesOf(signal, labels2) {
    return [...this.#graph.reachedBy(signal)].flatMap((name) => {
      const cause = this.#graph.isShare(name) ? this.#graph.cause(name) : void 0;
      const of2 = cause && labelsOf(cause, labels2);
      if (of2 === void 0) return [];
      const dependents = this.#graph.dependentsOf(name, of2);
      const extent = dependents.length < 2 ? void 0 : signalExtent({ signal: name }, of2, this.#courses);
      return extent === void 0 || extent.min < 0 || extent.max > 1 ? [] : [{ name, of: of2, extent, dependents }];
    });
  }
  /** Where a share takes series to the sum of their numbers, or nearly; another one makes room where it has to. */
  placeOf(share2, targets2) {
    const alone2 = this.#nearest(share2, targets2, void 0);
    if (alone2 !== void 0 && alone2.part >= this.#satisfied) return alone2;
    const others2 = /* @__PURE__ */ new Map();
    for (const { metric, place } of targets2) {
      const { signal, labels: labels2 } = metric.series[place];
      for (const one2 of this.sharesOf(specOf(signal), labels2)) if (one2.name !== share2.name) others2.set(one2.name, one2);
    }
    let best = alone2;
    for (const besides of others2.values()) {
      const found = this.#nearest(share2, targets2, besides);
      if (found !== void 0 && found.part > (best?.part ?? 0)) best = found;
      if (best !== void 0 && best.part >= this.#satisfied) break;
    }
    return best;
  }
  /** The share nearest to the usual that does it, or nearly does it. */
  #nearest(share2, targets2, besides) {
    const { mean: mean2 } = share2.extent;
    const by = (at) => new Map([
      [share2.name, at],
      ...besides === void 0 ? [] : [[besides.name, besides.extent.mean * roomLeft]]
    ]);
    const dependents = besides === void 0 ? share2.dependents : [...share2.dependents, ...besides.dependents];
    const may = (at) => this.isPossible(by(at), dependents);
    const part = (at) => this.#partAt(by(at), targets2);
    const ends = [tops[0], leastShare].filter((end) => part(end) >= this.#enough);
    for (const end of ends) {
      const top = end === leastShare ? Number.POSITIVE_INFINITY : this.topOf(mean2, may);
      if (top === void 0 || end === leastShare && !may(leastShare)) continue;
      const far = end === leastShare ? leastShare : top;
      const most3 = part(far);
      if (!(most3 >= this.#enough)) continue;
      const at = between3(mean2, far, (middle) => part(middle) >= Math.min(1, most3));
      return { at, top, part: most3, ...besides && { besides } };
    }
    return void 0;
  }
  /** The most that a share can be, above its usual mean. */
  topOf(mean2, may) {
    const place = tops.findIndex((one2) => one2 <= mean2 || may(one2));
    const possible = place < 0 ? mean2 : Math.max(mean2, tops[place]);
    const top = place === 0 ? possible : between3(tops.at(place - 1), possible, may, topHalvings);
    return top > mean2 ? top : void 0;
  }
  /** How far series are on the way from their usual sum to the one that they are to come to, at the worst hour. */
  #partAt(by, targets2) {
    const sums = [];
    let [to, usual4] = [0, 0];
    for (const target of targets2) {
      to += target.to;
      usual4 += dayExtent(target.metric, target.place, this.#courses)?.mean ?? Number.NaN;
      for (const [hour, value] of this.valuesAt(by, target).entries()) sums[hour] = (sums[hour] ?? 0) + value;
    }
    return Math.min(...sums.map((sum) => (sum - usual4) / (to - usual4)));
  }
  /** Whether everything that follows shares is where it can be if they are such. */
  isPossible(by, dependents) {
    return dependents.every(({ metric, place }) => {
      const usual4 = dayExtent(metric, place, this.#courses);
      const values = this.valuesAt(by, { metric, place });
      const least3 = (usual4?.min ?? 0) >= 0 ? 0 : Number.NEGATIVE_INFINITY;
      const most3 = (metric.kind === "counter" ? topRateByName(metric.name) : void 0) ?? Number.POSITIVE_INFINITY;
      return values.every((value) => !(value < least3) && !(value > most3));
    });
  }
  /** A series at the hours of a day on which shares are such. */
  valuesAt(by, { metric, place }) {
    const { labels: labels2, signal } = metric.series[place];
    return this.#courses.valuesOf(this.#graph.replaced(specOf(signal), by), labels2);
  }
};
function between3(near2, far, isSo, steps4 = halvings) {
  let [from, to] = [near2, far];
  for (let step = 0; step < steps4; step++) {
    const middle = (from + to) / 2;
    if (isSo(middle)) to = middle;
    else from = middle;
  }
  return to;
}
function labelsOf({ per }, labels2) {
  const of2 = per.flatMap((name) => labels2.has(name) ? [[name, labels2.get(name)]] : []);
  return of2.length === per.length ? new Map(of2) : void 0;
}

// src/infer/incident/course/cause-ladders.ts
var tiny = 0.01;
var nearUsual = 0.01;
var CauseLadders = class {
  #led;
  #metrics;
  #shares;
  #places = /* @__PURE__ */ new Map();
  /** @param led - all that changes at a time. */
  constructor(led, { metrics, graph, courses, enough: enough2 }) {
    this.#led = led;
    this.#metrics = metrics;
    this.#shares = new MovedShares(graph, courses, enough2);
  }
  /** @param key - of the series. */
  of(key) {
    const [index, place] = placeOf(key);
    const metric = this.#metrics[index];
    const { signal, labels: labels2 } = metric.series[place];
    const { level, rate } = this.#led.get(key);
    if (metric.kind === "gauge" && level !== void 0 && rate !== void 0 && rate !== 0)
      return this.#trendOf({ key, metric, place }, level, rate);
    if (signal.form !== "course" || numberOf2(metric, this.#led.get(key)) === void 0) return [];
    const shares3 = this.#shares.sharesOf(specOf(signal), labels2).map((share2) => {
      const targets2 = share2.dependents.flatMap((one2) => {
        const change = one2.metric === metric ? this.#led.get(one2.key) : void 0;
        const to = change && numberOf2(metric, change);
        return to === void 0 ? [] : [{ ...one2, to }];
      });
      return { share: share2, targets: targets2 };
    });
    shares3.sort((a, b) => b.targets.length - a.targets.length || a.share.dependents.length - b.share.dependents.length);
    for (const { share: share2, targets: targets2 } of shares3) {
      const id = JSON.stringify([index, share2.name, ...share2.of]);
      const found = this.#places.has(id) ? this.#places.get(id) : this.#shares.placeOf(share2, targets2);
      this.#places.set(id, found);
      if (found === void 0) continue;
      const { at, top, besides } = found;
      const input = { to: at, extent: share2.extent, motion: motionOf(metric), member: memberOf(labels2) ?? "", top };
      return numberLadder(input).map((each) => within2(each, top)).map((course2) => [
        { cause: share2.name, of: share2.of, course: course2, leader: key },
        ...besides === void 0 ? [] : [{ cause: besides.name, of: besides.of, course: makingRoom(besides, course2), leader: key }]
      ]);
    }
    return [];
  }
  /** A share that goes on growing or falling, with which a series does so too. */
  #trendOf({ key, metric, place }, level, rate) {
    const { signal, labels: labels2 } = metric.series[place];
    if (signal.form !== "course") return [];
    const shares3 = this.#shares.sharesOf(specOf(signal), labels2).sort((a, b) => a.dependents.length - b.dependents.length);
    for (const share2 of shares3) {
      const { name, of: of2, extent, dependents } = share2;
      const meanAt = (at2) => meanOf2(this.#shares.valuesAt(/* @__PURE__ */ new Map([[name, at2]]), { metric, place }));
      const may = (at2) => this.#shares.isPossible(/* @__PURE__ */ new Map([[name, at2]]), dependents);
      const slope = (meanAt(extent.mean + tiny) - meanAt(extent.mean)) / tiny;
      const perSecond2 = rate / slope;
      if (!Number.isFinite(perSecond2)) continue;
      const end = perSecond2 > 0 ? this.#shares.topOf(extent.mean, may) : may(leastShare) ? leastShare : void 0;
      const at = extent.mean + (level - meanAt(extent.mean)) / slope;
      const isUsual = Math.abs(at - extent.mean) <= extent.mean * nearUsual;
      if (end === void 0 || !(isUsual || at > extent.mean === perSecond2 > 0 && at < end === perSecond2 > 0))
        continue;
      const form = perSecond2 > 0 ? "least" : "most";
      const { recoveryMs } = motionOf(metric);
      const course2 = {
        form,
        to: at,
        wobble: 0,
        grows: 1,
        delayMs: 0,
        onsetMs: isUsual ? 0 : driftOnsetMs,
        recoveryMs
      };
      return [[{ cause: name, of: of2, course: course2, leader: key, trend: { perSecond: perSecond2, end } }]];
    }
    return [];
  }
};
function meanOf2(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
function within2(course2, top) {
  const { to, wobble } = course2;
  if (!(to * (1 + wobble) > top)) return course2;
  const down = (value) => Math.floor(value * 1e3) / 1e3;
  const level = down(Math.min(to, top));
  return { ...course2, to: level, wobble: Math.max(0, down(top / level - 1)) };
}
function makingRoom({ extent }, course2) {
  return { ...course2, form: "most", to: round(extent.mean * roomLeft), wobble: 0.01, grows: 1 };
}
function numberOf2({ kind }, change) {
  const { level, rate, mean: mean2, missing, flaps } = change;
  if (mean2 !== void 0 || missing === true || flaps === true) return void 0;
  if (kind === "gauge") return rate === void 0 || rate === 0 ? level : void 0;
  return kind === "counter" && level === void 0 ? rate : void 0;
}

// src/infer/incident/course/through-causes.ts
var mostOfWhole = 0.95;
var enough = 0.85;
function throughCauses(usual4, bad2, { courses, fromMs, isMoved, taken: taken2 }) {
  const graph = new CauseGraph(usual4);
  const changes = /* @__PURE__ */ new Map();
  const led = /* @__PURE__ */ new Map();
  for (const [index, metric] of usual4.entries())
    for (const [place, one2] of metric.series.entries()) {
      const other = bad2[index].series[place];
      if (other.signal === one2.signal || JSON.stringify(specOf(other.signal)) === JSON.stringify(specOf(one2.signal)))
        continue;
      const key = keyOf(index, place);
      const to = signalExtent(specOf(other.signal), one2.labels, courses)?.mean;
      const change = to === void 0 ? {} : metric.kind === "gauge" ? { level: to } : { rate: to };
      changes.set(key, change);
      if (isMoved(metric) && !taken2.has(key)) led.set(key, change);
    }
  const seriesAt = (key) => {
    const [index, place] = placeOf(key);
    return usual4[index].series[place];
  };
  const given = usual4.flatMap(
    (metric) => graph.wholesOf(metric).flatMap((whole) => giveWay(whole, { metric, led, courses }))
  );
  for (const key of given) changes.delete(key);
  const ladders = new CauseLadders(led, { metrics: usual4, graph, courses, enough });
  for (const [key, change] of led) {
    const [through2] = ladders.of(key);
    const isFree = through2?.every(({ cause, of: of2 }) => !graph.dependentsOf(cause, of2).some((one2) => taken2.has(one2.key)));
    changes.set(key, through2 !== void 0 && isFree === true ? { ...change, through: through2 } : change);
  }
  const all = [...withDependents(changes, graph)].filter(([, { through: through2 }]) => through2 !== void 0);
  const toMs = Number.POSITIVE_INFINITY;
  const times3 = all.flatMap(([, { through: through2 = [] }]) => through2.map((move) => ({ move, fromMs, toMs })));
  const { causes: causes2, signalOf } = movedCauses(times3, { graph, courses, called: "trouble" });
  const series = all.map(([key]) => {
    const one2 = seriesAt(key);
    const signal = signalOf(specOf(one2.signal), one2.labels);
    return [key, { ...one2, signal: { form: "course", signal, factor: 1, fixed: true } }];
  });
  return { causes: causes2, series: new Map([...given.map((key) => [key, seriesAt(key)]), ...series]) };
}
function giveWay(whole, { metric, led, courses }) {
  const own2 = whole.filter(({ key: key2 }) => led.has(key2));
  if (own2.length === 0) return [];
  const usual4 = whole.map(({ place }) => dayExtent(metric, place, courses)?.mean ?? 0);
  const to = whole.map(({ key: key2 }) => numberIn(led.get(key2)));
  const leader = leaderOf(to, usual4);
  const key = whole[leader ?? -1]?.key;
  const given = own2.flatMap((one2) => one2.key === key ? [] : [one2.key]);
  for (const one2 of given) led.delete(one2);
  if (key === void 0 || leader === void 0 || leader === 0) return given;
  const most3 = mostOfWhole * sumOf(usual4) * usual4[leader] / sumOf(usual4.slice(1));
  const number = Math.min(to[leader], most3);
  led.set(key, metric.kind === "gauge" ? { level: number } : { rate: number });
  return given;
}
function sumOf(numbers3) {
  return numbers3.reduce((sum, one2) => sum + one2, 0);
}
function numberIn(change) {
  return change?.level ?? change?.rate;
}
function leaderOf(to, usual4) {
  const parts2 = [...usual4.keys()].filter((place) => place > 0 && (to[place] ?? 0) > usual4[place]);
  const [largest] = parts2.sort((a, b) => usual4[b] - usual4[a]);
  return largest ?? (to[0] < usual4[0] ? 0 : void 0);
}

// src/infer/incident/gone-member.ts
var targetLabels2 = ["instance", "job", "pod"];
function withoutMember(metrics, down, input) {
  const wanted2 = targetLabels2.filter((name) => down.has(name));
  if (!wanted2.some((name) => name !== "job")) return metrics;
  const isOfMember2 = (labels2) => wanted2.every((name) => labels2.get(name) === down.get(name));
  const gone = new Set(
    metrics.filter(({ kind, name, series }) => {
      const own2 = series.filter(({ labels: labels2 }) => isOfMember2(labels2)).length;
      return kind !== "info" && !/(?:^|_)up$/.test(name) && own2 > 0 && own2 < series.length;
    })
  );
  const byWire2 = new Map(metrics.flatMap((metric) => wireNames(metric).map((name) => [name, metric])));
  for (const { root } of input.filled) {
    const read = selectorsIn(root).flatMap(({ metric = "" }) => byWire2.get(metric) ?? []);
    if (!read.some((metric) => gone.has(metric))) continue;
    const shows = (select) => {
      const found = input.work.tryOnce(
        () => evaluate(root, {
          instants: input.index.instants,
          nowSeconds: input.nowSeconds,
          historySeconds: 86400 * 60,
          select: (selector) => selectSeries(selector, input.index).filter(select)
        })
      )?.value;
      return found?.kind === "vector" && found.series.some(({ values }) => values.some((one2) => !Number.isNaN(one2)));
    };
    const stays = ({ labels: labels2 }) => !isOfMember2(labels2) || !gone.has(byWire2.get(labels2.get("__name__") ?? ""));
    if (!shows(stays) && shows(() => true)) for (const metric of read) gone.delete(metric);
  }
  return metrics.map(
    (metric) => gone.has(metric) ? { ...metric, series: metric.series.map((one2) => isOfMember2(one2.labels) ? absent(one2, input) : one2) } : metric
  );
}
function absent(one2, { fromMs, forMs }) {
  const signal = [
    { limit: { of: specOf(one2.signal), for: formatDuration(fromMs) } },
    { gap: { for: formatDuration(forMs) } }
  ];
  return { ...one2, signal: { form: "course", signal, factor: 1, fixed: true } };
}

// src/infer/incident/dashboard-incident.ts
var trouble = { load: 1.6, latency: 4, tail: 6, inside: 2.5, walk: 0.06 };
async function dashboardIncident(inference, times3) {
  const { spec, dashboards, options } = inference;
  const { nowMs, signal } = options;
  const { stepMs, historyMs } = spec;
  const work = new InferWork(dashboards.length);
  const patterns2 = createPatternCache();
  const courses = new DayCourses({ fromMs: startOfMonth(nowMs) * 1e3, stepMs });
  const index = indexSeries(spec.metrics, patterns2, courses);
  const filled = [];
  for (const dashboard of dashboards) {
    const resolved = await resolveDashboard(dashboard, index, { nowMs, stepMs, historyMs, work, signal });
    filled.push(...await fillQueries(dashboard, resolved, { work, signal }));
  }
  const judged = judgedIn(spec.metrics, filled);
  const waits = spec.metrics.some((metric) => {
    const isObserved = metric.kind !== "gauge" && metric.kind !== "counter" && metric.kind !== "info";
    return isObserved && metric.series.some((one2) => slower(metric, one2) !== void 0);
  });
  const loaded = spec.metrics.map((metric) => inTrouble2(metric, { judged, courses, waits }));
  const fitted = await fitLevels(loaded, filled, {
    patterns: patterns2,
    courses,
    nowSeconds: nowMs / 1e3,
    historySeconds: historyMs / 1e3,
    groups: /* @__PURE__ */ new Map(),
    work,
    signal,
    targetOf: incidentTargetOf
  });
  const fromMs = times3.historyMs - times3.shownMs;
  const input = { fromMs, courses };
  const bad2 = spec.metrics.map(
    (metric, place) => judged.has(metric.name) ? onlyMoved(metric, loaded[place], fitted[place]) : fitted[place]
  );
  for (const { causes: causes2 = [] } of spec.metrics) courses.learn(causes2);
  const isMoved = (metric) => judged.has(metric.name) && !isUp(metric);
  const through2 = throughCauses(spec.metrics, bad2, { courses, fromMs, isMoved, taken: times3.taken ?? /* @__PURE__ */ new Set() });
  const moved3 = spec.metrics.map((metric, index2) => {
    const own2 = bad2[index2];
    const isThrough = own2.series.map((_, place) => through2.series.has(keyOf(index2, place)));
    if (!isThrough.includes(true)) return intoTrouble(metric, own2, input);
    const alone2 = own2.series.map((one2, place) => isThrough[place] ? metric.series[place] : one2);
    const { series } = intoTrouble(metric, { ...own2, series: alone2 }, input);
    return {
      ...metric,
      series: series.map((one2, place) => through2.series.get(keyOf(index2, place)) ?? one2),
      causes: [...metric.causes ?? [], ...through2.causes]
    };
  });
  const gone = { filled, index, nowSeconds: nowMs / 1e3, work, fromMs, forMs: times3.shownMs };
  const [member] = loaded.flatMap((metric, place) => isUp(spec.metrics[place]) ? downOf(metric) ?? [] : []);
  const metrics = member === void 0 ? moved3 : withoutMember(moved3, member, gone);
  if (metrics.every((metric, place) => metric === spec.metrics[place])) return void 0;
  return { ...spec, signals: [...spec.signals, ...through2.causes], metrics };
}
function judgedIn(metrics, filled) {
  const families = new Map(metrics.flatMap((metric) => wireNames(metric).map((name) => [name, metric.name])));
  const judged = /* @__PURE__ */ new Set();
  for (const one2 of filled) {
    const read = new Set(selectorsIn(one2.root).flatMap(({ metric = "" }) => families.get(metric) ?? []));
    if (incidentTargetOf(one2, read) !== void 0) for (const name of read) judged.add(name);
  }
  return judged;
}
function onlyMoved(usual4, loaded, fitted) {
  if (isUp(usual4)) return fitted;
  const series = fitted.series.map((one2, place) => {
    const isSame2 = JSON.stringify(one2.signal) === JSON.stringify(loaded.series[place].signal);
    return isSame2 ? { ...one2, signal: usual4.series[place].signal } : one2;
  });
  return { ...fitted, series };
}
function inTrouble2(metric, { judged, courses, waits }) {
  const { kind, name } = metric;
  if (kind === "info") return metric;
  if (isUp(metric)) return { ...metric, series: downed(metric.series) };
  const series = metric.series.map((one2) => {
    const observe = kind === "gauge" || kind === "counter" ? void 0 : slower(metric, one2);
    const steady2 = judged.has(name) ? levelled(metric, one2, courses) : one2;
    const more = isWork(metric) ? trouble.load : waits && isInside(metric) ? trouble.inside : 1;
    const busier2 = more !== 1 && steady2 === one2 ? { ...one2, signal: scaleSignal(loose(one2), more) } : steady2;
    return observe === void 0 ? busier2 : { ...busier2, observe };
  });
  return { ...metric, series };
}
function isUp({ kind, name, series }) {
  const isOne3 = ({ signal }) => signal.form === "constant" && signal.value === 1;
  return kind === "gauge" && /(?:^|_)up$/.test(name) && series.length > 1 && series.every(isOne3);
}
function downed(series) {
  const last = Math.max(...series.map(({ index }) => index));
  if (series.every(({ index }) => index === last)) return series;
  return series.map(
    (one2) => one2.index === last ? { ...one2, signal: { form: "constant", value: 0, fixed: true } } : one2
  );
}
function downOf({ series }) {
  return series.find(({ signal }) => signal.form === "constant" && signal.value === 0)?.labels;
}
function isInside({ kind, name }) {
  return kind === "gauge" && /in_?flight|concurren|(active|running|current|open)_(requests|queries|connections)|busy_workers/i.test(name);
}
function isWork({ kind, name }) {
  return kind !== "gauge" && !/seconds(?:_|$)|_time(?:_|$)|cpu|idle/.test(kind === "counter" ? name : "");
}
function loose({ signal }) {
  if (signal.form === "constant") return signal;
  const { fixed: _, ...rest2 } = signal;
  return rest2;
}
function levelled(metric, one2, courses) {
  const { signal, labels: labels2 } = one2;
  if (signal.form === "constant") return one2;
  if (isFixed(signal) && typeof signal.signal === "object" && "square" in signal.signal) return one2;
  const values = courses.valuesOf(specOf(signal), labels2).filter(Number.isFinite);
  if (values.length === 0) return one2;
  const mean2 = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread2 = Math.abs(mean2) * Math.min(trouble.walk, motionOf(metric).wobble / 2);
  if (mean2 === 0) return one2;
  const walk2 = walkBetween({ min: mean2 - spread2, max: mean2 + spread2 });
  const isWhole3 = typeof signal.signal === "object" && "round" in signal.signal;
  if (!isWhole3 || walk2.form === "constant") return { ...one2, signal: walk2 };
  return { ...one2, signal: { ...walk2, signal: { round: { of: walk2.signal } } } };
}
function slower({ name, unit, observe: usual4 }, { observe }) {
  if (!/seconds|duration|latency|time|_ms|milli/i.test(`${name} ${unit ?? ""}`)) return void 0;
  const own2 = observe ?? (usual4 === void 0 ? void 0 : { lognormal: { ...usual4 } });
  const { lognormal: lognormal3 } = own2 ?? {};
  if (lognormal3 === void 0) return void 0;
  return {
    lognormal: { p50: times(trouble.latency, lognormal3.p50), p99: times(trouble.tail, lognormal3.p99) }
  };
}

// src/infer/incident/candidates.ts
var factors2 = [1.5, 0.6, 2, 0.4, 3, 0.2, 5, 0.1, 10, 0.03, 30, 0.01, 100, 0, 1e3, 1e4, 1e6];
var fineFactors = [
  ...[1.25, 0.8, 1.5, 0.65, 1.75, 0.5, 2, 0.4, 2.5, 0.3, 3, 0.25, 4, 0.15, 5, 0.1, 7, 0.05, 10, 0.03, 15, 0.02, 20],
  ...[0.01, 30, 50, 75, 100, 150, 0, 200, 400, 1e3, 1e4]
];
var margins = [1, 1.3, 0.7, 2, 0.4];
function candidatesFor(field2, input) {
  switch (field2) {
    case "missing":
      return [() => ({ missing: true })];
    case "flaps":
      return [(_, known5) => ({ ...known5, flaps: true })];
    case "level":
      return [...scaled2("level", input), ...fixed("level", targets(input))];
    case "mean":
      return fixed("mean", targets(input));
    case "rate":
      return [...scaled2("rate", input), ...drifts(input), ...fixed("rate", rates3(input))];
  }
}
function scaled2(field2, { fine }) {
  return (fine ? fineFactors : factors2).map((factor) => {
    return (entry, known5) => {
      const usual4 = field2 === "level" ? entry.value : entry.rate;
      return { ...field2 === "rate" ? beginsAt(entry, known5) : known5, [field2]: tidy(usual4 * factor) };
    };
  });
}
function fixed(field2, values) {
  return values.map((value) => {
    return (entry, known5) => ({ ...field2 === "rate" ? beginsAt(entry, known5) : known5, [field2]: value });
  });
}
function beginsAt({ metric, value }, known5) {
  const counts2 = metric.kind !== "gauge" && metric.kind !== "info";
  return counts2 || known5.level !== void 0 || !Number.isFinite(value) ? known5 : { ...known5, level: tidy(value) };
}
function drifts({ constants }) {
  const spans = [.../* @__PURE__ */ new Set([...constants, ...products(constants)])].filter((one2) => one2 >= 60 && one2 <= 1e7);
  return spans.flatMap(
    (seconds3) => [-1.5, 1.5, -4, 4].map((factor) => (entry, known5) => {
      const from = known5.level ?? (entry.value || 1);
      return { ...known5, level: tidy(from), rate: tidy(from * factor / seconds3) };
    })
  );
}
function products(numbers3) {
  const pairs = numbers3.flatMap((a) => numbers3.flatMap((b) => [a * b, ...b === 0 ? [] : [a / b]]));
  const [x, y, z] = numbers3;
  return z === void 0 ? pairs : [...pairs, x * y * z, x * y / (z || 1)];
}
function sharesOf(level, constants) {
  return constants.slice(0, 6).map((one2) => one2 > 1 && one2 < 100 ? one2 / 100 : one2).filter((share2) => share2 > 0 && share2 < 1).flatMap((share2) => [(share2 + 1) / 2, share2 * 0.7].map((part) => tidy(level * part)));
}
function targets({ constants, clockSeconds, levels: levels2, fine }) {
  const around = (value) => [...margins.map((margin2) => tidy(value * margin2)), value + 1, value - 1];
  const clock2 = clockSeconds === void 0 ? [] : [...constants, ...products(constants), 3600, 1e8].flatMap(
    (one2) => [-1.3, -0.7, 0.7, 1.3].map((factor) => Math.round(clockSeconds + one2 * factor))
  );
  const beside = levels2.slice(0, 6).flatMap((level) => [level, ...constants.slice(0, 6).flatMap((one2) => [level * one2])]);
  const shares3 = fine ? levels2.slice(0, 6).flatMap((level) => sharesOf(level, constants)) : [];
  const all = [
    0,
    1,
    2,
    ...shares3,
    ...clock2,
    ...constants.flatMap(around),
    ...beside.flatMap(around),
    ...products(constants)
  ];
  return unique([...all, 1e3, 1e6, 1e9, 1e12]);
}
function rates3({ constants }) {
  const over = [1, 60, ...constants.filter((one2) => one2 >= 30)];
  const all = constants.flatMap(
    (one2) => over.flatMap((seconds3) => [1.3, 0.7, 3].map((by) => tidy(one2 * by / seconds3)))
  );
  return unique([0, 0.1, 1, 10, 100, ...all, 1e4, 1e7]);
}
function unique(values) {
  return [...new Set(values.filter(Number.isFinite))].slice(0, 120);
}
function tidy(value) {
  return Number.isInteger(value) ? value : Number(value.toPrecision(4));
}

// src/infer/incident/conditions-of.ts
var comparisons = /* @__PURE__ */ new Set(["==", "!=", ">", "<", ">=", "<="]);
function conditionsOf(root) {
  const found = [];
  visit3(root);
  return found.includes(root) ? found : [...found, root];
  function visit3(node) {
    if (node.type === "binary") {
      if (node.op === "or") return;
      visit3(node.left);
      if (node.op !== "unless") visit3(node.right);
      if (node.op === "and" || node.op === "unless" || comparisons.has(node.op) && typeOf(node) === "vector")
        found.push(node);
      return;
    }
    if (node.type === "call" && /^absent/.test(node.name)) {
      found.push(node);
      return;
    }
    for (const child of childrenOf(node)) visit3(child);
  }
}

// src/infer/incident/leaves.ts
var trends = /* @__PURE__ */ new Set([
  ...["deriv", "predict_linear", "delta", "idelta", "changes", "resets", "holt_winters"],
  ...["double_exponential_smoothing", "stddev_over_time", "stdvar_over_time", "mad_over_time"]
]);
var comparisons2 = /* @__PURE__ */ new Set(["==", "!=", ">", "<", ">=", "<="]);
var growing = /* @__PURE__ */ new Set(["rate", "irate", "increase", "idelta", "delta", "deriv"]);
var maxDepth3 = 5;
var maxLeaves = 40;
function leavesOf(root, world) {
  const found = [];
  collect2(root, { fields: /* @__PURE__ */ new Set(), rangeMs: 0, isTrend: false, isCounted: false, depth: 0 });
  return found.slice(0, maxLeaves);
  function collect2(node, around) {
    walkNodes(node, (inner, ancestors) => {
      if (inner.type !== "selector") return;
      const { fields, rangeMs, isTrend: isTrend2, isCounted } = usedBy(inner, ancestors);
      const all = {
        fields: /* @__PURE__ */ new Set([...around.fields, ...fields]),
        rangeMs: around.rangeMs + rangeMs,
        isTrend: around.isTrend || isTrend2,
        isCounted: around.isCounted || isCounted
      };
      const record = world.recordOf(inner.metric);
      if (record === void 0) found.push({ selector: inner, ...all });
      else if (around.depth < maxDepth3) collect2(record.root, { ...all, depth: around.depth + 1 });
    });
  }
}
function usedBy(selector, ancestors) {
  const fields = /* @__PURE__ */ new Set();
  let [rangeMs, grows, isTrend2, isCounted] = [0, false, false, false];
  for (const [index, node] of ancestors.entries()) {
    if (node.type === "matrix" || node.type === "subquery") rangeMs += parseDuration(node.range) ?? 0;
    const below = ancestors[index + 1] ?? selector;
    if (node.type === "aggregation" && (node.op === "count" || node.op === "group")) isCounted = true;
    if (node.type === "binary" && comparisons2.has(node.op)) isCounted = false;
    if (node.type === "binary" && node.op === "unless" && node.right === below) fields.add("missing");
    if (node.type !== "call") continue;
    if (growing.has(node.name)) grows = true;
    if (trends.has(node.name)) isTrend2 = true;
    if (node.name === "predict_linear") for (const field2 of ["level", "rate"]) fields.add(field2);
    if (node.name === "changes" || node.name === "resets") fields.add("flaps");
    if (node.name.startsWith("absent")) fields.add("missing");
    if (node.name.startsWith("histogram_")) fields.add("mean");
  }
  fields.add(grows ? "rate" : "level");
  if (/_(?:sum|count|bucket)$/.test(selector.metric ?? "")) fields.add("mean").add("rate");
  return { fields, rangeMs, isTrend: isTrend2, isCounted };
}
function constantsOf(root) {
  const found = /* @__PURE__ */ new Set();
  walkNodes(root, (node) => {
    if (node.type === "matrix" || node.type === "subquery") found.add((parseDuration(node.range) ?? 0) / 1e3);
    if (node.type !== "number") return;
    const value = Number(node.text);
    found.add(Number.isNaN(value) ? (parseDuration(node.text) ?? 0) / 1e3 : value);
  });
  return [...found].filter((value) => Number.isFinite(value)).slice(0, 12);
}
function readsClock(root) {
  let found = false;
  walkNodes(root, (node) => {
    if (node.type === "call" && /^(time|timestamp)$/.test(node.name)) found = true;
  });
  return found;
}

// src/infer/incident/find-incident.ts
var limits5 = {
  steps: 3e6,
  asked: 6e3,
  likely: 3e3,
  further: 100,
  moves: 4,
  groups: 24,
  pairs: 90,
  halvings: 6
};
function findIncident(alert, world, { skip = 0, anything = false } = {}) {
  const likely = anything ? void 0 : search(alert, world, skip, true);
  return likely ?? search(alert, world, skip, false);
}
function search(alert, world, skip, likelyOnly) {
  try {
    return withWork(
      startWork(likelyOnly ? 2 * limits5.steps : limits5.steps),
      () => new Search(alert, world, skip, likelyOnly).run()
    );
  } catch (error) {
    if (error instanceof OutOfSteps) return void 0;
    throw error;
  }
}
var Search = class {
  #alert;
  #world;
  #leaves;
  #conditions;
  #likely;
  #left;
  #skip;
  /** With what was looked at last the alert fires, but a share would be more than all. */
  #isTooMuch = false;
  /** Between what is too little and what is too much for them was looked already. */
  #halved = /* @__PURE__ */ new Set();
  constructor(alert, world, skip, likelyOnly) {
    this.#left = likelyOnly ? limits5.likely : limits5.asked;
    this.#alert = alert;
    this.#world = world;
    this.#skip = skip;
    this.#leaves = leavesOf(alert.root, world);
    this.#conditions = conditionsOf(alert.root);
    const keys = this.#leaves.flatMap(({ selector }) => world.entries(selector)).map(({ key }) => key);
    this.#likely = likelyOnly ? new Likelihood(alert.root, world, keys) : void 0;
  }
  run() {
    const entries = this.#leaves.map(({ selector }) => this.#world.entries(selector));
    const reads = new Set(entries.flat().map(({ key }) => key));
    const ofTrends = entries.filter((_, index) => this.#leaves[index].isTrend);
    const trends2 = new Set(ofTrends.flat().map(({ key }) => key));
    const valued = new Set(entries.filter((_, index) => !this.#leaves[index].isCounted).flatMap(keysOf));
    const counted3 = new Set([...reads].filter((key) => !valued.has(key)));
    const rangeMs = this.#leaves.reduce((most3, one2) => Math.max(most3, one2.rangeMs), 0);
    const moves = this.#moves(entries);
    let changes = /* @__PURE__ */ new Map();
    let score = this.#score(changes);
    for (let step = 0; step < limits5.moves && score < this.#conditions.length; step++) {
      const better = this.#best(moves, changes, score) ?? this.#pair(moves, changes, score);
      if (better === void 0) return void 0;
      ({ changes, score } = better);
    }
    return score < this.#conditions.length ? void 0 : { changes, reads, counted: counted3, trends: trends2, rangeMs };
  }
  /** How many conditions hold; the last one is the whole, without which it is not enough. */
  #score(changes) {
    this.#left--;
    this.#isTooMuch = false;
    if (this.#likely?.mayBe(changes) === false) return 0;
    const world = this.#world.where(changes);
    const whole = world.count(this.#alert.root) > 0;
    if (whole && this.#likely?.isWithinWholes(world) === false) {
      this.#isTooMuch = true;
      return 0;
    }
    if (whole) return this.#skip > 0 && changes.size > 0 && this.#skip-- > 0 ? 0 : this.#conditions.length;
    const parts2 = this.#conditions.slice(0, -1);
    return parts2.filter((part) => part !== this.#alert.root && world.count(part) > 0).length;
  }
  /** The first move that makes all conditions hold, else the first that makes one more hold. */
  #best(moves, changes, score) {
    let best;
    let further = this.#likely === void 0 ? Number.POSITIVE_INFINITY : limits5.further;
    for (const move of moves) {
      if (this.#left <= 0 || best !== void 0 && further-- <= 0) break;
      const tried = apply(move, changes);
      const reached = this.#score(tried);
      if (reached === this.#conditions.length) return { changes: tried, score: reached };
      const less = this.#isTooMuch ? this.#lessThan(tried, move.group) : void 0;
      if (less !== void 0) return { changes: less, score: this.#conditions.length };
      if (reached > (best?.score ?? score)) best = { changes: tried, score: reached };
    }
    return best;
  }
  /** Changes of a group that are enough, between what it usually is and what is too much. */
  #lessThan(tooMuch, group) {
    if (this.#halved.has(group)) return void 0;
    this.#halved.add(group);
    let [low, high] = [0, 1];
    for (let step = 0; step < limits5.halvings; step++) {
      const part = (low + high) / 2;
      const tried = new Map(tooMuch);
      for (const entry of group.entries) tried.set(entry.key, partOf(part, entry, tooMuch.get(entry.key)));
      if (this.#score(tried) === this.#conditions.length) return tried;
      if (this.#isTooMuch) high = part;
      else low = part;
    }
    return void 0;
  }
  /** Two moves of different series, of which neither helps alone. */
  #pair(moves, changes, score) {
    const few3 = spread(moves, limits5.pairs);
    for (const first of few3)
      for (const second of few3) {
        if (first === second || this.#left <= 0) continue;
        const tried = apply(second, apply(first, changes));
        const reached = this.#score(tried);
        if (reached > score) return { changes: tried, score: reached };
      }
    return void 0;
  }
  #moves(entries) {
    const groups2 = this.#groups(entries);
    const { root } = this.#alert;
    const constants = constantsOf(root);
    const clockSeconds = readsClock(root) ? this.#world.nowSeconds : void 0;
    const levels2 = [...new Set(groups2.flatMap(({ entries: [first] }) => first === void 0 ? [] : [first.value]))];
    const each = groups2.map(
      (group) => [...group.fields].flatMap(
        (field2) => candidatesFor(field2, { constants, clockSeconds, levels: levels2, fine: this.#likely !== void 0 }).map(
          (change) => ({ group, change })
        )
      )
    );
    const longest2 = Math.max(0, ...each.map(({ length }) => length));
    return Array.from({ length: longest2 }, (_, place) => each.flatMap((list) => list[place] ?? [])).flat();
  }
  /** Series of a metric that the same selectors select; then those of its first row alone. */
  #groups(entries) {
    const seen = /* @__PURE__ */ new Map();
    for (const [leaf, list] of entries.entries())
      for (const entry of list) {
        const known5 = seen.get(entry.key) ?? { entry, leaves: [] };
        if (known5.leaves.at(-1) !== leaf) known5.leaves.push(leaf);
        seen.set(entry.key, known5);
      }
    const groups2 = /* @__PURE__ */ new Map();
    for (const { entry, leaves } of seen.values()) {
      const id = `${entry.metric.name} ${leaves.join()}`;
      const group = groups2.get(id) ?? { entries: [], fields: /* @__PURE__ */ new Set() };
      groups2.set(id, group);
      group.entries.push(entry);
      for (const leaf of leaves) for (const field2 of this.#leaves[leaf].fields) group.fields.add(field2);
    }
    const whole = [...groups2.values()];
    const firsts = whole.flatMap(({ entries: all, fields }) => {
      const row = Math.min(...all.map((entry) => entry.row));
      const first = all.filter((entry) => entry.row === row);
      return first.length === all.length ? [] : [{ entries: first, fields }];
    });
    const byMetric = /* @__PURE__ */ new Map();
    for (const { entries: all, fields } of whole) {
      const name = all[0].metric.name;
      const known5 = byMetric.get(name);
      byMetric.set(name, {
        entries: [...known5?.entries ?? [], ...all],
        fields: /* @__PURE__ */ new Set([...known5?.fields ?? [], ...fields])
      });
    }
    const together2 = [...byMetric.values()].filter(
      ({ entries: all }) => !whole.some((one2) => one2.entries.length === all.length && one2.entries[0] === all[0])
    );
    return [...whole, ...firsts, ...together2].slice(0, limits5.groups);
  }
};
function apply({ group, change }, changes) {
  const changed2 = new Map(changes);
  for (const entry of group.entries) changed2.set(entry.key, change(entry, changed2.get(entry.key) ?? {}));
  return changed2;
}
function partOf(part, { value, rate: usualRate }, change) {
  const { level, rate } = change;
  const between4 = (usual4, to) => Number((usual4 + (to - usual4) * part).toPrecision(4));
  return {
    ...change,
    ...level !== void 0 && Number.isFinite(value) && { level: between4(value, level) },
    ...rate !== void 0 && level === void 0 && { rate: between4(usualRate, rate) }
  };
}
function spread(list, most3) {
  const step = Math.max(1, Math.ceil(list.length / most3));
  return list.filter((_, index) => index < most3 / 3 || index % step === 0).slice(0, most3);
}
var keysOf = (entries) => entries.map(({ key }) => key);

// src/infer/incident/plan-incident.ts
var minute4 = 6e4;
var maxRangeMs = 2 * 36e5;
var lookbackMs = 5 * minute4;
function planPhases(solved, world) {
  const phases = [];
  for (const [index, one2] of solved.entries()) {
    if (one2.changes.size === 0 && one2.alone === void 0) continue;
    const known5 = (index2) => solved[index2].alert;
    const phase = one2.alone === void 0 ? phases.find((open) => fits(one2, open, known5, world)) : void 0;
    const lengthMs = neededMs(one2);
    if (phase === void 0) {
      const { changes, reads } = one2;
      const alone2 = one2.alone !== void 0;
      phases.push({ lengthMs, changes: new Map(changes), reads: new Set(reads), alerts: [index], alone: alone2 });
      continue;
    }
    phase.lengthMs = Math.max(phase.lengthMs, lengthMs);
    phase.alerts.push(index);
    const met = world.fires(one2.alert.root, phase.changes);
    if (!met) for (const [key, change] of one2.changes) phase.changes.set(key, change);
    for (const key of one2.reads) phase.reads.add(key);
  }
  const isLast = (phase) => phases.some((other) => goAndWork(phase.changes, other.changes, world));
  return [...phases.filter((phase) => !isLast(phase)), ...phases.filter(isLast)];
}
function fits({ alert, changes, reads }, phase, known5, world) {
  if (phase.alone) return false;
  const touched = [...reads].some((key) => phase.changes.has(key));
  if (touched && world.fires(alert.root, phase.changes)) return true;
  const worse = new Map([...phase.changes, ...changes]);
  if (touched && [alert, ...phase.alerts.map(known5)].every(({ root }) => world.fires(root, worse))) return true;
  for (const [key, change] of changes) {
    const known6 = phase.changes.get(key);
    if (known6 === void 0 ? phase.reads.has(key) : JSON.stringify(known6) !== JSON.stringify(change)) return false;
  }
  for (const key of reads) if (phase.changes.has(key) && !changes.has(key)) return false;
  return !goAndWork(changes, phase.changes, world) && !goAndWork(phase.changes, changes, world);
}
function goAndWork(gone, others2, world) {
  const down = [...gone].filter(([key, change]) => isDown(key, change, world)).map(([key]) => world.labelsOf(key));
  if (down.length === 0) return false;
  return [...others2].some(
    ([key, change]) => !gone.has(key) && !takesAway(key, change, world) && down.some((member) => isOfMember(world.labelsOf(key), member))
  );
}
function isDown(key, change, world) {
  return takesAway(key, change, world) && speaksForMember(world.usualOf(key).metric, placeOf(key)[1]);
}
function neededMs({ alert, changes, rangeMs, alone: alone2 = 1 }) {
  const gone = [...changes.values()].some(({ missing }) => missing === true) ? lookbackMs : 0;
  const needed = alert.forMs + Math.min(rangeMs, maxRangeMs) + gone + 4 * alert.intervalMs + 2 * minute4;
  return Math.ceil(needed / minute4) * minute4 * alone2;
}

// src/infer/evaluate/recorded-series.ts
var labelled = /* @__PURE__ */ new WeakMap();
function recordedSeries(record, { matchers }, { patterns: patterns2, ...context }) {
  const { name, root, labels: own2 } = record;
  const known5 = remembered(labelled, record, () => /* @__PURE__ */ new WeakMap());
  const found = evaluate(root, context);
  const series = found.kind === "vector" ? found.series : [];
  return series.map(({ labels: of2, values }) => {
    const labels2 = remembered(known5, of2, () => new Map([...of2, ...own2, ["__name__", name]]));
    return { labels: labels2, values };
  }).filter(({ labels: labels2 }) => matchers.every((matcher) => satisfies(labels2.get(matcher.name) ?? "", matcher, patterns2)));
}

// src/infer/incident/series-world.ts
var maxRecordDepth = 5;
var stepsOfQuestion = 3e5;
var SeriesWorld = class {
  metrics;
  #byName = /* @__PURE__ */ new Map();
  #usual = /* @__PURE__ */ new Map();
  #records;
  #patterns = createPatternCache();
  #selected = /* @__PURE__ */ new WeakMap();
  #still = /* @__PURE__ */ new WeakMap();
  #reads = /* @__PURE__ */ new WeakMap();
  /** On the usual day. */
  #results = /* @__PURE__ */ new WeakMap();
  nowSeconds;
  #depth = 0;
  constructor(metrics, { records, nowMs, stepMs }) {
    this.metrics = metrics;
    this.nowSeconds = nowMs / 1e3;
    this.#records = new Map(records.map((record) => [record.name, record]));
    const courses = new DayCourses({ fromMs: startOfMonth(nowMs) * 1e3, stepMs });
    for (const [index, metric] of metrics.entries()) this.#add(metric, index, courses);
  }
  #add(metric, index, courses) {
    const { byName: byName2 } = indexSeries([metric], this.#patterns, courses);
    const labelsKey = (labels2) => {
      const pairs = [...labels2].filter(([name]) => name !== "__name__" && (made.has(name) ? own2.has(name) : true));
      return JSON.stringify(pairs.sort(([a], [b]) => a < b ? -1 : 1));
    };
    const own2 = new Set(metric.series.flatMap(({ labels: labels2 }) => [...labels2.keys()]));
    const places2 = new Map(metric.series.map(({ labels: labels2, index: row }, place) => [labelsKey(labels2), { place, row }]));
    for (const [name, list] of byName2)
      for (const one2 of list) {
        const found = places2.get(labelsKey(one2.labels));
        if (found === void 0) continue;
        const key = keyOf(index, found.place);
        const entry = { key, metric, row: found.row, labels: one2.labels };
        const level = { value: mean(one2.values), rate: mean(one2.rates ?? one2.values) };
        if (!this.#usual.has(key)) this.#usual.set(key, level);
        this.#byName.set(name, [...this.#byName.get(name) ?? [], { ...entry, ...level }]);
      }
  }
  /** The recording rule that makes a metric; undefined if it is one of the spec. */
  recordOf(name) {
    return name === void 0 || this.#byName.has(name) ? void 0 : this.#records.get(name);
  }
  /** The series of the spec that a selector selects. */
  entries(selector) {
    return remembered(this.#selected, selector, () => {
      const { metric, matchers } = selector;
      const candidates = metric === void 0 ? [...this.#byName.values()].flat() : this.#byName.get(metric) ?? [];
      return candidates.filter(
        ({ labels: labels2 }) => matchers.every((matcher) => satisfies(labels2.get(matcher.name) ?? "", matcher, this.#patterns))
      );
    });
  }
  /** The labels of a series of the spec. */
  labelsOf(key) {
    const [index, place] = placeOf(key);
    return this.metrics[index].series[place].labels;
  }
  /** The metric of a series of the spec, and its usual value and rate; NaN where it is not on the wire by itself. */
  usualOf(key) {
    const [index, place] = placeOf(key);
    const metric = this.metrics[index];
    const usual4 = this.#usual.get(key) ?? { value: Number.NaN, rate: Number.NaN };
    return { metric, ...usual4, signal: metric.series[place].signal };
  }
  /** The values of an expression where some series change. */
  values(root, changes) {
    return this.where(changes).values(root);
  }
  /**
   * Expressions where some series change, of which each part is computed once. Parts that read none of these series are
   * computed once for all.
   *
   * @param changes - stay as they are.
   */
  where(changes) {
    const known5 = this.#knownWhere(changes);
    const values = (root) => this.#values(root, changes, known5);
    return { values, count: (root) => values(root).length };
  }
  #knownWhere(changes) {
    const own2 = /* @__PURE__ */ new Map();
    const moved3 = [...new Set([...changes.keys()].map((key) => this.#metricOf(key)))];
    const isUsual = (node) => {
      const read = this.#metricsOf(node);
      return !moved3.some((metric) => read.has(metric));
    };
    return {
      get: (node) => own2.get(node) ?? (isUsual(node) ? this.#results.get(node) : void 0),
      set: (node, found) => void (isUsual(node) ? this.#results.set(node, found) : own2.set(node, found))
    };
  }
  #metricOf(key) {
    return this.metrics[Number(key.slice(0, key.indexOf(":")))];
  }
  /** The metrics that an expression reads, through recording rules. */
  #metricsOf(root) {
    return remembered(this.#reads, root, () => {
      const open = [root];
      const seen = /* @__PURE__ */ new Set();
      const found = /* @__PURE__ */ new Set();
      for (let node = open.pop(); node !== void 0; node = open.pop())
        for (const selector of selectorsIn(node)) {
          const record = this.recordOf(selector.metric);
          if (record === void 0) for (const { metric } of this.entries(selector)) found.add(metric);
          else if (!seen.has(record)) open.push(record.root);
          if (record !== void 0) seen.add(record);
        }
      return found;
    });
  }
  #values(root, changes, known5) {
    const found = this.#evaluate(root, changes, known5);
    if (found.kind === "text") return [];
    const all = found.kind === "scalar" ? [found.values] : found.series.map(({ values }) => values);
    return all.map((values) => values[0]).filter((value) => !Number.isNaN(value));
  }
  /** How many series an expression gives where some change: 0 where a condition does not hold. */
  count(root, changes) {
    return this.values(root, changes).length;
  }
  #evaluate(root, changes, known5) {
    return evaluate(root, {
      known: known5,
      select: (selector) => this.#select(selector, changes, known5),
      instants: 1,
      nowSeconds: this.nowSeconds,
      historySeconds: 86400 * 60
    });
  }
  /** Whether an expression gives anything where some series change. */
  fires(root, changes) {
    try {
      return withWork(startWork(stepsOfQuestion), () => this.count(root, changes)) > 0;
    } catch (error) {
      if (error instanceof OutOfSteps) return false;
      throw error;
    }
  }
  #select(selector, changes, known5) {
    const record = this.recordOf(selector.metric);
    if (record !== void 0) return this.#recorded(record, selector, changes, known5);
    const found = [];
    for (const entry of this.entries(selector)) {
      const change = changes.get(entry.key);
      if (change === void 0) found.push(remembered(this.#still, entry, () => still(entry)));
      else if (change.missing !== true) found.push(moved(entry, change));
    }
    return found;
  }
  #recorded(record, selector, changes, known5) {
    if (this.#depth >= maxRecordDepth) return [];
    this.#depth++;
    const found = recordedSeries(record, selector, {
      known: known5,
      select: (inner) => this.#select(inner, changes, known5),
      instants: 1,
      nowSeconds: this.nowSeconds,
      historySeconds: 86400 * 60,
      patterns: this.#patterns
    });
    this.#depth--;
    return found;
  }
};
var made = /* @__PURE__ */ new Set(["le", "quantile"]);
function still({ labels: labels2, value, rate }) {
  return { labels: labels2, values: Float64Array.of(value), rates: Float64Array.of(rate) };
}
function moved(entry, change) {
  const { labels: labels2, metric } = entry;
  const { level, rate, mean: at, flaps } = change;
  const isGauge = metric.kind === "gauge" || metric.kind === "info";
  const value = level ?? entry.value;
  const motion2 = { slope: isGauge ? rate ?? 0 : 0, changes: flaps === true ? 1 / 60 : 0 };
  if (isGauge || metric.kind === "counter") {
    const grows2 = rate ?? (isGauge && level !== void 0 ? 0 : entry.rate);
    return { labels: labels2, values: Float64Array.of(value), rates: Float64Array.of(grows2), motion: motion2 };
  }
  const quantile2 = labels2.get("quantile");
  if (quantile2 !== void 0 && at !== void 0) return { labels: labels2, values: Float64Array.of(at), motion: motion2 };
  const count = rate ?? (entry.rate || 1);
  const bound = labels2.get("le");
  const name = labels2.get("__name__") ?? "";
  const share2 = at === void 0 ? void 0 : bound !== void 0 ? Number(numberOfBound(bound) >= at) : void 0;
  const grows = share2 !== void 0 ? count * share2 : splitPart(name)?.part === "sum" && at !== void 0 ? count * at : void 0;
  const own2 = grows ?? (rate === void 0 || at !== void 0 ? rate ?? entry.rate : rate);
  return { labels: labels2, values: Float64Array.of(own2 * 3600), rates: Float64Array.of(own2), motion: motion2 };
}
function numberOfBound(text) {
  return text === "+Inf" ? Number.POSITIVE_INFINITY : Number(text);
}
function mean(values) {
  const there = values.filter((value) => Number.isFinite(value));
  return there.length === 0 ? Number.NaN : there.reduce((sum, value) => sum + value, 0) / there.length;
}

// src/infer/calm/day-world.ts
var minute5 = 6e4;
var offsets = [0, 12, 24, 36, 48];
var maxRecordDepth2 = 5;
var motion = { drift: 1 / 3600, changes: 1 / 60 };
var DayWorld = class {
  patterns = createPatternCache();
  #days;
  #known = /* @__PURE__ */ new WeakMap();
  #records;
  #nowSeconds;
  constructor({ records, nowMs, stepMs }) {
    const dayMs = startOfMonth(nowMs) * 1e3;
    this.#days = offsets.map((after) => new DayCourses({ fromMs: dayMs + after * minute5, stepMs }));
    this.#records = new Map(records.map((record) => [record.name, record]));
    this.#nowSeconds = nowMs / 1e3;
  }
  /** The recording rule that makes a metric; undefined if it is one of the spec. */
  recordOf(name, metrics) {
    return name === void 0 || metrics.has(name) ? void 0 : this.#records.get(name);
  }
  /** The metrics that an expression reads, through recording rules, in the order in which it reads them. */
  metricsReadBy(root, metrics) {
    return [...readBy(root, metrics, (name) => this.recordOf(name, metrics))];
  }
  /** The results of an expression, one for each part of the day. */
  results(root, metrics) {
    const read = this.metricsReadBy(root, metrics);
    return this.#days.map((day4) => {
      const byName2 = /* @__PURE__ */ new Map();
      for (const metric of read) for (const [name, series] of this.#wiresOf(metric, day4)) byName2.set(name, series);
      return this.#evaluate(root, byName2, day4, metrics, 0);
    });
  }
  #evaluate(root, byName2, day4, metrics, depth, record) {
    const index = { byName: byName2, patterns: this.patterns, instants: 24 };
    const context = {
      instants: index.instants,
      nowSeconds: this.#nowSeconds,
      historySeconds: 86400 * 60,
      select: (selector2) => {
        const recorded2 = this.recordOf(selector2.metric, metrics);
        if (recorded2 === void 0) return selectSeries(selector2, index);
        if (depth >= maxRecordDepth2) return [];
        const found = this.#evaluate(recorded2.root, byName2, day4, metrics, depth + 1, { recorded: recorded2, selector: selector2 });
        return found.kind === "vector" ? found.series : [];
      }
    };
    if (record === void 0) return evaluate(root, context);
    const { recorded, selector } = record;
    return { kind: "vector", series: recordedSeries(recorded, selector, { ...context, patterns: this.patterns }) };
  }
  #wiresOf(metric, day4) {
    const known5 = this.#known.get(day4) ?? /* @__PURE__ */ new WeakMap();
    this.#known.set(day4, known5);
    const found = known5.get(metric) ?? wires(metric, indexSeries([metric], this.patterns, day4).byName);
    known5.set(metric, found);
    return found;
  }
};
function readBy(root, metrics, recordOf, depth = 0) {
  const found = /* @__PURE__ */ new Set();
  for (const { metric } of selectorsIn(root)) {
    if (metric === void 0) return new Set(metrics.values());
    const own2 = metrics.get(metric);
    const record = recordOf(metric);
    if (own2 !== void 0) found.add(own2);
    else if (record !== void 0 && depth < maxRecordDepth2)
      for (const one2 of readBy(record.root, metrics, recordOf, depth + 1)) found.add(one2);
  }
  return found;
}
function wires({ kind, series }, byName2) {
  const change = kind === "gauge" || kind === "info" ? moving : kind === "counter" ? counting : void 0;
  if (change === void 0) return byName2;
  return new Map([...byName2].map(([name, list]) => [name, list.map((one2, place) => change(one2, series[place]))]));
}
function moving({ labels: labels2, values }, { signal }) {
  const stands2 = signal.form === "constant";
  const rates6 = values.map((value, instant2) => stands2 ? 0 : value * motion.drift * (instant2 % 2 === 0 ? 1 : -1));
  return { labels: labels2, values, rates: rates6, motion: { slope: 0, changes: stands2 ? 0 : motion.changes } };
}
function counting(one2, { signal }) {
  if (signal.form === "constant") return one2;
  return { labels: one2.labels, values: one2.values.map((value) => value === 0 ? 1 : value), rates: one2.rates };
}

// src/infer/incident/course/day-results.ts
function highest(found) {
  if (found.kind === "text") return 0;
  const all = found.kind === "scalar" ? [found.values] : found.series.map(({ values }) => values);
  return Math.max(0, ...all.map((values) => Math.max(...values.filter((value) => !Number.isNaN(value)))));
}
function alwaysThere(results) {
  const there = results.map((found) => {
    if (found.kind === "text") return /* @__PURE__ */ new Set();
    if (found.kind === "scalar") return new Set(found.values.some(Number.isNaN) ? [] : [""]);
    const always = found.series.filter(({ values }) => !values.some(Number.isNaN));
    return new Set(always.map(({ labels: labels2 }) => JSON.stringify([...labels2].sort(([a], [b]) => a < b ? -1 : 1))));
  });
  return [...there[0]].some((key) => there.every((one2) => one2.has(key)));
}

// src/infer/incident/course/busier.ts
var busy = { by: 1.7, most: 0.9 };
function busier(led, { metrics, courses, reads }) {
  const found = /* @__PURE__ */ new Map();
  const loaded = [...led].flatMap(([key, { course: course2 }]) => {
    const [index, place] = placeOf(key);
    const metric = metrics[index];
    const labels2 = metric.series[place].labels;
    const isMore = course2 !== void 0 && metric.kind !== "gauge" && moreThanUsual(course2, metric, place, courses);
    return isMore ? [{ key, course: course2, labels: labels2 }] : [];
  });
  if (loaded.length === 0) return found;
  for (const [index, metric] of metrics.entries()) {
    if (!isEffort(metric)) continue;
    for (const [place, { labels: labels2 }] of metric.series.entries()) {
      const key = keyOf(index, place);
      const leader = loaded.find((one2) => isOfMember(labels2, one2.labels) || isOfMember(one2.labels, labels2));
      if (leader === void 0 || led.has(key) || reads.has(key) || isSpare(labels2)) continue;
      const usual4 = dayExtent(metric, place, courses);
      if (usual4 === void 0 || !(usual4.mean > 0)) continue;
      const top = topRateByName(metric.name) ?? topByName(metric.name) ?? Number.POSITIVE_INFINITY;
      const to = Number(Math.min(busy.by, busy.most * top / usual4.max).toPrecision(2));
      if (to <= 1) continue;
      const value = usual4.mean * to;
      const course2 = { ...leader.course, form: "times", to, wobble: 0, grows: 1 };
      found.set(key, {
        ...metric.kind === "counter" ? { rate: value } : { level: value },
        course: course2,
        follows: leader.key
      });
    }
  }
  return found;
}
function moreThanUsual({ form, to }, metric, place, courses) {
  if (form === "times") return to > 1;
  return form === "least" && to > (dayExtent(metric, place, courses)?.mean ?? Number.POSITIVE_INFINITY);
}
function isEffort({ kind, name }) {
  if (kind === "counter") return isTotalName(name) && /(?:^|_)cpu_(?:usage_)?seconds$/.test(withoutTotal(name));
  return kind === "gauge" && /(?:^|_)load_?1$|in_?flight|(?:^|_)cpu_(?:usage|utili[sz]ation)(?:_|$)/.test(name);
}
function isSpare(labels2) {
  const mode = labels2.get("mode") ?? labels2.get("state");
  return mode !== void 0 && !/^(?:user|system)$/.test(mode);
}

// src/infer/world/name-relations.ts
var roles = new Map(
  Object.entries({
    whole: "total size max maximum limit limits capacity quota allocatable hard desired expected spec",
    used: "used usage inuse use allocated active running working rss resident busy acquired open current committed",
    requested: "requests requested reserved",
    free: "available avail free remaining left idle unused",
    small: "cached cache buffers buffer dirty"
  }).flatMap(([role, words4]) => words4.split(" ").map((word2) => [word2, role]))
);
var outcomes = new Map(
  Object.entries({
    error: "error errors failed failure failures fail fails timeout timeouts dropped rejected exceptions aborted invalid",
    success: "success successes successful succeeded ok completed",
    hit: "hit hits",
    whole: "request requests operation operations call calls query queries attempt attempts all"
  }).flatMap(([role, words4]) => words4.split(" ").map((word2) => [word2, role]))
);
var fillers = /* @__PURE__ */ new Set([
  ..."bytes byte kb mb kib mib gb seconds second ms milliseconds cores core count number num gauge".split(" "),
  ..."counter status state resource resources set in duration latency time percent ratio sum".split(" ")
]);
var members2 = /^(replicas?|nodes?|pods?|members?|brokers?|instances?|workers?|containers?|endpoints?|targets?)$/;
var wholeOrder = ["total", "size", "capacity", "max", "maximum", "limit", "limits", "hard", "desired", "spec"];
function nameRelations(metrics) {
  const gauges2 = metrics.filter(({ kind }) => kind === "gauge").flatMap(({ name }) => roleOf(name, roles) ?? []);
  const counted3 = metrics.filter(({ kind }) => kind === "counter" || kind === "histogram" || kind === "summary" || kind === "native").map(({ name }) => outcomeOf2(name));
  return [...byStem(gauges2).flatMap(gaugeRelations), ...byStem(counted3).flatMap(counterRelations)];
}
function isSizeName(name) {
  const role = roleOf(name, roles)?.role;
  return role === "whole" || role === "requested";
}
function wordsOf(name) {
  return name.slice(0, 300).replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase().split(/[_:]+/).filter((word2) => word2 !== "");
}
function roleOf(name, known5) {
  const words4 = wordsOf(name);
  const at = words4.findLastIndex((word2) => known5.has(word2));
  if (at === -1) return void 0;
  const stem = words4.filter((word2, index) => index !== at && !fillers.has(word2) && word2 !== "spec").join(" ");
  const role = known5.get(words4[at]);
  const isMember2 = words4.some((word2) => members2.test(word2));
  const healthy = isMember2 && (role === "free" || role === "used" || /^(ready|updated)$/.test(words4[at]));
  return { name, stem, word: words4[at], role: healthy ? "same" : role };
}
function outcomeOf2(name) {
  const words4 = wordsOf(name).filter((word2) => word2 !== "total" && !fillers.has(word2));
  const found = words4.findLast((word2) => outcomes.has(word2) && outcomes.get(word2) !== "whole");
  const stem = words4.filter((word2) => !outcomes.has(word2)).join(" ");
  return { name, stem, word: found ?? "", role: found === void 0 ? "whole" : outcomes.get(found) };
}
function byStem(all) {
  const groups2 = /* @__PURE__ */ new Map();
  for (const one2 of all) groups2.set(one2.stem, [...groups2.get(one2.stem) ?? [], one2]);
  return [...groups2.values()].filter((group) => group.length > 1);
}
function gaugeRelations(group) {
  const rank3 = ({ word: word2 }) => wholeOrder.includes(word2) ? wholeOrder.indexOf(word2) : wholeOrder.length;
  const wholes = group.filter(({ role }) => role === "whole").sort((a, b) => rank3(a) - rank3(b));
  const [whole, ...others2] = wholes;
  if (whole === void 0) {
    return [];
  }
  const requested = group.find(({ role }) => role === "requested");
  return [
    ...others2.map((other) => related(other, whole, "most")),
    ...group.filter(({ role }) => role !== "whole").map(
      (part) => part.role === "used" && requested !== void 0 ? related(part, requested, "used") : related(part, whole, part.role)
    )
  ];
}
function counterRelations(group) {
  const whole = group.find(({ role, name }) => role === "whole" && /request|operation|call|quer|attempt/i.test(name)) ?? group.find(({ role }) => role === "whole") ?? group.find(({ role }) => role === "success");
  if (whole === void 0) return [];
  return group.filter((one2) => one2 !== whole && one2.role !== "whole").map((part) => related(part, whole, part.role));
}
function related(part, whole, kind) {
  return { part: { name: part.name, conditions: [] }, whole: { name: whole.name, conditions: [] }, kind };
}

// src/infer/world/related-rows.ts
function twinsOf(rows, per) {
  const groups2 = /* @__PURE__ */ new Map();
  for (const row of rows) {
    const key = JSON.stringify(per.map((label) => row.labels.get(label)));
    groups2.set(key, [...groups2.get(key) ?? [], row]);
  }
  return new Set([...groups2.values()].filter((group) => group.length > 1).flat());
}
function nearest(row, candidates) {
  requireSteps(1 + candidates.length);
  const score = (one2) => (one2.index === row.index ? 0.5 : 0) + [...row.labels].filter(([name, value]) => one2.labels.get(name) === value).length - [...row.labels].filter(([name, value]) => one2.labels.has(name) && one2.labels.get(name) !== value).length;
  return candidates.toSorted((a, b) => score(b) - score(a))[0];
}
function commonLabels(metrics) {
  const rows = metrics.flatMap(({ series }) => series);
  return [...rows[0]?.labels.keys() ?? []].filter((label) => rows.every(({ labels: labels2 }) => labels2.has(label))).sort();
}

// src/infer/incident/course/growing-wholes.ts
var above = 1.25;
var little = 0.02;
function growingWholes(changes, { metrics, courses }) {
  const places2 = new Map(metrics.map(({ name }, index) => [name, index]));
  const led = new Set([...changes.keys()].map((key) => metrics[placeOf(key)[0]].name));
  const found = /* @__PURE__ */ new Map();
  for (const { part, whole, kind } of relationsOf(metrics)) {
    const [own2, other] = [places2.get(part.name), places2.get(whole.name)];
    if (!led.has(part.name) || own2 === void 0 || other === void 0) continue;
    if (kind !== "requested" && metrics[own2].kind === "gauge") continue;
    const grown = /* @__PURE__ */ new Map();
    for (const [place, row] of metrics[own2].series.entries()) {
      const leader = keyOf(own2, place);
      const change = changes.get(leader);
      const usual4 = dayExtent(metrics[own2], place, courses)?.mean;
      const to = change && usual4 !== void 0 ? levelOf(change, usual4) : void 0;
      const of2 = to === void 0 ? void 0 : nearest(row, metrics[other].series);
      if (to === void 0 || usual4 === void 0 || of2 === void 0 || !isSamePlace(row, of2)) continue;
      const known5 = grown.get(of2) ?? { leader, course: change?.course, by: 0 };
      known5.by += kind === "requested" ? to * above : Math.max(0, to - usual4);
      grown.set(of2, known5);
    }
    for (const [row, { leader, course: course2, by }] of grown) {
      const place = metrics[other].series.indexOf(row);
      const usual4 = dayExtent(metrics[other], place, courses)?.mean ?? 0;
      const to = Number((kind === "requested" ? by / usual4 : 1 + by / usual4).toPrecision(3));
      if (!(usual4 > 0) || !(to > 1 + little)) continue;
      const value = usual4 * to;
      found.set(keyOf(other, place), {
        ...metrics[other].kind === "gauge" ? { level: value } : { rate: value },
        ...course2 && { course: { ...course2, form: "times", to, wobble: 0, grows: 1 } },
        follows: leader
      });
    }
  }
  return found;
}
var known2 = /* @__PURE__ */ new WeakMap();
function relationsOf(metrics) {
  const found = known2.get(metrics) ?? nameRelations(metrics);
  known2.set(metrics, found);
  return found;
}
function levelOf({ course: course2, level, rate, missing, flaps, through: through2 }, usual4) {
  if (course2 !== void 0) return (course2.form === "times" ? usual4 * course2.to : course2.to) * course2.grows;
  const isAlone = missing === void 0 && flaps === void 0 && through2 === void 0;
  return isAlone ? level ?? rate : void 0;
}
function isSamePlace(a, b) {
  return [...a.labels].every(([name, value]) => !b.labels.has(name) || b.labels.get(name) === value);
}

// src/infer/incident/course/followers.ts
var minute6 = 6e4;
var sameWhole = 0.02;
var least2 = 0.02;
function withFollowers(led, input) {
  const changes = new Map([...busier(led, input), ...led]);
  const all = new Map(changes);
  const adding = (follows) => (key, change) => {
    if (!all.has(key) && !input.reads.has(key)) all.set(key, { ...change, follows });
  };
  for (const [index, metric] of input.metrics.entries()) {
    const own2 = [...metric.series.keys()].flatMap((place) => {
      const change = changes.get(keyOf(index, place));
      return change === void 0 ? [] : [{ place, change }];
    });
    if (own2.length === 0) continue;
    input.courses.learn(metric.causes ?? []);
    otherParts(metric, index, changes, input, adding);
    for (const { place, change } of own2) {
      const add = adding(keyOf(index, place));
      partsOfSum(metric, place, change, input, add);
      loadAverages(metric, place, change, input.metrics, add);
    }
  }
  for (const [key, change] of growingWholes(changes, input)) adding(change.follows)(key, change);
  for (const [key, change] of goneWith(changes, input.metrics)) if (!input.reads.has(key)) all.set(key, change);
  return all;
}
function otherParts(metric, index, changes, input, adding) {
  if (metric.kind !== "counter" && metric.kind !== "gauge") return;
  for (const places2 of wholesOf(metric, input.courses)) {
    if (places2.some((place) => changes.get(keyOf(index, place))?.through !== void 0)) continue;
    const extents = places2.map((place) => dayExtent(metric, place, input.courses));
    const whole = extents.reduce((sum, { mean: mean2 }) => sum + mean2, 0);
    let [taken2, rest2] = [0, 0];
    let like;
    for (const [at, place] of places2.entries()) {
      const course2 = changes.get(keyOf(index, place))?.course;
      const { mean: mean2 } = extents[at];
      if (course2 === void 0) rest2 += mean2;
      else taken2 += course2.form === "times" ? mean2 * course2.to : course2.to;
      if (course2 !== void 0) like ??= { course: course2, key: keyOf(index, place) };
    }
    if (like === void 0 || rest2 === 0) continue;
    const to = Number(Math.max(least2, (whole - taken2) / rest2).toPrecision(2));
    const add = adding(like.key);
    for (const [at, place] of places2.entries()) {
      const value = extents[at].mean * to;
      const course2 = { ...like.course, form: "times", to, wobble: 0, grows: 1 };
      add(keyOf(index, place), { ...metric.kind === "counter" ? { rate: value } : { level: value }, course: course2 });
    }
  }
}
function wholesOf(metric, courses) {
  const names2 = [...metric.series[0]?.labels.keys() ?? []];
  for (const name of names2) {
    const groups2 = /* @__PURE__ */ new Map();
    for (const [place, { labels: labels2 }] of metric.series.entries()) {
      const key = JSON.stringify([...labels2].filter(([label]) => label !== name));
      groups2.set(key, [...groups2.get(key) ?? [], place]);
    }
    const wholes = [...groups2.values()].filter((places2) => places2.length > 2 && isWhole2(metric, places2, courses));
    if (wholes.length > 0) return wholes;
  }
  return [];
}
function isWhole2(metric, places2, courses) {
  const all = places2.map((place) => dayValues(metric, place, courses));
  const sums = all[0].map((_, hour) => all.reduce((sum, values) => sum + values[hour], 0));
  const [low, high] = [Math.min(...sums), Math.max(...sums)];
  const moves = all.some((values) => Math.max(...values) > Math.min(...values) * (1 + sameWhole));
  return moves && low > 0 && high - low <= high * sameWhole;
}
function partsOfSum(metric, place, change, input, add) {
  const { course: course2 } = change;
  const one2 = metric.series[place];
  const sum = scaledOf(specOf(one2.signal));
  if (course2 === void 0 || course2.form === "least" || sum === void 0 || !Array.isArray(sum.of.add)) return;
  const causes2 = new Set(
    sum.of.add.flatMap((part) => isObject(part) && part.signal !== void 0 ? [part.signal] : [])
  );
  const mean2 = dayExtent(metric, place, input.courses)?.mean ?? 0;
  const to = course2.form === "times" ? course2.to : mean2 > 0 ? Number((course2.to / mean2).toPrecision(3)) : 1;
  const labels2 = JSON.stringify([...one2.labels]);
  for (const [index, other] of input.metrics.entries()) {
    if (other.kind !== "gauge") continue;
    for (const [at, { labels: own2, signal }] of other.series.entries()) {
      const part = scaledOf(specOf(signal));
      if (part?.of.signal === void 0 || part.by !== sum.by || !causes2.has(part.of.signal)) continue;
      if (JSON.stringify([...own2]) !== labels2) continue;
      const level = (dayExtent(other, at, input.courses)?.mean ?? 0) * to;
      add(keyOf(index, at), { level, course: { ...course2, form: "times", to, wobble: 0 } });
    }
  }
}
function isObject(spec) {
  return typeof spec === "object" && !Array.isArray(spec);
}
function scaledOf(spec) {
  const [of2, by, ...more] = isObject(spec) ? spec.mul ?? [] : [];
  if (of2 === void 0 || more.length > 0) return void 0;
  const [signal, factor] = typeof of2 === "number" ? [by, of2] : [of2, by];
  return typeof factor === "number" && signal !== void 0 && isObject(signal) ? { of: signal, by: factor } : void 0;
}
function loadAverages(metric, place, change, metrics, add) {
  const [, stem] = /^(.*load_?)1$/.exec(metric.name) ?? [];
  const { course: course2 } = change;
  if (stem === void 0 || course2 === void 0) return;
  const labels2 = JSON.stringify([...metric.series[place].labels]);
  for (const minutes of [5, 15]) {
    const index = metrics.findIndex(({ name }) => name === `${stem}${minutes}`);
    const follower = metrics[index]?.series.findIndex((one2) => JSON.stringify([...one2.labels]) === labels2) ?? -1;
    if (follower < 0) continue;
    const onsetMs = course2.onsetMs + minutes * minute6;
    add(keyOf(index, follower), {
      level: change.level ?? 0,
      course: { ...course2, wobble: course2.wobble / minutes, onsetMs, recoveryMs: course2.recoveryMs + minutes * minute6 }
    });
  }
}
function downPrefix({ name, kind }, { level }) {
  return kind === "gauge" && level === 0 ? /^((?:.+_)?)up$/.exec(name)?.[1] : void 0;
}
function goneWith(changes, metrics) {
  const gone = /* @__PURE__ */ new Map();
  for (const [follows, change] of changes) {
    const [index, place] = placeOf(follows);
    const prefix = downPrefix(metrics[index], change);
    if (prefix === void 0 || !speaksForMember(metrics[index], place)) continue;
    const down = metrics[index].series[place].labels;
    for (const [other, { name, kind, series }] of metrics.entries()) {
      if (other === index || !name.startsWith(prefix) || kind === "info" && prefix !== "") continue;
      for (const [at, { labels: labels2 }] of series.entries())
        if (isOfMember(labels2, down) && !changes.has(keyOf(other, at)))
          gone.set(keyOf(other, at), { missing: true, follows });
    }
  }
  return gone;
}

// src/infer/incident/course/trends.ts
function isTrend({ level, rate = 0, flaps, missing }) {
  return level !== void 0 && rate !== 0 && flaps === void 0 && missing === void 0;
}
function trendsOf({ trends: trends2, changes }, all) {
  const hasOwn = [...changes.keys()].every((key) => all.has(key));
  return [...trends2].filter((key) => !hasOwn || changes.has(key));
}
function trendRung(ladder) {
  const place = ladder.findIndex(({ through: through2 }) => through2?.some(({ trend }) => trend !== void 0) === true);
  return place < 0 ? ladder.length : place;
}

// src/infer/incident/shape-phases.ts
var stepsOfLook = 3e6;
var creep = 0.15;
var totalMs = 5 * 6e4;
var few = 20;
var roundly = 1.001;
function shapePhases(phases, input) {
  const shaper = new Shaper(input);
  const { shownMs } = input;
  const shaped = phases.map((phase) => shaper.shape(phase));
  if (shownMs === void 0) return shaped;
  return shaped.map((phase, index) => beginLate(phase, input.solved, index === shaped.length - 1 ? shownMs : 0));
}
function beginLate(phase, solved, leastMs) {
  const lengthMs = Math.max(phase.lengthMs, leastMs);
  const alerts = phase.alerts.map((index) => solved[index]);
  const changes = new Map(
    [...phase.changes].map(([key, change]) => {
      const leader = change.follows ?? key;
      const needed = alerts.filter(({ reads }) => reads.has(leader)).map(neededMs);
      const ownMs = Math.max(leastMs, comesAfterMs(phase.changes.get(leader)) + Math.max(0, ...needed));
      return [key, ownMs < lengthMs ? { ...change, afterMs: lengthMs - ownMs } : change];
    })
  );
  return { ...phase, lengthMs, changes };
}
var Shaper = class {
  #input;
  #world;
  #courses;
  #graph;
  #shares = /* @__PURE__ */ new Map();
  #held = /* @__PURE__ */ new WeakMap();
  /** Metrics with changes, as they were last. */
  #last = /* @__PURE__ */ new Map();
  /** The last look at each alert, and the metrics as they were then. */
  #looks = /* @__PURE__ */ new Map();
  constructor(input) {
    this.#input = input;
    this.#world = new DayWorld(input);
    this.#courses = new DayCourses({ fromMs: startOfMonth(input.nowMs) * 1e3, stepMs: input.stepMs });
    this.#graph = new CauseGraph(input.metrics);
    for (const { causes: causes2 = [] } of input.metrics) this.#courses.learn(causes2);
  }
  shape(phase) {
    const alerts = phase.alerts.map((index) => this.#input.solved[index]);
    const ladders = /* @__PURE__ */ new Map();
    const context = { metrics: this.#input.metrics, graph: this.#graph, courses: this.#courses };
    const causes2 = new CauseLadders(phase.changes, context);
    const still3 = new Set(alerts.flatMap(({ steady: steady2, changes: changes2 }) => steady2 === true ? [...changes2.keys()] : []));
    for (const key of phase.changes.keys()) {
      if (still3.has(key)) continue;
      const ladder = this.#ladder(key, phase.changes, causes2);
      if (ladder.length > 0) ladders.set(key, ladder);
    }
    const trends2 = new Set(alerts.flatMap((alert) => trendsOf(alert, phase.changes)));
    const rungs = new Map([...ladders].map(([key, ladder]) => [key, trends2.has(key) ? trendRung(ladder) : 0]));
    const looks = alerts.map((alert) => this.#look(alert, phase.changes));
    const shaped = () => withDependents(withRungs(phase.changes, ladders, rungs), this.#graph);
    for (; ; ) {
      const changes2 = shaped();
      const failing = looks.filter(({ alert, shares: shares3 }) => {
        const found = this.#look(alert, changes2);
        return !found.holds || shares3 && !found.shares;
      });
      const isOpen = (key) => (rungs.get(key) ?? Infinity) < (ladders.get(key)?.length ?? 0);
      const open = failing.flatMap(({ alert }) => {
        const isSeen = looks.some((look) => look.alert === alert && look.holds);
        const led = (isSeen ? [...alert.reads] : []).flatMap(
          (key) => changes2.get(key)?.through?.map(({ leader }) => leader) ?? []
        );
        return [...alert.reads, ...led].filter((key) => isOpen(key) && !alert.trends.has(key));
      });
      if (open.length === 0) break;
      for (const key of new Set(open)) rungs.set(key, rungs.get(key) + 1);
    }
    for (const { alert, holds: holds2 } of looks)
      for (const key of holds2 ? [] : alert.reads)
        if (rungs.get(key) === ladders.get(key)?.length && !trends2.has(key) && rungs.has(key))
          rungs.set(key, ladders.get(key).length - 1);
    const lying = [...rungs].filter(([key, rung]) => rung === ladders.get(key).length).map(([key]) => key);
    const changes = new Map(this.#creeping(lying, shaped(), phase.lengthMs, alerts));
    for (const [key, change] of changes) {
      if (still3.has(key)) continue;
      if (isTrend(change) && change.through === void 0) changes.set(key, { ...change, wanders: true });
      const counts2 = this.#find(key).metric.kind === "counter";
      if (counts2 && isTotal(change)) changes.set(key, { ...change, reachedMs: totalMs });
    }
    const latestMs = Math.max(0, ...[...changes.values()].map(comesAfterMs));
    const reads = new Set(alerts.flatMap(({ reads: all, counted: counted3 }) => [...all].filter((key) => !counted3.has(key))));
    const followed = withFollowers(changes, { metrics: this.#input.metrics, courses: this.#courses, reads });
    const gone = new Map([...goneWith(changes, this.#input.metrics), ...followed]);
    const stillFire = alerts.every(({ alert }) => this.#input.world.fires(alert.root, gone));
    return { ...phase, lengthMs: phase.lengthMs + latestMs, changes: stillFire ? gone : followed };
  }
  /** Gauges that may not wander grow or fall slowly and steadily where their alerts hold with that. */
  #creeping(keys, changes, lengthMs, alerts) {
    let crept = changes;
    for (const key of keys) {
      const { metric, place } = this.#find(key);
      const { level = 0, ...rest2 } = changes.get(key);
      if (isTrend(changes.get(key))) continue;
      const usual4 = dayExtent(metric, place, this.#courses)?.mean ?? level;
      const isFew = Math.abs(level) < few && countsWholes(specOf(metric.series[place].signal));
      if (metric.kind !== "gauge" || level === 0 || isFew) continue;
      const by = Math.sign(level - usual4) * Math.sign(level) * creep;
      const rate = Number((level * by / (lengthMs / 1e3)).toPrecision(3));
      const readers = alerts.filter(({ reads }) => reads.has(key));
      const fire = (from) => {
        const tried = new Map(crept).set(key, { ...rest2, level: from, rate });
        const { world } = this.#input;
        const areWithin = readers.every(({ alert: { root } }) => {
          return this.#sharesOf(root).every(({ node, most: most3 }) => world.values(node, tried).every((one2) => one2 <= most3));
        });
        return areWithin && readers.every(({ alert }) => world.fires(alert.root, tried)) ? tried : void 0;
      };
      if (fire(level * (1 + by)) !== void 0) crept = fire(level) ?? crept;
    }
    return crept;
  }
  /** A move of a share that the series follows is the first choice: its whole stays what it is. */
  #ladder(key, changes, causes2) {
    const { metric, place } = this.#find(key);
    const ladder = changeLadder(metric, place, changes.get(key), this.#courses);
    if (ladder.length === 0 && !isTrend(changes.get(key))) return ladder;
    return [...causes2.of(key).map((through2) => ({ through: through2 })), ...ladder];
  }
  #find(key) {
    const [index, place] = placeOf(key);
    return { metric: this.#input.metrics[index], place };
  }
  /** One alert at every instant of a day, if the changes last so long. */
  #look(alert, changes) {
    const { root } = alert.alert;
    const byWire2 = remembered(this.#held, changes, () => this.#metricsWith(changes));
    const read = this.#world.metricsReadBy(root, byWire2);
    const known5 = this.#looks.get(root);
    if (known5?.read.length === read.length && read.every((metric, index) => metric === known5.read[index]))
      return known5.look;
    const look = () => {
      const shares3 = this.#sharesOf(root).every(
        ({ node, most: most3 }) => this.#world.results(node, byWire2).every((found2) => highest(found2) <= most3 * roundly)
      );
      return { alert, holds: alwaysThere(this.#world.results(root, byWire2)), shares: shares3 };
    };
    const found = attemptWork(new Work(stepsOfLook), look) ?? { alert, holds: false, shares: false };
    this.#looks.set(root, { read, look: found });
    return found;
  }
  /** By their names on the wire; the same metric for the same changes of it. */
  #metricsWith(changes) {
    const byMetric = /* @__PURE__ */ new Map();
    for (const [key, change] of changes) {
      const [index, place] = placeOf(key);
      byMetric.set(index, (byMetric.get(index) ?? /* @__PURE__ */ new Map()).set(place, change));
    }
    const changed2 = [...byMetric.keys()];
    const metrics = this.#input.metrics.map((metric, index) => {
      const own2 = byMetric.get(index);
      if (own2 === void 0) return metric;
      const turn = changed2.indexOf(index) % 2 === 0 ? "changed" : "changed too";
      const before2 = this.#last.get(index);
      const id = JSON.stringify([turn, ...own2], (_, value) => value instanceof Map ? [...value] : value);
      if (before2?.id === id) return before2.metric;
      const held3 = heldMetric(metric, own2, { turn, graph: this.#graph });
      this.#last.set(index, { id, metric: held3 });
      return held3;
    });
    return new Map(metrics.flatMap((metric) => wireNames(metric).map((name) => [name, metric])));
  }
  #sharesOf(root) {
    const known5 = this.#shares.get(root) ?? sharesIn(root, this.#input.world);
    this.#shares.set(root, known5);
    return known5;
  }
};
function isTotal({ level, rate, course: course2, missing }) {
  return level !== void 0 && rate === void 0 && course2 === void 0 && missing === void 0;
}
function comesAfterMs({ course: course2, meanCourse, through: through2, level, rate = 0, reachedMs }) {
  if (reachedMs !== void 0) return reachedMs;
  if (through2 !== void 0) return Math.max(...through2.map(({ course: { delayMs, onsetMs } }) => delayMs + onsetMs));
  if (level !== void 0 && rate !== 0 && course2 === void 0) return driftOnsetMs;
  const of2 = (one2) => one2 === void 0 ? 0 : one2.delayMs + one2.onsetMs;
  return Math.max(of2(course2), of2(meanCourse));
}
function withRungs(changes, ladders, rungs) {
  return new Map(
    [...changes].map(([key, change]) => [key, { ...change, ...ladders.get(key)?.[rungs.get(key) ?? Infinity] }])
  );
}

// src/infer/incident/infer-scenarios.ts
var minute7 = 6e4;
var times2 = { beforeMs: 10 * minute7, betweenMs: 10 * minute7 };
var inTrouble3 = { part: 0.6, leastMs: 5 * minute7 };
var steps2 = 3e5;
async function inferScenario(inference) {
  const { spec, options, dashboards } = inference;
  const { metrics: usual4, stepMs, historyMs } = spec;
  const rangeMs = Math.min(historyMs, ...dashboards.map((dashboard) => dashboard.rangeMs));
  const shownMs = Math.max(inTrouble3.leastMs, Math.floor(rangeMs * inTrouble3.part / minute7) * minute7);
  const solved = await solve2(options.rules ?? [], spec, options.nowMs, options.signal);
  if (solved === void 0) return dashboardIncident(inference, { historyMs, shownMs });
  const { alerts, world, records } = solved;
  const shape = { metrics: usual4, solved: alerts, world, records, nowMs: options.nowMs, stepMs, shownMs };
  const planned = [...planPhases(alerts, world)].sort((a, b) => a.alerts.length - b.alerts.length);
  const phases = shapePhases(planned, shape);
  const lengths = phases.reduce((sum, { lengthMs }) => sum + times2.betweenMs + lengthMs, 0);
  const alone2 = lengths > rangeMs ? { aloneMs: rangeMs } : {};
  const alarming2 = applyIncident(spec, phases, { ...times2, ...alone2, stepMs, ongoingMs: historyMs });
  const taken2 = new Set(
    alarming2.metrics.flatMap(
      ({ series }, index) => series.flatMap((one2, place) => one2 === spec.metrics[index].series[place] ? [] : [keyOf(index, place)])
    )
  );
  const shown = await dashboardIncident(inference, { historyMs: alarming2.historyMs, shownMs, taken: taken2 });
  const metrics = alarming2.metrics.map((metric, index) => {
    const base = spec.metrics[index];
    const beside = shown?.metrics[index] ?? base;
    const series = metric.series.map((one2, place) => one2 === base.series[place] ? beside.series[place] : one2);
    if (series.every((one2, place) => one2 === base.series[place])) return base;
    const causes2 = [...metric.causes ?? [], ...beside.causes ?? []];
    return { ...metric, series, ...causes2.length > 0 && { causes: causes2 } };
  });
  const signals = [...alarming2.signals, ...(shown?.signals ?? []).slice(spec.signals.length)];
  return { ...alarming2, signals, metrics };
}
async function solve2(rules, spec, nowMs, signal) {
  const parsed = rules.flatMap((rule) => {
    const root = parse(rule.expr);
    return root === void 0 ? [] : [{ ...rule, root }];
  });
  const wanted2 = parsed.filter(({ kind }) => kind === "alert");
  if (wanted2.length === 0) return void 0;
  const records = parsed.flatMap(
    ({ kind, name, root, labels: labels2 = [] }) => kind === "record" ? [{ name, root, labels: labels2 }] : []
  );
  const world = new SeriesWorld(spec.metrics, { records, nowMs, stepMs: spec.stepMs });
  const alerts = [];
  for (const { name, root, forMs = 0 } of wanted2) {
    await nextTurn(signal);
    const alert = { name, root, forMs, intervalMs: minute7 };
    const found = findIncident(alert, world);
    if (found !== void 0) alerts.push({ ...found, changes: hitMembers(alert, found.changes, world), alert });
  }
  return { alerts, world, records };
}
function parse(expr) {
  const parsed = attemptWork(new Work(steps2), () => parseExpression(expr));
  return parsed?.ok === true ? parsed.root : void 0;
}

// src/infer/levels/overrides.ts
var import_yaml = __toESM(require_dist(), 1);
var noOverrides = { skip: /* @__PURE__ */ new Set(), types: /* @__PURE__ */ new Map(), labels: /* @__PURE__ */ new Map(), levels: /* @__PURE__ */ new Map() };
var kinds = /* @__PURE__ */ new Set(["gauge", "counter", "histogram", "summary", "info"]);
function readOverrides(specText) {
  const document = (0, import_yaml.parseDocument)(specText, { schema: "core", logLevel: "silent", uniqueKeys: false });
  const section = document.errors.length > 0 ? void 0 : document.toJS({ maxAliasCount: -1, mapAsMap: true });
  const infer = section instanceof Map ? section.get("infer") : void 0;
  if (!(infer instanceof Map)) return noOverrides;
  const entries = (name) => {
    const value = infer.get(name);
    return value instanceof Map ? [...value].flatMap(([key, each]) => typeof key === "string" ? [[key, each]] : []) : [];
  };
  return {
    skip: new Set(texts(infer.get("skip"))),
    types: new Map(
      entries("types").flatMap(
        ([name, kind]) => typeof kind === "string" && kinds.has(kind) ? [[name, kind]] : []
      )
    ),
    labels: new Map(
      entries("labels").flatMap(([name, values]) => texts(values).length > 0 ? [[name, texts(values)]] : [])
    ),
    levels: new Map(entries("levels").flatMap(([name, level]) => readLevel(name, level)))
  };
}
function texts(value) {
  return [value].flat().filter((each) => typeof each === "string");
}
function readLevel(name, level) {
  if (!(level instanceof Map)) return [];
  const [min, max] = [level.get("min"), level.get("max")];
  return typeof min === "number" && typeof max === "number" && min < max ? [[name, { min, max }]] : [];
}

// src/infer/meaning/shown-values.ts
var chooses = new Set(
  "max min topk bottomk limitk last_over_time first_over_time max_over_time min_over_time sort sort_desc sort_by_label sort_by_label_desc label_replace label_join scalar vector round ceil floor clamp clamp_min clamp_max".split(" ")
);
function shownSelectors(root) {
  const found = [];
  visit(root, { factor: 1, offset: 0 }, found);
  return found;
}
function visit(node, line, found) {
  requireSteps(1);
  switch (node.type) {
    case "selector":
      found.push({ selector: node, ...line });
      return;
    case "paren":
    case "modifier":
    case "matrix":
    case "subquery":
      visit(node.expr, line, found);
      return;
    case "aggregation":
      if (chooses.has(node.op) || node.labels.length > 0 && (node.op === "sum" || node.op === "avg"))
        visit(node.expr, line, found);
      return;
    case "call":
      if (chooses.has(node.name)) for (const arg of node.args) visit(arg, line, found);
      return;
    case "unary":
      if (node.op === "+") visit(node.expr, line, found);
      return;
    case "binary":
      visitBinary(node, line, found);
      return;
    case "number":
    case "string":
      return;
  }
}
function visitBinary(node, line, found) {
  const { left, right, op, bool } = node;
  const [one2, other] = [constantOf(left), constantOf(right)];
  if (one2 !== void 0 || other !== void 0) {
    const below = bool ? void 0 : through(op, line, one2, other);
    if (below !== void 0) visit(one2 === void 0 ? left : right, below, found);
    return;
  }
  if (op === "or") {
    visit(left, line, found);
    visit(right, line, found);
  } else if (op === "and" || op === "unless") visit(left, line, found);
  else if (op === "*") {
    if (isOnlyLabels(right)) visit(left, line, found);
    else if (isOnlyLabels(left)) visit(right, line, found);
  }
}
function through(op, { factor, offset }, left, right) {
  if (/^(==|!=|[<>]=?)$/.test(op)) return { factor, offset };
  const constant = left ?? right;
  if (op === "+") return { factor, offset: offset + factor * constant };
  if (op === "-")
    return left === void 0 ? { factor, offset: offset - factor * constant } : { factor: -factor, offset: offset + factor * constant };
  if (op === "*" && constant !== 0) return { factor: factor * constant, offset };
  return op === "/" && left === void 0 && constant !== 0 ? { factor: factor / constant, offset } : void 0;
}
function isOnlyLabels(node) {
  let [all, some] = [true, false];
  walkNodes(node, (inner) => {
    requireSteps(1);
    if (inner.type !== "selector") return;
    some = true;
    all &&= /_(info|labels|meta|metadata|owner|annotations)$|^up$/.test(inner.metric ?? "");
  });
  return all && some;
}

// src/infer/meaning/shown-meaning.ts
function shownMeanings(root, { states, outcome }) {
  if (states === void 0 && outcome === void 0) return /* @__PURE__ */ new Map();
  return new Map(
    shownSelectors(root).map(({ selector, factor, offset }) => [
      selector,
      {
        states: states?.map(({ value, healthy }) => ({ value: (value - offset) / factor, healthy })),
        outcome: outcome === void 0 || factor > 0 ? outcome : opposite[outcome]
      }
    ])
  );
}

// src/infer/units/name-units.ts
var statistics = /^(total|sum|bucket|gsum|max|min|avg|average|mean|median|p?\d{1,4}|p\d+|current|last|stddev|value|used|free|limit|gauge)$/;
var kibi2 = 1024;
var words2 = [
  [
    "seconds",
    { nanoseconds: 1e-9, nanosecond: 1e-9, nanos: 1e-9, microseconds: 1e-6, microsecond: 1e-6, micros: 1e-6 }
  ],
  ["seconds", { milliseconds: 1e-3, millisecond: 1e-3, millis: 1e-3, seconds: 1, second: 1, minutes: 60, hours: 3600 }],
  ["seconds", { days: 86400 }],
  ["bytes", { bytes: 1, byte: 1, octets: 1, kilobytes: kibi2, kbytes: kibi2, kibibytes: kibi2, megabytes: kibi2 ** 2 }],
  ["bytes", { mebibytes: kibi2 ** 2, mbytes: kibi2 ** 2, gigabytes: kibi2 ** 3, gibibytes: kibi2 ** 3, bits: 1 / 8 }],
  ["hertz", { hertz: 1, megahertz: 1e6 }],
  ["cores", { cores: 1, millicores: 1e-3, nanocores: 1e-9 }],
  ["celsius", { celsius: 1 }],
  ["fahrenheit", { fahrenheit: 1 }],
  ["kelvin", { kelvin: 1 }],
  ["volts", { volts: 1, volt: 1, millivolts: 1e-3 }],
  ["amperes", { amperes: 1, ampere: 1, amps: 1, milliamps: 1e-3 }],
  ["watts", { watts: 1, watt: 1, milliwatts: 1e-3, kilowatts: 1e3 }],
  ["joules", { joules: 1, millijoules: 1e-3, kwh: 36e5 }],
  ["pascals", { pascals: 1, pascal: 1, hectopascals: 100 }],
  ["metres", { meters: 1, metres: 1 }],
  ["rpm", { rpm: 1 }],
  ["share", { ratio: 1, percent: 0.01, percentage: 0.01, pct: 0.01 }]
];
var endings = [
  ["seconds", { ns: 1e-9, nsec: 1e-9, us: 1e-6, usec: 1e-6, usecs: 1e-6, ms: 1e-3, msec: 1e-3, msecs: 1e-3, secs: 1 }],
  ["seconds", { sec: 1, mins: 60 }],
  ["bytes", { kb: kibi2, kib: kibi2, mb: kibi2 ** 2, mib: kibi2 ** 2, gb: kibi2 ** 3, gib: kibi2 ** 3 }],
  ["hertz", { hz: 1, khz: 1e3, mhz: 1e6, ghz: 1e9 }]
];
var toMap = (groups2) => new Map(
  groups2.flatMap(
    ([dimension, scales]) => Object.entries(scales).map(([word2, scale]) => [word2, quantity(dimension, scale)])
  )
);
var unitWords = toMap(words2);
var unitEndings = toMap(endings);
function quantityOfName(name) {
  if (isDateName(name)) return dateOfName(name);
  const { base = name, part } = splitPart(name) ?? {};
  if (part === "count" || part === "gcount") return quantity("count");
  const tokens = base.slice(0, 300).split(/[_:]+/).map((token2) => token2.toLowerCase()).filter((token2) => token2 !== "");
  const per = tokens.lastIndexOf("per");
  if (per > 0 && /^(s|sec|second|seconds)$/.test(tokens[per + 1] ?? "")) {
    const { dimension, scale } = unitIn(tokens.slice(0, per)) ?? quantity("count");
    return quantity(dimension, scale, { perSecond: true });
  }
  return per > 0 ? void 0 : unitIn(tokens);
}
function unitIn(tokens) {
  let end = tokens.length;
  while (end > 0 && statistics.test(tokens[end - 1])) end--;
  const last = tokens[end - 1];
  const short4 = last === void 0 ? void 0 : unitEndings.get(last);
  if (short4 !== void 0) return short4;
  const word2 = tokens.findLast((token2) => unitWords.has(token2));
  return word2 === void 0 ? void 0 : unitWords.get(word2);
}
function isShortUnit(name) {
  const last = name.toLowerCase().split("_").at(-1) ?? "";
  return unitEndings.has(last);
}
var durations = /(response|request|processing|process|wait|waiting|run|running|execution|exec|read|write|busy|cpu|idle|service|queue|gc|pause|build|lead|round_?trip|rtt|up|down|user|system|sync|lock|total|io|query|connect|lookup|transfer|handshake|first_byte|startup)_time_/;
function isDateName(name) {
  if (/seconds_total|duration|_age(_|$)|timestamp_diff/.test(name)) return false;
  if (/(_|^)timestamp(_|$)|_not_after|_not_before|expir(y|es|ation)(_timestamp|_time|_date)?(_seconds)?$/.test(name))
    return true;
  const isMoment = /(_|^)(start|boot|end|creation|modification)_?time(_|$)|^kube_.*_created$|_time_seconds$/.test(name);
  return isMoment && !durations.test(name);
}
function dateOfName(name) {
  return quantity("date", /_ms$|millis/.test(name) ? 1e-3 : /nanos|_ns$/.test(name) ? 1e-9 : 1);
}
function quantityOfLabels(labels2) {
  const unit = labels2.get("unit");
  if (unit === "byte" || unit === "bytes") return quantity("bytes");
  if (unit === "core" || unit === "cores") return quantity("cores");
  if (unit === "integer") return quantity("count");
  const resource = (labels2.get("resource") ?? labels2.get("resourcequota_resource") ?? "").replace(
    /^(requests|limits)\./,
    ""
  );
  if (/^(memory|storage|ephemeral[-_]storage|hugepages[-_].*)$/.test(resource)) return quantity("bytes");
  if (resource === "cpu") return quantity("cores");
  return /^(pods|.*gpu.*|services|secrets|configmaps|count\/.*|persistentvolumeclaims)$/.test(resource) ? quantity("count") : void 0;
}

// src/infer/units/measured.ts
var maxMeasures = 30;
function addMeasure(measures, use) {
  if (measures.length >= maxMeasures) return;
  const text = JSON.stringify(use);
  if (!measures.some((one2) => JSON.stringify(one2) === text)) measures.push(use);
}
function measureOf(name, measures, labels2, applies2) {
  const own2 = measures.filter(({ conditions }) => conditions.length === 0 || applies2(conditions));
  const shown = own2[0]?.shown ?? "value";
  const byLabels = quantityOfLabels(labels2);
  if (byLabels !== void 0) return { ...own2[0], quantity: byLabels, shown };
  const named2 = quantityOfName(name);
  const traced = own2.find(({ quantity: quantity3 }) => quantity3.dimension !== "state");
  const quantity2 = named2 === void 0 ? traced?.quantity : reconciled(name, named2, traced?.quantity);
  if (quantity2 === void 0) return own2[0];
  return { ...traced ?? own2[0], quantity: quantity2, shown: (traced ?? own2[0])?.shown ?? "value" };
}
function reconciled(name, named2, traced) {
  if (traced === void 0) return named2;
  if (named2.dimension === "count" || isShortUnit(name)) return named2.dimension === traced.dimension ? named2 : traced;
  if (named2.dimension === "share" && traced.dimension === "share") return traced;
  if (named2.dimension === "date")
    return traced.dimension === "date" && !/seconds|_ms$|millis|nanos|_ns$/.test(name) ? traced : named2;
  if (traced.dimension === "date" && named2.dimension === "seconds") return { ...named2, dimension: "date" };
  return named2;
}

// src/infer/units/same-units.ts
var alike = new Set(
  "sum avg min max rate irate increase last_over_time avg_over_time max_over_time min_over_time".split(" ")
);
var maxMetrics = 10;
var maxSteps2 = 3;
function plainMetrics(node, found = /* @__PURE__ */ new Set()) {
  requireSteps(1);
  if (found.size >= maxMetrics) return found;
  switch (node.type) {
    case "selector":
      if (node.metric !== void 0) found.add(node.metric);
      break;
    case "paren":
    case "modifier":
    case "matrix":
    case "subquery":
      plainMetrics(node.expr, found);
      break;
    case "aggregation":
      if (alike.has(node.op)) plainMetrics(node.expr, found);
      break;
    case "call":
      if (alike.has(node.name) && node.args.length === 1) plainMetrics(node.args[0], found);
      break;
    case "binary":
      if (node.op === "+" || node.op === "-" || node.op === "or") {
        plainMetrics(node.left, found);
        plainMetrics(node.right, found);
      }
      break;
    default:
      break;
  }
  return found;
}
function shareUnits(families) {
  const byWire2 = new Map(families.flatMap((family) => wireNames(family).map((name) => [name, family])));
  for (let step = 0; step < maxSteps2; step++) {
    const given = families.flatMap((family) => {
      requireSteps(1 + family.use.sameUnit.size);
      if (unitOf2(family) !== void 0) return [];
      const others2 = [...family.use.sameUnit].flatMap((name) => unitOf2(byWire2.get(name)) ?? []);
      return others2.slice(0, 1).map((measure) => ({ family, measure }));
    });
    for (const { family, measure } of given) addMeasure(family.use.measures, { ...measure, conditions: [] });
    if (given.length === 0) return;
  }
}
function unitOf2(family) {
  if (family === void 0) return void 0;
  const [measure] = family.use.measures;
  const named2 = quantityOfName(family.name);
  const found = named2 === void 0 || named2.dimension === "count" ? measure?.quantity : named2;
  if (found === void 0 || found.dimension === "share" || found.dimension === "state") return void 0;
  return { quantity: found, shown: measure?.shown ?? "value", conditions: [] };
}

// src/infer/units/shown-quantity.ts
var isComparison = /^(==|!=|[<>]=?)$/;
var nothing = { of: void 0, factor: 1, as: "value" };
function perSecond(shown) {
  const { of: of2 } = shown;
  if (of2 === void 0) return shown;
  if (of2.dimension === "share")
    return { ...shown, of: { ...of2, dimension: "seconds", perSecond: false }, isTimeShare: true };
  if (of2.dimension === "cores") return { ...shown, of: { ...of2, dimension: "seconds" } };
  if (of2.dimension === "watts") return { ...shown, of: { ...of2, dimension: "joules" } };
  const grows = ["bytes", "seconds", "count", "joules", "litres", "metres", "grams", "currency"];
  return grows.includes(of2.dimension) ? { ...shown, of: { ...of2, perSecond: false } } : { ...shown, of: void 0 };
}
function withConstant(op, constant, isRight) {
  const times3 = (factor) => (shown) => ({
    ...shown,
    of: rescaled(shown.of, factor),
    factor: shown.factor * factor
  });
  if (op === "*" && constant > 0) return times3(constant);
  if (op === "/" && isRight && constant > 0) return times3(1 / constant);
  if (op === "+" || op === "-" || op === "%" || isComparison.test(op)) return (shown) => shown;
  return () => nothing;
}

// src/infer/units/trace-units.ts
var keepUnit = new Set(
  "abs ceil floor round clamp clamp_max clamp_min sort sort_desc sort_by_label sort_by_label_desc label_replace label_join last_over_time first_over_time avg_over_time min_over_time max_over_time quantile_over_time stddev_over_time mad_over_time predict_linear holt_winters double_exponential_smoothing scalar vector".split(" ")
);
var aggregationsThatKeep = new Set("sum avg min max topk bottomk quantile stddev limitk limit_ratio".split(" "));
var ofObservations = new Set(
  "histogram_quantile histogram_quantiles histogram_avg histogram_sum histogram_stddev".split(" ")
);
var countsTime = /cpu|second|time|busy|usage|duration|_ns|_ms|nanos|millis|micros/i;
function traceUnits(root, shown) {
  const found = /* @__PURE__ */ new Map();
  visit2(root, { ...nothing, of: shown }, found);
  return found;
}
function visit2(node, shown, found) {
  requireSteps(1);
  switch (node.type) {
    case "selector":
      visitSelector(node, shown, found);
      return;
    case "paren":
    case "unary":
    case "modifier":
    case "matrix":
    case "subquery":
      visit2(node.expr, shown, found);
      return;
    case "aggregation":
      visit2(node.expr, aggregationsThatKeep.has(node.op) ? shown : nothing, found);
      return;
    case "call":
      visitCall(node, shown, found);
      return;
    case "binary":
      visitBinary2(node, shown, found);
      return;
    case "number":
    case "string":
      return;
  }
}
function visitSelector(node, { of: of2, factor, as, overSeconds, isTimeShare }, found) {
  const measured2 = of2 ?? guessed(factor);
  if (measured2 === void 0 || isTimeShare === true && !countsTime.test(node.metric ?? "")) return;
  found.set(node, { quantity: measured2, shown: as, ...overSeconds === void 0 ? {} : { overSeconds } });
}
function guessed(factor) {
  if (factor === 100) return quantity("share");
  const power = -Math.log(factor) / Math.log(1024);
  return power > 0.5 && Math.abs(power - Math.round(power)) < 1e-9 ? quantity("bytes") : void 0;
}
function visitCall(node, shown, found) {
  const below = belowCall(node.name, shown, node);
  for (const arg of node.args) if (typeOf(arg) !== "string") visit2(arg, isVector(arg) ? below : nothing, found);
}
function isVector(node) {
  const type = typeOf(node);
  return type === "vector" || type === "matrix";
}
function belowCall(name, shown, node) {
  if (keepUnit.has(name)) return shown;
  if (ofObservations.has(name)) return { ...shown, as: "observation" };
  const as = shown.as === "observation" ? shown.as : void 0;
  switch (name) {
    case "rate":
    case "irate":
    case "deriv":
      return as === void 0 ? { ...perSecond(shown), as: name === "deriv" ? "value" : "rate" } : shown;
    case "increase":
    case "delta":
    case "idelta": {
      if (as !== void 0) return shown;
      const [range] = node.args;
      const ms = range?.type === "matrix" ? parseDuration(range.range) : void 0;
      return { ...shown, as: "increase", ...ms === void 0 || ms === 0 ? {} : { overSeconds: ms / 1e3 } };
    }
    default:
      return nothing;
  }
}
function visitBinary2(node, shown, found) {
  const { left, right, op } = node;
  const sides = (one2, other) => {
    visit2(left, one2, found);
    visit2(right, other, found);
  };
  const [clockLeft, clockRight] = [clockFactor(left), clockFactor(right)];
  if (clockLeft !== void 0 || clockRight !== void 0) {
    const clock2 = clockLeft ?? clockRight;
    const isMoment = (op === "-" || isComparison.test(op)) && clock2 > 0;
    const moment = isMoment ? { of: quantity("date", 1 / clock2), factor: 1, as: "value" } : nothing;
    sides(moment, moment);
    return;
  }
  if (node.bool) {
    sides(nothing, nothing);
    return;
  }
  const [factorLeft, factorRight] = [constantOf(left), constantOf(right)];
  if (factorLeft !== void 0 || factorRight !== void 0) {
    const constant = factorRight ?? factorLeft;
    if (op === "-" && factorLeft !== void 0 && shown.of === void 0 && (constant === 1 || constant === 100)) {
      sides(nothing, { ...shown, of: quantity("share", 1 / constant), factor: 1 });
      return;
    }
    const below = withConstant(op, constant, factorRight !== void 0);
    sides(below(shown), below(shown));
    return;
  }
  switch (op) {
    case "+":
    case "-":
    case "or":
      sides(shown, shown);
      return;
    case "and":
    case "unless":
      sides(shown, nothing);
      return;
    case "/":
      sides(isCount(right) ? shown : nothing, nothing);
      return;
    case "*":
      sides(
        node.matching?.group === "left" || isOnlyLabels(right) ? shown : nothing,
        node.matching?.group === "right" || isOnlyLabels(left) ? shown : nothing
      );
      return;
    default:
      if (isComparison.test(op)) sides(shown, shown);
      else sides(nothing, nothing);
  }
}
function isCount(node) {
  let [counts2, names2] = [false, 0];
  walkNodes(node, (inner) => {
    requireSteps(1);
    if (inner.type === "aggregation" && inner.op === "count") counts2 = true;
    if (inner.type !== "selector") return;
    names2++;
    const metric = inner.metric ?? "";
    const of2 = quantityOfName(metric);
    if ((splitPart(metric)?.part === "count" || isTotalName(metric)) && (of2 === void 0 || of2.dimension === "count"))
      counts2 = true;
  });
  return counts2 && names2 === 1;
}

// src/infer/read/survivors.ts
var everything = () => true;
var none = /* @__PURE__ */ new Map();
var maxPairs = 400;
function selectsSeries(op) {
  return op === "topk" || op === "bottomk" || op === "limitk" || op === "limit_ratio";
}
function survivors(node) {
  const found = survivorsOf(node);
  requireSteps(1 + found.length * 4);
  return found;
}
function keptOf({ made: made2 }, kept3) {
  return made2.size === 0 ? made2 : new Map([...made2].filter(([label]) => kept3(label)));
}
function withMade({ made: made2 }, { name, args }) {
  const [target, replacement, source, regex] = args.slice(1).map((arg) => arg.type === "string" ? arg.value : "");
  const others2 = new Map([...made2].filter(([label]) => label !== target));
  const isKnown = [source, regex].every((text) => text !== void 0 && text !== "" && !namesVariable(text));
  if (name !== "label_replace" || !isKnown || others2.has(source)) return others2;
  return others2.set(target, { source, way: JSON.stringify([replacement, regex]) });
}
function both(kept3, { keeps }) {
  return (label) => {
    requireSteps(1);
    return kept3(label) && keeps(label);
  };
}
function survivorsOf(node) {
  switch (node.type) {
    case "selector":
      return [{ selector: node, keeps: everything, raw: true, exact: void 0, made: none }];
    case "aggregation": {
      const inner = survivors(node.expr);
      if (selectsSeries(node.op)) return inner;
      const labels2 = new Set(node.labels);
      if (node.grouping === "without") {
        const kept4 = (label) => !labels2.has(label);
        return inner.map((each) => ({
          ...each,
          raw: false,
          exact: void 0,
          keeps: both(kept4, each),
          made: keptOf(each, kept4)
        }));
      }
      const exact = [...labels2].some(namesVariable) ? void 0 : labels2;
      const kept3 = (label) => labels2.has(label);
      return inner.map((each) => ({
        ...each,
        raw: false,
        exact,
        keeps: both(kept3, each),
        made: keptOf(each, kept3)
      }));
    }
    case "call": {
      const target = node.name === "label_replace" || node.name === "label_join" ? node.args[1] : void 0;
      const inner = node.args.filter((arg) => !["scalar", "string"].includes(typeOf(arg))).flatMap((arg) => survivors(arg));
      if (node.name.startsWith("absent") || node.name === "vector") return [];
      if (node.name === "histogram_quantile") {
        return inner.map((each) => ({
          ...each,
          raw: false,
          exact: each.exact === void 0 ? void 0 : new Set([...each.exact].filter((label) => label !== "le")),
          keeps: both((label) => label !== "le", each)
        }));
      }
      if (target === void 0) return inner;
      const name = target.type === "string" ? target.value : "";
      return inner.map((each) => ({
        ...each,
        raw: false,
        exact: void 0,
        keeps: both((label) => label !== name, each),
        made: withMade(each, node)
      }));
    }
    case "binary":
      return binary2(node);
    case "number":
    case "string":
      return [];
    default:
      return survivors(node.expr);
  }
}
function binary2({ left, right, op, matching: matching2 }) {
  if (typeOf(left) === "scalar") return survivors(right);
  if (typeOf(right) === "scalar") return survivors(left);
  if (op === "or") return [...survivors(left), ...survivors(right)];
  if (op === "and" || op === "unless" || matching2?.group === "left") return survivors(left);
  if (matching2?.group === "right") return survivors(right);
  const labels2 = new Set(matching2?.labels);
  if (matching2 === void 0) return [...survivors(left), ...survivors(right)];
  const kept3 = matching2.kind === "on" ? (label) => labels2.has(label) : (label) => !labels2.has(label);
  const exact = matching2.kind === "on" ? labels2 : void 0;
  return [...survivors(left), ...survivors(right)].map((each) => ({
    ...each,
    raw: false,
    exact,
    keeps: both(kept3, each),
    made: keptOf(each, kept3)
  }));
}

// src/infer/read/carry-conditions.ts
function carryConditions(node, before2) {
  const [left, right] = [survivors(node.left), survivors(node.right)];
  if (left.length * right.length > maxPairs) return before2;
  requireSteps(before2.size);
  const carried = new Map(before2);
  for (const a of left) {
    for (const b of right) {
      if (node.op !== "unless") carry(b, a, node, carried);
      carry(a, b, node, carried);
    }
  }
  return carried;
}
function carry(from, to, { matching: matching2 }, carried) {
  const isMatched = (name) => matching2?.kind === "on" ? matching2.labels.includes(name) : !(matching2?.labels ?? []).includes(name);
  const sources = /* @__PURE__ */ new Set();
  for (const [name, { source, way }] of from.made)
    if (isMatched(name) && to.made.get(name)?.way === way) sources.add(source);
  const conditions = from.selector.matchers.filter(
    ({ name, op, value }) => isLabelName(name) && !namesVariable(value) && (op === "=" || op === "=~") && value !== "" && (sources.has(name) || isMatched(name) && from.keeps(name) && to.keeps(name))
  );
  const own2 = carried.get(to.selector) ?? [];
  requireSteps(1 + from.selector.matchers.length + conditions.length * (own2.length + to.selector.matchers.length));
  const added = conditions.filter(({ name }) => ![...own2, ...to.selector.matchers].some((each) => each.name === name));
  if (added.length > 0)
    carried.set(to.selector, [...own2, ...added.map(({ name, op, value }) => ({ name, op, value }))]);
}

// src/infer/read/match-demands.ts
var maxDemands = 50;
function addMatchDemands(usage, { left, right, matching: matching2, op }) {
  const [a, b] = [survivors(left), survivors(right)];
  if (a.length * b.length > maxPairs) return;
  for (const x of a) for (const y of b) addPartners(x, y, usage);
  const ignored = new Set(matching2?.kind === "ignoring" ? matching2.labels : []);
  if (matching2?.group !== void 0) {
    const labels2 = matching2.kind === "on" ? new Set(matching2.labels) : void 0;
    for (const one2 of matching2.group === "left" ? b : a) addUnique(one2, { labels: labels2, ignored }, usage);
  } else if (matching2?.kind === "on" && op !== "and" && op !== "or" && op !== "unless") {
    const labels2 = new Set(matching2.labels);
    for (const one2 of [...a, ...b]) addUnique(one2, { labels: labels2, ignored }, usage);
  }
  if (matching2?.kind === "on" || matching2?.group !== void 0 && matching2.labels.length > 0) return;
  for (const x of a) for (const y of b) alignNames(x, y, { usage, ignored, op });
}
function addUnique({ selector, raw }, counts2, usage) {
  const use = raw ? metricOf(selector, usage) : void 0;
  if (use === void 0 || use.unique.length >= maxDemands) return;
  const conditions = selector.matchers.filter(({ name, value }) => isLabelName(name) && !namesVariable(value));
  use.unique.push({ conditions, ...counts2 });
}
function addPartners(x, y, usage) {
  const [first, second] = [metricOf(x.selector, usage), metricOf(y.selector, usage)];
  if (first === void 0 || second === void 0 || first === second) return;
  if (first.partners.size < maxDemands) first.partners.add(second.name);
}
function alignNames(x, y, { usage, ignored, op }) {
  requireSteps(2 + (x.exact?.size ?? 0) + (y.exact?.size ?? 0) + ignored.size);
  const [first, second] = [metricOf(x.selector, usage), metricOf(y.selector, usage)];
  if (first === void 0 || second === void 0) return;
  if (x.raw && y.raw && first !== second) {
    if (first.sameLabels.length < maxDemands) first.sameLabels.push({ other: second.name, ignored });
    return;
  }
  if (op === "unless") return;
  if (x.raw && y.exact !== void 0) first.exact ??= /* @__PURE__ */ new Set([...y.exact, ...ignored]);
  else if (x.exact !== void 0 && y.exact !== void 0) {
    for (const label of x.exact) if (!y.exact.has(label) && !ignored.has(label)) first.lacks.add(label);
    for (const label of y.exact) if (!x.exact.has(label) && !ignored.has(label)) second.lacks.add(label);
  } else if (y.raw && x.exact !== void 0) second.exact ??= /* @__PURE__ */ new Set([...x.exact, ...ignored]);
}
function metricOf({ metric }, usage) {
  return metric === void 0 || namesVariable(metric) ? void 0 : metricUse(usage, metric);
}

// src/infer/read/scalar-operand.ts
function scalarOperand({ left, right, op, bool }) {
  const swapped = typeOf(left) === "scalar";
  const [vector, scalar] = swapped ? [right, left] : [left, right];
  const bare = withoutParens(scalar);
  const value = numberIn2(bare);
  const compares = /^(==|!=|[<>]=?)$/.test(op) && Number.isFinite(value);
  const isTime = bare.type === "call" && bare.name === "time";
  return {
    vector,
    scalar,
    comparison: compares ? { op: swapped ? mirrored(op) : op, value } : void 0,
    filters: compares && !bool,
    clock: isTime ? op === "-" && !swapped ? "-time" : "time-" : void 0
  };
}
function numberIn2(node) {
  if (node.type === "number") return Number(node.text);
  return node.type === "unary" && node.expr.type === "number" ? -Number(node.expr.text) : Number.NaN;
}
function mirrored(op) {
  return op.replace(/[<>]/, (sign) => sign === "<" ? ">" : "<");
}

// src/infer/buckets/recorded-buckets.ts
function isRecorded(metric) {
  return metric.includes(":");
}
function recordedBuckets(series, { p50, p99 }, bounds) {
  const shape = lognormal(p50, p99);
  if (shape === void 0) return [...series];
  const shares3 = [...bounds, Number.POSITIVE_INFINITY].map((bound) => ({
    le: bound === Number.POSITIVE_INFINITY ? "+Inf" : String(bound),
    share: bound === Number.POSITIVE_INFINITY ? 1 : shape.cdf(bound)
  }));
  return series.flatMap(
    (one2) => shares3.map(({ le, share: share2 }) => {
      const labels2 = new Map([...one2.labels, ["le", le]].sort(([a], [b]) => a < b ? -1 : 1));
      const { signal } = one2;
      if (signal.form === "constant") return { ...one2, labels: labels2, signal: { ...signal, value: signal.value * share2 } };
      return { ...one2, labels: labels2, signal: { ...signal, signal: times(share2, signal.signal) } };
    })
  );
}

// src/infer/read/listed-values.ts
function readListed(usage, { variable, regex, alone: alone2 = /* @__PURE__ */ new Set(), words: words4 = /* @__PURE__ */ new Set(), name }) {
  addListed(labelUse(usage, name), variable, regex);
  const refused2 = refusedPattern(regex);
  if (refused2 !== void 0 && !namesVariable(refused2)) {
    const condition = { name, op: "!~", value: refused2 };
    labelUse(usage, name).conditions.set(`!~${refused2}`, { condition, count: 1 });
  }
  const opening = opensWith(variable);
  if (words4.has(variable.name)) usage.words.add(name);
  if (words4.has(variable.name) || alone2.has(variable.name) && opening !== "one") usage.single.add(name);
  else if (opening === "one" && !usage.opened.has(name))
    usage.opened.set(name, variable.sort > 0 && variable.sort % 2 === 0 ? "descending" : "ascending");
}
function addListed(listed, variable, regex) {
  const pattern = variablePattern(regex);
  if (pattern !== void 0 && !namesVariable(pattern)) listed.patterns.add(pattern);
  for (const value of savedValues(variable)) listed.saved.add(value);
}
function opensWith(variable) {
  const saved = savedValues(variable).length;
  if (!variable.multi && !variable.includeAll) return "one";
  return saved === 1 || saved === 0 && !variable.includeAll ? "one" : "several";
}
function savedValues({ current, regex }) {
  if (regex !== void 0 && /\((?!\?:)/.test(regex)) return [];
  return [current?.value ?? []].flat().filter((value) => value !== "$__all" && value !== "All" && /^[^\s${}]{1,100}$/.test(value)).slice(0, 3);
}
function literalValues({ labels: labels2 }, label) {
  const conditions = [...labels2.get(label)?.conditions.values() ?? []];
  return conditions.flatMap(({ condition: { op, value } }) => op === "=" && value !== "" ? [value] : []);
}
function listedValues({ listed }, label) {
  const known5 = listed.get(label);
  if (known5 !== void 0) return known5;
  const made2 = { patterns: /* @__PURE__ */ new Set(), saved: /* @__PURE__ */ new Set() };
  listed.set(label, made2);
  return made2;
}

// src/infer/read/selector-use.ts
var kept = {
  namesOfRegex: 20,
  comparisons: 50,
  copies: 20,
  users: 20,
  states: 20,
  options: 12,
  conditionsOfLabel: 300
};
var stepsOfMatcher = 10;
var countedValues = [3, 4].map((value) => ({ value, healthy: void 0 }));
function readSelector(node, around, context) {
  requireSteps(node.matchers.length * stepsOfMatcher);
  const matchers = node.matchers.filter(({ name }) => isLabelName(name));
  const literal = matchers.filter(({ value }) => !namesVariable(value)).map(({ name, op, value }) => ({ name, op, value }));
  for (const condition of literal) countCondition(condition, context.usage);
  for (const metric of metricNames(node, around, context))
    readMetric(metric, { node, matchers, literal, around }, context);
}
var keepsName = /^(|first_over_time|last_over_time|sort|sort_desc|sort_by_label|sort_by_label_desc|count_values)$/;
function metricNames({ metric, matchers }, { call: call2 }, { usage, patterns: patterns2 }) {
  if (metric !== void 0) return namesVariable(metric) ? [] : [metric];
  const matcher = matchers.find(({ name }) => name === "__name__");
  if (matcher?.op !== "=~" || namesVariable(matcher.value)) return [];
  const pattern = patterns2(matcher.value);
  if (pattern === void 0) return [];
  requireSteps(usage.metrics.size);
  const known5 = [...usage.metrics.keys()].filter((name) => pattern.test(name)).slice(0, kept.namesOfRegex);
  const plain2 = plainAlternatives(pattern.pattern) ?? [];
  if (plain2.length > 1 && !keepsName.test(call2)) return [known5.find((name) => plain2.includes(name)) ?? plain2[0]];
  const made2 = witnesses(pattern.pattern, { filler: "metric_a" }).filter((name) => /^[a-zA-Z_:][\w:]*$/.test(name));
  return [.../* @__PURE__ */ new Set([...plain2, ...known5, ...plain2.length + known5.length === 0 ? made2.slice(0, 1) : []])];
}
function readMetric(metric, { node, matchers, literal, around }, { usage, place, measures, shown }) {
  const use = metricUse(usage, metric);
  if (use === void 0) return;
  const isBucket = isBucketName(metric);
  const holdsBuckets = isBucket || isRecorded(metric) || around.buckets;
  for (const { name, op, value } of matchers) {
    use.labels.add(name);
    if (!namesVariable(value)) continue;
    for (const one2 of findReferences(value)) addVariable(use, name, one2.name);
    const options = op === "=" || op === "=~" ? place.options?.get(wholeReference(value)?.name ?? "") : void 0;
    if (options !== void 0) addOptions(listedValues(use, name).saved, options);
  }
  for (const label of around.needs) {
    if (!isLabelName(label) || label === "le" && !holdsBuckets) continue;
    use.labels.add(label);
    use.shown.add(label);
  }
  const carried = (around.carried.get(node) ?? []).filter(
    ({ name }) => !literal.some((condition) => condition.name === name && condition.op === "=")
  );
  addSelector(use, { conditions: [...literal, ...carried], removes: around.removes });
  if (around.call !== "") use.functions.add(around.call);
  if (around.call === "count_values" && use.states.length < kept.states)
    use.states.push({ conditions: literal, states: countedValues });
  if (around.native && !isBucket) use.functions.add("native");
  if (around.comparisons.length === 0 || place.ignoresComparisons === true) use.plain = true;
  else if (use.comparisons.length < kept.comparisons)
    use.comparisons.push({ conditions: literal, all: around.comparisons });
  if (around.grows && /^(increase|rate|irate)$/.test(around.call) && place.ignoresComparisons !== true) {
    if (use.events.length < kept.comparisons) use.events.push(literal);
  }
  for (const copy of around.copies)
    if (use.copies.length < kept.copies && !use.copies.some((one2) => one2.source === copy.source)) use.copies.push(copy);
  if (around.onlyLabels) use.joined = true;
  else if (place.onlyLabels !== true) use.valued = true;
  if (use.users.size < kept.users) use.users.add(place.user);
  if (place.unit !== void 0) use.units.add(place.unit);
  const measure = ofPart(metric, measures.get(node));
  const { states, outcome } = shown.get(node) ?? {};
  if (states !== void 0 && use.states.length < kept.states) use.states.push({ conditions: literal, states });
  use.outcome ??= outcome;
  if (measure !== void 0) addMeasure(use.measures, { ...measure, conditions: literal });
}
function ofPart(metric, measure) {
  const part = splitPart(metric)?.part;
  if (measure === void 0 || part === void 0 || measure.shown === "observation") return measure;
  if (part === "count" && measure.shown === "value") return measure;
  return part === "sum" || part === "gsum" ? { quantity: measure.quantity, shown: "observation" } : void 0;
}
function addOptions(saved, options) {
  for (const option of options.slice(0, kept.options)) {
    for (const value of option.replace(/^\((.*)\)$/, "$1").split("|")) {
      if (value !== "" && !/[*+?()[\]{}^$\\]/.test(value) && saved.size < kept.options) saved.add(value);
    }
  }
}
function countCondition(condition, usage) {
  const { conditions } = labelUse(usage, condition.name);
  const key = condition.op + condition.value;
  const known5 = conditions.get(key);
  if (known5 !== void 0) known5.count++;
  else if (conditions.size < kept.conditionsOfLabel) conditions.set(key, { condition, count: 1 });
}

// src/infer/read/surroundings.ts
function outermost(place) {
  return {
    needs: place.needs,
    removes: false,
    call: "",
    comparisons: place.comparisons ?? [],
    grows: false,
    copies: [],
    onlyLabels: false,
    joined: false,
    native: false,
    buckets: false,
    carried: /* @__PURE__ */ new Map()
  };
}

// src/infer/read/analyse.ts
var keepValues = new Set(
  "sum max min avg topk bottomk last_over_time max_over_time min_over_time avg_over_time sort sort_desc".split(" ")
);
var growth = /* @__PURE__ */ new Set(["increase", "rate", "irate"]);
var alone = { labels: /* @__PURE__ */ new Set(), ignored: /* @__PURE__ */ new Set() };
var maxPatterns = 50;
var maxSameUnit = 50;
function analyseExpression(usage, root, place) {
  const measures = traceUnits(root, quantityOfUnit(place.unit));
  const shown = shownMeanings(root, place);
  new Analysis({ usage, place, measures, shown, patterns: createPatternCache(maxPatterns) }).visit(
    root,
    outermost(place)
  );
}
var Analysis = class {
  #context;
  constructor(context) {
    this.#context = context;
  }
  visit(node, around) {
    requireSteps(2 + around.needs.size + around.comparisons.length);
    switch (node.type) {
      case "selector":
        readSelector(node, around, this.#context);
        return;
      case "paren":
      case "unary":
      case "modifier":
      case "matrix":
      case "subquery":
        this.visit(node.expr, around);
        return;
      case "aggregation":
        this.#aggregation(node, around);
        return;
      case "call":
        this.#call(node, around);
        return;
      case "binary":
        if (typeOf(node.left) === "scalar" || typeOf(node.right) === "scalar") this.#withScalar(node, around);
        else this.#binary(node, around);
        return;
      case "number":
      case "string":
        return;
    }
  }
  #aggregation({ op, grouping, labels: written, expr }, around) {
    const labels2 = written.filter((label) => !namesVariable(label));
    const needs = new Set(selectsSeries(op) || grouping === "without" ? [...around.needs, ...labels2] : labels2);
    const call2 = op === "count_values" ? op : "";
    const kept3 = keepValues.has(op) ? {} : { comparisons: [], grows: false };
    this.visit(expr, { ...around, needs, call: call2, ...kept3 });
  }
  #call(node, around) {
    if (node.name === "label_replace") this.#labelReplace(node, around);
    else if (node.name === "label_join") this.#labelJoin(node, around);
    else {
      const hasBuckets = node.name.startsWith("histogram_") && mentionsBuckets(node);
      const buckets = node.name === "histogram_quantile" && hasBuckets;
      const needs = buckets ? /* @__PURE__ */ new Set([...around.needs, "le"]) : around.needs;
      const native = around.native || node.name.startsWith("histogram_") && !hasBuckets;
      const keeps = keepValues.has(node.name);
      const comparisons5 = keeps ? around.comparisons : [];
      const grows = buckets || around.grows && (keeps || growth.has(node.name));
      for (const arg of node.args) {
        if (typeOf(arg) === "scalar" || typeOf(arg) === "string") continue;
        const below = { ...around, needs, native, buckets: buckets || around.buckets };
        this.visit(arg, { ...below, call: node.name, comparisons: comparisons5, grows });
      }
      for (const arg of node.args) if (arg.type === "call") this.#scalarCall(arg, around);
    }
  }
  /** `scalar(x)` as an argument. */
  #scalarCall(node, around) {
    if (typeOf(node) !== "scalar") return;
    for (const arg of node.args) for (const one2 of survivors(arg)) addUnique(one2, alone, this.#context.usage);
    for (const arg of node.args)
      this.visit(arg, { ...around, needs: /* @__PURE__ */ new Set(), call: "scalar", comparisons: [], grows: false });
  }
  #labelJoin({ args: [of2, target, , ...rest2] }, around) {
    const sources = rest2.flatMap((arg) => arg.type === "string" ? [arg.value] : []);
    const needs = [...around.needs, ...sources].filter((label) => target?.type !== "string" || label !== target.value);
    if (of2 !== void 0) this.visit(of2, { ...around, needs: new Set(needs), call: "" });
  }
  #labelReplace({ args }, around) {
    const [of2, ...texts2] = args;
    const [target, replacement, source, regex] = texts2.map((arg) => arg.type === "string" ? arg.value : void 0);
    const needs = new Set([...around.needs].filter((label) => label !== target));
    const takesGroup = /^\$\{?1\}?$/.test(replacement ?? "");
    if (source !== void 0 && isLabelName(source)) {
      needs.add(source);
      const same = takesGroup && /^\(?\.[*+]\)?$/.test(regex ?? "");
      if (same && target !== void 0 && isLabelName(target) && target !== source)
        this.#context.usage.aliases.set(target, source);
    }
    const isKnown = [target, source, regex].every((text) => text !== void 0 && !namesVariable(text));
    const copies = around.joined && takesGroup && isKnown ? [...around.copies, { source, target, regex }] : around.copies;
    if (of2 !== void 0) this.visit(of2, { ...around, needs, call: "", copies });
  }
  #binary(node, around) {
    const { left, right, op, matching: matching2 } = node;
    const isSet = op === "and" || op === "or" || op === "unless";
    const on = matching2?.kind === "on" ? matching2.labels.filter((label) => !namesVariable(label)) : void 0;
    const ignored = matching2?.kind === "ignoring" ? matching2.labels : [];
    const carried = op === "or" ? around.carried : carryConditions(node, around.carried);
    const joined = around.joined || op !== "or";
    const buckets = around.buckets && isSet;
    const below = { ...around, call: "", comparisons: [], grows: false, carried, joined, buckets };
    const grows = op === "/";
    const passed = on === void 0 || isSet || matching2?.group !== void 0 ? [...around.needs] : [];
    if (matching2?.group !== void 0) {
      const many2 = new Set([...passed, ...on ?? []].filter((label) => !matching2.include.includes(label)));
      const one2 = /* @__PURE__ */ new Set([...on ?? passed.filter((label) => !matching2.labels.includes(label)), ...matching2.include]);
      const ofOne = {
        ...below,
        needs: one2,
        onlyLabels: around.onlyLabels || op === "*" && matching2.include.length > 0
      };
      this.visit(left, matching2.group === "left" ? { ...below, needs: many2 } : ofOne);
      this.visit(right, matching2.group === "left" ? { ...ofOne, grows } : { ...below, grows, needs: many2 });
    } else {
      const needs = /* @__PURE__ */ new Set([...passed, ...on ?? []]);
      const matched2 = op === "and" || op === "unless" ? new Set(on ?? needs) : needs;
      this.visit(left, { ...below, needs });
      this.visit(right, {
        ...below,
        grows,
        needs: new Set([...matched2].filter((label) => !ignored.includes(label))),
        removes: around.removes || op === "unless"
      });
    }
    if (op !== "or") addMatchDemands(this.#context.usage, node);
    const isShare = op === "/" && quantityOfUnit(this.#context.place.unit)?.dimension === "share";
    if (isShare || /^([-+]|[<>]=?|[=!]=)$/.test(op)) this.#sameUnits(node);
  }
  /** Both sides are in the same unit. */
  #sameUnits({ left, right }) {
    const { metrics } = this.#context.usage;
    const names2 = /* @__PURE__ */ new Set([...plainMetrics(left), ...plainMetrics(right)]);
    for (const name of names2) {
      const use = metrics.get(name);
      if (use === void 0 || use.sameUnit.size >= maxSameUnit) continue;
      for (const other of names2) if (other !== name) use.sameUnit.add(other);
    }
  }
  #withScalar(node, around) {
    const { vector, scalar, comparison, filters, clock: clock2 } = scalarOperand(node);
    const free2 = !filters && around.comparisons.length === 0;
    const own2 = comparison === void 0 ? [] : [free2 ? { ...comparison, free: free2 } : comparison];
    const comparisons5 = filters ? [...own2, ...around.comparisons] : own2;
    const call2 = clock2 ?? (/^[-*/+]$/.test(node.op) && around.call !== "time-" ? "" : around.call);
    const above2 = comparison !== void 0 && comparison.op === ">" && comparison.value >= 0 && comparison.value < 1;
    const grows = filters ? above2 || around.grows : around.grows && comparison === void 0;
    this.visit(vector, { ...around, call: call2, comparisons: comparisons5, grows });
    walkNodes(scalar, (inner) => {
      if (inner.type === "call" && inner.name === "scalar") this.#scalarCall(inner, around);
    });
  }
};
function mentionsBuckets(node) {
  let found = false;
  walkNodes(node, (inner) => {
    requireSteps(1);
    if (inner.type === "selector" && isBucketName(inner.metric ?? "")) found = true;
    if (inner.type === "aggregation" && inner.labels.includes("le")) found = true;
  });
  return found;
}

// src/infer/read/parse-possible.ts
function parsePossible({ expr, written }, options = {}) {
  const parsed = parseExpression(expr, options);
  if (!parsed.ok || !/\\|[.][*+]|\||[{$%][{(]/.test(expr)) return parsed;
  const impossible = selectorsIn(parsed.root).flatMap(({ matchers }) => matchers).filter(({ op, value, from, to }) => {
    if (Number.isNaN(from) || Number.isNaN(to)) return false;
    if ((op === "=" || op === "=~") && findPlaceholder(value, "query") !== void 0) return true;
    if (op !== "=") return false;
    return looksLikeRegex(value) || hasRegexEscape(value) && !written.includes(expr.slice(from, to));
  });
  if (impossible.length === 0) return parsed;
  let text = expr;
  for (const { name, from, to } of impossible.toReversed())
    text = `${text.slice(0, from)}${name}=~".*"${text.slice(to)}`;
  const possible = parseExpression(text, options);
  return possible.ok ? possible : parsed;
}

// src/infer/sources/from-rules.ts
var maxRules = 5e3;
function ruleQueries(groups2) {
  return groups2.filter(({ dialect: dialect3 }) => dialect3 === "prometheus").flatMap(
    ({ rules }) => rules.map((rule) => {
      const { kind, name, expr, forMs, labels: labels2 } = rule;
      const shows = labelsInTemplates(rule);
      return {
        kind,
        name,
        expr,
        ...shows.length === 0 ? {} : { shows },
        ...forMs === 0 ? {} : { forMs },
        ...kind === "alert" || labels2.length === 0 ? {} : { labels: labels2 }
      };
    })
  ).slice(0, maxRules);
}
function labelsInTemplates({ labels: labels2, annotations }) {
  const templates = [...labels2, ...annotations].map(([, template]) => template).join("\n");
  const names2 = [...templates.matchAll(/(?:\$labels|\.Labels)\.([a-zA-Z_]\w{0,60})/g)].map(([, name]) => name);
  return [...new Set(names2)];
}
function fromRules(rules, { evaluated }) {
  const recorded = new Set(rules.flatMap(({ kind, name }) => kind === "record" ? [name] : []));
  return { rules: [...rules], skip: evaluated ? recorded : /* @__PURE__ */ new Set() };
}
function readRuleQuery(usage, { kind, name, expr, shows = [] }) {
  const parsed = parsePossible({ expr, written: expr });
  if (parsed.ok)
    analyseExpression(usage, parsed.root, {
      user: `${kind} ${name}`,
      needs: new Set(shows),
      ignoresComparisons: kind === "alert"
    });
}

// src/infer/calm/calm-changes.ts
var factors3 = [
  0.8,
  1.25,
  0.6,
  1.7,
  0.4,
  2.5,
  0.2,
  5,
  0.1,
  10,
  0.03,
  30,
  0.01,
  100,
  3e-3,
  300,
  1e-3,
  1e3,
  1e-4,
  1e4,
  1e-5,
  1e5,
  1e-7
];
var margins2 = [0.7, 1.3, 0.4, 2, 1];
var shares2 = [0.97, 97, 0.03, 3];
function calmEdits(constants) {
  const around = constants.flatMap((value) => [...margins2.map((by) => round(value * by)), value + 1, value - 1]);
  const values = [.../* @__PURE__ */ new Set([0, 1, ...around, ...shares2])].filter(Number.isFinite).slice(0, 60);
  return [
    ...factors3.map(
      (factor) => (metric, series) => scaled3(metric, series, factor)
    ),
    ...factors3.map(
      (factor) => (metric, series) => observedAt(metric, series, factor)
    ),
    ...values.filter((value) => value !== 0 && !isState(value)).map((value) => walks(value)),
    ...values.map((value) => stands(value)),
    absent2
  ];
}
function isAbsent({ signal }) {
  return signal.form === "course" && typeof signal.signal === "object" && "gap" in signal.signal;
}
function isState(value) {
  return Number.isInteger(value) && Math.abs(value) <= 3;
}
var share = /(?:^|_)(?:ratio|fraction|percent|percentage|pct|hitratio)(?:_|$)/i;
function scaled3({ name, kind }, series, factor) {
  const { signal } = series;
  if (kind === "info" || factor > 1 && share.test(name)) return void 0;
  if (isFixed(signal)) return kind === "gauge" ? void 0 : risen(series, factor);
  if (kind === "gauge" && signal.form === "constant" && isState(signal.value)) return void 0;
  return { ...series, signal: scaleSignal(signal, factor) };
}
function risen(series, factor) {
  const { signal } = series;
  return signal.form === "constant" ? void 0 : { ...series, signal: { ...signal, factor: round(signal.factor * factor) } };
}
function observedAt(metric, series, factor) {
  if (metric.kind === "gauge" || metric.kind === "counter" || metric.kind === "info") return void 0;
  const own2 = series.observe ?? (metric.observe === void 0 ? void 0 : { lognormal: { ...metric.observe } });
  const observe = own2 === void 0 ? void 0 : moved2(own2, factor);
  return observe === void 0 ? void 0 : { ...series, observe };
}
function moved2({ lognormal: lognormal3, exponential, uniform, normal }, factor) {
  const at = (signal) => times(factor, signal);
  if (lognormal3 !== void 0) return { lognormal: { p50: at(lognormal3.p50), p99: at(lognormal3.p99) } };
  if (exponential !== void 0) return { exponential: { mean: at(exponential.mean) } };
  if (uniform !== void 0) return { uniform: { min: at(uniform.min), max: at(uniform.max) } };
  if (normal !== void 0) return { normal: { mean: at(normal.mean), stddev: at(normal.stddev) } };
  return void 0;
}
function walks(value) {
  return ({ kind }, series) => {
    if (kind !== "gauge" || isFixed(series.signal) || series.signal.form === "constant") return void 0;
    const spread2 = Math.abs(value) * 0.03;
    return { ...series, signal: walkBetween({ min: value - spread2, max: value + spread2 }) };
  };
}
function stands(value) {
  return ({ kind }, series) => {
    if (kind === "info" || kind !== "gauge" && value !== 0) return void 0;
    const signal = { form: "constant", value, fixed: true };
    return { ...series, signal };
  };
}
function absent2({ users }, series) {
  if (!users.every((user) => /^(?:alert|record) /.test(user))) return void 0;
  return { ...series, signal: { form: "course", signal: { gap: { for: "1h" } }, factor: 1, fixed: true } };
}

// src/infer/calm/shift-thresholds.ts
var shift = { part: 0.3, rest: 0.3 };
var flipped = { ">": "<", "<": ">", ">=": "<=", "<=": ">=" };
function shiftThresholds(node) {
  if (node.type === "paren") return { ...node, expr: shiftThresholds(node.expr) };
  if (node.type !== "binary") return node;
  const [left, right] = [withoutParens(node.left), withoutParens(node.right)];
  const back = flipped[node.op];
  if (back !== void 0) {
    if (right.type === "number") return { ...node, right: { ...right, text: nearer(right.text, node.op) } };
    if (left.type === "number") return { ...node, left: { ...left, text: nearer(left.text, back) } };
    return node;
  }
  if (node.op !== "and" && node.op !== "or" && node.op !== "unless") return node;
  return {
    ...node,
    left: shiftThresholds(node.left),
    ...node.op !== "unless" && { right: shiftThresholds(node.right) }
  };
}
function nearer(text, op) {
  const value = numberOf(text);
  if (!Number.isFinite(value) || Number.isInteger(value) && Math.abs(value) <= 10) return text;
  const whole = value > 50 && value < 100 ? 100 : value > 0.5 && value < 1 ? 1 : void 0;
  if (op.startsWith(">")) return String(value - Math.abs(value) * shift.part);
  return String(whole === void 0 ? value + Math.abs(value) * shift.part : value + (whole - value) * shift.rest);
}

// src/infer/calm/calm-alerts.ts
var limits6 = { each: 3e6, all: 15e7, parts: 16, tried: 900 };
var brief = { instants: 2, forMs: 15 * 6e4 };
async function calmAlerts(metrics, { alerts, signal, ...input }) {
  const calmer = new Calmer(metrics, new DayWorld(input));
  const all = new Work(limits6.all);
  const attempt = (run) => attemptWork(new Work(limits6.each, all), run) === true;
  const near2 = [];
  const loud = [];
  for (const alert of alerts) {
    await nextTurn(signal);
    const wary = { ...alert, root: shiftThresholds(alert.root) };
    if (attempt(() => calmer.isCalm(wary))) calmer.keep(wary);
    else if (attempt(() => calmer.isCalm(alert))) near2.push(alert);
    else loud.push(alert);
  }
  for (const alert of near2) calmer.keep(alert);
  for (const alert of [...loud, ...near2]) {
    await nextTurn(signal);
    const wary = { ...alert, root: shiftThresholds(alert.root) };
    if (attempt(() => calmer.calm(wary))) calmer.keep(wary);
    else if (attempt(() => calmer.calm(alert))) calmer.keep(alert);
  }
  return calmer.metrics;
}
var Calmer = class {
  metrics;
  #world;
  #kept = [];
  #byWire;
  constructor(metrics, world) {
    this.metrics = metrics;
    this.#world = world;
    this.#byWire = byWire(metrics);
  }
  /** The alert stays calm from here on. */
  keep(alert) {
    this.#kept.push(alert);
  }
  isCalm({ root, forMs }, metrics = this.#byWire) {
    const instants = this.#world.results(root, metrics).reduce((sum, found) => sum + held2(found), 0);
    return instants === 0 || forMs >= brief.forMs && instants <= brief.instants;
  }
  /** @returns whether the alert does not fire any more. */
  calm(alert) {
    if (this.isCalm(alert)) return true;
    const parts2 = this.#parts(alert.root);
    const sides = sidesOf(alert.root);
    const numbers3 = this.#numbers(sides, this.#byWire);
    const others2 = this.#others(alert.root);
    let left = limits6.tried;
    for (const edit of calmEdits(constantsOf(alert.root)))
      for (const part of parts2) {
        const edited = this.#edited(part, edit);
        if (edited === void 0) continue;
        if (left-- <= 0) return false;
        const metrics = byWire(edited);
        if (!this.isCalm(alert, metrics)) continue;
        const isGone = edited.some(({ name, series }) => part.has(name) && series.some(isAbsent));
        if (!isGone && this.#numbers(sides, metrics) < numbers3) continue;
        if (!others2.every((other) => this.isCalm(other, metrics))) continue;
        this.metrics = edited;
        this.#byWire = metrics;
        return true;
      }
    return false;
  }
  /** The series that each selector selects, the fewest first, then all of each metric, and all together. */
  #parts(root) {
    const recordOf = (name) => this.#world.recordOf(name, this.#byWire);
    const selected = leavesOf(root, { recordOf }).flatMap(({ selector }) => this.#selected(selector)).sort((a, b) => a.places.size - b.places.size);
    const names2 = [...new Set(selected.map(({ name }) => name))];
    const whole = names2.map((name) => {
      const { series } = this.metrics.find((metric) => metric.name === name);
      return { name, places: new Set(series.keys()) };
    });
    const together2 = names2.map((name) => {
      const places2 = selected.filter((one2) => one2.name === name).flatMap((one2) => [...one2.places]);
      return [name, new Set(places2)];
    });
    const seen = /* @__PURE__ */ new Set();
    const each = [...selected, ...whole].filter(({ name, places: places2 }) => {
      const id = `${name} ${[...places2].join()}`;
      return places2.size > 0 && !seen.has(id) && seen.add(id);
    }).slice(0, limits6.parts).map(({ name, places: places2 }) => /* @__PURE__ */ new Map([[name, places2]]));
    return names2.length < 2 ? each : [...each, new Map(together2)];
  }
  #selected({ metric: name, matchers }) {
    const metric = name === void 0 ? void 0 : this.#byWire.get(name);
    if (metric === void 0) return [];
    const conditions = matchers.filter(({ name: label }) => label !== "le" && label !== "quantile");
    const chosen = [...metric.series.entries()].filter(
      ([, { labels: labels2 }]) => conditions.every((one2) => satisfies(labels2.get(one2.name) ?? "", one2, this.#world.patterns))
    );
    return [{ name: metric.name, places: new Set(chosen.map(([place]) => place)) }];
  }
  #edited(part, edit) {
    let changed2 = false;
    const metrics = this.metrics.map((metric) => {
      const places2 = part.get(metric.name);
      if (places2 === void 0) return metric;
      const series = metric.series.map((one2, place) => places2.has(place) ? edit(metric, one2) ?? one2 : one2);
      const isOther = series.some((one2, place) => one2 !== metric.series[place]);
      if (!isOther) return metric;
      if (metric.kind !== "info" && series.every(isAbsent)) return metric;
      changed2 = true;
      if (metric.kind !== "info") return { ...metric, series };
      const kept3 = series.map((one2, place) => one2 === metric.series[place] ? { ...one2, signal: isThere2 } : one2);
      return { ...metric, kind: "gauge", series: kept3 };
    });
    return changed2 ? metrics : void 0;
  }
  /** Alerts that were calm and read a metric that this expression reads. */
  #others(root) {
    const recordOf = (name) => this.#world.recordOf(name, this.#byWire);
    const own2 = readBy(root, this.#byWire, recordOf);
    return this.#kept.filter(
      (other) => [...readBy(other.root, this.#byWire, recordOf)].some((metric) => own2.has(metric))
    );
  }
  /** How many numbers what is compared has over a day. */
  #numbers(sides, metrics) {
    return sides.reduce(
      (sum, side) => sum + this.#world.results(side, metrics).reduce((all, found) => all + finite2(found), 0),
      0
    );
  }
};
var isThere2 = { form: "constant", value: 1 };
function byWire(metrics) {
  return new Map(metrics.flatMap((metric) => wireNames(metric).map((name) => [name, metric])));
}
function held2(found) {
  if (found.kind === "text") return 0;
  const all = found.kind === "scalar" ? [found.values] : found.series.map(({ values }) => values);
  const instants = all[0]?.length ?? 0;
  return Array.from({ length: instants }, (_, at) => at).filter((at) => all.some((one2) => !Number.isNaN(one2[at]))).length;
}
function finite2(found) {
  if (found.kind !== "vector") return 0;
  return found.series.reduce((sum, { values }) => sum + values.filter(Number.isFinite).length, 0);
}
var comparisons3 = /* @__PURE__ */ new Set(["==", "!=", ">", "<", ">=", "<="]);
function sidesOf(root) {
  const found = [];
  walkNodes(root, (node) => {
    if (node.type === "binary" && comparisons3.has(node.op))
      found.push(...childrenOf(node).filter((side) => typeOf(side) === "vector"));
  });
  return found;
}

// src/infer/calm/calm-rules.ts
var steps3 = 3e5;
async function calmRules(metrics, rules, times3) {
  const parsed = rules.flatMap((rule) => {
    const root = parse2(rule.expr);
    return root === void 0 ? [] : [{ ...rule, root }];
  });
  const alerts = parsed.flatMap(({ kind, name, root, forMs = 0 }) => kind === "alert" ? [{ name, root, forMs }] : []);
  if (alerts.length === 0) return metrics;
  const records = parsed.flatMap(
    ({ kind, name, root, labels: labels2 = [] }) => kind === "record" ? [{ name, root, labels: labels2 }] : []
  );
  const { nowMs, stepMs, signal } = times3;
  return calmAlerts(metrics, { alerts, records, nowMs, stepMs, signal });
}
function parse2(expr) {
  const parsed = attemptWork(new Work(steps3), () => parseExpression(expr));
  return parsed?.ok === true ? parsed.root : void 0;
}

// src/infer/complete-wholes.ts
var maxSeries2 = 400;
function completeWholes(metric) {
  const { series, kind } = metric;
  if (kind === "info" || series.length < 4 || series.length > maxSeries2) return metric;
  const names2 = new Set(series.flatMap(({ labels: labels2 }) => [...labels2.keys()]));
  for (const name of names2) {
    const groups2 = /* @__PURE__ */ new Map();
    for (const one2 of series) {
      const place = JSON.stringify([...one2.labels].filter(([label]) => label !== name));
      groups2.set(place, [...groups2.get(place) ?? [], one2]);
    }
    if (groups2.size < 2 || groups2.size === series.length) continue;
    const full = [...groups2.values()].reduce((most3, one2) => one2.length > most3.length ? one2 : most3);
    const cause = full.length < 3 ? void 0 : sharedCause(full);
    if (cause === void 0) continue;
    const added = [...groups2.values()].flatMap((own2) => missingParts(own2, full, { name, cause }));
    if (added.length > 0 && series.length + added.length <= maxSeries2)
      return { ...metric, series: [...series, ...added] };
  }
  return metric;
}
function sharedCause(parts2) {
  const specs = parts2.map(({ signal }) => specOf(signal));
  const rests = specs.map(restCauses);
  const [first = /* @__PURE__ */ new Set()] = specs.map(causesIn);
  return [...first].find(
    (name) => specs.every((spec) => causesIn(spec).has(name)) && rests.filter((rest2) => rest2.has(name)).length === 1
  );
}
function missingParts(own2, full, { name, cause }) {
  if (own2.length >= full.length) return [];
  const there = new Set(own2.map(({ labels: labels2 }) => labels2.get(name)));
  const known5 = new Set(full.map(({ labels: labels2 }) => labels2.get(name)));
  const isSame2 = own2.every((one2) => known5.has(one2.labels.get(name)) && causesIn(specOf(one2.signal)).has(cause));
  if (!isSame2) return [];
  const [{ labels: place, index }] = own2;
  return full.flatMap((part) => {
    const value = part.labels.get(name);
    if (value === void 0 || there.has(value)) return [];
    const labels2 = new Map([...place].map(([label, at]) => [label, label === name ? value : at]));
    return [{ ...part, labels: labels2, index }];
  });
}

// src/infer/words/place-labels.ts
var hosts = /^(exported_)?(instance|node|nodename|node_name|host|hostname|host_name|server|machine|kubernetes_node|k8s_node_name)$/;
var scopes = /^(job|.*cluster.*|env|environment|region|datacenter|dc|tenant|.*_job)$/;
var members3 = /^(.*_)?(instance|namespace|namespace_name|pod|pod_name|service|service_name|app|app_name|application|application_name|component|workload|deployment|daemonset|statefulset|replicaset|zone|az|project|account|stage|member|replica)$/;
var remembered2 = 5e3;
function remembering(test) {
  const answers = /* @__PURE__ */ new Map();
  return (label) => {
    const known5 = answers.get(label);
    if (known5 !== void 0) return known5;
    if (answers.size >= remembered2) answers.clear();
    const answer = test(label);
    answers.set(label, answer);
    return answer;
  };
}
var isScopeLabel = remembering((label) => scopes.test(label));
var isPlaceLabel = remembering((label) => hosts.test(label) || scopes.test(label) || members3.test(label));
function unitOfLabel(label) {
  return hosts.test(label) ? "host" : label;
}

// src/infer/write/add-causes.ts
var import_yaml2 = __toESM(require_dist(), 1);
function signalSection(specText) {
  const root = (0, import_yaml2.parseDocument)(specText, { schema: "core", logLevel: "silent", uniqueKeys: false }).contents;
  const map = (0, import_yaml2.isMap)(root) ? root : void 0;
  const section = map?.get("signals", true);
  const signals = (0, import_yaml2.isMap)(section) ? section : void 0;
  const known5 = new Map((signals?.items ?? []).map(({ key, value }) => [textOf2(key), perOf(value)]));
  return {
    rename(causes2) {
      const taken2 = /* @__PURE__ */ new Set([...known5.keys(), ...causes2.map(({ name }) => name)]);
      const renamed2 = /* @__PURE__ */ new Map();
      for (const { name, per } of causes2) {
        const own2 = known5.get(name);
        if (own2 === void 0 || own2 === [...per].sort().join()) continue;
        let number = 2;
        while (taken2.has(`${name}-${number}`)) number++;
        renamed2.set(name, `${name}-${number}`);
        taken2.add(`${name}-${number}`);
      }
      return renamed2;
    },
    insertion(causes2) {
      const missing = causes2.filter(({ name }) => !known5.has(name));
      return missing.length === 0 || map === void 0 ? void 0 : insert(specText, map, signals, missing);
    }
  };
}
function withCausesRenamed(metric, names2) {
  if (names2.size === 0) return metric;
  const series = metric.series.map((one2) => ({
    ...one2,
    signal: { form: "course", signal: renameCauses(specOf(one2.signal), names2), factor: 1 },
    observe: one2.observe && renameCauses(one2.observe, names2)
  }));
  return { ...metric, series, causes: metric.causes?.map((cause) => renamed(cause, names2)) ?? [] };
}
function renamed({ name, per, value }, names2) {
  return { name: names2.get(name) ?? name, per, value: renameCauses(value, names2) };
}
function textOf2(key) {
  return (0, import_yaml2.isScalar)(key) ? String(key.value) : "";
}
function perOf(value) {
  const per = (0, import_yaml2.isMap)(value) ? value.toJSON().per : void 0;
  return [per ?? []].flat().map(String).sort().join();
}
function insert(specText, root, signals, missing) {
  const json = missing.map(({ name, per, value }) => JSON.stringify({ [name]: { ...per.length === 0 ? {} : { per }, value } })).map((text) => text.slice(1, -1)).join(", ");
  if (signals !== void 0 && (signals.flow === true || signals.items.length === 0)) {
    const close = (signals.range?.[1] ?? 1) - 1;
    const last = signals.items.at(-1)?.value?.range?.[1];
    const comma = last !== void 0 && !specText.slice(last, close).includes(",") ? ", " : "";
    return { at: last !== void 0 && comma !== "" ? last : close, text: `${comma}${json}` };
  }
  const metrics = root.items.find(({ key }) => textOf2(key) === "metrics");
  const beforeMetrics = metrics.key.range[0];
  if (signals === void 0) {
    if (root.flow === true) return { at: beforeMetrics, text: `"signals": {${json}}, ` };
    const indent2 = " ".repeat(columnOf(specText, beforeMetrics));
    const lines2 = missing.map((cause) => `${indent2}  ${renderCause(cause)}
`);
    return { at: beforeMetrics, text: `signals:
${lines2.join("")}${indent2}` };
  }
  const first = signals.items[0].key.range[0];
  const indent = " ".repeat(columnOf(specText, first));
  const lines = missing.map((cause) => `${renderCause(cause)}
${indent}`);
  return { at: first, text: lines.join("") };
}
function columnOf(text, offset) {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

// src/infer/merge-metrics.ts
var kinds2 = ["histogram", "native", "summary", "counter", "info", "gauge"];
function disagreeingKinds(parts2) {
  const found = /* @__PURE__ */ new Map();
  const disagreeing = /* @__PURE__ */ new Map();
  for (const metric of parts2.flat()) {
    const { name, kind } = metric;
    const known5 = found.get(name) ?? [];
    found.set(name, [...known5, metric]);
    for (const other of known5) {
      if (other.kind === kind || isHistogram(kind, other.kind) || !isOne2(metric, other)) continue;
      disagreeing.set(name, moreTelling(disagreeing.get(name) ?? kind, moreTelling(kind, other.kind)));
    }
  }
  return disagreeing;
}
function isOne2(a, b) {
  if (a.name !== b.name) return false;
  const wires2 = new Set(wireNames(a));
  return isHistogram(a.kind, b.kind) || wireNames(b).some((wire) => wires2.has(wire));
}
function moreTelling(a, b) {
  return kinds2.indexOf(a) < kinds2.indexOf(b) ? a : b;
}
function isHistogram(...all) {
  return all.every((kind) => kind === "histogram" || kind === "native");
}
function mergeMetrics(parts2) {
  if (parts2.length === 1) return parts2[0];
  const merged2 = /* @__PURE__ */ new Map();
  const causes2 = /* @__PURE__ */ new Map();
  for (const part of parts2) {
    for (const metric of apart(part, causes2)) {
      const known5 = merged2.get(metric.name) ?? [];
      const same = known5.find((one2) => isOne2(one2, metric));
      const joined = same === void 0 ? metric : join2(same, metric);
      merged2.set(metric.name, [...known5.filter((one2) => one2 !== same), joined]);
    }
  }
  return intoHistograms([...merged2.values()].flat());
}
function apart(metrics, known5) {
  const own2 = new Map(metrics.flatMap(({ causes: causes2 = [] }) => causes2.map((cause) => [cause.name, cause])));
  const names2 = /* @__PURE__ */ new Map();
  for (const [name, cause] of own2) {
    let free2 = name;
    for (let number = 2; known5.has(free2) && !isSame(known5.get(free2), cause); number++) free2 = `${name}-${number}`;
    if (free2 !== name) names2.set(name, free2);
    if (!known5.has(free2)) known5.set(free2, cause);
  }
  return metrics.map(
    (metric) => metric.causes?.some(({ name }) => names2.has(name)) === true ? withCausesRenamed(metric, names2) : metric
  );
}
function isSame(a, b) {
  return JSON.stringify([a.per, a.value]) === JSON.stringify([b.per, b.value]);
}
function join2(a, b) {
  if (a.kind !== b.kind && !isHistogram(a.kind, b.kind))
    return moreTelling(a.kind, b.kind) === a.kind ? withSeriesOf(a, [b]) : withSeriesOf(b, [a]);
  const both2 = isHistogram(a.kind, b.kind) && a.kind !== b.kind;
  const first = both2 && b.kind === "histogram" ? b : a;
  return {
    ...first,
    ...both2 || a.native === "both" || b.native === "both" ? { native: "both" } : {},
    help: a.help ?? b.help,
    series: joinSeries(a.series, inPlace(a.series, onePlace(a.series, b.series, [...a.needs, ...b.needs]))),
    users: [.../* @__PURE__ */ new Set([...a.users, ...b.users])],
    needs: [...a.needs, ...b.needs],
    buckets: numbers2(a.buckets, b.buckets),
    quantiles: numbers2(a.quantiles, b.quantiles),
    causes: [...new Map([...b.causes ?? [], ...a.causes ?? []].map((cause) => [cause.name, cause])).values()]
  };
}
function numbers2(a, b) {
  return [.../* @__PURE__ */ new Set([...a, ...b])].sort((x, y) => x - y);
}
var maxCompared = 500;
function joinSeries(a, b) {
  const keys = new Set(a.map(keyOf3));
  const all = [...a, ...b.filter((one2) => !keys.has(keyOf3(one2)))];
  if (all.length > maxCompared) return all;
  return all.filter((one2) => !all.some((other) => other.labels.size > one2.labels.size && isPart(one2, other)));
}
function onePlace(a, b, needs) {
  if (a.length === 0 || a.length + b.length > maxCompared) return b;
  const lacking = (name) => isPlaceLabel(name) && a.every(({ labels: labels2 }) => !labels2.has(name));
  const asked = new Set(needs.flat().flatMap(({ name }) => lacking(name) ? [name] : []));
  const members6 = /* @__PURE__ */ new Set();
  return b.filter(({ labels: labels2 }) => {
    const own2 = [...labels2].filter(([name]) => asked.has(name) || !lacking(name));
    if (own2.length === labels2.size) return true;
    const member = keyOf3({ labels: new Map(own2) });
    return !members6.has(member) && members6.add(member);
  });
}
function inPlace(a, b) {
  if (a.length === 0 || a.length + b.length > maxCompared) return b;
  const places2 = [...a[0].labels.keys()].filter(
    (name) => isPlaceLabel(name) && a.every(({ labels: labels2 }) => labels2.has(name))
  );
  return b.map((one2) => {
    const lacking = places2.filter((name) => !one2.labels.has(name));
    const known5 = places2.filter((name) => one2.labels.has(name));
    if (lacking.length === 0 || known5.length === 0) return one2;
    const beside = a.filter(({ labels: labels2 }) => known5.every((name) => labels2.get(name) === one2.labels.get(name)));
    const found = new Set(beside.map(({ labels: labels2 }) => JSON.stringify(lacking.map((name) => labels2.get(name)))));
    if (found.size !== 1) return one2;
    const added = lacking.map((name) => [name, beside[0].labels.get(name)]);
    return { ...one2, labels: new Map([...one2.labels, ...added].sort(([x], [y]) => x < y ? -1 : 1)) };
  });
}
function keyOf3({ labels: labels2 }) {
  return JSON.stringify([...labels2].sort(([x], [y]) => x < y ? -1 : 1));
}
function isPart(one2, other) {
  return [...one2.labels].every(([name, value]) => other.labels.get(name) === value);
}
function intoHistograms(metrics) {
  const makers = /* @__PURE__ */ new Map();
  for (const metric of metrics)
    for (const wire of wireNames(metric)) if (wire !== metric.name) makers.set(wire, metric.name);
  const added = /* @__PURE__ */ new Map();
  const left = metrics.filter((metric) => {
    const maker = makers.get(metric.name);
    if (maker === void 0) return true;
    added.set(maker, [...added.get(maker) ?? [], metric]);
    return false;
  });
  return left.map((metric) => withSeriesOf(metric, added.get(metric.name) ?? []));
}
function withSeriesOf(metric, parts2) {
  if (parts2.length === 0) return metric;
  const model = metric.series[0];
  const made2 = madeLabel(metric.kind);
  const added = parts2.flatMap(
    ({ series }) => series.map(({ labels: labels2, index }) => ({
      ...model,
      labels: new Map([...labels2].filter(([name]) => name !== made2)),
      index
    }))
  );
  return {
    ...metric,
    series: joinSeries(metric.series, [...new Map(added.map((one2) => [keyOf3(one2), one2])).values()]),
    users: [...new Set([metric, ...parts2].flatMap(({ users }) => users))],
    needs: [metric, ...parts2].flatMap(({ needs }) => needs)
  };
}

// src/infer/adopt/candidates.ts
var limits7 = { values: 8, series: 600 };
var known3 = /* @__PURE__ */ new WeakMap();
function candidatesOf({ pack, metric }) {
  const found = known3.get(metric);
  if (found !== void 0) return found;
  const [fleet, values] = Object.entries(pack.labels).find(([, value]) => valuesOf2(value).length > 1) ?? [];
  const members6 = valuesOf2(values ?? []);
  const made2 = [];
  for (const entry of metric.series) {
    for (const each of combinations({ ...pack.labels, ...entry.labels }, fleet)) {
      const member = members6.indexOf(each.labels.get(fleet ?? "") ?? "");
      if (made2.length < limits7.series) made2.push(member < 0 ? each : { ...each, member });
    }
  }
  known3.set(metric, made2);
  return made2;
}
function combinations(labels2, fleet) {
  const names2 = Object.keys(labels2).sort((a, b) => Number(b === fleet) - Number(a === fleet) || (a < b ? -1 : 1));
  const each = names2.map((name) => ({ name, values: valuesOf2(labels2[name]) }));
  const all = each.reduce((count, { values }) => Math.min(limits7.series, count * values.length), 1);
  const made2 = [];
  for (let at = 0; at < all; at++) made2.push(combination(each, at, fleet));
  return made2;
}
function combination(each, at, fleet) {
  const chosen = [];
  const places2 = [];
  let member = 0;
  let rest2 = at;
  for (let index = each.length - 1; index >= 0; index--) {
    const { name, values } = each[index];
    const place = rest2 % values.length;
    rest2 = Math.floor(rest2 / values.length);
    if (values[place] !== "") chosen.push([name, values[place]]);
    if (name === fleet) member = place;
    else if (values.length > 1) places2.push([name, place]);
  }
  return { labels: new Map(chosen.reverse()), member, places: new Map(places2.reverse()) };
}
function valuesOf2(value) {
  return [value].flat().flatMap((text) => {
    const pattern = parseLabelPattern(text);
    return "error" in pattern ? [text] : expandLabelPattern(pattern);
  }).slice(0, limits7.values);
}

// src/infer/adopt/choose-packs.ts
function choosePacks({ metrics }) {
  const claims = packClaims();
  const asked = /* @__PURE__ */ new Map();
  for (const name of metrics.keys())
    for (const { pack } of claims.get(name) ?? []) asked.set(pack, (asked.get(pack) ?? 0) + 1);
  const chosen = /* @__PURE__ */ new Map();
  for (const name of metrics.keys()) {
    const best = (claims.get(name) ?? []).toSorted((a, b) => rank(b, asked) - rank(a, asked))[0];
    if (best === void 0 || chosen.has(best.metric) || asked.get(best.pack) < 2 && !best.typical) continue;
    const pack = packOf(best.pack);
    const metric = pack.metrics.find((one2) => one2.name === best.metric);
    if (metric !== void 0) chosen.set(metric.name, { pack, metric });
  }
  return chosen;
}
function rank({ pack, size, typical }, asked) {
  return asked.get(pack) + (typical ? 0.5 : 0) - size / 1e5;
}
function kindOf({ type, native }) {
  if (type === "histogram" && native === true) return "native";
  return type === "unknown" ? "gauge" : type;
}

// src/infer/adopt/companions.ts
var fewest2 = 2;
function companionCandidates(labels2, sources) {
  const wanted2 = [...labels2].filter((label) => tellsPlace(label));
  if (wanted2.length < fewest2) return void 0;
  let best;
  for (const source of sources) {
    const own2 = new Set(source.candidates[0]?.labels.keys());
    const named2 = new Map([...own2].map((name) => [source.names.get(name) ?? name, name]));
    const shared = wanted2.flatMap((name) => named2.get(name) ?? []);
    if (shared.length >= fewest2 && shared.length > (best?.shared.length ?? 0)) best = { source, shared };
  }
  return best === void 0 ? void 0 : projected(best);
}
function partnerCandidates(labels2, partners) {
  let best;
  for (const source of partners) {
    const common = new Set(Object.keys(source.packed?.pack.labels ?? {}));
    const own2 = new Set(source.candidates.flatMap((one2) => [...one2.labels.keys()]));
    const shared = [...own2].filter((name) => !common.has(name) && labels2.has(source.names.get(name) ?? name));
    if (shared.length > (best?.shared.length ?? 0)) best = { source, shared };
  }
  return best === void 0 ? void 0 : projected(best);
}
function projected({ source, shared }) {
  const made2 = /* @__PURE__ */ new Map();
  for (const { labels: all, member } of source.candidates) {
    const own2 = shared.flatMap((name) => {
      const value = all.get(name);
      return value === void 0 ? [] : [[source.names.get(name) ?? name, value]];
    });
    const key = JSON.stringify(own2);
    if (!made2.has(key)) made2.set(key, { labels: new Map(own2), member, places: /* @__PURE__ */ new Map() });
  }
  return [...made2.values()];
}
function tellsPlace(label) {
  return isPlaceLabel(label) && !isScopeLabel(label) || label === "container";
}

// src/infer/adopt/label-names.ts
var synonyms = [
  [
    "code",
    "status",
    "status_code",
    "http_status",
    "http_code",
    "response_code",
    "http_status_code",
    "http_response_code"
  ],
  ["method", "verb", "http_method", "request_method"],
  ["handler", "path", "route", "uri", "url", "endpoint", "http_route"],
  ["namespace", "kubernetes_namespace", "exported_namespace", "k8s_namespace_name", "namespace_name"],
  ["pod", "pod_name", "kubernetes_pod_name", "exported_pod", "k8s_pod_name"],
  ["container", "container_name", "exported_container", "k8s_container_name"],
  ["instance", "exported_instance"],
  ["node", "kubernetes_node", "nodename", "kubernetes_io_hostname"],
  ["service", "exported_service", "service_name"],
  ["job", "exported_job"]
];
function namesInQueries(names2, asked) {
  const own2 = new Set(names2);
  const found = /* @__PURE__ */ new Map();
  for (const name of own2) {
    if (asked.has(name)) continue;
    const others2 = synonyms.find((list) => list.includes(name)) ?? [];
    const other = others2.find((one2) => asked.has(one2) && !own2.has(one2));
    if (other !== void 0) found.set(name, other);
  }
  return found;
}

// src/infer/adopt/places.ts
var mostValues = 8;
var usualPart = 0.2;
function countPlaces(adoptions) {
  const counts2 = /* @__PURE__ */ new Map();
  for (const { candidates } of adoptions) {
    const seen = /* @__PURE__ */ new Set();
    for (const { labels: labels2 } of candidates) {
      for (const [name, value] of labels2) {
        const key = `${name} ${value}`;
        if (!isPlaceLabel(name) || seen.has(key)) continue;
        seen.add(key);
        const values = counts2.get(name) ?? /* @__PURE__ */ new Map();
        counts2.set(name, values.set(value, (values.get(value) ?? 0) + 1));
      }
    }
  }
  return counts2;
}
function usualPlaces({ candidates }, counts2) {
  const least3 = new Map([...counts2].map(([name, values]) => [name, Math.max(...values.values()) * usualPart]));
  const kept3 = candidates.filter(
    ({ labels: labels2 }) => [...labels2].every(([name, value]) => (counts2.get(name)?.get(value) ?? 1) >= (least3.get(name) ?? 0))
  );
  return kept3.length === 0 ? candidates : kept3;
}
function placesOf(adoptions) {
  const byPack = /* @__PURE__ */ new Map();
  for (const adoption of adoptions) {
    const name = adoption.packed?.pack.name;
    if (name !== void 0) byPack.set(name, [...byPack.get(name) ?? [], adoption]);
  }
  const places2 = /* @__PURE__ */ new Map();
  for (const list of [...byPack.values()].sort((a, b) => b.length - a.length)) {
    const found = /* @__PURE__ */ new Map();
    for (const { candidates, names: names2 } of list) {
      for (const { labels: labels2 } of candidates) {
        for (const [own2, value] of labels2) {
          const name = names2.get(own2) ?? own2;
          if (!isPlaceLabel(name) || isScopeLabel(name) && name !== "job") continue;
          const values = found.get(name) ?? /* @__PURE__ */ new Set();
          found.set(name, values);
          if (values.size < mostValues) values.add(value);
        }
      }
    }
    for (const [name, values] of found) if (!places2.has(name)) places2.set(name, [...values]);
  }
  return places2;
}

// src/infer/adopt/adopt-packs.ts
function adoptPacks(families, packs) {
  const adoptions = /* @__PURE__ */ new Map();
  const all = families.map((family) => {
    const packed = packs.get(family.name);
    if (packed === void 0 || kindOf(packed.metric) !== family.kind) return family;
    const candidates = candidatesOf(packed);
    const own2 = new Set(candidates.flatMap(({ labels: labels3 }) => [...labels3.keys()]));
    const asked = new Set(family.use.labels);
    const names2 = namesInQueries(own2, asked);
    const labels2 = /* @__PURE__ */ new Set([...asked, ...[...own2].map((name) => names2.get(name) ?? name).filter(isLabelName)]);
    const adopted = { ...family, use: { ...family.use, labels: labels2 } };
    adoptions.set(adopted, { packed, candidates, asked, names: names2 });
    return adopted;
  });
  const counts2 = countPlaces([...adoptions.values()]);
  for (const [family, adoption] of adoptions)
    adoptions.set(family, { ...adoption, candidates: usualPlaces(adoption, counts2) });
  return { families: all, adoptions };
}
function addCompanions({ families, adoptions }) {
  const all = new Map(adoptions);
  const sources = [...adoptions.values()];
  const byName2 = new Map([...adoptions].map(([{ name }, adoption]) => [name, adoption]));
  for (const family of families) {
    if (all.has(family)) continue;
    const { labels: labels2, partners } = family.use;
    const candidates = companionCandidates(labels2, sources) ?? partnerCandidates(
      labels2,
      [...partners].flatMap((name) => byName2.get(name) ?? [])
    );
    if (candidates === void 0) continue;
    all.set(family, { packed: void 0, candidates, asked: family.use.labels, names: /* @__PURE__ */ new Map() });
  }
  return all;
}

// src/infer/adopt/machines.ts
var machineLabel = /^(node|kubernetes_node|k8s_node_name)$/;
var mostMachines = 4;
function fleetSizes(adoptions, count) {
  const nodes = /* @__PURE__ */ new Set();
  for (const { candidates } of adoptions)
    for (const { labels: labels2 } of candidates)
      for (const [name, value] of labels2) if (machineLabel.test(name)) nodes.add(value);
  const machines = Math.min(mostMachines, nodes.size);
  return (adoption) => isOfMachines(adoption) ? Math.max(count, machines) : count;
}
function isOfMachines({ packed }) {
  const fleet = Object.values(packed?.pack.labels ?? {}).map(valuesOf2).find((values) => values.length > 1);
  return fleet?.every((value) => /^(host|node|win)-\d+(:\d+)?$|^\d+(\.\d+){3}(:\d+)?$/.test(value)) === true;
}

// src/infer/units/plausible.ts
var minute8 = 60;
var day2 = 86400;
var mega = 1e6;
var giga = 1e9;
function word(words4) {
  return new RegExp(`(^|_)(${words4})(_|$)`, "i");
}
var bytes = [
  [
    /(disk|(^|_)fs_|filesystem|volume|storage|pvc|bucket|(^|_)s3_|object|drive|backup|tablespace)/i,
    { min: 60 * giga, max: 110 * giga }
  ],
  [
    /(database|(^|_)db(_|$)|index|store|log|wal|segment|tsdb|chunk|snapshot|table)/i,
    { min: 0.8 * giga, max: 3 * giga }
  ],
  [
    /(request|response|message|msg|record|packet|frame|payload|body|event|row|batch)s?_?(size|length|bytes)|avg_.*(size|len)/i,
    { min: 2e3, max: 4e4 }
  ],
  [/(buffer|queue|pending|in_?flight|backlog|stack|cache_line)/i, { min: 1 * mega, max: 20 * mega }],
  [
    /(nonheap|non_heap|metaspace|code_?cache|direct|mapped|shared|swap|slab|dirty|inactive)/i,
    { min: 60 * mega, max: 140 * mega }
  ]
];
var bytesElse = { min: 220 * mega, max: 700 * mega };
var seconds = [
  [word("uptime|up_time|age|running_for|since|lifetime"), { min: 9 * day2, max: 32 * day2 }],
  [word("ttl|expir\\w*|retention|validity|until|remaining"), { min: 12 * day2, max: 60 * day2 }],
  [word("interval|timeout|period|delay_max"), { min: 10, max: 60 }],
  [
    word("backup|build|pipeline|jobs?|workflow|deploy\\w*|migration|rollout|reindex|scan|export|import"),
    { min: 25, max: 4 * minute8 }
  ],
  [word("ntp|clock|offset|drift|skew|jitter|estimated_error"), { min: 2e-4, max: 3e-3 }],
  [word("lag|behind|stale\\w*|freshness|replicas?|replication"), { min: 0.2, max: 2.5 }],
  [word("rtt|ping|icmp|probe|connect|dns|lookup|handshake"), { min: 8e-3, max: 0.06 }],
  [word("gc|pauses?|fsync|disk|io|await|commit|locks?"), { min: 2e-3, max: 0.03 }]
];
var secondsElse = { min: 0.04, max: 0.25 };
var partWords = /(^|_)(total|size|max|limit|capacity|used|usage|free|avail|available|allocatable|requests?|quota)(?=_|$)/gi;
var byDimension = {
  share: { min: 0.3, max: 0.7 },
  cores: { min: 0.2, max: 1.4 },
  hertz: { min: 22e8, max: 3e9 },
  celsius: { min: 38, max: 62 },
  fahrenheit: { min: 100, max: 140 },
  kelvin: { min: 305, max: 330 },
  volts: { min: 11.8, max: 12.2 },
  amperes: { min: 1.2, max: 3 },
  watts: { min: 80, max: 160 },
  joules: { min: 2e3, max: 9e3 },
  rpm: { min: 1200, max: 2400 },
  metres: { min: 100, max: 800 },
  pascals: { min: 100800, max: 101900 },
  decibels: { min: 22, max: 38 },
  currency: { min: 40, max: 160 },
  grams: { min: 800, max: 2500 },
  litres: { min: 4, max: 20 },
  speed: { min: 2, max: 12 },
  degrees: { min: 40, max: 140 }
};
var growth2 = {
  bytes: { min: 2e5, max: 9e5 },
  seconds: { min: 0.1, max: 0.45 },
  count: { min: 4, max: 20 },
  joules: { min: 80, max: 160 }
};
var observed2 = {
  bytes: { p50: 2e3, p99: 8e4 },
  seconds: { p50: 0.08, p99: 0.7 }
};
function plausibleValues(of2, name) {
  if (of2.perSecond) return inUnit(growth2[of2.dimension], of2);
  const { dimension } = of2;
  const subjects = dimension === "bytes" ? bytes : dimension === "seconds" ? seconds : [];
  const subject = name.replaceAll(partWords, "");
  const rest2 = dimension === "bytes" ? bytesElse : dimension === "seconds" ? secondsElse : byDimension[dimension];
  return inUnit(subjects.find(([pattern]) => pattern.test(subject))?.[1] ?? rest2, of2);
}
function plausibleGrowth({ quantity: quantity2, shown, overSeconds }) {
  const { dimension } = quantity2;
  if (shown === "increase" && dimension === "seconds" && overSeconds !== void 0)
    return inUnit(growth2.seconds, quantity2);
  return inUnit(growth2[dimension], quantity2);
}
function plausibleObservations(of2) {
  const known5 = observed2[of2.dimension];
  return known5 === void 0 ? void 0 : { p50: short2(known5.p50 / of2.scale), p99: short2(known5.p99 / of2.scale) };
}
function inUnit(typical, { scale }) {
  return typical === void 0 ? void 0 : { min: short2(typical.min / scale), max: short2(typical.max / scale) };
}
function short2(value) {
  return Number(value.toPrecision(3));
}

// src/infer/buckets/observations.ts
var unknown = { p50: 8, p99: 70 };
var bucketFactors = { p50: [0.25, 0.5, 1, 2, 5], p99: [1, 2.5] };
function typicalObservations(name, measure) {
  const guessed3 = /_size/.test(name) ? quantity("bytes") : /duration|latency|time|delay/.test(name) ? quantity("seconds") : void 0;
  const of2 = measure?.quantity ?? guessed3;
  return (of2 === void 0 ? void 0 : plausibleObservations(of2)) ?? unknown;
}
function bucketsFor({ p50, p99 }, named2) {
  const made2 = [
    ...bucketFactors.p50.map((factor) => p50 * factor),
    ...bucketFactors.p99.map((factor) => p99 * factor)
  ].map(round);
  return [.../* @__PURE__ */ new Set([...made2, ...named2])].sort((a, b) => a - b);
}

// src/infer/meaning/one-of-them.ts
var leads = /(^|_)(is_?(the_)?(leader|master|primary|active)|(leader|master)(_(status|state))?|active_?controller(_?count)?)$/i;
var isNoRole = /(^|_)(has|have|no|without|partition|to|from|behind|of|slave|link|slaves)_/i;
var memberLabel = /^(.*_)?(instance|pod|pod_name|node|nodename|host|hostname|member|replica|peer|(node|server|broker)(_id)?)$/;
function oneOfThem({ name, comparisons: comparisons5, states }, rows) {
  if (!leads.test(name) || isNoRole.test(name) || name.includes(":")) return void 0;
  const numbers3 = [
    ...comparisons5.flatMap(({ all }) => all.map(({ value }) => value)),
    ...states.flatMap((each) => each.states.map(({ value }) => value))
  ];
  if (numbers3.some((value) => value !== 0 && value !== 1)) return void 0;
  requireSteps(1 + rows.length);
  const groups2 = /* @__PURE__ */ new Set();
  return new Map(
    rows.map((row) => {
      const group = JSON.stringify([...row.labels].filter(([label]) => !memberLabel.test(label)));
      const isFirst = !groups2.has(group);
      groups2.add(group);
      return [row, isFirst ? 1 : 0];
    })
  );
}

// src/infer/world/fleet.ts
var day3 = { name: "day", per: [], value: { wave: { min: 0.4, max: 1, period: "24h", peak: "14:00" } } };
var meanLoad = 0.7;
var ownWalk = { start: 1, step: 5e-3, min: 0.88, max: 1.12 };
var members4 = [
  ...["instance", "pod", "pod_name", "kubernetes_pod_name", "node", "nodename", "host", "hostname", "server", "broker"],
  ...["machine", "member", "container", "service", "app", "application", "job", "namespace", "cluster"]
];
function loadOf(rows) {
  const common = members4.filter((label2) => rows.every(({ labels: labels2 }) => labels2.has(label2)));
  const label = common.find((name2) => new Set(rows.map(({ labels: labels2 }) => labels2.get(name2))).size > 1) ?? common[0];
  const name = label === void 0 ? "load" : `load-${label}`;
  const load = { name, per: label === void 0 ? [] : [label], value: { mul: [{ signal: day3.name }, walk()] } };
  return { signal: { signal: name }, causes: [day3, load] };
}
function walk() {
  return { walk: { ...ownWalk } };
}

// src/infer/world/shapes.ts
function own(spread2, step) {
  return { walk: { start: 1, step, min: short3(1 - spread2), max: short3(1 + spread2) } };
}
var withLoad = ({ load }) => ({ mul: [short3(1 / meanLoad), load, own(0.15, 0.012)] });
var highestWithLoad = 1.9;
var leaning = ({ load, name }) => {
  const part = between2(0.3, 0.6, name);
  return { mul: [{ add: [short3(1 - part * meanLoad), { mul: [part, load] }] }, own(0.15, 0.015)] };
};
var wandering2 = ({ name }) => own(between2(0.1, 0.22, name), between2(3e-3, 8e-3, name));
var steady = () => own(0.02, 12e-4);
var sawtooth = ({ name, index }) => {
  const minutes = pick([17, 23, 31, 43, 67], name) + 2 * (index % 5);
  const done = index * 37 % 100 / 100;
  const [low, high] = [0.75, 1.25];
  const first = Math.max(1, Math.round(minutes * (1 - done)));
  const from = short3(high - (high - low) * first / minutes);
  return {
    mul: [
      [
        { line: { from, to: high, for: `${first}m`, bounds: "[)" } },
        { loop: { of: { line: { from: low, to: high, for: `${minutes}m`, bounds: "[)" } } } }
      ],
      own(0.08, 6e-3)
    ]
  };
};
var plateaus = ({ name, index }) => {
  const square = (height, hours, duty, key) => ({
    square: { low: 0, high: height, period: `${hours}h`, duty, at: clock(`${name} ${key} ${index}`) }
  });
  return {
    mul: [{ add: [0.88, square(0.16, 9, 0.55, "first"), square(0.1, 5, 0.4, "second")] }, own(0.03, 3e-3)]
  };
};
var bursts = ({ name, index }) => {
  const every = pick([29, 41, 53, 71], name) + 3 * (index % 7);
  const height = between2(0.4, 0.8, name);
  return {
    mul: [{ spike: { base: 0.9, height, every: `${every}m`, for: `${pick([3, 4, 6], name)}m` } }, own(0.08, 0.01)]
  };
};
var filling2 = ({ name, index }) => {
  const from = between2(0.9, 1, `${name} ${index}`);
  return { mul: [{ line: { from, to: short3(from * 1.33), for: "30d" } }, own(8e-3, 6e-4)] };
};
function clock(key) {
  const minutes = Math.floor(between2(0, 143, key)) * 10;
  const two2 = (value) => String(value).padStart(2, "0");
  return `${two2(Math.floor(minutes / 60))}:${two2(minutes % 60)}`;
}
function short3(value) {
  return Number(value.toPrecision(4));
}

// src/infer/world/shares.ts
function shareOf(kind, name, { incident = false } = {}) {
  switch (kind) {
    case "used":
      return scaled4(between2(0.4, 0.62, name), own(0.15, 5e-3));
    case "free":
      return scaled4(between2(0.25, 0.45, name), own(0.15, 5e-3));
    case "small":
      return scaled4(between2(0.05, 0.12, name), own(0.2, 6e-3));
    case "hit":
      return rest(scaled4(between2(0.03, 0.08, name), own(0.3, 0.02)));
    case "success":
      return rest(errors(name, incident));
    case "error":
      return errors(name, incident);
    case "requested":
      return between2(0.55, 0.75, name);
    case "most":
      return 0.9;
    case "same":
      return 1;
  }
}
function rest(share2) {
  return typeof share2 === "number" ? short3(1 - share2) : { sub: [1, share2] };
}
function errors(name, incident) {
  const usual4 = scaled4(between2(2e-3, 9e-3, name), own(0.5, 0.05));
  if (!incident) return usual4;
  const minutes = Math.floor(between2(0, 143, name)) * 10;
  const at = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return { spike: { base: usual4, height: between2(0.02, 0.04, name), at, for: "14m" } };
}
function two(value) {
  return String(value).padStart(2, "0");
}
function scaled4(factor, signal) {
  return { mul: [factor, signal] };
}

// src/infer/world/gauge-course.ts
var ofMemory = [
  [/(disk|filesystem|(^|_)fs(_|$)|volume|storage|tablespace|database|index|wal|segment|log_?size|backup)/i, filling2],
  [/(heap|eden|young|alloc|(^|_)gc(_|$)|arena)/i, sawtooth],
  [/(buffer|queue|pending|dirty|in_?flight|backlog)/i, bursts]
];
var otherMemory = [wandering2, plateaus, sawtooth, plateaus, wandering2];
var still2 = /* @__PURE__ */ new Set(["volts", "pascals", "hertz", "degrees", "litres", "grams"]);
function gaugeCourse(of2) {
  const { name, measure, typical, weight } = of2;
  const middle = (typical.min + typical.max) / 2 * weight * (shareByName(name) ?? 1);
  if (countsThings(name, measure)) return countCourse(of2, middle);
  if (isFixed2(name) || shareByName(name) === shares.whole)
    return { form: "constant", value: Number(middle.toPrecision(3)) };
  const outcome = measure?.quantity.dimension === "share" ? outcomeOf3(name) : void 0;
  if (outcome !== void 0) return course(shareOf(outcome, name), 1 / measure.quantity.scale);
  return course(shapeOf(of2)(of2), middle);
}
function outcomeOf3(name) {
  const words4 = name.replaceAll("_", " ");
  if (/\b(errors?|fail(ed|ure|ures)?|drop(s|ped)?|reject(s|ed)?|timeouts?|miss(es|ed)?|loss)\b/i.test(words4))
    return "error";
  if (/\bhits?\b/i.test(words4)) return "hit";
  return /\b(success(es|ful)?|succeeded|availability\d*\w*|uptime|health(y)?|available)\b/i.test(words4) ? "success" : void 0;
}
function countCourse(of2, middle) {
  if (isSetUp(of2.name)) return { form: "constant", value: Math.max(1, Math.round(middle)) };
  const shape = middle < 4 ? bursts : /(in_?flight|queue|pending|waiting|backlog)/i.test(of2.name) ? busy2 : countShape(of2);
  return course({ round: { of: shape(of2) } }, Math.max(middle, 0.7));
}
var busy2 = (of2) => ({ mul: [withLoad(of2), bursts(of2)] });
function countShape({ name }) {
  if (/(key|document|doc|entries|record|row|item|object|file|series|chunk|inode)/i.test(name)) return wandering2;
  return pick([withLoad, withLoad, leaning, wandering2], name);
}
function shapeOf({ name, measure }) {
  const { dimension = "other", perSecond: perSecond2 = false } = measure?.quantity ?? {};
  if (perSecond2) return withLoad;
  if (still2.has(dimension)) return steady;
  switch (dimension) {
    case "bytes":
      return ofMemory.find(([pattern]) => pattern.test(name))?.[1] ?? pick(otherMemory, name);
    case "celsius":
    case "fahrenheit":
    case "kelvin":
      return warm;
    case "seconds":
      return /(ttl|retention|interval|timeout|period)/i.test(name) ? steady : pick([leaning, leaning, bursts], name);
    case "cores":
      return withLoad;
    case "share":
      return /(cpu|busy|util|load)/i.test(name) ? withLoad : wandering2;
    default:
      return /(load|cpu|busy|request|rate|throughput|traffic|concurren|active)/i.test(name) ? withLoad : pick([leaning, wandering2], name);
  }
}
var warm = ({ load }) => ({
  mul: [{ add: [0.9, { mul: [0.14, load] }] }, { walk: { start: 1, step: 15e-4, min: 0.98, max: 1.02 } }]
});
function course(signal, factor) {
  return { form: "course", signal, factor: short3(factor) };
}

// src/infer/world/growth-course.ts
var wrong = /error|fail|drop|reject|timeout|timed_out|retries|retry|discard|abort|exception|miss(es|ed)?(_|$)|invalid|denied|throttl|conflict|slow/i;
var rare = /restart|oom|evict|panic|crash|failover|leader_?change|election|rebalance|corrupt|fatal|reload|preempt|kill|resets?(_|$)/i;
var rates4 = {
  wrong: { min: 0.02, max: 0.08 },
  rare: { min: 2e-5, max: 6e-5 }
};
function growthCourse(of2) {
  const { name, usual: usual4, growth: growth3, weight, most: most3 = Number.POSITIVE_INFINITY } = of2;
  const isRare = rare.test(name) && !/bytes|seconds/.test(name);
  const isWrong = wrong.test(name) && !/bytes|seconds|miss/.test(name);
  const typical = usual4 ?? (isRare ? rates4.rare : isWrong ? rates4.wrong : growth3 ?? typicalRate(name));
  const middle = (typical.min + typical.max) / 2 * weight * (usual4 === void 0 ? between2(0.7, 1.3, name) : 1);
  const signal = isRare || isWrong ? { mul: [withLoad(of2), own(0.5, 0.05)] } : withLoad(of2);
  return { form: "course", signal, factor: short3(Math.min(middle, most3 / highestWithLoad)) };
}
function observeOf({ p50, p99 }, of2) {
  const height = 1 + (of2.index * 3 % 7 - 3) / 12;
  const around = (value, name) => ({ mul: [short3(value * height), leaning({ ...of2, name })] });
  return { lognormal: { p50: around(p50, `${of2.name} p50`), p99: around(p99, `${of2.name} p99`) } };
}

// src/infer/series/age-signal.ts
var ageWord = /(^|_)(age|since)(_|$)/i;
var renewals = [
  [/(^|_)(backup|dump|snapshot|archive|vacuum|reindex)s?(_|$)/i, 86400],
  [/(^|_)(heartbeat|scrape|poll|probe|ping)s?(_|$)/i, 60],
  [/(^|_)(caches?|refresh|sync\w*|update|reload|fetch|collect\w*|checkpoint|flush|run|check|success|last)(_|$)/i, 900]
];
var longer = 0.07;
function ageSignal(name, measure, index) {
  const quantity2 = measure?.quantity;
  if (!ageWord.test(name) || quantity2?.dimension !== "seconds" || quantity2.perSecond) return void 0;
  const periodS = renewals.find(([subject]) => subject.test(name))?.[1];
  if (periodS === void 0) return void 0;
  const ownS = Math.round(periodS * (1 + longer * index));
  const to = ownS / quantity2.scale;
  return {
    form: "course",
    signal: { loop: { of: { line: { from: 0, to, for: formatDuration(ownS * 1e3), bounds: "[)" } } } },
    factor: 1,
    fixed: true
  };
}

// src/infer/series/compare.ts
function solve3(all) {
  const equal = all.find(({ op }) => op === "==");
  const numbers3 = all.map(({ value }) => value);
  const [least3, most3] = [Math.min(...numbers3), Math.max(...numbers3)];
  const candidates = [
    ...equal === void 0 ? [] : [equal.value],
    ...all.every(({ op, value }) => op === "!=" && value === 0) ? [1] : [],
    ...all.every(({ op }) => op.startsWith(">")) ? [most3 > 0 ? most3 * 1.3 : most3 + 1] : [],
    ...most3 <= 1 ? [0, 1] : [],
    least3 < most3 ? (least3 + most3) / 2 : most3 * 0.8,
    Math.ceil((least3 + most3) / 2),
    most3 + Math.max(1, Math.abs(most3) * 0.3),
    least3 - Math.max(1, Math.abs(least3) * 0.3),
    0,
    1
  ];
  return candidates.find((value) => all.every((comparison) => holds(value, comparison)));
}
function holds(value, { op, value: other }) {
  switch (op) {
    case "==":
      return value === other;
    case "!=":
      return value !== other;
    case ">":
      return value > other;
    case "<":
      return value < other;
    case ">=":
      return value >= other;
    case "<=":
      return value <= other;
  }
}
var maxState = 100;
function withoutCommon(use, rows, patterns2) {
  if (use.comparisons.length === 0) return use;
  const isCommon = (condition) => rows.every(({ labels: labels2 }) => satisfiesAll(labels2, [condition], patterns2));
  const comparisons5 = use.comparisons.map(({ conditions, all }) => ({
    conditions: conditions.filter((condition) => !isCommon(condition)),
    all
  }));
  return { ...use, comparisons: comparisons5 };
}
var trivial = (all) => all.every(
  ({ op, value }) => (op === ">" || op === ">=") && value <= 0 || op === "!=" && (value <= 0 || value > 1)
);
function compared({ comparisons: comparisons5 }, patterns2) {
  if (comparisons5.length === 0) return void 0;
  const numbers3 = comparisons5.flatMap(({ all }) => all);
  const whole = numbers3.every(({ value }) => Number.isInteger(value) && Math.abs(value) <= maxState);
  const state = whole && numbers3.some(({ op, value }) => op === "==" || op === "!=" && value === 1 || op === "<" && value === 1);
  const wanted2 = comparisons5.filter(({ all }) => state || !trivial(all));
  if (wanted2.every(({ all }) => trivial(all))) return void 0;
  return {
    state,
    valuesFor: ({ labels: labels2 }) => {
      const own2 = wanted2.filter(({ conditions }) => satisfiesAll(labels2, conditions, patterns2));
      return [...new Set(own2.flatMap(({ all }) => solve3(all) ?? []))];
    }
  };
}

// src/infer/series/gauge-signal.ts
var usualLevel = { min: 12, max: 38 };
function typicalOf(name, measure) {
  if (countsThings(name, measure)) return usualCount(name);
  const measured2 = measure === void 0 ? void 0 : plausibleValues(measure.quantity, name);
  return measured2 ?? typicalByName(name) ?? usualLevel;
}
function isState2(name, units2 = []) {
  return /(^|_)(up|ready|healthy|alive|enabled|success|online|available|connected|is_leader|has_leader)$/.test(name) || units2.some((unit) => unit.startsWith("bool"));
}

// src/infer/series/compared-signal.ts
var swings = { ofValue: 0.04, ofSpan: 0.01 };
function comparedRows({ variables }, rows) {
  const asked = [...variables.keys()].filter((label) => !isPlaceLabel(label));
  requireSteps(rows.length * Math.max(1, asked.length));
  const own2 = new Map(rows.map((row) => [row, row.index]));
  if (asked.length === 0) return own2;
  const counts2 = /* @__PURE__ */ new Map();
  const together2 = /* @__PURE__ */ new Map();
  for (const row of rows) {
    const key = JSON.stringify(asked.map((label) => row.labels.get(label)));
    const number = counts2.get(key) ?? 0;
    counts2.set(key, number + 1);
    together2.set(row, number);
  }
  if ([...counts2.values()].every((count) => count > 1)) return together2;
  const apart3 = eachValueOnce(asked, rows);
  return [...apart3.values()].some((number) => number > 0) ? apart3 : own2;
}
function eachValueOnce(asked, rows) {
  const seen = /* @__PURE__ */ new Set();
  let others2 = 0;
  return new Map(
    rows.map((row) => {
      const values = asked.map((label) => JSON.stringify([label, row.labels.get(label)]));
      const isNew = values.some((value) => !seen.has(value));
      for (const value of values) seen.add(value);
      return [row, isNew ? 0 : ++others2];
    })
  );
}
function comparedSignal(use, row, patterns2, typical) {
  const found = compared(use, patterns2);
  if (found === void 0) return void 0;
  const values = found.valuesFor(row);
  if (found.state) {
    return { form: "constant", value: stateFor(use, row, values), fixed: true };
  }
  const places2 = use.plain ? [void 0, ...values] : values;
  const value = places2[row.index % Math.max(1, places2.length)];
  if (value === void 0) return void 0;
  const width = Math.abs(value) * swings.ofValue || (typical.max - typical.min) * swings.ofSpan;
  const walk2 = { min: value - width, max: value + width };
  const holdsAll = use.comparisons.filter(({ all }) => all.every((one2) => holds(value, one2))).every(({ all }) => all.every((one2) => holds(walk2.min, one2) && holds(walk2.max, one2)));
  return holdsAll ? walkBetween(walk2) : { form: "constant", value, fixed: true };
}
function stateFor({ name, plain: plain2, comparisons: comparisons5 }, { index }, values) {
  const usual4 = values.includes(1) ? values.includes(0) || isState2(name) ? void 0 : 0 : 1;
  const isCommon = comparisons5.every(({ conditions }) => conditions.length === 0);
  const first = plain2 && !values.includes(1) ? [1] : [];
  const asked = [...first, ...values];
  if (isCommon && usual4 !== void 0 && index >= asked.length) return usual4;
  return asked[index % asked.length] ?? 1;
}

// src/infer/series/outcome-signal.ts
var usual3 = {
  errors: { min: 3e-3, max: 0.011 },
  misses: { min: 0.05, max: 0.09 }
};
function outcomeSignal(outcome, measure, weight) {
  const { min, max } = usual3[outcome === "errors" || outcome === "success" ? "errors" : "misses"];
  const all = measure?.quantity.dimension === "share" ? 1 / measure.quantity.scale : 1;
  const [low, high] = [min * weight * all, max * weight * all];
  return outcome === "errors" || outcome === "misses" ? walkBetween({ min: low, max: high }) : walkBetween({ min: all - high, max: all - low });
}

// src/infer/series/row-weight.ts
var rowWeights = [1, 0.72, 1.31, 0.88, 1.12, 0.64, 1.2, 0.8];
var valueWeights = { idle: 1.8, serverError: 6e-3, clientError: 0.02, miss: 0.06 };
function outcomeWeight(outcome) {
  return outcome === "errors" ? valueWeights.serverError : outcome === "misses" ? valueWeights.miss : 1;
}
function rowWeight(row) {
  return rowWeights[row.index % rowWeights.length] * valueWeight(row);
}
function valueWeight({ labels: labels2 }) {
  let weight = 1;
  for (const [name, value] of labels2) {
    const share2 = /^[a-z_]{3,30}$/i.test(value) ? shareByValue(value) : void 0;
    if (share2 !== void 0) weight *= share2;
    else if (/^(idle)$/i.test(value)) weight *= valueWeights.idle;
    else if (/^(4\d\d|4xx)$/i.test(value)) weight *= valueWeights.clientError;
    else if (/^(5\d\d|5xx)$/i.test(value)) weight *= valueWeights.serverError;
    else weight *= outcomeWeight(outcomeOfLabel({ name, op: "=", value }));
  }
  return weight;
}

// src/infer/meaning/states.ts
var maxStates = 12;
var well = /\b(up|ok|okay|online|healthy|running|active|ready|yes|true|on|enabled|success(ful)?|succeeded|normal|synced|in sync|connected|available|primary|master|leader|good|pass|passed|alive|working|stable|green|optimal|clean|operational|idle|valid|open|joined|bound|established)\b/i;
var unwell = /\b(down|offline|off|fail(ed|ing|ure)?|errors?|unhealthy|critical|no|false|dead|lost|bad|broken|stopped|inactive|disabled|not|none|unavailable|disconnected|red|degraded|unknown|missing|out of sync|warn(ing)?|crit|alert|yellow|pending|crash\w*|expired|invalid|unreachable|suspended|maintenance|paused|backoff)\b/i;
function statesOf2({
  mappings,
  unit,
  thresholds
}) {
  const mapped = mappings.flatMap((mapping) => {
    const value = numberOf3(mapping);
    return value === void 0 ? [] : [{ value, healthy: healthOf(mapping, value, thresholds) }];
  });
  const states = [...new Map(mapped.toReversed().map((state) => [state.value, state])).values()].toReversed().slice(0, maxStates);
  if (states.length >= 2) return states.some(({ healthy }) => healthy !== void 0) ? states : guessed2(states);
  return /^bool/.test(unit ?? "") ? [0, 1].map((value) => ({ value, healthy: states.find((one2) => one2.value === value)?.healthy ?? value === 1 })) : void 0;
}
function guessed2(states) {
  const isPair = states.length === 2 && states.every(({ value }) => value === 0 || value === 1);
  return isPair ? states.map(({ value }) => ({ value, healthy: value === 1 })) : states;
}
function numberOf3({ match }) {
  if (match.kind === "value") {
    const number = match.value.trim() === "" ? Number.NaN : Number(match.value);
    return Number.isFinite(number) ? number : void 0;
  }
  if (match.kind !== "range") return void 0;
  const { from, to } = match;
  if (from === void 0) return to;
  if (to === void 0 || to === from) return from;
  const middle = Math.round((from + Math.min(to, from + 2)) / 2);
  return middle >= from && middle <= to ? middle : (from + to) / 2;
}
function healthOf({ text = "", color }, value, thresholds) {
  if (color !== void 0 && !/^(text|transparent|super-light|#?(fff|000|ccc|aaa|888)+$|gr[ae]y|purple)/i.test(color))
    return severityOf(color) === 0;
  if (unwell.test(text)) return false;
  if (well.test(text)) return true;
  const severities = new Set(thresholds.map((step2) => severityOf(step2.color)));
  if (severities.size < 2) return void 0;
  const step = thresholds.findLast((one2) => one2.value === void 0 || one2.value <= value);
  return step === void 0 ? void 0 : severityOf(step.color) === 0;
}
function isHealthyWord(word2) {
  const text = word2.replaceAll(/([a-z])([A-Z])/g, "$1 $2").replaceAll(/[_-]/g, " ");
  return unwell.test(text) ? false : well.test(text) ? true : void 0;
}

// src/infer/series/state-set.ts
var stateLabel = /^(state|status|phase|condition|health|health_status|sync_status|color|role|mode)$/;
var stateName = /(^|_)(state|status|phase|health|condition|health_status|sync_status|role)$/;
var goodCondition = /ready|available|progressing|healthy|established|synced|complete|scheduled|initialized|reconciled/i;
function stateSet({ name, comparisons: comparisons5 }, rows) {
  const label = labelOf(rows);
  if (label === void 0) return void 0;
  const numbers3 = comparisons5.flatMap(({ all }) => all.map(({ value }) => value));
  const isCompared = numbers3.length > 0 && numbers3.every((value) => value === 0 || value === 1);
  if (!stateName.test(name) && !isCompared) return void 0;
  const members6 = /* @__PURE__ */ new Map();
  requireSteps(rows.length);
  for (const row of rows) {
    const key = JSON.stringify([...row.labels].filter(([one2]) => one2 !== label));
    const known5 = members6.get(key);
    if (known5 === void 0) members6.set(key, [row]);
    else known5.push(row);
  }
  const values = /* @__PURE__ */ new Map();
  for (const [index, member] of [...members6.values()].entries()) {
    const chosen = chosenOf(member, label, { isCompared, isLast: index > 0 && index === members6.size - 1 });
    for (const row of member) values.set(row, row === chosen ? 1 : 0);
  }
  return values;
}
function labelOf(rows) {
  for (const label of rows[0]?.labels.keys() ?? []) {
    if (stateLabel.test(label) && rows.every(({ labels: labels2 }) => /^[A-Za-z][\w -]*$/.test(labels2.get(label) ?? ""))) {
      if (label === "condition" && rows.some(({ labels: labels2 }) => labels2.has("status"))) continue;
      return label;
    }
  }
  return void 0;
}
function chosenOf(member, label, { isCompared, isLast }) {
  const health = (row) => {
    const condition = row.labels.get("condition");
    const word2 = row.labels.get(label);
    const holds2 = isHealthyWord(word2);
    return condition === void 0 || label === "condition" || !/^(true|false|unknown)$/i.test(word2) ? holds2 : /^true$/i.test(word2) === goodCondition.test(condition) && !/^unknown$/i.test(word2);
  };
  const unwell2 = member.find((row) => health(row) === false);
  if (isLast && isCompared && unwell2 !== void 0) return unwell2;
  const well3 = member.find((row) => health(row) === true) ?? member.find((row) => health(row) === void 0);
  return well3 ?? (isCompared ? unwell2 : void 0);
}

// src/infer/series/state-signal.ts
function stateSignal(use, row, patterns2, lastIndex) {
  const own2 = use.states.find(({ conditions }) => satisfiesAll(row.labels, conditions, patterns2));
  if (own2 === void 0) return void 0;
  const usual4 = inOrder2(own2.states);
  const value = usual4[row.index % usual4.length].value;
  const asked = compared(use, patterns2)?.valuesFor(row) ?? [];
  const wanted2 = asked[row.index - 1];
  if (wanted2 !== void 0) return { form: "constant", value: wanted2, fixed: true };
  const bad2 = own2.states.find(({ healthy }) => healthy === false);
  return bad2 !== void 0 && bad2.value !== value && row.index === lastIndex && lastIndex >= 2 ? switchBetween({ low: bad2.value, high: value }) : { form: "constant", value, fixed: true };
}
function inOrder2(states) {
  const [good2, neutral] = [true, void 0].map((health) => states.filter(({ healthy }) => healthy === health));
  const usual4 = [...good2, ...neutral];
  return usual4.length > 0 ? usual4 : states;
}

// src/infer/series/timestamps.ts
var moments2 = {
  ahead: { first: 70, each: 25 },
  started: { first: 12, each: 11 },
  past: { first: 3, each: 11 }
};
var daySeconds = 86400;
function isTimestamp(name, measure) {
  return measure?.quantity.dimension === "date" && !/seconds_total|duration/.test(name);
}
function timestamp(name, functions2, measure, index, { monthSeconds }) {
  const ahead = functions2.has("-time") || /_not_after|expir/.test(name);
  const { first, each } = ahead ? moments2.ahead : /boot|start/.test(name) ? moments2.started : moments2.past;
  const seconds3 = monthSeconds + (ahead ? 1 : -1) * (first + each * index) * daySeconds;
  return seconds3 / (measure?.quantity.scale ?? 1);
}

// src/infer/series/assign.ts
var busiest = 0.95;
var uptime = { first: 864e3, each: 2e5 };
var countedFor = 6 * 86400;
function assignSignals(family, rows, context) {
  const { name, kind, native, use, bounds } = family;
  const { given } = context;
  const isOfBuckets = family.ofBuckets === true;
  const distributed = kind === "histogram" || kind === "native" || kind === "summary" || isOfBuckets;
  const usual4 = distributed ? typicalObservations(
    name,
    measureOf(name, use.measures, /* @__PURE__ */ new Map(), () => true)
  ) : void 0;
  const compared2 = { ...family, use: withoutCommon(use, rows, context.patterns) };
  const states = kind === "gauge" ? stateSet(use, rows) ?? oneOfThem(use, rows) : void 0;
  const lastIndex = Math.max(0, ...rows.map(({ index }) => index));
  const load = loadOf(rows);
  const numbers3 = use.comparisons.length === 0 ? void 0 : comparedRows(use, rows);
  const series = rows.map((row) => {
    const course2 = given?.courseOf(row);
    if (course2 !== void 0) {
      const { signal: signal2, observe: observe2, options } = course2;
      return { ...row, signal: { form: "course", signal: signal2, factor: 1, fixed: true }, ...defined({ observe: observe2, options }) };
    }
    const state = states?.get(row);
    if (state !== void 0) return { ...row, signal: { form: "constant", value: state, fixed: true } };
    const signal = signalFor(compared2, row, { ...context, lastIndex, number: numbers3?.get(row), load: load.signal });
    const observe = usual4 === void 0 || isOfBuckets ? void 0 : observeOf(usual4, { name, index: row.index, load: load.signal });
    return { ...row, signal, ...defined({ observe, options: totalOf(family, signal) }) };
  });
  return {
    name,
    kind,
    ...defined({ native }),
    help: context.shape?.help ?? given?.help,
    ...defined({ unit: given?.unit }),
    series: isOfBuckets ? recordedBuckets(series, usual4, bucketsFor(usual4, bounds)) : series,
    needs: [...use.selectors.values()].filter(({ removes }) => !removes).map(({ conditions }) => conditions),
    users: [...use.users],
    observe: isOfBuckets ? void 0 : usual4,
    buckets: kind === "histogram" ? bucketsOf(context, usual4, bounds) : [],
    quantiles: kind === "summary" ? context.shape?.quantiles ?? (bounds.length > 0 ? bounds : given?.quantiles ?? [0.5]) : [],
    causes: [...given?.causes ?? [], ...load.causes]
  };
}
function totalOf({ name, kind, use }, signal) {
  if (kind !== "counter" || signal.form !== "course") return void 0;
  if (["rate", "irate", "increase", "resets"].some((each) => use.functions.has(each))) return void 0;
  const initial = signal.factor * countedFor;
  const of2 = quantityOfName(name)?.dimension ?? "count";
  return of2 === "count" ? { initial: Math.round(initial), integer: true } : { initial: Number(initial.toPrecision(4)) };
}
function bucketsOf({ shape, given }, usual4, named2) {
  if (shape?.buckets !== void 0) return shape.buckets;
  if (given?.buckets === void 0) return bucketsFor(usual4, named2);
  return [.../* @__PURE__ */ new Set([...given.buckets, ...named2])].sort((a, b) => a - b);
}
function mostOfTime({ labels: labels2 }, measure) {
  const isShared = ["mode", "cpu", "core"].some((label) => labels2.has(label));
  return isShared && measure?.quantity.dimension === "seconds" ? busiest / measure.quantity.scale : Infinity;
}
function signalFor({ name, kind, use, ofBuckets }, row, { anchor, patterns: patterns2, shape, level, lastIndex, number = row.index, load }) {
  if (kind === "info") return { form: "constant", value: 1, fixed: true };
  const weight = rowWeight(row);
  const measure = measureOf(
    name,
    use.measures,
    row.labels,
    (conditions) => satisfiesAll(row.labels, conditions, patterns2)
  );
  const of2 = { name, index: row.index, load };
  if (kind !== "gauge" || ofBuckets === true) {
    const growth3 = kind === "counter" && measure !== void 0 ? plausibleGrowth(measure) : void 0;
    const most3 = mostOfTime(row, measure);
    const course2 = growthCourse({ ...of2, usual: level ?? shape?.level, growth: growth3, weight, most: most3 });
    return ofBuckets === true && course2.form === "course" ? { ...course2, signal: load } : course2;
  }
  const unit = [...use.units];
  if (isTimestamp(name, measure))
    return { form: "constant", value: timestamp(name, use.functions, measure, row.index, anchor), fixed: true };
  if (/uptime/.test(name) && use.comparisons.length === 0) return uptimeOf(row);
  if (level !== void 0) return walkBetween(level);
  const state = stateSignal(use, row, patterns2, lastIndex);
  if (state !== void 0) return state;
  const typical = shape?.level ?? typicalOf(name, measure);
  const wanted2 = comparedSignal(use, { ...row, index: number }, patterns2, typical);
  if (wanted2 !== void 0) return wanted2;
  const age = shape?.level === void 0 ? ageSignal(name, measure, row.index) : void 0;
  if (age !== void 0) return age;
  if (isState2(name, unit) || use.joined && !use.valued) return { form: "constant", value: 1, fixed: true };
  if (use.outcome !== void 0 && level === void 0 && shape?.level === void 0)
    return outcomeSignal(use.outcome, measure, weight);
  return shape?.level === void 0 ? gaugeCourse({ ...of2, measure, typical, weight }) : scaleSignal(walkBetween(typical), weight);
}
function uptimeOf({ index }) {
  const from = uptime.first + index * uptime.each;
  return {
    form: "course",
    signal: { line: { from, to: from + 4 * 604800, for: "4w" } },
    factor: 1,
    fixed: true
  };
}

// src/infer/adopt/meet-comparisons.ts
var mostOfDay = 0.5;
var mostAsRun = 4;
var burst = {
  signal: { spike: { height: 0.0172, for: "1m", every: "30m" } },
  options: { integer: true }
};
function meetComparisons(given, { use, rows, kind }, { patterns: patterns2, courses, needed }) {
  const forced = /* @__PURE__ */ new Map();
  const rare2 = /* @__PURE__ */ new Set();
  const part = (row, meets) => {
    const course2 = given.courseOf(row);
    if (course2 === void 0) return 0;
    const values = courses.valuesOf(course2.signal, row.labels);
    return values.filter(meets).length / values.length;
  };
  const select = (conditions) => {
    requireSteps(1 + rows.length);
    return rows.filter(({ labels: labels2 }) => satisfiesAll(labels2, conditions, patterns2));
  };
  const force = (all, compared2) => {
    const meets = (value2) => all.every((one2) => holds(value2, one2));
    const isMet = compared2.flat().some((row) => {
      const value2 = forced.get(row);
      return value2 === void 0 ? part(row, meets) >= mostOfDay : meets(value2);
    });
    const first = compared2.flat().find((row) => !forced.has(row));
    const value = isMet || first === void 0 ? void 0 : solve3(all);
    if (value !== void 0) forced.set(first, value);
  };
  for (const { conditions, all } of use.comparisons)
    if (!all.some(({ free: free2 }) => free2)) force(all, asRun(conditions, needed).map(select));
  for (const conditions of use.events) {
    for (const each of asRun(conditions, needed)) {
      const shown = select(each);
      const grows = shown.some((row) => rare2.has(row) || part(row, (value) => value > 0) >= mostOfDay);
      if (!grows && shown.length > 0) rare2.add(shown[0]);
    }
  }
  if (forced.size + rare2.size === 0) return given;
  const hasObservations = kind !== "counter" && kind !== "gauge";
  return {
    ...given,
    courseOf(row) {
      const value = forced.get(row);
      if (value !== void 0) return { signal: value };
      const own2 = given.courseOf(row);
      if (!rare2.has(row)) return own2;
      return hasObservations ? { ...own2, signal: burst.signal } : { ...own2, ...burst };
    }
  };
}
function asRun(conditions, needed) {
  if (needed.length === 0) return [conditions];
  requireSteps(1 + needed.length);
  const own2 = conditions.map((one2) => textOf([one2]));
  const found = needed.filter((one2) => {
    if (one2.removes || one2.conditions.length < own2.length) return false;
    const texts2 = new Set(one2.conditions.map((each) => textOf([each])));
    return own2.every((text) => texts2.has(text));
  });
  return found.length === 0 ? [conditions] : found.slice(0, mostAsRun).map((one2) => one2.conditions);
}

// src/infer/adopt/pack-courses.ts
var causesOfPacks = /* @__PURE__ */ new WeakMap();
var readEntries = /* @__PURE__ */ new WeakMap();
function packFamily({ pack, metric }, names2) {
  const causes2 = causesOf2(pack);
  const { type, help, unit, buckets, quantiles } = metric;
  const entries = metric.series.flatMap((entry) => {
    if (type === "counter" && entry["rate"] === void 0) return [];
    return [readEntry(entry, pack, causes2)];
  });
  return {
    help,
    ...defined({ unit, buckets, quantiles }),
    causes: causes2,
    courseOf(row) {
      if (type === "info") return void 0;
      const found = nearest2(entries, row, names2);
      if (found === void 0 || ![...found.entry.per].every((label) => row.labels.has(label))) return void 0;
      const { entry, unlike } = found;
      return unlike.size === 0 ? entry.course : apart2(entry.course, unlike, metric);
    }
  };
}
function nearest2(entries, { labels: labels2 }, names2) {
  let best;
  let most3 = Number.NEGATIVE_INFINITY;
  for (const entry of entries) {
    let common = 0;
    const unlike = /* @__PURE__ */ new Map();
    for (const [name, values] of entry.labels) {
      const asked = names2.get(name) ?? name;
      const value = labels2.get(asked) ?? labels2.get(name);
      const alike2 = value === void 0 ? 0 : likeness(value, values);
      if (value !== void 0 && alike2 === 0) unlike.set(asked, value);
      common += alike2;
    }
    if (unlike.size === 0 && Number.isInteger(common)) return { entry, unlike };
    if (common >= most3) [best, most3] = [{ entry, unlike }, common];
  }
  return best;
}
function likeness(value, values) {
  if (values.includes(value)) return 1;
  const hundred = /^([1-5])(?:\d\d|xx)$/i.exec(value)?.[1];
  return hundred !== void 0 && values.some((one2) => /^[1-5](?:\d\d|xx)$/i.test(one2) && one2[0] === hundred) ? 0.5 : 0;
}
var others = { least: 0.35, most: 0.9, redirect: 0.04 };
var ownWay = { walk: { start: 1, step: 0.02, min: 0.8, max: 1.25 } };
function apart2(course2, unlike, { name, type, unit }) {
  const meaning = rowWeight({ labels: unlike, index: 0 });
  const value = [...unlike.values()].join();
  const part = others.least + (seriesKey(1, value, []).low >>> 0) / 2 ** 32 * (others.most - others.least);
  const isRedirect = [...unlike.values()].some((one2) => /^[13](\d\d|xx)$/i.test(one2));
  const factor = round(isRedirect ? others.redirect : meaning === 1 ? part : Math.min(1, meaning));
  if (type === "gauge")
    return unit === "bytes" && !/(^|_)(speed|mtu)(_|$)/.test(name) ? { ...course2, signal: { mul: [round(part), course2.signal] } } : course2;
  return { ...course2, signal: { mul: [factor, course2.signal, ownWay] } };
}
function causesOf2(pack) {
  const known5 = causesOfPacks.get(pack);
  if (known5 !== void 0) return known5;
  const made2 = Object.entries(prefixCauses(pack)).map(
    ([name, { per = [], value }]) => ({ name, per, value })
  );
  causesOfPacks.set(pack, made2);
  return made2;
}
function readEntry(entry, pack, causes2) {
  const known5 = readEntries.get(entry);
  if (known5 !== void 0) return known5;
  const { labels: labels2 = {}, value, rate, observe, ...options } = entry;
  const signal = prefixSignal(value ?? rate ?? 1, pack.name);
  const observed3 = prefixSignal(observe, pack.name);
  const used = usedCauses(causes2, observed3 === void 0 ? [signal] : [signal, observed3]);
  const made2 = {
    labels: new Map(Object.entries(labels2).map(([name, values]) => [name, valuesOf2(values)])),
    course: {
      signal,
      ...defined({ observe: observed3 }),
      ...Object.keys(options).length > 0 && { options }
    },
    per: new Set(used.flatMap(({ per }) => per))
  };
  readEntries.set(entry, made2);
  return made2;
}

// src/infer/meaning/ordinary-values.ts
var maxNeeds = 20;
function ordinaryNeeds({ use, kind }, valuesOf3) {
  const selectors = [...use.selectors.values()].filter(({ removes }) => !removes);
  const found = [];
  for (const { conditions } of selectors) {
    for (const condition of conditions) {
      const outcome = outcomeOfLabel(condition);
      if (outcome === void 0 || found.length >= maxNeeds) continue;
      if (kind === "info" || kind === "gauge" && !/code$/i.test(condition.name)) continue;
      const wanted2 = opposite[outcome];
      const others2 = selectors.map(({ conditions: each }) => each.find(({ name }) => name === condition.name));
      if (others2.some((other) => other !== void 0 && outcomeOfLabel(other) === wanted2)) continue;
      if (wanted2 !== "success" && wanted2 !== "hits" && !others2.includes(void 0)) continue;
      const value = valueFor(condition, wanted2, valuesOf3(condition.name));
      if (value === void 0) continue;
      const rest2 = conditions.filter(({ name }) => name !== condition.name);
      found.push({ conditions: [...rest2, { name: condition.name, op: "=", value }], removes: false });
    }
  }
  return found;
}
function ordinaryAmong(needed, { use, kind }, valuesOf3) {
  const selectors = new Map(needed.map((one2) => [`${one2.removes} ${textOf(one2.conditions)}`, one2]));
  return ordinaryNeeds({ kind, use: { ...use, selectors } }, valuesOf3);
}
function valueFor({ name, value: text }, wanted2, known5) {
  const named2 = known5.find((value) => outcomeOfLabel({ name, op: "=", value }) === wanted2);
  if (named2 !== void 0) return named2;
  const usual4 = styles.find(({ label, value }) => label.test(name) && value.test(text))?.[wanted2];
  if (usual4 === void 0 || isLevel.test(name)) return usual4;
  return outcomeOfLabel({ name, op: "=", value: usual4 }) === wanted2 ? usual4 : void 0;
}
var isLevel = /^(log_?)?level$|severity/i;
var styles = [
  { label: /./, value: /hit|miss/i, hits: "hit", misses: "miss" },
  { label: /grpc/i, value: /^\(?\d/, success: "0", errors: "14" },
  {
    label: /grpc|code|status/i,
    value: /^\(?(OK|[A-Z][a-z]+[A-Z]\w*|Unknown|Internal|Unavailable|Aborted)\b/,
    success: "OK",
    errors: "Unavailable"
  },
  { label: /code|status/i, value: /\dxx|\]xx/i, success: "2xx", errors: "5xx" },
  { label: /code|status|rc$/i, value: /\d/, success: "200", errors: "500" },
  { label: isLevel, value: /./, success: "info", errors: "error" },
  { label: /success/i, value: /^(true|false)/i, success: "true", errors: "false" },
  { label: /error|exception/i, value: /^(true|false)/i, success: "false", errors: "true" },
  { label: /result|outcome|status|state|response/i, value: /^[A-Z]{2}/, success: "SUCCESS", errors: "FAILURE" },
  { label: /result|outcome|status|state|response/i, value: /./, success: "success", errors: "error" }
];

// src/infer/series/expand-alternatives.ts
var maxAlternatives = 6;
var maxCombinations = 12;
function expandAlternatives(conditions, patterns2) {
  let made2 = [[]];
  for (const condition of conditions) {
    const pattern = condition.op === "=~" ? patterns2(condition.value)?.pattern : void 0;
    const texts2 = pattern === void 0 ? void 0 : plainAlternatives(pattern, maxAlternatives);
    const each = texts2 === void 0 || texts2.length < 2 || made2.length * texts2.length > maxCombinations ? [condition] : texts2.map((value) => ({ name: condition.name, op: "=", value }));
    made2 = made2.flatMap((before2) => each.map((one2) => [...before2, one2]));
  }
  return made2;
}

// src/infer/adopt/choose-some.ts
var few2 = 4;
function chooseSome(items, { most: most3, members: members6, isAsked, cuts }) {
  const other = placeOf2((name) => !isAsked(name));
  const named2 = placeOf2(isAsked);
  const member = ({ candidate }) => candidate.member;
  const ifMany = [
    [other, 2],
    [named2, 4]
  ];
  const ifTooMany = [
    [named2, 2, most3],
    [other, 1, 2 * most3],
    [member, 2, 2 * most3],
    [named2, 1, 2 * most3]
  ];
  const keep = (list, [of2, below]) => {
    const kept3 = list.filter((item) => of2(item) < below);
    return kept3.length === 0 ? list : kept3;
  };
  let chosen = keep(items, [member, members6]);
  if (cuts !== void 0)
    for (const [of2, below] of [
      [other, cuts.other],
      [named2, cuts.named]
    ])
      chosen = keep(chosen, [of2, below]);
  for (const step of ifMany) if (chosen.length > few2) chosen = keep(chosen, step);
  for (const [of2, below, over] of ifTooMany) if (chosen.length > over) chosen = keep(chosen, [of2, below]);
  if (chosen.length <= 2 * most3 && new Set(chosen.map(member)).size > 1) return chosen;
  const last = [
    [member, 1],
    [other, 1],
    [named2, 1]
  ];
  for (const step of last) if (chosen.length > most3) chosen = keep(chosen, step);
  return chosen.slice(0, most3);
}
function cutsOf(all, chosen, isAsked) {
  const cut = (place) => {
    const [before2, after] = [all, chosen].map((list) => list.reduce((most3, one2) => Math.max(most3, place(one2)), 0));
    return after < before2 ? after + 1 : Number.POSITIVE_INFINITY;
  };
  return { named: cut(placeOf2(isAsked)), other: cut(placeOf2((name) => !isAsked(name))) };
}
function placeOf2(isMeant) {
  return ({ candidate }) => Math.max(0, ...[...candidate.places].flatMap(([name, at]) => isMeant(name) ? [at] : []));
}

// src/infer/adopt/own-name.ts
var members5 = /^(.*_)?(pod|pod_name|replica|member)$/;
var nameless2 = /^(\d|host\b|node\b|ip\b)/;
function ownName(label, instance, values) {
  const host = instance?.replace(/:\d+$/, "");
  if (host === void 0 || !members5.test(label) || nameless2.test(host)) return void 0;
  const { stem = host, number } = /^(?<stem>.*?)-?(?<number>\d+)$/.exec(host)?.groups ?? {};
  const alike2 = values.filter((value) => value.includes(stem));
  if (alike2.includes(host) || alike2.length === 0) return host;
  const numbered2 = alike2.find((value) => /-\d+$/.test(value));
  return numbered2 === void 0 || number === void 0 ? host : numbered2.replace(/\d+$/, number);
}

// src/infer/adopt/pack-values.ts
var longest = 2e3;
var memberNames = /^(.*_)?(instance|pod|pod_name|node|nodename|host|hostname|server|broker|member)$/;
function packValue(name, given) {
  const subject = /^(container|pod)_/.exec(name)?.[1];
  return given(name) ?? (subject !== void 0 && given(subject) === "" ? "" : void 0);
}
var PackValues = class {
  #family;
  #options;
  /** Labels that the pack lacks, or has for where all of it lies, and that have another value in another place. */
  #moving;
  /**
   * By how many the members of another place are numbered on: those of another namespace are others. 0 where they have
   * the same names there, as in another cluster.
   */
  #others;
  /** The label that tells the pack's members apart, by the name of queries, and the values that it has in the pack. */
  #fleet;
  constructor(family, options) {
    this.#family = family;
    this.#options = options;
    const { adoption, usage, domains } = options;
    const { packed, candidates, names: names2 } = adoption;
    const labels2 = Object.entries(packed?.pack.labels ?? {}).map(([label, value]) => [label, valuesOf2(value)]);
    const [fleet, members6] = labels2.find(([, values]) => values.length > 1) ?? ["", []];
    this.#fleet = { label: names2.get(fleet) ?? fleet, members: members6 };
    const own2 = new Set(candidates.flatMap((one2) => [...one2.labels.keys()].map((name) => names2.get(name) ?? name)));
    const inside = [...usage.opened.keys()].filter((name) => !isScopeLabel(name));
    const opened = new Set(inside.length === 0 ? usage.opened.keys() : inside);
    const moves = (name) => opened.has(name) || !usage.opened.has(name) && isScopeLabel(name) && family.use.shown.has(name);
    const common = new Set(Object.keys(packed?.pack.labels ?? {}));
    const isOwn = (name) => name !== "job" && own2.has(name) && !(common.has(name) && isScopeLabel(name));
    const isFree = (name) => !isOwn(name) && !usage.single.has(name) && !family.use.constant.has(name);
    this.#moving = new Set(
      [...family.use.labels].filter(
        (name) => isFree(name) && moves(name) && domains.valuesOf(name, family.name).length > 1
      )
    );
    const isInside2 = [...this.#moving].some(
      (name) => isPlaceLabel(name) && !isScopeLabel(name) && !memberNames.test(name)
    );
    this.#others = isInside2 ? 1 + Math.max(0, ...candidates.map(({ member }) => member)) : 0;
  }
  /** Another job of the same kind: `thanos-store-b` beside `thanos-store`. */
  #otherJob(first) {
    const all = this.#options.domains.valuesOf("job", this.#family.name);
    return all.find((value) => value !== first && (value.includes(first) || first.includes(value)));
  }
  /** Whether there is another place that all members lie in as well: another cluster. */
  get shifts() {
    return this.#moving.size > 0;
  }
  /**
   * The labels of a series that satisfies conditions; undefined where there are none.
   *
   * @param given - the pack's values; undefined for a label that the pack lacks.
   */
  labels(given, conditions, at) {
    const { patterns: patterns2 } = this.#options;
    const place = { ...at, name: this.#numberedOn(this.#nameOf(given, at.member), at) };
    const names2 = [.../* @__PURE__ */ new Set([...this.#family.use.labels, ...conditions.map(({ name }) => name)])];
    const labels2 = /* @__PURE__ */ new Map();
    requireSteps(Math.ceil(names2.length * (1 + conditions.length) / 4));
    for (const name of names2.filter(isLabelName).sort()) {
      const own2 = conditions.filter((condition) => condition.name === name);
      const inPack = packValue(name, given);
      const known5 = memberNames.test(name) ? this.#numberedOn(inPack, place) : inPack;
      const usual4 = place.shift > 0 && this.#moving.has(name) ? this.#moved(name, known5, place) : known5;
      const fits2 = usual4 !== void 0 && own2.every((condition) => satisfies(usual4, condition, patterns2));
      const value = fits2 ? usual4 : this.#choose(name, own2, place);
      if (value === void 0 || value.length > longest) return void 0;
      if (value !== "") labels2.set(name, value);
    }
    return labels2;
  }
  /** The name of a member: the dashboard's where that is not the pack's, and each has one of its own. */
  #nameOf(given, member) {
    const { label, members: members6 } = this.#fleet;
    const { single, opened } = this.#options.usage;
    const here = single.has(label) || opened.has(label) ? "" : given(label) ?? "";
    return here === "" ? members6[member] : here;
  }
  /** The name of a member in a place: `redis-4:9121` in the second one of three members. */
  #numberedOn(name, { shift: shift2 }) {
    if (shift2 === 0 || this.#others === 0) return name;
    return name?.replace(/\d+(?=(:\d+)?$)/, (number) => String(Number(number) + shift2 * this.#others));
  }
  /** The value in another place; a job that there is but once stays. */
  #moved(name, given, place) {
    return name === "job" && given !== void 0 ? this.#otherJob(given) ?? given : this.#usual(name, place);
  }
  #choose(name, conditions, place) {
    const { domains, patterns: patterns2 } = this.#options;
    const fits2 = (value) => conditions.every((condition) => satisfies(value, condition, patterns2));
    const all = domains.valuesOf(name, this.#family.name);
    const usual4 = this.#usual(name, place);
    if (fits2(usual4)) return usual4;
    const exact = conditions.find(({ op }) => op === "=");
    if (exact !== void 0) return fits2(exact.value) ? exact.value : void 0;
    const made2 = conditions.flatMap(({ op, value }) => {
      const pattern = op === "=~" ? patterns2(value)?.pattern : void 0;
      if (pattern === void 0) return [];
      const named2 = fillRegex(value, { label: name, metric: this.#family.name }, patterns2);
      return [...named2, ...witnesses(pattern, { filler: usual4 })];
    });
    const found = [.../* @__PURE__ */ new Set([...all, ...made2])].filter((value) => value !== "" && fits2(value));
    return found[this.#isOwn(name) ? place.member % found.length : 0] ?? (fits2("") ? "" : void 0);
  }
  /** Whether each member has a value of its own. */
  #isOwn(name) {
    const { single, opened } = this.#options.usage;
    return this.#fleet.members.length > 1 && memberNames.test(name) && !single.has(name) && !opened.has(name);
  }
  /** Members lie in the same cluster, and each is a pod of its own name. */
  #usual(name, { member, shift: shift2, name: host }) {
    const { domains, usage } = this.#options;
    const { name: family } = this.#family;
    if (usage.single.has(name)) return domains.valueOf(name, 0, family);
    if (usage.opened.has(name) || isScopeLabel(name))
      return domains.valueOf(name, this.#moving.has(name) ? shift2 : 0, family);
    const own2 = ownName(name, host, domains.valuesOf(name, family));
    return own2 ?? domains.valueOf(name, member, family);
  }
};

// src/infer/adopt/pack-bases.ts
var PackBases = class {
  #family;
  #options;
  #adoption;
  #bases;
  /** The pack's labels by the names of queries. */
  own;
  /** Labels of all of the pack's series, by the names of queries: where the dashboard's lie elsewhere, these do too. */
  scope;
  /** @throws {OutOfSteps} where there are not enough steps. */
  constructor(family, adoption, options) {
    this.#family = family;
    this.#options = options;
    this.#adoption = adoption;
    const { candidates, names: names2, packed } = adoption;
    requireSteps(1 + Math.ceil(candidates.length / 16));
    const called = (name) => names2.get(name) ?? name;
    const all = /* @__PURE__ */ new Set();
    for (const { labels: labels2 } of candidates) for (const name of labels2.keys()) all.add(name);
    this.own = new Map([...all].map((name) => [called(name), name]));
    const scope = Object.entries(packed?.pack.labels ?? {});
    this.scope = new Set(scope.map(([name]) => called(name)));
    const replace = this.#replacements(scope);
    const few3 = candidates.filter(({ member }) => member < options.count);
    this.#bases = (few3.length === 0 ? candidates : few3).map((candidate) => ({
      candidate,
      replaced: replace(candidate)
    }));
  }
  /** The values of a label, by the name that queries give it. */
  valuesOf(label) {
    const name = this.own.get(label) ?? label;
    return [...new Set(this.#adoption.candidates.flatMap(({ labels: labels2 }) => labels2.get(name) ?? []))];
  }
  /** The value of a label; empty where this series lacks it, undefined where the pack does. */
  given({ candidate, replaced }, name) {
    if (!this.own.has(name)) return void 0;
    return replaced.get(name) ?? candidate.labels.get(this.own.get(name) ?? name) ?? "";
  }
  /** The bases that satisfy the most conditions, and how many they do not satisfy. */
  nearest(conditions) {
    const { patterns: patterns2 } = this.#options;
    const own2 = conditions.filter(({ name }) => !this.scope.has(name));
    requireSteps(1 + Math.ceil(this.#bases.length * (1 + own2.length) / 8));
    let missed = Number.POSITIVE_INFINITY;
    let bases = [];
    for (const base of this.#bases) {
      const misses = own2.filter((one2) => {
        const value = packValue(one2.name, (name) => this.given(base, name));
        return value !== void 0 && !satisfies(value, one2, patterns2);
      }).length;
      if (misses < missed) [missed, bases] = [misses, []];
      if (misses === missed) bases.push(base);
    }
    return { bases, missed };
  }
  #replacements(scope) {
    const { domains, usage } = this.#options;
    const { single } = usage;
    const { names: names2 } = this.#adoption;
    const family = this.#family;
    const fleet = scope.find(([, value]) => valuesOf2(value).length > 1)?.[0];
    const known5 = /* @__PURE__ */ new Map();
    return ({ labels: labels2, member }) => {
      const own2 = scope.flatMap(([name]) => labels2.has(name) ? [[name, labels2.get(name)]] : []);
      const key = JSON.stringify([member, own2]);
      const found = known5.get(key);
      if (found !== void 0) return found;
      const replaced = /* @__PURE__ */ new Map();
      for (const [name, value] of own2) {
        const asked = names2.get(name) ?? name;
        if (!single.has(asked) && domains.valuesOf(asked, family).includes(value)) continue;
        replaced.set(asked, domains.valueOf(asked, name === fleet && !single.has(asked) ? member : 0, family));
      }
      known5.set(key, replaced);
      return replaced;
    };
  }
};

// src/infer/adopt/several-rows.ts
var wanted = { least: 2, most: 12 };
var sidecar = "istio-proxy";
function severalRows(rows, conditions, context) {
  const { patterns: patterns2, family, own: own2 } = context;
  const selected = rows.filter(({ labels: labels2 }) => satisfiesAll(labels2, conditions, patterns2));
  const first = selected[0];
  if (first === void 0) return [];
  const compared2 = family.use.comparisons.filter((one2) => textOf(one2.conditions) === textOf(conditions));
  const count = Math.min(wanted.most, new Set(compared2.map(({ all }) => JSON.stringify(all))).size);
  const least3 = Math.max(wanted.least, count);
  if (selected.length >= least3) return [];
  const isOpen = (name) => mayVary(name, context) && !conditions.some((one2) => pins(one2, name, patterns2));
  const open = [...family.use.shown].filter(isOpen);
  if (open.length === 0 && count >= wanted.least) open.push(...[...own2.keys()].filter(isOpen));
  const states = count >= wanted.least;
  const label = open.toSorted((a, b) => rank2(a, states, context) - rank2(b, states, context))[0];
  if (label === void 0) return [];
  const taken2 = new Set(selected.map(({ labels: labels2 }) => labels2.get(label)));
  const itsOwn = conditions.filter(({ name }) => name === label);
  const made2 = itsOwn.flatMap(
    ({ op, value }) => op === "=~" ? fillRegex(value, { label, metric: family.name }, patterns2) : []
  );
  const values = [...otherValues(label, first.labels.get(label) ?? "", context), ...new Set(made2)].filter(
    (value) => !taken2.has(value) && itsOwn.every((condition) => satisfies(value, condition, patterns2))
  );
  return values.slice(0, least3 - selected.length).map((value, at) => ({ labels: withLabel(first.labels, label, value), index: first.index + at + 1 }));
}
function mayVary(name, { usage, family }) {
  if (!isLabelName(name) || name === "job" || usage.single.has(name)) return false;
  if (usage.opened.has(name) || family.use.constant.has(name)) return false;
  return family.kind !== "info" || isPlaceLabel(name);
}
function pins({ name, op, value }, label, patterns2) {
  if (name !== label) return false;
  const pattern = op === "=~" ? patterns2(value)?.pattern : void 0;
  return op === "=" || pattern !== void 0 && plainAlternatives(pattern) !== void 0;
}
function rank2(label, states, { own: own2, scope }) {
  if (isScopeLabel(label)) return 3;
  if (isPlaceLabel(label)) return scope.has(label) ? 4 : 2;
  if (states && !own2.has(label)) return 5;
  return own2.has(label) ? 0 : 1;
}
function otherValues(label, value, context) {
  const { domains, family, candidates, own: own2 } = context;
  const name = own2.get(label) ?? label;
  const ofPack = candidates.flatMap(({ labels: labels2 }) => labels2.get(name) ?? []);
  const ofDomain = domains.valuesOf(label, family.name);
  const counted3 = following(value);
  const beside = /^(exported_)?container(_name)?$/.test(label) ? [sidecar] : [];
  return [.../* @__PURE__ */ new Set([...beside, ...counted3, ...ofPack, ...ofDomain])].filter((other) => other !== "");
}
function following(value) {
  const { host, port = "" } = /^(?<host>.*?)(?<port>:\d+)?$/s.exec(value)?.groups ?? { host: value };
  const match = /^(?<before>.*[^\d.]|[a-z]+\.)(?<number>\d{1,3})$/s.exec(host)?.groups;
  if (host.endsWith("-")) return [`${host}1${port}`];
  if (match === void 0) return port !== "" && /^[a-z][a-z-]*$/.test(host) ? [`${host}-2${port}`] : [];
  const [before2, number] = [match["before"], Number(match["number"])];
  return Array.from({ length: wanted.most }, (_, step) => `${before2}${number + step + 1}${port}`);
}
function withLabel(labels2, name, value) {
  return new Map(
    [...labels2].filter(([one2]) => one2 !== name).concat([[name, value]]).sort(([a], [b]) => a < b ? -1 : 1)
  );
}

// src/infer/adopt/pack-rows.ts
var limits8 = { rows: 400, listed: 3 };
var budgets = { plain: 10, histogram: 3 };
function makePackRows(family, adoption, options) {
  return new PackRows(family, adoption, options).make();
}
var PackRows = class {
  #rows = /* @__PURE__ */ new Map();
  #family;
  #options;
  #adoption;
  #bases;
  #values;
  constructor(family, adoption, options) {
    this.#family = family;
    this.#options = options;
    this.#adoption = adoption;
    this.#bases = new PackBases(family.name, adoption, options);
    this.#values = new PackValues(family, { ...options, adoption });
  }
  make() {
    const { needed } = this.#options;
    const { selectors } = this.#family.use;
    const weights = { "=": 1, "=~": 1, "!=": 0.1, "!~": 0.1 };
    const specific = (use) => use.conditions.reduce((sum, { op }) => sum + weights[op], 0);
    const all = [...selectors.values()];
    const kept3 = all.filter(({ removes }) => !removes).sort((a, b) => specific(b) - specific(a));
    this.#addAll(kept3, 0);
    for (const { conditions } of all.filter(({ removes }) => removes)) this.#addFor(conditions, 1);
    const wanted2 = needed.filter(({ removes }) => !removes).sort((a, b) => specific(b) - specific(a));
    const ordinary = ordinaryAmong(needed, this.#family, (label) => this.#bases.valuesOf(label));
    for (const { conditions } of [...wanted2, ...ordinary]) this.#ensure(conditions);
    if (this.#rows.size === 0) this.#addFor([], this.#budget);
    this.#addListed();
    if (this.#values.shifts) this.#addAll(kept3, 1);
    this.#addSeveral([...kept3, ...wanted2]);
    return [...this.#rows.values()];
  }
  #addAll(selectors, shift2) {
    const each = selectors.flatMap(({ conditions }) => expandAlternatives(conditions, this.#options.patterns)).map((conditions) => ({ conditions, nearest: this.#bases.nearest(conditions) }));
    const cuts = this.#leastOf(each.flatMap(({ nearest: { bases, missed } }) => missed > 0 ? [] : [bases]));
    for (const { conditions, nearest: nearest3 } of each) this.#addFor(conditions, this.#budget, { shift: shift2, cuts, nearest: nearest3 });
  }
  /** A processor that is there has all its modes: what one selector leaves of a list is all that the others take. */
  #leastOf(choices) {
    const options = { most: this.#budget, members: this.#options.count, isAsked: this.#isAsked };
    const all = choices.map((bases) => {
      requireSteps(1 + Math.ceil(bases.length / 8));
      return cutsOf(bases, chooseSome(bases, options), this.#isAsked);
    });
    const least3 = (of2) => Math.min(Number.POSITIVE_INFINITY, ...all.map(of2));
    return { named: least3(({ named: named2 }) => named2), other: least3(({ other }) => other) };
  }
  /** Whether queries name a label of the pack. */
  #isAsked = (name) => {
    const { asked, names: names2 } = this.#adoption;
    return asked.has(names2.get(name) ?? name);
  };
  /** Variables that list values of a label let some of them through. */
  #addListed() {
    const { domains, patterns: patterns2 } = this.#options;
    for (const [name, { patterns: regexes }] of this.#family.use.listed) {
      if (regexes.size === 0 || !isLabelName(name)) continue;
      requireSteps(1 + this.#rows.size);
      const passes = (value) => [...regexes].every((regex) => patterns2(regex)?.test(value) ?? true);
      if ([...this.#rows.values()].some(({ labels: labels2 }) => passes(labels2.get(name) ?? ""))) continue;
      for (const value of domains.valuesOf(name, this.#family.name).filter(passes).slice(0, limits8.listed))
        this.#addFor([{ name, op: "=", value }], this.#options.count);
    }
  }
  /** Where queries ask which members there are, there is more than one. */
  #addSeveral(selectors) {
    const { candidates } = this.#adoption;
    const context = {
      ...this.#options,
      family: this.#family,
      own: this.#bases.own,
      scope: this.#bases.scope,
      candidates
    };
    for (const { conditions } of selectors) {
      requireSteps(1 + this.#rows.size);
      for (const { labels: labels2, index } of severalRows([...this.#rows.values()], conditions, context))
        this.#add(labels2, index);
    }
  }
  get #budget() {
    const { kind } = this.#family;
    const isOne3 = kind !== "histogram" && kind !== "summary";
    return this.#options.count * (isOne3 ? budgets.plain : budgets.histogram);
  }
  #addFor(conditions, most3, {
    shift: shift2 = 0,
    cuts,
    nearest: nearest3 = this.#bases.nearest(conditions)
  } = {}) {
    const { count } = this.#options;
    const { asked } = this.#adoption;
    const { bases, missed } = nearest3;
    const free2 = [...this.#bases.own].filter(
      ([name]) => asked.has(name) && !conditions.some((one2) => one2.name === name)
    );
    const told = (base) => JSON.stringify([base.candidate.member, ...free2.map(([, own2]) => base.candidate.labels.get(own2))]);
    const places2 = [...this.#bases.scope, ...conditions.map(({ name }) => name)];
    const placeOf5 = (labels2) => JSON.stringify(places2.map((name) => labels2.get(name)));
    const taken2 = new Set(missed === 0 ? [] : [...this.#rows.values()].map(({ labels: labels2 }) => placeOf5(labels2)));
    requireSteps(1 + taken2.size);
    const near2 = missed === 0 ? bases : [...new Map(bases.map((base) => [told(base), base])).values()];
    for (const base of chooseSome(near2, { most: most3, members: count, isAsked: this.#isAsked, ...cuts && { cuts } })) {
      const { member } = base.candidate;
      const made2 = this.#values.labels((name) => this.#bases.given(base, name), conditions, { member, shift: shift2 });
      if (made2 !== void 0 && !taken2.has(placeOf5(made2))) this.#add(made2, member);
    }
  }
  #ensure(conditions) {
    const usable = conditions.filter(({ name }) => isLabelName(name));
    if (!this.#satisfied(usable)) this.#addFor(usable, this.#budget);
  }
  #satisfied(conditions) {
    requireSteps(1 + this.#rows.size);
    return [...this.#rows.values()].some(({ labels: labels2 }) => satisfiesAll(labels2, conditions, this.#options.patterns));
  }
  #add(labels2, index) {
    if (this.#rows.size >= limits8.rows) return;
    const key = JSON.stringify([...labels2]);
    if (!this.#rows.has(key) && !this.#breaksUniqueness(labels2)) this.#rows.set(key, { labels: labels2, index });
  }
  #breaksUniqueness(labels2) {
    const { patterns: patterns2 } = this.#options;
    return this.#family.use.unique.some(({ conditions, labels: on, ignored }) => {
      requireSteps(1 + this.#rows.size);
      if (!satisfiesAll(labels2, conditions, patterns2)) return false;
      const project2 = (of2) => JSON.stringify([...of2].filter(([name]) => on === void 0 ? !ignored.has(name) : on.has(name)));
      return [...this.#rows.values()].some(
        (row) => satisfiesAll(row.labels, conditions, patterns2) && project2(row.labels) === project2(labels2)
      );
    });
  }
};

// src/infer/adopt/make-adopted.ts
function makeAdopted(family, adoption, options) {
  const rows = makePackRows(family, adoption, options);
  const { anchor, patterns: patterns2, shape, level } = options;
  const { packed, names: names2 } = adoption;
  if (packed === void 0) return assignSignals(family, rows, { anchor, patterns: patterns2, shape, level });
  const given = meetComparisons(packFamily(packed, names2), { use: family.use, rows, kind: family.kind }, options);
  return assignSignals(family, rows, { anchor, patterns: patterns2, given });
}

// src/infer/read/adopt-usage.ts
var limits9 = { patterns: 20, conditions: 300, users: 20, partners: 100 };
function adoptMetrics(usage, resolved) {
  for (const [name, use] of resolved.metrics) {
    const known5 = usage.metrics.get(name);
    if (known5 === void 0) {
      usage.metrics.set(name, {
        ...use,
        selectors: /* @__PURE__ */ new Map(),
        labels: new Set(use.labels),
        shown: new Set(use.shown),
        unique: [...use.unique],
        states: [...use.states],
        sameUnit: new Set(use.sameUnit),
        measures: [...use.measures],
        partners: new Set(use.partners),
        variables: /* @__PURE__ */ new Map(),
        listed: /* @__PURE__ */ new Map()
      });
      continue;
    }
    for (const partner of use.partners) if (known5.partners.size < limits9.partners) known5.partners.add(partner);
    for (const label of use.labels) known5.labels.add(label);
    for (const label of use.shown) known5.shown.add(label);
    for (const one2 of use.functions) known5.functions.add(one2);
    for (const user of use.users) if (known5.users.size < limits9.users) known5.users.add(user);
    if (known5.comparisons.length === 0) known5.comparisons.push(...use.comparisons);
    if (known5.events.length === 0) known5.events.push(...use.events);
    for (const measure of use.measures) addMeasure(known5.measures, measure);
    if (known5.states.length === 0) known5.states.push(...use.states);
    known5.outcome ??= use.outcome;
    for (const other of use.sameUnit) if (known5.sameUnit.size < limits9.partners) known5.sameUnit.add(other);
    known5.joined ||= use.joined;
    known5.valued ||= use.valued;
    if (known5.copies.length === 0) known5.copies.push(...use.copies);
    known5.exact ??= use.exact;
  }
}
function adoptVariableConditions(usage, asked, patterns2) {
  for (const [name, { listed }] of asked.metrics) {
    const known5 = usage.metrics.get(name);
    for (const [label, { patterns: found }] of known5 === void 0 ? [] : listed) {
      const own2 = listedValues(known5, label).patterns;
      for (const pattern of found) if (own2.size < limits9.patterns) own2.add(pattern);
    }
  }
  for (const [name, use] of asked.labels) {
    const known5 = labelUse(usage, name);
    for (const pattern of use.patterns) if (known5.patterns.size < limits9.patterns) known5.patterns.add(pattern);
    for (const [key, { condition }] of use.conditions) {
      const pattern = condition.op === "=~" ? patterns2(condition.value)?.pattern : void 0;
      if (pattern === void 0 || plainAlternatives(pattern) !== void 0 || known5.conditions.size >= limits9.conditions)
        continue;
      if (!known5.conditions.has(key)) known5.conditions.set(key, { condition, count: 1 });
    }
  }
}
function selectorsOf(family, { metrics }) {
  const { name, kind } = family;
  const made2 = madeLabel(kind);
  const own2 = kind === "histogram" ? [] : [name];
  return [.../* @__PURE__ */ new Set([...own2, ...wireNames(family)])].flatMap(
    (one2) => [...metrics.get(one2)?.selectors.values() ?? []].map((use) => ({
      ...use,
      conditions: use.conditions.filter((condition) => condition.name !== made2)
    }))
  );
}
function sizeOfUsage(...usages) {
  return usages.reduce(
    (total, { metrics }) => [...metrics.values()].reduce(
      (sum, use) => sum + 1 + use.labels.size + use.selectors.size + countPatterns(use),
      total
    ),
    0
  );
}
function countPatterns({ listed }) {
  return [...listed.values()].reduce((sum, { patterns: patterns2 }) => sum + patterns2.size, 0);
}

// src/infer/read/known-metric.ts
function applyKnown(usage, known5, { alone: alone2 }) {
  for (const { name, kind, labels: labels2 } of known5) {
    for (const wire of wireNames({ name, kind: kind ?? "unknown" })) {
      const use = alone2 ? metricUse(usage, wire) : usage.metrics.get(wire);
      if (use === void 0 || use.exact !== void 0) continue;
      for (const label of labels2.keys()) if (isLabelName(label)) use.labels.add(label);
      if (kind === "histogram" && isBucketName(wire)) use.labels.add("le");
      if (kind === "summary" && wire === name) use.labels.add("quantile");
      if (alone2) addSelector(use, { conditions: [], removes: false });
    }
    for (const [label, values] of labels2) {
      if (!isLabelName(label)) continue;
      const { saved } = labelUse(usage, label);
      for (const value of values) if (saved.size < 12) saved.add(value);
    }
  }
}

// src/infer/panel/field-names.ts
var maxLength3 = 500;
function fieldNames(query) {
  const { format, panelContext, targetIndex = 0 } = query;
  const refId = query.refId ?? String.fromCharCode(65 + targetIndex % 26);
  const legend = renderedLegend((query.legendFormat ?? "").slice(0, maxLength3)).trim();
  const isTable = format === "table" || panelContext?.type === "table-old" || panelContext?.type === "table";
  const own2 = [];
  if (isTable) own2.push({ text: `Value #${refId}`, exact: true });
  if (isTable && targetIndex === 0) own2.push({ text: "Value", exact: true });
  if (legend !== "" && legend !== "__auto") {
    const text = legend.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, "$1").replaceAll(/\$\{?(\w+)(:\w+)?\}?|\[\[\w+\]\]/g, "$1");
    own2.push({ text, exact: text === legend });
  } else if (!isTable || format !== "table") own2.push({ text: query.expr.slice(0, maxLength3), exact: false });
  const renamed2 = (panelContext?.transformations ?? []).flatMap(
    ({ id, options }) => id === "organize" ? own2.flatMap(({ text }) => textField(field(options, "renameByName"), text) ?? []) : []
  );
  const names2 = [...renamed2.filter((text) => text !== "").map((text) => ({ text, exact: true })), ...own2];
  return names2.slice(0, 10);
}

// src/infer/panel/field-settings.ts
var maxSteps3 = 2e4;
function withFieldSettings(query, patterns2) {
  const { panelContext: context } = query;
  if (context === void 0 || context.overrides.length === 0) return query;
  return orElse(
    maxSteps3,
    () => {
      const names2 = fieldNames(query);
      const own2 = context.overrides.filter((override) => applies(override, names2, query, patterns2));
      if (own2.length === 0) return query;
      const last = (name) => own2.findLast((override) => override[name] !== void 0)?.[name];
      const mappings = last("mappings") ?? context.mappings;
      const field2 = {
        unit: last("unit") ?? context.unit,
        min: last("min") ?? context.min,
        max: last("max") ?? context.max,
        ...last("thresholds"),
        mappings,
        mappedValues: mappings.flatMap(({ match }) => match.kind === "value" ? [match.value] : [])
      };
      return { ...query, unit: field2.unit, panelContext: { ...context, ...field2 } };
    },
    () => query
  );
}
function applies(override, names2, query, patterns2) {
  requireSteps(1 + names2.length);
  const { matcher, option } = override;
  switch (matcher) {
    case "byFrameRefID":
      return option === query.refId;
    case "byName":
      return names2.some(({ text, exact }) => exact && text === option);
    case "byNames":
      return names2.some(({ text, exact }) => exact && override.names.includes(text)) !== override.excluded;
    case "byType":
      return option === "number";
    case "byRegexp": {
      const pattern = variablePattern(option);
      const test = pattern === void 0 ? void 0 : patterns2(pattern)?.test;
      return test !== void 0 && names2.some(({ text }) => test(text));
    }
    default:
      return false;
  }
}

// src/infer/panel/transformed-labels.ts
var maxFields = 200;
var noLabel = /^(time|value|metric|name|field|series|total|mean|max|min|last|first|sum|count|last_?not_?null)$/i;
function transformedLabels(transformations) {
  const found = /* @__PURE__ */ new Set();
  const made2 = /* @__PURE__ */ new Set();
  for (const { id, options } of transformations) {
    for (const name of fieldsOf(id, options).slice(0, maxFields)) {
      const label = name.replace(/ \d+$/, "");
      if (!made2.has(name) && /^[a-z_][a-zA-Z0-9_]{0,60}$/.test(label) && !noLabel.test(label)) found.add(label);
    }
    for (const name of madeBy(id, options)) made2.add(name);
  }
  return [...found];
}
function fieldsOf(id, options) {
  const text = (...path) => textField(options, ...path) ?? [];
  switch (id) {
    case "organize": {
      const hidden = asObject(options["excludeByName"]) ?? {};
      const named2 = ["indexByName", "renameByName", "includeByName"].flatMap(
        (name) => Object.keys(asObject(options[name]) ?? {})
      );
      return named2.filter((name) => hidden[name] !== true);
    }
    case "groupBy":
      return Object.entries(asObject(options["fields"]) ?? {}).flatMap(
        ([name, how]) => textField(how, "operation") === "groupby" ? [name] : []
      );
    case "joinByField":
    case "seriesToColumns":
      return [text("byField")].flat();
    case "groupingToMatrix":
      return [text("columnField"), text("rowField")].flat();
    case "labelsToFields":
      return [...textList(options["keepLabels"]), ...[text("valueLabel")].flat()];
    case "filterFieldsByName":
      return textList(field(options, "include", "names"));
    case "sortBy":
      return asArray(options["sort"]).flatMap((sort) => textField(sort, "field") ?? []);
    case "partitionByValues":
      return textList(options["fields"]);
    case "filterByValue":
      return asArray(options["filters"]).flatMap((filter) => textField(filter, "fieldName") ?? []);
    default:
      return [];
  }
}
function madeBy(id, options) {
  if (id === "organize")
    return Object.values(asObject(options["renameByName"]) ?? {}).filter((name) => typeof name === "string");
  if (id === "calculateField") return [textField(options, "alias") ?? []].flat();
  return id === "extractFields" ? asArray(options["jsonPaths"]).flatMap((path) => textField(path, "alias") ?? []) : [];
}
var comparisons4 = {
  equal: "==",
  notEqual: "!=",
  greater: ">",
  greaterOrEqual: ">=",
  lower: "<",
  lowerOrEqual: "<="
};
var opposite2 = { "==": "!=", "!=": "==", ">": "<=", "<=": ">", ">=": "<", "<": ">=" };
function filteredValues(transformations, names2) {
  return transformations.flatMap(({ id, options }) => {
    if (id !== "filterByValue") return [];
    const excludes = options["type"] === "exclude";
    return asArray(options["filters"]).flatMap((filter) => {
      const op = comparisons4[textField(filter, "config", "id") ?? ""];
      const value = Number(field(filter, "config", "options", "value") ?? Number.NaN);
      if (op === void 0 || !Number.isFinite(value) || !names2.includes(textField(filter, "fieldName") ?? ""))
        return [];
      return [{ op: excludes ? opposite2[op] : op, value }];
    });
  });
}

// src/infer/panel/shown-labels.ts
function shownLabels({ legendFormat = "", format, panelContext }) {
  const overrides = format === "table" ? panelContext?.overrides ?? [] : [];
  const columns = overrides.flatMap(
    ({ matcher, option }) => matcher === "byName" && /^[a-z][a-z0-9_]{0,60}$/.test(option) ? [option] : []
  );
  return [...legendLabels(legendFormat), ...columns, ...transformedLabels(panelContext?.transformations ?? [])];
}

// src/infer/read/calculated-queries.ts
var maxLength4 = 2e4;
var asPromql = {
  ...{ "+": "+", "-": "-", "*": "*", "/": "/", "%": "%", "**": "^", "(": "(", ")": ")", ",": "," },
  ...{ ">": "> bool", "<": "< bool", ">=": ">= bool", "<=": "<= bool", "==": "== bool", "!=": "!= bool" },
  ...{ abs: "abs", log: "ln", ceil: "ceil", floor: "floor", round: "round" }
};
function throughExpressions(read, queries) {
  if (!queries.some(({ dataSourceKind }) => dataSourceKind === "expression")) return [...queries];
  const byPanel = /* @__PURE__ */ new Map();
  for (const query of queries) {
    if (query.place !== "panel") continue;
    const others2 = byPanel.get(query.panelIndex);
    if (others2 === void 0) byPanel.set(query.panelIndex, [query]);
    else others2.push(query);
  }
  const changed2 = /* @__PURE__ */ new Map();
  for (const [index, panel] of panelsIn(read).entries()) {
    const own2 = byPanel.get(index) ?? [];
    if (!own2.some(({ dataSourceKind }) => dataSourceKind === "expression")) continue;
    const graph = panelGraph({ panel, queries: own2 });
    for (const query of own2) {
      if (graph.feeding.has(query) && query.prometheus && !keepsUnit(query, graph))
        changed2.set(query, { ...query, unit: void 0, panelContext: void 0 });
    }
    for (const { refId, query, expression, fault, needed } of graph.expressions) {
      const source = own2.find((one2) => one2 === graph.byRefId.get(refId));
      if (source === void 0 || expression.type !== "math" || fault !== void 0 || !needed) continue;
      const expr = promqlOf(refId, graph);
      if (expr !== void 0 && query.hidden !== true && labelsAgree(expr))
        changed2.set(source, { ...source, expr, prometheus: true, dataSourceKind: "prometheus" });
    }
  }
  return queries.map((query) => changed2.get(query) ?? query);
}
function keepsUnit(query, { expressions, byRefId }) {
  const passes = /* @__PURE__ */ new Set([query]);
  for (const { refId, needed, expression } of expressions) {
    if (!needed || !expression.inputs.some((input) => passes.has(byRefId.get(input)))) continue;
    if (expression.type !== "reduce" && expression.type !== "resample") return false;
    passes.add(byRefId.get(refId));
  }
  return true;
}
function labelsAgree(expr) {
  const parsed = parseExpression(expr);
  if (!parsed.ok) return false;
  let agree = true;
  walkNodes(parsed.root, (node) => {
    if (node.type !== "binary" || node.matching !== void 0) return;
    const [left, right] = [keptLabels(node.left), keptLabels(node.right)];
    if (left !== void 0 && right !== void 0 && left !== right) agree = false;
  });
  return agree;
}
function keptLabels(node) {
  if (node.type === "paren") return keptLabels(node.expr);
  if (node.type === "binary") return keptLabels(node.left) ?? keptLabels(node.right);
  const isPlain2 = node.type === "aggregation" && ["sum", "avg", "min", "max", "count"].includes(node.op);
  if (!isPlain2 || node.uncertain || node.grouping === "without") return void 0;
  return JSON.stringify([...node.labels].sort());
}
function promqlOf(refId, graph, known5 = nodesOf(graph)) {
  const query = graph.byRefId.get(refId);
  const node = known5.get(refId);
  if (node === void 0) return query?.prometheus === true ? `(${query.expr}
)` : void 0;
  const { type, text, inputs } = node.expression;
  if (node.fault !== void 0) return void 0;
  if (type === "reduce" || type === "resample") return promqlOf(inputs[0], graph, known5);
  if (type !== "math") return void 0;
  const parts2 = text.slice(0, maxLength4).match(/\$\{[^}]*\}|\$[\p{L}\p{Nd}_]+|[a-z_]+|[\d.]+|[!<>=&|+\-*/%]+|\S/giu) ?? [];
  let written = "";
  for (const part of parts2) {
    const isQuery = part.startsWith("$");
    const next = isQuery ? promqlOf(part.replace(/^\$\{?|\}$/g, ""), graph, known5) : /^[\d.]+$/.test(part) ? part : Object.hasOwn(asPromql, part) ? asPromql[part] : void 0;
    if (next === void 0 || written.length + next.length > maxLength4) return void 0;
    written += `${next} `;
  }
  return `(${written})`;
}
function nodesOf({ expressions }) {
  return new Map(expressions.map((node) => [node.refId, node]));
}

// src/infer/read/labels-in-regex.ts
function labelsInRegex(regex, { metrics }) {
  const found = /* @__PURE__ */ new Map();
  const source = regex.slice(0, 4e3).replace(/^\//, "").replace(/\/[a-z]*$/, "");
  for (const match of source.matchAll(/([A-Za-z_]\w{0,100})\s*=~?\\?"/g)) {
    const name = match[1];
    if (!isLabelName(name)) continue;
    const before2 = source.slice(0, match.index);
    const open = /(^|[*+])$/.test(before2) ? endingIn(name, metrics.values()) : void 0;
    found.set(open ?? name, valuePattern(source.slice(match.index + match[0].length)));
  }
  for (const [, name] of source.matchAll(/"\)?,\s*([A-Za-z_]\w{0,100})/g)) {
    if (isLabelName(name) && !found.has(name)) found.set(name, void 0);
  }
  return found;
}
function endingIn(name, metrics) {
  let found;
  for (const { labels: labels2 } of metrics) {
    requireSteps(1);
    if (labels2.has(name)) return void 0;
    found ??= [...labels2].find((label) => label.endsWith(`_${name}`));
  }
  return found;
}
function valuePattern(rest2) {
  let inClass = false;
  for (let at = 0; at < rest2.length; at++) {
    const character = rest2[at];
    if (character === "\\") at++;
    else if (character === "[") inClass = true;
    else if (character === "]") inClass = false;
    else if (character === '"' && !inClass) return rest2.slice(0, at);
  }
  return rest2;
}

// src/infer/read/parse-once.ts
var maxTexts = 20;
var known4 = /* @__PURE__ */ new WeakMap();
function parseOnce(query, expr, variables) {
  const texts2 = known4.get(query) ?? /* @__PURE__ */ new Map();
  known4.set(query, texts2);
  const key = variables === void 0 ? `filled ${expr}` : `written ${expr}`;
  const found = texts2.get(key);
  if (found !== void 0) return found;
  const parsed = parsePossible({ expr, written: query.expr }, defined({ variables }));
  if (parsed.ok && texts2.size < maxTexts) texts2.set(key, parsed);
  return parsed;
}

// src/infer/read/read-usage.ts
var anyData = { fromMs: 0, toMs: 400.5 * 864e5 };
var maxQueries = 5e3;
var maxPatterns2 = 200;
function readForInference(dashboard) {
  const read = parts(dashboard);
  const shown = openingRange(dashboard, anyData);
  const patterns2 = createPatternCache(maxPatterns2);
  const queries = throughExpressions(read, queriesIn(read)).filter(
    ({ prometheus, expr, place }) => prometheus && expr.trim() !== "" && place !== "variable"
  );
  const variables = readVariables(read);
  const names2 = new Set(variables.map(({ name }) => name));
  const isDefined = (name) => names2.has(name) || name.startsWith("__");
  return {
    title: dashboard.title,
    uid: dashboard.uid,
    queries: queries.slice(0, maxQueries).map((query) => withFieldSettings({ ...query, expr: dropUndefined(query.expr, isDefined) }, patterns2)),
    variables,
    rangeMs: shown.toMs - shown.fromMs
  };
}
function staticOptions(variables) {
  const known5 = variables.flatMap(({ name, type, options, query, current }) => {
    if (type === "query" || type === "datasource") return [];
    const saved = [current?.value ?? []].flat().filter((value) => value !== "$__all");
    const listed = type === "custom" ? customOptions(query).map(({ value }) => value) : type === "interval" ? intervalOptions(query) : type === "switch" ? [] : [query];
    return [
      [
        name,
        [...saved, ...options.map(({ value }) => value), ...listed].filter((text) => text !== "" && text !== "$__all")
      ]
    ];
  });
  return new Map(known5);
}
function readPanelQuery(usage, query, expr, variables) {
  const parsed = parseOnce(query, expr, variables);
  if (!parsed.ok) return;
  const user = query.panelTitle || query.name || "";
  const { unit, panelContext: context } = query;
  const states = context === void 0 ? void 0 : statesOf2({ ...context, unit });
  const meaning = meaningOf(query, parsed.root);
  const { kind } = meaning?.whole.length === 0 ? meaning : {};
  const outcome = kind === "other" || kind === "utilisation" ? void 0 : kind;
  const needs = new Set(shownLabels(query).filter((name) => isLabelName(name)));
  const names2 = fieldNames(query).flatMap(({ text, exact }) => exact ? [text] : []);
  const comparisons5 = filteredValues(context?.transformations ?? [], names2);
  const place = { user, needs, comparisons: comparisons5, ...defined({ unit, states, outcome, options: variables }) };
  analyseExpression(usage, parsed.root, place);
  if (/^(stat|singlestat|gauge)$/.test(query.panelType ?? "") && query.legendFormat === void 0)
    noteShownAlone(usage, parsed.root);
}
function noteShownAlone({ metrics }, root) {
  for (const { selector, raw } of survivors(root)) {
    const use = raw && selector.matchers.length === 0 ? metrics.get(selector.metric ?? "") : void 0;
    if (use !== void 0) use.shownAlone = true;
  }
}
function standAlone(queries) {
  const found = /* @__PURE__ */ new Set();
  const words4 = /* @__PURE__ */ new Set();
  for (const { expr, repeats = [] } of queries) {
    for (const { name, from, to, place } of findVariables(expr.slice(0, 1e5))) {
      const [before2, after] = [expr.slice(Math.max(0, from - 300), from), expr.slice(to, to + 1)];
      const inName = place === "code" && (/[\w:]$/.test(before2) || /[\w:]/.test(after));
      const equals = /[^!~]=\s*["'][^"']*$/.test(before2.slice(-200));
      if (name.startsWith("__")) continue;
      if (inName || equals && !repeats.includes(name)) found.add(name);
      if (inName || /__name__=~?\s*["'][^"']*$/.test(before2)) words4.add(name);
    }
  }
  return { alone: found, words: words4 };
}
function readVariableUse(usage, { variable, query, regex, alone: alone2 = /* @__PURE__ */ new Set(), words: words4 = /* @__PURE__ */ new Set(), queries = usage }, variables) {
  if (variable.type !== "query" || !variable.prometheus) return;
  const read = readVariableQuery(query);
  if ("ok" in read) return;
  const options = defined({ variables });
  const written = variable.query;
  const inRegex = read.kind === "queryResult" || read.kind === "series" ? labelsInRegex(regex, queries) : /* @__PURE__ */ new Map();
  for (const [label, pattern] of inRegex) {
    if (pattern !== void 0 && pattern !== "" && !namesVariable(pattern))
      labelUse(usage, label).patterns.add(pattern);
  }
  const place = { user: `$${variable.name}`, needs: new Set(inRegex.keys()) };
  if (read.kind === "labelValues") {
    const name = labelName(read);
    if (isLabelName(name)) readListed(usage, { variable, regex, alone: alone2, words: words4, name });
    const parsed = read.argument === void 0 ? void 0 : parsePossible({ expr: read.argument.text, written }, options);
    if (parsed?.ok !== true) return;
    const labels2 = { ...place, needs: new Set([name].filter(isLabelName)), onlyLabels: true };
    analyseExpression(usage, parsed.root, labels2);
    if (!isLabelName(name)) return;
    for (const { metric } of selectorsIn(parsed.root)) {
      const use = metric === void 0 || namesVariable(metric) ? void 0 : usage.metrics.get(metric);
      if (use === void 0) continue;
      addVariable(use, name, variable.name);
      addListed(listedValues(use, name), variable, regex);
    }
  } else if (read.kind === "metrics") {
    const parsed = parseExpression(`{__name__=~${JSON.stringify(`(?:${read.argument.text})`)}}`);
    if (parsed.ok) analyseExpression(usage, parsed.root, place);
  } else if (read.kind !== "labelNames") {
    const parsed = parsePossible({ expr: read.argument.text, written }, options);
    if (!parsed.ok) return;
    analyseExpression(usage, parsed.root, place);
    for (const { metric } of selectorsIn(parsed.root)) {
      const use = metric === void 0 ? void 0 : usage.metrics.get(metric);
      for (const [label, pattern = ""] of use === void 0 ? [] : inRegex)
        if (pattern !== "" && !namesVariable(pattern)) listedValues(use, label).patterns.add(pattern);
    }
  }
}

// src/infer/read-written.ts
async function readWritten(usage, { queries, variables }, { work, signal }) {
  const options = staticOptions(variables);
  for (const query of queries) {
    await nextTurn(signal);
    work.attempt(query, () => readPanelQuery(usage, query, query.expr, options));
  }
  const { alone: alone2, words: words4 } = standAlone([...queries, ...variables.map(({ query }) => ({ expr: query }))]);
  for (const variable of variables) {
    await nextTurn(signal);
    const text = { variable, query: variable.query, regex: variable.regex ?? "", alone: alone2, words: words4 };
    work.attempt(`variable $${variable.name}`, () => readVariableUse(usage, text, options));
  }
}

// src/infer/knowledge.ts
async function readKnowledge(dashboards, { work, signal, rules, known: known5, answered }) {
  const [usage, asRun2, copies] = [emptyUsage(), emptyUsage(), emptyUsage()];
  for (const dashboard of dashboards) await readWritten(usage, dashboard, { work, signal });
  for (const rule of rules) {
    await nextTurn(signal);
    work.attempt(`${rule.kind} ${rule.name}`, () => readRuleQuery(usage, rule));
  }
  applyKnown(usage, known5, { alone: dashboards.length + rules.length === 0 });
  const seen = /* @__PURE__ */ new Set();
  for (const { query, expr } of answered) {
    await nextTurn(signal);
    if (seen.has(query)) work.tryCopy(() => readPanelQuery(copies, query, expr));
    else work.attempt(query, () => readPanelQuery(asRun2, query, expr));
    seen.add(query);
  }
  adoptMetrics(usage, asRun2);
  adoptMetrics(usage, copies);
  return { usage, asRun: asRun2, copies, known: /* @__PURE__ */ new Map() };
}
async function learnResolved({ usage, asRun: asRun2, copies, known: known5 }, { dashboard, resolved }, { work, signal, patterns: patterns2 }) {
  for (const query of dashboard.queries) {
    await nextTurn(signal);
    const read = known5.get(query) ?? /* @__PURE__ */ new Set();
    for (const [index, { expr, complete }] of resolved.fillQuery(query).entries()) {
      if (expr === query.expr || !complete || read.has(expr) && !(index === 0 && expr.includes("__name__"))) continue;
      if (index === 0) work.attempt(query, () => readPanelQuery(asRun2, query, expr));
      else work.tryCopy(() => readPanelQuery(copies, query, expr));
      known5.set(query, read.add(expr));
    }
  }
  const asked = emptyUsage();
  for (const variable of dashboard.variables) {
    await nextTurn(signal);
    const query = resolved.fillText(variable.query, "prometheus");
    const regex = resolved.fillText(variable.regex ?? "", "regex");
    work.attempt(
      `variable $${variable.name}`,
      () => readVariableUse(asked, { variable, query, regex, queries: usage })
    );
  }
  work.tryOnce(() => adoptVariableConditions(usage, asked, patterns2));
  for (const [name, { selectors }] of asked.metrics) {
    const use = metricUse(asRun2, name);
    for (const selector of use === void 0 ? [] : selectors.values()) addSelector(use, selector);
  }
  adoptMetrics(usage, asked);
  adoptMetrics(usage, asRun2);
  adoptMetrics(usage, copies);
}

// src/infer/patterns/agreement.ts
function createAgreement(families) {
  const byWire2 = new Map(families.flatMap((family) => wireNames(family).map((name) => [name, family])));
  const known5 = /* @__PURE__ */ new Map();
  return {
    familiesOf(label, family) {
      const groups2 = known5.get(label) ?? groupsOf(label, families, byWire2);
      known5.set(label, groups2);
      return groups2.get(family);
    }
  };
}
function groupsOf(label, families, byWire2) {
  const own2 = families.filter(({ use }) => use.labels.has(label));
  requireSteps(1 + families.length);
  const parents = new Map(own2.map((family) => [family, family]));
  const rootOf2 = (family) => {
    let root = family;
    while (parents.get(root) !== root) root = parents.get(root);
    parents.set(family, root);
    return root;
  };
  const unite = (a, b) => {
    if (parents.has(a) && parents.has(b)) parents.set(rootOf2(b), rootOf2(a));
  };
  const ofVariable = /* @__PURE__ */ new Map();
  for (const family of own2) {
    requireSteps(1 + family.use.partners.size);
    for (const partner of family.use.partners) {
      const other = byWire2.get(partner);
      if (other !== void 0) unite(family, other);
    }
    for (const variable of family.use.variables.get(label) ?? []) {
      unite(ofVariable.get(variable) ?? family, family);
      ofVariable.set(variable, family);
    }
  }
  const members6 = /* @__PURE__ */ new Map();
  for (const family of own2) {
    const group = members6.get(rootOf2(family));
    if (group === void 0) members6.set(rootOf2(family), [family]);
    else group.push(family);
  }
  return new Map([...members6.values()].flatMap((all) => all.map(({ name }) => [name, agreeing(label, all)])));
}
function agreeing(label, all) {
  const listed = all.flatMap(({ use }) => use.listed.get(label) ?? []);
  return {
    first: all.find(({ use }) => use.listed.has(label)) ?? all[0],
    all,
    listed: {
      patterns: new Set(listed.flatMap(({ patterns: patterns2 }) => [...patterns2])),
      saved: new Set(listed.flatMap(({ saved }) => [...saved]))
    }
  };
}

// src/infer/patterns/label-evidence.ts
function createEvidence(usage, families) {
  const agreement = createAgreement(families);
  const unclaimed = /* @__PURE__ */ new Map();
  const known5 = /* @__PURE__ */ new Map();
  const everywhere = (label) => {
    const found = unclaimed.get(label) ?? unclaimedOf(label, usage, families);
    unclaimed.set(label, found);
    return found;
  };
  return (label, family) => {
    const common = usage.labels.get(label);
    const group = family === void 0 || isPlaceLabel(label) && label !== "job" || isAliased(label, usage) ? void 0 : agreement.familiesOf(label, family);
    if (group === void 0) return { group: "", metric: void 0, use: common };
    const ofFirst = known5.get(group.first) ?? /* @__PURE__ */ new Map();
    known5.set(group.first, ofFirst);
    const made2 = ofFirst.get(label) ?? {
      group: group.first.name,
      metric: group.first.name,
      use: evidenceOf(label, group, everywhere(label))
    };
    ofFirst.set(label, made2);
    return made2;
  };
}
function isAliased(label, { aliases }) {
  return aliases.has(label) || [...aliases.values()].includes(label);
}
function evidenceOf(label, { all, listed }, everywhere) {
  const conditions = new Map(everywhere.conditions);
  for (const { use } of all) {
    requireSteps(1 + use.selectors.size);
    for (const { conditions: own2 } of use.selectors.values()) {
      for (const condition of own2) {
        if (condition.name !== label) continue;
        const key = condition.op + condition.value;
        const count = (conditions.get(key)?.count ?? 0) + 1;
        conditions.set(key, { condition, count });
      }
    }
  }
  return {
    name: label,
    conditions,
    patterns: /* @__PURE__ */ new Set([...everywhere.patterns, ...listed.patterns]),
    saved: /* @__PURE__ */ new Set([...everywhere.saved, ...listed.saved])
  };
}
function unclaimedOf(label, usage, families) {
  const common = usage.labels.get(label);
  const claimed = families.flatMap(({ use }) => use.listed.get(label) ?? []);
  const patterns2 = new Set(claimed.flatMap((listed) => [...listed.patterns]));
  const saved = new Set(claimed.flatMap((listed) => [...listed.saved]));
  const keys = /* @__PURE__ */ new Set();
  for (const { use } of families) {
    requireSteps(1 + use.selectors.size);
    for (const { conditions } of use.selectors.values())
      for (const { name, op, value } of conditions) if (name === label) keys.add(op + value);
  }
  return {
    name: label,
    conditions: new Map([...common?.conditions ?? []].filter(([key]) => !keys.has(key))),
    patterns: new Set([...common?.patterns ?? []].filter((pattern) => !patterns2.has(pattern))),
    saved: new Set([...common?.saved ?? []].filter((value) => !saved.has(value)))
  };
}

// src/infer/patterns/domains.ts
var limits10 = { candidates: 200, values: 12, aliases: 5 };
var patternWeight = 20;
var maxSteps4 = 1e5;
function createDomains(usage, patterns2, { given = /* @__PURE__ */ new Map(), families = [], usual: usual4 = /* @__PURE__ */ new Map() } = {}) {
  const known5 = /* @__PURE__ */ new Map();
  const evidenceOf2 = createEvidence(usage, families);
  const opened = (label, name) => usage.opened.get(label) ?? usage.opened.get(name);
  const valuesOf3 = (label, family) => {
    const name = originOf(label, usage);
    const evidence = evidenceOf2(name, family);
    const key = `${name} ${evidence.group}`;
    const found = known5.get(key);
    if (found !== void 0) return found;
    const word2 = usage.words.has(label) || usage.words.has(name);
    const words4 = withUsual(wordsOf2([name, ...copiesOf2(name, usage)], evidence.metric), usual4.get(name));
    const made2 = given.get(label) ?? given.get(name) ?? domainOf(name, evidence, { patterns: patterns2, word: word2, words: words4 });
    const order = opened(label, name);
    const saved = evidence.use?.saved.has(made2[0]) === true;
    const alone2 = usage.single.has(label) || usage.single.has(name);
    const kept3 = alone2 ? made2.slice(0, 1) : order === void 0 ? made2 : inOptionOrder(made2, order, saved);
    known5.set(key, kept3);
    return kept3;
  };
  return {
    valuesOf: valuesOf3,
    valueOf: (label, index, family) => {
      const values = valuesOf3(label, family);
      const stays = opened(label, originOf(label, usage)) !== void 0;
      return values[stays ? Math.min(index, values.length - 1) : index % values.length];
    }
  };
}
function withUsual(words4, first = []) {
  if (first.length === 0) return words4;
  return { ...words4, usual: [.../* @__PURE__ */ new Set([...first, ...words4.usual])], guessed: false };
}
function inOptionOrder(values, order, saved) {
  const [first, ...others2] = values;
  return [first, ...others2.filter((value) => saved || value > first === (order === "ascending"))];
}
function originOf(label, { aliases }) {
  let name = label;
  for (let step = 0; step < limits10.aliases; step++) {
    const next = aliases.get(name);
    if (next === void 0) break;
    name = next;
  }
  return name;
}
function copiesOf2(origin, usage) {
  return [...usage.aliases.keys()].filter((label) => label !== origin && originOf(label, usage) === origin);
}
function wordsOf2(labels2, metric) {
  const words4 = labels2.map((label) => labelWords(label, metric));
  return words4.find(({ guessed: guessed3 }) => guessed3 !== true) ?? words4[0];
}
function domainOf(label, { metric, use }, { patterns: patterns2, word: word2, words: words4 }) {
  const fitting = word2 ? { ...words4, usual: words4.usual.map((value) => value.replaceAll(/\W/g, "_")) } : words4;
  return orElse(
    maxSteps4,
    () => makeDomain(label, use, { metric, patterns: patterns2, words: fitting }),
    () => makeDomain(label, void 0, { metric, patterns: patterns2, words: fitting })
  );
}
function makeDomain(label, use, { metric, patterns: patterns2, words: words4 }) {
  const defaults = words4.usual.slice(0, limits10.values);
  if (use === void 0) return defaults;
  const conditions = [...use.conditions.values()].sort((a, b) => b.count - a.count);
  const literals = conditions.filter(({ condition }) => condition.op === "=" && condition.value !== "").map(({ condition }) => condition.value);
  const positive = conditions.filter(({ condition }) => condition.op === "=~");
  const negative = conditions.filter(({ condition }) => condition.op === "!=" || condition.op === "!~").map(({ condition }) => condition);
  const enough2 = words4.guessed === true && literals.length + use.saved.size > 1;
  const made2 = [...positive.map(({ condition }) => condition.value), ...use.patterns].flatMap(
    (regex) => fillRegex(regex, { label, metric }, patterns2)
  );
  const usual4 = enough2 ? [] : defaults;
  const candidates = [.../* @__PURE__ */ new Set([...use.saved, ...literals, ...usual4, ...words4.more ?? [], ...made2])].filter((value) => value !== "" && !/["\\]/.test(value)).slice(0, limits10.candidates);
  const fits2 = (value, regex) => patterns2(regex)?.test(value) ?? true;
  const score = (value) => negative.filter((condition) => satisfies(value, condition, patterns2)).length + positive.filter(({ condition }) => fits2(value, condition.value)).length + [...use.patterns].filter((regex) => fits2(value, regex)).length * patternWeight;
  const scores = new Map(candidates.map((value) => [value, score(value)]));
  const best = Math.max(...scores.values());
  const top = candidates.filter((value) => scores.get(value) === best);
  const own2 = top.filter((value) => literals.includes(value));
  if (isScopeLabel(label) && own2.length > 0) return own2.slice(0, limits10.values);
  const conflict = best < negative.length + positive.length + use.patterns.size * patternWeight;
  const others2 = conflict ? varied(
    candidates,
    scores,
    positive.map(({ condition }) => condition.value),
    fits2
  ) : [];
  return [.../* @__PURE__ */ new Set([...others2, ...top])].slice(0, limits10.values);
}
function varied(candidates, scores, regexes, fits2) {
  const ordered = candidates.toSorted((a, b) => scores.get(b) - scores.get(a));
  return regexes.slice(0, limits10.values).flatMap((regex) => ordered.find((value) => fits2(value, regex)) ?? []);
}

// src/infer/read/families.ts
function makeFamilies(usage, types2 = /* @__PURE__ */ new Map()) {
  const families = [];
  const taken2 = /* @__PURE__ */ new Set();
  const take = (name, kind, made2) => {
    const isBoth = kind === "histogram" && usage.metrics.get(name)?.functions.has("native") === true;
    const shape = { name, kind, ...isBoth ? { native: "both" } : {} };
    const wires2 = wireNames(shape);
    const uses = wires2.flatMap((one2) => usage.metrics.get(one2) ?? []);
    const bounds = made2 === void 0 ? [] : boundsOf2(uses, made2);
    const apart3 = bounds === void 0 || wires2.some((one2) => taken2.has(one2)) || kind === "summary" && uses.some((use) => use.name !== name && use.labels.has("quantile"));
    const free2 = uses.filter((use) => !taken2.has(use.name));
    if (apart3) families.push(...free2.map((use) => standAlone2(use, use.name === name ? "gauge" : "counter")));
    else families.push({ ...shape, use: join3(name, uses, made2), bounds });
    for (const one2 of apart3 ? free2.map((use) => use.name) : wires2) taken2.add(one2);
  };
  const metrics = [...usage.metrics.keys()];
  for (const name of metrics) {
    const { base, part } = splitPart(name) ?? {};
    const kind = part === "sum" || part === "count" || part === "bucket" ? types2.get(base) : void 0;
    if (kind === "histogram" && !taken2.has(name)) take(base, kind, "le");
    if (kind === "summary" && !taken2.has(name) && part !== "bucket") take(base, kind, "quantile");
  }
  for (const name of metrics) {
    const { base, part } = splitPart(name) ?? {};
    if (base !== void 0 && part === "bucket" && !taken2.has(name) && isHistogram2(name, usage))
      take(base, "histogram", "le");
  }
  for (const name of metrics) {
    if (taken2.has(name) || (types2.get(name) ?? "summary") !== "summary") continue;
    if (!isSummary(usage.metrics.get(name))) continue;
    take(name, "summary", "quantile");
  }
  for (const name of metrics) {
    const { base, part } = splitPart(name) ?? {};
    if (base === void 0 || part !== "sum" || base.includes(":") || taken2.has(name)) continue;
    if (types2.has(name) || types2.has(partName(base, "count"))) continue;
    if (usage.metrics.has(base)) continue;
    const count = usage.metrics.get(partName(base, "count"));
    if (count !== void 0 && isRate(usage.metrics.get(name)) && isRate(count)) take(base, "summary", void 0);
  }
  for (const [name, use] of usage.metrics) {
    if (taken2.has(name)) continue;
    const known5 = types2.get(name);
    const fits2 = known5 !== void 0 && wireNames({ name, kind: known5 }).every((one2) => !taken2.has(one2));
    const kind = fits2 ? known5 : kindOf2(use);
    if (kind === "summary") take(name, kind, "quantile");
    else families.push(standAlone2(use, kind));
    for (const one2 of wireNames({ name, kind })) taken2.add(one2);
  }
  const order = new Map(metrics.map((name, index) => [name, index]));
  const place = (family) => wireNames(family).flatMap((name) => order.get(name) ?? [])[0] ?? order.get(family.name) ?? 0;
  return families.sort((a, b) => place(a) - place(b));
}
function standAlone2(use, kind) {
  const made2 = madeLabel(kind);
  const isOfBuckets = use.labels.has("le") && !isBucketName(use.name) && (kind === "gauge" || kind === "counter");
  const bounds = isOfBuckets ? boundsOf2([use], "le") : void 0;
  if (bounds !== void 0) return { name: use.name, kind, use: join3(use.name, [use], "le"), ofBuckets: true, bounds };
  return { name: use.name, kind, use: made2 === void 0 ? use : join3(use.name, [use], made2), bounds: [] };
}
function isHistogram2(name, { metrics }) {
  const use = metrics.get(name);
  return use.labels.has("le") || isRate(use) || use.functions.size === 0;
}
function isSummary(use) {
  return use.labels.has("quantile") && !isRate(use);
}
var rates5 = ["rate", "irate", "increase", "resets"];
function isRate({ functions: functions2 }) {
  return rates5.some((name) => functions2.has(name));
}
var countsEvents = /(requests?|errors?|failures?|faults?|calls?|quer(y|ies)|messages?|events?|packets?|bytes|seconds|operations?|ops|hits?|miss(es)?|reads?|writes?|retries|timeouts?|drops?|restarts?|evictions?|exceptions?|transactions?|commits?|rollbacks?|logins?|attempts?|executions?|runs?|builds?|deploy(ment)?s|scrapes?|samples|lookups?|accesses|conflicts|deadlocks|checkpoints|reloads|elections|changes|fetches|flushes|hops|resets|switches|visits|orders|views|clicks|sent|read|written|lost|won|sum|[a-z]+ed)_total$|(^|_)(http|rpc|grpc)_/i;
function kindOf2(use) {
  const { name, functions: functions2 } = use;
  if (functions2.has("native")) return "native";
  if (isRate(use)) return "counter";
  if (/_(info|labels|metadata|annotations)$/.test(name) && use.comparisons.every(({ all }) => all.every(({ value }) => value <= 1)))
    return "info";
  const gaugeLike = ["delta", "idelta", "deriv", "predict_linear", "time-", "-time", "avg_over_time"].some(
    (each) => functions2.has(each)
  );
  const isTotal2 = isTotalName(name) && !name.includes(":") && !gaugeLike;
  return isTotal2 && (countsEvents.test(name) || !use.valued) ? "counter" : "gauge";
}
function boundsOf2(uses, label) {
  const found = /* @__PURE__ */ new Set();
  for (const { selectors } of uses) {
    for (const { conditions } of selectors.values()) {
      for (const { name, op, value } of conditions) {
        if (name !== label || op !== "=" && op !== "=~") continue;
        if (label === "quantile" && /^[01]$/.test(value)) return void 0;
        for (const text of value.replaceAll(/[()]/g, "").split("|")) {
          const number = Number(text.replaceAll("\\", ""));
          if (text === "+Inf" || text === "\\+Inf" || text === "" || /\.[*+]/.test(text)) continue;
          if (!Number.isFinite(number) || op === "=" && String(number) !== text) return void 0;
          found.add(number);
        }
      }
    }
  }
  return [...found].sort((a, b) => a - b);
}
function join3(name, uses, made2) {
  const without = (conditions) => conditions.filter((condition) => condition.name !== made2);
  const selectors = /* @__PURE__ */ new Map();
  for (const use of uses) {
    for (const selector of use.selectors.values()) {
      const conditions = without(selector.conditions);
      selectors.set(`${selector.removes ? "-" : "+"}${textOf(conditions)}`, { ...selector, conditions });
    }
  }
  const all = (pick2) => new Set(uses.flatMap((use) => [...pick2(use)]));
  return {
    name,
    labels: new Set([...all((use) => use.labels)].filter((label) => label !== made2)),
    shown: new Set([...all((use) => use.shown)].filter((label) => label !== made2)),
    selectors,
    functions: all((use) => use.functions),
    comparisons: uses.length === 1 ? uses[0].comparisons : [],
    events: uses.flatMap(({ events }) => events.map(without)),
    users: all((use) => use.users),
    units: all((use) => use.units),
    measures: uses.flatMap(
      ({ measures }) => measures.map((each) => ({ ...each, conditions: without(each.conditions) }))
    ),
    states: uses.length === 1 ? uses[0].states : [],
    outcome: uses.length === 1 ? uses[0].outcome : void 0,
    sameUnit: all((use) => use.sameUnit),
    joined: uses.some(({ joined }) => joined),
    valued: uses.some(({ valued }) => valued),
    unique: uses.flatMap(({ unique: unique2 }) => unique2.map((each) => ({ ...each, conditions: without(each.conditions) }))),
    sameLabels: uses.flatMap(({ sameLabels }) => sameLabels),
    plain: uses.some(({ plain: plain2 }) => plain2),
    constant: all((use) => use.constant),
    shownAlone: uses.some(({ shownAlone }) => shownAlone),
    copies: uses.flatMap(({ copies }) => copies),
    lacks: all((use) => use.lacks),
    exact: uses.find(({ exact }) => exact !== void 0)?.exact,
    partners: all((use) => use.partners),
    variables: joinSets(uses.map(({ variables }) => variables)),
    listed: joinListed(uses)
  };
}
function joinSets(maps) {
  const joined = /* @__PURE__ */ new Map();
  for (const map of maps) for (const [key, set] of map) joined.set(key, /* @__PURE__ */ new Set([...joined.get(key) ?? [], ...set]));
  return joined;
}
function joinListed(uses) {
  const listed = /* @__PURE__ */ new Map();
  for (const use of uses) {
    for (const [label, { patterns: patterns2, saved }] of use.listed) {
      const known5 = listed.get(label);
      listed.set(label, {
        patterns: /* @__PURE__ */ new Set([...known5?.patterns ?? [], ...patterns2]),
        saved: /* @__PURE__ */ new Set([...known5?.saved ?? [], ...saved])
      });
    }
  }
  return listed;
}

// src/infer/series/align-labels.ts
var maxPasses = 4;
function alignLabels(families, { single, opened }) {
  const byName2 = /* @__PURE__ */ new Map();
  for (const family of families) for (const name of wireNames(family)) byName2.set(name, family);
  for (const { use } of families) {
    const named2 = new Set([...use.selectors.values()].flatMap(({ conditions }) => conditions.map(({ name }) => name)));
    for (const label of use.lacks) if (!named2.has(label)) use.labels.delete(label);
    if (use.exact === void 0) continue;
    for (const label of use.labels) if (!use.exact.has(label) && !named2.has(label)) use.labels.delete(label);
    for (const label of use.exact) use.labels.add(label);
  }
  for (const { use, kind } of families) {
    const agree = solve3(use.comparisons.flatMap(({ all }) => all)) !== void 0;
    const isFixed3 = (label) => single.has(label) || opened.has(label);
    const varies = [...use.labels].some((label) => !isFixed3(label) && !isScopeLabel(label));
    if (kind === "gauge" && use.comparisons.length > 0 && !agree && !varies && use.exact === void 0)
      use.labels.add(isFixed3("instance") ? "id" : "instance");
  }
  for (let pass = 0; pass < maxPasses; pass++) {
    let changed2 = false;
    const give = (from, to, ignored) => {
      if (to.use.exact !== void 0) return;
      for (const label of from.use.labels) {
        if (ignored.has(label) || to.use.labels.has(label)) continue;
        to.use.labels.add(label);
        changed2 = true;
      }
    };
    for (const family of families) {
      for (const { other, ignored } of family.use.sameLabels) {
        const partner = byName2.get(other);
        if (partner === void 0 || partner === family) continue;
        give(family, partner, ignored);
        give(partner, family, ignored);
      }
    }
    if (!changed2) return;
  }
}

// src/infer/series/bare-labels.ts
var levels = ["instance", "namespace", "pod", "node", "cluster", "job", "container", "service", "zone"];
function addBareLabels(families, known5) {
  for (const family of families) {
    const { name, use } = family;
    if (use.exact !== void 0 || [name, ...wireNames(family)].some((one2) => known5.has(one2))) continue;
    const own2 = [...use.labels];
    if (own2.some((label) => isPlaceLabel(label) && !isScopeLabel(label))) continue;
    const added = scrapedLabels(name).filter((label) => !use.labels.has(label));
    if (use.shownAlone && added.length > 0 && own2.every(isScopeLabel))
      use.unique.push({ conditions: [], labels: /* @__PURE__ */ new Set(), ignored: /* @__PURE__ */ new Set() });
    for (const label of added) {
      use.labels.add(label);
      if (isScopeLabel(label)) use.constant.add(label);
    }
  }
}
function scrapedLabels(name) {
  if (name.includes(":")) {
    const words4 = name.slice(0, name.indexOf(":")).split("_");
    return levels.filter((label) => words4.includes(label));
  }
  const object = /^kube_([a-z]+)_/.exec(name)?.[1];
  if (object !== void 0 && object !== "state") {
    if (["node", "namespace", "persistentvolume", "storageclass"].includes(object)) return [object];
    return ["namespace", object];
  }
  return /^container_/.test(name) ? ["namespace", "pod", "container"] : ["instance", "job"];
}

// src/infer/series/choose-value.ts
var ValueChoice = class {
  #family;
  #domains;
  #patterns;
  constructor(family, { domains, patterns: patterns2 }) {
    this.#family = family;
    this.#domains = domains;
    this.#patterns = patterns2;
  }
  /**
   * The value of a label at a position, such that the conditions on the label hold: the common one if it fits.
   *
   * @returns "" if the label has to be missing; undefined if there is no value.
   */
  valueOf(label, conditions, position) {
    const patterns2 = this.#patterns;
    const fits2 = (value) => conditions.every((condition) => satisfies(value, condition, patterns2));
    const common = this.#common(label, position);
    if (fits2(common) && !this.#mustBeMade(label, position, common)) return common;
    const exact = conditions.find(({ op }) => op === "=");
    if (exact !== void 0) return fits2(exact.value) ? exact.value : void 0;
    const copy = this.#family.use.copies.find(({ source }) => source === label);
    const place = position.place(label);
    const candidates = [
      ...copy === void 0 ? [] : [textWithGroup(copy.regex, this.#common(copy.target, position), { patterns: patterns2, label }) ?? ""],
      ...rotated(this.#domains.valuesOf(label, this.#family.name), place),
      ...rotated(
        conditions.flatMap(({ op, value }) => op === "=~" ? fillRegex(value, this.#named(label), patterns2) : []),
        place
      )
    ];
    return candidates.find((value) => value !== "" && fits2(value)) ?? (fits2("") ? "" : void 0);
  }
  #named(label) {
    return { label, metric: this.#family.name };
  }
  /** The value that a label has at a position unless something else is asked for. */
  #common(label, { place }) {
    return this.#domains.valueOf(label, place(label), this.#family.name);
  }
  /** `label_replace` would take something out of the common value that nothing else has. */
  #mustBeMade(label, position, common) {
    const copy = this.#family.use.copies.find(({ source }) => source === label);
    if (copy === void 0) return false;
    const taken2 = firstGroup(copy.regex, common, this.#patterns);
    const wanted2 = this.#common(copy.target, position);
    if (taken2 === void 0)
      return textWithGroup(copy.regex, wanted2, { patterns: this.#patterns, label }) !== void 0;
    return copy.source !== copy.target && taken2 !== wanted2;
  }
};
function rotated(list, by) {
  const start = list.length === 0 ? 0 : by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}

// src/infer/series/positions.ts
var most2 = { members: 2, inner: 2 };
var telling = /(id|idx|name|instance|device|pod|daemon|member)$/;
function positionsOf(labels2, options) {
  const { count, alternatives, least: least3, opened, single } = options;
  const units2 = new Set(opened.map(unitOfLabel));
  const isOpened = (label) => units2.has(unitOfLabel(label));
  const free2 = labels2.filter((label) => !isOpened(label) && !single.has(label));
  const members6 = free2.some(isPlaceLabel) ? count : 1;
  const inner = free2.some((label) => !isPlaceLabel(label)) ? members6 > 1 ? Math.min(most2.inner, count) : count : 1;
  const turning = free2.filter((label) => !isPlaceLabel(label)).sort();
  const turned = (label, member, one2) => {
    const at = turning.indexOf(label);
    return at < 1 || inner < 2 ? one2 : (one2 + (member >> at - 1)) % inner;
  };
  const first = blockOf(
    { members: members6, inner },
    0,
    (label, member, one2) => isOpened(label) || single.has(label) ? 0 : isPlaceLabel(label) ? member : turned(label, member, one2)
  );
  const varying = free2.filter((label) => !isScopeLabel(label));
  const fine = varying.find((label) => telling.test(label)) ?? varying.at(-1);
  for (let index = first.length; index < least3; index++)
    first.push({
      index,
      place: (label) => label === fine ? index : isOpened(label) || single.has(label) || !isPlaceLabel(label) ? 0 : index % members6
    });
  const others2 = [];
  const shifts = shiftsOf(opened);
  const size = { members: Math.min(members6, most2.members), inner: Math.min(inner, most2.inner) };
  for (let other = 1; other <= alternatives && opened.length > 0; other++) {
    const shifted = other === 1 && alternatives > 1 ? shifts.last : shifts.all;
    const offset = members6 + (other - 1) * size.members;
    const place = (label, member, one2) => {
      if (single.has(label)) return 0;
      if (isOpened(label)) return shifted.has(unitOfLabel(label)) ? other : 0;
      return isPlaceLabel(label) ? offset + member : size.inner === inner ? turned(label, member, one2) : one2;
    };
    others2.push(...blockOf(size, first.length + others2.length, place));
  }
  return { first, others: others2 };
}
function blockOf(size, from, placeOf5) {
  return Array.from({ length: size.members * size.inner }, (_, number) => {
    const [member, inner] = [number % size.members, Math.floor(number / size.members)];
    return { index: from + number, place: (label) => placeOf5(label, member, inner) };
  });
}
function shiftsOf(opened) {
  const inside = opened.filter((label) => !isScopeLabel(label));
  const all = inside.length === 0 ? opened : inside;
  const last = all.at(-1);
  return {
    all: new Set(all.map(unitOfLabel)),
    last: new Set(last === void 0 ? [] : [unitOfLabel(last)])
  };
}

// src/infer/series/rows.ts
var maxRows = 400;
var maxRowsOfSelector = 12;
var manySelectors = 40;
var maxLiteralLength = 200;
var maxValueLength = 2e3;
function makeRows(family, options) {
  return new RowMaker(family, options).make();
}
var RowMaker = class {
  #rows = /* @__PURE__ */ new Map();
  #use;
  #options;
  /** Labels of which selectors of this metric name values: they have rows of their own, beside the common ones. */
  #named;
  #choice;
  /** Of the rows of each selector, enough for all comparisons; and those of what the dashboard opens with. */
  #positions;
  #first;
  constructor(family, options) {
    const { use } = family;
    this.#use = use;
    this.#options = options;
    this.#choice = new ValueChoice(family, options);
    const named2 = [...use.selectors.values()].flatMap(
      ({ conditions }) => conditions.flatMap((one2) => one2.op === "=" || one2.op === "=~" ? [one2.name] : [])
    );
    this.#named = new Set(named2);
    const values = new Set(use.comparisons.map(({ all }) => JSON.stringify(all))).size;
    const { count, alternatives, usage } = options;
    const labels2 = [...use.labels].filter(isLabelName);
    const size = { count, opened: [...usage.opened.keys()], single: /* @__PURE__ */ new Set([...usage.single, ...use.constant]) };
    const least3 = Math.min(maxRowsOfSelector, values + (use.plain && values > 0 ? 1 : 0));
    const { first, others: others2 } = positionsOf(labels2, { ...size, alternatives, least: least3 });
    this.#first = first;
    this.#positions = use.selectors.size > manySelectors ? first.slice(0, 1) : [...first, ...others2];
  }
  make() {
    const selectors = [...this.#use.selectors.values()];
    const specific = (use) => use.conditions.filter(({ op }) => op === "=" || op === "=~").length;
    const ordered = selectors.filter(({ removes }) => !removes).sort((a, b) => specific(b) - specific(a));
    for (const { conditions } of ordered)
      for (const each of expandAlternatives(conditions, this.#options.patterns)) this.#addRows(each);
    for (const { conditions } of selectors.filter(({ removes }) => removes)) this.#addLast(conditions);
    for (const { conditions, removes } of this.#options.needed) if (!removes) this.#ensure(conditions);
    if (this.#rows.size === 0) this.#addRows([]);
    return [...this.#rows.values()];
  }
  #addRows(conditions) {
    for (const position of this.#positions) {
      const labels2 = this.#labels(conditions, position);
      if (labels2 === void 0 || this.#covered(labels2, conditions, position.index)) continue;
      this.#add(labels2, position.index);
    }
  }
  #addLast(conditions) {
    const last = this.#first.at(-1);
    const labels2 = this.#labels(conditions, last);
    if (labels2 !== void 0) this.#add(labels2, last.index);
  }
  #ensure(conditions) {
    const { patterns: patterns2 } = this.#options;
    const usable = conditions.filter(({ name }) => isLabelName(name));
    if (!this.#options.allowLists && usable.some(({ op, value }) => op === "=" && (/^\(.*\|.*\)$/s.test(value) || value.length > maxLiteralLength)))
      return;
    requireSteps(1 + this.#rows.size);
    if ([...this.#rows.values()].some(({ labels: labels2 }) => satisfiesAll(labels2, usable, patterns2))) return;
    for (const position of this.#first) {
      const labels2 = this.#labels(usable, position);
      if (labels2 !== void 0) this.#add(labels2, position.index);
    }
  }
  /** A row that differs from the wanted one only in labels with values of their own does as well. */
  #covered(labels2, conditions, index) {
    requireSteps(1 + this.#rows.size);
    const free2 = [...labels2].filter(([name]) => !this.#named.has(name));
    return [...this.#rows.values()].some(
      (row) => row.index === index && free2.every(([name, value]) => row.labels.get(name) === value) && satisfiesAll(row.labels, conditions, this.#options.patterns)
    );
  }
  #add(labels2, index) {
    if (this.#rows.size >= maxRows) return;
    const key = JSON.stringify([...labels2]);
    if (!this.#rows.has(key) && !this.#breaksUniqueness(labels2)) this.#rows.set(key, { labels: labels2, index });
  }
  #breaksUniqueness(labels2) {
    const { patterns: patterns2 } = this.#options;
    return this.#use.unique.some(({ conditions, labels: on, ignored }) => {
      requireSteps(1 + this.#rows.size);
      if (!satisfiesAll(labels2, conditions, patterns2)) return false;
      const counts2 = (name) => on === void 0 ? !ignored.has(name) : on.has(name);
      const own2 = project(labels2, counts2);
      return [...this.#rows.values()].some(
        (row) => satisfiesAll(row.labels, conditions, patterns2) && project(row.labels, counts2) === own2
      );
    });
  }
  #labels(conditions, position) {
    const names2 = [.../* @__PURE__ */ new Set([...this.#use.labels, ...conditions.map(({ name }) => name)])].filter(isLabelName).sort();
    const labels2 = /* @__PURE__ */ new Map();
    requireSteps(names2.length * (1 + conditions.length));
    for (const name of names2) {
      const own2 = conditions.filter((condition) => condition.name === name);
      const value = this.#choice.valueOf(name, own2, position);
      if (value === void 0 || value.length > maxValueLength) return void 0;
      if (value !== "") labels2.set(name, value);
    }
    return labels2;
  }
};
function project(labels2, counts2) {
  return JSON.stringify([...labels2].filter(([name]) => counts2(name)));
}

// src/infer/world/one-job.ts
var limits11 = { instances: 500, jobs: 8 };
function giveOneJob(metrics, patterns2) {
  const instances = byInstance(metrics);
  const spread2 = spreadOf(instances);
  const moved3 = /* @__PURE__ */ new Map();
  for (const jobs2 of instances.values()) {
    if (jobs2.size < 2 || jobs2.size > limits11.jobs) continue;
    for (const [from, to] of movesOf(jobs2, spread2, patterns2))
      for (const [metric, places2] of jobs2.get(from)) {
        const own2 = moved3.get(metric) ?? /* @__PURE__ */ new Map();
        moved3.set(metric, own2);
        for (const place of places2) own2.set(place, to);
      }
  }
  return metrics.map((metric) => {
    const own2 = moved3.get(metric);
    return own2 === void 0 ? metric : { ...metric, series: withJobs(metric.series, own2) };
  });
}
function byInstance(metrics) {
  const found = /* @__PURE__ */ new Map();
  for (const metric of metrics) {
    requireSteps(1 + Math.ceil(metric.series.length / 8));
    for (const [place, { labels: labels2 }] of metric.series.entries()) {
      const [instance, job] = [labels2.get("instance"), labels2.get("job")];
      if (instance === void 0 || job === void 0) continue;
      const jobs2 = found.get(instance) ?? /* @__PURE__ */ new Map();
      if (found.size < limits11.instances) found.set(instance, jobs2);
      const held3 = jobs2.get(job) ?? /* @__PURE__ */ new Map();
      jobs2.set(job, held3);
      held3.set(metric, [...held3.get(metric) ?? [], place]);
    }
  }
  return found;
}
function spreadOf(instances) {
  const spread2 = /* @__PURE__ */ new Map();
  for (const jobs2 of instances.values()) for (const job of jobs2.keys()) spread2.set(job, (spread2.get(job) ?? 0) + 1);
  return spread2;
}
function movesOf(jobs2, spread2, patterns2) {
  const rank3 = (job) => [
    Number(isNamed(job, jobs2.get(job), patterns2)),
    Number(!isMadeUpJob(job)),
    spread2.get(job) ?? 0,
    jobs2.get(job).size
  ];
  const ordered = [...jobs2.keys()].map((job) => ({ job, rank: rank3(job) })).sort((a, b) => compareRanks(b.rank, a.rank) || (a.job < b.job ? -1 : 1)).map(({ job }) => job);
  return ordered.flatMap((from, at) => {
    const to = ordered.slice(0, at).find((other) => mayMove(from, other, jobs2, patterns2));
    return to === void 0 ? [] : [[from, to]];
  });
}
function compareRanks(a, b) {
  const at = a.findIndex((one2, place) => one2 !== b[place]);
  return at < 0 ? 0 : a[at] - b[at];
}
function isNamed(job, held3, patterns2) {
  return [...held3].some(
    ([metric, places2]) => metric.needs.some(
      (conditions) => conditions.some(({ name, op }) => name === "job" && (op === "=" || op === "=~")) && conditions.every((one2) => one2.name !== "job" || satisfies(job, one2, patterns2)) && places2.some((place) => satisfiesAll(metric.series[place].labels, conditions, patterns2))
    )
  );
}
function mayMove(from, to, jobs2, patterns2) {
  const [held3, others2] = [jobs2.get(from), jobs2.get(to)];
  const words4 = new Set([...others2.keys()].map(({ name }) => firstWord(name)));
  if (!isMadeUpJob(from) && ![...held3.keys()].some(({ name }) => words4.has(firstWord(name)))) return false;
  return [...held3].every(
    ([metric, places2]) => metric.needs.every((conditions) => {
      requireSteps(1 + conditions.length);
      const own2 = conditions.filter(({ name }) => name === "job");
      if (own2.every((one2) => satisfies(to, one2, patterns2))) return true;
      return !places2.some((place) => satisfiesAll(metric.series[place].labels, conditions, patterns2));
    })
  );
}
function firstWord(name) {
  return /^[^_:]*/.exec(name)[0];
}
function withJobs(series, moved3) {
  const made2 = /* @__PURE__ */ new Map();
  const order = [...series.entries()].sort(([a], [b]) => Number(moved3.has(a)) - Number(moved3.has(b)) || a - b);
  for (const [place, one2] of order) {
    const job = moved3.get(place);
    const labels2 = job === void 0 ? one2.labels : new Map([...one2.labels].map(([n, v]) => [n, n === "job" ? job : v]));
    const key = JSON.stringify([...labels2].sort(([a], [b]) => a < b ? -1 : 1));
    if (!made2.has(key)) made2.set(key, job === void 0 ? one2 : { ...one2, labels: labels2 });
  }
  return [...made2.values()];
}

// src/infer/world/panel-relations.ts
var words3 = {
  whole: /\b(total|limits?|maximum|capacity|size|quota|allocatable)\b/i,
  wholeName: /\b(total|limits?|max|maximum|capacity|size|quota|allocatable|hard)\b/i,
  requested: /\b(requests|requested|reserved)\b/i,
  used: /\b(used|usage|in use|allocated|current|utili[sz]ed)\b/i,
  free: /\b(free|avail|available|remaining|left)\b/i
};
function panelRelations(queries, familyOf) {
  const panels = /* @__PURE__ */ new Map();
  for (const filled of queries) {
    const key = filled.query.panelIndex ?? filled.query.panelContext;
    const target = key === void 0 ? void 0 : targetOf2(filled, familyOf);
    if (target !== void 0) panels.set(key, [...panels.get(key) ?? [], target]);
  }
  return [...panels.values()].flatMap((targets2) => {
    const wholes = targets2.filter(({ role }) => role === "whole");
    const requested = targets2.find(({ role }) => role === "requested");
    return targets2.flatMap(({ role, side, unit }) => {
      if (role === "whole") return [];
      const whole = role === "used" ? requested ?? wholes[0] : wholes[0];
      if (whole === void 0 || whole.unit !== unit || whole.side.name === side.name) return [];
      return [{ part: side, whole: whole.side, kind: role }];
    });
  });
}
function targetOf2({ query, root }, familyOf) {
  const selectors = [];
  const calls = /* @__PURE__ */ new Set();
  let divides = false;
  walkNodes(root, (node) => {
    if (node.type === "selector") selectors.push(node);
    if (node.type === "call") calls.add(node.name);
    if (node.type === "binary" && node.op === "/" && node.right.type !== "number") divides = true;
  });
  const names2 = new Set(selectors.map(({ metric: metric2 }) => metric2));
  const [metric] = names2;
  if (names2.size !== 1 || metric === void 0 || divides) return void 0;
  const family = familyOf(metric);
  const isRate2 = ["rate", "irate", "increase"].some((name2) => calls.has(name2));
  const legend = (query.legendFormat ?? "").replaceAll(/\{\{.*?\}\}/g, "").replaceAll(/[_-]/g, " ");
  const name = (isRate2 ? withoutTotal(metric) : metric).replaceAll(/[_:]/g, " ");
  const role = roleOf2(legend, words3.whole) ?? roleOf2(name, words3.wholeName);
  if (family === void 0 || role === void 0) return void 0;
  const conditions = selectors.length > 1 ? [] : selectors[0].matchers.filter((one2) => isLabelName(one2.name));
  return { role, side: { name: family, conditions }, unit: query.unit };
}
function roleOf2(text, whole) {
  if (words3.free.test(text)) return "free";
  if (words3.requested.test(text)) return "requested";
  const [used, all] = [words3.used.test(text), whole.test(text)];
  return used === all ? void 0 : used ? "used" : "whole";
}

// src/infer/world/query-relations.ts
var wrong2 = /(^|[^a-z])(errors?|err|failed|failures?|fail|5xx|5\.\.|reject(ed|s)?|dropp?(ed|s)?|timeouts?|abort(ed)?|exceptions?|miss(es|ed)?)([^a-z]|$)/i;
var well2 = /(^|[^a-z])(success(es|ful)?|succeeded|availability|healthy|ok|2xx|2\.\.)([^a-z]|$)/i;
var hit2 = /(^|[^a-z])(hits?)([^a-z]|$)/i;
var free = /(free|avail|remaining|idle|unused)/i;
function queryRelations({ query, root }, familyOf) {
  const unit = quantityOfUnit(query.unit);
  const words4 = `${query.panelTitle ?? ""} ${query.legendFormat ?? ""}`;
  const found = [];
  const side = (selectors) => {
    if (selectors.length === 0) return void 0;
    const families = new Set(selectors.map(({ metric }) => metric === void 0 ? void 0 : familyOf(metric)));
    const [name] = families;
    if (families.size !== 1 || name === void 0) return void 0;
    const conditions = selectors.length > 1 ? [] : selectors[0].matchers.filter((one2) => isLabelName(one2.name));
    return { name, conditions };
  };
  const relate = (part, whole, kind) => {
    if (part !== void 0 && whole !== void 0 && part.name !== whole.name) found.push({ part, whole, kind });
  };
  const text = (selectors) => selectors.map(
    ({ metric, matchers }) => `${metric} ${matchers.map(({ op, value }) => op.startsWith("!") ? "" : value).join(" ")}`
  ).join(" ").replaceAll("_", " ");
  const ratio = (left, right, isRest) => {
    const [part, whole] = [side(left.plus), side(right.plus)];
    if (left.minus.length > 0) {
      relate(side(left.minus), part, kindOf3(text(left.minus), words4, true));
      return;
    }
    if (right.minus.length > 0) return;
    const others2 = right.plus.filter(({ metric }) => left.plus.every((one2) => one2.metric !== metric));
    if (others2.length < right.plus.length) {
      const kind = kindOf3(text(left.plus), words4, isRest);
      if (kind === "error") relate(part, side(others2), kind);
      else if (kind === "success") relate(side(others2), part, "error");
      return;
    }
    relate(part, whole, kindOf3(text(left.plus), words4, isRest));
  };
  const visit3 = (node, isRest) => {
    requireSteps(1);
    const inner = withoutParens(node);
    if (inner.type === "aggregation") visit3(inner.expr, isRest);
    else if (inner.type === "call") for (const arg of inner.args) visit3(arg, isRest);
    else if (inner.type === "binary") {
      const { op, left, right } = inner;
      const [plainLeft, plainRight] = [typeOf(left) === "scalar", typeOf(right) === "scalar"];
      if (plainLeft && !plainRight) visit3(right, op === "-" ? !isRest : isRest);
      else if (plainRight) visit3(left, isRest);
      else if (op === "/" && unit?.dimension === "share") ratio(operandOf(left), operandOf(right), isRest);
      else if (op === "-" && cannotBeNegative(unit?.dimension)) {
        const [of2, taken2] = [operandOf(left), operandOf(right)];
        if (of2.minus.length === 0) relate(side(taken2.plus), side(of2.plus), kindOf3(text(taken2.plus), words4, true));
      } else if (op === "or" || op === "and" || op === "unless" || op === "*") {
        visit3(left, isRest);
        if (op === "or") visit3(right, isRest);
      }
    }
  };
  visit3(root, false);
  return found;
}
function cannotBeNegative(dimension) {
  return dimension !== void 0 && ["bytes", "share", "count", "cores", "seconds"].includes(dimension);
}
function kindOf3(part, words4, isRest) {
  if (wrong2.test(part)) return "error";
  if (hit2.test(part)) return "hit";
  if (well2.test(part)) return "success";
  if (free.test(part)) return "free";
  const [bad2, good2] = [wrong2.test(words4), well2.test(words4) || hit2.test(words4)];
  if (bad2 !== good2) return bad2 === isRest ? "success" : "error";
  return isRest ? "free" : "used";
}
function operandOf(node) {
  const inner = withoutParens(node);
  if (inner.type === "binary" && inner.op === "-" && typeOf(inner.right) !== "scalar") {
    const [left, right] = [operandOf(inner.left), operandOf(inner.right)];
    return { plus: [...left.plus, ...right.minus], minus: [...left.minus, ...right.plus] };
  }
  if (inner.type === "aggregation") return operandOf(inner.expr);
  const plus = [];
  walkNodes(inner, (each) => {
    requireSteps(1);
    if (each.type === "selector") plus.push(each);
  });
  return { plus, minus: [] };
}

// src/infer/world/relate.ts
var maxRelations = 400;
var sizes = /* @__PURE__ */ new Set(["used", "free", "small", "requested", "most", "same"]);
var maxDepth4 = 6;
function relateMetrics(metrics, relations, patterns2) {
  const relater = new Relater(metrics, patterns2);
  const usable = relations.slice(0, maxRelations).filter((relation) => relater.accept(relation));
  for (const whole of relater.wholesFirst(usable)) relater.apply(whole, usable);
  return relater.result();
}
var Relater = class {
  #all;
  /** By name; without those that share one, as a gauge and a histogram may: no relation tells them apart. */
  #metrics;
  #patterns;
  #wholesOf = /* @__PURE__ */ new Map();
  #groups = /* @__PURE__ */ new Map();
  #taken = /* @__PURE__ */ new Set();
  constructor(metrics, patterns2) {
    this.#all = metrics;
    this.#metrics = new Map(metrics.map((metric) => [metric.name, metric]));
    for (const metric of metrics) if (this.#metrics.get(metric.name) !== metric) this.#metrics.delete(metric.name);
    this.#patterns = patterns2;
  }
  result() {
    return { metrics: this.#all.map((metric) => this.#metrics.get(metric.name) ?? metric), groups: this.#groups };
  }
  #join(one2, other) {
    const all = /* @__PURE__ */ new Set([...this.#groups.get(one2) ?? [one2], ...this.#groups.get(other) ?? [other]]);
    for (const name of all) this.#groups.set(name, all);
  }
  /** Takes a relation whose rows are free and that makes no circle. */
  accept({ part, whole }) {
    const [own2, other] = [this.#metrics.get(part.name), this.#metrics.get(whole.name)];
    if (own2 === void 0 || other === void 0 || own2 === other) return false;
    if (own2.kind === "info" || other.kind === "info") return false;
    if (own2.kind === "gauge" && other.kind !== "gauge") return false;
    if (this.#reaches(whole.name, part.name, 0)) return false;
    const rows = this.#rows(part).filter((one2) => one2.signal.fixed !== true && !this.#taken.has(one2));
    if (rows.length === 0) return false;
    for (const row of rows) this.#taken.add(row);
    this.#wholesOf.set(part.name, (this.#wholesOf.get(part.name) ?? /* @__PURE__ */ new Set()).add(whole.name));
    return true;
  }
  #reaches(from, to, depth) {
    requireSteps(1);
    if (depth > maxDepth4) return true;
    return [...this.#wholesOf.get(from) ?? []].some((name) => name === to || this.#reaches(name, to, depth + 1));
  }
  wholesFirst(relations) {
    const depthOf = (name) => 1 + Math.max(0, ...[...this.#wholesOf.get(name) ?? []].map((whole) => depthOf(whole)));
    const names2 = [...new Set(relations.map(({ whole }) => whole.name))];
    return names2.toSorted((a, b) => depthOf(a) - depthOf(b));
  }
  /** Puts all parts of one whole into relation to it. */
  apply(name, all) {
    const relations = all.filter(({ whole: whole2 }) => whole2.name === name);
    const parts2 = relations.map(({ part }) => this.#metrics.get(part.name));
    const per = commonLabels([this.#metrics.get(name), ...parts2]);
    const isSize = relations.some(({ kind }) => sizes.has(kind));
    const whole = this.#lifted(isSize ? constantSize(this.#metrics.get(name)) : this.#metrics.get(name), per);
    if (whole === void 0) return;
    this.#metrics.set(name, whole);
    const used = relations.find(({ kind }) => kind === "used");
    const free2 = used === void 0 ? void 0 : relations.find(({ kind }) => kind === "free");
    const shared = free2 === void 0 ? void 0 : { name: `${causeName(name)}.used`, per, value: shareOf("used", used.part.name) };
    for (const relation of relations) {
      const part = this.#metrics.get(relation.part.name);
      const share2 = (row) => {
        if (shared !== void 0 && relation === used) return { signal: shared.name };
        if (shared !== void 0 && relation === free2) return rest({ signal: shared.name });
        const count = part.series.length;
        const incident = Math.floor(unitOf(part.name) * count) === part.series.indexOf(row) && count > 1;
        return shareOf(relation.kind, part.name, { incident });
      };
      this.#join(part.name, name);
      const causes2 = [...whole.causes ?? [], ...shared === void 0 ? [] : [shared]];
      this.#metrics.set(part.name, this.#asPart(part, relation, { whole, causes: causes2, share: share2 }));
    }
  }
  #asPart(part, relation, of2) {
    const candidates = this.#rowsOf(of2.whole, relation.whole);
    const rows = new Set(this.#rowsOf(part, relation.part).filter(({ signal }) => signal.fixed !== true));
    const matched2 = new Map([...rows].map((row) => [row, nearest(row, candidates)]));
    const counts2 = /* @__PURE__ */ new Map();
    for (const one2 of matched2.values()) if (one2 !== void 0) counts2.set(one2, (counts2.get(one2) ?? 0) + 1);
    const perOf2 = new Map(of2.causes.map(({ name, per }) => [name, per]));
    const series = part.series.map((row) => {
      const whole = matched2.get(row);
      if (whole === void 0) return row;
      const signal = partSignal(row, whole, of2.share(row), counts2.get(whole));
      const lacks = [...causesIn(specOf(signal))].some(
        (name) => perOf2.get(name)?.some((label) => !row.labels.has(label))
      );
      return lacks ? row : { ...row, signal };
    });
    return { ...part, series, causes: [...of2.causes, ...part.causes ?? []] };
  }
  /** The whole with courses that a part can follow: what is random in them becomes a cause. */
  #lifted(whole, per) {
    const random = whole.series.filter(({ signal }) => signal.form === "course" && isRandom(signal.signal));
    if (random.length === 0) return whole;
    if (random.some(({ signal }) => signal.fixed === true)) return void 0;
    const first = random[0].signal;
    const shape = unrounded(first.signal);
    const known5 = new Map((whole.causes ?? []).map((cause2) => [cause2.name, cause2]));
    const names2 = /* @__PURE__ */ new Map();
    for (const name of causesIn(shape))
      if (known5.get(name)?.per.some((label) => !per.includes(label)) === true) names2.set(name, "day");
    const cause = { name: causeName(whole.name), per, value: renameCauses(shape, names2) };
    const lifted = new Set(random);
    const twins = twinsOf(random, per);
    const series = whole.series.map((one2) => {
      if (!lifted.has(one2) || one2.signal.form !== "course") return one2;
      const { signal } = one2.signal;
      const ref = { signal: cause.name };
      const above2 = { walk: { start: 1.04, step: 3e-3, min: 1, max: 1.08 } };
      const of2 = twins.has(one2) ? { mul: [ref, above2] } : ref;
      return { ...one2, signal: { ...one2.signal, signal: isRounded(signal) ? { round: { of: of2 } } : of2 } };
    });
    return { ...whole, series, causes: [...whole.causes ?? [], cause] };
  }
  #rows(side) {
    return this.#rowsOf(this.#metrics.get(side.name), side);
  }
  #rowsOf({ series }, { conditions }) {
    requireSteps(1 + series.length * conditions.length);
    const found = series.filter(({ labels: labels2 }) => satisfiesAll(labels2, conditions, this.#patterns));
    return found.length === 0 ? series : found;
  }
};
function constantSize(metric) {
  if (metric.kind !== "gauge" || !isSizeName(metric.name)) return metric;
  const series = metric.series.map((one2) => {
    if (one2.signal.fixed === true || one2.signal.form === "constant") return one2;
    const { factor, signal } = one2.signal;
    return { ...one2, signal: { form: "constant", value: isRounded(signal) ? Math.round(factor) : factor } };
  });
  return { ...metric, series };
}
function causeName(metric) {
  const name = metric.toLowerCase().replaceAll(/[^a-z0-9_]/g, ".").slice(0, 150);
  return `${/^[a-z]/.test(name) ? name : `m${name}`}.course`;
}

// src/infer/world/relate-all.ts
async function relateAll(metrics, filled, { patterns: patterns2, work, signal }) {
  const families = new Map(metrics.flatMap((metric) => wireNames(metric).map((wire) => [wire, metric.name])));
  const familyOf = (wire) => families.get(wire);
  const relations = [];
  for (const query of filled) {
    await nextTurn(signal);
    relations.push(...work.tryOnce(() => queryRelations(query, familyOf))?.value ?? []);
  }
  const shown = work.tryOnce(() => panelRelations(filled, familyOf))?.value ?? [];
  const all = [...relations, ...nameRelations(metrics), ...shown];
  return work.tryOnce(() => relateMetrics(metrics, all, patterns2))?.value ?? { metrics, groups: /* @__PURE__ */ new Map() };
}

// src/infer/world/tell-places-apart.ts
function tellPlacesApart(metrics) {
  const places2 = new Places();
  const byName2 = /* @__PURE__ */ new Map();
  for (const { series, causes: causes2 = [] } of metrics) {
    if (!causes2.some(isMember)) continue;
    requireSteps(1 + series.length);
    const causesOf3 = rememberCauses(causes2);
    for (const one2 of series) places2.add(one2.labels, causesOf3(one2));
    for (const cause of causes2) byName2.set(cause.name, cause);
  }
  const made2 = /* @__PURE__ */ new Map();
  const unused = (cause) => [...causesIn(cause.value)].flatMap((name) => widened(byName2.get(name) ?? { name, per: [], value: 0 }).per);
  const widened = (cause) => {
    const known5 = made2.get(cause);
    if (known5 !== void 0) return known5;
    made2.set(cause, cause);
    const found = isMember(cause) ? withLabels(cause, places2.told(cause) ?? unused(cause)) : cause;
    made2.set(cause, found);
    return found;
  };
  return metrics.map(
    (metric) => metric.causes === void 0 ? metric : { ...metric, causes: metric.causes.map(widened) }
  );
}
function withLabels(cause, labels2) {
  const fits2 = (name) => !cause.per.includes(name) && (cause.per.length > 0 || !/(^|_)job$/.test(name));
  const more = [...new Set(labels2)].filter(fits2);
  return more.length === 0 ? cause : { ...cause, per: [...cause.per, ...more] };
}
function isMember({ name }) {
  return name.includes(".") && !name.endsWith(".day");
}
function rememberCauses(causes2) {
  const used = /* @__PURE__ */ new Map();
  return ({ signal, observe }) => {
    const course2 = signal.form === "course" ? signal.signal : 0;
    const key = observe === void 0 ? course2 : JSON.stringify([course2, observe]);
    const known5 = used.get(key);
    if (known5 !== void 0) return known5;
    const all = usedCauses(causes2, observe === void 0 ? [course2] : [course2, observe]);
    const found = all.filter(isMember);
    used.set(key, found);
    return found;
  };
}
var Places = class {
  /** By cause: those that all series which use it have. */
  #common = /* @__PURE__ */ new Map();
  #values = /* @__PURE__ */ new Map();
  add(labels2, causes2) {
    if (causes2.length === 0) return;
    const own2 = [...labels2].filter(([name]) => isScopeLabel(name));
    for (const [name, value] of own2) {
      const values = this.#values.get(name);
      if (values === void 0) this.#values.set(name, /* @__PURE__ */ new Set([value]));
      else values.add(value);
    }
    for (const { name: cause } of causes2) {
      const common = this.#common.get(cause);
      if (common === void 0) this.#common.set(cause, new Set(own2.map(([name]) => name)));
      else for (const name of common) if (!labels2.has(name)) common.delete(name);
    }
  }
  /** The labels with several values that all series with a cause have; undefined if no series has it. */
  told({ name: cause }) {
    const common = this.#common.get(cause);
    return common && [...common].filter((name) => this.#values.get(name).size > 1).sort();
  }
};

// src/infer/spec-builder.ts
var rounds = 3;
var SpecBuilder = class {
  #dashboards;
  #input;
  #patterns = createPatternCache();
  #courses;
  constructor(dashboards, input) {
    this.#dashboards = dashboards;
    this.#input = input;
    this.#courses = new DayCourses({ fromMs: startOfMonth(input.nowMs) * 1e3, stepMs: input.stepMs });
  }
  /**
   * Metrics of the first of the sizes with which they stay below so many series, else of the last. What is too large is
   * given up as soon as that is seen.
   */
  async build(sizes2, targetSeries) {
    const { work, signal, nowMs, historyMs } = this.#input;
    const [size, ...smaller] = sizes2;
    const isTooMany = (metrics2) => smaller.length > 0 && countSeries(metrics2) > targetSeries;
    work.beginBuild();
    const knowledge = await readKnowledge(this.#dashboards, this.#input);
    let metrics = await this.#make(knowledge, size);
    if (isTooMany(metrics)) return this.build(smaller, targetSeries);
    for (let round2 = 0; round2 < rounds; round2++) {
      const before2 = sizeOfUsage(knowledge.usage, knowledge.asRun, knowledge.copies);
      for (const dashboard of this.#dashboards) {
        const resolved = await this.#resolve(dashboard, metrics);
        await learnResolved(knowledge, { dashboard, resolved }, { work, signal, patterns: this.#patterns });
      }
      if (sizeOfUsage(knowledge.usage, knowledge.asRun, knowledge.copies) === before2) break;
      metrics = await this.#make(knowledge, size);
      if (isTooMany(metrics)) return this.build(smaller, targetSeries);
    }
    const filled = [];
    for (const dashboard of this.#dashboards) filled.push(...await this.#fill(metrics, dashboard));
    const times3 = { nowSeconds: nowMs / 1e3, historySeconds: historyMs / 1e3 };
    const { metrics: related2, groups: groups2 } = await relateAll(metrics, filled, {
      patterns: this.#patterns,
      work,
      signal
    });
    const context = { patterns: this.#patterns, ...times3, courses: this.#courses, groups: groups2, work, signal };
    return fitLevels(related2, filled, context);
  }
  async #make({ usage, asRun: asRun2, copies }, size) {
    const { work, signal, overrides, known: known5, answered, nowMs } = this.#input;
    const patterns2 = this.#patterns;
    const shapes = new Map(known5.map((metric) => [metric.name, metric]));
    const packs = this.#packsOf(usage);
    const types2 = new Map([
      ...[...packs].map(([name, { metric }]) => [name, kindOf(metric)]),
      ...known5.flatMap(({ name, kind }) => kind === void 0 ? [] : [[name, kind]]),
      ...overrides.types
    ]);
    const wanted2 = makeFamilies(usage, types2).filter(({ name }) => !overrides.skip.has(name));
    const adopted = adoptPacks(wanted2, packs);
    const { families } = adopted;
    addBareLabels(families, new Set(shapes.keys()));
    alignLabels(families, usage);
    work.tryOnce(() => shareUnits(families));
    const adoptions = addCompanions(adopted);
    const usual4 = placesOf(adoptions.values());
    const sizeOf = fleetSizes(adoptions.values(), size.count);
    const domains = createDomains(usage, patterns2, { given: overrides.labels, families, usual: usual4 });
    const anchor = { monthSeconds: startOfMonth(nowMs) };
    const valuesOf3 = (label) => literalValues(usage, label);
    const allowLists = answered.length > 0;
    const metrics = [];
    for (const family of families) {
      await nextTurn(signal);
      const make2 = (needed2) => {
        const adoption = adoptions.get(family);
        const [shape, level] = [shapes.get(family.name), overrides.levels.get(family.name)];
        if (adoption !== void 0) {
          const how = { domains, patterns: patterns2, count: sizeOf(adoption), needed: needed2, usage, anchor, shape, level };
          return makeAdopted(family, adoption, { ...how, courses: this.#courses });
        }
        const ordinary = ordinaryNeeds(family, valuesOf3);
        const all = [...needed2, ...ordinary];
        const rows = makeRows(family, { domains, patterns: patterns2, ...size, usage, needed: all, allowLists });
        return assignSignals(family, rows, { anchor, patterns: patterns2, shape, level });
      };
      const [needed, ofCopies] = [selectorsOf(family, asRun2), selectorsOf(family, copies)];
      const filled = ofCopies.length === 0 ? void 0 : work.tryCopy(() => make2([...needed, ...ofCopies]));
      const made2 = filled?.value ?? work.attempt(`metric ${family.name}`, () => make2(needed));
      if (made2 !== void 0) metrics.push(made2);
    }
    const placed = work.tryOnce(() => giveOneJob(metrics, patterns2))?.value ?? metrics;
    return [...work.tryOnce(() => tellPlacesApart(placed))?.value ?? placed];
  }
  #resolve(dashboard, metrics) {
    const { others: others2 = [] } = this.#input;
    const all = others2.length === 0 ? metrics : mergeMetrics([metrics, others2]);
    return resolveDashboard(dashboard, indexSeries(all, this.#patterns, this.#courses), this.#input);
  }
  /** Metrics of packs that the dashboards ask for, those apart of which more is known, or that a person has set. */
  #packsOf(usage) {
    const { known: known5, overrides } = this.#input;
    const own2 = /* @__PURE__ */ new Set([...known5.map(({ name }) => name), ...overrides.types.keys(), ...overrides.levels.keys()]);
    const packs = new Map([...choosePacks(usage)].filter(([name]) => !own2.has(name)));
    for (const packed of packs.values()) this.#courses.learn(packFamily(packed, /* @__PURE__ */ new Map()).causes);
    return packs;
  }
  async #fill(metrics, dashboard) {
    return fillQueries(dashboard, await this.#resolve(dashboard, metrics), this.#input);
  }
};

// src/infer/infer-parts.ts
async function inferParts(dashboards, input) {
  const { targetSeries } = input;
  const parts2 = partsOf(dashboards, input);
  const made2 = [];
  for (const part of parts2) made2.push(await buildOnce(part, targetSeries));
  const kinds3 = disagreeingKinds(made2);
  for (const [index, part] of parts2.entries()) {
    if (made2[index].every(({ name, kind }) => (kinds3.get(name) ?? kind) === kind)) continue;
    const { overrides } = part.input;
    const types2 = new Map([...kinds3, ...overrides.types]);
    parts2[index] = { ...part, input: { ...part.input, overrides: { ...overrides, types: types2 } } };
    made2[index] = await build(parts2[index], targetSeries);
  }
  if (parts2.length === 1) return made2[0].map(completeWholes);
  const merged2 = together(made2, input);
  const alone2 = [...made2];
  const all = indexFor(input)(merged2);
  for (const [index, part] of parts2.entries()) {
    if (await opensAlike(part, alone2[index], all)) continue;
    const others2 = mergeMetrics(alone2.filter((_, other) => other !== index));
    made2[index] = await build({ ...part, input: { ...part.input, others: others2 } }, targetSeries);
  }
  return together(made2, input);
}
function together(made2, { work }) {
  const settled = work.tryOnce(() => giveOneJob(made2.flat(), createPatternCache()))?.value ?? made2.flat();
  const ends = made2.map((_, index) => made2.slice(0, index + 1).reduce((sum, { length }) => sum + length, 0));
  const merged2 = mergeMetrics(made2.map(({ length }, index) => settled.slice(ends[index] - length, ends[index])));
  return merged2.map(completeWholes);
}
function partsOf(dashboards, input) {
  const { rules, answered } = input;
  const each = dashboards.map((dashboard) => {
    const own2 = answered.filter(({ query }) => asks(dashboard, query) || !dashboards.some((one2) => asks(one2, query)));
    return { dashboards: [dashboard], input: { ...input, rules: [], answered: own2 } };
  });
  if (each.length === 0) return [{ dashboards, input }];
  return rules.length === 0 ? each : [...each, { dashboards: [], input: { ...input, answered: [] } }];
}
function asks({ queries }, { panelId, panelTitle, refId }) {
  return queries.some((one2) => one2.refId === refId && one2.panelId === panelId && one2.panelTitle === panelTitle);
}
async function buildOnce(part, targetSeries) {
  const [dashboard] = part.dashboards;
  const { answered, work } = part.input;
  if (dashboard === void 0 || part.dashboards.length > 1 || answered.length > 0) return build(part, targetSeries);
  const known5 = built.get(work) ?? /* @__PURE__ */ new WeakMap();
  built.set(work, known5);
  const metrics = known5.get(dashboard) ?? await build(part, targetSeries);
  known5.set(dashboard, metrics);
  return metrics;
}
var built = /* @__PURE__ */ new WeakMap();
async function build({ dashboards, input }, targetSeries) {
  const sizes2 = [3, 2].map((count) => ({ count, alternatives: 1 }));
  return new SpecBuilder(dashboards, input).build(sizes2, targetSeries);
}
function indexFor({ nowMs, stepMs }) {
  const patterns2 = createPatternCache();
  const courses = new DayCourses({ fromMs: startOfMonth(nowMs) * 1e3, stepMs });
  return (metrics) => indexSeries(metrics, patterns2, courses);
}
async function opensAlike({ dashboards, input }, own2, together2) {
  for (const dashboard of dashboards) {
    const text = dashboard.variables.map(({ name }) => `\${${name}:json}`).join();
    const opened = async (index) => {
      const resolved = await resolveDashboard(dashboard, index, input);
      return resolved.fillText(text, "prometheus");
    };
    if (await opened(indexFor(input)(own2)) !== await opened(together2)) return false;
  }
  return true;
}

// src/infer/infer-spec.ts
async function startInference(dashboards, options) {
  const read = [];
  for (const dashboard of dashboards) {
    await nextTurn(options.signal);
    read.push(readForInference(dashboard));
  }
  const work = new InferWork(dashboards.length);
  const spec = await build2(read, { options, answered: [], work });
  return { spec, dashboards: read, options, answered: [], work, tooComplex: work.tooComplex };
}
async function inferAlone(inference, which) {
  const { options, work } = inference;
  const dashboards = which.map((index) => inference.dashboards[index]);
  const answered = inference.answered.filter(({ query }) => dashboards.some((one2) => asks(one2, query)));
  const spec = await build2(dashboards, { options, answered, work });
  return { ...inference, spec, dashboards, answered };
}
async function repairInference(inference, results, { isolation } = {}) {
  const patterns2 = createPatternCache(200);
  const known5 = new Set(inference.answered.map(({ expr }) => expr));
  const added = results.flatMap(({ query, state, ranExpr }) => {
    if (state !== "empty" || ranExpr === void 0 || query.place !== "panel") return [];
    const expr = isolation === void 0 ? ranExpr : removeInjection(ranExpr, isolation);
    const asked = query.hidden === true ? { ...query, panelContext: void 0 } : query;
    return known5.has(expr) ? [] : [{ query: withFieldSettings(asked, patterns2), expr }];
  });
  if (added.length === 0) return { inference, changed: false };
  const answered = [...inference.answered, ...added.slice(0, 2e3)];
  const { dashboards, options, work } = inference;
  const spec = await build2(dashboards, { options, answered, work });
  const changed2 = signature(spec) !== signature(inference.spec);
  return { inference: { ...inference, spec, answered, tooComplex: work.tooComplex }, changed: changed2 };
}
async function build2(read, { options, answered, work }) {
  const {
    nowMs,
    stepMs = 15e3,
    historyMs = 6 * 36e5,
    targetSeries = 150,
    known: known5 = [],
    rules = [],
    overrides = noOverrides,
    elsewhere,
    signal
  } = options;
  const times3 = { nowMs, stepMs, historyMs };
  const parts2 = { ...times3, known: known5, rules, overrides, answered, work, targetSeries, signal };
  const all = await calmRules(await inferParts(read, parts2), rules, parts2);
  const metrics = elsewhere === void 0 ? all : all.filter((metric) => !isElsewhere(metric, elsewhere));
  const titles = [...new Set(read.map(({ title }) => title))];
  return {
    titles,
    signals: causesOf(metrics),
    metrics: metrics.length === 0 ? [placeholder(all.length > 0)] : metrics,
    stepMs,
    historyMs
  };
}
function signature({ metrics }) {
  return JSON.stringify(
    metrics.map(({ name, kind, series }) => [
      name,
      kind,
      series.map(({ labels: labels2, signal, observe }) => [[...labels2], signal, observe])
    ])
  );
}
function isElsewhere({ name, kind }, elsewhere) {
  return elsewhere(name) || wireNames({ name, kind }).some(elsewhere);
}
var placeholder = (given) => ({
  name: given ? "dashpreview_placeholder" : "up",
  kind: "gauge",
  help: given ? "A place holder: every metric that the queries ask for comes from elsewhere." : "A place holder: none of the queries ask Prometheus for anything.",
  series: [{ labels: /* @__PURE__ */ new Map([["instance", "host-1:9100"]]), index: 0, signal: { form: "constant", value: 1 } }],
  users: [],
  needs: [],
  observe: void 0,
  buckets: [],
  quantiles: []
});

// src/alerts/rules/check-rules.ts
function checkRules(groups2, defaultIntervalMs) {
  const problems = [];
  const others2 = [];
  const checked = [];
  for (const [index, group] of groups2.entries()) {
    if (group.dialect === "loki") {
      others2.push(group);
      continue;
    }
    const rules = group.rules.flatMap((rule) => {
      const parsed = parseFilled(rule.expr);
      if (parsed.ok) return [{ ...rule, root: parsed.root }];
      const where = `${rule.kind} "${rule.name}"`;
      problems.push({ file: group.file, line: rule.line, message: `${where}: ${parsed.reason}` });
      return [];
    });
    if (rules.length > 0 && rules.every(({ root }) => readsStreamsOnly(root))) others2.push(group);
    else checked.push({ ...group, index, intervalMs: group.intervalMs ?? defaultIntervalMs, rules });
  }
  return { groups: checked, others: others2, problems };
}
function readsStreamsOnly(root) {
  const selectors = selectorsIn(root);
  return selectors.length > 0 && selectors.every(({ metric, matchers }) => metric === void 0 && !matchers.some(({ name }) => name === "__name__"));
}

// src/infer/write/spec-data.ts
function specData({ signals, metrics, stepMs, historyMs }) {
  const causes2 = signals.map(({ name, per, value }) => [name, per.length === 0 ? { value } : { per, value }]);
  return {
    version: 1,
    step: formatDuration(stepMs),
    history: formatDuration(historyMs),
    ...causes2.length > 0 && { signals: asWritten(Object.fromEntries(causes2)) },
    metrics: inOrder(metrics).map(metricData)
  };
}
function metricData(metric) {
  const { name, kind, native, help, unit, buckets, quantiles, series } = metric;
  return {
    name,
    type: kind === "native" ? "histogram" : kind,
    ...help !== void 0 && { help },
    ...unit !== void 0 && { unit },
    ...kind === "native" ? { native: true } : native === "both" && { native },
    ...buckets.length > 0 && kind === "histogram" && { buckets: asWritten(buckets) },
    ...quantiles.length > 0 && { quantiles: asWritten(quantiles) },
    series: factorRows(series).map((entry) => entryData(metric, entry))
  };
}
function entryData({ kind, observe: usual4 }, { labels: labels2, signal, observe, options }) {
  const data = {};
  if (labels2.size > 0) {
    const own2 = /* @__PURE__ */ Object.create(null);
    for (const [name, values] of labels2)
      own2[name] = values.length === 1 ? labelPattern(values[0]) : values.map(labelPattern);
    data["labels"] = own2;
  }
  if (kind !== "info") data[kind === "gauge" ? "value" : "rate"] = asWritten(specOf(signal));
  if (observe !== void 0) data["observe"] = asWritten(observe);
  else if (usual4 !== void 0)
    data["observe"] = {
      lognormal: { p50: asWritten(specOf(tailOf(usual4.p50))), p99: asWritten(specOf(tailOf(usual4.p99))) }
    };
  for (const [name, value] of Object.entries(options ?? {})) if (value !== void 0) data[name] = asWritten(value);
  return data;
}
function asWritten(value) {
  if (typeof value === "number") return value === 0 ? 0 : value;
  if (Array.isArray(value)) return value.map(asWritten);
  if (typeof value !== "object" || value === null) return value;
  const copy = {};
  for (const [key, each] of Object.entries(value)) if (each !== void 0) copy[key] = asWritten(each);
  return copy;
}

// src/preview/up/inferred-inputs.ts
var inferredSpecFile = "the inferred data spec";
var maxMebibytes = 8;
function sayInferring(dashboards, progress) {
  if (dashboards >= 5) progress?.step(`inferring the data of ${dashboards} dashboards`);
}
var repairingText = "some panels are empty: inferring again with what their queries really select";
async function inferMissing(inputs, options) {
  const without = inputs.dashboards.filter(({ spec }) => spec === void 0).map(({ source }) => source);
  if (without.length === 0) return { inputs, inference: void 0 };
  const before2 = without.flatMap((source) => {
    const was = options.before?.get(source.file);
    return was === void 0 || was === source ? [] : [was];
  });
  const { wanted: wanted2, relayed, gone = [], progress, ...times3 } = options;
  const count = without.length + before2.length + gone.length;
  sayInferring(count, progress);
  const asked = wanted2 === void 0 ? {} : { rules: wanted2.rules, overrides: { ...noOverrides, skip: wanted2.skip } };
  const from = relayed && { known: relayed.known, elsewhere: (name) => relayed.names.has(name) };
  const inference = await startInference([...without, ...before2, ...gone], { ...times3, ...asked, ...from });
  const files = [...new Set(without.map(({ file }) => file))];
  const named2 = files.length <= 5 ? files.join(", ") : `${files.slice(0, 5).join(", ")} and ${files.length - 5} more`;
  const hint2 = "dashpreview infer writes it to a file that you can edit further";
  const warning = `no data spec for ${named2}: inferred one; ${hint2}`;
  const warnings = [
    ...inputs.warnings,
    warning,
    ...inference.tooComplex.map((one2) => `nothing inferred for ${describeTooComplex(one2)}`)
  ];
  return { inference, inputs: await withInferredSpec({ ...inputs, warnings }, inference) };
}
async function withInferredSpec(inputs, inference) {
  const spec = await loadInferredIn(inference, inputs.scenario);
  const isOwn = (one2) => one2 !== void 0 && one2.file !== inferredSpecFile;
  return {
    ...inputs,
    dashboards: inputs.dashboards.map((one2) => ({ ...one2, spec: isOwn(one2.spec) ? one2.spec : spec })),
    specs: [...inputs.specs.filter(isOwn), spec]
  };
}
function isInferred({ spec }) {
  return spec?.file === inferredSpecFile;
}
function loadInferred({ spec }) {
  const file = inferredSpecFile;
  return { file, document: readMadeSpec({ file, data: specData(spec), write: () => renderSpec(spec) }) };
}
async function loadInferredIn(inference, scenario) {
  const incident = scenario === incidentName ? await inferScenario(inference) : void 0;
  return incident === void 0 ? loadInferred(inference) : loadIncident(inference, incident);
}
function loadIncident({ spec }, incident) {
  const file = inferredSpecFile;
  const readFile = () => "";
  const text = renderIncident(spec, incident);
  return { file, readFile, document: parseSpec(text, { file, readFile, maxMebibytes, scenario: incidentName }) };
}

// src/promql/reach/query-reach.ts
var lookbackMs2 = 3e5;
var farthestAtMs = 31 * 864e5;
function queryReach(root, times3) {
  return reachFrom(root, 0, times3);
}
function reachFrom(node, backMs, times3) {
  switch (node.type) {
    case "selector":
      return backMs + lookbackMs2;
    case "matrix":
    case "subquery": {
      const rangeMs = lengthOf(node.range, times3);
      if (node.type === "matrix" && node.expr.type === "selector") return backMs + rangeMs;
      return reachFrom(node.expr, backMs + rangeMs, times3);
    }
    case "modifier":
      return reachOfModified(node, backMs, times3);
    default:
      return childrenOf(node).reduce(
        (most3, child) => Math.max(most3, reachFrom(child, backMs, times3)),
        Number.NEGATIVE_INFINITY
      );
  }
}
function reachOfModified(outermost2, backMs, times3) {
  let [base, shift2, widened] = [backMs, 0, 0];
  let node = outermost2;
  for (; node.type === "modifier"; node = node.expr) {
    const text = node.text.trim();
    if (node.kind === "offset") shift2 += signedLength(text, times3);
    else if (node.kind === "at") base = instantBack(text, times3) ?? base;
    else widened = lookbackMs2;
  }
  return base === Number.NEGATIVE_INFINITY ? base : widened + reachFrom(node, base + shift2, times3);
}
function instantBack(text, { startMs, endMs }) {
  if (/^start\s*\(\s*\)$/i.test(text)) return 0;
  if (/^end\s*\(\s*\)$/i.test(text)) return startMs - endMs;
  const seconds3 = Number(text);
  if (text === "" || !Number.isFinite(seconds3)) return void 0;
  const backMs = startMs - seconds3 * 1e3;
  return backMs > farthestAtMs ? Number.NEGATIVE_INFINITY : backMs;
}
function signedLength(text, times3) {
  return text.startsWith("-") ? -lengthOf(text.slice(1).trim(), times3) : lengthOf(text, times3);
}
function lengthOf(text, { stepMs }) {
  const bare = text.trim();
  const steps4 = /^(\d{1,9})i$/.exec(bare)?.[1];
  if (steps4 !== void 0) return Number(steps4) * stepMs;
  if (/^\d{1,12}(\.\d{1,12})?$/.test(bare)) return Number(bare) * 1e3;
  return parseDuration(bare) ?? 0;
}

// src/preview/alerts/rule-needs.ts
function ruleNeeds(groups2, data) {
  const rules = rulesOf(groups2);
  const reaches2 = rules.map(({ root, group }) => {
    const times3 = { startMs: data.fromMs, endMs: data.toMs, stepMs: group.intervalMs };
    return Math.max(0, queryReach(root, times3)) + group.queryOffsetMs;
  });
  const recorded = /* @__PURE__ */ new Map();
  for (const [index, { kind, name }] of rules.entries())
    if (kind === "record") recorded.set(name, Math.max(recorded.get(name) ?? 0, reaches2[index]));
  return rules.map(({ name, root }, index) => {
    const read = selectorsIn(root).map(({ metric }) => recorded.get(metric ?? "") ?? 0);
    return { place: name, ms: reaches2[index] + Math.max(0, ...read) };
  });
}
function seriesNeeds(groups2, data) {
  const rules = rulesOf(groups2);
  const records = /* @__PURE__ */ new Map();
  for (const { kind, name, root } of rules)
    if (kind === "record") records.set(name, [...records.get(name) ?? [], root]);
  const needs = /* @__PURE__ */ new Map();
  for (const [index, { ms }] of ruleNeeds(groups2, data).entries()) {
    const open = [rules[index].root];
    const seen = /* @__PURE__ */ new Set();
    for (let root = open.pop(); root !== void 0; root = open.pop())
      for (const { metric } of selectorsIn(root)) {
        if (metric === void 0) return void 0;
        if (seen.has(metric)) continue;
        seen.add(metric);
        needs.set(metric, Math.max(needs.get(metric) ?? 0, ms));
        open.push(...records.get(metric) ?? []);
      }
  }
  return needs;
}
function rulesOf(groups2) {
  return groups2.flatMap((group) => group.rules.map((rule) => ({ ...rule, group })));
}

// src/alerts/engine/label-set.ts
function labelKey(labels2) {
  const pairs = [...labels2].filter(([, value]) => value !== "");
  return JSON.stringify(pairs.sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0));
}
function showLabels(labels2) {
  const pairs = [...labels2].filter(([name, value]) => name !== "__name__" && value !== "");
  const text = pairs.sort(([a], [b]) => a < b ? -1 : 1).map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(", ");
  return `${labels2.get("__name__") ?? ""}{${text}}`;
}

// src/alerts/engine/alert-machine.ts
var AlertMachine = class {
  #timing;
  #active = /* @__PURE__ */ new Map();
  constructor(timing) {
    this.#timing = timing;
  }
  /**
   * One evaluation; they must come in the order of time.
   *
   * @returns the alerts that are active afterwards, by the key of their labels; or why it failed. A failure for labels
   *   that two elements share changes nothing; one for the limit resets every alert.
   */
  evaluate(timeMs, elements) {
    const there = /* @__PURE__ */ new Map();
    for (const element of elements) {
      const key = labelKey(element.labels);
      if (there.has(key))
        return { error: "vector contains metrics with the same labelset after applying alert labels" };
      there.set(key, element);
    }
    for (const [key, { labels: labels2, value }] of there) {
      const known5 = this.#active.get(key);
      if (known5 !== void 0) known5.value = value;
      else this.#active.set(key, { labels: labels2, value, state: "pending", activeAtMs: timeMs, keepFiringSinceMs: void 0 });
    }
    const { forMs, limit: limit2 } = this.#timing;
    for (const [key, alert] of this.#active) {
      if (there.has(key)) alert.keepFiringSinceMs = void 0;
      else if (!this.#keepsFiring(alert, timeMs)) {
        this.#active.delete(key);
        continue;
      }
      if (alert.state === "pending" && timeMs - alert.activeAtMs >= forMs) alert.state = "firing";
    }
    if (limit2 > 0 && this.#active.size > limit2) {
      const count = this.#active.size;
      this.#active.clear();
      return { error: `exceeded limit of ${limit2} with ${count} alerts` };
    }
    return this.#active;
  }
  #keepsFiring(alert, timeMs) {
    const { keepFiringForMs } = this.#timing;
    if (alert.state !== "firing" || keepFiringForMs === 0) return false;
    alert.keepFiringSinceMs ??= timeMs;
    return timeMs - alert.keepFiringSinceMs < keepFiringForMs;
  }
};
function describeTiming({ forMs, keepFiringForMs }) {
  return [
    ...forMs > 0 ? [`for ${formatDuration(forMs)}`] : [],
    ...keepFiringForMs > 0 ? [`keep firing for ${formatDuration(keepFiringForMs)}`] : []
  ].join(", ");
}

// src/alerts/templates/template-node.ts
var TemplateError = class extends Error {
};

// src/alerts/templates/go-value.ts
function isTrue(value) {
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Map) return value.size > 0;
  if (typeof value === "number") return value !== 0;
  return Boolean(value);
}
function typeName(value) {
  switch (typeof value) {
    case "string":
      return "string";
    case "number":
      return "float64";
    case "bigint":
      return "int";
    case "boolean":
      return "bool";
    case "undefined":
      return "<nil>";
    default:
      if (value instanceof Date) return "time.Time";
      if (Array.isArray(value)) return "template.queryResult";
      return types.get(value)?.name ?? "map[string]string";
  }
}
function printValue(value) {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
      return Number.isFinite(value) ? printFloat(value) : formatFloat(value);
    case "bigint":
    case "boolean":
      return String(value);
    case "undefined":
      return "<no value>";
    default:
      if (value instanceof Date) return printTime(value);
      if (Array.isArray(value)) return `[${value.map(printValue).join(" ")}]`;
      if (types.get(value)?.print !== void 0) return types.get(value).print(value);
      return `map[${[...value].sort(([a], [b]) => a < b ? -1 : 1).map(([key, one2]) => `${key}:${printValue(one2)}`).join(" ")}]`;
  }
}
function printFloat(value) {
  const size = Math.abs(value);
  if (Object.is(value, -0)) return "-0";
  if (size !== 0 && (size < 1e-4 || size >= 1e21)) return formatFloat(value);
  return size >= 1e6 ? formatFloat(value) : `${value}`;
}
function printTime(time) {
  const text = time.toISOString();
  const fraction = text.slice(19, -1).replace(/\.?0+$/, "");
  return `${text.slice(0, 10)} ${text.slice(11, 19)}${fraction} +0000 UTC`;
}
function toFloat(value) {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "string") {
    const parsed = parseFloatText(value);
    if (parsed !== void 0) return parsed;
    throw new TemplateError(`strconv.ParseFloat: parsing ${JSON.stringify(value)}: invalid syntax`);
  }
  throw new TemplateError(`can't convert ${typeName(value)} to float`);
}
function parseFloatText(text) {
  const infinite = /^([+-]?)inf(?:inity)?$/i.exec(text);
  if (infinite !== null) return infinite[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^nan$/i.test(text)) return Number.NaN;
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : void 0;
}
function fieldOfValue(value, name, missing) {
  if (value instanceof Map) {
    const { name: type, print, isStruct } = types.get(value) ?? {};
    if (print !== void 0 && name === "String") return print(value);
    if (value.has(name)) return value.get(name);
    if (isStruct) throw new TemplateError(`can't evaluate field ${name} in type ${type}`);
    return missing === "zero" ? "" : void 0;
  }
  if (value === void 0 && missing === "invalid") return void 0;
  if (value === void 0) throw new TemplateError(`nil data; no entry for key "${name}"`);
  throw new TemplateError(`can't evaluate field ${name} in type ${typeName(value)}`);
}
var types = /* @__PURE__ */ new WeakMap();
function typedMap(type, entries) {
  const made2 = new Map(entries);
  types.set(made2, type);
  return made2;
}
function struct(name, fields, more = {}) {
  const made2 = new Map(Object.entries(fields));
  types.set(made2, { name, isStruct: true, ...more });
  return made2;
}
function zeroOf(value) {
  return types.get(value)?.zero ?? "";
}

// src/alerts/templates/scope.ts
var Scope = class {
  #variables;
  constructor(variables) {
    this.#variables = [...variables].map(([name, value]) => [name, value]);
  }
  get size() {
    return this.#variables.length;
  }
  declare(name, value) {
    this.#variables.push([name, value]);
  }
  set(name, value) {
    const found = this.#variables.findLast(([known5]) => known5 === name);
    if (found !== void 0) found[1] = value;
  }
  get(name) {
    return this.#variables.findLast(([known5]) => known5 === name)?.[1];
  }
  leave(size) {
    this.#variables.length = size;
  }
};

// src/alerts/templates/execute-template.ts
var limits12 = { steps: 1e5, length: 65536, depth: 50 };
var ExecutionError = class extends TemplateError {
  /** Offset of the part. */
  at;
  part;
  constructor(message, at, part) {
    super(message);
    this.at = at;
    this.part = part;
  }
};
function executeTemplate(template, input) {
  const scope = [...Object.entries(input.variables), ["$", input.dot]];
  const run = new Execution(template, input);
  run.list(template.root, input.dot, new Scope(scope));
  return run.output;
}
var Execution = class {
  output = "";
  #steps = 0;
  #depth = 0;
  #template;
  #functions;
  #missing;
  constructor(template, { functions: functions2, missing = "zero" }) {
    this.#template = template;
    this.#functions = functions2;
    this.#missing = missing;
  }
  /** @returns how it ended, if by `break` or `continue`. */
  list(nodes, dot, scope) {
    for (const node of nodes) {
      const ended = this.#node(node, dot, scope);
      if (ended !== void 0) return ended;
    }
    return void 0;
  }
  #node(node, dot, scope) {
    switch (node.type) {
      case "text":
        this.#write(node.text);
        return void 0;
      case "action": {
        const value = this.#pipe(node.pipe, dot, scope);
        if (node.pipe.variables.length === 0) this.#write(printValue(value));
        return void 0;
      }
      case "if":
      case "with": {
        const size = scope.size;
        const value = this.#pipe(node.pipe, dot, scope);
        const chosen = isTrue(value) ? node.body : node.otherwise;
        const ended = this.list(chosen, node.type === "with" && isTrue(value) ? value : dot, scope);
        scope.leave(size);
        return ended;
      }
      case "range":
        this.#range(node, dot, scope);
        return void 0;
      case "template":
        this.#call(node, dot, scope);
        return void 0;
      default:
        return node.type;
    }
  }
  #range({ pipe, body, otherwise }, dot, scope) {
    const size = scope.size;
    const value = this.#pipe({ ...pipe, variables: [] }, dot, scope);
    const entries = entriesOf(value);
    if (entries === void 0)
      throw new ExecutionError(`range can't iterate over ${printValue(value)}`, pipe.at, pipe.text);
    for (const [key, one2] of entries) {
      const inner = scope.size;
      const names2 = pipe.variables;
      const values = names2.length === 2 ? [key, one2] : [one2];
      for (const [index, name] of names2.entries()) {
        if (pipe.declares) scope.declare(name, values[index]);
        else scope.set(name, values[index]);
      }
      const ended = this.list(body, one2, scope);
      scope.leave(inner);
      if (ended === "break") break;
    }
    if (entries.length === 0) this.list(otherwise, dot, scope);
    scope.leave(size);
  }
  #call({ name, pipe, at }, dot, scope) {
    const defined2 = this.#template.defined.get(name);
    if (defined2 === void 0) throw new ExecutionError(`template "${name}" not defined`, at, `{{template "${name}"}}`);
    if (++this.#depth > limits12.depth) throw new ExecutionError("exceeded maximum template depth", at, name);
    const value = pipe === void 0 ? void 0 : this.#pipe(pipe, dot, scope);
    this.list(defined2, value, new Scope([["$", value]]));
    this.#depth--;
  }
  #pipe(pipe, dot, scope) {
    let value;
    for (const [index, command] of pipe.commands.entries())
      value = this.#command(command, { dot, scope, last: index === 0 ? void 0 : [value] });
    for (const name of pipe.variables) {
      if (pipe.declares) scope.declare(name, value);
      else scope.set(name, value);
    }
    return value;
  }
  #command({ operands: [first, ...rest2], at, text }, { dot, scope, last }) {
    if (++this.#steps > limits12.steps) throw new ExecutionError("takes too many steps", at, text);
    if (first.term.type === "function" && first.fields.length === 0) {
      const args = [...this.#arguments(first.term.name, rest2, dot, scope), ...last ?? []];
      return this.#apply(first.term.name, args, { at, text });
    }
    const value = this.#operand(first, dot, scope);
    if (rest2.length > 0 || last !== void 0)
      throw new ExecutionError(`can't give argument to non-function ${first.text}`, first.at, first.text);
    return value;
  }
  /** `and` and `or` leave out what no longer matters. */
  #arguments(name, operands, dot, scope) {
    const args = [];
    for (const operand of operands) {
      args.push(this.#operand(operand, dot, scope));
      if (name === "and" && !isTrue(args.at(-1)) || name === "or" && isTrue(args.at(-1))) break;
    }
    return args;
  }
  #operand({ term, fields, at, text }, dot, scope) {
    let value;
    if (term.type === "pipe") value = this.#pipe(term, dot, scope);
    else if (term.type === "dot") value = dot;
    else if (term.type === "variable") value = scope.get(term.name);
    else if (term.type === "function") value = this.#apply(term.name, [], { at, text });
    else if ("value" in term) value = term.value;
    for (const field2 of fields) {
      try {
        value = fieldOfValue(value, field2, this.#missing);
      } catch (error) {
        throw error instanceof TemplateError ? new ExecutionError(error.message, at, text) : error;
      }
    }
    return value;
  }
  #apply(name, args, { at, text }) {
    try {
      return this.#functions.get(name)(args);
    } catch (error) {
      if (!(error instanceof TemplateError) || error instanceof ExecutionError) throw error;
      const said = /^(wrong (number|type)|invalid value)/.test(error.message) ? error.message : `error calling ${name}: ${error.message}`;
      throw new ExecutionError(said, at, text);
    }
  }
  #write(text) {
    this.output += text;
    if (this.output.length > limits12.length) throw new ExecutionError("the result is too long", 0, "");
  }
};
function entriesOf(value) {
  if (value === void 0) return [];
  if (Array.isArray(value)) return value.map((one2, index) => [BigInt(index), one2]);
  if (value instanceof Map) return [...value].sort(([a], [b]) => a < b ? -1 : 1);
  return void 0;
}

// src/alerts/templates/function-arguments.ts
function requireCount(name, args, least3, most3 = least3) {
  if (args.length >= least3 && args.length <= most3) return;
  const want = args.length < least3 && most3 > least3 ? `at least ${least3}` : String(args.length < least3 ? least3 : most3);
  throw new TemplateError(`wrong number of args for ${name}: want ${want} got ${args.length}`);
}
function requireText(value) {
  if (typeof value === "string") return value;
  if (value === void 0) throw new TemplateError("invalid value; expected string");
  throw new TemplateError(`wrong type for value; expected string; got ${typeName(value)}`);
}

// src/alerts/templates/go-format.ts
function formatGeneral(value, digits5) {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const precision = Math.max(1, Math.min(100, digits5));
  const rounded = toExponential(value, precision - 1);
  const [mantissa = "", power = "0"] = rounded.split("e");
  const exponent = Number(power);
  const short4 = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
  const count = short4.replace(/[-.]/g, "").length;
  const threshold = precision > count && count >= exponent + 1 ? count : precision;
  if (exponent < -4 || exponent >= threshold) return `${short4}${goExponent(exponent)}`;
  const fixed2 = precision > 15 ? value.toPrecision(precision) : String(Number(rounded));
  const plain2 = fixed2.includes("e") ? Number(fixed2).toFixed(Math.max(0, precision - 1 - exponent)) : fixed2;
  return plain2.includes(".") ? plain2.replace(/\.?0+$/, "") : plain2;
}
function toExponential(value, digits5) {
  const [mantissa = "", power = "0"] = value.toExponential(100).split("e");
  const [sign, plain2] = [value < 0 ? "-" : "", mantissa.replace(/[-.]/g, "")];
  if (!isEvenTie(plain2, digits5 + 1)) return value.toExponential(digits5);
  return `${sign}${plain2[0]}${digits5 === 0 ? "" : `.${plain2.slice(1, digits5 + 1)}`}e${power}`;
}
function toFixed(value, digits5) {
  const plain2 = value.toFixed(100);
  const point = plain2.indexOf(".");
  const isTie = isEvenTie(plain2.replace(".", ""), point + digits5);
  return isTie ? plain2.slice(0, digits5 === 0 ? point : point + 1 + digits5) : value.toFixed(digits5);
}
function isEvenTie(digits5, kept3) {
  return /^50*$/.test(digits5.slice(kept3)) && Number(digits5[kept3 - 1]) % 2 === 0;
}
function goExponent(exponent) {
  return `e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}
var maxLength5 = 65536;
function sprintf(format, values) {
  let next = 0;
  let reordered = false;
  const text = format.replaceAll(
    /%([-+# 0]*)(\*|\d{1,4})?(?:\.(\*|\d{0,3}))?(?:\[(\d+)\])?([a-zA-Z%]|$|[^a-zA-Z%])/g,
    (_all, flags, width, precision, index, verb) => {
      if (verb === "%") return "%";
      if (verb === "") return "%!(NOVERB)";
      const take = () => values[next++];
      const wide = width === "*" ? Number(take() ?? 0) : Number(width ?? 0);
      const exact = precision === void 0 ? void 0 : precision === "*" ? Number(take() ?? 0) : Number(precision);
      if (index !== void 0) {
        next = Number(index) - 1;
        reordered = true;
      }
      if (next >= values.length) return `%!${verb}(${index === void 0 ? "MISSING" : "BADINDEX"})`;
      const value = take();
      return pad(formatOne(value, verb, { flags, precision: exact }), Math.min(wide, 1e3), flags, value);
    }
  );
  const extra = reordered ? [] : values.slice(next);
  const rest2 = extra.map((value) => `${typeName(value)}=${printValue(value)}`).join(", ");
  return (rest2 === "" ? text : `${text}%!(EXTRA ${rest2})`).slice(0, maxLength5);
}
function pad(text, width, flags, value) {
  if (text.length >= width) return text;
  if (flags.includes("-")) return text.padEnd(width);
  const isNumber = typeof value === "number" || typeof value === "bigint";
  if (!flags.includes("0") || !isNumber) return text.padStart(width);
  const sign = /^[-+]/.exec(text)?.[0] ?? "";
  return sign + text.slice(sign.length).padStart(width - sign.length, "0");
}
function formatOne(value, verb, { flags, precision }) {
  if (verb === "T") return typeName(value);
  if (value === void 0 && verb !== "v") return `%!${verb}(<nil>)`;
  const text = verbText(value, verb, precision);
  if (text === void 0) return `%!${verb}(${typeName(value)}=${printValue(value)})`;
  const plus = flags.includes("+") && typeof value !== "string" && !/^[-+N]/.test(text);
  return plus ? `+${text}` : text;
}
function verbText(value, verb, precision) {
  if (verb === "v") return printForFormat(value);
  if (typeof value === "string") {
    if (verb === "s") return precision === void 0 ? value : [...value].slice(0, precision).join("");
    if (verb === "q") return JSON.stringify(value);
    return verb === "x" || verb === "X" ? cased(Buffer.from(value).toString("hex"), verb) : void 0;
  }
  if (typeof value === "number") return floatText(value, verb, precision);
  if (typeof value === "bigint") return intText(value, verb);
  if (typeof value === "boolean") return verb === "t" ? String(value) : void 0;
  return verb === "s" ? printForFormat(value) : void 0;
}
function printForFormat(value) {
  return value === void 0 ? "<nil>" : printValue(value);
}
function floatText(value, verb, precision) {
  if (!/[eEfFgG]/.test(verb)) return void 0;
  if (!Number.isFinite(value)) return formatGeneral(value, 6);
  const digits5 = Math.min(100, precision ?? 6);
  if (verb === "f" || verb === "F") return exactFixed(value, digits5);
  if (verb === "e" || verb === "E") {
    const [mantissa = "", power = "0"] = toExponential(value, digits5).split("e");
    return cased(`${mantissa}${goExponent(Number(power))}`, verb);
  }
  return cased(precision === void 0 ? printValue(value) : formatGeneral(value, precision), verb);
}
function exactFixed(value, digits5) {
  if (Math.abs(value) < 1e21) return Object.is(value, -0) ? `-${0 .toFixed(digits5)}` : toFixed(value, digits5);
  return `${BigInt(value)}${digits5 === 0 ? "" : `.${"0".repeat(digits5)}`}`;
}
function intText(value, verb) {
  const bases = { d: 10, b: 2, o: 8, x: 16, X: 16 };
  if (verb === "c") return String.fromCodePoint(Number(value < 0n || value > 0x10ffffn ? 0xfffdn : value));
  const base = Object.hasOwn(bases, verb) ? bases[verb] : void 0;
  return base === void 0 ? void 0 : cased(value.toString(base), verb);
}
function cased(text, verb) {
  return /[A-Z]/.test(verb) ? text.toUpperCase() : text;
}

// src/alerts/templates/go-functions.ts
var goFunctions = /* @__PURE__ */ new Map([
  ["and", (args) => args.find((one2) => !isTrue(one2)) ?? args.at(-1)],
  ["or", (args) => args.find(isTrue) ?? args.at(-1)],
  ["not", (args) => !isTrue(one("not", args))],
  ["len", (args) => lengthOf2(one("len", args))],
  ["index", ([value, ...keys]) => keys.reduce(elementOf, value)],
  ["slice", ([value, ...bounds]) => slice(value, bounds)],
  ["print", (args) => sprint(args)],
  ["printf", ([format, ...args]) => sprintf(requireText(format), args)],
  ["println", (args) => `${args.map(printValue).join(" ")}
`],
  ["html", (args) => escapeHtml(sprint(args))],
  ["js", (args) => JSON.stringify(sprint(args)).slice(1, -1).replaceAll("<", "\\u003C").replaceAll(">", "\\u003E")],
  ["urlquery", (args) => encodeURIComponent(sprint(args)).replaceAll("%20", "+")],
  ["eq", ([first, ...rest2]) => rest2.some((other) => compare("eq", first, other) === 0)],
  ["ne", ([a, b]) => compare("ne", a, b) !== 0],
  ["lt", ([a, b]) => compare("lt", a, b) === -1],
  ["le", ([a, b]) => [-1, 0].includes(compare("le", a, b))],
  ["gt", ([a, b]) => compare("gt", a, b) === 1],
  ["ge", ([a, b]) => [1, 0].includes(compare("ge", a, b))]
]);
function one(name, args) {
  requireCount(name, args, 1);
  return args[0];
}
function compare(name, a, b) {
  const equality = name === "eq" || name === "ne";
  if (equality && (a === void 0 || b === void 0)) return a === b ? 0 : 1;
  if (typeof a !== typeof b) throw new TemplateError("incompatible types for comparison");
  if (typeof a === "boolean" && equality) return a === b ? 0 : 1;
  if (typeof a !== "string" && typeof a !== "number" && typeof a !== "bigint")
    throw new TemplateError("invalid type for comparison");
  if (typeof b === "object" || typeof b === "boolean" || b === void 0)
    throw new TemplateError("invalid type for comparison");
  return a === b ? 0 : a < b ? -1 : a > b ? 1 : 2;
}
function lengthOf2(value) {
  if (typeof value === "string") return BigInt(Buffer.byteLength(value));
  if (Array.isArray(value)) return BigInt(value.length);
  if (value instanceof Map) return BigInt(value.size);
  throw new TemplateError(`len of type ${typeName(value)}`);
}
function elementOf(value, key) {
  if (value instanceof Map) return value.get(requireText(key)) ?? zeroOf(value);
  if (Array.isArray(value) && typeof key === "bigint") {
    if (key < 0n || key >= BigInt(value.length)) throw new TemplateError(`index out of range: ${key}`);
    return value[Number(key)];
  }
  if (value === void 0) throw new TemplateError("index of untyped nil");
  throw new TemplateError(`can't index item of type ${typeName(value)}`);
}
function slice(value, bounds) {
  const [from = 0, to] = bounds.map(Number);
  if (typeof value === "string") return value.slice(from, to);
  if (Array.isArray(value)) return value.slice(from, to);
  throw new TemplateError(`can't slice item of type ${typeName(value)}`);
}
function sprint(args) {
  return args.map((value, index) => {
    const spaced = index > 0 && typeof value !== "string" && typeof args[index - 1] !== "string";
    return `${spaced ? " " : ""}${value === void 0 ? "<nil>" : printValue(value)}`;
  }).join("");
}
function escapeHtml(text) {
  const signs = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&#34;",
    "'": "&#39;"
  };
  return text.replaceAll(/[&<>"']/g, (sign) => signs[sign]);
}

// src/alerts/templates/humanize.ts
var large = ["k", "M", "G", "T", "P", "E", "Z", "Y"];
var binary3 = ["ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"];
var small = ["m", "u", "n", "p", "f", "a", "z", "y"];
var four = (value) => formatGeneral(value, 4);
function humanize(value) {
  if (value === 0 || !Number.isFinite(value)) return four(value);
  return Math.abs(value) >= 1 ? shrink(value, 1e3, large) : grow(value);
}
function humanize1024(value) {
  if (Math.abs(value) <= 1 || !Number.isFinite(value)) return four(value);
  return shrink(value, 1024, binary3);
}
function humanizePercentage(value) {
  return `${four(value * 100)}%`;
}
function humanizeDuration(value) {
  if (!Number.isFinite(value)) return four(value);
  if (value === 0) return `${four(value)}s`;
  if (Math.abs(value) < 1) return `${grow(value)}s`;
  const sign = value < 0 ? "-" : "";
  const size = Math.abs(value);
  const whole = Math.trunc(size);
  const [seconds3, minutes, hours, days] = [
    whole % 60,
    Math.floor(whole / 60) % 60,
    Math.floor(whole / 3600) % 24,
    Math.floor(whole / 86400)
  ];
  if (days > 0) return `${sign}${days}d ${hours}h ${minutes}m ${seconds3}s`;
  if (hours > 0) return `${sign}${hours}h ${minutes}m ${seconds3}s`;
  if (minutes > 0) return `${sign}${minutes}m ${seconds3}s`;
  return `${sign}${four(size)}s`;
}
function shrink(value, by, prefixes) {
  let rest2 = value;
  let prefix = "";
  for (const one2 of prefixes) {
    if (Math.abs(rest2) < by) break;
    prefix = one2;
    rest2 /= by;
  }
  return four(rest2) + prefix;
}
function grow(value) {
  let rest2 = value;
  let prefix = "";
  for (const one2 of small) {
    if (Math.abs(rest2) >= 1) break;
    prefix = one2;
    rest2 *= 1e3;
  }
  return four(rest2) + prefix;
}

// src/alerts/templates/prometheus-functions.ts
var maxText3 = 16384;
function prometheusFunctions({ query, nowMs }) {
  const functions2 = {
    query: ([expr]) => query(requireText(expr)).map(sampleOf),
    first: ([list]) => firstOf2(list),
    label: ([name, sample]) => labelsOf2(sample).get(requireText(name)) ?? "",
    value: ([sample]) => sample instanceof Map ? sample.get("Value") : void 0,
    strvalue: ([sample]) => labelsOf2(sample).get("__value__") ?? "",
    sortByLabel: ([name, list]) => sortByLabel(requireText(name), list),
    args: (values) => new Map(values.map((value, index) => [`arg${index}`, value])),
    reReplaceAll: ([pattern, replacement, text]) => replaceAll(...[pattern, replacement, text].map(requireText)),
    match: ([pattern, text]) => compilePattern2(requireText(pattern)).matcher(requireText(text).slice(0, maxText3)).find(),
    safeHtml: ([text]) => requireText(text),
    title: ([text]) => requireText(text).replaceAll(
      new RegExp("(^|[^\\p{L}\\p{N}_'])(\\p{L})", "gu"),
      (_, before2, letter) => before2 + letter.toUpperCase()
    ),
    toUpper: ([text]) => requireText(text).toUpperCase(),
    toLower: ([text]) => requireText(text).toLowerCase(),
    graphLink: ([expr]) => `/graph?g0.expr=${escapeQuery(requireText(expr))}&g0.tab=0`,
    tableLink: ([expr]) => `/graph?g0.expr=${escapeQuery(requireText(expr))}&g0.tab=1`,
    urlQueryEscape: ([text]) => escapeQuery(requireText(text)),
    stripPort: ([address]) => stripPort(requireText(address)),
    stripDomain: ([address]) => stripDomain(requireText(address)),
    humanize: ([value]) => humanize(toFloat(value)),
    humanize1024: ([value]) => humanize1024(toFloat(value)),
    humanizeDuration: ([value]) => humanizeDuration(toFloat(value)),
    humanizePercentage: ([value]) => humanizePercentage(toFloat(value)),
    humanizeTimestamp: ([value]) => timestamp2(toFloat(value)),
    toTime: ([value]) => new Date(toFloat(value) * 1e3),
    toDuration: ([value]) => `${toFloat(value)}s`,
    parseDuration: ([text]) => seconds2(requireText(text)),
    now: () => nowMs / 1e3,
    pathPrefix: () => "/",
    externalURL: () => ""
  };
  return new Map(
    Object.entries(functions2).map(([name, run]) => [
      name,
      (args) => {
        if (name !== "args") requireCount(name, args, counts[name] ?? 1);
        return run(args);
      }
    ])
  );
}
var counts = {
  label: 2,
  sortByLabel: 2,
  reReplaceAll: 3,
  match: 2,
  now: 0,
  pathPrefix: 0,
  externalURL: 0
};
var prometheusFunctionNames = [
  ...prometheusFunctions({ query: () => [], nowMs: 0 }).keys()
];
function sampleOf({ labels: labels2, value }) {
  return struct("*template.sample", { Labels: new Map(labels2), Value: value });
}
function labelsOf2(sample) {
  const labels2 = sample instanceof Map ? sample.get("Labels") : void 0;
  return labels2 instanceof Map ? labels2 : /* @__PURE__ */ new Map();
}
function firstOf2(list) {
  if (Array.isArray(list) && list.length > 0) return list[0];
  throw new TemplateError("first() called on vector with no elements");
}
function sortByLabel(name, list) {
  if (!Array.isArray(list)) return list;
  const textOf3 = (one2) => String(labelsOf2(one2).get(name) ?? "");
  return [...list].sort((a, b) => textOf3(a) < textOf3(b) ? -1 : textOf3(a) > textOf3(b) ? 1 : 0);
}
function compilePattern2(pattern) {
  try {
    return RE2JS.compile(pattern.slice(0, 1e3));
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) throw new TemplateError(error.message);
    throw error;
  }
}
function replaceAll(pattern, replacement, text) {
  return compilePattern2(pattern).matcher(text.slice(0, maxText3)).replaceAll(replacement);
}
function escapeQuery(text) {
  return encodeURIComponent(text).replaceAll("%20", "+").replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
function stripPort(address) {
  const bracketed = /^\[([^\]]*)\]:[^:]*$/.exec(address);
  if (bracketed !== null) return bracketed[1];
  return /^[^:[\]]*:[^:[\]]*$/.test(address) ? address.slice(0, address.indexOf(":")) : address;
}
function stripDomain(address) {
  const host = stripPort(address);
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(host) || host.includes(":")) return address;
  const short4 = host.split(".")[0];
  return host === address ? short4 : short4 + address.slice(host.length);
}
function timestamp2(value) {
  if (!Number.isFinite(value)) return formatGeneral(value, 4);
  if (Math.abs(value) > 864e10)
    throw new TemplateError(`${value} cannot be represented as a nanoseconds timestamp since it overflows int64`);
  const text = new Date(value * 1e3).toISOString();
  const fraction = text.slice(19, -1).replace(/\.?0+$/, "");
  return `${text.slice(0, 10)} ${text.slice(11, 19)}${fraction} +0000 UTC`;
}
function seconds2(text) {
  const ms = parseDuration(text);
  if (ms === void 0) throw new TemplateError(`not a valid duration string: ${JSON.stringify(text)}`);
  return ms / 1e3;
}

// src/alerts/templates/number-text.ts
function numberOf4(text) {
  const plain2 = text.replaceAll("_", "");
  if (/^[+-]?\d+$/.test(plain2)) return BigInt(plain2.replace(/^\+/, ""));
  if (/^[+-]?0[xX]/.test(plain2))
    return plain2.startsWith("-") ? -BigInt(plain2.slice(1)) : BigInt(plain2.replace(/^\+/, ""));
  const value = Number(plain2);
  if (Number.isNaN(value)) throw new TemplateError(`bad number syntax: ${JSON.stringify(text)}`);
  return value;
}

// src/alerts/templates/parse-pipe.ts
var maxDepth5 = 100;
var PipeParser = class {
  #tokens;
  #functions;
  #variables;
  #depth = 0;
  /** @param options.variables - those in scope, the innermost last; changed by declarations, and by the caller. */
  constructor(tokens, { functions: functions2, variables }) {
    this.#tokens = tokens;
    this.#functions = functions2;
    this.#variables = variables;
  }
  /** @throws {TemplateError} if an action or a bracket is nested too deep. */
  enter() {
    if (++this.#depth > maxDepth5) throw new TemplateError("nested too deep");
  }
  leave() {
    this.#depth--;
  }
  /**
   * Reads a pipeline up to the sign that ends it, which is left. Variables that it declares are in scope from then on.
   *
   * @param options.range - two variables may be declared.
   */
  parse({ range = false } = {}) {
    this.enter();
    const start = this.#tokens.peek();
    const { variables, declares } = this.#declaration(range);
    const commands = [];
    for (; ; ) {
      commands.push(this.#command());
      if (this.#tokens.peek()?.value !== "|" || this.#tokens.peek()?.kind !== "sign") break;
      this.#tokens.skip();
    }
    for (const [index, { operands }] of commands.entries()) {
      const term = operands[0].term.type;
      if (index > 0 && /^(?:bool|dot|nil|number|text)$/.test(term) && operands[0].fields.length === 0)
        throw new TemplateError(`non executable command in pipeline stage ${index + 1}`);
    }
    if (declares) this.#variables.push(...variables);
    this.leave();
    const at = start?.at ?? this.#tokens.end;
    return { type: "pipe", variables, declares, commands, at, text: this.#tokens.since(at) };
  }
  #declaration(range) {
    const [first, second, third, fourth] = [0, 1, 2, 3].map((ahead) => this.#tokens.peek(ahead));
    if (first?.kind !== "variable") return { variables: [], declares: false };
    const isAssignment = (one2) => one2?.value === ":=" || one2?.value === "=";
    const two2 = range && second?.value === "," && third?.kind === "variable" && isAssignment(fourth);
    if (!two2 && !(isAssignment(second) && second?.kind === "sign")) return { variables: [], declares: false };
    const variables = two2 ? [first.value, third.value] : [first.value];
    const declares = (two2 ? fourth : second).value === ":=";
    this.#tokens.skip(two2 ? 4 : 2);
    if (!declares) for (const name of variables) this.#requireVariable(name);
    return { variables, declares };
  }
  #command() {
    const at = this.#tokens.peek()?.at ?? this.#tokens.end;
    const operands = [];
    for (let operand = this.#operand(); operand !== void 0; operand = this.#operand()) operands.push(operand);
    if (operands.length === 0) throw new TemplateError("missing value for command");
    return { operands, at, text: this.#tokens.since(at) };
  }
  #operand() {
    const first = this.#tokens.peek();
    if (first === void 0) throw new TemplateError("unclosed action");
    const term = this.#term(first);
    if (term === void 0) return void 0;
    const fields = first.kind === "field" ? [first.value] : [];
    for (let next = this.#tokens.peek(); next?.kind === "field" && !next.spaced; next = this.#tokens.peek()) {
      if (term.type === "text" || term.type === "number" || term.type === "bool" || term.type === "nil")
        throw new TemplateError(`unexpected . after term ${JSON.stringify(this.#tokens.since(first.at))}`);
      fields.push(next.value);
      this.#tokens.skip();
    }
    return { term, fields, at: first.at, text: this.#tokens.since(first.at) };
  }
  #term({ kind, value }) {
    if (kind === "close" || kind === "sign" && value !== "(") {
      if (kind === "sign" && value !== "|" && value !== ")")
        throw new TemplateError(`unexpected ${JSON.stringify(value)} in operand`);
      return void 0;
    }
    this.#tokens.skip();
    switch (kind) {
      case "string":
        return { type: "text", value };
      case "number":
        return { type: "number", value: numberOf4(value) };
      case "dot":
      case "field":
        return { type: "dot" };
      case "variable":
        this.#requireVariable(value);
        return { type: "variable", name: value };
      case "word":
        if (value === "true" || value === "false") return { type: "bool", value: value === "true" };
        if (value === "nil") return { type: "nil" };
        if (!this.#functions.has(value)) throw new TemplateError(`function ${JSON.stringify(value)} not defined`);
        return { type: "function", name: value };
      default: {
        const pipe = this.parse();
        const closing = this.#tokens.next();
        if (closing?.value !== ")") throw new TemplateError("unclosed left paren");
        return pipe;
      }
    }
  }
  #requireVariable(name) {
    if (!this.#variables.includes(name)) throw new TemplateError(`undefined variable ${JSON.stringify(name)}`);
  }
};

// src/alerts/templates/lex-template.ts
var token = /\$[A-Za-z0-9_]*|\.[A-Za-z_][A-Za-z0-9_]*|[+-]?(?:0[xX][0-9a-fA-F_]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|[A-Za-z_][A-Za-z0-9_]*|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)+'|:=|[.|(),=]/y;
function lexTemplate(text) {
  const tokens = [];
  let at = 0;
  let trims = false;
  while (at < text.length) {
    const open = text.indexOf("{{", at);
    const end = open === -1 ? text.length : open;
    const before2 = open !== -1 && /^\{\{-[\s]/.test(text.slice(open, open + 4));
    let plain2 = text.slice(at, end);
    if (trims) plain2 = plain2.trimStart();
    if (before2) plain2 = plain2.trimEnd();
    if (plain2 !== "") tokens.push({ kind: "text", value: plain2, at, to: end, spaced: false });
    if (open === -1) break;
    const start = open + (before2 ? 3 : 2);
    const comment = /^\s*\/\*[\s\S]*?\*\/(\s+-)?\s*\}\}/.exec(text.slice(start));
    if (comment !== null) {
      at = start + comment[0].length;
      trims = comment[1] !== void 0;
      continue;
    }
    tokens.push({ kind: "open", value: "{{", at: open, to: start, spaced: false });
    const closed = lexAction(text, start, tokens);
    at = closed.to;
    trims = closed.trims;
  }
  return tokens;
}
function lexAction(text, start, tokens) {
  let at = start;
  for (; ; ) {
    const spaces = /^\s*/.exec(text.slice(at, at + 1e4))[0].length;
    at += spaces;
    const trims = spaces > 0 && text.startsWith("-}}", at);
    if (trims || text.startsWith("}}", at)) {
      const to = at + (trims ? 3 : 2);
      tokens.push({ kind: "close", value: "}}", at, to, spaced: spaces > 0 });
      return { to, trims };
    }
    if (at >= text.length) throw new TemplateError("unclosed action");
    token.lastIndex = at;
    const found = token.exec(text)?.[0];
    if (found === void 0) {
      const sign = String.fromCodePoint(text.codePointAt(at));
      throw new TemplateError(
        sign === '"' || sign === "`" || sign === "'" ? "unterminated quoted string" : `unexpected ${JSON.stringify(sign).replaceAll('"', "'")} in operand`
      );
    }
    tokens.push({ ...classify(found), at, to: at + found.length, spaced: spaces > 0 });
    at += found.length;
  }
}
function classify(found) {
  const first = found[0];
  if (first === "$") return { kind: "variable", value: found };
  if (found === ".") return { kind: "dot", value: found };
  if (first === '"' || first === "`") return { kind: "string", value: unquote(found) };
  if (first === "'") return { kind: "number", value: String(unquote(`"${found.slice(1, -1)}"`).codePointAt(0)) };
  if (/^[+-]?\.?\d/.test(found)) return { kind: "number", value: found };
  if (first === ".") return { kind: "field", value: found.slice(1) };
  return { kind: /^[A-Za-z_]/.test(found) ? "word" : "sign", value: found };
}
var escapes = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "	",
  v: "\v"
};
function unquote(quoted) {
  if (quoted.startsWith("`")) return quoted.slice(1, -1);
  return quoted.slice(1, -1).replaceAll(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))/g,
    (_, hex2, four2, eight, octal, plain2) => {
      const digits5 = hex2 ?? four2 ?? eight;
      if (digits5 !== void 0) return String.fromCodePoint(Math.min(1114111, Number.parseInt(digits5, 16)));
      return octal !== void 0 ? String.fromCharCode(Number.parseInt(octal, 8)) : escapes[plain2] ?? plain2;
    }
  );
}

// src/alerts/templates/token-cursor.ts
var TokenCursor = class {
  #text;
  #tokens;
  #at = 0;
  /** @throws {TemplateError} if the text cannot be cut into tokens. */
  constructor(text) {
    this.#text = text;
    this.#tokens = lexTemplate(text);
  }
  /** The length of the text: where its end stands. */
  get end() {
    return this.#text.length;
  }
  /** A token that is still to come; the next one without `ahead`. */
  peek(ahead = 0) {
    return this.#tokens[this.#at + ahead];
  }
  next() {
    return this.#tokens[this.#at++];
  }
  skip(count = 1) {
    this.#at += count;
  }
  /** Takes the end of an action. @throws {TemplateError} if something else comes. */
  close(context) {
    const next = this.next();
    if (next?.kind !== "close") throw new TemplateError(`unexpected ${this.shown(next)} in ${context}`);
  }
  /** A token as messages name it. */
  shown(one2) {
    return one2 === void 0 ? "EOF" : `<${this.#text.slice(one2.at, one2.to)}>`;
  }
  /** The text from an offset up to what was read last. */
  since(at) {
    return this.#text.slice(at, this.#tokens[this.#at - 1]?.to ?? at);
  }
};

// src/alerts/templates/parse-template.ts
var keywords = new Set("if else end range with template define block break continue".split(" "));
function parseTemplate(text, { functions: functions2, variables }) {
  return new Parser(text, functions2, variables).parse();
}
var Parser = class {
  #tokens;
  #pipes;
  #defined = /* @__PURE__ */ new Map();
  /** Variables in scope, the innermost last. */
  #variables;
  constructor(text, functions2, variables) {
    this.#variables = ["$", ...variables];
    this.#tokens = new TokenCursor(text);
    this.#pipes = new PipeParser(this.#tokens, { functions: functions2, variables: this.#variables });
  }
  parse() {
    const { nodes, ended } = this.#list();
    if (ended !== void 0) throw new TemplateError(`unexpected {{${ended}}}`);
    return { root: nodes, defined: this.#defined };
  }
  /** All that stands up to `{{end}}` or `{{else}}`, which is taken; of `else if` and the like the rest is not. */
  #list() {
    this.#pipes.enter();
    const nodes = [];
    for (let next = this.#tokens.next(); next !== void 0; next = this.#tokens.next()) {
      if (next.kind === "text") {
        nodes.push({ type: "text", text: next.value });
        continue;
      }
      const word2 = this.#tokens.peek();
      if (word2?.kind === "word" && (word2.value === "end" || word2.value === "else")) {
        this.#tokens.skip();
        this.#pipes.leave();
        if (word2.value === "end") this.#tokens.close("end");
        return { nodes, ended: word2.value };
      }
      const node = this.#action(next.at);
      if (node !== void 0) nodes.push(node);
    }
    this.#pipes.leave();
    return { nodes, ended: void 0 };
  }
  #action(at) {
    const word2 = this.#tokens.peek();
    if (word2?.kind !== "word" || !keywords.has(word2.value)) {
      const pipe = this.#pipes.parse();
      this.#tokens.close("command");
      return { type: "action", pipe };
    }
    this.#tokens.skip();
    switch (word2.value) {
      case "if":
      case "with":
      case "range":
        return this.#branch(word2.value);
      case "break":
      case "continue":
        this.#tokens.close(word2.value);
        return { type: word2.value };
      case "define":
      case "block":
      case "template":
        return this.#template(word2.value, at);
      default:
        throw new TemplateError(`unexpected {{${word2.value}}}`);
    }
  }
  #branch(type) {
    const scope = this.#variables.length;
    const pipe = this.#pipes.parse({ range: type === "range" });
    this.#tokens.close(type);
    const body = this.#list();
    if (body.ended === void 0) throw new TemplateError("unexpected EOF");
    let otherwise = [];
    if (body.ended === "else") {
      const word2 = this.#tokens.peek();
      if (word2?.kind === "word" && word2.value === type && type !== "range") {
        this.#tokens.skip();
        otherwise = [this.#branch(type)];
      } else {
        this.#tokens.close("else");
        const rest2 = this.#list();
        if (rest2.ended !== "end")
          throw new TemplateError(rest2.ended === "else" ? "expected end; found {{else}}" : "unexpected EOF");
        otherwise = rest2.nodes;
      }
    }
    this.#variables.length = scope;
    return { type, pipe, body: body.nodes, otherwise };
  }
  #template(kind, at) {
    const name = this.#tokens.next();
    if (name?.kind !== "string") throw new TemplateError(`unexpected ${this.#tokens.shown(name)} in ${kind} clause`);
    const hasPipe = kind !== "define" && this.#tokens.peek()?.kind !== "close";
    const pipe = hasPipe ? this.#pipes.parse() : void 0;
    this.#tokens.close(kind);
    if (kind === "template") return { type: "template", name: name.value, pipe, at };
    const scope = this.#variables.splice(1);
    const { nodes, ended } = this.#list();
    this.#variables.splice(1, this.#variables.length, ...scope);
    if (ended !== "end") throw new TemplateError("unexpected EOF");
    this.#defined.set(name.value, nodes);
    return kind === "block" ? { type: "template", name: name.value, pipe, at } : void 0;
  }
};

// src/alerts/templates/template-dialect.ts
var ParseError = class extends TemplateError {
};
var TemplateDialect = class {
  #functions;
  #variables;
  #before;
  #parsed = /* @__PURE__ */ new Map();
  /**
   * @param options.variables - that are there before a template begins.
   * @param options.before - what the server puts before a template: positions in its messages count it.
   */
  constructor({
    functions: functions2,
    variables,
    before: before2
  }) {
    this.#functions = new Set(functions2);
    this.#variables = variables;
    this.#before = before2;
  }
  /**
   * Reads a template; a template is filled in at every evaluation, and read once.
   *
   * @throws {TemplateError}
   */
  parse(text) {
    const known5 = this.#parsed.get(text);
    if (known5 !== void 0) return known5;
    let parsed;
    try {
      parsed = parseTemplate(text, { functions: this.#functions, variables: this.#variables });
    } catch (error) {
      throw error instanceof TemplateError ? new ParseError(error.message) : error;
    }
    if (this.#parsed.size >= 1e3) this.#parsed.clear();
    this.#parsed.set(text, parsed);
    return parsed;
  }
  /**
   * The message of the server for a template that fails.
   *
   * @throws the error, if it is no mistake of the template.
   */
  describe(error, text, alert) {
    if (!(error instanceof TemplateError)) throw error;
    const name = `__alert_${alert}`;
    if (error instanceof ParseError) return `error parsing template ${name}: template: ${name}:1: ${error.message}`;
    const said = error instanceof ExecutionError ? this.#locate(error, text, name) : `template: ${name}:1: ${error.message}`;
    return `error executing template ${name}: ${said}`;
  }
  #locate({ at, part, message }, text, name) {
    const lines = (this.#before + text.slice(0, at)).split("\n");
    const column = Buffer.byteLength(lines.at(-1));
    return `template: ${name}:${lines.length}:${column}: executing "${name}" at <${part}>: ${message}`;
  }
};

// src/alerts/templates/expand-template.ts
var dialect = new TemplateDialect({
  functions: [...goFunctions.keys(), ...prometheusFunctionNames],
  variables: ["$labels", "$externalLabels", "$externalURL", "$value"],
  before: "{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}{{$externalURL := .ExternalURL}}{{$value := .Value}}"
});
var maxQueries2 = 50;
var failedTemplate = "<error expanding template: ";
var NeedsQuery = class extends Error {
  expr;
  constructor(expr) {
    super("needs a query");
    this.expr = expr;
  }
};
async function expandTemplate(text, data) {
  if (!text.includes("{{")) return text;
  let parsed;
  try {
    parsed = dialect.parse(text);
  } catch (error) {
    return `${failedTemplate}${dialect.describe(error, text, data.alert)}>`;
  }
  const answers = /* @__PURE__ */ new Map();
  for (; ; ) {
    try {
      return execute(parsed, data, answers);
    } catch (error) {
      if (error instanceof NeedsQuery && answers.size < maxQueries2) {
        answers.set(error.expr, await data.query(error.expr));
        continue;
      }
      const shown = error instanceof NeedsQuery ? new TemplateError(error.message) : error;
      return `${failedTemplate}${dialect.describe(shown, text, data.alert)}>`;
    }
  }
}
function execute(parsed, data, answers) {
  const labels2 = new Map(data.labels);
  const known5 = { Labels: labels2, ExternalLabels: /* @__PURE__ */ new Map(), ExternalURL: "", Value: data.value };
  const query = (expr) => {
    const answer = answers.get(expr);
    if (answer === void 0) throw new NeedsQuery(expr);
    if ("error" in answer) throw new TemplateError(answer.error);
    return [...answer].sort((a, b) => labelKey(a.labels) < labelKey(b.labels) ? -1 : 1);
  };
  return executeTemplate(parsed, {
    dot: struct(
      "struct { Labels map[string]string; ExternalLabels map[string]string; ExternalURL string; Value interface {} }",
      known5
    ),
    variables: {
      $labels: labels2,
      $externalLabels: known5.ExternalLabels,
      $externalURL: "",
      $value: data.value
    },
    functions: new Map([...goFunctions, ...prometheusFunctions({ query, nowMs: data.timeMs })])
  });
}

// src/alerts/engine/instants.ts
var maxPoints = 11e3;
function instantsOf({ fromMs, toMs }, stepMs) {
  const startMs = Math.ceil(fromMs / stepMs) * stepMs;
  const endMs = Math.floor(toMs / stepMs) * stepMs;
  return endMs < startMs ? void 0 : { startMs, endMs, stepMs };
}
function* eachInstant({ startMs, endMs, stepMs }) {
  for (let at = startMs; at <= endMs; at += stepMs) yield at;
}
function inChunks({ startMs, endMs, stepMs }) {
  const chunks = [];
  for (let at = startMs; at <= endMs; at += maxPoints * stepMs)
    chunks.push({ startMs: at, endMs: Math.min(endMs, at + (maxPoints - 1) * stepMs), stepMs });
  return chunks;
}

// src/alerts/engine/ask-expression.ts
async function askExpression(backend, { expr, root }, instants, signal) {
  if (dependsOnRange(root)) return askEach(backend, expr, instants, signal);
  const vectors2 = /* @__PURE__ */ new Map();
  for (const chunk of inChunks(instants)) {
    try {
      const { series } = await backend.range(expr, chunk, signal);
      for (const one2 of series) collect(one2, vectors2);
    } catch (error) {
      if (!isRefusal(error, signal)) throw error;
      for (const [timeMs, vector] of await askEach(backend, expr, chunk, signal))
        vectors2.set(timeMs, vector);
    }
  }
  return vectors2;
}
async function askInstant(backend, expr, timeMs, signal) {
  try {
    const { series } = await backend.instant(expr, timeMs, signal);
    return series.flatMap((one2) => one2.values.length === 0 ? [] : [elementOf2(one2, 0)]);
  } catch (error) {
    if (!isRefusal(error, signal)) throw error;
    return { error: error.message };
  }
}
async function askEach(backend, expr, instants, signal) {
  const vectors2 = /* @__PURE__ */ new Map();
  for (const timeMs of eachInstant(instants)) vectors2.set(timeMs, await askInstant(backend, expr, timeMs, signal));
  return vectors2;
}
function elementOf2({ labels: labels2, values, histograms }, index) {
  return histograms?.[index] === void 0 ? { labels: labels2, value: values[index] } : { labels: labels2, value: 0, isHistogram: true };
}
function collect(series, vectors2) {
  for (const [index, timeMs] of series.timesMs.entries()) {
    const element = elementOf2(series, index);
    const there = vectors2.get(timeMs);
    if (there === void 0) vectors2.set(timeMs, [element]);
    else there.push(element);
  }
}
function isRefusal(error, signal) {
  signal?.throwIfAborted();
  return error instanceof ExpectedError && !isFault(error);
}
function dependsOnRange(root) {
  let found = false;
  walkNodes(root, (node) => {
    if (node.type === "modifier" && node.kind === "at" && /start|end/.test(node.text)) found = true;
    if (node.type === "call" && /^(start|end|range|step)$/.test(node.name)) found = true;
    if (node.type === "aggregation" && /^limit/.test(node.op)) found = true;
  });
  return found;
}
function isFailure(result) {
  return "error" in result;
}
function recordElements(elements, {
  name,
  labels: labels2,
  limit: limit2
}) {
  const seen = /* @__PURE__ */ new Set();
  const recorded = [];
  for (const { labels: given, value, isHistogram: isHistogram3 } of elements) {
    if (isHistogram3) continue;
    const made2 = new Map(given);
    made2.set("__name__", name);
    for (const [label, text] of labels2) made2.set(label, text);
    const key = labelKey(made2);
    if (seen.has(key)) return { error: "vector contains metrics with the same labelset after applying rule labels" };
    seen.add(key);
    recorded.push({ labels: made2, value });
  }
  if (limit2 > 0 && recorded.length > limit2)
    return { error: `exceeded limit of ${limit2} with ${recorded.length} series` };
  return recorded;
}

// src/alerts/engine/alert-history.ts
var AlertHistory = class {
  #instances = /* @__PURE__ */ new Map();
  /** Keys of alerts that are active. */
  #open = /* @__PURE__ */ new Set();
  /** In the order in which they became active. */
  get instances() {
    return [...this.#instances.values()];
  }
  /** @param sources - labels of the expression's series by the alert's key, of those for which it holds now. */
  note(timeMs, active, sources) {
    for (const key of this.#open) if (!active.has(key)) this.#close(key, timeMs);
    for (const [key, { labels: labels2, state, cause, value, result }] of active) {
      const known5 = this.#instances.get(key) ?? { labels: labels2, intervals: [] };
      this.#instances.set(key, known5);
      const last = this.#open.has(key) ? known5.intervals.at(-1) : void 0;
      if (last?.state === state && last.cause === cause) continue;
      if (last !== void 0) this.#close(key, timeMs);
      const source = result?.labels ?? sources.get(key) ?? last?.source ?? labels2;
      const numbers3 = result?.numbers === void 0 ? {} : { numbers: result.numbers() };
      const caused = cause === void 0 ? {} : { cause };
      known5.intervals.push({ state, ...caused, fromMs: timeMs, untilMs: void 0, value, source, ...numbers3 });
    }
    this.#open = new Set(active.keys());
  }
  #close(key, untilMs) {
    const { intervals } = this.#instances.get(key);
    intervals[intervals.length - 1] = { ...intervals.at(-1), untilMs };
  }
};

// src/alerts/engine/result-series.ts
var ResultSeries = class {
  #instants;
  #count;
  #series = /* @__PURE__ */ new Map();
  #previous = /* @__PURE__ */ new Set();
  constructor(instants) {
    this.#instants = instants;
    this.#count = Math.round((instants.endMs - instants.startMs) / instants.stepMs) + 1;
  }
  /** Notes the result of an evaluation that did not fail. */
  add(timeMs, elements) {
    const place = Math.round((timeMs - this.#instants.startMs) / this.#instants.stepMs);
    const now = /* @__PURE__ */ new Set();
    for (const { labels: labels2, value } of elements) {
      const key = labelKey(labels2);
      now.add(key);
      const series = this.#series.get(key) ?? { labels: labels2, block: createBlock(this.#count) };
      this.#series.set(key, series);
      series.block.values[place] = value;
      series.block.states[place] = present;
    }
    for (const key of this.#previous) if (!now.has(key)) this.#series.get(key).block.states[place] = stale;
    this.#previous = now;
  }
  get all() {
    return [...this.#series.values()];
  }
  /** The samples and stale markers of one evaluation. */
  at(timeMs) {
    const place = Math.round((timeMs - this.#instants.startMs) / this.#instants.stepMs);
    return this.all.flatMap(({ labels: labels2, block }) => {
      if (block.states[place] === 0) return [];
      const one2 = createBlock(1);
      one2.values[0] = block.values[place];
      one2.states[0] = block.states[place];
      return [{ labels: labels2, block: one2 }];
    });
  }
};

// src/alerts/engine/rule-run.ts
var RuleRun = class {
  placed;
  instants;
  results;
  #expand;
  #machine;
  #history = new AlertHistory();
  #failures = /* @__PURE__ */ new Map();
  #leavesOut = false;
  constructor(placed, instants, expand) {
    this.placed = placed;
    this.instants = instants;
    this.#expand = expand;
    const { rule, group } = placed;
    this.results = new ResultSeries({
      ...instants,
      startMs: instants.startMs - group.queryOffsetMs,
      endMs: instants.endMs - group.queryOffsetMs
    });
    this.#machine = new AlertMachine({ ...rule, limit: group.limit });
  }
  /** @param vector - the result of its expression, as of the group's query offset before `timeMs`. */
  async evaluate(timeMs, vector) {
    const { rule, group } = this.placed;
    if (rule.kind === "record" && !isFailure(vector)) this.#leavesOut ||= vector.some((one2) => one2.isHistogram);
    const made2 = isFailure(vector) ? vector : rule.kind === "record" ? recordElements(vector, { ...rule, limit: group.limit }) : await this.#alert(timeMs, vector);
    if (isFailure(made2)) noteFailure(this.#failures, timeMs, made2.error);
    else this.results.add(timeMs - group.queryOffsetMs, made2);
  }
  get outcome() {
    const isRecord = this.placed.rule.kind === "record";
    return {
      ...this.placed,
      instants: this.instants,
      alerts: this.#history.instances,
      series: isRecord ? this.results.all.length : 0,
      failures: [...this.#failures.values()],
      ...this.#leavesOut ? { leavesOut: true } : {}
    };
  }
  async #alert(timeMs, vector) {
    const sources = /* @__PURE__ */ new Map();
    const elements = [];
    for (const { labels: source, value } of vector) {
      const labels2 = await this.#labels(source, value, timeMs);
      elements.push({ labels: labels2, value });
      sources.set(labelKey(labels2), source);
    }
    const active = this.#machine.evaluate(timeMs, elements);
    if ("error" in active) return active;
    this.#history.note(timeMs, active, sources);
    if (!this.placed.isRead) return [];
    return [...active.values()].flatMap(({ labels: labels2, state, activeAtMs }) => [
      { labels: new Map([...labels2, ["__name__", "ALERTS"], ["alertstate", state]]), value: 1 },
      { labels: new Map([...labels2, ["__name__", "ALERTS_FOR_STATE"]]), value: Math.floor(activeAtMs / 1e3) }
    ]);
  }
  async #labels(source, value, timeMs) {
    const { rule } = this.placed;
    const labels2 = new Map(source);
    labels2.delete("__name__");
    for (const [name, template] of rule.labels) {
      const text = template.includes("{{") ? await this.#expand(template, { alert: rule.name, labels: source, value, timeMs }) : template;
      if (text === "") labels2.delete(name);
      else labels2.set(name, text);
    }
    return labels2.set("alertname", rule.name);
  }
};
function noteFailure(failures, timeMs, error) {
  const known5 = failures.get(error);
  failures.set(error, { error, firstMs: known5?.firstMs ?? timeMs, count: (known5?.count ?? 0) + 1 });
}

// src/alerts/managed/ask-queries.ts
var maxPoints2 = 11e3;
function partsOf2({ startMs, endMs, stepMs }, queries) {
  const counts2 = queries.map(
    ({ isInstant, fromMs, toMs, stepMs: step }) => isInstant ? maxPoints2 : Math.max(1, Math.floor((maxPoints2 * step - (fromMs - toMs)) / stepMs))
  );
  const count = Math.min(maxPoints2, ...counts2);
  const parts2 = [];
  for (let at = startMs; at <= endMs; at += count * stepMs)
    parts2.push({ startMs: at, endMs: Math.min(endMs, at + (count - 1) * stepMs), stepMs });
  return parts2;
}
async function askQuery(backend, query, instants, signal) {
  const parsed = parseFilled(query.expr);
  if (!parsed.ok) return new Map([...eachInstant(instants)].map((timeMs) => [timeMs, { error: parsed.reason }]));
  return query.isInstant ? askInstants(backend, { ...query, root: parsed.root }, instants, signal) : askRanges(backend, query, instants, signal);
}
async function askInstants(backend, query, instants, signal) {
  const asked = { ...instants, startMs: instants.startMs - query.toMs, endMs: instants.endMs - query.toMs };
  const vectors2 = await askExpression(backend, query, asked, signal);
  return new Map(
    [...vectors2].map(([timeMs, vector]) => {
      const at = timeMs + query.toMs;
      if (isFailure(vector)) return [at, vector];
      const series = vector.map(({ labels: labels2, value }) => ({ labels: labels2, timesMs: [timeMs], values: [value] }));
      return [at, withValues(series, query)];
    })
  );
}
async function askRanges(backend, query, instants, signal) {
  const found = /* @__PURE__ */ new Map();
  const note = (all, part) => {
    for (const timeMs of eachInstant(part)) {
      const { startMs, endMs } = rangeOf(query, { ...part, startMs: timeMs, endMs: timeMs });
      const series = all.map((one2) => within3(one2, startMs, endMs)).filter(({ timesMs }) => timesMs.length > 0);
      if (series.length > 0) found.set(timeMs, withValues(series, query));
    }
  };
  try {
    note((await backend.range(query.expr, rangeOf(query, instants), signal)).series, instants);
  } catch (error) {
    refused(error, signal);
    for (const timeMs of eachInstant(instants)) {
      const one2 = { ...instants, startMs: timeMs, endMs: timeMs };
      try {
        note((await backend.range(query.expr, rangeOf(query, one2), signal)).series, one2);
      } catch (again) {
        found.set(timeMs, { error: refused(again, signal) });
      }
    }
  }
  return found;
}
function rangeOf({ fromMs, toMs, stepMs }, { startMs, endMs }) {
  const aligned = (timeMs) => Math.floor(timeMs / stepMs) * stepMs;
  return { startMs: aligned(startMs - fromMs), endMs: aligned(endMs - toMs), stepMs };
}
function refused(error, signal) {
  signal?.throwIfAborted();
  if (error instanceof ExpectedError && !isFault(error)) return error.message;
  throw error;
}
function within3(series, startMs, endMs) {
  const { timesMs, values, histograms } = series;
  const [begin, end] = [placeOf3(timesMs, startMs), placeOf3(timesMs, endMs + 1)];
  return {
    labels: series.labels,
    timesMs: timesMs.slice(begin, end),
    values: values.slice(begin, end),
    ...histograms === void 0 ? {} : { histograms: histograms.slice(begin, end) }
  };
}
function placeOf3(timesMs, timeMs) {
  let [low, high] = [0, timesMs.length];
  while (low < high) {
    const middle = low + high >> 1;
    if (timesMs[middle] < timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
function withValues(series, { isInstant }) {
  return valuesOf(series, { isInstant }) ?? {
    error: "its query gives native histograms, with which Grafana does not calculate"
  };
}

// src/alerts/templates/grafana-functions.ts
var newer = /* @__PURE__ */ new Set(["now", "toDuration", "urlQueryEscape"]);
function labelsValue(labels2) {
  return typedMap({ name: "template.Labels", print: printLabels }, labels2);
}
function printLabels(labels2) {
  return [...labels2].sort(([a], [b]) => a < b ? -1 : 1).map(([name, value]) => `${name}=${String(value)}`).join(", ");
}
function grafanaFunctions(externalUrl) {
  const functions2 = prometheusFunctions({ query: () => [], nowMs: 0 });
  for (const name of newer) functions2.delete(name);
  const own2 = {
    filterLabels: [2, ([labels2, name]) => kept2(labels2, (one2) => one2 === requireText(name))],
    filterLabelsRe: [2, ([labels2, pattern]) => kept2(labels2, matching(pattern))],
    removeLabels: [2, ([labels2, name]) => kept2(labels2, (one2) => one2 !== requireText(name))],
    removeLabelsRe: [
      2,
      ([labels2, pattern]) => {
        const matches = matching(pattern);
        return kept2(labels2, (one2) => !matches(one2));
      }
    ],
    mergeLabelValues: [1, ([values]) => mergeLabelValues(values)],
    graphLink: [1, ([query]) => exploreLink(requireText(query), { isInstant: false })],
    tableLink: [1, ([query]) => exploreLink(requireText(query), { isInstant: true })],
    externalURL: [0, () => externalUrl],
    pathPrefix: [0, () => new URL(externalUrl).pathname]
  };
  for (const [name, [count, run]] of Object.entries(own2))
    functions2.set(name, (args) => {
      requireCount(name, args, count);
      return run(args);
    });
  return functions2;
}
function kept2(labels2, isKept) {
  if (labels2 === void 0) return labelsValue([]);
  if (typeName(labels2) !== "template.Labels" && typeName(labels2) !== "map[string]string")
    throw new TemplateError(`wrong type for value; expected template.Labels; got ${typeName(labels2)}`);
  return labelsValue([...labels2].filter(([name]) => isKept(name)));
}
function matching(pattern) {
  const compiled = compilePattern2(requireText(pattern));
  return (name) => compiled.matcher(name).find();
}
function mergeLabelValues(values) {
  if (values === void 0) return labelsValue([]);
  if (typeName(values) !== "map[string]template.Value")
    throw new TemplateError(`wrong type for value; expected map[string]template.Value; got ${typeName(values)}`);
  const merged2 = /* @__PURE__ */ new Map();
  for (const number of values.values())
    for (const [name, value] of number.get("Labels"))
      merged2.set(name, (merged2.get(name) ?? /* @__PURE__ */ new Set()).add(value));
  return labelsValue([...merged2].map(([name, all]) => [name, [...all].sort().join(", ")]));
}
function exploreLink(text, { isInstant }) {
  let query;
  try {
    query = asObject(JSON.parse(text));
  } catch {
    return "";
  }
  const { datasource = "", expr = "" } = query ?? {};
  if (query === void 0 || typeof datasource !== "string" || typeof expr !== "string") return "";
  const source = escapeQuery(datasource);
  const kind = `"instant":${isInstant},"range":${!isInstant}`;
  const asked = `{"datasource":"${source}","expr":"${escapeQuery(expr)}",${kind},"refId":"A"}`;
  return `/explore?left={"datasource":"${source}","queries":[${asked}],"range":{"from":"now-1h","to":"now"}}`;
}

// src/alerts/managed/result-numbers.ts
var noNumbers = { values: /* @__PURE__ */ new Map(), value: "" };
var NumberIndex = class {
  #sources;
  constructor(sources) {
    this.#sources = [...sources].sort((one2, other) => one2.refId < other.refId ? -1 : 1).map((source) => {
      const numbers3 = source.values.filter(({ kind }) => kind === "number" || kind === "scalar");
      const keyed = numbers3.map((value) => [labelKey(value.labels), value]);
      return { ...source, byLabels: new Map(keyed.sort(([one2], [other]) => one2 < other ? -1 : 1)) };
    });
  }
  numbersOf(labels2) {
    const key = labelKey(labels2);
    const found = this.#sources.flatMap(({ refId, type, byLabels }) => {
      const same = byLabels.get(key);
      const near2 = same === void 0 ? [...byLabels.values()].filter((one2) => isNear(one2.labels, labels2)) : [same];
      return near2.map((one2) => ({ name: refId, labels: one2.labels, type, value: one2.values[0] ?? null }));
    });
    const { values, value } = numbersFrom(found);
    const queries = new Set(found.filter(({ type }) => type === "query").map(({ name }) => name));
    const [only2] = queries;
    return { values, value: queries.size === 1 ? values.get(only2).value : value };
  }
};
function matchedNumbers(refId, matches) {
  return numbersFrom(
    matches.map((match, index) => ({ ...match, name: `${refId}${index}`, type: "classic_conditions" }))
  );
}
function numbersFrom(found) {
  return {
    values: new Map(found.map(({ name, labels: labels2, value }) => [name, { labels: labels2, value: value ?? Number.NaN }])),
    value: found.map(describe).join(", ")
  };
}
function describe({ name, metric, labels: labels2, type, value }) {
  const called = metric === void 0 ? "" : `metric='${metric}' `;
  const shown = value === null ? "null" : printValue(value);
  return `[ var='${name}' ${called}labels={${printLabels(labels2)}} type='${type}' value=${shown} ]`;
}
function isNear(one2, other) {
  const [less, more] = one2.size <= other.size ? [one2, other] : [other, one2];
  return [...less].every(([name, value]) => more.get(name) === value);
}

// src/alerts/managed/evaluate-managed.ts
function readyRule(managed) {
  const expressions = managed.expressions.map((one2) => ({ ...one2, ...readExpression(one2.model) }));
  return { managed, expressions };
}
var isError = (outcome) => "error" in outcome;
var none2 = /* @__PURE__ */ new Map();
function evaluateManaged({ managed, expressions }, answers, { timeMs, isLoaded }) {
  const outcomes2 = new Map(answers);
  for (const query of managed.queries) {
    const answer = answers.get(query.refId) ?? [];
    if ("error" in answer) outcomes2.set(query.refId, { ...answer, query });
  }
  for (const one2 of expressions) outcomes2.set(one2.refId, calculated2(one2, outcomes2, timeMs, isLoaded));
  const condition = outcomes2.get(managed.condition) ?? [];
  if (isError(condition)) return [failed(managed, condition)];
  const empty2 = managed.queries.filter(({ refId }) => isEmpty(answers.get(refId) ?? []));
  if (empty2.length > 0) return withoutData(empty2);
  const numbers3 = numbersBehind({ managed, expressions }, outcomes2);
  const results = condition.map((value) => resultOf(value, numbers3));
  return duplicate(results) ?? (results.length === 0 ? [nothing2(none2)] : results);
}
function failed({ execErrState }, { error, query }) {
  const result = { labels: none2, outcome: "error", value: Number.NaN, error };
  if (query === void 0 || execErrState !== "Error") return result;
  return { ...result, errorLabels: labelsOf3(query.datasourceUid, [query.refId]) };
}
function numbersBehind({ managed, expressions }, outcomes2) {
  const valuesOf3 = (refId) => {
    const outcome = outcomes2.get(refId) ?? [];
    return isError(outcome) ? [] : outcome;
  };
  let index;
  const condition = expressions.find(({ refId }) => refId === managed.condition);
  return (labels2) => {
    if (condition?.type === "classic_conditions") {
      const inputs = new Map(condition.inputs.map((refId) => [refId, valuesOf3(refId)]));
      const conditions = asArray(condition.settings["conditions"]).slice(0, 1e3);
      return matchedNumbers(condition.refId, judgeConditions(conditions, inputs).matches);
    }
    index ??= new NumberIndex([
      ...managed.queries.map(({ refId }) => ({ refId, type: "query", values: valuesOf3(refId) })),
      ...expressions.map(({ refId, model }) => {
        return { refId, type: textField(model, "type") ?? "unknown", values: valuesOf3(refId) };
      })
    ]);
    return index.numbersOf(labels2);
  };
}
function isEmpty(values) {
  return "error" in values || values.every(({ kind }) => kind === "none");
}
function calculated2(expression, outcomes2, timeMs, isLoaded) {
  const { fault, inputs, settings } = expression;
  if (fault !== void 0) return { error: fault };
  const values = /* @__PURE__ */ new Map();
  for (const input of inputs) {
    const outcome = outcomes2.get(input) ?? [noData];
    if (isError(outcome)) return outcome;
    values.set(input, outcome);
  }
  const range = { fromMs: timeMs - expression.fromMs, toMs: timeMs - expression.toMs };
  try {
    const unload = field(asArray(settings["conditions"])[0], "unloadEvaluator");
    if (expression.type !== "threshold" || unload === void 0) return runExpression(expression, values, range);
    const ends = readEvaluator(unload);
    return [...values.get(inputs[0] ?? "") ?? []].flatMap(
      (value) => isLoaded(value.labels) ? [mapValue(value, (one2) => one2 === null ? null : Number(!ends(one2)))] : runExpression(expression, /* @__PURE__ */ new Map([[inputs[0], [value]]]), range)
    );
  } catch (error) {
    if (error instanceof RefusedExpression || error instanceof NotComputed) return { error: error.message };
    throw error;
  }
}
function withoutData(queries) {
  const byUid = /* @__PURE__ */ new Map();
  for (const { datasourceUid = "", refId } of queries)
    byUid.set(datasourceUid, [...byUid.get(datasourceUid) ?? [], refId]);
  return [...byUid].map(([uid, refIds]) => nothing2(labelsOf3(uid, refIds)));
}
var labelsOf3 = (datasourceUid = "", refIds) => /* @__PURE__ */ new Map([
  ["datasource_uid", datasourceUid],
  ["ref_id", [...refIds].sort().join(",")]
]);
function resultOf({ kind, labels: labels2, values }, numbersOf) {
  if (kind === "none") return nothing2(none2);
  if (kind === "series") {
    const error = "looks like time series data, only reduced data can be alerted on";
    return { labels: none2, outcome: "error", value: Number.NaN, error };
  }
  const value = values[0] ?? null;
  const numbers3 = () => numbersOf(labels2);
  if (value === null) return { ...nothing2(labels2), numbers: numbers3 };
  return { labels: labels2, outcome: value === 0 ? "normal" : "alerting", value, numbers: numbers3 };
}
var nothing2 = (labels2) => ({ labels: labels2, outcome: "nodata", value: Number.NaN });
function duplicate(results) {
  const seen = /* @__PURE__ */ new Set();
  for (const { labels: labels2 } of results) {
    const key = labelKey(labels2);
    if (seen.has(key)) {
      const error = "the condition has several numbers with the same labels";
      return [{ labels: labels2, outcome: "error", value: Number.NaN, error }];
    }
    seen.add(key);
  }
  return void 0;
}

// src/alerts/managed/managed-machine.ts
var causes = { nodata: "NoData", error: "Error" };
var ManagedMachine = class {
  #timing;
  #instances = /* @__PURE__ */ new Map();
  constructor(timing) {
    this.#timing = timing;
  }
  /** Whether the alert of a number is on because of its condition, so that its recovery threshold decides. */
  isLoaded(source) {
    const key = labelKey(source);
    return [...this.#instances.values()].some(
      ({ state, cause, result }) => (state === "firing" || state === "pending") && cause === void 0 && labelKey(result.labels) === key
    );
  }
  /**
   * One evaluation; they must come in the order of time.
   *
   * @param labelsOf - the labels of the alert of a result.
   * @returns the alerts that are not normal afterwards, by the key of their labels.
   */
  evaluate(timeMs, results, labelsOf4) {
    if (!this.#forAll(timeMs, results))
      for (const result of results) {
        const labels2 = labelsOf4(result);
        const key = labelKey(labels2);
        const known5 = this.#instances.get(key);
        const instance = known5 ?? {
          ...{ labels: labels2, result, state: "normal", cause: void 0 },
          ...{ startsAtMs: timeMs, lastMs: timeMs, value: result.value }
        };
        this.#instances.set(key, instance);
        instance.result = result;
        this.#next(instance, timeMs, result);
      }
    this.#dropMissing(timeMs);
    return new Map(
      [...this.#instances].flatMap(
        ([key, { labels: labels2, state, cause, value, result }]) => state === "normal" ? [] : [[key, { labels: labels2, state, ...cause === void 0 ? {} : { cause }, value, result }]]
      )
    );
  }
  /** No data or an error of the whole rule is told to every alert that is there, unless it has a state of its own. */
  #forAll(timeMs, results) {
    const { noDataState, execErrState } = this.#timing;
    const [first] = results;
    const all = (outcome) => results.every((one2) => one2.outcome === outcome);
    const isTold = all("nodata") && noDataState !== "NoData" || all("error") && execErrState !== "Error";
    if (first === void 0 || !isTold || this.#instances.size === 0) return false;
    for (const instance of this.#instances.values()) this.#next(instance, timeMs, first);
    return true;
  }
  #next(instance, timeMs, { outcome, value }) {
    const { noDataState, execErrState } = this.#timing;
    instance.lastMs = timeMs;
    instance.value = value;
    if (outcome === "normal") this.#normal(instance, timeMs);
    else if (outcome === "alerting") this.#alerting(instance, timeMs);
    else {
      const wanted2 = outcome === "nodata" ? noDataState : execErrState;
      if (wanted2 === "Alerting") this.#alerting(instance, timeMs);
      else if (wanted2 === "OK") this.#normal(instance, timeMs);
      else if (wanted2 === "KeepLast") this.#keepLast(instance, timeMs);
      else this.#special(instance, timeMs, outcome);
    }
    const isOwn = outcome === "normal" || outcome === "alerting" || instance.state === outcome;
    const keeps = (outcome === "nodata" ? noDataState : execErrState) === "KeepLast" ? ", KeepLast" : "";
    instance.cause = isOwn ? void 0 : `${causes[outcome]}${keeps}`;
  }
  #normal(instance, timeMs) {
    const { keepFiringForMs } = this.#timing;
    if (instance.state === "recovering") {
      if (timeMs - instance.startsAtMs >= keepFiringForMs) become(instance, "normal", timeMs);
    } else if (instance.state === "firing" && keepFiringForMs > 0) become(instance, "recovering", timeMs);
    else if (instance.state !== "normal") become(instance, "normal", timeMs);
  }
  #alerting(instance, timeMs) {
    const { forMs } = this.#timing;
    if (instance.state === "firing") return;
    if (instance.state === "pending") {
      if (timeMs - instance.startsAtMs >= forMs) become(instance, "firing", timeMs);
    } else become(instance, instance.state !== "recovering" && forMs > 0 ? "pending" : "firing", timeMs);
  }
  /** The states `NoData` and `Error`: they wait as firing does. */
  #special(instance, timeMs, state) {
    const { forMs } = this.#timing;
    if (instance.state === state) return;
    if (instance.state === "pending") {
      if (timeMs - instance.startsAtMs >= forMs) become(instance, state, timeMs);
    } else become(instance, instance.state !== "recovering" && forMs > 0 ? "pending" : state, timeMs);
  }
  #keepLast(instance, timeMs) {
    if (instance.state === "firing" || instance.state === "pending") this.#alerting(instance, timeMs);
    else this.#normal(instance, timeMs);
  }
  /** An alert whose series is gone stays as it is for some evaluations, and is no more then. */
  #dropMissing(timeMs) {
    const { missingSeriesEvalsToResolve, intervalMs } = this.#timing;
    for (const [key, { state, cause, lastMs }] of this.#instances) {
      if (lastMs === timeMs) continue;
      const isSpecial = state === "error" || state === "nodata" || state === "pending" && (cause === "NoData" || cause === "Error");
      if (timeMs - lastMs >= (isSpecial ? 1 : missingSeriesEvalsToResolve) * intervalMs) this.#instances.delete(key);
    }
  }
};
function become(instance, state, timeMs) {
  instance.state = state;
  instance.startsAtMs = timeMs;
}

// src/alerts/templates/exact-float.ts
function exactFloat(value) {
  if (!Number.isFinite(value)) return formatFloat(value);
  if (Object.is(value, -0)) return "-0";
  const [, sign = "", whole = "", fraction = "", power = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:e([-+]\d+))?$/.exec(String(value)) ?? [];
  const point = whole.length + Number(power);
  const digits5 = whole + fraction;
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits5}`;
  const padded = digits5.padEnd(point, "0");
  return padded.length === point ? sign + padded : `${sign}${padded.slice(0, point)}.${padded.slice(point)}`;
}

// src/alerts/templates/expand-grafana.ts
var functions = new Map([...goFunctions, ...grafanaFunctions("http://localhost:3000/")]);
var before = "{{- $labels := .Labels -}}{{- $values := .Values -}}{{- $value := .Value -}}";
var dialect2 = new TemplateDialect({
  functions: functions.keys(),
  variables: ["$labels", "$values", "$value"],
  before
});
function expandGrafana(written, { alert, ...data }) {
  if (!written.includes("{{")) return { text: written };
  const template = written.replace(/^[ \t\r\n]+/, "");
  try {
    const text = executeTemplate(dialect2.parse(template), { ...templateData(data), functions, missing: "invalid" });
    return { text: text.replaceAll("<no value>", "[no value]") };
  } catch (error) {
    return { text: written, error: dialect2.describe(error, template, alert) };
  }
}
function templateData({ labels: labels2, values, value }) {
  const $labels = labelsValue(labels2);
  const $values = typedMap(
    { name: "map[string]template.Value", zero: numberValue({ labels: /* @__PURE__ */ new Map(), value: 0 }) },
    [...values].map(([name, number]) => [name, numberValue(number)])
  );
  return {
    dot: struct("template.Data", { Labels: $labels, Values: $values, Value: value }),
    variables: { $labels, $values, $value: value }
  };
}
function numberValue({ labels: labels2, value }) {
  const fields = { Labels: labelsValue(labels2), Value: value };
  return struct("template.Value", fields, { print: () => typeof value === "string" ? value : exactFloat(value) });
}

// src/alerts/managed/managed-texts.ts
var unknown2 = [
  ["__alert_rule_namespace_uid__", "[uid of the folder]"],
  ["__alert_rule_uid__", "[uid of the rule]"],
  ["grafana_folder", "[title of the folder]"]
];
var ManagedTexts = class {
  #rule;
  /** Labels that Grafana adds to every alert, over all others; those with underscores are not shown. */
  #added;
  #hasTemplates;
  #known = /* @__PURE__ */ new Map();
  constructor(rule) {
    this.#rule = rule;
    this.#hasTemplates = rule.labels.some(([, text]) => text.includes("{{"));
    const { uid, folder } = rule.managed;
    const added = [
      ["__alert_rule_namespace_uid__", folder.uid],
      ["__alert_rule_uid__", uid],
      ["alertname", rule.name],
      ["grafana_folder", folder.title]
    ];
    this.#added = new Map(added.filter((pair) => pair[1] !== void 0));
  }
  /** The labels of a result's alert: Grafana's own win over the rule's, and these over the result's. */
  labelsOf({ labels: source, numbers: numbers3, errorLabels }) {
    const errorKey = errorLabels === void 0 ? "" : labelKey(errorLabels);
    const key = `${labelKey(source)} ${errorKey}`;
    const known5 = this.#known.get(key);
    if (known5 !== void 0) return known5;
    const shown = [...this.#added].filter(([name]) => !name.startsWith("__"));
    const labels2 = new Map([...shown, ...errorLabels ?? []]);
    const faults = [];
    const given = this.#hasTemplates ? numbers3?.() : void 0;
    for (const [name, template] of this.#rule.labels) {
      const { text, error } = this.expand(template, source, given);
      if (error !== void 0) faults.push(`label ${name}: ${error}`);
      if (!labels2.has(name)) labels2.set(name, text);
    }
    for (const [name, value] of source) if (!labels2.has(name)) labels2.set(name, value);
    const made2 = { labels: labels2, faults };
    if (!this.#hasTemplates) this.#known.set(key, made2);
    return made2;
  }
  /** Fills in a template. @param source - labels of the result. */
  expand(template, source, numbers3 = noNumbers) {
    const values = new Map(numbers3.values);
    const unread = values.size === 0 ? [] : this.#rule.managed.unread;
    for (const refId of unread) values.set(refId, { labels: /* @__PURE__ */ new Map(), value: "[not evaluated]" });
    return expandGrafana(template, {
      alert: this.#rule.name,
      labels: new Map([...source, ...unknown2, ...this.#added]),
      values,
      value: numbers3.value
    });
  }
};

// src/alerts/managed/run-managed.ts
var maxFaults = 20;
async function runManaged(placed, instants, { backend, signal }) {
  const { rule, group } = placed;
  const ready = readyRule(rule.managed);
  const { queries } = ready.managed;
  const machine = new ManagedMachine({ ...ready.managed, ...rule, intervalMs: group.intervalMs });
  const history = new AlertHistory();
  const failures = /* @__PURE__ */ new Map();
  const withoutData2 = /* @__PURE__ */ new Map();
  const texts2 = new ManagedTexts(rule);
  const templateFaults = /* @__PURE__ */ new Set();
  const labelsOf4 = (result) => {
    const { labels: labels2, faults } = texts2.labelsOf(result);
    for (const fault of faults) if (templateFaults.size < maxFaults) templateFaults.add(fault);
    return labels2;
  };
  for (const part of partsOf2(instants, queries)) {
    const answers = new Map(
      await Promise.all(
        queries.map(async (query) => [query.refId, await askQuery(backend, query, part, signal)])
      )
    );
    for (const timeMs of eachInstant(part)) {
      const values = new Map([...answers].map(([refId, all]) => [refId, all.get(timeMs) ?? [noData]]));
      const isLoaded = (labels2) => machine.isLoaded(labels2);
      const results = evaluateManaged(ready, values, { timeMs, isLoaded });
      for (const { error } of results) if (error !== void 0) noteFailure(failures, timeMs, error);
      for (const [refId, one2] of values) if (isEmpty(one2)) withoutData2.set(refId, (withoutData2.get(refId) ?? 0) + 1);
      history.note(timeMs, machine.evaluate(timeMs, results, labelsOf4), /* @__PURE__ */ new Map());
    }
  }
  return {
    ...{ ...placed, instants, alerts: history.instances, series: 0, failures: [...failures.values()] },
    ...{ withoutData: withoutData2, templateFaults: [...templateFaults] }
  };
}

// src/alerts/rules/plan-stages.ts
var alertSeries = /* @__PURE__ */ new Set(["ALERTS", "ALERTS_FOR_STATE"]);
function planStages(groups2) {
  const isManaged = ({ managed }) => managed !== void 0;
  const alone2 = groups2.flatMap(
    (group) => group.rules.filter(isManaged).map((rule) => ({ rules: [{ group, rule, isRead: false }] }))
  );
  const ordered = orderGroups(
    groups2.map((group) => ({ ...group, rules: group.rules.filter((rule) => !isManaged(rule)) }))
  );
  const rules = ordered.flatMap((group) => group.rules.map((rule) => ({ group, rule, reads: readsOf(rule) })));
  const placed = rules.map(({ group, rule }) => {
    return { group, rule, isRead: rules.some(({ reads }) => isReadBy(rule, reads)) };
  });
  const first = rules.map((_, index) => index);
  for (const [index, { reads }] of rules.entries()) {
    for (let later = rules.length - 1; later >= index; later--) {
      if (!isReadBy(rules[later].rule, reads)) continue;
      for (let at = index; at <= later; at++) first[at] = Math.min(first[at], first[index]);
      break;
    }
  }
  const stages = /* @__PURE__ */ new Map();
  for (const [index, rule] of placed.entries()) {
    const root = rootOf(first, index);
    stages.set(root, [...stages.get(root) ?? [], rule]);
  }
  return [...[...stages.values()].map((members6) => ({ rules: members6 })), ...alone2];
}
function rootOf(first, index) {
  let root = index;
  while (first[root] !== root) root = first[root];
  return root;
}
function isStepwise({ rules }) {
  return rules.length > 1 || rules.some(({ rule }) => rule.managed === void 0 && isReadBy(rule, readsOf(rule)));
}
function orderGroups(groups2) {
  const reads = groups2.map(({ rules }) => rules.map(readsOf));
  const needs = groups2.map(
    (group, index) => new Set(
      groups2.filter(
        (other) => other !== group && other.rules.some((rule) => reads[index].some((one2) => isReadBy(rule, one2)))
      )
    )
  );
  const ordered = [];
  const waiting2 = new Set(groups2);
  while (waiting2.size > 0) {
    const next = [...waiting2].find((group) => [...needs[groups2.indexOf(group)]].every((need) => !waiting2.has(need))) ?? [...waiting2][0];
    waiting2.delete(next);
    ordered.push(next);
  }
  return ordered;
}
function isReadBy({ kind, name }, { names: names2, alerts, any }) {
  if (any) return true;
  if (kind === "record") return names2.has(name);
  return [...alertSeries].some((series) => names2.has(series)) && (alerts === void 0 || alerts.has(name));
}
function readsOf({ root, labels: labels2, annotations }) {
  const names2 = /* @__PURE__ */ new Set();
  const alerts = /* @__PURE__ */ new Set();
  let [any, anyAlert] = [false, false];
  const read = (node) => {
    const name = node.metric ?? node.matchers.find((one2) => one2.name === "__name__" && one2.op === "=")?.value;
    if (name === void 0) any = true;
    else names2.add(name);
    if (name === void 0 || !alertSeries.has(name)) return;
    const alert = node.matchers.find((one2) => one2.name === "alertname" && one2.op === "=")?.value;
    if (alert === void 0) anyAlert = true;
    else alerts.add(alert);
  };
  const visit3 = (tree) => walkNodes(tree, (node) => {
    if (node.type === "selector") read(node);
  });
  visit3(root);
  for (const [, text] of [...labels2, ...annotations]) {
    for (const [, , quoted] of text.matchAll(/\bquery\s*\(?\s*(["`])((?:(?!\1).){1,2000})\1/g)) {
      const parsed = parseFilled(quoted);
      if (parsed.ok) visit3(parsed.root);
    }
  }
  return { names: names2, alerts: anyAlert ? void 0 : alerts, any };
}

// src/alerts/engine/run-rules.ts
var atOnce = 4;
async function runRules(input) {
  const total = input.groups.reduce((sum, { rules }) => sum + rules.length, 0);
  const done = [];
  const note = (outcomes2) => {
    done.push(...outcomes2);
    input.onProgress?.(done.length, total);
  };
  const stages = planStages(input.groups);
  const isAlone = (stage) => !isStepwise(stage) && !stage.rules[0].isRead;
  for (const stage of stages) {
    input.signal?.throwIfAborted();
    if (isStepwise(stage)) note(await runStepwise(stage, input));
    else if (!isAlone(stage)) note(await runWhole(stage.rules[0], input));
  }
  await mapBounded(stages.filter(isAlone), atOnce, async ({ rules: [placed] }) => {
    input.signal?.throwIfAborted();
    note(await runWhole(placed, input));
  });
  const placeOf5 = ({ group, rule }) => group.index * 1e6 + group.rules.indexOf(rule);
  return done.sort((a, b) => placeOf5(a) - placeOf5(b));
}
function createRun(placed, { window, alertsFromMs, expand }) {
  const fromMs = placed.rule.kind === "alert" ? alertsFromMs : window.fromMs;
  const instants = instantsOf({ fromMs, toMs: window.toMs }, placed.group.intervalMs);
  return instants === void 0 ? [] : [new RuleRun(placed, instants, expand)];
}
async function runWhole(placed, input) {
  const [run] = createRun(placed, input);
  if (run === void 0) return [];
  if (placed.rule.managed !== void 0) return [await runManaged(placed, run.instants, input)];
  const { queryOffsetMs } = placed.group;
  const asked = {
    ...run.instants,
    startMs: run.instants.startMs - queryOffsetMs,
    endMs: run.instants.endMs - queryOffsetMs
  };
  const vectors2 = await askExpression(input.backend, placed.rule, asked, input.signal);
  for (const timeMs of eachInstant(run.instants)) await run.evaluate(timeMs, vectors2.get(timeMs - queryOffsetMs) ?? []);
  if (placed.rule.kind === "record" || placed.isRead) {
    const count = Math.round((asked.endMs - asked.startMs) / asked.stepMs) + 1;
    await input.write(run.results.all, { fromMs: asked.startMs, stepMs: asked.stepMs, count });
  }
  return [run.outcome];
}
async function runStepwise({ rules }, input) {
  const runs = rules.flatMap((placed) => createRun(placed, input));
  const due = /* @__PURE__ */ new Map();
  for (const run of runs)
    for (const timeMs of eachInstant(run.instants)) {
      const others2 = due.get(timeMs);
      if (others2 === void 0) due.set(timeMs, [run]);
      else others2.push(run);
    }
  for (const timeMs of [...due.keys()].sort((a, b) => a - b)) {
    input.signal?.throwIfAborted();
    for (const run of due.get(timeMs)) {
      const { rule, group, isRead } = run.placed;
      const askedMs = timeMs - group.queryOffsetMs;
      await run.evaluate(timeMs, await askInstant(input.backend, rule.expr, askedMs, input.signal));
      const made2 = rule.kind === "record" || isRead ? run.results.at(askedMs) : [];
      if (made2.length > 0) await input.write(made2, { fromMs: askedMs, stepMs: group.intervalMs, count: 1 });
    }
  }
  return runs.map((run) => run.outcome);
}

// src/alerts/result/judge-expectations.ts
function judgeExpectations(expected, alerts, { anchorMs: anchorMs2, file }) {
  return expected.map((one2) => {
    const reason = judge(one2, alerts, anchorMs2);
    return {
      alert: one2.alert,
      labels: new Map(one2.labels),
      expected: describe2(one2),
      met: reason === void 0,
      reason,
      file,
      line: one2.position.line
    };
  });
}
function describe2({ fires }) {
  if (fires === "never") return "never fires";
  const { afterMs: afterMs2, withinMs } = fires;
  const after = afterMs2 === 0 ? "after the start" : `after ${formatDuration(afterMs2)}`;
  return withinMs === void 0 ? `fires ${after}` : `fires within ${formatDuration(withinMs)} ${after}`;
}
function judge({ alert, labels: labels2, fires }, alerts, anchorMs2) {
  const rules = alerts.filter((one2) => one2.alert === alert);
  if (rules.length === 0) return `no rule has this alert${hint(alert, alerts)}`;
  const hasLabels = (one2) => labels2.every(([name, value]) => (one2.labels.get(name) ?? "") === value);
  const instances = rules.flatMap((one2) => one2.instances);
  const matching2 = instances.filter(hasLabels);
  const firing = matching2.flatMap(
    (one2) => one2.intervals.filter(({ state }) => state === "firing").map(({ fromMs }) => ({ one: one2, afterMs: fromMs - anchorMs2 }))
  );
  if (fires === "never") {
    const [first] = firing.sort((a, b) => a.afterMs - b.afterMs);
    if (first === void 0) return void 0;
    return `it fires after ${formatDuration(Math.max(0, first.afterMs))}: ${showLabels(first.one.labels)}`;
  }
  const { afterMs: afterMs2, withinMs = Number.POSITIVE_INFINITY } = fires;
  if (firing.some((one2) => one2.afterMs >= afterMs2 && one2.afterMs <= afterMs2 + withinMs)) return void 0;
  if (firing.length > 0) {
    const times3 = [...new Set(firing.map((one2) => Math.max(0, one2.afterMs)))].sort((a, b) => a - b);
    return `it fires after ${times3.slice(0, 5).map(formatDuration).join(", ")}${times3.length > 5 ? ", …" : ""}`;
  }
  if (matching2.length > 0) return "it is pending and never fires";
  const [other] = instances;
  if (other !== void 0) return `no alert has these labels; there is ${showLabels(other.labels)}`;
  return `it never fires${rules[0].reason === void 0 ? "" : `: ${rules[0].reason.text}`}`;
}
function hint(alert, alerts) {
  const near2 = nearestWord(alert, [...new Set(alerts.map((one2) => one2.alert))]);
  return near2 === void 0 ? "" : `; did you mean ${near2}?`;
}

// src/alerts/managed/state-names.ts
var names = {
  inactive: "Normal",
  pending: "Pending",
  firing: "Alerting",
  recovering: "Recovering",
  nodata: "NoData",
  error: "Error"
};
function grafanaState(state, cause) {
  return cause === void 0 ? names[state] : `${names[state]} (${cause})`;
}

// src/alerts/result/explain-expression.ts
var limits13 = { points: 400, asks: 40 };
async function explainExpression({ rule, instants, group }, { backend, knowledge, signal }) {
  const unknown3 = findUnknownMetric(rule.expr, { knowledge });
  if (unknown3 !== void 0) return { code: unknown3.code, text: unknown3.reason };
  const span = instants.endMs - instants.startMs;
  const times3 = Math.max(1, Math.ceil(span / instants.stepMs / limits13.points));
  const range = {
    startMs: instants.startMs - group.queryOffsetMs,
    endMs: instants.endMs - group.queryOffsetMs,
    stepMs: instants.stepMs * times3
  };
  let asks2 = 0;
  try {
    const { code, reason } = await explainEmpty(rule.expr, {
      backend,
      knowledge,
      signal,
      startMs: range.startMs - 36e5,
      endMs: range.endMs,
      instant: false,
      ask: async (expr) => {
        if (++asks2 > limits13.asks) throw new AskedEnough();
        return (await backend.range(expr, range, signal)).series;
      }
    });
    return { code, text: reason };
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof ExpectedError)) throw error;
    return { code: "unknown", text: `the expression gives nothing at any evaluation (${error.message})` };
  }
}
var AskedEnough = class extends ExpectedError {
  exitCode = 3;
  constructor() {
    super("too complex to find out why", { code: "budget" });
  }
};

// src/alerts/result/explain-managed.ts
async function explainManaged(outcome, input) {
  const { managed, instants, withoutData: withoutData2, rule } = outcome;
  const evaluations = Math.round((instants.endMs - instants.startMs) / instants.stepMs) + 1;
  const [refId, count] = [...withoutData2 ?? []].sort(([, one2], [, other]) => other - one2)[0] ?? [];
  const query = managed.queries.find((one2) => one2.refId === refId);
  if (query !== void 0 && count === evaluations) {
    const { code: code2, text: text2 } = await explainExpression({ ...outcome, rule: { ...rule, expr: query.expr } }, input);
    return { code: code2, text: `query ${query.refId} has no data: ${text2}` };
  }
  const times3 = `${count} of ${counted(evaluations, "evaluation")} (every ${formatDuration(instants.stepMs)})`;
  const some = query === void 0 ? "" : `; query ${query.refId} has no data at ${times3}`;
  if (!managed.isTranslated) return { code: "comparison", text: `the condition is 0 at every evaluation${some}` };
  const { code, text } = await explainExpression(outcome, input);
  return { code, text: `${text}${some}` };
}

// src/alerts/result/explain-inactive.ts
async function explainInactive(outcome, input) {
  const { rule, alerts, instants, failures } = outcome;
  if (alerts.some(({ intervals }) => intervals.some(({ state }) => state === "firing"))) return void 0;
  const longest2 = longestMs(alerts, instants);
  if (rule.managed !== void 0 && failures[0] !== void 0) return { code: "failed", text: failures[0].error };
  if (longest2 !== void 0) {
    const held3 = longest2 === 0 ? "at single evaluations only" : `${formatDuration(longest2)} at most`;
    return { code: "for", text: `the expression held ${held3}, and \`for\` is ${formatDuration(rule.forMs)}` };
  }
  const [failure] = failures;
  if (failure !== void 0) return { code: "failed", text: failure.error };
  if (rule.managed !== void 0) return explainManaged({ ...outcome, managed: rule.managed }, input);
  return explainExpression(outcome, input);
}
function longestMs(alerts, { endMs }) {
  const lengths = alerts.flatMap(
    ({ intervals }) => intervals.flatMap(
      ({ state, cause, fromMs, untilMs = endMs }) => state === "pending" && cause === void 0 ? [untilMs - fromMs] : []
    )
  );
  return lengths.length === 0 ? void 0 : lengths.reduce((most3, one2) => Math.max(most3, one2), 0);
}

// src/alerts/result/tested-rules.ts
var maxExpanded = 200;
async function testedAlerts(outcomes2, input) {
  const alerts = outcomes2.filter(({ rule }) => rule.kind === "alert");
  return mapBounded(alerts, 4, async (outcome) => {
    const { rule, group, failures } = outcome;
    const { instances, templateFaults } = await filledIn(outcome, input);
    const states = new Set(instances.flatMap(({ intervals }) => intervals.map(({ state }) => state)));
    return {
      alert: rule.name,
      expr: rule.expr,
      ...placeOf4(outcome),
      forMs: rule.forMs,
      keepFiringForMs: rule.keepFiringForMs,
      intervalMs: group.intervalMs,
      ...stateOf(states, rule.managed !== void 0),
      instances,
      failures,
      ...templateFaults === void 0 ? {} : { templateFaults },
      reason: await explainInactive(outcome, input)
    };
  });
}
async function testedRecords(outcomes2, input) {
  const records = outcomes2.filter(({ rule }) => rule.kind === "record");
  return mapBounded(records, 4, async (outcome) => {
    const { rule, series, failures } = outcome;
    const reason = outcome.leavesOut ? "it gives native histograms, which only a server itself can record: rules and panels that read it see none" : series > 0 ? void 0 : failures[0]?.error ?? (await explainExpression(outcome, input)).text;
    return { record: rule.name, expr: rule.expr, ...placeOf4(outcome), series, failures, reason };
  });
}
var grave = ["firing", "error", "nodata", "pending"];
function stateOf(states, isManaged) {
  const state = grave.find((one2) => states.has(one2)) ?? "inactive";
  return isManaged ? { state, grafanaState: grafanaState(state) } : { state };
}
function placeOf4({ rule, group }) {
  return { group: group.name, namespace: group.namespace, file: group.file, line: rule.line };
}
async function filledIn({ rule, alerts, templateFaults }, { backend, signal }) {
  const all = alerts.flatMap(({ intervals }) => intervals);
  const firing = all.filter(({ state }) => state === "firing");
  const pending = all.filter(({ state }) => state !== "firing");
  const expanded = new Set([...firing, ...pending].slice(0, maxExpanded));
  const instances = [];
  const texts2 = rule.managed === void 0 ? void 0 : new ManagedTexts(rule);
  const faults = /* @__PURE__ */ new Map();
  for (const { labels: labels2, intervals } of alerts) {
    const tested = [];
    for (const one2 of intervals) {
      const { source, numbers: numbers3, ...interval } = one2;
      const annotations = /* @__PURE__ */ new Map();
      const { fromMs: timeMs, value } = interval;
      const query = (expr) => askInstant(backend, expr, timeMs, signal);
      if (expanded.has(one2))
        for (const [name, template] of rule.annotations)
          if (texts2 === void 0)
            annotations.set(
              name,
              await expandTemplate(template, { alert: rule.name, labels: source, value, timeMs, query })
            );
          else {
            const { text, error } = texts2.expand(template, source, numbers3);
            annotations.set(name, text);
            if (error !== void 0) faults.set(name, `annotation ${name}: ${error}`);
          }
      const named2 = rule.managed === void 0 ? {} : { grafanaState: grafanaState(one2.state, one2.cause) };
      tested.push({ ...interval, ...named2, annotations });
    }
    instances.push({ labels: labels2, intervals: tested });
  }
  return texts2 === void 0 ? { instances } : { instances, templateFaults: [...templateFaults ?? [], ...faults.values()] };
}

// src/prometheus/write/write-samples.ts
var perRequest = 5e4;
async function writeSamples(prometheus, series, { fromMs, stepMs, count }, context) {
  const version = await agreeOnVersion(prometheus, context);
  const template = sliceTemplate(fromMs, stepMs, count);
  const each = Math.max(1, Math.floor(perRequest / count));
  for (let at = 0; at < series.length; at += each) {
    const some = series.slice(at, at + each).map(({ labels: labels2, ...rest2 }) => ({
      ...rest2,
      name: labels2.get("__name__") ?? "",
      labels: [...labels2].filter(([label]) => label !== "__name__")
    }));
    const writer = encodeFloats(version, some, template);
    if (writer.length === 0) continue;
    const outcome = await sendRequest(prometheus, writer, context);
    if (outcome.state === "refused" && !outcome.maybeStored)
      throw explainRefusal(prometheus, outcome.reason, outcome.status);
  }
}

// src/preview/alerts/isolated-backend.ts
function isolatedBackend(backend, label, natives) {
  const confine = (query) => {
    const injected = injectLabel(query, label, { natives });
    if (injected.ok) return injected.query;
    throw new PrometheusError(injected.reason, { code: "bad-query" });
  };
  return {
    ...backend,
    instant: async (query, timeMs, signal) => backend.instant(confine(query), timeMs, signal),
    range: async (query, range, signal) => backend.range(confine(query), range, signal)
  };
}

// src/preview/alerts/test-rules-on.ts
async function testRulesOn(server, { files, checked, specs }, context) {
  const { plan } = server;
  const tested = await evaluate2(server, checked.groups, context);
  return {
    ...tested,
    unevaluated: unevaluatedIn(
      files.flatMap((file) => file.groups),
      checked.others
    ),
    problems: [...files.flatMap(({ problems }) => problems), ...checked.problems],
    expectations: judgeSpecs(specs, tested.alerts, plan),
    warnings: plan.warnings
  };
}
function judgeSpecs(specs, alerts, { grid }) {
  return specs.flatMap(
    ({ file, document }) => judgeExpectations(document.alerts, alerts, { anchorMs: anchorMs(grid), file })
  );
}
function unevaluatedIn(groups2, others2) {
  const placeOf5 = ({ name, namespace, file, line }) => ({ group: name, namespace, file, line });
  return [
    ...others2.map((group) => ({ ...placeOf5(group), reason: "it is in LogQL" })),
    ...groups2.flatMap(
      (group) => (group.unevaluated ?? []).map(({ name, line, reason }) => ({ ...placeOf5(group), line, rule: name, reason }))
    )
  ];
}
async function evaluate2({ prometheus, plan, isolation }, groups2, context) {
  const { progress, signal } = context;
  const definitions = plan.definitions.map(({ definition }) => definition);
  const lostNatives = async () => losesNatives((await versionAsker(prometheus, signal)())?.version) ? nativeNames(definitions) : void 0;
  const asked = prometheusBackend(prometheus);
  const backend = isolation === void 0 ? asked : isolatedBackend(asked, isolation, await lostNatives());
  const toMs = gridEndMs(plan.grid) - plan.grid.stepMs;
  const alertsFromMs = anchorMs(plan.grid);
  progress.step("evaluating the rules");
  const outcomes2 = await runRules({
    groups: groups2,
    backend,
    window: { fromMs: plan.grid.fromMs, toMs },
    alertsFromMs,
    signal,
    write: (series, grid) => writeSamples(prometheus, series.map(marked(isolation)), grid, context),
    expand: (template, data) => expandTemplate(template, {
      ...data,
      query: (expr) => askInstant(backend, expr, data.timeMs, signal)
    }),
    onProgress: (done, total) => progress.update("evaluating rules", done, total)
  });
  const records = outcomes2.filter(({ rule }) => rule.kind === "record").map(({ rule }) => [rule.name, rule.name]);
  const made2 = ["ALERTS", "ALERTS_FOR_STATE"].map((name) => [name, name]);
  const knowledge = { metrics: new Map([...knowSpec(definitions).metrics, ...records, ...made2]) };
  const input = { backend, knowledge, signal };
  return {
    window: { fromMs: alertsFromMs, toMs },
    alerts: await testedAlerts(outcomes2, input),
    records: await testedRecords(outcomes2, input)
  };
}
var marked = (isolation) => (one2) => isolation === void 0 ? one2 : { ...one2, labels: new Map([...one2.labels, [isolation.name, isolation.value]]) };

// src/preview/lead-in/with-lead-in.ts
var freeSamples = 2e6;
function withLeadIn(plan, needs, options) {
  const { leadIn = "auto" } = options;
  const { stepMs } = plan.grid;
  const wantedMs = leadIn === "auto" ? Math.max(0, ...needs.map(({ ms }) => ms)) : leadIn;
  const wanted2 = Math.ceil(wantedMs / stepMs);
  const bound = boundsOf3(plan, wanted2, options).reduce((least3, one2) => one2.count < least3.count ? one2 : least3);
  const count = Math.max(0, Math.min(wanted2, bound.count));
  const extended = { ...plan, ...extend(plan, count) };
  if (count === wanted2) return extended;
  const said = describeCut({ wantedMs: wanted2 * stepMs, cutMs: count * stepMs }, needs, bound);
  return { ...extended, warnings: [...plan.warnings, said] };
}
function extend({ grid, seriesCount }, count) {
  const { fromMs, stepMs } = grid;
  const all = grid.count + count;
  return {
    grid: count === 0 ? grid : { fromMs: fromMs - count * stepMs, stepMs, count: all, leadIn: count },
    sampleCount: seriesCount * all
  };
}
function boundsOf3({ grid, seriesCount, sampleCount }, wanted2, { leadIn = "auto", maxSamples = 1e8, takes, nowMs }) {
  const { fromMs, stepMs } = grid;
  const series = Math.max(1, seriesCount);
  const writesAll = `--lead-in ${formatDuration(wanted2 * stepMs)} writes all of it, ${series * wanted2} samples`;
  const free2 = Math.max(freeSamples, sampleCount);
  return [
    { count: Math.floor(fromMs / stepMs), because: "no data can begin before 1970" },
    { count: Math.floor((maxSamples - sampleCount) / series), because: "raise --max-samples for more" },
    ...leadIn === "auto" ? [{ count: Math.floor(free2 / series), because: writesAll }] : [],
    ...takes === void 0 ? [] : [
      {
        count: Math.floor((takes.ms - Math.max(nowMs - fromMs, grid.count * stepMs)) / stepMs),
        because: takes.because
      }
    ]
  ];
}
function describeCut({ wantedMs, cutMs }, needs, { because }) {
  const begin = cutMs === 0 ? "with the time range" : `${formatDuration(cutMs)} before the time range`;
  const short4 = [...new Set(needs.filter(({ ms }) => ms > cutMs).map(({ place }) => `"${place}"`))];
  const shown = short4.slice(0, 5).join(", ");
  const more = short4.length > 5 ? ` and ${short4.length - 5} more` : "";
  const who = short4.length === 0 ? `not ${formatDuration(wantedMs)}` : `and not ${formatDuration(wantedMs)}: ${shown}${more} may be empty or climb at the left border`;
  return `the data begin ${begin}, ${who}; ${because}`;
}

// src/prometheus/write/verify-options.ts
function nameSelector(name, isolation) {
  const own2 = isolation === void 0 ? "" : `,${isolation.name}=${JSON.stringify(isolation.value)}`;
  return `{__name__=${JSON.stringify(name)}${own2}}`;
}

// src/prometheus/write/lost-series.ts
var mostSeries = 5;
async function describeLoss(prometheus, loss) {
  const lines = [];
  for (const { name, samples: samples2, found } of loss.differing.slice(0, mostSeries)) {
    const series = await differingSeries(prometheus, loss, name);
    lines.push(...series.length === 0 ? [`${name}: ${found} of ${samples2}`] : series);
  }
  const missing = loss.differing.reduce((sum, { samples: samples2, found }) => sum + samples2 - found, 0);
  const shown = lines.slice(0, mostSeries).join("; ");
  return `${prometheus.url} answered that it stored everything, but ${missing > 0 ? `${missing} samples cannot be read back` : `it has ${-missing} samples too many`}: ${shown}${lines.length > mostSeries ? `; and ${lines.length - mostSeries} more` : ""}. ${advice(prometheus, loss)}`;
}
function advice({ receiver }, { differing, sources }) {
  const natives = new Set(sources().flatMap(({ series }) => series.flatMap((one2) => one2.native ? one2.name : [])));
  if (differing.every(({ name, found }) => found === 0 && natives.has(name)))
    return `This ${receiver.title} keeps no native histograms: leave \`native\` out of the spec`;
  return "Its retention may be shorter than the history, or it may be slow: pass a shorter --history or a longer --verify-timeout";
}
async function differingSeries(prometheus, loss, name) {
  const query = `count_over_time(${nameSelector(name, loss.isolation)}[${loss.range}])`;
  const found = await instantQuery(prometheus, query, {
    timeMs: loss.timeMs,
    doing: "reading the samples back series by series",
    signal: loss.signal,
    timeoutMs: 12e4
  });
  const counts2 = new Map(found.map(({ labels: labels2, value }) => [identity(Object.entries(labels2), loss.isolation), value]));
  const sources = loss.sources().filter(({ series }) => series.some((one2) => one2.name === name));
  return sources.flatMap(
    (source) => expectedCounts(source, loss.window).flatMap((expected, place) => {
      const series = source.series[place];
      const actual = counts2.get(identity(series.labels)) ?? 0;
      return series.name !== name || isComplete(actual, expected) ? [] : [`${seriesText(series)}: ${actual} of ${expected.samples}`];
    })
  );
}
function expectedCounts(source, { firstIndex, length }) {
  const chunk = Math.min(length, 1e4);
  const pool = new BlockPool(chunk);
  const counts2 = source.series.map(() => ({ samples: 0, nans: 0 }));
  for (let at = 0; at < length; at += chunk) {
    const now = Math.min(chunk, length - at);
    const blocks = pool.blocksFor(source);
    source.fill(firstIndex + at, now, blocks);
    for (const [i, block] of blocks.entries()) countInto(counts2[i], block, now);
  }
  return counts2;
}
function countInto(count, { states, values, histograms }, length) {
  for (let i = 0; i < length; i++) {
    if (states[i] !== present || histograms !== void 0 && histograms[i] === void 0) continue;
    count.samples++;
    if (histograms === void 0 && Number.isNaN(values[i])) count.nans++;
  }
}
function identity(labels2, isolation) {
  const own2 = labels2.filter(([label, value]) => label !== "__name__" && label !== isolation?.name && value !== "");
  return JSON.stringify(own2.sort(([a], [b]) => a < b ? -1 : 1));
}

// src/prometheus/write/verify-history.ts
var namesPerQuestion = 40;
var questionsAtOnce = 4;
var pollWaits = { firstMs: 100, mostMs: 2e3 };
async function verifyHistory(prometheus, options) {
  const total = options.windows.reduce((sum, { samples: samples2 }) => sum + samples2, 0);
  const elapsed = options.elapsed ?? options.now;
  const deadlineMs = elapsed() + (options.timeoutMs ?? 6e4);
  let verified = 0;
  for (const window of options.windows) {
    const names2 = [...window.byName];
    const questions = Array.from(
      { length: Math.ceil(names2.length / namesPerQuestion) },
      (_, i) => names2.slice(i * namesPerQuestion, (i + 1) * namesPerQuestion)
    );
    await mapBounded(questions, questionsAtOnce, async (asked) => {
      const found = await verifyNames(prometheus, options, { window, asked, deadlineMs });
      verified += found;
      options.onProgress?.(verified, total);
    });
  }
  return verified;
}
async function verifyNames(prometheus, options, {
  window,
  asked,
  deadlineMs
}) {
  const { range, timeMs } = windowRange(window, options.grid);
  const query = asked.map(
    ([name], i) => `label_replace(sum(count_over_time(${nameSelector(name, options.isolation)}[${range}])),"n","${i}","","")`
  ).join(" or ");
  for (let attempt = 0; ; attempt++) {
    const found = await instantQuery(prometheus, query, {
      timeMs,
      doing: "reading the samples back",
      signal: options.signal,
      timeoutMs: 12e4
    });
    const counts2 = new Map(found.map(({ labels: labels2, value }) => [labels2["n"], value]));
    const differing = asked.flatMap(([name, written], i) => {
      const count = counts2.get(String(i)) ?? 0;
      return isComplete(count, written) ? [] : [{ name, samples: written.samples, found: count }];
    });
    if (differing.length === 0) return found.reduce((sum, { value }) => sum + value, 0);
    const waitMs = backoffMs(attempt, 1, pollWaits);
    if ((options.elapsed ?? options.now)() + waitMs > deadlineMs) {
      const lost = await describeLoss(prometheus, { ...options, window, range, timeMs, differing });
      throw new PrometheusError(lost, { code: "lost" });
    }
    await options.sleep(waitMs, options.signal);
  }
}
function windowRange({ firstIndex, length }, { fromMs, stepMs }) {
  const rangeMs = (length - 1) * stepMs + Math.max(1, Math.floor(stepMs / 2));
  return { range: formatDuration(rangeMs), timeMs: fromMs + (firstIndex + length - 1) * stepMs };
}

export {
  causesOf,
  applyIncident,
  describeTooComplex,
  createPatternCache,
  satisfiesAll,
  isLabelName,
  hitMembers,
  findIncident,
  planPhases,
  SeriesWorld,
  shapePhases,
  inferScenario,
  noOverrides,
  readOverrides,
  ruleQueries,
  fromRules,
  signalSection,
  withCausesRenamed,
  startInference,
  inferAlone,
  repairInference,
  signature,
  checkRules,
  planStages,
  queryReach,
  ruleNeeds,
  seriesNeeds,
  labelKey,
  showLabels,
  describeTiming,
  grafanaState,
  failedTemplate,
  testRulesOn,
  judgeSpecs,
  withLeadIn,
  inferredSpecFile,
  sayInferring,
  repairingText,
  inferMissing,
  withInferredSpec,
  isInferred,
  loadInferred,
  loadInferredIn,
  nameSelector,
  verifyHistory
};
