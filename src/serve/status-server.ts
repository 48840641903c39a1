import { createServer, type ServerResponse } from "node:http";
import { UsageError } from "../errors.ts";

/** The state of a process, for {@link startStatusServer}. */
export interface Status {
  /** Undefined if the process can do its work, else why not. */
  readonly ready: () => string | undefined;
  /** Undefined if the process is alive, else why it is not: whoever runs it should start it again. */
  readonly healthy: () => string | undefined;
  readonly metrics: { readonly contentType: string; metrics(): Promise<string> };
}

/** A server that listens. */
export interface StatusServer {
  /** `http://127.0.0.1:9464` */
  readonly url: string;
  /** Ends open connections too. */
  stop(): Promise<void>;
}

/**
 * Answers `GET /-/ready`, `/-/healthy` and `/metrics`, and nothing else. Nothing that it tells is secret, and nothing
 * can be changed through it.
 *
 * @param options.port - 0 for any free one.
 * @throws {UsageError} if it cannot listen there.
 */
export async function startStatusServer(
  status: Status,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<StatusServer> {
  const server = createServer((request, response) => {
    request.resume();
    const path = (request.url ?? "/").split(/[?#]/, 1)[0]!;
    if (request.method !== "GET" && request.method !== "HEAD") return answer(response, 405, "only GET and HEAD");
    if (path === "/-/ready") return told(response, status.ready());
    if (path === "/-/healthy") return told(response, status.healthy());
    if (path !== "/metrics") return answer(response, 404, "there are /-/ready, /-/healthy and /metrics");
    void status.metrics.metrics().then(
      (text) => answer(response, 200, text, status.metrics.contentType),
      () => answer(response, 500, "the metrics cannot be read"),
    );
  });
  server.requestTimeout = 10_000;
  server.headersTimeout = 5000;
  server.maxConnections = 100;
  await new Promise<void>((done, fail) => {
    server.once("error", (error: NodeJS.ErrnoException) => fail(cannotListen(error, host, port)));
    server.listen(port, host, done);
  });
  const address = server.address();
  const own = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${own}`,
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

function told(response: ServerResponse, wrong: string | undefined): void {
  answer(response, wrong === undefined ? 200 : 503, wrong ?? "ok");
}

function answer(response: ServerResponse, status: number, text: string, type = "text/plain; charset=utf-8"): void {
  response.writeHead(status, {
    "Content-Type": type,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  });
  response.end(text.endsWith("\n") ? text : `${text}\n`);
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const why = error.code === "EADDRINUSE" ? "another program has it" : (error.code ?? error.message);
  return new UsageError(`cannot listen on ${host}, port ${port}: ${why}; --host and --port name others`, {
    code: "port",
  });
}
