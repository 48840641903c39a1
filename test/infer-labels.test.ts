import { expect, test } from "vitest";
import { readDashboard } from "../src/dashboard/read/read.ts";
import { inferSpec } from "../src/infer/infer-spec.ts";

const datasource = { type: "prometheus", uid: "p" };

/** The label sets of the series that a dashboard's queries need, by metric. */
async function labelsOf(exprs: readonly string[], variables: readonly object[] = [], type = "timeseries") {
  const panels = exprs.map((expr, id) => ({ id, type, title: `P${id}`, datasource, targets: [{ refId: "A", expr }] }));
  const list = variables.map((variable) => ({ type: "query", datasource, ...variable }));
  const text = JSON.stringify({ title: "T", schemaVersion: 39, panels, templating: { list } });
  const { metrics } = await inferSpec([readDashboard(text, { file: "t.json" })], { nowMs: Date.UTC(2026, 10, 24) });
  const sets = metrics.map(
    ({ name, series }) => [name, series.map(({ labels }) => Object.fromEntries(labels))] as const,
  );
  return (metric: string) => new Map(sets).get(metric) ?? [];
}

const valuesOf = (sets: readonly Record<string, string>[], label: string) => [
  ...new Set(sets.map((set) => set[label])),
];

test("a multi variable that opens with one instance shows several commands of it, and has other instances to choose", async () => {
  const variables = [{ name: "instance", query: "label_values(shop_up, instance)", multi: true }];
  const labels = await labelsOf(['sum by (cmd) (rate(shop_commands_total{instance=~"$instance"}[5m]))'], variables);
  const first = labels("shop_commands_total").filter(({ instance }) => instance === "host-1:9100");
  expect(valuesOf(first, "cmd").length).toBeGreaterThanOrEqual(2);
  expect(valuesOf(labels("shop_up"), "instance").length).toBeGreaterThanOrEqual(2);
});

test("selectors without matchers select a fleet, with the labels that every scraped series has", async () => {
  const sets = (await labelsOf(["shop_load"]))("shop_load");
  expect(sets.map((set) => Object.keys(set).sort())).toEqual(Array.from({ length: 3 }, () => ["instance", "job"]));
  expect(valuesOf(sets, "instance")).toHaveLength(3);
  expect(valuesOf(sets, "job")).toHaveLength(1);
});

test("a stat that shows a metric as its only number shows one", async () => {
  expect((await labelsOf(["shop_build_age_hours"], [], "stat"))("shop_build_age_hours")).toHaveLength(1);
});

test("pods behind a prefix are counted as those of a stateful set", async () => {
  const variables = [{ name: "cl", query: "label_values(shop_mem, cluster)" }];
  const labels = await labelsOf(['shop_mem{cluster="$cl",pod=~"$cl-kafka-.*"}'], variables);
  expect(valuesOf(labels("shop_mem"), "pod")).toEqual(
    expect.arrayContaining(["cluster-1-kafka-0", "cluster-1-kafka-1"]),
  );
});

test("services of which a variable takes the part before the @ differ there", async () => {
  const variables = [
    { name: "service", query: "label_values(shop_total, service)", regex: "/([^@]+)@.*/", includeAll: true },
  ];
  const sets = (await labelsOf(['shop_total{service=~"$service@.*"}'], variables))("shop_total");
  const names = valuesOf(sets, "service").map((service) => service!.split("@")[0]);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(2);
  for (const { service } of sets) expect(service).toMatch(/^[a-z]+@[a-z]+$/);
});

test("metrics have the values of labels that their own subject has, and not those of their neighbours", async () => {
  const labels = await labelsOf([
    'shop_memory_bytes{instance=~".+"}',
    "sum by (device) (rate(shop_network_receive_bytes_total[5m]))",
    "sum by (device) (rate(shop_disk_read_bytes_total[5m]))",
    'sum by (type) (rate(shop_jobs_total{type="nightly"}[5m]))',
    "sum by (type) (rate(shop_queries_total[5m]))",
  ]);
  expect(Object.keys(labels("shop_memory_bytes")[0]!)).not.toContain("device");
  expect(valuesOf(labels("shop_network_receive_bytes_total"), "device")).toEqual(["eth0", "eth1"]);
  expect(valuesOf(labels("shop_disk_read_bytes_total"), "device")).toEqual(["nvme0n1", "sda"]);
  expect(valuesOf(labels("shop_queries_total"), "type")).not.toContain("nightly");
});
