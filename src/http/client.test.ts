import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type HttpDouble, startHttpDouble, startProxyDouble } from "../../test/servers/http-double.ts";
import { freePort, temporaryFolder } from "../../test/servers/process.ts";
import { HttpError, UsageError } from "../errors.ts";
import { createHttpClient, type HttpClient } from "./client.ts";
import type { HttpConnectionOptions } from "./request.ts";

const secrets = { token: "canary-token-7d1e", password: "canary-password-55aa" };
const canaries = [secrets.token, secrets.password, Buffer.from(`me:${secrets.password}`).toString("base64")];
const running: { stop(): Promise<void> }[] = [];
const clients: HttpClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  for (const server of running.splice(0)) await server.stop();
});

function clientOf(options: Partial<HttpConnectionOptions> & { url: string }): HttpClient {
  const client = createHttpClient({
    userAgent: "dashpreview/test",
    auth: { type: "bearer", token: secrets.token },
    ...options,
  });
  clients.push(client);
  return client;
}

async function start(listener: RequestListener): Promise<HttpDouble> {
  const server = await startHttpDouble(listener);
  running.push(server);
  return server;
}

/** Everything that a log or a report could show of an error. */
function everythingOf(error: unknown): string {
  const { stack, cause } = error as Error;
  return [
    inspect(error, { depth: 30, showHidden: true, getters: true }),
    JSON.stringify(error),
    stack,
    String(error),
    inspect(cause),
  ].join("\n");
}

async function failureOf(promise: Promise<unknown>): Promise<HttpError> {
  const error = await promise.then(
    (value) => expect.fail(`expected an error, got ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  );
  for (const canary of canaries) expect(everythingOf(error)).not.toContain(canary);
  return error as HttpError;
}

test("send returns any status, headers in lower case, body as bytes, text and JSON", async () => {
  const server = await start((_, response) => response.writeHead(418, { "X-Answer": "42" }).end('{"a":"ü"}'));
  const answer = await clientOf({ url: `${server.url}/sub/` }).send({
    method: "GET",
    path: "/x",
    query: { q: "a b&c", m: ["1", "2"], none: undefined, n: 3 },
  });
  expect(answer.status).toBe(418);
  expect(answer.headers["x-answer"]).toBe("42");
  expect(answer.text()).toBe('{"a":"ü"}');
  expect(answer.json()).toEqual({ a: "ü" });
  expect(server.seen[0]).toMatchObject({ method: "GET", target: "/sub/x?q=a+b%26c&m=1&m=2&n=3" });
  expect(server.seen[0]!.headers).toMatchObject({
    authorization: `Bearer ${secrets.token}`,
    "user-agent": "dashpreview/test",
  });
});

test("send encodes JSON, forms and bytes, and unpacks answers", async () => {
  const server = await start((_, response) =>
    response.writeHead(200, { "Content-Encoding": "gzip" }).end(gzipSync("packed")),
  );
  const client = clientOf({ url: server.url, headers: { "X-Mine": "1" }, ownHeaders: { "X-Scope-OrgID": "team" } });
  const json = await client.send({ method: "POST", path: "/", json: { a: 1 } });
  await client.send({ method: "POST", path: "/", form: { query: "a+b", "match[]": ["x", "y"] } });
  await client.send({
    method: "PUT",
    path: "/",
    body: Uint8Array.of(0, 1, 2).subarray(1),
    headers: { "Content-Type": "application/x-protobuf" },
  });
  expect(json.text()).toBe("packed");
  expect(json.json()).toBeUndefined();
  expect(server.seen.map(({ headers, body }) => [headers["content-type"], body])).toEqual([
    ["application/json", '{"a":1}'],
    ["application/x-www-form-urlencoded", "query=a%2Bb&match%5B%5D=x&match%5B%5D=y"],
    ["application/x-protobuf", "\u0001\u0002"],
  ]);
  expect(server.seen[0]!.headers).toMatchObject({ "x-mine": "1", "x-scope-orgid": "team" });
});

test("send follows no redirect", async () => {
  const elsewhere = await start((_, response) => response.end("stolen"));
  const server = await start((_, response) => response.writeHead(302, { Location: elsewhere.url }).end());
  const answer = await clientOf({ url: server.url }).send({ method: "POST", path: "/", json: {} });
  expect(answer.status).toBe(302);
  expect(answer.headers["location"]).toBe(elsewhere.url);
  expect(elsewhere.seen).toEqual([]);
});

const largeAnswers: Readonly<Record<string, RequestListener>> = {
  "with its length": (_, response) => response.end(Buffer.alloc(100_000)),
  "without a length": (_, response) => {
    response.write(Buffer.alloc(60_000));
    response.end(Buffer.alloc(60_000));
  },
  packed: (_, response) =>
    response.writeHead(200, { "Content-Encoding": "gzip" }).end(gzipSync(Buffer.alloc(10_000_000))),
};

test.for(Object.entries(largeAnswers))("send stops reading an answer that is too large (%s)", async ([, answer]) => {
  const server = await start(answer);
  const error = await failureOf(
    clientOf({ url: server.url, maxResponseBytes: 50_000 }).send({ method: "GET", path: "/" }),
  );
  expect(error).toMatchObject({ code: "too-large", message: `GET ${server.url}/: the answer is too large` });
});

test("send gives up when no answer comes, and when one does not end", async () => {
  const silent = await start(() => {});
  const endless = await start((_, response) => response.writeHead(200).write("…"));
  for (const { url } of [silent, endless]) {
    const error = await failureOf(clientOf({ url, timeoutMs: 100 }).send({ method: "GET", path: "/slow" }));
    expect(error).toBeInstanceOf(HttpError);
    expect(error).toMatchObject({ code: "timeout", message: `GET ${url}/slow: no answer within 0.1 s` });
  }
});

test("send throws the signal's reason when it is aborted, before or in between", async () => {
  const stop = new AbortController();
  const reason = new Error("interrupted");
  const server = await start(() => stop.abort(reason));
  const client = clientOf({ url: server.url });
  expect(await failureOf(client.send({ method: "GET", path: "/", signal: stop.signal }))).toBe(reason);
  expect(await failureOf(client.send({ method: "GET", path: "/", signal: stop.signal }))).toBe(reason);
  expect(server.seen).toHaveLength(1);
});

test("send describes the failure without the request", async () => {
  const cut = await start((request) => request.socket.destroy());
  const half = await start((request, response) => {
    response.writeHead(200, { "Content-Length": "1000" }).write("half");
    setImmediate(() => request.socket.destroy());
  });
  const nobody = `http://127.0.0.1:${await freePort()}`;
  const basic = { type: "basic", username: "me", password: secrets.password } as const;
  const send = (url: string) =>
    clientOf({ url, auth: basic }).send({ method: "POST", path: "/p", json: { secret: secrets.token } });
  expect(await failureOf(send(cut.url))).toMatchObject({
    code: "reset",
    message: expect.stringContaining(`POST ${cut.url}/p: the connection was closed`),
  });
  expect(await failureOf(send(half.url))).toMatchObject({ code: "reset" });
  expect(await failureOf(send(nobody))).toMatchObject({
    code: "refused",
    message: expect.stringContaining("is the server running at this address?"),
  });
  expect(await failureOf(send("http://nowhere.invalid"))).toMatchObject({ code: "dns" });
  expect(await failureOf(send(cut.url.replace("http:", "https:")))).toMatchObject({ name: "HttpError" });
  const plain = await start((_request, response) => response.end());
  expect(await failureOf(send(plain.url.replace("http:", "https:")))).toMatchObject({
    code: "tls",
    message: expect.stringContaining("does this port speak https? if not, begin the address with http://"),
  });
});

test("createHttpClient hides credentials from inspect and JSON.stringify", () => {
  for (const auth of [
    { type: "bearer", token: secrets.token },
    { type: "basic", username: "me", password: secrets.password },
  ] as const) {
    const client = clientOf({ url: "http://localhost:1/base/", auth });
    expect(client.url).toBe("http://localhost:1/base");
    for (const canary of canaries)
      expect(inspect(client, { depth: 30, showHidden: true }) + JSON.stringify(client)).not.toContain(canary);
  }
});

test.for([
  "nonsense",
  "",
  "ftp://localhost",
  "localhost:9090",
  `http://me:${secrets.password}@localhost:9090`,
  `http://${secrets.token}@localhost`,
  `http://me:${secrets.password}/@@localhost:port`,
  `//me:${secrets.password}@localhost`,
  `http://localhost/?token=${secrets.token}`,
  `http://local host/?token=${secrets.token}`,
  `http://localhost/#${secrets.token}`,
  `javascript:${secrets.token}`,
])("createHttpClient refuses an address that it cannot use without showing secrets: %s", (url) => {
  const error = thrownBy(() => clientOf({ url }));
  expect(error).toBeInstanceOf(UsageError);
  for (const canary of canaries) expect(everythingOf(error)).not.toContain(canary);
});

test.for([
  { Authorization: "x" },
  { "content-LENGTH": "1" },
  { Host: "x" },
  { "X-Scope-OrgID": "x" },
  { "Proxy-Authorization": "x" },
  { "bad name": "x" },
  { "X-Ok": `a\r\nX-Evil: ${secrets.token}` },
  { "X-Ok": `${secrets.token}…` },
])("createHttpClient refuses reserved and broken headers without showing values: %o", (headers) => {
  const error = thrownBy(() =>
    clientOf({ url: "http://localhost", headers: headers as unknown as Record<string, string> }),
  );
  expect(error).toBeInstanceOf(UsageError);
  for (const canary of canaries) expect(everythingOf(error)).not.toContain(canary);
});

test.for([`${secrets.token}\r\nX-Evil: 1`, `${secrets.token}\n`, `${secrets.token}…`, ` ${secrets.token} b`, "", "  "])(
  "createHttpClient refuses a token that no header can carry without showing it: %j",
  (token) => {
    const error = thrownBy(() => clientOf({ url: "http://localhost", auth: { type: "bearer", token } }));
    expect(error).toBeInstanceOf(UsageError);
    for (const canary of canaries) expect(everythingOf(error)).not.toContain(canary);
  },
);

function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return expect.fail("expected an error");
}

test("send goes through HTTP_PROXY, and past it where NO_PROXY says so", async () => {
  const server = await start((_, response) => response.end("direct"));
  const proxy = await startProxyDouble();
  running.push(proxy);
  const proxied = `http://me:${secrets.password}@127.0.0.1:${proxy.port}`;
  const through = await clientOf({ url: server.url, env: { HTTP_PROXY: proxied } }).send({ method: "GET", path: "/x" });
  expect(through.text()).toBe(`through the proxy: ${server.url}/x`);
  expect(proxy.seen[0]!.headers["proxy-authorization"]).toBe(
    `Basic ${Buffer.from(`me:${secrets.password}`).toString("base64")}`,
  );
  const past = await clientOf({ url: server.url, env: { HTTP_PROXY: proxied, NO_PROXY: "127.0.0.1" } }).send({
    method: "GET",
    path: "/x",
  });
  expect(past.text()).toBe("direct");
  expect((await clientOf({ url: server.url }).send({ method: "GET", path: "/x" })).text()).toBe("direct");
});

test("send does not show a proxy's password if the proxy is unreachable", async () => {
  const env = { HTTP_PROXY: `http://me:${secrets.password}@127.0.0.1:${await freePort()}` };
  const error = await failureOf(clientOf({ url: "http://127.0.0.1:1", env }).send({ method: "GET", path: "/" }));
  expect(error).toMatchObject({ name: "HttpError" });
});

const folder = temporaryFolder();
const tls = { key: "", cert: "" };
beforeAll(() => {
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  execFileSync(
    "openssl",
    [
      "req",
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:prime256v1",
      "-nodes",
      "-keyout",
      key,
      "-out",
      cert,
      "-days",
      "2",
    ].concat(["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"]),
    { stdio: "ignore" },
  );
  Object.assign(tls, { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("send trusts a private certificate authority only where its PEM is given", async () => {
  const server = await startHttpDouble((_, response) => response.end("safe"), tls);
  running.push(server);
  const error = await failureOf(clientOf({ url: server.url }).send({ method: "GET", path: "/" }));
  expect(error).toMatchObject({
    code: "tls",
    message: expect.stringContaining("for a private certificate authority pass --ca-file"),
  });
  const answer = await clientOf({ url: server.url, caPem: tls.cert }).send({ method: "GET", path: "/" });
  expect(answer.text()).toBe("safe");
});

test("send tunnels https through HTTPS_PROXY and keeps the token from the proxy", async () => {
  const server = await startHttpDouble((_, response) => response.end("safe"), tls);
  const proxy = await startProxyDouble(server.port);
  running.push(server, proxy);
  const answer = await clientOf({ url: server.url, caPem: tls.cert, env: { HTTPS_PROXY: proxy.url } }).send({
    method: "GET",
    path: "/",
  });
  expect(answer.text()).toBe("safe");
  expect(proxy.seen.map(({ method, target }) => [method, target])).toEqual([["CONNECT", `127.0.0.1:${server.port}`]]);
  expect(JSON.stringify(proxy.seen)).not.toContain(secrets.token);
  expect(server.seen[0]!.headers["authorization"]).toBe(`Bearer ${secrets.token}`);
});
