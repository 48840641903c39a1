import { GrafanaError } from "../errors.ts";
import { previewFolder } from "../identity/preview-identity.ts";
import { asArray, asObject, field, type JsonObject, textField } from "../json/read.ts";
import { readPreviewFolder } from "./dashboards/folder.ts";
import type { DashboardApi, Grafana } from "./grafana.ts";
import type { LinkBase } from "./link-base.ts";

/** The version of a Grafana, and the permissions of the token. */
export interface GrafanaProbe {
  /** `12.4.0`; undefined if Grafana hides it. */
  readonly version: string | undefined;
  /** Grafana's clock, from its `Date` header; Unix milliseconds in whole seconds. It orders runs outside CI. */
  readonly dateMs: number | undefined;
  /** Undefined if there is only the classic API. */
  readonly dashboardApi: DashboardApi | undefined;
  /** Whether `/render` works; without a renderer it answers 200 with a placeholder. */
  readonly rendererAvailable: boolean;
  /** Where links for people begin. */
  readonly links: LinkBase;
  readonly folder: "there" | "missing";
  /** Whether the token may save previews; `unknown` if Grafana does not say. */
  readonly maySave: "yes" | "no" | "unknown";
  /** The remedy for `maySave: "no"`. */
  readonly advice?: string;
}

/**
 * Reads the version, API and permissions of a Grafana. Read-only.
 *
 * @throws {GrafanaError} if it cannot be reached, is not a Grafana, or rejects the credentials.
 */
export async function probeGrafana(grafana: Grafana): Promise<GrafanaProbe> {
  const settings = await grafana.ask({
    method: "GET",
    path: "/api/frontend/settings",
    doing: "asking Grafana for its settings",
  });
  if (asObject(field(settings.body, "buildInfo")) === undefined) {
    throw new GrafanaError(`${grafana.url} answered with JSON, but not like Grafana; check the URL`, {
      code: "not-grafana",
    });
  }
  // Anonymous users may be allowed to read the settings, but not this.
  await grafana.ask({
    method: "GET",
    path: "/api/user",
    accept: [403, 404],
    doing: "asking Grafana who the token belongs to",
  });
  const folder = await readPreviewFolder(grafana);
  const dateMs = Date.parse(settings.headers["date"] ?? "");
  return {
    version: textField(settings.body, "buildInfo", "version") || (await versionFromHealth(grafana)),
    dateMs: Number.isNaN(dateMs) ? undefined : dateMs,
    dashboardApi: await grafana.dashboardApi(),
    rendererAvailable: field(settings.body, "rendererAvailable") === true,
    links: await grafana.linkBase(),
    folder: folder === undefined ? "missing" : "there",
    ...(await judgeRights(grafana, folder?.canSave, folder !== undefined)),
  };
}

async function versionFromHealth(grafana: Grafana): Promise<string | undefined> {
  const { body } = await grafana.ask({
    method: "GET",
    path: "/api/health",
    accept: [401, 403, 404, 503],
    doing: "asking for Grafana's version",
  });
  return textField(body, "version");
}

async function judgeRights(
  grafana: Grafana,
  canSave: boolean | undefined,
  folderThere: boolean,
): Promise<Pick<GrafanaProbe, "maySave" | "advice">> {
  if (canSave === true) return { maySave: "yes" };
  if (canSave === false) {
    return {
      maySave: "no",
      advice:
        `the token may read the folder "${previewFolder.title}", but not save to it: give its service account ` +
        "the role Editor, or Edit on that folder",
    };
  }
  if (folderThere) return { maySave: "unknown" };
  const { status, body } = await grafana.ask({
    method: "GET",
    path: "/api/access-control/user/permissions",
    accept: [403, 404],
    doing: "asking what the token may do",
  });
  const permissions = status === 200 ? asObject(body) : undefined;
  if (permissions === undefined) return { maySave: "unknown" };
  if (mayMakeFolder(permissions) || mayWriteThere(permissions)) return { maySave: "yes" };
  return {
    maySave: "no",
    advice:
      `the token may not create the folder "${previewFolder.title}": give its service account the role Editor ` +
      "(folders:create, dashboards:create)",
  };
}

/** The creator of a folder gets all permissions in it. */
function mayMakeFolder(permissions: JsonObject): boolean {
  return asArray(permissions["folders:create"]).length > 0;
}

function mayWriteThere(permissions: JsonObject): boolean {
  const scopes = asArray(permissions["dashboards:create"]);
  return ["folders:*", `folders:uid:${previewFolder.uid}`].some((scope) => scopes.includes(scope));
}
