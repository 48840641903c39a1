import { readFileSync } from "node:fs";
import { request as forward } from "node:http";
import { createServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import type { TLSSocket } from "node:tls";
import type { Certificates } from "./certificates.ts";

/** A server that speaks TLS in front of another one. */
export interface TlsFront {
  readonly url: string;
  readonly port: number;
  /** For each request: the name in the client's certificate, or `none`. */
  readonly clients: string[];
  /** Of the last request. */
  readonly paths: string[];
  stop(): Promise<void>;
}

/**
 * Starts a TLS server on a free loopback port. It passes requests to `target`, and tunnels CONNECT to wherever it is
 * asked to, as an HTTPS proxy does.
 *
 * @param options.clients - `ask`: asks for a client certificate; `demand`: ends connections without one.
 */
export async function startTlsFront(
  certificates: Certificates,
  { target, clients: wanted = "ask" }: { readonly target?: string; readonly clients?: "ask" | "demand" } = {},
): Promise<TlsFront> {
  const clients: string[] = [];
  const paths: string[] = [];
  const remember = (socket: unknown, path: string) => {
    const { subject } = (socket as TLSSocket).getPeerCertificate();
    clients.push(subject === undefined ? "none" : String(subject.CN));
    paths.push(path);
  };
  const server = createServer(
    {
      ...certificates.server,
      ca: readFileSync(certificates.ca),
      requestCert: true,
      rejectUnauthorized: wanted === "demand",
    },
    (request, response) => {
      remember(request.socket, request.url ?? "");
      if (target === undefined) return void response.writeHead(501).end();
      const { method, headers, url } = request;
      const onward = forward(`${target}${url}`, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response);
      });
      onward.on("error", () => response.destroy());
      request.pipe(onward);
    },
  );
  server.on("connect", (request, socket) => {
    remember(socket, request.url ?? "");
    const [host, port] = (request.url ?? "").split(":");
    const onward = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [onward, socket]) end.on("error", () => end.destroy());
  });
  const sockets = new Set<{ destroy(): void }>();
  server.on("connection", (socket) => sockets.add(socket));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    port,
    clients,
    paths,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
