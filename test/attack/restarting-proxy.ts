import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/**
 * A server in front of another one that goes down for a while, as one that is restarted does: connections end, new ones
 * are refused.
 */
export interface RestartingProxy {
  readonly url: string;
  /** How often it went down. */
  readonly restarts: number;
  stop(): Promise<void>;
}

/**
 * Starts a proxy on a free loopback port.
 *
 * @param options.when - a request by its first line, `POST /api/ds/query HTTP/1.1`: it goes down before this one is
 *   handed on, the first time that this is true.
 * @param options.downMs - how long it is down; Infinity for good.
 */
export async function startRestartingProxy(
  target: string,
  { when, downMs }: { readonly when: (firstLine: string) => boolean; readonly downMs: number },
): Promise<RestartingProxy> {
  const { hostname, port: targetPort } = new URL(target);
  const sockets = new Set<Socket>();
  let restarts = 0;
  let port = 0;
  let server: Server | undefined;
  let timer: NodeJS.Timeout | undefined;
  const listen = async () => {
    const next = createServer((client) => {
      const upstream = connect(Number(targetPort), hostname);
      for (const end of [client, upstream]) {
        sockets.add(end);
        end.on("error", () => {});
        end.on("close", () => {
          sockets.delete(end);
          client.destroy();
          upstream.destroy();
        });
      }
      client.on("data", (chunk: Buffer) => {
        const firstLine = chunk.toString("latin1").split("\r\n")[0]!;
        if (restarts === 0 && when(firstLine)) goDown();
        else upstream.write(chunk);
      });
      upstream.on("data", (chunk: Buffer) => client.write(chunk));
    });
    await new Promise<void>((done) => next.listen(port, "127.0.0.1", done));
    port = (next.address() as AddressInfo).port;
    server = next;
  };
  const goDown = () => {
    restarts++;
    server?.close();
    server = undefined;
    for (const socket of sockets) socket.resetAndDestroy();
    if (Number.isFinite(downMs)) timer = setTimeout(() => void listen(), downMs);
  };
  await listen();
  return {
    url: `http://127.0.0.1:${port}`,
    get restarts() {
      return restarts;
    },
    async stop() {
      clearTimeout(timer);
      for (const socket of sockets) socket.destroy();
      const last = server;
      if (last !== undefined) await new Promise((done) => last.close(done));
    },
  };
}
