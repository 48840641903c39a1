import { createServer, type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import type { Socket } from "node:net";

/** What the server behind the proxy answered. */
export interface RealAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What a fault may use: it writes whatever bytes it wants in place of an answer. */
export interface FaultStage {
  readonly socket: Socket;
  /** Hands the request on and gives the real answer. */
  readonly forward: () => Promise<RealAnswer>;
}

/** A proxy of which one answer can be spoilt. */
export interface FaultProxy {
  readonly url: string;
  /** Spoils the next answer to a request for which `when` is true; once. */
  spoil(when: (name: string, body: string) => boolean, fault: (stage: FaultStage) => void | Promise<void>): void;
  /** Whether the fault has happened. */
  readonly spoilt: boolean;
  /** Requests so far, as `METHOD path`. */
  readonly seen: readonly string[];
  stop(): Promise<void>;
}

/** Starts a proxy before the server at `target`. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const seen: string[] = [];
  let waiting:
    | { when: (name: string, body: string) => boolean; fault: (stage: FaultStage) => void | Promise<void> }
    | undefined;
  let spoilt = false;
  const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, outgoing) => {
    const name = `${incoming.method} ${incoming.url!.split("?")[0]}`;
    seen.push(name);
    void collect(incoming).then(async (body) => {
      const forward = () => forwardTo(target, incoming, body);
      if (waiting?.when(name, body.toString("latin1")) === true) {
        const { fault } = waiting;
        waiting = undefined;
        spoilt = true;
        incoming.socket.on("error", () => {});
        await fault({ socket: incoming.socket, forward });
        return;
      }
      try {
        const { status, headers, body: bytes } = await forward();
        const { "transfer-encoding": _, ...rest } = headers;
        outgoing.writeHead(status, { ...rest, "content-length": bytes.length }).end(bytes);
      } catch {
        incoming.socket.destroy();
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    spoil(when, fault) {
      waiting = { when, fault };
      spoilt = false;
    },
    get spoilt() {
      return spoilt;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function forwardTo(target: string, incoming: IncomingMessage, body: Buffer): Promise<RealAnswer> {
  const { hostname, port } = new URL(target);
  const headers = {
    ...incoming.headers,
    host: `${hostname}:${port}`,
    "accept-encoding": "identity",
    connection: "close",
  };
  return new Promise((done, fail) => {
    const forwarded = request({ hostname, port, path: incoming.url, method: incoming.method, headers }, (answer) => {
      void collect(answer).then((bytes) => done({ status: answer.statusCode!, headers: answer.headers, body: bytes }));
    });
    forwarded.on("error", fail);
    forwarded.end(body);
  });
}

function collect(stream: IncomingMessage): Promise<Buffer> {
  return new Promise((done) => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => done(Buffer.concat(chunks)));
    stream.on("error", () => done(Buffer.concat(chunks)));
  });
}
