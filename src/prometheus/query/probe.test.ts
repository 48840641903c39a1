import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { writeSeries } from "../../../test/promql/remote-write.ts";
import { startPrometheus } from "../../../test/servers/prometheus.ts";
import { startVictoriaMetrics } from "../../../test/servers/victoria-metrics.ts";
import { PrometheusError } from "../../errors.ts";
import { createPrometheus } from "../connection.ts";
import type { Prometheus } from "../prometheus.ts";
import { planHistory } from "../write/plan-history.ts";
import { probeReceiver } from "./probe.ts";

const hourMs = 3_600_000;
const context = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)),
  retryMs: 2000,
};
const running: { stop(): Promise<void> }[] = [];
const connections: Prometheus[] = [];
afterEach(async () => {
  for (const one of connections.splice(0)) one.close();
  for (const one of running.splice(0)) await one.stop();
});

function connect(url: string): Prometheus {
  const prometheus = createPrometheus({ url, userAgent: "test" });
  connections.push(prometheus);
  return prometheus;
}

async function prometheus(setup: Parameters<typeof startPrometheus>[0] = {}) {
  const server = await startPrometheus(setup);
  running.push(server);
  return server;
}

/** A proxy in front of a server that cuts the connection for some paths. */
async function cutting(serverUrl: string, cut: (path: string) => boolean): Promise<string> {
  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (cut(request.url ?? "")) return request.socket.destroy();
    const kept = Object.entries(request.headers).filter(([name]) => /^content-(type|encoding)$/.test(name)) as [
      string,
      string,
    ][];
    const body = request.method === "POST" ? { body: Uint8Array.from(Buffer.concat(chunks)) } : {};
    const answer = await fetch(serverUrl + request.url, { method: request.method ?? "GET", headers: kept, ...body });
    return response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
  };
  const proxy = createServer((request, response) => void pass(request, response).catch(() => request.socket.destroy()));
  await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
  running.unshift({
    async stop() {
      proxy.closeAllConnections();
      await new Promise((done) => proxy.close(done));
    },
  });
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
}

test("probeReceiver recognises an empty Prometheus, which accepts any history", async () => {
  const server = await prometheus();
  const probe = await probeReceiver(connect(server.url), context);
  expect(probe).toMatchObject({
    version: "2.42.0+ds",
    windowMs: 0,
    empty: true,
    newestSampleMs: undefined,
    adminApi: "enabled",
    rules: { alerts: [], records: [] },
  });
  expect(Math.abs(probe.clockAheadMs)).toBeLessThan(5000);
  expect(planHistory(probe, { historyMs: 24 * hourMs, wantedMs: 24 * hourMs, stepMs: 15_000 })).toEqual({
    historyMs: 24 * hourMs,
    uncertain: false,
  });
});

test("probeReceiver finds window, newest sample, rules and an admin API that is off", async () => {
  const rules = "groups: [{name: g, rules: [{alert: Down, expr: up == 0}, {record: 'a:b', expr: up}]}]\n";
  const server = await prometheus({ window: "6h", adminApi: false, rules });
  const newestMs = Date.now() - 90_000;
  await writeSeries(server.url, [{ labels: { __name__: "x" }, samples: [{ timeMs: newestMs, value: 1 }] }]);
  expect(await probeReceiver(connect(server.url), context)).toMatchObject({
    windowMs: 6 * hourMs,
    empty: false,
    newestSampleMs: newestMs,
    adminApi: "disabled",
    rules: { alerts: ["Down"], records: ["a:b"] },
  });
});

test("probeReceiver says that the receiver is off, and how to switch it on", async () => {
  const server = await prometheus({ receiver: false });
  const error = await probeReceiver(connect(server.url), context).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(PrometheusError);
  expect(error).toMatchObject({ code: "receiver-off", status: 404 });
  expect((error as Error).message).toContain("--web.enable-remote-write-receiver");
});

test("probeReceiver leaves the limit of VictoriaMetrics undefined, even without --receiver", async () => {
  const server = await startVictoriaMetrics();
  running.push(server);
  const probe = await probeReceiver(connect(server.url), context);
  expect(probe).toMatchObject({ version: undefined, windowMs: undefined, empty: undefined, adminApi: "enabled" });
  expect(planHistory(probe, { historyMs: 24 * hourMs, wantedMs: 24 * hourMs, stepMs: 15_000 })).toEqual({
    historyMs: 24 * hourMs,
    uncertain: true,
  });
});

test("probeReceiver leaves values undefined if their status endpoint fails", async () => {
  const server = await prometheus();
  const url = await cutting(server.url, (path) => path.startsWith("/api/v1/status/"));
  expect(await probeReceiver(connect(url), context)).toMatchObject({
    version: undefined,
    windowMs: undefined,
    empty: undefined,
    retentionMs: undefined,
    adminApi: "unknown",
  });
});

test("probeReceiver and planHistory refuse history that a sample in the future rules out", async () => {
  const server = await prometheus();
  await writeSeries(server.url, [
    { labels: { __name__: "ahead" }, samples: [{ timeMs: Date.now() + hourMs, value: 1 }] },
  ]);
  const probe = await probeReceiver(connect(server.url), context);
  expect(() => planHistory(probe, { historyMs: hourMs / 2, wantedMs: hourMs / 2, stepMs: 15_000 })).toThrow(
    "this server accepts only",
  );
  const old = { labels: { __name__: "old" }, samples: [{ timeMs: Date.now() - hourMs / 2, value: 1 }] };
  await expect(writeSeries(server.url, [old])).rejects.toThrow("out of bounds");
});
