import { expect, test } from "vitest";
import { readDashboard } from "../../dashboard/read/read.ts";
import { startInference } from "../infer-spec.ts";
import type { InferredSpec } from "../series/model.ts";
import { type MadeSeries, scenarioSamples } from "../testing/scenario-samples.ts";
import { renderIncident } from "../write/render-incident.ts";
import { dashboardIncident } from "./dashboard-incident.ts";

const nowMs = Date.UTC(2026, 10, 24, 12);
const minute = 60_000;
const times = { historyMs: 360 * minute, shownMs: 60 * minute };
const step = (value: number | null, color: string) => ({ value, color });

function dashboard(panels: readonly { expr: string; unit?: string; steps?: readonly object[] }[]) {
  const text = JSON.stringify({
    title: "Shop",
    schemaVersion: 39,
    panels: panels.map(({ expr, unit, steps = [] }, index) => ({
      id: index + 1,
      type: "stat",
      title: `Panel ${index + 1}`,
      datasource: { type: "prometheus", uid: "p" },
      fieldConfig: { defaults: { unit, thresholds: { mode: "absolute", steps } } },
      targets: [{ refId: "A", expr, legendFormat: "{{instance}}" }],
    })),
  });
  return readDashboard(text, { file: "shop.json" });
}

/** Each series of a metric in the scenario, minute by minute. */
function minutesOf(base: InferredSpec, incident: InferredSpec, name: string): MadeSeries[] {
  return scenarioSamples(renderIncident(base, incident), "incident", nowMs)
    .filter((one) => one.name === name)
    .map((one) => ({ ...one, values: one.values.filter((_, index) => index % 4 === 0) }));
}

/** The last three quarters of an hour: what comes late has come. */
const inTrouble = (values: readonly number[]) => values.slice(-45);
const beforeIt = (values: readonly number[]) => values.slice(0, 300);
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

test("in trouble, panels lie in the worst step of their thresholds, whichever side it is, and one member is down", async () => {
  const inference = await startInference(
    [
      dashboard([
        { expr: "queue_length", steps: [step(null, "green"), step(500, "red")] },
        { expr: "room_humidity", steps: [step(null, "red"), step(10, "green")] },
        { expr: "up" },
      ]),
    ],
    { nowMs },
  );
  const incident = (await dashboardIncident(inference, times))!;
  const made = (name: string) => minutesOf(inference.spec, incident, name);
  const up = made("up");
  const down = up.at(-1)!.labels.get("instance");
  const gone = made("queue_length").filter(({ labels }) => labels.get("instance") === down);
  // Nobody can scrape what is down.
  for (const { values } of gone) expect(inTrouble(values).every(Number.isNaN)).toBe(true);
  expect(gone).not.toEqual([]);
  const scraped = ({ labels }: MadeSeries) => labels.get("instance") !== down;
  expect(made("queue_length").filter(scraped)).not.toEqual([]);
  for (const { values } of made("queue_length").filter(scraped)) {
    expect(Math.min(...inTrouble(values))).toBeGreaterThan(500);
    expect(Math.max(...beforeIt(values))).toBeLessThan(500);
    // It comes to it over minutes, and moves there.
    const onset = values.slice(300, 315);
    expect(onset.some((value) => value > Math.max(...beforeIt(values)) && value < 500)).toBe(true);
    expect(new Set(inTrouble(values)).size).toBeGreaterThan(10);
  }
  for (const { values } of made("room_humidity").filter(scraped))
    expect(Math.max(...inTrouble(values))).toBeLessThan(10);
  expect(up.at(-1)!.values.slice(-59)).toEqual(Array(59).fill(0));
  for (const { values } of up.slice(0, -1)) expect(new Set(values)).toEqual(new Set([1]));
});

test("requests grow, take longer, and more of them fail", async () => {
  const inference = await startInference(
    [
      dashboard([
        {
          expr: 'sum(rate(shop_requests_total{code=~"5.."}[5m])) / sum(rate(shop_requests_total[5m]))',
          unit: "percentunit",
        },
        { expr: "rate(shop_orders_total[5m])" },
        { expr: "histogram_quantile(0.9, sum by (le) (rate(shop_latency_seconds_bucket[5m])))", unit: "s" },
        { expr: "shop_requests_in_flight" },
      ]),
    ],
    { nowMs },
  );
  const incident = (await dashboardIncident(inference, times))!;
  const made = (name: string) => minutesOf(inference.spec, incident, name);
  const growth = (values: readonly number[]) => values.slice(1).map((value, index) => value - values[index]!);
  const failing = made("shop_requests_total").map(({ labels, values }) => ({
    isError: labels.get("code")!.startsWith("5"),
    grown: inTrouble(growth(values)).reduce((sum, one) => sum + one, 0),
  }));
  const sum = (list: readonly { grown: number }[]) => list.reduce((all, { grown }) => all + grown, 0);
  const failed = sum(failing.filter(({ isError }) => isError)) / sum(failing);
  expect(failed).toBeGreaterThan(0.05);
  expect(failed).toBeLessThan(0.6);
  for (const { values } of made("shop_orders_total"))
    expect(meanOf(inTrouble(growth(values)))).toBeGreaterThan(1.3 * meanOf(growth(values).slice(240, 300)));
  // The mean of what is observed: more than twice as long, as the median is four times as long.
  const seconds = made("shop_latency_seconds_sum").map(({ values }) => growth(values));
  const counts = made("shop_latency_seconds_count").map(({ values }) => growth(values));
  for (const [index, own] of seconds.entries()) {
    const mean = own.map((one, at) => one / counts[index]![at]!);
    expect(meanOf(inTrouble(mean))).toBeGreaterThan(2 * meanOf(mean.slice(240, 300)));
  }
  for (const { values } of made("shop_requests_in_flight"))
    expect(meanOf(inTrouble(values))).toBeGreaterThan(1.7 * meanOf(values.slice(240, 300)));
});

test("a dashboard that only shows what somebody sets up has no incident", async () => {
  const inference = await startInference([dashboard([{ expr: "app_info" }])], { nowMs });
  expect(await dashboardIncident(inference, times)).toBeUndefined();
});

test("in trouble, all modes of a processor come to its time, and what is free to no more than what is available", async () => {
  const inference = await startInference(
    [
      dashboard([
        { expr: 'sum by (instance, mode) (rate(node_cpu_seconds_total{cpu="0"}[5m]))', unit: "percentunit" },
        {
          expr: "100 - (avg by (instance) (rate(node_cpu_seconds_total{mode='idle'}[5m])) * 100)",
          unit: "percent",
          steps: [step(null, "green"), step(80, "red")],
        },
        {
          expr: "100 * node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes",
          unit: "percent",
          steps: [step(null, "red"), step(15, "green")],
        },
        { expr: "node_memory_MemFree_bytes", unit: "bytes" },
      ]),
    ],
    { nowMs },
  );
  const incident = (await dashboardIncident(inference, times))!;
  const made = (name: string) => minutesOf(inference.spec, incident, name);
  const sums = new Map<string, number[]>();
  const idle: number[] = [];
  for (const { labels, values } of made("node_cpu_seconds_total")) {
    const cpu = `${labels.get("instance")} ${labels.get("cpu")}`;
    const rates = inTrouble(values).map((value, at, all) => (value - (all[at - 1] ?? Number.NaN)) / 60);
    sums.set(
      cpu,
      rates.map((rate, at) => rate + (sums.get(cpu)?.[at] ?? 0)),
    );
    if (labels.get("mode") === "idle") idle.push(meanOf(rates.slice(1)));
  }
  for (const rate of [...sums.values()].flatMap((rates) => rates.slice(1))) expect(rate).toBeCloseTo(1, 2);
  expect(Math.min(...idle)).toBeLessThan(0.2);
  const available = made("node_memory_MemAvailable_bytes");
  for (const [index, { values }] of made("node_memory_MemFree_bytes").entries())
    expect(values.every((value, at) => !(value > available[index]!.values[at]!))).toBe(true);
  const shares = available.flatMap(({ values }) => inTrouble(values)).filter(Number.isFinite);
  expect(Math.min(...shares) / 16374562816).toBeLessThan(0.15);
});
