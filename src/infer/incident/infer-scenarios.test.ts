import { expect, test } from "vitest";
import { readDashboard } from "../../dashboard/read/read.ts";
import { startInference } from "../infer-spec.ts";
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
