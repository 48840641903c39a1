import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  Courses,
  anchorMs,
  createSource,
  gridEndMs,
  wireSeriesOf
} from "./chunk-YJEH4LXZ.js";
import {
  childrenOf,
  constantOf,
  defaultEnd,
  describeList,
  describePhase,
  distributionRowOf,
  isEndless,
  rowOf,
  signalLengthMs
} from "./chunk-DLEOOTJD.js";
import {
  createBlock,
  present,
  stale
} from "./chunk-RQHKSZ5E.js";
import {
  formatDuration
} from "./chunk-ACMFHTB5.js";

// src/generator/describe-signal.ts
var maxParts = 50;
function describeSignal(signal, context = {}) {
  const { line, parameters = {}, parts = [] } = rowOf(signal).describe(signal);
  return [...withParameters(line + suffixOf(signal, context), parameters, context), ...below(signal, parts, context)];
}
function withParameters(line, parameters, context = {}) {
  const fixed = [];
  const branches = [];
  for (const [name, parameter] of Object.entries(parameters)) {
    const number = constantOf(parameter);
    if (typeof parameter !== "number" && parameter.type === "signal") fixed.push(`${name} signal ${parameter.name}`);
    else if (number !== void 0) fixed.push(`${name} ${number}`);
    else branches.push(`  ${name}:`, ...indent(describeSignal(parameter, context), 2));
  }
  return [fixed.length === 0 ? line : `${line}: ${fixed.join(", ")}`, ...branches];
}
function indent(lines, levels = 1) {
  return lines.map((line) => "  ".repeat(levels) + line);
}
function suffixOf(signal, { place, users }) {
  if (signal.type === "signal") {
    const count = users?.get(signal.name) ?? 0;
    return count > 1 ? ` (shared by ${count.toLocaleString("en-US")} series)` : "";
  }
  if (place === void 0 || "length" in signal && "forMs" in signal.length && signal.type !== "limit") return "";
  const ms = signalLengthMs(signal, place);
  return ms === Number.POSITIVE_INFINITY ? "" : ` (${formatDuration(ms)})`;
}
function below(signal, parts, context) {
  const { place } = context;
  let startMs = place?.startMs ?? 0;
  const lines = parts.slice(0, maxParts).flatMap((part) => {
    const own = place && { ...place, startMs };
    if (own !== void 0 && signal.type === "sequence") startMs += signalLengthMs(part, own);
    return indent(describeSignal(part, { ...context, place: own }));
  });
  return parts.length > maxParts ? [...lines, `  … ${parts.length - maxParts} more`] : lines;
}

// src/generator/describe-definition.ts
function describeDefinition(definition, context = {}) {
  const { name, labels, kind } = definition;
  const set = labels.map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(", ");
  return [`${name}{${set}} ${kind}`, ...indent([...describeKind(definition, context), ...describeLife(definition)])];
}
function describeKind(definition, context) {
  const { kind } = definition;
  if (kind === "info") return ["value 1"];
  if ("value" in definition) {
    const options = kind === "counter" ? counterOptions(definition) : [];
    return [...branch("value", definition.value, definition.then, context), ...options];
  }
  const rate = branch("rate", definition.rate, definition.then, context);
  if (kind === "counter") return [...rate, ...counterOptions(definition)];
  const observe = describeDistribution(definition.observe, context);
  const resets = describeResets(definition.resets);
  if (kind === "summary") return [...rate, ...observe, `quantiles ${definition.quantiles.join(", ")}`, ...resets];
  const native = definition.native === false ? [] : [`native, schema ${definition.schema ?? 3}`];
  return [
    ...rate,
    ...observe,
    ...definition.native === true ? [] : [`buckets ${definition.buckets.join(", ")}`],
    ...native,
    ...resets
  ];
}
function branch(name, signal, then, context) {
  const lines = [`${name}:`, ...indent(describeSignal(signal, context))];
  return isEndless(signal) ? lines : [...lines, `then ${describeEnd(then ?? defaultEnd(signal))}`];
}
function describeEnd(end) {
  if (typeof end === "object") return `${end.value}`;
  return {
    last: "its last value",
    loop: "again from the start",
    missing: "nothing",
    end: "a stale marker, then nothing"
  }[end];
}
function counterOptions(definition) {
  const { integer } = definition;
  const own = "rate" in definition ? definition : void 0;
  return [
    ...own?.initial ? [`initial ${own.initial}`] : [],
    ...own?.gaps === "running" ? ["goes on counting in gaps"] : [],
    ...describeResets(definition.resets),
    ...integer ? ["whole numbers"] : []
  ];
}
function describeResets(resets) {
  if (resets === void 0) return [];
  const when = "everyMs" in resets ? `every ${formatDuration(resets.everyMs)}` : `at ${describeList(resets.at.map(describePhase))}`;
  return [`resets ${when}`];
}
function describeLife({ life = {}, restarts = [] }) {
  const { fromMs, untilMs } = life;
  const after = (ms) => describePhase({ afterAnchorMs: ms });
  const down = (ms) => ms === 0 ? "" : `, down for ${formatDuration(ms)}`;
  return [
    ...fromMs === void 0 ? [] : [`begins ${after(fromMs)}`],
    ...untilMs === void 0 ? [] : [`ends ${after(untilMs)}, with a stale marker`],
    ...restarts.map(({ atMs, downMs }) => `restarts ${after(atMs)}${down(downMs)}`)
  ];
}
function describeDistribution(observe, context) {
  const row = distributionRowOf(observe);
  return withParameters(`observe ${row.describe(observe)}`, row.parameters(observe), context);
}

// src/data-spec/plan/first-samples.ts
function firstSamples(definition, { seed, grid, courses }, count) {
  const source = createSource(definition, { seed, grid, courses });
  const blocks = source.series.map(({ native }) => createBlock(count, { native }));
  source.fill(0, count, blocks);
  return source.series.map(({ name, labels }, index) => {
    const samples = Array.from({ length: count }, (_, place) => sampleAt(blocks[index], place));
    return { name, labels, samples };
  });
}
function sampleAt({ states, values, histograms }, place) {
  if (states[place] === stale) return "stale";
  if (states[place] !== present) return null;
  const histogram = histograms?.[place];
  if (histogram !== void 0) return { count: histogram.count, sum: histogram.sum };
  const value = values[place];
  if (Number.isFinite(value)) return value;
  if (Number.isNaN(value)) return "NaN";
  return value > 0 ? "+Inf" : "-Inf";
}

// src/data-spec/describe/describe-causes.ts
function findUsers(definitions) {
  const users = /* @__PURE__ */ new Map();
  const known = /* @__PURE__ */ new Map();
  for (const definition of definitions) {
    const names = new Set(rootsOf(definition).flatMap((root) => [...namesIn(root, known)]));
    for (const name of names) {
      const list = users.get(name);
      if (list === void 0) users.set(name, [definition]);
      else list.push(definition);
    }
  }
  return users;
}
function describeCauses(causes, users, { seed, grid }, { courses, place, samples }) {
  const counts = new Map([...users].map(([name, list]) => [name, list.length]));
  return causes.map((cause) => {
    const { name, per, value } = cause;
    const using = users.get(name) ?? [];
    const labelSets = using.map(({ labels: labels2 }) => labels2.filter(([label]) => per.includes(label)));
    const [labels] = labelSets;
    return {
      name,
      per,
      series: using.length,
      courses: new Set(labelSets.map((set) => JSON.stringify(set))).size,
      tree: describeSignal(value, { place, users: counts }),
      first: labels === void 0 ? [] : firstSamples({ name, labels, kind: "gauge", value: cause }, { seed, grid, courses }, samples)
    };
  });
}
function rootsOf(definition) {
  if (definition.kind === "info") return [];
  if ("value" in definition) return [definition.value];
  const { observe } = definition;
  const parameters = observe === void 0 ? [] : Object.values(distributionRowOf(observe).parameters(observe));
  return [definition.rate, ...parameters.filter((one) => typeof one !== "number")];
}
function namesIn(signal, known) {
  const found = known.get(signal);
  if (found !== void 0) return found;
  const inner = signal.type === "signal" ? [signal.value] : childrenOf(signal);
  const names = new Set(inner.flatMap((one) => [...namesIn(one, known)]));
  if (signal.type === "signal") names.add(signal.name);
  known.set(signal, names);
  return names;
}

// src/data-spec/describe/describe.ts
function describeSpec(document, plan, { series = 1, samples = 8 } = {}) {
  let next = 0;
  const { seed, grid } = plan;
  const courses = new Courses(grid);
  const place = { stepMs: grid.stepMs, anchorMs: anchorMs(grid), startMs: 0 };
  const shownSamples = Math.min(samples, grid.count);
  const using = findUsers(plan.definitions);
  const users = new Map([...using].map(([name, list]) => [name, list.length]));
  const describeEntry = (entry) => {
    const made = plan.made.get(entry) ?? 0;
    const own = plan.definitions.slice(next, next + made);
    next += made;
    return alikeRuns(own, document).map(describeAlike);
  };
  const describeAlike = (own) => {
    const shown = own.slice(0, series);
    return {
      labelSets: own.length,
      wireSeries: wireSeriesOf(own[0]),
      tree: describeDefinition({ ...own[0], name: "", labels: [] }, { place, users }).slice(1).map((line) => line.slice(2)),
      first: shown.flatMap(
        (definition) => firstSamples(definition, { seed, grid, courses }, shownSamples)
      )
    };
  };
  const metrics = document.metrics.map(({ metadata, entries }) => ({
    ...metadata,
    entries: entries.flatMap(describeEntry)
  }));
  const { seriesCount, sampleCount, warnings } = plan;
  return {
    window: describeWindow(grid),
    seed,
    series: seriesCount,
    samples: sampleCount,
    signals: describeCauses(document.signals, using, plan, { courses, place, samples: shownSamples }),
    events: plan.events.map(({ event, atMs, series: changed }) => ({
      type: event.type,
      time: new Date(place.anchorMs + atMs).toISOString(),
      series: changed
    })),
    metrics,
    warnings
  };
}
function alikeRuns(own, { changes }) {
  if (changes.length === 0 || own.length === 0) return own.length === 0 ? [] : [own];
  const kinds = /* @__PURE__ */ new Map();
  const numbers = /* @__PURE__ */ new Map();
  const numberOf = (part) => {
    if (!numbers.has(part)) numbers.set(part, numbers.size);
    return numbers.get(part);
  };
  for (const one of own) {
    const parts = one;
    const key = [parts.value, parts.rate, parts.observe].map(numberOf).join(" ");
    kinds.set(key, [...kinds.get(key) ?? [], one]);
  }
  return [...kinds.values()];
}
function describeWindow(grid) {
  const iso = (ms) => new Date(ms).toISOString();
  return { from: iso(grid.fromMs), to: iso(gridEndMs(grid)), stepSeconds: grid.stepMs / 1e3, samples: grid.count };
}

export {
  describeSpec
};
