import { defined } from "../../src/json/defined.ts";
import { Answer, denied, failure, requireWriter } from "./grafana-answer.ts";
import { classicBody, migrate, resourceBody, slugOf } from "./grafana-forms.ts";
import {
  type Caller,
  type DoubleDashboard,
  type DoubleStore,
  type Json,
  mayEdit,
  put,
  remove,
} from "./grafana-store.ts";

/** `POST /api/dashboards/db`, with Grafana's checks in Grafana's order, as far as they were recorded. */
export function saveClassic(store: DoubleStore, caller: Caller, body: unknown): Json {
  const {
    dashboard,
    folderUid = "",
    overwrite,
    message,
  } = (body ?? {}) as {
    dashboard?: Json;
    folderUid?: string;
    overwrite?: boolean;
    message?: string;
  };
  if (typeof dashboard !== "object" || dashboard === null) throw new Answer(400, { message: "bad request data" });
  if (!mayEdit(store, caller, folderUid)) {
    requireWriter(caller.role, "any of dashboards:create, dashboards:write");
    throw new Answer(403, { message: "Access denied to save dashboard" });
  }
  const isResource = typeof dashboard["apiVersion"] === "string" && typeof dashboard["spec"] === "object";
  const model = (isResource ? dashboard["spec"] : dashboard) as Json;
  const uid = String(isResource ? (dashboard["metadata"] as Json)["name"] : (dashboard["uid"] ?? `u${store.nextId()}`));
  const problem = invalidity(uid, model);
  if (problem !== undefined) throw new Answer(400, problem);
  const existing = store.dashboards.get(uid);
  if (typeof dashboard["id"] === "number" && dashboard["id"] !== existing?.id) {
    throw new Answer(404, { message: "Dashboard not found", status: "not-found" });
  }
  if (folderUid !== "" && !store.folders.has(folderUid)) throw new Answer(400, { message: "folder not found" });
  requireUniqueTitle(store, uid, folderUid, model["title"]);
  if (existing !== undefined && overwrite !== true && dashboard["version"] !== existing.version) {
    throw new Answer(412, { message: "The dashboard has been changed by someone else", status: "version-mismatch" });
  }
  const kind = isResource ? "v2" : "classic";
  const { id, version } = put(store, { uid, kind, storedVersion: "v0alpha1", model, folderUid, caller, message });
  const slug = slugOf(model["title"]);
  return { folderUid, id, slug, status: "success", uid, url: `/d/${uid}/${slug}`, version };
}

function invalidity(uid: string, model: Json): Json | undefined {
  if (uid.length > 40) return { message: "uid too long, max 40 characters" };
  if (!/^[a-zA-Z0-9_-]+$/.test(uid)) return { message: "uid contains illegal characters" };
  if ((model["title"] ?? "") === "") return { message: "Dashboard title cannot be empty", status: "empty-name" };
  const tags = (model["tags"] ?? []) as string[];
  if (tags.some((tag) => Buffer.byteLength(tag) > 50)) return { message: "dashboard tag too long, max 50 characters" };
  return undefined;
}

/** Before 11.3 titles are unique within a folder. */
function requireUniqueTitle(store: DoubleStore, uid: string, folderUid: string, title: unknown): void {
  const [major = 0, minor = 0] = store.version.split(".").map(Number);
  if (major > 11 || (major === 11 && minor >= 3)) return;
  const taken = [...store.dashboards.values()].some(
    (other) => other.uid !== uid && other.folderUid === folderUid && other.model["title"] === title,
  );
  if (!taken) return;
  throw new Answer(412, {
    message: "A dashboard with the same name in the folder already exists",
    status: "name-exists",
  });
}

/** `POST /api/dashboards/import`: resolves `${DS_…}` and saves. */
export function importDashboard(store: DoubleStore, caller: Caller, body: unknown): Json {
  const { dashboard, inputs, folderUid } = body as {
    dashboard: Json;
    inputs: { name: string; value: string }[];
    folderUid: string;
  };
  const { __inputs: _inputs, ...rest } = dashboard;
  let text = JSON.stringify(rest);
  for (const { name, value } of inputs) text = text.replaceAll(`\${${name}}`, value);
  const saved = saveClassic(store, caller, { dashboard: JSON.parse(text) as Json, folderUid, overwrite: true });
  return {
    uid: saved["uid"],
    pluginId: "",
    title: rest["title"],
    imported: true,
    importedUri: `db/${saved["slug"]}`,
    importedUrl: saved["url"],
    slug: saved["slug"],
    dashboardId: saved["id"],
    folderId: 0,
    folderUid,
    description: "",
    path: "",
    removed: false,
  };
}

/** `GET /api/dashboards/uid/…`. */
export function readClassic(store: DoubleStore, caller: Caller, uid: string): Json {
  const found = store.dashboards.get(uid);
  if (found === undefined) throw new Answer(404, { message: "Dashboard not found", title: "Not found" });
  return classicBody(found, store.folders.get(found.folderUid)?.title ?? "", mayEdit(store, caller, found.folderUid));
}

/**
 * `GET /api/dashboards/uid/…/permissions`, which nobody but an Admin may ask: 404 of one that is not there, 403 of one
 * that is (measured with 12.4).
 */
export function permissions(store: DoubleStore, uid: string): Answer {
  if (store.dashboards.has(uid)) return denied("dashboards.permissions:read");
  return new Answer(404, { message: "Dashboard not found", title: "Not found" });
}

/** `DELETE /api/dashboards/uid/…`. */
export function deleteClassic(store: DoubleStore, caller: Caller, uid: string): Json {
  const { folderUid = "", model } = store.dashboards.get(uid) ?? {};
  if (!mayEdit(store, caller, folderUid)) throw denied("dashboards:delete");
  const title = model?.["title"];
  if (!remove(store, uid)) throw new Answer(404, { message: "Dashboard not found" });
  return { message: `Dashboard ${String(title)} deleted`, title, uid };
}

/** `GET /api/dashboards/uid/…/versions`, the newest first. */
export function versions(store: DoubleStore, uid: string): Json {
  const found = store.dashboards.get(uid);
  if (found === undefined) throw new Answer(404, { message: "Dashboard not found" });
  const list = found.history.map(({ version, message, model, by, at }) => ({
    id: version,
    dashboardId: found.id,
    uid,
    parentVersion: version - 1,
    restoredFrom: 0,
    version,
    created: at,
    message,
    data: { ...model, uid, version },
    createdBy: by,
  }));
  return { continueToken: "", versions: list };
}

/** What comes with a write through `/apis`. */
interface Resource {
  readonly metadata?: { name?: string; uid?: string; resourceVersion?: string; annotations?: Json; labels?: Json };
  readonly spec?: Json;
  readonly status?: Json;
}

/** `POST` and `PUT` below `/apis/dashboard.grafana.app/<version>/…`. `name` is given with PUT. */
export function writeResource(
  store: DoubleStore,
  caller: Caller,
  apiVersion: string,
  body: unknown,
  { name, dryRun = false }: { readonly name?: string | undefined; readonly dryRun?: boolean } = {},
): Answer {
  const { metadata = {}, spec = {}, status } = (body ?? {}) as Resource;
  const target = String(metadata.annotations?.["grafana.app/folder"] ?? "");
  if (!mayEdit(store, caller, target)) throw failure(403, undefined);
  const uid = name ?? metadata.name ?? "";
  const problem = invalidity(uid, spec);
  if (problem !== undefined) throw failure(400, String(problem["message"]), "BadRequest");
  const existing = store.dashboards.get(uid);
  if (name === undefined && existing !== undefined) {
    throw failure(409, `dashboards.dashboard.grafana.app "${uid}" already exists`, "AlreadyExists", uid);
  }
  if (existing === undefined && metadata.resourceVersion !== undefined) {
    throw failure(500, "resourceVersion should not be set on objects to be created");
  }
  requireSameState(existing, metadata, uid);
  const {
    "grafana.app/folder": folder = "",
    "grafana.app/message": message,
    ...annotations
  } = metadata.annotations ?? {};
  const folderUid = String(folder);
  if (folderUid !== "" && !store.folders.has(folderUid)) {
    throw failure(404, `folders.folder.grafana.app "${folderUid}" not found`, "NotFound", folderUid, "folders");
  }
  const kind = apiVersion.startsWith("v2") ? "v2" : "classic";
  const own = Object.fromEntries(Object.entries(annotations).filter(([key]) => !key.startsWith("grafana.app/")));
  const { "grafana.app/deprecatedInternalID": _id, ...labels } = metadata.labels ?? {};
  if (dryRun) {
    const model = kind === "v2" ? knownToV2(spec) : migrate(spec);
    return new Answer(201, { kind: "Dashboard", metadata: { name: uid }, spec: model });
  }
  const stored = put(store, {
    uid,
    kind,
    storedVersion: apiVersion,
    model: kind === "v2" ? knownToV2(spec) : migrate(spec),
    folderUid,
    caller,
    message: message === undefined ? undefined : String(message),
    labels,
    annotations: own,
  });
  // A status that comes with the request comes back with the answer.
  return new Answer(existing === undefined ? 201 : 200, {
    ...resourceBody(stored, apiVersion),
    ...defined({ status }),
  });
}

function requireSameState(
  existing: DoubleDashboard | undefined,
  metadata: Resource["metadata"] & {},
  uid: string,
): void {
  if (existing === undefined || metadata.resourceVersion === undefined) return;
  const same =
    existing.resourceVersion === metadata.resourceVersion &&
    (metadata.uid ?? existing.objectUid) === existing.objectUid;
  if (same) return;
  const what = `Operation cannot be fulfilled on dashboards.dashboard.grafana.app "${uid}"`;
  throw failure(
    409,
    `${what}: the object has been modified; please apply your changes to the latest version and try again`,
    "Conflict",
    uid,
  );
}

/** Schema v2 is closed: what it does not know is dropped. */
function knownToV2(spec: Json): Json {
  const known =
    /^(?:annotations|cursorSync|description|editable|elements|layout|links|liveNow|preload|revision|tags|timeSettings|title|variables)$/;
  return Object.fromEntries(Object.entries(spec).filter(([key]) => known.test(key)));
}

/** `DELETE` below `/apis/…`, with preconditions. */
export function deleteResource(store: DoubleStore, caller: Caller, uid: string, body: unknown): Json {
  const found = store.dashboards.get(uid);
  if (found === undefined) throw failure(404, `dashboards.dashboard.grafana.app "${uid}" not found`, "NotFound", uid);
  if (!mayEdit(store, caller, found.folderUid)) throw failure(403, undefined);
  const { preconditions = {} } = (body ?? {}) as { preconditions?: { uid?: string; resourceVersion?: string } };
  const what = `Operation cannot be fulfilled on Dashboard.dashboard.grafana.app "${uid}"`;
  if (preconditions.uid !== undefined && preconditions.uid !== found.objectUid) {
    const message = `the UID in the precondition (${preconditions.uid}) does not match the UID in record (${found.objectUid}). The object might have been deleted and then recreated`;
    throw failure(409, `${what}: ${message}`, "Conflict", uid, "Dashboard");
  }
  if (preconditions.resourceVersion !== undefined && preconditions.resourceVersion !== found.resourceVersion) {
    const message = `the ResourceVersion in the precondition (${preconditions.resourceVersion}) does not match the ResourceVersion in record (${found.resourceVersion}). The object might have been modified`;
    throw failure(409, `${what}: ${message}`, "Conflict", uid, "Dashboard");
  }
  remove(store, uid);
  const details = { name: uid, group: "dashboard.grafana.app", kind: "dashboards", uid: found.objectUid };
  return { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", details };
}

/** `GET` of one or of all below `/apis/…`. */
export function readResource(store: DoubleStore, apiVersion: string, uid: string): Json {
  const found = store.dashboards.get(uid);
  if (found === undefined) throw failure(404, `dashboards.dashboard.grafana.app "${uid}" not found`, "NotFound", uid);
  return resourceBody(found, apiVersion);
}

/** `GET` of all, with `limit`, `continue` and a `labelSelector` of the form `name=value`. */
export function listResources(store: DoubleStore, apiVersion: string, query: URLSearchParams): Json {
  const [label, value] = (query.get("labelSelector") ?? "").split("=");
  const all = [...store.dashboards.values()]
    .filter((dashboard) => label === undefined || label === "" || dashboard.labels[label] === value)
    .sort((a, b) => (a.uid < b.uid ? -1 : 1));
  const start = Number(query.get("continue") ?? 0);
  const limit = Number(query.get("limit") ?? 0) || all.length;
  const rest = start + limit < all.length ? { continue: String(start + limit) } : {};
  return {
    kind: "DashboardList",
    apiVersion: `dashboard.grafana.app/${apiVersion}`,
    metadata: { resourceVersion: store.nextResourceVersion(), ...rest },
    items: all.slice(start, start + limit).map((dashboard) => resourceBody(dashboard, apiVersion)),
  };
}
