import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";

/**
 * Sends recorded bodies to a receiver as fast as it takes them: the limit for any sender of these samples. Reading the file is not timed.
 *
 * @returns seconds from the first request to the last answer.
 * @throws Error if the receiver refuses one.
 */
export async function replay(file: string, url: string, connections: number): Promise<number> {
  const bodies = readBodies(file);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const started = performance.now();
  let next = 0;
  const worker = async () => {
    while (next < bodies.length) {
      const index = next++;
      await post(agent, `${url}/api/v1/write`, bodies[index]!);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  return seconds;
}

function readBodies(file: string): Buffer[] {
  const all = readFileSync(file);
  const bodies: Buffer[] = [];
  for (let at = 0; at < all.length; ) {
    const length = all.readUInt32LE(at);
    bodies.push(all.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return bodies;
}

function post(agent: Agent, url: string, body: Buffer): Promise<void> {
  return new Promise((done, fail) => {
    const headers = {
      "Content-Encoding": "snappy",
      "Content-Type": "application/x-protobuf",
      "Content-Length": body.length,
      "X-Prometheus-Remote-Write-Version": "0.1.0",
    };
    const outgoing = request(url, { method: "POST", agent, headers }, (response) => {
      const text: Buffer[] = [];
      response.on("data", (chunk: Buffer) => text.push(chunk));
      response.on("end", () => {
        if (response.statusCode === 204 || response.statusCode === 200) done();
        else fail(new Error(`replay: ${url} answered ${response.statusCode}: ${Buffer.concat(text).toString().slice(0, 300)}`));
      });
    });
    outgoing.on("error", fail);
    outgoing.end(body);
  });
}
