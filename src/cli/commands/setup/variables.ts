import type { HostSetting } from "../../../ci/settings/settings-store.ts";
import type { SetupRequest } from "./options.ts";

/** The variable that holds the token that setup makes. */
export const tokenVariable = "GRAFANA_TOKEN";

/**
 * The environment that runs of dashpreview need, in the order that it is printed. The token comes last, because it
 * is not always made anew.
 */
export function variablesFor(request: SetupRequest, token: string | undefined): HostSetting[] {
  const { grafanaUrl, prometheusUrl, prometheusWriteUrl, receiver: named, tenant, prometheusUser } = request;
  const open = {
    GRAFANA_URL: grafanaUrl,
    PROMETHEUS_URL: prometheusUrl,
    DASHPREVIEW_PROMETHEUS_WRITE_URL: prometheusWriteUrl,
    DASHPREVIEW_RECEIVER: named === "auto" ? undefined : named,
    DASHPREVIEW_TENANT: tenant,
    DASHPREVIEW_PROMETHEUS_USER: prometheusUser,
    DASHPREVIEW_DATASOURCE: request.datasource,
  };
  const secret = {
    DASHPREVIEW_PROMETHEUS_TOKEN: request.prometheusToken,
    DASHPREVIEW_PROMETHEUS_PASSWORD: request.prometheusPassword,
    [tokenVariable]: token,
  };
  return [...settings(open, false), ...settings(secret, true)];
}

function settings(values: Readonly<Record<string, string | undefined>>, secret: boolean): HostSetting[] {
  return Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value, secret }]));
}

/** Lines for a shell: `export GRAFANA_URL='…'`. */
export function exportLines(variables: readonly HostSetting[]): string {
  return variables.map(({ name, value }) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`).join("");
}

/** A secret that can be told from another one, and no more. */
export function masked(value: string): string {
  return value.length < 24 ? "…" : `${value.slice(0, 5)}…${value.slice(-4)}`;
}
