import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { UsageError } from "../errors.ts";
import { always, asServed } from "./page-headers.ts";

/** A page that a browser on this machine can open. */
export interface PageServer {
  /** `http://127.0.0.1:4321/` */
  readonly url: string;
  /** Serves this page from now on, and tells open pages to load it. */
  show(html: string): void;
  /** Ends open connections too. Safe to repeat. */
  stop(): Promise<void>;
}

/** Where open pages hear of a new one, from the page's address. */
export const eventsPath = "events";

/** Open pages that are told of new ones; a further one is refused. */
const maxListeners = 50;

/**
 * Serves one page on the loopback address, and nothing else: to requests that name this address as their host only, so
 * that no other web site can reach it by a name of its own.
 *
 * @param port - 0 for any free one.
 * @throws {UsageError} if the port cannot be had.
 */
export async function startPageServer(first: string, { port }: { readonly port: number }): Promise<PageServer> {
  let page = asServed(first);
  const listeners = new Set<ServerResponse>();
  let hosts: ReadonlySet<string> = new Set();
  const server = createServer((request, response) => {
    request.resume();
    const path = pathOf(request);
    if (!hosts.has(request.headers.host ?? "")) return refuse(response, 421, "asked for another host");
    if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 405, "only GET and HEAD");
    if (path === `/${eventsPath}`) return listen(request, response, listeners);
    if (path !== "/") return refuse(response, 404, "there is only one page");
    response.writeHead(200, { ...always, "Content-Type": "text/html; charset=utf-8", ...page.headers });
    response.end(request.method === "HEAD" ? undefined : page.body);
  });
  server.requestTimeout = 30_000;
  server.maxConnections = 200;
  await new Promise<void>((done, fail) => {
    server.once("error", (error: NodeJS.ErrnoException) => fail(cannotListen(error, port)));
    server.listen(port, "127.0.0.1", done);
  });
  const address = server.address();
  const own = typeof address === "object" && address !== null ? address.port : port;
  hosts = new Set([`127.0.0.1:${own}`, `localhost:${own}`, ...(own === 80 ? ["127.0.0.1", "localhost"] : [])]);
  return {
    url: `http://127.0.0.1:${own}/`,
    show(html) {
      page = asServed(html);
      for (const listener of listeners) listener.write("event: reload\ndata: \n\n");
    },
    async stop() {
      for (const listener of listeners) listener.end();
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

function pathOf({ url = "/" }: IncomingMessage): string {
  return url.split(/[?#]/, 1)[0]!;
}

function refuse(response: ServerResponse, status: number, why: string): void {
  response.writeHead(status, { ...always, "Content-Type": "text/plain; charset=utf-8" });
  response.end(`${why}\n`);
}

function listen(request: IncomingMessage, response: ServerResponse, listeners: Set<ServerResponse>): void {
  if (request.method === "HEAD" || listeners.size >= maxListeners) {
    refuse(response, request.method === "HEAD" ? 405 : 503, "only GET, and only from some pages at once");
    return;
  }
  response.writeHead(200, { ...always, "Content-Type": "text/event-stream" });
  response.write(": open\n\n");
  listeners.add(response);
  response.once("close", () => listeners.delete(response));
}

function cannotListen(error: NodeJS.ErrnoException, port: number): Error {
  const why = error.code === "EADDRINUSE" ? "another program has it" : (error.code ?? error.message);
  return new UsageError(`the page cannot be served on port ${port}: ${why}; --port names another`, { code: "port" });
}
