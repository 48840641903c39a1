import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestServer } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { answersOf, type Panel } from "./answers.ts";

/**
 * The numbers of panels, inferred, written to a real Prometheus and asked for again: that they are in the unit that the
 * panel shows them in, and mean what it says.
 */
let server: TestServer;
beforeAll(async () => {
  server = await startPrometheus({ window: "4w" });
});
afterAll(() => server.stop());

const valuesOf = (panel: Panel, templating: object[] = []) => answersOf(server, panel, templating);

/** Least and most of a query's values. */
async function extent(panel: Panel, refId = "A") {
  const { all } = (await valuesOf(panel))[refId]!;
  expect(all.length).toBeGreaterThan(0);
  return { min: Math.min(...all), max: Math.max(...all) };
}

const override = (matcher: string, options: unknown, unit: string) => ({
  matcher: { id: matcher, options },
  properties: [{ id: "unit", value: unit }],
});

// The factor says which unit the metric is in: a wrong one would be off by a thousand and more.
test.for([
  ["rpc_wait * 1000", "ms", 1, 5000],
  ["avg(fetch_took) / 1e6", "s", 0.001, 50],
  ["cache_footprint / 1024 / 1024", "mbytes", 1, 100_000],
  ["mem_kb_in_use * 1024", "bytes", 1e6, 1e11],
  ["rate(link_octets_in_total[5m]) * 8", "bps", 1e4, 1e9],
  ["pool_share * 100", "percent", 1, 100],
  ["last_sync * 1000", "dateTimeAsIso", Date.UTC(2020, 0), Date.UTC(2060, 0)],
  ["last_run_at", "dateTimeFromNow", Date.UTC(2020, 0), Date.UTC(2060, 0)],
  ["time() - last_backup", "s", 60, 1e8],
  ["histogram_quantile(0.9, sum by (le) (rate(step_took_bucket[5m])))", "ms", 1, 60_000],
  ["rate(io_wait_sum[5m]) / rate(io_wait_count[5m])", "µs", 10, 1e7],
] as const)("%s in %s lies between %d and %d", async ([expr, unit, least, most]) => {
  const { min, max } = await extent({ defaults: { unit }, targets: { A: expr } });
  expect(min).toBeGreaterThanOrEqual(least);
  expect(max).toBeLessThanOrEqual(most);
});

test("each query has the unit of its own override", async () => {
  const panel = {
    defaults: { unit: "percent" },
    overrides: [override("byName", "Memory", "bytes"), override("byRegexp", "/^temp.*/", "celsius")],
    targets: {
      A: { expr: "avg(app_cpu_now)", legendFormat: "CPU" },
      B: { expr: "sum(app_footprint)", legendFormat: "Memory" },
      C: { expr: "app_sensor", legendFormat: "temp {{rack}}" },
    },
  };
  const values = await valuesOf(panel);
  const within = (refId: string, least: number, most: number) =>
    values[refId]!.all.length > 0 && values[refId]!.all.every((value) => value >= least && value <= most);
  expect(within("A", 0, 100)).toBe(true);
  expect(within("B", 1e6, 1e13)).toBe(true);
  expect(within("C", -50, 150)).toBe(true);
});

test("a column of a table has the unit of the name that organize gives it", async () => {
  const panel = {
    type: "table",
    overrides: [override("byName", "Busy", "percentunit"), override("byName", "Footprint", "bytes")],
    transformations: [
      { id: "joinByField", options: { byField: "node_name" } },
      { id: "organize", options: { renameByName: { "Value #A": "Busy", "Value #B": "Footprint" } } },
    ],
    targets: {
      A: { expr: "a_thing", format: "table", instant: true },
      B: { expr: "b_thing", format: "table", instant: true },
    },
  };
  const { A, B } = await valuesOf(panel);
  expect(A!.all.every((value) => value >= 0 && value <= 1)).toBe(true);
  expect(B!.all.every((value) => value >= 1e6)).toBe(true);
  // And both have the label that they are joined by, with values in common.
  const [ofA, ofB] = [A!, B!].map(({ labels }) => labels.map(({ node_name }) => node_name));
  expect(ofA).not.toContain(undefined);
  expect(ofB).toEqual(expect.arrayContaining([ofA![0]]));
});

test("labels that transformations name are there", async () => {
  const panel = {
    type: "table",
    transformations: [
      { id: "organize", options: { excludeByName: { Time: true }, indexByName: { service: 0, owner: 1 } } },
      { id: "groupBy", options: { fields: { region: { operation: "groupby" } } } },
    ],
    targets: { A: { expr: "deploy_state_of_things", format: "table", instant: true } },
  };
  const { A } = await valuesOf(panel);
  expect(A!.labels.length).toBeGreaterThan(1);
  for (const labels of A!.labels)
    expect(Object.keys(labels)).toEqual(expect.arrayContaining(["service", "owner", "region"]));
});

test.for([
  [
    "values",
    [{ type: "value", options: { 0: { text: "down" }, 1: { text: "degraded" }, 2: { text: "ok" } } }],
    [0, 1, 2],
  ],
  [
    "ranges",
    [
      { type: "range", options: { from: 0, to: 2, result: { text: "bad" } } },
      { type: "range", options: { from: 3, to: 5, result: { text: "good" } } },
    ],
    [0, 1, 2, 3, 4, 5],
  ],
] as const)("a panel that maps %s shows nothing else, and mostly what is well", async ([, mappings, known]) => {
  const panel = {
    type: "state-timeline",
    defaults: { mappings },
    targets: { A: { expr: "svc_condition", legendFormat: "{{svc}}" } },
  };
  const { A } = await valuesOf(panel);
  expect(A!.all.every((value) => (known as readonly number[]).includes(value))).toBe(true);
  const well = A!.all.filter((value) => value >= 2).length;
  expect(well / A!.all.length).toBeGreaterThan(0.75);
});

test.for([
  ["sum(rate(http_errors_total[5m])) / sum(rate(http_requests_total[5m])) * 100", "percent", 0, 5],
  ["sum(rate(web_requests_total{code=~'5..'}[5m])) / sum(rate(web_requests_total[5m]))", "percentunit", 0, 0.05],
  ["1 - sum(rate(web_calls_total{code=~'5..'}[5m])) / sum(rate(web_calls_total[5m]))", "percentunit", 0.95, 1],
  ["sum(rate(rpc_handled_total{grpc_code='OK'}[5m])) / sum(rate(rpc_handled_total[5m]))", "percentunit", 0.95, 1],
  ["sum(rate(rpc_failures_total[5m])) / sum(rate(rpc_calls_total[5m]))", "percentunit", 0, 0.05],
  ["task_success_percentage", "percent", 95, 100],
] as const)("%s in %s has its median between %d and %d", async ([expr, unit, least, most]) => {
  const { A } = await valuesOf({ defaults: { unit }, targets: { A: expr } });
  const sorted = A!.all.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)]!;
  expect(median).toBeGreaterThanOrEqual(least);
  expect(median).toBeLessThanOrEqual(most);
  // Neither nothing nor all of it.
  expect(new Set(sorted).size).toBeGreaterThan(1);
});

test("some of what is compared is so, and not all", async () => {
  const { A, B } = await valuesOf({
    targets: { A: "count(cfg_reload_ok == 0)", B: "count(cfg_reload_ok)" },
  });
  expect(A!.all.at(-1)).toBeGreaterThan(0);
  expect(A!.all.at(-1)!).toBeLessThan(B!.all.at(-1)!);
});

test("Grafana's own threshold of 80 is no wish", async () => {
  const steps = [
    { color: "green", value: null },
    { color: "red", value: 80 },
  ];
  const { max } = await extent({
    defaults: { thresholds: { mode: "absolute", steps } },
    targets: { A: "sum by (pod) (rate(container_cpu_usage_seconds_total[5m]))" },
  });
  expect(max).toBeLessThan(16);
});

test("a total that nothing takes a rate of is how many there are", async () => {
  const { min, max } = await extent({ type: "stat", targets: { A: "max(store_drives_online_total)" } });
  expect([Number.isInteger(min), Number.isInteger(max)]).toEqual([true, true]);
  expect(max).toBeLessThan(1000);
});

test("count_values finds few values", async () => {
  const { A } = await valuesOf({ targets: { A: 'count_values("version", tool_version)' } });
  expect(A!.series.length).toBeLessThanOrEqual(5);
});

test("options of a custom variable are the values of the label that it chooses", async () => {
  const variable = {
    name: "health",
    type: "custom",
    query: "Healthy,Progressing,Degraded",
    multi: true,
    includeAll: true,
    allValue: ".*",
    current: { text: "All", value: "$__all" },
  };
  const { A } = await valuesOf({ targets: { A: 'sum by (health) (app_things{health=~"$health"})' } }, [variable]);
  const values = A!.labels.map(({ health }) => health);
  expect(values).toContain("Healthy");
  expect(["Healthy", "Progressing", "Degraded"]).toEqual(expect.arrayContaining(values));
});

test("rare events are rare", async () => {
  const names = ["pod_restarts_total", "node_oom_kills_total", "leader_elections_total", "pod_evictions_total"];
  const targets = Object.fromEntries(names.map((name, index) => ["ABCD"[index]!, `sum(increase(${name}[1h]))`]));
  const values = await valuesOf({ targets });
  for (const refId of "ABCD") expect(Math.max(...values[refId]!.all)).toBeLessThanOrEqual(5);
});
