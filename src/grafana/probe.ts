import { GrafanaError } from "../errors.ts";
import { previewFolder } from "../identity/preview-identity.ts";
import { asArray, asObject, field, type JsonObject, textField } from "../json/read.ts";
import { readPreviewFolder } from "./dashboards/folder.ts";
import type { DashboardApi, Grafana } from "./grafana.ts";

/** The version of a Grafana, and the permissions of the token. */
export interface GrafanaProbe {
  /** `12.4.0`; undefined where Grafana hides it. */
  readonly version: string | undefined;
  /** Grafana's clock, from its `Date` header; Unix milliseconds in whole seconds. Orders runs outside CI. */
  readonly dateMs: number | undefined;
  /** Undefined where only the classic API is there. */
  readonly dashboardApi: DashboardApi | undefined;
  /** Whether `/render` makes pictures; without a renderer it answers 200 and a placeholder. */
  readonly rendererAvailable: boolean;
  /** The address that Grafana itself believes to have (`root_url`), without a slash at the end. */
  readonly appUrl: string | undefined;
  readonly folder: "there" | "missing";
  /** Whether previews can be saved; `unknown` where Grafana does not tell. */
  readonly maySave: "yes" | "no" | "unknown";
  /** The remedy for `maySave: "no"`. */
  readonly advice?: string;
}

/**
 * Finds out what a Grafana is and allows, without changing anything.
 *
 * @throws {GrafanaError} if it cannot be reached, is no Grafana, or does not know who asks.
 */
export async function probeGrafana(grafana: Grafana): Promise<GrafanaProbe> {
  const settings = await grafana.ask({
    method: "GET",
    path: "/api/frontend/settings",
    doing: "asking Grafana what it is",
  });
  if (asObject(field(settings.body, "buildInfo")) === undefined) {
    throw new GrafanaError(
      `asking Grafana what it is at ${grafana.url}: the answer is JSON, but not Grafana's; check the URL`,
      {
        code: "not-grafana",
      },
    );
  }
  // Settings may be open to anonymous users; this is not.
  await grafana.ask({
    method: "GET",
    path: "/api/user",
    accept: [403, 404],
    doing: "asking Grafana who the token belongs to",
  });
  const folder = await readPreviewFolder(grafana);
  const dateMs = Date.parse(settings.headers["date"] ?? "");
  const appUrl = textField(settings.body, "appUrl");
  return {
    version: textField(settings.body, "buildInfo", "version") || (await versionFromHealth(grafana)),
    dateMs: Number.isNaN(dateMs) ? undefined : dateMs,
    dashboardApi: await grafana.dashboardApi(),
    rendererAvailable: field(settings.body, "rendererAvailable") === true,
    appUrl: appUrl === undefined || appUrl === "" ? undefined : appUrl.replace(/\/+$/, ""),
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
      advice: `the token may read the folder "${previewFolder.title}", but not save into it: give its service account the role Editor, or Edit on that folder`,
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
    advice: `the token may not make the folder "${previewFolder.title}": it is a Viewer's, a preview needs the role Editor (folders:create, dashboards:create)`,
  };
}

/** Whoever makes a folder may do everything in it. */
function mayMakeFolder(permissions: JsonObject): boolean {
  return asArray(permissions["folders:create"]).length > 0;
}

function mayWriteThere(permissions: JsonObject): boolean {
  const scopes = asArray(permissions["dashboards:create"]);
  return ["folders:*", `folders:uid:${previewFolder.uid}`].some((scope) => scopes.includes(scope));
}
