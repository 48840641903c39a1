import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  collectionPath
} from "./chunk-SGDPDTTZ.js";
import {
  allNames
} from "./chunk-5UHCLHX7.js";
import {
  decodeManifest,
  parseTags,
  readManifestText,
  wholeMinute
} from "./chunk-4P6PP26E.js";
import {
  previewFolder,
  previewUid
} from "./chunk-REFUIXMO.js";
import {
  asArray,
  asObject,
  field,
  numberField,
  textField,
  textList
} from "./chunk-Z4Q2ISX3.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";
import {
  GrafanaError
} from "./chunk-E7O6XGVL.js";

// src/grafana/marks/ownership.ts
function isOwnedBy({ project, key }, owner) {
  return isProject(project, owner) && (owner.key === void 0 || owner.key === key);
}
function namesOf({ project, formerProjects }) {
  return project === void 0 ? void 0 : allNames({ project, ...defined({ formerProjects }) });
}
function isProject(project, owner) {
  return owner.project === void 0 || owner.project === project || owner.formerProjects?.includes(project) === true;
}
function judgeOwnership(facts, owner = {}) {
  if (facts.folderUid === previewFolder.uid) return judgeInFolder(facts, owner);
  const inFolder = judgeInFolder({ ...facts, folderUid: previewFolder.uid }, owner);
  const { marks } = inFolder;
  const place = `it is not in the folder "${previewFolder.title}"`;
  const moved = inFolder.mayDelete && marks !== void 0 && inFolder.manifest !== void 0;
  return {
    ours: false,
    mayOverwrite: false,
    mayDelete: false,
    reason: moved ? `${place}: somebody moved it` : place,
    ...defined({ marks }),
    ...moved ? { moved, manifest: inFolder.manifest } : {}
  };
}
function judgeInFolder(facts, owner) {
  const parsed = parseTags(facts.tags);
  const marks = "damaged" in parsed ? void 0 : parsed;
  const refuse = (reason) => ({
    ours: false,
    mayOverwrite: false,
    mayDelete: false,
    reason,
    ...defined({ marks })
  });
  if ("damaged" in parsed) return refuse(parsed.damaged);
  if (previewUid(parsed, parsed.src) !== facts.uid)
    return refuse("its uid does not match its tags: it is a copy of a preview, or not made by dashpreview");
  if (facts.manifest === void 0) return judgeOwner(parsed, void 0, owner);
  const manifest = decodeManifest(facts.manifest);
  if (manifest === void 0) return refuse("its manifest (the hidden variable dashpreview) cannot be read");
  const differing = disagreement(parsed, manifest);
  if (differing !== void 0)
    return refuse(`its tags and its manifest (the hidden variable dashpreview) disagree on the ${differing}`);
  return judgeOwner(parsed, manifest, owner);
}
function disagreement(marks, manifest) {
  for (const part of ["project", "key", "revision"]) if (marks[part] !== manifest[part]) return part;
  return wholeMinute(manifest.expiresAtMs) === marks.expiresAtMs ? void 0 : "expiry";
}
function judgeOwner(marks, manifest, owner) {
  const { project, key } = owner;
  const ours = { ours: true, marks, ...defined({ manifest }) };
  const mayDelete = isOwnedBy(marks, owner);
  const mayOverwrite = mayDelete && project !== void 0 && key !== void 0;
  if (!mayDelete) return { ...ours, mayOverwrite, mayDelete, reason: `it belongs to ${marks.project}.${marks.key}` };
  return mayOverwrite ? { ...ours, mayOverwrite, mayDelete } : { ...ours, mayOverwrite, mayDelete, reason: "only `up` of the same project and key may overwrite it" };
}
var defaultMaxTtlMs = 30 * 864e5;
function effectiveExpiryMs(marks, { savedAtMs, maxTtlMs = defaultMaxTtlMs }) {
  if (marks.keep) return Number.POSITIVE_INFINITY;
  return savedAtMs === void 0 ? marks.expiresAtMs : Math.min(marks.expiresAtMs, wholeMinute(savedAtMs + maxTtlMs));
}

// src/grafana/path-segment.ts
function pathSegment(text, what) {
  if (/^\.{0,2}$/.test(text) || text.length > 200 || /[\ud800-\udfff]/u.test(text)) {
    throw new GrafanaError(`${what} cannot be ${JSON.stringify(text.slice(0, 60))}`, { code: "invalid" });
  }
  return encodeURIComponent(text);
}

// src/grafana/dashboards/stored-dashboard.ts
async function dashboardUrl(grafana, uid) {
  const { url } = await grafana.linkBase();
  const { org } = grafana;
  return `${url}/d/${encodeURIComponent(uid)}${org === void 0 ? "" : `?orgId=${org}`}`;
}
async function readDashboardByUid(grafana, uid) {
  const name = pathSegment(uid, "the uid of a dashboard");
  const api = await grafana.dashboardApi();
  return api === void 0 ? readClassic(grafana, uid, name) : readResource(grafana, api, uid, name);
}
async function readResource(grafana, api, uid, name) {
  const read = (version2) => grafana.ask({
    method: "GET",
    path: `${collectionPath(api, version2)}/${name}`,
    accept: [404],
    doing: `reading dashboard ${uid}`
  });
  const answer = await read(api.classic);
  if (answer.status === 404) return requireNoSuchResource(answer, uid);
  const storedVersion = textField(answer.body, "status", "conversion", "storedVersion") ?? "";
  if (!storedVersion.startsWith("v2")) return fromResource(answer.body, uid, api.classic, "classic");
  const version = api.v2.includes(storedVersion) ? storedVersion : api.v2[0];
  if (version === void 0) {
    throw new GrafanaError(
      `reading dashboard ${uid}: it is stored as ${storedVersion}, but this Grafana offers no stable version of that schema; upgrade Grafana`,
      {
        code: "unsupported"
      }
    );
  }
  const second = await read(version);
  return second.status === 404 ? requireNoSuchResource(second, uid) : fromResource(second.body, uid, version, "v2");
}
function requireNoSuchResource({ body }, uid) {
  const named = textField(body, "details", "name") ?? uid;
  if (textField(body, "reason") === "NotFound" && named === uid) return void 0;
  throw unbelievable(uid);
}
function unbelievable(uid) {
  return new GrafanaError(
    `reading dashboard ${uid}: got a 404 that does not come from Grafana's API; check for a proxy, or try again`,
    {
      code: "unreadable",
      status: 404
    }
  );
}
function fromResource(body, uid, apiVersion, kind) {
  const model = asObject(field(body, "spec"));
  const resourceVersion = textField(body, "metadata", "resourceVersion");
  const objectUid = textField(body, "metadata", "uid");
  if (model === void 0 || resourceVersion === void 0 || objectUid === void 0 || textField(body, "metadata", "name") !== uid) {
    throw new GrafanaError(`reading dashboard ${uid}: the answer of /apis is not a dashboard`, { code: "unexpected" });
  }
  const annotation = (name) => textField(body, "metadata", "annotations", `grafana.app/${name}`);
  const saved = annotation("updatedTimestamp") ?? textField(body, "metadata", "creationTimestamp") ?? "";
  return {
    ...describe(uid, kind, withoutIdentity(model)),
    folderUid: annotation("folder") ?? "",
    version: numberField(body, "metadata", "generation") ?? 0,
    savedBy: annotation("updatedBy") ?? annotation("createdBy"),
    savedAtMs: parseTime(saved),
    message: annotation("message"),
    resource: { apiVersion, resourceVersion, objectUid }
  };
}
async function readClassic(grafana, uid, name) {
  const { status, body } = await grafana.ask({
    method: "GET",
    path: `/api/dashboards/uid/${name}`,
    accept: [404],
    doing: `reading dashboard ${uid}`
  });
  if (status === 404 && !/dashboard not found/i.test(textField(body, "message") ?? "")) throw unbelievable(uid);
  if (status === 404) return requireUnlisted(grafana, uid);
  const model = asObject(field(body, "dashboard"));
  if (model === void 0 || textField(model, "uid") !== uid) {
    throw new GrafanaError(`reading dashboard ${uid}: the answer is not a dashboard`, { code: "unexpected" });
  }
  return {
    ...describe(uid, "classic", withoutIdentity(model)),
    folderUid: textField(body, "meta", "folderUid") ?? "",
    version: numberField(model, "version") ?? numberField(body, "meta", "version") ?? 0,
    savedBy: textField(body, "meta", "updatedBy"),
    savedAtMs: parseTime(textField(body, "meta", "updated") ?? ""),
    resource: void 0
  };
}
async function requireUnlisted(grafana, uid) {
  const { body } = await grafana.ask({
    method: "GET",
    path: "/api/search",
    query: { type: "dash-db", folderUIDs: previewFolder.uid, limit: 5e3 },
    doing: `checking whether dashboard ${uid} exists`
  });
  if (!asArray(body).some((hit) => textField(hit, "uid") === uid)) return void 0;
  throw new GrafanaError(
    `reading dashboard ${uid}: Grafana answers 404, but its search lists the dashboard; check Grafana's log, or try again`,
    {
      code: "unreadable",
      status: 404
    }
  );
}
function describe(uid, kind, model) {
  return {
    uid,
    kind,
    model,
    title: textField(model, "title") ?? "",
    tags: textList(model["tags"]),
    manifest: readManifestText(model, kind)
  };
}
function withoutIdentity(model) {
  const { id: _id, uid: _uid, version: _version, ...rest } = model;
  return rest;
}
function parseTime(text) {
  const timeMs = text.length > 40 ? Number.NaN : Date.parse(text);
  return timeMs > 0 ? timeMs : void 0;
}

export {
  isOwnedBy,
  namesOf,
  judgeOwnership,
  defaultMaxTtlMs,
  effectiveExpiryMs,
  pathSegment,
  dashboardUrl,
  readDashboardByUid,
  withoutIdentity
};
