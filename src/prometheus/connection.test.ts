import { inspect } from "node:util";
import { afterEach, expect, test } from "vitest";
import { type HttpDouble, startHttpDouble } from "../../test/servers/http-double.ts";
import { freePort } from "../../test/servers/process.ts";
import { PrometheusError, UsageError } from "../errors.ts";
import { createPrometheus, type PrometheusOptions } from "./connection.ts";
import { instantQuery, labelValues } from "./query/query.ts";

const token = "canary-8b21";
const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

async function start(status: number, body: string): Promise<HttpDouble> {
  const server = await startHttpDouble((_, response) => response.writeHead(status).end(body));
  running.push(server);
  return server;
}

function connect(options: Partial<PrometheusOptions> & { url: string }) {
  const prometheus = createPrometheus({ userAgent: "test", auth: { type: "bearer", token }, ...options });
  running.push({ stop: async () => prometheus.close() });
  return prometheus;
}

async function failureOf(promise: Promise<unknown>): Promise<PrometheusError> {
  const error = await promise.then(
    () => expect.fail("expected an error"),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(PrometheusError);
  expect(inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error)).not.toContain(token);
  return error as PrometheusError;
}

test.for([
  { receiver: "prometheus", query: "/api/v1/query", write: "/api/v1/write", header: "x-scope-orgid" },
  { receiver: "mimir", query: "/prometheus/api/v1/query", write: "/api/v1/push", header: "x-scope-orgid" },
  { receiver: "thanos", query: "/api/v1/query", write: "/api/v1/receive", header: "thanos-tenant" },
  { receiver: "victoriametrics", query: "/api/v1/query", write: "/api/v1/write", header: "x-scope-orgid" },
] as const)(
  "createPrometheus uses the paths and the tenant header of $receiver",
  async ({ receiver, query, write, header }) => {
    const server = await start(200, '{"status":"success","data":{"resultType":"vector","result":[]}}');
    const prometheus = connect({ url: `${server.url}/sub`, receiver, tenant: "team" });
    await instantQuery(prometheus, "up", { doing: "asking" });
    await prometheus.write(Uint8Array.of(0), { attempt: 0 });
    expect(server.seen.map(({ target }) => target)).toEqual([`/sub${query}`, `/sub${write}`]);
    expect(server.seen.map(({ headers }) => headers[header])).toEqual(["team", "team"]);
    expect(prometheus.writeUrl).toBe(`${server.url}/sub${write}`);
  },
);

test("createPrometheus writes to writeUrl if it is given", async () => {
  const [server, writer] = [await start(200, "{}"), await start(204, "")];
  const prometheus = connect({ url: server.url, writeUrl: `${writer.url}/insert/0/write` });
  await prometheus.write(Uint8Array.of(0), { attempt: 2 });
  expect(writer.seen[0]).toMatchObject({ target: "/insert/0/write", headers: { "retry-attempt": "2" } });
  expect(server.seen).toEqual([]);
});

test.for([
  { status: 401, body: "", code: "unauthorized", says: "check --prometheus-token" },
  { status: 403, body: "", code: "forbidden", says: "these credentials lack the permission" },
  { status: 404, body: "404 page not found", code: "not-found", says: "check the address, including a sub-path" },
  {
    status: 400,
    body: '{"status":"error","error":"parse error"}',
    code: "bad-query",
    says: "answered 400 (parse error)",
  },
  { status: 422, body: '{"status":"error","error":"too many samples"}', code: "bad-query", says: "too many samples" },
  { status: 503, body: "", code: "unavailable", says: "try again later" },
  { status: 429, body: "", code: "unavailable", says: "try again later" },
  { status: 200, body: "<html>login</html>", code: "unexpected", says: "login page" },
  { status: 200, body: "[]", code: "unexpected", says: "login page" },
  { status: 200, body: "null", code: "unexpected", says: "login page" },
  { status: 302, body: "", code: "unexpected", says: "302" },
])("instantQuery turns $status $body into $code and never shows the token", async ({ status, body, code, says }) => {
  const server = await start(status, body);
  const error = await failureOf(instantQuery(connect({ url: server.url }), "up", { doing: "asking for up" }));
  expect(error).toMatchObject({ code, status, message: expect.stringContaining(says) });
  expect(error.message).toMatch(/^asking for up: http:\/\/127/);
});

test("instantQuery survives hostile answers", async () => {
  for (const data of ["{}", '{"result":5}', '{"result":[{"metric":[],"value":"x"}]}']) {
    const server = await start(200, `{"status":"success","data":${data}}`);
    // Whoever takes that for "no samples" deletes what is there.
    expect(await failureOf(instantQuery(connect({ url: server.url }), "up", { doing: "asking" }))).toMatchObject({
      code: "unexpected",
    });
  }
  for (const data of [
    '{"result":[null,5,{"metric":[],"value":[]},{"metric":{"__proto__":"x"},"value":[1,"2"]}]}',
    '{"resultType":"scalar","result":null}',
  ]) {
    const server = await start(200, `{"status":"success","data":${data}}`);
    const samples = await instantQuery(connect({ url: server.url }), "up", { doing: "asking" });
    expect(Array.isArray(samples)).toBe(true);
  }
  const server = await start(200, '{"status":"success","data":["a",5,null,"b"]}');
  expect(await labelValues(connect({ url: server.url }), "x/y", { doing: "asking" })).toEqual(["a", "b"]);
  expect(server.seen[0]!.target).toContain("/api/v1/label/x%2Fy/values?");
});

test("ask says that there is no answer", async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  const error = await failureOf(instantQuery(connect({ url }), "up", { doing: "asking" }));
  expect(error).toMatchObject({
    code: "refused",
    message: expect.stringContaining("is the server running at this address?"),
  });
});

test("createPrometheus refuses addresses with credentials and shows them nowhere", () => {
  for (const options of [
    { url: `http://me:${token}@localhost` },
    { url: "http://localhost", writeUrl: `http://${token}@localhost/x` },
  ]) {
    let error: unknown;
    try {
      connect(options);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(UsageError);
    expect(inspect(error)).not.toContain(token);
  }
  expect(inspect(connect({ url: "http://localhost" }), { depth: 20, showHidden: true })).not.toContain(token);
});
