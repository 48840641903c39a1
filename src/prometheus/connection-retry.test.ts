import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { afterEach, expect, test } from "vitest";
import { createFakeClock } from "../../test/servers/fake-clock.ts";
import { type HttpDouble, startHttpDouble } from "../../test/servers/http-double.ts";
import { freePort } from "../../test/servers/process.ts";
import { createPrometheus } from "./connection.ts";
import { deleteSeries } from "./query/delete-series.ts";
import { instantQuery, labelValues } from "./query/query.ts";
import { readRules } from "./query/rules.ts";

const running: { stop(): unknown }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

const empty = '{"status":"success","data":{"resultType":"vector","result":[]}}';
type Reply = (request: IncomingMessage, response: ServerResponse) => void;
const says =
  (status: number, body: string, headers: Record<string, string> = {}): Reply =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);

const drop: Reply = (request) => void request.socket.destroy();
const stall: Reply = () => {};
const trickle: Reply = (_, response) => {
  response.writeHead(200, { "Content-Length": "1000" });
  const timer = setInterval(() => (response.destroyed ? clearInterval(timer) : response.write(" ")), 20);
};

/**
 * A server that answers with each of these once, then with an empty vector; and a connection that asks again for a
 * minute by a clock of its own.
 */
async function setUp(...replies: Reply[]) {
  // Only where an answer is late by design is a machine that is busy told apart from it by time.
  const attemptMs = replies.includes(stall) || replies.includes(trickle) ? 500 : 30_000;
  const listener: RequestListener = (request, response) => (replies.shift() ?? says(200, empty))(request, response);
  const server: HttpDouble = await startHttpDouble(listener);
  const clock = createFakeClock();
  const prometheus = createPrometheus({
    url: server.url,
    userAgent: "test",
    retry: { ...clock, retryMs: 60_000, attemptMs },
  });
  running.push({ stop: () => prometheus.close() }, server);
  return { server, prometheus, clock };
}

test.for([
  ["a cut connection", [drop]],
  ["503 while it starts", [says(503, "Service Unavailable"), says(503, ""), says(502, "<html>"), says(504, "")]],
  ["429", [says(429, "", { "Retry-After": "3" })]],
  ["half a JSON", [says(200, empty.slice(0, 30))]],
  ["no answer in time", [stall]],
  ["a body that trickles", [trickle]],
  ["a page in its place, twice", [says(200, "<html>"), says(200, "<html>")]],
] as const)("ask puts a question again after %s, whether it is a GET or a POST", async ([, replies]) => {
  const { prometheus, server } = await setUp(...replies);
  expect(await instantQuery(prometheus, "up", { doing: "asking" })).toEqual([]);
  expect(server.seen).toHaveLength(replies.length + 1);
  const get = await setUp(...replies, says(200, '{"status":"success","data":["a"]}'));
  expect(await labelValues(get.prometheus, "job", { doing: "asking" })).toEqual(["a"]);
});

test("ask waits as long as Retry-After says", async () => {
  const { prometheus, clock } = await setUp(says(429, "", { "Retry-After": "3" }));
  await instantQuery(prometheus, "up", { doing: "asking" });
  expect(clock.slept).toEqual([3000]);
});

test("ask gives up after three attempts at a faulty query, and says how often it tried", async () => {
  const timeout = says(
    503,
    '{"status":"error","errorType":"timeout","error":"query timed out in expression evaluation"}',
  );
  const { prometheus, server } = await setUp(...new Array<Reply>(10).fill(timeout));
  await expect(instantQuery(prometheus, "up", { doing: "asking" })).rejects.toMatchObject({
    code: "unavailable",
    status: 503,
  });
  expect(server.seen).toHaveLength(3);
  const silent = await setUp(...new Array<Reply>(10).fill(stall));
  await expect(instantQuery(silent.prometheus, "up", { doing: "asking" })).rejects.toMatchObject({
    code: "timeout",
    message: expect.stringMatching(/no answer within 2 s \(tried 3 times in \ds\)$/) as string,
  });
});

test.for([400, 401, 403, 404, 422])("ask does not retry %i", async (status) => {
  const { prometheus, server } = await setUp(says(status, '{"status":"error","error":"no"}'));
  await expect(instantQuery(prometheus, "up", { doing: "asking" })).rejects.toMatchObject({ status });
  expect(server.seen).toHaveLength(1);
});

test("ask does not repeat a change whose answer was lost, but does repeat one that never arrived", async () => {
  const { prometheus, server } = await setUp(drop);
  await expect(deleteSeries(prometheus, { name: "a", value: "b" })).rejects.toMatchObject({ code: "reset" });
  expect(server.seen).toHaveLength(1);
  const refused = await setUp(says(503, "busy"));
  expect(await deleteSeries(refused.prometheus, { name: "a", value: "b" })).toMatchObject({ deleted: false });
  expect(refused.server.seen).toHaveLength(1);
  const clock = createFakeClock();
  const gone = createPrometheus({
    url: `http://127.0.0.1:${await freePort()}`,
    userAgent: "test",
    retry: { ...clock, retryMs: 2000 },
  });
  running.push({ stop: () => gone.close() });
  await expect(deleteSeries(gone, { name: "a", value: "b" })).rejects.toMatchObject({ code: "refused" });
  expect(clock.slept.length).toBeGreaterThan(2);
});

test("a question that is put once is put once, and one without a policy too", async () => {
  const { prometheus, server } = await setUp(drop);
  await expect(instantQuery(prometheus, "up", { doing: "asking", repeat: "final" })).rejects.toMatchObject({
    code: "reset",
  });
  expect(server.seen).toHaveLength(1);
  const plain = createPrometheus({ url: server.url, userAgent: "test" });
  running.push({ stop: () => plain.close() });
  expect(await instantQuery(plain, "up", { doing: "asking" })).toEqual([]);
});

test.for([
  '{"status":"success","data":{}}',
  '{"status":"success","data":{"resultType":"vector","result":{}}}',
  '{"status":"success","data":"x"}',
])("an invalid answer is an error and not an empty list: %s", async (body) => {
  const { prometheus } = await setUp(says(200, body));
  await expect(instantQuery(prometheus, "up", { doing: "asking" })).rejects.toMatchObject({ code: "unexpected" });
  const list = await setUp(says(200, body));
  await expect(labelValues(list.prometheus, "job", { doing: "asking" })).rejects.toMatchObject({ code: "unexpected" });
});

test("readRules returns undefined for a server without that API, and throws if the server fails, since it may evaluate rules", async () => {
  for (const status of [404, 405, 501]) {
    const { prometheus } = await setUp(...new Array<Reply>(3).fill(says(status, "no")));
    expect(await readRules(prometheus)).toBeUndefined();
  }
  const { prometheus } = await setUp(...new Array<Reply>(1000).fill(says(503, "busy")));
  await expect(readRules(prometheus)).rejects.toMatchObject({ code: "unavailable", status: 503 });
});
