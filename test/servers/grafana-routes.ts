import { Answer, denied, requireWriter } from "./grafana-answer.ts";
import * as dashboards from "./grafana-dashboards.ts";
import { slugOf } from "./grafana-forms.ts";
import { runQueries } from "./grafana-query.ts";
import { search } from "./grafana-search.ts";
import { setupRoutes } from "./grafana-setup.ts";
import { type Caller, type DoubleFolder, type DoubleStore, type Json, mayEdit, remove } from "./grafana-store.ts";

/** One request as a route sees it. */
export interface Call {
  readonly store: DoubleStore;
  readonly caller: Caller;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly prometheusUrl: string | undefined;
  /** The organisation of the header `X-Grafana-Org-Id`. */
  readonly org?: number | undefined;
  /** What the pattern of the path caught. */
  readonly parts: readonly string[];
}

export type Route = readonly [method: string, path: RegExp, handle: (call: Call) => unknown];

const apis = "/apis/dashboard\\.grafana\\.app/(v1beta1|v2beta1)/namespaces/default/dashboards";

/** Everything that was recorded, and no more. */
const routes: readonly Route[] = [
  ...setupRoutes,
  [
    "GET",
    /^\/api\/user$/,
    ({ caller: { uid, name }, store: { orgId } }) => ({ id: 0, uid, name, login: name, orgId, isGrafanaAdmin: false }),
  ],
  ["GET", /^\/api\/frontend\/settings$/, settings],
  ["POST", /^\/api\/folders$/, createFolder],
  ["GET", /^\/api\/folders\/([^/]+)$/, readFolder],
  ["DELETE", /^\/api\/folders\/([^/]+)$/, deleteFolder],
  ["POST", /^\/api\/dashboards\/db$/, ({ store, caller, body }) => dashboards.saveClassic(store, caller, body)],
  ["POST", /^\/api\/dashboards\/import$/, ({ store, caller, body }) => dashboards.importDashboard(store, caller, body)],
  [
    "GET",
    /^\/api\/dashboards\/uid\/([^/]+)$/,
    ({ store, caller, parts }) => dashboards.readClassic(store, caller, parts[0]!),
  ],
  [
    "DELETE",
    /^\/api\/dashboards\/uid\/([^/]+)$/,
    ({ store, caller, parts }) => dashboards.deleteClassic(store, caller, parts[0]!),
  ],
  [
    "GET",
    /^\/api\/dashboards\/uid\/([^/]+)\/permissions$/,
    ({ store, parts }) => dashboards.permissions(store, parts[0]!),
  ],
  ["GET", /^\/api\/dashboards\/uid\/([^/]+)\/versions$/, ({ store, parts }) => dashboards.versions(store, parts[0]!)],
  ["POST", /^\/api\/dashboards\/uid\/[^/]+\/public-dashboards$/, () => denied("dashboards.public:write")],
  [
    "GET",
    /^\/api\/dashboards\/uid\/[^/]+\/public-dashboards$/,
    () => new Answer(404, { statusCode: 404, messageId: "publicdashboards.notFound", message: "Dashboard not found" }),
  ],
  ["GET", /^\/api\/search$/, ({ store, query }) => search(store, query)],
  ["GET", /^\/apis\/dashboard\.grafana\.app$/, apiGroup],
  ["GET", RegExp(`^${apis}$`), ({ store, query, parts }) => dashboards.listResources(store, parts[0]!, query)],
  [
    "POST",
    RegExp(`^${apis}$`),
    ({ store, caller, parts, body, query }) =>
      dashboards.writeResource(store, caller, parts[0]!, body, { dryRun: query.get("dryRun") === "All" }),
  ],
  ["GET", RegExp(`^${apis}/([^/]+)$`), ({ store, parts }) => dashboards.readResource(store, parts[0]!, parts[1]!)],
  [
    "PUT",
    RegExp(`^${apis}/([^/]+)$`),
    ({ store, caller, parts, body }) => dashboards.writeResource(store, caller, parts[0]!, body, { name: parts[1]! }),
  ],
  [
    "DELETE",
    RegExp(`^${apis}/([^/]+)$`),
    ({ store, caller, parts, body }) => dashboards.deleteResource(store, caller, parts[1]!, body),
  ],
  ["POST", /^\/api\/ds\/query$/, query],
  [
    "GET",
    /^\/render\/d-solo\/[^/]+\/[^/]+$/,
    () => new Answer(200, Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), "image/png"),
  ],
  ["POST", /^\/api\/snapshots$/, () => new Answer(403, { message: "forbidden", traceID: "" })],
  ["POST", /^\/api\/annotations$/, ({ store }) => ({ id: store.nextId(), message: "Annotation added" })],
  ["POST", /^\/api\/library-elements$/, createLibraryElement],
  ["GET", /^\/api\/library-elements\/([^/]+)$/, readLibraryElement],
];

/** Finds the route and runs it. 501 for any request of a kind that was never recorded. */
export async function route(method: string, path: string, call: Omit<Call, "parts">): Promise<Answer> {
  const old = Number(call.store.version.split(".")[0]) < 12;
  if (old && path.startsWith("/apis")) return new Answer(404, { message: "Not found" });
  for (const [routeMethod, pattern, handle] of routes) {
    const match = routeMethod === method ? pattern.exec(path) : null;
    if (match === null) continue;
    try {
      const result = await handle({ ...call, parts: match.slice(1).map(decodeURIComponent) });
      if (result !== undefined) return result instanceof Answer ? result : new Answer(200, result);
    } catch (error) {
      if (error instanceof Answer) return error;
      throw error;
    }
  }
  return new Answer(501, { message: `the double knows no ${method} ${path}: it was never recorded` });
}

function settings({ store }: Call): Json {
  const named = [...store.dataSources.values()].map((source) => [
    source["name"],
    {
      uid: source["uid"],
      type: source["type"],
      name: source["name"],
      isDefault: source["isDefault"],
      jsonData: source["jsonData"],
    },
  ]);
  return {
    buildInfo: { hideVersion: false, version: store.version, edition: "Open Source", env: "production" },
    namespace: "default",
    appUrl: store.appUrl,
    defaultDatasource: [...store.dataSources.values()].find((source) => source["isDefault"] === true)?.["name"] ?? "",
    datasources: {
      "-- Dashboard --": { type: "datasource", name: "-- Dashboard --", isDefault: false },
      "-- Grafana --": { uid: "grafana", type: "datasource", name: "-- Grafana --", isDefault: false },
      "-- Mixed --": { type: "datasource", name: "-- Mixed --", isDefault: false },
      ...Object.fromEntries(named),
    },
    rendererAvailable: false,
    featureToggles: {},
  };
}

function createFolder({ store, caller, body }: Call): Json {
  requireWriter(caller.role, "folders:create");
  const { uid, title } = body as { uid: string; title: string };
  if (uid.length > 40) throw new Answer(400, { message: "uid too long, max 40 characters" });
  if (store.folders.has(uid)) throw new Answer(412, { message: "the folder has been changed by someone else" });
  store.folders.set(uid, { uid, title, id: store.nextId(), created: store.now() });
  return folderBody(store.folders.get(uid)!, caller.role === "Admin");
}

function readFolder({ store, caller, parts }: Call): Json {
  const found = store.folders.get(parts[0]!);
  if (found !== undefined) return folderBody(found, mayEdit(store, caller, found.uid));
  if (caller.role === "Admin") throw new Answer(404, { message: "folder not found", status: "not-found" });
  throw denied("folders:read");
}

function folderBody({ uid, title, id, created }: DoubleFolder, may: boolean): Json {
  const rights = { hasAcl: false, canSave: may, canEdit: may, canAdmin: may, canDelete: may };
  return {
    id,
    uid,
    orgId: 1,
    title,
    url: `/dashboards/f/${uid}/${slugOf(title)}`,
    ...rights,
    created,
    updated: created,
    version: 1,
  };
}

/** Takes what lies in it along, without a question. */
function deleteFolder({ store, caller, parts }: Call): Json {
  requireWriter(caller.role, "folders:delete");
  if (!store.folders.delete(parts[0]!)) throw new Answer(404, { message: "folder not found", status: "not-found" });
  for (const { uid, folderUid } of store.dashboards.values()) if (folderUid === parts[0]) remove(store, uid);
  return { message: "Folder deleted" };
}

function apiGroup(): Json {
  const versions = ["v1beta1", "v0alpha1", "v2beta1", "v2alpha1"].map((version) => ({
    groupVersion: `dashboard.grafana.app/${version}`,
    version,
  }));
  return { kind: "APIGroup", apiVersion: "v1", name: "dashboard.grafana.app", versions, preferredVersion: versions[0] };
}

async function query({ store, body, prometheusUrl }: Call): Promise<Answer> {
  const answer = await runQueries(body, store.dataSources, prometheusUrl);
  return new Answer(answer.status, answer.body);
}

function createLibraryElement({ store, caller, body }: Call): Json {
  requireWriter(caller.role, "library.panels:create");
  const { uid, name, kind, model, folderUid } = body as {
    uid: string;
    name: string;
    kind: number;
    model: Json;
    folderUid?: string;
  };
  const result = {
    id: store.nextId(),
    orgId: 1,
    folderUid,
    uid,
    name,
    kind,
    type: model["type"],
    description: "",
    model,
    version: 1,
  };
  store.libraryElements.set(uid, result);
  return { result };
}

function readLibraryElement({ store, parts }: Call): Json {
  const result = store.libraryElements.get(parts[0]!);
  if (result === undefined) throw new Answer(404, { message: "library element could not be found" });
  return { result };
}
