import { expect, test } from "vitest";
import { parseFilled } from "../../promql/tree/parse.ts";
import { inferSpec } from "../infer-spec.ts";
import { metricOf, worldOf } from "../testing/world-of.ts";
import { applyIncident } from "./apply-incident.ts";
import { findIncident } from "./find-incident.ts";
import { planPhases } from "./plan-incident.ts";
import { SeriesWorld } from "./series-world.ts";

const minute = 60_000;
const nowMs = Date.UTC(2026, 10, 24);

async function phasesOf(...exprs: string[]) {
  // Without what they are compared with: the usual levels are others.
  const plain = exprs.map((expr) => expr.replace(/ [<>].*/, ""));
  const rules = plain.map((expr, index) => ({ kind: "alert" as const, name: `A${index}`, expr }));
  const spec = await inferSpec([], { nowMs, rules });
  const world = new SeriesWorld(spec.metrics, { records: [], nowMs, stepMs: 15_000 });
  const solved = exprs.map((expr) => {
    const parsed = parseFilled(expr);
    if (!parsed.ok) throw new Error(parsed.reason);
    const alert = { name: "A", root: parsed.root, forMs: 5 * minute, intervalMs: minute };
    return { ...findIncident(alert, world)!, alert };
  });
  return { spec, phases: planPhases(solved, world) };
}

test("planPhases puts what goes together into one phase, and contradictions into two", async () => {
  const { phases } = await phasesOf(
    "temperature_celsius > 500",
    "queue_length > 1e6",
    "temperature_celsius < -500",
    "temperature_celsius > 400",
  );
  expect(phases.map(({ alerts }) => alerts)).toEqual([[0, 1, 3], [2]]);
  // 5 minutes of `for`, four evaluations and two minutes to spare.
  expect(phases[0]!.lengthMs).toBe(11 * minute);
});

test("planPhases has a member do too much first and then go down, where there is no other one", async () => {
  const metrics = [
    metricOf("shop_up", "gauge", [[{ instance: "host-1" }, 1]]),
    metricOf("shop_queue", "gauge", [[{ instance: "host-1" }, 5]]),
    metricOf("shop_other", "gauge", [[{ instance: "host-2" }, 5]]),
  ];
  const world = worldOf(metrics);
  const solved = ["shop_up == 0", "shop_queue > 50", "shop_other > 50"].map((expr) => {
    const parsed = parseFilled(expr);
    if (!parsed.ok) throw new Error(parsed.reason);
    const alert = { name: "A", root: parsed.root, forMs: 5 * minute, intervalMs: minute };
    return { ...findIncident(alert, world)!, alert };
  });
  const phases = planPhases(solved, world);
  expect(phases.map(({ alerts }) => alerts)).toEqual([[1], [0, 2]]);
});

test("applyIncident keeps a series as usual, changes it for the phase, and lets it be as usual again", async () => {
  const { spec, phases } = await phasesOf("temperature_celsius > 5000", "absent(queue_length)");
  const changed = applyIncident(spec, phases, { beforeMs: 20 * minute, betweenMs: 10 * minute, stepMs: 15_000 });
  const { signal } = changed.metrics.find(({ name }) => name === "temperature_celsius")!.series[0]!;
  if (signal.form !== "course" || !Array.isArray(signal.signal)) throw new Error("no list of parts");
  expect(signal.signal).toHaveLength(3);
  expect(signal.signal[0]).toMatchObject({ limit: { for: "20m" } });
  expect(signal.signal[1]).toMatchObject({
    limit: { of: expect.any(Number) as number, for: expect.any(String) as string },
  });
  expect(JSON.stringify(changed.metrics.find(({ name }) => name === "queue_length")!.series[0]!.signal)).toContain(
    '{"gap":',
  );
  const lengths = phases.reduce((sum, { lengthMs }) => sum + lengthMs, 0);
  expect(changed.historyMs).toBe(32 * minute + lengths + (phases.length - 1) * 10 * minute);
});

test("applyIncident keeps earlier phases out of the time that is for the last one alone", async () => {
  const { spec, phases } = await phasesOf("temperature_celsius > 500", "temperature_celsius < -500");
  const times = { beforeMs: 20 * minute, betweenMs: 10 * minute, stepMs: 15_000, ongoingMs: 60 * minute };
  const [first, last] = phases.map(({ lengthMs }) => lengthMs) as [number, number];
  expect(applyIncident(spec, phases, times).historyMs).toBe(60 * minute);
  // The last hour, what recovers before it, the first phase, and what is before that.
  const alone = applyIncident(spec, phases, { ...times, aloneMs: 60 * minute });
  expect(last).toBeLessThan(60 * minute);
  expect(alone.historyMs).toBe(60 * minute + 12 * minute + first + 20 * minute);
});
