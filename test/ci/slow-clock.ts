import { createServer } from "node:http";

/** A server in front of another one whose clock is behind: what is made through it expires earlier. */
export interface SlowClock {
  readonly url: string;
  stop(): Promise<void>;
}

/** Hands every request on and sets the answer's `Date` back by `lateMs`. */
export async function startSlowClock(target: string, lateMs: number): Promise<SlowClock> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
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
      ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
    });
    const kept = [...answer.headers].filter(([name]) => ["content-type"].includes(name));
    response.writeHead(answer.status, {
      ...Object.fromEntries(kept),
      Date: new Date(Date.now() - lateMs).toUTCString(),
    });
    response.end(Buffer.from(await answer.arrayBuffer()));
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
