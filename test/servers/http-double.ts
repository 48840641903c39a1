import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect } from "node:net";

/** A request as a double saw it. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query; the whole address where a proxy was asked. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A small HTTP server of a test. */
export interface HttpDouble {
  readonly url: string;
  readonly port: number;
  readonly seen: SeenRequest[];
  stop(): Promise<void>;
}

/** Starts a server on a free loopback port; `tls` makes it speak https. */
export async function startHttpDouble(
  listener: RequestListener,
  tls?: { readonly key: string; readonly cert: string },
): Promise<HttpDouble> {
  const seen: SeenRequest[] = [];
  const remember: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      seen.push({ method: request.method ?? "", target: request.url ?? "", headers: request.headers, body });
      listener(request, response);
    });
  };
  const server = tls === undefined ? createServer(remember) : createTlsServer(tls, remember);
  return listen(server as Server, tls === undefined ? "http" : "https", seen);
}

/**
 * Starts a proxy that answers plain requests itself (with the address that was asked for) and tunnels CONNECT to
 * `tunnelTo`.
 */
export async function startProxyDouble(tunnelTo?: number): Promise<HttpDouble> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    seen.push({ method: request.method ?? "", target: request.url ?? "", headers: request.headers, body: "" });
    response.end(`through the proxy: ${request.url}`);
  });
  server.on("connect", (request, socket) => {
    seen.push({ method: "CONNECT", target: request.url ?? "", headers: request.headers, body: "" });
    if (tunnelTo === undefined) {
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    const target = connect(tunnelTo, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.pipe(socket).pipe(target);
    });
    for (const end of [target, socket]) end.on("error", () => end.destroy());
  });
  return listen(server, "http", seen);
}

async function listen(server: Server, scheme: string, seen: SeenRequest[]): Promise<HttpDouble> {
  const sockets = new Set<{ destroy(): void }>();
  server.on("connection", (socket) => sockets.add(socket));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${scheme}://127.0.0.1:${port}`,
    port,
    seen,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
