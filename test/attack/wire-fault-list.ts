import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { FaultStage } from "./fault-proxy.ts";
import { answers, head, spoils, whole } from "./spoil.ts";

/**
 * How a question ends whose answer is spoilt once: `heals` is asked again and answered, `final` is not asked again,
 * `passes` is no harm at all, `either`: it depends on how fast this machine is.
 */
export type QuestionEnd = "heals" | "final" | "passes" | "either";

/** A way in which an answer can be spoilt. */
export interface WireFault {
  readonly name: string;
  readonly question: QuestionEnd;
  /** Where Grafana differs from Prometheus: its page for people may stand at every address. */
  readonly grafana?: QuestionEnd;
  readonly spoil: (stage: FaultStage) => void | Promise<void>;
  /** It holds the run for as long as an attempt may take. */
  readonly slow?: true;
}

const status = (
  code: number,
  reason: string,
  question: QuestionEnd,
  headers: Record<string, string> = {},
): WireFault => ({
  name: `${code} ${reason}`,
  question,
  spoil: answers(whole(`${code} ${reason}`, `{"message":"${reason}"}`, headers)),
});

/** Every fault that is tried, once on a question and once on a change, before both servers. */
export const wireFaults: readonly WireFault[] = [
  { name: "reset before the server is asked", question: "heals", spoil: ({ socket }) => void socket.resetAndDestroy() },
  {
    name: "reset after the server did it",
    question: "heals",
    spoil: spoils((_, { socket }) => void socket.resetAndDestroy()),
  },
  { name: "closed without an answer", question: "heals", spoil: spoils((_, { socket }) => void socket.end()) },
  {
    name: "reset after the headers",
    question: "heals",
    spoil: spoils(async ({ body }, { socket }) => {
      socket.write(head("200 OK", { "Content-Length": body.length + 10 }));
      await wait(30);
      socket.resetAndDestroy();
    }),
  },
  {
    name: "half of the body, then reset",
    question: "heals",
    spoil: spoils(async ({ body }, { socket }) => {
      socket.write(
        Buffer.concat([
          Buffer.from(head("200 OK", { "Content-Length": body.length + 10 })),
          body.subarray(0, body.length / 2),
        ]),
      );
      await wait(30);
      socket.resetAndDestroy();
    }),
  },
  {
    name: "half of the body, then closed",
    question: "heals",
    spoil: spoils(
      ({ body }, { socket }) =>
        void socket.end(
          Buffer.concat([
            Buffer.from(head("200 OK", { "Content-Length": body.length + 10 })),
            body.subarray(0, body.length / 2),
          ]),
        ),
    ),
  },
  {
    name: "a length that is too short",
    question: "heals",
    spoil: answers(
      head("200 OK", { "Content-Length": 20, Connection: "close" }),
      `{"status":"success","data":{"resultType":"vector","result":[]}}`,
    ),
  },
  {
    name: "a length that is no number",
    question: "heals",
    spoil: answers(head("200 OK", { "Content-Length": "many" }), "{}"),
  },
  {
    name: "two lengths that differ",
    question: "heals",
    spoil: answers("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x"),
  },
  {
    name: "JSON that is cut off, with the right length",
    question: "heals",
    spoil: answers(whole("200 OK", `{"status":"success","data":{"resultType":"vec`)),
  },
  {
    name: "gzip that is none",
    question: "heals",
    spoil: answers(whole("200 OK", "this is no gzip at all", { "Content-Encoding": "gzip" })),
  },
  {
    name: "gzip that is cut off",
    question: "heals",
    spoil: spoils(({ body }, { socket }) => {
      const packed = gzipSync(Buffer.concat([body, Buffer.alloc(1000, " ")]));
      socket.end(whole("200 OK", packed.subarray(0, packed.length - 12), { "Content-Encoding": "gzip" }));
    }),
  },
  {
    name: "an encoding that nobody knows",
    question: "heals",
    grafana: "final",
    spoil: answers(whole("200 OK", "\u0001\u0002\u0003", { "Content-Encoding": "snail" })),
  },
  {
    name: "invalid chunks",
    question: "heals",
    spoil: answers(head("200 OK", { "Transfer-Encoding": "chunked" }), "zz\r\nnonsense\r\n"),
  },
  {
    name: "chunks without an end",
    question: "heals",
    spoil: answers(head("200 OK", { "Transfer-Encoding": "chunked" }), `5\r\n{"sta\r\n`),
  },
  { name: "an empty 200", question: "heals", spoil: answers(whole("200 OK", "")) },
  {
    name: "a 204",
    question: "heals",
    grafana: "final",
    spoil: answers("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"),
  },
  {
    name: "HTML with 200",
    question: "heals",
    grafana: "final",
    spoil: answers(whole("200 OK", "<html><title>Log in</title></html>", { "Content-Type": "text/html" })),
  },
  {
    name: "a redirect to elsewhere",
    question: "final",
    spoil: answers(whole("302 Found", "", { Location: "http://elsewhere.invalid/login" })),
  },
  {
    name: "a redirect that keeps the method",
    question: "final",
    spoil: answers(whole("307 Temporary Redirect", "", { Location: "http://elsewhere.invalid/" })),
  },
  {
    name: "a body without end",
    question: "either",
    spoil: ({ socket }) => {
      socket.write(head("200 OK", { Connection: "close" }));
      const piece = Buffer.alloc(4 * 1024 * 1024, " ");
      const more = () => void (!socket.destroyed && socket.write(piece, more));
      more();
    },
  },
  {
    name: "a header of 64 KiB",
    question: "heals",
    spoil: answers(head("200 OK", { "X-Long": "x".repeat(65_536) }), "{}"),
  },
  {
    name: "10,000 headers",
    question: "heals",
    spoil: answers(head("200 OK", Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`X-${i}`, "y"]))), "{}"),
  },
  {
    name: "early hints before the answer",
    question: "passes",
    spoil: spoils(
      ({ status: code, headers, body }, { socket }) =>
        void socket.end(
          Buffer.concat([
            Buffer.from(`HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n`),
            whole(`${code} X`, body, { "Content-Type": String(headers["content-type"] ?? "application/json") }),
          ]),
        ),
    ),
  },
  {
    name: "the wrong content type",
    question: "passes",
    spoil: spoils(
      ({ status: code, body }, { socket }) =>
        void socket.end(whole(`${code} X`, body, { "Content-Type": "image/png" })),
    ),
  },
  {
    name: "keys that stand twice",
    question: "heals",
    spoil: answers(
      whole(
        "200 OK",
        `{"status":"success","status":"error","data":{"result":[]},"data":null,"results":{},"results":7}`,
      ),
    ),
  },
  {
    name: "NaN in JSON",
    question: "heals",
    spoil: answers(
      whole(
        "200 OK",
        `{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[NaN,NaN]}]},"results":{"A":NaN}}`,
      ),
    ),
  },
  { name: "JSON of another program", question: "heals", spoil: answers(whole("200 OK", `{"hello":"world"}`)) },
  { name: "a list where an object belongs", question: "heals", spoil: answers(whole("200 OK", "[]")) },
  { name: "null", question: "heals", spoil: answers(whole("200 OK", "null")) },
  { name: "100,000 brackets", question: "heals", spoil: answers(whole("200 OK", "[".repeat(100_000))) },
  {
    name: "bytes that are no UTF-8",
    question: "heals",
    spoil: answers(whole("200 OK", Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x80]))),
  },
  { name: "no HTTP at all", question: "heals", spoil: answers("SSH-2.0-OpenSSH_9.2\r\n") },
  { name: "no answer", question: "heals", slow: true, spoil: () => {} },
  {
    name: "headers and no body",
    question: "heals",
    slow: true,
    spoil: ({ socket }) => void socket.write(head("200 OK", { "Content-Length": 100 })),
  },
  {
    name: "a byte every 50 ms",
    question: "heals",
    slow: true,
    spoil: async ({ socket }) => {
      socket.write(head("200 OK", { "Content-Length": 100_000 }));
      while (!socket.destroyed && socket.writable) {
        socket.write(" ");
        await wait(50);
      }
    },
  },
  status(401, "Unauthorized", "final"),
  status(403, "Forbidden", "final"),
  status(404, "Not Found", "final"),
  status(405, "Method Not Allowed", "final"),
  status(407, "Proxy Authentication Required", "final"),
  status(408, "Request Timeout", "heals"),
  status(409, "Conflict", "final"),
  status(412, "Precondition Failed", "final"),
  status(413, "Content Too Large", "final"),
  status(418, "I'm a teapot", "final"),
  status(421, "Misdirected Request", "final"),
  status(425, "Too Early", "heals"),
  status(429, "Too Many Requests", "heals", { "Retry-After": "1" }),
  status(431, "Request Header Fields Too Large", "final"),
  status(500, "Internal Server Error", "heals"),
  status(501, "Not Implemented", "heals"),
  status(502, "Bad Gateway", "heals"),
  status(503, "Service Unavailable", "heals", { "Retry-After": new Date(Date.now() + 1000).toUTCString() }),
  status(504, "Gateway Timeout", "heals"),
  status(511, "Network Authentication Required", "heals"),
  status(524, "A Timeout Occurred", "heals"),
  status(599, "Nobody knows", "heals"),
];
