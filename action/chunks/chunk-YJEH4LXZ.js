import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  MatchTooLong,
  checkDefinition,
  childrenOf,
  chunkSize,
  constantOf,
  countLabelSets,
  defaultEnd,
  distributionRowOf,
  firstIndexAt,
  fromBeforeStart,
  isNative,
  lengthMs,
  matchLabels,
  namedIn,
  phaseMs,
  powerOfTwo,
  readParameters,
  remainder,
  repeat,
  rowOf,
  shiftFiller,
  signalLengthMs,
  untilNextMs,
  wrongOf
} from "./chunk-DLEOOTJD.js";
import {
  partName
} from "./chunk-PLX77PAM.js";
import {
  expandLabelPattern
} from "./chunk-CTBYMT6C.js";
import {
  createProblems,
  showNames,
  tooMuch
} from "./chunk-CCWGOCJL.js";
import {
  createBlock,
  missing,
  present,
  stale
} from "./chunk-RQHKSZ5E.js";
import {
  deriveKey,
  seriesKey
} from "./chunk-7ZG6RHXF.js";
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
  SpecError
} from "./chunk-E7O6XGVL.js";

// src/generator/sampling/grid.ts
function anchorMs(grid) {
  return grid.fromMs + leadInMs(grid);
}
function leadInMs({ stepMs, leadIn = 0 }) {
  return leadIn * stepMs;
}
function gridEndMs({ fromMs, stepMs, count }) {
  return fromMs + count * stepMs;
}

// src/data-spec/plan/moments.ts
var dayMs = 864e5;
function momentMs(phase, anchorMs2) {
  return "afterAnchorMs" in phase ? phase.afterAnchorMs : remainder(phase.timeOfDayMs - anchorMs2, dayMs);
}
function lifetimeOf({ from, until }, anchorMs2) {
  const fromMs = from && momentMs(from, anchorMs2);
  if (until === void 0) return fromMs === void 0 ? {} : { fromMs };
  const begin = fromMs ?? 0;
  const untilMs = "afterAnchorMs" in until ? until.afterAnchorMs : begin + untilNextMs(until.timeOfDayMs, anchorMs2 + begin);
  return fromMs === void 0 ? { untilMs } : { fromMs, untilMs };
}

// src/data-spec/read/series-template.ts
function wireSeriesOf(template) {
  if (template.kind === "histogram") {
    const classic = template.native === true ? 0 : template.buckets.length + 3;
    return classic + (template.native === false ? 0 : 1);
  }
  return template.kind === "summary" ? template.quantiles.length + 2 : 1;
}

// src/data-spec/events/apply-events.ts
function applyEvents(definitions, events, { anchorMs: anchorMs2, maxAdded, report }) {
  if (events.length === 0) return { definitions, events: [], added: 0 };
  const all = [...definitions];
  const known2 = new Set(all.map(keyOf));
  const applied = [];
  let added = 0;
  for (const event of events) {
    const atMs = momentMs(event.at, anchorMs2);
    try {
      const change = event.type === "restart" ? restart : deploy;
      const { series, begun } = change(all, { event, atMs });
      if (series === 0) report(event, nothingFound(event));
      const there = begun.find((one) => known2.has(keyOf(one)));
      if (there !== void 0)
        report(event, `${show(there)} is there already; a deployment makes series of new labels`);
      const own = /* @__PURE__ */ new Set();
      const twice = begun.find((one) => own.size === own.add(keyOf(one)).size);
      if (twice !== void 0)
        report(event, `two series that the deployment begins have the same labels: ${show(twice)}`);
      added += begun.reduce((sum, one) => sum + wireSeriesOf(one), 0);
      if (added > maxAdded) {
        report(event, "the deployments make too many series; match fewer, or raise --max-series");
        break;
      }
      for (const key of own) known2.add(key);
      all.push(...begun);
      applied.push({ event, atMs, series });
    } catch (error) {
      if (!(error instanceof MatchTooLong)) throw error;
      report(event, "matching the series takes too long; write shorter regular expressions");
      break;
    }
  }
  return { definitions: all, events: applied, added };
}
function restart(all, { event: { match, downMs }, atMs }) {
  const longer = /* @__PURE__ */ new Map();
  let series = 0;
  for (const [place, definition] of all.entries()) {
    if (matchLabels(match, definition.labels) === void 0 || !isAlive(definition.life, atMs)) continue;
    const { restarts } = definition;
    if (!longer.has(restarts)) longer.set(restarts, [...restarts ?? [], { atMs, downMs }]);
    all[place] = { ...definition, restarts: longer.get(restarts) };
    series++;
  }
  return { series, begun: [] };
}
function deploy(all, { event: { match, replace }, atMs }) {
  const begun = [];
  for (const [place, definition] of all.entries()) {
    const groups = matchLabels(match, definition.labels);
    if (groups === void 0 || atMs === 0 || !isAlive(definition.life, atMs)) continue;
    const labels = definition.labels.map(([name, value]) => {
      const text = replace.find(([label]) => label === name)?.[1];
      return [name, text === void 0 ? value : fillIn(text, groups.get(name) ?? [])];
    });
    if (labels.every(([, value], index) => value === definition.labels[index][1])) continue;
    const { untilMs } = definition.life ?? {};
    begun.push(beginAnew({ ...definition, labels }, atMs));
    all[place] = { ...definition, life: { ...definition.life, untilMs: Math.min(atMs, untilMs ?? atMs) } };
  }
  return { series: begun.length, begun };
}
function beginAnew(definition, atMs) {
  const { restarts, life, ...rest } = definition;
  const later = restarts?.filter((one) => one.atMs > atMs) ?? [];
  const own = "initial" in rest ? { ...rest, initial: 0 } : rest;
  const until = life?.untilMs === void 0 ? {} : { untilMs: life.untilMs };
  return {
    ...own,
    life: { ...until, fromMs: atMs },
    ...later.length > 0 && { restarts: later }
  };
}
function fillIn(text, groups) {
  return text.replaceAll(/\$(\d)/g, (whole, number) => groups[Number(number)] ?? whole);
}
function isAlive({ fromMs = 0, untilMs = Number.POSITIVE_INFINITY } = {}, atMs) {
  return fromMs <= atMs && atMs < untilMs;
}
function nothingFound(event) {
  const wanted = `no series of that time has ${event.match.map(({ name }) => `this \`${name}\``).join(" and ")}`;
  if (event.type === "restart") return `the restart changes nothing: ${wanted}`;
  const labels = showNames(
    event.replace.map(([name]) => name),
    "or"
  );
  return `the deployment changes nothing: ${wanted} and another ${labels}`;
}
function keyOf({ name, labels }) {
  return JSON.stringify([name, labels]);
}
function show({ name, labels }) {
  return `${name}{${labels.map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(", ")}}`;
}

// src/data-spec/read/expand-labels.ts
var single = /* @__PURE__ */ new WeakMap();
function pairsOf(dimension) {
  const known2 = single.get(dimension);
  if (known2 !== void 0) return known2;
  const { name, patterns, count } = dimension;
  const pairs = patterns.flatMap(expandLabelPattern).map((value) => [name, value]);
  if (count === 1n) single.set(dimension, pairs);
  return pairs;
}
function* expandLabels(dimensions) {
  const values = dimensions.map(pairsOf);
  const index = values.map(() => 0);
  for (; ; ) {
    yield values.map((list, place2) => list[index[place2]]).filter(([, value]) => value !== "");
    let place = values.length - 1;
    while (place >= 0 && ++index[place] === values[place].length) index[place--] = 0;
    if (place < 0) return;
  }
}

// src/data-spec/scenarios/apply-changes.ts
function applyChanges(definitions, changes, options) {
  const all = [...definitions];
  for (const change of changes) {
    try {
      applyOne(all, change, options);
    } catch (error) {
      if (!(error instanceof MatchTooLong)) throw error;
      options.report(change.path, "matching the series takes too long; write shorter regular expressions");
      break;
    }
  }
  return all;
}
var signalKeys = ["value", "rate", "observe"];
function applyOne(all, change, { anchorMs: anchorMs2, report }) {
  const wanted = signalKeys.filter((key) => change[key] !== void 0);
  const used = /* @__PURE__ */ new Set();
  const life = lifetimeOf(change.life, anchorMs2);
  let matched = 0;
  for (const [place, definition] of all.entries()) {
    if (change.metric !== void 0 && change.metric.match(definition.name) === void 0) continue;
    if (matchLabels(change.match, definition.labels) === void 0) continue;
    matched++;
    const keys = wanted.filter((key) => key in definition);
    const lives = Object.keys(life).length > 0;
    if (keys.length === 0 && !lives) continue;
    for (const key of keys) used.add(key);
    const changed = { ...changeSignals(definition, change, keys), ...lives && { life } };
    const wrong = lackingLabel(changed, keys) ?? wrongOf(() => checkDefinition(changed));
    if (wrong !== void 0) {
      report(change.path, `${show2(definition)}: ${wrong}`);
      return;
    }
    all[place] = changed;
  }
  if (matched === 0) report([...change.path, "match"], nothingFound2(all, change));
  if (matched === 0) return;
  for (const key of wanted.filter((one) => !used.has(one)))
    report([...change.path, key], `none of the ${matched} series that match has \`${key}\`; ${advice[key]}`);
}
var advice = {
  value: "counters, histograms and summaries have `rate`",
  rate: "gauges have `value`",
  observe: "histograms and summaries have it"
};
function changeSignals(definition, change, keys) {
  const signal = keys.includes("value") ? change.value : keys.includes("rate") ? change.rate : void 0;
  const { then: _, ...rest } = definition;
  const kept = signal === void 0 ? definition : rest;
  const own = Object.fromEntries(keys.map((key) => [key, change[key]]));
  return { ...kept, ...own, ...defined({ then: endOf(signal, change.then) }) };
}
function endOf(signal, then) {
  if (signal === void 0) return void 0;
  const usual = defaultEnd(signal);
  return then ?? (usual === "last" ? void 0 : usual);
}
function lackingLabel(definition, keys) {
  for (const key of keys) {
    const part = definition[key];
    const signals = key === "observe" ? parametersOf(definition) : [part];
    for (const { name, per } of signals.flatMap(namedIn)) {
      const lacking = per.filter((label) => !hasLabel(definition.labels, label));
      if (lacking.length > 0)
        return `signal \`${name}\` is per ${showNames(lacking, "and")}, which this series does not have`;
    }
  }
  return void 0;
}
function parametersOf(definition) {
  if (!("observe" in definition)) return [];
  const parameters = Object.values(distributionRowOf(definition.observe).parameters(definition.observe));
  return parameters.filter((one) => typeof one !== "number");
}
function hasLabel(labels, name) {
  return labels.some(([label]) => label === name);
}
function nothingFound2(all, { match, metric }) {
  const named = metric === void 0 ? all : all.filter(({ name }) => metric.match(name) !== void 0);
  if (named.length === 0) return "the change matches no series: the spec has no such metric";
  for (const { name, match: matches } of match) {
    const values = /* @__PURE__ */ new Set();
    for (const { labels } of named) for (const [label, value] of labels) if (label === name) values.add(value);
    if (values.size === 0) {
      const names = [...new Set(named.flatMap(({ labels }) => labels.map(([label]) => label)))];
      const nearest = nearestKey(name, names);
      const hint = nearest === void 0 ? "" : `; did you mean \`${nearest}\`?`;
      return `the change matches no series: none has a label \`${name}\`${hint}`;
    }
    if (![...values].some((value) => matches(value) !== void 0)) {
      const some = [...values].slice(0, 5).map((value) => JSON.stringify(value.slice(0, 40)));
      const others = values.size > some.length ? ", …" : "";
      return `the change matches no series: \`${name}\` is ${some.join(", ")}${others}`;
    }
  }
  return "the change matches no series: none has all of these labels";
}
function show2({ name, labels }) {
  const shown = labels.slice(0, 6).map(([label, value]) => `${label}=${JSON.stringify(value.slice(0, 40))}`);
  return `${name}{${shown.join(", ")}}`;
}

// src/data-spec/plan/plan-grid.ts
var defaultHistoryMs = 6 * 36e5;
function planGrid({ window, locate, file }, options) {
  const fail = (path, message) => {
    throw new SpecError([
      path.length === 0 ? { message: `${file}: ${message}` } : { message, position: locate(path), path }
    ]);
  };
  if (options.grid !== void 0) return { grid: options.grid, fixedStart: false };
  const stepMs = options.stepMs ?? window.stepMs ?? options.defaultStepMs ?? 15e3;
  if (!Number.isSafeInteger(stepMs) || stepMs < 1)
    fail([], `the step must be a whole number of milliseconds, at least 1, got ${stepMs}`);
  const count = countOf();
  if (!Number.isSafeInteger(count * stepMs))
    fail(window.scrapes === void 0 ? [] : ["scrapes"], "the window is too long to count in milliseconds");
  if (window.startMs === void 0) {
    const newestMs2 = Math.floor(options.nowMs / stepMs) * stepMs;
    const fromMs = newestMs2 - (count - 1) * stepMs;
    if (fromMs < 0)
      fail(
        options.historyMs === void 0 && window.historyMs !== void 0 ? ["history"] : [],
        `the window begins before 1970${options.historyMs === void 0 ? "" : "; choose a shorter --history"}`
      );
    return { grid: { fromMs, stepMs, count }, fixedStart: false };
  }
  if (options.live === true)
    fail(["start"], "`start` fixes the window, so live data cannot follow; leave `start` out, or do without live data");
  const newestMs = window.startMs + (count - 1) * stepMs;
  if (newestMs > options.nowMs) {
    fail(
      ["start"],
      `the last sample of the window would lie in the future: ${showTime(newestMs)} is after the receiver's now, ${showTime(options.nowMs)}`
    );
  }
  return { grid: { fromMs: window.startMs, stepMs, count }, fixedStart: true };
  function countOf() {
    if (options.historyMs === void 0 && window.scrapes !== void 0) return window.scrapes;
    const given = options.historyMs ?? window.historyMs;
    if (given === void 0) return Math.max(1, Math.floor(defaultHistoryMs / stepMs));
    if (given % stepMs === 0 && given > 0) return given / stepMs;
    const path = options.historyMs === void 0 ? ["history"] : [];
    return fail(
      path,
      `${historyName()} ${formatDuration(given)} is not a multiple of ${stepName()} ${formatDuration(stepMs)}`
    );
  }
  function historyName() {
    return options.historyMs === void 0 ? "`history`" : "the history of";
  }
  function stepName() {
    if (options.stepMs !== void 0) return "the step that was asked for,";
    return window.stepMs === void 0 ? "the data source's scrape interval (give the spec a `step` of its own, or pass --step)," : "`step`";
  }
}
function showTime(ms) {
  return Number.isFinite(ms) && Math.abs(ms) <= 864e13 ? new Date(ms).toISOString() : `${ms} ms`;
}

// src/data-spec/plan/signal-warnings.ts
function warnOfSignals({ metrics, signals, placeOf }, window, report) {
  const walk = { ...window, startMs: 0, report, placeOf, endIsMeant: false };
  for (const { value } of signals) visit(value, walk);
  for (const { entries } of metrics) {
    for (const { template } of entries) {
      const [root, ...parameters] = signalsOf(template);
      if (root === void 0) continue;
      visit(root, { ...walk, endIsMeant: template.then !== void 0 });
      for (const parameter of parameters) visit(parameter, walk);
      const number = template.kind === "counter" && "value" in template ? constantOf(template.value) : void 0;
      const path = number === void 0 ? void 0 : placeOf(root);
      if (path !== void 0)
        report(path, `a counter whose \`value\` is always ${number} never counts; \`rate\` is what it counts a second`);
    }
  }
}
function signalsOf(template) {
  if (template.kind === "info") return [];
  if ("value" in template) return [template.value];
  if (template.kind === "counter") return [template.rate];
  const parameters = Object.values(distributionRowOf(template.observe).parameters(template.observe));
  return [template.rate, ...parameters.filter((parameter) => typeof parameter !== "number")];
}
function visit(signal, walk) {
  switch (signal.type) {
    case "limit":
      checkLimit(signal, walk);
      visit(signal.of, { ...walk, endIsMeant: true });
      return;
    case "loop":
      visit(signal.of, { ...walk, endIsMeant: true });
      return;
    case "sequence": {
      let { startMs } = walk;
      for (const [place, part] of signal.parts.entries()) {
        const last = place === signal.parts.length - 1;
        visit(part, { ...walk, startMs, endIsMeant: walk.endIsMeant || !last });
        startMs += signalLengthMs(part, { ...walk, startMs });
      }
      return;
    }
    case "add":
    case "sub":
    case "mul":
    case "div": {
      const told = checkArithmetic(signal, walk);
      for (const operand of signal.operands) visit(operand, { ...walk, endIsMeant: walk.endIsMeant || told });
      return;
    }
    default:
      for (const child of childrenOf(signal)) visit(child, walk);
  }
}
function checkLimit(signal, walk) {
  const [own, inner] = [lengthMs(signal.length, walk), signalLengthMs(signal.of, walk)];
  const path = own > inner ? walk.placeOf(signal) : void 0;
  if (path !== void 0)
    walk.report(
      path,
      `\`limit\` cuts off nothing: it is ${formatDuration(own)} long, and what is in it ${formatDuration(inner)}`
    );
}
function checkArithmetic(signal, walk) {
  const { type, operands } = signal;
  if (walk.endIsMeant) return false;
  const lengths = operands.map((operand) => signalLengthMs(operand, walk));
  const least = lengths.reduce((shortest, length) => Math.min(shortest, length), Number.POSITIVE_INFINITY);
  if (walk.startMs + least >= walk.windowMs) return false;
  const goesOn = operands.some((operand, place2) => lengths[place2] > least && constantOf(operand) === void 0);
  const path = goesOn ? walk.placeOf(signal) : void 0;
  if (path === void 0) return false;
  const place = lengths.indexOf(least);
  walk.report(
    [...path, type, place],
    `\`${type}\` ends ${formatDuration(least)} after its start, with this operand, and holds its last value; a list says what follows: [this, 0]`
  );
  return true;
}

// src/data-spec/plan/spec-warnings.ts
var mostOfSignals = 20;
function warningsOf(document, grid, events) {
  const { file, alerts, metrics, locate } = document;
  const windowMs = (grid.count - (grid.leadIn ?? 0)) * grid.stepMs;
  const warn = ({ line, column }, message) => `${file}:${line}:${column}: ${message}`;
  const at = (path, message) => warn(locate(path), message);
  const late = (what, ms) => `${what} ${formatDuration(ms)} after the window's start, which is its end or later`;
  const ofSignals = [];
  const window = { stepMs: grid.stepMs, anchorMs: anchorMs(grid), windowMs };
  warnOfSignals(document, window, (path, message) => ofSignals.push([path, message]));
  return [
    ...ofSignals.slice(0, mostOfSignals).map(([path, message]) => at(path, message)),
    ...ofSignals.length > mostOfSignals ? [`${file}: and ${ofSignals.length - mostOfSignals} more like these`] : [],
    ...alerts.flatMap(
      ({ alert, fires, position }) => fires === "never" || fires.afterMs < windowMs ? [] : [warn(position, `${alert} is expected to fire after the end of the window`)]
    ),
    ...metrics.flatMap(
      ({ entries }) => entries.flatMap(({ life: { from }, path }) => {
        const fromMs = from === void 0 ? 0 : momentMs(from, anchorMs(grid));
        return fromMs < windowMs ? [] : [at([...path, "from"], late("this series begins", fromMs))];
      })
    ),
    ...events.flatMap(
      ({ event: { type, path }, atMs }) => atMs < windowMs ? [] : [at([...path, "at"], late(`the ${type === "restart" ? "restart" : "deployment"} is`, atMs))]
    )
  ];
}

// src/data-spec/plan/plan.ts
function planSpec(document, options) {
  const { grid, fixedStart } = planGrid(document, options);
  const { maxSeries = 5e4, maxSamples = 1e8, only = () => true } = options;
  const early = document.events.length === 0 && document.scenario === void 0 ? only : () => true;
  const counted = checkSeries(document, maxSeries);
  const countSamples = (series) => checkSamples(document, grid, series, maxSamples);
  countSamples(counted);
  const problems = createProblems(document);
  const anchor = anchorMs(grid);
  const made = /* @__PURE__ */ new Map();
  const built = document.metrics.flatMap((metric) => buildMetric(metric, anchor, { problems, made, only: early }));
  problems.throwIfAny();
  const changed = applyChanges(built, document.changes, {
    anchorMs: anchor,
    report: (path, message) => problems.add(path, message, "key")
  });
  problems.throwIfAny();
  const { definitions, events, added } = applyEvents(changed, document.events, {
    anchorMs: anchor,
    maxAdded: maxSeries - counted,
    report: ({ path }, message) => problems.add(path, message, "key")
  });
  problems.throwIfAny();
  const own = document.scenario === void 0 ? counted : built.reduce((sum, one) => sum + wireSeriesOf(one), 0);
  const seriesCount = own + added;
  const { seed, alerts } = document;
  const metadata = document.metrics.map((metric) => metric.metadata);
  return {
    grid,
    fixedStart,
    seed,
    definitions: early === only ? definitions : definitions.filter(only),
    made,
    events,
    metadata,
    seriesCount,
    sampleCount: countSamples(seriesCount),
    alerts,
    warnings: warningsOf(document, grid, events)
  };
}
function checkSeries({ file, metrics, locate }, maxSeries) {
  let total = 0n;
  let most;
  for (const { entries, metadata } of metrics) {
    for (const entry of entries) {
      const count = countLabelSets(entry.dimensions) * BigInt(wireSeriesOf(entry.template));
      total += count;
      if (most === void 0 || count > most.count) most = { entry, name: metadata.name, count };
    }
  }
  if (total <= BigInt(maxSeries)) return Number(total);
  const message = `${file} makes ${show3(total)} series, more than ${show3(maxSeries)}; most come from this entry of ${most.name} (${show3(most.count)}): shorten its labels, or raise --max-series`;
  const { path } = most.entry;
  throw new SpecError([{ message, position: locate(path), path }], { code: tooMuch });
}
function checkSamples({ file }, { count }, series, maxSamples) {
  const samples = BigInt(series) * BigInt(count);
  if (samples <= BigInt(maxSamples)) return Number(samples);
  const message = `${file} makes ${show3(samples)} samples (${show3(series)} series of ${show3(count)}), more than ${show3(maxSamples)}; shorten --history, lengthen --step, or raise --max-samples`;
  throw new SpecError([{ message }], { code: tooMuch });
}
function buildMetric({ metadata: { name }, entries }, anchor, {
  problems,
  made,
  only
}) {
  const seen = /* @__PURE__ */ new Set();
  const definitions = [];
  const replaced = new Set(
    entries.flatMap(
      ({ replaces, dimensions }) => replaces ? [...expandLabels(dimensions)].map((labels) => JSON.stringify(labels)) : []
    )
  );
  for (const entry of entries) {
    const template = withLife(entry, anchor, problems);
    let reported = false;
    for (const labels of expandLabels(entry.dimensions)) {
      if (!only({ name, labels })) continue;
      const key = JSON.stringify(labels);
      if (!entry.replaces && replaced.has(key)) continue;
      if (seen.has(key) && !reported) {
        problems.add(
          entry.path,
          `two series of ${name} have the same labels: {${labels.map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(", ")}}`
        );
        reported = true;
      }
      seen.add(key);
      definitions.push({ name, labels, ...template });
      made.set(entry, (made.get(entry) ?? 0) + 1);
    }
  }
  return definitions;
}
function withLife({ template, life: given, path }, anchor, problems) {
  if (given.from === void 0 && given.until === void 0) return template;
  const life = lifetimeOf(given, anchor);
  const { fromMs = 0, untilMs = Number.POSITIVE_INFINITY } = life;
  if (untilMs > fromMs) return { ...template, life };
  const from = given.from === void 0 ? "the window's start" : `\`from\`, ${formatDuration(fromMs)} after its start`;
  problems.add(
    [...path, "until"],
    `\`until\` is ${formatDuration(untilMs)} after the window's start, not after ${from}`
  );
  return template;
}
function show3(count) {
  return count.toLocaleString("en-US");
}

// src/generator/named/named-facts.ts
import { createHash } from "node:crypto";
var known = /* @__PURE__ */ new WeakMap();
function namedFacts(signal) {
  const found = known.get(signal);
  if (found !== void 0) return found;
  let deepest = 0;
  const text = writeUnique([signal.name, signal.per, signal.value], ({ depth }) => {
    deepest = Math.max(deepest, depth);
  });
  const facts = { digest: createHash("sha256").update(text).digest("hex"), depth: deepest + 1 };
  known.set(signal, facts);
  return facts;
}
function writeUnique(data, onNamed) {
  return JSON.stringify(data, (_key, value) => {
    if (typeof value === "number")
      return Number.isFinite(value) && !Object.is(value, -0) ? value : { number: `${value}` };
    if (!isNamed(value)) return value;
    const facts = namedFacts(value);
    onNamed?.(facts);
    return { named: facts.digest };
  });
}
function isNamed(value) {
  return typeof value === "object" && value !== null && "type" in value && value.type === "signal" && "per" in value;
}

// src/generator/sampling/ending.ts
function endless(filler, end, stepMs) {
  if (filler.lengthMs === Number.POSITIVE_INFINITY)
    return filler.before === void 0 ? filler : fromBeforeStart(filler, stepMs);
  if (end === "loop") return repeat(filler, Number.POSITIVE_INFINITY, stepMs);
  let last;
  const lastOf = (startMs, native) => {
    if (last?.startMs !== startMs) last = { startMs, found: findLast(filler, startMs, stepMs, native) };
    return last.found;
  };
  const fillAfter = (out, at, index, count, startMs) => {
    if (end === "missing" || end === "end") {
      out.states.fill(missing, at, at + count);
      if (end === "end" && index === endIndex(filler, startMs, stepMs)) out.states[at] = stale;
      return false;
    }
    const held = end === "last" ? lastOf(startMs, out.histograms !== void 0) : { value: end.value, histogram: void 0 };
    out.states.fill(held === void 0 ? missing : present, at, at + count);
    out.values.fill(held?.value ?? 0, at, at + count);
    out.histograms?.fill(held?.histogram, at, at + count);
    return held !== void 0;
  };
  const continued = {
    lengthMs: Number.POSITIVE_INFINITY,
    openStart: filler.openStart,
    before: filler.before ?? filler.fill,
    fill(out, at, index, count, startMs) {
      const ends = endIndex(filler, startMs, stepMs);
      const own = Math.min(count, Math.max(0, ends - index));
      const complete = own === 0 || fillOwn(filler, out, { at, index, count: own, startMs, stepMs });
      if (own === count) return complete;
      return fillAfter(out, at + own, index + own, count - own, startMs) && complete;
    }
  };
  return fromBeforeStart(continued, stepMs);
}
function endIndex(filler, startMs, stepMs) {
  const endMs = startMs + filler.lengthMs;
  const index = firstIndexAt(endMs, stepMs);
  return filler.tail !== void 0 && index * stepMs === endMs ? index + 1 : index;
}
function fillOwn(filler, out, { at, index, count, startMs, stepMs }) {
  const inside = Math.min(count, firstIndexAt(startMs + filler.lengthMs, stepMs) - index);
  const complete = inside === 0 || filler.fill(out, at, index, inside, startMs);
  if (inside === count) return complete;
  filler.tail(out, at + inside, index + inside, startMs);
  return complete && out.states[at + inside] === present;
}
function findLast(filler, startMs, stepMs, native) {
  const block = createBlock(chunkSize, { native });
  const first = firstIndexAt(startMs, stepMs);
  for (let end = endIndex(filler, startMs, stepMs); end > first; ) {
    const index = Math.max(first, end - chunkSize);
    fillOwn(filler, block, { at: 0, index, count: end - index, startMs, stepMs });
    for (let place = end - index - 1; place >= 0; place--) {
      if (block.states[place] === present) return { value: block.values[place], histogram: block.histograms?.[place] };
    }
    end = index;
  }
  return void 0;
}

// src/generator/sampling/compile.ts
var levels = [];
function scratchAt(slot, level = 0) {
  while (levels.length <= level) levels.push([]);
  const scratches = levels[level];
  while (scratches.length <= slot) scratches.push(createBlock(chunkSize));
  return scratches[slot];
}
function createContext(grid, key, options) {
  return new Context(grid, key, options);
}
var Context = class _Context {
  key;
  #grid;
  #options;
  constructor(grid, key, options) {
    this.key = key;
    this.#grid = grid;
    this.#options = options;
  }
  get stepMs() {
    return this.#grid.stepMs;
  }
  get fromMs() {
    return anchorMs(this.#grid);
  }
  get place() {
    return { stepMs: this.stepMs, anchorMs: this.fromMs, startMs: this.#options.startMs ?? 0 };
  }
  get noiseIndex() {
    return Math.floor(this.fromMs / this.stepMs);
  }
  scratch(number) {
    return scratchAt(this.#options.slot + number, this.#options.level ?? 0);
  }
  course(signal) {
    return this.#options.course(signal);
  }
  child(signal, place, used, afterMs = 0) {
    return compileSignal(signal, this.#below(place, used, afterMs));
  }
  parameter(parameter, place, used) {
    const constant = constantOf(parameter);
    if (constant !== void 0) return { constant };
    const filler = compileSignal(parameter, this.#below(place, used, 0));
    return { constant: void 0, filler: endless(filler, "last", this.stepMs) };
  }
  #below(place, used, afterMs) {
    const { slot, startMs = 0, ...rest } = this.#options;
    const options = { ...rest, slot: slot + used, startMs: startMs + afterMs };
    return new _Context(this.#grid, deriveKey(this.key, place), options);
  }
};
function compileSignal(signal, context) {
  return rowOf(signal).compile(signal, context);
}

// src/generator/named/page-store.ts
var defaultPages = 4096;
var mostPagesEver = 16384;
var leastPages = 64;
var PageStore = class {
  #most;
  #fixed;
  #pages = [];
  #hand = 0;
  /** @param most - pages at most, 64 or more. Default 4,096, which {@link makeRoom} raises. */
  constructor(most) {
    this.#most = Math.max(leastPages, most ?? defaultPages);
    this.#fixed = most !== void 0;
  }
  /**
   * Allows as many pages as are wanted, up to 16,384, if the number is not fixed. Pages are made when they are needed.
   */
  makeRoom(wanted) {
    if (!this.#fixed) this.#most = Math.max(this.#most, Math.min(wanted, mostPagesEver));
  }
  /** A busy page, entered into its new owner's map and removed from its former owner's. */
  take(owner, number) {
    const page = this.#pages.length < this.#most ? this.#add(owner) : this.#giveAway();
    page.owner = owner;
    page.number = number;
    page.used = page.busy = true;
    owner.set(number, page);
    return page;
  }
  #add(owner) {
    const page = { block: createBlock(chunkSize), complete: false, used: true, busy: true, owner, number: 0 };
    this.#pages.push(page);
    return page;
  }
  #giveAway() {
    for (; ; ) {
      const page = this.#pages[this.#hand];
      this.#hand = (this.#hand + 1) % this.#pages.length;
      if (page.busy) continue;
      if (page.used) page.used = false;
      else {
        page.owner.delete(page.number);
        return page;
      }
    }
  }
};

// src/generator/named/courses.ts
var pagesPerCourse = 2;
var coursePlace = 3;
var Courses = class {
  #grid;
  #pages;
  /** By digest, seed and values of the labels. */
  #known = /* @__PURE__ */ new Map();
  #count = 0;
  /**
   * @param grid - the grid of every source that uses these courses.
   * @param options.mostPages - pages of 256 samples that are kept, at least 64. Default 4,096, and two of each course
   *   up to 16,384.
   */
  constructor(grid, { mostPages } = {}) {
    this.#grid = grid;
    this.#pages = new PageStore(mostPages);
  }
  /** True if sources on `grid` can use these courses. */
  fits({ fromMs, stepMs, leadIn = 0 }) {
    const own = this.#grid;
    return own.fromMs === fromMs && own.stepMs === stepMs && (own.leadIn ?? 0) === leadIn;
  }
  /**
   * The course of a checked named signal for a series.
   *
   * @throws {RangeError} if the series lacks a label that the signal is `per`.
   */
  courseOf(signal, { seed, labels }) {
    const own = ownLabels(signal, labels);
    const { digest, depth } = namedFacts(signal);
    const courses = this.#known.get(digest) ?? /* @__PURE__ */ new Map();
    this.#known.set(digest, courses);
    const id = JSON.stringify([seed, ...own.map(([, value]) => value)]);
    const known2 = courses.get(id);
    if (known2 !== void 0) return known2;
    const key = courseKey(signal, { seed, labels: own });
    const course = (inner) => this.courseOf(inner, { seed, labels: own });
    const context = createContext(this.#grid, key, { slot: 0, level: depth, course });
    const filler = this.#paged(endless(compileSignal(signal.value, context), "last", this.#grid.stepMs));
    courses.set(id, filler);
    this.#pages.makeRoom(pagesPerCourse * ++this.#count);
    return filler;
  }
  /** A filler that is asked for whole pages, which begin where the grid does, and remembers them. */
  #paged(filler) {
    const { leadIn = 0 } = this.#grid;
    const pages = /* @__PURE__ */ new Map();
    const store = this.#pages;
    const pageAt = (number) => {
      const known2 = pages.get(number);
      if (known2 !== void 0) {
        known2.used = true;
        return known2;
      }
      const page = store.take(pages, number);
      page.complete = filler.fill(page.block, 0, number * chunkSize - leadIn, chunkSize, 0);
      if (!page.complete) onlyPresent(page.block.states);
      page.busy = false;
      return page;
    };
    return {
      lengthMs: Number.POSITIVE_INFINITY,
      openStart: false,
      fill(out, at, index, count) {
        let complete = true;
        for (let done = 0; done < count; ) {
          const first = index + done + leadIn;
          const number = Math.floor(first / chunkSize);
          const from = first - number * chunkSize;
          const length = Math.min(count - done, chunkSize - from);
          const page = pageAt(number);
          const { values, states } = page.block;
          out.values.set(values.subarray(from, from + length), at + done);
          if (page.complete) out.states.fill(present, at + done, at + done + length);
          else {
            out.states.set(states.subarray(from, from + length), at + done);
            complete &&= !states.subarray(from, from + length).includes(missing);
          }
          done += length;
        }
        return complete;
      }
    };
  }
};
function onlyPresent(states) {
  for (const [place, state] of states.entries()) if (state !== present) states[place] = missing;
}
function courseKey(signal, { seed, labels }) {
  return deriveKey(seriesKey(seed, signal.name, ownLabels(signal, labels)), coursePlace);
}
function ownLabels(signal, labels) {
  return signal.per.map((name) => [name, labelOf(signal, name, labels)]);
}
function labelOf({ name, per }, label, labels) {
  const found = labels.find(([one]) => one === label);
  if (found !== void 0) return found[1];
  throw new RangeError(
    `named: series that use ${name} must have the labels it is per (${per.join(", ")}), got no ${label}`
  );
}

// src/generator/sampling/running-total.ts
var RunningTotal = class {
  #rising;
  // Not whole numbers: an engine that once took a field for an integer has to recompile all code that uses it.
  #high = Number.NaN;
  #low = Number.NaN;
  #sum = Number.NaN;
  #rest = Number.NaN;
  #least = Number.NaN;
  /**
   * @param options.rising - terms are never below 0, so the total must not go down by rounding either. Default true.
   */
  constructor({ rising = true } = {}) {
    this.#rising = rising;
    this.restart();
  }
  /** Begins again at 0. */
  restart() {
    this.#high = this.#low = this.#sum = this.#rest = 0;
    this.#least = this.#rising ? 0 : Number.NEGATIVE_INFINITY;
  }
  /** Adds `count` terms and writes the total after each to places `at` … of `out`, where one is given. */
  add(terms, count, out, at) {
    const high = this.#high;
    const low = this.#low;
    const rising = this.#rising;
    let sum = this.#sum;
    let rest = this.#rest;
    let least = this.#least;
    for (let place = 0; place < count; place++) {
      const term = terms[place];
      const next = sum + term;
      const part = next - sum;
      rest += sum - (next - part) + (term - part);
      sum = next;
      const total = high + (low + (sum + rest));
      if (rising) least = Math.max(total, least);
      if (out !== void 0) out[at + place] = rising ? least : total;
    }
    this.#sum = sum;
    this.#rest = rest;
    this.#least = least;
  }
  /** The total now. */
  get current() {
    const total = this.#high + (this.#low + (this.#sum + this.#rest));
    return this.#rising ? Math.max(total, this.#least) : total;
  }
  /** Ends a block: its sum goes into the sum of blocks. */
  closeBlock() {
    const block = this.#sum + this.#rest;
    const blockRest = this.#sum - block + this.#rest;
    const [added, addedRest] = addExactly(this.#low, block);
    const [high, highRest] = addExactly(this.#high, added);
    this.#high = high;
    this.#low = highRest + (addedRest + blockRest);
    this.#sum = this.#rest = 0;
  }
};
function addExactly(a, b) {
  const sum = a + b;
  const part = sum - a;
  return [sum, a - (sum - part) + (b - part)];
}

// src/generator/sampling/event-total.ts
var EventTotal = class {
  #total = new RunningTotal();
  #stepMs;
  constructor(stepMs) {
    this.#stepMs = stepMs;
  }
  restart() {
    this.#total.restart();
  }
  closeBlock() {
    this.#total.closeBlock();
  }
  /** Takes in scrapes and writes the events after each to places `at` … of `out`, where one is given. */
  add({ rates, count, elapsed, constantRate, at }, out) {
    const stepMs = this.#stepMs;
    if (constantRate === void 0) this.#total.add(rates, count, out, at);
    if (out === void 0) return;
    if (constantRate === void 0)
      for (let place = at; place < at + count; place++) out[place] = out[place] * stepMs / 1e3;
    else
      for (let place = 0; place < count; place++)
        out[at + place] = constantRate * ((elapsed + place) * stepMs / 1e3);
  }
};

// src/generator/sampling/event-counter.ts
var EventCounter = class {
  #options;
  #closedRate;
  /** Rates below 0 in the scrapes that were handed out. */
  clampedRates = 0;
  #base = -1;
  #next = 0;
  #lastRate = 0;
  #scanned = 0;
  #first;
  #clampedInChunk = 0;
  constructor(options) {
    this.#options = options;
    this.#closedRate = options.tally.closedForm ? options.constantRate : void 0;
  }
  /** See SeriesSource.totalsFrom; below 0 before anything was counted. */
  get totalsFrom() {
    return this.#base;
  }
  /** See SeriesSource.fill. */
  fill(firstIndex, length, blocks) {
    const end = firstIndex + length;
    const first = this.#findFirst(end);
    let index = firstIndex;
    while (index < Math.min(first, end)) {
      const count = Math.min(Math.min(first, end) - index, chunkSize);
      this.#read(index, count);
      this.#copyStates(blocks, index - firstIndex, count);
      index += count;
    }
    while (index < end) {
      this.#seek(index, Math.max(first, this.#options.resets.before(index)));
      const segmentEnd = Math.min(end, this.#options.resets.after(index));
      for (; index < segmentEnd; index = this.#next) this.#advance(segmentEnd, blocks, index - firstIndex);
    }
  }
  /** Brings the totals to the state before `index`, in the run that began at `base`. */
  #seek(index, base) {
    if (this.#base !== base || this.#next > index) {
      if (this.#options.running && this.#next !== base) this.#lastRate = this.#rateBefore(base);
      this.#base = base;
      this.#next = base;
      this.#options.tally.restart();
    }
    if (this.#closedRate !== void 0) this.#next = index;
    while (this.#next < index) this.#advance(index, void 0, 0);
  }
  /** Counts up to `end`, at most to the end of the block. */
  #advance(end, blocks, at) {
    const { tally, scratch: scratch2, running } = this.#options;
    const index = this.#next;
    const inBlock = index % chunkSize;
    const count = Math.min(end - index, chunkSize - inBlock);
    const complete = this.#read(index, count);
    const rates = scratch2.values;
    if (blocks !== void 0) {
      this.#copyStates(blocks, at, count);
      this.clampedRates += this.#clampedInChunk;
    }
    if (!complete) this.#fillGaps(count);
    if (running) this.#lastRate = rates[count - 1];
    if (index === this.#base) rates[0] = 0;
    const elapsed = index - this.#base;
    tally.add({
      index,
      count,
      elapsed,
      rates,
      constantRate: this.#closedRate,
      blocks,
      at,
      initial: this.#base === this.#first
    });
    if (inBlock + count === chunkSize) tally.closeBlock();
    this.#next = index + count;
  }
  #fillGaps(count) {
    const { scratch: scratch2, running } = this.#options;
    for (let place = 0, rate = this.#lastRate; place < count; place++) {
      if (scratch2.states[place] === present) rate = scratch2.values[place];
      else scratch2.values[place] = running ? rate : 0;
    }
  }
  /** Rates into the scratch block: below 0 becomes 0, anything not finite is missing. True if all are present. */
  #read(index, count) {
    const { rate, scratch: scratch2, tally } = this.#options;
    const { values, states } = scratch2;
    let complete = rate.fill(scratch2, 0, index, count, 0);
    let clamped = 0;
    for (let place = 0; place < count; place++) {
      const value = values[place];
      if (value >= 0 && value < Number.POSITIVE_INFINITY) continue;
      if (states[place] !== present) continue;
      if (value < 0 && value > Number.NEGATIVE_INFINITY) {
        values[place] = 0;
        clamped++;
      } else {
        states[place] = missing;
        complete = false;
      }
    }
    this.#clampedInChunk = clamped;
    if (tally.invalidate === void 0) return complete;
    tally.invalidate(index, count, states);
    return complete && !states.subarray(0, count).includes(missing);
  }
  #copyStates(blocks, at, count) {
    const { states } = this.#options.scratch;
    for (const block of blocks) for (let place = 0; place < count; place++) block.states[at + place] = states[place];
  }
  /** The first scrape that is written, if it lies before `end`; else infinite. */
  #findFirst(end) {
    while (this.#first === void 0 && this.#scanned < end) {
      const count = Math.min(chunkSize, end - this.#scanned);
      this.#read(this.#scanned, count);
      const place = this.#options.scratch.states.subarray(0, count).indexOf(present);
      if (place !== -1) this.#first = this.#scanned + place;
      this.#scanned += count;
    }
    return this.#first ?? Number.POSITIVE_INFINITY;
  }
  /** The rate of the last scrape before `index` that is written; 0 if there is none. */
  #rateBefore(index) {
    const { scratch: scratch2 } = this.#options;
    for (let end = index; end > 0; ) {
      const count = Math.min(chunkSize, end);
      this.#read(end - count, count);
      const place = scratch2.states.subarray(0, count).lastIndexOf(present);
      if (place !== -1) return scratch2.values[place];
      end -= count;
    }
    return 0;
  }
};

// src/generator/sampling/lifetime.ts
function withLifetime(filler, options) {
  const { life = {}, restarts = [], stepMs, leadIn, whileDown } = options;
  const { fromMs, untilMs } = life;
  const first = fromMs === void 0 ? Number.NEGATIVE_INFINITY : firstIndexAt(fromMs, stepMs);
  const end = untilMs === void 0 ? Number.POSITIVE_INFINITY : firstIndexAt(untilMs, stepMs);
  const downs = restarts.map(({ atMs, downMs }) => ({ first: firstIndexAt(atMs, stepMs), end: firstIndexAt(atMs + downMs, stepMs) })).filter((span) => span.first < span.end);
  if (first === Number.NEGATIVE_INFINITY && end === Number.POSITIVE_INFINITY && downs.length === 0) return filler;
  let open;
  const isOpen = () => {
    open ??= lastState(fillAlive, Math.max(first, -leadIn), end) === present;
    return open;
  };
  const fillAlive = (out, at, index, count, startMs) => {
    const complete = filler.fill(out, at, index, count, startMs);
    const own = { out, at, index, count };
    const early = mark(own, { first: Number.NEGATIVE_INFINITY, end: first }, missing);
    let down = false;
    for (const span of downs) {
      const alive = { first: Math.max(span.first, first), end: span.end };
      if (mark(own, alive, whileDown === void 0 ? missing : present, whileDown)) down = true;
    }
    if (!early && !down) return complete;
    return !early && whileDown !== void 0 && !out.states.subarray(at, at + count).includes(missing) && complete;
  };
  return {
    lengthMs: Number.POSITIVE_INFINITY,
    openStart: filler.openStart,
    fill(out, at, index, count, startMs) {
      const alive = Math.min(count, Math.max(0, end - index));
      const complete = alive === 0 || fillAlive(out, at, index, alive, startMs);
      if (alive === count) return complete;
      out.states.fill(missing, at + alive, at + count);
      if (index + alive === end && isOpen()) out.states[at + alive] = stale;
      return false;
    }
  };
}
function mark({ out, at, index, count }, { first, end }, state, value = 0) {
  const from = Math.max(index, first);
  const to = Math.min(index + count, end);
  if (from >= to) return false;
  out.states.fill(state, at + from - index, at + to - index);
  out.values.fill(value, at + from - index, at + to - index);
  return true;
}
function lastState(fill, first, end) {
  const block = createBlock(chunkSize, { native: true });
  for (let after = end; after > first; after -= chunkSize) {
    const begin = Math.max(first, after - chunkSize);
    fill(block, 0, begin, after - begin, 0);
    const found = block.states.subarray(0, after - begin).findLast((state) => state !== missing);
    if (found !== void 0) return found;
  }
  return missing;
}

// src/generator/sampling/resets.ts
var dayMs2 = 864e5;
function resetIndexes({ resets, restarts = [] }, grid) {
  const { stepMs, leadIn = 0 } = grid;
  const once = [
    ...restarts.map(({ atMs, downMs }) => atMs + downMs),
    ...phasesOf(resets).flatMap((phase) => "afterAnchorMs" in phase ? [phase.afterAnchorMs] : [])
  ];
  const indexes = once.filter((ms) => ms > 0).map((ms) => leadIn + firstIndexAt(ms, stepMs)).toSorted((a, b) => a - b);
  const rounds = repeated(resets, anchorMs(grid)).map((moments) => roundIndexes(moments, stepMs, leadIn));
  return {
    before: (index) => rounds.reduce((last, one) => Math.max(last, one.before(index)), indexes.findLast((one) => one <= index) ?? 0),
    after: (index) => rounds.reduce(
      (first, one) => Math.min(first, one.after(index)),
      indexes.find((one) => one > index) ?? Number.POSITIVE_INFINITY
    )
  };
}
function phasesOf(resets) {
  return resets !== void 0 && "at" in resets ? resets.at : [];
}
function repeated(resets, fromMs) {
  if (resets !== void 0 && "everyMs" in resets) return [{ firstMs: resets.everyMs, everyMs: resets.everyMs }];
  return phasesOf(resets).flatMap((phase) => {
    if (!("timeOfDayMs" in phase)) return [];
    const sinceMs = phaseMs(phase, fromMs) % dayMs2;
    return [{ firstMs: sinceMs > 0 ? sinceMs : sinceMs + dayMs2, everyMs: dayMs2 }];
  });
}
function roundIndexes({ firstMs, everyMs }, stepMs, leadIn) {
  const countAt = (index) => Math.max(0, Math.floor(((index - leadIn) * stepMs - firstMs) / everyMs) + 1);
  const indexOf = (number) => number === 0 ? 0 : leadIn + firstIndexAt(firstMs + (number - 1) * everyMs, stepMs);
  return { before: (index) => indexOf(countAt(index)), after: (index) => indexOf(countAt(index) + 1) };
}

// src/generator/kinds/rate-source.ts
var rootPlaces = { value: 0, rate: 1, observe: 2 };
function rootContext({ grid, key, course }, root) {
  return createContext(grid, deriveKey(key, rootPlaces[root]), { slot: 1, course });
}
function countEvents({ rate, then, tally, running = false }, place, { resets, life, restarts }) {
  const { stepMs, leadIn = 0 } = place.grid;
  const rates = endless(compileSignal(rate, rootContext(place, "rate")), then, stepMs);
  return new EventCounter({
    rate: shiftFiller(withLifetime(rates, { life, restarts, stepMs, leadIn }), leadIn),
    constantRate: rate.type === "constant" && Number.isFinite(rate.value) ? rate.value : void 0,
    tally,
    resets: resetIndexes({ resets, restarts }, place.grid),
    running,
    scratch: scratchAt(0)
  });
}

// src/generator/kinds/gauge.ts
function createGauge(definition, place) {
  const { name, labels, value } = definition;
  const fill = createValueFiller(definition, place);
  return {
    definition,
    series: [{ name, labels, native: isNative(value) }],
    fill: (firstIndex, length, blocks) => fill(blocks[0], firstIndex, length),
    clampedRates: 0
  };
}
function createValueFiller(definition, place) {
  const { name, kind, value, then = defaultEnd(value), life, restarts } = definition;
  const { stepMs, leadIn = 0 } = place.grid;
  const whileDown = name === "up" && kind === "gauge" && !isNative(value) ? 0 : void 0;
  const values = endless(compileSignal(value, rootContext(place, "value")), then, stepMs);
  const filler = withLifetime(values, { life, restarts, stepMs, leadIn, whileDown });
  return (block, firstIndex, length) => {
    for (let at = 0; at < length; at += chunkSize) {
      filler.fill(block, at, firstIndex + at - leadIn, Math.min(chunkSize, length - at), 0);
    }
  };
}

// src/generator/kinds/raw-counter.ts
function createRawCounter(definition, place) {
  const { name, labels, integer = false } = definition;
  const fill = createValueFiller(definition, place);
  const resets = resetIndexes(definition, place.grid);
  const single2 = createBlock(1);
  let known2 = { reset: 0, offset: 0 };
  let totalsFrom = 0;
  const offsetOf = (reset, last) => {
    if (reset === 0) return 0;
    if (known2.reset === reset) return known2.offset;
    for (let index = reset; index <= last; index++) {
      fill(single2, index, 1);
      if (single2.states[0] !== present) continue;
      known2 = { reset, offset: single2.values[0] };
      return known2.offset;
    }
    return void 0;
  };
  return {
    definition,
    series: [{ name, labels, native: false }],
    fill(firstIndex, length, [block]) {
      fill(block, firstIndex, length);
      totalsFrom = resets.before(firstIndex + length - 1);
      for (let at = 0; at < length; at++) {
        if (block.states[at] !== present) continue;
        const raw = block.values[at] - (offsetOf(resets.before(firstIndex + at), firstIndex + at) ?? 0);
        block.values[at] = integer ? Math.floor(raw) : raw;
      }
    },
    get totalsFrom() {
      return totalsFrom;
    },
    clampedRates: 0
  };
}

// src/generator/kinds/counter.ts
function createCounter(definition, place) {
  if ("value" in definition) return createRawCounter(definition, place);
  const { name, labels, rate, then = defaultEnd(rate), initial = 0, integer = false, gaps } = definition;
  const tally = new CounterTally({ initial, integer, stepMs: place.grid.stepMs });
  const counter = countEvents({ rate, then, tally, running: gaps === "running" }, place, definition);
  return {
    definition,
    series: [{ name, labels, native: false }],
    fill: (firstIndex, length, blocks) => counter.fill(firstIndex, length, blocks),
    get totalsFrom() {
      return counter.totalsFrom;
    },
    get clampedRates() {
      return counter.clampedRates;
    }
  };
}
var CounterTally = class {
  closedForm = true;
  #events;
  #initial;
  #integer;
  constructor({ initial, integer, stepMs }) {
    this.#events = new EventTotal(stepMs);
    this.#initial = initial;
    this.#integer = integer;
  }
  restart() {
    this.#events.restart();
  }
  closeBlock() {
    this.#events.closeBlock();
  }
  add(scrapes) {
    const values = scrapes.blocks?.[0]?.values;
    this.#events.add(scrapes, values);
    if (values === void 0) return;
    const { at, count, initial } = scrapes;
    if (initial && this.#initial !== 0)
      for (let place = at; place < at + count; place++) values[place] = this.#initial + values[place];
    if (this.#integer) for (let place = at; place < at + count; place++) values[place] = Math.floor(values[place]);
  }
};

// src/generator/distributions/compile-distribution.ts
function compileDistribution(distribution, context, leadIn = 0) {
  const row = distributionRowOf(distribution);
  const parameters = readParameters(context, Object.values(row.parameters(distribution)));
  const constant = parameters.constants.includes(void 0) ? void 0 : row.shape(distribution, ...parameters.constants);
  let known2;
  const make = (index, count) => {
    parameters.fill(index - leadIn, count, 0);
    return Array.from({ length: count }, (_, place) => {
      if (parameters.blocks.some((block) => block.states[place] !== present)) return void 0;
      return row.shape(distribution, ...parameters.blocks.map(({ values }) => values[place]));
    });
  };
  return {
    constant,
    shapes(index, count) {
      if (known2?.index !== index || known2.count !== count) known2 = { index, count, shapes: make(index, count) };
      return known2.shapes;
    }
  };
}

// src/generator/format-float.ts
function formatFloat(value) {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e-4 && size < 1e6) return `${value}`;
  const [mantissa = "", exponent = ""] = value.toExponential().split("e");
  return `${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
}

// src/generator/sampling/with-label.ts
function withLabel(labels, name, value) {
  const place = labels.findIndex(([other]) => other > name);
  const at = place === -1 ? labels.length : place;
  return [...labels.slice(0, at), [name, value], ...labels.slice(at)];
}

// src/generator/kinds/classic-tally.ts
function constantClassic(shape, buckets, stepMs) {
  const events = new EventTotal(stepMs);
  const shares = [...buckets.map((bound) => shape.cdf(bound)), 1, shape.mean];
  const countBlock = shares.length;
  return {
    closedForm: true,
    restart: () => events.restart(),
    closeBlock: () => events.closeBlock(),
    add(scrapes) {
      const { blocks, at, count } = scrapes;
      const all = blocks?.[countBlock]?.values;
      events.add(scrapes, all);
      if (blocks === void 0 || all === void 0) return;
      for (const [number, share] of shares.entries()) {
        const { values } = blocks[number];
        for (let place = at; place < at + count; place++) values[place] = share * all[place];
      }
    }
  };
}
function changingClassic(distribution, buckets, stepMs) {
  const totals = buckets.map(() => new RunningTotal());
  const sum = new RunningTotal({ rising: false });
  const count = new RunningTotal();
  const every = [...totals, sum, count];
  const [infBlock, sumBlock, countBlock] = [buckets.length, buckets.length + 1, buckets.length + 2];
  const terms = new Float64Array(chunkSize);
  return {
    closedForm: false,
    restart: () => every.forEach((total) => void total.restart()),
    closeBlock: () => every.forEach((total) => void total.closeBlock()),
    invalidate: invalidateBy(distribution),
    add({ index, count: length, rates, blocks, at }) {
      const shapes = distribution.shapes(index, length);
      const addTerms = (total, block, share) => {
        for (let place = 0; place < length; place++) terms[place] = termOf(rates[place], shapes[place], share);
        const out = blocks?.[block]?.values;
        total.add(terms, length, out, at);
        if (out !== void 0)
          for (let place = at; place < at + length; place++) out[place] = out[place] * stepMs / 1e3;
      };
      addTerms(count, countBlock, () => 1);
      addTerms(sum, sumBlock, ({ mean }) => mean);
      for (const [bucket, total] of totals.entries()) addTerms(total, bucket, (shape) => shape.cdf(buckets[bucket]));
      if (blocks === void 0) return;
      const all = blocks[countBlock].values;
      blocks[infBlock].values.set(all.subarray(at, at + length), at);
      for (let bucket = 0; bucket < buckets.length; bucket++) {
        const { values } = blocks[bucket];
        const below = blocks[bucket - 1]?.values;
        for (let place = at; place < at + length; place++) {
          values[place] = Math.min(all[place], Math.max(values[place], below?.[place] ?? 0));
        }
      }
    }
  };
}
function invalidateBy(distribution) {
  return (index, count, states) => {
    for (const [place, shape] of distribution.shapes(index, count).entries())
      if (shape === void 0 && states[place] === present) states[place] = missing;
  };
}
function termOf(rate, shape, share) {
  return rate === 0 || shape === void 0 ? 0 : rate * share(shape);
}

// src/generator/kinds/bucket-totals.ts
var BucketTotals = class {
  #totals = [];
  #offset = 0;
  #term = new Float64Array(1);
  /** The first bucket. 0 while there is none. */
  get offset() {
    return this.#offset;
  }
  restart() {
    this.#totals = [];
    this.#offset = 0;
  }
  closeBlock() {
    for (const total of this.#totals) total.closeBlock();
  }
  /** Adds `rate` times each share to the buckets from `offset` on. */
  add(offset, shares, rate) {
    if (shares.length === 0) return;
    if (this.#totals.length === 0) this.#offset = offset;
    if (offset < this.#offset) {
      this.#totals.unshift(...Array.from({ length: this.#offset - offset }, () => new RunningTotal()));
      this.#offset = offset;
    }
    while (this.#totals.length < offset + shares.length - this.#offset) this.#totals.push(new RunningTotal());
    for (const [place, share] of shares.entries()) {
      this.#term[0] = rate * share;
      this.#totals[offset - this.#offset + place].add(this.#term, 1, void 0, 0);
    }
  }
  /** The total of each bucket now. */
  counts() {
    return Float64Array.from(this.#totals, (total) => total.current);
  }
};

// src/generator/kinds/native-layout.ts
var zeroThreshold = powerOfTwo(-128);
var tailShare = 1e-9;
function layOut(shape, schema) {
  const atMost = shape.cdf(zeroThreshold);
  const less = shape.below(-zeroThreshold);
  const [above, below] = [1 - atMost, less];
  return {
    zero: atMost - less,
    positive: side(above, schema, {
      smallest: shape.quantile(atMost + tailShare * above),
      largest: shape.quantile(1 - tailShare * above),
      beyond: (bound) => 1 - shape.cdf(bound)
    }),
    negative: side(below, schema, {
      smallest: -shape.quantile(less - tailShare * below),
      largest: -shape.quantile(tailShare * below),
      beyond: (bound) => shape.below(-bound)
    })
  };
}
function side(share, schema, { smallest, largest, beyond }) {
  if (!(share > 0)) return { offset: 0, shares: new Float64Array() };
  const offset = bucketOf(Math.max(smallest, zeroThreshold * 2), schema);
  const last = Math.max(offset, bucketOf(largest, schema));
  const shares = new Float64Array(last - offset + 1);
  let above = share;
  for (let bucket = offset; bucket < last; bucket++) {
    const rest = beyond(boundOf(bucket, schema));
    shares[bucket - offset] = Math.max(0, above - rest);
    above = Math.min(above, rest);
  }
  shares[last - offset] = above;
  return { offset, shares };
}
function bucketOf(x, schema) {
  let low = -1100 * perOctave(schema) - 1;
  let high = 1100 * perOctave(schema) + 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (boundOf(middle, schema) >= x) high = middle;
    else low = middle;
  }
  return high;
}
function perOctave(schema) {
  return schema > 0 ? powerOfTwo(schema) : 1;
}
function boundOf(bucket, schema) {
  if (schema <= 0) return powerOfTwo(bucket * powerOfTwo(-schema));
  const fractions = fractionsOf(schema);
  const octave = Math.floor(bucket / fractions.length);
  return fractions[bucket - octave * fractions.length] * powerOfTwo(octave);
}
var knownFractions = /* @__PURE__ */ new Map();
function fractionsOf(schema) {
  const known2 = knownFractions.get(schema);
  if (known2 !== void 0) return known2;
  const fractions = new Float64Array(powerOfTwo(schema)).fill(1);
  for (let bit = schema - 1, root = Math.SQRT2; bit >= 0; bit--, root = Math.sqrt(root)) {
    const size = powerOfTwo(bit);
    for (let place = 0; place < fractions.length; place++)
      if (Math.floor(place / size) % 2 === 1) fractions[place] *= root;
  }
  knownFractions.set(schema, fractions);
  return fractions;
}

// src/generator/kinds/native-tally.ts
var scratch = createBlock(chunkSize).values;
function constantNative(shape, { schema, stepMs, block }) {
  const events = new EventTotal(stepMs);
  const { zero, positive, negative } = layOut(shape, schema);
  const sample = (count) => ({
    schema,
    zeroThreshold,
    zeroCount: zero * count,
    count,
    sum: shape.mean * count,
    positiveOffset: positive.offset,
    positiveCounts: positive.shares.map((share) => share * count),
    negativeOffset: negative.offset,
    negativeCounts: negative.shares.map((share) => share * count)
  });
  return {
    closedForm: true,
    restart: () => events.restart(),
    closeBlock: () => events.closeBlock(),
    add(scrapes) {
      const histograms = scrapes.blocks?.[block]?.histograms;
      events.add({ ...scrapes, at: 0 }, scrapes.blocks && scratch);
      if (histograms === void 0) return;
      for (let place = 0; place < scrapes.count; place++) histograms[scrapes.at + place] = sample(scratch[place]);
    }
  };
}
function changingNative(distribution, { schema, stepMs, block }) {
  const count = new RunningTotal();
  const sum = new RunningTotal({ rising: false });
  const zero = new RunningTotal();
  const positive = new BucketTotals();
  const negative = new BucketTotals();
  const every = [count, sum, zero, positive, negative];
  const term = new Float64Array(1);
  const events = new Float64Array(1);
  const addOne = (total, value) => {
    term[0] = value;
    total.add(term, 1, events, 0);
    return events[0] * stepMs / 1e3;
  };
  const counts = (totals) => totals.counts().map((value) => value * stepMs / 1e3);
  return {
    closedForm: false,
    restart: () => every.forEach((total) => void total.restart()),
    closeBlock: () => every.forEach((total) => void total.closeBlock()),
    invalidate: invalidateBy(distribution),
    add({ index, count: length, rates, blocks, at }) {
      const histograms = blocks?.[block]?.histograms;
      const shapes = distribution.shapes(index, length);
      let known2;
      for (let place = 0; place < length; place++) {
        const rate = rates[place];
        const shape = shapes[place];
        if (shape !== void 0 && shape !== known2?.shape) known2 = { shape, layout: layOut(shape, schema) };
        const layout = shape === void 0 ? void 0 : known2?.layout;
        const all = addOne(count, shape === void 0 ? 0 : rate);
        const mean = addOne(
          sum,
          termOf(rate, shape, (one) => one.mean)
        );
        const zeros = addOne(zero, layout === void 0 ? 0 : rate * layout.zero);
        if (layout !== void 0 && rate > 0) {
          positive.add(layout.positive.offset, layout.positive.shares, rate);
          negative.add(layout.negative.offset, layout.negative.shares, rate);
        }
        if (histograms === void 0) continue;
        histograms[at + place] = {
          schema,
          zeroThreshold,
          zeroCount: zeros,
          count: all,
          sum: mean,
          positiveOffset: positive.offset,
          positiveCounts: counts(positive),
          negativeOffset: negative.offset,
          negativeCounts: counts(negative)
        };
      }
    }
  };
}

// src/generator/kinds/histogram.ts
var defaultSchema = 3;
function createHistogram(definition, place) {
  const { rate, observe, buckets, native, schema = defaultSchema, then = defaultEnd(rate) } = definition;
  const distribution = compileDistribution(observe, rootContext(place, "observe"), place.grid.leadIn);
  const { constant } = distribution;
  const { stepMs } = place.grid;
  const series = wireSeries(definition);
  const tallies = [];
  if (native !== true) {
    tallies.push(
      constant ? constantClassic(constant, buckets, stepMs) : changingClassic(distribution, buckets, stepMs)
    );
  }
  if (native !== false) {
    const block = series.length - 1;
    tallies.push(
      constant ? constantNative(constant, { schema, stepMs, block }) : changingNative(distribution, { schema, stepMs, block })
    );
  }
  const counters = tallies.map((tally) => countEvents({ rate, then, tally }, place, definition));
  return {
    definition,
    series,
    fill(firstIndex, length, blocks) {
      for (const counter of counters) counter.fill(firstIndex, length, blocks);
    },
    get totalsFrom() {
      return counters[0].totalsFrom;
    },
    get clampedRates() {
      return counters[0].clampedRates;
    }
  };
}
function wireSeries({ name, labels, buckets, native }) {
  const nativeSeries = native === false ? [] : [{ name, labels, native: true }];
  if (native === true) return nativeSeries;
  const bounds = [...buckets, Number.POSITIVE_INFINITY];
  return [
    ...bounds.map((bound) => ({
      name: partName(name, "bucket"),
      labels: withLabel(labels, "le", formatFloat(bound)),
      native: false
    })),
    { name: partName(name, "sum"), labels, native: false },
    { name: partName(name, "count"), labels, native: false },
    ...nativeSeries
  ];
}

// src/generator/kinds/info.ts
function createInfo(definition, place) {
  const { name, labels } = definition;
  const fill = createValueFiller({ ...definition, kind: "gauge", value: { type: "constant", value: 1 } }, place);
  return {
    definition,
    series: [{ name, labels, native: false }],
    fill: (firstIndex, length, [block]) => fill(block, firstIndex, length),
    clampedRates: 0
  };
}

// src/generator/kinds/summary.ts
function createSummary(definition, place) {
  const { name, labels, rate, observe, quantiles, then = defaultEnd(rate) } = definition;
  const distribution = compileDistribution(observe, rootContext(place, "observe"), place.grid.leadIn);
  const { constant } = distribution;
  const { stepMs } = place.grid;
  const totals = constant ? constantClassic(constant, [], stepMs) : changingClassic(distribution, [], stepMs);
  const fixed = constant && quantiles.map((quantile) => constant.quantile(quantile));
  const tally = {
    ...totals,
    add(scrapes) {
      const { blocks, index, at, count } = scrapes;
      const own = blocks?.slice(quantiles.length);
      totals.add({ ...scrapes, blocks: own && [own[1], own[0], own[1]] });
      if (blocks === void 0) return;
      const shapes = fixed ? void 0 : distribution.shapes(index, count);
      for (const [number, quantile] of quantiles.entries()) {
        const { values } = blocks[number];
        if (fixed) values.fill(fixed[number], at, at + count);
        else for (let one = 0; one < count; one++) values[at + one] = shapes[one]?.quantile(quantile) ?? Number.NaN;
      }
    }
  };
  const counter = countEvents({ rate, then, tally }, place, definition);
  return {
    definition,
    series: [
      ...quantiles.map((quantile) => ({
        name,
        labels: withLabel(labels, "quantile", formatFloat(quantile)),
        native: false
      })),
      { name: partName(name, "sum"), labels, native: false },
      { name: partName(name, "count"), labels, native: false }
    ],
    fill: (firstIndex, length, blocks) => counter.fill(firstIndex, length, blocks),
    get totalsFrom() {
      return counter.totalsFrom;
    },
    get clampedRates() {
      return counter.clampedRates;
    }
  };
}

// src/generator/sampling/source.ts
function createSource(definition, options) {
  const { seed, grid, courses = new Courses(options.grid) } = options;
  if (!Number.isSafeInteger(seed)) throw new RangeError(`createSource: seed must be a whole number, got ${seed}`);
  if (!Number.isSafeInteger(grid.stepMs) || grid.stepMs < 1) {
    throw new RangeError(`createSource: grid.stepMs must be a whole number of at least 1, got ${grid.stepMs}`);
  }
  if (!Number.isSafeInteger(grid.fromMs))
    throw new RangeError(`createSource: grid.fromMs must be a whole number, got ${grid.fromMs}`);
  const { leadIn = 0 } = grid;
  if (!Number.isSafeInteger(leadIn) || leadIn < 0)
    throw new RangeError(`createSource: grid.leadIn must be a whole number of at least 0, got ${leadIn}`);
  if (!courses.fits(grid)) throw new RangeError("createSource: courses must be those of the same grid, got another's");
  checkDefinition(definition);
  const { name, labels } = definition;
  const place = {
    grid,
    key: seriesKey(seed, name, labels),
    course: (signal) => courses.courseOf(signal, { seed, labels })
  };
  switch (definition.kind) {
    case "gauge":
    case "unknown":
      return createGauge(definition, place);
    case "counter":
      return createCounter(definition, place);
    case "histogram":
      return createHistogram(definition, place);
    case "summary":
      return createSummary(definition, place);
    case "info":
      return createInfo(definition, place);
  }
}

export {
  anchorMs,
  leadInMs,
  gridEndMs,
  wireSeriesOf,
  planSpec,
  endless,
  createContext,
  compileSignal,
  namedFacts,
  writeUnique,
  Courses,
  courseKey,
  compileDistribution,
  formatFloat,
  withLabel,
  createSource
};
