import { expect, test } from "vitest";
import { parseFilled } from "../../promql/tree/parse.ts";
import { startInference } from "../infer-spec.ts";
import { noOverrides } from "../levels/overrides.ts";
import { findIncident } from "./find-incident.ts";
import { SeriesWorld } from "./series-world.ts";
import { widenBuckets } from "./widen-buckets.ts";

const nowMs = Date.UTC(2026, 10, 24);

async function worldOf(...exprs: string[]): Promise<SeriesWorld> {
  const rules = exprs.map((expr, index) => ({ kind: "alert" as const, name: `A${index}`, expr }));
  const { spec } = await startInference([], { nowMs, rules, overrides: noOverrides });
  const metrics = widenBuckets(
    spec.metrics,
    exprs.map((expr) => alertOf(expr).root),
  );
  return new SeriesWorld(metrics, { records: [], nowMs, stepMs: 15_000 });
}
function alertOf(expr: string) {
  const parsed = parseFilled(expr);
  if (!parsed.ok) throw new Error(parsed.reason);
  return { name: "A", root: parsed.root, forMs: 0, intervalMs: 60_000 };
}

test.for([
  "temperature_celsius > 80",
  "temperature_celsius < -20",
  "component_state == 2",
  "rate(errors_total[5m]) / rate(requests_total[5m]) > 0.05",
  "increase(restarts_total[10m]) > 3",
  'sum by (job) (rate(h_total{code=~"5.."}[5m])) / sum by (job) (rate(h_total[5m])) * 100 > 20',
  "histogram_quantile(0.99, sum by (le) (rate(latency_seconds_bucket[5m]))) > 2",
  'absent(up{job="api"})',
  "predict_linear(free_bytes[1h], 4 * 3600) < 0",
  "free_bytes / size_bytes * 100 < 10 and predict_linear(free_bytes[1h], 4 * 3600) < 0",
  "changes(process_start_time_seconds[15m]) > 4",
  "time() - last_success_timestamp_seconds > 3600",
  "cert_expiry_seconds - time() < 86400 * 7",
  "count(up == 0) / count(up) > 0.5",
  '100 - avg by (instance) (rate(cpu_seconds_total{mode="idle"}[5m])) * 100 > 90',
  "desired_replicas != current_replicas",
  "jobs_active unless on (job) jobs_done",
  "rate(sent_sum[5m]) / rate(sent_count[5m]) > 3",
])("findIncident finds changes with which %s holds", async (expr) => {
  const world = await worldOf(expr);
  const alert = alertOf(expr);
  const found = findIncident(alert, world);
  expect(found).toBeDefined();
  expect(world.fires(alert.root, found!.changes)).toBe(true);
  expect([...found!.changes.keys()].every((key) => found!.reads.has(key))).toBe(true);
});

test("findIncident gives up where nothing can hold, and changes the nearest thing first", async () => {
  const never = "vector(1) > 2";
  expect(findIncident(alertOf(never), await worldOf(never))).toBeUndefined();
  const expr = "queue_length > 100";
  const world = await worldOf(expr);
  const found = findIncident(alertOf(expr), world)!;
  const levels = [...found.changes.values()].map(({ level }) => level!);
  expect(Math.max(...levels)).toBeGreaterThan(100);
  expect(Math.max(...levels)).toBeLessThan(10_000);
});

test("a share in per cent comes to what an alert needs and to no more than all, however near to all that is", async () => {
  for (const limit of [55, 70, 80, 85, 90, 95]) {
    const usage = 'sum by (instance) (rate(node_cpu_seconds_total{mode!~"idle|iowait", cpu="0"}[5m])) * 100';
    const world = await worldOf(`${usage} > ${limit}`);
    const found = findIncident(alertOf(`${usage} > ${limit}`), world)!;
    const values = world.values(alertOf(usage).root, found.changes);
    expect(Math.max(...values)).toBeGreaterThan(limit);
    expect(Math.max(...values)).toBeLessThanOrEqual(99);
  }
});
