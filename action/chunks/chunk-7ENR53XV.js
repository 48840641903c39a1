import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  deleteResource
} from "./chunk-RP4PX3OI.js";
import {
  dashboardUrl,
  judgeOwnership,
  pathSegment,
  readDashboardByUid,
  withoutIdentity
} from "./chunk-PZJKC72J.js";
import {
  collectionPath
} from "./chunk-SGDPDTTZ.js";
import {
  encodeManifest,
  makeTags,
  wholeMinute,
  writeMarks
} from "./chunk-4P6PP26E.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";
import {
  GrafanaError
} from "./chunk-E7O6XGVL.js";

// src/grafana/dashboards/save-requests.ts
async function saveResource(grafana, api, dashboard, previous) {
  const { uid, folderUid, message } = dashboard;
  const version = chooseVersion(api, dashboard);
  const resource = previous?.resource;
  if (previous !== void 0 && resource === void 0)
    throw new RangeError("saveResource: previous was not read through /apis");
  const metadata = {
    name: uid,
    namespace: api.namespace,
    ...defined({ uid: resource?.objectUid, resourceVersion: resource?.resourceVersion }),
    annotations: { "grafana.app/folder": folderUid, ...defined({ "grafana.app/message": message }) }
  };
  const name = pathSegment(uid, "the uid of a dashboard");
  const { status } = await grafana.ask({
    method: resource === void 0 ? "POST" : "PUT",
    path: `${collectionPath(api, version)}${resource === void 0 ? "" : `/${name}`}`,
    // Old dashboards have keys that the schema does not know; strict validation would refuse them.
    query: { fieldValidation: "Ignore" },
    json: {
      apiVersion: `dashboard.grafana.app/${version}`,
      kind: "Dashboard",
      metadata,
      spec: withoutIdentity(dashboard.model)
    },
    accept: resource === void 0 ? [] : [404],
    doing: `saving dashboard ${uid}`
  });
  if (status === 404)
    throw new GrafanaError(`saving dashboard ${uid}: it was deleted in the meantime; run the command again`, {
      code: "conflict",
      status,
      json: true
    });
}
function chooseVersion(api, { uid, kind, apiVersion }) {
  if (kind === "classic") return api.classic;
  const version = api.v2.find((candidate) => candidate === apiVersion) ?? api.v2[0];
  if (version === void 0) throw unsupported(uid);
  return version;
}
async function saveClassic(grafana, dashboard, previous) {
  const { uid, kind, model, folderUid, message } = dashboard;
  if (kind === "v2") throw unsupported(uid);
  await grafana.ask({
    method: "POST",
    path: "/api/dashboards/db",
    json: {
      dashboard: { ...withoutIdentity(model), uid, ...defined({ version: previous?.version }) },
      folderUid,
      overwrite: false,
      ...defined({ message })
    },
    doing: `saving dashboard ${uid}`
  });
}
function unsupported(uid) {
  return new GrafanaError(
    `saving dashboard ${uid}: it uses schema v2, which this Grafana does not support; use Grafana 12.2 or later, or export the dashboard as classic JSON`,
    { code: "unsupported" }
  );
}

// src/grafana/dashboards/save.ts
var attempts = 3;
var uncertain = ["no-answer", "unavailable"];
async function saveDashboard(grafana, dashboard, previous, onState = () => {
}) {
  if (dashboard.folderUid === "")
    throw new RangeError("saveDashboard: folderUid must not be empty: previews are never saved to the root folder");
  const model = writeMarks(dashboard.model, dashboard.kind, dashboard);
  for (let attempt = 1; ; attempt++) {
    const resolvable = attempt > 1 ? [...uncertain, "conflict"] : uncertain;
    const lost = await send(grafana, { ...dashboard, model }, { previous, resolvable, onState });
    const stored = await readBack(grafana, dashboard.uid);
    if (stored !== void 0 && sameTags(stored.tags, dashboard.tags))
      return finish(grafana, dashboard, { previous, stored, onState });
    const untouched = stored?.version === previous?.version && stored?.resource?.resourceVersion === previous?.resource?.resourceVersion;
    if (stored !== void 0 && !untouched) onState("refused");
    else if (lost === void 0) throw unsure(dashboard.uid, "Grafana accepted it, but does not show it");
    if (!untouched) throw conflict(dashboard.uid);
    if (attempt >= attempts) throw lost;
    await grafana.backOff(attempt);
  }
}
async function send(grafana, dashboard, {
  previous,
  resolvable,
  onState
}) {
  const api = await grafana.dashboardApi();
  try {
    onState("sent");
    await (api === void 0 ? saveClassic(grafana, dashboard, previous) : saveResource(grafana, api, dashboard, previous));
    return void 0;
  } catch (error) {
    if (!(error instanceof GrafanaError)) throw error;
    if (resolvable.includes(error.code)) return error;
    if (isRefusal(error)) onState("refused");
    else throw unsure(dashboard.uid, error.message, error.status);
    throw error;
  }
}
function isRefusal({ status, code, json }) {
  if (status === void 0) return code === "unsupported" || code === "invalid";
  return json && status >= 400 && status < 500 && code !== "unavailable";
}
async function readBack(grafana, uid) {
  try {
    return await readDashboardByUid(grafana, uid);
  } catch (error) {
    if (!(error instanceof GrafanaError)) throw error;
    throw unsure(uid, `it cannot be read back (${error.message})`, error.status);
  }
}
function unsure(uid, why, status) {
  return new GrafanaError(`saving dashboard ${uid}: it was sent, but it is not known whether it is stored: ${why}`, {
    code: "save-uncertain",
    ...defined({ status })
  });
}
async function finish(grafana, { uid, folderUid }, {
  previous,
  stored,
  onState
}) {
  onState("saved");
  if (stored.folderUid !== folderUid) {
    if (previous === void 0 && await deleteMisplaced(grafana, stored)) onState("refused");
    const place = stored.folderUid === "" ? "the root folder" : `the folder ${stored.folderUid}`;
    throw new GrafanaError(`saving dashboard ${uid}: Grafana saved it to ${place} instead of the folder ${folderUid}`, {
      code: "wrong-folder"
    });
  }
  return {
    uid,
    url: await dashboardUrl(grafana, uid),
    action: previous === void 0 ? "created" : "updated",
    version: stored.version,
    resourceVersion: stored.resource?.resourceVersion,
    stored
  };
}
async function deleteMisplaced(grafana, { uid, resource }) {
  const api = await grafana.dashboardApi();
  if (api === void 0 || resource === void 0) return false;
  try {
    await deleteResource(grafana, api, uid, resource);
    return true;
  } catch (error) {
    if (!(error instanceof GrafanaError)) throw error;
    return false;
  }
}
function sameTags(one, other) {
  return JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());
}
function conflict(uid) {
  return new GrafanaError(`saving dashboard ${uid}: someone else saved it at the same time; run the command again`, {
    code: "conflict"
  });
}

// src/grafana/marks/change-marks.ts
var attempts2 = 4;
async function setExpiry(grafana, uid, options) {
  const expiresAtMs = wholeMinute(options.expiresAtMs);
  const message = `dashpreview: expires ${new Date(expiresAtMs).toISOString()}`;
  return changeMarks(grafana, uid, { owner: options.owner, message, change: (marks) => ({ ...marks, expiresAtMs }) });
}
async function renewUntilReview(grafana, uid, options) {
  const expiresAtMs = wholeMinute(options.expiresAtMs);
  await changeMarks(grafana, uid, {
    owner: options.owner,
    message: `dashpreview: its review is open; expires ${new Date(expiresAtMs).toISOString()}`,
    change: (marks, manifest) => manifest?.until !== "review" || marks.expiresAtMs >= expiresAtMs ? void 0 : { ...marks, expiresAtMs }
  });
}
async function setKeep(grafana, uid, options) {
  const message = options.keep ? "dashpreview: kept beyond its expiry" : "dashpreview: expires again";
  return changeMarks(grafana, uid, {
    owner: options.owner,
    message,
    change: (marks) => ({ ...marks, keep: options.keep })
  });
}
async function changeMarks(grafana, uid, { owner, message, change }) {
  for (let attempt = 1; ; attempt++) {
    const stored = await readDashboardByUid(grafana, uid);
    if (stored === void 0)
      throw new GrafanaError(
        `changing preview ${uid}: there is no such dashboard; dashpreview list shows the previews`,
        { code: "not-found", status: 404 }
      );
    const { mayDelete, marks, manifest, reason } = judgeOwnership(stored, owner);
    if (!mayDelete || marks === void 0)
      throw new GrafanaError(`changing preview ${uid}: left alone, ${reason}`, { code: "not-ours" });
    const changed = change(marks, manifest);
    if (changed === void 0) return void 0;
    const own = new Set(makeTags({ ...marks, keep: true }));
    const tags = [...makeTags(changed), ...stored.tags.filter((tag) => !own.has(tag))];
    const text = manifest === void 0 ? void 0 : encodeManifest({ ...manifest, expiresAtMs: changed.expiresAtMs }).text;
    const { kind, model, folderUid, resource } = stored;
    const apiVersion = defined({ apiVersion: resource?.apiVersion });
    try {
      return await saveDashboard(
        grafana,
        { uid, kind, model, tags, manifest: text, folderUid, message, ...apiVersion },
        stored
      );
    } catch (error) {
      if (!(error instanceof GrafanaError) || error.code !== "conflict" || attempt >= attempts2) throw error;
      await grafana.backOff(attempt);
    }
  }
}

export {
  saveDashboard,
  setExpiry,
  renewUntilReview,
  setKeep
};
