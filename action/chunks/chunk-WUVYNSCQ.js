import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  describeFailures,
  failedTemplates
} from "./chunk-Z4M2RD52.js";
import {
  describeTiming,
  grafanaState,
  showLabels
} from "./chunk-OD6TAQFI.js";
import {
  plainPainter
} from "./chunk-7JRK62TH.js";
import {
  displayWidth,
  fitTo,
  truncateMiddle,
  wrap
} from "./chunk-RDQLQ2QQ.js";
import {
  counted
} from "./chunk-MPS7O4VN.js";
import {
  formatDuration
} from "./chunk-ACMFHTB5.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";

// src/alerts/show/describe-states.ts
var maxShown = 3;
var dayMs = 864e5;
var minuteMs = 6e4;
function describeStates(intervals, { fromMs, toMs }) {
  const firing = intervals.filter(({ state }) => state !== "pending");
  const shown = (firing.length > 0 ? firing : intervals.slice(0, 1)).slice(0, maxShown);
  const minute = (timeMs) => Math.floor(timeMs / minuteMs);
  const isShort = shown.some((one) => one.untilMs !== void 0 && minute(one.fromMs) === minute(one.untilMs));
  const clock = (timeMs) => {
    const text = new Date(timeMs).toISOString().slice(0, isShort ? 19 : 16);
    return toMs - fromMs > dayMs ? text.slice(5).replace("T", " ") : text.slice(11);
  };
  const when = shown.map(
    ({ state, grafanaState: grafanaState2 = state, fromMs: from, untilMs: until }) => `${grafanaState2} ${clock(from)}${until === void 0 ? "" : ` to ${clock(until)}`}`
  );
  return `${when.join(", ")}${firing.length > maxShown ? `, ${firing.length - maxShown} more` : ""}`;
}
function textOf(intervals) {
  const first = intervals.find(({ state }) => state === "firing") ?? intervals[0];
  const texts = ["summary", "message", "description"].map((name) => first?.annotations.get(name));
  return texts.find((one) => one !== void 0 && one !== "");
}

// src/alerts/show/instance-rows.ts
function instanceRows(labels, width) {
  const full = labels.map((one) => plainLine(showLabels(one)));
  if (full.every((text) => displayWidth(text) <= width)) return { common: [], rows: full.map((text) => [text]) };
  const [first] = labels;
  const shared = new Map(
    labels.length < 2 ? [] : [...first].filter(([name, value]) => labels.every((one) => one.get(name) === value))
  );
  const own = labels.map((one) => plainLine(showLabels(new Map([...one].filter(([name]) => !shared.has(name))))));
  const cut = own.map((text) => truncateMiddle(text, width));
  const count = (text) => cut.filter((other) => other === text).length;
  return {
    common: shared.size === 0 ? [] : wrap(`all with ${plainLine(showLabels(shared))}`, width),
    rows: cut.map((text, index) => count(text) === 1 ? [text] : wrap(own[index], width))
  };
}

// src/alerts/show/timeline-bar.ts
var signs = { inactive: "·", pending: "▒", recovering: "▓", nodata: "?", error: "!", firing: "█" };
var grave = ["firing", "error", "nodata", "recovering", "pending"];
function legendOf(alerts, paint = plainPainter) {
  const intervals = alerts.flatMap(({ instances }) => instances.flatMap((one) => one.intervals));
  const isGrafana = alerts.length > 0 && alerts.every((one) => one.grafanaState !== void 0);
  const states = grave.filter(
    (state) => state === "pending" || state === "firing" || intervals.some((one) => one.state === state)
  );
  return states.reverse().map((state) => `${paintOf(state, paint)(signs[state])} ${isGrafana ? grafanaState(state) : state}`).join("  ");
}
function paintOf(state, paint) {
  if (state === "inactive") return paint.dim;
  return state === "firing" || state === "error" ? paint.red : paint.yellow;
}
function timelineBar(intervals, { fromMs, toMs }, { width, paint = plainPainter }) {
  const each = Math.max(1, toMs - fromMs) / width;
  let text = "";
  let run = { state: "inactive", length: 0 };
  const flush = () => {
    const plain = signs[run.state].repeat(run.length);
    text += paintOf(run.state, paint)(plain);
  };
  for (let place = 0; place < width; place++) {
    const state = stateIn(intervals, fromMs + place * each, fromMs + (place + 1) * each);
    if (state !== run.state) {
      flush();
      run = { state, length: 0 };
    }
    run.length++;
  }
  flush();
  return text;
}
function stateIn(intervals, fromMs, toMs) {
  let found = "inactive";
  for (const interval of intervals) {
    const until = interval.untilMs ?? Number.POSITIVE_INFINITY;
    if (interval.fromMs >= toMs || until <= fromMs) continue;
    if (interval.state === "firing") return "firing";
    const place = (state) => state === "inactive" ? grave.length : grave.indexOf(state);
    if (place(interval.state) < place(found)) found = interval.state;
  }
  return found;
}

// src/alerts/show/format-rule-test.ts
var maxInstances = 10;
function formatRuleTest(test, options) {
  const { window, alerts, records, unevaluated, expectations } = test;
  const { paint } = options;
  const lines = [
    `${utc(window.fromMs)} to ${utc(window.toMs)} UTC (${formatDuration(window.toMs - window.fromMs)})  ` + legendOf(alerts, paint)
  ];
  let group = "";
  for (const alert of alerts) {
    if (options.shown?.has(alert.alert) === false) continue;
    const title = groupTitle(alert, alert.intervalMs);
    if (title !== group) lines.push("", paint.bold(plainLine(title)));
    group = title;
    lines.push(...alertLines(alert, test, options));
  }
  const silent = records.filter(({ reason }) => reason !== void 0);
  if (silent.length > 0) lines.push("", paint.bold("Recording rules that record nothing"));
  for (const { record, reason, file, line } of silent)
    lines.push(...indented(`${record} (${file}:${line}): ${reason}`, 2, options));
  if (unevaluated.length > 0) lines.push("", paint.bold("Not evaluated"));
  for (const { group: group2, rule = group2, file, line, reason } of unevaluated)
    lines.push(...indented(`${rule} (${file}:${line}): ${reason}`, 2, options));
  if (expectations.length > 0)
    lines.push("", paint.bold("Expectations"), ...expectations.map((one) => `  ${expectationLine(one, paint)}`));
  lines.push("", describeCounts(test));
  return lines;
}
function utc(timeMs) {
  return new Date(timeMs).toISOString().slice(0, 16).replace("T", " ");
}
function groupTitle({ file, namespace, group }, intervalMs) {
  return `${file}: ${namespace === void 0 ? "" : `${namespace}/`}${group}, every ${formatDuration(intervalMs)}`;
}
function alertLines(alert, { window }, options) {
  const { paint } = options;
  const timing = describeTiming(alert);
  const state = stateText(alert, paint);
  const lines = [`  ${plainLine(alert.alert)}${timing === "" ? "" : paint.dim(`, ${timing}`)}: ${state}`];
  const instances = alert.instances.slice(0, maxInstances);
  const labels = instances.map((one) => new Map([...one.labels].filter(([name]) => name !== "alertname")));
  const { common, rows } = instanceRows(labels, Math.max(20, options.columns - 6));
  lines.push(...common.map((line) => `    ${paint.dim(line)}`));
  for (const [index, instance] of instances.entries())
    lines.push(...rows[index].map((row) => `    ${row}`), ...instanceLines(instance, window, options));
  if (alert.instances.length > maxInstances) lines.push(`    and ${alert.instances.length - maxInstances} more`);
  if (alert.reason !== void 0) lines.push(...indented(alert.reason.text, 4, options));
  for (const text of [...describeFailures(alert.failures), ...failedTemplates(alert)])
    lines.push(...indented(text, 4, options).map((line) => paint.red(line)));
  return lines;
}
function stateText({ state, grafanaState: grafanaState2 }, paint) {
  if (state === "inactive") return grafanaState2 ?? state;
  if (state === "firing") return paint.red(grafanaState2 ?? "fires");
  return (state === "error" ? paint.red : paint.yellow)(grafanaState2 ?? state);
}
function instanceLines({ intervals }, window, { columns, paint }) {
  const width = Math.max(20, Math.min(60, columns - 36));
  const lines = [`    ${timelineBar(intervals, window, { width, paint })} ${describeStates(intervals, window)}`];
  const text = textOf(intervals);
  if (text !== void 0) lines.push(`    ${paint.dim(fitTo(plainLine(text), Math.max(20, columns - 6)).trimEnd())}`);
  return lines;
}
function indented(text, by, { columns }) {
  return wrap(plainLine(text), Math.max(30, columns - by)).map((line) => " ".repeat(by) + line);
}
function expectationLine({ alert, labels, expected, met, reason }, paint) {
  const which = labels.size === 0 ? alert : `${alert}${showLabels(labels)}`;
  const text = plainLine(`${which} ${expected}${reason === void 0 ? "" : `: ${reason}`}`);
  return met ? `${paint.green("met")}      ${text}` : `${paint.red("not met")}  ${text}`;
}
function describeCounts({ alerts, records, expectations }) {
  const count = (state) => alerts.filter((one) => one.state === state).length;
  const parts = [
    `${counted(alerts.length, "alert rule")}: ${count("firing")} fire, ${count("pending")} pending, ` + [
      `${count("inactive")} inactive`,
      ...count("nodata") > 0 ? [`${count("nodata")} without data`] : [],
      ...count("error") > 0 ? [`${count("error")} in error`] : []
    ].join(", "),
    ...records.length === 0 ? [] : [counted(records.length, "recording rule")],
    ...expectations.length === 0 ? [] : [`${expectations.filter(({ met }) => met).length} of ${counted(expectations.length, "expectation")} met`]
  ];
  return parts.join("; ");
}

// src/alerts/show/rule-test-json.ts
function ruleTestJson(test, { failed }) {
  const { window, alerts, records, unevaluated, expectations, problems, warnings } = test;
  return {
    ok: !failed,
    window: { from: iso(window.fromMs), to: iso(window.toMs) },
    alerts: alerts.map(alertJson),
    records: records.map(({ record, expr, series, failures, reason, ...place }) => ({
      record,
      ...placeJson(place),
      expr,
      series,
      ...reason === void 0 ? {} : { reason },
      failures: failures.map(failureJson)
    })),
    unevaluated: unevaluated.map(({ rule, reason, ...place }) => ({
      ...placeJson(place),
      ...defined({ rule }),
      reason
    })),
    expectations: expectations.map(({ labels, ...rest }) => ({ ...rest, labels: Object.fromEntries(labels) })),
    problems,
    warnings
  };
}
function alertJson(alert) {
  const { forMs, keepFiringForMs, intervalMs, state, instances, failures, reason } = alert;
  return {
    alert: alert.alert,
    ...placeJson(alert),
    expr: alert.expr,
    forSeconds: forMs / 1e3,
    keepFiringForSeconds: keepFiringForMs / 1e3,
    intervalSeconds: intervalMs / 1e3,
    state,
    ...defined({ grafanaState: alert.grafanaState }),
    ...reason === void 0 ? {} : { reason: reason.text, code: reason.code },
    instances: instances.map(({ labels, intervals }) => ({
      labels: Object.fromEntries(labels),
      intervals: intervals.map((one) => ({
        state: one.state,
        ...defined({ grafanaState: one.grafanaState }),
        from: iso(one.fromMs),
        ...one.untilMs === void 0 ? {} : { until: iso(one.untilMs) },
        // JSON has no NaN and no infinity.
        value: Number.isFinite(one.value) ? one.value : String(one.value),
        annotations: objectOf(one.annotations)
      }))
    })),
    failures: failures.map(failureJson),
    templates: failedTemplates(alert)
  };
}
function failureJson({ error, firstMs, count }) {
  return { error, first: iso(firstMs), count };
}
function placeJson({ group, namespace, file, line }) {
  return { group, ...namespace === void 0 ? {} : { namespace }, file, line };
}
var objectOf = (labels) => Object.fromEntries(labels);
var iso = (timeMs) => new Date(timeMs).toISOString();

export {
  describeStates,
  textOf,
  legendOf,
  timelineBar,
  formatRuleTest,
  describeCounts,
  ruleTestJson,
  alertJson
};
