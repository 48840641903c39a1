import { afterEach, expect, test } from "vitest";
import { type HttpDouble, startHttpDouble } from "../../test/servers/http-double.ts";
import { type RemoteWriteDouble, startRemoteWriteDouble } from "../../test/servers/remote-write-double.ts";
import { UsageError } from "../errors.ts";
import { createPrometheus, type PrometheusOptions } from "./connection.ts";
import type { Prometheus } from "./prometheus.ts";
import { deleteSeries } from "./query/delete-series.ts";
import { probeReceiver } from "./query/probe.ts";
import { instantQuery } from "./query/query.ts";
import { receiverNames, receiverOf } from "./receivers.ts";
import { explainRefusal } from "./write/explain-refusal.ts";

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

const credentials = { username: "123456", password: "glc_canary-4411" };
const basic = `Basic ${Buffer.from("123456:glc_canary-4411").toString("base64")}`;
const context = { now: () => 1_700_000_000_000, random: () => 0, sleep: async () => {}, retryMs: 0 };

function connect(url: string, options: Partial<PrometheusOptions> = {}): Prometheus {
  const auth = { type: "basic", ...credentials } as const;
  const prometheus = createPrometheus({ url, receiver: "grafana-cloud", auth, userAgent: "test", ...options });
  running.push({ stop: async () => prometheus.close() });
  return prometheus;
}

async function writeDouble(status = 200): Promise<RemoteWriteDouble> {
  const double = await startRemoteWriteDouble(() => ({ status }));
  running.push(double);
  return double;
}

/**
 * Grafana Cloud as far as it is asked: queries, rules and the version below `/api/prom`, writes at `/api/prom/push`;
 * nothing else exists.
 */
async function cloudDouble(): Promise<HttpDouble> {
  const answers: Readonly<Record<string, unknown>> = {
    "/api/prom/api/v1/query": { resultType: "scalar", result: [1_700_000_000, "1700000000"] },
    "/api/prom/api/v1/status/buildinfo": { version: "2.14.0" },
    "/api/prom/api/v1/rules": { groups: [] },
  };
  const double = await startHttpDouble(({ url = "", headers, method }, response) => {
    const path = url.split("?")[0]!;
    if (headers.authorization !== basic)
      return response.writeHead(401).end("authentication error: no credentials provided");
    if (path === "/api/prom/push" && method === "POST") return response.writeHead(200).end();
    if (!Object.hasOwn(answers, path)) return response.writeHead(404).end("404 page not found");
    return response.end(JSON.stringify({ status: "success", data: answers[path] }));
  });
  running.push(double);
  return double;
}

test("grafana-cloud writes to /api/prom/push of its one address, with basic auth and without a tenant", async () => {
  const double = await writeDouble();
  const prometheus = connect(double.url);
  await prometheus.write(Uint8Array.of(0), { attempt: 0 });
  expect(double.received.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /api/prom/push"]);
  expect(double.received[0]!.headers).toMatchObject({ authorization: basic, "content-encoding": "snappy" });
  expect(double.received[0]!.headers).not.toHaveProperty("x-scope-orgid");
  expect(prometheus.writeUrl).toBe(`${double.url}/api/prom/push`);
});

test("grafana-cloud answers queries below /api/prom of the same address, with the same credentials", async () => {
  const double = await cloudDouble();
  await instantQuery(connect(double.url), "time()", { doing: "asking" });
  expect(double.seen.map(({ target }) => target)).toEqual(["/api/prom/api/v1/query"]);
  expect(double.seen[0]!.headers.authorization).toBe(basic);
});

test("deleteSeries sends grafana-cloud no request and returns the reason", async () => {
  const double = await cloudDouble();
  expect(await deleteSeries(connect(double.url), { name: "dashpreview", value: "p.k.1" })).toEqual({
    deleted: false,
    reason: "Grafana Cloud cannot delete single series; they stay until its retention ends",
  });
  expect(double.seen).toEqual([]);
});

test("probeReceiver skips the endpoints that grafana-cloud lacks, and reports deletion as disabled", async () => {
  const double = await cloudDouble();
  const probe = await probeReceiver(connect(double.url), context);
  expect(probe).toMatchObject({
    version: "2.14.0",
    windowMs: undefined,
    retentionMs: undefined,
    adminApi: "disabled",
    rules: { alerts: [], records: [] },
  });
  expect(double.seen.map(({ method, target }) => `${method} ${target.split("?")[0]}`).sort()).toEqual([
    "GET /api/prom/api/v1/query",
    "GET /api/prom/api/v1/rules",
    "GET /api/prom/api/v1/status/buildinfo",
    "POST /api/prom/push",
  ]);
});

test("grafana-cloud explains 401 and 404 in its own terms, and shows no password", async () => {
  const double = await cloudDouble();
  const stranger = connect(double.url, { auth: { type: "none" } });
  const error = await instantQuery(stranger, "up", { doing: "asking" }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: "unauthorized",
    message: expect.stringContaining("set --prometheus-user to the instance ID"),
  });
  const prometheus = connect(double.url);
  const messages = [401, 404].map((status) => explainRefusal(prometheus, "refused", status).message);
  expect(messages[0]).toContain("the scopes metrics:write and metrics:read");
  expect(messages[1]).toContain("without a path; dashpreview adds /api/prom");
  expect(explainRefusal(prometheus, "timestamp is too old", 400).message).toContain(
    "Grafana Cloud accepts less history: pass a shorter --history",
  );
  expect(messages.join("")).not.toContain(credentials.password);
});

test("createPrometheus refuses a tenant for grafana-cloud, where the user name is the tenant", () => {
  expect(() => connect("https://prometheus-prod-01.grafana.net", { tenant: "team" })).toThrow(UsageError);
});

test.for(["mimir", "thanos"] as const)("%s deletes no series either, and says so by its name", async (receiver) => {
  const double = await cloudDouble();
  const { title } = receiverOf(receiver);
  expect(await deleteSeries(connect(double.url, { receiver }), { name: "dashpreview", value: "p.k.1" })).toEqual({
    deleted: false,
    reason: `${title} cannot delete single series; they stay until its retention ends`,
  });
});

test("every receiver's paths begin with a slash, end without one and differ in their titles", () => {
  for (const name of receiverNames) {
    const { queryPrefix, writePath } = receiverOf(name);
    expect(writePath, name).toMatch(/^(\/[a-z0-9-]+)+$/);
    expect(queryPrefix, name).toMatch(/^(\/[a-z0-9-]+)*$/);
  }
  expect(new Set(receiverNames.map((name) => receiverOf(name).title)).size).toBe(receiverNames.length);
});
