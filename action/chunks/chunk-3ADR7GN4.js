import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  formatDuration
} from "./chunk-ACMFHTB5.js";

// src/infer/write/flow.ts
var plain = /^((\d+(ms|[smhdwy]))+|[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)*)$/;
var keywords = /^(true|false|null|yes|no|on|off|y|n|nan|inf)$/;
function writeFlow(value) {
  if (Array.isArray(value)) return `[${value.map(writeFlow).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const pairs = Object.entries(value).flatMap(
      ([key, each]) => each === void 0 ? [] : [`${key}: ${writeFlow(each)}`]
    );
    return `{${pairs.join(", ")}}`;
  }
  if (typeof value !== "string") return String(value);
  return plain.test(value) && !keywords.test(value) ? value : JSON.stringify(value);
}

// src/infer/levels/signal.ts
function isFixed(signal) {
  return signal.fixed === true;
}
function walkBetween({ min, max }) {
  const [middle, spread] = [(min + max) / 2, (max - min) / 2];
  if (spread === 0) return { form: "constant", value: min };
  if (middle === 0) return { form: "course", signal: walk(0, spread), factor: 1 };
  return { form: "course", signal: walk(1, Math.abs(spread / middle)), factor: round(middle) };
}
function switchBetween({ low, high }) {
  const signal = { square: { low, high, period: "40m", duty: 0.8, at: "10m" } };
  return { form: "course", signal, factor: 1, fixed: true };
}
function walk(start, spread) {
  return { walk: { start, step: round(spread / 8), min: short(start - spread), max: short(start + spread) } };
}
function scaleSignal(signal, factor) {
  if (isFixed(signal)) return signal;
  if (signal.form === "constant") return { ...signal, value: round(signal.value * factor) };
  return { ...signal, factor: round(signal.factor * factor) };
}
function round(value) {
  return value === 0 || !Number.isFinite(value) ? 0 : Number(value.toPrecision(Math.abs(value) >= 1e9 && Number.isInteger(value) ? 10 : 3));
}
function writeSignal(signal) {
  return writeFlow(specOf(signal));
}
function specOf(signal) {
  return signal.form === "constant" ? round(signal.value) : times(signal.factor, signal.signal);
}
function times(factor, signal) {
  if (factor === 1) return signal;
  if (typeof signal === "number") return short(signal * factor);
  if (typeof signal === "object" && "round" in signal && signal.round !== void 0)
    return { round: { ...signal.round, of: times(factor, signal.round.of) } };
  const product = typeof signal === "object" && "mul" in signal ? signal.mul : void 0;
  const [first, ...rest] = product ?? [];
  if (product === void 0 || typeof first !== "number") return { mul: [round(factor), ...product ?? [signal]] };
  const own = short(first * factor);
  return own === 1 && rest.length === 1 ? rest[0] : { mul: [own, ...rest] };
}
function short(value) {
  return Number(value.toPrecision(6));
}

// src/infer/series/factor-rows.ts
function factorRows(series) {
  const groups = /* @__PURE__ */ new Map();
  for (const { labels, signal, observe, options } of series) {
    const key = JSON.stringify([writeSignal(signal), observe, options, [...labels.keys()]]);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push({ labels: new Map([...labels].map(([name, value]) => [name, [value]])), signal, observe, options });
  }
  return [...groups.values()].flatMap((group) => mergeAll(group));
}
function mergeAll(group) {
  let entries = [...group];
  for (const label of group[0].labels.keys()) {
    const alike = /* @__PURE__ */ new Map();
    for (const entry of entries) {
      const key = JSON.stringify([...entry.labels].filter(([name]) => name !== label));
      const known = alike.get(key);
      const values = [...known?.labels.get(label) ?? [], ...entry.labels.get(label)];
      alike.set(key, {
        ...entry,
        labels: new Map([...entry.labels].map(([name, own]) => [name, name === label ? values : own]))
      });
    }
    entries = [...alike.values()];
  }
  return entries;
}

// src/infer/write/render.ts
var maxUsers = 4;
function renderSpec(spec) {
  const { titles, signals, metrics, stepMs, historyMs } = spec;
  const head = [
    ...titles.length === 0 ? ["# Inferred by dashpreview."] : wrapComment(`Inferred by dashpreview from ${titles.map(oneLine).join(", ")}.`),
    "# Edit freely: `dashpreview infer --update` adds what is missing and changes nothing that stands here.",
    "version: 1",
    `step: ${formatDuration(stepMs)}`,
    `history: ${formatDuration(historyMs)}`,
    ...signals.length === 0 ? [] : ["signals:", ...signals.map((cause) => `  ${renderCause(cause)}`)],
    "metrics:"
  ];
  const ordered = inOrder(metrics);
  const body = ordered.flatMap((metric, index) => {
    const subsystem = subsystemOf(metric.name);
    const opens = index === 0 || subsystemOf(ordered[index - 1].name) !== subsystem;
    return [...opens ? ["", `  # ${subsystem}`] : [], ...renderMetric(metric)];
  });
  return `${[...head, ...body].join("\n")}
`;
}
function inOrder(metrics) {
  return [...metrics].sort(byName);
}
function renderCause({ name, per, value }) {
  return `${name}: ${writeFlow({ per: per.length === 0 ? void 0 : per, value })}`;
}
function subsystemOf(name) {
  return /^[a-zA-Z]+[0-9]*/.exec(name)?.[0] ?? name;
}
function byName({ name: a }, { name: b }) {
  const [first, second] = [subsystemOf(a), subsystemOf(b)];
  if (first !== second) return first < second ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
function renderMetric(metric) {
  const { name, kind, native, users, help, unit, buckets, quantiles } = metric;
  return [
    ...users.length === 0 ? [] : [`  # for ${userText(users)}`],
    `  - name: ${name.endsWith(":") || name.startsWith(":") ? JSON.stringify(name) : name}`,
    `    type: ${kind === "native" ? "histogram" : kind}`,
    ...help === void 0 ? [] : [`    help: ${quoted(help)}`],
    ...unit === void 0 ? [] : [`    unit: ${quoted(unit)}`],
    ...kind === "native" ? ["    native: true"] : native === "both" ? ["    native: both"] : [],
    ...buckets.length === 0 || kind !== "histogram" ? [] : [`    buckets: [${buckets.join(", ")}]`],
    ...quantiles.length === 0 ? [] : [`    quantiles: [${quantiles.join(", ")}]`],
    "    series:",
    ...renderSeries(metric).map((entry) => `      - ${entry}`)
  ];
}
function renderSeries(metric) {
  return factorRows(metric.series).map((entry) => `{${renderEntry(metric, entry)}}`);
}
function renderEntry({ kind, observe: usual }, { labels, signal, observe, options }) {
  const pairs = [...labels].map(
    ([name, values]) => `${name}: ${values.length === 1 ? labelText(values[0]) : `[${values.map(labelText).join(", ")}]`}`
  );
  const parts = pairs.length === 0 ? [] : [`labels: {${pairs.join(", ")}}`];
  if (kind === "gauge") parts.push(`value: ${writeSignal(signal)}`);
  else if (kind !== "info") parts.push(`rate: ${writeSignal(signal)}`);
  if (observe !== void 0) parts.push(`observe: ${writeFlow(observe)}`);
  else if (usual !== void 0) parts.push(`observe: {lognormal: {p50: ${tail(usual.p50)}, p99: ${tail(usual.p99)}}}`);
  for (const [name, value] of Object.entries(options ?? {})) parts.push(`${name}: ${writeFlow(value)}`);
  return parts.join(", ");
}
function tailOf(value) {
  return walkBetween({ min: value * 0.85, max: value * 1.15 });
}
function tail(value) {
  return writeSignal(tailOf(value));
}
function userText(users) {
  const rest = users.length - maxUsers;
  const shown = users.slice(0, maxUsers).map((user) => user === "" ? "a panel without a title" : oneLine(user));
  return `${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
function wrapComment(text) {
  return [`# ${text.length > 500 ? `${text.slice(0, 500)}…` : text}`];
}
function oneLine(text) {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").trim().slice(0, 80);
}
function labelPattern(value) {
  return value.replaceAll(/\{(?=-?\d+\.\.)|\\(?=\{)/g, (sign) => sign === "{" ? "\\{" : "\\");
}
function labelText(value) {
  return quoted(labelPattern(value));
}
function quoted(text) {
  if (/^[A-Za-z/][A-Za-z0-9_/-]*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n|nan|inf)$/i.test(text))
    return text;
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`
  );
}

// src/infer/write/render-incident.ts
var healthyName = "healthy";
var incidentName = "incident";
function renderIncident(base, incident, expected = []) {
  const metrics = base.metrics.map((metric, index) => {
    const { kind } = incident.metrics[index];
    return kind === metric.kind ? metric : asGauge(metric);
  });
  const text = renderSpec({ ...base, metrics, historyMs: incident.historyMs });
  const changed = incident.metrics.flatMap((metric, index) => {
    const series = metric.series.filter((one, place) => one !== base.metrics[index].series[place]);
    return series.length === 0 ? [] : [{ ...metric, series }];
  });
  const known = new Set(base.signals.map(({ name }) => name));
  const causes = incident.signals.filter(({ name }) => !known.has(name));
  if (changed.length + expected.length === 0)
    return `${text}
scenarios:
  ${healthyName}: {}
  ${incidentName}: {}
`;
  const lines = [
    "",
    "scenarios:",
    `  ${healthyName}: {}`,
    `  ${incidentName}:`,
    ...causes.length === 0 ? [] : ["    signals:", ...causes.map((cause) => `      ${renderCause(cause)}`)],
    ...changed.length === 0 ? [] : ["    metrics:"],
    ...changed.flatMap((metric) => [
      `      - name: ${JSON.stringify(metric.name)}`,
      "        series:",
      ...renderSeries(metric).map((entry) => `          - ${entry}`)
    ]),
    ...expected.length === 0 ? [] : ["    alerts:"],
    ...expected.map(({ alert, afterMs, withinMs }) => {
      const fires = `{after: ${formatDuration(afterMs)}, within: ${formatDuration(withinMs)}}`;
      return `      - {alert: ${JSON.stringify(alert)}, fires: ${fires}}`;
    })
  ];
  return `${text}${lines.join("\n")}
`;
}
function asGauge(metric) {
  const series = metric.series.map((one) => ({ ...one, signal: { form: "constant", value: 1 } }));
  return { ...metric, kind: "gauge", series };
}

export {
  isFixed,
  walkBetween,
  switchBetween,
  scaleSignal,
  round,
  specOf,
  times,
  factorRows,
  renderSpec,
  inOrder,
  renderCause,
  renderMetric,
  renderSeries,
  tailOf,
  labelPattern,
  healthyName,
  incidentName,
  renderIncident
};
