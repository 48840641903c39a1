import { afterEach, expect, test } from "vitest";
import { type HttpDouble, startHttpDouble } from "../../../test/servers/http-double.ts";
import { createPrometheus } from "../connection.ts";
import { readClock } from "./read-clock.ts";

const running: { stop(): unknown }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

async function clockOf(data: unknown, headers: Record<string, string> = {}) {
  const server: HttpDouble = await startHttpDouble(
    (_, response) => void response.writeHead(200, headers).end(JSON.stringify({ status: "success", data })),
  );
  const prometheus = createPrometheus({ url: server.url, userAgent: "test" });
  running.push({ stop: () => prometheus.close() }, server);
  return readClock(prometheus);
}

test.for([
  ["the scalar of Prometheus", { resultType: "scalar", result: [1_700_000_000.5, "1700000000.5"] }],
  [
    "the vector of VictoriaMetrics",
    { resultType: "vector", result: [{ metric: {}, value: [1_700_000_000, "1700000000.5"] }] },
  ],
] as const)("readClock reads %s in milliseconds", async ([, data]) => {
  expect(await clockOf(data)).toMatchObject({ nowMs: 1_700_000_000_500 });
});

test("readClock hands on the headers, which say what server it is", async () => {
  const data = { resultType: "scalar", result: [1, "1"] };
  expect((await clockOf(data, { "X-Server-Hostname": "vm-1" })).headers["x-server-hostname"]).toBe("vm-1");
});

test.for([
  [{ resultType: "scalar", result: [1, "soon"] }],
  [{ resultType: "scalar", result: [1, "+Inf"] }],
  [{ resultType: "vector", result: [] }],
  [{ resultType: "string", result: [1, "5"] }],
])("readClock refuses %j", async ([data]) => {
  await expect(clockOf(data)).rejects.toMatchObject({
    code: "unexpected",
    message: "asking the receiver for its clock: the answer to time() is not a number",
  });
});
