import { createServer, type IncomingMessage } from "node:http";

/** An answer on its way back. `undefined` for a header takes it away. */
export interface BentAnswer {
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** A server in front of another one that changes what comes back: a proxy, a cache, another clock. */
export interface BendingProxy {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts one. `bend` gets the request (with its body) and the answer's text. */
export async function startBendingProxy(
  target: string,
  bend: (
    request: { readonly method: string; readonly url: string; readonly body: string },
    answer: string,
  ) => BentAnswer,
): Promise<BendingProxy> {
  const server = createServer((request, response) => {
    void (async () => {
      const sent = await readAll(request);
      const {
        host: _host,
        connection: _connection,
        "content-length": _length,
        "transfer-encoding": _encoding,
        ...headers
      } = request.headers;
      const answer = await fetch(target + request.url, {
        method: request.method ?? "GET",
        headers: headers as Record<string, string>,
        ...(sent.length === 0 ? {} : { body: Uint8Array.from(sent) }),
      });
      const text = await answer.text();
      const bent = bend({ method: request.method ?? "", url: request.url ?? "", body: sent.toString() }, text);
      response.sendDate = false;
      const all = {
        "content-type": answer.headers.get("content-type") ?? "",
        date: new Date().toUTCString(),
        ...bent.headers,
      };
      const kept = Object.entries(all).filter((header): header is [string, string] => header[1] !== undefined);
      response.writeHead(bent.status ?? answer.status, Object.fromEntries(kept)).end(bent.body ?? text);
    })().catch(() => request.socket.destroy());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
