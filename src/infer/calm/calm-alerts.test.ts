import { expect, test } from "vitest";
import { parseExpression } from "../../promql/tree/parse.ts";
import { specOf } from "../levels/signal.ts";
import type { InferredMetric } from "../series/model.ts";
import { calmAlerts } from "./calm-alerts.ts";

const times = { nowMs: Date.UTC(2026, 10, 24), stepMs: 15_000, records: [] };

function metric(name: string, values: readonly number[], more: Partial<InferredMetric> = {}): InferredMetric {
  const series = values.map((value, index) => ({
    labels: new Map([["instance", `host-${index + 1}`]]),
    index,
    signal: { form: "constant", value } as const,
  }));
  const nothing = { help: undefined, needs: [], observe: undefined, buckets: [], quantiles: [] };
  return { name, kind: "gauge", series, users: ["alert A"], ...nothing, ...more };
}

async function calm(metrics: readonly InferredMetric[], ...exprs: readonly string[]) {
  const alerts = exprs.map((expr, index) => {
    const parsed = parseExpression(expr);
    if (!parsed.ok) throw new Error(expr);
    return { name: `A${index}`, root: parsed.root, forMs: 0 };
  });
  return calmAlerts(metrics, { ...times, alerts });
}

const signals = (metrics: readonly InferredMetric[]) =>
  metrics.map(({ series }) => series.map(({ signal }) => specOf(signal)));

test("what no alert minds stays as it is", async () => {
  const metrics = [metric("temperature_celsius", [40, 50])];
  const [same] = await calm(metrics, "temperature_celsius > 90");
  expect(same).toBe(metrics[0]);
});

test("values go to the healthy side of a threshold, as little as it takes, with room for their walks", async () => {
  const above = await calm([metric("temperature_celsius", [100, 60])], "temperature_celsius > 90");
  // 0.6 of it is the first of 0.8, 0.6, … below 90 less 30 %.
  expect(signals(above)).toEqual([[60, 36]]);
  const below = await calm([metric("free_blocks", [100, 60])], "free_blocks < 120");
  expect(signals(below)).toEqual([[500, 300]]);
});

test("a state gets the value that is not refused", async () => {
  expect(signals(await calm([metric("agent_state", [0, 2])], "agent_state != 1"))).toEqual([[1, 1]]);
  expect(signals(await calm([metric("agent_state", [0, 2])], "agent_state == 2"))).toEqual([[0, 0]]);
});

test("where only some of the series are minded, others stay", async () => {
  const changed = await calm([metric("agent_state", [2, 2])], 'agent_state{instance="host-2"} == 2');
  expect(signals(changed)).toEqual([[2, 0]]);
});

test("series of a metric that alerts alone read may be absent, those that panels show may not", async () => {
  const info = metric("app_info", [1, 1], { kind: "info" });
  const [gone] = await calm([info], 'app_info{instance="host-2"}');
  expect(gone!.kind).toBe("gauge");
  expect(signals([gone!])).toEqual([[1, { gap: { for: "1h" } }]]);
  const shown = [{ ...info, users: ["alert A", "Versions"] }];
  expect(await calm(shown, 'app_info{instance="host-2"}')).toEqual(shown);
});

test("what alerts want is not made at the cost of others: those that contradict each other stay", async () => {
  const metrics = [metric("agent_state", [2, 2])];
  expect(signals(await calm(metrics, "agent_state != 1", "agent_state == 1"))).toEqual([[2, 2]]);
});

test("a share is not made 0 / 0, and both parts of a sum are moved", async () => {
  const counter = { kind: "counter" } as const;
  const some = [metric("errors_total", [5], counter), metric("requests_total", [10], counter)];
  const [errors, requests] = signals(await calm(some, "rate(errors_total[5m]) / rate(requests_total[5m]) > 0.1"));
  expect(Number(errors![0]) / Number(requests![0])).toBeLessThan(0.1);
  expect(Number(errors![0])).toBeGreaterThan(0);
  const sum = signals(await calm(some, "increase(errors_total[5m]) + increase(requests_total[5m]) > 100"));
  expect((Number(sum[0]![0]) + Number(sum[1]![0])) * 300).toBeLessThan(100);
});
