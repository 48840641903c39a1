import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  defaultMinHistoryMs
} from "./chunk-3F4FCHHA.js";
import {
  examineSight,
  fixFor,
  setupFix,
  tokenFix
} from "./chunk-DAZLBYKY.js";
import {
  probeGrafana
} from "./chunk-CLLLBOC4.js";
import {
  planHistory,
  probeReceiver,
  takesHistoryMs
} from "./chunk-TD5BO4DN.js";
import "./chunk-AOJ4QD4I.js";
import {
  chooseDataSource
} from "./chunk-ASHW6A5J.js";
import "./chunk-XMYBVWPI.js";
import {
  readClock
} from "./chunk-BCJFHYLG.js";
import "./chunk-RZZYZ6Z2.js";
import "./chunk-6M77KGMD.js";
import "./chunk-T7EJVMAX.js";
import "./chunk-6LKQSSW4.js";
import "./chunk-7JRK62TH.js";
import {
  dsQuery
} from "./chunk-ZCLG54QM.js";
import "./chunk-DVOWRG3L.js";
import "./chunk-3X2NTYLH.js";
import "./chunk-RDQLQ2QQ.js";
import "./chunk-D4UIDT74.js";
import {
  grafanaFrom,
  isLoopback,
  optionalPrometheusFrom
} from "./chunk-O375JEU7.js";
import "./chunk-BBF4SSFR.js";
import "./chunk-I6U2BZTL.js";
import "./chunk-SGDPDTTZ.js";
import {
  createProgress
} from "./chunk-TZCGKX3G.js";
import "./chunk-ZUCV4DK7.js";
import "./chunk-JN2EJA7T.js";
import "./chunk-NCEPZOQJ.js";
import "./chunk-MPS7O4VN.js";
import {
  documentation
} from "./chunk-PHWUCDRY.js";
import "./chunk-B4BP7DEG.js";
import {
  keepsSeries
} from "./chunk-Q663M3BX.js";
import {
  isolationLabel,
  parseIsolationValue,
  previewFolder
} from "./chunk-REFUIXMO.js";
import "./chunk-Z4Q2ISX3.js";
import "./chunk-MWDUPVNI.js";
import "./chunk-RQHKSZ5E.js";
import "./chunk-7ZG6RHXF.js";
import "./chunk-B7QDZDLD.js";
import "./chunk-5AO6ZF25.js";
import {
  formatDuration
} from "./chunk-ACMFHTB5.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";
import "./chunk-EO5QO5NY.js";
import "./chunk-DNV2PKG7.js";
import "./chunk-DZGUTROI.js";
import "./chunk-I2SEJ6BX.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";
import {
  painter
} from "./chunk-PFTXVXQM.js";
import {
  ExpectedError,
  UsageError
} from "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";

// src/preview/doctor/examine-isolation.ts
var hourMs = 36e5;
async function examineIsolation(grafana, { wanted, near }, { now, fix }) {
  const { nowMs } = await readClock(grafana, now);
  const { uid, type } = await chooseDataSource(grafana, wanted, near);
  const ask = (refId, expr) => ({ refId, expr, datasource: { uid, type }, type: "instant", intervalMs: 15e3, maxDataPoints: 1 });
  const answers = await dsQuery(
    grafana,
    [ask("A", `count by (${isolationLabel}) ({${isolationLabel}=~".+"})`), ask("B", `count(up{${isolationLabel}=""})`)],
    {
      fromMs: nowMs - hourMs,
      toMs: nowMs
    }
  );
  const [previews, real] = [answers.get("A"), answers.get("B")];
  const subject = "isolation";
  if (previews?.state !== "ok" || real?.state !== "ok")
    return [
      {
        state: "warn",
        subject,
        text: "Grafana could not ask for series of others, so nothing is known of what a reader can see",
        // Which may be the data source's fault: setup asks Grafana whether it reaches it.
        fix: setupFix(fix)
      }
    ];
  const projects = new Set(
    previews.series.flatMap(({ labels }) => parseIsolationValue(labels[isolationLabel] ?? "")?.project ?? [])
  );
  const seen = [
    ...projects.size > 1 ? [`previews of ${projects.size} projects`] : [],
    ...real.series.length > 0 ? ["series of real targets"] : []
  ];
  if (seen.length === 0)
    return [{ state: "ok", subject, text: "through the data source nothing but one project's previews can be read" }];
  return [
    {
      state: "warn",
      subject,
      text: `through the data source anyone can read ${seen.join(" and ")}: the server does not enforce the label`,
      advice: "where that matters, give previews a server or tenant of their own, or enforce the label there: " + documentation("security", "enforcing-the-label-on-the-server")
    }
  ];
}

// src/preview/doctor/doctor.ts
var endsGrafana = /* @__PURE__ */ new Map([
  ["no-answer", "Grafana does not answer"],
  ["not-grafana", "this address is not a Grafana"],
  ["unauthorized", "Grafana does not accept the token"]
]);
async function examine(options, context) {
  const findings = [];
  const told = /* @__PURE__ */ new Map();
  const unchecked = (subject, reason) => findings.push({ state: "unchecked", subject, text: `not checked: ${reason}` });
  const section = async (subject, look) => {
    try {
      findings.push(...await look());
      return void 0;
    } catch (error) {
      if (!(error instanceof ExpectedError) || context.signal.aborted) throw error;
      const before = told.get(error.message);
      told.set(error.message, before ?? subject);
      const fix = fixFor(error, subject, options.fix);
      if (before !== void 0) unchecked(subject, `it fails as "${before}" does`);
      else findings.push({ state: "fail", subject, text: error.message, ...defined({ fix }) });
      return error.code;
    }
  };
  const { grafana, prometheus } = options;
  if (grafana !== void 0) {
    const which = { wanted: options.dataSource, near: prometheus?.url };
    const others = {
      clock: () => examineClock(grafana, context),
      "data source": () => examineDataSource(grafana, which),
      isolation: () => examineIsolation(grafana, which, { ...context, fix: options.fix })
    };
    const failure = await section("Grafana", () => examineGrafana(grafana, options.fix));
    const end = failure === void 0 ? void 0 : endsGrafana.get(failure);
    for (const [subject, look] of Object.entries(others))
      if (end === void 0) await section(subject, look);
      else unchecked(subject, end);
  }
  if (prometheus !== void 0) await section("Prometheus", () => examineReceiver(prometheus, options, context));
  const stopped = findings.some(
    ({ state, subject }) => (state === "fail" || state === "unchecked") && ["Prometheus", "data source"].includes(subject)
  );
  if (grafana !== void 0 && prometheus !== void 0 && !stopped)
    await section("data source", () => examineSight(grafana, prometheus, options.dataSource, options.fix));
  return findings;
}
async function examineGrafana(grafana, fix) {
  const probe = await probeGrafana(grafana);
  const saving = `the token may ${probe.maySave === "no" ? "not " : ""}save previews`;
  return [
    { state: "ok", subject: "Grafana", text: `${grafana.url} answers, version ${probe.version ?? "not told"}` },
    probe.maySave === "unknown" ? {
      state: "warn",
      subject: "rights",
      text: "Grafana does not tell whether the token may save; it needs Edit on the folder",
      fix: tokenFix(fix)
    } : {
      state: probe.maySave === "yes" ? "ok" : "fail",
      subject: "rights",
      text: saving,
      ...defined({ advice: probe.advice, fix: probe.maySave === "yes" ? void 0 : tokenFix(fix) })
    },
    {
      state: "ok",
      subject: "folder",
      text: `"${previewFolder.title}" ${probe.folder === "there" ? "is there" : "will be made by the first up"}`
    },
    linkRow(probe.links),
    probe.dashboardApi === void 0 ? {
      state: "warn",
      subject: "API",
      text: "without /apis two runs at once are told apart by reading back only; Grafana 12 has it"
    } : { state: "ok", subject: "API", text: "/apis is there: saving and deleting are atomic" }
  ];
}
function linkRow({ url, from, why }) {
  const source = {
    option: "--grafana-public-url",
    grafana: "Grafana's root_url",
    connection: `the address Grafana is reached at: ${why ?? "nothing else is known"}`
  }[from];
  const row = { subject: "links", text: `links begin with ${url} (${source})` };
  if (from !== "connection" || !isLoopback(new URL(url).hostname)) return { state: "ok", ...row };
  return { state: "warn", ...row, advice: "pass --grafana-public-url, or set root_url in Grafana's configuration" };
}
async function examineClock(grafana, { now }) {
  const { doubt } = await readClock(grafana, now);
  if (doubt === void 0) return [{ state: "ok", subject: "clock", text: "Grafana's clock and this machine's agree" }];
  return [
    {
      state: "warn",
      subject: "clock",
      text: `${doubt}: nothing is deleted for its age`,
      advice: "set both by NTP, and let no proxy take the Date header away"
    }
  ];
}
async function examineDataSource(grafana, { wanted, near }) {
  const { name, uid, scrapeIntervalMs } = await chooseDataSource(grafana, wanted, near);
  const interval = scrapeIntervalMs === void 0 ? "no scrape interval set, so 15s" : `scrape interval ${formatDuration(scrapeIntervalMs)}`;
  return [{ state: "ok", subject: "data source", text: `${name} (${uid}), ${interval}` }];
}
async function examineReceiver(prometheus, { historyMs, stepMs }, context) {
  const probe = await probeReceiver(prometheus, context);
  return [
    { state: "ok", subject: "Prometheus", text: `${prometheus.url} answers, version ${probe.version ?? "not told"}` },
    {
      state: "ok",
      subject: "receiver",
      text: `${prometheus.receiver.title}: it takes remote write at ${prometheus.writeUrl}`
    },
    historyFinding(probe, historyMs, stepMs),
    clockFinding(probe),
    deletionFinding(probe, prometheus),
    ruleFinding(probe)
  ];
}
function deletionFinding({ adminApi }, { receiver }) {
  const subject = "deletion";
  if (adminApi === "enabled") return { state: "ok", subject, text: "series of old revisions can be deleted" };
  if (receiver.deletesSeries === "never") return { state: "warn", subject, text: keepsSeries(receiver) };
  return {
    state: "warn",
    subject,
    text: `the admin API is ${adminApi === "disabled" ? "off" : "not told to be on"}: series of old previews stay until the server's retention ends`,
    advice: "start Prometheus with --web.enable-admin-api"
  };
}
function historyFinding(probe, historyMs, stepMs) {
  try {
    const { uncertain } = planHistory(probe, { historyMs, wantedMs: historyMs, stepMs });
    const text2 = `${formatDuration(historyMs)} of history`;
    if (uncertain)
      return {
        state: "warn",
        subject: "history",
        text: `the server does not tell how far back it takes samples; ${text2} will be tried, oldest first, and shortened if it is refused`
      };
    return { state: "ok", subject: "history", text: `it takes ${text2}` };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    const shortens = (takesHistoryMs(probe) ?? 0) >= defaultMinHistoryMs;
    return { state: shortens ? "warn" : "fail", subject: "history", text: error.message };
  }
}
function clockFinding({ clockAheadMs }) {
  const apart = formatDuration(Math.round(Math.abs(clockAheadMs) / 1e3) * 1e3);
  if (Math.abs(clockAheadMs) < 5e3)
    return { state: "ok", subject: "clock", text: "the receiver's clock and this machine's agree" };
  return {
    state: "warn",
    subject: "clock",
    text: `the receiver's clock is ${apart} ${clockAheadMs > 0 ? "ahead of" : "behind"} this machine's; samples follow the receiver's`,
    advice: "set both by NTP"
  };
}
function ruleFinding({ rules }) {
  if (rules === void 0)
    return {
      state: "warn",
      subject: "rules",
      text: "the server does not tell whether it evaluates rules; made-up series could set off an alert"
    };
  const names = [...rules.alerts, ...rules.records];
  if (names.length === 0)
    return { state: "ok", subject: "rules", text: "it evaluates no rules: made-up series wake nobody" };
  return {
    state: "fail",
    subject: "rules",
    text: `it evaluates ${names.length} rules (${names.slice(0, 5).join(", ")}${names.length > 5 ? ", …" : ""}): made-up series could set off an alert`,
    advice: "use a Prometheus or a tenant of its own, or pass --allow-shared-server to up"
  };
}

// src/cli/commands/doctor/run-doctor.ts
async function runDoctor(request, context) {
  const { grafanaUrl, prometheusUrl, org } = request;
  const fix = { grafanaUrl, prometheusUrl, org };
  const hasLogin = request.grafanaToken !== void 0 || request.grafanaUser !== void 0;
  const grafana = grafanaUrl === void 0 || !hasLogin ? void 0 : grafanaFrom(request, context);
  const missing = grafanaUrl === void 0 || hasLogin ? [] : [
    { state: "fail", subject: "token", text: "no Grafana token: GRAFANA_TOKEN is not set", fix: tokenFix(fix) },
    { state: "unchecked", subject: "Grafana", text: "not checked: no token" }
  ];
  const prometheus = optionalPrometheusFrom(request, context);
  if (grafanaUrl === void 0 && prometheus === void 0)
    throw new UsageError(
      "nothing to check: set GRAFANA_URL and PROMETHEUS_URL, or pass --grafana-url and --prometheus-url"
    );
  try {
    const examined = await examine(
      {
        grafana,
        prometheus,
        dataSource: request.datasource,
        fix,
        historyMs: request.historyMs,
        stepMs: request.stepMs
      },
      { ...context, progress: createProgress({ ...context, quiet: true }) }
    );
    const found = [...missing, ...examined];
    const findings = request.allowSharedServer ? found.map((one) => one.subject === "rules" && one.state === "fail" ? { ...one, state: "warn" } : one) : found;
    if (request.output === "json") context.out.json({ ok: !findings.some(isFailure), findings });
    else context.out.write(text(findings, context));
    return findings.some(isFailure) ? 3 : 0;
  } finally {
    grafana?.close();
    prometheus?.close();
  }
}
var isFailure = ({ state }) => state === "fail";
function text(findings, { out }) {
  const paint = painter(out.colours);
  const marks = {
    ok: paint.green("ok  "),
    warn: paint.yellow("warn"),
    fail: paint.red("FAIL"),
    unchecked: paint.dim("-   ")
  };
  return findings.map((one) => {
    const advice = one.advice === void 0 ? "" : `
      ${" ".repeat(13)}${paint.dim(plainLine(one.advice))}`;
    const fix = one.fix === void 0 ? "" : `
      ${" ".repeat(13)}fix: ${plainLine(one.fix)}`;
    return `${marks[one.state]}  ${one.subject.padEnd(12)} ${plainLine(one.text)}${advice}${fix}
`;
  }).join("");
}
export {
  runDoctor
};
