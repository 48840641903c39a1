import { closeSync, openSync, writeSync } from "node:fs";
import { createServer } from "node:http";

/** Totals that a {@link startReceiver} received. */
export interface Received {
  readonly requests: number;
  /** Bytes of the bodies, compressed. */
  readonly bytes: number;
}

/**
 * Takes remote write requests, counts them, and answers 204 to each. With `recordFile`, appends every body to that file behind its length
 * (4 bytes, little-endian), in the order in which they came in whole. `GET /received` answers {@link Received}.
 *
 * @returns its address, and a function that stops it.
 */
export async function startReceiver({
  recordFile,
}: {
  recordFile?: string | undefined;
} = {}): Promise<{ url: string; stop: () => void }> {
  const file = recordFile === undefined ? undefined : openSync(recordFile, "w");
  let requests = 0;
  let bytes = 0;
  const server = createServer((request, response) => {
    if (request.method === "GET") {
      response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify({ requests, bytes }));
      return;
    }
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (file !== undefined) chunks.push(chunk);
    });
    request.on("end", () => {
      requests++;
      bytes += length;
      if (file !== undefined) appendBody(file, chunks, length);
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    stop() {
      server.closeAllConnections();
      server.close();
      if (file !== undefined) closeSync(file);
    },
  };
}

function appendBody(file: number, chunks: readonly Buffer[], length: number): void {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(length);
  writeSync(file, Buffer.concat([head, ...chunks]));
}
