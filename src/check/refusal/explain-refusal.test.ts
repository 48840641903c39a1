import { afterAll, beforeAll, expect, test } from "vitest";
import { writeSpec } from "../../../test/oracle/write-spec.ts";
import type { TestServer } from "../../../test/servers/process.ts";
import { startPrometheus } from "../../../test/servers/prometheus.ts";
import { createPrometheus } from "../../prometheus/connection.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { versionAsker } from "../../prometheus/query/server-version.ts";
import { checkDashboard } from "../check-dashboard.ts";
import { prometheusBackend } from "../run/prometheus-backend.ts";
import { explainRefusal } from "./explain-refusal.ts";

const spec = `
version: 1
history: 30m
step: 15s
metrics:
  - { name: grpc_total, type: counter, series: [{ labels: { pod: a }, rate: 1 }] }
  - { name: http_total, type: counter, series: [{ labels: { pod: a }, rate: 2 }] }
  - { name: items, type: gauge, series: [{ labels: { pod: "a-{1..2}" }, value: 3 }] }
`;

let server: TestServer;
let prometheus: Prometheus;
let window: { fromMs: number; toMs: number };
beforeAll(async () => {
  server = await startPrometheus({ window: "1d" });
  window = await writeSpec(server.url, spec);
  prometheus = createPrometheus({ url: server.url, userAgent: "test" });
});
afterAll(async () => {
  prometheus.close();
  await server.stop();
});

test.for([
  [
    'sum(rate({__name__=~"grpc_total|http_total"}[5m]))',
    "series-collapse",
    'rate() drops the metric name, which makes one series of grpc_total{pod="a"} and http_total{pod="a"}',
  ],
  [
    'label_replace(items, "pod", "all", "", "")',
    "series-collapse",
    'label_replace() overwrites the label pod, which makes one series of items{pod="a-1"} and items{pod="a-2"}; keep ' +
      "them apart by another label, or aggregate first",
  ],
  [
    "sum(increase_pure(items[5m]))",
    "metricsql",
    "increase_pure() is a function of MetricsQL (VictoriaMetrics), not of PromQL; Prometheus does not have it",
  ],
  ["sum(items) keep_metric_names", "metricsql", "keep_metric_names is MetricsQL (VictoriaMetrics), not PromQL"],
  ["histogram_avg(items)", "needs-newer-server", "histogram_avg() needs Prometheus 2.51; this server is Prometheus 2."],
  ["sum(items", "refused", "unclosed left parenthesis"],
  ["items * on () items", "refused", "many-to-many"],
] as const)("checkDashboard says of %s that it is %s, and why", async ([expr, code, reason]) => {
  const { queries } = await checkDashboard({
    queries: [{ place: "panel", panelTitle: "P", refId: "A", expr, prometheus: true }],
    variables: [],
    backend: prometheusBackend(prometheus),
    server: versionAsker(prometheus),
    window,
  });
  expect(queries[0]).toMatchObject({ state: "error", code });
  expect(queries[0]!.reason).toContain(reason);
});

test("explainRefusal leaves MetricsQL to a server that speaks it, and gives the server's words where nobody answers", async () => {
  const ask = async () => [];
  const speaks = { ask, maxAsks: 10, server: async () => ({ metricsql: true, version: undefined }) };
  expect(await explainRefusal("median_over_time(x)", "parse error: unknown function", speaks)).toEqual({
    code: "refused",
    reason: "parse error: unknown function",
  });
  expect(await explainRefusal("sum(x", "parse error", { ask, maxAsks: 10, server: async () => undefined })).toEqual({
    code: "refused",
    reason: "parse error",
  });
});
