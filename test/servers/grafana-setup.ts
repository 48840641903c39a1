import { Answer, denied } from "./grafana-answer.ts";
import type { Call, Route } from "./grafana-routes.ts";
import {
  type DoubleRights,
  type DoubleStore,
  type DoubleToken,
  type Json,
  mayEdit,
  type Role,
} from "./grafana-store.ts";

/** What an Admin does to set Grafana up, as recorded in `contracts/grafana-12.4.json` and `grafana-setup-12.4.json`. */
export const setupRoutes: readonly Route[] = [
  ["POST", /^\/api\/serviceaccounts$/, createAccount],
  ["GET", /^\/api\/serviceaccounts\/search$/, searchAccounts],
  ["DELETE", /^\/api\/serviceaccounts\/(\d+)$/, deleteAccount],
  ["POST", /^\/api\/serviceaccounts\/(\d+)\/tokens$/, createToken],
  ["GET", /^\/api\/serviceaccounts\/(\d+)\/tokens$/, listTokens],
  ["DELETE", /^\/api\/serviceaccounts\/(\d+)\/tokens\/(\d+)$/, deleteToken],
  ["GET", /^\/api\/org$/, readOrg],
  ["GET", /^\/api\/access-control\/user\/permissions$/, permissions],
  ["POST", /^\/api\/datasources$/, createDataSource],
  ["PUT", /^\/api\/datasources\/uid\/([^/]+)$/, updateDataSource],
  ["GET", /^\/api\/datasources$/, ({ store }) => [...store.dataSources.values()]],
  ["GET", /^\/api\/datasources\/uid\/([^/]+)$/, ({ store, parts }) => dataSource(store, parts[0]!)],
  ["GET", /^\/api\/datasources\/uid\/([^/]+)\/health$/, health],
  ["DELETE", /^\/api\/datasources\/uid\/([^/]+)$/, deleteDataSource],
  ["GET", /^\/api\/folders\/([^/]+)\/permissions$/, readRights],
  ["POST", /^\/api\/folders\/([^/]+)\/permissions$/, writeRights],
  ["GET", /^\/api\/folders\/([^/]+)\/counts$/, countFolder],
];

function requireAdmin({ caller }: Call, permission: string): void {
  if (caller.role !== "Admin") throw denied(permission);
}

/** A refusal of the service accounts' API. */
function refusal(statusCode: number, id: string, message: string): Answer {
  return new Answer(statusCode, { statusCode, messageId: `serviceaccounts.${id}`, message });
}

function createAccount(call: Call): Answer {
  requireAdmin(call, "serviceaccounts:create");
  const { store, body } = call;
  const { name, role } = body as { name: string; role: Role };
  if ([...store.accounts.values()].some((other) => other.name === name))
    throw refusal(400, "ErrAlreadyExists", "service account already exists");
  const id = store.nextId();
  store.accounts.set(id, { id, name, uid: `service-account:${id}`, role });
  return new Answer(201, { ...shownAccount(store, id), tokens: 0 });
}

function shownAccount({ accounts, tokens, orgId }: DoubleStore, id: number): Json {
  const { name, role, isDisabled = false } = accounts.get(id)!;
  const login = `sa-${orgId}-${name.toLowerCase()}`;
  return {
    id,
    uid: `sa${id}`,
    name,
    login,
    orgId,
    isDisabled,
    role,
    tokens: tokens.get(id)?.length ?? 0,
    avatarUrl: "",
  };
}

function searchAccounts(call: Call): Json {
  requireAdmin(call, "serviceaccounts:read");
  const { store, query } = call;
  const [wanted, perPage] = [query.get("query") ?? "", Number(query.get("perpage") ?? 1000)];
  const found = [...store.accounts.values()].filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase()));
  const serviceAccounts = found.slice(0, perPage).map(({ id }) => shownAccount(store, id));
  return { totalCount: found.length, serviceAccounts, page: 1, perPage };
}

function accountOf({ store, parts }: Call): number {
  const id = Number(parts[0]);
  if (!store.accounts.has(id)) throw refusal(404, "ErrNotFound", "service account not found");
  return id;
}

function deleteAccount(call: Call): Json {
  requireAdmin(call, "serviceaccounts:delete");
  const { store } = call;
  const id = accountOf(call);
  for (const { key } of store.tokens.get(id) ?? []) store.callers.delete(key);
  store.tokens.delete(id);
  store.accounts.delete(id);
  return { message: "Service account deleted" };
}

function createToken(call: Call): Json {
  requireAdmin(call, "serviceaccounts:write");
  const { store, body } = call;
  const account = accountOf(call);
  const { name, secondsToLive = 0 } = body as { name: string; secondsToLive?: number };
  if (secondsToLive < 0) throw refusal(400, "ErrInvalidInput", "invalid SecondsToLive value");
  if ([...store.tokens.values()].flat().some((other) => other.name === name)) {
    const message = "service account token with given name already exists in the organization";
    throw refusal(400, "ErrTokenAlreadyExists", message);
  }
  const id = store.nextId();
  const key = `glsa_double${String(id).padStart(5, "0")}${"x".repeat(20)}_0123abcd`;
  const expiration =
    secondsToLive === 0 ? undefined : `${new Date(Date.now() + secondsToLive * 1000).toISOString().slice(0, 19)}Z`;
  const token: DoubleToken = { id, name, key, created: store.now(), expiration };
  store.tokens.set(account, [token, ...(store.tokens.get(account) ?? [])]);
  store.callers.set(key, store.accounts.get(account)!);
  return { id, name, key };
}

function listTokens(call: Call): Json[] {
  requireAdmin(call, "serviceaccounts:read");
  return (call.store.tokens.get(accountOf(call)) ?? []).map(({ id, name, created, expiration }) => {
    const left = expiration === undefined ? 0 : (Date.parse(expiration) - Date.now()) / 1000;
    const hasExpired = expiration !== undefined && left <= 0;
    const common = { id, name, created, lastUsedAt: null, secondsUntilExpiration: left, hasExpired, isRevoked: false };
    return { ...common, expiration: expiration ?? null };
  });
}

function deleteToken(call: Call): Json {
  requireAdmin(call, "serviceaccounts:write");
  const { store, parts } = call;
  const account = accountOf(call);
  const tokens = store.tokens.get(account) ?? [];
  const found = tokens.find(({ id }) => id === Number(parts[1]));
  if (found === undefined) throw refusal(404, "ErrTokenNotFound", "service account token not found");
  store.callers.delete(found.key);
  store.deletedKeys.add(found.key);
  store.tokens.set(
    account,
    tokens.filter((token) => token !== found),
  );
  return { message: "Service account token deleted" };
}

/** Grafana leaves somebody who is no member of the header's organisation without rights. */
function readOrg({ store: { orgId }, caller, org }: Call): Json {
  if ((org !== undefined && org !== orgId) || caller.role === "None") throw denied("orgs:read");
  return { id: orgId, name: orgId === 1 ? "Main Org." : `Org ${orgId}`, address: {} };
}

function permissions({ caller, store }: Call): Json {
  const folders = [...store.folders.keys()].map((uid) => `folders:uid:${uid}`);
  const own = folders.filter((scope) => mayEdit(store, caller, scope.slice("folders:uid:".length)));
  const folder = own.length === 0 ? {} : { "dashboards:create": own, "folders:create": own };
  if (caller.role === "None") return folder;
  const read = {
    "datasources:query": ["datasources:*"],
    "datasources:read": ["datasources:*"],
    "folders:read": ["folders:uid:general"],
  };
  if (caller.role === "Viewer") return { ...read, ...folder };
  const scopes = caller.role === "Admin" ? ["folders:*"] : ["folders:uid:general", ...own];
  const writer = { ...read, "dashboards:create": scopes, "folders:create": scopes };
  if (caller.role === "Editor") return writer;
  return {
    ...writer,
    "folders.permissions:write": ["folders:*"],
    "serviceaccounts:create": [""],
    "serviceaccounts:write": ["serviceaccounts:*"],
    "datasources:create": [""],
    "datasources:write": ["datasources:*"],
  };
}

function createDataSource(call: Call): Json {
  requireAdmin(call, "datasources:create");
  const { store, body } = call;
  const wanted = body as Json;
  const others = [...store.dataSources.values()];
  for (const key of ["name", "uid"])
    if (others.some((source) => source[key] === wanted[key]))
      throw new Answer(409, { message: `data source with the same ${key} already exists` });
  const datasource = shownSource(wanted, store.nextId());
  store.dataSources.set(String(wanted["uid"]), datasource);
  return { datasource, id: datasource["id"], message: "Datasource added", name: wanted["name"] };
}

function updateDataSource(call: Call): Json {
  requireAdmin(call, "datasources:write");
  const { store, body, parts } = call;
  const { id, secureJsonFields } = dataSource(store, parts[0]!) as { id: number; secureJsonFields?: Json };
  const changed = shownSource(body as Json, id);
  // A secret that a change does not name stays.
  const fields = { ...secureJsonFields, ...(changed["secureJsonFields"] as Json) };
  const datasource: Json = { ...changed, secureJsonFields: fields };
  store.dataSources.set(parts[0]!, datasource);
  return { datasource, id, message: "Datasource updated", name: datasource["name"] };
}

/** Secrets are never shown, only that they are there. */
function shownSource({ secureJsonData, ...wanted }: Json, id: number): Json {
  const secureJsonFields = Object.fromEntries(Object.keys(secureJsonData ?? {}).map((name) => [name, true]));
  const defaults = { orgId: 1, isDefault: false, jsonData: {}, version: 1, readOnly: false, apiVersion: "" };
  return { id, ...defaults, ...wanted, secureJsonFields };
}

function dataSource(store: DoubleStore, uid: string): Json {
  const found = store.dataSources.get(uid);
  if (found === undefined) throw new Answer(404, { message: "Data source not found" });
  return found;
}

function health({ store, caller, parts }: Call): Answer {
  if (caller.role === "None") throw denied("datasources:query");
  const url = String(store.dataSources.get(parts[0]!)?.["url"]);
  if (!store.dataSources.has(parts[0]!)) return new Answer(500, { message: "Unable to load datasource metadata" });
  if (!store.unreachable.has(url))
    return new Answer(200, { message: "Successfully queried the Prometheus API.", status: "OK" });
  const why = `Post "${url}/api/v1/query": dial tcp: connect: connection refused`;
  const message = `${why} - There was an error returned querying the Prometheus API.`;
  return new Answer(400, { message, status: "ERROR" });
}

function deleteDataSource(call: Call): Json {
  requireAdmin(call, "datasources:delete");
  const { store, parts } = call;
  const { id } = dataSource(store, parts[0]!) as { id: number };
  store.dataSources.delete(parts[0]!);
  return { id, message: "Data source deleted" };
}

/** Grafana's own, where nobody set any; whoever made a folder is its Admin. */
const usual: DoubleRights = {
  roles: new Map([
    ["Viewer", 1],
    ["Editor", 2],
  ]),
  users: new Map([[900, 4]]),
};

function folderOf({ store, parts }: Call): string {
  const uid = parts[0]!;
  if (!store.folders.has(uid)) throw new Answer(404, { message: "folder not found", status: "not-found" });
  return uid;
}

function readRights(call: Call): Json[] {
  requireAdmin(call, "folders.permissions:read");
  const { roles, users } = call.store.rights.get(folderOf(call)) ?? usual;
  return [
    ...[...users].map(([userId, permission]) => ({ userId, teamId: 0, permission, inherited: false })),
    ...[...roles].map(([role, permission]) => ({ userId: 0, teamId: 0, role, permission, inherited: false })),
  ];
}

function writeRights(call: Call): Json {
  requireAdmin(call, "folders.permissions:write");
  const { items } = call.body as { items: readonly { role?: Role; userId?: number; permission: number }[] };
  const roles = new Map(
    items.flatMap(({ role, permission }) => (role === undefined ? [] : [[role, permission] as const])),
  );
  const users = new Map(
    items.flatMap(({ userId, permission }) => (userId === undefined ? [] : [[userId, permission] as const])),
  );
  call.store.rights.set(folderOf(call), { roles, users });
  return { message: "Folder permissions updated" };
}

/** Of a folder that is not there, Grafana counts nothing. */
function countFolder(call: Call): Json {
  requireAdmin(call, "folders:read");
  const dashboard = [...call.store.dashboards.values()].filter(({ folderUid }) => folderUid === call.parts[0]).length;
  return { alertrule: 0, dashboard, folder: 0, librarypanel: 0 };
}
