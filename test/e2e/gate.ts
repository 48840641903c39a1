import { createServer, type IncomingMessage, request, type Server } from "node:http";

/**
 * A server in front of another one that can do something before or after any request: the way to stop a run at an exact
 * step.
 */
export interface Gate {
  readonly url: string;
  /** Requests so far, as `METHOD path`. */
  readonly seen: readonly string[];
  stop(): Promise<void>;
}

/** What happens at a request; each may wait. */
export interface GateHooks {
  /** Before it is handed on; false swallows it (the connection is closed). */
  before?(name: string, count: number): boolean | undefined;
  /** After the other server did it, before its answer is handed back; false swallows the answer. */
  after?(name: string, count: number): boolean | undefined;
}

/** Starts a gate before the server at `target`. */
export async function startGate(target: string, hooks: GateHooks = {}): Promise<Gate> {
  const seen: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const name = `${incoming.method} ${incoming.url!.split("?")[0]}`;
    const count = seen.push(name);
    if (hooks.before?.(name, count) === false) return void incoming.socket.destroy();
    void collect(incoming).then((body) => {
      const { hostname, port } = new URL(target);
      const headers = { ...incoming.headers, host: `${hostname}:${port}` };
      const forwarded = request({ hostname, port, path: incoming.url, method: incoming.method, headers }, (answer) => {
        void collect(answer).then((bytes) => {
          if (hooks.after?.(name, count) === false) return void incoming.socket.destroy();
          const { "transfer-encoding": _, ...rest } = answer.headers;
          outgoing.writeHead(answer.statusCode!, { ...rest, "content-length": bytes.length });
          outgoing.end(bytes);
        });
      });
      forwarded.on("error", () => incoming.socket.destroy());
      forwarded.end(body);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  return { url: `http://127.0.0.1:${port}`, seen, stop: () => close(server) };
}

function collect(stream: IncomingMessage): Promise<Buffer> {
  return new Promise((done) => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => done(Buffer.concat(chunks)));
    stream.on("error", () => done(Buffer.concat(chunks)));
  });
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}
