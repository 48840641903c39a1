import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { Answer } from "./grafana-answer.ts";
import { createFaults, type Fault } from "./grafana-faults.ts";
import { route } from "./grafana-routes.ts";
import {
  type Caller,
  createStore,
  type DoubleDashboard,
  type DoubleStore,
  type Json,
  put,
  type Role,
} from "./grafana-store.ts";

/** How a test wants its Grafana. */
export interface DoubleSetup {
  /** Queries are run there. Default: every query is empty. */
  readonly prometheusUrl?: string;
  /** Default: one, `prom-main`, named `Prometheus`, with a scrape interval of 15 s. */
  readonly dataSources?: readonly Json[];
  /** Default 12.4.0. Below 12 there is no `/apis`; below 11.3 titles are unique within a folder. */
  readonly version?: string;
  /** How late the search learns of a change, in milliseconds. Infinity: not before `store.catchUp()`. Default 0. */
  readonly searchLagMs?: number;
  /** The organisation that everything is in. Default 1. */
  readonly orgId?: number;
}

/** A request that the double got. No headers: they hold the token. */
export interface DoubleRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** `none` without a valid token. */
  readonly role: Role | "none";
  readonly body: unknown;
}

/** A Grafana for tests: it answers what was recorded of a real one, as recorded, and 501 to everything else. */
export interface GrafanaDouble {
  readonly url: string;
  readonly tokens: { readonly admin: string; readonly editor: string; readonly viewer: string };
  readonly requests: readonly DoubleRequest[];
  readonly store: DoubleStore;
  /** Makes something go wrong with one of the next requests. */
  fail(fault: Fault): void;
  /** Forgets faults that have not happened yet. */
  heal(): void;
  dashboards(): readonly DoubleDashboard[];
  /** Stores a dashboard past the API, as another person. The folder is made if it is missing. */
  plant(dashboard: { uid: string; model: Json; folderUid?: string; kind?: "classic" | "v2" }): DoubleDashboard;
  stop(): Promise<void>;
}

const people: readonly Caller[] = (["Admin", "Editor", "Viewer"] as const).map((role, index) => ({
  id: 900 + index,
  name: `sa-${role.toLowerCase()}`,
  uid: `service-account:sa${900 + index}`,
  role,
}));

/** Starts a double on a free loopback port, in this process. */
export async function startGrafanaDouble(setup: DoubleSetup = {}): Promise<GrafanaDouble> {
  const store = createStore(setup.version ?? "12.4.0", setup.searchLagMs ?? 0, setup.orgId ?? 1);
  const tokens = {
    admin: "glsa_double_admin_0001",
    editor: "glsa_double_editor_0002",
    viewer: "glsa_double_viewer_0003",
  };
  for (const person of people) store.callers.set(tokens[person.role.toLowerCase() as "admin"], person);
  const main = {
    uid: "prom-main",
    name: "Prometheus",
    type: "prometheus",
    isDefault: true,
    jsonData: { timeInterval: "15s" },
  };
  for (const source of setup.dataSources ?? [{ ...main, url: setup.prometheusUrl ?? "http://127.0.0.1:9090" }]) {
    store.dataSources.set(String(source["uid"]), { id: store.nextId(), orgId: 1, access: "proxy", ...source });
  }
  const faults = createFaults();
  const requests: DoubleRequest[] = [];

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(599, { "Content-Type": "text/plain" }).end(`the double failed: ${String(error)}`);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://double");
    const text = await readBody(request);
    const caller = callerOf(request, store);
    const body = parse(text);
    const method = request.method ?? "GET";
    requests.push({ method, path: url.pathname, query: url.search, role: caller?.role ?? "none", body });
    const fault = faults.take(request, url.pathname);
    if (fault?.delayMs !== undefined) await wait(fault.delayMs, undefined, { ref: false });
    await fault?.run?.();
    const action = fault === undefined ? "pass" : (fault.action ?? "answer");
    if (action === "drop") return void request.socket.destroy();
    if (action === "answer") return send(response, faultAnswer(fault!), fault!.headers);
    const answer = await answerTo(method, url, caller, request, text, body);
    if (action === "do-then-drop") return void request.socket.destroy();
    send(response, action === "do-then-answer" ? faultAnswer(fault!) : answer, fault?.headers);
  }

  async function answerTo(
    method: string,
    url: URL,
    caller: Caller | undefined,
    request: IncomingMessage,
    text: string,
    body: unknown,
  ): Promise<Answer> {
    if (method === "GET" && url.pathname === "/api/health")
      return new Answer(200, { database: "ok", version: store.version, commit: "NA" });
    if (caller === undefined) return unauthorized(request, store);
    if (text !== "" && body === undefined) return new Answer(400, { message: "bad request data" });
    return route(method, url.pathname, {
      store,
      caller,
      query: url.searchParams,
      body,
      prometheusUrl: setup.prometheusUrl,
      org: Number(request.headers["x-grafana-org-id"]) || undefined,
    });
  }

  return {
    url: `http://127.0.0.1:${port}`,
    tokens,
    requests,
    store,
    fail: faults.add,
    heal: faults.clear,
    dashboards: () => [...store.dashboards.values()],
    plant({ uid, model, folderUid = "", kind = "classic" }) {
      if (folderUid !== "" && !store.folders.has(folderUid)) {
        store.folders.set(folderUid, { uid: folderUid, title: folderUid, id: store.nextId(), created: store.now() });
      }
      return put(store, {
        uid,
        kind,
        storedVersion: kind === "v2" ? "v2beta1" : "v0alpha1",
        model,
        folderUid,
        caller: people[0]!,
      });
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function callerOf({ headers: { authorization = "" } }: IncomingMessage, store: DoubleStore): Caller | undefined {
  if (authorization.startsWith("Bearer ")) return store.callers.get(authorization.slice(7));
  return authorization === `Basic ${Buffer.from("admin:admin").toString("base64")}` ? people[0] : undefined;
}

function unauthorized({ headers }: IncomingMessage, { deletedKeys }: DoubleStore): Answer {
  if (deletedKeys.has(headers.authorization?.slice("Bearer ".length) ?? ""))
    return new Answer(401, { message: "Unauthorized", traceID: "" });
  const [message, messageId] =
    headers.authorization === undefined
      ? ["Unauthorized", "auth.unauthorized"]
      : ["Invalid API key", "api-key.invalid"];
  return new Answer(401, { extra: null, message, messageId, statusCode: 401, traceID: "" });
}

function faultAnswer({ status = 500, body }: Fault): Answer {
  if (typeof body === "string") return new Answer(status, Buffer.from(body), "text/html");
  return new Answer(status, body ?? { message: "made to fail by the test" });
}

function send(
  response: ServerResponse,
  { status, body, contentType }: Answer,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "Content-Type": contentType, ...headers });
  response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
}
