import { expect, test } from "vitest";
import { readDashboard } from "../../dashboard/read/read.ts";
import { parseSpec } from "../../data-spec/read/parse.ts";
import { startInference } from "../infer-spec.ts";
import { specOf } from "../levels/signal.ts";
import type { InferredSpec } from "../series/model.ts";
import { renderIncident } from "../write/render-incident.ts";
import { dashboardIncident } from "./dashboard-incident.ts";

const nowMs = Date.UTC(2026, 10, 24, 12);
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

/** What each series of a metric is after the first ten minutes. */
function after({ metrics }: InferredSpec, name: string): unknown[] {
  return metrics
    .find((metric) => metric.name === name)!
    .series.map(({ signal }) => {
      const spec = specOf(signal);
      return Array.isArray(spec) ? spec[1] : spec;
    });
}

/** The lowest and the highest value of a walk with a factor. */
function extent(spec: unknown): [number, number] {
  const of = (spec as { round?: { of: unknown } }).round?.of ?? spec;
  const { mul } = of as { mul: [number, { walk: { min: number; max: number } }] };
  return [mul[0] * mul[1].walk.min, mul[0] * mul[1].walk.max];
}

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
  const incident = (await dashboardIncident(inference))!;
  for (const one of after(incident, "queue_length")) expect(extent(one)[0]).toBeGreaterThan(500);
  for (const one of after(incident, "room_humidity")) expect(extent(one)[1]).toBeLessThan(10);
  const up = after(incident, "up");
  expect(up.at(-1)).toBe(0);
  expect(up.filter((one) => one === 1)).toHaveLength(up.length - 1);
  const file = "x.yaml";
  const document = parseSpec(renderIncident(inference.spec, incident), { file, scenario: "incident" });
  expect(document.scenarios).toEqual(["healthy", "incident"]);
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
      ]),
    ],
    { nowMs },
  );
  const incident = (await dashboardIncident(inference))!;
  const rate = (code: string) =>
    incident.metrics
      .find(({ name }) => name === "shop_requests_total")!
      .series.filter(({ labels }) => labels.get("code")!.startsWith(code))
      .map(({ signal }) => (specOf(signal) as unknown[])[1])
      .reduce((sum: number, one) => sum + extent(one).reduce((a, b) => a + b) / 2, 0);
  const failed = rate("5") / (rate("5") + rate("2"));
  expect(failed).toBeGreaterThan(0.05);
  expect(failed).toBeLessThan(0.6);
  expect(after(incident, "shop_orders_total")).not.toEqual(after(inference.spec, "shop_orders_total"));
  const latency = incident.metrics.find(({ name }) => name === "shop_latency_seconds")!;
  expect(JSON.stringify(latency.series[0]!.observe)).toContain("limit");
});

test("a dashboard that only shows what somebody sets up has no incident", async () => {
  const inference = await startInference([dashboard([{ expr: "app_info" }])], { nowMs });
  expect(await dashboardIncident(inference)).toBeUndefined();
});
