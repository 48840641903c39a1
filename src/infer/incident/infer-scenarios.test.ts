import { expect, test } from "vitest";
import { readDashboard } from "../../dashboard/read/read.ts";
import { startInference } from "../infer-spec.ts";
import { type MadeSeries, scenarioSamples } from "../testing/scenario-samples.ts";
import { renderIncident } from "../write/render-incident.ts";
import { inferScenario } from "./infer-scenarios.ts";

const nowMs = Date.UTC(2026, 10, 24, 12);
const text = JSON.stringify({
  title: "Queue",
  schemaVersion: 39,
  panels: [{ id: 1, type: "timeseries", title: "P", targets: [{ refId: "A", expr: "rate(jobs_total[5m])" }] }],
});

test("with rules, the series that an alert needs change too, and all others as the dashboard has them", async () => {
  const rules = [{ kind: "alert", name: "Full", expr: "queue_length > 12345", forMs: 300_000 }] as const;
  const inference = await startInference([readDashboard(text, { file: "q.json" })], { nowMs, rules });
  const incident = (await inferScenario(inference))!;
  const changed = incident.metrics.filter((metric, index) => metric !== inference.spec.metrics[index]);
  expect(changed.map(({ name }) => name).sort()).toEqual(["jobs_total", "queue_length"]);
  const numbers = JSON.stringify(changed.find(({ name }) => name === "queue_length")!.series).match(/[\d.]+/g)!;
  expect(Math.max(...numbers.map(Number))).toBeGreaterThan(12_345);
  expect(incident.historyMs).toBe(inference.spec.historyMs);
});

test("in an incident, a processor's modes come to all of its time, and a file system's free bytes to no more than its size", async () => {
  const exprs = [
    "sum by (instance, mode) (rate(node_cpu_seconds_total[5m]))",
    "node_filesystem_avail_bytes / node_filesystem_size_bytes",
    "node_filesystem_free_bytes",
    "node_memory_MemFree_bytes + node_memory_Cached_bytes + node_memory_AnonPages_bytes",
    "node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes",
  ];
  const targets = exprs.map((expr, index) => ({ refId: String.fromCharCode(65 + index), expr }));
  const panels = [{ id: 1, type: "timeseries", title: "Hosts", targets }];
  const source = readDashboard(JSON.stringify({ title: "Hosts", schemaVersion: 39, panels }), { file: "hosts.json" });
  const alert = (name: string, expr: string) => ({ kind: "alert", name, expr, forMs: 300_000 }) as const;
  const rules = [
    alert("Busy", 'sum without (mode) (rate(node_cpu_seconds_total{mode=~"user|system"}[5m])) > 0.8'),
    alert("Full", "node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.05"),
    alert("Memory", "node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes < 0.1"),
  ];
  const inference = await startInference([source], { nowMs, rules });
  const made = scenarioSamples(renderIncident(inference.spec, (await inferScenario(inference))!), "incident", nowMs);
  const named = (name: string) => made.filter((one) => one.name === name);
  const sameAs = ({ labels }: MadeSeries, name: string) =>
    named(name).find((one) =>
      [...labels].every(([label, value]) => label === "__name__" || one.labels.get(label) === value),
    )!;
  const stepSeconds = inference.spec.stepMs / 1000;

  const modes = new Map<string, MadeSeries[]>();
  for (const one of named("node_cpu_seconds_total")) {
    const cpu = `${one.labels.get("instance")} ${one.labels.get("cpu")}`;
    modes.set(cpu, [...(modes.get(cpu) ?? []), one]);
  }
  const sums = [...modes.values()].map((parts) => parts.map(({ values }) => values).reduce(sumOf));
  const rates = sums.flatMap((values) =>
    values.slice(40).map((value, at) => (value - values[at]!) / (40 * stepSeconds)),
  );
  expect(Math.max(...rates)).toBeLessThan(1.002);
  expect(Math.min(...rates)).toBeGreaterThan(0.998);
  const idle = named("node_cpu_seconds_total").filter(({ labels }) => labels.get("mode") === "idle");
  const idleAtEnd = idle.map(({ values }) => (values.at(-1)! - values.at(-41)!) / (40 * stepSeconds));
  expect(Math.min(...idleAtEnd)).toBeLessThan(0.2);

  for (const avail of named("node_filesystem_avail_bytes")) {
    const [free, size] = ["node_filesystem_free_bytes", "node_filesystem_size_bytes"].map((name) =>
      sameAs(avail, name),
    );
    // A walk of its own is above what each of them has.
    expect(avail.values.every((value, at) => value <= free!.values[at]! * 1.1)).toBe(true);
    expect(free!.values.every((value, at) => value <= size!.values[at]!)).toBe(true);
  }
  const full = named("node_filesystem_avail_bytes").filter(
    (one) => one.values.at(-1)! < 0.05 * sameAs(one, "node_filesystem_size_bytes").values.at(-1)!,
  );
  expect(full.length).toBeGreaterThan(0);
  for (const one of full) {
    const size = sameAs(one, "node_filesystem_size_bytes").values.at(-1)!;
    expect(sameAs(one, "node_filesystem_free_bytes").values.at(-1)! / size).toBeLessThan(0.12);
  }

  for (const total of named("node_memory_MemTotal_bytes")) {
    const parts = ["MemFree", "Cached", "AnonPages"].map((part) => sameAs(total, `node_memory_${part}_bytes`).values);
    expect(parts.reduce(sumOf).every((value, at) => value <= total.values[at]!)).toBe(true);
  }
});

function sumOf(a: readonly number[], b: readonly number[]): readonly number[] {
  return a.map((value, at) => value + b[at]!);
}

test("what an alert wants to have been counted in all is counted over some minutes, not at once", async () => {
  const rules = [{ kind: "alert", name: "Many", expr: "jobs_lost_total > 9e9", forMs: 300_000 }] as const;
  const inference = await startInference([readDashboard(text, { file: "q.json" })], { nowMs, rules });
  const made = scenarioSamples(renderIncident(inference.spec, (await inferScenario(inference))!), "incident", nowMs);
  const perMinute = 60_000 / inference.spec.stepMs;
  const lost = made.filter(({ name, values }) => name === "jobs_lost_total" && values.at(-1)! > 9e9);
  expect(lost.length).toBeGreaterThan(0);
  for (const { values } of lost) {
    const there = values.findIndex((value) => value > 9e9);
    const growth = (from: number, to: number) => values[there - from * perMinute]! - values[there - to * perMinute]!;
    // At least so much is counted in five minutes, and no more than half as much again: a fifth of that in each.
    for (const minute of [1, 2]) {
      expect(growth(minute, minute + 1) / 9e9).toBeGreaterThan(0.19);
      expect(growth(minute, minute + 1) / 9e9).toBeLessThan(0.31);
    }
    expect(growth(6, 7) / 9e9).toBeLessThan(0.001);
    // And it holds for as long as the alert wants.
    expect(values.length - there).toBeGreaterThan(5 * perMinute);
  }
});
