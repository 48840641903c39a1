import { connect, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import type { RunningServer, ServerOptions } from "../../src/serve/start-server.ts";
import { serveHere } from "./in-process.ts";

let server: RunningServer | undefined;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server?.stop();
  server = undefined;
});

const spec = "version: 1\nstep: 5s\nmetrics: [{ name: lamps, type: gauge, series: [{ labels: {}, value: 1 }] }]\n";

async function start(options: Partial<ServerOptions> = {}) {
  server = await serveHere(spec, options);
  const { url, token } = server;
  const etag = (
    await fetch(`${url}api/v1/metrics/lamps`, { headers: { Authorization: `Bearer ${token}` } })
  ).headers.get("etag")!;
  return (method: string, path: string, body?: string, headers: Record<string, string> = {}) =>
    fetch(new URL(path, url), {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        "If-Match": etag,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
}

/** Sends raw bytes and gives what comes back until the other side ends. */
function raw(text: string, patienceMs = 10_000): Promise<string> {
  const { port } = new URL(server!.url);
  return new Promise((done) => {
    const socket = connect(Number(port), "127.0.0.1", () => socket.write(text));
    sockets.push(socket);
    let got = "";
    socket.on("data", (chunk) => {
      got += chunk.toString();
    });
    socket.on("error", () => done(got));
    socket.on("close", () => done(got));
    setTimeout(() => done(got), patienceMs).unref();
  });
}

const metric = (name: string, labels = "{}") =>
  JSON.stringify({ name, type: "gauge", series: [{ labels: JSON.parse(labels), value: 1 }] });

test.for([
  ["no JSON", '{"name": ', 400],
  ["nothing", "null", 422],
  ["a list", "[]", 422],
  ["deeper than a spec may be", "[".repeat(100_000), 400],
  ["a name twice", metric("lamps"), 409],
  ["a key of objects' own", '{"__proto__": {"name": "x"}, "name": "y", "type": "gauge", "series": []}', 422],
  ["a name that is none", metric("a b"), 422],
  ["more series than it may make", metric("x", '{"a": "{1..60000}"}'), 413],
  ["more series than any machine has", metric("x", '{"a": "{1..999999999}", "b": "{1..999999999}"}'), 413],
  ["a body that is too large", `"${"x".repeat(1_100_000)}"`, 413],
] as const)("a new metric of %s is answered and changes nothing", async ([, body, status]) => {
  const ask = await start();
  const answer = await ask("POST", "api/v1/metrics", body);
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
  expect(await (await ask("GET", "metrics")).text()).toContain("lamps 1\n");
  expect((await (await ask("GET", "api/v1/spec")).json()) as object).toMatchObject({ metrics: [{ name: "lamps" }] });
});

test("a spec that grows by the API without end is stopped by its size, and goes on as it was", async () => {
  const ask = await start();
  const series = Array.from({ length: 4000 }, (_, at) => ({ labels: { a: `${"x".repeat(100)}${at}` }, value: 1 }));
  const answers: number[] = [];
  for (let at = 0; at < 6; at++)
    answers.push(
      (await ask("POST", "api/v1/metrics", JSON.stringify({ name: `m${at}`, type: "gauge", series }))).status,
    );
  expect(answers[0]).toBe(201);
  expect(answers.at(-1)).toBe(413);
  const added = 4000 * answers.filter((status) => status === 201).length;
  expect(await (await ask("GET", "api/v1/status")).json()).toMatchObject({ spec: { series: 1 + added } });
});

test("a request by another name, from another site's page, or with a form's type is refused before it is read", async () => {
  const ask = await start({ allowedHosts: ["serve:9464"] });
  expect((await raw("GET /metrics HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")).slice(0, 12)).toBe(
    "HTTP/1.1 421",
  );
  expect((await raw("GET /metrics HTTP/1.1\r\nHost: serve:9464\r\nConnection: close\r\n\r\n")).slice(0, 12)).toBe(
    "HTTP/1.1 200",
  );
  expect((await ask("POST", "api/v1/clock", "{}", { Origin: "https://evil.example" })).status).toBe(403);
  expect((await ask("POST", "api/v1/clock", "{}", { "Content-Type": "text/plain" })).status).toBe(415);
  expect((await ask("POST", "api/v1/clock", '{"speed": 1e9}')).status).toBe(400);
  expect((await ask("POST", "api/v1/clock", '{"jump": "1000y"}')).status).toBe(400);
  expect((await ask("GET", "api/v1/nothing")).status).toBe(404);
});

test("too many requests over one connection are answered 429, with the time to wait", async () => {
  await start({ limits: { burst: 5, perSecond: 1 } });
  const one = `GET /-/healthy HTTP/1.1\r\nHost: ${new URL(server!.url).host}\r\n\r\n`;
  const got = await raw(one.repeat(8), 1500);
  expect(got.match(/HTTP\/1\.1 200/g)).toHaveLength(5);
  expect(got.match(/HTTP\/1\.1 429/g)).toHaveLength(3);
  expect(got.toLowerCase()).toContain("retry-after: 1");
});

test("of 1,050 connections the ones over 1,000 are answered 429, and the others still work", async () => {
  const ask = await start();
  const { host, port } = new URL(server!.url);
  for (let open = 0; open < 1050; open++) {
    const socket = connect(Number(port), "127.0.0.1").on("error", () => {});
    sockets.push(socket);
    await new Promise((done) => socket.once("connect", done).once("close", done));
  }
  const refused = await raw(`GET /metrics HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  expect(refused.slice(0, 12)).toBe("HTTP/1.1 429");
  const early = sockets[5]!;
  const answer = new Promise<string>((done) => early.once("data", (chunk) => done(chunk.toString())));
  early.write(`GET /metrics HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  expect((await answer).slice(0, 12)).toBe("HTTP/1.1 200");
  for (const socket of sockets.splice(0)) socket.destroy();
  await new Promise((done) => setTimeout(done, 300));
  expect((await ask("GET", "metrics")).status).toBe(200);
});

test("a client that sends its headers or its body too slowly is cut off", async () => {
  await start({ limits: { headersMs: 500, requestMs: 1000 } });
  const { host } = new URL(server!.url);
  expect(await raw(`GET /metrics HTTP/1.1\r\nHost: ${host}\r\nX: `)).toContain("408");
  const head = `PUT /api/v1/spec HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${server!.token}\r\n`;
  const slow = await raw(`${head}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{`);
  expect(slow).toContain("408");
});

test("--protect-metrics asks for the token on /metrics too, and open reads ask for none", async () => {
  server = await serveHere(spec, { protectMetrics: true, openReads: true });
  const plain = (path: string, init: RequestInit = {}) => fetch(new URL(path, server!.url), init);
  expect((await plain("metrics")).status).toBe(401);
  expect((await plain("-/metrics")).status).toBe(401);
  expect((await plain("api/v1/spec")).status).toBe(200);
  const change = { method: "POST", headers: { "Content-Type": "application/json" }, body: '{"pause":true}' };
  expect((await plain("api/v1/clock", change)).status).toBe(401);
  const headers = { Authorization: `Bearer ${server.token}` };
  expect((await plain("metrics", { headers })).status).toBe(200);
  expect(await (await plain("-/metrics", { headers })).text()).not.toContain(server.token);
});
