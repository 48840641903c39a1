import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readClock
} from "./chunk-ASHW6A5J.js";
import {
  agreeOnVersion,
  encodeNothing,
  explainRefusal,
  sendRequest
} from "./chunk-RZZYZ6Z2.js";
import {
  repeatForStatus,
  requireData
} from "./chunk-JN2EJA7T.js";
import {
  require_dist
} from "./chunk-MWDUPVNI.js";
import {
  formatDuration,
  parseDuration
} from "./chunk-ACMFHTB5.js";
import {
  PrometheusError
} from "./chunk-E7O6XGVL.js";
import {
  __toESM
} from "./chunk-RZGYXAJU.js";

// src/prometheus/query/probe.ts
var import_yaml = __toESM(require_dist(), 1);

// src/prometheus/query/rules.ts
var doing = "asking which alert and recording rules the receiver evaluates";
async function readRules(prometheus, signal) {
  const answer = await prometheus.ask({ method: "GET", path: "/rules", signal });
  const { data } = repeatForStatus(answer.status) === "final" || answer.status === 501 ? answer : { data: requireData(prometheus, doing, answer) };
  const groups = data?.groups;
  if (!Array.isArray(groups)) return void 0;
  const rules = groups.flatMap(
    (group) => Array.isArray(group?.rules) ? group.rules : []
  );
  const named = (type) => [
    ...new Set(rules.flatMap((rule) => rule?.type === type && typeof rule.name === "string" ? [rule.name] : []))
  ].sort();
  return { alerts: named("alerting"), records: named("recording") };
}

// src/prometheus/query/probe.ts
async function probeReceiver(prometheus, context) {
  const { signal } = context;
  const askedMs = context.now();
  const { nowMs, headers } = await readClock(prometheus, { signal });
  const clockAheadMs = nowMs - (askedMs + context.now()) / 2;
  await requireReceiver(prometheus, context);
  const [build, config, flags, head] = await Promise.all([
    askStatus(prometheus, "buildinfo", signal),
    askStatus(prometheus, "config", signal),
    askStatus(prometheus, "flags", signal),
    askStatus(prometheus, "tsdb", signal)
  ]);
  const deletes = prometheus.receiver.deletesSeries === "yes" || headers["x-server-hostname"] !== void 0;
  return {
    version: text(build.data, "version"),
    nowMs,
    clockAheadMs,
    windowMs: readWindow(text(config.data, "yaml")),
    ...readHead(head.data),
    retentionMs: readRetention(flags.data),
    adminApi: deletes ? "enabled" : readAdminApi(prometheus, flags.data),
    rules: await readRules(prometheus, signal)
  };
}
async function askStatus(prometheus, endpoint, signal) {
  if (prometheus.receiver.lacks.includes(endpoint)) return { data: void 0 };
  try {
    return await prometheus.ask({ method: "GET", path: `/status/${endpoint}`, signal, repeat: "fault" });
  } catch (error) {
    if (!(error instanceof PrometheusError)) throw error;
    return { data: void 0 };
  }
}
async function requireReceiver(prometheus, context) {
  const retryMs = Math.min(context.retryMs ?? 15e3, 15e3);
  const request = encodeNothing(await agreeOnVersion(prometheus, context));
  const outcome = await sendRequest(prometheus, request, { ...context, retryMs, attemptMs: 5e3 });
  if (outcome.state === "refused" && outcome.status !== 400)
    throw explainRefusal(prometheus, outcome.reason, outcome.status);
}
function readWindow(yaml) {
  if (yaml === void 0 || yaml === "" || yaml.length > 16 * 1024 * 1024) return void 0;
  const section = /^storage:\n(?:[ \t].*\n?)*/m.exec(yaml)?.[0];
  if (section === void 0) return 0;
  try {
    const window = (0, import_yaml.parse)(section)?.storage?.tsdb?.out_of_order_time_window;
    return window === void 0 ? 0 : parseDuration(String(window));
  } catch {
    return void 0;
  }
}
function readHead(data) {
  const stats = data?.headStats;
  const maxTime = stats?.maxTime;
  if (typeof maxTime !== "number") return { newestSampleMs: void 0, empty: void 0 };
  if (maxTime <= 0) return { newestSampleMs: void 0, empty: true };
  return { newestSampleMs: maxTime, empty: false };
}
function readRetention(data) {
  const flag = text(data, "storage.tsdb.retention.time");
  const ms = flag === void 0 ? void 0 : parseDuration(flag);
  if (ms === 0) return 15 * 864e5;
  return ms;
}
function readAdminApi({ receiver }, flags) {
  if (receiver.deletesSeries === "never") return "disabled";
  const flag = text(flags, "web.enable-admin-api");
  return flag === "true" ? "enabled" : flag === "false" ? "disabled" : "unknown";
}
function text(data, name) {
  const value = typeof data === "object" && data !== null && Object.hasOwn(data, name) ? data[name] : void 0;
  return typeof value === "string" ? value : void 0;
}

// src/prometheus/write/plan-history.ts
var withoutWindowMs = 36e5;
var marginMs = 3e5;
var smallMarginMs = 6e4;
function planHistory(probe, { historyMs, wantedMs, stepMs }) {
  const takesMs = takesHistoryMs(probe);
  const asked = historyMs === "max" ? wantedMs : historyMs;
  if (takesMs === void 0) return { historyMs: asked, uncertain: true };
  if (takesMs >= asked) return { historyMs: asked, uncertain: false };
  const fits = Math.floor(takesMs / stepMs) * stepMs;
  if (fits >= stepMs && (historyMs === "max" || takesMs + smallMarginMs >= asked))
    return { historyMs: fits, uncertain: false };
  throw new PrometheusError(refusal(probe, { takesMs, stepMs, asked }), { code: "history" });
}
function takesHistoryMs({
  windowMs,
  newestSampleMs,
  empty,
  nowMs,
  retentionMs = Infinity
}) {
  const keptMs = retentionMs - smallMarginMs;
  if (empty === true) return keptMs;
  if (windowMs === void 0 || windowMs === 0 && empty === void 0) return void 0;
  const idleMs = nowMs - (newestSampleMs ?? nowMs);
  const without = withoutWindowMs - marginMs + idleMs;
  const withWindow = windowMs === 0 ? 0 : windowMs - smallMarginMs + idleMs;
  return Math.max(0, Math.min(keptMs, Math.max(without, withWindow)));
}
function refusal(probe, { takesMs, stepMs, asked }) {
  const shorter = roundDown(takesMs, stepMs);
  const alternative = shorter > 0 ? `, or pass \`--history ${formatDuration(shorter)}\`` : "";
  const { most, setting } = limitOf(probe, takesMs, asked);
  return `${most}; set ${setting} for the ${inWords(asked)} you asked for${alternative}`;
}
function historyLimit(probe, wantedMs) {
  const { most, setting } = limitOf(probe, takesHistoryMs(probe) ?? 0, wantedMs);
  return `${most}; with ${setting} it is filled`;
}
var retentionSetting = "--storage.tsdb.retention.time";
var windowSetting = "storage.tsdb.out_of_order_time_window";
function historySetting({ retentionMs }, takesMs) {
  return takesMs + smallMarginMs === retentionMs ? retentionSetting : windowSetting;
}
function limitOf(probe, takesMs, wantedMs) {
  if (historySetting(probe, takesMs) === retentionSetting)
    return {
      most: `this server keeps samples for only ${inWords(takesMs + smallMarginMs)}`,
      setting: `\`${retentionSetting}=${formatDuration(wantedMs)}\``
    };
  return {
    most: `this server accepts only ${inWords(roundDown(takesMs, 6e4))} of history`,
    setting: `\`${windowSetting}: ${formatDuration(wantedMs)}\``
  };
}
function roundDown(ms, stepMs) {
  const unitMs = 6e4 % stepMs === 0 ? 6e4 : stepMs;
  return Math.floor(ms / unitMs) * unitMs;
}
function inWords(ms) {
  const words = formatDuration(ms).replaceAll(
    /(\d+)(ms|[dhms])/g,
    (_, amount, unit) => ` ${amount} ${unit === "m" ? "min" : unit}`
  );
  return words.trim();
}

export {
  probeReceiver,
  planHistory,
  takesHistoryMs,
  historyLimit,
  historySetting
};
