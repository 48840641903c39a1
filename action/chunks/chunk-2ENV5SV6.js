import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  alertJson,
  ruleTestJson
} from "./chunk-WUVYNSCQ.js";
import {
  describeFailures,
  failedTemplates
} from "./chunk-Z4M2RD52.js";
import {
  knownFromPage
} from "./chunk-VC6LTPPT.js";
import {
  labelsAt,
  reportNames,
  scrapeFailure
} from "./chunk-MTFR5NHR.js";
import {
  labelKey,
  showLabels
} from "./chunk-OD6TAQFI.js";
import {
  counts
} from "./chunk-3X2NTYLH.js";
import {
  splitPart
} from "./chunk-PLX77PAM.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";
import {
  dotenvLines,
  outputLines
} from "./chunk-IKWK4HV6.js";
import {
  HttpError
} from "./chunk-E7O6XGVL.js";

// src/preview/relay/relayed-metrics.ts
var firstTimeoutMs = 1e4;
async function readRelayed(sources, { signal }) {
  const names = new Set(reportNames);
  const known = [];
  for (const { target, scraper } of sources) {
    const page = await scraper.scrape(firstTimeoutMs, signal).catch((error2) => {
      signal.throwIfAborted();
      throw new HttpError(
        `--relay: ${target.shown} could not be scraped: ${scrapeFailure(error2)}; start the application first, then up`,
        { code: "network" }
      );
    });
    for (const name of namesOn(page)) names.add(name);
    const samples = page.samples.map((sample) => ({ ...sample, labels: labelsAt(target, sample.labels) }));
    known.push(...knownFromPage({ ...page, samples }));
  }
  return { sources, names, known };
}
function namesOn({ samples, types }) {
  const names = /* @__PURE__ */ new Set();
  for (const { name } of samples) {
    names.add(name);
    const base = splitPart(name)?.base;
    if (base !== void 0 && /histogram|summary/.test(types.get(base) ?? "")) names.add(base);
  }
  return names;
}

// src/cli/review/outputs.ts
import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
var maxSummaryChars = 3e5;
function outputValues(result, { resultFile, previewDir }) {
  const urls = result.dashboards.map(({ url }) => url);
  const panels = (state) => result.dashboards.reduce((sum, { check }) => sum + (check?.panels[state] ?? 0), 0);
  return {
    url: urls[0] ?? "",
    urls: JSON.stringify(urls),
    key: result.key,
    "expires-at": result.expiresAtMs === void 0 ? "" : new Date(result.expiresAtMs).toISOString(),
    "panels-empty": String(panels("empty")),
    "panels-error": String(panels("error")),
    "result-file": resultFile ?? "",
    "preview-dir": previewDir ?? ""
  };
}
function writeOutputs(files, { json, values, summary }, { env, cwd, files: out, redactor }) {
  const { GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summaryFile } = env;
  const clean = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, redactor.text(value)]));
  writeResultFile(files, json, { cwd, files: out });
  if (output) out.append({ path: output, what: "GITHUB_OUTPUT" }, outputLines(clean, `end-${randomUUID()}`));
  if (summaryFile && summary !== "") out.append({ path: summaryFile, what: "GITHUB_STEP_SUMMARY" }, `${summary}
`);
  const { dotenv } = files;
  if (dotenv !== void 0)
    out.write({ path: resolve(cwd, dotenv), what: "--dotenv" }, dotenvLines(dotenvValues(clean)));
}
function writeResultFile({ resultFile }, json, { cwd, files }) {
  if (resultFile !== void 0) files.json({ path: resolve(cwd, resultFile), what: "--result-file" }, json);
}
function dotenvValues({
  urls: _urls,
  "result-file": _file,
  "preview-dir": _folder,
  key,
  ...values
}) {
  const named = Object.entries(values).map(([name, value]) => [
    `DASHPREVIEW_${name.toUpperCase().replaceAll("-", "_")}`,
    value
  ]);
  return { ...Object.fromEntries(named), DASHPREVIEW_PREVIEW: key ?? "" };
}

// src/alerts/review/compare-rules.ts
function compareRules(now, before) {
  const rulesNow = definitions(now);
  const rulesBefore = definitions(before);
  const left = new Set(before.test.alerts);
  const pairs = /* @__PURE__ */ new Map();
  for (const keyOf of [placeKey, nameKey]) {
    const mine = now.test.alerts.filter((alert) => !pairs.has(alert));
    const found = groupBy(left, keyOf);
    const wanted = groupBy(mine, keyOf);
    for (const [key, alerts2] of wanted) {
      const others = found.get(key) ?? [];
      if (keyOf === nameKey && (alerts2.length > 1 || others.length > 1)) continue;
      for (const [index, alert] of alerts2.entries()) {
        const other = others[index];
        if (other === void 0) continue;
        pairs.set(alert, other);
        left.delete(other);
      }
    }
  }
  const alerts = now.test.alerts.map((alert) => {
    const other = pairs.get(alert);
    if (other === void 0) return { alert, change: "new", before: void 0 };
    const isSame = rulesNow.get(alert) === rulesBefore.get(other);
    const change = !isSame ? "changed" : sameTimeline(alert, other) ? "unchanged" : "affected";
    return { alert, change, before: other };
  });
  return { alerts, removed: [...left] };
}
function uncomparedAlerts({ alerts }, change) {
  return alerts.map((alert) => ({ alert, change, before: void 0 }));
}
function sameTimeline(one, other) {
  return timelineText(one) === timelineText(other);
}
function timelineText({ instances }) {
  const texts = instances.map(
    ({ labels, intervals }) => JSON.stringify([
      labelKey(labels),
      intervals.map(({ state, cause, fromMs, untilMs }) => [state, cause, fromMs, untilMs])
    ])
  );
  return texts.sort().join("\n");
}
function groupBy(alerts, keyOf) {
  const groups = /* @__PURE__ */ new Map();
  for (const alert of alerts) groups.set(keyOf(alert), [...groups.get(keyOf(alert)) ?? [], alert]);
  return groups;
}
function placeKey({ file, namespace, group, alert }) {
  return JSON.stringify([file, namespace, group, alert]);
}
function nameKey({ alert }) {
  return alert;
}
function definitions({ files, test }) {
  const groups = files.flatMap((file) => file.groups);
  const texts = /* @__PURE__ */ new Map();
  for (const group of groups)
    for (const rule of group.rules) {
      if (rule.kind !== "alert") continue;
      const key = lineKey(group.file, rule.line, rule.name);
      texts.set(key, [...texts.get(key) ?? [], definition(group, rule)]);
    }
  return new Map(
    test.alerts.map((alert) => [alert, texts.get(lineKey(alert.file, alert.line, alert.alert))?.shift() ?? ""])
  );
}
function lineKey(file, line, name) {
  return JSON.stringify([file, line, name]);
}
function definition(group, { line: _line, ...rule }) {
  const { intervalMs, queryOffsetMs, limit } = group;
  return JSON.stringify([rule, intervalMs, queryOffsetMs, limit]);
}

// src/alerts/review/rule-findings.ts
var lacking = /* @__PURE__ */ new Set([
  "metric-not-in-spec",
  "metric-without-series",
  "label-missing",
  "value-missing",
  "combination-missing",
  "range-too-short",
  "sides-do-not-match"
]);
function ruleFindings({ problems, records, alerts, expectations }) {
  return [
    ...problems.map(({ file, line, message }) => error("rule-refused", { file, line }, message)),
    ...records.flatMap(
      ({ failures, record, ...place }) => describeFailures(failures).map((text) => error("rule-failed", { ...place, rule: record }, text))
    ),
    ...alerts.flatMap(
      ({ failures, alert, ...place }) => describeFailures(failures).map((text) => error("rule-failed", { ...place, rule: alert }, text))
    ),
    ...alerts.flatMap(
      (one) => failedTemplates(one).map((text) => error("template-failed", { ...one, rule: one.alert }, text))
    ),
    ...expectations.flatMap(({ alert, labels, expected, reason, ...place }) => {
      const rule = labels.size === 0 ? alert : `${alert}${showLabels(labels)}`;
      return reason === void 0 ? [] : [error("expectation-missed", { ...place, rule }, `expected: ${expected}; ${reason}`)];
    }),
    ...alerts.filter(neverFires).map(
      ({ file, line, alert, reason }) => ({
        ...{ state: "hint", code: "never-fires", file, line, rule: alert },
        reason: reason?.text ?? ""
      })
    )
  ];
}
function neverFires({ state, reason }) {
  return state === "inactive" && reason !== void 0 && lacking.has(reason.code);
}
function rulesFail(findings, level) {
  return findings.some(({ state }) => counts(state, level));
}
function error(code, { file, line, rule }, reason) {
  return { state: "error", code, file, line, ...rule === void 0 ? {} : { rule }, reason };
}
function findingsOf(tests) {
  const all = tests.flatMap(({ test }) => ruleFindings(test));
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

// src/alerts/show/rule-review-json.ts
function ruleReviewJson({
  test,
  alerts,
  removed,
  uncompared,
  scenario
}) {
  const findings = ruleFindings(test);
  return {
    ...scenario === void 0 ? {} : { scenario },
    ...ruleTestJson(test, { failed: findings.some(({ state }) => state === "error") }),
    alerts: alerts.map(reviewedJson),
    removed: removed.map(alertJson),
    ...uncompared === void 0 ? {} : { uncompared },
    findings
  };
}
function reviewedJson({ alert, change, before }) {
  if (before === void 0) return { ...alertJson(alert), change };
  const { state, grafanaState, instances } = alertJson(before);
  return { ...alertJson(alert), change, before: { state, ...defined({ grafanaState }), instances } };
}

export {
  readRelayed,
  maxSummaryChars,
  outputValues,
  writeOutputs,
  writeResultFile,
  compareRules,
  uncomparedAlerts,
  sameTimeline,
  ruleFindings,
  neverFires,
  rulesFail,
  findingsOf,
  ruleReviewJson
};
