import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readPreviewFolder
} from "./chunk-XMYBVWPI.js";
import {
  previewFolder
} from "./chunk-REFUIXMO.js";
import {
  asArray,
  asObject,
  field,
  textField
} from "./chunk-Z4Q2ISX3.js";
import {
  GrafanaError
} from "./chunk-E7O6XGVL.js";

// src/grafana/probe.ts
async function probeGrafana(grafana) {
  const settings = await grafana.ask({
    method: "GET",
    path: "/api/frontend/settings",
    doing: "asking Grafana for its settings"
  });
  if (asObject(field(settings.body, "buildInfo")) === void 0) {
    throw new GrafanaError(`${grafana.url} answered with JSON, but not like Grafana; check the URL`, {
      code: "not-grafana"
    });
  }
  await grafana.ask({
    method: "GET",
    path: "/api/user",
    accept: [403, 404],
    doing: "asking Grafana who the token belongs to"
  });
  const folder = await readPreviewFolder(grafana);
  const dateMs = Date.parse(settings.headers["date"] ?? "");
  return {
    version: textField(settings.body, "buildInfo", "version") || await versionFromHealth(grafana),
    dateMs: Number.isNaN(dateMs) ? void 0 : dateMs,
    dashboardApi: await grafana.dashboardApi(),
    rendererAvailable: field(settings.body, "rendererAvailable") === true,
    links: await grafana.linkBase(),
    folder: folder === void 0 ? "missing" : "there",
    ...await judgeRights(grafana, folder?.canSave, folder !== void 0)
  };
}
async function versionFromHealth(grafana) {
  const { body } = await grafana.ask({
    method: "GET",
    path: "/api/health",
    accept: [401, 403, 404, 503],
    doing: "asking for Grafana's version"
  });
  return textField(body, "version");
}
async function judgeRights(grafana, canSave, folderThere) {
  if (canSave === true) return { maySave: "yes" };
  if (canSave === false) {
    return {
      maySave: "no",
      advice: `the token may read the folder "${previewFolder.title}", but not save to it: give its service account the role Editor, or Edit on that folder`
    };
  }
  if (folderThere) return { maySave: "unknown" };
  const { status, body } = await grafana.ask({
    method: "GET",
    path: "/api/access-control/user/permissions",
    accept: [403, 404],
    doing: "asking what the token may do"
  });
  const permissions = status === 200 ? asObject(body) : void 0;
  if (permissions === void 0) return { maySave: "unknown" };
  if (mayMakeFolder(permissions) || mayWriteThere(permissions)) return { maySave: "yes" };
  return {
    maySave: "no",
    advice: `the token may not create the folder "${previewFolder.title}": give its service account the role Editor (folders:create, dashboards:create)`
  };
}
function mayMakeFolder(permissions) {
  return asArray(permissions["folders:create"]).length > 0;
}
function mayWriteThere(permissions) {
  const scopes = asArray(permissions["dashboards:create"]);
  return ["folders:*", `folders:uid:${previewFolder.uid}`].some((scope) => scopes.includes(scope));
}

export {
  probeGrafana
};
