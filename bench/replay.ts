import { Agent, request } from "node:http";
import { readRecorded } from "./recorded.ts";

/**
 * Sends recorded bodies to a receiver as fast as it takes them: the limit for any sender of these samples. Reading the file is not timed.
 * As any sender must, it never has one series in two requests at once: the receiver would refuse the one that comes second.
 *
 * @returns seconds from the first request to the last answer.
 * @throws Error if the receiver refuses one.
 */
export async function replay(file: string, url: string, connections: number): Promise<number> {
  const recorded = readRecorded(file);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const started = performance.now();
  const answers: Promise<void>[] = [];
  let next = 0;
  const worker = async () => {
    while (next < recorded.length) {
      const place = next++;
      const { body, after } = recorded[place]!;
      const answer = Promise.all(after.map((earlier) => answers[earlier])).then(() =>
        post(agent, `${url}/api/v1/write`, body),
      );
      answers[place] = answer;
      await answer;
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  return seconds;
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
        else
          fail(
            new Error(
              `replay: ${url} answered ${response.statusCode}: ${Buffer.concat(text).toString().slice(0, 300)}`,
            ),
          );
      });
    });
    outgoing.on("error", fail);
    outgoing.end(body);
  });
}
