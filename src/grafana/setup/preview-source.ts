import { UsageError } from "../../errors.ts";
import { defined } from "../../json/defined.ts";
import { asObject, field, type JsonObject, textField } from "../../json/read.ts";
import type { Grafana } from "../grafana.ts";

/** The data source that setup makes. */
export const setupSource = { uid: "dashpreview-prometheus", name: "Dashboard previews" } as const;

/** In `jsonData`, which Grafana keeps as it is: the proof that setup made a data source. */
const mark = { key: "dashpreview", value: "setup" } as const;

/** How Grafana's server reaches the receiver of previews. */
export interface SourceSettings {
  readonly url: string;
  /** Grafana's name for the kind of server; absent for one that it does not know. */
  readonly prometheusType?: "Prometheus" | "Mimir" | "Cortex" | "Thanos";
  /** `15s`. */
  readonly interval: string;
  readonly basic?: { readonly user: string; readonly password: string };
  readonly token?: string;
  /** Other headers, the tenant's among them. */
  readonly headers: Readonly<Record<string, string>>;
  /** PEM of certificate authorities to trust in addition. */
  readonly caPem?: string;
}

/** A data source as Grafana shows it to an admin. */
export interface FoundSource {
  /** Setup made it. */
  readonly isOurs: boolean;
  /** Made by a file on Grafana's server: nobody can change it here. */
  readonly readOnly: boolean;
  readonly name: string;
  readonly shown: JsonObject;
}

const path = `/api/datasources/uid/${setupSource.uid}`;

/** The data source with setup's uid, whoever made it; undefined if there is none. */
export async function findSetupSource(grafana: Grafana): Promise<FoundSource | undefined> {
  const doing = `reading the data source ${setupSource.uid}`;
  const { status, body } = await grafana.ask({ method: "GET", path, accept: [404], doing });
  const shown = status === 200 ? asObject(body) : undefined;
  if (shown === undefined) return undefined;
  return {
    isOurs: textField(shown, "jsonData", mark.key) === mark.value,
    readOnly: field(shown, "readOnly") === true,
    name: textField(shown, "name") ?? setupSource.uid,
    shown,
  };
}

/** The settings that Grafana would have to change: `url`, … Secrets it never shows. */
export function differences({ shown }: FoundSource, settings: SourceSettings): string[] {
  const { secureJsonData: _secret, ...wanted } = sourceBody(settings);
  const jsonData = asObject(wanted.jsonData)!;
  const inside = Object.keys(jsonData).filter((key) => field(shown, "jsonData", key) !== jsonData[key]);
  const outside = ["type", "access", "url", "basicAuth", "basicAuthUser"] as const;
  return [...outside.filter((key) => (field(shown, key) ?? "") !== wanted[key]), ...inside];
}

/**
 * Makes the data source.
 *
 * @throws {UsageError} if another one has its name.
 */
export async function createSetupSource(grafana: Grafana, settings: SourceSettings): Promise<void> {
  const doing = `making the data source "${setupSource.name}"`;
  const json = sourceBody(settings);
  const { status } = await grafana.ask({ method: "POST", path: "/api/datasources", json, accept: [409], doing });
  if (status === 409) throw nameTaken();
}

/** Another data source has the name that setup would give its own. */
export function nameTaken(): UsageError {
  return new UsageError(
    `a data source "${setupSource.name}" is there, and setup did not make it. Next: rename it, or use it with ` +
      `--datasource "${setupSource.name}" if it reads the receiver of previews`,
  );
}

/** Changes setup's own data source. Grafana asks the old address for some seconds more. */
export async function updateSetupSource(grafana: Grafana, settings: SourceSettings): Promise<void> {
  const doing = `changing the data source "${setupSource.name}"`;
  await grafana.ask({ method: "PUT", path, json: sourceBody(settings), doing });
}

/** Deletes setup's own data source: see {@link FoundSource.isOurs}. */
export async function deleteSetupSource(grafana: Grafana): Promise<void> {
  const doing = `deleting the data source "${setupSource.name}"`;
  await grafana.ask({ method: "DELETE", path, accept: [404], doing });
}

/** Whether Grafana's own server reaches what is behind a data source, and what it says about it. */
export async function checkHealth(
  grafana: Grafana,
  uid: string,
): Promise<{ readonly ok: boolean; readonly text: string }> {
  const { body } = await grafana.ask({
    method: "GET",
    path: `/api/datasources/uid/${encodeURIComponent(uid)}/health`,
    accept: [400, 500, 502, 503, 504],
    doing: `asking Grafana whether it reaches the data source ${uid}`,
  });
  return { ok: textField(body, "status") === "OK", text: textField(body, "message") ?? "Grafana does not say" };
}

function sourceBody({ url, prometheusType, interval, basic, token, headers, caPem }: SourceSettings) {
  const sent = { ...headers, ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }) };
  const names = Object.entries(sent).map(([name], index) => [`httpHeaderName${index + 1}`, name]);
  const values = Object.values(sent).map((value, index) => [`httpHeaderValue${index + 1}`, value]);
  return {
    ...setupSource,
    type: "prometheus",
    access: "proxy",
    url,
    isDefault: false,
    basicAuth: basic !== undefined,
    basicAuthUser: basic?.user ?? "",
    jsonData: {
      httpMethod: "POST",
      timeInterval: interval,
      ...defined({ prometheusType }),
      // Its rules are nobody's, and nothing may record into it.
      manageAlerts: false,
      allowAsRecordingRulesTarget: false,
      ...(caPem === undefined ? {} : { tlsAuthWithCACert: true }),
      ...Object.fromEntries(names),
      [mark.key]: mark.value,
    },
    secureJsonData: {
      ...Object.fromEntries(values),
      ...defined({ basicAuthPassword: basic?.password, tlsCACert: caPem }),
    },
  };
}
