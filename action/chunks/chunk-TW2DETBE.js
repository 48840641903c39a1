import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  receiverOf
} from "./chunk-Q663M3BX.js";
import {
  textField
} from "./chunk-Z4Q2ISX3.js";
import {
  PrometheusError
} from "./chunk-E7O6XGVL.js";

// src/prometheus/query/server-version.ts
function losesNatives(version) {
  return version !== void 0 && /^2\.4[0-3]\./.test(version);
}
function versionAsker(prometheus, signal) {
  let asked;
  return () => {
    asked ??= askVersion(prometheus, signal).catch((error) => {
      if (error instanceof PrometheusError) return void 0;
      throw error;
    });
    return asked;
  };
}
async function askVersion(prometheus, signal) {
  const receiver = await prometheus.identify({ signal });
  const metricsql = receiver.title.startsWith("VictoriaMetrics");
  if (receiver !== receiverOf("prometheus")) return { metricsql, version: void 0 };
  const { data } = await prometheus.ask({ method: "GET", path: "/status/buildinfo", signal, repeat: "fault" });
  const application = textField(data, "application") ?? "Prometheus";
  const version = application === "Prometheus" ? textField(data, "version") : void 0;
  return { metricsql, version: version?.replace(/\+.*$/, "") };
}

export {
  losesNatives,
  versionAsker
};
