import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  asArray,
  field,
  numberField,
  textField
} from "./chunk-Z4Q2ISX3.js";
import {
  GrafanaError
} from "./chunk-E7O6XGVL.js";

// src/grafana/dashboards/dashboard-api.ts
var classicVersions = ["v1", "v1beta1"];
var v2Versions = ["v2", "v2beta1"];
function collectionPath({ namespace }, version) {
  return `/apis/dashboard.grafana.app/${version}/namespaces/${namespace}/dashboards`;
}
async function discoverDashboardApi(grafana) {
  const versions = await groupVersions(grafana);
  const classic = classicVersions.find((version) => versions.includes(version));
  if (classic === void 0) return void 0;
  return {
    namespace: await findNamespace(grafana),
    classic,
    v2: v2Versions.filter((version) => versions.includes(version))
  };
}
async function groupVersions(grafana) {
  try {
    const { body } = await grafana.ask({
      method: "GET",
      path: "/apis/dashboard.grafana.app",
      doing: "looking for the dashboard API"
    });
    return asArray(field(body, "versions")).map((entry) => textField(entry, "version") ?? "");
  } catch (error) {
    const missing = error instanceof GrafanaError && ["not-found", "not-grafana", "forbidden", "redirected", "invalid"].includes(error.code);
    if (missing) return [];
    throw error;
  }
}
async function findNamespace(grafana) {
  const settings = await grafana.ask({
    method: "GET",
    path: "/api/frontend/settings",
    doing: "reading Grafana's settings"
  });
  const named = textField(settings.body, "namespace");
  if (named !== void 0 && /^[a-z0-9][a-z0-9-]{0,62}$/.test(named)) return named;
  const user = await grafana.ask({
    method: "GET",
    path: "/api/user",
    doing: "finding the organisation of the token"
  });
  const org = numberField(user.body, "orgId") ?? grafana.org ?? 1;
  return org === 1 ? "default" : `org-${org}`;
}

export {
  collectionPath,
  discoverDashboardApi
};
