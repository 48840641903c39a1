import { expect, test } from "vitest";
import { readDashboard } from "../dashboard/read/read.ts";
import { planSpec } from "../data-spec/plan/plan.ts";
import { parseSpec } from "../data-spec/read/parse.ts";
import { inferSpec } from "./infer-spec.ts";
import type { InferredMetric } from "./series/model.ts";
import { renderSpec } from "./write/render.ts";

const nowMs = Date.UTC(2026, 10, 24, 12);

interface Panel {
  readonly expr: string;
  readonly unit?: string;
  readonly legend?: string;
  readonly thresholds?: readonly number[];
}

function dashboard(panels: readonly Panel[], variables: readonly object[] = []) {
  const text = JSON.stringify({
    title: "Shop",
    schemaVersion: 39,
    panels: panels.map(({ expr, unit, legend, thresholds = [] }, index) => ({
      id: index + 1,
      type: "timeseries",
      title: `Panel ${index + 1}`,
      datasource: { type: "prometheus", uid: "p" },
      fieldConfig: {
        defaults: {
          unit,
          thresholds: { mode: "absolute", steps: [{ value: null }, ...thresholds.map((value) => ({ value }))] },
        },
      },
      targets: [{ refId: "A", expr, legendFormat: legend }],
    })),
    templating: { list: variables },
  });
  return readDashboard(text, { file: "shop.json" });
}

async function infer(panels: readonly Panel[], variables: readonly object[] = []) {
  const spec = await inferSpec([dashboard(panels, variables)], { nowMs });
  const text = renderSpec(spec);
  const plan = planSpec(parseSpec(text, { file: "data.yaml" }), { nowMs });
  const labelsOf = (name: string) =>
    plan.definitions.filter((one) => one.name === name).map(({ labels }) => Object.fromEntries(labels));
  return { spec, text, plan, labelsOf, metric: (name: string) => spec.metrics.find((one) => one.name === name) };
}

const variable = (name: string, query: string, more: object = {}) => ({
  name,
  type: "query",
  datasource: { type: "prometheus", uid: "p" },
  query: { query, refId: "A" },
  ...more,
});

test.for([
  { expr: "rate(orders_total[5m])", name: "orders_total", kind: "counter" },
  { expr: "increase(jobs_done[5m])", name: "jobs_done", kind: "counter" },
  {
    expr: "histogram_quantile(0.9, sum by (le) (rate(reply_seconds_bucket[5m])))",
    name: "reply_seconds",
    kind: "histogram",
  },
  { expr: "histogram_quantile(0.9, sum(rate(reply_seconds[5m])))", name: "reply_seconds", kind: "native" },
  { expr: 'gc_seconds{quantile="0.5"}', name: "gc_seconds", kind: "summary" },
  { expr: "queue_length", name: "queue_length", kind: "gauge" },
  { expr: "app_info", name: "app_info", kind: "info" },
  { expr: "instance:cpu:ratio_rate5m", name: "instance:cpu:ratio_rate5m", kind: "gauge" },
])("inferSpec takes $name of $expr for a $kind", async ({ expr, name, kind }) => {
  const { metric } = await infer([{ expr }]);
  expect(metric(name)?.kind).toBe(kind);
});

test("inferSpec joins the metrics of a histogram into one", async () => {
  const { spec } = await infer([
    { expr: "sum by (le, job) (rate(reply_seconds_bucket[5m]))" },
    { expr: "rate(reply_seconds_sum[5m]) / rate(reply_seconds_count[5m])" },
  ]);
  expect(spec.metrics.map(({ name }) => name)).toEqual(["reply_seconds"]);
});

test("inferSpec gives series for every literal, alternative and legend", async () => {
  const { labelsOf } = await infer([
    { expr: 'sum by (instance) (rate(cpu_seconds_total{mode="idle"}[5m]))' },
    { expr: 'rate(cpu_seconds_total{mode=~"user|system"}[5m])', legend: "{{instance}}" },
  ]);
  const modes = labelsOf("cpu_seconds_total").map(({ mode }) => mode);
  expect(new Set(modes)).toEqual(new Set(["idle", "user", "system"]));
  const hosts = labelsOf("cpu_seconds_total").map(({ instance }) => instance!.split(/[.:]/)[0]);
  expect(new Set(hosts).size).toBeGreaterThan(1);
});

test("inferSpec finds values that satisfy a regex and miss the negative ones", async () => {
  const { labelsOf } = await infer([{ expr: 'disk_bytes{device=~"nvme.+", device!~"nvme0.*", fstype!="tmpfs"}' }]);
  for (const { device, fstype } of labelsOf("disk_bytes")) {
    expect(device).toMatch(/^nvme.+$/);
    expect(device).not.toMatch(/^nvme0/);
    expect(fstype).not.toBe("tmpfs");
  }
});

test("inferSpec keeps labels together, so that a join finds one partner for each series", async () => {
  const { labelsOf } = await infer([
    { expr: "sum by (node) (pod_bytes * on (namespace, pod) group_left (node) pod_info)" },
  ]);
  const info = labelsOf("pod_info").map(({ namespace, pod }) => `${namespace}/${pod}`);
  expect(new Set(info).size).toBe(info.length);
  expect(new Set(labelsOf("pod_bytes").map(({ namespace, pod }) => `${namespace}/${pod}`))).toEqual(new Set(info));
});

test("inferSpec lets variables find their values: conditions in their own queries and regexes hold everywhere", async () => {
  const { labelsOf } = await infer(
    [{ expr: 'shop_up{job=~"$job", instance="$instance"}' }],
    [
      variable("job", 'label_values(shop_up{job=~".*shop.*"}, job)', {
        includeAll: true,
        multi: true,
        current: { value: "$__all", text: "All" },
      }),
      variable("instance", 'label_values(shop_up{job=~"$job"}, instance)', { regex: "/^web-.*/" }),
    ],
  );
  const series = labelsOf("shop_up");
  expect(series.length).toBeGreaterThan(0);
  for (const { job, instance } of series) {
    expect(job).toMatch(/shop/);
    expect(instance).toMatch(/^web-/);
  }
});

test("inferSpec makes metrics whose names hold a variable", async () => {
  const { spec } = await infer(
    [{ expr: "rate(shop_${kind}_total[5m])" }],
    [{ name: "kind", type: "custom", query: "sold,sent", current: { value: "sold", text: "sold" } }],
  );
  expect(spec.metrics.map(({ name }) => name)).toContain("shop_sold_total");
});

test("inferSpec makes comparisons true for some series", async () => {
  const { metric } = await infer([
    { expr: "count(shop_up == 0)" },
    { expr: "count(shop_up == 1)" },
    { expr: "queue_length > 500" },
  ]);
  const values = metric("shop_up")!.series.map(({ signal }) => (signal.form === "constant" ? signal.value : undefined));
  expect(new Set(values)).toEqual(new Set([0, 1]));
  expect(Math.max(...factors(metric("queue_length")!))).toBeGreaterThan(500);
});

/** The middle of each series' course. */
function factors({ series }: InferredMetric): number[] {
  return series.map(({ signal }) => (signal.form === "course" ? signal.factor : signal.value));
}

test("inferSpec makes the numerator of a share a part of the denominator", async () => {
  const { metric } = await infer([{ expr: "sum(cache_hits) / sum(cache_lookups)", unit: "percentunit" }]);
  const [whole, part] = [metric("cache_lookups")!, metric("cache_hits")!];
  expect(JSON.stringify(part.series[0]!.signal)).toContain('"cache_lookups.course"');
  expect(JSON.stringify(whole.series[0]!.signal)).toContain('"cache_lookups.course"');
});

test("inferSpec keeps series out of the worst step of thresholds", async () => {
  const { metric } = await infer([{ expr: "wait_score", legend: "{{queue}}", thresholds: [10] }]);
  // Around 25 it would be without.
  expect(Math.max(...factors(metric("wait_score")!))).toBeLessThan(10);
});

test("inferSpec gives the same text for the same dashboards, whatever the day of the month", async () => {
  const panels = [{ expr: "time() - backup_timestamp_seconds" }, { expr: "sum by (code) (rate(orders_total[5m]))" }];
  const texts = await Promise.all(
    [nowMs, nowMs + 86_400_000].map(async (now) => renderSpec(await inferSpec([dashboard(panels)], { nowMs: now }))),
  );
  expect(texts[0]).toBe(texts[1]);
});

test("inferSpec names the panels that need a metric, in one line each", async () => {
  const { text } = await infer([{ expr: "queue_length" }, { expr: "max(queue_length)" }]);
  expect(text).toContain("  # for Panel 1, Panel 2\n  - name: queue_length\n");
});

test("inferSpec makes a valid spec of a dashboard that asks Prometheus for nothing", async () => {
  const { spec } = await infer([]);
  expect(spec.metrics.map(({ name }) => name)).toEqual(["up"]);
});

test("inferSpec makes a valid spec of hostile queries, in bounded size", async () => {
  const { plan } = await infer([
    { expr: '__proto__{constructor="x"}' },
    { expr: 'x{a=~"(a+)+$", b=~"(((((((((a|b){100}){100}){100}))))))", c="\\u0000\\n\'\\"{1..9}#: -"}' },
    { expr: `y{${Array.from({ length: 90 }, (_, index) => `l${index}=~"a|b|c|d|e"`).join(",")}}` },
    { expr: "z == 1 == 2 > 3 < 4 != 5" },
    { expr: "sum(" },
    { expr: `${"(".repeat(300)}x${")".repeat(300)}` },
    { expr: "a\n#comment\n- name: injected", legend: "{{__proto__}}" },
  ]);
  expect(plan.seriesCount).toBeLessThan(5000);
  expect(plan.definitions.map(({ name }) => name)).not.toContain("injected");
});

test("inferSpec makes nothing of metrics that come from elsewhere, and a valid spec where all of them do", async () => {
  const panels = [{ expr: "queue_length / capacity" }, { expr: "sum by (le) (rate(h_bucket[5m]))" }];
  const names = async (elsewhere: (name: string) => boolean) =>
    (await inferSpec([dashboard(panels)], { nowMs, elsewhere })).metrics.map(({ name }) => name);
  expect(await names((name) => name === "h_count" || name === "capacity")).toEqual(["queue_length"]);
  expect(await names(() => true)).toEqual(["dashpreview_placeholder"]);
});

test("inferSpec puts each instance under one job and in one place, together with rules", async () => {
  const panels = [
    { expr: "sum by (instance) (redis_memory_used_bytes)" },
    { expr: 'rate(redis_commands_processed_total{instance=~"$instance"}[5m])', legend: "{{instance}} {{job}}" },
  ];
  const rules = [
    { kind: "alert", name: "Down", expr: 'redis_up{job="cache"} == 0' },
    { kind: "alert", name: "Full", expr: "redis_memory_used_bytes > 1e12", shows: ["cluster"] },
  ] as const;
  const spec = await inferSpec([dashboard(panels, [variable("instance", "label_values(redis_up, instance)")])], {
    nowMs,
    rules,
  });
  const all = spec.metrics.flatMap(({ name, series }) => series.map(({ labels }) => ({ name, labels })));
  expect(new Set(all.map(({ labels }) => labels.get("job")))).toEqual(new Set(["cache"]));
  const memory = all.filter(({ name }) => name === "redis_memory_used_bytes");
  expect(new Set(memory.map(({ labels }) => labels.get("instance"))).size).toBe(memory.length);
});

test("inferSpec has as many hosts as nodes that pods run on", async () => {
  const panels = [
    { expr: "count by (node) (kube_pod_info)" },
    { expr: "sum by (instance, mode) (rate(node_cpu_seconds_total[5m]))" },
    { expr: "sum by (instance) (kubelet_running_pods)" },
  ];
  const { labelsOf } = await infer(panels);
  const count = (name: string, label: string) => new Set(labelsOf(name).map((labels) => labels[label])).size;
  const nodes = count("kube_pod_info", "node");
  expect(nodes).toBe(3);
  expect([count("node_cpu_seconds_total", "instance"), count("kubelet_running_pods", "instance")]).toEqual([3, 3]);
});

test("inferSpec lets exactly one member lead", async () => {
  const { plan } = await infer([{ expr: "app_is_leader", legend: "{{pod}}" }]);
  const values = plan.definitions.filter(({ name }) => name === "app_is_leader");
  expect(values.length).toBeGreaterThan(1);
  const text = (await infer([{ expr: "app_is_leader", legend: "{{pod}}" }])).text;
  expect([...text.matchAll(/value: 1\}/g)]).toHaveLength(1);
});
