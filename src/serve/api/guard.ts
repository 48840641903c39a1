import { createHash, timingSafeEqual } from "node:crypto";
import type { Socket } from "node:net";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ServeLimits } from "./limits.ts";
import { Problem } from "./problem.ts";

/** Who may ask for what. */
export interface GuardOptions {
  readonly token: string;
  /** Questions to the API need no token. */
  readonly openReads: boolean;
  /** `/metrics` needs the token too. */
  readonly protectMetrics: boolean;
  /** `127.0.0.1:9464`: what the `Host` header may be. */
  readonly hosts: () => ReadonlySet<string>;
  readonly limits: ServeLimits;
  readonly elapsed: () => number;
}

/** Types of bodies: none of them can be sent by a form of another site. */
const bodyTypes = ["application/json", "application/yaml"];

/** Checks every request before its body is read. */
export function addGuard(app: FastifyInstance, options: GuardOptions): void {
  const connections = watchConnections(app, options);
  app.addHook("onRequest", async (request) => {
    connections.admit(request.raw.socket);
    checkHost(request, options.hosts());
    checkToken(request, options);
    checkBodyType(request);
  });
}

interface Bucket {
  tokens: number;
  filledAt: number;
  readonly refused: boolean;
}

function watchConnections(app: FastifyInstance, { limits, elapsed }: GuardOptions) {
  const buckets = new WeakMap<Socket, Bucket>();
  let open = 0;
  // So many more get an answer; what comes beyond is closed at once.
  app.server.maxConnections = limits.connections + 100;
  app.server.on("connection", (socket: Socket) => {
    open++;
    buckets.set(socket, { tokens: limits.burst, filledAt: elapsed(), refused: open > limits.connections });
    socket.once("close", () => open--);
  });
  return {
    admit(socket: Socket) {
      const bucket = buckets.get(socket);
      // Requests that tests make up come without a connection.
      if (bucket === undefined) return;
      if (bucket.refused)
        throw new Problem(429, "connections", `more than ${limits.connections} connections at once`, {
          headers: { "Retry-After": "5", Connection: "close" },
        });
      const now = elapsed();
      const refilled = bucket.tokens + ((now - bucket.filledAt) * limits.perSecond) / 1000;
      bucket.tokens = Math.min(limits.burst, refilled);
      bucket.filledAt = now;
      if (bucket.tokens < 1)
        throw new Problem(429, "rate", `more than ${limits.perSecond} requests a second over one connection`, {
          headers: { "Retry-After": "1" },
        });
      bucket.tokens--;
    },
  };
}

/** A page of another site can reach this server by a name of its own, but cannot lie about that name or its own. */
function checkHost({ headers }: FastifyRequest, hosts: ReadonlySet<string>): void {
  const host = headers.host?.toLowerCase() ?? "";
  if (!hosts.has(host))
    throw new Problem(421, "host", "this server answers to its own names only; --allow-host adds another one");
  const { origin } = headers;
  if (origin === undefined) return;
  const from = /^https?:\/\/([^/]+)$/.exec(origin.toLowerCase())?.[1];
  if (from === undefined || !hosts.has(from))
    throw new Problem(403, "origin", "requests from pages of other sites are refused");
}

function checkToken(request: FastifyRequest, { token, openReads, protectMetrics }: GuardOptions): void {
  const path = request.url.split("?", 1)[0]!;
  const reads = request.method === "GET" || request.method === "HEAD";
  const needed = path.startsWith("/api/")
    ? !(openReads && reads)
    : protectMetrics && (path === "/metrics" || path === "/-/metrics");
  if (!needed) return;
  const [, given] = /^Bearer ([\x21-\x7e]+)$/i.exec(request.headers.authorization ?? "") ?? [];
  if (given !== undefined && timingSafeEqual(digest(given), digest(token))) return;
  throw new Problem(401, "token", "send the token that serve printed, as `Authorization: Bearer …`", {
    headers: { "WWW-Authenticate": 'Bearer realm="dashpreview"' },
  });
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function checkBodyType({ method, headers }: FastifyRequest): void {
  if (method === "GET" || method === "HEAD" || method === "DELETE" || method === "OPTIONS") return;
  if (headers["transfer-encoding"] === undefined && Number(headers["content-length"] ?? 0) === 0) return;
  const [type = ""] = (headers["content-type"] ?? "")
    .toLowerCase()
    .split(";", 1)
    .map((part) => part.trim());
  if (!bodyTypes.includes(type))
    throw new Problem(415, "content-type", "send the body as application/json (a whole spec also as application/yaml)");
}
