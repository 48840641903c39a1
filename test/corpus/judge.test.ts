import { expect, test } from "vitest";
import { displayed } from "../../scripts/corpus/inference/displayed.ts";
import { equalsRegex } from "../../scripts/corpus/inference/judge.ts";
import { expectsLife } from "../../scripts/corpus/inference/life.ts";
import { meaningOf } from "../../scripts/corpus/inference/meaning.ts";
import { isCount, isSize } from "../../scripts/corpus/inference/names.ts";
import { modelOf, type PanelModel } from "../../scripts/corpus/inference/panel-model.ts";
import { isExhaustive, isHealthy, isMapped } from "../../scripts/corpus/inference/states.ts";
import { tableOf } from "../../scripts/corpus/inference/summary.ts";
import { allows, neverNegative, shareBounds } from "../../scripts/corpus/inference/unit-ranges.ts";
import { latestMoment } from "../../scripts/corpus/latest-moment.ts";
import { parts } from "../../src/dashboard/view/parts.ts";
import { panelsIn } from "../../src/dashboard/view/queries.ts";

function panel(json: Record<string, unknown>): PanelModel {
  const model = { panels: [{ id: 1, type: "stat", title: "P", targets: [], ...json }], schemaVersion: 39 };
  return modelOf(panelsIn(parts({ model, kind: "classic" }))[0]!);
}

const shareOf = (query: string, words = "") => meaningOf(query, words)?.share;

test("a share of errors is told by what is divided, a share of successes by what is taken away", () => {
  expect(shareOf('sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))')).toBe("error");
  expect(shareOf('sum(rate(http_requests_total{code!~"5.."}[5m])) / sum(rate(http_requests_total[5m]))')).toBe(
    "success",
  );
  expect(shareOf("1 - sum(rate(rpc_errors_total[5m])) / sum(rate(rpc_total[5m]))")).toBe("success");
  expect(shareOf("100 * rate(rpc_failed_total[5m]) / rate(rpc_total[5m])")).toBe("error");
  expect(shareOf("(rate(rpc_total[5m]) - rate(rpc_errors_total[5m])) / rate(rpc_total[5m])")).toBe("success");
});

test("a share of something else is neither; a title decides where the query says nothing", () => {
  expect(shareOf("used_bytes / size_bytes")).toBeUndefined();
  expect(shareOf("node:ratio", "Error rate")).toBe("error");
  expect(shareOf("node:ratio", "Error budget")).toBeUndefined();
});

test("what is not dropped went well, and a list of good and bad states is neither", () => {
  expect(shareOf("node:ratio", "Not dropped rate")).toBe("success");
  expect(shareOf('sum(rate(seen_total{status=~"dropped|dialed"}[1h])) / sum(rate(seen_total[1h]))')).toBeUndefined();
  expect(shareOf('sum(rate(seen_total{status=~"dropped|failed"}[1h])) / sum(rate(seen_total[1h]))')).toBe("error");
});

test("a share times 100 is told where it is one in any case", () => {
  const times = (query: string) => meaningOf(query, "")!.timesHundred;
  const shares = [
    "(1 - a / b) * 100",
    "100 * sum(a) / (sum(b) + sum(a))",
    "avg(cache_hit_rate) * 100",
    "a / (b + a) * 100",
  ];
  expect(shares.map(times)).toEqual([true, false, true, true]);
  const others = ["a / b * 100", "(1 - a) * 100", "(1 - a / b) * 10", "x * 100", "hit_rate"];
  expect(others.map(times)).toEqual([false, false, false, false, false]);
});

test("a number that is taken away makes a difference, 0 does not", () => {
  const subtracts = (query: string) => meaningOf(query, "")!.subtracts;
  expect(["rate(x[1m]) - 1", "x - y", "-x", "x - 0", "1 - x"].map(subtracts)).toEqual([true, true, true, false, false]);
});

test("a label that equals a regular expression is one that no system has", () => {
  expect(['up{job=".+"}', 'up{job="(a|b)"}', 'up{app=".*x.*"}'].map(equalsRegex)).toEqual([true, true, true]);
  expect(['up{job=~".+"}', 'up{job!=".+"}', 'up{job="a.b"}'].map(equalsRegex)).toEqual([false, false, false]);
});

test("labels that every selector names one value of cannot vary", () => {
  expect([...meaningOf('up{job="a", env="x"} + up{job="b"}', "")!.pinned].sort()).toEqual(["env", "job"]);
  expect([...meaningOf('up{job=~"a|b"}', "")!.pinned]).toEqual([]);
});

test("a unit allows the numbers that a system could have", () => {
  const facts = { nowMs: Date.UTC(2026, 0, 1), isCores: false };
  const numbers = [
    ["bytes", 0, true],
    ["bytes", 12, false],
    ["bytes", 1024, true],
    ["mbytes", 1024 ** 3 + 1, false],
    ["ms", 70, true],
    ["ms", 3.6e12, false],
    ["dateTimeAsIso", Date.UTC(2026, 5, 1), true],
    ["dateTimeAsIso", Date.UTC(2026, 5, 1) / 1000, false],
    ["celsius", 2708, false],
    ["ops", 2e7, false],
    ["short", 2e9, false],
    ["percent", 5000, undefined],
  ] as const;
  for (const [unit, value, expected] of numbers)
    expect([unit, value, allows(unit, value, facts)]).toEqual([unit, value, expected]);
  expect(allows("short", 2000, { ...facts, isCores: true })).toBe(false);
  // A buffer pool of 8 GiB in a panel without a unit, by the name of its metric.
  expect(["innodb_buffer_pool_size", "table_rows"].map(isSize)).toEqual([true, false]);
  expect([8, 2 ** 33, 2 ** 51].map((value) => allows("none", value, { ...facts, mayBeBytes: true }))).toEqual([
    true,
    true,
    false,
  ]);
  expect([neverNegative("bytes"), neverNegative("celsius"), neverNegative(undefined)]).toEqual([true, false, false]);
  expect([shareBounds("percent"), shareBounds("percentunit"), shareBounds("s")]).toEqual([
    { high: 100 },
    { high: 1 },
    undefined,
  ]);
});

test("a series is shown in the unit of the last override that applies to it", () => {
  const model = panel({
    fieldConfig: {
      defaults: { unit: "bytes" },
      overrides: [
        { matcher: { id: "byRegexp", options: "/share/" }, properties: [{ id: "unit", value: "percent" }] },
        { matcher: { id: "byFrameRefID", options: "B" }, properties: [{ id: "unit", value: "s" }] },
      ],
    },
  });
  const series = { labels: new Map([["host", "a"]]), timesMs: [], values: [] };
  const unit = (refId: string, legendFormat: string) =>
    displayed(series, { refId, legendFormat, format: undefined }, model).unit;
  expect([unit("A", "{{host}}"), unit("A", "share of {{host}}"), unit("B", "share of {{host}}")]).toEqual([
    "bytes",
    "percent",
    "s",
  ]);
});

test("the right axis of an old graph has a unit of its own", () => {
  const model = panel({
    type: "graph",
    yaxes: [{ format: "ops" }, { format: "ms" }],
    seriesOverrides: [{ alias: "/lat.*/", yaxis: 2 }],
  });
  const series = { labels: new Map<string, string>(), timesMs: [], values: [] };
  const unit = (legendFormat: string) => displayed(series, { refId: "A", legendFormat, format: undefined }, model).unit;
  expect([unit("requests"), unit("latency")]).toEqual(["ops", "ms"]);
});

test("Grafana's own threshold of 80 is none of the panel's", () => {
  const steps = (...list: unknown[]) =>
    panel({ fieldConfig: { defaults: { thresholds: { mode: "absolute", steps: list } } } }).steps;
  expect(steps({ color: "green", value: null }, { color: "red", value: 80 })).toBeUndefined();
  expect(steps({ color: "green", value: null }, { color: "red", value: 90 })?.map(({ from }) => from)).toEqual([
    -Infinity,
    90,
  ]);
});

test("states have two mapped values or more; colour and text say whether one is healthy", () => {
  const { mappings } = panel({
    fieldConfig: {
      defaults: {
        mappings: [
          { type: "value", options: { 0: { text: "Down", color: "red" }, 1: { text: "Up", color: "green" } } },
          { type: "range", options: { from: 2, to: 4, result: { text: "degraded" } } },
        ],
      },
    },
  });
  expect(isExhaustive(mappings)).toBe(true);
  expect([0, 1, 3, 5].map((value) => isMapped(mappings, value))).toEqual([true, true, true, false]);
  expect([0, 1, 3, 5].map((value) => isHealthy(mappings, value))).toEqual([false, true, false, undefined]);
});

test("life is expected of rates and levels, not of sizes, states and things that did not happen", () => {
  const life = (query: string, zero = false, { words = "", brief = false } = {}) =>
    expectsLife(meaningOf(query, "")!, { words, zero, brief });
  expect(life("rate(http_requests_total[5m])")).toBe(true);
  expect(life("rate(http_errors_total[5m])", true)).toBe(false);
  expect(life("rate(http_requests_total[5m])", true)).toBe(true);
  expect(life("go_memstats_alloc_bytes")).toBe(true);
  expect(life("kube_deployment_spec_replicas")).toBe(false);
  expect(life("count(up)")).toBe(false);
  expect(life("rate(node_netstat_Tcp_InSegs[5m])", true)).toBe(true);
  expect(life("rate(node_netstat_Icmp_InAddrMasks[5m])", true)).toBe(false);
  expect(life("rate(process_virtual_memory_max_bytes[5m])", true)).toBe(false);
  expect(life("rate(requests_over_limit_total[5m])", true)).toBe(true);
  expect(life("ClickHouseMetrics_MySQLConnection", true)).toBe(false);
  expect(life("ceph_pg_degraded", true)).toBe(false);
  expect(life("ceph_stat_bytes", false, { words: "Raw capacity" })).toBe(false);
  expect(life("ceph_stat_bytes", false, { words: "Capacity used" })).toBe(true);
  expect(life("increase(container_oom_events_total[1m]) > 0", false, { brief: true })).toBe(false);
  expect(life("increase(container_oom_events_total[1m]) > 0")).toBe(true);
});

test("things are counted, times and sizes measured", () => {
  expect(["go_goroutines", "redis_connected_clients", "x_replicas_available"].map(isCount)).toEqual([true, true, true]);
  expect(["node_load1", "process_cpu_seconds_total", "job:up:ratio"].map(isCount)).toEqual([false, false, false]);
});

test("--at takes the last such moment before now", () => {
  const now = Date.UTC(2026, 10, 27, 3, 10);
  expect(latestMoment("02:40", now)).toBe(Date.UTC(2026, 10, 27, 2, 40));
  expect(latestMoment("14:40", now)).toBe(Date.UTC(2026, 10, 26, 14, 40));
  expect(() => latestMoment("25:00", now)).toThrow("got 25:00");
});

test("the table marks what was reached", () => {
  const base = { name: "flat", count: 1, of: 4, percent: 25, required: "≤ 3 %", reached: false };
  expect(tableOf([base])).toBe("✗ flat                          25.00 %            1 of 4  ≤ 3 %");
});
