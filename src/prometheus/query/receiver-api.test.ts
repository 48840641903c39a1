import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { writeSeries } from "../../../test/promql/remote-write.ts";
import type { TestServer } from "../../../test/servers/process.ts";
import { startPrometheus } from "../../../test/servers/prometheus.ts";
import { startVictoriaMetrics } from "../../../test/servers/victoria-metrics.ts";
import { createPrometheus } from "../connection.ts";
import type { Prometheus } from "../prometheus.ts";
import { deleteSeries } from "./delete-series.ts";
import { hasSamples } from "./has-samples.ts";
import { listIsolationValues } from "./isolation-values.ts";
import { metricsInUse } from "./metrics-in-use.ts";
import { readRules } from "./rules.ts";

const nowMs = Date.now();
const rules = `
groups:
  - name: one
    rules:
      - {alert: Down, expr: up == 0}
      - {alert: Down, expr: up == 1}
      - {record: "job:up:sum", expr: sum(up)}
  - name: two
    rules: [{alert: Above, expr: vector(1)}]
`;
const servers: TestServer[] = [];
let full: Prometheus;
let closed: Prometheus;
let victoria: Prometheus;

beforeAll(async () => {
  servers.push(
    ...(await Promise.all([
      startPrometheus({ rules, window: "30d" }),
      startPrometheus({ adminApi: false }),
      startVictoriaMetrics(),
    ])),
  );
  [full, closed, victoria] = servers.map(({ url }, i) =>
    createPrometheus({ url, userAgent: "test", receiver: i === 2 ? "victoriametrics" : "prometheus" }),
  ) as [Prometheus, Prometheus, Prometheus];
  const samples = [0, 1, 2].map((i) => ({ timeMs: nowMs - 3_600_000 * i - 1000, value: i })).reverse();
  for (const { url } of [full, victoria]) {
    await writeSeries(
      url,
      [
        { __name__: "a", dashpreview: "p.k.1" },
        { __name__: "b", dashpreview: "p.k.1" },
        { __name__: "a", dashpreview: "p.k.2" },
        { __name__: "a.*", job: "theirs" },
        { __name__: "b", job: "theirs" },
      ].map((labels) => ({ labels: labels as Record<string, string>, samples })),
    );
  }
  // VictoriaMetrics shows samples a moment later.
  for (const one of [full, victoria])
    await vi.waitFor(async () => {
      if (!(await hasSamples(one, { name: "job", value: "theirs" }, { timeMs: nowMs, withinMs: 86_400_000 })))
        throw new Error("not there yet");
    }, 20_000);
});
afterAll(async () => {
  for (const one of [full, closed, victoria]) one?.close();
  for (const server of servers) await server.stop();
});

test("readRules lists alerts and records, unique and sorted, and returns empty lists on a server without rules", async () => {
  expect(await readRules(full)).toEqual({ alerts: ["Above", "Down"], records: ["job:up:sum"] });
  expect(await readRules(closed)).toEqual({ alerts: [], records: [] });
});

test("listIsolationValues lists the values of the label, sorted", async () => {
  for (const one of [full, victoria])
    await expect.poll(() => listIsolationValues(one, "dashpreview"), { timeout: 10_000 }).toEqual(["p.k.1", "p.k.2"]);
  expect(await listIsolationValues(closed, "dashpreview")).toEqual([]);
});

test("metricsInUse lists metrics that dashpreview did not write, and does not read names as patterns", async () => {
  for (const one of [full, victoria]) {
    expect(await metricsInUse(one, ["a", "b", "c"], { label: "dashpreview", timeMs: nowMs })).toEqual(["b"]);
    expect(await metricsInUse(one, ["a", "b", "c"], { timeMs: nowMs })).toEqual(["a", "b"]);
    expect(
      await metricsInUse(one, ["a.*", ...Array.from({ length: 120 }, (_, i) => `none_${i}`), "b"], { timeMs: nowMs }),
    ).toEqual(["a.*", "b"]);
  }
});

test("deleteSeries deletes the series with this label value and no other", async () => {
  for (const one of [full, victoria]) {
    const has = (value: string) =>
      hasSamples(one, { name: "dashpreview", value }, { timeMs: nowMs, withinMs: 86_400_000 });
    expect(await has("p.k.1")).toBe(true);
    expect(await deleteSeries(one, { name: "dashpreview", value: "p.k.1" })).toEqual({ deleted: true });
    await expect.poll(() => has("p.k.1"), { timeout: 10_000 }).toBe(false);
    expect(await has("p.k.2")).toBe(true);
    expect(await metricsInUse(one, ["b"], { timeMs: nowMs })).toEqual(["b"]);
  }
});

test("deleteSeries says why a server does not delete", async () => {
  expect(await deleteSeries(closed, { name: "dashpreview", value: "x" })).toEqual({
    deleted: false,
    reason: "its admin API is off (--web.enable-admin-api)",
  });
  await expect(deleteSeries(closed, { name: "dashpreview", value: "" })).rejects.toThrow(RangeError);
});
