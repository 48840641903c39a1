import { shellWord } from "../../ci/comment/comment-parts.ts";
import { type ExpectedError, GrafanaError } from "../../errors.ts";

/** The servers that the command names. */
export interface FixSetting {
  readonly grafanaUrl: string | undefined;
  readonly prometheusUrl: string | undefined;
  readonly org?: number | undefined;
}

/** Where a new token goes, if nobody says otherwise. */
const writeEnv = ["--write-env", "previews.env"];

/** `setup` as a command for a shell, with the addresses that this run has. */
export function setupFix({ grafanaUrl, prometheusUrl, org }: FixSetting, flags: readonly string[] = []): string {
  const named = Object.entries({ "--grafana-url": grafanaUrl, "--prometheus-url": prometheusUrl, "--org": org });
  const settings = named.flatMap(([flag, value]) => (value === undefined ? [] : [flag, shellWord(String(value))]));
  return ["dashpreview", "setup", ...settings, ...flags].join(" ");
}

/** For a missing token, or one that lacks a right. */
export function tokenFix(setting: FixSetting): string {
  return setupFix(setting, writeEnv);
}

/** For a token that Grafana no longer takes. */
function renewalFix(setting: FixSetting): string {
  return setupFix(setting, ["--renew-token", ...writeEnv]);
}

/** The command that mends what an error of Grafana is about; undefined for an error that setup has no part in. */
export function fixFor(error: ExpectedError, subject: string, setting: FixSetting): string | undefined {
  if (error instanceof GrafanaError) {
    if (error.code === "unauthorized") return renewalFix(setting);
    if (error.code === "forbidden") return tokenFix(setting);
    if (error.code === "no-data-source") return setupFix(setting);
  }
  // Several data sources, and none has the receiver's address.
  return error.code === "usage" && subject === "data source" ? setupFix(setting) : undefined;
}
