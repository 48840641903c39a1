import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  shellWord
} from "./chunk-AOJ4QD4I.js";
import {
  addressText,
  chooseDataSource,
  isSameAddress,
  markMetric,
  reachText,
  readClock,
  seeThrough
} from "./chunk-ASHW6A5J.js";
import {
  instantQuery
} from "./chunk-6M77KGMD.js";
import {
  GrafanaError
} from "./chunk-E7O6XGVL.js";

// src/preview/doctor/setup-fix.ts
var writeEnv = ["--write-env", "previews.env"];
function setupFix({ grafanaUrl, prometheusUrl, org }, flags = []) {
  const named = Object.entries({ "--grafana-url": grafanaUrl, "--prometheus-url": prometheusUrl, "--org": org });
  const settings = named.flatMap(([flag, value]) => value === void 0 ? [] : [flag, shellWord(String(value))]);
  return ["dashpreview", "setup", ...settings, ...flags].join(" ");
}
function tokenFix(setting) {
  return setupFix(setting, writeEnv);
}
function renewalFix(setting) {
  return setupFix(setting, ["--renew-token", ...writeEnv]);
}
function fixFor(error, subject2, setting) {
  if (error instanceof GrafanaError) {
    if (error.code === "unauthorized") return renewalFix(setting);
    if (error.code === "forbidden") return tokenFix(setting);
    if (error.code === "no-data-source") return setupFix(setting);
  }
  return error.code === "usage" && subject2 === "data source" ? setupFix(setting) : void 0;
}

// src/preview/doctor/examine-sight.ts
var subject = "data source";
var settledMs = 6e4;
var fingerprints = [
  `group by (preview) (last_over_time(${markMetric}[${reachText}]))`,
  `count_values("at", timestamp(up))`
];
async function examineSight(grafana, prometheus, wanted, fix) {
  const source = await chooseDataSource(grafana, wanted, prometheus.url);
  const addresses = `up writes to ${prometheus.url}, and Grafana's data source ${source.name} (${source.uid}) reads ${addressText(source)}`;
  const timeMs = (await readClock(prometheus)).nowMs - settledMs;
  for (const expr of fingerprints) {
    const doing = "looking for samples that Grafana is to read";
    const held = (await instantQuery(prometheus, expr, { timeMs, doing })).map(({ labels }) => JSON.stringify(labels));
    if (held.length === 0) continue;
    const sight = await seeThrough(grafana, source, { expr, timeMs });
    if (sight.state === "unknown")
      return [{ state: "warn", subject, text: `whether it reads the receiver is not known: ${sight.reason}` }];
    const read = new Set(sight.labels.map((labels) => JSON.stringify(labels)));
    if (held.some((one) => read.has(one)))
      return [{ state: "ok", subject, text: `${source.name} reads what ${prometheus.url} holds` }];
    return [
      {
        state: "fail",
        subject,
        text: `${addresses}: samples of the one are not seen through the other`,
        advice: "name the data source that reads the receiver with --datasource, or correct PROMETHEUS_URL or --tenant",
        ...fix === void 0 ? {} : { fix: setupFix(fix, ["--datasource-url", "ADDRESS"]) }
      }
    ];
  }
  if (source.url !== void 0 && isSameAddress(source.url, prometheus.url))
    return [
      { state: "ok", subject, text: `${source.name} has the receiver's address; there are no samples to compare yet` }
    ];
  return [
    {
      state: "warn",
      subject,
      text: `${addresses}; there are no samples yet that prove them to be one server`,
      advice: "the first up looks for its own samples through the data source"
    }
  ];
}

export {
  setupFix,
  tokenFix,
  fixFor,
  examineSight
};
