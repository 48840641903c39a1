import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type DecodedRequest, decodeWriteBody } from "./decode-write.ts";

/** A request that {@link startRemoteWriteDouble} received. */
export interface ReceivedWrite {
  /** Counts from 0 over all requests. */
  readonly index: number;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
  /** What was in it, samples and all. */
  decoded(): DecodedRequest;
  /**
   * Set when the answer has been given: how long a request is under way in terms of other requests' beginnings and
   * ends.
   */
  readonly beganAt: number;
  endedAt: number | undefined;
}

/** What the double does with a request. */
export type WriteReaction =
  | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
  /** The connection is cut without an answer. */
  | { readonly drop: true }
  /** No answer, and the connection stays open. */
  | { readonly silent: true };

/** A receiver of remote write that does what a test says, and remembers everything. */
export interface RemoteWriteDouble {
  readonly url: string;
  readonly received: ReceivedWrite[];
  stop(): Promise<void>;
}

/** How a double reacts; it may look at what it received, wait, or pass the request on. */
export type React = (request: ReceivedWrite) => WriteReaction | Promise<WriteReaction>;

/** Starts a double on a free loopback port. `/api/v1/query` and everything else that is no write answers 404. */
export async function startRemoteWriteDouble(react: React = () => ({ status: 204 })): Promise<RemoteWriteDouble> {
  const received: ReceivedWrite[] = [];
  let clock = 0;
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const one: ReceivedWrite = {
      index: received.length,
      method: request.method ?? "",
      path: request.url ?? "",
      headers: request.headers,
      body,
      decoded: () => decodeWriteBody(body),
      beganAt: clock++,
      endedAt: undefined,
    };
    received.push(one);
    const reaction = await react(one);
    one.endedAt = clock++;
    if ("silent" in reaction) return;
    if ("drop" in reaction) {
      request.socket.destroy();
      return;
    }
    response.writeHead(reaction.status, reaction.headers).end(reaction.body ?? "");
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.writeHead(599).end(String(error)));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Passes a request on to a real server and gives its answer. */
export async function passOn(
  serverUrl: string,
  { path, headers, body }: ReceivedWrite,
): Promise<{ status: number; body: string }> {
  const kept = Object.fromEntries(
    Object.entries(headers).filter(([name]) => /^content-(type|encoding)|^x-prometheus/.test(name)),
  ) as Record<string, string>;
  const answer = await fetch(serverUrl + path, { method: "POST", headers: kept, body: Uint8Array.from(body) });
  return { status: answer.status, body: await answer.text() };
}
