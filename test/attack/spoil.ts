import type { FaultStage, RealAnswer } from "./fault-proxy.ts";

/** Status line and headers of an answer, down to the empty line. */
export const head = (status: string, headers: Record<string, string | number> = {}) =>
  `HTTP/1.1 ${status}\r\n${Object.entries({ "Content-Type": "application/json", ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("")}\r\n`;

/** A whole answer with its right length. */
export const whole = (status: string, body: string | Buffer, headers: Record<string, string | number> = {}) =>
  Buffer.concat([
    Buffer.from(head(status, { "Content-Length": Buffer.byteLength(body), Connection: "close", ...headers })),
    Buffer.from(body),
  ]);

/** Ends the connection after these bytes. */
export const answers =
  (...parts: (string | Buffer)[]) =>
  ({ socket }: FaultStage) =>
    void socket.end(Buffer.concat(parts.map((part) => Buffer.from(part))));

/** The server does its work, and the answer is spoilt on its way. */
export const spoils =
  (change: (answer: RealAnswer, stage: FaultStage) => void | Promise<void>) => async (stage: FaultStage) =>
    change(await stage.forward(), stage);
