import { GrafanaError } from "../../errors.ts";
import { asArray, field, numberField, textField } from "../../json/read.ts";
import type { DashboardApi, Grafana } from "../grafana.ts";

const classicVersions = ["v1", "v1beta1"];
const v2Versions = ["v2", "v2beta1"];

/** The path of the dashboard collection in one version of the API. */
export function collectionPath({ namespace }: DashboardApi, version: string): string {
  return `/apis/dashboard.grafana.app/${version}/namespaces/${namespace}/dashboards`;
}

/**
 * Finds the versions of the dashboard API on the server.
 *
 * @returns undefined if `/apis` is missing, forbidden or hidden by a proxy: then use the classic API.
 * @throws {GrafanaError} if Grafana cannot be reached or rejects the credentials.
 */
export async function discoverDashboardApi(grafana: Grafana): Promise<DashboardApi | undefined> {
  const versions = await groupVersions(grafana);
  const classic = classicVersions.find((version) => versions.includes(version));
  if (classic === undefined) return undefined;
  return {
    namespace: await findNamespace(grafana),
    classic,
    v2: v2Versions.filter((version) => versions.includes(version)),
  };
}

async function groupVersions(grafana: Grafana): Promise<string[]> {
  try {
    const { body } = await grafana.ask({
      method: "GET",
      path: "/apis/dashboard.grafana.app",
      doing: "looking for the dashboard API",
    });
    return asArray(field(body, "versions")).map((entry) => textField(entry, "version") ?? "");
  } catch (error) {
    const missing =
      error instanceof GrafanaError &&
      ["not-found", "not-grafana", "forbidden", "redirected", "invalid"].includes(error.code);
    if (missing) return [];
    throw error;
  }
}

async function findNamespace(grafana: Grafana): Promise<string> {
  const settings = await grafana.ask({
    method: "GET",
    path: "/api/frontend/settings",
    doing: "reading Grafana's settings",
  });
  const named = textField(settings.body, "namespace");
  if (named !== undefined && /^[a-z0-9][a-z0-9-]{0,62}$/.test(named)) return named;
  const user = await grafana.ask({
    method: "GET",
    path: "/api/user",
    doing: "finding the organisation of the token",
  });
  const org = numberField(user.body, "orgId") ?? grafana.org ?? 1;
  return org === 1 ? "default" : `org-${org}`;
}
