import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestServer } from "../../../test/servers/process.ts";
import { startVictoriaMetrics } from "../../../test/servers/victoria-metrics.ts";
import { defined } from "../../json/defined.ts";
import { createPrometheus } from "../../prometheus/connection.ts";
import { checkDashboard } from "../check-dashboard.ts";
import { knowSpec } from "../explain/spec-knowledge.ts";
import { prometheusBackend } from "./prometheus-backend.ts";

const toMs = Math.floor(Date.now() / 60_000) * 60_000;
const window = { fromMs: toMs - 600_000, toMs };
let server: TestServer;

beforeAll(async () => {
  server = await startVictoriaMetrics();
  const lines: string[] = [];
  for (let time = window.fromMs; time < toMs; time += 15_000) {
    lines.push(
      `limits{job="api",team="red"} 100 ${time}`,
      `limits{job="web",team="red"} 50 ${time}`,
      `quota{job="batch"} 7 ${time}`,
    );
  }
  const response = await fetch(`${server.url}/api/v1/import/prometheus`, { method: "POST", body: lines.join("\n") });
  expect(response.status).toBe(204);
  await fetch(`${server.url}/internal/force_flush`);
});
afterAll(() => server?.stop());

test.for([
  ["limits", "ok", undefined],
  ["zzz", "empty", "metric-not-in-spec"],
  ['limits{pod="x"}', "empty", "label-missing"],
  ['limits{job="db"}', "empty", "value-missing"],
  ["limits > 1000", "empty", "comparison"],
  ["limits / quota", "empty", "sides-do-not-match"],
  ["sum(", "error", undefined],
] as const)("checkDashboard judges %s on VictoriaMetrics as %s", async ([expr, state, code]) => {
  const backend = prometheusBackend(createPrometheus({ url: server.url, userAgent: "test" }));
  const spec = knowSpec([
    { name: "limits", kind: "gauge" },
    { name: "quota", kind: "gauge" },
  ]);
  const { queries } = await checkDashboard({
    queries: [{ place: "panel", expr, prometheus: true }],
    variables: [],
    backend,
    window,
    spec,
  });
  expect(queries[0]).toMatchObject({ state, ...defined({ code }) });
});

// Prometheus refuses an offset of a call; VictoriaMetrics does not.
test("checkDashboard says of a week ago that there is no data, not that the comparison filters everything out", async () => {
  const backend = prometheusBackend(createPrometheus({ url: server.url, userAgent: "test" }));
  const expr = "rate(limits[5m]) > rate(limits[5m]) offset 1w";
  const { queries } = await checkDashboard({
    queries: [{ place: "panel", expr, prometheus: true }],
    variables: [],
    backend,
    window,
  });
  expect(queries[0]).toMatchObject({
    state: "empty",
    code: "outside-window",
    reason: expect.stringContaining("there is no data 1w ago"),
  });
});
