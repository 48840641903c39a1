import { randomUUID } from "node:crypto";

/** A JSON object of any shape. */
export type Json = Record<string, unknown>;

/** A role, as its token shows it. */
export type Role = "Admin" | "Editor" | "Viewer" | "None";

/** Who asks. */
export interface Caller {
  readonly id: number;
  readonly name: string;
  readonly uid: string;
  readonly role: Role;
}

/** A dashboard as the double holds it. */
export interface DoubleDashboard {
  readonly uid: string;
  readonly id: number;
  kind: "classic" | "v2";
  /** `v0alpha1` if it came through the classic API. */
  storedVersion: string;
  /** Without id, uid and version. */
  model: Json;
  folderUid: string;
  version: number;
  resourceVersion: string;
  readonly objectUid: string;
  readonly created: string;
  updated: string;
  readonly createdBy: Caller;
  updatedBy: Caller | undefined;
  labels: Json;
  /** Those of Grafana itself are made up when asked. */
  annotations: Json;
  message: string | undefined;
  readonly history: { version: number; message: string; model: Json; by: string; at: string }[];
}

/** A folder; all lie in the root. */
export interface DoubleFolder {
  readonly uid: string;
  readonly id: number;
  readonly title: string;
  readonly created: string;
}

/** A token of a service account, as a list shows it, and the key that nobody sees again. */
export interface DoubleToken {
  readonly id: number;
  readonly name: string;
  readonly key: string;
  readonly created: string;
  /** Undefined if it never expires. */
  expiration: string | undefined;
}

/** The permissions of a folder: 1 View, 2 Edit, 4 Admin. */
export interface DoubleRights {
  readonly roles: ReadonlyMap<Role, number>;
  readonly users: ReadonlyMap<number, number>;
}

/** Everything that the double remembers. */
export interface DoubleStore {
  readonly version: string;
  readonly orgId: number;
  /** What Grafana calls its own address, `root_url`; the default is that of a fresh installation. */
  appUrl: string;
  readonly callers: Map<string, Caller>;
  readonly accounts: Map<number, Caller & { isDisabled?: boolean }>;
  /** By account. */
  readonly tokens: Map<number, DoubleToken[]>;
  /** Of tokens that were deleted: Grafana refuses them in other words than what never was one. */
  readonly deletedKeys: Set<string>;
  /** By folder; one without an entry has Grafana's own: Editors edit, Viewers view. */
  readonly rights: Map<string, DoubleRights>;
  /** Addresses of data sources that Grafana's server does not reach. */
  readonly unreachable: Set<string>;
  readonly dataSources: Map<string, Json>;
  readonly folders: Map<string, DoubleFolder>;
  readonly dashboards: Map<string, DoubleDashboard>;
  readonly libraryElements: Map<string, Json>;
  /** What the search knows; lags behind `dashboards` where a test wants that. */
  readonly index: Map<string, DoubleDashboard>;
  nextId(): number;
  nextResourceVersion(): string;
  now(): string;
  /** Tells the search, at once or later. */
  reindex(uid: string): void;
  /** Tells the search everything that it does not know yet. */
  catchUp(): void;
}

/**
 * An empty store. `searchLagMs` is how late the search learns of a change; with Infinity it learns by `catchUp` only.
 */
export function createStore(version: string, searchLagMs: number, orgId = 1): DoubleStore {
  let id = 0;
  let revision = Date.now() * 1000;
  const unknown: (() => void)[] = [];
  const store: DoubleStore = {
    version,
    orgId,
    appUrl: "http://localhost:3000/",
    callers: new Map(),
    accounts: new Map(),
    tokens: new Map(),
    deletedKeys: new Set(),
    rights: new Map(),
    unreachable: new Set(),
    dataSources: new Map(),
    folders: new Map(),
    dashboards: new Map(),
    libraryElements: new Map(),
    index: new Map(),
    nextId: () => ++id,
    nextResourceVersion: () => String(++revision),
    now: () => new Date().toISOString().replace(/\.\d+Z$/, "Z"),
    reindex(uid) {
      const current = store.dashboards.get(uid);
      const snapshot = current === undefined ? undefined : { ...current };
      const apply = () => void (snapshot === undefined ? store.index.delete(uid) : store.index.set(uid, snapshot));
      if (searchLagMs === 0) apply();
      else if (searchLagMs === Number.POSITIVE_INFINITY) unknown.push(apply);
      else setTimeout(apply, searchLagMs).unref();
    },
    catchUp() {
      for (const apply of unknown.splice(0)) apply();
    },
  };
  return store;
}

/** What a write wants stored. */
export interface Write {
  readonly uid: string;
  readonly kind: "classic" | "v2";
  readonly storedVersion: string;
  readonly model: Json;
  readonly folderUid: string;
  readonly caller: Caller;
  readonly message?: string | undefined;
  readonly labels?: Json;
  readonly annotations?: Json;
}

/**
 * Stores a dashboard, new or in place of the one that is there. The same content again counts as no change, as in
 * Grafana.
 */
export function put(store: DoubleStore, write: Write): DoubleDashboard {
  const { id: _id, uid: _uid, version: _version, ...model } = write.model;
  const { uid, kind, storedVersion, folderUid, caller, message, labels = {}, annotations = {} } = write;
  const found = store.dashboards.get(uid);
  const now = store.now();
  if (found === undefined) {
    const made: DoubleDashboard = {
      uid,
      id: store.nextId() + 3_719_000_000_000_000,
      kind,
      storedVersion,
      model,
      folderUid,
      version: 1,
      resourceVersion: store.nextResourceVersion(),
      objectUid: randomUUID(),
      created: now,
      updated: now,
      createdBy: caller,
      updatedBy: undefined,
      labels,
      annotations,
      message,
      history: [],
    };
    made.history.unshift({ version: 1, message: "Initial save", model, by: caller.name, at: now });
    store.dashboards.set(uid, made);
  } else if (JSON.stringify([found.model, found.folderUid, found.kind]) !== JSON.stringify([model, folderUid, kind])) {
    const version = found.version + 1;
    const resourceVersion = store.nextResourceVersion();
    Object.assign(found, {
      kind,
      storedVersion,
      model,
      folderUid,
      version,
      resourceVersion,
      labels,
      annotations,
      message,
    });
    Object.assign(found, { updated: now, updatedBy: caller });
    found.history.unshift({ version, message: message ?? "", model, by: caller.name, at: now });
  } else {
    // The history lists it all the same.
    found.history.push(found.history[0]!);
  }
  store.reindex(uid);
  return store.dashboards.get(uid)!;
}

/** Removes a dashboard; tells whether it was there. */
export function remove(store: DoubleStore, uid: string): boolean {
  const was = store.dashboards.delete(uid);
  store.reindex(uid);
  return was;
}

/** Whether somebody may save to a folder. */
export function mayEdit({ rights }: Pick<DoubleStore, "rights">, { id, role }: Caller, folderUid: string): boolean {
  if (role === "Admin") return true;
  const own = rights.get(folderUid);
  if (own === undefined) return role === "Editor";
  return (own.users.get(id) ?? 0) >= 2 || (own.roles.get(role) ?? 0) >= 2;
}
