import { createServer, request as forward, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** Grafana Cloud's Prometheus as far as previews need it, in front of a real one. */
export interface GrafanaCloudDouble {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Requests so far, as `STATUS METHOD path`. */
  readonly seen: readonly string[];
  stop(): Promise<void>;
}

/**
 * Starts one. It knows basic auth only, takes remote write at `/api/prom/push`, and hands what is below
 * `/api/prom/api/v1` to `target`; the admin API and all of status but the version answer 404.
 */
export async function startGrafanaCloudDouble(target: string): Promise<GrafanaCloudDouble> {
  const [user, password] = ["123456", "glc_canary-4411"];
  const basic = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  const seen: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const url = incoming.url ?? "";
    const [path] = url.split("?") as [string];
    const answer = (
      status: number,
      body: string | Buffer,
      headers: Readonly<Record<string, string | string[] | undefined>> = {},
    ) => {
      seen.push(`${status} ${incoming.method} ${path}`);
      outgoing.writeHead(status, { "content-type": headers["content-type"] ?? "text/plain" }).end(body);
    };
    void collect(incoming).then((body) => {
      if (incoming.headers.authorization !== basic) return answer(401, "authentication error: no credentials provided");
      const inner = innerPath(path);
      if (inner === undefined) return answer(404, "404 page not found");
      const { authorization: _, host: __, "accept-encoding": ___, ...headers } = incoming.headers;
      const passed = forward(
        target + inner + url.slice(path.length),
        { method: incoming.method, headers },
        (response) => {
          void collect(response).then((bytes) => answer(response.statusCode!, bytes, response.headers));
        },
      );
      passed.on("error", () => incoming.socket.destroy());
      return passed.end(body);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    user,
    password,
    seen,
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function innerPath(path: string): string | undefined {
  if (path === "/api/prom/push") return "/api/v1/write";
  if (!path.startsWith("/api/prom/api/v1/")) return undefined;
  const inner = path.slice("/api/prom".length);
  return inner.startsWith("/api/v1/admin/") || /^\/api\/v1\/status\/(?!buildinfo$)/.test(inner) ? undefined : inner;
}

async function collect(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
