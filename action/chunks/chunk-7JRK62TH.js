import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  describeCopies,
  describePlace
} from "./chunk-DVOWRG3L.js";
import {
  notComputed
} from "./chunk-3X2NTYLH.js";
import {
  displayWidth,
  fitTo,
  truncate,
  wrap
} from "./chunk-RDQLQ2QQ.js";
import {
  counted
} from "./chunk-MPS7O4VN.js";
import {
  documentation
} from "./chunk-PHWUCDRY.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";

// src/present/format-unit.ts
var binary = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
var decimal = ["B", "kB", "MB", "GB", "TB", "PB"];
var counts = ["", "K", "Mil", "Bil", "Tri"];
var metric = ["", "k", "M", "G", "T", "P"];
var scaled = (step, names, suffix = "") => {
  return (value) => {
    let [rest, place] = [value, 0];
    while (Math.abs(rest) >= step && place < names.length - 1) [rest, place] = [rest / step, place + 1];
    const name = `${names[place]}${suffix}`;
    return `${number(rest)}${name === "" ? "" : ` ${name}`}`;
  };
};
var durations = [
  [31536e3, "years", 31536e3],
  [604800, "weeks", 604800],
  [86400, "days", 86400],
  [3600, "hours", 3600],
  [60, "mins", 60],
  [1, "s", 1],
  [1e-3, "ms", 1e-3],
  [1e-6, "µs", 1e-6],
  [0, "ns", 1e-9]
];
var time = (unitSeconds) => (value) => {
  const seconds = value * unitSeconds;
  if (seconds === 0) return "0 s";
  const [, name, size] = durations.find(([from]) => Math.abs(seconds) >= from);
  return `${number(seconds / size)} ${name}`;
};
var formats = /* @__PURE__ */ new Map([
  ["percent", (value) => `${number(value)}%`],
  ["percentunit", (value) => `${number(value * 100)}%`],
  ["bytes", scaled(1024, binary)],
  ["kbytes", (value) => scaled(1024, binary)(value * 1024)],
  ["mbytes", (value) => scaled(1024, binary)(value * 1024 ** 2)],
  ["decbytes", scaled(1e3, decimal)],
  ["bits", scaled(1024, ["b", "Kib", "Mib", "Gib", "Tib"])],
  ["decbits", scaled(1e3, ["b", "kb", "Mb", "Gb", "Tb"])],
  ["binBps", scaled(1024, binary, "/s")],
  ["Bps", scaled(1e3, decimal, "/s")],
  ["bps", scaled(1e3, ["b", "kb", "Mb", "Gb", "Tb"], "/s")],
  ["binbps", scaled(1024, ["b", "Kib", "Mib", "Gib", "Tib"], "/s")],
  ["s", time(1)],
  ["ms", time(1e-3)],
  ["µs", time(1e-6)],
  ["ns", time(1e-9)],
  ["m", time(60)],
  ["h", time(3600)],
  ["d", time(86400)],
  ["reqps", scaled(1e3, counts, "req/s")],
  ["rps", scaled(1e3, counts, "rd/s")],
  ["wps", scaled(1e3, counts, "wr/s")],
  ["ops", scaled(1e3, counts, "ops/s")],
  ["iops", scaled(1e3, counts, "io/s")],
  ["cps", scaled(1e3, counts, "c/s")],
  ["pps", scaled(1e3, metric, "p/s")],
  ["hertz", scaled(1e3, metric, "Hz")],
  ["celsius", (value) => `${number(value)} °C`],
  ["watt", scaled(1e3, metric, "W")],
  ["volt", scaled(1e3, metric, "V")],
  ["amp", scaled(1e3, metric, "A")],
  ["bool", (value) => value === 0 ? "False" : "True"],
  ["bool_yes_no", (value) => value === 0 ? "No" : "Yes"],
  ["bool_on_off", (value) => value === 0 ? "Off" : "On"],
  ["none", (value) => number(value)],
  ["short", scaled(1e3, counts)]
]);
function formatUnit(value, unit = "short") {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
  if (unit.startsWith("suffix:")) return `${number(value)}${unit.slice(7, 27)}`;
  if (unit.startsWith("prefix:")) return `${unit.slice(7, 27)}${number(value)}`;
  return (formats.get(unit) ?? formats.get("short"))(value);
}
function number(value) {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e15) return String(Number(value.toPrecision(3)));
  const digits = Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(size))));
  return String(Number(value.toFixed(digits)));
}

// src/present/sparkline.ts
var bars = "▁▂▃▄▅▆▇█";
var roundingShare = 1e-14;
function sparkline(values, width) {
  const length = Math.min(values.length, Math.max(0, Math.floor(width)));
  const means = Array.from({ length }, (_, index) => {
    const share = values.slice(
      Math.floor(index * values.length / length),
      Math.floor((index + 1) * values.length / length)
    );
    const finite = share.filter((value) => value !== void 0 && Number.isFinite(value));
    return finite.length === 0 ? void 0 : mean(finite);
  });
  const known = means.filter((value) => value !== void 0);
  const [min, max] = [Math.min(...known), Math.max(...known)];
  const span = max / 2 - min / 2;
  const flat = !(span > roundingShare * Math.max(Math.abs(min), Math.abs(max)));
  return means.map((value) => value === void 0 ? " " : bars[flat ? 3 : Math.round((value / 2 - min / 2) / span * 7)]).join("");
}
function mean(values) {
  const average = values.reduce((sum, value) => sum + value / values.length, 0);
  return Math.min(Math.max(...values), Math.max(Math.min(...values), average));
}

// src/present/unused-line.ts
var maxNames = 8;
function unusedLine(names, all) {
  const shown = names.length <= maxNames + 1 ? names : names.slice(0, maxNames);
  const rest = names.length - shown.length;
  const more = rest > 0 ? ` and ${rest} more; ${all} lists all` : "";
  return `In the data spec but in no panel: ${shown.join(", ")}${more}`;
}

// src/present/format-table.ts
var plainPainter = {
  red: (t) => t,
  green: (t) => t,
  yellow: (t) => t,
  dim: (t) => t,
  bold: (t) => t
};
var maxReason = 2e3;
function formatTable(result, options = {}) {
  const { paint = plainPainter, findings = true } = options;
  const columns = Math.max(40, options.columns ?? 100);
  const parts = [...panelLines(result, columns, paint), "", summaryLine(result, paint)];
  if (findings) parts.push(...notJudgedLines(result, columns, paint, options.maxFindings ?? 50));
  if (findings) parts.push(...uncheckedLines(result.unchecked, columns, paint, options.maxFindings ?? 50));
  if (findings) parts.push(...findingLines(result.findings, columns, paint, options.maxFindings ?? 50));
  if (findings && result.unusedMetrics.length > 0) {
    parts.push("", ...wrap(unusedLine(result.unusedMetrics.map(plainLine), "--output json"), columns));
  }
  return `${parts.join("\n")}
`;
}
function panelLines({ panelResults }, columns, paint) {
  const values = panelResults.map(
    ({ lastValue, unit }) => lastValue === void 0 ? "" : plainLine(formatUnit(lastValue, unit))
  );
  const titles = panelResults.map(({ title }) => plainLine(title === "" ? "(no title)" : title));
  const valueWidth = Math.min(14, Math.max(4, ...values.map(displayWidth)));
  const shapeWidth = Math.max(8, Math.min(32, Math.floor(columns / 4)));
  const states = panelResults.map(({ state }) => stateWord(state));
  const stateWidth = Math.max(7, ...states.map(displayWidth));
  const most = columns - valueWidth - shapeWidth - stateWidth - 6 - 8;
  const titleWidth = Math.max(5, Math.min(most, Math.max(5, ...titles.map(displayWidth))));
  const head = [
    fitTo("PANEL", titleWidth),
    fitTo("STATE", stateWidth),
    fitTo("SERIES", 6, "end"),
    fitTo("LAST", valueWidth, "end"),
    "TREND"
  ].join("  ");
  const rows = panelResults.map((panel, index) => {
    const isUnknown = panel.state === "skipped" || panel.state === "unchecked" || isNotComputed(panel) && panel.series === 0;
    const series = isUnknown ? "" : String(panel.series);
    const shape = panel.note === void 0 ? sparkline(panel.shape, shapeWidth) : paint.dim(plainLine(panel.note));
    const cells = [
      fitTo(titles[index], titleWidth),
      paintState(panel.state, fitTo(states[index], stateWidth), paint),
      fitTo(series, 6, "end")
    ];
    const row = [...cells, fitTo(values[index], valueWidth, "end"), shape].join("  ").trimEnd();
    const copies = describeCopies(panel);
    return copies === void 0 ? row : `${row}
${copyLines(copies, columns, paint)}`;
  });
  return [paint.bold(head), ...rows];
}
function copyLines(text, columns, paint) {
  const lines = wrap(plainLine(text), columns - 2);
  return lines.map((line) => paint.dim(`  ${line}`)).join("\n");
}
var isNotComputed = ({ note }) => note === notComputed;
function stateWord(state) {
  return state === "unchecked" ? "not checked" : state;
}
function paintState(state, text, paint) {
  if (state === "ok") return paint.green(text);
  if (state === "error" || state === "broken") return paint.red(text);
  return state === "empty" || state === "unchecked" ? paint.yellow(text) : paint.dim(text);
}
function findingsHelp(code) {
  return `how to fix them: ${documentation("findings", code)}`;
}
function summaryLine({ panels, panelResults, findings }, paint = plainPainter) {
  const { total, ok, empty, error, skipped, unchecked } = panels;
  const uncomputed = panelResults.filter(isNotComputed).length;
  const parts = [
    ok > 0 ? paint.green(`${ok} ok${uncomputed > 0 ? ` (${uncomputed} ${notComputed})` : ""}`) : "",
    empty > 0 ? paint.yellow(`${empty} empty`) : "",
    error > 0 ? paint.red(`${error} error`) : "",
    unchecked > 0 ? paint.yellow(`${unchecked} not checked`) : "",
    skipped > 0 ? paint.dim(`${skipped} skipped`) : ""
  ].filter((part) => part !== "");
  const count = (wanted) => findings.filter(({ state }) => state === wanted).length;
  const [broken, hints] = [count("broken"), count("hint")];
  const told = [
    ...broken > 0 ? [paint.red(`${broken} broken`)] : [],
    ...hints > 0 ? [counted(hints, "hint", "hints")] : []
  ];
  const states = parts.length === 0 ? "" : `: ${parts.join(", ")}`;
  return `${counted(total, "panel")}${states}${told.length === 0 ? "" : `; ${told.join(", ")}`}`;
}
function findingLines(findings, columns, paint, most) {
  const told = findings.filter(({ state }) => state !== "skipped");
  const relayed = findings.filter(({ code }) => code === "relayed").length;
  const skipped = findings.length - told.length - relayed;
  const placeWidth = ({ code }) => Math.max(8, columns - code.length - 12);
  const lines = told.slice(0, most).flatMap((finding) => [
    "",
    `${paintState(finding.state, finding.state, paint)}  ${paint.bold(truncate(plainLine(describePlace(finding)), placeWidth(finding)))}  ` + paint.dim(finding.code),
    ...wrap(plainLine(finding.reason).slice(0, maxReason), columns - 2).map((line) => `  ${line}`),
    ...finding.expr === void 0 ? [] : [paint.dim(`  ${truncate(plainLine(finding.expr), columns - 2)}`)]
  ]);
  if (told.length > most) lines.push("", `… and ${told.length - most} more findings`);
  if (told.length > 0) lines.push("", paint.dim(findingsHelp(told[0].code)));
  if (relayed > 0)
    lines.push(
      "",
      paint.dim(`${counted(relayed, "query", "queries")} of relayed metrics: no data yet, or of other labels`)
    );
  if (skipped > 0)
    lines.push(
      "",
      paint.dim(`${skipped} ${skipped === 1 ? "query was" : "queries were"} skipped: non-Prometheus, empty or hidden`)
    );
  return lines;
}
function uncheckedLines(unchecked, columns, paint, most) {
  const groups = byReason(unchecked);
  const lines = groups.slice(0, most).flatMap(({ first, reason, others }) => {
    const more = others === 0 ? "" : ` and ${others} more`;
    const place = truncate(plainLine(describePlace(first)), columns - 13 - more.length);
    return [
      "",
      `${paint.yellow("not checked")}  ${paint.bold(place)}${more}`,
      ...wrap(plainLine(reason).slice(0, maxReason), columns - 2).map((line) => `  ${line}`)
    ];
  });
  const left = groups.slice(most).reduce((sum, { others }) => sum + 1 + others, 0);
  return left > 0 ? [...lines, "", `… and ${left} more not checked`] : lines;
}
function byReason(unchecked) {
  const groups = /* @__PURE__ */ new Map();
  for (const one of unchecked) {
    const reason = one.reason.replace(/ \(tried \d+ times in [^()]+\)$/, "");
    const known = groups.get(reason);
    if (known === void 0) groups.set(reason, { first: one, reason, others: 0 });
    else known.others++;
  }
  return [...groups.values()];
}
function notJudgedLines({ panelResults }, columns, paint, most) {
  const panels = panelResults.filter(({ notJudged }) => notJudged !== void 0);
  if (panels.length === 0) return [];
  const count = panels.length === 1 ? "1 panel has" : `${panels.length} panels have`;
  const lines = panels.slice(0, most).map(({ title, panelId, notJudged = "" }) => {
    const place = describePlace({ panel: title, ...panelId === void 0 ? {} : { panelId } });
    return paint.dim(`  ${truncate(plainLine(`${place}: ${notJudged}`), columns - 2)}`);
  });
  const more = panels.length > most ? [`  … and ${panels.length - most} more`] : [];
  return ["", `${count} data, but only Grafana can tell whether it is drawn:`, ...lines, ...more];
}

export {
  formatUnit,
  unusedLine,
  plainPainter,
  formatTable,
  paintState,
  findingsHelp,
  summaryLine
};
